"""A text as a string of kinds, with its numerals put together: what both readers read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from tallystick.read.numbers.compose import Numeral, compose
from tallystick.read.numbers.kinds import code
from tallystick.read.numbers.languages import Language
from tallystick.read.numbers.lexicon import Entry, Lexicon, Phrase, fold, lexicon

_HYPHEN, _DASH = code("HYPH"), code("DASH")
_WORD, _CAPITAL = code("WORD"), code("CAP")
_NAME, _SPLIT = code("NAMEN"), code("SPLIT")
_INTEGER, _DECIMAL = code("INT"), code("DEC")
_NUMERIC = frozenset((_INTEGER, _DECIMAL, _NAME, code("GROUPED")))
_SHAPES = {
    "iso": code("ISO"),
    "full": code("NDATE"),
    "clock": code("CLOCK"),
    "paragraph": code("PAR"),
}
MOST_PREFIXES = 3
"""Letters that may be written onto figures together: "and-about-600"."""
MOST_FIGURES = 15
"""A numeral of more figures is no count of anything: it is left as a name."""


@dataclass(slots=True)
class Tokens:
    """Tokens while they are being found: parallel lists."""

    kinds: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    def add(self, kind: str, start: int, end: int, value: str) -> None:
        """Append one token."""
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.values.append(value)


@dataclass(frozen=True, slots=True)
class Scan:
    """A text as tokens: `kinds` has one character each, see `kinds`."""

    text: str
    language: str
    kinds: str
    starts: list[int]
    ends: list[int]
    values: list[str]
    """What the lexicon says of a word; the characters of a date or time in figures."""
    numerals: dict[int, Numeral]
    """By token, what a numeral says."""


@lru_cache(maxsize=2)
def scan(text: str, language: str) -> Scan:
    """Read a text into tokens.

    The last two are remembered: the same text is asked for its numbers and its dates.
    """
    lex = lexicon(language)
    tokens = _split(text, _merge_phrases(text, _tokens(text, lex)), lex)
    numerals = compose(tokens.kinds, tokens.values, lex.language)
    return _collapse(text, language, tokens, numerals)


def _tokens(text: str, lex: Lexicon) -> tuple[Tokens, list[tuple[int, Entry]]]:
    """Tokens with the places where a phrase of several words may begin."""
    tokens, heads = Tokens(), []
    for found in lex.language.token.finditer(text):
        shape, start, end = found.lastgroup, found.start(), found.end()
        word = found.group()
        glued = bool(tokens.ends) and tokens.ends[-1] == start
        if shape == "word":
            after = tokens.kinds[-1] if glued else ""
            if after in _NUMERIC:
                _add_suffix(tokens, lex, word, start, end)
                continue
            entry = lex[word]
            if entry.phrases:
                heads.append((len(tokens.kinds), entry))
            tokens.add(_SPLIT if entry.prefix else entry.kind, start, end, entry.value)
        elif shape == "number":
            _add_number(tokens, lex, word, start, end)
        elif shape == "sign":
            entry = lex[word]
            kind = code("MARK") if entry.kind in (_WORD, _CAPITAL) else entry.kind
            if word == "." and _inside(text, tokens, start, end):
                kind = code("MARK")
            if kind == _HYPHEN and glued and _after_letter(text, tokens, lex):
                continue
            if entry.phrases:
                heads.append((len(tokens.kinds), entry))
            if kind == _HYPHEN and not (glued and not text[end : end + 1].isspace()):
                kind = _DASH
            tokens.add(kind, start, end, entry.value)
        else:
            tokens.add(_SHAPES[shape or "paragraph"], start, end, word)
    return tokens, heads


def _after_letter(text: str, tokens: Tokens, lex: Lexicon) -> bool:
    """Whether the last token is a prefix that a hyphen parts from figures."""
    if not lex.letters:
        return False
    word = fold(text[tokens.starts[-1] : tokens.ends[-1]])
    if word in lex.letters:
        return True
    several = 1 < len(word) <= MOST_PREFIXES and lex.letters.issuperset(word)
    if several and tokens.kinds[-1] == _WORD:
        last = lex[word[-1]]
        tokens.kinds[-1], tokens.values[-1] = last.kind, last.value
        return True
    return False


def _inside(text: str, tokens: Tokens, start: int, end: int) -> bool:
    """Whether a point ends no sentence: after an initial, or before a letter."""
    initial = bool(tokens.starts) and tokens.starts[-1] == start - 1
    return (initial and text[start - 1].isupper()) or text[end : end + 1].isalnum()


def _add_number(tokens: Tokens, lex: Lexicon, word: str, start: int, end: int) -> None:
    """A numeral in figures; one glued to a word is part of a name (F16)."""
    glued = bool(tokens.ends) and tokens.ends[-1] == start
    figures = plain_figures(word, lex.language)
    if (glued and tokens.kinds[-1] in (_WORD, _CAPITAL)) or len(figures) > MOST_FIGURES:
        tokens.add(_NAME, start, end, figures[:MOST_FIGURES])
    else:
        whole = _INTEGER if len(figures) == end - start else code("GROUPED")
        tokens.add(_DECIMAL if "." in figures else whole, start, end, figures)


def _add_suffix(tokens: Tokens, lex: Lexicon, word: str, start: int, end: int) -> None:
    """Letters glued to figures: a unit, an ending, or else the two are a name (3D)."""
    entry = lex["+" + word]
    if entry.kind in (_WORD, _CAPITAL):
        tokens.kinds[-1] = _NAME
    tokens.add(entry.kind, start, end, entry.value)


def _split(text: str, tokens: Tokens, lex: Lexicon) -> Tokens:
    """Tokens with prefixes, which are written together with a word, on their own."""
    if _SPLIT not in tokens.kinds:
        return tokens
    parted = Tokens()
    for kind, start, end, value in zip(
        tokens.kinds, tokens.starts, tokens.ends, tokens.values, strict=True
    ):
        if kind == _SPLIT:
            entry = _add_prefixes(parted, lex[text[start:end]], text[start:end], start)
            parted.add(entry.kind, parted.ends[-1], end, entry.value)
        else:
            parted.add(kind, start, end, value)
    return parted


def _add_prefixes(tokens: Tokens, entry: Entry, word: str, start: int) -> Entry:
    """Append the prefixes of a word; answers what the rest of it is."""
    while entry.prefix:
        length, before, entry = entry.prefix
        cut = raw_length(word, length)
        tokens.add(before.kind, start, start + cut, before.value)
        word, start = word[cut:], start + cut
    return entry


def _merge_phrases(text: str, read: tuple[Tokens, list[tuple[int, Entry]]]) -> Tokens:
    """Tokens in which each phrase of the lexicon is one token, the longest preferred."""
    tokens, heads = read
    merged, done = Tokens(), 0
    for place, entry in heads:
        phrase = _phrase_at(text, tokens, place, entry) if place >= done else None
        if phrase is None:
            continue
        last = place + len(phrase.rest)
        start = tokens.starts[place]
        _copy(tokens, merged, done, place)
        if entry.prefix:
            _add_prefixes(merged, entry, text[start : tokens.ends[place]], start)
            start = merged.ends[-1]
        merged.add(phrase.kind, start, tokens.ends[last], phrase.value)
        done = last + 1
    _copy(tokens, merged, done, len(tokens.kinds))
    return merged


def _phrase_at(text: str, tokens: Tokens, place: int, entry: Entry) -> Phrase | None:
    """The longest phrase that begins at a token."""
    after = place + 1
    if entry.phrases is None or after == len(tokens.starts):
        return None
    following = fold(text[tokens.starts[after] : tokens.ends[after]])
    for phrase in entry.phrases.get(following, ()):
        end = place + 1 + len(phrase.rest)
        if len(phrase.rest) == 1 or _words(text, tokens, place + 1, end) == phrase.rest:
            return phrase
    return None


def _words(text: str, tokens: Tokens, start: int, end: int) -> tuple[str, ...]:
    spans = zip(tokens.starts[start:end], tokens.ends[start:end], strict=True)
    return tuple(fold(text[a:b]) for a, b in spans)


def _copy(source: Tokens, target: Tokens, start: int, end: int) -> None:
    target.kinds += source.kinds[start:end]
    target.starts += source.starts[start:end]
    target.ends += source.ends[start:end]
    target.values += source.values[start:end]


def _collapse(
    text: str, language: str, tokens: Tokens, numerals: list[tuple[int, int, Numeral]]
) -> Scan:
    """The tokens with every numeral as one."""
    merged, done = Tokens(), 0
    told: dict[int, Numeral] = {}
    for start, end, numeral in numerals:
        _copy(tokens, merged, done, start)
        told[len(merged.kinds)] = numeral
        merged.add(numeral.kind, tokens.starts[start], tokens.ends[end - 1], "")
        done = end
    _copy(tokens, merged, done, len(tokens.kinds))
    return Scan(
        text,
        language,
        "".join(merged.kinds),
        merged.starts,
        merged.ends,
        merged.values,
        told,
    )


def plain_figures(word: str, how: Language) -> str:
    """A numeral in ASCII figures: no marks between thousands, "." before decimals."""
    if word.isascii() and word.isdigit():
        return word
    if _in_thousands(word, how):
        return _ascii(word)
    whole, point, after = _at_decimal(word, how.decimal)
    return _ascii(whole) + ("." + _ascii(after) if point else "")


def _in_thousands(word: str, how: Language) -> bool:
    """Whether a sign that may be either parts thousands: "1,518", but not "0,518"."""
    head, *rest = word.split(how.decimal)
    both = how.decimal in how.groups and bool(rest) and head.isdecimal()
    return both and head[0] != "0" and all(len(one) == 3 for one in rest)


def raw_length(word: str, length: int) -> int:
    """How many characters of a word as written fold to so many of its key."""
    return next(
        (n for n in range(length, len(word)) if len(fold(word[:n])) >= length), length
    )


def _at_decimal(word: str, decimal: str) -> tuple[str, str, str]:
    for mark in (decimal, "\u066b"):
        head, found, tail = word.rpartition(mark)
        if found and head:
            return head, found, tail
    return word, "", ""


def _ascii(figures: str) -> str:
    return "".join(str(unicodedata.decimal(c)) for c in figures if c.isdecimal())
