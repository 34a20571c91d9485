"""The values that claims are made of: spans, names, numbers, places, dates.

Every span is half-open and counts Unicode code points of one string of one document,
exactly as that string was given. None always means "the text does not say".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Part(StrEnum):
    """Which of a document's two strings a span lies in."""

    TITLE = "title"
    TEXT = "text"


class Field(StrEnum):
    """What a span of evidence is evidence of."""

    TRIGGER = "trigger"
    ACT = "act"
    COUNT = "count"
    UNIT = "unit"
    SINCE = "since"
    AS_OF = "as_of"
    PLACE = "place"
    DATE = "date"
    SPEAKER = "speaker"
    ISSUER = "issuer"
    PERPETRATOR = "perpetrator"
    CLAIMED_BY = "claimed_by"
    TARGET = "target"
    WEAPON = "weapon"
    MUNITIONS = "munitions"
    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    OUTCOME = "outcome"
    EXCLUDES = "excludes"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one of a document's strings: ``document.string(part)[start:end]``."""

    part: Part
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"impossible span {self.start}:{self.end}")

    def __hash__(self) -> int:
        """By its place alone: the hash of an enumeration's member is slow."""
        return hash((self.start, self.end))

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.part == other.part and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters that say one field of a claim. The quote is sliced, never kept."""

    field: Field
    span: Span

    def __hash__(self) -> int:
        """By its span: few fields share one."""
        return hash(self.span)


class MentionKind(StrEnum):
    """What sort of thing a name names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or something as a text calls it.

    Actors are speaker-defined classes until resolved: "Iran-backed militias" is what
    the speaker calls them, and its `actor` stays None unless the directory knows it.
    """

    text: str
    span: Span
    kind: MentionKind
    actor: str | None = None
    """An id of the actor directory, e.g. ``actor:kataib-hezbollah``."""

    def __hash__(self) -> int:
        """By its span: few mentions share one."""
        return hash(self.span)


class Bound(StrEnum):
    """How a number was said. The table of `design.md` 4, and nothing else."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_MOST = "at_most"
    RANGE = "range"
    VAGUE = "vague"
    NONE_REPORTED = "none_reported"


@dataclass(frozen=True, slots=True)
class Number:
    """A count as said: inclusive bounds, how it was said, and the number in words.

    None as an end is open: "at least 12" is 12..None. Not said is no `Number` at all;
    unknown is never 0.
    """

    low: int | None
    high: int | None
    bound: Bound
    stated: int | None
    """The number as said; of a range its low end; None for "many" and "dozens"."""

    def __post_init__(self) -> None:
        low = 0 if self.low is None else self.low
        if low < 0 or (self.high is not None and self.high < low):
            raise ValueError(f"impossible number: {self.low}..{self.high}")

    @classmethod
    def said(cls, stated: int, bound: Bound = Bound.EXACT) -> Number:
        """The number for one stated figure under a bound.

        Raises:
            ValueError: RANGE needs two figures, VAGUE none.
        """
        match bound:
            case Bound.EXACT | Bound.ABOUT:
                return cls(stated, stated, bound, stated)
            case Bound.AT_LEAST:
                return cls(stated, None, bound, stated)
            case Bound.MORE_THAN:
                return cls(stated + 1, None, bound, stated)
            case Bound.NEARLY | Bound.AT_MOST:
                return cls(None, stated, bound, stated)
            case Bound.NONE_REPORTED:
                return cls(0, None, bound, 0)
        raise ValueError(f"{bound} is not said with one figure")

    @classmethod
    def between(cls, low: int, high: int) -> Number:
        """The number for "20 to 30"."""
        return cls(low, high, Bound.RANGE, low)

    @classmethod
    def vague(cls) -> Number:
        """The number for "many": nothing is known of it but that it was said."""
        return cls(None, None, Bound.VAGUE, None)

    @property
    def least(self) -> int:
        """The smallest value it may have: an open low end is 0."""
        return 0 if self.low is None else self.low

    def admits(self, value: int) -> bool:
        """Whether a value lies within the bounds."""
        return self.least <= value and (self.high is None or value <= self.high)


