"""What an answer could do to the published numbers: the first half of the queue's measure.

The published numbers are our counts of all incidents, of the people killed and of the
people injured, and for each stated total the count of its own words. What an answer
takes from or adds to one of them is told as a share of it, so that incidents and people
can be added up; `docs/method.md` says it in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tallystick.count import Ground, count
from tallystick.model.derived import Book, Count, FusedNumber, Incident, Question
from tallystick.model.lists import Measure
from tallystick.policy import Policy

OVERALL = (Measure.INCIDENTS, Measure.KILLED, Measure.INJURED)


@dataclass(frozen=True, slots=True)
class Moved:
    """A published number that an answer could move."""

    figure: str
    """`incidents`, `killed`, `injured` of all reports, or the claim id of a stated total."""
    label: str
    """The same for a reader."""
    share: float
    """By how much at most, as a share of it; four decimals."""


@dataclass(frozen=True, slots=True)
class _Figure:
    name: str
    label: str
    measure: Measure
    size: int
    """What it comes to, at least 1."""


class Effects:
    """The published numbers of a book, and which incidents each rests on."""

    def __init__(
        self, book: Book, ground: Ground, policy: Policy, labels: Mapping[str, str]
    ) -> None:
        """Count what a book counts.

        Args:
            labels: claim ids of stated totals with what a reader sees of them.
        """
        self._labels = labels
        self._incidents = {one.id: one for one in book.incidents}
        self._stated = {one.claim for one in book.reconciliations}
        self._of: dict[str, list[_Figure]] = defaultdict(list)
        for measure in OVERALL:
            asked = Question(measure=measure)
            self._enter(measure.value, count(asked, ground, policy.counting))
        for one in book.reconciliations:
            if one.count is not None:
                self._enter(one.claim, one.count)

    def _enter(self, name: str, found: Count) -> None:
        size = max(1, *(end or 0 for end in (found.low, found.best, found.high)))
        label = self._labels.get(name, f"{name} in all reports")
        figure = _Figure(name, label, found.measure, size)
        for incident in (*found.incidents, *found.possible):
            self._of[incident].append(figure)

    def together(self, incidents: Collection[str]) -> tuple[Moved, ...]:
        """What moves if incidents are joined, or one is parted: the lesser of them."""
        first, *others = (self._of.get(one, []) for one in sorted(incidents))
        shared = [figure for figure in first if all(figure in one for one in others)]
        weights = [self._incidents[one] for one in incidents if one in self._incidents]
        return _moved(
            (figure, min(_weight(one, figure.measure) for one in weights))
            for figure in shared
        )

    def of_claim(self, claim: str, incident: str | None, telling: int) -> tuple[Moved, ...]:
        """What moves if a claim goes.

        Args:
            incident: the incident that it is counted in; None for any other claim.
            telling: how many claims tell of that incident: each carries its share.
        """
        if claim in self._stated:
            return (Moved(claim, self._labels.get(claim, claim), 1.0),)
        if incident is None:
            return ()
        known = self._incidents[incident]
        return _moved(
            (figure, _weight(known, figure.measure) / telling)
            for figure in self._of.get(incident, ())
        )


def _moved(told: Iterable[tuple[_Figure, float]]) -> tuple[Moved, ...]:
    shares = (
        Moved(f.name, f.label, round(min(1.0, by / f.size), 4)) for f, by in told if by
    )
    return tuple(sorted(shares, key=lambda one: (-one.share, one.figure)))


def _weight(incident: Incident, measure: Measure) -> int:
    """What an incident brings to a count, at most as told."""
    match measure:
        case Measure.KILLED:
            return _people(incident.killed)
        case Measure.INJURED:
            return _people(incident.injured)
        case Measure.CASUALTIES:
            return _people(incident.killed) + _people(incident.injured)
    return max(1, incident.high)


def _people(told: FusedNumber | None) -> int:
    return (told.high or told.low or 0) if told else 0
