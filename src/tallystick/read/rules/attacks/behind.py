"""Who stands behind an attack by its grammar: from whom fire comes, by whom it is, blamed on.

"Came under fire from C fighters", "drew fire from the C", "a gunfight with militants", "an
assault by the C on the fort", "blamed the C for the strike".
"""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.read.rules.attacks.doers import CRAFT
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import (
    bodies,
    table,
    trigger_words,
    weapon_words,
    word_list,
)
from tallystick.read.rules.text.scan import Token

CARRIES_OUT = word_list("attacks/carries_out")
RECEIVES = frozenset("take receive draw sustain".split())
"""Verbs whose subject is hit: "took a direct hit from a tank"."""
CLASHES = word_list("attacks/clashes")


def is_weapon(token: Token) -> bool:
    """Whether a noun is a weapon of itself; a gunman is somebody with one."""
    if token.lemma in table("persons", "lemma", "role"):
        return False
    return token.pos_ in ("NOUN", "PROPN") and token.lemma in weapon_words()


TAKEN = word_list("attacks/taken")


def receives(verb: Token) -> bool:
    """Whether a verb's subject is hit: "took a direct hit", "drew fire"; not "took a town"."""
    taken = verb.lemma in RECEIVES and verb.pos_ == "VERB" and not g.passive(verb)
    return taken and any(o.lemma in TAKEN for o in g.objects(verb))


def received_from(verb: Token) -> Iterator[Token]:
    """Who sent what the subject took: "drew fire from C fighters"."""
    for over in (verb, *g.objects(verb)):
        for who in g.after(over, "from"):
            yield next(g.after(who, "of"), who) if who.like_num else who


def withstands(verb: Token) -> bool:
    """ "Beat back an assault", "survived the bombing": what others did."""
    words = trigger_words()
    found = (words.get((o.lemma, "NOUN")) for o in g.objects(verb))
    told = any(one is not None and one.kind == "attack" for one in found)
    return told and verb.lemma not in CARRIES_OUT


def opposed(noun: Token) -> Iterator[Token]:
    """ "A gunfight with militants", "fighting between C and D": who fought."""
    if noun.lemma in CLASHES:
        for who in g.after(noun, "with", "between", "against"):
            yield from g.conjuncts(who)


def whence(noun: Token) -> Iterator[Token]:
    """ "Came under fire from C fighters", "gunfire from a C tank": who, not from where."""
    people = table("persons", "lemma", "role")
    for who in g.after(noun, "from"):
        armed = people.get(who.lemma) == "armed" or who.ent_type_ in ("ORG", "NORP")
        if armed or is_weapon(who) or who.lemma in bodies() or who.lemma in CRAFT:
            yield who


def by_whom(noun: Token) -> Token | None:
    """The X of "an assault by X", where the parser hangs it on the verb before."""
    if noun.pos_ != "NOUN" or noun.i + 1 >= len(noun.doc):
        return None
    link = noun.nbor(1)
    beside = link.lower_ == "by" and link.head.i == noun.head.i and not g.passive(link.head)
    return g.child(link, "pobj") if beside else None


def blamed_for(noun: Token) -> Iterator[Token]:
    """ "Blamed the militia for the strike", "the strike, which she attributes to the militia"."""
    over = noun.head
    if noun.dep_ == "pobj" and over.lower_ == "for" and over.head.lemma == "blame":
        yield from g.objects(over.head)
    saying = [c for c in noun.children if c.dep_ == "relcl"]
    saying += [over] if noun.dep_ in ("dobj", "nsubjpass") else []
    for verb in saying:
        aim = {"attribute": "to", "blame": "on", "pin": "on"}.get(verb.lemma)
        for prep in verb.children:
            who = g.child(prep, "pobj") if prep.lower_ == aim else None
            if who is not None:
                yield from g.conjuncts(who)


def blamed_on(clause: Token) -> Token | None:
    """The D in "blamed on the D"."""
    on = next((c for c in clause.children if c.dep_ == "prep" and c.lower_ == "on"), None)
    return g.child(on, "pobj") if on is not None else None
