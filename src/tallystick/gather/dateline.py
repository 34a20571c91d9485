"""The dateline before a report's first sentence: "BAGHDAD, Jan 30 (Reuters) -"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tallystick.gather import agencies, publication
from tallystick.schemes import rows

_WITHIN = 120
"""Code points from the start of the body in which a dateline must end."""
_WORD = r"(?:[^\W\d_][\w'’.-]*|\d{1,2})"
_PLACE = rf"[^\W\d_][\w'’.-]*(?:[ /]{_WORD}){{0,3}}"
_DATELINE = re.compile(
    rf"\s*(?P<place>{_PLACE}(?:,\s*(?!{_WORD}\.?\s*\d){_PLACE})?)"
    rf"(?:,\s*(?P<date>{_WORD}\.?\s*{_WORD}\.?(?:,?\s*\d{{4}})?))?"
    r"(?:\s*\((?P<round>[^()\n]{2,40})\)|\.?\s*/(?P<slashed>[^/\n]{2,20})/\.?)?"
    r"\s*(?P<dash>--|[-–—:]|\.(?<![A-Z]\.[A-Z]\.)|(?<=/\.)|(?<=/))\s+(?=\S)"
)
_SHORTEST = 4
"""Letters of a place that a colon or full stop marks as one: "GAO:" may be a speaker's name."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report says it was filed."""

    place: str
    """As written, with its country if given: "BAGHDAD, Iraq"."""
    agencies: tuple[str, ...]
    published: str | None
    """ISO day, if the dateline gives the year too."""
    date_start: int
    """Offsets of its date in the text; equal if it has none."""
    date_end: int
    body_start: int


def read_dateline(text: str, start: int) -> Dateline | None:
    """The dateline at an offset of a text, or None.

    The words of the place have a capital, and all capitals, a date or a wire make it
    certain. "Gaza City - Rockets fell" has none of these and is taken only if a sentence
    begins after the dash, so that "Baghdad - the capital - was quiet" is none. A colon or
    full stop ("QUETTA: Police said") asks for capitals and a sentence.
    """
    match = _DATELINE.match(text, start, min(len(text), start + _WITHIN))
    if match is None or match["place"].upper() in _never():
        return None
    mark = match["round"] or match["slashed"]
    wires = agencies.in_dateline(mark) if mark else ()
    if mark and not wires:
        return None
    if not (_is_name(match["place"]) and (wires or _looks_so(match))):
        return None
    begin, end = match.span("date") if match["date"] else (start, start)
    published = publication.read_line(match["date"]) if match["date"] else None
    return Dateline(
        match["place"],
        wires,
        published.value if published else None,
        begin,
        end,
        match.end(),
    )


def _looks_so(match: re.Match[str]) -> bool:
    if match["dash"] in (":", "."):
        opens = match.string[match.end()]
        named = match["place"].isupper() and len(match["place"]) >= _SHORTEST
        return (
            named and "." not in match["place"] and (opens.isupper() or opens in "\"“'‘«")
        )
    if match["date"]:
        return re.search(r"\d", match["date"]) is not None
    after = match.string[match.end()]
    return match["place"].isupper() or after.isupper() or after in "\"“'‘«"


def _is_name(place: str) -> bool:
    """Whether its outer words have a capital ("Rio de Janeiro", "al-Tanf") and none a figure.

    Words of scripts without capitals pass; "Update No. 42" is a title.
    """
    if any(letter.isdigit() for letter in place):
        return False
    words = re.findall(r"[^\W\d_][\w'’-]*", place)
    return not any(word[0].islower() and word.islower() for word in (words[0], words[-1]))


@cache
def _never() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("gather/not_datelines.tsv"))
