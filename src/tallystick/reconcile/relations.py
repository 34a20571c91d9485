"""How two stated totals stand to each other, one respect at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from tallystick.directory import STATE, Directory
from tallystick.model.claims import TallyClaim
from tallystick.model.documents import Document
from tallystick.model.lists import Measure, Stance
from tallystick.model.values import Date, Mention
from tallystick.notices import Notice, notice_of
from tallystick.reconcile.window import stated_definition
from tallystick.roots import fold, name_of, said, spoken_by
from tallystick.schemes import rows


class Relation(StrEnum):
    """How two totals stand to each other in one respect."""

    SAME = "same"
    """Both say the same, or both say nothing."""
    OPEN = "open"
    """One says what the other leaves open; they may mean the same."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two totals in every respect in which they can differ."""

    area: Relation
    start: Relation
    as_of: Relation
    unit: Relation
    perpetrator: Relation
    target: Relation
    kind: Relation
    """Event types and weapons."""
    excludes: Relation
    """What is said to be left out, and conditions in the speaker's own words."""

    def named(self, wanted: Relation) -> tuple[str, ...]:
        """The respects that stand in a relation, in a fixed order."""
        return tuple(name for name in RESPECTS if getattr(self, name) is wanted)


RESPECTS = (
    "unit",
    "area",
    "start",
    "as_of",
    "perpetrator",
    "target",
    "kind",
    "excludes",
)


def compare(a: TallyClaim, b: TallyClaim, directory: Directory) -> Compared:
    """Set two totals side by side. Symmetric in the two."""
    return Compared(
        area=_sets(area_of(a), area_of(b)),
        start=_starts(a.window.start, b.window.start),
        as_of=_ends(a.window.end, b.window.end),
        unit=_units(a, b),
        perpetrator=_actors(a.scope.perpetrators, b.scope.perpetrators, directory),
        target=_actors(a.scope.targets, b.scope.targets, directory),
        kind=_kinds(a, b),
        excludes=_excludes(a, b),
    )


def area_of(tally: TallyClaim) -> frozenset[str]:
    """The countries that a total names, else its places."""
    if tally.scope.countries:
        return frozenset(tally.scope.countries)
    return frozenset(place.id or said(place.text) for place in tally.scope.places)


def _sets(a: frozenset[str], b: frozenset[str]) -> Relation:
    if a == b:
        return Relation.SAME
    return Relation.DIFFERENT if a and b else Relation.OPEN


def _starts(a: Date | None, b: Date | None) -> Relation:
    """Two silences are no agreement: a start that nobody states may be any two."""
    if a is None or b is None:
        return Relation.OPEN
    if _days(a) == _days(b):
        return Relation.SAME
    return Relation.OPEN if _meet(a, b) else Relation.DIFFERENT


def _ends(a: Date | None, b: Date | None) -> Relation:
    if a is None or b is None:
        return Relation.OPEN
    if a.last_day == b.last_day and a.last_day is not None:
        return Relation.SAME
    return Relation.OPEN if _meet(a, b) else Relation.DIFFERENT


def _days(one: Date) -> tuple[date | None, date | None]:
    return one.first_day, one.last_day


def _meet(a: Date, b: Date) -> bool:
    """Whether some day lies in both."""
    starts = [day for day in (a.first_day, b.first_day) if day]
    ends = [day for day in (a.last_day, b.last_day) if day]
    return not starts or not ends or max(starts) <= min(ends)


IMPLIED = {
    Measure.INCIDENTS: "attack",
    Measure.KILLED: "people",
    Measure.INJURED: "people",
    Measure.CASUALTIES: "people",
}
"""What a total counts that names no unit beside its number."""


@cache
def unit_classes() -> Mapping[str, str]:
    """Class of every known unit word, folded."""
    return {
        fold(word): row["class"]
        for row in rows("count/units.tsv")
        for word in row["words"].split(", ")
    }


def unit_of(tally: TallyClaim) -> tuple[str, frozenset[str]]:
    """What one of a total is called, and the words that narrow it.

    Returns:
        A class of ``units.tsv`` ("attack" for "operations"), else the words themselves,
        else what the measure implies; and the remaining words ("suicide" in "suicide
        attacks").
    """
    name, narrower = _unit_words(tally.unit)
    return name or IMPLIED.get(tally.measure, ""), narrower


