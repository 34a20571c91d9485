"""Words of a text with the keys under which names are looked up.

A key is a folded word: case, accents, apostrophes, Arabic vowel signs and letter
variants, Hebrew gershayim and Slavic endings are taken away, the same way from the names
of the directory and from the text. A word may have several keys: Arabic and Hebrew write
"and", "by", "to" and "the" onto the name, and "US" in capitals is not the word "us".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST_WORD = 48
"""Characters; longer runs are no names and are passed over."""

_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u0640"
)
_APOSTROPHES = "'’ʼ‘`´ʿʾ′"
_WORD = re.compile(
    rf"""(?:[^\W\d_]\.){{2,}}                                # U.S.
    | [א-ת][א-ת{_MARKS}]*(?:["״'׳”][א-ת]+)*                  # צה"ל
    | [^\W_][\w{_MARKS}]*(?:[{_APOSTROPHES}][^\W_][\w{_MARKS}]*)*   # Kata'ib
    """,
    re.VERBOSE,
)
_DROPPED = re.compile(rf"[{_MARKS}{_APOSTROPHES}\"״׳”._]")
_ELISION = re.compile(rf"^(?:[ld]|qu)[{_APOSTROPHES}](?=.{{2}})", re.IGNORECASE)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_TURKISH_CASE = re.compile(rf"[{_APOSTROPHES}][a-zçğıöşüâîû]{{1,9}}$")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_HEBREW = re.compile(r"[א-ת]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
        "ؤ": "و", "ة": "ه", "ۀ": "ه", "ە": "ه", "ک": "ك", "ı": "i", "ß": "ss", "ø": "o",
        "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ё": "е", "ґ": "г", "ә": "а",
    }
)  # fmt: skip

_SLAVIC_END = re.compile(
    "(?:ского|скому|ским|ском|ской|ская|ское|ские|ских|скими|скую|ский|ською|ської|ській"
    "|ська|ське|ські|ських|ським|ську|ський|ського|ському)$"
)
_SLAVIC_CASE = re.compile(
    "(?:иями|ями|ами|иях|иям|ием|ией|ого|ему|ому|ыми|ими|его|ов|ев|ів|їв|ам|ям|ах|ях|ом|ем|єм"
    "|ей|ой|ою|ею|єю|ый|ий|ій|ых|их|ым|им|ую|юю|ая|яя|ое|ее|ые|ие|ия|ии|ию|ья|ью"
    "|а|я|о|е|є|и|ы|і|ї|у|ю|ь|й)$"
)


class Token(NamedTuple):
    """One word of a text; the span leaves out case endings and the English 's."""

    start: int
    end: int
    raw: str


class Key(NamedTuple):
    """A folded word, and how many characters of the text stand before it."""

    text: str
    clitic: int


@lru_cache(maxsize=8)
def words(text: str, language: str = "en") -> tuple[Token, ...]:
    """Cut a text into words; offsets are code points of the text as given.

    The last few are remembered: the same text is asked for its actors and its roles.
    """
    found = [Token(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    return tuple(
        token if token.raw.isalnum() else _trimmed(token, language) for token in found
    )


def _trimmed(token: Token, language: str) -> Token:
    start, end, raw = token
    if len(raw) > LONGEST_WORD:
        return token
    if language == "tr" and (case := _TURKISH_CASE.search(raw)):
        return Token(start, start + case.start(), raw[: case.start()])
    if elided := _ELISION.match(raw):
        start, raw = start + elided.end(), raw[elided.end() :]
    if possessive := _POSSESSIVE.search(raw):
        end, raw = start + possessive.start(), raw[: possessive.start()]
    return Token(start, end, raw)


@lru_cache(maxsize=65_536)
def keys(raw: str) -> tuple[Key, ...]:
    """The keys of a word, the likeliest first; empty for what is no name."""
    if len(raw) > LONGEST_WORD:
        return ()
    if _ARABIC.search(raw):
        return _arabic(raw)
    if _HEBREW.search(raw):
        return _hebrew(raw)
    plain = _plain(raw)
    if _CYRILLIC.search(raw):
        return (Key(plain if _is_acronym(raw) else stem(plain), 0),)
    if _is_acronym(raw):
        return (Key(_DROPPED.sub("", raw), 0), Key(plain, 0))
    return (Key(plain, 0),) if plain else ()


@lru_cache(maxsize=16_384)
def name_key(raw: str) -> str:
    """The one key under which a word of a directory's name is entered.

    Short words in capitals ("US", "KH") are entered as they are: they are met only in
    capitals. Longer ones are folded, since papers also write "Centcom".
    """
    if _ARABIC.search(raw):
        return _without_article(_arabic_letters(raw))
    if _HEBREW.search(raw):
        return _DROPPED.sub("", raw)
    if _is_acronym(raw) and not _CYRILLIC.search(raw):
        bare = _DROPPED.sub("", raw)
        return bare if len(bare) <= SHORT_ACRONYM else bare.lower()
    return keys(raw)[0].text


SHORT_ACRONYM = 4


def _is_acronym(raw: str) -> bool:
    """In capitals, or short with more than one: "SDF", "LeT"."""
    if raw.isupper():
        return len(raw) > 1
    return len(raw) <= SHORT_ACRONYM and sum(letter.isupper() for letter in raw) > 1


def _plain(raw: str) -> str:
    """Lower case without accents, apostrophes and variant letters."""
    lowered = raw.lower().translate(_LETTERS)
    if not lowered.isascii():
        apart = unicodedata.normalize("NFKD", lowered.replace("й", "\ue000"))
        lowered = "".join(c for c in apart if not unicodedata.combining(c))
        lowered = lowered.replace("\ue000", "й")
    return _DROPPED.sub("", lowered)


def stem(word: str) -> str:
    """A Russian or Ukrainian word without its case ending."""
    if len(word) < 4:
        return word
    adjective = _SLAVIC_END.sub("ск", word)
    if adjective != word:
        return adjective
    bare = _SLAVIC_CASE.sub("", word)
    return bare if len(bare) >= 3 else word


def _arabic_letters(raw: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFKC", raw).translate(_LETTERS))


def _without_article(word: str) -> str:
    if word.startswith("ال") and len(word) > 4 and not word.startswith("الله"):
        return word[2:]
    return word


def _arabic(raw: str) -> tuple[Key, ...]:
    whole = _arabic_letters(raw)
    shifts = len(whole) == len(raw)
    found = [Key(_without_article(whole), 0)]
    for prefix in ("و", "ف", "ب", "ل", "ك", "وب", "ول", "لل", "ولل", "س"):
        rest = whole[len(prefix) :]
        if not whole.startswith(prefix) or len(rest) < 3:
            continue
        bare = rest if prefix.endswith("لل") else _without_article(rest)
        found.append(Key(bare, len(prefix) if shifts else 0))
    return tuple(found)


def _hebrew(raw: str) -> tuple[Key, ...]:
    whole = _DROPPED.sub("", raw)
    found = [Key(whole, 0)]
    for length in (1, 2):
        rest = whole[length:]
        if len(rest) >= 2 and all(letter in "והבלמשכ" for letter in whole[:length]):
            found.append(Key(rest, length))
    return tuple(found)
