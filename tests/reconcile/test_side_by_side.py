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


def test_a_headline_has_a_row_of_its_own() -> None:
    scene = Scene.of("doc d1 Outlet 2024-01-31\ntotal a d1 200\ntotal h d1 200 headline=1")
    assert len(side_by_side(scene.totals.values(), scene.by_id)) == 2


def differences(text: str) -> tuple[str, ...]:
    scene = Scene.of(f"doc d1 Outlet 2024-01-31\ndoc d2 Wire 2024-01-31\n{text}")
    rows = side_by_side(scene.totals.values(), scene.by_id)
    return tuple(one.code for one in why_they_differ(rows, directory(), CountPolicy()))


def test_totals_of_two_topics_are_not_set_beside_each_other() -> None:
    us = "against=state:US as_of=2024-01-30 since=2023-10-17"
    assert differences(f"total a d1 5 in=IQ+SY {us}\ntotal b d2 9 in=IQ {us}") == (
        "other_area",
    )
    assert differences(f"total a d1 5 in=IQ {us}\ntotal b d2 9 in=YE {us}") == ()


def test_totals_of_two_stretches_are_not_set_beside_each_other() -> None:
    told = "total a d1 24 in=PK since=2023-10-01 as_of=2023-10-31\ntotal b d2 21 in=PK "
    assert differences(told + "since=2023-11-01 as_of=2023-11-30") == ()
    assert differences(told + "since=2023-10-31 as_of=2023-11-30") == (
        "other_start",
        "other_as_of",
    )


def test_totals_without_a_start_must_end_near_each_other() -> None:
    told = "total a d1 24 in=PK as_of=2024-01-30\ntotal b d2 31 in=PK "
    assert differences(told + "as_of=2024-01-20") == ("start_open", "other_as_of")
    assert differences(told + "as_of=2022-01-20") == ()


def test_totals_of_no_known_time_are_not_set_beside_others() -> None:
    undated = "doc d1 Outlet -\ndoc d2 Wire 2024-01-31\n"
    scene = Scene.of(f"{undated}total a d1 24 in=PK\ntotal b d2 31 in=PK")
    rows = side_by_side(scene.totals.values(), scene.by_id)
    assert why_they_differ(rows, directory(), CountPolicy()) == ()


def test_equal_totals_need_no_reason() -> None:
    told = "total a d1 5 in=IQ+SY against=state:US\ntotal b d2 5 in=IQ against=state:US"
    assert differences(told) == ()


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
    assert "rounding" not in told, "200 does not round 200"
    assert "ministry again" not in {pair for pairs in told.values() for pair in pairs}


def test_totals_that_agree_have_no_reasons() -> None:
    agreeing = [row for row in ROWS if NAMES[row.tally.id] == "ministry"]
    assert why_they_differ(agreeing * 2, directory(), CountPolicy()) == ()
