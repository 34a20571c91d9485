"""Each stated total held against our count of its own scope.

The law: words never make more of a gap than it is. A respect that the total leaves open
is counted as widely as its words allow; so what was found may fall short of a total, but
a total never falls short of what was found by a reading that its speaker did not state.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.count import CountPolicy, Ground
from tallystick.count.rules import PerIncident
from tallystick.count.sums import Sums
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Count, Reconciliation, VerdictKind
from tallystick.model.documents import Document
from tallystick.model.values import Number
from tallystick.reconcile.coverage import Coverage, coverage, too_thin
from tallystick.reconcile.numbers import counted, width_of
from tallystick.reconcile.shares import Share
from tallystick.reconcile.window import Tested, tested

NARROWS = frozenset(
    {
        "start_not_stated",
        "as_of_unknown",
        "area_not_stated",
        "perpetrator_not_stated",
        "target_not_stated",
        "excludes_not_testable",
    }
)
"""Reasons for which the total may mean less than its words: no "fewer" rests on them."""


def reconcile_all(
    tallies: Sequence[TallyClaim],
    ground: Ground,
    policy: CountPolicy,
) -> tuple[Reconciliation, ...]:
    """One reconciliation for each total, in the order of their ids."""
    read = coverage(ground, policy)
    unique = {tally.id: tally for tally in tallies}
    return tuple(
        reconcile_one(tally, ground, ground.documents.get(tally.document), read, policy)
        for _, tally in sorted(unique.items())
    )


def reconcile_one(
    tally: TallyClaim,
    ground: Ground,
    document: Document | None,
    read: Coverage,
    policy: CountPolicy,
) -> Reconciliation:
    """Hold one total against what was found under its own words."""
    words = tested(tally, document)
    if words.forbids:
        return without_count(tally, words)
    found = Share.of(words.scope, ground, policy)
    return held_against(tally, words, found, read, policy)


def held_against(
    tally: TallyClaim,
    words: Tested,
    found: Share,
    read: Coverage,
    policy: CountPolicy,
) -> Reconciliation:
    """Hold one total against what all components have to say of it."""
    scope, sums = words.scope, found.sums
    band = sums.band(scope.measure, policy)
    count = Count(
        measure=scope.measure,
        rule=PerIncident.name,
        low=band.low,
        best=band.best,
        high=band.high,
        incidents=found.incidents,
        possible=found.possible,
        set_aside=found.set_aside,
        documents=read.documents,
        roots=read.roots,
    )
    thin = too_thin(scope, read, policy)
    stated = width_of(counted(tally), policy)
    kind, uninformative = verdict(stated, count, words, policy)
    low, high = gap(stated, count)
    return Reconciliation(
        claim=tally.id,
        rule=count.rule,
        count=count,
        verdict=VerdictKind.NOT_TESTED if thin else kind,
        uninformative=uninformative and not thin,
        gap_low=low,
        gap_high=high,
        reasons=(*thin, *words.unstated, *_doubts(sums)),
    )


def without_count(tally: TallyClaim, words: Tested) -> Reconciliation:
    """A total that its own words forbid to compare."""
    kind = VerdictKind.CANNOT_COMPARE
    return Reconciliation(
        tally.id, PerIncident.name, None, kind, False, None, None, words.forbids
    )


def verdict(
    stated: Number, found: Count, words: Tested, policy: CountPolicy
) -> tuple[VerdictKind, bool]:
    """The verdict, and whether our band is too wide to tell."""
    if found.high is not None and stated.least > found.high:
        return VerdictKind.MORE_THAN_FOUND, False
    if stated.high is not None and stated.high < found.low:
        if NARROWS & set(words.unstated):
            return VerdictKind.CANNOT_COMPARE, False
        return VerdictKind.FEWER_THAN_FOUND, False
    return VerdictKind.OVERLAPS, _too_wide(stated, found, policy)


def _too_wide(stated: Number, found: Count, policy: CountPolicy) -> bool:
    if found.high is None:
        return True
    told = stated.stated if stated.stated is not None else stated.least
    return found.high - found.low > policy.uninformative_width * max(told, 1)


def gap(stated: Number, found: Count) -> tuple[int | None, int | None]:
    """Stated less our high, and stated less our low; an open end gives None."""
    low = None if found.high is None else stated.least - found.high
    return low, None if stated.high is None else stated.high - found.low


def _doubts(sums: Sums) -> tuple[str, ...]:
    """What makes our own band wide, as far as it may explain a gap."""
    holds = {
        "intercepted_unknown": sums.stopped > 0,
        "self_claims_only": sums.claimed > 0,
    }
    return tuple(code for code, it_does in holds.items() if it_does)
