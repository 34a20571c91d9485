"""What counting stands on: each incident's facts, kept apart by the root that tells them.

A root that says nothing of a matter is absent from it; roots are never averaged into one
value here, so that `fit` can tell "they disagree" from "nobody says".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from tallystick.columns import NONE, OPEN, Ints, ints
from tallystick.directory import Directory
from tallystick.model.claims import IncidentClaim
from tallystick.model.derived import FusedNumber, Graded, Incident, Proposition
from tallystick.model.documents import Document
from tallystick.model.lists import Assertion, Measure
from tallystick.model.values import Number, PlacePrecision
from tallystick.roots import fold
from tallystick.table import ASSERTIONS, EVENT_TYPES, PRECISIONS, ClaimTable

Voices = tuple[frozenset[str], ...]
"""What each root says of one matter, one set a root, silent roots left out."""

_OCCURRED = ASSERTIONS.index(Assertion.OCCURRED)
_WIDE = frozenset(
    PRECISIONS.index(precision)
    for precision in (
        PlacePrecision.ADMIN1,
        PlacePrecision.COUNTRY,
        PlacePrecision.SEA,
        PlacePrecision.UNKNOWN,
    )
)
"""Too wide to say in which place of a country something happened."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one incident, as far as counting asks."""

    incident: Incident
    rows: tuple[int, ...]
    """Its claims that assert it, as rows of the table."""
    actors: Voices
    targets: Voices
    countries: Voices
    admin1: Voices
    places: Voices
    event_types: Voices
    weapons: Voices
    first: date | None
    """First day it can have been; None if open."""
    last: date | None
    """Last day it can have been: never after the first publication that tells of it."""
    occurrence: Graded | None

    @property
    def day(self) -> str | None:
        """A day to ask the directory about."""
        return self.first.isoformat() if self.first else None


@dataclass(frozen=True, eq=False)
class Ground:
    """Incidents and the claims they were made of, ready to be counted again and again."""

    incidents: tuple[Incident, ...]
    table: ClaimTable
    directory: Directory
    documents: Mapping[str, Document]
    claims: Mapping[str, IncidentClaim]
    """By id. Needed for munitions and for casualties not told apart only."""
    maybe_same: tuple[tuple[str, str], ...]
    """Pairs of incidents that may be one event, which the policy did not join."""

    @classmethod
    def of(
        cls,
        incidents: Iterable[Incident],
        table: ClaimTable,
        directory: Directory,
        *,
        documents: Iterable[Document] = (),
        claims: Iterable[object] = (),
        maybe_same: Iterable[tuple[str, str]] = (),
    ) -> Ground:
        """The ground of one derivation. Order and repetition of the inputs mean nothing.

        Args:
            documents: everything that was read, also what tells of no incident: a total
                is tested against how much was read.
            claims: claims of any kind; those of incidents are kept.
        """
        pairs = {(min(pair), max(pair)) for pair in maybe_same}
        return cls(
            tuple(one for _, one in sorted({i.id: i for i in incidents}.items())),
            table,
            directory,
            {d.id: d for d in documents},
            {c.id: c for c in claims if isinstance(c, IncidentClaim)},
            tuple(sorted(pair for pair in pairs if pair[0] != pair[1])),
        )

    @cached_property
    def facts(self) -> tuple[Facts, ...]:
        """The facts of every incident, in the order of their ids."""
        return tuple(facts_of(incident, self.table) for incident in self.incidents)

    @cached_property
    def days(self) -> tuple[Ints, Ints]:
        """First and last day of every incident as ordinals; an open end is far away."""
        firsts = (one.first.toordinal() if one.first else 0 for one in self.facts)
        lasts = (one.last.toordinal() if one.last else OPEN for one in self.facts)
        return ints(firsts), ints(lasts)

    def between(self, first: int, last: int) -> list[Facts]:
        """The incidents that may lie between two days, given as ordinals, inclusive."""
        starts, ends = self.days
        return [self.facts[i] for i in np.flatnonzero((ends >= first) & (starts <= last))]

    @cached_property
    def wholes(self) -> frozenset[str]:
        """Incidents that have parts of their own."""
        return frozenset(i.parent for i in self.incidents if i.parent is not None)

    @cached_property
    def doubted(self) -> Mapping[str, tuple[str, ...]]:
        """Incidents by those that each may be one event with."""
        found: dict[str, list[str]] = {}
        for left, right in self.maybe_same:
            found.setdefault(left, []).append(right)
            found.setdefault(right, []).append(left)
        return {name: tuple(others) for name, others in found.items()}

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """Ids of places and divisions by their folded names, as the incidents show them."""
        found: dict[str, set[str]] = {}
        for incident in self.incidents:
            for value in (*incident.places, *incident.admin1):
                for name in (value.label, value.value):
                    found.setdefault(fold(name), set()).add(value.value)
        return {name: frozenset(ids) for name, ids in found.items()}

    @cached_property
    def actors_by_name(self) -> Mapping[str, frozenset[str]]:
        """Ids of the directory by every folded name an actor bears."""
        found: dict[str, set[str]] = {}
        for actor in self.directory:
            for name in (actor.name, *actor.aliases):
                found.setdefault(fold(name), set()).add(actor.id)
        return {name: frozenset(ids) for name, ids in found.items()}

    def toll(self, facts: Facts, measure: Measure) -> FusedNumber | None:
        """What is told of an incident's people or munitions; None where nothing is."""
        match measure:
            case Measure.KILLED:
                return facts.incident.killed
            case Measure.INJURED:
                return facts.incident.injured
            case Measure.CASUALTIES:
                return self._casualties(facts)
            case Measure.MUNITIONS:
                return self._over_claims(facts, lambda c: [m.number for m in c.munitions])
        raise ValueError(f"{measure} is no toll")

    def _casualties(self, facts: Facts) -> FusedNumber | None:
        """Killed and injured together, or what was told of both at once."""
        pair = [n for n in (facts.incident.killed, facts.incident.injured) if n]
        told = self._over_claims(
            facts, lambda c: [t.number for t in c.casualties_unsplit if t.of is None]
        )
        return _sum(pair) if pair else told

    def _over_claims(
        self, facts: Facts, numbers: Callable[[IncidentClaim], Sequence[Number]]
    ) -> FusedNumber | None:
        """The range over the claims of an incident, each claim's numbers added up."""
        told = [
            _sum([FusedNumber(n.least, n.high, (claim.id,)) for n in said])
            for row in facts.rows
            if (claim := self.claims.get(self.table.ids[row])) and (said := numbers(claim))
        ]
        if not told:
            return None
        highs = [one.high for one in told if one.high is not None]
        return FusedNumber(
            min(one.low or 0 for one in told),
            max(highs) if len(highs) == len(told) else None,
            tuple(sorted({claim for one in told for claim in one.claims})),
        )


