"""What comes first, what is drawn, and that nothing is left out without saying so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from review_campaign import campaign
from review_scenes import Scene, on

from tallystick.model.claims import IncidentClaim, TallyClaim, Window
from tallystick.model.values import Number
from tallystick.policy import Policy
from tallystick.views.review_page import FIRST_TOTALS, ReviewPage, review_page
from tallystick.views.review_prose import Figure, Prose, Quote, plain, say


def page_of(scene: Scene) -> ReviewPage:
    return review_page(scene.ledger(), scene.book(), Policy())


def value(line: Prose) -> int:
    return next(piece.value for piece in line if isinstance(piece, Figure))


def test_a_headline_stands_below_the_texts() -> None:
    scene = campaign()
    total = scene.claims["t200"]
    assert isinstance(total, TallyClaim)
    anchor = replace(total.anchor, nth=1)
    scene.claims["head"] = replace(
        total, anchor=anchor, headline=True, scope=replace(total.scope)
    )
    totals = page_of(scene).totals
    assert plain(totals[-1].who).endswith("headline")
    assert len(totals) == 3


def test_the_latest_total_of_a_speaker_stands_above_its_earlier_ones() -> None:
    scene = campaign()
    total = scene.claims["t200"]
    assert isinstance(total, TallyClaim)
    scene.claims["earlier"] = replace(
        total,
        anchor=replace(total.anchor, nth=1),
        number=Number.said(150),
        window=Window(None, on("2031-02-20")),
    )
    numbers = [value(row.how_many) for row in page_of(scene).totals]
    assert numbers.index(200) < numbers.index(150)


def test_totals_beyond_the_first_screen_are_counted_and_kept() -> None:
    scene = campaign()
    total = scene.claims["t200"]
    assert isinstance(total, TallyClaim)
    for at in range(10):
        scene.claims[f"more{at}"] = replace(
            total, anchor=replace(total.anchor, nth=at + 1), number=Number.said(300 + at)
        )
    page = page_of(scene)
    assert len(page.totals) == FIRST_TOTALS
    assert value(page.others) == len(page.other_totals) == 12 - FIRST_TOTALS


def test_one_total_told_in_two_documents_is_one_row() -> None:
    rows = [row for row in page_of(campaign()).totals if row.told_in]
    assert [value(row.told_in) for row in rows] == [2]


def test_the_event_told_at_two_places_names_who_places_it_where() -> None:
    lines = [plain(row.line) for row in page_of(campaign()).brief]
    event = next(line for line in lines if line.startswith("drone attack"))
    assert "Tarn Ford (Voice of the Northern Guard) or Lund (“defence ministry”)" in event
    assert "Killed: 3" in event


def test_a_halt_is_told_with_its_sentence() -> None:
    rows = [row for row in page_of(campaign()).brief if row.topic == say("topic_statement")]
    quotes = [piece for row in rows for piece in row.line if isinstance(piece, Quote)]
    assert any("announced a halt" in quote.text for quote in quotes)


def test_a_place_far_from_all_others_is_listed_and_not_drawn() -> None:
    scene = campaign()
    claim = scene.claims["shelled"]
    assert isinstance(claim, IncidentClaim)
    far = replace(claim.places[0], id="site:far", name="Far Rock", lat=-40.0, lon=170.0)
    scene.claims["shelled"] = replace(claim, places=(far,))
    value_ = replace(scene.incidents[1].places[0], value="site:far", label="Far Rock")
    scene.incidents[1] = replace(scene.incidents[1], places=(value_,), countries=())
    page = page_of(scene)
    drawn = {plain(halo.name) for halo in page.map.halos}
    beside = {plain(row.place) for row in page.map.beside}
    assert ("Far Rock" in drawn) != ("Far Rock" in beside)
    assert drawn | beside >= {"Tarn Ford", "Lund", "Far Rock"}


@pytest.mark.parametrize(("day", "outside"), [("2031-05-04", 0), ("2011-03-04", 1)])
def test_days_that_the_timeline_leaves_out_are_counted(day: str, outside: int) -> None:
    scene = campaign()
    scene.incidents[1] = replace(scene.incidents[1], first_day=day, last_day=day)
    timeline = page_of(scene).timeline
    assert len(timeline.bars) == 2 - outside
    assert bool(timeline.outside) == bool(outside)
