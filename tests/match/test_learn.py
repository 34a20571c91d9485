"""Weights that are learned: with labels, and without."""

import numpy as np
import pytest

from tallystick.match.learn import PRIOR, by_em, by_labels
from tallystick.match.links import Links

LABELS = (("same", "other"), ("near", "far", "unsaid"), ("equal", "unequal"))
START = {
    PRIOR: -2.0,
    ("day", "same"): 1.0,
    ("day", "other"): -1.0,
    ("place", "near"): 1.0,
    ("place", "far"): -1.0,
    ("place", "unsaid"): 0.0,
    ("toll", "equal"): 1.0,
    ("toll", "unequal"): -1.0,
}


def drawn(size: int) -> tuple[Links, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Pairs of which one in five tells of one event: 90 % of these agree on the day and
    80 % on the place and on the toll, of the others 10 % and 20 %; one place in four is
    not told."""
    random = np.random.default_rng(7)
    same = random.random(size) < 0.2
    day = np.where(random.random(size) < np.where(same, 0.9, 0.1), 0, 1)
    place = np.where(random.random(size) < np.where(same, 0.8, 0.2), 0, 1)
    place = np.where(random.random(size) < 0.25, 2, place)
    toll = np.where(random.random(size) < np.where(same, 0.8, 0.2), 0, 1)
    rows = np.arange(size, dtype=np.int32)
    levels = np.stack([day, place, toll], axis=1).astype(np.uint8)
    aspects = ("day", "place", "toll")
    return Links(rows, rows, np.zeros(size), levels, aspects, LABELS, "drawn"), same


def test_unlabelled_pairs_give_the_weights_they_were_drawn_with() -> None:
    links, _ = drawn(20_000)
    learned = by_em(links, START, rounds=200)
    expected = {
        PRIOR: np.log2(0.2 / 0.8),
        ("day", "same"): np.log2(9),
        ("day", "other"): -np.log2(9),
        ("place", "near"): 2.0,
        ("place", "far"): -2.0,
        ("place", "unsaid"): 0.0,
        ("toll", "equal"): 2.0,
        ("toll", "unequal"): -2.0,
    }
    for name, weight in expected.items():
        assert learned[name] == pytest.approx(weight, abs=0.35), name


def test_labelled_pairs_move_weights_and_levels_never_seen_keep_theirs() -> None:
    links, same = drawn(4_000)
    shown = links.levels[:, 1] != 2
    learned = by_labels(links.take(shown), same[shown], START)
    assert learned["day", "same"] > 1.5
    assert learned["place", "far"] < -1.2
    assert learned["place", "unsaid"] == START["place", "unsaid"]


def test_a_level_that_nobody_came_to_keeps_its_weight_under_em() -> None:
    links, _ = drawn(500)
    some = links.take(links.levels[:, 1] != 2)
    assert by_em(some, START)["place", "unsaid"] == START["place", "unsaid"]
