"""Hurt told by what was done to people: "shot in the leg", "two were burnt"; later deaths."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.read.rules.harm.fates import befell, under
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import harm_words, table, word_list
from tallystick.read.rules.text.scan import Token

STRUCK = word_list("harm/struck")
ENDING = word_list("harm/ending")
FURTHER = frozenset("further another more other".split())
HEALING = word_list("harm/healing")
LIVING = frozenset("live survive recover".split())
LYING = word_list("harm/lying")
LIVED_IN = word_list("harm/lived_in")
CLINICS = frozenset("hospital clinic infirmary".split())
NO_LIVING = word_list("harm/no_living")
OTHERS = frozenset("other others more upwards".split())
HURT = frozenset("wounded injured hurt casualties".split())
RANKS = {
    word: rank
    for rank, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        2,
    )
}
ORDINALS = frozenset(RANKS)


def wounded(people: Token, verb: Token) -> bool:
    """Whether a verb tells that the people under it, its object or the subject of its
    passive, were hurt and lived."""
    if not _living(people):
        return False
    word, done = verb.lemma, people.dep_ == "nsubjpass"
    if word in harm_words("wound"):
        return (done or word != "burn") and not _shot_too(verb)
    if word in STRUCK:
        return _struck(people, verb)
    if not done:
        return _by_a_healer(verb)
    if word not in harm_words("care"):
        return False
    places = under(verb, "to", "in", "at", "by")
    to_a_clinic = any(noun.lemma in CLINICS | {"ambulance"} for noun in places)
    if to_a_clinic or any(_ill(noun) for noun in under(verb, "for", "with")):
        return True
    return word == "treat" and next(under(verb, "as", "like", "with", "to"), None) is None


def _shot_too(verb: Token) -> bool:
    """ "Were shot and burnt in their cars": it is not told that they lived."""
    return any(v.lemma in ENDING for v in g.conjuncts(g.first_conjunct(verb)))


def _struck(people: Token, verb: Token) -> bool:
    """ "Shot in the leg"; "a further 36 were hit": nothing says that they died of it."""
    if any(noun.lemma in harm_words("limb") for noun in under(verb, "in")):
        return True
    others = {c.lower_ for c in people.children} & FURTHER or people.lemma in OTHERS
    return verb.lemma == "hit" and people.dep_ == "nsubjpass" and bool(others)


def where_treated(place: Token) -> bool:
    """Whether a place is where the hurt were brought, not where they were hurt: "were taken
    to Orlen", "are in hospital in Orlen"."""
    way: list[Token] = []
    for one in g.ancestors(place):
        if one.pos_ in ("VERB", "AUX"):
            return bool(way) and _bedded(one, way)
        way.append(one)
    return False


def _bedded(verb: Token, way: Sequence[Token]) -> bool:
    """Whether a verb tells that the hurt were brought or lie where its words lead."""
    prep, clinic = way[-1].lower_, any(t.lemma in CLINICS for t in way)
    if verb.lemma in LYING:
        return clinic and prep in ("in", "at") and in_bed(verb)
    if verb.lemma not in harm_words("care") or not g.passive(verb):
        return False
    brought = prep == "to" or (verb.lemma == "treat" and prep in ("in", "at"))
    return brought and any(map(_living, people_before(verb)))


def people_before(verb: Token) -> tuple[Token, ...]:
    """The subject of a passive, with those joined to it."""
    who = g.child(verb, "nsubjpass")
    return g.conjuncts(who) if who is not None else ()


def _by_a_healer(verb: Token) -> bool:
    """ "Doctors are treating another 25", "the clinic took in twenty"."""
    who = g.subject(verb) if verb.lemma in HEALING else None
    healer = who is not None and not harm_words("healer").keys().isdisjoint(
        t.lemma for t in g.conjuncts(who)
    )
    took_in = verb.lemma != "take" or any(c.lower_ == "in" for c in verb.children)
    return healer and took_in


def will_live(verb: Token) -> bool:
    """ "A fifth will live", "is expected to recover": of people who were hurt."""
    if any(c.dep_ == "prep" and c.lower_ in LIVED_IN for c in verb.children):
        return False
    return any(c.dep_ == "aux" and c.lower_ in ("will", "should") for c in verb.children)


def in_bed(verb: Token) -> bool:
    """ "Seven lay in hospital", "one is in a critical condition": days after they were hurt."""
    fate = befell(verb, "subject")
    return fate is not None and fate[1].lemma in harm_words("bed")


def later_death(verb: Token) -> bool:
    """ "Two more succumbed", "died of his wounds": of those hurt in what was told before."""
    return verb.once(_later_death)


def _later_death(verb: Token) -> bool:
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


def nth(noun: Token) -> int | None:
    """The 4 of "a fourth man", "a fourth": who comes after three others."""
    words = (noun, *(c for c in noun.children if c.dep_ in ("amod", "nummod")))
    return next((RANKS[w.lower_] for w in words if w.lower_ in RANKS), None)


def _ordinal(who: Token | None) -> bool:
    """ "A fourth victim"."""
    return who is not None and nth(who) is not None


def _ill(noun: Token) -> bool:
    return noun.lemma in harm_words("ill")


def _living(people: Token) -> bool:
    word = people.lemma
    if word in NO_LIVING:
        return False
    known = word in table("persons", "lemma", "role") or word in OTHERS
    known = known or any(n.lower_ in HURT for n in g.after(people, "of"))
    return known or people.like_num or people.lower_ in RANKS
