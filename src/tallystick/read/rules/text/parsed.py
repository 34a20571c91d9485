"""A parse as plain objects, named as the parser names things.

The rules ask a word for its head, children and labels many times over; plain attributes
answer ten times as fast as the parser's own tokens, and the parser's memory can go.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar, overload

from tallystick.read.rules.text.lexicon import table

ATTRIBUTES = (
    "ORTH LOWER LEMMA POS TAG DEP ENT_TYPE ENT_IOB LIKE_NUM IS_PUNCT IS_SPACE IS_STOP IS_ALPHA "
    "SPACY IDX HEAD"
).split()
T = TypeVar("T")
IOB = ("", "I", "O", "B")


class Word:
    """One token with its place in the tree. Names and values are spaCy's."""

    __slots__ = (
        "_kept",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_space",
        "is_stop",
        "lemma",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    _kept: dict[Hashable, object]
    doc: Parsed
    sent: Stretch
    head: Word
    """The word itself for a root."""
    children: tuple[Word, ...]
    """In order of the text."""
    i: int
    """Place in `doc`."""
    idx: int
    """Offset in the text of `doc`, code points."""
    text: str
    lower_: str
    lemma_: str
    lemma: str
    """The lemma in lower case, with the parser's mistakes mended; plurals in -s lose it."""
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    like_num: bool
    is_punct: bool
    is_space: bool
    is_stop: bool
    is_alpha: bool

    def __hash__(self) -> int:
        """The place: sets of words of one text are in the same order in every run."""
        return self.i

    def __len__(self) -> int:
        """Code points."""
        return len(self.text)

    def __repr__(self) -> str:
        """The word itself."""
        return self.text

    def once(self, make: Callable[[Word], T]) -> T:
        """What a pure function makes of this word, made once; not to be changed."""
        kept = self._kept
        if make not in kept:
            kept[make] = make(self)
        return kept[make]  # type: ignore[return-value]

    @property
    def subtree(self) -> Iterator[Word]:
        """The word and all below it, in order of the text."""
        return iter(self.once(_subtree))

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence of the parser begins with it."""
        return self.i == self.sent.start

    def nbor(self, step: int = 1) -> Word:
        """The word so many places after it; before it where negative.

        Raises:
            IndexError: there is none.
        """
        at = self.i + step
        if at < 0:
            raise IndexError(f"no word {-step} places before {self.text!r}")
        return self.doc.words[at]


_place = attrgetter("i")


def _subtree(top: Word) -> Sequence[Word]:
    found = [top]
    for word in found:
        found += word.children
    found.sort(key=_place)
    return found


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text from `start` to `end`, half-open, counted in words."""

    doc: Parsed
    start: int
    end: int
    label_: str = ""
    """What kind of name it is, for entities."""

    @property
    def text(self) -> str:
        """The text that they stand in, without blanks at its ends."""
        words = self.doc.words[self.start : self.end]
        return (
            self.doc.text[words[0].idx : words[-1].idx + len(words[-1].text)]
            if words
            else ""
        )

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start


class Parsed:
    """A text parsed into words, sentences and entities."""

    __slots__ = ("ents", "sents", "text", "words")

    def __init__(self, doc: Any) -> None:
        """What a spaCy document holds.

        Args:
            doc: a parsed document with sentences and entities.
        """
        self.text: str = doc.text
        self.words: list[Word] = [Word() for _ in range(len(doc))]
        names = _names(doc.vocab)
        rows = doc.to_array(ATTRIBUTES).tolist()
        for at, (word, row) in enumerate(zip(self.words, rows, strict=True)):
            text, lower, lemma, pos, tag, dep, kind, iob, *flags, idx, step = row
            word.doc = self
            word.i = at
            word._kept = {}
            word.text, word.lower_, word.lemma_ = names[text], names[lower], names[lemma]
            word.pos_, word.tag_, word.dep_ = names[pos], names[tag], names[dep]
            word.ent_type_, word.ent_iob_ = names[kind], IOB[iob]
            number, mark, space, stop, letters, blank = map(bool, flags)
            word.like_num, word.is_punct, word.is_space = number, mark, space
            word.is_stop, word.is_alpha = stop, letters
            word.whitespace_ = " " if blank else ""
            word.lemma = _lemma(word.lemma_, word.lower_, word.pos_, word.tag_)
            word.idx = idx
            word.head = self.words[at + (step if step < 2**63 else step - 2**64)]
        self._hang()
        self.sents = tuple(Stretch(self, s.start, s.end) for s in doc.sents)
        self.ents = tuple(Stretch(self, e.start, e.end, e.label_) for e in doc.ents)
        for sentence in self.sents:
            for word in sentence:
                word.sent = sentence

    def _hang(self) -> None:
        below: list[list[Word]] = [[] for _ in self.words]
        for word in self.words:
            if word.head is not word:
                below[word.head.i].append(word)
        for word, children in zip(self.words, below, strict=True):
            word.children = tuple(children)

    def __len__(self) -> int:
        return len(self.words)

    @overload
    def __getitem__(self, at: int) -> Word: ...

    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...

    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        """A word by its place, or the words from one place to another."""
        return self.words[at]

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)


@lru_cache(maxsize=1 << 16)
def _lemma(told: str, lower: str, pos: str, tag: str) -> str:
    word = table("lemmas", "form", "lemma").get(lower) or told.lower()
    if word == lower and word.endswith("men") and word[:-2] + "an" in _people():
        return word[:-2] + "an"
    if not word.endswith("s"):
        return word
    if word == lower and tag in ("NNS", "NNPS"):
        return word[:-1]
    return word[:-1] if pos == "PROPN" and tag == "NNPS" else word


def _people() -> Mapping[str, str]:
    return table("persons", "lemma", "role")


class Names(dict[int, str]):
    """The strings of a vocabulary by their numbers, each looked up once."""

    def __init__(self, strings: Any) -> None:
        """A table that knows no string yet but that of 0, the empty one."""
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, number: int) -> str:
        self[number] = name = str(self._strings[number])
        return name


@cache
def _names(vocab: Any) -> Names:
    return Names(vocab.strings)
