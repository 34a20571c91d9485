"""Where a report comes from: its dateline, and the place that its publisher is named after."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tallystick.model.documents import Document
from tallystick.read.actors import resolve_actor
from tallystick.read.found import PlaceUse
from tallystick.read.places import find_places, resolve_place
from tallystick.read.places.gazetteer import gazetteer

LONGEST_NAME = 3
"""Words with which a publisher's name may open that are a place: "Deir ez-Zor 24"."""
KNOWN = 10_000
"""People of a town of which a name is taken for the place, as many words are for small ones."""
PUBLISHERS = 1 << 12
"""Publishers whose country is remembered: a reading may go round among hundreds of them."""


def home_countries(document: Document) -> tuple[str, ...]:
    """The country of the dateline and of the publisher: they help to tell one Tripoli from
    another."""
    home = _country_of(document.dateline) if document.dateline is not None else None
    told = (home, publisher_country(document.source))
    return tuple(dict.fromkeys(country for country in told if country))


@lru_cache(maxsize=256)
def _country_of(dateline: str) -> str | None:
    return resolve_place(dateline).country


@lru_cache(maxsize=PUBLISHERS)
def publisher_country(publisher: str) -> str | None:
    """The one country of the places that a publisher's name has: "Harbour Post, Marat".

    One that the directory knows is read everywhere and tells of everywhere.
    """
    if not publisher or resolve_actor(publisher).actor is not None:
        return None
    told = set(_countries(publisher)) or set(_opening(publisher))
    return told.pop() if len(told) == 1 else None


def _countries(publisher: str) -> Iterator[str]:
    for found in find_places(publisher):
        if found.place.country and found.use is PlaceUse.LITERAL:
            yield found.place.country


def _opening(publisher: str) -> Iterator[str]:
    """The country of the place or people that a name opens with: "Marat Traders' Union"."""
    words = publisher.removeprefix("The ").split()
    for count in range(LONGEST_NAME, 0, -1):
        told = "in " + " ".join(words[:count]).strip(",;:")
        for found in find_places(told):
            whole = found.start == len("in ") and found.end == len(told)
            if whole and found.place.country and _large(found.place.id):
                yield found.place.country
                return


def _large(place: str | None) -> bool:
    entry = gazetteer().by_id(place) if place is not None else None
    small = entry is not None and entry.kind == "T" and not entry.curated
    return not (small and entry is not None and entry.population < KNOWN)
