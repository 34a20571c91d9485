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
from tallystick.model.derived import FusedNumber
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
    """One engagement at one site is one; a parent and its children are never added.

    incidents, vessels
        Low: incidents that are surely in the scope and surely were; where pairs may be
        one event, as many as must be different. High: every possible engagement.
    sites
        Low: different named places among those; high: as many as there are engagements.
    killed, injured, casualties, munitions
        A documented minimum and maximum: what is told, summed. An incident of which
        nothing is told adds nothing and is no 0: if nothing is told of any, best and
        high are None. Policy `unstated_toll` can make it open the high end instead.
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
        bands = {m.facts.incident.id: _band(m, measure, ground) for m in members}
        families = _families(members)
        summed = {head: _family(head, ids, bands) for head, ids in families.items()}
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


def _band(member: Member, measure: Measure, ground: Ground) -> Band | None:
    """What one member adds; None where nothing is told."""
    incident = member.facts.incident
    if measure not in PEOPLE_AND_ARMS:
        least = max(1, incident.low)
        return Band(
            least if member.sure else 0,
            least if member.chosen else 0,
            max(least, incident.high),
        )
    toll = ground.toll(member.facts, measure)
    return None if toll is None else _toll(member, toll)


def _toll(member: Member, toll: FusedNumber) -> Band:
    """A toll: its low end is what every root agrees on, and the policy's best."""
    low = toll.low or 0
    told = low if toll.low is not None else None
    return Band(low if member.sure else 0, told if member.chosen else 0, toll.high)


def _families(members: Iterable[Member]) -> Mapping[str, tuple[str, ...]]:
    """Head of each family, with its members: the head itself only if it is one."""
    found: dict[str, list[str]] = {}
    for member in members:
        incident = member.facts.incident
        found.setdefault(incident.parent or incident.id, []).append(incident.id)
    return {head: tuple(sorted(ids)) for head, ids in sorted(found.items())}


def _family(head: str, ids: Sequence[str], bands: Mapping[str, Band | None]) -> Band | None:
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
