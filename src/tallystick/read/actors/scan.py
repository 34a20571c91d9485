"""One text on the way through the lexicon: its words, and what runs of them mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tallystick.read.actors.drift import ARTICLES, skeleton
from tallystick.read.actors.lexicon import Entry, Lexicon, Node, Sort
from tallystick.read.actors.tokens import Key, keys, words

LONGEST_GAP = 3
"""Characters that may stand between two words of one name."""

_BREAKS = frozenset(".!?;:,\n\r()[]{}|«»“”…،؛؟/")
_APOSTROPHES = ("'", "’")
"""What begins a case ending, which is no part of the word: "Irak'taki"."""
_COUNTRIES = frozenset({Sort.STATE, Sort.DEMONYM, Sort.METONYM})
_NAMES = _COUNTRIES | {Sort.ACTOR}
LATIN = frozenset({"en", "fr", "es", "tr"})
"""Languages of one alphabet: their common words are met in texts of that language only."""
SHORT_NAME = 3
"""Letters of an acronym that says different things in different languages."""
SHOUT_REACH = 3
"""Words on either side that tell whether a line is written in capitals."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` to `last` (exclusive) and what they may mean."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    clitic: int = 0
    """Characters of the first word that stand before the name."""
    drifted: bool = False
    """Met by its skeleton, not by its spelling."""

    def of(self, sort: Sort) -> Entry | None:
        """The first entry of a sort."""
        return next((entry for entry in self.entries if entry.sort is sort), None)

    def only(self, sorts: frozenset[Sort]) -> Run:
        """The run read as some sorts alone."""
        entries = tuple(e for e in self.entries if e.sort in sorts)
        return Run(self.first, self.last, entries, self.clitic, self.drifted)


