"""The scope of a stated total, as far as its words can be tested."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from tallystick.count import CountScope, Edge
from tallystick.model.claims import TallyClaim
from tallystick.model.documents import Document
from tallystick.model.lists import (
    Accumulation,
    DefinitionBasis,
    Dimension,
    Intercepted,
    Measure,
    Unit,
)
from tallystick.model.values import Date
from tallystick.roots import name_of, said

SAID = said("")
"""Prefix of names that the directory of actors does not know."""


@dataclass(frozen=True, slots=True)
class Tested:
    """What of a total can be held against incidents."""

    scope: CountScope
    unstated: tuple[str, ...]
    """Respects in which the total's words are wider than what it may mean: codes of
    ``data/count/reasons.tsv``. They can show that a total exceeds what was found, and
    never the reverse."""
    forbids: tuple[str, ...]
    """Why it cannot be compared at all; empty if it can."""


def tested(tally: TallyClaim, document: Document | None) -> Tested:
    """Turn a total's own words into a scope to count in.

    Where it does not say since when, where or by whom, the widest reading is counted.
    An end that is not stated is the day it was said or published: nobody counts what is
    still to come.
    """
    since = _edge(tally.window.start)
    until = _until(tally, document)
    words = tally.scope
    scope = CountScope(
        actors=tuple(sorted({name_of(m) for m in words.perpetrators})),
        targets=tuple(sorted({name_of(m) for m in words.targets})),
        countries=tuple(sorted(set(words.countries))),
        event_types=tuple(sorted(set(words.event_types))),
        weapons=tuple(sorted(set(words.weapons))),
        since=since,
        until=until,
        intercepted=intercepted(tally),
        measure=_measure(tally) or tally.measure,
    )
    return Tested(_with_places(scope, tally), _unstated(tally), _forbids(tally))


def _with_places(scope: CountScope, tally: TallyClaim) -> CountScope:
    """Ask for places only where no country is named and every place is known."""
    places = [place.id for place in tally.scope.places]
    if scope.countries or not places or None in places:
        return scope
    return replace(scope, places=tuple(sorted({id_ for id_ in places if id_})))


def stated_definition(tally: TallyClaim) -> Unit | None:
    """What one of a total is, if its speaker says so; an inferred one says nothing."""
    definition = tally.definition
    if definition is None or definition.basis is DefinitionBasis.INFERRED:
        return None
    return definition.counts


PEOPLE = frozenset({Measure.KILLED, Measure.INJURED, Measure.CASUALTIES})


def _measure(tally: TallyClaim) -> Measure | None:
    """What of ours a total can be held against; None if nothing.

    Bases, vessels or munitions are held against incidents only where the speaker says
    that each is one.
    """
    counts = stated_definition(tally)
    if tally.measure in PEOPLE:
        return tally.measure if counts in (None, Unit.PERSON) else None
    if tally.measure is Measure.INCIDENTS:
        return tally.measure if counts in (None, Unit.INCIDENT) else None
    return Measure.INCIDENTS if counts is Unit.INCIDENT else None


def intercepted(tally: TallyClaim) -> Intercepted:
    """Whether its speaker says that attacks which were stopped are counted."""
    if any(e.dimension is Dimension.OUTCOME for e in tally.excludes):
        return Intercepted.OUT
    if tally.definition is None or tally.definition.basis is DefinitionBasis.INFERRED:
        return Intercepted.UNKNOWN
    return tally.definition.intercepted


def _forbids(tally: TallyClaim) -> tuple[str, ...]:
    """Reasons that lie in the total itself, whatever was found."""
    found = {
        "other_unit": _measure(tally) is None,
        "number_vague": tally.number.low is None and tally.number.high is None,
        "stock": tally.accumulation is Accumulation.STOCK,
        "predicate_not_testable": tally.scope.predicate is not None,
    }
    return tuple(code for code, holds in found.items() if holds)


def _unstated(tally: TallyClaim) -> tuple[str, ...]:
    words = tally.scope
    who = {name_of(m) for m in words.perpetrators}
    aims = {name_of(m) for m in words.targets}
    dimensions = {e.dimension for e in tally.excludes} - {Dimension.OUTCOME}
    found = {
        "start_not_stated": tally.window.start is None,
        "as_of_unknown": tally.window.end is None,
        "area_not_stated": not words.countries and not words.places,
        "perpetrator_not_stated": not words.perpetrators,
        "target_not_stated": not words.targets,
        "perpetrator_not_placed": any(key.startswith(SAID) for key in who),
        "target_not_placed": any(key.startswith(SAID) for key in aims),
        "excludes_not_testable": bool(dimensions) and tally.data_cutoff is None,
        "definition_unknown": stated_definition(tally) is None
        and tally.measure is Measure.INCIDENTS,
    }
    return tuple(code for code, holds in found.items() if holds)


def _edge(end: Date | None) -> Edge | None:
    """The edge of a window; None if neither its first nor its last day is known."""
    if end is None or (end.first_day is None and end.last_day is None):
        return None
    first, last = end.first_day or end.last_day, end.last_day or end.first_day
    if first is None or last is None:
        return None
    return Edge(first, last, partly="T" in (end.latest or ""))


def _until(tally: TallyClaim, document: Document | None) -> Edge | None:
    """The last day counted: a cut-off that is stated, else the end, else when said."""
    edge = _edge(tally.data_cutoff) or _edge(tally.window.end)
    if edge and not tally.window.inclusive and tally.data_cutoff is None:
        day = timedelta(days=1)
        return Edge(edge.first - day, edge.last - day)
    if edge:
        return edge
    told = tally.stated_at or (
        document.published.day if document and document.published else None
    )
    return Edge.on(told) if told else None
