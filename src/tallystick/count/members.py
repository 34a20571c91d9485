"""The incidents that a scope takes in, each with how surely, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tallystick.columns import OPEN
from tallystick.count.fit import days_outside, fits
from tallystick.count.ground import Facts, Ground
from tallystick.count.membership import Membership
from tallystick.count.policy import CountPolicy
from tallystick.count.scope import CountScope
from tallystick.model.derived import Grade


@dataclass(frozen=True, slots=True)
class Member:
    """An incident that lies, or may lie, in a scope."""

    facts: Facts
    doubts: tuple[str, ...]
    """Why it is not in the low end: codes of ``data/count/reasons.tsv``; empty if it is."""
    chosen: bool
    """Whether the policy's own choices take it in."""

    @property
    def sure(self) -> bool:
        """It lies in the scope and it surely occurred."""
        return not self.doubts


@dataclass(frozen=True, slots=True)
class Selected:
    """What a scope takes in and what it nearly takes in."""

    members: tuple[Member, ...]
    left_out: tuple[tuple[str, str], ...]
    """Incident and reason: set aside, discounted, or outside by little."""


Belief = Callable[[Facts], tuple[tuple[str, ...], bool]]
"""Why an incident may not have been, and whether `best` counts it all the same."""


def occurrence(facts: Facts) -> tuple[tuple[str, ...], bool]:
    """The belief that our own numbers rest on: the same rule for every party.

    What rests on a party's word about its own act is doubted and not in `best`; what is
    contested is doubted only.
    """
    graded = facts.occurrence
    doubts = []
    if graded and graded.grade is Grade.SELF_CLAIM:
        doubts.append("self_claims_only")
    if graded and graded.contested:
        doubts.append("contested")
    return tuple(doubts), "self_claims_only" not in doubts


def as_told(_: Facts) -> tuple[tuple[str, ...], bool]:
    """Take every report at its word: for counting what somebody says, not what was."""
    return (), True


def select(
    scope: CountScope,
    ground: Ground,
    policy: CountPolicy,
    *,
    among: Iterable[Facts] | None = None,
    belief: Belief = occurrence,
) -> Selected:
    """Ask every incident how it stands to a scope.

    Args:
        among: the incidents to ask; all of the ground's if None.
    """
    members: list[Member] = []
    left_out: list[tuple[str, str]] = []
    for facts in _candidates(scope, ground, policy) if among is None else among:
        found = _place_in(facts, scope, ground, policy)
        if found is None:
            continue
        outside, doubts, chosen = found
        reason = outside or _discarded(facts)
        if reason:
            left_out.append((facts.incident.id, reason))
            continue
        disbelief, believed = belief(facts)
        members.append(Member(facts, doubts + disbelief, chosen and believed))
    return Selected(tuple(members), tuple(left_out))


def _candidates(scope: CountScope, ground: Ground, policy: CountPolicy) -> list[Facts]:
    """All that is not too far outside the window even to be listed as left out."""
    since, until = scope.since, scope.until
    first = since.first.toordinal() - policy.near_days if since else 0
    last = until.last.toordinal() + policy.near_days if until else OPEN
    return ground.between(first, last)


def _discarded(facts: Facts) -> str:
    if facts.incident.set_aside:
        return "set_aside"
    if facts.occurrence and facts.occurrence.grade is Grade.DISCOUNTED:
        return "discounted"
    return ""


def _place_in(
    facts: Facts, scope: CountScope, ground: Ground, policy: CountPolicy
) -> tuple[str, tuple[str, ...], bool] | None:
    """The one respect in which it lies outside ("" if none), its doubts, `best` or not.

    Returns:
        None if it lies outside and is nowhere near.
    """
    outside, inside, doubts, chosen = "", 0, [], True
    for name, fit in fits(facts, scope, ground, policy):
        if fit.membership is Membership.OUT:
            if outside:
                return None
            outside = name
        elif fit.membership is Membership.POSSIBLE:
            doubts.append(f"{name}_uncertain")
            chosen = chosen and fit.share > policy.best_above
        else:
            inside += name != "event_type" or bool(scope.event_types)
    if outside and not _near(outside, inside, facts, scope, policy):
        return None
    return f"other_{outside}" if outside else "", tuple(doubts), chosen


def _near(
    outside: str, inside: int, facts: Facts, scope: CountScope, policy: CountPolicy
) -> bool:
    """Whether a reader would ask why it was left out: it missed by one respect only."""
    if outside != "day":
        return inside >= policy.near_respects
    return inside > 0 and days_outside(facts, scope) <= policy.near_days
