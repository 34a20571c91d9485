"""The encoder: a small transformer that turns the pieces of a page into vectors.

Six layers of BERT's kind (Vaswani et al. 2017; Devlin et al. 2019), begun from MiniLM (Wang et
al. 2020) and trained on our reports (`train/encoder.py`). Weights are kept in eight bits, a
scale a row, and multiplied as 32-bit floats on one thread: the same page has the same vectors
whatever is read beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from tallystick.read.tagger.packed import Arrays, pack, unpacked

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FORMAT = 2
SHIPPED = ("data", "tagger", "encoder.npz")
NARROW = 1e-12
"""Added to variances, as BERT does."""
SQUARE_ROOT = math.sqrt(2.0 / math.pi)
SCALE = ":scale"
"""Behind the name of a matrix: the scale of each of its rows."""
SMALL = 8
"""Matrices of fewer rows are kept as they are."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the network."""

    layers: int
    heads: int
    width: int


@dataclass(frozen=True)
class Heads:
    """What the network was taught to say, by name (`train/lessons.py`)."""

    words: tuple[str, ...]
    """Of one word."""
    pairs: tuple[str, ...]
    """Of a word and another."""


class Encoder:
    """A trained network: pieces in, vectors out, and what its heads make of vectors."""

    def __init__(
        self,
        shape: Shape,
        heads: Heads,
        arrays: Mapping[str, Floats],
        vocabulary: Sequence[str],
    ) -> None:
        """A network of given arrays, named as `train/encoder.py` names them.

        Args:
            vocabulary: the pieces, in order of their numbers.
        """
        self._shape = shape
        self.heads = heads
        self._arrays = arrays
        self.vocabulary = {piece: n for n, piece in enumerate(vocabulary)}
        self._threads = ThreadpoolController()

    def vectors(self, ids: Sequence[int]) -> Floats:
        """One vector a piece: (pieces, width)."""
        with self._threads.limit(limits=1, user_api="blas"):
            a = self._arrays
            x = a["word"][list(ids)] + a["position"][: len(ids)]
            x = self._normal(x, "first")
            for layer in range(self._shape.layers):
                x = self._normal(x + self._attention(x, layer), f"{layer}.attended")
                x = self._normal(x + self._inner(x, layer), f"{layer}.out")
            return x

    def _linear(self, x: Floats, name: str) -> Floats:
        found: Floats = x @ self._arrays[f"{name}.weight"] + self._arrays[f"{name}.bias"]
        return found

    def _normal(self, x: Floats, name: str) -> Floats:
        x = x - x.mean(axis=1, keepdims=True)
        x /= np.sqrt((x * x).mean(axis=1, keepdims=True) + np.float32(NARROW))
        found: Floats = x * self._arrays[f"{name}.weight"] + self._arrays[f"{name}.bias"]
        return found

    def _attention(self, x: Floats, layer: int) -> Floats:
        heads, (pieces, width) = self._shape.heads, x.shape
        each = width // heads
        told = self._linear(x, f"{layer}.attention").reshape(pieces, 3, heads, each)
        query, key, value = told.transpose(1, 2, 0, 3)
        scores = query @ key.transpose(0, 2, 1) * np.float32(1.0 / math.sqrt(each))
        scores -= scores.max(axis=2, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=2, keepdims=True)
        mixed = (scores @ value).transpose(1, 0, 2).reshape(pieces, width)
        return self._linear(mixed.astype(np.float32, copy=False), f"{layer}.mixed")

    def _inner(self, x: Floats, layer: int) -> Floats:
        wide = self._linear(x, f"{layer}.inner")
        return self._linear(_gelu(wide), f"{layer}.outer")

    def log_odds(self, vectors: Floats) -> Floats:
        """What the heads for words make of some vectors: (vectors, heads)."""
        return self._linear(vectors, "asked")

    def pair_log_odds(self, first: Floats, second: Floats, apart: Ints) -> Floats:
        """What the pair heads make of one word and some others: (others, heads).

        Args:
            first: the vector of the one.
            second: those of the others, (others, width).
            apart: by how many sentences each stands after the one.
        """
        a = self._arrays
        steps = a["apart"][np.clip(apart, -FAR, FAR) + FAR]
        inner = self._linear(first, "here") + second @ a["there.weight"] + steps
        return self._linear(np.tanh(inner), "pair")


FAR = 3
"""Sentences between two words from which on they are simply far."""


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, by its usual approximation with tanh."""
    inner = x * x * x
    inner *= np.float32(0.044715)
    inner += x
    inner *= np.float32(SQUARE_ROOT)
    np.tanh(inner, out=inner)
    inner += np.float32(1.0)
    inner *= x
    inner *= np.float32(0.5)
    return inner


def to_bytes(
    shape: Shape, heads: Heads, arrays: Mapping[str, Floats], vocabulary: Sequence[str]
) -> bytes:
    """A network as an npz file: matrices in eight bits with a scale a row, the rest as it is."""
    kept: dict[str, npt.NDArray[np.generic]] = {}
    for name, array in sorted(arrays.items()):
        if array.ndim == 2 and array.shape[0] >= SMALL:
            scale = np.maximum(np.abs(array).max(axis=1), np.float32(1e-8)) / np.float32(
                127
            )
            kept[name + SCALE] = scale.astype(np.float32)
            kept[name] = np.rint(array / scale[:, None]).astype(np.int8)
        else:
            kept[name] = array.astype(np.float32)
    about = {
        "format": FORMAT,
        "shape": [shape.layers, shape.heads, shape.width],
        "words": heads.words,
        "pairs": heads.pairs,
    }
    kept["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    return pack(about, kept)


def from_bytes(data: bytes, name: str) -> Encoder:
    """A network out of an npz file; nothing in it is run.

    Raises:
        SetupError: it is no such file.
    """
    again = "it again with train/encoder.py"
    with unpacked(data, name, "an encoder", again, FORMAT) as (about, kept):
        vocabulary = kept["vocabulary"].tobytes().decode().split("\n")
        arrays = {
            key: _floats(kept, key)
            for key in kept
            if key != "vocabulary" and not key.endswith(SCALE)
        }
        heads = Heads(tuple(about["words"]), tuple(about["pairs"]))
        return Encoder(Shape(*about["shape"]), heads, arrays, vocabulary)


def _floats(kept: Arrays, key: str) -> Floats:
    scale = kept.get(key + SCALE)
    found = kept[key].astype(np.float32)
    return found if scale is None else found * scale.astype(np.float32)[:, None]


@cache
def shipped() -> Encoder:
    """The encoder that comes with the package, loaded once a process."""
    file = files("tallystick").joinpath(*SHIPPED)
    return from_bytes(file.read_bytes(), "/".join(SHIPPED))
