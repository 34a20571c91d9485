"""What a command stands on: the settings of this machine, the ledger, the actors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.errors import RequestError, SetupError, SourceError
from tallystick.settings import Settings, read_settings

if TYPE_CHECKING:
    from tallystick.directory import Directory
    from tallystick.policy import Policy
    from tallystick.store import Store


def settings() -> Settings:
    """The settings of this machine. A command reads them once and passes them down.

    Raises:
        SetupError: a setting names a file that is not there.
    """
    return read_settings(os.environ)


def actors_of(told: Settings) -> Directory:
    """The directory of actors, with the user's own files.

    Raises:
        SetupError: a file of the user's own cannot be used.
    """
    from tallystick.directory import directory

    try:
        return directory(told.actors)
    except SourceError as error:
        raise SetupError(f"TALLYSTICK_ACTORS: {error}") from None


def reader_of(told: Settings) -> str:
    """The name of the extractor, over the user's own actors and sites if there are any.

    Raises:
        SetupError: a file of the user's own cannot be used.
    """
    from tallystick.parts import own_extractor

    try:
        return own_extractor(told.actors, told.sites)
    except SourceError as error:
        raise SetupError(f"TALLYSTICK_ACTORS, TALLYSTICK_SITES: {error}") from None


def policy_of(told: Settings) -> Policy:
    """The policy: the package's own, with what a file of the user's own says otherwise.

    Raises:
        SetupError: the file is no policy.
    """
    from tallystick.codec import loads
    from tallystick.policy import Policy

    if told.policy is None:
        return Policy()
    try:
        return loads(Policy, told.policy.read_text("utf-8"))
    except (ValueError, TypeError, RecursionError) as error:
        raise SetupError(
            f"TALLYSTICK_POLICY: expected JSON with fields of the policy, {error}"
        ) from None


@contextmanager
def opened(ledger: str | None, told: Settings) -> Iterator[Store]:
    """The ledger of a flag, else of the settings; made if there is none."""
    from tallystick.store import open_ledger

    with open_ledger(ledger or told.ledger) as store:
        yield store


@contextmanager
def existing(ledger: str | None, told: Settings) -> Iterator[Store]:
    """The ledger of a flag, else of the settings, for commands that only ask.

    An empty one made by a slip of the fingers would answer "none" to everything.

    Raises:
        RequestError: there is no such ledger.
    """
    address = ledger or told.ledger
    if "://" not in address and not Path(address).exists():
        raise RequestError(
            f"expected a ledger at {address}, there is none; make it with "
            "`tallystick review FILES`, or name another with --ledger"
        )
    with opened(address, told) as store:
        yield store
