"""People told of by their wounds: "was found with a gunshot wound", "a bullet in the leg"."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import TriggerWord, table, trigger_words, word_list
from tallystick.read.rules.text.scan import Token

OWN = frozenset(("self", "inflicted", "self-inflicted", "accidental"))
"""Said of wounds that nobody else caused."""
WOUNDS = frozenset("wound injury".split())
SENDS = word_list("harm/sends")
THEY = word_list("harm/they")


def compounded(token: Token) -> TriggerWord | None:
    """A noun whose first word tells what it is of: "gunshot wound", "shooting death"."""
    words = trigger_words()
    for c in token.children:
        if c.dep_ in ("compound", "amod", "nmod") and c.i == token.i - 1:
            known = words.get((f"{c.lower_}-{token.lemma}", "NOUN"))
            if known is not None and not _of_their_own(token):
                return known
    return None


def _of_their_own(wound: Token) -> bool:
    """Whether somebody caused a wound themselves, or by accident."""
    return any(t.lower_ in OWN for c in wound.children for t in (c, *c.children))


def wounded(wound: Token) -> Iterator[Token]:
    """The people whose wound it is: who has it, is found or dies with it.

    "With a wound" may hang on any noun of its clause; the people stand where the clause's
    subject or object stands.
    """
    for over in g.ancestors(wound):
        if over is wound:
            continue
        if is_person(over):
            yield from g.conjuncts(over)
            return
        if over.pos_ not in ("VERB", "AUX"):
            continue
        people = [one for one in g.objects(over) if is_person(one)]
        if not people:
            who = g.child(over, "nsubjpass", "nsubj")
            people = [one for one in g.conjuncts(who) if is_person(one)] if who else []
        if people:
            yield from people
            return


def sent(noun: Token) -> Iterator[Token]:
    """The people that an attack sent to hospital: "a shooting that left a man in a coma"."""
    for c in noun.children:
        if c.dep_ in ("relcl", "acl") and c.lemma in SENDS:
            yield from (one for one in g.objects(c) if is_person(one))
    if noun.dep_ == "nsubj" and noun.head.lemma in SENDS:
        yield from (one for one in g.objects(noun.head) if is_person(one))


def is_person(token: Token) -> bool:
    """A word for people, a name of a person, or "he", "her"."""
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ"):
        return False
    aged = token.lower_ == "old" and token.i > 1 and token.nbor(-1).text == "-"
    people = table("persons", "lemma", "role")
    return (
        aged or token.lemma in people or token.ent_type_ == "PERSON" or token.lower_ in THEY
    )
