"""The words of one language: what kind each is, and what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tallystick.read.numbers.kinds import code, codes
from tallystick.read.numbers.languages import Language, language
from tallystick.schemes import rows

SOURCES = ("numbers", "dates")
"""Folders of ``tallystick/data`` that hold a lexicon ``<language>.tsv`` each."""

_KEPT = 50_000
"""Words remembered beside the lexicon; beyond them all are forgotten again."""

_SEPARABLE = frozenset(
    codes(
        "ZERO ONES TEENS TENS HUND HUNDS SCALE FIXED ORDW VAGUE VAGUES MONTH MONTHIN HMONTH PMONTH "
        "WDAY UNIT UNITS UNIT2 TUNIT YEARU HOURW WEEKEND SEASON DAYREL PARTDAY DUAL TIMES "
        "HALF LAST START MIDDLE END EARLY MID QUARTER CENTURY SHARE CURW MEASURE NOON HEDGE "
        "NAMEHEAD"
    )
)
"""Kinds of words that a prefix may be split from ("in October" is one word in Hebrew)."""

_DROPPED = re.compile("[\u0307\u0591-\u05c7\u0640\u064b-\u065f\u0670\u200d-\u200f]")
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىي", "ی"),
        **dict.fromkeys("ʼ’‘`׳", "'"),
        **dict.fromkeys("״”“", '"'),
        "ك": "ک",
        "ة": "ه",
        "ё": "е",
        "\u200c": " ",
    }
)


class Phrase(NamedTuple):
    """What follows the first word of a phrase, and what the whole is."""

    rest: tuple[str, ...]
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word is."""

    kind: str
    """A kind's character."""
    value: str = ""
    phrases: Mapping[str, tuple[Phrase, ...]] | None = None
    """Phrases that it begins, longest first, by the word that follows it."""
    prefix: tuple[int, Entry, Entry] | None = None
    """Length of a prefix written together with it, what the prefix is, and the rest."""


_WORD = Entry(code("WORD"))
_CAPITAL = Entry(code("CAP"))


class Lexicon(dict[str, Entry]):
    """Words as written to entries; unknown words are learned as unknown."""

    def __init__(self, tongue: Language) -> None:
        super().__init__()
        self.language = tongue
        self._known: dict[str, Entry] = {}
        self.letters: set[str] = set()
        """Prefixes that may stand alone before figures: "b-30" """
        self._prefixes: dict[str, Entry] = {}
        phrases: dict[str, list[Phrase]] = {}
        for kind, value, form in _forms(tongue.code):
            self._enter(kind, value, form, phrases)
        for first, found in phrases.items():
            key = first.removeprefix("=")
            there = self._known.get(key) or self.get(key) or self._unknown(key)
            by_next = _by_next_word(found)
            self._known[fold(key)] = replace(there, phrases=by_next)
            for exact in [word for word in self if fold(word) == fold(key)]:
                self[exact] = replace(self[exact], phrases=by_next)
        self._learned = len(self)

    def __missing__(self, word: str) -> Entry:
        if len(self) > self._learned + _KEPT:
            self._forget()
        key = fold(word)
        entry = self._known.get(key) or self._split(key) or self._unknown(word)
        self[word] = entry
        return entry

    def _enter(
        self,
        kind: str,
        value: str,
        form: str,
        phrases: dict[str, list[Phrase]],
    ) -> None:
        char = code(kind.removeprefix("prefix:"))
        words = [m.group() for m in self.language.token.finditer(form.removeprefix("="))]
        if "\u200c" in form:
            self._enter(kind, value, form.replace("\u200c", " "), phrases)
            self._enter(kind, value, form.replace("\u200c", ""), phrases)
        if kind.startswith("prefix:"):
            self._prefixes[fold(form)] = Entry(char, value)
            self._known.setdefault(fold(form), Entry(char, value))
            self.letters.add(fold(form))
        elif form.startswith("+"):
            self._known.setdefault("+" + fold(form[1:]), Entry(char, value))
        elif len(words) > 1:
            rest = tuple(fold(word) for word in words[1:])
            phrases.setdefault(fold(words[0]), []).append(Phrase(rest, char, value))
        elif form.startswith("="):
            self.setdefault(form[1:], Entry(char, value))
        else:
            self._known.setdefault(fold(form), Entry(char, value))

    def _split(self, key: str, depth: int = 0) -> Entry | None:
        """A known word behind up to three prefixes; None if there is none."""
        for length in (3, 2, 1) if self._prefixes else ():
            before = self._prefixes.get(key[:length])
            rest = key[length:]
            if before is None or len(rest) < 2:
                continue
            found = self._known.get(rest)
            if found and (found.kind in _SEPARABLE or found.phrases):
                return replace(found, prefix=(length, before, found))
            deeper = self._split(rest, depth + 1) if depth < 2 else None
            if deeper:
                return replace(deeper, prefix=(length, before, deeper))
        return None

    def _unknown(self, word: str) -> Entry:
        return _CAPITAL if word[:1].isupper() else _WORD

    def _forget(self) -> None:
        for word in list(self)[self._learned :]:
            del self[word]


def _by_next_word(phrases: list[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=lambda one: (-len(one.rest), one)):
        found.setdefault(phrase.rest[0], []).append(phrase)
    return {word: tuple(starting) for word, starting in found.items()}


def fold(word: str) -> str:
    """A word as the lexicons are keyed: case, vowel points and letter variants levelled."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFC", word).casefold()
    return _DROPPED.sub("", plain).translate(_FOLDED)


@cache
def lexicon(name: str) -> Lexicon:
    """The lexicon of a language, with the signs that all share; English if not known."""
    return Lexicon(language(name))


def _forms(name: str) -> Iterator[tuple[str, str, str]]:
    """(kind, value, form) of every word; the language's own come before the shared ones."""
    for source in SOURCES:
        for stem in (name, "signs"):
            path = f"{source}/{stem}.tsv"
            if not files("tallystick").joinpath("data", *path.split("/")).is_file():
                continue
            for row in rows(path):
                for form in row["forms"].split("|"):
                    yield row["kind"], row["value"], form.strip()
