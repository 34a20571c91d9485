"""How a language writes numbers: separators, letters inside words, words that join."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tallystick.schemes import rows

DEFAULT = "en"
"""What an unknown language is read as: figures and dates in figures hold everywhere."""

_LETTER = r"[^\W\d_]"
_MARKS = "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u200c\u200d]"
_RUN = rf"{_LETTER}+(?:{_MARKS}+{_LETTER}*)*"
_ISO = (
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
)
_FULL_DATE = (
    r"\d{4}(?P<a>[./-])\d{1,2}(?P=a)\d{1,2}(?![\w/])"
    r"|\d{1,2}(?P<b>[./-])\d{1,2}(?P=b)(?:\d{4}|\d\d)(?![\w/])(?!\.\d)"
)
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?!\d)"


@dataclass(frozen=True, slots=True)
class Language:
    """The habits of one language, a row of ``data/numbers/languages.tsv``."""

    code: str
    decimal: str
    """Characters that may stand before decimals."""
    groups: str
    """Characters that may stand between thousands."""
    joins: str
    """After which number words "and" joins another: hundreds, tens, any, none."""
    units_first: bool
    """Whether units may stand before tens: three-and-twenty."""
    day_first: str
    """Order of a date in figures: ``day``, or ``open`` where both orders are in use."""
    token: re.Pattern[str]
    """Finds the next token; the name of its group says what shape it has."""


@cache
def language(name: str) -> Language:
    """The habits of a language by its code, ``fr`` or ``fr-FR``; English if unknown."""
    stem = re.split("[-_]", name.lower(), maxsplit=1)[0] if name else DEFAULT
    known = {row["language"]: row for row in rows("numbers/languages.tsv")}
    row = known.get(stem, known[DEFAULT])
    return Language(
        code=row["language"],
        decimal=row["decimal"],
        groups=row["groups"],
        joins=row["joins"],
        units_first=row["units_first"] == "yes",
        day_first=row["date_order"],
        token=_token(row),
    )


def _token(row: dict[str, str]) -> re.Pattern[str]:
    inner = "".join(f"\\{char}" for char in row["inside_words"] if char != "-")
    word = rf"{_RUN}(?:[{inner}]{_RUN})*" if inner else _RUN
    # A group mark is one of a set of signs, and the same one all through a numeral.
    marks = "".join(f"\\{c}" for c in row["groups"]) + "\u00a0\u202f\u2009\u066c"
    blank = " " if row["space_groups"] == "yes" else ""
    grouped = rf"\d{{1,3}}(?P<g>[{marks}{blank}])\d{{3}}(?:(?P=g)\d{{3}})*(?!\d)"
    decimals = rf"(?:[{re.escape(row['decimal'])}\u066b]\d+)?"
    parts = (
        ("word", word),
        ("iso", _ISO),
        ("full", _FULL_DATE),
        ("clock", _CLOCK),
        ("number", rf"(?:{grouped}|\d+){decimals}"),
        ("paragraph", r"\n[ \t\r]*\n\s*"),
        ("sign", r"[^\s\w]|_"),
    )
    return re.compile("|".join(f"(?P<{name}>{part})" for name, part in parts))
