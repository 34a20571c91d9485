"""Laws of the trained extractor that hold for any text and for every party."""

from __future__ import annotations

import re
from functools import cache
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read.telling import document

from tallystick.codec import dumps
from tallystick.model.claims import Claim, IncidentClaim, Statement, TallyClaim
from tallystick.parts import extractor
from tallystick.read.tagger.extractor import TaggerExtractor

PARTIES = ("Hamas", "Israel", "Iran", "Hezbollah", "Ukraine", "Russia")
"""States and armed groups alike: one word each, so that the parser sees one shape."""
SCENES = (
    "{a} said {b} had attacked its positions 31 times since March.",
    "{a} struck a depot near Damascus on Monday, killing four guards.",
    "Four guards were killed when {b} shelled a checkpoint held by {a} on Tuesday.",
    "{b} has carried out 47 attacks against {a} since 3 April, a monitor said.",
    "{a} accused {b} of 12 raids in two weeks.",
    "A drone fired by {a} hit a barracks of {b} in Basra overnight and wounded two cooks.",
    "The toll of strikes by {a} on {b} has reached 160 dead since the truce collapsed.",
)
PAIRS = [(scene, *pair) for scene in SCENES for pair in permutations(PARTIES, 2)]
"""Every scene with every two parties, in both orders: 210 texts, each the other's swap."""

PIECES = (
    "Rebels have hit the bridge 14 times this year.",
    "Gunmen shot dead six drivers on Sunday near the river crossing.",
    "=SUM(A1) 200 attacks",
    "<script>12 dead</script>",
    "قُتل ثلاثة جنود في 14 هجوما",
    "10^30 attacks; minus 4 raids; ½ strike",
    "\n\n- 7\n\n- 9 of 16\n\n",
    "\u202e(30 naJ 00:32)\u202c",
    "😀 of 100% of 4",
    "Killed: 3. Killed: 3. Killed: 3.",
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=6).map(" ".join)


def label(claim: Claim) -> tuple[object, ...]:
    """What a claim says, without any name and without where it stands."""
    if isinstance(claim, TallyClaim):
        scope = claim.scope
        many = len(scope.perpetrators), len(scope.targets)
        return ("tally", claim.number, claim.measure, claim.window, *many)
    assert isinstance(claim, IncidentClaim)
    tolls = tuple(t.number for t in (*claim.killed, *claim.injured))
    named = len(claim.perpetrators), len(claim.targets)
    return ("incident", claim.event_type, claim.assertion, claim.date, tolls, *named)


@cache
def labels(text: str, reader: str = "tagger/1") -> list[tuple[object, ...]]:
    claims = extractor(reader).read(document(text)).claims
    return [label(claim) for claim in claims if not isinstance(claim, Statement)]


@pytest.mark.parametrize("reader", ["tagger/1", "rules+tagger/1"])
@pytest.mark.parametrize("scene", SCENES)
def test_swapping_the_names_of_the_parties_changes_no_label(
    scene: str, reader: str
) -> None:
    here = [pair for pair in PAIRS if pair[0] == scene]
    for _, one, other in here:
        text, swapped = scene.format(a=one, b=other), scene.format(a=other, b=one)
        assert labels(text, reader) == labels(swapped, reader), text


def test_there_are_two_hundred_pairs_and_they_are_read() -> None:
    assert len(PAIRS) >= 200
    read = [labels(scene.format(a="Hamas", b="Israel")) for scene in SCENES]
    assert sum(map(bool, read)) >= len(SCENES) - 1


@settings(max_examples=20, derandomize=True, deadline=None)
@given(texts)
def test_any_text_is_read_with_its_evidence_in_place(text: str) -> None:
    doc = document(re.sub("[\ud800-\udfff\x00]", "\ufffd", text))
    reading = TaggerExtractor().read(doc)
    for claim in reading.claims:
        assert all(0.0 <= reader.score <= 1.0 for reader in claim.readers)
        for evidence in claim.evidence:
            assert doc.quote(evidence.span)
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)


@settings(max_examples=8, derandomize=True, deadline=None)
@given(texts)
def test_reading_is_a_function_of_the_document(text: str) -> None:
    doc = document(re.sub("[\ud800-\udfff\x00]", "\ufffd", text))
    assert dumps(TaggerExtractor().read(doc)) == dumps(TaggerExtractor().read(doc))


def test_a_language_that_is_not_read_is_a_finding() -> None:
    doc = document("Es wurden 40 Angriffe gezählt.")
    german = type(doc)(**{**doc.__dict__, "language": "de"})
    reading = TaggerExtractor().read(german)
    assert reading.claims == ()
    assert [finding.code for finding in reading.findings] == ["language-not-read"]
