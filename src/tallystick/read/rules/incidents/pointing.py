"""Places that a text only points to: "here" in a report with a dateline, "the same town"."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.values import Part, PlacePrecision
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.places import resolve_place
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.places.said_places import said_places
from tallystick.read.rules.places.whose_place import beside_the_point, of_somebody
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

NEAR = 4
"""Steps in the parse from the event's word to "here"."""
FARTHEST = 4
"""So many sentences back "the same town" may have been named."""
AGAIN = word_list("incidents/again")
FINE = frozenset(
    (
        PlacePrecision.FACILITY,
        PlacePrecision.TOWN,
        PlacePrecision.NEAR,
        PlacePrecision.DISTRICT,
    )
)


def pointed_at(scan: Scan, frame: Frame) -> FoundPlace | None:
    """Where an event is told to be by pointing to it; None if it is not."""
    for token in frame.sentence.tokens:
        if token.lower_ == "here" and _near(frame, token):
            return _filed_at(scan)
        if token.lower_ == "same" and token.head.lemma in AGAIN and _near(frame, token):
            return next(_named_before(scan, frame.sentence), None)
    return None


def _near(frame: Frame, token: Token) -> bool:
    steps = (g.distance(token, one.token) for one in frame.triggers)
    return token.dep_ in ("advmod", "amod", "pcomp") and min(steps) <= NEAR


def _filed_at(scan: Scan) -> FoundPlace | None:
    """The place of the dateline, where it stands."""
    told = scan.document.dateline
    start = scan.document.text.find(told) if told else -1
    if told is None or start < 0:
        return None
    end = start + len(told)
    return FoundPlace(start, end, PlaceUse.LITERAL, resolve_place(told), "the dateline")


def _named_before(scan: Scan, sentence: Sentence) -> Iterator[FoundPlace]:
    """The towns and sites named before a sentence, nearest first, but for where people are
    from."""
    for near in scan.before(sentence, FARTHEST):
        if near.part is not Part.TEXT:
            return
        for place in scan.once_of(said_places, near):
            root = near.place_root(place)
            fine = place.place.precision in FINE and place.use is PlaceUse.LITERAL
            if fine and not (
                of_somebody(g.first_conjunct(root), ()) or beside_the_point(root)
            ):
                yield place
