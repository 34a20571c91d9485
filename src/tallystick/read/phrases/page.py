"""A document cut into sentences, each with its words and all that was found in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TypeVar

from tallystick.directory import Directory
from tallystick.model.documents import Document
from tallystick.model.values import (
    Evidence,
    Field,
    Mention,
    MentionKind,
    Part,
    PlacePrecision,
    Span,
)
from tallystick.read.actors import find_actors
from tallystick.read.dates import find_dates
from tallystick.read.found import FoundActor, FoundDate, FoundNumber, FoundPlace, PlaceUse
from tallystick.read.numbers import find_numbers
from tallystick.read.phrases.demonyms import find_demonyms
from tallystick.read.phrases.lexicon import Hit, lexicon
from tallystick.read.phrases.words import Habits, Word, cut, fold, habits
from tallystick.read.places import PlaceContext, find_places, resolve_place

MOST_WORDS = 300
"""Words of the longest sentence; what is longer is cut there."""

_END = re.compile(r"[.!?؟…۔]+[\"'”»)\]’]*(?=\s)|\n[ \t\r]*\n|\n(?=\s*[-•*–—])")
_ITEM = re.compile(r"(?:^|\n)\s*(?:[-•*–—●▪·]|\(?\w{1,2}[.)])\s*$")
_PENALTIES = (
    (";", 30), ("؛", 30), (":", 3), (",", 2), ("،", 2), ("(", 3), (")", 3),
    ("—", 4), ("–", 4), ("«", 1), ("»", 1), ("\"", 1),
)  # fmt: skip
NOUNS = ("speakers", "persons", "targets", "harm")
"""Lists whose words are no places, though a place may bear their name."""
GATE = ("triggers", "harm", "units", "weapons", "statements")
"""A document without a word of these lists says nothing countable and is not looked at."""
BREAK_COST = 5
"""How far words that open another clause push two words apart, counted in words."""

F = TypeVar("F", FoundNumber, FoundDate, FoundPlace, FoundActor)


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence and what was found in it. Word indices are its own.

    Two sentences are equal only if they are one: what is asked of it is kept by it.
    """

    part: Part
    index: int
    """Its place in the document, the title's sentences first."""
    source: str
    """The whole string that it stands in."""
    words: tuple[Word, ...]
    numbers: tuple[FoundNumber, ...]
    dates: tuple[FoundDate, ...]
    places: tuple[FoundPlace, ...]
    actors: tuple[FoundActor, ...]
    hits: tuple[Hit, ...]
    habits: Habits
    lead: Sentence | None = None
    """The sentence whose colon opens the list that this one is an item of."""

    @property
    def start(self) -> int:
        """Offset of its first word."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after its last word."""
        return self.words[-1].end

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(fold(word.raw) for word in self.words)

    def at(self, offset: int) -> int:
        """The index of the word that an offset stands in or behind."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def reach(self, start: int, end: int) -> tuple[int, int]:
        """The first and last word of a stretch of the part, inclusive."""
        first = self.at(start)
        return first, max(first, bisect_left(self._starts, end) - 1)

    @cached_property
    def _costs(self) -> tuple[int, ...]:
        opening = {hit.first for hit in self.cues("break")}
        steps = []
        for i, word in enumerate(self.words):
            signs = sum(cost for sign, cost in _PENALTIES if sign in word.gap) if i else 0
            steps.append(1 + signs + BREAK_COST * (i in opening))
        return tuple(accumulate(steps))

    def apart(self, one: int, other: int) -> int:
        """How far two words stand apart: words between, more for signs and new clauses."""
        return abs(self._costs[one] - self._costs[other])

    @cached_property
    def _by_list(self) -> dict[str, tuple[Hit, ...]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            name = f"cue {hit['cue']}" if hit.list == "cues" else hit.list
            found.setdefault(name, []).append(hit)
        return {name: tuple(hits) for name, hits in found.items()}

    def of(self, name: str) -> tuple[Hit, ...]:
        """The hits of a list, in order."""
        return self._by_list.get(name, ())

    def cues(self, name: str) -> tuple[Hit, ...]:
        """The hits of a cue, in order."""
        return self._by_list.get(f"cue {name}", ())

    def dated(self, word: int) -> bool:
        """Whether a word is part of a date: "на" of "в ночь на 5 июня"."""
        start = self.words[word].start
        return any(date.start <= start < date.end for date in self.dates)

    def cue_before(self, name: str, at: int, reach: int = 1) -> Hit | None:
        """The last hit of a cue that ends within some words before a word."""
        for hit in reversed(self.cues(name)):
            if at - reach <= hit.last < at:
                return hit
        return None

    def cue_after(self, name: str, at: int, reach: int = 1) -> Hit | None:
        """The first hit of a cue that begins within some words behind a word."""
        for hit in self.cues(name):
            if at < hit.first <= at + reach:
                return hit
        return None

    def quote(self, first: int, last: int) -> str:
        """The characters from one word to another, inclusive."""
        return self.source[self.words[first].start : self.words[last].end]

    def span(self, first: int, last: int) -> Span:
        """From one word to another, inclusive."""
        return Span(self.part, self.words[first].start, self.words[last].end)

    def evidence(self, field: Field, start: int, end: int) -> Evidence:
        """Evidence at offsets of the part."""
        return Evidence(field, Span(self.part, start, end))

    def mention(
        self, start: int, end: int, kind: MentionKind, actor: str | None
    ) -> Mention:
        """A mention at offsets of the part."""
        return Mention(self.source[start:end], Span(self.part, start, end), kind, actor)

    def suffix(self, end: int) -> str:
        """What is written onto a name behind an apostrophe: "Irak'ta" gives "ta"."""
        at = re.match(r"['’]([^\W\d_]{1,9})", self.source[end : end + 10])
        return fold(at.group(1)) if at else ""


@dataclass(frozen=True)
class Page:
    """A document ready to be read."""

    document: Document
    sentences: tuple[Sentence, ...]
    known: Directory | None = None

    def in_title(self, sentence: Sentence) -> bool:
        """Whether a sentence is the headline, in either string."""
        span = self.document.title_span
        return sentence.part is Part.TITLE or (
            span is not None and sentence.start < span.end
        )

    def before(self, sentence: Sentence, most: int) -> tuple[Sentence, ...]:
        """Up to `most` sentences of the body before this one, nearest first."""
        earlier = self.sentences[max(0, sentence.index - most) : sentence.index]
        same = [s for s in earlier if s.part is sentence.part and not self.in_title(s)]
        return tuple(reversed(same))

    def after(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The next sentence, if there is one."""
        return self.sentences[sentence.index + 1 : sentence.index + 2]