def _sum(numbers: Sequence[FusedNumber]) -> FusedNumber:
    highs = [one.high for one in numbers if one.high is not None]
    return FusedNumber(
        sum(one.low or 0 for one in numbers),
        sum(highs) if len(highs) == len(numbers) else None,
        tuple(sorted({claim for one in numbers for claim in one.claims})),
    )


def facts_of(incident: Incident, table: ClaimTable) -> Facts:
    """The facts of one incident, from the rows of its claims."""
    known = [table.rows[claim] for claim in incident.claims if claim in table.rows]
    asserting = [row for row in known if table.told.assertion[row] == _OCCURRED]
    rows = asserting or known
    where, who = table.where, table.who

    def voices(say: Callable[[int], Iterable[str]]) -> Voices:
        by_root: dict[int, set[str]] = {}
        for row in rows:
            by_root.setdefault(int(table.root[row]), set()).update(say(row))
        return tuple(frozenset(said) for _, said in sorted(by_root.items()) if said)

    def place(row: int) -> Iterable[str]:
        wide = int(where.precision[row]) in _WIDE
        return () if wide else where.places.words_of(row)

    def event_type(row: int) -> Iterable[str]:
        code = int(table.told.event_type[row])
        return () if code == NONE else (EVENT_TYPES[code],)

    return Facts(
        incident=incident,
        rows=tuple(sorted(rows)),
        actors=voices(who.perpetrators.words_of),
        targets=voices(who.targets.words_of),
        countries=voices(where.countries.words_of),
        admin1=voices(where.admin1.words_of),
        places=voices(place),
        event_types=voices(event_type),
        weapons=voices(table.told.weapons.words_of),
        first=_day(incident.first_day),
        last=_last_day(incident, table, rows),
        occurrence=dict(incident.grades).get(Proposition.OCCURRENCE),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _last_day(incident: Incident, table: ClaimTable, rows: Sequence[int]) -> date | None:
    """The last day told, or the day of the first report where none is told."""
    last = _day(incident.last_day)
    if last is not None:
        return last
    told = [int(table.published[r]) for r in rows if table.published[r] != NONE]
    return date.fromordinal(min(told)) if told else None
