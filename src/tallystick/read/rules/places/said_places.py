"""Places that a text names where no gazetteer knows them, and the country they lie in.

A village that nobody has listed is still where it happened: "near Zarmina". Its words are
kept; its country is that of the place it is told beside ("Zarmina, in Mali"), else that of
the document, where the document names one country only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tallystick.model.values import Place, PlacePrecision
from tallystick.read.found import DateShape, FoundPlace, PlaceUse
from tallystick.read.rules.places.country_here import country_here
from tallystick.read.rules.places.home import (
    LIES_IN,
    named_after,
    on_a_block,
    places_meant,
)
from tallystick.read.rules.places.told_kinds import KINDS, listed, told_to_be
from tallystick.read.rules.places.whose_place import PLACE_NOUNS, addressed
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

WHERE = word_list("places/where")
BEFORE_NAMES = WHERE | {"through", "across", "along"}
"""And those before its name alone: "tore through Marat"."""
ARTICLES = word_list("places/articles")
OWNED = word_list("places/owned")
TOWNS = frozenset("GPE LOC FAC".split())
SITE_WORDS = word_list("places/site_words")
OF_WORDS = word_list("places/of_words")
NO_PLACE = frozenset(
    "DATE TIME MONEY PERCENT QUANTITY ORDINAL CARDINAL EVENT LAW LANGUAGE".split()
)
LONG = (DateShape.SINCE, DateShape.UNTIL)
"""Dates that may hold an event and its place: "since the assault on Marat in March"."""
NO_NAMES = word_list("places/no_names")


def said_places(scan: Scan, sentence: Sentence) -> tuple[FoundPlace, ...]:
    """The places of a sentence with those that it names and no gazetteer knows, in order."""
    known = places_meant(scan, sentence)
    sentence = sentence if known == sentence.places else replace(sentence, places=known)
    more = [
        _placed(scan, sentence, first, last)
        for first, last in _names(scan, sentence)
        if not _covered(sentence, first, last)
    ]
    return tuple(sorted((*known, *more), key=lambda p: (p.start, p.end)))


def _names(scan: Scan, sentence: Sentence) -> Iterator[tuple[Token, Token]]:
    """First and last word of each name that stands where places stand, or is told to be one."""
    of_a_list = listed(sentence)
    for token in sentence.tokens:
        split = _with_article(token)
        if split is not None:
            yield token, split
            continue
        named = token.pos_ == "PROPN" or _taken_for_a_word(sentence, token)
        if token.dep_ == "pobj" or (token.dep_ == "conj" and named):
            top = g.first_conjunct(token)
            prep = top.head
            here = top.dep_ == "pobj" and (
                prep.lower_ in BEFORE_NAMES
                or (prep.lower_ == "of" and _holds(prep.head, token))
            )
        else:
            here = token.dep_ in ("dobj", "nsubjpass") and (
                token.ent_type_ in ("GPE", "LOC", "FAC")
                or token.lemma in SITE_WORDS
                or token.lemma in KINDS
                or _raided(token)
                or _where_it_was(token)
            )
            here = here or _called(token)
        here = here or (named and (token.i in of_a_list or told_to_be(token)))
        if not here or token.ent_type_ in NO_PLACE or _a_ship(token):
            continue
        first, last = g.noun_phrase(token)
        owner = g.child(token, "poss")
        if owner is not None and owner.pos_ == "PROPN" and owner.i + 2 < last.i:
            first = owner.doc[owner.i + 2]  # "Marat's Orlan district"
        if (
            first.lower_ in NO_NAMES
            or addressed(token)
            or named_after(scan, sentence, token)
        ):
            continue
        proper = [t for t in token.doc[first.i : last.i + 1] if t.pos_ == "PROPN"]
        site = token.lemma in SITE_WORDS or _of_its_kind(token)
        if _written_large(token) if named else site and proper:
            start = first if site else (*proper, token)[0]
            yield _after_article(start, token), last


def _a_ship(name: Token) -> bool:
    """ "The corvette Marat": named after a town, and no place."""
    kinds = table("attack_targets", "lemma", "target_type")
    vessel = name.nbor(-1) if name.i else name
    named = vessel.head.i == name.i and vessel.i < name.i
    return (
        named and kinds.get(vessel.lemma) == "maritime" and vessel.lemma not in SITE_WORDS
    )


def _of_its_kind(noun: Token) -> bool:
    """ "The Marat area", "Zarmina locality": the name of an area, and no people's."""
    name = noun.nbor(-1) if noun.i else noun
    return (
        noun.lemma in KINDS
        and name.pos_ == "PROPN"
        and name.dep_ == "compound"
        and name.ent_type_ != "NORP"
    )


def _taken_for_a_word(sentence: Sentence, token: Token) -> bool:
    """ "Clashed with them at Mbau": a name of which the parser makes a common noun."""
    inside = token.i > sentence.tokens[0].i and token.pos_ == "NOUN"
    name = inside and token.text[:1].isupper() and not token.text.isupper()
    return name and not any(
        c.dep_ in ("det", "amod", "nummod", "poss") for c in token.children
    )


def _called(name: Token) -> bool:
    """ "A gold site, Camp Blanquette, was attacked": what a place is called."""
    site = name.head
    if name.dep_ != "appos" or name.pos_ != "PROPN":
        return False
    known = site.lemma in SITE_WORDS or site.lemma in OF_WORDS or site.lemma in _scenes()
    hit = site.dep_ in ("dobj", "nsubjpass") or site.head.lower_ in WHERE
    return (known or site.lemma == "site") and hit


