"""Laws of the reader of places: for any text, spans hold and nothing breaks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.read.places import PlaceContext, find_places, resolve_place

WORDS = (
    *("Baghdad", "al-Tanf", "Tower 22", "Paris", "Texas", "Iraq", "Israeli", "Rukban"),
    *(
        "said",
        "in",
        "قاعدة",
        "near",
        "and",
        "the",
        "Mr",
        "County",
        "province",
        "airbase",
        "of",
    ),
    *("بغداد", "وفي دمشق", "القاعدة", "תל אביב", "בחיפה", "Харькове", "области", "d'Irak"),
    *(",", ".", "(", ")", "-", "\n", "'s", "’", "\u200f", "\u202e", "\ud800", "\x00", "٣"),
)
texts = st.one_of(
    st.text(st.characters(codec=None), max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=14).map("".join),
)
languages = st.sampled_from(["en", "ar", "fa", "he", "uk", "ru", "fr", "es", "tr", "xx"])


@given(texts, languages)
@settings(derandomize=True, max_examples=250, deadline=None)
def test_finds_are_in_order_and_within_the_text(text: str, language: str) -> None:
    found = find_places(text, PlaceContext((), language))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.place.text == text[one.start : one.end] for one in found)


@given(texts, languages)
@settings(derandomize=True, max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_finds(text: str, language: str) -> None:
    context = PlaceContext(("IQ",), language)
    assert find_places(text, context) == find_places(text, context)


@given(texts)
@settings(derandomize=True, max_examples=100, deadline=None)
def test_a_name_on_its_own_keeps_its_words(text: str) -> None:
    place = resolve_place(text)
    assert place.text == text
    assert (place.lat is None) == (place.lon is None) == (place.id is None)


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
@settings(derandomize=True, max_examples=100, deadline=None)
def test_weights_are_shares(text: str) -> None:
    for one in find_places(text):
        weights = [other.weight for other in one.place.alternatives]
        assert all(0 <= weight <= 1 for weight in weights)
        assert sum(weights) <= 1.0001


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000_000,
        "Baghdad " * 20_000,
        "occupied Palestinian territories " * 5_000,
        "A." * 200_000,
        "a'" * 200_000,
        "\u0301" * 200_000,
        "و" * 200_000,
        "\ud800\udc00" * 100_000,
    ],
    ids=["one word", "one name", "terms", "dots", "apostrophes", "marks", "and", "halves"],
)
def test_a_long_line_is_read_to_its_end(text: str) -> None:
    found = find_places(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
