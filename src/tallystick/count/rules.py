"""Counting rules: how the incidents in a scope become one number.

A rule is a named part; its name is printed beside every figure it makes. Another rule
(salvoes, munitions as units) enters through the same registry, also from a plug-in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from tallystick.count.bands import NOTHING, Band, total, whole
from tallystick.count.distinct import heaviest_distinct
from tallystick.count.ground import Ground
from tallystick.count.members import Member
from tallystick.count.policy import CountPolicy, UnstatedToll
from tallystick.model.lists import Measure
from tallystick.registry import Registry

PEOPLE_AND_ARMS = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.MUNITIONS}
)
"""Measures that sum what is told of each incident; the others count incidents."""


class CountingRule(Protocol):
    """Adds up the members of a scope."""

    name: str
    """Name and version, ``per_incident/1``."""

    def add_up(
        self,
        members: Sequence[Member],
        measure: Measure,
        ground: Ground,
        policy: CountPolicy,
    ) -> Band:
        """One number for the members. Pure; the order of the members means nothing."""
        ...


counting_rules: Registry[CountingRule] = Registry("counting_rule")


class PerIncident:
    """One engagement at one site is one; a whole and its parts are never counted twice.

    incidents, vessels
        Low: incidents that are surely in the scope and surely were; where pairs may be
        one event, as many as must be different. High: every possible engagement. A
        whole adds only the engagements that none of its parts is told for.
    sites
        Low: different named places among those; high: as many as there are engagements.
    killed, injured, casualties, munitions
        A documented minimum and maximum: what is told, summed; of a whole and its parts
        the greater of the two. An incident of which nothing is told adds nothing and is
        no 0: if nothing is told of any, best and high are None. Policy `unstated_toll`
        can make it open the high end instead.
    """

    name = "per_incident/1"

    def add_up(
        self,
        members: Sequence[Member],
        measure: Measure,
        ground: Ground,
        policy: CountPolicy,
    ) -> Band:
        """Sum over families: a parent with its children, or one incident alone."""
        if not members:
            return NOTHING
        people = measure in PEOPLE_AND_ARMS
        band_of = _told if people else _engagements
        bands = {m.facts.incident.id: band_of(m, measure, ground) for m in members}
        families = _families(members)
        summed = {
            head: _greater(head, ids, bands) if people else total(bands[i] for i in ids)
            for head, ids in families.items()
        }
        band = total(summed.values())
        if band is None:
            return Band(0, None, None)
        lows = {head: one.low for head, one in summed.items() if one is not None}
        heads = {id_: head for head, ids in families.items() for id_ in ids}
        low = heaviest_distinct(lows, _between(ground.maybe_same, heads))
        if measure is Measure.SITES:
            low = min(low, _sites(members))
        unstated = policy.unstated_toll is UnstatedToll.OPEN and None in bands.values()
        high = None if unstated else band.high
        return Band(low, _best(band.best, low, high), high)


counting_rules.register(PerIncident.name)(PerIncident())


def _best(best: int | None, low: int, high: int | None) -> int | None:
    """Best lies within the band whatever was chosen."""
    if best is None:
        return None
    return max(low, best if high is None else min(best, high))


def _engagements(member: Member, _: Measure, ground: Ground) -> Band:
    """How many engagements one member adds; a whole adds what its parts leave over."""
    incident = member.facts.incident
    floor = 0 if incident.id in ground.wholes else 1
    high = max(floor, incident.high)
    best = min(high, max(floor, incident.low))
    return Band(
        min(incident.low, high) if member.sure else 0, best if member.chosen else 0, high
    )


def _told(member: Member, measure: Measure, ground: Ground) -> Band | None:
    """What is told of one member's people or arms; None where nothing is."""
    toll = ground.toll(member.facts, measure)
    if toll is None:
        return None
    low = (toll.low or 0) if member.sure else 0
    return Band(low, toll.low if member.chosen else None, toll.high)


def _families(members: Iterable[Member]) -> Mapping[str, tuple[str, ...]]:
    """Head of each family, with its members: the head itself only if it is one."""
    found: dict[str, list[str]] = {}
    for member in members:
        incident = member.facts.incident
        found.setdefault(incident.parent or incident.id, []).append(incident.id)
    return {head: tuple(sorted(ids)) for head, ids in sorted(found.items())}


def _greater(
    head: str, ids: Sequence[str], bands: Mapping[str, Band | None]
) -> Band | None:
    """A family's toll: what is said of the whole, or of its parts if that is more."""
    own = bands[head] if head in ids else None
    return whole(own, total(bands[id_] for id_ in ids if id_ != head))


def _between(
    pairs: Iterable[tuple[str, str]], heads: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    """Pairs of families, from pairs of incidents that may be one event."""
    found = {
        (heads[left], heads[right])
        for left, right in pairs
        if left in heads and right in heads
    }
    return frozenset((min(p), max(p)) for p in found if p[0] != p[1])


def _sites(members: Iterable[Member]) -> int:
    """How many different places are surely among them; one if none has a name."""
    sure = [m.facts.places for m in members if m.sure]
    named = {voices[0] for voices in sure if voices and all(v == voices[0] for v in voices)}
    single = {place for place in named if len(place) == 1}
    return max(len(single), min(1, len(sure)))
