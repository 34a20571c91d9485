"""Names of private persons, so that published pages can mask them.

Officials in role stay named: a person whose name follows or precedes a title or role, who
speaks for a body, or whom the directory knows. Everyone else is private: victims,
witnesses, suspects, authors of posts. In doubt a name is private: masking one too many
costs a reader less than naming a victim costs a family.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.values import Span
from tallystick.read.actors import find_roles
from tallystick.read.rules.actors.reference import BODY_NOUNS, GROUP_NOUNS
from tallystick.read.rules.harm.words import harmed
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

NO_PERSON = (
    "DATE",
    "TIME",
    "FAC",
    "PRODUCT",
    "EVENT",
    "LOC",
    "LAW",
    "WORK_OF_ART",
    "LANGUAGE",
)
BODIES = GROUP_NOUNS | BODY_NOUNS | word_list("actors/bodies")
"""Last words of the names of bodies: "Ember Brigades" is no person."""
SHORTEST = 3
"""Shorter words of a name ("al", "de") tell nobody apart."""


def private_spans(scan: Scan) -> tuple[Span, ...]:
    """The spans of private persons' names, in order; every later mention of one too."""
    officials = _official_names(scan)
    found: list[Span] = []
    for sentence in scan.sentences:
        for start, end in (*_persons(sentence), *_by_position(sentence)):
            name = scan.document.string(sentence.part)[start:end]
            if not _words(name) & officials:
                found.append(Span(sentence.part, start, end))
    private = {w for span in found for w in _words(scan.document.quote(span))}
    found += _again(scan, private - officials, found)
    return tuple(sorted(set(found), key=lambda s: (s.part, s.start, s.end)))


def _words(name: str) -> set[str]:
    return {word.strip("'’.,") for word in name.split() if len(word) >= SHORTEST}


def _official_names(scan: Scan) -> set[str]:
    """Words of the names of persons in role, so that "Ryder" is known after "Pat Ryder"."""
    names: set[str] = set()
    for part in dict.fromkeys(s.part for s in scan.sentences):
        text = scan.document.string(part)
        for role in find_roles(text, scan.document.language):
            names |= _words(text[role.person_start : role.person_end])
    for sentence in scan.sentences:
        text = scan.document.string(sentence.part)
        for actor in sentence.actors:
            names |= _words(text[actor.start : actor.end])
    return names


def _known(sentence: Sentence) -> list[tuple[int, int]]:
    known = [(a.start, a.end) for a in sentence.actors]
    return known + [(p.start, p.end) for p in sentence.places]


def _persons(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches that the parser takes for persons and that no actor or place covers."""
    known = _known(sentence)
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if token.ent_type_ != "PERSON" or token.ent_iob_ == "I":
            continue
        last = at
        while last + 1 < len(tokens) and tokens[last + 1].ent_iob_ == "I":
            last += 1
        span = sentence.span(token, tokens[last])
        if not _like_a_name(sentence, token, tokens[last]):
            continue
        if not any(s < span.end and span.start < e for s, e in known):
            yield span.start, span.end


def _by_position(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Names where victims and witnesses stand: hurt, aged, "a shopkeeper", "named ..."."""
    known = _known(sentence)
    for token in sentence.tokens:
        if token.pos_ != "PROPN" or token.dep_ in ("compound", "nmod", "amod", "poss"):
            continue
        first, last = g.noun_phrase(token)
        span = sentence.span(first, last)
        if any(s < span.end and span.start < e for s, e in known):
            continue
        alone = first.i == last.i
        told = _described(token) or _named(token) or (harmed(token) and not alone)
        if told and _like_a_name(sentence, first, last):
            yield span.start, span.end


def _like_a_name(sentence: Sentence, first: Token, last: Token) -> bool:
    """Whether capitalised words can be a person's: no date, ship, weapon, number."""
    words = [t for t in sentence.tokens if first.i <= t.i <= last.i]
    span = sentence.span(first, last)
    if any(d.start < span.end and span.start < d.end for d in sentence.dates):
        return False
    if last.lemma.removesuffix("s") in BODIES:
        return False
    if any(t.ent_type_ in NO_PERSON or t.text.isupper() or t.like_num for t in words):
        return False
    return all(t.text[:1].isupper() for t in words if t.is_alpha)


def _described(token: Token) -> bool:
    """ "Nadia Ferran, a shopkeeper", "Omar Said, 34"."""
    people = table("persons", "lemma", "role")
    for c in token.children:
        if c.dep_ == "appos" and (c.lemma in people or c.tag_ == "NN" or c.like_num):
            return True
    return False


def _named(token: Token) -> bool:
    """ "A man named ...", "identified as ..."."""
    over = token.head
    if token.dep_ == "oprd" and over.lemma in ("name", "call"):
        return True
    return token.dep_ == "pobj" and over.lower_ == "as" and over.head.lemma == "identify"


def _again(scan: Scan, private: set[str], found: list[Span]) -> list[Span]:
    """Later mentions of a private person by a part of the name."""
    more = []
    for sentence in scan.sentences:
        for token in sentence.tokens:
            if token.pos_ != "PROPN" or token.text not in private:
                continue
            span = sentence.span(token)
            if not any(span.overlaps(other) for other in found):
                more.append(span)
    return more
