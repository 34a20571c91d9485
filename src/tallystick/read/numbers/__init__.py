"""Numbers in texts of nine languages: what they say, how hedged, what they are for.

`find_numbers` is all that a reader needs. Words live in ``data/numbers/<language>.tsv``,
the contexts that tell counts from ages, years and names in ``data/numbers/uses.tsv``.
"""

from tallystick.read.numbers.find import find_numbers

__all__ = ["find_numbers"]
