"""Hurt told without a word of harm: "shot in the leg", "two were burnt", "are in hospital"."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.read.rules import grammar as g
from tallystick.read.rules.lexicon import harm_words, table
from tallystick.read.rules.scan import Token

STRUCK = frozenset("shoot hit stab strike knife".split())
CLINICS = frozenset("hospital clinic infirmary".split())
LYING = frozenset("be remain lie stay recover languish keep leave".split())
"""Verbs of being somewhere, in some state."""
GETTING = frozenset("need require seek receive get undergo".split())
ESCAPING = frozenset("escape survive get come emerge walk".split())
STATES = frozenset(
    "critical serious grave severe stable bad poor fair guarded dangerous "
    "life-threatening intensive".split()
)
"""What the condition of people who were hurt is."""
NO_LIVING = frozenset("body remains corpse dead victim".split())
OTHERS = frozenset("other others more".split())
ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
VAGUE_BEDS = frozenset("care condition state".split())
"""They tell of people hurt only with a word of how they are."""
SUFFER = frozenset("have suffer sustain receive".split())


def wounded(people: Token, verb: Token) -> bool:
    """Whether a verb tells that the people under it, its object or the subject of its
    passive, were hurt and lived."""
    if not _living(people):
        return False
    word = g.lemma(verb)
    if word in harm_words("wound"):
        return people.dep_ == "nsubjpass"
    if word in STRUCK:
        return any(g.lemma(noun) in harm_words("limb") for noun in _under(verb, "in"))
    if word not in harm_words("care") or people.dep_ != "nsubjpass":
        return False
    to_a_clinic = any(g.lemma(noun) in CLINICS for noun in _under(verb, "to", "in", "at"))
    return to_a_clinic or any(_ill(noun) for noun in _under(verb, "for", "with"))


def suffered(verb: Token) -> Token | None:
    """The ill of "sustained burns"."""
    if g.lemma(verb) not in SUFFER:
        return None
    return next((noun for noun in g.objects(verb) if _ill(noun)), None)


def laid_up(verb: Token) -> Token | None:
    """What tells that the people under a verb were hurt: the ward of "are in intensive
    care", the treatment of "are under treatment", the cuts of "escaped with cuts"."""
    word = g.lemma(verb)
    if word in LYING:
        fights = (c for c in verb.children if c.dep_ in ("acomp", "xcomp", "attr"))
        nouns = (*_under(verb, "in", "under", "on"), *_under(verb, "between"))
        nouns += tuple(n for c in fights for n in _under(c, "in", "under", "on"))
        return next((noun for noun in nouns if _of_the_sick(noun)), None)
    if word in ESCAPING:
        return next((noun for noun in _under(verb, "with") if _ill(noun)), None)
    if word == "fight":
        return next((n for n in _under(verb, "for") if g.lemma(n) == "life"), None)
    if word in GETTING:
        cared = (n for n in g.objects(verb) if g.lemma(n) in ("treatment", "surgery"))
        return next(cared, None)
    return None


def _of_the_sick(noun: Token) -> bool:
    """ "Hospital", "intensive care", "a critical condition", "treatment"."""
    place = harm_words("bed").get(g.lemma(noun))
    if place is None:
        return False
    told = g.lemma(noun) not in VAGUE_BEDS
    return told or any(c.lower_ in STATES for c in noun.children)


def later_death(verb: Token) -> bool:
    """ "Two more succumbed", "died of his wounds": of those hurt in what was told before."""
    if g.lemma(verb) == "succumb":
        return True
    wounds = g.lemma(verb) == "die" and any(_ill(n) for n in _under(verb, "of", "from"))
    return wounds or (g.lemma(verb) == "die" and _ordinal(g.subject(verb)))


def _ordinal(who: Token | None) -> bool:
    """ "A fourth victim"."""
    return who is not None and any(c.lower_ in ORDINALS for c in who.children)


def _ill(noun: Token) -> bool:
    return g.lemma(noun) in harm_words("ill")


def _living(people: Token) -> bool:
    word = g.lemma(people)
    if word in NO_LIVING:
        return False
    known = word in table("persons", "lemma", "role") or word in OTHERS
    return known or people.like_num


def _under(verb: Token, *words: str) -> Iterator[Token]:
    """The nouns after some prepositions of a verb."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in words:
            for noun in prep.children:
                if noun.dep_ == "pobj":
                    yield from g.conjuncts(noun)
