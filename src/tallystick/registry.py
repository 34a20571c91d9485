"""Named, versioned parts that a configuration can choose between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from tallystick.errors import UnknownPart

T = TypeVar("T")


class Registry(Generic[T]):
    """Parts of one kind, by name, e.g. ``rules/1``.

    The version is in the name because results carry the name: a review made
    with ``rules/1`` must still say so after ``rules/2`` is the default. A name is
    given once and never reused with another meaning.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._parts: dict[str, T] = {}

    def register(self, name: str) -> Callable[[T], T]:
        """Decorate a part to enter it under `name`.

        Raises:
            ValueError: the name is taken, or does not end in ``/`` and a number.
        """
        stem, _, version = name.rpartition("/")
        if not stem or not version.isdigit():
            raise ValueError(f"{self.kind} {name!r}: a name is words/number")

        def enter(part: T) -> T:
            if name in self._parts:
                raise ValueError(f"{self.kind} {name!r} is already taken")
            self._parts[name] = part
            return part

        return enter

    def load_plugins(self) -> None:
        """Enter what installed packages offer. Called by a main, never on import."""
        for point in entry_points(group=f"tallystick.{self.kind}"):
            self.register(point.name)(point.load())

    def __getitem__(self, name: str) -> T:
        try:
            return self._parts[name]
        except KeyError:
            raise UnknownPart(self.kind, name, self) from None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._parts))
