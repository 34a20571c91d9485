"""The gate of words: no loaded term stands in our own prose, whoever it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from tallystick.errors import TallystickError
from tallystick.schemes import rows


class LoadedTerm(TallystickError):
    """Our own prose would take a side."""

    def __init__(self, term: str, neutral: str, where: str) -> None:
        self.term, self.neutral, self.where = term, neutral, where
        super().__init__(
            f"{term!r} stands outside quotation marks in {where!r}; "
            f"quote it with its speaker, or write {neutral!r}"
        )


def check_words(texts: Iterable[str]) -> None:
    """Refuse loaded terms in stretches of our prose.

    Raises:
        LoadedTerm: one was found.
    """
    for text in texts:
        found = _pattern().search(text)
        if found:
            term = found.group().casefold()
            raise LoadedTerm(term, loaded_terms()[term], " ".join(text.split())[:80])


@cache
def loaded_terms() -> Mapping[str, str]:
    """What to write instead of each loaded term, all in lower case."""
    return {
        row["term"].casefold(): row["neutral"] for row in rows("review/loaded_terms.tsv")
    }


@cache
def _pattern() -> re.Pattern[str]:
    terms = sorted(loaded_terms(), key=lambda term: (-len(term), term))
    either = "|".join(re.escape(term) for term in terms)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
