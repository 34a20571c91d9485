"""Dates in texts of nine languages: what they say, and what they are resolved against.

`find_dates` gives dates with the words that tie them ("since 17 October"), which is what
claims are made from; `find_expressions` gives the bare expressions that TimeML marks.
Words live in ``data/dates/<language>.tsv``, grammars in ``data/dates/rules.tsv`` and
``connectors.tsv``.
"""

from tallystick.read.dates.find import find_dates, find_expressions
from tallystick.read.dates.told import earlier

__all__ = ["earlier", "find_dates", "find_expressions"]
