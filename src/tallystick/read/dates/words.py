"""The words of a matched expression by kind, and what it is resolved against."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tallystick.model.values import DateBasis
from tallystick.read.dates.spans import Stretch
from tallystick.read.found import DateShape
from tallystick.read.numbers.kinds import code, codes
from tallystick.read.numbers.lexing import Scan

_BREAK = re.compile(f"[{codes('STOP PAR')}]")
_SAID = re.compile(f"[{codes('STOP PAR SAID')}]")
_CLOSE = re.compile(f"[{codes('STOP PAR COMMA RP COLON DASH AND MARK')}]|$")
_NUMBER = re.compile(f"[{codes('DAYN NUM WORDN ONEN HEDGE TO UNTIL UPTO THROUGH AT IN')}]")
_NEW_CLAUSE = frozenset(
    "the a an our its their he she it they we there had was were has have when who which "
    "alone inclusive".split()
)
"""Words that no numbered thing is called by."""
_CUE = code("FUT")
_YEAR = code("YEARN")
LAST_SOLAR = 1500
"""Later years are Gregorian ones."""
_REACH = 12
"""Tokens before a weekday in which "will" or "due" make it lie ahead."""
_SENTENCE = 30
"""Tokens before a date without a year in which such words do."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the expressions of a text are resolved against."""

    published: date | None
    minute: str | None
    """Publication to the minute, ``2024-01-30T23:00``; None if only the day is known."""
    day_first: str
    """Order of dates in figures: ``day``, or ``open`` when both orders are in use."""
    quarter: tuple[int, int] | None = None
    """Year and quarter last spoken of: what "a year earlier" looks back from."""
    told: date | None = None
    """The day that the head of a text without publication tells, with its year."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a paragraph has dated so far, both ends known."""

    last: Stretch | None = None
    """What "the following day" counts from."""
    long: Stretch | None = None
    """The last of more than a day: what "the same period of 2023" looks back from."""
    runs: bool = False
    """Whether `last` is only where something began that goes on: "since 24 February"."""


def setting(published: str | None, day_first: str) -> Setting:
    """The setting of a text; a publication that is no ISO date counts as unknown."""
    try:
        day = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        day = None
    minute = published[:16] if day and published and len(published) >= 16 else None
    return Setting(day, minute, day_first)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means."""

    type: str
    """DATE, TIME, DURATION or SET."""
    value: str
    """TimeML value."""
    reason: str
    stretch: Stretch | None = None
    """None when it cannot be resolved."""
    basis: DateBasis = DateBasis.EXPLICIT
    shape: DateShape = DateShape.POINT
    clock: str | None = None
    """Time of day, ``23:00``."""
    zone: str | None = None
    yearless: tuple[int, int] | None = None
    """Month and day (0 for a whole month) of an expression that names no year."""
    part: str | None = None
    """START, MID or END of such a month."""
    length: tuple[int, str] | None = None
    """Count and unit of a duration; a count below zero reaches back."""
    year_before: Callable[[], Resolved | None] | None = None
    """The same a year earlier, where another calendar's year is only inferred."""
    hangs: Callable[[Told], Resolved | None] | None = None
    """What it means where something was told before it; None from it if it cannot say."""


class Words:
    """A stretch of tokens, asked for by kind."""

    def __init__(self, scan: Scan, start: int, end: int) -> None:
        self.scan, self.start, self.end = scan, start, end

    @cached_property
    def kinds(self) -> str:
        """The kinds of its tokens."""
        return self.scan.kinds[self.start : self.end]

    def places(self, names: str) -> list[int]:
        """The tokens of some kinds, in order."""
        wanted = codes(names)
        return [self.start + n for n, char in enumerate(self.kinds) if char in wanted]

    def has(self, names: str) -> bool:
        """Whether there is a token of some kinds."""
        return bool(self.places(names))

    def value(self, names: str) -> str | None:
        """What the lexicon says of the first token of some kinds."""
        places = self.places(names)
        return self.scan.values[places[0]] if places else None

    def number(self, names: str) -> int | None:
        """The whole number of the first numeral of some kinds."""
        numbers = self.numbers(names)
        return numbers[0] if numbers else None

    def numbers(self, names: str) -> list[int]:
        """The whole numbers of the numerals of some kinds, in order."""
        said = [self.scan.numerals[place].value for place in self.places(names)]
        return [value for value in said if isinstance(value, int)]

    def text(self, place: int) -> str:
        """A token as written."""
        return self.scan.text[self.scan.starts[place] : self.scan.ends[place]]

    @property
    def solar(self) -> bool:
        """Whether years that a Persian text does not name are those of its calendar.

        They are not where it says so ("میلادی"), or names Gregorian months or years only.
        """
        scan = self.scan
        if scan.language != "fa" or scan.kinds[self.end : self.end + 1] == code("ERA"):
            return False
        named = (scan.numerals[at].value for at, k in enumerate(scan.kinds) if k == _YEAR)
        other = code("MONTHIN") in scan.kinds or any(
            isinstance(year, int) and year > LAST_SOLAR for year in named
        )
        return code("PMONTH") in scan.kinds or not other

    @property
    def before(self) -> str:
        """The kind of the token in front; that of a break at the start of the text."""
        return self.scan.kinds[self.start - 1] if self.start else code("PAR")

    @property
    def closes(self) -> bool:
        """Whether its clause ends behind it: nothing follows that it could belong to."""
        return _CLOSE.match(self.scan.kinds, self.end) is not None

    @property
    def opens_clause(self) -> bool:
        """Whether the word behind it begins something new: a number, "they", "there"."""
        if _NUMBER.match(self.scan.kinds, self.end):
            return True
        following = self.end < len(self.scan.kinds) and self.text(self.end).lower()
        return following in _NEW_CLAUSE

    @property
    def ahead(self) -> bool:
        """Whether words before it in the sentence say that it lies ahead."""
        near = self.scan.kinds[max(0, self.start - _SENTENCE) : self.start]
        return _CUE in _BREAK.split(near)[-1]

    @property
    def surely_ahead(self) -> bool:
        """Whether "will" or the like stands shortly before it."""
        first = max(0, self.start - _REACH)
        near = _SAID.split(self.scan.kinds[first : self.start])[-1]
        cue = self.start - len(near) + near.rfind(_CUE)
        return _CUE in near and self.scan.values[cue] == "sure"


def told_year(words: Words) -> int | None:
    """The year that an expression names, None if none."""
    year = words.number("YEARN")
    if year is None and words.has("WORDN"):
        return next((n for n in words.numbers("WORDN") if 1900 <= n <= 2100), None)
    return year


def year_named(words: Words, setting: Setting) -> int | None:
    """The year that a day or month names: "2023", or told from publication: "last year"."""
    told = told_year(words)
    if told is not None or setting.published is None:
        return told
    if words.has("THISYEAR"):
        return setting.published.year + int(words.value("THISYEAR") or 0)
    if all(words.scan.values[place] != "Y" for place in words.places("UNIT YEARU")):
        return None
    return setting.published.year + words.has("ANYNEXT") - words.has("LAST LASTP")
