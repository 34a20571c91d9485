"""A component is worked out from its own inputs, and taken as it was while they hold."""

from dataclasses import replace

import pytest

from derive.cast import CAST
from tallystick.model.derived import Book
from tallystick.policy import Policy
from tallystick.testing import Scene

TOLD = """
doc d1 2024-05-02T08:00 wire
incident a d1 on=2024-05-01 at=harbour by=red-front target=blue-army killed=3
doc d2 2024-05-02T09:00 agency
incident b d2 on=2024-05-01 at=harbour target=blue-army killed=3
"""
FAR = """
doc d3 2024-07-02T09:00 agency
incident c d3 on=2024-07-01 at=fort killed=1
"""


def marked(book: Book) -> Book:
    """The book with a mark on every incident, so that one taken over is known."""
    return replace(
        book, incidents=tuple(replace(one, outcome="marked") for one in book.incidents)
    )


def outcomes(book: Book) -> list[str]:
    return [incident.outcome for incident in book.incidents]


def test_what_has_not_changed_is_taken_over_and_the_rest_worked_out() -> None:
    known = marked(Scene(CAST + TOLD).book())
    assert outcomes(Scene(CAST + TOLD + FAR).book(known=known)) == ["marked", "unknown"]


@pytest.mark.parametrize(
    "change",
    [
        "judge accept a",
        "judge reject b",
        "judge different a b",
        "judge correct a killed=4",
        "doc d4 2024-05-04 Daily copies=d1",
        "doc d4 2024-05-04 Daily resembles=d1\nincident d d4 on=2024-05-01 at=harbour",
        "edge red-front allied_with blue-army",
    ],
)
def test_whatever_moves_a_component_has_it_worked_out_again(change: str) -> None:
    known = marked(Scene(CAST + TOLD).book())
    assert "marked" not in outcomes(Scene(CAST + TOLD + change).book(known=known))


def test_a_reading_that_no_comparison_asks_for_still_moves_its_component() -> None:
    known = marked(Scene(CAST + TOLD).book())
    reread = TOLD.replace("killed=3\ndoc", "killed=3 outcome=impact\ndoc")
    assert outcomes(Scene(CAST + reread).book(known=known)) == ["impact"]


def test_another_policy_has_everything_worked_out_again() -> None:
    scene = Scene(CAST + TOLD)
    assert "marked" not in outcomes(scene.book(Policy(link_at=0.6), marked(scene.book())))


TORN = """
doc d1 2024-05-02T08:00 wire
incident a d1 on=2024-05-01 at=harbour by=red-front type=uav_attack
doc d2 2024-05-02T09:00 agency
incident b d2 on=2024-05-01 at=airfield by=red-front type=uav_attack
doc d3 2024-05-02T10:00 Daily
incident c d3 on=2024-05-01 at=xa by=red-front type=uav_attack
"""


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("", [{"a", "c"}, {"b", "c"}]),
        ("judge same a c", []),
        ("judge reject c", []),
        ("judge different a c", []),
    ],
)
def test_pairs_that_were_nearly_joined_are_kept_with_their_component(
    said: str, left: list[set[str]]
) -> None:
    scene = Scene(CAST + TORN + said)
    pairs = [pair for part in scene.book().components for pair in part.maybe_same]
    named = [{scene.names[one] for one in pair} for pair in pairs]
    assert sorted(named, key=sorted) == left
