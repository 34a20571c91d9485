"""Totals as rows, and why they differ."""

from __future__ import annotations

from reconcile.scenes import Scene
from tallystick.count import CountPolicy
from tallystick.directory import directory
from tallystick.model.values import Field
from tallystick.reconcile import side_by_side, why_they_differ

LEDGER = Scene.of(
    """
    doc d1 Outlet   2024-01-31
    doc d2 Wire     2024-01-30
    doc d3 Daily    2024-01-31
    doc d4 Bulletin 2024-01-29

    total body     d1 200 in=IQ+SY+IL against=state:US as_of=2024-01-30T23:00 unit=operations
    total headline d1 200 headline=1 against=state:US measure=sites unit=bases
    total ministry d2 165 speaker=ministry in=IQ+SY+JO against=state:US/military since=2023-10-17 as_of=2024-01-30 parts='SY=98 IQ=66 JO=1'
    total again    d3 165 speaker=ministry in=IQ+SY+JO against=state:US/military since=2023-10-17 as_of=2024-01-30 parts='SY=98 IQ=66 JO=1'
    total group    d4 175 speaker=group in=IQ+SY against=state:US since=2023-10 only='on our soil'
    """  # noqa: E501
)
ROWS = side_by_side(LEDGER.totals.values(), LEDGER.by_id)
NAMES = {claim.id: name for name, claim in LEDGER.totals.items()}


def test_rows_say_who_counts_what_where_and_when() -> None:
    told = {
        NAMES[row.tally.id]: " | ".join(
            cell.text
            for cell in (
                row.who,
                row.number,
                row.counting,
                row.where,
                row.since,
                row.until,
            )
        )
        for row in ROWS
    }
    assert told == {
        "group": 'group, via Bulletin | 175 | attacks; only "on our soil" | IQ, SY '
        "| 2023-10-01/2023-10-31 | not stated",
        "ministry": "ministry, via Wire | 165 = SY 98 + IQ 66 + JO 1 | attacks "
        "| IQ, JO, SY | 2023-10-17 | 2024-01-30",
        "body": "Outlet, own voice | 200 | operations | IL, IQ, SY | not stated "
        "| 2024-01-30T23:00 (zone?)",
        "headline": "Outlet, headline | 200 | bases | not stated | not stated | not stated",
    }


def test_a_total_told_again_shares_its_row() -> None:
    row = next(row for row in ROWS if NAMES[row.tally.id] == "ministry")
    assert [NAMES[claim] for claim in row.claims] == ["ministry", "again"]


def test_a_cell_names_its_evidence_or_nothing() -> None:
    row = next(row for row in ROWS if NAMES[row.tally.id] == "body")
    assert (row.number.field, row.number.claim) == (Field.COUNT, row.tally.id)
    assert (row.since.field, row.since.stated) == (None, False)


def test_reasons_are_a_handful_and_name_their_totals() -> None:
    found = why_they_differ(ROWS, directory(), CountPolicy())
    told = {
        one.code: {" ".join(sorted(NAMES[c] for c in pair)) for pair in one.pairs}
        for one in found
    }
    assert told["other_area"] == {"body group", "body ministry", "group ministry"}
    assert told["headline_drops_area"] == {"body headline"}
    assert told["start_open"] >= {"body group", "body ministry"}
    assert "ministry again" not in {pair for pairs in told.values() for pair in pairs}


def test_totals_that_agree_have_no_reasons() -> None:
    agreeing = [row for row in ROWS if NAMES[row.tally.id] == "ministry"]
    assert why_they_differ(agreeing * 2, directory(), CountPolicy()) == ()
