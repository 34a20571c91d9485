"""Words of a text, and the forms under which the lists of a language may know them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from tallystick.schemes import rows

LANGUAGES = ("ar", "es", "fa", "fr", "he", "ru", "tr", "uk")
"""Languages with lists for this reader, ISO 639-1."""

LONGEST_WORD = 60
"""Letters; longer runs are no words and match nothing."""
LONGEST_CHAIN = "4"
"""Endings that may follow one another, where ``morphology.tsv`` gives no `chain`."""
SHORTEST_REST = 2
"""Letters that must be left of a word when a prefix is cut."""

_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c\u200d"
_APOSTROPHES = "'’ʼ‘`´′"
_WORD = re.compile(rf"[^\W_][\w{_MARKS}]*(?:[{_APOSTROPHES}\"״׳”][^\W\d_][\w{_MARKS}]*)*")
_ELIDING = re.compile(rf"[^\W_][\w{_MARKS}]*[{_APOSTROPHES}]?")
_CASE = re.compile(rf"[{_APOSTROPHES}][a-zçğıöşüâîû]{{1,9}}$")
_DROPPED = re.compile(rf"[{_MARKS}{_APOSTROPHES}\"״׳”\u200e\u200f]")
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
        "ؤ": "و", "ة": "ه", "ۀ": "ه", "ە": "ه", "ک": "ك", "ı": "i", "ß": "ss", "ø": "o",
        "æ": "ae", "œ": "oe", "ё": "е", "ґ": "г",
    }
)  # fmt: skip


class Word(NamedTuple):
    """One word; `start` and `end` are offsets of the part it stands in."""

    start: int
    end: int
    raw: str
    gap: str
    """What stands between the word before and this one, to three signs."""


@dataclass(frozen=True)
class Habits:
    """How a language is written: its ``morphology.tsv``."""

    language: str
    forms: dict[str, tuple[str, ...]]
    """Forms by sort, as listed."""

    def has(self, sort: str) -> frozenset[str]:
        """The forms of a sort, folded."""
        return self._folded.get(sort, frozenset())

    @cached_property
    def _folded(self) -> Mapping[str, frozenset[str]]:
        return {sort: frozenset(map(fold, forms)) for sort, forms in self.forms.items()}

    @property
    def order(self) -> str:
        """``svo``, ``vso`` or ``sov``."""
        return self.forms.get("order", ("svo",))[0]

    @property
    def described_before(self) -> bool:
        """Whether the adjective of an actor stands before its noun."""
        return self.forms.get("describes", ("after",))[0] == "before"

    @property
    def eliding(self) -> bool:
        """Whether words end at apostrophes."""
        return bool(self.forms.get("elision"))


@cache
def habits(language: str) -> Habits:
    """How one of `LANGUAGES` is written."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(f"read/{language}/morphology.tsv"):
        forms = tuple(form.strip() for form in row["forms"].split("|"))
        found[row["sort"]] = (*found.get(row["sort"], ()), *forms)
    return Habits(language, found)


@lru_cache(maxsize=65_536)
def fold(raw: str) -> str:
    """Lower case without vowel signs and apostrophes; variant letters united.

    Accents of Latin letters stay: "tué" is not "tue".
    """
    lowered = unicodedata.normalize("NFC", raw).lower().translate(_LETTERS)
    return _DROPPED.sub("", lowered)


def cut(text: str, language: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of a stretch of a text, in order."""
    stop = len(text) if end is None else end
    last = start
    pattern = _ELIDING if habits(language).eliding else _WORD
    for match in pattern.finditer(text, start, stop):
        raw = match.group()
        close = match.end()
        if language == "tr" and (case := _CASE.search(raw)) and case.start():
            raw, close = raw[: case.start()], match.start() + case.start()
        yield Word(
            match.start(), close, raw, text[max(last, match.start() - 3) : match.start()]
        )
        last = match.end()


@lru_cache(maxsize=65_536)
def keys_of(language: str, raw: str) -> tuple[tuple[str, str], ...]:
    """(key, prefix) pairs of a word: whole first, then with prefixes cut, shortest first."""
    if len(raw) > LONGEST_WORD:
        return ()
    whole = fold(raw)
    if not whole:
        return ()
    found = [(whole, "")]
    for prefix in _prefixes(language):
        rest = whole[len(prefix) :]
        if whole.startswith(prefix) and len(rest) >= SHORTEST_REST:
            found.append((rest, prefix))
    return tuple(found)


@cache
def _prefixes(language: str) -> tuple[str, ...]:
    return tuple(sorted(habits(language).has("prefix"), key=lambda one: (len(one), one)))


@cache
def _endings(language: str) -> re.Pattern[str]:
    forms = sorted(habits(language).has("ending") - {""}, key=lambda e: (-len(e), e))
    choices = "|".join(re.escape(form) for form in forms)
    most = habits(language).forms.get("chain", (LONGEST_CHAIN,))[0]
    return re.compile(f"(?:{choices}){{0,{int(most)}}}" if forms else "")


def is_ending(language: str, rest: str) -> bool:
    """Whether what is left behind a stem is made of the language's endings."""
    return not rest or _endings(language).fullmatch(rest) is not None
