"""The name behind a description: "a faction calling itself the B", "a spokesman for the C"."""

from __future__ import annotations

from tallystick.read.rules import grammar as g
from tallystick.read.rules.lexicon import bodies, table
from tallystick.read.rules.mentions import mention_of
from tallystick.read.rules.scan import Sentence, Token

NAMING = frozenset("call name style term dub brand".split())
"""Verbs of "a faction calling itself the B", "a group named the C"."""
SPEAKERS = frozenset("spokesman spokeswoman spokesperson".split())
"""Who speaks for somebody else and never for themselves: "Adan Roe, a spokesman of the C"."""


def named(sentence: Sentence, who: Token) -> Token:
    """The name in "a banned group, the B", "a spokesman for the C", "a message of the D"."""
    beside = g.child(who, "appos")
    if who.pos_ == "PROPN" and beside is not None and g.lemma(beside) in SPEAKERS:
        return named(sentence, beside)
    if who.pos_ == "PROPN" or mention_of(sentence, who).actor is not None:
        return who
    twin = _second_subject(who)
    if twin is not None:
        return twin
    if beside is not None and beside.text[:1].isupper():
        return beside
    for c in who.subtree:
        if c.dep_ in ("oprd", "dobj") and c.pos_ == "PROPN" and g.lemma(c.head) in NAMING:
            return c
        of = c.dep_ == "pobj" and c.head.lower_ in ("of", "for", "to", "from")
        near = c.head.head.i == who.i or c.head.head.dep_ in ("acl", "xcomp")
        if of and near and (_has_a_name(c) or mention_of(sentence, c).actor is not None):
            return c
    return who


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


def _has_a_name(noun: Token) -> bool:
    """ "The C", "the C movement"."""
    of_a_body = g.lemma(noun) in bodies() | table("persons", "lemma", "role").keys()
    named = any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in noun.children)
    return noun.pos_ == "PROPN" or (of_a_body and named)
