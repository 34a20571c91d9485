"""What comes first, what is drawn, and that nothing is left out without saying so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from review_campaign import campaign
from review_scenes import Scene, on

from tallystick.model.claims import IncidentClaim, Statement, TallyClaim, Window
from tallystick.model.values import Bound, Number
from tallystick.policy import Policy
from tallystick.views.review_page import ReviewPage, review_page
from tallystick.views.review_prose import Figure, Prose, Quote, plain, say
from tallystick.views.review_stated import FIRST_TOTALS


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
    totals = page_of(scene).stated.first
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
    numbers = [value(row.how_many) for row in page_of(scene).stated.first]
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
    assert len(page.stated.first) == FIRST_TOTALS
    assert value(page.stated.note) == len(page.stated.others) == 12 - FIRST_TOTALS


def test_one_total_told_in_two_documents_is_one_row() -> None:
    rows = [row for row in page_of(campaign()).stated.first if row.told_in]
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


def test_the_ties_that_grades_rest_on_are_printed_with_their_sources() -> None:
    scene = campaign()
    claim = scene.claims["halt"]
    assert isinstance(claim, Statement)
    assert claim.issuer is not None
    issuer = replace(claim.issuer, actor="actor:kataib-hezbollah")
    scene.claims["halt"] = replace(claim, issuer=issuer)
    row = page_of(scene).parties[0]
    assert plain(row.name) == "Kataib Hezbollah"
    assert row.ties
    assert all(plain(tie.source) for tie in row.ties)


NUMBERS = [
    (Number.said(12), "12"),
    (Number.said(1200), "1,200"),
    (Number.said(0), "0"),
    (Number.said(12, Bound.AT_LEAST), "at least 12"),
    (Number.said(12, Bound.MORE_THAN), "more than 12"),
    (Number.said(140, Bound.NEARLY), "nearly 140"),
    (Number.said(140, Bound.ABOUT), "about 140"),
    (Number.said(12, Bound.AT_MOST), "up to 12"),
    (Number.said(0, Bound.NONE_REPORTED), "none reported"),
    (Number.between(20, 30), "20 to 30"),
    (Number(24, None, Bound.AT_LEAST, None), "at least 24"),
    (Number(None, 24, Bound.AT_MOST, None), "up to 24"),
    (Number.vague(), "“200”"),
]


@pytest.mark.parametrize(("number", "shown"), NUMBERS)
def test_a_number_is_shown_as_it_was_said(number: Number, shown: str) -> None:
    scene = campaign()
    total = scene.claims["t200"]
    assert isinstance(total, TallyClaim)
    scene.claims["t200"] = replace(total, number=number)
    rows = page_of(scene).stated.first
    row = next(row for row in rows if row.claim == scene.claims["t200"].id)
    assert plain(row.how_many) == shown
