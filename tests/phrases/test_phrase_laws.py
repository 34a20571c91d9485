"""Laws of reading without a parser that hold for any text in any of the languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.codec import dumps, loads
from tallystick.model.claims import IncidentClaim
from tallystick.model.documents import Document, Published, PublishedBasis
from tallystick.model.ledger import Reading
from tallystick.read.phrases.words import LANGUAGES
from tallystick.read.rules.extractor import RulesExtractor

PIECES = (
    "Trois soldats ont été tués dimanche dans une attaque de drone à Erbil.",
    "165 attaques depuis le 17 octobre : 66 en Irak, 98 en Syrie",
    "قُتل ثلاثة جنود في هجوم بطائرة مسيرة على قاعدة في أربيل.",
    "З 17 жовтня 165 атак; загинули троє.",
    "удара по Белгороду, погибли три человека",
    "17 Ekim'den bu yana 165 saldırı",
    "מאז 17 באוקטובר 165 מתקפות",
    "\u202e(23:00)\u202c",
    '=HYPERLINK("x")',
    "<b>12 morts</b>",
    "\n\n",
    "\n• ",
    ":",
    "10^30 attaques; 31 février",
    "😀 de 100%",
    "'’\"״",
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=6).map(" ".join)


def document(text: str, language: str, title: str = "") -> Document:
    """A document of an invented outlet."""
    clean = "".join(
        "\ufffd" if "\ud800" <= c <= "\udfff" or c == "\x00" else c for c in text
    )
    when = Published("2024-05-02", PublishedBasis.ROW)
    return Document("The Courier", "a1", when, title, clean, language)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(texts, st.sampled_from(LANGUAGES))
def test_every_quote_is_where_its_evidence_says(text: str, language: str) -> None:
    doc = document(text, language)
    claims = RulesExtractor().read(doc).claims
    for claim in claims:
        assert claim.evidence
        for evidence in claim.evidence:
            span = evidence.span
            assert 0 <= span.start < span.end <= len(doc.string(span.part))
    assert len({claim.id for claim in claims}) == len(claims)


@settings(max_examples=30, derandomize=True, deadline=None)
@given(texts, st.sampled_from(LANGUAGES))
def test_reading_is_a_function_of_the_document(text: str, language: str) -> None:
    once = RulesExtractor().read(document(text, language))
    assert dumps(once) == dumps(RulesExtractor().read(document(text, language)))
    assert loads(Reading, dumps(once)) == once


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece",
    ["Irak ", "Irak, ", "12 ", "attaque ", "( ", "de ", "a" * 70 + " ", "12 morts "],
)
def test_long_and_senseless_texts_are_read_in_time(language: str, piece: str) -> None:
    reading = RulesExtractor().read(document(piece * 500, language))
    assert len(reading.claims) < 3_000


SCENE = "{0} a tué sept personnes mercredi à {1}, selon l'armée. {2} menace de frapper."
PARTIES = ("Le Hezbollah", "Le Hamas", "L'armée israélienne", "L'armée russe", "Le Jnim")
PLACES = ("Tyr", "Haïfa", "Kharkiv", "Belgorod", "Bamako")


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize("place", PLACES)
def test_who_it_was_and_where_changes_no_label(party: str, place: str) -> None:
    text = SCENE.format(party, place, party)
    claims = RulesExtractor().read(document(text, "fr")).claims
    labels = [
        (c.kind, c.stance, c.event_type, c.assertion, c.outcome, c.effect)
        for c in claims
        if isinstance(c, IncidentClaim)
    ]
    assert [str(c.kind) for c in claims] == ["incident", "statement"]
    assert labels == [
        (
            "incident",
            "attributes",
            "operation_unspecified",
            "occurred",
            "impact",
            "casualties",
        )
    ]
