"""Where things are on this machine. What we believe is `policy`; the two never mix.

Order: defaults, then the environment (``TALLYSTICK_...``), then flags of a command.
Settings are read once, by a main, and passed down.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tallystick.errors import SetupError

LEDGER = "tallystick.db"
"""The ledger of the folder one works in."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Read by mains only."""

    ledger: str = LEDGER
    """A file, or a database address. ``TALLYSTICK_LEDGER``."""
    by: str = ""
    """Who judges, as the log shall name them. ``TALLYSTICK_BY``."""
    actors: tuple[Path, ...] = ()
    """Actor files of the user's own. ``TALLYSTICK_ACTORS``, parted like a search path."""
    sites: tuple[Path, ...] = ()
    """Site files of the user's own. ``TALLYSTICK_SITES``, parted like a search path."""
    policy: Path | None = None
    """A policy of the user's own, in JSON. ``TALLYSTICK_POLICY``."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment.

    Raises:
        SetupError: a named file is not there.
    """
    return Settings(
        ledger=environment.get("TALLYSTICK_LEDGER") or LEDGER,
        by=environment.get("TALLYSTICK_BY", ""),
        actors=_files(environment, "TALLYSTICK_ACTORS"),
        sites=_files(environment, "TALLYSTICK_SITES"),
        policy=next(iter(_files(environment, "TALLYSTICK_POLICY")), None),
    )


def _files(environment: Mapping[str, str], name: str) -> tuple[Path, ...]:
    paths = tuple(Path(one) for one in environment.get(name, "").split(os.pathsep) if one)
    for path in paths:
        if not path.is_file():
            raise SetupError(f"{name} names {path}, which is no file; correct or unset it")
    return paths
