"""People put out of the fight or led away, told in words of several parts.

"Neutralised 40 fighters", "put out of action", "did away with", "carried off", "rounded up".
"""

from __future__ import annotations

from tallystick.model.lists import Measure
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import harm_words, table, word_list
from tallystick.read.rules.text.scan import Token

TAKEN = word_list("harm/taken")
CAPTIVE = word_list("harm/captive")
LED = word_list("harm/led")
GATHERED = frozenset("pick round haul sweep".split())
"""Verbs of arresting, with "up"."""
ENDED = {"wipe": "out", "take": "out", "snuff": "out", "finish": "off", "kill": "off"}
"""Verbs of killing, and the word that makes them so."""
OUT = word_list("harm/out")
FIGHT = word_list("harm/fight")
UNFIT = frozenset("ineffective harmless".split())


def removed(people: Token, verb: Token) -> Measure | None:
    """What a verb over people as its object, or under its passive, did to them.

    Killed where it says so ("wiped out"); else casualties, for it does not tell the dead
    from the hurt and the captured ("neutralised", "put out of action").
    """
    if not _people(people):
        return None
    word = verb.lemma
    near = {c.lower_ for c in verb.children}
    if ENDED.get(word) in near and not _out_of(verb):
        return Measure.KILLED
    if word in harm_words("out") or (word in OUT and (near & UNFIT or _out_of(verb))):
        return Measure.CASUALTIES
    return None


def done_away_with(people: Token) -> Token | None:
    """The verb of "did away with 40 fighters"; None if they are under another."""
    over = people.head
    if people.dep_ != "pobj" or over.lower_ != "with" or not _people(people):
        return None
    verb = over.head if over.head.pos_ == "VERB" else over.head.head
    away = any(t.lower_ == "away" for t in verb.doc[verb.i + 1 : over.i])
    return verb if verb.lemma == "do" and away else None


def taken(verb: Token) -> bool:
    """ "Abducted", "taken hostage", "carried off", "rounded up": that people were taken."""
    word = verb.lemma
    if word in TAKEN:
        return True
    near = {c.lower_ for c in verb.children}
    if word in ("take", "hold") and near & CAPTIVE:
        return True
    if word in GATHERED and "up" in near:
        return bool(verb.tag_ == "VBN" or any(_people(o) for o in g.objects(verb)))
    away = bool(near & {"away", "off"}) or (word != "take" and "into" in near)
    return word in LED and verb.tag_ == "VBN" and (away or _by_force(verb))


def _by_force(verb: Token) -> bool:
    """ "Have been taken by troops", "taken from their homes", not "taken to hospital"."""
    near = {c.lower_ for c in verb.children if c.dep_ in ("prep", "agent")}
    from_home = (g.child(c, "pobj") for c in verb.children if c.lower_ == "from")
    homes = any(n is not None and n.lemma in ("home", "house", "bed") for n in from_home)
    return verb.lemma == "take" and "to" not in near and ("by" in near or homes)


def _people(noun: Token) -> bool:
    """People, or "40 of its soldiers"."""
    words = (noun, *g.after(noun, "of"))
    return any(t.lemma in table("persons", "lemma", "role") for t in words)


def _out_of(verb: Token) -> bool:
    """ "Out of action", "out of the fight"."""
    words = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 14]]
    return any(
        words[n : n + 2] == ["out", "of"] and FIGHT & set(words[n + 2 : n + 4])
        for n in range(len(words) - 2)
    )
