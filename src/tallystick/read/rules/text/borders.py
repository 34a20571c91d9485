"""Borders as places: "near the Jordan-Syria border" is in neither country for certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.values import Place, PlaceCandidate, PlacePrecision
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.places import resolve_place

BETWEEN = re.compile(r"\s?[-–/]\s?|\s+and\s+(?:the\s+)?")
"""What may stand between two countries that share a border."""
AFTER = re.compile(r"(?:'s|’s|ian|an)?\s+(?:border|frontier)\b")
BEFORE = re.compile(r"\b(?:border|frontier)\s+(?:between|of|area of)\s+(?:the\s+)?$")
HYPHENED = re.compile(r"\b([A-Z]\w+)[-–]$")
RADIUS_KM = 50.0
"""How far "near the border" reaches, as we take it."""


def with_borders(text: str, places: Sequence[FoundPlace]) -> tuple[FoundPlace, ...]:
    """The places of a text with each pair of countries at a border made one place.

    It has no country, and both in its alternatives with equal weight: nothing is guessed.
    """
    found: list[FoundPlace] = []
    for place in places:
        last = found[-1] if found else None
        first = _hyphened(text, place)
        if last is not None and _pair(text, last, place):
            found[-1] = _border(text, last, place)
        elif first is not None and _pair(text, first, place):
            found.append(_border(text, first, place))
        else:
            found.append(place)
    return tuple(found)


def _hyphened(text: str, place: FoundPlace) -> FoundPlace | None:
    """The country before a hyphen: "Jordan" of "Jordan-Syria border"."""
    before = HYPHENED.search(text[: place.start][-40:])
    if before is None or not AFTER.match(text, place.end):
        return None
    start = place.start - len(before.group(0))
    known = resolve_place(before.group(1))
    end = start + len(before.group(1))
    return replace(place, start=start, end=end, place=known) if known.country else None


def _pair(text: str, one: FoundPlace, other: FoundPlace) -> bool:
    countries = (PlacePrecision.COUNTRY, PlacePrecision.COUNTRY)
    if (one.place.precision, other.place.precision) != countries:
        return False
    if one.place.country == other.place.country:
        return False
    if not BETWEEN.fullmatch(text[one.end : other.start]):
        return False
    return bool(AFTER.match(text, other.end) or BEFORE.search(text[: one.start][-40:]))


def _border(text: str, one: FoundPlace, other: FoundPlace) -> FoundPlace:
    after = AFTER.match(text, other.end)
    end = after.end() if after else other.end
    sides = tuple(
        PlaceCandidate(p.place.id, p.place.name or p.place.text, p.place.country, 0.5)
        for p in (one, other)
        if p.place.id is not None
    )
    place = Place(
        text=text[one.start : end],
        precision=PlacePrecision.NEAR,
        radius_km=RADIUS_KM,
        alternatives=sides,
        reading="a border lies in neither country for certain",
    )
    return replace(
        one, end=end, use=PlaceUse.LITERAL, place=place, reason="two countries at a border"
    )
