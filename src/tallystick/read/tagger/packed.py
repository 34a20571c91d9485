"""Trained models as npz files: arrays, and a line of JSON about them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from tallystick.errors import SetupError

Arrays = Mapping[str, npt.NDArray[np.generic]]
ABOUT = "about"


def pack(about: Mapping[str, object], arrays: Arrays) -> bytes:
    """A file of arrays; equal arrays give equal bytes."""
    told = np.frombuffer(json.dumps(about).encode(), np.uint8)
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays, **{ABOUT: told})
    return file.getvalue()


@contextmanager
def unpacked(
    data: bytes, name: str, expected: str, again: str, layout: int
) -> Iterator[tuple[Mapping[str, Any], Arrays]]:
    """What a file is about, and its arrays by name; nothing in it is run.

    Args:
        name: where the file came from, for who reads an error.
        expected: what it should be: "an encoder".
        again: the script that makes one.
        layout: the `format` that it must have.

    Raises:
        SetupError: it is no such file, or what is done with it inside the block fails.
    """
    try:
        with np.load(BytesIO(data), allow_pickle=False) as file:
            about = json.loads(file[ABOUT].tobytes())
            if about["format"] != layout:
                raise ValueError(f"format {about['format']}")
            yield about, {key: file[key] for key in file.files if key != ABOUT}
    except (KeyError, ValueError, TypeError, OSError, EOFError, BadZipFile) as error:
        raise SetupError(
            f"expected {expected} of tagger/1 in {name}, came something else ({error}); "
            f"train {again}"
        ) from error
