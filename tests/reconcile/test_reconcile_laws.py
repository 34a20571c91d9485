"""What holds of every set of stated totals, and of the tables that speak about them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.scenes import Scene
from tallystick.count import CountPolicy
from tallystick.directory import directory
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import VerdictKind
from tallystick.model.values import Bound, Number
from tallystick.reconcile import contradictions, reconcile
from tallystick.reconcile.numbers import incompatible
from tallystick.schemes import rows

few = settings(max_examples=40, derandomize=True, deadline=None)
POLICY = CountPolicy(min_documents=1, min_roots=1, min_days_covered=0.0)


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    bound = draw(st.sampled_from(list(Bound)))
    stated = draw(st.integers(0, 60))
    if bound is Bound.RANGE:
        return Number.between(stated, stated + draw(st.integers(0, 20)))
    return Number.vague() if bound is Bound.VAGUE else Number.said(stated, bound)


@st.composite
def told(draw: st.DrawFn) -> tuple[str, ...]:
    """Lines of a few totals of one campaign, and of a few incidents."""
    lines = []
    for n in range(draw(st.integers(1, 5))):
        doc = draw(st.sampled_from(["d1", "d2", "d3"]))
        figure = draw(st.sampled_from(["3", "3+", ">2", "~40", "<40", "40", "25", "many"]))
        says = [
            draw(st.sampled_from(["", "in=IQ", "in=IQ+SY"])),
            draw(st.sampled_from(["", "against=state:US", "against=state:IL"])),
            draw(st.sampled_from(["", "since=2023-10-17"])),
            draw(st.sampled_from(["", "as_of=2024-01-20", "as_of=2024-01-30"])),
            draw(st.sampled_from(["", "speaker=state:US", "speaker=state:IL"])),
            draw(st.sampled_from(["", "headline=1", "parts='IQ=2 SY=1'"])),
            draw(st.sampled_from(["", "measure=killed", "measure=sites unit=bases"])),
        ]
        lines.append(f"total t{n} {doc} {figure} {' '.join(says)}")
    for n in range(draw(st.integers(0, 4))):
        side = draw(st.sampled_from(["", "against=state:US", "against=state:IL"]))
        grade = draw(st.sampled_from(["single_root", "self_claim"]))
        lines.append(f"told i{n} d1 in=IQ on=2024-01-1{n} {side}")
        lines.append(f"incident i{n} grade={grade}")
    return tuple(lines)


def scene_of(lines: tuple[str, ...]) -> Scene:
    docs = (
        "doc d1 paper 2024-01-31",
        "doc d2 wire 2024-01-31",
        "doc d3 radio 2024-01-31",
    )
    return Scene.of("\n".join((*docs, *lines)))


@few
@given(told(), st.data())
def test_order_and_repetition_change_nothing(
    lines: tuple[str, ...], data: st.DataObject
) -> None:
    scene = scene_of(lines)
    totals = list(scene.totals.values())
    again = data.draw(st.permutations(totals * 2))
    ground = scene.ground()
    assert reconcile(again, ground, POLICY) == reconcile(totals, ground, POLICY)


def swapped(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The same lines with the two parties in each other's place."""
    return tuple(
        line.replace("state:US", "state:@")
        .replace("state:IL", "state:US")
        .replace("state:@", "state:IL")
        for line in lines
    )


def said_of(scene: Scene) -> dict[str, tuple[object, ...]]:
    """What is said of each total, without ids."""
    return {
        name: (one.verdict, one.uninformative, one.gap_low, one.gap_high, one.reasons)
        for name, one in scene.all_held(POLICY).items()
    }


@few
@given(told())
def test_swapping_the_parties_changes_no_verdict_and_no_kind_of_finding(
    lines: tuple[str, ...],
) -> None:
    here, there = scene_of(lines), scene_of(swapped(lines))
    assert said_of(here) == said_of(there)
    assert here.findings() == there.findings()


@few
@given(numbers(), numbers())
def test_incompatible_is_symmetric_and_never_with_itself(a: Number, b: Number) -> None:
    assert incompatible(a, b, POLICY) is incompatible(b, a, POLICY)
    assert not incompatible(a, a, POLICY)


@few
@given(st.integers(0, 60), st.integers(0, 60))
def test_at_least_is_never_contradicted_by_more(least: int, more: int) -> None:
    floor = Number.said(least, Bound.AT_LEAST)
    assert incompatible(floor, Number.said(least + more), POLICY) is False


@few
@given(told())
def test_a_total_said_at_least_is_never_fewer_than_found(lines: tuple[str, ...]) -> None:
    scene = scene_of(lines)
    open_above = [replace(t, number=_at_least(t)) for t in scene.totals.values()]
    for held in reconcile(open_above, scene.ground(), POLICY):
        assert held.verdict is not VerdictKind.FEWER_THAN_FOUND
        assert held.gap_high is None


def _at_least(tally: TallyClaim) -> Number:
    return Number.said(tally.number.stated or 0, Bound.AT_LEAST)


@few
@given(told())
def test_every_finding_is_documented_and_about_totals(lines: tuple[str, ...]) -> None:
    scene = scene_of(lines)
    known = {row["code"] for row in rows("findings.tsv")}
    ids = {claim.id for claim in scene.totals.values()}
    for found in contradictions(scene.totals.values(), scene.by_id, directory(), POLICY):
        assert found.code in known
        assert set(found.subjects) <= ids
        assert found.subjects == tuple(sorted(set(found.subjects)))


@few
@given(told())
def test_every_reason_has_words(lines: tuple[str, ...]) -> None:
    scene = scene_of(lines)
    known = {row["code"] for row in rows("count/reasons.tsv")}
    for held in reconcile(scene.totals.values(), scene.ground(), POLICY):
        assert set(held.reasons) <= known
        if held.count is not None:
            assert {why for _, why in held.count.set_aside} <= known
