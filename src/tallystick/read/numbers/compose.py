"""Number words and figures put together: "one hundred and twenty-three", "2.5 million".

The words of a number stand in an order that every language here shares but for two habits:
what "and" may join, and whether units stand before tens. Words that do not fit the order
begin a new number ("two three" is two numbers).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tallystick.read.numbers.kinds import code, codes
from tallystick.read.numbers.languages import Language

_BEGINS = re.compile(
    f"[{codes('INT GROUPED DEC ZERO ONES TEENS TENS HUND HUNDS SCALE FIXED DOZEN HALF')}"
    f"{codes('ORDW VAGUE VAGUES COUPLE QUARTER FRACW SHARE FULL')}]"
)
_FIGURES = frozenset(codes("INT GROUPED DEC"))
_MULTIPLIERS = frozenset(codes("HUND SCALE DOZEN"))
_UNITS = frozenset(codes("ZERO ONES TEENS FULL"))
_A, _AND, _HYPHEN, _SLASH, _OF, _THE = (
    code(name) for name in ("A", "AND", "HYPH", "SLASH", "OF", "THE")
)
_ONES, _TEENS, _TENS, _HUND, _HUNDS, _SCALE, _FIXED = (
    code(name) for name in ("ONES", "TEENS", "TENS", "HUND", "HUNDS", "SCALE", "FIXED")
)
_DOZEN, _HALF, _ORDINAL, _SUFFIX, _VAGUE, _VAGUES = (
    code(name) for name in ("DOZEN", "HALF", "ORDW", "ORDSUF", "VAGUE", "VAGUES")
)
_COUPLE, _PARTS, _QUARTER = code("COUPLE"), code("FRACW"), code("QUARTER")
_BEFORE_SUFFIX = frozenset(codes("HYPH APOS"))
_LETTERS = frozenset(codes("ORDSUFX AND"))
_COUNTS = frozenset(codes("DAYN YEARN NUM WORDN"))
_CENTURIES = frozenset((17, 18, 19, 20))
_YEARS = range(1800, 2100)
"""What four figures must lie between to be read as a year."""
_ERAS = {"fa": range(1300, 1450), "ar": range(1400, 1450)}
"""The same by the Persian and the Islamic calendar, in texts that use them."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a numeral says, hedges apart."""

    kind: str
    """DAYN, YEARN, NUM (figures); WORDN, ONEN (words); VAGN, ORDN, SHAREN, DECN."""
    value: int | Fraction | None
    """None for vague words."""
    low: int | None = None
    """The least that a vague word says: 24 for "dozens"; set beside a value: about it."""


def compose(
    kinds: Sequence[str], values: Sequence[str], tongue: Language
) -> list[tuple[int, int, Numeral]]:
    """Every numeral among tokens, as (first token, token after the last, numeral)."""
    row = "".join(kinds)
    reader = _Composer(row, values, tongue)
    found: list[tuple[int, int, Numeral]] = []
    done = 0
    for begin in _BEGINS.finditer(row):
        place = begin.start()
        if place < done:
            continue
        read = reader.numeral(place)
        if read is None:
            continue
        end, numeral = read
        if place > done and row[place - 1] == _A and row[place] in _TAKES_A:
            place -= 1
        found.append((place, end, numeral))
        done = end
    return found


_TAKES_A = frozenset(codes("HUND SCALE DOZEN HALF ORDW QUARTER COUPLE"))


@dataclass(slots=True)
class _Sum:
    """A number while its words are being added: full thousands, and the rest."""

    total: int = 0
    group: int = 0
    last: str = ""
    scale: int = field(default=10**16)

    def accept(self, kind: str, value: int, joined: bool, tongue: Language) -> bool:
        """Add a word if it can follow; False if it begins another number."""
        before, rest = self.last, self.group % 100
        if kind in _UNITS:
            fits = not before or before in (_HUND, _HUNDS, _SCALE, _FIXED)
            fits = fits or (before == _TENS and (value < 10 or rest in (60, 80)))
            fits = fits or (tongue.units_first and before == _ONES and value == 10)
            self.group += value if fits else 0
        elif kind == _TENS:
            swapped = tongue.units_first and joined and 0 < rest < 10 and before == _ONES
            fits = swapped or (rest == 0 and before not in _UNITS)
            self.group += value if fits else 0
        elif kind == _HUND:
            fits = self.group < 100 and before != _HUNDS
            self.group = max(self.group, 1) * value if fits else self.group
        elif kind == _HUNDS:
            fits = self.group == 0 and before not in _UNITS
            self.group += value if fits else 0
        elif kind == _FIXED:
            fits = self.group == 0 and self.scale > 1000 and before not in _UNITS
            self.total += value if fits else 0
            self.scale = max(1000, 10 ** (len(str(value)) - 1)) if fits else self.scale
        else:
            fits = value < self.scale and before not in (_SCALE, _FIXED)
            if fits:
                self.total += max(self.group, 1) * value
                self.group, self.scale = 0, value
        self.last = kind if fits else before
        return fits

    @property
    def value(self) -> int:
        """The number so far."""
        return self.total + self.group


