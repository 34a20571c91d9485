"""One incident from the claims of one group: values with who says them, low to high.

The law: nothing is dropped and nothing is divided. Every value keeps the claims that say
it; the latest word of each root counts; copies never add; what is said of a whole stays
on the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tallystick.columns import OPEN
from tallystick.grade import Parties, case_of, grades
from tallystick.ids import digest
from tallystick.model.claims import IncidentClaim
from tallystick.model.derived import (
    FusedNumber,
    FusedValue,
    Grade,
    Graded,
    Incident,
    Proposition,
)
from tallystick.model.lists import Outcome
from tallystick.model.values import Mention, Place, PlaceRole
from tallystick.roots import name_of, said
from tallystick.table import ClaimTable
from tallystick.voices import Voice, by_value, latest, own_words, span

Told = tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of an incident beside its voices."""

    documents: tuple[str, ...]
    """Document ids, in the order of the voices, each once."""
    parent: str | None
    """Id of the incident that it is a part of."""
    children: int
    """How many parts it has itself."""
    set_aside: str | None
    looked_at: bool


def incident_id(first_claim: str) -> str:
    """The name of the incident that a claim is the first of.

    Another name than the claim's own: a finding about a claim is not about all of them.
    """
    return digest("incident", first_claim)


def fuse(table: ClaimTable, told: Told, frame: Frame, parties: Parties) -> Incident:
    """The incident that some voices tell of. The first voice names it."""
    own = own_words(told)
    first_day, last_day = _days(own)
    graded = grades(case_of(own, first_day or last_day, parties))
    low, high = _engagements(table, own, frame.children)
    doubtful = _doubtful(dict(graded)[Proposition.OCCURRENCE])
    return Incident(
        id=incident_id(told[0].claim.id),
        claims=tuple(voice.claim.id for voice in told),
        documents=frame.documents,
        roots=tuple(sorted({voice.root for voice in own})),
        event_types=_fused(own, lambda c: [(c.event_type, "")]),
        places=_fused(own, lambda c: [_place(p) for p in _sites(c)]),
        countries=_fused(own, lambda c: [(x, "") for p in _sites(c) for x in countries(p)]),
        admin1=_fused(own, lambda c: [(p.admin1, "") for p in _sites(c) if p.admin1]),
        first_day=first_day,
        last_day=last_day,
        perpetrators=_fused(own, lambda c: map(_actor, c.perpetrators)),
        claimed_by=_fused(own, lambda c: map(_actor, c.claimed_by)),
        targets=_fused(own, lambda c: [_actor(t.mention) for t in c.targets]),
        weapons=_fused(own, lambda c: [(w.weapon, w.mention.text) for w in c.weapons]),
        killed=_toll(own, lambda voice: voice.killed),
        injured=_toll(own, lambda voice: voice.injured),
        outcome=_outcome(own),
        low=0 if doubtful else low,
        high=high,
        grades=graded,
        parent=frame.parent,
        set_aside=frame.set_aside,
        looked_at=frame.looked_at,
    )


def _fused(
    told: Told, values: Callable[[IncidentClaim], Iterable[tuple[str, str]]]
) -> tuple[FusedValue, ...]:
    """Values of a field with the claims that say them; the first label is shown."""
    pairs = [(value, label, v) for v in told for value, label in values(v.claim)]
    labels: dict[str, str] = {}
    for value, label, _ in pairs:
        labels.setdefault(value, label)
    return tuple(
        FusedValue(value, tuple(v.claim.id for v in saying), labels[value])
        for value, saying in by_value((value, v) for value, _, v in pairs)
    )


def _actor(mention: Mention) -> tuple[str, str]:
    return name_of(mention), mention.text


def _sites(claim: IncidentClaim) -> list[Place]:
    return [place for place in claim.places if place.role is not PlaceRole.LAUNCH]


def _place(place: Place) -> tuple[str, str]:
    return place.id or said(place.text), place.name or place.text


def countries(place: Place) -> list[str]:
    """Its country; of a place between two, each of them."""
    told = [place.country] if place.country else [a.country for a in place.alternatives]
    return [country for country in dict.fromkeys(told) if country]


def _days(told: Told) -> tuple[str | None, str | None]:
    """First and last day: of the claims that know the day if any do, else of all."""
    dates = [v.claim.date for v in told if v.claim.date]
    exact = [
        d for d in dates if d.earliest and d.latest and d.earliest[:10] == d.latest[:10]
    ]
    used = exact or dates
    starts = [d.earliest[:10] for d in used if d.earliest]
    ends = [d.latest[:10] for d in used if d.latest]
    return min(starts, default=None), max(ends, default=None)


def _toll(told: Told, of: Callable[[Voice], tuple[int, int] | None]) -> FusedNumber | None:
    every = [v for v in told if of(v) is not None]
    saying = latest([v for v in every if not v.taken_back] or every)
    tolls = [toll for v in saying if (toll := of(v)) is not None]
    if not tolls:
        return None
    low, high = span(tolls)
    return FusedNumber(low, high, tuple(v.claim.id for v in saying))


def _outcome(told: Told) -> str:
    """The outcome that most roots tell; "launched" and "unknown" only without others."""
    vague = (Outcome.UNKNOWN, Outcome.LAUNCHED)
    said_ = [(v.claim.outcome, v) for v in told if v.claim.outcome is not Outcome.UNKNOWN]
    clear = [(outcome, v) for outcome, v in said_ if outcome not in vague]
    first = next(by_value(clear or said_), None)
    return str(first[0]) if first else str(Outcome.UNKNOWN)


def _engagements(table: ClaimTable, told: Told, children: int) -> tuple[int, int]:
    """Fewest and most engagements, those told as parts of their own not among them."""
    rows = [voice.row for voice in latest(told)]
    lows = [int(table.engagements.low[row]) for row in rows]
    highs = [int(table.engagements.high[row]) for row in rows]
    bounded = [high for high in highs if high < OPEN]
    low, high = min(lows), max([*bounded, *lows])
    return max(0, low - children), max(0, high - children)


def _doubtful(occurrence: Graded) -> bool:
    """Whether it may not have been."""
    return occurrence.contested or occurrence.grade is Grade.DISCOUNTED