class Scan:
    """A text cut into words beside the lexicon they are looked up in."""

    def __init__(
        self, text: str, language: str, lexicon: Lexicon, *, alone: bool = False
    ) -> None:
        self.text = text
        self.tokens = words(text, language)
        self.lexicon = lexicon
        self.alone = alone
        """Whether the text is one name: case then says nothing."""
        told = language in LATIN and not alone
        self._foreign = LATIN - {language} if told else frozenset[str]()
        self._runs: dict[int, tuple[Run, ...]] = {}

    @cached_property
    def countries(self) -> frozenset[str]:
        """ISO codes of the states that the text names anywhere without a doubt."""
        found: set[str] = set()
        at = 0
        while at < len(self.tokens):
            named: set[str] = set()
            longest = at + 1
            for run in self.runs(at):
                values = {entry.value for entry in run.entries if entry.sort in _COUNTRIES}
                if values:
                    named, longest = values, run.last
            if len(named) == 1:
                found |= named
            at = longest
        return frozenset(found)

    def meets(self, entry: Entry) -> bool:
        """Whether the text names a country that the entry asks for, if it asks.

        A name on its own has no text to ask; then nothing is left out here.
        """
        if self.alone or not entry.context:
            return True
        return not self.countries.isdisjoint(entry.context)

    def adjective_before(self, at: int) -> str | None:
        """The one state whose adjective stands right before a word: "Turkish Hezbollah"."""
        if not 0 < at < len(self.tokens) or self._gap(at) != " ":
            return None
        for first in range(max(0, at - 2), at):
            for run in self.runs(first):
                named = {e.value for e in run.entries if e.sort is Sort.DEMONYM}
                if run.last == at and len(named) == 1:
                    return named.pop()
        return None

    def runs(self, first: int) -> tuple[Run, ...]:
        """Every run that begins at a word, shortest first."""
        found = self._runs.get(first)
        if found is None:
            found = self._runs[first] = self._begun(first)
        return found

    def _begun(self, first: int) -> tuple[Run, ...]:
        start = self.lexicon.start(self.tokens[first].raw)
        if not start.nodes and not start.reach:
            return ()
        found: list[Run] = []
        for key, node in start.nodes:
            if self._said(first, key):
                found.extend(self._down(node, first, key.clitic))
        if start.reach and self._may_drift(first):
            known = {run.last for run in found if run.of(Sort.ACTOR)}
            drifted = self._drifted(first, start.reach)
            found.extend(run for run in drifted if run.last not in known)
        return tuple(found)

    def runs_on(self, at: int) -> tuple[Run, ...]:
        """The runs that go on a phrase which ended before word `at`."""
        if not 0 < at < len(self.tokens) or not self._joined(at):
            return ()
        return self.runs(at)

    def _down(self, node: Node | None, first: int, clitic: int) -> Iterator[Run]:
        last = first + 1
        while node is not None:
            entries = tuple(e for e in node.entries if self._fits(e, first))
            if entries:
                yield Run(first, last, entries, clitic)
            if last >= len(self.tokens) or not node.below or not self._joined(last):
                return
            node = self._next(node, last)
            last += 1

    def _next(self, node: Node, at: int) -> Node | None:
        for key in keys(self.tokens[at].raw):
            below = node.below.get(key.text)
            if below is not None and key.clitic == 0 and self._said(at, key):
                return below
        return None

    def _fits(self, entry: Entry, first: int) -> bool:
        if entry.language in self._foreign:
            short = entry.language != "en" and len(entry.text) <= SHORT_NAME
            if short or entry.sort not in _NAMES:
                return False
        if self.alone or not entry.capital:
            return True
        after_article = first + entry.text.startswith("The ")
        return self._capital(min(after_article, len(self.tokens) - 1))

    def _said(self, at: int, key: Key) -> bool:
        """An acronym in a line of capitals may be any word; then it is not met."""
        if self.alone or not key.text.isupper() or "." in self.tokens[at].raw:
            return True
        around = self.tokens[max(0, at - SHOUT_REACH) : at + SHOUT_REACH + 1]
        return len(around) < SHOUT_REACH or any(t.raw != t.raw.upper() for t in around)

    def _capital(self, at: int) -> bool:
        letter = self.tokens[at].raw[0]
        return letter.isupper() or letter.lower() == letter.upper()

    def _joined(self, at: int) -> bool:
        """Whether a word goes on the phrase of the one before: no stop between."""
        gap = self._gap(at)
        if gap in (" ", "-"):
            return True
        if gap[:1] in _APOSTROPHES and " " in gap:
            gap = gap[gap.index(" ") :]
        if self.alone:
            return len(gap) <= LONGEST_GAP
        return len(gap) <= LONGEST_GAP and not any(letter in _BREAKS for letter in gap)

    def _gap(self, at: int) -> str:
        return self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def _may_drift(self, at: int) -> bool:
        letter = self.tokens[at].raw[0]
        return letter.isupper() or (self.alone and letter.upper() != letter)

    def _drifted(self, first: int, furthest: int) -> Iterator[Run]:
        """Runs of transliterated words, articles between them left out."""
        seen: list[str] = []
        articles = 0
        at = first
        while len(seen) < furthest and at < len(self.tokens):
            if at > first and not self._joined(at):
                return
            key = self._key(at)
            at += 1
            if key in ARTICLES:
                articles += 1
                continue
            if not key or not self._may_drift(at - 1):
                return
            seen.append(key)
            yield from self._near(tuple(seen), articles, first, at)

    def _key(self, at: int) -> str:
        own = keys(self.tokens[at].raw)
        return own[-1].text if own else ""

    def _near(
        self, seen: tuple[str, ...], articles: int, first: int, last: int
    ) -> Iterator[Run]:
        bones = tuple(skeleton(key) for key in seen)
        near = tuple(
            drift.entry
            for drift in self.lexicon.drift.get(bones, ())
            if drift.met_by(seen, articles)
        )
        if near:
            yield Run(first, last, near, drifted=True)
