"""What a number is told of the first scores around it: linear work, the plain definition."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.read.tagger.around import Glance, around

NUMBERS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from((0.0, 0.11, 0.2, 0.55, 0.9, 1.0))),
    max_size=7,
)


def glances(steps: list[tuple[int, float]]) -> list[Glance]:
    """Numbers in the order of the text: each so many sentences after the one before."""
    at, found = 0, []
    for step, score in steps:
        at += step
        found.append(Glance(at, score))
    return found


def level(scores: list[float]) -> str:
    return str(min(int(max(scores) * 5), 4)) if scores else "-"


@given(NUMBERS)
@settings(max_examples=200, derandomize=True)
def test_the_best_of_the_others_is_the_best_of_the_others(
    steps: list[tuple[int, float]],
) -> None:
    numbers = glances(steps)
    for at, (one, told) in enumerate(zip(numbers, around(numbers), strict=True)):
        others = [n for k, n in enumerate(numbers) if k != at]
        same = [n.score for n in others if n.sentence == one.sentence]
        before = [n.score for n in others if n.sentence < one.sentence]
        assert f"around most={level([n.score for n in others])}" in told
        assert f"around same={level(same)}" in told
        assert f"around before={level(before)}" in told


def test_neighbours_are_told_with_their_distance() -> None:
    told = around([Glance(0, 0.9), Glance(0, 0.1), Glance(7, 0.5)])
    assert {"around left1=-", "around right1=0:0", "around right2=2:3"} <= set(told[0])
    assert {"around left1=4:0", "around right1=2:3"} <= set(told[1])


def test_a_number_alone_has_no_company() -> None:
    (told,) = around([Glance(3, 0.42)])
    assert {"around share=-", "around most=-", "around same=-", "around own=4"} <= set(told)
