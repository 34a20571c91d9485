"""Stated totals held against what was found, against each other and against themselves.

`verdicts` holds each total against our count of its own scope; `within`, `between`, `drift`
and `revised` find contradictions (``docs/contradictions.md``); `side_by_side` and
`differences` set totals beside each other for a reader; `words` says it all without blame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tallystick.count import CountPolicy, Ground
from tallystick.directory import Directory
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Finding, Reconciliation
from tallystick.model.documents import Document
from tallystick.reconcile.between import (
    first_tellings,
    totals_that_differ,
    totals_that_fall,
)
from tallystick.reconcile.coverage import Coverage, coverage
from tallystick.reconcile.differences import (
    Difference,
    totals_not_comparable,
    why_they_differ,
)
from tallystick.reconcile.drift import (
    totals_given_to_another,
    totals_of_two_things,
    totals_since_two_days,
)
from tallystick.reconcile.issuers import announcements_given_to_another
from tallystick.reconcile.revised import revised_pairs, totals_put_right
from tallystick.reconcile.side_by_side import Cell, TotalRow, side_by_side
from tallystick.reconcile.verdicts import reconcile_all
from tallystick.reconcile.within import headlines, parts_that_do_not_add_up
from tallystick.reconcile.words import shown, words

__all__ = [
    "Cell",
    "Coverage",
    "Difference",
    "TotalRow",
    "announcements_given_to_another",
    "contradictions",
    "coverage",
    "reconcile",
    "shown",
    "side_by_side",
    "why_they_differ",
    "words",
]


def reconcile(
    tallies: Iterable[TallyClaim],
    ground: Ground,
    policy: CountPolicy | None = None,
) -> tuple[Reconciliation, ...]:
    """Every stated total with its verdict and what contradicts it.

    Args:
        tallies: each id once counts, in any order.
        ground: incidents, with all documents that were read.

    Returns:
        One reconciliation for each total, in the order of ids. A finding stands with
        the first of its subjects, so each is there once.
    """
    policy = policy or CountPolicy()
    told = list({tally.id: tally for tally in tallies}.values())
    by_subject: dict[str, list[Finding]] = {}
    for found in contradictions(told, ground.documents, ground.directory, policy):
        by_subject.setdefault(found.subjects[0], []).append(found)
    return tuple(
        replace(one, findings=tuple(by_subject.get(one.claim, ())))
        for one in reconcile_all(told, ground, policy)
    )


def contradictions(
    tallies: Iterable[TallyClaim],
    documents: Mapping[str, Document],
    directory: Directory,
    policy: CountPolicy,
) -> tuple[Finding, ...]:
    """What contradicts itself or another total, and what only seems to: each once."""
    told = [one for _, one in sorted({tally.id: tally for tally in tallies}.items())]
    first = first_tellings(told, documents)
    revised = tuple(totals_put_right(told, documents, directory, policy))
    settled = revised_pairs(revised)
    differ = totals_that_differ(first, directory, policy)
    found = {
        *revised,
        *(one for one in differ if one.subjects not in settled),
        *parts_that_do_not_add_up(told, policy),
        *headlines(told, directory, policy),
        *totals_that_fall(first, documents, directory, policy),
        *totals_given_to_another(first, documents, directory, policy),
        *totals_since_two_days(first, documents, directory, policy),
        *totals_of_two_things(first, told, documents, directory, policy),
        *totals_not_comparable(first, directory, policy),
    }
    return tuple(sorted(found))
