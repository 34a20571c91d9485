"""The HTML file: one piece, no network, readable by machine and by ear."""

from __future__ import annotations

import re
import xml.dom.minidom
from collections import Counter
from itertools import pairwise

import pytest
from review_campaign import campaign
from test_hostile import tags

from tallystick.model.derived import Book
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy
from tallystick.review.chart import timeline_svg
from tallystick.review.map import map_svg
from tallystick.review.publish import publish
from tallystick.views.review_page import ReviewPage, review_page


@pytest.fixture(scope="module")
def page() -> ReviewPage:
    scene = campaign()
    return review_page(scene.ledger(), scene.book(), Policy())


@pytest.fixture(scope="module")
def html() -> str:
    scene = campaign()
    return publish(scene.ledger(), scene.book(), Policy()).decode()


def test_the_same_book_gives_the_same_bytes(html: str) -> None:
    scene = campaign()
    scene.documents = dict(reversed(scene.documents.items()))
    scene.claims = dict(reversed(scene.claims.items()))
    again = publish(scene.ledger(), scene.book(), Policy()).decode()
    assert again == html


def test_nothing_is_loaded_from_anywhere(html: str) -> None:
    for tag, attributes in tags(html):
        assert tag not in ("script", "link", "img", "iframe", "video", "audio")
        assert not {"src", "srcset", "action", "data", "poster", "background"} & set(
            attributes
        )
    assert "url(" not in html
    assert "@import" not in html
    policy = next(a["content"] for t, a in tags(html) if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_every_link_within_the_page_leads_somewhere(html: str) -> None:
    found = tags(html)
    ids = Counter(a["id"] for _, a in found if a.get("id"))
    assert [name for name, n in ids.items() if n > 1] == []
    wanted = {a["href"][1:] for _, a in found if (a.get("href") or "").startswith("#")}  # type: ignore[index]
    assert wanted <= set(ids)


def test_no_link_stands_inside_another(html: str) -> None:
    depth = 0
    for opening, closing in re.findall(r"<(a)[ >]|</(a)>", html):
        depth += 1 if opening else -1
        assert depth in (0, 1), "a link inside a link"
        assert bool(opening) != bool(closing)


def test_every_quote_leads_to_its_place_in_the_kept_text(html: str) -> None:
    quotes = re.findall(r'<a class="quote" href="#(quote-[^"]+)">', html)
    assert quotes
    assert all(f'<span id="{one}">' in html for one in quotes)


def test_headings_tables_and_figures_are_named_for_every_reader(html: str) -> None:
    found = [tag for tag, _ in tags(html)]
    assert found.count("h1") == 1
    assert found.count("table") == found.count("caption")
    assert found.count("figure") == found.count("figcaption")
    levels = [int(tag[1]) for tag in found if re.fullmatch(r"h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    scopes = [a.get("scope") for tag, a in tags(html) if tag == "th"]
    assert set(scopes) == {"col", "row"}
    assert next(a for tag, a in tags(html) if tag == "html")["lang"] == "en"


def test_chart_and_map_are_well_formed_and_have_titles(page: ReviewPage) -> None:
    for svg in (timeline_svg(page.timeline), map_svg(page.map)):
        tree = xml.dom.minidom.parseString(svg)
        assert tree.documentElement is not None
        assert tree.getElementsByTagName("title")
        assert tree.getElementsByTagName("desc")
        assert tree.documentElement.getAttribute("role") == "img"


def test_the_reading_order_is_the_one_that_is_promised(html: str) -> None:
    order = [
        "totals",
        "found",
        "differ",
        "incidents",
        "contradictions",
        "statements",
        "not-established",
        "sources",
        "method",
        "workings",
        "texts",
    ]
    places = [html.index(f' id="{name}"') for name in order]
    assert places == sorted(places)


def test_the_first_screen_says_what_an_editor_asks_first(html: str) -> None:
    first = html[: html.index("<nav")]
    for words in (
        "% of the claims looked at by a person",
        "No single figure is supported",
        "at least",
        "“<bdi",
        "Not established",
        "4</a> documents",
    ):
        assert words in first


def test_a_copy_is_shown_as_a_copy(page: ReviewPage) -> None:
    rows = [row for row in page.sources if row.copies]
    assert len(rows) == 1
    assert rows[0].copies[0].original_text != rows[0].copies[0].text


def test_claims_are_worked_through_in_order_of_publication(page: ReviewPage) -> None:
    scene = campaign()
    published = {d.id: d.published.value for d in scene.documents.values() if d.published}
    days = {f"working-{c.id}": published[c.document] for c in scene.claims.values()}
    order = [days[block.anchor] for block in page.workings if block.anchor in days]
    assert order == sorted(order)
    assert len(order) == len(days)


@pytest.mark.parametrize("form", ["html/1", "md/1", "json/1"])
def test_nothing_read_is_a_page_too(form: str) -> None:
    assert publish(Ledger(), Book(), Policy(), form)
    scene = campaign()
    unread = Ledger(documents=scene.ledger().documents)
    assert b"Harbour Wire" in publish(unread, Book(), Policy(), form)
