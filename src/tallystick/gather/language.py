"""Which language a text is in, where nobody says so."""

from __future__ import annotations

import re
from functools import cache

from tallystick.schemes import rows

UNDETERMINED = "und"
_FEWEST_LETTERS = 40
"""Below this the guess is a coin toss: headlines of five words come out as any language."""
_SAMPLE = 4000
"""Code points that are looked at; more do not change the guess."""
_LETTER = re.compile(r"[^\W\d_]")
_STATED = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)


def stated_language(said: str) -> str | None:
    """The ISO 639 code of a stated tag: ``en`` of "en-GB" and "eng"; None if it is none."""
    match = _STATED.fullmatch(said.strip())
    if match is None:
        return None
    code = match.group(1).lower()
    return _two_letters().get(code, code)


@cache
def _two_letters() -> dict[str, str]:
    return {row["long"]: row["code"] for row in rows("gather/languages.tsv")}


def guess_language(text: str) -> str:
    """The likeliest language of a text as ISO 639-1, or "und" if it is too short."""
    sample = text[:_SAMPLE]
    if len(_LETTER.findall(sample)) < _FEWEST_LETTERS:
        return UNDETERMINED
    # Half a second to import: only for texts that do not say.
    from py3langid import classify

    language: str = classify(sample)[0]
    return language
