"""Lengths of time and things that recur: "three weeks", "every Friday", "now"."""

from __future__ import annotations

from fractions import Fraction

from tallystick.model.values import DateBasis
from tallystick.read.dates import spans
from tallystick.read.dates.words import Resolved, Setting, Words
from tallystick.read.found import DateShape
from tallystick.read.numbers.kinds import code

_QUARTER = code("QUARTER")
_TIMES = frozenset(("H", "MIN", "S"))
_LETTERS = {"MIN": "M"}
_SMALLER = {"Y": (12, "M"), "H": (60, "MIN"), "D": (24, "H"), "W": (7, "D")}
_LONGER = {"E": 10, "C": 100}


def length_of(words: Words) -> tuple[int | None, str]:
    """(count, unit) of a length; count None for "several" and for bare plurals."""
    places = words.places("UNIT UNITS UNIT2 TUNIT YEARU HOURW QUARTER")
    place = places[0] if places else None
    name = "D" if place is None else words.scan.values[place]
    if place is not None and words.scan.kinds[place] == _QUARTER:
        name = "Q"
    if words.has("UNIT2"):
        return 2, name
    if words.has("RECENT"):
        return None, name
    count: int | None = None
    numerals = words.places("DAYN YEARN NUM WORDN ONEN DECN")
    before = [numeral for numeral in numerals if place is None or numeral < place]
    for numeral in before or numerals[:1]:
        value = words.scan.numerals[numeral].value
        if isinstance(value, int):
            count = value
        elif isinstance(value, Fraction):
            return _halves(value, name)
    if words.has("HALF"):
        return _halves(Fraction(3 if words.has("AND") else 1, 2), name)
    if count is None and not words.has("VAGN UNITS"):
        count = 1
    return count, name


def _halves(value: Fraction, name: str) -> tuple[int | None, str]:
    """A broken length in the next smaller unit: two and a half years are 30 months."""
    times, unit = _SMALLER.get(name, (1, name))
    whole = value * times
    return round(whole), unit


def length_value(count: int | None, name: str) -> str:
    """A length as TimeML writes it, ``P3W``, ``PT24H``, ``PXM``."""
    if name == "Q" and count is not None:
        return f"P{count}Q"
    if name in _LONGER and count is not None:
        return f"P{_LONGER[name] * count}Y"
    said = "X" if count is None else str(count)
    letter = _LETTERS.get(name, name)
    return f"PT{said}{letter}" if name in _TIMES else f"P{said}{letter}"


def duration(words: Words, setting: Setting) -> Resolved | None:
    """A length, no place in time."""
    count, name = length_of(words)
    if count is not None and count > 10**6:
        return None
    return Resolved(
        "DURATION",
        _broken_value(count, name, words) or length_value(count, name),
        "a length of time",
        shape=DateShape.DURATION,
        length=(count, name) if count is not None else None,
    )


def _broken_value(count: int | None, name: str, words: Words) -> str | None:
    """Two and a half years as ``P2Y6M``; None for a length in one unit."""
    places = words.places("UNIT UNITS TUNIT")
    whole = words.scan.values[places[0]] if places else name
    times = _SMALLER.get(whole, (1, whole))[0]
    if whole == name or count is None or count < times or not count % times:
        return None
    more = length_value(count % times, name).removeprefix("PT").removeprefix("P")
    return length_value(count // times, whole) + more


def recurring(words: Words, setting: Setting) -> Resolved | None:
    """ "Every Friday", "daily", "Mondays"."""
    frequency = words.value("FREQ")
    weekday = words.value("ANYWDAY WDAYS")
    if frequency:
        value = frequency
    elif weekday:
        part = words.value("PARTDAY PARTDAYS")
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    elif words.has("ANYMONTH"):
        value = f"XXXX-{int(words.value('ANYMONTH') or 0):02}"
    else:
        value = length_value(*length_of(words))
    return Resolved("SET", value, "recurs", shape=DateShape.SET)


def reference(words: Words, setting: Setting) -> Resolved | None:
    """ "Now", "recently", "soon": no calendar value; "now" is publication."""
    value = words.value("REF") or "PAST_REF"
    if value != "PRESENT_REF":
        return Resolved("DATE", value, "no day is told")
    stretch = spans.of_day(setting.published) if setting.published else None
    reason = "the day of publication" if stretch else "no publication is known"
    return Resolved("DATE", value, reason, stretch, DateBasis.PRESENT)
