"""Every number of a review is an expression that comes to its value, or none is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_campaign import campaign
from review_scenes import Scene

from tallystick.directory import directory
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Book, Incident
from tallystick.model.values import Number
from tallystick.policy import Policy
from tallystick.review.figures import UnsupportedFigure, check_values, own_words
from tallystick.review.html import render_html
from tallystick.review.markdown import render_markdown
from tallystick.review.publish import publish
from tallystick.views.review_figures import (
    Basis,
    ClaimField,
    Everything,
    Expression,
    IncidentField,
    IncidentSum,
    Listed,
    Listing,
    LookedAt,
    SumOf,
    evaluate,
)
from tallystick.views.review_page import ReviewPage, basis_of, review_page
from tallystick.views.review_prose import Figure, Words, pieces_of


def page_of(scene: Scene) -> ReviewPage:
    return review_page(scene.ledger(), scene.book(), Policy())


def basis(scene: Scene) -> Basis:
    return basis_of(scene.ledger(), scene.book(), Policy(), directory())


def test_every_figure_of_a_page_comes_to_its_value() -> None:
    scene = campaign()
    page = page_of(scene)
    figures = [piece for piece in pieces_of(page) if isinstance(piece, Figure)]
    assert len(figures) > 30
    check_values(page, basis(scene))


def test_every_figure_links_to_a_working_that_is_there() -> None:
    page = page_of(campaign())
    anchors = {block.anchor for block in page.workings}
    wanted = {piece.working for piece in pieces_of(page) if isinstance(piece, Figure)}
    assert wanted <= anchors


def test_a_figure_that_the_claims_no_longer_support_fails() -> None:
    scene = campaign()
    page = page_of(scene)
    total = scene.claims["t200"]
    assert isinstance(total, TallyClaim)
    scene.claims["t200"] = replace(total, number=Number.said(201))
    with pytest.raises(UnsupportedFigure, match="200 is printed"):
        check_values(page, basis(scene))


def test_a_page_of_another_book_fails() -> None:
    scene = campaign()
    page = page_of(scene)
    scene.incidents[0] = replace(scene.incidents[0], high=9)
    with pytest.raises(UnsupportedFigure):
        check_values(page, basis(scene))


@pytest.mark.parametrize("words", ["17 attacks", "some ٣ attacks", "a 2nd wave"])
@pytest.mark.parametrize("render", [render_html, render_markdown])
def test_a_number_of_our_own_without_a_figure_stops_the_build(
    words: str, render: Callable[[ReviewPage], bytes]
) -> None:
    page = replace(page_of(campaign()), gaps=((Words(words),),))
    with pytest.raises(UnsupportedFigure):
        render(page)


def test_digits_of_quotes_names_days_and_codes_are_not_ours() -> None:
    html = (
        '<p title="five">Said <a class="quote">“<bdi>7 times</bdi>”</a> of '
        '<bdi class="name">Tower 22</bdi> on <time>28 Jan 2024</time>: <code>rules/1</code>'
        "<br>never <b>more</b></p>"
    )
    assert not any(any(c.isdigit() for c in text) for text in own_words(html))
    assert "five" in own_words(html)
    assert own_words("<p title='9'>x</p>") == ["9", "x"]


FORMS: list[tuple[Expression, int | None]] = [
    (IncidentField("incident-one", "killed.low"), 3),
    (IncidentField("incident-one", "injured.low"), None),
    (IncidentField("incident-none", "low"), None),
    (IncidentSum(("incident-one", "incident-two"), "high"), 3),
    (IncidentSum(("incident-one", "incident-one"), "high"), None),
    (IncidentSum(("incident-nowhere",), "high"), None),
    (Listed(Listing.INCIDENTS, ("incident-one",)), 1),
    (Listed(Listing.INCIDENTS, ("incident-one", "incident-one")), None),
    (Listed(Listing.DOCUMENTS, ("doc-unknown",)), None),
    (Everything(Listing.DOCUMENTS), 4),
    (ClaimField("claim-unknown", "number.low"), None),
    (
        SumOf((IncidentField("incident-one", "low"), IncidentField("incident-two", "low"))),
        2,
    ),
    (SumOf((IncidentField("incident-one", "injured.low"),)), None),
    (LookedAt(Everything(Listing.CLAIMS)), 0),
    (LookedAt(Everything(Listing.DOCUMENTS)), None),
]


@pytest.mark.parametrize(("expression", "value"), FORMS)
def test_an_expression_says_what_it_says(expression: Expression, value: int | None) -> None:
    assert evaluate(expression, basis(campaign())) == value


@settings(max_examples=60, derandomize=True)
@given(st.integers(0, 40), st.integers(1, 40))
def test_no_share_is_said_to_be_whole_that_is_not(looked: int, whole: int) -> None:
    names = tuple(f"claim-{at}" for at in range(whole))
    book = Book(
        incidents=(Incident("incident-x", names, (), ()),), looked_at=names[:looked]
    )
    value = evaluate(LookedAt(IncidentField("incident-x", "low")), Basis({}, book))
    assert value is not None
    assert (value == 100) == (looked >= whole)


def test_a_share_is_rounded_down() -> None:
    names = tuple(f"claim-{at}" for at in range(200))
    book = Book(incidents=(Incident("incident-x", names, (), ()),), looked_at=names[1:])
    share = LookedAt(IncidentField("incident-x", "low"))
    assert evaluate(share, Basis({}, book)) == 99


def test_unknown_is_not_printed_as_nought() -> None:
    """An incident of which nobody says how many were hurt shows words, not 0."""
    page = page_of(campaign())
    row = next(row for row in page.incidents if row.incident == "incident-two")
    assert row.killed == row.injured == (Words("not stated"),)


def test_our_counts_are_never_printed_without_their_split() -> None:
    """Wherever the whole band stands, what rests on self-claims alone stands with it."""
    page = page_of(campaign())
    names = [
        piece.expression.count
        for piece in page.found.line
        if isinstance(piece, Figure) and hasattr(piece.expression, "count")
    ]
    assert {"all", "others", "self_claims_only"} <= set(names)
    everywhere = [
        piece.expression.count
        for piece in pieces_of(page)
        if isinstance(piece, Figure) and hasattr(piece.expression, "count")
    ]
    whole = [name for name in everywhere if name == "all"]
    assert len(whole) <= 2 * len([n for n in everywhere if n == "self_claims_only"])


def test_publishing_checks_before_it_renders() -> None:
    scene = campaign()
    assert publish(scene.ledger(), scene.book(), Policy()).startswith(b"<!DOCTYPE html>")
