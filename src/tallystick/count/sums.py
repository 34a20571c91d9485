"""What members of a scope add up to, kept so that other members can be added or taken away.

The law: the sums of members that share no component, added up, are the sums of all of
them. Wholes and parts, and pairs that may be one event, lie in one component; so a count
follows from the sums of components, and one component more is one addition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import add, sub

from tallystick.count.bands import NOTHING, Band, total, whole
from tallystick.count.distinct import heaviest_distinct
from tallystick.count.ground import Ground
from tallystick.count.members import Member
from tallystick.count.policy import CountPolicy, UnstatedToll
from tallystick.model.derived import Grade
from tallystick.model.lists import Measure, Outcome

PEOPLE_AND_ARMS = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.MUNITIONS}
)
"""Measures that sum what is told of each incident; the others count incidents."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Members of a scope, added up under ``per_incident/1``."""

    members: int = 0
    sure: int = 0
    untold: int = 0
    """Members of which the measure says nothing."""
    said: int = 0
    """Families, a whole with its parts or one alone, of which it says something."""
    low: int = 0
    best: int = 0
    bests: int = 0
    """Families that have a best value."""
    high: int = 0
    """Of those that are not open above."""
    opens: int = 0
    """Families that are open above."""
    stopped: int = 0
    """Members that are only possible and did not get through."""
    claimed: int = 0
    """Members that are only possible and rest on a party's word about its own act."""
    sites: tuple[str, ...] = ()
    """The places that the sure ones surely were at, sorted, for each member; only where
    sites are counted."""

    @classmethod
    def of(cls, members: Sequence[Member], measure: Measure, ground: Ground) -> Sums:
        """Add up members."""
        people = measure in PEOPLE_AND_ARMS
        band_of = _told if people else _engagements
        bands = {m.facts.incident.id: band_of(m, measure, ground) for m in members}
        families = _families(members)
        summed = {
            head: _greater(head, ids, bands) if people else total(bands[i] for i in ids)
            for head, ids in families.items()
        }
        told = {head: one for head, one in summed.items() if one is not None}
        lows = {head: one.low for head, one in told.items()}
        heads = {id_: head for head, ids in families.items() for id_ in ids}
        only = [m for m in members if not m.sure]
        return cls(
            members=len(members),
            sure=len(members) - len(only),
            untold=sum(band is None for band in bands.values()),
            said=len(told),
            low=heaviest_distinct(lows, _between(ground.doubted, heads)),
            best=sum(one.best for one in told.values() if one.best is not None),
            bests=sum(one.best is not None for one in told.values()),
            high=sum(one.high for one in told.values() if one.high is not None),
            opens=sum(one.high is None for one in told.values()),
            stopped=sum(map(_stopped, only)),
            claimed=sum(map(_claimed, only)),
            sites=tuple(sorted(_sites(members))) if measure is Measure.SITES else (),
        )

    def __add__(self, other: Sums) -> Sums:
        sites = tuple(sorted((*self.sites, *other.sites)))
        return Sums(**_each(self, other, add), sites=sites)

    def __sub__(self, other: Sums) -> Sums:
        left = Counter(self.sites) - Counter(other.sites)
        return Sums(**_each(self, other, sub), sites=tuple(sorted(left.elements())))

    def band(self, measure: Measure, policy: CountPolicy) -> Band:
        """One number for the members."""
        if not self.members:
            return NOTHING
        if not self.said:
            return Band(0, None, None)
        low = self.low
        if measure is Measure.SITES:
            low = min(low, max(len(set(self.sites)), min(1, self.sure)))
        unstated = policy.unstated_toll is UnstatedToll.OPEN and self.untold
        high = None if unstated or self.opens else self.high
        return Band(low, _best(self.best if self.bests else None, low, high), high)


_NUMBERS = tuple(one.name for one in fields(Sums) if one.name != "sites")


def _each(one: Sums, other: Sums, way: Callable[[int, int], int]) -> dict[str, int]:
    """The numbers of two sums, taken together one by one."""
    return {name: way(getattr(one, name), getattr(other, name)) for name in _NUMBERS}


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
    doubted: Mapping[str, Sequence[str]], heads: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    """Pairs of families, from incidents that may be one event."""
    found = {
        (heads[left], heads[right])
        for left in heads
        for right in doubted.get(left, ())
        if right in heads
    }
    return frozenset((min(p), max(p)) for p in found if p[0] != p[1])


def _stopped(member: Member) -> bool:
    return member.facts.incident.outcome in (Outcome.INTERCEPTED, Outcome.FAILED)


def _claimed(member: Member) -> bool:
    graded = member.facts.occurrence
    return graded is not None and graded.grade is Grade.SELF_CLAIM


def _sites(members: Iterable[Member]) -> Iterator[str]:
    """For each member that is sure, the one place that all its roots name, if they do."""
    for member in members:
        voices = member.facts.places if member.sure else ()
        if voices and all(voice == voices[0] for voice in voices) and len(voices[0]) == 1:
            yield from voices[0]