def page(
    document: Document, known: Directory | None = None, sites: tuple[Path, ...] = ()
) -> Page:
    """Cut a document into sentences and find what the normalisers and lists know in it.

    Args:
        known: the directory of actors to look in; the package's own if None.
        sites: tables of a user's own sites.
    """
    found: list[Sentence] = []
    parts = [Part.TEXT] if document.title_span else [Part.TITLE, Part.TEXT]
    lists = lexicon(document.language)
    cuts = {
        part: [
            (words, tuple(lists.hits(words)))
            for words in _stretches(document, part, document.string(part))
        ]
        for part in parts
    }
    if not any(
        h.list in GATE for found_ in cuts.values() for _, hits in found_ for h in hits
    ):
        return Page(document, (), known)
    for part in parts:
        found.extend(_sentences(document, part, cuts[part], len(found), known, sites))
    return Page(document, tuple(found), known)


def _sentences(
    document: Document,
    part: Part,
    cuts: Sequence[tuple[tuple[Word, ...], tuple[Hit, ...]]],
    first: int,
    known: Directory | None,
    sites: tuple[Path, ...],
) -> Iterator[Sentence]:
    text, language = document.string(part), document.language
    if not text.strip():
        return
    published = document.published.value if document.published else None
    context = PlaceContext(_countries(document), language)
    numbers = find_numbers(text, language)
    dates = find_dates(text, published, language)
    places = find_places(text, context, user_sites=sites)
    actors = find_actors(text, language, known=known)
    places = _with_demonyms(places, find_demonyms(text, language, known))
    lead: Sentence | None = None
    last = 0
    for words, hits in cuts:
        low, high = words[0].start, words[-1].end
        if "\n" in text[last:low] and not _ITEM.search(text, max(0, low - 12), low):
            lead = None
        last = high
        days = _inside(dates, low, high)
        made = Sentence(
            part,
            first,
            text,
            words,
            _inside(numbers, low, high),
            days,
            _speaking(
                _real(_inside(places, low, high), days, words, hits),
                words,
                hits,
                habits(language),
            ),
            _inside(actors, low, high),
            hits,
            habits(language),
            lead,
        )
        lead = made if text[high : high + 3].strip()[:1] == ":" else lead
        yield made
        first += 1


