"""The name behind a description: "a faction calling itself the B", "a spokesman for the C"."""

from __future__ import annotations

from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import bodies, table, word_list
from tallystick.read.rules.text.scan import Sentence, Token

NAMING = word_list("actors/naming")
POSES = frozenset("present introduce describe identify".split())
"""Verbs of "a man who presents himself as the C's spokesman"."""
SAYS = frozenset("say claim declare".split())
"""Verbs of "men who said they were the C"."""
TIED = frozenset("speak loyal ally belong".split())
"""Words between people and their group: "men loyal to the C"."""
UNITS = word_list("actors/units")
SPEAKERS = frozenset("spokesman spokeswoman spokesperson".split())
"""Who speaks for somebody else and never for themselves: "Adan Roe, a spokesman of the C"."""


def named(sentence: Sentence, who: Token) -> Token:
    """The name in "a banned group, the B", "a spokesman for the C", "a message of the D"."""
    whose = g.child(who, "poss")
    if whose is not None and whose.lower_ == "whose" and who.head.dep_ == "relcl":
        return named(sentence, who.head.head)
    beside, spoken = g.child(who, "appos"), _spoken_for(who)
    if spoken is not None:
        return spoken
    if who.pos_ == "PROPN" and beside is not None and beside.lemma in SPEAKERS:
        return named(sentence, beside)
    if who.pos_ == "PROPN" or mention_of(sentence, who).actor is not None:
        return who
    told = _described(who)
    if told is not None:
        return told
    twin = _second_subject(who)
    if twin is not None:
        return twin
    if beside is not None and beside.text[:1].isupper():
        return beside
    for c in who.subtree:
        if _by_own_word(c):
            return c
        of = c.dep_ == "pobj" and c.head.lower_ in ("of", "for", "to", "from")
        over = c.head.head
        near = over.i == who.i or over.dep_ in ("acl", "xcomp") or over.lemma in TIED
        if of and near and (_has_a_name(c) or mention_of(sentence, c).actor is not None):
            return c
    return who


def _described(who: Token) -> Token | None:
    """The C in "the C, a league of gangs that owned up", where the parser sees gangs."""
    over = who.head.head if who.dep_ == "pobj" and who.head.lower_ == "of" else who
    if over.dep_ != "appos" or over.i < over.head.i or over.lemma in SPEAKERS:
        return None
    return over.head if over.head.pos_ == "PROPN" else None


def _by_own_word(noun: Token) -> bool:
    """ "Men who called themselves the C", "said they were the C", "posed as its envoy"."""
    over = noun.head
    if noun.pos_ == "PROPN" and noun.dep_ in ("oprd", "dobj"):
        return over.lemma in NAMING
    if noun.lemma in SPEAKERS and noun.dep_ in ("oprd", "pobj"):
        verb = over.head if noun.dep_ == "pobj" else over
        return verb.lemma in NAMING | POSES and verb.dep_ in ("relcl", "acl")
    said = over.lemma == "be" and over.head.lemma in SAYS
    return (
        said and noun.dep_ == "attr" and noun.pos_ == "PROPN" and over.head.dep_ == "relcl"
    )


def _second_subject(who: Token) -> Token | None:
    """The name that the parser makes a subject of its own: "the youth wing Jarun denied"."""
    if who.dep_ not in g.SUBJECTS:
        return None
    beside = [
        c
        for c in who.head.children
        if c.dep_ == who.dep_ and c.pos_ == "PROPN" and who.i < c.i < who.head.i
    ]
    return beside[-1] if beside else None


def _spoken_for(who: Token) -> Token | None:
    """The C in "Adan Roe, speaking for the C"."""
    speaking = next((c for c in who.children if c.lemma == "speak"), None)
    if speaking is None or speaking.dep_ not in ("acl", "relcl", "advcl"):
        return None
    where = next((c for c in speaking.children if c.lower_ == "for"), None)
    return g.child(where, "pobj") if where is not None else None


def _has_a_name(noun: Token) -> bool:
    """ "The C", "the C movement"."""
    of_a_body = noun.lemma in bodies() | table("persons", "lemma", "role").keys() | UNITS
    named = any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in noun.children)
    return noun.pos_ == "PROPN" or (of_a_body and named)
