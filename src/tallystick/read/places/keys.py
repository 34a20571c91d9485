"""Names folded to keys, so that one place is found under its many spellings.

Two folds: `exact_key` forgives case, accents, vowel signs and punctuation; `loose_key`
also forgives how an Arabic, Persian, Hebrew or Cyrillic name was put into Latin letters.
Both are part of the gazetteer's file format: change them and it must be built again.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b

FORMAT = 1
"""Goes up when keys, tables or codes change, so that an old file is refused."""


class Grade(IntEnum):
    """How good a name is for its place."""

    MAIN = 0
    ALTERNATIVE = 1
    SHORT = 2
    """An abbreviation or code: N.Y., UK, Kan."""
    PART = 3
    """What is left of the main name without its kind word: "Anbar" of a province."""


_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ə": "e", "ß": "ss",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
        "ة": "ه", "ۀ": "ه", "ە": "ه", "ک": "ك", "ؤ": "و", "گ": "ك", "ء": None, "ـ": None,
        "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "ё": "е", "ґ": "г",
        "'": None, "’": None, "‘": None, "`": None, "´": None, "ʿ": None, "ʾ": None,
        "ʻ": None, "ʼ": None, "ʹ": None, "′": None, '"': None, "״": None, "׳": None,
        "\u200c": " ", "\u200d": None, "\u200e": None, "\u200f": None,
    }
)  # fmt: skip
_GAPS = re.compile(r"[^\w]+|_+")
_ARTICLES = frozenset(
    (
        "al", "el", "ul", "as", "es", "us", "ash", "esh", "ush", "ad", "ed", "ud",
        "an", "en", "un", "ar", "er", "ur", "at", "et", "ut", "az", "ez", "uz", "ath",
        "eth", "adh", "edh", "il", "the",
    )
)  # fmt: skip
_ATTACHED = re.compile(r"^(?:al|el)(?=[bcdfghjkmnpqrstvwxz])")
_KIND_WORDS = frozenset(
    (
        "governorate", "province", "district", "region", "state", "oblast", "city",
    )
)  # fmt: skip
_DIGRAPHS = (
    ("kh", "x"), ("gh", "g"), ("sh", "c"), ("ch", "c"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("tz", "s"), ("ts", "s"), ("zh", "j"), ("dj", "j"), ("ck", "k"),
    ("q", "k"), ("v", "f"), ("z", "s"), ("p", "b"),
)  # fmt: skip
_VOWELS = re.compile("[aeiouyw]+")
_TWICE = re.compile(r"(.)\1+")
_LATIN = re.compile(r"[a-z ]+")


@lru_cache(maxsize=65536)
def exact_key(name: str) -> str:
    """Fold a name: lower case, no accents, apostrophes or vowel signs, single spaces."""
    folded = name.casefold().translate(_LETTERS)
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded)
        if not parts.replace(" ", "").isalnum():  # letters alone combine with nothing
            parts = "".join(one for one in parts if not unicodedata.combining(one))
        folded = parts.translate(_LETTERS)
    return _GAPS.sub(" ", folded).strip()


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """Fold a Latin spelling to its consonants and the places of its vowels.

    Articles and words such as "province" go, q is k, doubled letters are single, and
    any run of vowels is one mark: "Deir ez-Zor" and "Dayr al-Zawr" are both "d.rs.r".

    Returns:
        An empty string for names in other scripts, and for names so short that the
        key would mean nothing.
    """
    key = exact_key(name)
    if not _LATIN.fullmatch(key):
        return ""
    words = key.split(" ")
    kept = [w for w in words if w not in _ARTICLES and w not in _KIND_WORDS] or words
    kept[0] = _ATTACHED.sub("", kept[0])
    folded = "".join(kept)
    for old, new in _DIGRAPHS:
        folded = folded.replace(old, new)
    folded = folded[:1] + folded[1:].replace("h", "")
    folded = _VOWELS.sub(".", _TWICE.sub(r"\1", folded))
    folded = _TWICE.sub(r"\1", folded).rstrip(".")
    return folded if len(folded.replace(".", "")) >= 3 else ""


def hashed(key: str) -> int:
    """A key as the signed 64-bit integer under which the gazetteer keeps it."""
    raw = blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(raw, "big", signed=True)
