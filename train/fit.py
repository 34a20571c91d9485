"""Logistic regression over sparse binary features: L-BFGS in numpy, the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tallystick.read.tagger.weights import Linear, hashed

Floats = npt.NDArray[np.float64]
Row = npt.NDArray[np.uint32]
"""The hashed features of one example, ascending, each once."""
MEMORY = 7
"""Past steps that L-BFGS keeps."""
MOST_STEPS = 60
CLOSE = 1e-5
"""Relative gain of one step below which the fit is done."""
DUST = 1e-3
"""Weights smaller than this are left out."""
UNTRAINED = Linear({}, 0.0, 1.0)
"""What no example trains: it says nothing of anything."""


@dataclass(frozen=True)
class Table:
    """Rows of features as columns of a sparse matrix of ones; column 0 is the bias."""

    columns: npt.NDArray[np.int64]
    """The column of every entry, row by row."""
    starts: npt.NDArray[np.int64]
    """Where each row begins in `columns`."""
    rows: npt.NDArray[np.int64]
    """The row of every entry, in the order of `by_column`."""
    used: npt.NDArray[np.int64]
    """Columns that have entries, ascending."""
    used_starts: npt.NDArray[np.int64]
    width: int

    def dot(self, weights: Floats) -> Floats:
        """The score of every row."""
        return np.asarray(np.add.reduceat(weights[self.columns], self.starts))

    def back(self, errors: Floats) -> Floats:
        """The sum of errors over the rows of each column."""
        found = np.zeros(self.width)
        found[self.used] = np.add.reduceat(errors[self.rows], self.used_starts)
        return found


def hashed_rows(rows: Iterable[Iterable[str]]) -> list[Row]:
    """Features as sorted columns, each once a row."""
    return [np.unique(np.fromiter((hashed(f) for f in row), np.uint32)) for row in rows]


def columns_of(rows: Sequence[Row], least: int) -> Row:
    """Columns that occur in at least `least` rows, ascending."""
    keys, times = np.unique(np.concatenate(rows), return_counts=True)
    return keys[times >= least]


def table_of(rows: Sequence[Row], known: Row) -> Table:
    """Rows as a table over known columns; the n-th known column is column n + 1."""
    every = np.concatenate(rows)
    of_row = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    at = np.searchsorted(known, every)
    kept = at < len(known)
    kept[kept] = known[at[kept]] == every[kept]
    own = np.arange(len(rows))
    columns = np.concatenate([np.zeros(len(rows), np.int64), at[kept] + 1])
    where = np.concatenate([own, of_row[kept]])
    by_row = np.argsort(where, kind="stable")
    columns, where = columns[by_row], where[by_row]
    order = np.argsort(columns, kind="stable")
    used, used_starts = np.unique(columns[order], return_index=True)
    return Table(
        columns,
        np.searchsorted(where, own),
        where[order],
        used,
        used_starts,
        len(known) + 1,
    )


def sigmoid(scores: Floats) -> Floats:
    """1 / (1 + e^-x), safe for large scores."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -40.0, 40.0))))


def minimise(table: Table, truth: Floats, penalty: float, counts: Floats) -> Floats:
    """Weights of least penalised log loss (L-BFGS; Nocedal and Wright 2006, 7.4).

    Args:
        counts: how much each row counts; 1 is a whole row.
    """
    shrink = np.full(table.width, penalty)
    shrink[0] = penalty / 10

    def loss(at: Floats) -> tuple[float, Floats]:
        scores = table.dot(at)
        value = counts * (np.logaddexp(0, scores) - truth * scores)
        slope = table.back(counts * (sigmoid(scores) - truth)) + shrink * at
        return float(value.sum() + 0.5 * (shrink * at * at).sum()), slope

    weights = np.zeros(table.width)
    value, slope = loss(weights)
    steps: list[Floats] = []
    bends: list[Floats] = []
    for _ in range(MOST_STEPS):
        way = _direction(slope, steps, bends)
        size, next_value, next_slope = 1.0, value, slope
        while size > 1e-6:
            next_value, next_slope = loss(weights - size * way)
            if next_value <= value - 1e-4 * size * float(slope @ way):
                break
            size /= 2
        step, bend = -size * way, next_slope - slope
        if float(step @ bend) > 1e-12:
            steps, bends = [*steps, step][-MEMORY:], [*bends, bend][-MEMORY:]
        done = abs(value - next_value) < CLOSE * abs(value)
        weights, value, slope = weights + step, next_value, next_slope
        if done:
            break
    return weights


