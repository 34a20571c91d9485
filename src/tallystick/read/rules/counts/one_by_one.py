"""One person told without a number: "its driver was killed", "another guard was hurt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model.lists import Measure
from tallystick.model.values import Number
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.harm.injuries import ORDINALS
from tallystick.read.rules.harm.words import (
    DYING,
    HARM_NOUNS,
    HARM_WORDS,
    harm_over,
    headline_passive,
)
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Sentence, Token

BY_THE_NOUN = "one person, by the noun"
"""The reason of such a number."""
OWNERS = word_list("counts/one_by_one_owners")
PRONOUNS = frozenset(("he", "she"))
NEVER = ("VERB", "AUX", "ADP", "DET", "PUNCT", "CCONJ", "SCONJ", "PART", "SPACE")
"""Parts of speech of words that stand for nobody."""
OPENING = (":", "-", "–", ";")
"""After these a bare noun may open a telling: "Herat: guard killed at the gate"."""
MANY = word_list("counts/many")


def one_by_one(sentence: Sentence, counts: Sequence[Counted]) -> tuple[Counted, ...]:
    """The people of a sentence that were hurt one by one and that no number counts."""
    return sentence.once_at(_one_by_one, tuple(counts))


def _one_by_one(sentence: Sentence, counts: tuple[Counted, ...]) -> tuple[Counted, ...]:
    return tuple(_hurt_beside(sentence, counts))


def _hurt_beside(sentence: Sentence, counts: Sequence[Counted]) -> Iterator[Counted]:
    taken = {one.head.i for one in counts}
    taken |= {one.numeral.head.i for one in counts if one.numeral.dep_ == "det"}
    for noun in sentence.once(_people):
        if noun.i in taken:
            continue
        beside = g.first_conjunct(noun) is not noun
        leads = g.child(noun, "conj") is not None and not noun.tag_.endswith("S")
        alone = not beside and not leads
        told = harm_over(noun)
        known = alone and any(c.lower_ == "the" for c in noun.children)
        same = (one for one in counts if told is not None and one.measure is told[0])
        if told is None or (known and any(not _his(noun, one) for one in same)):
            continue
        if told[0] in (Measure.KILLED, Measure.INJURED):
            first, _ = g.noun_phrase(noun)
            at, end = sentence.at(first), sentence.at(first) + len(first.text)
            number = FoundNumber(
                at, end, at, end, Number.said(1), NumberUse.COUNT, BY_THE_NOUN
            )
            yield Counted(number, told[0], noun, first, told[1], noun.text)


def _people(sentence: Sentence) -> tuple[Token, ...]:
    """The words of a sentence that stand for one human being, counted or not."""
    words = (t for t in sentence.tokens if t.pos_ not in NEVER)
    return tuple(t for t in words if one_person(sentence, t))


def _his(noun: Token, one: Counted) -> bool:
    """ "The mayor of Orlen, his wife and two guards": a list that opens with one person."""
    between = noun.doc[noun.i + 1 : one.head.i]
    own = any(t.lower_ in ("his", "her") for t in between)
    return own and not any(t.pos_ in ("VERB", "AUX") for t in between)


def one_person(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is a word or a name for one human being who may have been hurt."""
    told = _one_person(noun) or _named(sentence, noun) or _told_before(noun)
    return told or _the_other(noun)


def _told_before(noun: Token) -> bool:
    """ "He" of "he died at once": somebody of whom the report told before."""
    return noun.lower_ in PRONOUNS and noun.dep_ in ("nsubj", "nsubjpass")


def _the_other(noun: Token) -> bool:
    """ "One was pronounced dead, the other has a concussion": each of two."""
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    the = any(c.lower_ == "the" for c in noun.children)
    alone = noun.lower_ == "one" and not any(noun.children)
    return alone or (noun.lower_ == "other" and the)


def _named(sentence: Sentence, noun: Token) -> bool:
    """A name where the victim of one verb stands, that is no place and no body."""
    if noun.tag_ != "NNP" or not _suffers(g.first_conjunct(noun)):
        return False
    if noun.i == noun.sent.start and noun.text.isupper():
        return False  # a dateline
    if noun.ent_type_ not in ("PERSON", "") or g.child(noun, "nummod") is not None:
        return False
    if g.child(noun, "det") is not None and not _titled(noun):
        return False
    at = sentence.at(noun)
    known = [(p.start, p.end) for p in sentence.places]
    known += [(a.start, a.end) for a in sentence.actors]
    known += [(d.start, d.end) for d in sentence.dates]
    return not any(start <= at < end for start, end in known)


def _titled(name: Token) -> bool:
    """ "The councillor Emil Abant": a name behind a word for what somebody is."""
    people = table("persons", "lemma", "role")
    return any(c.dep_ == "compound" and c.lower_ in people for c in name.children)


def _suffers(noun: Token) -> bool:
    """ "Was killed", "killed him", "died", "the death of": where a victim's name stands."""
    if noun.dep_ in ("nsubjpass", "dobj"):
        return True
    if noun.dep_ == "nsubj":
        left = g.child(noun.head, "acomp")
        return noun.head.lemma in DYING or (left is not None and left.lower_ in HARM_WORDS)
    of = noun.head
    return noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma in HARM_NOUNS


def _one_person(noun: Token) -> bool:
    if not (_person_word(noun) or _aged(noun) or _of_a_people(noun) or _nth(noun)):
        return False
    marks = [c for c in noun.children if c.dep_ in ("det", "poss", "nummod", "amod")]
    if any(c.dep_ == "nummod" and c.lower_ != "one" for c in marks):
        return False
    if any(c.lower_ in OWNERS or c.dep_ == "poss" for c in marks):
        return True  # "a driver", "the bride's uncle"
    if any(c.dep_ == "appos" and c.tag_ == "NNP" for c in noun.children):
        return True  # "the councillor Emil Abant"
    bare = not any(c.dep_ in ("det", "poss") for c in noun.children)
    first = g.first_conjunct(noun)
    if bare and first.i < noun.i and first.tag_ == "NN":
        return any(c.lower_ in OWNERS for c in first.children)  # "a father and son"
    opens = noun.i == noun.sent.start or noun.nbor(-1).text in OPENING
    opens = opens or headline_passive(noun.head)
    return bare and noun.dep_ in ("nsubj", "nsubjpass") and opens


def _person_word(noun: Token) -> bool:
    """ "Watchman", "nurse": one human being by the list."""
    if noun.tag_ != "NN" or noun.lemma in MANY:
        return False
    return noun.lemma in table("persons", "lemma", "role")


def _nth(noun: Token) -> bool:
    """ "A third" of "two engineers died and a third lost a hand"."""
    return noun.lower_ in ORDINALS and noun.dep_ not in ("amod", "compound", "nummod")


def _aged(noun: Token) -> bool:
    """ "A 14-year-old", as a noun."""
    said = noun.lower_ == "old" and noun.dep_ not in ("amod", "acomp", "compound", "nmod")
    return said and noun.i > 1 and noun.nbor(-2).lower_ in ("year", "month")


def _of_a_people(noun: Token) -> bool:
    """ "A Pakistani" beside others: a noun for one member of a people."""
    if noun.ent_type_ != "NORP" or noun.tag_ == "NNS":
        return False
    return any(c.lower_ in ("a", "an", "another") for c in noun.children)
