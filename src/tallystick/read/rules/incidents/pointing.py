"""Places that a text only points to: "here" in a report with a dateline, "the same town"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.model.values import Part, PlacePrecision
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.places import resolve_place
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.places.said_places import WHERE, said_places
from tallystick.read.rules.places.whose_place import beside_the_point, of_somebody
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

NEAR = 4
"""Steps in the parse from the event's word to "here"."""
FARTHEST = 4
"""So many sentences back "the same town" may have been named."""
AGAIN = word_list("incidents/again")
TOWNS = word_list("incidents/towns")
GARRISONS = word_list("incidents/garrisons")
SETTLED = (PlacePrecision.TOWN, PlacePrecision.NEAR)
HIT = ("dobj", "nsubjpass")
FINE = frozenset(
    (
        PlacePrecision.FACILITY,
        PlacePrecision.TOWN,
        PlacePrecision.NEAR,
        PlacePrecision.DISTRICT,
    )
)


@dataclass(frozen=True)
class _Named:
    """A place that was named, and the word of its name that its sentence hangs it on."""

    place: FoundPlace
    root: Token


def pointed_at(scan: Scan, frame: Frame) -> FoundPlace | None:
    """Where an event is told to be by pointing to it; None if it is not."""
    for token in frame.sentence.tokens:
        if token.lower_ == "here" and _near(frame, token):
            return _filed_at(scan)
        if token.lemma in AGAIN:
            found = _pointed(scan, frame, token)
            if found is not None:
                return found
    return None


def _pointed(scan: Scan, frame: Frame, noun: Token) -> FoundPlace | None:
    """What "the same town", "the base" stand for, if it was named before."""
    same = any(c.lower_ == "same" and _near(frame, c) for c in noun.children)
    if not (same or (_bare(noun) and _there(frame, noun))):
        return None
    told = list(_named_before(scan, frame.sentence))
    fit = next((one.place for one in told if _fits(noun, one)), None)
    return fit or (told[0].place if same and told else None)


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


def _there(frame: Frame, noun: Token) -> bool:
    """Whether a noun stands where scenes stand, by the event's own word."""
    told = {one.token.i for one in frame.triggers}
    struck = noun.dep_ in HIT and noun.head.i in told
    placed = noun.dep_ == "pobj" and noun.head.lower_ in WHERE
    placed = placed and (noun.head.head.pos_ == "VERB" or noun.head.head.i in told)
    return (struck or placed) and min(
        g.distance(noun, t.token) for t in frame.triggers
    ) <= NEAR


def _bare(noun: Token) -> bool:
    """ "The base", "that town", and no word more: one told before."""
    words = [c for c in noun.children if not c.is_punct]
    return [c.lower_ for c in words] in (["the"], ["that"], ["this"])


def _fits(noun: Token, one: _Named) -> bool:
    """Whether a place may be called so: by its name, by what it was called, by its kind."""
    words = {w.strip(",.'’") for w in one.place.place.text.casefold().split()}
    if any(w.endswith(noun.lemma) for w in words):
        return True
    called = [c for c in one.root.children if c.dep_ == "appos"]
    over = [t for t in g.ancestors(one.root) if t.pos_ in ("NOUN", "PROPN")]
    if any(t.lemma == noun.lemma for t in (*called, *over)):
        return True
    if noun.lemma in GARRISONS:
        told = {*words, *(t.lemma for t in (*called, *over))}
        return bool(GARRISONS & told)
    return noun.lemma in TOWNS and one.place.place.precision in SETTLED


def _named_before(scan: Scan, sentence: Sentence) -> Iterator[_Named]:
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
                yield _Named(place, root)
