"""A PostgreSQL server of one's own: started in a temporary folder, gone afterwards."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

WHERE = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql")
"""Where packages put the server's programs beside the path."""
UNPRIVILEGED = ("postgres", "nobody")
"""Who runs the server where we are root: it refuses to run as root."""


def programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, if this machine has a server."""
    known = shutil.which("initdb")
    if known:
        return Path(known).resolve().parent
    found = (path for place in WHERE for path in Path(place).rglob("bin/initdb"))
    return max((path.parent for path in found), default=None)


def usable() -> bool:
    """Whether there is a server to start, and a driver to reach it with."""
    return programs() is not None and find_spec("psycopg") is not None


@contextmanager
def serving() -> Iterator[str]:
    """A running server; its address without the name of a database.

    It listens on a socket in its own folder and on no network.
    """
    home = programs()
    assert home is not None, "a test that needs a server is marked `postgresql`"
    with TemporaryDirectory(prefix="tallystick-pg-") as folder:
        person = _person(Path(folder))
        data = f"{folder}/data"
        set_up = ["--auth=trust", "--encoding=UTF8", "--no-sync", "--username=tallystick"]
        _run(person, home / "initdb", *set_up, "-D", data)
        options = f"-c listen_addresses='' -k {folder} -F"
        _run(
            person,
            home / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            f"{folder}/log",
            "-o",
            options,
            "start",
        )
        try:
            yield f"postgresql+psycopg://tallystick@/{{}}?host={folder}"
        finally:
            _run(person, home / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _person(folder: Path) -> str | None:
    """Who shall run the server; None is whoever we are."""
    if os.geteuid() != 0:
        return None
    import pwd

    known = {one.pw_name: one for one in pwd.getpwall()}
    person = next(known[name] for name in UNPRIVILEGED if name in known)
    os.chown(folder, person.pw_uid, person.pw_gid)
    return person.pw_name


def _run(person: str | None, program: Path, *words: str) -> None:
    command: Sequence[str] = (str(program), *words)
    done = subprocess.run(
        command,
        user=person or getpass.getuser(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LC_ALL": "C"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
