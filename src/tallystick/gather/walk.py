"""Which files an input means: itself, or what lies in it, in one order everywhere."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from tallystick.errors import SourceError
from tallystick.gather.decoding import clean
from tallystick.gather.gathered import Limits

_LEDGERS = (".db", ".db-wal", ".db-shm", ".db-journal")
"""Endings of a ledger and of the files that SQLite keeps beside it."""


def printable(path: Path) -> str:
    """A path as it may be shown or stored: names are bytes on some systems."""
    return clean(str(path))


def find_files(inputs: Iterable[Path], limits: Limits) -> Iterator[Path | SourceError]:
    """The files of the inputs: in the order given, folders in the order of their names.

    A file that is reached twice comes once. Inside a folder, hidden names, links,
    read-me files and ledgers are passed over; what is named itself is always taken.
    """
    seen: set[Path] = set()
    for path in inputs:
        for found in _below(path, limits.depth):
            if isinstance(found, SourceError):
                yield found
            elif (real := found.resolve()) not in seen:
                seen.add(real)
                yield found


def _below(path: Path, depth: int) -> Iterator[Path | SourceError]:
    try:
        mode = path.stat().st_mode
        inside = sorted(path.iterdir(), key=_by_name) if stat.S_ISDIR(mode) else []
    except (OSError, ValueError) as error:
        yield _unreachable(path, error)
        return
    if stat.S_ISREG(mode):
        yield path
    elif not stat.S_ISDIR(mode):
        yield SourceError(
            printable(path), "a file or a folder", "a device or pipe came", "name a file"
        )
    elif depth < 0:
        yield SourceError(
            printable(path),
            "folders not nested this deep",
            "one more level came",
            "name the inner folder itself",
        )
    else:
        for child in filter(_is_meant, inside):
            yield from _below(child, depth - 1)


def _by_name(path: Path) -> str:
    # Path objects of Windows compare without case: names do not.
    return path.name


def _is_meant(path: Path) -> bool:
    """Whether a name inside a folder may be an article.

    A link is passed over: what it points to is read where it stands, if it stands in
    the folder, and is not ours to read if it does not.
    """
    name = path.name
    return not (
        name.startswith(".")
        or name.upper().startswith("README")
        or name.endswith(_LEDGERS)
        or path.is_symlink()
    )


def _unreachable(path: Path, error: OSError | ValueError) -> SourceError:
    came = "there is none" if isinstance(error, FileNotFoundError) else f"{error}"
    return SourceError(
        printable(path), "a file or a folder", clean(came), "check the name and the rights"
    )
