"""What the normalisers find: names and figures in a text, read but not yet believed.

Offsets are half-open and count code points of the string that was searched. Every find
says in `reason` which entry, context or rule read it, and what lost, so that a person can
see why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tallystick.model.values import Date, MentionKind, Number, Place


class NumberUse(StrEnum):
    """What a number is used for; only `COUNT` and `ORDINAL` may become a count."""

    COUNT = "count"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    AGE = "age"
    CALIBRE = "calibre"
    MEASURE = "measure"
    """A distance, weight, sum of money, duration, speed, coordinate."""
    NAME = "name"
    """Part of a name or model: Tower 22, F-16, MQ-9, Resolution 1701."""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number with its hedge: "at least a dozen" from "at" to "dozen"."""

    start: int
    end: int
    head_start: int
    """Where the numeral itself begins, after the hedge."""
    head_end: int
    number: Number
    use: NumberUse
    reason: str


class DateShape(StrEnum):
    """What a temporal expression is."""

    POINT = "point"
    """A day, a time of day, a month or a year as a stretch something happened in."""
    RANGE = "range"
    """From one to the other: "between 7 October and 27 January"."""
    SINCE = "since"
    """"Since 17 October": starts there, end not stated."""
    UNTIL = "until"
    """"As of Friday", "up to 23:00 Jan 30": ends there, start not stated."""
    ROLLING = "rolling"
    """"In the past 24 hours": back from publication."""
    DURATION = "duration"
    """"For three weeks": a length, no place in time."""
    SET = "set"
    """"Every Friday"."""
    EVENT = "event"
    """Hangs on an event that is not dated here: "two days after the strike"."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A temporal expression. Never silently the publication date."""

    start: int
    end: int
    shape: DateShape
    date: Date | None
    """None when it cannot be resolved (a weekday in an undated text, an EVENT)."""
    timex_type: str
    """DATE, TIME, DURATION or SET."""
    timex_value: str
    """TimeML value, ``2024-01-28``, ``P3W``, ``PRESENT_REF``."""
    reason: str
    core_start: int = 0
    """Where the expression itself begins, after "since", "as of", "on"."""


class PlaceUse(StrEnum):
    """How a place name is used."""

    LITERAL = "literal"
    DEMONYM = "demonym"
    """"Syrian", "Iraqis"."""
    METONYM = "metonym"
    """"Washington said": a speaker, not a place."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place name and what we take it to be; `place.role` is left unspecified."""

    start: int
    end: int
    use: PlaceUse
    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class FoundActor:
    """A named actor, or a described class of them ("Iran-backed militias")."""

    start: int
    end: int
    actor: str | None
    """Id in the directory; None for a described class or an unknown group."""
    kind: MentionKind
    actor_type: str | None
    """A code of the scheme ``actor_types``; None if unknown."""
    country: str | None
    """ISO alpha-2 of the state it belongs to or is based in."""
    reason: str
