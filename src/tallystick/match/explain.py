"""Why two claims were joined, and why two that came close were not: levels with weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from tallystick.columns import Ints, Rows
from tallystick.match.links import Links
from tallystick.match.score import matchers
from tallystick.model.derived import Proposal
from tallystick.policy import Policy
from tallystick.schemes import rows as data_rows
from tallystick.table import ClaimTable


class Ending(StrEnum):
    """What became of a belief that two claims tell of one event."""

    JOINED = "joined"
    JOINED_BY_OTHERS = "joined_by_others"
    """Too weak by itself; claims between the two hold them together."""
    WHOLE_AND_PART = "whole_and_part"
    """One tells of several engagements: it can only be the parent of the other."""
    TOLD_APART = "told_apart"
    """One text tells of both as two."""
    AGAINST = "against"
    """What the two say speaks against one event: nothing joins them but a person."""
    WEAK = "weak"
    """Not enough speaks for it."""
    OUTVOTED = "outvoted"
    """Enough speaks for it, but other claims of the two groups disagree, or a third
    group fits as well."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One aspect of two claims and what it weighs."""

    aspect: str
    level: str
    weight: float
    """Log2: 1 makes one event twice as likely, -1 half as likely."""
    because: str = ""
    """Why it weighs so much, as ``data/match/weights.tsv`` argues it."""


@dataclass(frozen=True, slots=True)
class Why:
    """A pair with everything that its score is made of."""

    proposal: Proposal
    ending: Ending
    prior: float
    """Log2 odds of one event before anything is compared."""
    reasons: tuple[Reason, ...]
    """The heaviest first, then in the order of the aspects; those without weight last."""


def why(proposal: Proposal, policy: Policy, *, joined: bool) -> Why:
    """What a proposal rests on, and what became of it.

    Args:
        joined: whether the two claims stand in one incident.
    """
    known, argued = matchers[proposal.matcher](), arguments()
    reasons = [
        Reason(aspect, level, known[aspect, level], argued.get((aspect, level), ""))
        for aspect, level in proposal.levels
    ]
    reasons.sort(key=lambda reason: -abs(reason.weight))
    ending = _joined(proposal, policy) if joined else _apart(proposal, policy)
    return Why(proposal, ending, known["prior", "candidate"], tuple(reasons))


@cache
def arguments() -> Mapping[tuple[str, str], str]:
    """Why each level of each aspect weighs what it does, in a few words."""
    rows = data_rows("match/weights.tsv")
    return MappingProxyType({(row["aspect"], row["level"]): row["reason"] for row in rows})


def _joined(proposal: Proposal, policy: Policy) -> Ending:
    strong = proposal.score >= policy.link_at
    return Ending.JOINED if strong else Ending.JOINED_BY_OTHERS


def _apart(proposal: Proposal, policy: Policy) -> Ending:
    levels = dict(proposal.levels)
    if levels["several"] == "whole and part":
        return Ending.WHOLE_AND_PART
    if levels["document"] in ("same document", "told as another"):
        return Ending.TOLD_APART
    if proposal.score < policy.apart_below:
        return Ending.AGAINST
    return Ending.WEAK if proposal.score < policy.link_at else Ending.OUTVOTED


def close_calls(
    table: ClaimTable, links: Links, groups: Rows | Ints, policy: Policy
) -> Iterator[Why]:
    """Pairs of two groups that came close to being joined, the closest first.

    Args:
        groups: for each row what names its group, see `resolve.resolve_all`.
    """
    near = (groups[links.left] != groups[links.right]) & (links.scores >= policy.maybe_at)
    close = links.take(near)
    order = sorted(range(len(close)), key=lambda at: (-float(close.scores[at]), at))
    for at in order:
        yield why(close.proposal(table, at), policy, joined=False)


def holding(
    links: Links, positions: Sequence[int], strength: Callable[[int], float]
) -> list[int]:
    """The links that hold some claims together: of each way round, the strongest.

    Args:
        positions: the links among these claims.
        strength: of a link, by its position; the higher, the stronger.

    Returns:
        Positions of a strongest spanning tree, the strongest link first: without any one
        of them the claims would hang together by something weaker, or not at all.
    """
    parent: dict[int, int] = {}

    def root(row: int) -> int:
        while parent.setdefault(row, row) != row:
            row = parent[row]
        return row

    tree = []
    for position in sorted(positions, key=lambda at: (-strength(at), at)):
        one, other = root(int(links.left[position])), root(int(links.right[position]))
        if one != other:
            parent[max(one, other)] = min(one, other)
            tree.append(position)
    return tree
