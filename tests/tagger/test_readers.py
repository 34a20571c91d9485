"""Two readings of one document become one, and nobody's claim is lost or made in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from read.telling import document

from tallystick.model.claims import Claim, IncidentClaim, TallyClaim
from tallystick.model.ledger import Reading
from tallystick.model.lists import ClaimKind, Measure
from tallystick.model.values import Evidence, Field, Part, Reader, Span
from tallystick.read.readers import Bars, TwoReaders, bars, one_reading, undoubted
from tallystick.read.rules.extractor import RulesExtractor
from tallystick.read.rules.text.scan import Scan
from tallystick.read.tagger.extractor import TaggerExtractor

TEXT = (
    "Rebels have carried out 47 attacks since 3 April. "
    "A drone struck a depot in Basra on Sunday, killing four guards."
)
ALL = Bars({ClaimKind.TALLY: 0.5, ClaimKind.INCIDENT: 0.5}, {}, {})
NONE = Bars({}, {}, {})
RULES = RulesExtractor()
PAGE = RULES.scan(document(TEXT))
FIRST = RULES.read_page(PAGE)


def by_second(claims: tuple[Claim, ...], score: float) -> Reading:
    """The same claims as another extractor would sign them."""
    signed = tuple(replace(c, readers=(Reader("other/1", score),)) for c in claims)
    return Reading(FIRST.document, "other/1", signed)


def merged(second: Reading, chosen: Bars = NONE, page: Scan = PAGE) -> Reading:
    return one_reading("both/1", page, FIRST, second, chosen)


def test_what_both_read_is_one_claim_with_two_readers() -> None:
    both = merged(by_second(FIRST.claims, 0.9))
    assert [c.id for c in both.claims] == [c.id for c in FIRST.claims]
    for claim in both.claims:
        if not isinstance(claim, (IncidentClaim, TallyClaim)):
            continue
        assert [r.extractor for r in claim.readers] == ["rules/1", "other/1"]
    assert not [f for f in both.findings if f.code == "read-two-ways"]


def test_a_reading_joined_with_itself_or_nothing_says_the_same() -> None:
    for second in (FIRST, Reading(FIRST.document, "other/1")):
        both = one_reading("rules/1", PAGE, FIRST, second, NONE)
        assert both == FIRST


def test_what_they_differ_in_is_a_finding_and_the_first_stands() -> None:
    (total,) = (c for c in FIRST.claims if isinstance(c, TallyClaim))
    both = merged(by_second((replace(total, measure=Measure.KILLED),), 0.9))
    (kept,) = (c for c in both.claims if isinstance(c, TallyClaim))
    assert kept.measure is Measure.INCIDENTS
    (finding,) = (f for f in both.findings if f.code == "read-two-ways")
    assert finding.subjects == (total.id,)
    assert "measure" in finding.message


def test_people_whom_the_first_did_not_see_hurt_are_taken_from_the_second() -> None:
    (event,) = (c for c in FIRST.claims if isinstance(c, IncidentClaim))
    assert event.killed
    blind = replace(FIRST, claims=(replace(event, killed=()),))
    both = one_reading("both/1", PAGE, blind, by_second((event,), 0.9), NONE)
    (kept,) = both.claims
    assert isinstance(kept, IncidentClaim)
    assert kept.killed == event.killed
    assert set(event.spans(Field.KILLED)) <= set(kept.spans(Field.KILLED))


@pytest.mark.parametrize(("score", "stands"), [(0.49, False), (0.5, True)])
def test_what_one_alone_read_stands_from_its_bar_on(score: float, stands: bool) -> None:
    bare = Reading(FIRST.document, "rules/1")
    second = by_second(FIRST.claims, score)
    both = one_reading("both/1", PAGE, bare, second, ALL)
    wanted = [c.id for c in second.claims if c.kind in ALL.alone] if stands else []
    assert [c.id for c in both.claims] == wanted


def test_a_total_told_before_is_not_taken_again() -> None:
    text = TEXT + " All 47 attacks were denied."
    page = RULES.scan(document(text))
    first = RULES.read_page(page)
    (total,) = (c for c in first.claims if isinstance(c, TallyClaim))
    at = text.rindex("47")
    span = replace(total.anchor.span, start=at, end=at + 2)
    again = replace(total, anchor=replace(total.anchor, span=span), evidence=())
    both = one_reading("both/1", page, first, by_second((again,), 0.99), ALL)
    assert [c.id for c in both.claims] == [c.id for c in first.claims]


def scores(of: Claim, score: float) -> Mapping[tuple[ClaimKind, Part, int], float]:
    span = of.anchor.span
    return {(of.kind, span.part, span.start): score}


@pytest.mark.parametrize(("score", "stands"), [(0.04, False), (0.05, True)])
def test_what_the_second_holds_for_nothing_falls(score: float, stands: bool) -> None:
    (total,) = (c for c in FIRST.claims if isinstance(c, TallyClaim))
    doubting = Bars({}, {ClaimKind.TALLY: 0.05}, {})
    second = Reading(FIRST.document, "other/1")
    kept = undoubted(FIRST, second, scores(total, score), doubting)
    assert (total in kept.claims) is stands
    assert set(FIRST.claims) - set(kept.claims) <= {total}


def test_what_the_second_did_not_look_at_it_cannot_doubt() -> None:
    doubting = Bars({}, dict.fromkeys(ClaimKind, 1.0), {})
    assert undoubted(FIRST, Reading(FIRST.document, "other/1"), {}, doubting) == FIRST


@pytest.mark.parametrize(("score", "stands"), [(0.39, False), (0.4, True)])
def test_in_a_silent_report_a_lower_score_is_enough(score: float, stands: bool) -> None:
    lone = Bars({ClaimKind.INCIDENT: 0.9}, {}, {ClaimKind.INCIDENT: 0.4})
    totals = tuple(c for c in FIRST.claims if isinstance(c, TallyClaim))
    event = tuple(c for c in FIRST.claims if isinstance(c, IncidentClaim))
    silent = replace(FIRST, claims=totals)
    both = one_reading("both/1", PAGE, silent, by_second(event, score), lone)
    assert [c.id for c in both.claims if c in totals] == [c.id for c in totals]
    assert any(isinstance(c, IncidentClaim) for c in both.claims) is stands


def test_beside_an_event_that_is_read_it_is_not() -> None:
    lone = Bars({ClaimKind.INCIDENT: 0.9}, {}, {ClaimKind.INCIDENT: 0.4})
    told = f"{TEXT} On 9 April gunmen raided a clinic in Mosul."
    page = RULES.scan(document(told))
    depot, clinic = (
        c for c in RULES.read_page(page).claims if isinstance(c, IncidentClaim)
    )
    first = Reading(FIRST.document, "rules/1", (depot,))
    second = by_second((clinic,), 0.5)
    both = one_reading("both/1", page, first, second, lone)
    assert [c.id for c in both.claims] == [depot.id]


def test_the_two_of_the_package_read_one_page_together() -> None:
    both = TwoReaders("rules+tagger/1", RulesExtractor(), TaggerExtractor(), ("en",))
    reading = both.read(document(TEXT))
    assert reading.extractor == "rules+tagger/1"
    signed = {r.extractor for claim in reading.claims for r in claim.readers}
    assert signed == {"rules/1", "tagger/1"}
    assert set(bars().alone) == {ClaimKind.TALLY, ClaimKind.INCIDENT}


@pytest.mark.parametrize(
    ("word", "stands"), [("arrested", False), ("trial", False), ("seized", True)]
)
def test_what_is_done_afterwards_is_no_attack_of_the_second_alone(
    word: str, stands: bool
) -> None:
    text = TEXT + " Police arrested a clerk whom the rebels had seized before his trial."
    page = RULES.scan(document(text))
    told = next(c for c in FIRST.claims if isinstance(c, IncidentClaim))
    span = Span(Part.TEXT, text.index(word), text.index(word) + len(word))
    claim = replace(
        told,
        anchor=replace(told.anchor, span=span),
        evidence=(Evidence(Field.TRIGGER, span),),
        places=(),
    )
    both = merged(by_second((claim,), 0.8), ALL, page)
    assert (claim.id in {c.id for c in both.claims}) == stands


def test_attacks_that_are_halted_or_go_on_are_no_attack() -> None:
    both = TwoReaders("rules+tagger/1", RulesExtractor(), TaggerExtractor(), ("en",))
    text = (
        "The drone attacks on Tower 22 on 28 April killed three soldiers. The group announced "
        "a halt of attacks on American bases in Syria. As long as the troops stay in Iraq, "
        "the group's attacks will not cease."
    )
    told = [c for c in both.read(document(text)).claims if isinstance(c, IncidentClaim)]
    assert [one.event_type for one in told] == ["uav_attack"]


def test_a_language_of_the_first_alone_is_read_by_it() -> None:
    both = TwoReaders("rules+tagger/1", RulesExtractor(), TaggerExtractor(), ("en",))
    doc = document("Es wurden 40 Angriffe gezählt.")
    german = type(doc)(**{**doc.__dict__, "language": "de"})
    reading = both.read(german)
    assert reading.extractor == "rules+tagger/1"
    assert [finding.code for finding in reading.findings] == ["language-not-read"]
