"""What the words say lies where: "Paris, Texas", "Rukban in northeast Jordan".

A container named beside a name settles which of its places is meant, and on which side
of a border a name that straddles one is meant to lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tallystick.read.places.gazetteer import Entry
from tallystick.read.places.lexicon import Lexicon
from tallystick.read.places.mentions import Mention
from tallystick.read.places.tokens import Token

_FARTHEST = 4
"""Words that may stand between a name and its container."""
_READINGS = 8
"""Places of a container's name that are tried."""


def link(
    text: str, words: Sequence[Token], found: Sequence[Mention], lists: Lexicon
) -> None:
    """Set `inside` of every mention whose container is named beside it."""
    for one, other in pairwise(found):
        if one.term or other.term or one.demonym or other.demonym:
            continue
        if _leads_to(text, words, one, other, lists):
            _place_inside(one, other)
        elif text[one.end : other.start] in ("'s ", "’s "):
            _place_inside(other, one)


def _leads_to(
    text: str, words: Sequence[Token], one: Mention, other: Mention, lists: Lexicon
) -> bool:
    """Whether what stands between two names says that the first lies in the second."""
    gaps = [word.gap for word in words[one.last : other.first + 1]]
    keys = [word.key for word in words[one.last : other.first]]
    if len(keys) > _FARTHEST or any(set(gap) - set(" ,(\n-\u200c") for gap in gaps):
        return False
    if other.start > words[other.first].start:
        keys.append(text[words[other.first].start : other.start])
    if any(key not in lists.roles["filler"] for key in keys):
        return False
    marked = "," in "".join(gaps) or "(" in "".join(gaps) or other.short
    return marked or any(key in lists.roles["inside"] for key in keys)


def _place_inside(one: Mention, other: Mention) -> None:
    top = one.hits[0].entry
    if top.kind == "C" and not other.short:
        return
    for hit in other.hits[:_READINGS]:
        if top.kind == "A" and hit.entry.kind == "A" and not other.short:
            continue
        code = _code(hit.entry)
        if code and any(contains(code, h.entry) for h in one.hits):
            one.inside = code
            one.notes.append(f"inside {other.text}")
            return


def _code(entry: Entry) -> str:
    """What a container is known by: a country's code, else its first division's."""
    if entry.kind == "C":
        return entry.country
    if entry.kind == "A" or (entry.curated and entry.kind in "RD"):
        return entry.admin1 or entry.country
    return ""


def contains(code: str, entry: Entry) -> bool:
    """Whether a country or first division contains a place, and is not it."""
    if len(code) == 2:
        return entry.kind != "C" and (entry.country == code or code in entry.split)
    return entry.kind not in "CA" and entry.admin1 == code
