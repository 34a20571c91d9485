"""The country of what is told in a sentence, where its own place does not say.

Nearest first: a province or country that the sentence tells the thing to be in, the heading
that it stands under, the document's country, other places of the sentence, those before it.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from tallystick.model.values import PlacePrecision
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.places import resolve_place
from tallystick.read.places.gazetteer import gazetteer
from tallystick.read.rules.places.home import document_country, places_meant, told_there
from tallystick.read.rules.places.told_kinds import KINDS
from tallystick.read.rules.text.scan import Scan, Sentence, Token

NEAR_BY = 3
"""So many sentences back a place may have been told that an unlisted one lies beside."""
LONGEST_ENTRY = 8
"""Sentences of an entry under a heading."""
LONGEST_HEADING = 5
"""Words of a heading: "Straits of Singapore.", "2. Gdansk"."""
KNOWN = 5_000
"""People of a town of which a heading is taken for a name, as many words are for small ones."""
WITHIN = frozenset(("in", "inside", "across", "within"))
NUMBERING = " 0123456789.)*-•"
CLOSES = (".", ":")
DIVISIONS = frozenset((PlacePrecision.ADMIN1, PlacePrecision.DISTRICT))
FINE = frozenset(PlacePrecision) - {PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN}
WHOLE = frozenset((PlacePrecision.COUNTRY,))


def country_here(scan: Scan, sentence: Sentence) -> str | None:
    """The country that a sentence tells of; None if nothing says it."""
    heading = heading_place(scan, sentence)
    return (
        _beside(scan, sentence, DIVISIONS)
        or _beside(scan, sentence, WHOLE)
        or (heading.place.country if heading is not None else None)
        or scan.once(document_country)
        or _beside(scan, sentence, FINE)
        or country_lately(scan, sentence)
    )


def _beside(
    scan: Scan, sentence: Sentence, precisions: Container[PlacePrecision]
) -> str | None:
    """The country of the places of some kinds that the sentence names, if it is one."""
    told = {
        p.place.country
        for p in scan.once_of(places_meant, sentence)
        if p.place.precision in precisions and p.use is PlaceUse.LITERAL
        if precisions is not WHOLE or _set_in(sentence, p)
    }
    return told.pop() if len(told) == 1 else None


def _set_in(sentence: Sentence, found: FoundPlace) -> bool:
    """ "In Cameroon gunmen came": no "troops from Chad", no "a group based in Mali"."""
    return told_there(sentence, found) and sentence.place_root(found).head.lower_ in WITHIN


def country_lately(scan: Scan, sentence: Sentence) -> str | None:
    """The country of the towns and provinces told last before it."""
    near = (_beside(scan, one, FINE) for one in scan.before(sentence, NEAR_BY))
    return next((country for country in near if country is not None), None)


def heading_place(scan: Scan, sentence: Sentence) -> FoundPlace | None:
    """The place that heads the entry of a sentence: "MARAT. Two shells hit a house."."""
    text = scan.document.string(sentence.part)
    for near in scan.before(sentence, LONGEST_ENTRY):
        if (
            near.part is not sentence.part
            or "\n" in text[near.end : sentence.start].lstrip()
        ):
            return None
        if heads(near, text):
            return near.once(_named_by)
    return None


def heads(sentence: Sentence, text: str) -> bool:
    """Whether a sentence opens a line and is nothing but a name."""
    words = [t for t in sentence.tokens if not t.is_punct and not t.like_num]
    if not 0 < len(words) <= LONGEST_HEADING or sentence.dates or "(" in sentence.text:
        return False
    opens = text[: sentence.start].rstrip(NUMBERING)[-1:] in ("", "\n")
    closed = (
        sentence.tokens[-1].text in CLOSES or text[sentence.end : sentence.end + 1] == "\n"
    )
    return opens and closed and words[0].text[:1].isupper() and all(map(_of_a_name, words))


def _of_a_name(word: Token) -> bool:
    return word.text[:1].isupper() or word.pos_ == "ADP" or word.lemma in KINDS


def _named_by(heading: Sentence) -> FoundPlace | None:
    """The place that a heading names, though it may be written in capitals."""
    first = next(t for t in heading.tokens if not t.is_punct and not t.like_num)
    start = heading.at(first)
    told = next((p for p in heading.places if p.use is PlaceUse.LITERAL), None)
    if told is not None and told.start == start:
        return told
    words = heading.text[start - heading.start :].rstrip(".: ")
    place = resolve_place(words.title() if words.isupper() else words)
    entry = gazetteer().by_id(place.id) if place.id is not None else None
    if entry is None or (entry.kind == "T" and entry.population < KNOWN):
        return told
    named = replace(place, text=words)
    return FoundPlace(start, start + len(words), PlaceUse.LITERAL, named, "a heading")
