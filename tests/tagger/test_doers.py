"""Who did it, where neither the grammar nor the linear models name anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from read.telling import document

from tallystick.model.claims import IncidentClaim, Target
from tallystick.model.lists import Outcome, ResponsibilityMode
from tallystick.model.values import Field
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.extractor import RulesExtractor
from tallystick.read.rules.text.scan import Scan, scan
from tallystick.read.tagger.context import Context
from tallystick.read.tagger.doers import with_doer
from tallystick.read.tagger.encoder import shipped
from tallystick.read.tagger.words import Lens, Masks

TEXT = (
    "A sergeant was shot dead near the bridge on Sunday when thirty gunmen opened fire on a "
    "patrol."
)


def nobody_did_it(text: str) -> tuple[Scan, IncidentClaim]:
    """The first incident of a text, without whoever was read to have done it."""
    page = scan(document(text))
    claims = RulesExtractor().read_page(page).claims
    claim = next(c for c in claims if isinstance(c, IncidentClaim))
    gone = (Field.PERPETRATOR, Field.CLAIMED_BY)
    kept = tuple(e for e in claim.evidence if e.field not in gone)
    return page, replace(claim, responsibility=(), evidence=kept)


def eyes(page: Scan) -> Context:
    return Context(shipped(), page, Lens(Masks.PARTIES))


def test_the_likeliest_is_read_to_have_done_it_with_where_it_is_told() -> None:
    page, claim = nobody_did_it(TEXT)
    told = with_doer(page, claim, eyes(page))
    assert isinstance(told, IncidentClaim)
    (done,) = told.responsibility
    assert "gunmen" in done.actor.text
    assert done.mode is ResponsibilityMode.ATTRIBUTES
    (span,) = told.spans(Field.PERPETRATOR)
    assert page.document.quote(span) == done.actor.text


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in the market on Monday and wounded four people.",
        "Shahed drones raided the port on Tuesday, and a warehouse burned.",
    ],
)
def test_nobody_is_read_where_nobody_is_named(text: str) -> None:
    page, claim = nobody_did_it(text)
    assert with_doer(page, claim, eyes(page)) == claim


def test_who_was_read_to_have_done_it_stays() -> None:
    page = scan(document(TEXT))
    claims = RulesExtractor().read_page(page).claims
    for claim in claims:
        if isinstance(claim, IncidentClaim) and claim.responsibility:
            assert with_doer(page, claim, eyes(page)) == claim


def test_who_stopped_it_and_who_was_hit_did_not_do_it() -> None:
    page, claim = nobody_did_it(TEXT)
    stopped = replace(claim, outcome=Outcome.INTERCEPTED)
    assert with_doer(page, stopped, eyes(page)) == stopped
    sentence = page.sentences[0]
    gunmen = next(t for t in sentence.tokens if t.text == "gunmen")
    hit = replace(claim, targets=(Target(mention_of(sentence, gunmen)),))
    assert with_doer(page, hit, eyes(page)) == hit


def test_without_an_encoder_nobody_is_added() -> None:
    page, claim = nobody_did_it(TEXT)
    assert with_doer(page, claim, Context(None, page, Lens(Masks.PARTIES))) == claim
