"""Who did it and how many died, where neither the grammar nor the linear models say so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from read.telling import document

from tallystick.model.claims import Claim, IncidentClaim, Target
from tallystick.model.lists import Assertion, Effect, Outcome, ResponsibilityMode
from tallystick.model.values import Evidence, Field, Part, Span
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.extractor import RulesExtractor
from tallystick.read.rules.text.scan import Scan, scan
from tallystick.read.tagger.blanks import without_blanks
from tallystick.read.tagger.context import Context
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


def filled(page: Scan, claim: IncidentClaim, *others: Claim) -> IncidentClaim:
    """What a claim is among some others, with its blanks filled."""
    told, *_ = without_blanks(page, (claim, *others), eyes(page))
    assert isinstance(told, IncidentClaim)
    return told


def test_the_likeliest_is_read_to_have_done_it_with_where_it_is_told() -> None:
    page, claim = nobody_did_it(TEXT)
    told = filled(page, claim)
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
    assert filled(page, claim) == claim


def test_who_was_read_to_have_done_it_stays() -> None:
    page = scan(document(TEXT))
    claims = RulesExtractor().read_page(page).claims
    for claim in claims:
        if isinstance(claim, IncidentClaim) and claim.responsibility:
            assert filled(page, claim) == claim


def test_who_stopped_it_and_who_was_hit_did_not_do_it() -> None:
    page, claim = nobody_did_it(TEXT)
    stopped = replace(claim, outcome=Outcome.INTERCEPTED)
    assert filled(page, stopped) == stopped
    sentence = page.sentences[0]
    gunmen = next(t for t in sentence.tokens if t.text == "gunmen")
    hit = replace(claim, targets=(Target(mention_of(sentence, gunmen)),))
    assert filled(page, hit) == hit


def test_without_an_encoder_nobody_is_added() -> None:
    page, claim = nobody_did_it(TEXT)
    nothing = Context(None, page, Lens(Masks.PARTIES))
    assert without_blanks(page, [claim], nothing) == [claim]


DEAD = "Gunmen attacked the market at Karo on Monday. Nine traders lost their lives."


def nobody_died(text: str) -> tuple[Scan, IncidentClaim]:
    """The first incident of a text, without whoever was read to have died of it."""
    page = scan(document(text))
    claims = RulesExtractor().read_page(page).claims
    claim = next(c for c in claims if isinstance(c, IncidentClaim))
    kept = _without(claim, Field.KILLED)
    return page, replace(claim, killed=(), effect=Effect.UNKNOWN, evidence=kept)


def test_the_likeliest_number_is_read_to_have_died_with_where_it_is_told() -> None:
    page, claim = nobody_died(DEAD)
    told = filled(page, claim)
    (toll,) = told.killed
    assert (toll.number.stated, toll.who) == (9, "traders")
    assert told.effect is Effect.CASUALTIES
    (span,) = told.spans(Field.KILLED)
    assert page.document.quote(span) == "Nine"


def test_a_number_that_another_claim_tells_is_nobodys_dead_again() -> None:
    page, claim = nobody_died(DEAD)
    at = DEAD.index("Nine")
    evidence = (Evidence(Field.INJURED, Span(Part.TEXT, at, at + 4)),)
    other = replace(claim, anchor=replace(claim.anchor, nth=1), evidence=evidence)
    assert not filled(page, claim, other).killed


def test_of_two_incidents_the_likelier_has_the_dead() -> None:
    text = f"{DEAD} A police post was shelled on Tuesday."
    page = scan(document(text))
    claims = [
        c for c in RulesExtractor().read_page(page).claims if isinstance(c, IncidentClaim)
    ]
    assert len(claims) == 2
    bare = [replace(c, killed=(), evidence=_without(c, Field.KILLED)) for c in claims]
    for some in (bare, bare[::-1]):
        told = without_blanks(page, some, eyes(page))
        dead = {c.anchor.span.start: c.killed for c in told if isinstance(c, IncidentClaim)}
        assert dead[text.index("attacked")]
        assert not dead[text.index("shelled")]


def _without(claim: IncidentClaim, field: Field) -> tuple[Evidence, ...]:
    return tuple(e for e in claim.evidence if e.field is not field)


def test_what_did_not_happen_killed_nobody() -> None:
    page, claim = nobody_died(DEAD)
    planned = replace(claim, assertion=Assertion.PLANNED)
    assert not filled(page, planned).killed