def _with_demonyms(
    places: Sequence[FoundPlace], demonyms: Iterable[FoundPlace]
) -> tuple[FoundPlace, ...]:
    """Places with the adjectives of states that are no part of one, in order."""
    ends = [p.end for p in places]
    free = []
    for one in demonyms:
        at = bisect_right(ends, one.start)
        if at == len(places) or places[at].start >= one.end:
            free.append(one)
    return tuple(sorted((*places, *free), key=lambda p: p.start))


def _countries(document: Document) -> tuple[str, ...]:
    """The country of the dateline: it helps to tell one Tripoli from another."""
    if document.dateline is None:
        return ()
    country = resolve_place(document.dateline).country
    return (country,) if country else ()


def _inside(finds: Sequence[F], start: int, end: int) -> tuple[F, ...]:
    low = bisect_left(finds, start, key=lambda f: f.start)
    high = bisect_right(finds, end, key=lambda f: f.start)
    return tuple(f for f in finds[low:high] if f.end <= end + 1)


def _real(
    places: Sequence[FoundPlace],
    dates: Sequence[FoundDate],
    words: Sequence[Word],
    hits: Sequence[Hit],
) -> tuple[FoundPlace, ...]:
    """Without what is a listed noun here ("Observatoire"), or part of a date."""
    nouns = [
        (words[hit.first].start, words[hit.last].end)
        for hit in hits
        if hit.list in NOUNS and hit.entry.row.get("sort", "noun") in ("noun", "act")
    ]
    days = [(d.start, d.end) for d in dates]
    return tuple(
        p
        for p in places
        if not any(start <= p.start and p.end <= end for start, end in (*nouns, *days))
    )


def _speaking(
    places: Sequence[FoundPlace], words: Sequence[Word], hits: Sequence[Hit], how: Habits
) -> tuple[FoundPlace, ...]:
    """Places, towns that speak or strike being read as governments: "Kiev a revendiqué".

    They strike only where what is struck never stands before its verb.
    """
    fixed = how.order == "svo" and not how.described_before
    says = {
        h.first
        for h in hits
        if h.list == "statements" or (h.list == "speech" and h["sort"] == "verb")
    }
    if fixed:
        says |= {
            h.first
            for h in hits
            if h.list == "triggers" and h["sort"] == "verb" and words[h.first].gap == " "
        }
    helped = {h.last + 1 for h in hits if h.list == "cues" and h["cue"] == "active"}
    placed = {h.last for h in hits if h.list == "cues" and h["cue"] == "at"}
    ends = [word.end for word in words]
    read = []
    for place in places:
        last = bisect_left(ends, place.end)
        town = (
            place.place.precision is PlacePrecision.TOWN and place.use is PlaceUse.LITERAL
        )
        speaks = last + 1 in says or (last + 2 in says and last + 2 in helped)
        cased = words[last].raw[:1].isupper()
        if town and cased and speaks and last - 1 not in placed:
            read.append(replace(place, use=PlaceUse.METONYM))
        else:
            read.append(place)
    return tuple(read)


def _stretches(document: Document, part: Part, text: str) -> Iterator[tuple[Word, ...]]:
    edges = {0, len(text)} | set(_ends(text, document.language))
    if part is Part.TEXT:
        title = document.title_span
        edges |= {title.start, title.end} if title else set()
        edges.add(document.body_start)
        if document.published and document.published.span:
            edges |= {document.published.span.start, document.published.span.end}
    for start, end in pairwise(sorted(edges)):
        if not _told(document, part, start):
            continue
        words = tuple(cut(text, document.language, start, end))
        for at in range(0, len(words), MOST_WORDS):
            yield words[at : at + MOST_WORDS]


def _told(document: Document, part: Part, start: int) -> bool:
    """Whether a stretch tells anything: headers and publication lines do not."""
    title = document.title_span
    if part is Part.TITLE or start >= document.body_start:
        return True
    return title is not None and title.start <= start < title.end


def _ends(text: str, language: str) -> Iterator[int]:
    """Offsets behind the marks that end sentences; not behind abbreviations."""
    short = habits(language).has("abbreviation")
    for mark in _END.finditer(text):
        if mark.group()[0] == "." and len(mark.group()) == 1:
            before = re.search(r"\S+\Z", text[max(0, mark.start() - 12) : mark.start()])
            word = fold(before.group()).strip("(«[») ") if before else ""
            if word in short or (len(word) == 1 and word.isalpha()):
                continue
        yield mark.end()
