"""How surely an incident lies in a scope, one dimension at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tallystick.count.ground import Facts, Ground
from tallystick.count.means import of_means, of_types
from tallystick.count.membership import INSIDE, OUTSIDE, SILENT, Fit, Membership, of_words
from tallystick.count.policy import CountPolicy
from tallystick.count.scope import CountScope, Edge
from tallystick.count.who import of_actors
from tallystick.model.lists import Intercepted, Measure, Outcome


def fits(
    facts: Facts, scope: CountScope, ground: Ground, policy: CountPolicy
) -> Iterator[tuple[str, Fit]]:
    """Every dimension of a scope that is asked, with its fit, cheapest first.

    Names of dimensions are those of ``data/count/reasons.tsv``.
    """
    if scope.since or scope.until:
        yield "day", of_days(facts, scope.since, scope.until)
    yield from _places(facts, scope)
    yield of_means(facts, scope)
    if scope.intercepted is not Intercepted.IN:
        yield "outcome", of_outcome(facts, scope.intercepted)
    for name, asked, told in (
        ("perpetrator", scope.actors, facts.actors),
        ("target", scope.targets, facts.targets),
    ):
        if asked:
            yield name, of_actors(told, asked, facts.day, ground.directory, policy.roll_up)
    if scope.measure is Measure.VESSELS:
        yield "event_type", of_types(facts, ("maritime_attack",))


def _places(facts: Facts, scope: CountScope) -> Iterator[tuple[str, Fit]]:
    for name, told, asked in (
        ("country", facts.countries, scope.countries),
        ("admin1", facts.admin1, scope.admin1),
        ("place", facts.places, scope.places),
    ):
        if asked:
            yield name, of_words(told, asked)


def of_days(facts: Facts, since: Edge | None, until: Edge | None) -> Fit:
    """The days that an incident can have been, against a window with uncertain ends."""
    first, last = facts.first, facts.last
    if (since and last and last < since.first) or (until and first and first > until.last):
        return OUTSIDE
    if first is None or last is None:
        return SILENT
    surely = (since is None or first >= since.last + since.part_day) and (
        until is None or last <= until.first - until.part_day
    )
    return (
        INSIDE
        if surely
        else Fit(Membership.POSSIBLE, _day_share(first, last, since, until))
    )


def _day_share(first: date, last: date, since: Edge | None, until: Edge | None) -> float:
    """Share of the incident's days inside the middle reading of the window."""
    start = max(first, since.middle) if since else first
    end = min(last, until.middle) if until else last
    return max(0, (end - start).days + 1) / ((last - first).days + 1)


def days_outside(facts: Facts, scope: CountScope) -> int:
    """How many days an incident lies outside a window; 0 if it touches it."""
    since, until = scope.since, scope.until
    before = (since.first - facts.last).days if since and facts.last else 0
    after = (facts.first - until.last).days if until and facts.first else 0
    return max(0, before, after)


def of_outcome(facts: Facts, intercepted: Intercepted) -> Fit:
    """An attack that did not get through, where a total leaves those out or may do so."""
    if facts.incident.outcome not in (Outcome.INTERCEPTED, Outcome.FAILED):
        return INSIDE
    return OUTSIDE if intercepted is Intercepted.OUT else SILENT
