"""Kept texts and quotes: every character is there, and every quote leads to its own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_campaign import campaign

from tallystick.policy import Policy
from tallystick.views.review_masks import WITHHELD
from tallystick.views.review_page import review_page
from tallystick.views.sentences import LONGEST_QUOTE, sentence_span

SENTENCES = [
    ("One hit. Two missed. Three fell.", "missed", "Two missed."),
    (
        "The U.S. base was hit at 3.5 km. It burned.",
        "hit",
        "The U.S. base was hit at 3.5 km.",
    ),
    (
        "It hit a ship off Aden, U.S. Central Command said. It burned.",
        "hit",
        "It hit a ship off Aden, U.S. Central Command said.",
    ),
    ("Line one\nLine two hit\nLine three", "hit", "Line two hit"),
    ("He said: “It was hit.” Then he left.", "hit", "He said: “It was hit.”"),
    ("قُصفت القاعدة؟ نعم. انتهى", "القاعدة", "قُصفت القاعدة؟"),
    ("no end at all", "end", "no end at all"),
    ("In 2031. A base was hit.", "hit", "A base was hit."),
]


@pytest.mark.parametrize(("text", "words", "sentence"), SENTENCES)
def test_the_sentence_about_a_claim(text: str, words: str, sentence: str) -> None:
    at = text.index(words)
    start, end = sentence_span(text, at, at + len(words))
    assert text[start:end] == sentence


@settings(max_examples=150, derandomize=True)
@given(st.text(alphabet="aB. \n!?“”1؟ا", min_size=1, max_size=900), st.data())
def test_a_sentence_holds_its_claim_and_is_no_longer_than_allowed(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 20)))
    first, last = sentence_span(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)
    assert last - first <= LONGEST_QUOTE + 20


def test_a_kept_text_is_the_text_with_names_withheld() -> None:
    scene = campaign()
    page = review_page(scene.ledger(), scene.book(), Policy())
    for kept in page.texts:
        document = next(d for d in scene.documents.values() if d.id == kept.document)
        shown = "\n\n".join("".join(s.text for s in p.segments) for p in kept.paragraphs)
        assert shown == document.text.replace("Ada Quill", WITHHELD)


def test_every_anchor_of_a_quote_is_in_the_kept_texts_once() -> None:
    scene = campaign()
    page = review_page(scene.ledger(), scene.book(), Policy())
    anchors = [
        anchor
        for kept in page.texts
        for segments in (kept.title, *(p.segments for p in kept.paragraphs))
        for segment in segments
        for anchor in segment.anchors
    ]
    assert len(anchors) == len(set(anchors))
    quotes = [row.quote for row in page.statements]
    quotes += [voice.quote for note in page.contradictions for voice in note.voices]
    assert quotes
    assert {quote.anchor for quote in quotes} <= set(anchors)
