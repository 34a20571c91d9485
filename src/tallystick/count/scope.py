"""What is asked: a scope with every name resolved, and edges that may be uncertain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tallystick.count.ground import Ground
from tallystick.model.derived import Question
from tallystick.model.lists import Intercepted, Measure
from tallystick.roots import fold, said
from tallystick.schemes import rows


@dataclass(frozen=True, slots=True)
class Edge:
    """An end of a window: some day between two, both inclusive ("in October")."""

    first: date
    last: date
    partly: bool = False
    """The edge lies within its day ("as of 23:00"), so that day is only partly counted."""

    @property
    def part_day(self) -> timedelta:
        """One day where the edge lies within its day, none where it takes it whole."""
        return timedelta(days=int(self.partly))

    @property
    def middle(self) -> date:
        """The day halfway, the earlier of two."""
        return self.first + (self.last - self.first) // 2

    @classmethod
    def on(cls, day: str) -> Edge:
        """The edge on one ISO day."""
        one = date.fromisoformat(day[:10])
        return cls(one, one)


@dataclass(frozen=True, slots=True)
class CountScope:
    """What an incident must be to be counted. An empty tuple or None means "any".

    Values of one field are alternatives; fields are all asked together.
    """

    actors: tuple[str, ...] = ()
    """Keys as in ``ClaimTable.who``: directory ids, else ``said:`` names."""
    targets: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    """Codes of the scheme ``event_types``, and ``killing``, ``injuring``."""
    weapons: tuple[str, ...] = ()
    since: Edge | None = None
    """The first day counted."""
    until: Edge | None = None
    """The last day counted."""
    intercepted: Intercepted = Intercepted.IN
    """Whether attacks that did not get through are counted; UNKNOWN makes them doubtful."""
    measure: Measure = Measure.INCIDENTS


def scope_of(question: Question, ground: Ground) -> CountScope:
    """The scope of a question.

    Names of divisions are those of the gazetteer, names of places those that the
    incidents' own places bear; a name that none of them bears matches nothing, and only
    unplaced incidents remain possible.
    """
    return CountScope(
        actors=_actor(question.actor, ground),
        targets=_actor(question.target, ground),
        countries=tuple(sorted({code.upper() for code in question.countries})),
        admin1=_division(question.admin1, question.countries, ground),
        places=_place(question.place, ground),
        event_types=tuple(sorted(set(question.event_types))),
        since=Edge.on(question.since) if question.since else None,
        until=Edge.on(question.until) if question.until else None,
        measure=question.measure,
    )


def _actor(name: str | None, ground: Ground) -> tuple[str, ...]:
    """An id as it is; a name as the actors whose name or alias it is, else as words."""
    if not name:
        return ()
    if ground.directory.get(name):
        return (name,)
    known = ground.actors_by_name.get(fold(name))
    return tuple(sorted(known)) if known else (said(name),)


def _division(
    name: str | None, countries: tuple[str, ...], ground: Ground
) -> tuple[str, ...]:
    """A division by its code, or by a name it bears in the countries that are asked."""
    if not name:
        return ()
    wanted = tuple(f"{code.upper()}." for code in countries) or ("",)
    codes = {code for code in divisions().get(fold(name), ()) if code.startswith(wanted)}
    return tuple(sorted(codes | set(_place(name, ground))))


@cache
def divisions() -> Mapping[str, frozenset[str]]:
    """Codes of first-level divisions by every folded name in the gazetteer's tables."""
    found: dict[str, set[str]] = {}
    for table in ("admin1.tsv", "admin1-names.tsv"):
        for row in rows(f"places/{table}"):
            found.setdefault(fold(row["name"]), set()).add(row["code"])
    return {name: frozenset(codes) for name, codes in found.items()}


def _place(name: str | None, ground: Ground) -> tuple[str, ...]:
    if not name:
        return ()
    return tuple(sorted(ground.names.get(fold(name), frozenset()) | {name}))
