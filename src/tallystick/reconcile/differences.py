"""Why stated totals differ: typed reasons, each with the totals that it sets apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from tallystick.count import CountPolicy
from tallystick.directory import Directory
from tallystick.model.claims import TallyClaim, Window
from tallystick.model.derived import Finding
from tallystick.model.lists import Measure
from tallystick.reconcile.blocks import Key, blocks, finding
from tallystick.reconcile.numbers import clash, rounds
from tallystick.reconcile.relations import (
    Compared,
    Relation,
    area_of,
    compare,
    keys,
    share_a_matter,
    state_of,
)
from tallystick.reconcile.side_by_side import TotalRow
from tallystick.reconcile.words import reason_words, shown

HANDFUL = 4
"""Reasons in one sentence."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One reason why some totals differ: a reader sees at most a handful."""

    code: str
    """A code of ``data/count/reasons.tsv`` of kind pair."""
    words: str
    pairs: tuple[tuple[str, str], ...]
    """Claims of the totals that it sets apart, two by two, sorted."""

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim it is about, sorted."""
        return tuple(sorted({claim for pair in self.pairs for claim in pair}))


def why_they_differ(
    rows: Sequence[TotalRow], directory: Directory, policy: CountPolicy
) -> tuple[Difference, ...]:
    """The reasons why totals of one measure differ, those that explain most first."""
    found: dict[str, set[tuple[str, str]]] = {}
    for a, b in combinations([row.tally for row in rows], 2):
        for code in reasons(a, b, directory, policy):
            found.setdefault(code, set()).add((min(a.id, b.id), max(a.id, b.id)))
    order = {code: place for place, code in enumerate(reason_words())}
    differences = [
        Difference(code, reason_words()[code], tuple(sorted(pairs)))
        for code, pairs in found.items()
    ]
    return tuple(sorted(differences, key=lambda d: (-len(d.pairs), order[d.code])))


def reasons(
    a: TallyClaim, b: TallyClaim, directory: Directory, policy: CountPolicy
) -> tuple[str, ...]:
    """Why two totals of one topic differ; empty if they do not or have no common topic."""
    compared = compare(a, b, directory)
    if not _one_topic(a, b, compared, policy):
        return ()
    same_number = not clash(a, b, policy)
    if same_number and not (a.headline or b.headline):
        return ()
    return tuple(_codes(a, b, compared, policy))


def _one_topic(
    a: TallyClaim, b: TallyClaim, compared: Compared, policy: CountPolicy
) -> bool:
    """Whether a reader would set two totals beside each other.

    They count alike, name one matter, share some of their area and of their time.
    """
    people = {Measure.KILLED, Measure.INJURED, Measure.CASUALTIES}
    alike = a.measure is b.measure or not people & {a.measure, b.measure}
    areas = area_of(a), area_of(b)
    apart = all(areas) and not areas[0] & areas[1]
    shared = share_a_matter(a, b, compared) or bool(areas[0] & areas[1])
    return alike and shared and not apart and not _disjoint(a, b, policy)


def _disjoint(a: TallyClaim, b: TallyClaim, policy: CountPolicy) -> bool:
    """Whether two totals count stretches of time that do not touch.

    Without a start on both sides, totals of two texts that end far from each other are
    taken for two stretches, and so are those of which nobody knows the time.
    """
    anchored = a.window.start and b.window.start
    if not anchored and a.document != b.document:
        ends = _last_day(a), _last_day(b)
        if ends[0] is None or ends[1] is None:
            return True
        if abs(ends[0] - ends[1]) > timedelta(days=policy.series_days):
            return True
    return _before(a.window, b.window) or _before(b.window, a.window)


def _last_day(tally: TallyClaim) -> date | None:
    """The day a total ends on, else the day it was stated."""
    if tally.window.end and tally.window.end.last_day:
        return tally.window.end.last_day
    return date.fromisoformat(tally.stated_at[:10]) if tally.stated_at else None


def _before(one: Window, other: Window) -> bool:
    end = one.end.last_day if one.end else None
    start = other.start.first_day if other.start else None
    return end is not None and start is not None and end < start


def _codes(
    a: TallyClaim, b: TallyClaim, compared: Compared, policy: CountPolicy
) -> Iterator[str]:
    if rounds(a, b, policy):
        yield "rounding"
    headline = a.document == b.document and a.headline is not b.headline
    if headline and compared.area is Relation.OPEN:
        yield "headline_drops_area"
    for name in compared.named(Relation.DIFFERENT):
        yield f"other_{name}"
    for name in compared.named(Relation.OPEN):
        yield f"{name}_open"


def totals_not_comparable(
    tallies: Iterable[TallyClaim], directory: Directory, policy: CountPolicy
) -> Iterator[Finding]:
    """One finding for each set of totals that differ, but not about one thing.

    Totals are looked at side by side where they count alike against one target.
    """
    for block in blocks(tallies, _topic).values():
        codes = {
            (a.id, b.id): why
            for a, b in combinations(block, 2)
            if clash(a, b, policy) and (why := reasons(a, b, directory, policy))
        }
        for linked in _linked(codes):
            told = [tally for tally in block if tally.id in linked]
            why_all = Counter(c for pair in codes if pair[0] in linked for c in codes[pair])
            numbers = ", ".join(dict.fromkeys(shown(t.number) for t in told))
            message = f"{numbers} are not one count: {_foremost(why_all)}"
            yield finding("totals-not-comparable", message, *told)


def _foremost(codes: Mapping[str, int]) -> str:
    """The reasons that set most pairs apart, in words; a handful."""
    order = {code: place for place, code in enumerate(reason_words())}
    ranked = sorted(codes, key=lambda code: (-codes[code], order[code]))
    return "; ".join(reason_words()[code] for code in ranked[:HANDFUL])


def _linked(pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Claims that hang together through pairs."""
    groups: list[frozenset[str]] = []
    for pair in pairs:
        joined = frozenset(pair).union(*(g for g in groups if g & set(pair)))
        groups = [g for g in groups if not g & set(pair)] + [joined]
    return groups


def _topic(tally: TallyClaim) -> Key:
    """What a total counts and against whom."""
    aims = sorted(keys(tally.scope.targets))
    return tally.measure, tuple(state_of(key) for key in aims)
