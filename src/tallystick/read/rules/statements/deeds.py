"""What somebody says their own side did: "its fighters had laid the ambush", "it was ours"."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tallystick.model.lists import Measure
from tallystick.read.rules.actors.own_side import owned
from tallystick.read.rules.attacks.roles import CARRIES_OUT, is_weapon
from tallystick.read.rules.counts.units import attack_word, measure_of
from tallystick.read.rules.harm.words import HARM
from tallystick.read.rules.statements.worded import listed
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Token

SETS_OFF: Mapping[str, frozenset[str]] = MappingProxyType(
    {"set": frozenset(("off",)), "blow": frozenset(("up",)), "shoot": frozenset(("down",))}
)
FIRED = word_list("statements/fired")
SENT = word_list("statements/sent")
FENDS_OFF = word_list("statements/fends_off")
AUTHORS = frozenset("author perpetrator".split())
BEHIND = frozenset(("responsible", "behind"))
AIMED: Mapping[str, str] = MappingProxyType({"be": "after", "go": "for"})
"""As in "its men had gone for officials"."""
TOTALS = word_list("statements/totals")
FEW = word_list("statements/few")
DEED = word_list("statements/deed")


def owned_up(token: Token) -> bool:
    """Whether a verb of somebody's own side tells of an attack, and of no total of them."""
    if token.lemma in FENDS_OFF:
        return False
    if g.passive(token):
        return attacks(token)
    return _did(token) and not counts(token)


def _did(token: Token) -> bool:
    if any(c.lower_ == AIMED.get(token.lemma) for c in token.children):
        return True
    responsible = any(
        (c.dep_ in ("acomp", "prep", "advmod") and c.lower_ in BEHIND)
        or (c.dep_ == "attr" and c.lemma in AUTHORS)
        for c in token.children
    )
    known = responsible or attacks(token) or did_it(token)
    return known or listed("own_deeds", token) is not None


def attacks(token: Token) -> bool:
    """Whether a verb tells of an attack, by itself or with its object."""
    return attack_word(token) or token.lemma in HARM or _carries_out(token)


def _carries_out(token: Token) -> bool:
    """Whether an act is told by a verb and its object or particle: "set off the bomb"."""
    parts = [c.lower_ for c in token.children if c.dep_ == "prt"]
    if token.lemma in SETS_OFF and set(parts) & SETS_OFF[token.lemma]:
        return True
    told = g.objects(token)
    if token.lemma == "open" and any(o.lower_ == "fire" for o in told):
        return True
    if token.lemma in FIRED and any(_sent(o) for o in told):
        return True
    return token.lemma in CARRIES_OUT and any(attack_word(o) for o in told)


def _sent(noun: Token) -> bool:
    """What is fired or sent to attack: "rockets", "a swarm of drones", "the attackers"."""
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    inner = g.child(of, "pobj") if of is not None else None
    known = is_weapon(noun) or noun.lemma in SENT
    return known or (inner is not None and is_weapon(inner))


def did_it(token: Token) -> bool:
    """ "It did it", "two of its members had done this"."""
    return token.lemma == "do" and any(o.lower_ in DEED for o in g.objects(token))


def counts(token: Token) -> bool:
    """Whether a total is claimed ("carried out 73 operations"), not an act."""
    if token.lemma in FIRED:
        return False
    who = g.subject(token)
    if token.lemma in HARM and who is not None and owned(who):
        return any(t.lower_ in TOTALS for t in token.subtree)
    if any(c.lower_ == "times" for c in token.children):
        return True
    return any(o.like_num or _counted(o) for o in g.objects(token))


def _counted(noun: Token) -> bool:
    """Whether a noun is a total: "73 operations"; two camps were hit in one attack."""
    measure = measure_of(noun)
    told = [c.lower_ for c in noun.children if c.dep_ == "nummod"]
    if measure is None or not told:
        return False
    return measure is Measure.INCIDENTS or told[0] not in FEW
