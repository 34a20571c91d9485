"""The places of an event, in order, and where it happened if it names none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tallystick.model.values import Place, PlacePrecision
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.places import resolve_place
from tallystick.read.rules.attacks.roles import is_weapon
from tallystick.read.rules.days.stamps import heading_of
from tallystick.read.rules.events import event as ev
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.incidents.pointing import pointed_at
from tallystick.read.rules.incidents.scenes import scene_of
from tallystick.read.rules.places.country_here import country_here, heading_place
from tallystick.read.rules.places.home import document_country
from tallystick.read.rules.places.said_places import SITE_WORDS, said_places
from tallystick.read.rules.places.whose_place import (
    beside_the_point,
    of_somebody,
    passed_through,
)
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

ORDER = (
    (
        PlacePrecision.FACILITY,
        PlacePrecision.TOWN,
        PlacePrecision.NEAR,
        PlacePrecision.DISTRICT,
    ),
    (PlacePrecision.SEA,),
    (PlacePrecision.ADMIN1,),
    (PlacePrecision.COUNTRY,),
    (PlacePrecision.UNKNOWN,),
)
"""Places within which an event can lie, finest first; those of a row are as good."""
READING = "the country that the document's places lie in"


def places_of(scan: Scan, event: ev.Event) -> tuple[FoundPlace, ...]:
    """Places of an event, its own first, each once; a country only when nothing is finer.

    Its own is a fine one of its first telling, nearest to the word for it.
    """
    ranked = sorted(
        (
            (
                _row_of(frame, place),
                scan.in_title(frame.sentence),
                nth,
                *_aside(frame, place),
                place,
            )
            for nth, frame in enumerate(event.frames)
            for place in frame.places
        ),
        key=lambda one: one[:-1],
    )
    seen: dict[str, FoundPlace] = {}
    for *_, place in ranked:
        seen.setdefault(place.place.id or place.place.text.casefold(), place)
    if not seen:
        wide = place_told_elsewhere(scan, event)
        return (wide,) if wide is not None else ()
    return tuple(seen.values())


def _row_of(frame: Frame, place: FoundPlace) -> int:
    """Of `ORDER`; the ends of a voyage, and places told of people, stand behind them."""
    root = frame.sentence.place_root(place)
    away = passed_through(root) or beside_the_point(root)
    return len(ORDER) if away else _row(place)


def _row(place: FoundPlace) -> int:
    return next(n for n, row in enumerate(ORDER) if place.place.precision in row)


def _aside(frame: Frame, place: FoundPlace) -> tuple[bool, bool, bool, int]:
    """How far a place stands from the event: in front, in another branch, as a landmark."""
    root, opening = frame.sentence.place_root(place), frame.sentence.tokens[0]
    front = root.dep_ == "pobj" and root.head.i == opening.i
    landmark = root.dep_ == "pobj" and root.head.head.lemma in BEARINGS
    landmark = landmark or (root.dep_ == "poss" and root.head.lemma in SITE_WORDS)
    return front, not _told_of(frame, root), landmark, place.start


def _told_of(frame: Frame, root: Token) -> bool:
    """Whether a word hangs on an event's word, and not on who did it."""
    told = {one.token.i for one in frame.triggers}
    if any(one.i == root.i for t in frame.triggers for one in g.ancestors(t.token)):
        return True  # "Marat, where gunmen attacked a post"
    for one in g.ancestors(root):
        if one.i in told:
            return True
        if _of_a_doer(one) or (one.dep_ == "prep" and one.lower_ in AFTER):
            return False
    return False


def _of_a_doer(one: Token) -> bool:
    """Whether a word stands for who did it; a rocket does it where it falls."""
    by = g.child(one, "pobj") if one.dep_ == "agent" else None
    return one.dep_ == "nsubj" or (by is not None and not is_weapon(by))


BEARINGS = word_list("incidents/bearings")
AFTER = frozenset(("after", "before", "following", "since"))


def place_told_elsewhere(scan: Scan, event: ev.Event) -> FoundPlace | None:
    """Where an event happened that names no place: the scene, else the place told before it.

    A place that was told for something else says only which country it is, and that only
    where the document's places lie in one.
    """
    headed = _place_of_entry(scan, event.first.sentence)
    if headed is not None:
        return headed
    pointed = (pointed_at(scan, f) for f in event.frames)
    there = next((one for one in pointed if one is not None), None)
    if there is not None:
        return there
    scenes = (scene_of(scan, f) for f in event.frames if event.first.assertion in ev.REAL)
    scene = next((one for one in scenes if one is not None), None)
    sentence = event.first.sentence
    country = country_here(scan, sentence)
    if scene is not None or country is None:
        return scene
    told = next(iter(_told_around(scan, event, country)), None)
    if told is None:
        return None
    words = told.place.text
    wide = Place(words, country=country, precision=PlacePrecision.COUNTRY, reading=READING)
    return replace(told, place=wide)


def _place_of_entry(scan: Scan, sentence: Sentence) -> FoundPlace | None:
    """The place in the heading of an entry: "1. Marat, 7 January."."""
    heading = heading_of(scan, sentence)
    if heading is None:
        return heading_place(scan, sentence)
    taken = [(d.start, d.end) for d in heading.dates]
    name = [
        t
        for t in heading.tokens
        if t.pos_ == "PROPN" and not any(a <= heading.at(t) < b for a, b in taken)
    ]
    if not name:
        return None
    span = heading.span(name[0], name[-1])
    known = [p for p in scan.once_of(said_places, heading) if p.start == span.start]
    if known:
        return known[0]
    words = scan.document.string(heading.part)[span.start : span.end]
    country = scan.once(document_country)
    place = Place(words, country=country, precision=PlacePrecision.TOWN)
    return FoundPlace(span.start, span.end, PlaceUse.LITERAL, place, "of its entry")


def _told_around(scan: Scan, event: ev.Event, country: str) -> Iterable[FoundPlace]:
    """The document's places in a country: before the event, of its dateline, anywhere."""
    first = event.first.sentence
    before = (first, *scan.before(first, len(scan.sentences)))
    yield from _within(scan, country, before)
    home = scan.document.dateline
    place = resolve_place(home) if home is not None else None
    if place is not None and place.country == country:
        yield FoundPlace(0, 0, PlaceUse.LITERAL, place, "the dateline")
    yield from _within(scan, country, scan.sentences)


def _within(
    scan: Scan, country: str, sentences: Iterable[Sentence]
) -> Iterable[FoundPlace]:
    """The places of some sentences that lie in a country: of each the finest first."""
    for sentence in sentences:
        told = [
            place
            for place in scan.once_of(said_places, sentence)
            if place.place.country == country and place.use is PlaceUse.LITERAL
        ]
        yield from sorted(told, key=lambda p: (_speakers(sentence, p), _row(p), p.start))


def _speakers(sentence: Sentence, place: FoundPlace) -> bool:
    """Whether a place is only where somebody spoke, or part of their name."""
    return of_somebody(g.first_conjunct(sentence.place_root(place)), ())
