"""Hurt told by what was done to people: "shot in the leg", "two were burnt"; later deaths."""

from __future__ import annotations

from tallystick.read.rules import grammar as g
from tallystick.read.rules.fates import befell, under
from tallystick.read.rules.lexicon import harm_words, table
from tallystick.read.rules.scan import Token

STRUCK = frozenset("shoot hit stab strike knife".split())
CLINICS = frozenset("hospital clinic infirmary".split())
NO_LIVING = frozenset("body remains corpse dead victim".split())
OTHERS = frozenset("other others more".split())
HURT = frozenset("wounded injured hurt casualties".split())
ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)


def wounded(people: Token, verb: Token) -> bool:
    """Whether a verb tells that the people under it, its object or the subject of its
    passive, were hurt and lived."""
    if not _living(people):
        return False
    word = verb.lemma
    if word in harm_words("wound"):
        return people.dep_ == "nsubjpass"
    if word in STRUCK:
        return any(noun.lemma in harm_words("limb") for noun in under(verb, "in"))
    if word not in harm_words("care") or people.dep_ != "nsubjpass":
        return False
    to_a_clinic = any(noun.lemma in CLINICS for noun in under(verb, "to", "in", "at"))
    return to_a_clinic or any(_ill(noun) for noun in under(verb, "for", "with"))


def in_bed(verb: Token) -> bool:
    """ "Seven lay in hospital", "one is in a critical condition": days after they were hurt."""
    fate = befell(verb, "subject")
    return fate is not None and fate[1].lemma in harm_words("bed")


def later_death(verb: Token) -> bool:
    """ "Two more succumbed", "died of his wounds": of those hurt in what was told before."""
    if verb.lemma == "succumb":
        return True
    if verb.lemma != "die":
        return False
    in_a_clinic = any(n.lemma in CLINICS for n in under(verb, "in", "at"))
    wounds = any(_ill(n) for n in under(verb, "of", "from"))
    who = g.subject(verb)
    return wounds or in_a_clinic or _ordinal(who) or _of_the_hurt(who)


def _of_the_hurt(who: Token | None) -> bool:
    """ "One of the wounded", "two of those injured"."""
    after = list(who.doc[who.i + 1 : who.i + 5]) if who is not None else []
    told = [t.lower_ for t in after]
    return told[:1] == ["of"] and not HURT.isdisjoint(told)


def _ordinal(who: Token | None) -> bool:
    """ "A fourth victim"."""
    return who is not None and any(c.lower_ in ORDINALS for c in who.children)


def _ill(noun: Token) -> bool:
    return noun.lemma in harm_words("ill")


def _living(people: Token) -> bool:
    word = people.lemma
    if word in NO_LIVING:
        return False
    known = word in table("persons", "lemma", "role") or word in OTHERS
    return known or people.like_num
