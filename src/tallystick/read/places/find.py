"""Place names in a text: spans, readings, uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from tallystick.model.values import Place, PlaceCandidate, PlacePrecision
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.places.choose import choose
from tallystick.read.places.evidence import Signs
from tallystick.read.places.gazetteer import Entry, Hit, gazetteer
from tallystick.read.places.lexicon import Lexicon, lexicon
from tallystick.read.places.mentions import GAPS, Finder, Mention
from tallystick.read.places.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known of a document before its places are read.

    Attributes:
        countries: ISO alpha-2 of the countries that it is about (its publisher's, its
            dateline's); may be empty.
        language: ISO 639-1.
    """

    countries: tuple[str, ...] = ()
    language: str = "en"


NO_CONTEXT = PlaceContext()


def find_places(
    text: str, context: PlaceContext = NO_CONTEXT, *, user_sites: Path | None = None
) -> tuple[FoundPlace, ...]:
    """Read the place names of a text.

    Args:
        text: any string; offsets count its code points.
        context: what the document is about.
        user_sites: a table of a user's own sites, read before ours.

    Returns:
        Finds in order of start, not overlapping.

    Raises:
        SetupError: the gazetteer is not installed.
        SourceError: the user's table cannot be read.
    """
    lists = lexicon()
    words = tokens(text, "tr" if context.language == "tr" else "")
    found = list(Finder(text, words, gazetteer(user_sites), lists).mentions())
    _link(text, words, found)
    choose(found, context.countries)
    kept = _judged(text, words, found, lists, context)
    return tuple(_found(text, words, one, lists) for one in kept)


def resolve_place(
    name: str, context: PlaceContext = NO_CONTEXT, *, user_sites: Path | None = None
) -> Place:
    """What one name on its own means.

    Returns:
        A place with `text` as given; `id` None and precision unknown if nothing is
        known of it.
    """
    words = tokens(name, "tr" if context.language == "tr" else "")
    found = list(Finder(name, words, gazetteer(user_sites), lexicon()).mentions())
    _link(name, words, found)
    choose(found, context.countries)
    best = max(found, key=lambda one: (one.end - one.start, -one.start), default=None)
    if best is None or best.start > 4:
        return Place(name)
    return _place(name, words, best, lexicon())[0]


def _link(text: str, words: Sequence[Token], found: Sequence[Mention]) -> None:
    """Note which mention is said to lie in which: "Paris, Texas", "Mosul in Iraq"."""
    for one, other in zip(found, found[1:], strict=False):
        if one.term or other.term:
            continue
        between = text[one.end : other.start]
        if between.strip(" \n") in (",", "in", ", in", "(", "- in") or between == " ":
            inside = _container(one, other)
            comma = "," in between or "(" in between
            if inside and (comma or "in" in between or other.short):
                one.inside = inside
                one.notes.append(f"stands before {other.text}")


def _container(one: Mention, other: Mention) -> str:
    """The code of the country or division that `other` names and `one` lies in."""
    if one.demonym or other.demonym:
        return ""
    if one.hits[0].entry.kind in "CA" and not other.short:
        return ""
    for hit in other.hits[:8]:
        entry = hit.entry
        code = {"C": entry.country, "A": entry.admin1}.get(entry.kind)
        if code and any(_within(code, h.entry) for h in one.hits):
            return code
    return ""


def _within(code: str, entry: Entry) -> bool:
    if len(code) == 2:
        return entry.country == code and entry.kind != "C"
    return entry.admin1 == code and entry.kind not in "CA"


def _judged(
    text: str,
    words: Sequence[Token],
    found: Sequence[Mention],
    lists: Lexicon,
    context: PlaceContext,
) -> Iterator[Mention]:
    signs = Signs(text, words, lists)
    named = {one.chosen.entry.country for one in found if one.chosen and _solid(one)}
    divisions = {one.chosen.entry.admin1 for one in found if one.chosen and _solid(one)}
    for at, one in enumerate(found):
        if one.chosen is None or one.term is not None:
            continue
        entry = one.chosen.entry
        listed = signs.of(one, entry)
        if one.after_comma and not (at and _comma(text, found[at - 1], one)):
            continue
        if one.inside:
            listed.append("comma")
        elif at and found[at - 1].inside and _comma(text, found[at - 1], one):
            listed.append("contained")
        if entry.country in context.countries and entry.kind not in "C":
            listed.append("here")
        if entry.kind in "TBF" and (entry.admin1 in divisions or entry.country in named):
            listed.append("held")
        if "loose" in listed and not {"held", "here"} & set(listed) and entry.kind != "F":
            continue
        one.signs = listed
    return _standing(found, lists.weights)


