"""People of whom it is only told that they were shot: "seven were shot", "shot his brother"."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.lists import Measure
from tallystick.model.values import Number
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules.counts.one_by_one import PRONOUNS, one_person
from tallystick.read.rules.harm.words import HARM, harm_over
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Sentence, Token

THEM = word_list("counts/them")
AIMING = word_list("counts/aiming")
RELATIVE = frozenset(("who", "that"))


def shot(sentence: Sentence) -> Iterator[tuple[Number, Token, Token]]:
    """How many were shot, the word for them and the verb; nobody of whom more is told.

    That somebody was shot says too little: most reports of it tell of crime, and of people
    who lived. Who is called by name is most often mourned.
    """
    for verb in sentence.tokens:
        if verb.lemma != "shoot" or verb.pos_ != "VERB" or g.negated(verb):
            continue
        victims = _hit(verb)
        if any(_aims(c, bool(victims)) for c in verb.children):
            continue
        for victim in victims:
            told = [(_how_many(sentence, one), one) for one in g.conjuncts(victim)]
            hit = [(n, one) for n, one in told if n is not None and not _hurt(one)]
            several = len(hit) > 1 or any(number.stated != 1 for number, _ in hit)
            if several or any(by_name(one) for _, one in hit):
                yield from ((number, one, verb) for number, one in hit)


def _aims(word: Token, hit: bool) -> bool:
    """Whether a word after "shot" says that it was only tried: "shot at a car"; not where it
    tells the place of those who were hit, "two were shot at a tea stall"."""
    if word.lower_ not in AIMING or word.dep_ not in ("prt", "prep"):
        return False
    return not (hit and word.dep_ == "prep" and g.child(word, "pobj") is not None)


def killed_them(sentence: Sentence) -> Iterator[tuple[Number, Token, Token]]:
    """How many "them" are of "dragged out three monks and a cook and killed them all", with
    the word for each group and the verb."""
    for verb in sentence.tokens:
        if verb.pos_ != "VERB" or HARM.get(verb.lemma) is not Measure.KILLED:
            continue
        for group in _before_them(verb):
            number = _how_many(sentence, group)
            if number is not None and not _hurt(group) and not g.irreal(verb):
                yield number, group, verb


def _hurt(people: Token) -> bool:
    """Whether it is told already what befell people, but for their being taken away."""
    told = harm_over(people)
    return told is not None and told[0] in (Measure.KILLED, Measure.INJURED)


def _before_them(verb: Token) -> tuple[Token, ...]:
    """The people of an earlier verb of the sentence for whom "them" stands under a verb."""
    own = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if own is None or not _stands_for_people(own):
        return ()
    for over in g.ancestors(verb):
        if over is verb or over.pos_ != "VERB":
            continue
        people = next((c for c in over.children if c.dep_ == "dobj" and c.i < own.i), None)
        if people is not None and not _stands_for_people(people):
            return g.conjuncts(people)
    return ()


def _stands_for_people(noun: Token) -> bool:
    """ "Them", "all of them", "both", "him"."""
    return noun.lower_ in THEM or any(n.lower_ in THEM for n in g.after(noun, "of"))


def _hit(verb: Token) -> tuple[Token, ...]:
    """Those who were shot, told with the verb or with one before it: "bound and shot"."""
    before = _before_them(verb)
    if before:
        return before[:1]
    own = tuple(c for c in verb.children if c.dep_ in ("dobj", "nsubjpass"))
    shared = verb.dep_ == "conj" and not own and g.child(verb, "nsubj") is None
    first = verb.head if shared else verb
    if not own and first.dep_ == "acl" and first.tag_ in ("VBN", "VBD"):
        return (first.head,)  # "the tourists shot at the falls"
    if shared:
        own = tuple(c for c in first.children if c.dep_ == "nsubjpass")
    return tuple(first.head if c.lower_ in RELATIVE else c for c in own)


def by_name(person: Token) -> bool:
    """ "Omar Said", "the clerk Omar Said", "a clerk, Omar Said,"."""
    near = (c for c in person.children if c.dep_ in ("appos", "compound"))
    return person.tag_ == "NNP" or any(c.tag_ == "NNP" for c in near)


def _how_many(sentence: Sentence, noun: Token) -> Number | None:
    """The number of a noun for people, of a bare numeral, or one for a single person."""
    numeral = noun if noun.like_num else g.child(noun, "nummod")
    if numeral is not None:
        people = noun is numeral or noun.lemma in table("persons", "lemma", "role")
        found = _at(sentence, numeral)
        return found.number if people and found is not None else None
    told = noun.lower_ not in PRONOUNS and one_person(sentence, noun)
    return Number.said(1) if told else None


def _at(sentence: Sentence, numeral: Token) -> FoundNumber | None:
    at = sentence.at(numeral)
    counts = (n for n in sentence.numbers if n.use is NumberUse.COUNT)
    return next((n for n in counts if n.head_start <= at < n.head_end), None)