def _direction(slope: Floats, steps: list[Floats], bends: list[Floats]) -> Floats:
    way, shares = slope.copy(), []
    for step, bend in zip(reversed(steps), reversed(bends), strict=True):
        share = float(step @ way) / float(bend @ step)
        shares.append(share)
        way -= share * bend
    if steps:
        way *= float(steps[-1] @ bends[-1]) / float(bends[-1] @ bends[-1])
    else:
        way /= max(1.0, float(np.linalg.norm(slope)))
    for step, bend, share in zip(steps, bends, reversed(shares), strict=True):
        way += (share - float(bend @ way) / float(bend @ step)) * step
    return way


def fit(
    rows: Sequence[Row],
    truth: Sequence[bool],
    penalty: float,
    least: int = 2,
    counts: Sequence[float] | None = None,
) -> Linear:
    """A model of some rows; its threshold is yet to be chosen."""
    return fit_each(rows, {"": truth}, penalty, least, counts)[""]


def fit_each(
    rows: Sequence[Row],
    truths: Mapping[str, Sequence[bool]],
    penalty: float,
    least: int = 2,
    counts: Sequence[float] | None = None,
) -> dict[str, Linear]:
    """A model of the same rows for each of several truths.

    Args:
        least: columns of fewer rows are left out.
        counts: how much each row counts; all alike if None.
    """
    if not rows:
        return dict.fromkeys(truths, UNTRAINED)
    known = columns_of(rows, least)
    table = table_of(rows, known)
    keys = known.tolist()
    each = np.ones(len(rows)) if counts is None else np.array(counts, np.float64)
    found = {}
    for name, truth in truths.items():
        weights = minimise(table, np.array(truth, np.float64), penalty, each)
        kept = zip(keys, np.round(weights[1:], 3).tolist(), strict=True)
        columns = {key: w for key, w in kept if abs(w) > DUST}
        found[name] = Linear(columns, round(float(weights[0]), 4), 0.5)
    return found


def scores(model: Linear, rows: Sequence[Row]) -> Floats:
    """The score of every row, four decimals."""
    if not rows:
        return np.zeros(0)
    known = np.array(sorted(model.columns), np.uint32)
    weights = np.array([model.bias, *(model.columns[k] for k in known.tolist())])
    return np.round(sigmoid(table_of(rows, known).dot(weights)), 4)


def crossed(
    rows: Sequence[Row],
    truth: Sequence[bool],
    folds: Sequence[int],
    penalty: float,
    least: int = 2,
    counts: Sequence[float] | None = None,
) -> Floats:
    """Scores of every row by a model that has not seen its fold."""
    return crossed_each(rows, {"": truth}, folds, penalty, least, counts)[""]


def crossed_each(
    rows: Sequence[Row],
    truths: Mapping[str, Sequence[bool]],
    folds: Sequence[int],
    penalty: float,
    least: int = 2,
    counts: Sequence[float] | None = None,
) -> dict[str, Floats]:
    """`crossed` for each of several truths of the same rows."""
    found = {name: np.zeros(len(rows)) for name in truths}
    for fold in sorted(set(folds)):
        rest = [n for n, f in enumerate(folds) if f != fold]
        here = [n for n, f in enumerate(folds) if f == fold]
        part = {name: [truth[n] for n in rest] for name, truth in truths.items()}
        count = None if counts is None else [counts[n] for n in rest]
        models = fit_each([rows[n] for n in rest], part, penalty, least, count)
        for name, model in models.items():
            found[name][here] = scores(model, [rows[n] for n in here])
    return found


def best_threshold(
    found: Floats,
    truth: Sequence[bool],
    missed: float = 0,
    beta: float = 1.0,
    counts: Sequence[float] | None = None,
) -> tuple[float, float]:
    """The threshold of best F and that F.

    Args:
        missed: labels that no row stands for; they count as not found.
        beta: how many times recall weighs what precision does (van Rijsbergen 1979).
        counts: how much each row counts; all alike if None.
    """
    best = (0.5, -1.0)
    each = np.ones(len(truth)) if counts is None else np.array(counts, np.float64)
    right = np.array(truth, np.float64) * each
    for threshold in np.round(np.arange(0.05, 0.951, 0.01), 2):
        told = found >= threshold
        asked = beta**2 * (right.sum() + missed) + each[told].sum()
        hits = (1 + beta**2) * float(right[told].sum())
        measure = hits / float(asked) if asked else 0.0
        if measure > best[1] + 1e-9:
            best = (float(threshold), measure)
    return best