def _standing(
    found: Sequence[Mention], weights: Mapping[str, float]
) -> Iterator[Mention]:
    """The mentions whose signs suffice, also by what others of the same name show."""
    threshold = weights["threshold"]
    for one in found:
        one.score = sum(weights[sign] for sign in one.signs) if one.signs else -inf
    sure = {
        one.text.casefold()
        for one in found
        if one.score >= threshold + weights["sure"] and not one.short
    }
    for one in found:
        if one.signs and one.text.casefold() in sure and one.score < threshold:
            one.signs.append("elsewhere")
            one.score += weights["elsewhere"]
        if one.term is not None or one.score >= threshold:
            yield one


def _solid(one: Mention) -> bool:
    return one.chosen is not None and one.chosen.entry.kind in "CA"


def _comma(text: str, one: Mention, other: Mention) -> bool:
    between = text[one.end : other.start]
    return between.strip() in (",", "", "(")


def _found(
    text: str, words: Sequence[Token], one: Mention, lists: Lexicon
) -> FoundPlace:
    place, reason = _place(text[one.start : one.end], words, one, lists)
    use = PlaceUse.DEMONYM if one.demonym else _use(words, one, lists)
    return FoundPlace(one.start, one.end, use, place, reason)


def _use(words: Sequence[Token], one: Mention, lists: Lexicon) -> PlaceUse:
    if one.chosen is None or one.kind or one.last >= len(words):
        return PlaceUse.LITERAL
    entry = one.chosen.entry
    seat = entry.kind == "C" or (entry.kind == "T" and entry.population > 300_000)
    after = words[one.last]
    if (
        seat
        and after.gap in GAPS
        and after.key in lists.roles["speech"]
        and not words[one.last - 1].tail
        and not _behind_preposition(words, one, lists)
    ):
        return PlaceUse.METONYM
    return PlaceUse.LITERAL


def _behind_preposition(words: Sequence[Token], one: Mention, lists: Lexicon) -> bool:
    before = words[one.first - 1] if one.first else None
    if before is None:
        return False
    return before.key in lists.roles["preposition"] | lists.roles["location"]


_PRECISION = {
    "C": PlacePrecision.COUNTRY, "A": PlacePrecision.ADMIN1, "B": PlacePrecision.DISTRICT,
    "T": PlacePrecision.TOWN, "F": PlacePrecision.FACILITY, "D": PlacePrecision.DISTRICT,
    "S": PlacePrecision.SEA, "W": PlacePrecision.SEA, "R": PlacePrecision.UNKNOWN,
    "K": PlacePrecision.UNKNOWN,
}  # fmt: skip


def _place(
    text: str, words: Sequence[Token], one: Mention, lists: Lexicon
) -> tuple[Place, str]:
    if one.term is not None:
        return Place(text, reading=one.term.rule), one.term.rule
    hit = one.chosen
    if hit is None:
        return Place(text), "nothing is known of it"
    entry = hit.entry
    precision, radius = _PRECISION[entry.kind], entry.radius
    if one.kind is not None and entry.kind == "T":
        precision, radius = one.kind.precision, max(entry.radius, one.kind.radius)
    place = Place(
        text, id=entry.id, name=entry.name, lat=entry.lat, lon=entry.lon,
        country=entry.country or None, admin1=entry.admin1 or None,
        precision=precision, radius_km=radius,
        alternatives=_alternatives(one.shares, entry),
    )  # fmt: skip
    return place, _reason(one, hit)


def _alternatives(
    shares: Sequence[tuple[Hit, float]], entry: Entry
) -> tuple[PlaceCandidate, ...]:
    if entry.split:
        even = round(1 / len(entry.split), 4)
        return tuple(PlaceCandidate(entry.id, entry.name, c, even) for c in entry.split)
    return tuple(
        PlaceCandidate(h.entry.id, h.entry.name, h.entry.country or None, round(s, 4))
        for h, s in shares[1:]
        if s >= 0.02
    )


def _reason(one: Mention, hit: Hit) -> str:
    lost = [f"{h.entry.name} {h.entry.admin1 or h.entry.country}" for h, _ in one.shares[1:3]]
    said = f"{one.text!r} in {hit.table}; signs: {', '.join(one.notes + one.signs)}; {one.score:g} points"
    return said + (f"; not {', '.join(lost)}" if lost else "")
