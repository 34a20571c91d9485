"""How stated totals stand to what was found, in scenes.

The ground is three incidents in Iraq and one in Syria, well covered by documents.
"""

from __future__ import annotations

import pytest

from reconcile.scenes import Scene
from tallystick.count import CountPolicy
from tallystick.model.derived import VerdictKind
from tallystick.reconcile import coverage, words

POLICY = CountPolicy()

READ = """
    doc d1 wire    2024-01-10
    doc d2 paper   2024-01-17
    doc d3 radio   2024-01-24
    doc d4 channel 2024-01-31
    doc d5 post    2024-01-31

    told a d1 in=IQ on=2024-01-08 by=actor:kataib-hezbollah against=state:US/military
    told b d2 in=IQ on=2024-01-15 by=actor:kataib-hezbollah against=state:US/military
    told c d3 in=IQ on=2024-01-20 by=actor:kataib-hezbollah against=state:US/military
    told d d4 in=SY on=2024-01-28 by=actor:kataib-hezbollah against=state:US/military
    incident a killed=3
    incident b killed=0
    incident c killed=1..2
    incident d killed=0
    told x d5 in=JO on=2024-01-29
    incident x grade=self_claim
"""
WORDS = (
    "in=IQ by=actor:kataib-hezbollah against=state:US "
    "since=2024-01-01 as_of=2024-01-31 counts=incident-in"
)
DEAD = WORDS.replace("incident-in", "person-in")
OPEN_START = WORDS.replace("since=2024-01-01 ", "")
OVERLAPS, MORE, FEWER = "overlaps", "more_than_found", "fewer_than_found"
CANNOT, NOT_TESTED = "cannot_compare", "not_tested"

SCENES: dict[str, tuple[str, str, tuple[int | None, int | None]]] = {
    "as many as were found": (f"3 {WORDS}", OVERLAPS, (0, 0)),
    "more than were found": (f"10 {WORDS}", MORE, (7, 7)),
    "fewer than were found": (f"2 {WORDS}", FEWER, (-1, -1)),
    "at least as many is within what was found": (f"2+ {WORDS}", OVERLAPS, (-1, None)),
    "at least more is above what was found": (f"4+ {WORDS}", MORE, (1, None)),
    "nearly has no low end": (f"<10 {WORDS}", OVERLAPS, (-3, 7)),
    "about has the width of the policy": (
        f"~20 {WORDS}",
        MORE,
        (15, 19),
    ),
    "the second attack is one of at least two": (f"2 nth=1 {WORDS}", OVERLAPS, (-1, None)),
    "many is no figure": (f"many {WORDS}", CANNOT, (None, None)),
    "without a start a total can be more": (f"10 {OPEN_START}", MORE, (7, 7)),
    "and never fewer": (f"2 {OPEN_START}", CANNOT, (-1, -1)),
    "the dead": (f"4..5 measure=killed {DEAD}", OVERLAPS, (-1, 1)),
    "more dead": (f"9 measure=killed {DEAD}", MORE, (4, 5)),
    "bases are not incidents": (
        f"3 measure=sites unit=bases {WORDS.replace('incident-in', 'site_hit')}",
        CANNOT,
        (None, None),
    ),
    "unless their speaker counts incidents": (
        f"3 measure=sites unit=bases {WORDS}",
        OVERLAPS,
        (0, 0),
    ),
    "salvoes are not incidents": (
        f"2 {WORDS.replace('incident-in', 'salvo')}",
        CANNOT,
        (None, None),
    ),
    "an inferred definition makes no verdict": (
        f"3 {WORDS.replace('incident-in', 'salvo?')}",
        OVERLAPS,
        (0, 0),
    ),
    "a condition that cannot be tested": (
        f"3 only='bases with radar' {WORDS}",
        CANNOT,
        (None, None),
    ),
    "a stock is no number of events": (f"3 kind=stock {WORDS}", CANNOT, (None, None)),
    "days that nobody reported on": (
        f"3 {WORDS.replace('2024-01-01', '2022-01-01')}",
        NOT_TESTED,
        (0, 0),
    ),
}


def scene(told: str) -> Scene:
    return Scene.of(f"{READ}\n    total t d4 {told}")


@pytest.mark.parametrize("name", SCENES)
def test_scene(name: str) -> None:
    told, verdict, gap = SCENES[name]
    held = scene(told).held("t", POLICY)
    assert (held.verdict.value, (held.gap_low, held.gap_high)) == (verdict, gap)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (f"2 {OPEN_START}", "start_not_stated"),
        (f"many {WORDS}", "number_vague"),
        (f"3 measure=munitions {WORDS.replace('incident-in', 'munition')}", "other_unit"),
        (f"3 only='bases with radar' {WORDS}", "predicate_not_testable"),
        (f"3 without=area {WORDS}", "excludes_not_testable"),
        (f"3 {WORDS.replace(' as_of=2024-01-31', '')}", "as_of_unknown"),
        (f"3 {WORDS.replace('in=IQ ', '')}", "area_not_stated"),
        (f"3 {WORDS.replace('in=IQ', 'in=IQ+JO')}", "self_claims_only"),
        (f"3 {WORDS.replace('counts=incident-in', '')}", "definition_unknown"),
        (f"3 {WORDS.replace('2024-01-01', '2022-01-01')}", "window_outside_documents"),
        (
            f"3 {WORDS.replace('actor:kataib-hezbollah', 'gunmen')}",
            "perpetrator_not_placed",
        ),
        (f"3 {WORDS.replace('state:US', 'garrisons')}", "target_not_placed"),
    ],
)
def test_a_verdict_says_why(told: str, reason: str) -> None:
    assert reason in scene(told).held("t", POLICY).reasons


