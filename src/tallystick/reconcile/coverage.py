"""How much was read: what a stated total is tested against, or not tested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tallystick.count import CountPolicy, CountScope, Ground


@dataclass(frozen=True, slots=True)
class Coverage:
    """The documents that were read, as far as they bear on a period."""

    documents: int
    roots: int
    """Independent origins among the claims read from them."""
    days: frozenset[date]
    """Days that some document can speak about."""

    def share(self, scope: CountScope, policy: CountPolicy) -> float:
        """Share of a scope's days that documents cover, in [0, 1].

        An end that is not stated is the last day covered; a start that is not stated is
        as far back as the documents go, or one series of totals reaches.
        """
        if not self.days:
            return 0.0
        end = scope.until.last if scope.until else max(self.days)
        reach = max(min(self.days), end - timedelta(days=policy.series_days - 1))
        start = min(end, scope.since.first if scope.since else reach)
        inside = sum(start <= day <= end for day in self.days)
        return inside / ((end - start).days + 1)


def coverage(ground: Ground, policy: CountPolicy) -> Coverage:
    """What was read, over all documents, copies counted as documents and not as roots."""
    days: set[date] = set()
    for document in ground.documents.values():
        if document.published:
            day = date.fromisoformat(document.published.day)
            back = range(policy.days_covered_by_document)
            days.update(day - timedelta(days=n) for n in back)
    return Coverage(len(ground.documents), len(ground.table.roots), frozenset(days))


def too_thin(scope: CountScope, read: Coverage, policy: CountPolicy) -> tuple[str, ...]:
    """Why a total in this scope is not tested; empty if it can be."""
    found = {
        "few_documents": read.documents < policy.min_documents,
        "few_roots": read.roots < policy.min_roots,
        "window_outside_documents": read.share(scope, policy) < policy.min_days_covered,
    }
    return tuple(code for code, holds in found.items() if holds)
