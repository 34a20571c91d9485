"""Place names in a text, in one pass: spans, links, readings, acceptance, description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tallystick.model.values import Place
from tallystick.read.found import FoundPlace
from tallystick.read.places.accept import accepted
from tallystick.read.places.choose import choose
from tallystick.read.places.describe import Describer
from tallystick.read.places.gazetteer import gazetteer
from tallystick.read.places.lexicon import lexicon
from tallystick.read.places.link import link
from tallystick.read.places.mentions import Finder, Mention
from tallystick.read.places.tokens import Token, tokens

_ARTICLE = 4
"""Characters that may stand before the one name that `resolve_place` is asked."""


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known of a document before its places are read."""

    countries: tuple[str, ...] = ()
    """ISO alpha-2 of the countries that it is about (its publisher's, its dateline's)."""
    language: str = "en"
    """ISO 639-1."""


NO_CONTEXT = PlaceContext()


def find_places(
    text: str, context: PlaceContext = NO_CONTEXT, *, user_sites: tuple[Path, ...] = ()
) -> tuple[FoundPlace, ...]:
    """Read the place names of a text.

    Args:
        text: any string; offsets count its code points.
        context: what the document is about.
        user_sites: tables of a user's own sites, read before ours.

    Returns:
        Finds in order of start, not overlapping. A name that is inside another's
        container is a find of its own: "Tower 22 in Jordan" gives two.

    Raises:
        SetupError: the gazetteer is not installed.
        SourceError: a user's table cannot be read.
    """
    words, found = _read(text, context, user_sites)
    lists = lexicon(context.language)
    kept = accepted(text, words, found, lists, context.countries)
    describer = Describer(text, words, gazetteer(user_sites), lists)
    return tuple(describer.found(one) for one in kept)


def resolve_place(
    name: str, context: PlaceContext = NO_CONTEXT, *, user_sites: tuple[Path, ...] = ()
) -> Place:
    """What one name on its own means; that it is a place is taken for granted.

    Returns:
        A place with `text` as given; `id` None and precision unknown if nothing is
        known of it.

    Raises:
        SetupError: the gazetteer is not installed.
        SourceError: a user's table cannot be read.
    """
    words, found = _read(name, context, user_sites)
    found = [one for one in found if one.start <= _ARTICLE]
    best = max(found, key=lambda one: (one.end - one.start, -one.start), default=None)
    if best is None:
        return Place(name)
    describer = Describer(name, words, gazetteer(user_sites), lexicon(context.language))
    return describer.place(name, best)[0]


def _read(
    text: str, context: PlaceContext, user_sites: tuple[Path, ...]
) -> tuple[Sequence[Token], list[Mention]]:
    lists = lexicon(context.language)
    words = tokens(text, context.language)
    found = list(Finder(text, words, gazetteer(user_sites), lists).mentions())
    link(text, words, found, lists)
    choose(found, context.countries, lists.weights)
    return words, found
