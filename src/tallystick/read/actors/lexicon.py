"""What names are looked up in: one tree of folded words, built once per directory.

The tree holds every kind of word that a name phrase is made of: names of actors and of
states, nouns for forces and governments, words for undetermined armed people. A path of
the tree is a run of keys (`tokens.keys`); a node holds the entries that end there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tallystick.directory import STATE, Directory
from tallystick.model.values import MentionKind
from tallystick.read.actors.drift import ARTICLES, alike, skeleton, weak
from tallystick.read.actors.tokens import Key, keys, name_key, words
from tallystick.schemes import rows

PERSON = "person:"
"""Prefix of the ids of officials."""


class Sort(StrEnum):
    """What a run of words is in a name phrase."""

    ACTOR = "actor"
    STATE = "state"
    DEMONYM = "demonym"
    METONYM = "metonym"
    FORCE = "force"
    FORCE_MODIFIER = "force_modifier"
    LINK = "link"
    HEAD = "head"
    """A noun that alone describes armed people: "gunmen"."""
    HEAD_MODIFIED = "head_modified"
    """A noun that does so only after a modifier: "groups"."""
    MODIFIER = "modifier"
    BACKED = "backed"
    PRO = "pro"
    BEHIND = "behind"
    """Joins a described class to whom it leans on: "backed by"."""
    JOINT = "joint"
    """Joins two states before one noun: "US and British forces"."""
    MEMBERS = "members"
    """A noun that follows an actor's name: "fighters"."""


class Entry(NamedTuple):
    """A run of words that means something, as the data has it."""

    sort: Sort
    value: str
    """Actor id, ISO code, organ of a state, or actor type, as `sort` asks."""
    text: str
    """As the file writes it."""
    language: str = "-"
    kind: MentionKind = MentionKind.ORGANIZATION
    context: tuple[str, ...] = ()
    capital: bool = False
    """Met only where the text, too, begins it with a capital."""
    alone: bool = False
    """A force noun that is somebody even where no state is named: "police"."""


@dataclass(slots=True)
class Node:
    """A place in the tree."""

    below: dict[str, Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


SHORTEST_SKELETON = 3
"""Consonants below which a name is met only as it is written: "Daesh" is no "des"."""

MOST_STARTS = 65_536
"""Words whose beginnings are remembered; more are looked up anew each time."""


class Start(NamedTuple):
    """What a word may begin: paths of the tree, and names met by spelling drift."""

    nodes: tuple[tuple[Key, Node], ...]
    reach: int
    """Words of the longest transliterated name that begins with its skeleton; 0 if none."""


class Drift(NamedTuple):
    """A transliterated name, to be met under other spellings."""

    entry: Entry
    spelt: tuple[str, ...]
    """Its folded words without articles."""
    articles: int
    """How many it is written with."""

    def met_by(self, seen: tuple[str, ...], articles: int) -> bool:
        """Whether words of a text may be this name.

        A name of one word has nothing beside it to vouch for it: then the vowels must
        agree, and the article must be there if the name has one ("Arabia" is no
        "al-Arabiya").
        """
        if len(seen) == 1:
            vouched = articles > 0 or self.articles == 0
            return vouched and weak(seen[0]) == weak(self.spelt[0])
        return all(alike(one, other) for one, other in zip(seen, self.spelt, strict=True))


class Lexicon:
    """The trees of one directory."""

    def __init__(self, known: Directory) -> None:
        self.root = Node()
        self.drift: dict[tuple[str, ...], list[Drift]] = {}
        self.drift_starts: dict[str, int] = {}
        self._starts: dict[str, Start] = {}
        for entry in _actor_entries(known):
            self._enter(entry)
            if entry.language.endswith("-Latn"):
                self._enter_drift(entry)
        for entry in (*_state_entries(), *_phrase_entries()):
            self._enter(entry)

    def start(self, raw: str) -> Start:
        """What a word of a text may begin; the same object for the same word."""
        known = self._starts.get(raw)
        if known is None:
            known = self._start(raw)
            if len(self._starts) < MOST_STARTS:
                self._starts[raw] = known
        return known

    def _start(self, raw: str) -> Start:
        own = keys(raw)
        nodes = tuple(
            (key, self.root.below[key.text]) for key in own if key.text in self.root.below
        )
        reach = self.drift_starts.get(skeleton(own[-1].text), 0) if own else 0
        return Start(nodes, reach)

    def _enter(self, entry: Entry) -> None:
        node = self.root
        for key in path(entry.text, entry.language[:2]):
            node = node.below.setdefault(key, Node())
        if node is not self.root and entry not in node.entries:
            node.entries.append(entry)

    def _enter_drift(self, entry: Entry) -> None:
        whole = path(entry.text, entry.language[:2])
        spelt = tuple(key for key in whole if key not in ARTICLES)
        if any(key.isupper() for key in spelt):
            return
        bones = tuple(skeleton(key) for key in spelt)
        if len("".join(bones)) < SHORTEST_SKELETON:
            return
        self.drift.setdefault(bones, []).append(
            Drift(entry, spelt, len(whole) - len(spelt))
        )
        longest = self.drift_starts.get(bones[0], 0)
        self.drift_starts[bones[0]] = max(longest, len(bones))


def path(text: str, language: str) -> tuple[str, ...]:
    """The keys of a name as the directory writes it."""
    plain = text.split()
    if not all(word.isalnum() for word in plain):
        plain = [token.raw for token in words(text, language)]
    return tuple(key for word in plain if (key := name_key(word)))


def _actor_entries(known: Directory) -> Iterator[Entry]:
    bodies = (actor for actor in known if not actor.id.startswith(STATE))
    named = ((actor.id, "en", actor.name, ()) for actor in bodies)
    others = ((a.id, a.language, a.text, a.context) for a in known.aliases)
    for id_, language, text, context in (*named, *others):
        kind = MentionKind.PERSON if id_.startswith(PERSON) else MentionKind.ORGANIZATION
        name = text.removeprefix("The ") if text.count(" ") > 1 else text
        yield Entry(
            Sort.ACTOR, id_, name, language, kind, context, capital=name[:1].isupper()
        )


def _state_entries() -> Iterator[Entry]:
    for row in rows("actors/state_names.tsv"):
        text = row["text"]
        yield Entry(
            Sort(row["kind"]), row["iso"], text, row["language"], capital=text[:1].isupper()
        )


def _phrase_entries() -> Iterator[Entry]:
    for row in rows("actors/force_nouns.tsv"):
        kind = MentionKind(row["kind"])
        yield Entry(
            Sort.FORCE,
            row["organ"],
            row["noun"],
            row["language"],
            kind,
            alone=row["alone"] == "yes",
        )
    for row in rows("actors/class_words.tsv"):
        sort, kind = Sort(row["sort"]), MentionKind(row["kind"])
        yield Entry(sort, row["actor_type"], row["word"], row["language"], kind)


@lru_cache(maxsize=8)
def lexicon(known: Directory) -> Lexicon:
    """The trees of a directory, built on first use."""
    return Lexicon(known)