class PlacePrecision(StrEnum):
    """How fine a place is, finest first; `near` is "somewhere about it"."""

    FACILITY = "facility"
    TOWN = "town"
    DISTRICT = "district"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    NEAR = "near"
    SEA = "sea"
    UNKNOWN = "unknown"


class PlaceRole(StrEnum):
    """What a place is to an event."""

    IMPACT = "impact"
    INTENDED = "intended"
    INTERCEPTED = "intercepted"
    LAUNCH = "launch"
    """Read so that it is not taken for an impact; never mapped, never published."""
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A reading of a place name that was not chosen, or not chosen alone."""

    id: str
    name: str
    country: str | None
    weight: float
    """Share of belief in [0, 1], rounded to four decimals."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written, and what we take it to be.

    A name that belongs to two countries (Rukban) keeps `country` None and both
    readings in `alternatives`; nothing is guessed.
    """

    text: str
    role: PlaceRole = PlaceRole.UNSPECIFIED
    id: str | None = None
    """``geonames:169577`` or ``site:tower-22``; None when nothing is known of it."""
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    """WGS84 degrees, two decimals at most."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    admin1: str | None = None
    """Code of the first-level division, ``IQ.01``; None if unknown or above it."""
    precision: PlacePrecision = PlacePrecision.UNKNOWN
    radius_km: float | None = None
    """Within which the place lies around `lat`, `lon`."""
    alternatives: tuple[PlaceCandidate, ...] = ()
    reading: str | None = None
    """The rule that read a disputed or party-coloured term; None for plain names."""


class DateBasis(StrEnum):
    """Where a date comes from."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    WEEKDAY = "weekday"
    INHERITED = "inherited"
    PRESENT = "present"
    """"Today", "now stands at": the only basis that may use the publication date."""


@dataclass(frozen=True, slots=True)
class Date:
    """An interval of local wall time; an unnamed zone stays an assumption.

    `earliest` and `latest` are inclusive, ISO 8601 days (``2024-01-28``) or minutes
    (``2024-01-30T23:00``) of local time; None is an open end.
    """

    earliest: str | None
    latest: str | None
    edtf: str
    basis: DateBasis
    zone: str | None = None
    """IANA name or offset as stated; None when the text names none."""
    zone_assumed: bool = False
    """True for a time of day without a zone: its instant is an interval."""

    def __post_init__(self) -> None:
        for end in (self.earliest, self.latest):
            if end is not None:
                date.fromisoformat(end[:10])
        if self.earliest and self.latest and self.earliest[:10] > self.latest[:10]:
            raise ValueError(f"impossible date: {self.earliest}..{self.latest}")

    @property
    def first_day(self) -> date | None:
        """The first day, or None for an open start."""
        return date.fromisoformat(self.earliest[:10]) if self.earliest else None

    @property
    def last_day(self) -> date | None:
        """The last day, or None for an open end."""
        return date.fromisoformat(self.latest[:10]) if self.latest else None

    def may_meet(self, other: Date) -> bool:
        """Whether one day may be meant by both; an open end reaches any day."""
        return _not_after(self.first_day, other.last_day) and _not_after(
            other.first_day, self.last_day
        )

    @property
    def single(self) -> str | None:
        """The one day or minute it means; None if it spans more."""
        if self.earliest and self.latest and self.earliest[:10] == self.latest[:10]:
            return max(self.earliest, self.latest, key=len)
        return None


def _not_after(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


@dataclass(frozen=True, slots=True)
class Reader:
    """An extractor that made a claim, and how sure it was."""

    extractor: str
    """Name and version, ``rules/1``."""
    score: float
    """In [0, 1], four decimals; what it is calibrated on is the extractor's to say."""
