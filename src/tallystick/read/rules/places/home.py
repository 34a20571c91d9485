"""The country that a document is about, and names that it cannot mean.

A report on one district of Niger that tells of Boni does not mean the Boni in Germany,
though the gazetteer knows no other: nothing else in the report is German.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from tallystick.model.values import Place, PlacePrecision
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.places import resolve_place
from tallystick.read.places.gazetteer import gazetteer
from tallystick.read.places.keys import exact_key
from tallystick.read.rules.places.whose_place import NATIVES
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.publishers import publisher_country
from tallystick.read.rules.text.scan import Scan, Sentence, Token

LEAST_SHARE = 0.6
"""From this share of its places on, a document is about one country."""
LARGE_TOWN, LARGE_DIVISION = 100_000, 1_000_000
KNOWN_CITY = 300_000
"""People of a place that a report may name whatever else it is about."""
KNOWN_TOWN = 40_000
"""And of a town in which something is told to be, where there is no other of its name."""
ACROSS = 2.5
"""Degrees within which a place lies just across the border from another."""
FEWEST_SCENES = 2
"""So many scenes in one country make a report one on it, whoever else is named."""
VOUCHERS = 2
"""So many names of one country make a report one on that country."""


LIES_IN = re.compile(
    r",? (?:(?:(?:a|an|the) (?:[\w-]+ ){0,2})?(?:district|area|quarter|suburb|neighbou?rhood|region"
    r"|province|town|village|port|city|township|commune|hamlet|municipality|settlement|county) )?"
    r"(?:of|in) (?:the )?(?:(?:north|south|east|west|centr)\w*(?:al)? )?|, "
    r"|,? (?:(?:just|about|some|around|roughly) )?(?:[\w.,]+ ?(?:km|kilomet\w+|mi\w*),? )?"
    r"(?:(?:to the )?(?:north|south|east|west)[\w-]* (?:of|from) (?:the )?"
    r"|(?:from|outside|near|off) )"
)
"""What may stand between a place and what it lies in."""


@dataclass(frozen=True)
class _Named:
    """What names a country in a document, and whether it is a place in it, no people."""

    name: str
    country: str
    literal: bool


def document_country(scan: Scan) -> str | None:
    """The one country that a document's places lie in, by far the most of them; else None.

    Places that something is told to be in speak first, then all that are named: who acts,
    speaks or sends help may be from anywhere. Where two countries are named as often, the
    one whose people are not named: they act, and where they act is the other ("an Israeli
    drone", "villages of Lebanon"). Peoples count where no place does.
    """
    named = scan.once(_placed)
    home = told_from(scan)
    dateline = Counter([home.country] if home is not None else [])
    counts = Counter(country for country, _ in named) + dateline
    scenes = Counter(country for country, there in named if there) + dateline
    peoples = _demonyms(scan)
    if not counts:
        return _most(peoples) or _of_groups(scan)
    top = max(counts.values())
    tied = [c for c, n in counts.items() if n == top]
    where = [c for c in tied if c not in peoples]
    often = Counter({c: n for c, n in scenes.items() if n >= FEWEST_SCENES})
    most = _most(scenes + counts) or _most(counts) or _most(often)
    return most or (where[0] if len(where) == 1 else None)


GROUPS = frozenset(
    "non_state_political_armed identity_militia state_aligned_paramilitary state_military_home "
    "state_police_home".split()
)
"""Who fights in a country of their own more often than elsewhere."""


def _of_groups(scan: Scan) -> str | None:
    """The one country that the known groups and forces of a document are of; else None."""
    told = {
        a.country
        for s in scan.sentences
        for a in s.actors
        if a.actor is not None and a.actor_type in GROUPS and a.country is not None
    }
    return told.pop() if len(told) == 1 else None


def _placed(scan: Scan) -> list[tuple[str, bool]]:
    """The country of each place that a document means, and whether a thing is told there."""
    astray = scan.once(strays)
    return [
        (p.place.country, told_there(s, p))
        for s in scan.sentences
        for p in s.places
        if p.place.country and p.use is PlaceUse.LITERAL and place_key(s, p) not in astray
        if not _where_from(s.place_root(p))
    ]


def _where_from(root: Token) -> bool:
    """ "Marines from Rwanda", "a native of Yabelo": where people come from."""
    over = root.head.head
    if root.dep_ != "pobj" or root.head.lower_ not in ("from", "of"):
        return False
    people = table("persons", "lemma", "role")
    born = over.lemma in NATIVES
    return born or (root.head.lower_ == "from" and over.lemma in people)


def told_there(sentence: Sentence, found: FoundPlace) -> bool:
    """Whether something is told to be in, at or near a place, or on its way there."""
    root = sentence.place_root(found)
    top = g.first_conjunct(root)
    if top.dep_ == "poss" and top.head.lemma in LANDS:
        top = top.head  # "off Mozambique's northern coast"
    placed = top.dep_ == "pobj" and top.head.lower_ in PLACED
    return placed and top.head.head.dep_ not in ("acl", "relcl")  # "a group based in Mali"


def _demonyms(scan: Scan) -> Counter[str]:
    return Counter(
        p.place.country
        for s in scan.sentences
        for p in s.places
        if p.place.country and p.use is PlaceUse.DEMONYM
    )


def _most(counts: Counter[str]) -> str | None:
    if not counts:
        return None
    country, most = min(counts.items(), key=lambda one: (-one[1], one[0]))
    return country if most >= LEAST_SHARE * sum(counts.values()) else None


def strays(scan: Scan) -> frozenset[tuple[str, int]]:
    """Places known only in a country of which the document names nothing else, by `place_key`.

    Only where other names lie in one country, and only small ones; a name that is cut out
    of a longer one ("Sata" of "Bannang Sata"), or that hardly anybody uses for the place
    ("Boni" for Bonn), is doubted more.
    """
    named = list(_all_named(scan))
    points = _points(scan)
    held = [one for one in named if _vouched(one, named)]
    main = _most(Counter(one.country for one in {n for n in held if n.literal}))
    home = told_from(scan)
    if main is None and home is not None:
        main = home.country
    vouchers = len({one.name for one in held if one.country == main and one.literal})
    known = _well_known(scan) if main is None else frozenset()
    literal = {one for one in named if one.literal}
    vouched = (one.country for one in literal if _vouched(one, literal))
    countries = {*vouched, main or _of_groups(scan)}
    return frozenset(
        place_key(s, p)
        for s in scan.sentences
        for p in s.places
        if p.use is PlaceUse.LITERAL
        and (
            _of_a_paper(s, p)
            or (
                _small(p.place)
                and (
                    _elsewhere(s, p)
                    or _surname(scan, s, p)
                    or on_a_block(s, p.start)
                    or (
                        p.place.country not in countries
                        and (
                            _astray(s, p, vouchers)
                            if main
                            else _overshadowed(p.place, known)
                        )
                        and not _near_others(p.place, points)
                    )
                )
            )
        )
    )


def _well_known(scan: Scan) -> frozenset[str]:
    """The countries of the capitals and large towns that a document tells a thing to be in."""
    return frozenset(
        p.place.country
        for s in scan.sentences
        for p in s.places
        if p.use is PlaceUse.LITERAL and p.place.country and _large(p.place)
        if g.first_conjunct(s.place_root(p)).dep_ == "pobj"  # no "Cairo denied it"
    )


def _overshadowed(place: Place, known: frozenset[str]) -> bool:
    """Whether it is a small town, where only large ones of other countries are named."""
    entry = gazetteer().by_id(place.id or "")
    town = entry is not None and entry.kind == "T" and entry.population < KNOWN_TOWN
    return town and bool(known) and place.country not in known


def _large(place: Place) -> bool:
    entry = gazetteer().by_id(place.id) if place.id is not None else None
    if entry is None or entry.kind != "T" or _hardly(place, entry.name):
        return False
    return entry.capital or entry.population >= KNOWN_CITY


PAPERS = word_list("places/papers")


def _of_a_paper(sentence: Sentence, found: FoundPlace) -> bool:
    """Whether a town lends its name to what was signed there; nothing happened there."""
    root = sentence.place_root(found)
    town = found.place.precision is not PlacePrecision.COUNTRY
    return town and root.dep_ == "compound" and root.head.lemma in PAPERS


BLOCK = re.compile(
    r"\bblock of (?:(?:(?:N|S|E|W)\.|North|South|East|West|north|south|east|west) )?$"
)
"""Before the name of a street: "the 1300 block of North Marat"."""


def on_a_block(sentence: Sentence, start: int) -> bool:
    """Whether a name is that of the street of a block: no town of that name is meant."""
    return BLOCK.search(sentence.text[: start - sentence.start]) is not None


LANDS = word_list("places/lands")
PLACED = word_list("places/placed")


def people_named(scan: Scan) -> frozenset[str]:
    """The first names and surnames of people whom a document names in full."""
    return frozenset(
        word.text
        for s in scan.sentences
        for one, other in pairwise(s.tokens)
        if _of_one_person(one) and _of_one_person(other) and one.head.i == other.i
        for word in (one, other)
    )


def _of_one_person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and token.pos_ == "PROPN"


def named_after(scan: Scan, sentence: Sentence, name: Token) -> bool:
    """Whether a bare name is that of somebody whom the document names in full.

    "Dora Lanten drove off. Lanten was shot": no place, but "in Lanten" is one.
    """
    alone = not any(c.dep_ == "compound" for c in name.children) and name.dep_ != "compound"
    before = sentence.before(sentence.at(name))[-1:]
    placed = bool(before) and before[0].lower_ in PLACED
    return alone and not placed and name.text in scan.once(people_named)


def _surname(scan: Scan, sentence: Sentence, found: FoundPlace) -> bool:
    inside = sentence.within(found.start, found.end)
    return len(inside) == 1 and named_after(scan, sentence, inside[0])


def _points(scan: Scan) -> dict[str, tuple[float, float]]:
    """Where the towns and sites of a document lie, in degrees, by id."""
    return {
        known: at
        for s in scan.sentences
        for p in s.places
        if p.place.precision is not PlacePrecision.COUNTRY and p.use is PlaceUse.LITERAL
        for known, at in _point(p.place).items()
    }


def _point(place: Place) -> dict[str, tuple[float, float]]:
    """Where a place lies, by its id; nothing if it is not known."""
    if not place.id or place.lat is None or place.lon is None:
        return {}
    return {place.id: (place.lat, place.lon)}


def _near_others(place: Place, points: Mapping[str, tuple[float, float]]) -> bool:
    """Whether another place of the document lies just across the border: Jericho, Ganja."""
    if place.lat is None or place.lon is None:
        return False
    return any(
        abs(lat - place.lat) <= ACROSS and abs(lon - place.lon) <= ACROSS
        for known, (lat, lon) in points.items()
        if known != place.id
    )


def _small(place: Place) -> bool:
    """Whether it is a place of the gazetteer's that a report names for itself alone."""
    entry = gazetteer().by_id(place.id) if place.id is not None else None
    return entry is not None and not (entry.capital or entry.curated or entry.kind in "CK")


def _astray(sentence: Sentence, found: FoundPlace, vouchers: int) -> bool:
    """Whether a place of a country that nothing else names is a name cut short, or not large."""
    entry = gazetteer().by_id(found.place.id or "")
    if entry is None:
        return False
    if _cut_out(sentence, found) or _hardly(found.place, entry.name):
        return True
    known = not found.place.alternatives and told_there(sentence, found)
    town = KNOWN_TOWN if known else LARGE_TOWN
    largest = LARGE_DIVISION if entry.kind == "A" else town
    return vouchers >= VOUCHERS and entry.population < largest


def _cut_out(sentence: Sentence, found: FoundPlace) -> bool:
    """Whether a name goes on to the left of what was found: "Bannang Sata"."""
    before = sentence.before(found.start)[-1:]
    return any(
        t.pos_ == "PROPN"
        and t.text[:1].isupper()
        and sentence.at(t) + len(t.text) + 1 == found.start
        and not any(p.start <= sentence.at(t) < p.end for p in sentence.places)
        for t in before
    )


def _elsewhere(sentence: Sentence, found: FoundPlace) -> bool:
    """Whether it is told as part of a place in another country: "the Kola district of Beirut"."""
    after = next((p for p in sentence.places if p.start >= found.end), None)
    if after is None or after.place.country in (None, found.place.country):
        return False
    between = sentence.text[found.end - sentence.start : after.start - sentence.start]
    there = _near_others(found.place, _point(after.place))
    return not there and LIES_IN.fullmatch(between) is not None


def _hardly(place: Place, name: str) -> bool:
    """Whether a place is named by a word that looks nothing like its own name."""
    said = exact_key(place.text)
    return exact_key(name) not in said and said not in exact_key(name)


def places_meant(scan: Scan, sentence: Sentence) -> tuple[FoundPlace, ...]:
    """The places of a sentence without those that the document cannot mean."""
    astray = scan.once(strays)
    return tuple(p for p in sentence.places if place_key(sentence, p) not in astray)


def place_key(sentence: Sentence, place: FoundPlace) -> tuple[str, int]:
    """What tells a place of a document from others."""
    return sentence.part.value, place.start


def _all_named(scan: Scan) -> Iterator[_Named]:
    for sentence in scan.sentences:
        for p in sentence.places:
            if p.place.country is not None:
                literal = p.use is PlaceUse.LITERAL
                yield _Named(p.place.name or p.place.text, p.place.country, literal)
    home = told_from(scan)
    if home is not None:
        yield home


def _vouched(one: _Named, named: Iterable[_Named]) -> bool:
    return any(o.country == one.country and o.name != one.name for o in named)


def told_from(scan: Scan) -> _Named | None:
    """The place of the dateline, else the country that the publisher is named after."""
    told = scan.document.dateline
    place = resolve_place(told) if told is not None else None
    if place is not None and place.country is not None:
        return _Named(place.name or place.text, place.country, literal=True)
    publisher = scan.document.source
    country = publisher_country(publisher)
    return _Named(publisher, country, literal=True) if country is not None else None
