"""Weights from pairs of claims: by labels, or without any by expectation maximisation.

Both give weights in the form of ``data/match/weights.tsv``, to be looked at and entered
there by a person: weights are frozen policy, and no run changes them.

Sources: Fellegi and Sunter (1969) for the model, in which aspects are independent given
whether two claims tell of one event; Winkler (1988) for its estimation by EM.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tallystick.columns import Bools, Floats, Rows
from tallystick.match.links import Links, Matrix
from tallystick.match.score import Weights

PRIOR = ("prior", "candidate")
SMOOTH = 0.5
"""Pairs that each level is taken to have been seen in beside the real ones."""


def by_em(links: Links, known: Weights, rounds: int = 30) -> Weights:
    """Weights under which the levels of unlabelled pairs are likeliest.

    Args:
        links: every candidate pair of some ledger, compared in all aspects.
        known: weights to start from; levels that no pair came to keep theirs.
    """
    rows, counts = np.unique(links.levels, axis=0, return_counts=True)
    weights = dict(known)
    for _ in range(rounds):
        sure = _beliefs(links, rows, weights)
        weights |= _estimated(links, rows, counts * sure, counts * (1 - sure))
    return weights


def by_labels(links: Links, same: Bools, known: Weights, pull: float = 1.0) -> Weights:
    """Weights that tell labelled pairs apart best, held near those known.

    Logistic regression, whose penalty is the squared distance from `known`: a level that
    few pairs came to keeps what was reasoned about it.

    Args:
        same: whether each pair tells of one event.
        pull: how many pairs it takes to move a weight; greater moves less.
    """
    names = list(_names(links))
    index = np.array([names.index(PRIOR)], np.int64)
    columns = _columns(links, names)
    start = np.array([known[name] for name in names])
    weights = start.copy()
    for _ in range(2000):
        total = weights[columns].sum(axis=1) + weights[index]
        error = 1 / (1 + np.exp2(-total)) - same
        slope = np.zeros(len(names))
        np.add.at(slope, columns, error[:, None])
        slope[index] += error.sum()
        weights -= 0.5 / (1 + len(same)) * (np.log(2) * slope + pull * (weights - start))
    return dict(known) | dict(zip(names, weights.round(2).tolist(), strict=True))


def _names(links: Links) -> Iterator[tuple[str, str]]:
    """Every level that can be, each once, the prior first."""
    yield PRIOR
    for aspect, labels in zip(links.aspects, links.labels, strict=True):
        for label in dict.fromkeys(labels):
            yield aspect, label


def _columns(links: Links, names: list[tuple[str, str]]) -> Rows:
    """For each pair and aspect the place of its level in `names`."""
    place = {name: at for at, name in enumerate(names)}
    told = [
        np.array([place[aspect, label] for label in labels], np.int64)[links.levels[:, at]]
        for at, (aspect, labels) in enumerate(zip(links.aspects, links.labels, strict=True))
    ]
    return np.stack(told, axis=1)


def _beliefs(links: Links, rows: Matrix, weights: Weights) -> Floats:
    """The probability of one event for each row of levels."""
    total = np.full(len(rows), weights[PRIOR])
    for at, (aspect, labels) in enumerate(zip(links.aspects, links.labels, strict=True)):
        total += np.array([weights[aspect, label] for label in labels])[rows[:, at]]
    beliefs: Floats = 1 / (1 + np.exp2(-total))
    return beliefs


def _estimated(
    links: Links, rows: Matrix, one: Floats, two: Floats
) -> dict[tuple[str, str], float]:
    """Weights from how many pairs of one event and of two came to each level."""
    weights = {PRIOR: float(np.log2(one.sum() / two.sum()))}
    for at, (aspect, labels) in enumerate(zip(links.aspects, links.labels, strict=True)):
        same = np.bincount(rows[:, at], one, len(labels))
        other = np.bincount(rows[:, at], two, len(labels))
        for label in dict.fromkeys(labels):
            places = [place for place, name in enumerate(labels) if name == label]
            if not (same[places].sum() + other[places].sum()):
                continue
            odds = (same[places].sum() + SMOOTH) / (one.sum() + SMOOTH * len(labels))
            against = (other[places].sum() + SMOOTH) / (two.sum() + SMOOTH * len(labels))
            weights[aspect, label] = float(np.log2(odds / against))
    return weights
