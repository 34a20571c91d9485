"""Judgements meet readings that have moved or changed since they were passed."""

from dataclasses import replace

import pytest

from tallystick import judge
from tallystick.model.claims import Claim, IncidentClaim
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger
from tallystick.model.values import Reader, Span
from tallystick.testing import Scene

SCENE = """
place harbour facility IQ 10.00,20.00
doc d1 2024-05-02 wire
incident a d1 on=2024-05-01 at=harbour killed=20
incident b d1 on=2024-05-20 at=harbour killed=1
"""


def judged(scene: Scene, ledger: Ledger | None = None) -> judge.Judged:
    ledger = ledger or scene.ledger
    return judge.apply(ledger, judge.standing(ledger.judgements))


def codes(stand: judge.Judged) -> list[str]:
    return [finding.code for finding in stand.findings]


def reread(scene: Scene, name: str, **told: object) -> Ledger:
    """The ledger after a better extractor has read one claim otherwise."""
    reading = scene.ledger.readings[0]
    better: list[Claim] = [
        replace(claim, **told) if claim.id == scene.claims[name].id else claim  # type: ignore[arg-type]
        for claim in reading.claims
    ]
    return replace(scene.ledger, readings=(replace(reading, claims=tuple(better)),))


def moved(scene: Scene, name: str, by: int) -> Ledger:
    anchor = scene.claims[name].anchor
    at = Span(anchor.span.part, anchor.span.start + by, anchor.span.end + by)
    return reread(scene, name, anchor=replace(anchor, span=at))


def said_of(verdict: Verdict, subject: str, reading: str, detail: str) -> Judgement:
    at = "2024-06-01T00:00:00Z"
    return Judgement(verdict, (subject,), (reading,), "ana", at, "as told", detail)


def killed(stand: judge.Judged) -> list[int]:
    claims = [claim for claim in stand.claims if isinstance(claim, IncidentClaim)]
    return sorted(claim.killed[0].number.least for claim in claims)


def test_a_judgement_on_another_reading_is_reported_and_not_applied() -> None:
    scene = Scene(SCENE + "judge correct a killed=2")
    better = reread(scene, "a", event_type="uav_attack")
    assert killed(judged(scene)) == [1, 2]
    assert killed(judged(scene, better)) == [1, 20]
    assert codes(judged(scene, better)) == ["stale-judgement"]


def test_a_pair_on_another_reading_still_holds_and_is_reported() -> None:
    scene = Scene(SCENE + "judge same a b")
    stand = judged(scene, reread(scene, "a", event_type="uav_attack"))
    assert len(stand.same) == 1
    assert codes(stand) == ["stale-judgement"]


@pytest.mark.parametrize("by", [-3, 1, 200])
def test_a_judgement_follows_an_anchor_that_moved(by: int) -> None:
    scene = Scene(SCENE + "judge reject b")
    stand = judged(scene, moved(scene, "b", by))
    assert codes(stand) == []
    assert list(stand.aside.values()) == ["rejected by ana: as the text says"]
    assert not stand.aside.keys() & {scene.claims["b"].id}


def test_a_judgement_whose_claim_is_gone_says_so() -> None:
    scene = Scene(SCENE + "judge reject b")
    stand = judged(scene, moved(scene, "b", judge.REACH + 1))
    assert codes(stand) == ["orphan-judgement"]
    assert not stand.aside


def test_a_later_correction_may_quote_what_an_earlier_one_made() -> None:
    scene = Scene(SCENE + "judge correct a killed=2")
    mended = next(c for c in judged(scene).claims if c.id == scene.claims["a"].id)
    scene.claims["a"] = mended
    scene.judge("correct", "a", "on=2024-04-30")
    scene.claims["a"] = Scene(SCENE).claims["a"]
    stand = judged(scene)
    assert codes(stand) == []
    claim = next(c for c in stand.claims if c.id == mended.id)
    assert isinstance(claim, IncidentClaim)
    assert claim.date is not None
    assert claim.date.earliest == "2024-04-30"
    assert killed(stand) == [1, 2]


