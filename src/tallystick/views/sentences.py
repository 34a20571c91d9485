"""The sentence that a claim stands in, as a person is shown it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from tallystick.schemes import rows

LONGEST_QUOTE = 420
"""Code points of a sentence that are shown; longer ones are cut about the claim."""
_CLOSING, _OPENING = "[\"'”’»)\\]]*", "[\"'“‘«(\\[]?"


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The half-open stretch of the sentence about a span, at most `LONGEST_QUOTE` long."""
    near = max(0, start - 4 * LONGEST_QUOTE)
    window = text[near : end + 4 * LONGEST_QUOTE]
    ends = [near + match.end() for match in _sentence_end().finditer(window)]
    at = bisect_right(ends, start)
    first = ends[at - 1] if at else near
    last = next((edge for edge in ends[at:] if edge >= end), near + len(window))
    while first < start and text[first].isspace():
        first += 1
    if last - first > LONGEST_QUOTE:
        first = max(first, start - LONGEST_QUOTE // 2)
        last = min(last, max(end, first + LONGEST_QUOTE))
    stripped = text[first:last].rstrip()
    return first, max(end, first + len(stripped))


@cache
def _sentence_end() -> re.Pattern[str]:
    """A line's end, or a full stop after a word that is no initial and no abbreviation."""
    abbreviations = (row["abbreviation"] for row in rows("review/abbreviations.tsv"))
    return re.compile(
        rf"\n|[؟۔。!?]{_CLOSING}\s+"
        r"|\.(?<=[\w%)\]\"'”’»]{2}\.)"
        + "".join(rf"(?<!\b{re.escape(one)}\.)" for one in abbreviations)
        + rf"\.*{_CLOSING}\s+(?={_OPENING}[^\Wa-z_])"
    )
