"""The encoder: a small transformer that turns the pieces of a page into vectors.

Six layers of BERT's kind (Vaswani et al. 2017; Devlin et al. 2019), begun from MiniLM (Wang et
al. 2020) and trained on our reports (`train/encoder.py`). Weights are kept in eight bits, a
scale a row, and multiplied as 32-bit floats on one thread: the same page has the same vectors
whatever is read beside it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from tallystick.errors import SetupError

Floats = npt.NDArray[np.float32]

FORMAT = 1
SHIPPED = ("data", "tagger", "encoder.npz")
NARROW = 1e-12
"""Added to variances, as BERT does."""
SQUARE_ROOT = math.sqrt(2.0 / math.pi)
SMALL = 8
"""Matrices of fewer rows are kept as they are."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the network."""

    layers: int
    heads: int
    width: int


class Encoder:
    """A trained network: pieces in, vectors out, and what its heads make of vectors."""

    def __init__(
        self, shape: Shape, arrays: Mapping[str, Floats], vocabulary: Sequence[str]
    ) -> None:
        """A network of given arrays, named as `train/encoder.py` names them.

        Args:
            vocabulary: the pieces, in order of their numbers.
        """
        self._shape = shape
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

    def log_odds(self, head: str, vector: Floats) -> float:
        """What a head makes of one vector."""
        a = self._arrays
        found: float = (vector @ a[f"{head}.weight"] + a[f"{head}.bias"]).item()
        return found


WORD_HEADS = ("event", "total")
"""What may be asked of one word: does it tell of an attack, is it a stated total?"""


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
    shape: Shape, arrays: Mapping[str, Floats], vocabulary: Sequence[str]
) -> bytes:
    """A network as an npz file: matrices in eight bits with a scale a row, the rest as it is."""
    kept: dict[str, npt.NDArray[np.generic]] = {}
    for name, array in sorted(arrays.items()):
        if array.ndim == 2 and array.shape[0] >= SMALL:
            scale = np.maximum(np.abs(array).max(axis=1), np.float32(1e-8)) / np.float32(
                127
            )
            kept[f"{name}:scale"] = scale.astype(np.float32)
            kept[name] = np.rint(array / scale[:, None]).astype(np.int8)
        else:
            kept[name] = array.astype(np.float32)
    about = {
        "format": FORMAT,
        "shape": [shape.layers, shape.heads, shape.width],
    }
    kept["about"] = np.frombuffer(json.dumps(about).encode(), np.uint8)
    kept["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **kept)
    return file.getvalue()


def from_bytes(data: bytes, name: str) -> Encoder:
    """A network out of an npz file; nothing in it is run.

    Raises:
        SetupError: it is no such file.
    """
    try:
        with np.load(BytesIO(data), allow_pickle=False) as file:
            about = json.loads(file["about"].tobytes())
            if about["format"] != FORMAT:
                raise ValueError(f"format {about['format']}")
            vocabulary = file["vocabulary"].tobytes().decode().split("\n")
            arrays = {
                key: _floats(file, key)
                for key in file.files
                if key not in ("about", "vocabulary") and not key.endswith(":scale")
            }
            shape = Shape(*about["shape"])
    except (KeyError, ValueError, TypeError, OSError, EOFError, BadZipFile) as error:
        raise SetupError(
            f"expected an encoder of tagger/1 in {name}, came something else ({error}); "
            "train it again with train/encoder.py"
        ) from error
    return Encoder(shape, arrays, vocabulary)


def _floats(file: Mapping[str, npt.NDArray[np.generic]], key: str) -> Floats:
    scale = f"{key}:scale"
    if scale not in file:
        return file[key].astype(np.float32)
    return file[key].astype(np.float32) * file[scale].astype(np.float32)[:, None]


@cache
def shipped() -> Encoder:
    """The encoder that comes with the package, loaded once a process."""
    file = files("tallystick").joinpath(*SHIPPED)
    return from_bytes(file.read_bytes(), "/".join(SHIPPED))
