"""What a machine may lack: tests that need it are left out, and the summary says so.

``TALLYSTICK_REQUIRE`` names what must be there, parted by commas ("browser"): its absence
is then a failure before anything runs. The continuous build sets it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping

import pytest
from store import server

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
"""Names under which a Chromium is looked for on the path."""


def chromium() -> str | None:
    """The Chromium of this machine, if it has one."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


NEEDS: Mapping[str, tuple[Callable[[], object], str]] = {
    "browser": (chromium, f"no Chromium on the path ({', '.join(CHROMIUM)})"),
    "postgresql": (server.usable, "no PostgreSQL server with initdb, or no psycopg"),
}
"""A marker, what finds the thing its tests need, and how its absence is told."""


def pytest_configure(config: pytest.Config) -> None:
    """Enter the markers; refuse to run where something is required that is not here."""
    for name, (_, told) in NEEDS.items():
        config.addinivalue_line("markers", f"{name}: left out where there is {told}")
    required = os.environ.get("TALLYSTICK_REQUIRE", "")
    for name in filter(None, (word.strip() for word in required.split(","))):
        if name not in NEEDS:
            known = ", ".join(NEEDS)
            raise pytest.UsageError(
                f"TALLYSTICK_REQUIRE: expected {known}, came {name!r}; correct it"
            )
        find, told = NEEDS[name]
        if not find():
            raise pytest.UsageError(
                f"TALLYSTICK_REQUIRE asks for {name}: {told}; install it or unset it"
            )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose need this machine cannot meet."""
    for name, (find, _) in NEEDS.items():
        lost = [item for item in items if item.get_closest_marker(name)]
        if lost and not find():
            config.hook.pytest_deselected(items=lost)
            items[:] = [item for item in items if item not in lost]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests were left out, and for want of what."""
    for name, (find, told) in NEEDS.items():
        if not find():
            terminalreporter.write_line(
                f"NOT RUN: tests marked {name}: {told}", yellow=True
            )


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Where the Chromium is that tests marked ``browser`` drive."""
    found = chromium()
    assert found is not None, "a test that needs a browser is marked `browser`"
    return found
