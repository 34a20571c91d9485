"""How many: people, munitions and engagements of one claim, as ranges of a column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallystick.columns import OPEN, UNSAID, Span
from tallystick.distance import km_between
from tallystick.model.claims import IncidentClaim, Toll
from tallystick.model.lists import Cause, MultiplicityKind, Outcome
from tallystick.model.values import Number, Place, PlacePrecision

DISTANT_KM = 50.0
"""Sites of one attack lie nearer to each other."""
SEVERAL = 3
POINTS = frozenset({PlacePrecision.FACILITY, PlacePrecision.TOWN})


def people(entries: Iterable[Toll]) -> tuple[Toll, ...]:
    """The entries that add up: no subsets, no retellings, no unrelated deaths."""
    return tuple(
        toll
        for toll in entries
        if toll.of is None and toll.alternative_of is None
        if toll.cause is not Cause.UNRELATED
    )


def people_told(entries: Iterable[Toll]) -> Span:
    """How many people some entries tell of together."""
    return _sum([toll.number for toll in people(entries)])


def munitions_told(claim: IncidentClaim) -> Span:
    """How many munitions a claim tells of, over all weapons, but for those it tells only as
    stopped: these are among the others."""
    came = [m.number for m in claim.munitions if m.outcome is not Outcome.INTERCEPTED]
    return _sum(came)


def _sum(numbers: Sequence[Number]) -> Span:
    """Their sum; open above as soon as one of them is."""
    if not numbers:
        return UNSAID
    highs = [n.high for n in numbers if n.high is not None]
    low, high = sum(n.least for n in numbers), sum(highs)
    closed = len(highs) == len(numbers)
    return True, min(low, OPEN - 1), min(high, OPEN - 1) if closed else OPEN


def engagements_told(claim: IncidentClaim | None) -> Span:
    """How many engagements a claim tells of; 1 to 1 where it does not say."""
    several = claim.multiplicity if claim else None
    if several is None or several.kind is MultiplicityKind.SINGLE:
        return several is not None, 1, 1
    least = max(several.low or 1, _distant(claim.places) if claim else 1)
    return True, least, OPEN if several.high is None else max(several.high, least)


def _distant(places: Sequence[Place]) -> int:
    """How many towns or sites lie so far from each other that one attack cannot hit them;
    1 below three: two names may be a site and the town that it is told by."""
    far: list[Place] = []
    for place in places:
        apart = [km_between(place, other) for other in far]
        if place.precision in POINTS and all(km and km > DISTANT_KM for km in apart):
            far.append(place)
    return len(far) if len(far) >= SEVERAL else 1
