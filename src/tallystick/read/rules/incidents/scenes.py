"""Where an event is told to have happened by what the place is, not by its name.

"On a beach in the capital", "outside the main bus station", "at the mouth of the river":
the words are kept; where they lie is the document's country, as far as it has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.values import Place, PlacePrecision
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.rules.attacks.roles import is_weapon
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.places.country_here import country_here
from tallystick.read.rules.places.said_places import WHERE
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table
from tallystick.read.rules.text.scan import Scan, Token

FARTHEST = 4
"""Steps in the parse from the event's word to its scene."""
HIT = ("dobj", "nsubjpass")
"""Where what was hit stands: a site that is hit is where it happened."""


def scene_of(scan: Scan, frame: Frame) -> FoundPlace | None:
    """The first scene that a telling describes; None if it describes none."""
    told = [one.token for one in frame.triggers]
    found = sorted(
        (min(g.distance(noun, token) for token in told), noun.i, noun)
        for noun in _scenes(frame)
        if not _dated(frame, noun)
    )
    if not found or found[0][0] > FARTHEST:
        return None
    first, last = _phrase(found[0][2])
    span = frame.sentence.span(first, last)
    text = scan.document.string(frame.sentence.part)[span.start : span.end]
    country = country_here(scan, frame.sentence)
    precision = PlacePrecision.COUNTRY if country else PlacePrecision.UNKNOWN
    reading = "a scene that is described, not named"
    place = Place(text, country=country, precision=precision, reading=reading)
    return FoundPlace(span.start, span.end, PlaceUse.LITERAL, place, reading)


def _scenes(frame: Frame) -> Iterator[Token]:
    """Nouns for a scene, behind "at" and the like, or as what was hit."""
    scenes = table("scenes", "lemma", "kind")
    for noun in frame.sentence.tokens:
        if noun.pos_ not in ("NOUN", "PROPN") or noun.lemma not in scenes:
            continue
        if scenes[noun.lemma] == "area" and _told_already(noun):
            continue
        if _of_the_hurt(noun):
            continue
        top = g.first_conjunct(noun)
        prep = top.head.lower_
        placed = top.dep_ == "pobj" and (
            prep in WHERE or (prep == "by" and scenes[noun.lemma] == "ground")
        )
        top = top.head if top.dep_ == "appos" else top
        struck = top.dep_ in HIT and top.head.i in {t.token.i for t in frame.triggers}
        if placed or (struck and not is_weapon(noun)):
            yield noun


def _of_the_hurt(noun: Token) -> bool:
    """ "Four are still in hospital": where the hurt lie, not where they were hurt."""
    return noun.lower_ == "hospital" and not any(True for _ in noun.children)


def _told_already(noun: Token) -> bool:
    """ "The city", "the same village": a place that was told before, by its name."""
    det = g.child(noun, "det")
    definite = det is not None and det.lower_ in ("the", "that", "this")
    own = any(c.dep_ in ("prep", "compound", "poss", "relcl", "acl") for c in noun.children)
    return definite and not own


def _dated(frame: Frame, noun: Token) -> bool:
    at = frame.sentence.at(noun)
    return any(d.start <= at < d.end for d in frame.sentence.dates)


def _phrase(noun: Token) -> tuple[Token, Token]:
    """The noun with its words, and with what it is part of: "the mouth of the river"."""
    first, last = g.noun_phrase(noun)
    if first.pos_ == "PRON" and first is not last:
        first = first.doc[first.i + 1]  # "its post"
    for prep in noun.children:
        part = g.child(prep, "pobj") if prep.lower_ in ("of", "in", "near") else None
        if part is not None and part.i > last.i:
            return first, g.noun_phrase(part)[1]
    return first, last
