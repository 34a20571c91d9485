"""The directory of actors: who is who, who stands under whom, since when, and who says so.

The law of this module: nothing is inferred. An actor, a name or an edge is here because a
row of ``data/actors`` (or of a user's own file) states it with its source; a question
about an actor that is not here has the answer "unknown", never the nearest one.

States and their organs are not rows but a rule: ``state:US`` is the state of an ISO
3166-1 code of ``data/actors/states.tsv``, and ``state:US/military``, ``state:US/police``
and ``state:US/government`` are parts of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from tallystick.directory_files import Rows, package_rows, user_rows

STATE = "state:"
"""Prefix of the ids that stand for a state or one of its organs."""

ORGANS: Mapping[str, tuple[str, str]] = {
    "military": ("armed forces", "state_military_home"),
    "police": ("police", "state_police_home"),
    "government": ("government", "government"),
}
"""Organ of a state: its name, and its actor type at home.

Whether forces act at home or abroad is a property of the incident, not of the name, so
the directory says "home" and whoever knows the place may say otherwise.
"""


class EdgeKind(StrEnum):
    """How the subject of an edge stands to its object."""

    MEMBER_OF = "member_of"
    OPERATES_UNDER_BRAND = "operates_under_brand"
    FACADE_FOR_ALLEGED = "facade_for_alleged"
    SPLINTER_OF = "splinter_of"
    RENAMED_TO = "renamed_to"
    COMMANDED_BY_ALLEGED = "commanded_by_alleged"
    STATE_PAYROLL = "state_payroll"
    """Paid or owned by the state: state media, paramilitaries on the budget."""
    ALLIED_WITH = "allied_with"
    """The object is a declared backer or ally of the subject."""
    PART_OF = "part_of"
    SPEAKS_FOR = "speaks_for"


class Grade(StrEnum):
    """How an edge is known, best first."""

    STATED = "stated"
    """By the subject or the object itself, or by a law or charter."""
    REPORTED = "reported"
    """By several third parties, not seriously disputed."""
    ALLEGED = "alleged"
    """By a third party, and denied, disputed or unproven."""


class RollUp(StrEnum):
    """To which level an actor is raised before it is counted."""

    AS_NAMED = "as_named"
    FACTION = "faction"
    UMBRELLA = "umbrella"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Actor:
    """An organization, office, brand or official that the directory knows."""

    id: str
    """``actor:slug``, or ``state:US`` and ``state:US/military``."""
    name: str
    """A neutral English name; what it calls itself where that is usual."""
    actor_type: str
    """A code of the scheme ``actor_types``."""
    country: str | None
    """ISO alpha-2 of the state it belongs to or is mainly based in."""
    aliases: tuple[str, ...]
    """Every other name, in every script, in the order of the files."""
    source: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One statement about how two actors stand to each other, and for which days."""

    subject: str
    kind: EdgeKind
    object: str
    start: str | None
    """First day, ISO 8601, at the precision known (``2014``, ``2014-06``)."""
    end: str | None
    """Last day at the precision known, inclusive."""
    grade: Grade
    source: str

    def holds_on(self, day: str | None) -> bool:
        """Whether it held on an ISO day; any edge does when no day is asked.

        An end known to a year or month only holds for the whole of it.
        """
        if day is None:
            return True
        after_start = self.start is None or day[: len(self.start)] >= self.start
        return after_start and (self.end is None or day[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of one actor in one language, as the files have it."""

    id: str
    language: str
    """ISO 639-1; ``xx-Latn`` for a transliteration, whose spelling may drift."""
    text: str
    context: tuple[str, ...]
    """ISO codes one of which the text must name; empty for a name that stands alone."""


_LINE = frozenset({EdgeKind.PART_OF, EdgeKind.SPEAKS_FOR, EdgeKind.RENAMED_TO})
_GROUP = frozenset({EdgeKind.MEMBER_OF, EdgeKind.OPERATES_UNDER_BRAND})
_UNDER = _LINE | _GROUP
_ALLEGED = frozenset({EdgeKind.FACADE_FOR_ALLEGED, EdgeKind.COMMANDED_BY_ALLEGED})


class Directory:
    """Actors by id, with the edges between them. Immutable once made."""

    def __init__(self, tables: Rows) -> None:
        self.aliases = tuple(_aliases(tables))
        self.states: Mapping[str, str] = {row["iso"]: row["name"] for row in tables.states}
        self._names = _names(self.aliases)
        self._actors = dict(_actors(tables, self._names))
        self._edges: dict[str, list[Edge]] = {}
        for edge in _edges(tables):
            self._edges.setdefault(edge.subject, []).append(edge)

    def __iter__(self) -> Iterator[Actor]:
        """Every actor of the tables, then the states and organs that have names there."""
        yield from self._actors.values()
        for id_ in self._names:
            state = self._state(id_)
            if state is not None:
                yield state

    def get(self, id: str) -> Actor | None:  # noqa: A002 (the word of the model)
        """The actor of an id, states and their organs included; None if unknown."""
        known = self._actors.get(id)
        return known if known is not None else self._state(id)

    def _state(self, id_: str) -> Actor | None:
        if not id_.startswith(STATE):
            return None
        iso, slash, organ = id_.removeprefix(STATE).partition("/")
        name = self.states.get(iso)
        if name is None or (slash and organ not in ORGANS):
            return None
        source = "ISO 3166-1"
        aliases = self._names.get(id_, ())
        if not slash:
            return Actor(id_, name, "government", iso, aliases, source)
        noun, actor_type = ORGANS[organ]
        return Actor(id_, f"{noun} of {name}", actor_type, iso, aliases, source)

    def edges(self, id: str, day: str | None = None) -> tuple[Edge, ...]:  # noqa: A002
        """What the actor is said to be to others, on an ISO day if one is given.

        Edges are listed under their subject, in the order of the files.
        """
        own = self._edges.get(id, [])
        if id.startswith(STATE) and "/" in id and self._state(id):
            whole = id.partition("/")[0]
            organ = Edge(
                id, EdgeKind.PART_OF, whole, None, None, Grade.STATED, "ISO 3166-1"
            )
            own = [organ, *own]
        return tuple(edge for edge in own if edge.holds_on(day))

    def roll_up(
        self,
        id: str,  # noqa: A002
        policy: str = RollUp.AS_NAMED,
        day: str | None = None,
    ) -> tuple[str, ...]:
        """Under which ids something done by this actor is counted.

        ``as_named`` is the actor alone. ``faction`` raises a unit, office or official
        to the organization it is part of or speaks for, and a force to its branch, not
        to its state; a brand stays a brand and is never given to a faction.
        ``umbrella`` goes on to the brands and umbrellas of that organization, and from
        a branch to its state. ``all`` is the actor and everything above it, alleged
        command and facades included, which no other policy follows. Alliance and pay
        are no hierarchy and are never followed.

        Returns:
            Ids, sorted; the actor itself where nothing stands above it.

        Raises:
            ValueError: `policy` is none of `RollUp`.
        """
        match RollUp(policy):
            case RollUp.AS_NAMED:
                return (id,)
            case RollUp.FACTION:
                return self._tops((id,), _LINE, day, into_states=_Into.NO)
            case RollUp.UMBRELLA:
                factions = self._tops((id,), _LINE, day, into_states=_Into.NO)
                return self._tops(factions, _UNDER, day, into_states=_Into.YES)
        return tuple(sorted(self._above(id, _UNDER | _ALLEGED, day, _ALL_GRADES)))

    def related(self, a: str, b: str, day: str | None = None) -> bool:
        """Whether two ids are one side: the same, one under the other, or one state's.

        A faction and its brand are related, two factions under one brand are not;
        two organs of one state are. Alleged edges relate nobody.
        """
        over_a, over_b = self.side(a, day), self.side(b, day)
        if a in over_b or b in over_a:
            return True
        return bool(self._states_of(a, day) & self._states_of(b, day))

    def is_umbrella_of(self, whole: str, member: str, day: str | None = None) -> bool:
        """Whether `member` belongs to `whole` as a group of its own, not as its organ.

        True of a brand and a faction under it; not of a state and its forces.
        """
        organs = self._above(member, _LINE, day, _SURE)
        return whole not in organs and whole in self.side(member, day)

    def side(self, id: str, day: str | None = None) -> frozenset[str]:  # noqa: A002
        """The actor and whatever stands above it by stated or reported edges."""
        return self._above(id, _UNDER, day, _SURE)

    def interest(self, id: str, day: str | None = None) -> frozenset[str]:  # noqa: A002
        """The principals whose act and interest this actor's word serves.

        Itself, what it is under, who pays or owns it, and the declared backers of any
        of these. Empty for an id that the directory does not know: such a speaker is
        undetermined, never independent.
        """
        if self.get(id) is None:
            return frozenset()
        serves = self._above(id, _UNDER | {EdgeKind.STATE_PAYROLL}, day, _SURE)
        backers = (
            edge.object
            for served in sorted(serves)
            for edge in self.edges(served, day)
            if edge.kind is EdgeKind.ALLIED_WITH and edge.grade in _SURE
        )
        return serves | frozenset(backers)

    def is_party(self, speaker: str, principal: str, day: str | None = None) -> bool | None:
        """Whether a speaker is a party where `principal` acts or suffers.

        It is when it serves the principal's side, or the principal has the speaker's
        side for a backer. Two who merely share a backer are no parties to each other.

        Returns:
            None if either is unknown to the directory.
        """
        if self.get(speaker) is None or self.get(principal) is None:
            return None
        owns = _UNDER | {EdgeKind.STATE_PAYROLL}
        speakers = self._above(speaker, owns, day, _SURE)
        principals = self.side(principal, day)
        return bool(
            principals & self.interest(speaker, day)
            or speakers & self.interest(principal, day)
        )

    def _above(
        self,
        id_: str,
        kinds: frozenset[EdgeKind],
        day: str | None,
        grades: frozenset[Grade],
    ) -> frozenset[str]:
        seen, todo = {id_}, [id_]
        while todo:
            for edge in self.edges(todo.pop(), day):
                if edge.kind in kinds and edge.grade in grades and edge.object not in seen:
                    seen.add(edge.object)
                    todo.append(edge.object)
        return frozenset(seen)

    def _tops(
        self,
        ids: Iterable[str],
        kinds: frozenset[EdgeKind],
        day: str | None,
        *,
        into_states: _Into,
    ) -> tuple[str, ...]:
        """The highest actors reached from `ids`; a cycle of renamings ends at once."""
        tops: set[str] = set()
        seen, todo = set(ids), list(ids)
        while todo:
            here = todo.pop()
            above = [
                edge.object
                for edge in self.edges(here, day)
                if edge.kind in kinds
                and edge.grade in _SURE
                and (into_states is _Into.YES or not _is_state(edge.object))
            ]
            if not above:
                tops.add(here)
            todo.extend(id_ for id_ in above if id_ not in seen)
            seen.update(above)
        return tuple(sorted(tops))

    def _states_of(self, id_: str, day: str | None) -> frozenset[str]:
        line = self._above(id_, _LINE, day, _SURE)
        return frozenset(above for above in line if _is_state(above))


class _Into(StrEnum):
    YES = "yes"
    NO = "no"


_SURE = frozenset({Grade.STATED, Grade.REPORTED})
_ALL_GRADES = frozenset(Grade)


def _is_state(id_: str) -> bool:
    return id_.startswith(STATE) and "/" not in id_


def _aliases(tables: Rows) -> Iterator[Alias]:
    for row in tables.aliases:
        context = tuple(row["context"].split()) if row["context"] != "-" else ()
        yield Alias(row["id"], row["language"], row["alias"], context)


def _names(aliases: Iterable[Alias]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for alias in aliases:
        found.setdefault(alias.id, {})[alias.text] = None
    return {id_: tuple(texts) for id_, texts in found.items()}


def _actors(
    tables: Rows, names: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Actor]]:
    for row in tables.actors:
        country = None if row["country"] == "-" else row["country"]
        own = names.get(row["id"], ())
        actor = Actor(
            row["id"], row["name"], row["actor_type"], country, own, row["source"]
        )
        yield actor.id, actor


def _edges(tables: Rows) -> Iterator[Edge]:
    for row in tables.edges:
        yield Edge(
            row["subject"],
            EdgeKind(row["kind"]),
            row["object"],
            None if row["start"] == "-" else row["start"],
            None if row["end"] == "-" else row["end"],
            Grade(row["grade"]),
            row["source"],
        )


@cache
def directory(user_files: tuple[Path, ...] = ()) -> Directory:
    """The package's directory, with the rows of a user's own files after it.

    A user's actor with an id of the package replaces it; names and edges are added.

    Raises:
        SourceError: a user's file cannot be read, or a row of it is malformed.
    """
    return Directory(user_rows(package_rows(), user_files))