def test_what_was_stopped_is_in_only_where_the_total_says_so() -> None:
    stopped = "    incident a outcome=intercepted"
    for counts, band in (("in", (3, 3)), ("unknown", (2, 3)), ("out", (2, 2))):
        told = f"3 {WORDS.replace('incident-in', f'incident-{counts}')}"
        held = Scene.of(f"{READ}\n{stopped}\n    total t d4 {told}").held("t", POLICY)
        assert held.count is not None
        assert (held.count.low, held.count.high) == band


def test_what_a_total_leaves_out_or_does_not_define() -> None:
    stopped = f"{READ}\n    incident a outcome=intercepted\n"
    plain = WORDS.replace(" counts=incident-in", "")
    for told, band in ((plain, (2, 3)), (f"without=outcome {plain}", (2, 2))):
        held = Scene.of(f"{stopped}    total t d4 3 {told}").held("t", POLICY)
        assert held.count is not None
        assert (held.count.low, held.count.high) == band


def test_an_end_that_is_not_stated_is_the_day_it_was_published() -> None:
    told = f"3 {WORDS.replace(' as_of=2024-01-31', '')}"
    early = Scene.of(f"{READ}\n    total t d2 {told}").held("t", POLICY)
    assert early.count is not None
    assert early.count.incidents == ("a", "b")


@pytest.mark.parametrize(
    ("told", "incidents"),
    [
        (WORDS.replace("01-31", "01-20"), ("a", "b", "c")),
        (WORDS.replace("01-31", "01-20") + " before=1", ("a", "b")),
        (WORDS + " cutoff=2024-01-15", ("a", "b")),
        (WORDS.replace("in=IQ", "at=site:x"), ()),
    ],
    ids=["the last day is in", "up to a day", "a stated cut-off", "places alone"],
)
def test_what_a_window_takes_in(told: str, incidents: tuple[str, ...]) -> None:
    count = scene(f"3 {told}").held("t", POLICY).count
    assert count is not None
    assert count.incidents == incidents


def test_a_start_that_is_not_stated_reaches_no_further_than_a_series() -> None:
    old = f"    doc d0 gazette 2019-01-01\n{READ}\n    total t d4 10 {OPEN_START}"
    near = CountPolicy(series_days=30)
    assert Scene.of(old).held("t", near).verdict is VerdictKind.MORE_THAN_FOUND
    assert Scene.of(old).held("t", POLICY).verdict is VerdictKind.NOT_TESTED


def test_what_a_total_leaves_out_is_listed() -> None:
    stopped = f"{READ}\n    incident a outcome=intercepted\n"
    held = Scene.of(f"{stopped}    total t d4 3 without=outcome {WORDS}").held("t", POLICY)
    assert held.count is not None
    assert ("a", "other_outcome") in held.count.set_aside


def test_a_total_as_of_a_time_leaves_its_day_open() -> None:
    told = f"3 {WORDS.replace('2024-01-31', '2024-01-20T09:00')}"
    held = scene(told).held("t", POLICY)
    assert held.count is not None
    assert (held.count.incidents, held.count.possible) == (("a", "b"), ("c",))


def test_a_band_that_is_too_wide_tells_nothing() -> None:
    doubts = "\n".join(f"    incident {name} grade=self_claim" for name in "abc")
    held = Scene.of(f"{READ}\n{doubts}\n    total t d4 2 {WORDS}").held("t", POLICY)
    assert (held.verdict, held.uninformative) == (VerdictKind.OVERLAPS, True)


def test_with_too_few_documents_nothing_is_tested() -> None:
    alone = Scene.of(f"    doc d4 wire 2024-01-31\n    total t d4 200 {WORDS}")
    held = alone.held("t", POLICY)
    assert held.verdict is VerdictKind.NOT_TESTED
    assert {"few_documents", "few_roots"} <= set(held.reasons)


def test_words_never_blame() -> None:
    made = scene(f"10 {WORDS}")
    read = coverage(made.ground(), POLICY)
    assert words(made.held("t", POLICY), read) == (
        "In 5 documents from 5 roots we identified 3 incidents that fit these words. "
        "The stated total is 7 above that. We cannot say whether the rest were "
        "unreported, uncollected, unread or counted differently."
    )


def test_every_verdict_has_its_words() -> None:
    lines = [f"    total t{n} d4 {told}" for n, (told, _, _) in enumerate(SCENES.values())]
    made = Scene.of("\n".join((READ, *lines)))
    read = coverage(made.ground(), POLICY)
    for held in made.all_held(POLICY).values():
        sentence = words(held, read)
        assert "{" not in sentence
        assert sentence.endswith(".")


def test_a_finding_stands_with_one_of_its_totals_only() -> None:
    made = Scene.of(
        f"{READ}\n    total t d4 3 {WORDS}\n    total u d5 10 {WORDS}\n"
        f"    total v d5 9 parts='x=1' {WORDS}"
    )
    told = [f for name in "tuv" for f in made.held(name, POLICY).findings]
    assert len(told) == len(set(told)) > 1
