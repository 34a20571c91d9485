"""Which runs of words are places: the sum of their signs against the threshold.

A name that is surely a place at one point of a text vouches for its other mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from tallystick.read.places.evidence import Signs
from tallystick.read.places.lexicon import Lexicon
from tallystick.read.places.mentions import Mention
from tallystick.read.places.tokens import Token

_OVERRULED = frozenset(("never", "common", "given", "family"))
"""Signs that a container named beside the name outweighs: "Nice, France"."""
ROW = 3
"""So many names of one country in a list are towns, where each alone might be a surname."""


def accepted(
    text: str,
    words: Sequence[Token],
    found: Sequence[Mention],
    lists: Lexicon,
    countries: Sequence[str],
) -> Iterator[Mention]:
    """The mentions that are read as places, their signs and scores set.

    Args:
        found: with `chosen` set, in order.
        countries: what the document is about, ISO alpha-2.
    """
    signs = Signs(text, words, lists)
    named, divisions = _held(found)
    rows = _rows(text, words, found, lists)
    for at, one in enumerate(found):
        before = found[at - 1] if at else None
        if one.chosen is None or (one.after_comma and not _behind(text, before, one)):
            continue
        entry = one.chosen.entry
        one.signs = signs.of(one, entry)
        if one.inside:
            kept = [sign for sign in one.signs if sign not in _OVERRULED]
            one.signs = [*kept, "comma"]
        elif before is not None and before.inside and _behind(text, before, one):
            one.signs.append("contained")
        if before is not None and _listed(text, words, before, one, lists):
            one.signs.append("listed")
        elif at in rows:
            one.signs.append("row")
        if entry.country in countries and entry.kind != "C":
            one.signs.append("here")
        if entry.kind in "TBF" and (entry.admin1 in divisions or entry.country in named):
            one.signs.append("held")
        if "loose" in one.signs and not {"held", "here", "comma"} & set(one.signs):
            one.signs = []
    yield from _standing(found, lists)


def _standing(found: Sequence[Mention], lists: Lexicon) -> Iterator[Mention]:
    weights = lists.weights
    threshold = weights["threshold"]
    for one in found:
        one.score = sum(weights[sign] for sign in one.signs) if one.signs else -inf
    least = threshold + weights["sure"]
    sure = {one.text.casefold() for one in found if one.score >= least and not one.short}
    for one in found:
        if one.signs and one.score < threshold and one.text.casefold() in sure:
            one.signs.append("elsewhere")
            one.score += weights["elsewhere"]
        if one.term is not None or one.score >= threshold:
            yield one


def _held(found: Sequence[Mention]) -> tuple[set[str], set[str]]:
    """Countries and divisions that the text names."""
    chosen = [one.chosen.entry for one in found if one.chosen is not None]
    countries = {entry.country for entry in chosen if entry.kind in "CA"}
    return countries, {entry.admin1 for entry in chosen if entry.kind == "A"}


def _listed(
    text: str, words: Sequence[Token], before: Mention, one: Mention, lists: Lexicon
) -> bool:
    """Whether a mention continues a list of places: "in A, B and C"."""
    marked = {"location", "listed", "preposition"} & set(before.signs)
    return bool(marked) and _joined(text, words, before, one, lists)


def _rows(
    text: str, words: Sequence[Token], found: Sequence[Mention], lists: Lexicon
) -> set[int]:
    """Indices of mentions in a list of three names or more that all lie in one country."""
    rows: set[int] = set()
    row: list[int] = []
    for at, one in enumerate(found):
        last = found[row[-1]] if row else None
        goes_on = (
            one.chosen is not None
            and last is not None
            and last.chosen is not None
            and one.chosen.entry.country == last.chosen.entry.country
            and _joined(text, words, last, one, lists)
        )
        row = [*row[1 - ROW :], at] if goes_on else [at]
        if len(row) == ROW:
            rows.update(row)
    return rows


def _joined(
    text: str, words: Sequence[Token], before: Mention, one: Mention, lists: Lexicon
) -> bool:
    """Whether nothing but a comma or "and" stands between two mentions."""
    between = [word.key for word in words[before.last : one.first]]
    joined = text[before.end : one.start].strip()
    if not between:
        return joined == "," or one.particle in lists.roles["and"]
    return len(between) == 1 and between[0] in lists.roles["and"]


def _behind(text: str, before: Mention | None, one: Mention) -> bool:
    """Whether a mention stands right behind another, a comma or bracket between."""
    if before is None:
        return False
    return text[before.end : one.start].strip() in (",", "", "(")