@pytest.mark.parametrize(
    "detail",
    [
        "",
        "no json",
        "[]",
        '{"field": "killed"}',
        '{"field": "killed", "value": 4}',
        '{"field": "anchor", "value": null}',
        '{"field": "readers", "value": []}',
        '{"field": "__class__", "value": null}',
    ],
)
def test_a_correction_that_is_none_is_reported(detail: str) -> None:
    scene = Scene(SCENE)
    claim = scene.claims["a"]
    said = Judgement(
        Verdict.CORRECT,
        (claim.id,),
        (claim.reading,),
        "ana",
        "2024-06-01T00:00:00Z",
        "why",
        detail,
    )
    stand = judged(scene, replace(scene.ledger, judgements=(said,)))
    assert codes(stand) == ["bad-judgement"]
    assert killed(stand) == [1, 20]


@pytest.mark.parametrize(
    "detail",
    [
        "{}",
        '{"kind": "rumour", "part": "text", "start": 0, "end": 4}',
        '{"kind": "incident", "part": "text", "start": 4, "end": 4}',
        '{"kind": "incident", "part": "text", "start": 0, "end": 4, "fields": {"x": 1}}',
        '{"kind": "incident", "part": "text", "start": 0, "end": 99999}',
    ],
)
def test_an_addition_that_is_no_claim_is_reported(detail: str) -> None:
    scene = Scene(SCENE)
    said = said_of(Verdict.ADD, scene.docs["d1"].id, "", detail)
    stand = judged(scene, replace(scene.ledger, judgements=(said,)))
    assert codes(stand) == ["bad-judgement"]
    assert len(stand.claims) == 2


def test_an_addition_where_an_extractor_reads_too_is_one_claim_with_two_readers() -> None:
    scene = Scene(SCENE + "judge add c d1 slot=0 on=2024-05-02 killed=7")
    stand = judged(scene)
    assert killed(stand) == [1, 7]
    claim = next(c for c in stand.claims if c.id == scene.claims["c"].id)
    assert [reader.extractor for reader in claim.readers] == ["scene/1", judge.PERSON]


def test_two_corrections_of_two_fields_both_stand_and_of_one_the_last() -> None:
    scene = Scene(SCENE)
    for words in (("a", "killed=2"), ("a", "on=2024-04-30"), ("a", "killed=3")):
        scene.judge("correct", *words)
    assert killed(judged(scene)) == [1, 3]
    assert len(judge.standing(scene.log)) == 2


def test_the_order_of_the_log_decides_and_not_the_clock() -> None:
    scene = Scene(SCENE)
    scene.judge("reject", "a")
    scene.judge("accept", "a")
    late, early = scene.log
    reversed_clocks = (replace(late, at=early.at), replace(early, at=late.at))
    stand = judged(scene, replace(scene.ledger, judgements=reversed_clocks))
    assert not stand.aside


def test_what_was_withdrawn_can_be_said_again() -> None:
    scene = Scene(SCENE + "judge reject a\njudge withdraw 1")
    again = (*scene.log, scene.log[0])
    assert judge.standing(again) == (scene.log[0],)


def test_two_extractors_that_read_one_thing_are_two_readers_of_one_claim() -> None:
    scene = Scene(SCENE)
    reading = scene.ledger.readings[0]
    other = Reader("other/1", 0.5)
    again = tuple(replace(claim, readers=(other,)) for claim in reading.claims)
    second = replace(reading, extractor="other/1", claims=again)
    stand = judged(scene, replace(scene.ledger, readings=(reading, second)))
    assert codes(stand) == []
    assert {claim.readers for claim in stand.claims} == {
        (other, *reading.claims[0].readers)
    }


def test_two_extractors_that_disagree_at_one_place_are_reported() -> None:
    scene = Scene(SCENE)
    reading = scene.ledger.readings[0]
    otherwise = tuple(
        replace(claim, event_type="uav_attack")
        for claim in reading.claims
        if isinstance(claim, IncidentClaim)
    )
    second = replace(reading, extractor="other/1", claims=otherwise[:1])
    stand = judged(scene, replace(scene.ledger, readings=(reading, second)))
    assert codes(stand) == ["read-two-ways"]
    assert len(stand.claims) == 2


def test_what_is_said_again_is_the_last_word_again() -> None:
    scene = Scene(SCENE)
    scene.judge("reject", "a")
    scene.judge("accept", "a")
    again = replace(scene.ledger, judgements=(*scene.log, scene.log[0]))
    assert list(judged(scene, again).aside) == [scene.claims["a"].id]
