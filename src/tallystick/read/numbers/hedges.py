"""Hedges around a numeral, and the bound that they give it: the table of design.md 4."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from tallystick.model.values import Bound, Number
from tallystick.read.numbers.compose import Numeral
from tallystick.read.numbers.kinds import code, codes, expression
from tallystick.read.numbers.lexing import Scan

_BEFORE = frozenset(codes("HEDGE OVER UPTO FEWER"))
_ONLY_BEFORE = frozenset(("more_than", "nearly", "about"))
"""Hedges that are prepositions too: "killed 12 around the city"."""
_SKIPPED = frozenset(codes("CUR"))
_FEWER, _BETWEEN, _FROM = code("FEWER"), code("BETWEEN"), code("FROM")
_HEDGING = _BEFORE | _SKIPPED
_DASHES, _MONTHS = frozenset(codes("HYPH DASH")), frozenset(codes("MONTH MONTHX"))
_DAYS = 31
_RANGE = re.compile(
    expression(
        "(?P<low>INTEGER) "
        "(?P<sign>(HYPH | DASH | TO | AND | OR | UPTO | UNTIL | THROUGH) CUR?) "
        "(HEDGE | OVER | FEWER)? (?P<high>INTEGER)"
    )
)
_AFTER = re.compile(
    expression("(HYPH? ODD | PLUS | COMMA? MORE | UNTILM | HEDGE (?!NUMERAL | A | OF))")
)
"""What is said behind a numeral: "12 or more", "120-odd", "150+"."""
_AFTER_NOUN = re.compile(expression("(WORD | CAP){1,2} HEDGE (?!NUMERAL | A | ONEN)"))
_BEHIND_NOUNS = frozenset(("at_least", "at_most"))


@dataclass(frozen=True, slots=True)
class Hedged:
    """A numeral with what is said around it, as token places (half-open)."""

    start: int
    end: int
    head: int
    """The numeral's token; of a range the first."""
    head_end: int
    number: Number
    reason: str


def hedged(scan: Scan, place: int) -> Hedged | None:
    """A numeral as it was said; None if it says no number that we keep."""
    between = _between(scan, place)
    if between:
        return between
    numeral = scan.numerals[place]
    start, bound, reason = _hedge_before(scan, place)
    end = place + 1
    after = _AFTER.match(scan.kinds, end)
    if after and not bound and not _preposition(scan, after.end() - 1):
        end = after.end()
        bound, reason = scan.values[end - 1], f"{_said(scan, place + 1, end)!r} behind it"
    if not bound:
        bound, reason = _behind_noun(scan, end) or (bound, reason)
    number = bounded(numeral, bound)
    if number is None:
        return None
    return Hedged(start, end, place, place + 1, number, reason)


def _behind_noun(scan: Scan, end: int) -> tuple[str, str] | None:
    """ "160 attacks at least": the bound that stands behind the counted noun."""
    after = _AFTER_NOUN.match(scan.kinds, end)
    if after is None or scan.values[after.end() - 1] not in _BEHIND_NOUNS:
        return None
    return scan.values[after.end() - 1], f"{_said(scan, end, after.end())!r} behind it"


def _preposition(scan: Scan, place: int) -> bool:
    return scan.kinds[place] == code("HEDGE") and scan.values[place] in _ONLY_BEFORE


def bounded(numeral: Numeral, bound: str) -> Number | None:
    """The number that a numeral says under a hedge ("" for none)."""
    if numeral.value is None:
        return _vague(numeral)
    if numeral.kind == code("SHAREN"):
        return Number.vague()
    if not isinstance(numeral.value, int):
        low, high = math.floor(numeral.value), math.ceil(numeral.value)
        return Number(low, high, Bound.ABOUT, None) if high >= 0 else None
    if bound == "fewer":
        lower = max(numeral.value - 1, 0)
        return Number(None, lower, Bound.AT_MOST, numeral.value)
    if numeral.low is not None and not bound:
        bound = Bound.ABOUT
    return Number.said(numeral.value, Bound(bound) if bound else Bound.EXACT)


def _vague(numeral: Numeral) -> Number:
    if numeral.low is None:
        return Number.vague()
    return Number(numeral.low, None, Bound.AT_LEAST, None)


def _between(scan: Scan, place: int) -> Hedged | None:
    """A range that begins at a numeral: "20 to 30", "between 20 and 30"."""
    found = _RANGE.match(scan.kinds, place)
    if not found:
        return None
    high_place = found.end() - 1
    low, high = _whole(scan, place), _whole(scan, high_place)
    sign, before = scan.kinds[found.start("sign")], scan.kinds[place - 1 : place]
    low = _scaled_like(scan, low, high, high_place)
    after = scan.kinds[high_place + 1 : high_place + 2] == code("BETWEENP")
    paired = sign != code("AND") or before == _BETWEEN or after
    if low is None or high is None or not low < high or not paired:
        return None
    if before == code("FROM") and scan.language == "en":
        # "Rose from 20 to 30" tells of two numbers.
        return None
    if _dateline(scan, place, high_place, high):
        return None
    if sign == code("OR") and high > low + 1 + low // 2:
        return None
    framed = before in (_BETWEEN, code("FROM"))
    framed = framed or (before == code("OF") and scan.language in ("fr", "es"))
    start = place - 1 if framed else _hedge_before(scan, place)[0]
    said = _said(scan, place, high_place + 1)
    end = high_place + 1
    number = Number.between(low, high)
    return Hedged(start, end + after, place, end, number, f"range {said!r}")


def _dateline(scan: Scan, place: int, high_place: int, high: int) -> bool:
    """ "SANAA, Oct 9 - More than 40 people": a day of the month, a dash, then the text."""
    dashed = scan.kinds[place + 1] in _DASHES
    hedge = high_place > place + 2
    return dashed and scan.kinds[place - 1 : place] in _MONTHS and (hedge or high > _DAYS)


def _scaled_like(scan: Scan, low: int | None, high: int | None, place: int) -> int | None:
    """ "Two to three million": the scale is said once and holds for both."""
    if low is None or high is None or scan.kinds[place] != code("WORDN"):
        return low
    for scale in (1_000_000_000, 1_000_000, 1000):
        if low < scale <= high and high % scale == 0 and low < high // scale < 1000:
            return low * scale
    return low


def _whole(scan: Scan, place: int) -> int | None:
    numeral = scan.numerals.get(place)
    return numeral.value if numeral and isinstance(numeral.value, int) else None


def _hedge_before(scan: Scan, place: int) -> tuple[int, str, str]:
    """(first token, bound, reason) of the hedges in front of a numeral."""
    start, bound, at = place, "", place - 1
    while at >= 0 and (scan.kinds[at] in _HEDGING or _than(scan, at)):
        if scan.kinds[at] in _BEFORE:
            start = at
            # The outermost hedge rules: "at least about 20" is at least 20.
            bound = "fewer" if scan.kinds[at] == _FEWER else scan.values[at]
        at -= 1
    reason = f"{_said(scan, start, place)!r} before it" if bound else "said plainly"
    return start, bound, reason


def _than(scan: Scan, place: int) -> bool:
    """Whether "from" is the "than" of a hedge: Hebrew "yoter me-elef"."""
    return (
        scan.kinds[place] == _FROM and place > 0 and scan.kinds[place - 1] == code("HEDGE")
    )


def _said(scan: Scan, start: int, end: int) -> str:
    return scan.text[scan.starts[start] : scan.ends[end - 1]]