@lru_cache(maxsize=10_000)
def _unit_words(unit: str) -> tuple[str, frozenset[str]]:
    words = [word for word in fold(unit).split() if not word.isdigit()]
    known = [word for word in words if word in unit_classes()]
    if known:
        return unit_classes()[known[-1]], frozenset(words) - set(known)
    return " ".join(words), frozenset()


def unit_known(tally: TallyClaim) -> bool:
    """Whether two totals of its unit count alike: "other" alone says nothing."""
    return (
        tally.measure is not Measure.OTHER or unit_of(tally)[0] in unit_classes().values()
    )


def _units(a: TallyClaim, b: TallyClaim) -> Relation:
    if a.measure is not b.measure:
        return Relation.DIFFERENT
    mine, yours = stated_definition(a), stated_definition(b)
    if mine and yours and mine is not yours:
        return Relation.DIFFERENT
    if unit_of(a) == unit_of(b):
        return Relation.SAME
    one_noun = unit_of(a)[0] == unit_of(b)[0]
    return (
        Relation.OPEN if one_noun or a.measure is Measure.INCIDENTS else Relation.DIFFERENT
    )


def share_a_matter(a: TallyClaim, b: TallyClaim, compared: Compared) -> bool:
    """Whether both name one area, one target or one perpetrator: silence is no topic."""
    named = (
        (compared.area, area_of(a)),
        (compared.target, a.scope.targets),
        (compared.perpetrator, a.scope.perpetrators),
    )
    return any(relation is Relation.SAME and said for relation, said in named)


def keys(mentions: Iterable[Mention]) -> frozenset[str]:
    """Actors as keys."""
    return frozenset(name_of(mention) for mention in mentions)


def state_of(key: str) -> str:
    """The state whose organ a key names, else the key."""
    return key.partition("/")[0] if key.startswith(STATE) else key


def _actors(a: Iterable[Mention], b: Iterable[Mention], directory: Directory) -> Relation:
    """Who, or against whom: organs of one state are one, a brand and its faction not.

    Words that the directory does not know may mean anybody.
    """
    mine, yours = (frozenset(map(state_of, keys(side))) for side in (a, b))
    if mine == yours:
        return Relation.SAME
    unknown = any(directory.get(key) is None for key in mine | yours)
    return Relation.OPEN if not mine or not yours or unknown else Relation.DIFFERENT


def _kinds(a: TallyClaim, b: TallyClaim) -> Relation:
    """A total of one kind of attack is part of a total of all: never the same."""
    mine = frozenset((*a.scope.event_types, *a.scope.weapons))
    yours = frozenset((*b.scope.event_types, *b.scope.weapons))
    return Relation.SAME if mine == yours else Relation.DIFFERENT


def _excludes(a: TallyClaim, b: TallyClaim) -> Relation:
    def left_out(tally: TallyClaim) -> tuple[object, ...]:
        dimensions = frozenset(e.dimension for e in tally.excludes)
        predicate = fold(tally.scope.predicate or "")
        return dimensions, predicate, tally.data_cutoff is not None

    return Relation.SAME if left_out(a) == left_out(b) else Relation.DIFFERENT


# --------------------------------------------------------------------- who says, when


def speaker_key(tally: TallyClaim, document: Document | None) -> str:
    """Whose series a total belongs to: its speaker, else the outlet, else the text."""
    named = document is not None and bool(fold(document.source))
    outlet = said(document.source) if document and named else tally.document
    return spoken_by(tally.speaker, outlet) if tally.speaker is not None else outlet


def corrects(tally: TallyClaim, documents: Mapping[str, Document]) -> bool:
    """Whether a total, or the head of its text, says that it puts another right."""
    document = documents.get(tally.document)
    noticed = document is not None and notice_of(document) is Notice.CORRECTION
    return noticed or tally.stance is Stance.CORRECTS


def published(tally: TallyClaim, documents: Mapping[str, Document]) -> str:
    """The day it was said or published, ISO; "" if unknown."""
    document = documents.get(tally.document)
    if tally.stated_at:
        return tally.stated_at[:10]
    return document.published.day if document and document.published else ""
