"""The encoder: pieces of words, vectors, and what they add to a score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read.telling import document

from tallystick.errors import SetupError
from tallystick.model.lists import ClaimKind
from tallystick.model.values import Part
from tallystick.read.rules.text.scan import Scan, scan
from tallystick.read.tagger.context import UNASKED, Context
from tallystick.read.tagger.encoder import (
    FORMAT,
    Encoder,
    Heads,
    Shape,
    from_bytes,
    shipped,
    to_bytes,
)
from tallystick.read.tagger.extractor import TaggerExtractor
from tallystick.read.tagger.packed import pack
from tallystick.read.tagger.pieces import LONGEST, cut, windows
from tallystick.read.tagger.weights import Linear, together
from tallystick.read.tagger.weights import shipped as shipped_weights
from tallystick.read.tagger.words import Lens, Masks

TEXT = (
    "Gunmen opened fire on a convoy near Mosul on Monday, killing 3 drivers. "
    "It was the 12th attack on the road since March."
)


def page_of(text: str) -> Scan:
    return scan(document(text))


def named(text: str) -> list[str]:
    """The pieces of a page by name."""
    encoder = shipped()
    names = {n: piece for piece, n in encoder.vocabulary.items()}
    (window,) = windows(page_of(text), Lens(Masks.PARTIES), encoder.vocabulary)
    return [names[n] for n in window.ids]


def context_of(page: Scan) -> Context:
    return Context(shipped(), page, Lens(Masks.PARTIES))


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Attacked", ["attacked"]),
        ("Évacués", ["eva", "##cu", "##es"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("shelling", ["shell", "##ing"]),
        ("\u0600" * 3, ["[UNK]"]),
    ],
)
def test_words_are_cut_at_marks_and_into_the_longest_known_pieces(
    word: str, pieces: Sequence[str]
) -> None:
    known = shipped().vocabulary
    assert list(cut(word, known)) == [known[piece] for piece in pieces]


def test_parties_are_one_piece_each_and_cannot_be_told_apart() -> None:
    one = named("Hezbollah shelled a post of the Israeli army near Haifa.")
    other = named("Hamas shelled a post of the Syrian army near Homs.")
    assert one == other
    assert {"shell", "##ed", "post"} <= set(one)
    assert not {"hezbollah", "israeli", "army", "haifa"} & set(one)


def test_long_pages_are_read_in_windows_of_whole_sentences() -> None:
    page = page_of("Militants shelled the old market on Monday. " * 120)
    told = list(windows(page, Lens(Masks.PARTIES), shipped().vocabulary))
    assert len(told) > 1
    assert all(len(one.ids) <= LONGEST for one in told)
    spots = [at for one in told for at in one.places]
    assert len(spots) == len(set(spots))
    words = sum(1 for s in page.sentences for t in s.tokens if not t.is_space)
    assert len(spots) == words


def test_a_sentence_too_long_for_a_window_is_cut_even_in_the_title() -> None:
    title = "Gunmen attacked " + "the old market and " * 150 + "the post"
    page = scan(document("Two men were killed.", title=title))
    first, second = windows(page, Lens(Masks.PARTIES), shipped().vocabulary)
    assert len(first.ids) == LONGEST
    assert second.places
    assert TaggerExtractor().read_page(page).claims


def test_the_same_page_has_the_same_vectors_whatever_is_read_beside_it() -> None:
    encoder = shipped()
    ids = [encoder.vocabulary[p] for p in ("[CLS]", "gunmen", "killed", "three", "[SEP]")]
    first = encoder.vectors(ids)
    encoder.vectors(ids * 20)
    assert np.array_equal(first, encoder.vectors(ids))
    assert first.shape == (5, 384)


def test_an_attack_weighs_more_than_a_meeting_and_a_total_more_than_an_age() -> None:
    text = "Gunmen attacked the post at dawn. The envoys met the mayor at noon."
    page = page_of(text)
    told = context_of(page)
    attacked = told.beside("event", (Part.TEXT, text.index("attacked")), 0.5)
    met = told.beside("event", (Part.TEXT, text.index("met")), 0.5)
    assert attacked > 0.5 > met
    text = "Rebels have killed 43 people since May. A man aged 43 sold bread."
    told = context_of(page_of(text))
    total = told.beside("total", (Part.TEXT, text.index("43")), 0.5)
    age = told.beside("total", (Part.TEXT, text.rindex("43")), 0.5)
    assert total > age


def test_words_that_are_not_on_the_page_change_no_score() -> None:
    told = context_of(page_of(TEXT))
    nowhere = Part.TEXT, 10_000
    assert told.beside("event", nowhere, 0.3) == 0.3


def test_without_an_encoder_the_linear_models_judge_alone() -> None:
    page = page_of(TEXT)
    told = Context(None, page, Lens(Masks.PARTIES))
    at = Part.TEXT, TEXT.index("opened")
    assert told.beside("event", at, 0.3) == 0.3
    assert told.says("event", 0.3, Linear({}, 0.0, 0.3))
    assert not told.says("event", 0.3, Linear({}, 0.0, 0.31))


def test_the_encoder_changes_scores_of_a_reading() -> None:
    page = page_of(TEXT)
    _, alone = TaggerExtractor(weights=shipped_weights()).read_scored(page)
    _, both = TaggerExtractor().read_scored(page)
    at = ClaimKind.INCIDENT, Part.TEXT, TEXT.index("opened")
    assert alone.keys() == both.keys()
    assert alone[at] != both[at]


@given(st.floats(0, 1), st.floats(-30, 30))
@settings(max_examples=200, deadline=None)
def test_one_score_of_two_lies_between_them(score: float, log_odds: float) -> None:
    other = 1 / (1 + np.exp(-log_odds))
    low, high = sorted((score, other))
    assert low - 0.01 <= together(score, log_odds) <= high + 0.01


def test_words_that_are_hardly_any_event_are_not_asked_about() -> None:
    page = page_of(TEXT)
    told = context_of(page)
    at = Part.TEXT, TEXT.index("opened")
    assert told.beside("event", at, UNASKED - 0.001) == UNASKED - 0.001
    assert told.beside("event", at, UNASKED) > UNASKED


def test_who_did_it_is_likelier_than_who_was_hit() -> None:
    text = "Gunmen attacked a convoy at dawn. Two drivers died."
    at = {word: (Part.TEXT, text.index(word)) for word in ("Gunmen", "attacked", "convoy")}
    others = [(at["Gunmen"], 0), (at["convoy"], 0), ((Part.TEXT, 10_000), 0)]
    told = context_of(page_of(text))
    did = told.pairs("perpetrator", at["attacked"], others)
    hit = told.pairs("target", at["attacked"], others)
    assert set(did) == {at["Gunmen"], at["convoy"]}, "what is not on the page is no pair"
    assert did[at["Gunmen"]] > 0.5 > did[at["convoy"]]
    assert hit[at["convoy"]] > 0.5 > hit[at["Gunmen"]]
    assert told.pairs("target", (Part.TEXT, 10_000), others) == {}
    assert (
        Context(None, page_of(text), Lens(Masks.PARTIES)).pairs(
            "target", at["attacked"], others
        )
        == {}
    )


def tiny() -> tuple[Shape, dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]]:
    encoder = shipped()
    shape = Shape(layers=0, heads=12, width=384)
    kept = ("word", "position", "first.weight", "first.bias")
    arrays = {name: encoder._arrays[name] for name in kept}
    return shape, arrays


def test_equal_networks_have_equal_bytes_and_come_back_as_they_were() -> None:
    shape, arrays = tiny()
    names, heads = list(shipped().vocabulary), Heads(("event",), ("target",))
    data = to_bytes(shape, heads, arrays, names)
    assert data == to_bytes(shape, heads, arrays, names)
    again = from_bytes(data, "tiny")
    before = Encoder(shape, heads, arrays, names)
    assert again.heads == heads
    assert np.allclose(again.vectors([5, 6]), before.vectors([5, 6]))


def test_a_network_of_another_layout_is_refused() -> None:
    _, arrays = tiny()
    other = pack({"format": FORMAT + 1}, arrays)
    with pytest.raises(SetupError, match=r"came something else \(format 3\)"):
        from_bytes(other, "there")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a file of numbers"])
def test_a_damaged_file_is_said_to_be_one(data: bytes) -> None:
    with pytest.raises(SetupError, match=r"expected an encoder of tagger/1 in there"):
        from_bytes(data, "there")
