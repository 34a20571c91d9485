"""The trained models: binary logistic regressions over hashed features, in one npz file."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tallystick.errors import SetupError
from tallystick.read.tagger.packed import Arrays, pack, unpacked
from tallystick.read.tagger.words import Masks

V = TypeVar("V")

FORMAT = 1
DECIMALS = 4
"""Scores are rounded before any threshold."""
SHIPPED = ("data", "tagger", "en.npz")


MOST = 1 << 18
"""Features remembered of one model; then all are forgotten."""


def hashed(feature: str) -> int:
    """The column of a feature: CRC-32 of its UTF-8 bytes, the same everywhere."""
    return crc32(feature.encode())


class Known(dict[str, V]):
    """Features to what stands for their columns; each is hashed once."""

    def __init__(self, known: Mapping[int, V], unknown: V) -> None:
        """Features of which none was asked for yet.

        Args:
            known: what stands for each column of some models.
            unknown: what stands for all others.
        """
        super().__init__()
        self._known = known
        self._unknown = unknown

    def __missing__(self, feature: str) -> V:
        if len(self) >= MOST:
            self.clear()
        self[feature] = found = self._known.get(hashed(feature), self._unknown)
        return found


@dataclass(frozen=True)
class Linear:
    """One binary logistic regression: a weight per hashed feature, and a threshold."""

    columns: Mapping[int, float]
    bias: float
    threshold: float
    """Scores from here on are a yes; chosen by cross-validation over events."""

    def score(self, features: Iterable[str], more: float = 0.0) -> float:
        """Probability in [0, 1] for features, four decimals; one said twice counts once.

        Args:
            more: the `sum` of features that are not among these.
        """
        return probability(self.bias + (self.sum(features) + more))

    def sum(self, features: Iterable[str]) -> float:
        """The weights of features in one; they are half floats: in any order the same."""
        return sum(map(self._weights.__getitem__, set(features)))

    def sums_without(self, told: Sequence[tuple[int, str]]) -> Callable[[int], float]:
        """What to ask for the sum of all features but those that one place alone tells.

        Args:
            told: places, each with a feature; a feature of several counts once.
        """
        tellers: dict[str, int | None] = {}
        for place, feature in told:
            tellers[feature] = place if tellers.get(feature, place) == place else None
        alone: dict[int, float] = {}
        for feature, teller in tellers.items():
            if teller is not None:
                alone[teller] = alone.get(teller, 0.0) + self._weights[feature]
        whole = self.sum(tellers)
        return lambda place: whole - alone.get(place, 0.0)

    @cached_property
    def _weights(self) -> Known[float]:
        return Known(self.columns, 0.0)

    def says(self, score: float) -> bool:
        """Whether a score is a yes."""
        return score >= self.threshold


def probability(total: float) -> float:
    """Log-odds as a probability in [0, 1], four decimals."""
    bounded = total if -40.0 < total < 40.0 else math.copysign(40.0, total)
    return round(1.0 / (1.0 + math.exp(-bounded)), DECIMALS)


LEAST = 10.0**-DECIMALS
"""Log-odds are made of no score below this, nor of one nearer to 1."""


def together(score: float, log_odds: float) -> float:
    """One score of two: the mean of their log-odds as a probability."""
    bounded = min(max(score, LEAST), 1.0 - LEAST)
    return probability((math.log(bounded / (1.0 - bounded)) + log_odds) / 2.0)


class Family:
    """Models that are asked about the same features, in one table."""

    def __init__(self, models: Mapping[str, Linear]) -> None:
        """A row for each column of any model, a column for each model; a row of no weight."""
        rows = {
            key: n
            for n, key in enumerate({k: 0 for m in models.values() for k in m.columns})
        }
        self._names = tuple(models)
        self._rows = Known(rows, len(rows))
        self._biases = np.array([model.bias for model in models.values()])
        self._table = np.zeros((len(rows) + 1, len(models)))
        for n, model in enumerate(models.values()):
            self._table[[rows[k] for k in model.columns], n] = list(model.columns.values())

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """What every model says of some features, as `Linear.score` does."""
        rows = list(map(self._rows.__getitem__, set(features)))
        totals = self._biases + np.add.reduce(self._table.take(rows, axis=0))
        return dict(zip(self._names, map(probability, totals.tolist()), strict=True))


@dataclass(frozen=True)
class Weights:
    """All models of one training run, by name."""

    masks: Masks
    models: Mapping[str, Linear]
    settings: Mapping[str, float]
    """Other figures that training chose."""

    def family(self, name: str) -> Mapping[str, Linear]:
        """The models ``name/...`` by the rest of their names, in order."""
        return self._families.get(name, {})

    def scores(self, name: str, features: Iterable[str]) -> dict[str, float]:
        """What every model of a family says of the same features, by the rest of its name."""
        family = self._together.get(name)
        return family.scores(features) if family is not None else {}

    @cached_property
    def _together(self) -> Mapping[str, Family]:
        return {name: Family(models) for name, models in self._families.items()}

    @cached_property
    def _families(self) -> Mapping[str, Mapping[str, Linear]]:
        found: dict[str, dict[str, Linear]] = {}
        for key, model in sorted(self.models.items()):
            name, _, rest = key.rpartition("/")
            found.setdefault(name, {})[rest] = model
        return found


def to_bytes(weights: Weights) -> bytes:
    """Weights as an npz file; equal weights give equal bytes."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    heads = {}
    for number, (name, model) in enumerate(sorted(weights.models.items())):
        keys = sorted(model.columns)
        arrays[f"keys{number}"] = np.array(keys, np.uint32)
        arrays[f"values{number}"] = np.array([model.columns[k] for k in keys], np.float16)
        heads[name] = [number, model.bias, model.threshold]
    about = {
        "format": FORMAT,
        "masks": weights.masks.value,
        "models": heads,
        "settings": dict(sorted(weights.settings.items())),
    }
    return pack(about, arrays)


def from_bytes(data: bytes, name: str) -> Weights:
    """Weights out of an npz file; nothing in it is run.

    Raises:
        SetupError: it is no such file.
    """
    again = "them again with train/train.py"
    with unpacked(data, name, "weights", again, FORMAT) as (about, arrays):
        models = {
            key: Linear(_columns(arrays, number), float(bias), float(threshold))
            for key, (number, bias, threshold) in about["models"].items()
        }
        return Weights(Masks(about["masks"]), models, about["settings"])


def _columns(arrays: Arrays, number: int) -> dict[int, float]:
    keys, values = arrays[f"keys{number}"], arrays[f"values{number}"]
    return dict(zip(keys.tolist(), values.astype(np.float64).tolist(), strict=True))


def load(path: Path) -> Weights:
    """Weights from a file of a user's own.

    Raises:
        SetupError: the file is missing or holds no weights.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SetupError(f"expected weights in {path}, came {error.strerror}") from error
    return from_bytes(data, str(path))


@cache
def shipped() -> Weights:
    """The weights that come with the package, trained on texts of our own."""
    file = files("tallystick").joinpath(*SHIPPED)
    return from_bytes(file.read_bytes(), "/".join(SHIPPED))
