"""What can go wrong outside the data.

TallystickError
├── SetupError          something is missing or misconfigured; says what to do
│   └── UnknownPart     a configuration names a part that is not installed
├── SourceError         one input could not be read; the rest goes on
├── StoreError          the ledger refused; carries the operation
└── RequestError        a caller asked for something impossible
    └── NotFound        no record bears that name

A problem in the data is no error: it is a `Finding`, a value beside the result.
"""

from __future__ import annotations

from collections.abc import Iterable


class TallystickError(Exception):
    """The root: every error that we raise on purpose."""


class SetupError(TallystickError):
    """Something is missing or misconfigured on this machine."""


class UnknownPart(SetupError):
    """A configuration names a part that is not installed."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        there = ", ".join(self.known) or "none"
        super().__init__(f"no {kind} is called {name!r}; there are: {there}")


class SourceError(TallystickError):
    """One input could not be read.

    Attributes:
        address: the file, and the row or member inside it where that helps.
    """

    def __init__(self, address: str, expected: str, came: str, advice: str) -> None:
        self.address = address
        self.expected, self.came, self.advice = expected, came, advice
        super().__init__(f"{address}: expected {expected}, but {came}; {advice}")


class StoreError(TallystickError):
    """The ledger refused an operation."""

    def __init__(self, operation: str, reason: str) -> None:
        self.operation, self.reason = operation, reason
        super().__init__(f"the ledger refused to {operation}: {reason}")


class RequestError(TallystickError):
    """A caller asked for something that cannot be."""


class NotFound(RequestError):
    """No record bears that name."""

    def __init__(self, kind: str, name: str, advice: str = "") -> None:
        self.kind, self.name = kind, name
        ending = f"; {advice}" if advice else ""
        super().__init__(f"no {kind} is called {name!r}{ending}")
