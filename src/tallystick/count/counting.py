"""Counts: one for a question, three side by side, one split by who vouches for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tallystick.columns import NONE
from tallystick.count.ground import Facts, Ground
from tallystick.count.members import Belief, Member, Selected, as_told, occurrence, select
from tallystick.count.policy import CountPolicy
from tallystick.count.rules import PerIncident, counting_rules
from tallystick.count.scope import CountScope, scope_of
from tallystick.count.sums import PEOPLE_AND_ARMS
from tallystick.model.derived import Count, Grade, Question

DEFAULT = CountPolicy()


@dataclass(frozen=True, slots=True)
class Split:
    """A figure with the part that rests on a party's own word alone, told apart.

    We print no figure of ours that contains self-claims without its split.
    """

    all: Count
    others: Count
    """Incidents that somebody tells of who is no party to them, or both sides do."""
    self_claims_only: Count
    """Incidents that only a party tells of, about its own act: what it says, counted."""

    @property
    def needed(self) -> bool:
        """Whether the figure contains anything that rests on self-claims only."""
        alone = self.self_claims_only
        return bool(alone.incidents or alone.possible)


@dataclass(frozen=True, slots=True)
class ThreeWays:
    """One question answered three times: who says so, who else, and who of both."""

    own: Count
    """What the speaker itself reports, taken at its word."""
    without: Count
    """Incidents that a root other than the speaker's tells of."""
    agreed: Count
    """Incidents that opposed parties agree on, or that two independent roots tell of."""


def count(question: Question, ground: Ground, policy: CountPolicy = DEFAULT) -> Count:
    """Answer a question from the incidents of a ground.

    Returns:
        Low: what surely lies in the scope and surely was. High: all that may. Best: what
        the policy's own choices take in. A count of nothing found is 0 for incidents and
        people alike; people of whom nothing is told are None, see `PerIncident`.
        `documents` and `roots` are those that were searched.

    Raises:
        UnknownPart: the question names a counting rule that is not there.
    """
    return count_scope(scope_of(question, ground), ground, policy, question.rule)


def chosen(
    question: Question, ground: Ground, policy: CountPolicy = DEFAULT
) -> tuple[str, ...]:
    """The incidents that `best` takes in, sorted: those to show first."""
    members = select(scope_of(question, ground), ground, policy).members
    return tuple(sorted(m.facts.incident.id for m in members if m.chosen))


def count_scope(
    scope: CountScope,
    ground: Ground,
    policy: CountPolicy = DEFAULT,
    rule: str = PerIncident.name,
    *,
    among: Iterable[Facts] | None = None,
    belief: Belief = occurrence,
) -> Count:
    """Count what lies in a scope; `count` says what the ends mean.

    Args:
        among: the incidents to look at; all if None.
        belief: what makes an incident doubtful; `as_told` takes reports at their word.
    """
    selected = select(scope, ground, policy, among=among, belief=belief)
    members = selected.members
    band = counting_rules[rule].add_up(members, scope.measure, ground, policy)
    return Count(
        measure=scope.measure,
        rule=rule,
        low=band.low,
        best=band.best,
        high=band.high,
        incidents=surely(members),
        possible=perhaps(members),
        set_aside=beside(selected, scope, ground),
        documents=len(ground.documents),
        roots=len(ground.table.roots),
    )


def surely(members: Iterable[Member]) -> tuple[str, ...]:
    """Ids of the members that are sure."""
    return tuple(m.facts.incident.id for m in members if m.sure)


def perhaps(members: Iterable[Member]) -> tuple[str, ...]:
    """Ids of the others."""
    return tuple(m.facts.incident.id for m in members if not m.sure)


def beside(
    selected: Selected, scope: CountScope, ground: Ground
) -> tuple[tuple[str, str], ...]:
    """Incidents and reasons: what is left out, and members of which the measure says
    nothing, which are in the scope and not in the sum; sorted."""
    asked = selected.members if scope.measure in PEOPLE_AND_ARMS else ()
    untold = (
        (m.facts.incident.id, "toll_not_stated")
        for m in asked
        if ground.toll(m.facts, scope.measure) is None
    )
    return tuple(sorted((*selected.left_out, *untold)))


def split(question: Question, ground: Ground, policy: CountPolicy = DEFAULT) -> Split:
    """Answer a question with what rests on self-claims alone told apart."""
    scope = scope_of(question, ground)

    def part(keep: Callable[[Facts], bool], belief: Belief) -> Count:
        kept = [facts for facts in ground.facts if keep(facts)]
        return count_scope(scope, ground, policy, question.rule, among=kept, belief=belief)

    return Split(
        all=count_scope(scope, ground, policy, question.rule),
        others=part(lambda facts: not _only_claimed(facts), occurrence),
        self_claims_only=part(_only_claimed, as_told),
    )


def three_ways(
    question: Question,
    ground: Ground,
    policy: CountPolicy = DEFAULT,
    *,
    speakers: Sequence[str],
) -> ThreeWays:
    """Answer a question as one side tells it, without that side, and as two agree.

    Args:
        speakers: roots of the side, as in ``ClaimTable.roots``: keys of its speakers
            and of the outlets that are taken as its voice.
    """
    scope = scope_of(question, ground)
    table = ground.table
    side = {i for i, root in enumerate(table.roots) if root in set(speakers)}

    def part(keep: Callable[[Facts], bool], belief: Belief) -> Count:
        kept = [facts for facts in ground.facts if keep(facts)]
        return count_scope(scope, ground, policy, question.rule, among=kept, belief=belief)

    def own(facts: Facts) -> bool:
        return any(int(table.root[row]) in side for row in facts.rows)

    def another(facts: Facts) -> bool:
        return any(int(table.root[row]) not in side | {NONE} for row in facts.rows)

    return ThreeWays(
        part(own, as_told), part(another, occurrence), part(_agreed, occurrence)
    )


def _only_claimed(facts: Facts) -> bool:
    return bool(facts.occurrence and facts.occurrence.grade is Grade.SELF_CLAIM)


def _agreed(facts: Facts) -> bool:
    graded = facts.occurrence
    return bool(graded and graded.grade in (Grade.CORROBORATED, Grade.AGREED))
