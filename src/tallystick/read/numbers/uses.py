"""What numerals are used for, by the words around them: ``data/numbers/uses.tsv``."""

from __future__ import annotations

import re
from functools import cache

from tallystick.read.found import NumberUse
from tallystick.read.numbers.kinds import alternatives, codes
from tallystick.read.numbers.lexing import Scan
from tallystick.schemes import rows

_NUMERAL = re.compile(f"[{codes('NUMERAL')}]")


def uses(scan: Scan) -> dict[int, tuple[NumberUse, str]]:
    """The use of every numeral that is something else than a count, and the rule."""
    found: dict[int, tuple[NumberUse, str]] = {}
    for match in _patterns().finditer(scan.kinds):
        use, note = _rules()[match.lastgroup or ""]
        for numeral in _NUMERAL.finditer(scan.kinds, match.start(), match.end()):
            found[numeral.start()] = (use, f"{use}, as in {note!r}")
    return found


@cache
def _rules() -> dict[str, tuple[NumberUse, str]]:
    return {
        f"u{place}": (NumberUse(row["use"]), row["note"])
        for place, row in enumerate(rows("numbers/uses.tsv"))
    }


@cache
def _patterns() -> re.Pattern[str]:
    return alternatives(
        (f"u{place}", row["pattern"]) for place, row in enumerate(rows("numbers/uses.tsv"))
    )
