"""One person told without a number: "its driver was killed", "another guard was hurt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model.lists import Measure
from tallystick.model.values import Number
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules import grammar as g
from tallystick.read.rules.harm import harm_over
from tallystick.read.rules.lexicon import table
from tallystick.read.rules.scan import Sentence, Token
from tallystick.read.rules.units import Counted

OWNERS = frozenset("its his her their another one the".split())
MANY = frozenset(
    "family people crew force personnel crowd couple staff army troop group member".split()
)
"""Singular nouns for several people, or for an unknown number of them."""


def one_by_one(sentence: Sentence, counts: Sequence[Counted]) -> Iterator[Counted]:
    """The people of a sentence that were hurt one by one and that no number counts."""
    taken = {one.head.i for one in counts}
    for noun in sentence.tokens:
        if noun.i in taken or not (_one_person(noun) or _named(sentence, noun)):
            continue
        if counts and any(c.lower_ == "the" for c in noun.children):
            continue
        told = harm_over(noun)
        if told is not None and told[0] in (Measure.KILLED, Measure.INJURED):
            first, _ = g.noun_phrase(noun)
            at, end = sentence.at(first), sentence.at(first) + len(first.text)
            number = FoundNumber(
                at, end, at, end, Number.said(1), NumberUse.COUNT, "one person, by the noun"
            )
            yield Counted(number, told[0], noun, first, told[1], noun.text)


def _named(sentence: Sentence, noun: Token) -> bool:
    """A name where the victim of one verb stands, that is no place and no body."""
    if noun.tag_ != "NNP" or noun.dep_ not in ("nsubjpass", "dobj"):
        return False
    if noun.ent_type_ not in ("PERSON", "") or g.child(noun, "det", "nummod") is not None:
        return False
    at = sentence.at(noun)
    known = [(p.start, p.end) for p in sentence.places]
    known += [(a.start, a.end) for a in sentence.actors]
    known += [(d.start, d.end) for d in sentence.dates]
    return not any(start <= at < end for start, end in known)


def _one_person(noun: Token) -> bool:
    if noun.tag_ != "NN":
        return False
    if g.lemma(noun) in MANY or g.lemma(noun) not in table("persons", "lemma", "role"):
        return False
    marks = [c for c in noun.children if c.dep_ in ("det", "poss", "nummod", "amod")]
    if any(c.dep_ == "nummod" and c.lower_ != "one" for c in marks):
        return False
    if any(c.lower_ in OWNERS for c in marks):
        return True
    bare = not any(c.dep_ in ("det", "poss") for c in noun.children)
    return bare and noun.dep_ in ("nsubj", "nsubjpass") and noun.i == noun.sent.start