class _Composer:
    """Reads one numeral from a place in a row of kinds."""

    def __init__(self, row: str, values: Sequence[str], tongue: Language) -> None:
        self.row = row + "\0\0\0\0"
        self.values = values
        self.tongue = tongue

    def numeral(self, place: int) -> tuple[int, Numeral] | None:
        """The numeral that begins here and the token after it; None if there is none."""
        kind = self.row[place]
        if kind in _FIGURES:
            return self._figures(place)
        if kind in (_VAGUE, _VAGUES):
            return self._vague(place)
        if kind == _COUPLE:
            end, value = self._multiplied(place + 1, int(self.values[place]))
            return end, Numeral(code("WORDN"), value, low=int(value))
        if kind == code("SHARE"):
            return place + 1, Numeral(code("SHAREN"), Fraction(self.values[place]))
        if kind == _HALF:
            return self._half(place)
        if kind in (_ORDINAL, _QUARTER, _PARTS):
            return self._ordinal(place)
        if kind == _DOZEN:
            twelve = self.values[place] == "12"
            return (place + 1, Numeral(code("WORDN"), 12)) if twelve else None
        return self._words(place)

    def _figures(self, place: int) -> tuple[int, Numeral] | None:
        row, figures = self.row, self.values[place]
        value = Fraction(figures) if "." in figures else int(figures)
        if row[place + 1] == _SUFFIX:
            return place + 2, Numeral(code("ORDN"), value)
        if row[place + 1] in _BEFORE_SUFFIX and row[place + 2] in _LETTERS:
            year = row[place + 1] == _HYPHEN and len(figures) == 4 and value in _YEARS
            return place + 3, Numeral(code("YEARN" if year else "ORDN"), value)
        if row[place + 1] == _SLASH and row[place + 2] == code("INT"):
            return self._fraction(place, value)
        if row[place + 1 : place + 4 : 2] == code("INT") * 2 and row[place + 2] == _SLASH:
            part = self._fraction(place + 1, int(self.values[place + 1]))
            if part and part[1].kind == code("SHAREN") and part[1].value is not None:
                return part[0], Numeral(code("DECN"), value + part[1].value)
        end, whole = self._multiplied(*self._and_half(place + 1, value))
        if end > place + 1:
            end, whole = self._and_figures(end, whole)
            return end, Numeral(_kind(whole), whole)
        return end, Numeral(self._figure_kind(row[place], figures, whole), whole)

    def _figure_kind(self, raw: str, figures: str, value: int | Fraction) -> str:
        if not isinstance(value, int):
            return code("DECN")
        years = value in _YEARS or value in _ERAS.get(self.tongue.code, ())
        if raw == code("INT") and len(figures) == 4 and years:
            return code("YEARN")
        small = raw == code("INT") and len(figures) < 3 and 0 < value < 32
        return code("DAYN" if small else "NUM")

    def _fraction(self, place: int, top: int | Fraction) -> tuple[int, Numeral]:
        """ "2/3" is a share; "9/11" and "24/7" are names."""
        bottom = int(self.values[place + 2])
        if 0 < top < bottom <= 10:
            return place + 3, Numeral(code("SHAREN"), Fraction(top) / bottom)
        return place + 3, Numeral(code("NAMEN"), None)

    def _vague(self, place: int) -> tuple[int, Numeral]:
        low = int(self.values[place])
        end = place + 1
        if self.row[place] == _VAGUES:
            # "Tens of thousands": twenty times a thousand; the plural itself says two.
            while self.row[end] in (_OF, _VAGUES):
                step = 2 if self.row[end] == _OF else 1
                if self.row[end + step - 1] != _VAGUES:
                    break
                low = low * int(self.values[end + step - 1]) // 2
                end += step
        if low:
            end, times = self._multiplied(end, low)
            low = int(times)
        return end, Numeral(code("VAGN"), None, low=low or None)

    def _half(self, place: int) -> tuple[int, Numeral] | None:
        after = place + 2 if self.row[place + 1] == _A else place + 1
        if self.row[after] in _MULTIPLIERS:
            half = Fraction(int(self.values[after]), 2)
            end, value = self._multiplied(after + 1, _whole(half))
            return end, Numeral(_kind(value), value)
        if self.row[place + 1] in (_OF, _THE):
            return place + 1, Numeral(code("SHAREN"), Fraction(1, 2))
        return None

    def _ordinal(self, place: int) -> tuple[int, Numeral] | None:
        share = self.row[place - 1] == _A and self.row[place + 1] == _OF and place > 0
        if share and self.values[place].isdigit():
            return place + 1, Numeral(code("SHAREN"), Fraction(1, int(self.values[place])))
        if self.row[place] == _ORDINAL:
            return place + 1, Numeral(code("ORDN"), int(self.values[place]))
        return None

    def _words(self, place: int) -> tuple[int, Numeral] | None:
        total = _Sum()
        end = place
        while True:
            after, joined = self._joined(end, total)
            kind = self.row[after]
            if kind == _A and self._counts_one(total, joined=joined):
                kind, value = _ONES, 1
            elif kind in _ADDED:
                value = int(self.values[after])
            elif kind == _VAGUES and total.last in _UNITS and self._plural(after):
                # "Three thousands": the plural counts on after a number.
                value = int(self.values[after]) // 2
                kind = _HUND if value == 100 else _SCALE
            else:
                break
            if not total.accept(kind, value, joined, self.tongue):
                break
            end = after + 1
        if end == place:
            return None
        return self._ended(place, end, total)

    def _counts_one(self, total: _Sum, *, joined: bool) -> bool:
        """Whether "a" is a one behind its ten: "vingt et un", Turkish "on bir"."""
        joins = self.tongue.joins
        return (joined and joins == "tens") or (joins == "none" and total.last == _TENS)

    def _plural(self, place: int) -> bool:
        """Whether a vague plural is that of a hundred or a power of a thousand."""
        return int(self.values[place]) in (200, 2000, 2_000_000, 2_000_000_000)

    def _joined(self, end: int, total: _Sum) -> tuple[int, bool]:
        """Where the next word of the number may stand, over a hyphen or an "and"."""
        if not total.last:
            return end, False
        if self.row[end] == _HYPHEN:
            return end + 1, False
        joins = self.tongue.joins
        big = total.last in (_HUND, _HUNDS, _SCALE, _FIXED)
        allowed = joins == "any" or (joins == "hundreds" and big)
        allowed = allowed or (joins == "tens" and total.last == _TENS)
        if self.row[end] == _AND and allowed:
            return end + 1, True
        return end, False

    def _ended(self, place: int, end: int, total: _Sum) -> tuple[int, Numeral]:
        value = total.value
        after = end + 1 if self.row[end] == _HYPHEN else self._joined(end, total)[0]
        if total.group in _CENTURIES and value < 100 and self.row[end] == _TENS:
            return self._year(end, value)
        if self.row[after] == _PARTS or (self.row[after] == _ORDINAL and value == 1):
            return after + 1, Numeral(
                code("SHAREN"), Fraction(value, int(self.values[after]))
            )
        if self.row[after] == _QUARTER and self.row[after + 1] == _OF:
            return after + 1, Numeral(code("SHAREN"), Fraction(value, 4))
        if self.row[after] == _ORDINAL and total.last not in _UNITS:
            last = int(self.values[after])
            return after + 1, Numeral(code("ORDN"), value + last)
        end, whole = self._multiplied(*self._and_half(end, value))
        end, whole = self._and_figures(end, whole)
        one = whole == 1 and end == place + 1
        return end, Numeral(code("ONEN") if one else _kind(whole), whole)

    def _year(self, place: int, century: int) -> tuple[int, Numeral]:
        """ "Nineteen ninety-four": a century and the years in it."""
        years, end = int(self.values[place]), place + 1
        after = end + 1 if self.row[end] == _HYPHEN else end
        if self.row[after] == _ONES:
            years, end = years + int(self.values[after]), after + 1
        return end, Numeral(code("YEARN"), century * 100 + years)

    def _and_half(self, end: int, value: int | Fraction) -> tuple[int, int | Fraction]:
        if self.row[end] == _AND and self.row[end + 1] == _A and self.row[end + 2] == _HALF:
            return end + 3, value + Fraction(1, 2)
        return end, value

    def _and_figures(self, end: int, value: int | Fraction) -> tuple[int, int | Fraction]:
        """What is added in figures behind a thousand: "40 hezar o 972", "2 bin 564"."""
        joins = self.tongue.joins
        scale = self._times(end - 1) if joins in ("any", "none") else 0
        first = end + 1 if joins == "any" and self.row[end] == _AND else end
        if (
            scale < 1000
            or self.row[first] not in _FIGURES
            or (joins == "any") != (first > end)
        ):
            return end, value
        read = self._figures(first)
        rest = read[1].value if read and read[1].kind in _COUNTS else None
        if read is None or not isinstance(rest, int) or rest >= scale:
            return end, value
        return read[0], value + rest

    def _multiplied(self, end: int, value: int | Fraction) -> tuple[int, int | Fraction]:
        """A value times the hundreds, thousands or dozens that follow it."""
        while True:
            after = end + 1 if self.row[end] == _HYPHEN else end
            times = self._times(after)
            if not times or value >= 10**13:
                return end, value
            value = _whole(value * times)
            end = after + 1

    def _times(self, place: int) -> int:
        """What a hundred, a thousand or a dozen behind a number multiplies it by; or 0."""
        if self.row[place] in _MULTIPLIERS:
            return int(self.values[place])
        if self.row[place] == _VAGUES and self._plural(place):
            return int(self.values[place]) // 2
        return 0


_ADDED = frozenset(codes("ZERO ONES TEENS TENS HUND HUNDS SCALE FIXED FULL"))


def _whole(value: int | Fraction) -> int | Fraction:
    return int(value) if value == int(value) else value


def _kind(value: int | Fraction) -> str:
    return code("WORDN" if isinstance(value, int) else "DECN")