def _with_article(token: Token) -> Token | None:
    """The end of "near al-Marat" where the parser leaves "al" alone."""
    if (
        token.dep_ != "pobj"
        or token.lower_ not in ARTICLES
        or token.head.lower_ not in WHERE
    ):
        return None
    after = list(token.doc[token.i + 1 : token.i + 3])
    named = len(after) == 2 and after[0].text == "-" and after[1].text[:1].isupper()
    return after[1] if named else None


def _holds(noun: Token, name: Token) -> bool:
    """Whether a name after "of" is that of a place: "the village of", "the station of"."""
    known = noun.lemma
    if known in OWNED and name.ent_type_ not in TOWNS:
        return False
    return known in OF_WORDS or known in SITE_WORDS or known in _scenes()


def _scenes() -> Mapping[str, str]:
    return table("scenes", "lemma", "kind")


def _written_large(name: Token) -> bool:
    """Whether it is written as names are: "Marat", "al-Marat"; the parser takes others for some."""
    return any(part[:1].isupper() for part in name.text.split("-"))


RAIDS = word_list("places/raids")
VISITS = word_list("places/visits")
NAMELESS = frozenset("PERSON NORP PRODUCT".split())


def _raided(name: Token) -> bool:
    """ "Gunmen raided Zarmina": a bare name after a verb for what is done to places."""
    words = ("det", "amod", "poss", "compound", "nummod")
    if name.pos_ != "PROPN" or g.child(name, *words) is not None:
        return False
    verb = name.head.lemma
    return verb in RAIDS or (verb in VISITS and name.ent_type_ not in NAMELESS)


def _where_it_was(name: Token) -> bool:
    """ "Zarmina, where two men were shot"."""
    clauses = (c for c in name.children if c.dep_ == "relcl")
    return name.pos_ == "PROPN" and any(
        one.lower_ == "where" for clause in clauses for one in clause.children
    )


def _after_article(first: Token, last: Token) -> Token:
    words = [
        t for t in last.doc[first.i : last.i + 1] if t.pos_ not in ("DET", "NUM", "PUNCT")
    ]
    return words[0] if words else last


def _covered(sentence: Sentence, first: Token, last: Token) -> bool:
    """Whether a name is a place, a date or somebody known already."""
    span = sentence.span(first, last)
    taken = (
        *((d.start, d.end) for d in sentence.dates if d.shape not in LONG),
        *((a.start, a.end) for a in sentence.actors),
        *(
            (p.start, p.end)
            for p in sentence.places
            if p.use is PlaceUse.LITERAL and not _names_a_site(sentence, p, last)
        ),
    )
    people = table("persons", "lemma", "role")
    return any(s < span.end and span.start < e for s, e in taken) or last.lemma in people


def _names_a_site(sentence: Sentence, place: FoundPlace, last: Token) -> bool:
    """Whether a place only lends its name, or is cut out of a longer one.

    "The Marat night market", "Marat Park", "in Marat Waraabe".
    """
    root = sentence.place_root(place)
    site = last.lemma in SITE_WORDS or last.pos_ == "PROPN"
    return (
        site
        and last.lemma not in PLACE_NOUNS
        and root.dep_ == "compound"
        and root.head.i == last.i
    )


def _placed(scan: Scan, sentence: Sentence, first: Token, last: Token) -> FoundPlace:
    span = sentence.span(first, last)
    text = scan.document.string(sentence.part)[span.start : span.end]
    site = last.lemma in SITE_WORDS or on_a_block(sentence, span.start)
    place = Place(
        text,
        country=_country(scan, sentence, span.start, span.end),
        precision=PlacePrecision.FACILITY if site else PlacePrecision.TOWN,
    )
    return FoundPlace(
        span.start,
        span.end,
        PlaceUse.LITERAL,
        place,
        "a name where places stand; not listed",
    )


def _country(scan: Scan, sentence: Sentence, start: int, end: int) -> str | None:
    """Of the place told right after it, of a people named in it, else the document's."""
    after = [p for p in sentence.places if p.start >= end and p.place.country]
    if after and _joined(scan, sentence, end, after[0].start):
        return after[0].place.country
    inside = [p for p in sentence.places if p.start < end and start < p.end]
    named = next((p.place.country for p in inside if _lends(p)), None)
    return named or country_here(scan, sentence)


def _lends(place: FoundPlace) -> bool:
    """Whether what bears a place's name lies in its country: no "Japan hospital" of Mopti."""
    country = place.place.precision is PlacePrecision.COUNTRY
    return place.place.country is not None and not (
        country and place.use is PlaceUse.LITERAL
    )


def _joined(scan: Scan, sentence: Sentence, end: int, start: int) -> bool:
    """Whether one place is told as lying in the next: "Zarmina, in Mali's Mopti region"."""
    between = scan.document.string(sentence.part)[end:start]
    return (
        len(between) <= 40
        and not any(mark in between for mark in ".;:")
        and (
            LIES_IN.fullmatch(between) is not None
            or between.strip(" ,")
            in (
                "",
                "in",
                "in the",
                "in northern",
                "in southern",
                "in eastern",
                "in western",
                "in central",
                "district of",
                "of",
                "on",
                "near",
            )
        )
    )
