"""The stated totals of a review, set beside each other and beside our counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallystick.count import CountPolicy
from tallystick.directory import Directory
from tallystick.model.claims import TallyClaim
from tallystick.model.lists import Measure
from tallystick.reconcile import side_by_side, why_they_differ
from tallystick.reconcile.differences import Difference
from tallystick.reconcile.side_by_side import TotalRow as StatedRow
from tallystick.views.review_figures import Everything, Listing
from tallystick.views.review_prose import Prose, Words, plain, say
from tallystick.views.review_scribe import Scribe
from tallystick.views.review_totals import (
    TotalRow,
    VerdictRow,
    how_many,
    total_row,
    verdict_row,
    who,
)

FIRST_TOTALS = 6
"""Stated totals on the first screen."""
MOST_EXAMPLES = 4
"""Totals that are shown for one reason; further ones are counted."""


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One reason why stated totals differ, with the totals that it sets apart."""

    why: Prose
    totals: tuple[Prose, ...]
    more: Prose
    """How many further totals there are; empty if all are shown."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Every stated total, side by side."""

    result: Prose
    """What they come to, in one line."""
    first: tuple[TotalRow, ...]
    """Those that the first screen shows."""
    others: tuple[TotalRow, ...]
    note: Prose
    """How many others there are; empty if none."""
    differ: tuple[DifferenceRow, ...]
    """Why they differ, the reasons that explain most first."""
    verdicts: tuple[VerdictRow, ...]
    """Each beside our count of its own scope."""


def stated_view(
    scribe: Scribe, totals: Sequence[TallyClaim], actors: Directory, policy: CountPolicy
) -> Stated:
    """The stated totals of a ledger."""
    by_id = {claim.id: claim for claim in totals}
    beside = side_by_side(totals, scribe.documents)
    differences = why_they_differ(beside, actors, policy)
    side = leading(scribe, beside, differences)
    rows = tuple(total_row(scribe, [by_id[one] for one in row.claims]) for row in side)
    rest = [row.claim for row in rows[FIRST_TOTALS:]]
    return Stated(
        result=say(_result(totals)),
        first=rows[:FIRST_TOTALS],
        others=rows[FIRST_TOTALS:],
        note=say("other_totals", n=scribe.listed(Listing.CLAIMS, rest)) if rest else (),
        differ=tuple(difference_row(scribe, one, side) for one in differences),
        verdicts=tuple(_verdicts(scribe, side)),
    )


def _result(totals: Sequence[TallyClaim]) -> str:
    """Which sentence of the wording says what the totals come to."""
    if len(totals) < 2:
        return "result_one" if totals else "result_none"
    counted = {(c.measure, c.unit.casefold(), c.scope.countries) for c in totals}
    return "result_differ" if len(counted) > 1 else "result_alike"


def _verdicts(scribe: Scribe, side: Sequence[StatedRow]) -> Iterable[VerdictRow]:
    held = scribe.basis.reconciliations
    read = {
        "documents": say("n_documents", n=scribe.figure(Everything(Listing.DOCUMENTS))),
        "roots": say("n_roots", n=scribe.figure(Everything(Listing.ROOTS))),
    }
    for row in side:
        if row.tally.id in held:
            yield verdict_row(scribe, row.tally, held[row.tally.id], read)


def difference_row(
    scribe: Scribe, difference: Difference, rows: Iterable[StatedRow]
) -> DifferenceRow:
    """A reason in words, with the totals it is about in the order of the rows."""
    told = [row.tally for row in rows if row.tally.id in difference.claims]
    shown = tuple(
        say("total_of", n=how_many(scribe, one), who=who(scribe, one))
        for one in told[:MOST_EXAMPLES]
    )
    rest = [one.id for one in told[MOST_EXAMPLES:]]
    more = say("and_more", n=scribe.listed(Listing.CLAIMS, rest)) if rest else ()
    return DifferenceRow((Words(difference.words),), shown, more)


def leading(
    scribe: Scribe, rows: Sequence[StatedRow], differences: Sequence[Difference]
) -> list[StatedRow]:
    """Rows in the order an editor wants them.

    Totals of incidents first; among them texts before headlines, the latest of each
    speaker before its earlier ones, those that differ from others before those that
    stand alone, the latest first.
    """
    beside = {claim for one in differences for claim in one.claims}

    def day(row: StatedRow) -> str:
        published = scribe.documents[row.tally.document].published
        return (row.tally.as_of or (published.value if published else ""))[:10]

    latest: dict[str, int] = {}
    ordered = sorted(rows, key=lambda row: (day(row), row.tally.id), reverse=True)
    turn = []
    for row in ordered:
        speaker = plain(scribe.source_of(row.tally))
        latest[speaker] = latest.get(speaker, 0) + 1
        turn.append(latest[speaker])
    measures = list(Measure)

    def weight(at: int) -> tuple[int, bool, bool, bool, int]:
        tally = ordered[at].tally
        alone = tally.id not in beside
        return measures.index(tally.measure), tally.headline, turn[at] > 1, alone, at

    return [ordered[at] for at in sorted(range(len(ordered)), key=weight)]
