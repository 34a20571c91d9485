"""Whose deed, whose men: what a speaker's words make their own side's.

"It", "we", "its fighters", "none of our planes"; "it was ours", "the two were its men".
"""

from __future__ import annotations

from tallystick.read.rules.actors.reference import refers
from tallystick.read.rules.harm.words import HARM
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import weapon_words, word_list
from tallystick.read.rules.text.scan import Token

OWN_SUBJECTS = frozenset("it they we i".split())
OWNERS = word_list("actors/owners")
OURS = word_list("actors/ours")
THIRD = frozenset("it they he she".split())
MARKS = frozenset(('"', "“", "”", "«", "»"))
WORK = frozenset(("work", "doing", "deed"))
OWN_MEN = word_list("actors/own_men")
HEROES = word_list("actors/heroes")
SUFFERED = frozenset(
    (*HARM, *"dead victim wounded martyr hostage captive prisoner".split())
)


def own_side(who: Token) -> bool:
    """Whether a subject is the speaker's own side: "it", "we", "its fighters", "our men".

    Between quotation marks a speaker is "we": "they" are others there.
    """
    if quoted(who) and who.lower_ in THIRD:
        return False
    if who.lower_ in OWN_SUBJECTS or refers(who):
        return True
    return owned(who)


def owned(noun: Token) -> bool:
    """ "Its fighters", "none of our planes", "the work of its unit"."""
    inside = (noun, *(t for c in noun.children if c.lower_ == "of" for t in c.children))
    if any(t.lower_ in OURS and t.dep_ == "pobj" and t.text != "US" for t in inside):
        return True
    owners = (c for t in inside for c in t.children if c.dep_ == "poss")
    return any(c.lower_ in OWNERS or _the_group(c) for c in owners)


def _the_group(noun: Token) -> bool:
    """ "The group's", said by the group."""
    return noun.pos_ == "NOUN" and refers(noun)


def hailed(noun: Token) -> bool:
    """Whether a noun is what those who fight call their own men, in their own words."""
    heads = (noun, *(c for c in noun.children if c.dep_ == "compound"))
    return quoted(noun) and any(one.lemma in HEROES for one in heads)


def quoted(token: Token) -> bool:
    """Whether a word stands between quotation marks, opened in its own paragraph."""
    inside = False
    for one in token.doc.words[: token.i]:
        if one.text in MARKS:
            inside = not inside
    return inside


def belongs(token: Token, who: Token) -> bool:
    """Whether a deed or those who did it are the speaker's: "it was ours", "its work"."""
    told = [c for c in token.children if c.dep_ in ("attr", "acomp")]
    if any(_ours(c) or (c.lemma in WORK and owned(c)) for c in told):
        return True
    suffered = any(t.lemma in SUFFERED for t in who.subtree)
    return not suffered and any(map(of_ours, told))


def of_ours(noun: Token) -> bool:
    """Whether a noun is of a speaker's side: "ours", "its own", "its men", "one of our
    fighters", "the work of its men"."""
    if _ours(noun):
        return True
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    inner = g.child(of, "pobj") if of is not None else None
    if inner is not None and (noun.like_num or noun.lower_ == "one" or noun.lemma in WORK):
        return of_ours(inner)
    of_whom = any(c.dep_ == "poss" and c.lower_ in OWNERS for c in noun.children)
    own = noun.lower_ == "own" or noun.lemma in OWN_MEN or noun.lemma in weapon_words()
    return of_whom and own


def _ours(word: Token) -> bool:
    """ "Us", "ours", "theirs"; never "US"."""
    return word.lower_ in OURS and word.text != "US"
