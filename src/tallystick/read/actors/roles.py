"""Persons in a role: "Pentagon spokesman Maj. Gen. Pat Ryder", "Jane Roe, a spokeswoman".

Three orders of words are read, in scripts that write names with capitals:

    [body] role [body] name           Prime Minister al-Sudani
    name, [filler] [body] role [of body]    Jane Roe, a spokeswoman for the ministry
    role of body, name                the spokesman for the Houthis, Yahya Saree

A junior rank alone is no role: who is told by it may be a victim.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from tallystick.read.actors.finder import find_actors
from tallystick.read.actors.lexicon import PERSON
from tallystick.read.actors.tokens import Token, words
from tallystick.read.found import FoundActor
from tallystick.schemes import rows

LONGEST_NAME = 5
"""Words of a person's name."""
LONGEST_BODY = 9
"""Words between a role and the name that follows its body."""

_ARTICLES = frozenset(("the", "le", "la", "l'", "l’", "el"))


class Part(StrEnum):
    """What a word is in a phrase of a person in role."""

    ROLE = "role"
    RANK = "rank"
    JUNIOR = "junior"
    QUALIFIER = "qualifier"
    LINK = "link"
    FILLER = "filler"
    PARTICLE = "particle"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A person named with a role: the whole phrase, and the name in it."""

    start: int
    end: int
    person_start: int
    person_end: int
    body: str | None
    """Id of whom the person speaks or acts for; None if not named or not known."""


@dataclass(frozen=True, slots=True)
class _Title:
    """Words `first` to `last` (exclusive) that state a role, qualifiers included."""

    first: int
    last: int


def find_roles(text: str, language: str = "en") -> tuple[FoundRole, ...]:
    """Persons named together with a role or a public rank.

    Args:
        text: offsets count code points of it exactly as given.
        language: ISO 639-1, as for `find_actors`; role words of every language are
            looked for in any text.

    Returns:
        In order of start, not overlapping; of two readings that begin at once, the longer.
    """
    page = _Page(text, language)
    found = sorted(
        (role for title in page.titles() for role in page.persons(title)),
        key=lambda role: (role.start, -role.end, role.person_start),
    )
    apart: list[FoundRole] = []
    for role in found:
        if not apart or role.start >= apart[-1].end:
            apart.append(role)
    return tuple(apart)


class _Page:
    """A text with its words and the actors in it."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.tokens: Sequence[Token] = words(text, language)
        self.low = [token.raw.lower() for token in self.tokens]
        self._language = language

    @cached_property
    def actors(self) -> tuple[FoundActor, ...]:
        """The actors of the text, looked for when first asked."""
        return find_actors(self.text, self._language)

    @cached_property
    def _starts(self) -> list[int]:
        return [actor.start for actor in self.actors]

    def _over(self, start: int) -> FoundActor | None:
        """The last actor that begins at a character or before it."""
        at = bisect_right(self._starts, start)
        return self.actors[at - 1] if at else None

    def _from(self, start: int) -> FoundActor | None:
        """The first actor that begins at a character or behind it."""
        at = bisect_left(self._starts, start)
        return self.actors[at] if at < len(self.actors) else None

    def titles(self) -> Iterator[_Title]:
        """Runs of role words that hold a role or a public rank."""
        at, known = 0, _lengths()
        while at < len(self.tokens):
            if self.low[at] not in known:
                at += 1
                continue
            last, seen, here = at, set[Part](), at
            while step := self._title_word(here, at):
                here, parts = step
                if parts & {Part.ROLE, Part.RANK, Part.JUNIOR}:
                    last = here
                seen |= parts
            if last > at and seen & {Part.ROLE, Part.RANK}:
                yield _Title(at, last)
            at = max(last, at + 1)

    def _title_word(self, at: int, first: int) -> tuple[int, frozenset[Part]] | None:
        if at > first and not self._spaced(at, (" ", "-", ". ", ".")):
            return None
        longest = None
        for last, parts in self._matches(at):
            of_title = parts & {Part.ROLE, Part.RANK, Part.JUNIOR, Part.QUALIFIER}
            if of_title:
                longest = last, of_title
        return longest

    def _matches(self, at: int) -> Iterator[tuple[int, frozenset[Part]]]:
        for length in _lengths().get(self.low[at] if at < len(self.low) else "", ()):
            last = at + length
            if last > len(self.tokens):
                continue
            parts = _vocabulary().get(tuple(self.low[at:last]))
            inner = range(at + 1, last)
            if parts and all(self._spaced(i, (" ", "-", ". ", ".")) for i in inner):
                yield last, parts

    def _is(self, at: int, part: Part) -> bool:
        return part in _vocabulary().get((self.low[at],), frozenset())

    def _spaced(self, at: int, gaps: tuple[str, ...]) -> bool:
        return 0 < at < len(self.tokens) and self._gap(at) in gaps

    def _gap(self, at: int) -> str:
        """What stands before word `at`."""
        return self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def persons(self, title: _Title) -> Iterator[FoundRole]:
        """The persons of one title, in each order of words."""
        start, before = self._body_before(title)
        if self._spaced(title.last, (" ", ". ")):
            first, beside = self._past_body(title.last)
            last = self._run(first)
            if last > first:
                yield self._role(start, first, last, before or beside)
                return
        linked, after = self._body_after(title)
        name = self._name_before(title, start)
        if name is not None:
            body = before or after
            begin, person_end = (
                self.tokens[name].start,
                self.tokens[self._run(name) - 1].end,
            )
            end = linked if after else self.tokens[title.last - 1].end
            yield FoundRole(begin, max(end, person_end), begin, person_end, body)
        elif apposed := self._name_after(title):
            yield self._role(start, *apposed, before or after)

    def _role(self, start: int, first: int, last: int, body: str | None) -> FoundRole:
        person, end = self.tokens[first].start, self.tokens[last - 1].end
        return FoundRole(start, end, person, end, body)

    def _body_before(self, title: _Title) -> tuple[int, str | None]:
        """Where the phrase begins, and whose role it is, by an actor right before it."""
        start = self.tokens[title.first].start
        actor = self._over(start)
        if actor is None:
            return start, None
        touches = self.text[actor.end : start] in (" ", "'s ", "’s ", "' ", "’ ")
        inside = start < actor.end <= self.tokens[title.last - 1].end
        return (actor.start, actor.actor) if touches or inside else (start, None)

    def _body_after(self, title: _Title) -> tuple[int, str | None]:
        """Where "of the ministry" behind a title ends, and who that is."""
        at, end = title.last, self.tokens[title.last - 1].end
        if not (self._spaced(at, (" ",)) and self._is(at, Part.LINK)):
            return end, None
        begin = self.tokens[at].end
        actor = self._from(begin)
        if actor is None:
            return end, None
        between = self.text[begin : actor.start].lower().split()
        near = all(word in _ARTICLES for word in between)
        return (actor.end, actor.actor) if near else (end, None)

    def _past_body(self, at: int) -> tuple[int, str | None]:
        """The word behind a body that follows its role: "речник Повітряних сил"."""
        actor = self._over(self.tokens[at].start)
        if actor is None or actor.start < self.tokens[at].start or not _is_body(actor):
            return at, None
        while at < len(self.tokens) and self.tokens[at].start < actor.end:
            at += 1
        return at, actor.actor

    def _run(self, first: int) -> int:
        """The end of the person's name that begins at a word; `first` if none does."""
        last, at = first, first
        while at < min(first + LONGEST_NAME, len(self.tokens)):
            if at > first and not self._spaced(at, (" ", "-", ". ", "’", "'")):
                break
            if self._gap_ends_sentence(at, first):
                break
            raw = self.tokens[at].raw
            if raw[0].isupper() and not self._is(at, Part.STOP):
                last = at + 1
            elif not self._is(at, Part.PARTICLE):
                break
            at += 1
        return last

    def _gap_ends_sentence(self, at: int, first: int) -> bool:
        """A full stop inside a name follows an initial: "Charles Q. Brown"."""
        return at > first and self._gap(at) == ". " and len(self.tokens[at - 1].raw) > 1

    def _name_before(self, title: _Title, start: int) -> int | None:
        """Where "Jane Roe, a" before a title begins."""
        at = title.first
        while at > 0 and self.tokens[at].start > start:
            at -= 1
        for _ in range(4):
            if at > 0 and "," in self._gap(at):
                break
            if at == 0 or not self._is(at - 1, Part.FILLER):
                return None
            at -= 1
        if at < 2 or self._gap(at).strip() != ",":
            return None
        return self._full_name_to(at)

    def _full_name_to(self, last: int) -> int | None:
        """The first word of a name of two words or more that ends before word `last`."""
        for first in range(max(0, last - LONGEST_NAME), last - 1):
            titled = self._is(first, Part.RANK) or self._is(first, Part.JUNIOR)
            if titled or self._is(first, Part.ROLE) or self._spaced(first, ("-",)):
                continue
            if self._run(first) == last and not self._is_place_or_actor(first):
                return first
        return None

    def _is_place_or_actor(self, first: int) -> bool:
        if first and self.low[first - 1] in ("in", "at", "from", "near", "of"):
            return True
        start = self.tokens[first].start
        actor = self._over(start)
        return actor is not None and start < actor.end and not _is_person(actor)

    def _name_after(self, title: _Title) -> tuple[int, int] | None:
        """The name in "spokesman for the Houthis, Yahya Saree, said"."""
        furthest = min(title.last + LONGEST_BODY, len(self.tokens))
        for at in range(title.last, furthest):
            gap = self._gap(at)
            if gap == ", ":
                last = self._run(at)
                return (at, last) if last - at > 1 else None
            if gap not in (" ", "-") or (at == title.last and not self._is(at, Part.LINK)):
                return None
        return None


def _is_person(actor: FoundActor) -> bool:
    return actor.actor is not None and actor.actor.startswith(PERSON)


def _is_body(actor: FoundActor) -> bool:
    return actor.actor is not None and not actor.actor.startswith(PERSON)


@cache
def _vocabulary() -> Mapping[tuple[str, ...], frozenset[Part]]:
    """What a run of lower-case words may be."""
    found: dict[tuple[str, ...], set[Part]] = {}
    for row in rows("actors/roles.tsv"):
        key = tuple(token.raw.lower() for token in words(row["word"]))
        found.setdefault(key, set()).add(Part(row["sort"]))
    return {key: frozenset(parts) for key, parts in found.items()}


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """How many words the runs that begin with a word have, ascending."""
    found: dict[str, set[int]] = {}
    for key in _vocabulary():
        found.setdefault(key[0], set()).add(len(key))
    return {word: tuple(sorted(lengths)) for word, lengths in found.items()}
