"""What a review never shows: private names, launch sites, fine places, things to come."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from review_campaign import LUND, TARN, campaign

from tallystick.model.claims import IncidentClaim, Statement
from tallystick.model.values import MentionKind, Part, PlacePrecision
from tallystick.policy import Policy
from tallystick.review.publish import publish, renderers
from tallystick.views.review_masks import WITHHELD, Masks, UnmaskedName, plain
from tallystick.views.review_page import review_page

FORMS = sorted(renderers)


def published(form: str) -> str:
    scene = campaign()
    return publish(scene.ledger(), scene.book(), Policy(), form).decode()


@pytest.mark.parametrize("form", FORMS)
def test_a_private_name_is_in_no_form_of_a_review(form: str) -> None:
    text = published(form)
    assert "Ada Quill" not in text
    assert "Quill" not in text
    assert "name withheld" in text


def test_the_ledger_keeps_what_the_review_withholds() -> None:
    scene = campaign()
    before = scene.ledger()
    publish(before, scene.book(), Policy())
    assert scene.ledger() == before
    assert any("Ada Quill" in document.text for document in before.documents)


def test_a_mask_does_not_move_the_anchors_of_quotes() -> None:
    scene = campaign()
    page = review_page(scene.ledger(), scene.book(), Policy())
    for kept in page.texts:
        anchors = [a for p in kept.paragraphs for s in p.segments for a in s.anchors]
        document = next(d for d in scene.documents.values() if d.id == kept.document)
        for anchor in anchors:
            start = int(anchor.rpartition("-")[2])
            segment = next(
                s for p in kept.paragraphs for s in p.segments if anchor in s.anchors
            )
            shown = segment.text
            assert shown == WITHHELD or document.text[start:].startswith(shown)


def test_a_name_told_in_another_document_is_withheld_there_too() -> None:
    scene = campaign()
    del scene.private["wire"], scene.private["copy"]
    text = publish(scene.ledger(), scene.book(), Policy()).decode()
    assert "Ada Quill" not in text


def test_a_name_that_slips_through_stops_the_build() -> None:
    scene = campaign()
    ledger = scene.ledger()
    masks = Masks(ledger.documents, ledger.readings)
    with pytest.raises(UnmaskedName):
        masks.check(({"Ada  Quill": 1}, "said by ADA QUILL yesterday"))


def test_a_link_that_spells_out_a_withheld_name_is_dropped() -> None:
    ledger = campaign().ledger()
    masks = Masks(ledger.documents, ledger.readings)
    assert masks.address("https://news.example/2031/ada-quill-saw-it") is None
    assert masks.address("javascript:alert(1)") is None
    assert masks.address("https://news.example/a") == "https://news.example/a"


@pytest.mark.parametrize("form", FORMS)
def test_a_launch_site_is_shown_nowhere_but_in_the_source_s_own_sentence(form: str) -> None:
    text = published(form)
    assert "quarry-nine" not in text.lower()
    stripped = text.replace("They were sent from Quarry Nine", "").replace(
        "They were sent from Quarry Nine\\.", ""
    )
    assert "Quarry Nine" not in stripped


def test_no_coordinate_is_finer_than_two_decimals_or_than_its_source() -> None:
    scene = campaign()
    page = review_page(scene.ledger(), scene.book(), Policy())
    by_name = {halo.name[0].text: halo for halo in page.map.halos}  # type: ignore[union-attr]
    assert (by_name["Tarn Ford"].lat, by_name["Tarn Ford"].lon) == (64.12, -19.99)
    text = published("json/1")
    assert "64.123" not in text
    assert all(len(f) <= 2 for f in re.findall(r'"l(?:at|on)":\s*-?\d+\.(\d+)', text))


@pytest.mark.parametrize(
    "precision", [PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN]
)
def test_a_place_as_wide_as_a_province_is_listed_and_not_drawn(
    precision: PlacePrecision,
) -> None:
    scene = campaign()
    for name, claim in scene.claims.items():
        if isinstance(claim, IncidentClaim):
            wide = tuple(replace(place, precision=precision) for place in claim.places)
            scene.claims[name] = replace(claim, places=wide)
    page = review_page(scene.ledger(), scene.book(), Policy())
    assert page.map.halos == ()
    assert len(page.map.beside) == 1


def test_what_is_only_planned_is_neither_counted_nor_mapped() -> None:
    scene = campaign()
    page = review_page(scene.ledger(), scene.book(), Policy())
    assert "incident-plan" not in {row.incident for row in page.incidents}
    assert "incident-plan" in {row.incident for row in page.aside}
    drawn = json.dumps([str(halo) for halo in page.map.halos])
    assert "incident-plan" not in drawn


def test_the_places_of_one_event_told_differently_are_all_shown_as_disputed() -> None:
    scene = campaign()
    page = review_page(scene.ledger(), scene.book(), Policy())
    assert {halo.name[0].text for halo in page.map.halos} == {TARN.name, LUND.name}  # type: ignore[union-attr]
    assert all(halo.disputed for halo in page.map.halos)


def test_tricks_with_characters_are_shown_one_for_one() -> None:
    tricky = "a\u202eb\x00c\u2066d\ue000e"
    assert plain(tricky) == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert plain("نص‌عادي \u200e") == "نص‌عادي \u200e"


def test_a_name_across_two_marked_spans_is_cut_once() -> None:
    ledger = campaign().ledger()
    masks = Masks(ledger.documents, ledger.readings)
    document = next(d for d in ledger.documents if d.source == "Harbour Wire")
    shown = masks.cut(document.id, Part.TEXT, 0, len(document.text))
    assert shown.count(WITHHELD) == 1
    assert shown.startswith("The Northern Guard announced")


def test_a_quote_that_begins_inside_a_name_shows_the_mask_once() -> None:
    scene = campaign()
    claim = scene.claims["halt"]
    assert isinstance(claim, Statement)
    inside = scene.evidence("wire", act="announced a halt", issuer="Quill doubted")
    scene.claims["halt"] = replace(claim, evidence=inside)
    page = review_page(scene.ledger(), scene.book(), Policy())
    shown = "".join(s.text for p in page.texts[-1].paragraphs for s in p.segments)
    assert shown.count(WITHHELD) == 1
    assert "Quill" not in shown


def test_a_name_in_a_field_that_nobody_thought_of_stops_the_build() -> None:
    scene = campaign()
    wire = scene.documents["wire"]
    renamed = replace(wire, language="Ada Quill")
    scene.documents["wire"] = renamed
    assert renamed.id == wire.id
    with pytest.raises(UnmaskedName):
        review_page(scene.ledger(), scene.book(), Policy())


@pytest.mark.parametrize(
    "name", ["Kataib Hezbollah", "Harbour Wire", "Northern Guard", "Lund"]
)
def test_a_public_name_that_a_reading_takes_for_a_private_one_is_shown(name: str) -> None:
    """Known actors, publishers, organizations and places are nobody's private name."""
    scene = campaign()
    before = publish(scene.ledger(), scene.book(), Policy()).decode().count(name)
    scene.document("more", "Gazette", "2031-03-09", "More", f"{name} was there.")
    scene.hide("more", name)
    after = publish(scene.ledger(), scene.book(), Policy()).decode().count(name)
    assert after == before + 1


def test_a_person_who_speaks_is_withheld_where_a_reading_says_so() -> None:
    scene = campaign()
    halt = scene.claims["halt"]
    witness = replace(scene.mention("wire", "Ada Quill"), kind=MentionKind.PERSON)
    scene.claims["halt"] = replace(halt, speaker=witness)
    text = publish(scene.ledger(), scene.book(), Policy()).decode()
    assert "Ada Quill" not in text
