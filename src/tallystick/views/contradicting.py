"""Judgements that cannot all hold, as the smallest groups that a person can settle."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from itertools import pairwise

from tallystick.judge import Judged
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger

Pair = tuple[str, str]


def contradicting(ledger: Ledger, stand: Judged) -> tuple[tuple[Judgement, ...], ...]:
    """Groups of judgements of which at least one must go, each in the order said.

    Two people's words on one subject; a claim kept out and joined; and claims called one
    event step by step, though the two ends are kept apart.
    """
    log = {judgement.id: judgement for judgement in ledger.judgements}
    groups = [
        tuple(name for name in finding.subjects if name in log)
        for finding in stand.findings
        if finding.code == "judgements-disagree"
    ]
    groups += _torn_chains(log.values(), stand)
    order = {name: at for at, name in enumerate(log)}
    each = {tuple(sorted(set(group), key=order.__getitem__)) for group in groups}
    return tuple(
        tuple(log[name] for name in group)
        for group in sorted(each, key=lambda group: [order[name] for name in group])
    )


def _torn_chains(log: Iterable[Judgement], stand: Judged) -> list[tuple[str, ...]]:
    """The judgements on each shortest way between two claims that are kept apart."""
    saying = _on_pairs(log, stand)
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in stand.same:
        beside[one].append(other)
        beside[other].append(one)
    found = []
    for start, end in sorted(stand.different):
        way = _way(beside, start, end)
        steps = [tuple(sorted(step)) for step in pairwise(way)]
        if steps:
            pairs = [(start, end), *((a, b) for a, b in steps)]
            found.append(tuple(saying[pair] for pair in pairs if pair in saying))
    return found


def _on_pairs(log: Iterable[Judgement], stand: Judged) -> dict[Pair, str]:
    """The last judgement on each pair that says of it what stands."""
    found: dict[Pair, str] = {}
    same = frozenset(stand.same)
    for judgement in log:
        if judgement.verdict not in (Verdict.SAME, Verdict.DIFFERENT):
            continue
        one, other = sorted(judgement.subjects)
        ruled = Verdict.SAME if (one, other) in same else Verdict.DIFFERENT
        if judgement.verdict is ruled:
            found[one, other] = judgement.id
    return found


def _way(beside: Mapping[str, list[str]], start: str, end: str) -> list[str]:
    """The shortest way between two claims, the first by id of several; [] if none."""
    came: dict[str, str] = {start: start}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in sorted(beside.get(here, ())):
            if there not in came:
                came[there] = here
                waiting.append(there)
    if end not in came:
        return []
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way
