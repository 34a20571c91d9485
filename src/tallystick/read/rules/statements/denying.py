"""What somebody says was not: no part of theirs, no such attack, no truth in a report."""

from __future__ import annotations

from tallystick.read.rules.actors.own_side import WORK, own_side
from tallystick.read.rules.counts.units import attack_word
from tallystick.read.rules.harm.words import HARM
from tallystick.read.rules.statements.deeds import BEHIND, attacks, did_it
from tallystick.read.rules.statements.worded import listed, negated
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Token

HAPPENS = frozenset("take occur happen".split())
KINDS = frozenset("kind sort".split())
MEANS_OF_WAR = word_list("statements/means_of_war")
MADE_UP = word_list("statements/made_up")
BASIS = word_list("statements/basis")
UNTRUE = word_list("statements/untrue")
REPORTS = word_list("statements/reports")
UNDONE = frozenset((*HARM, "damage"))
"""What did not happen to somebody is no denial by who tells it."""
LOST = word_list("statements/lost")
UNHURT = word_list("statements/unhurt")
PART_TAKEN = frozenset("involve participate".split())
HAD = frozenset("have take play bear".split())
PART = word_list("statements/part")
AFAR = word_list("statements/afar")
FRAMED = frozenset("frame slander smear malign".split())
MISTAKES = frozenset("mistake error misunderstanding".split())


def no_such(token: Token, who: Token | None) -> bool:
    """Whether nothing was there: "no such attack took place", "none of our planes flew"."""
    if token.lemma == "be" and any(c.dep_ == "expl" for c in token.children):
        told = [
            o
            for o in g.objects(token)
            if (attack_word(o) and g.child(o, "prep"))
            or o.lemma in BASIS
            or _a_site(o)
            or any(c.lower_ == "such" for c in o.children)
        ]
        return bool(told) and negated(token, who)
    if token.lemma == "know":
        return any(o.lower_ == "nothing" for o in g.objects(token))
    if who is None:
        return False
    if _was_elsewhere(token, who) or _unhurt(token, who):
        return True
    if token.lemma in HAPPENS and who.lower_ == "nothing":
        return any(t.lemma in KINDS for t in who.subtree)
    if not negated(token, who):
        return False
    if token.lemma in HAPPENS and attack_word(who):
        return any(c.lower_ == "such" for c in who.children)
    if token.lemma not in ("be", "fly", "operate"):
        return False
    return _means_of_war(who)


def _a_site(noun: Token) -> bool:
    """ "There was no prison", said of what was hit."""
    return noun.lemma in table("attack_targets", "lemma", "target_type")


def _means_of_war(who: Token) -> bool:
    """ "Aircraft", "none of our ships"."""
    of_them = (t for c in who.children if c.lower_ == "of" for t in c.children)
    return any(t.lemma in MEANS_OF_WAR for t in (who, *of_them))


def _unhurt(token: Token, who: Token) -> bool:
    """ "No vessel of ours was touched", "all its ships are safe"."""
    if not _means_of_war(who) or not own_side(who):
        return False
    if g.passive(token) and token.lemma in LOST:
        return negated(token, who) or any(c.dep_ == "neg" for c in who.children)
    safe = any(c.dep_ == "acomp" and c.lower_ in UNHURT for c in token.children)
    return safe and not negated(token, who)


def _was_elsewhere(token: Token, who: Token) -> bool:
    """ "Its planes were 200 km away", "no ferry was anywhere near"."""
    if token.lemma != "be" or not any(c.lower_ in AFAR for c in token.children):
        return False
    if own_side(who) and who.lemma in MEANS_OF_WAR:
        return not g.negated(token)
    return negated(token, who)


def untrue(token: Token, who: Token) -> bool:
    """Whether a report is called untrue: "the claim has no basis", "this is a lie"."""
    if who.lower_ not in ("this", "that", "it", "these") and who.lemma not in REPORTS:
        return False
    if token.lemma == "have" and negated(token, who):
        return any(o.lemma in BASIS for o in g.objects(token))
    if g.passive(token) and token.lemma in MADE_UP:
        return not g.negated(token)
    told = [c for c in token.children if c.dep_ in ("acomp", "attr")]
    if any(c.lower_ in ("true", "correct", "so") for c in told):
        return g.negated(token)
    return any(c.lemma in UNTRUE for c in told) and not g.negated(token)


def innocent(token: Token) -> bool:
    """Whether one's own side is called innocent: "its men were innocent", "it was framed"."""
    if g.negated(token):
        return False
    if g.passive(token) and token.lemma in FRAMED:
        return True
    return any(
        c.dep_ == "acomp" and c.lower_ in ("innocent", "blameless") for c in token.children
    )


def took_back(token: Token, who: Token) -> bool:
    """ "Its claim had been a mistake", "the claim was sent in error"."""
    if who.lemma != "claim" or g.negated(token):
        return False
    told = [c for c in token.children if c.dep_ in ("attr", "prep")]
    inner = [t for c in told for t in (c, *c.children)]
    return any(t.lemma in MISTAKES for t in inner)


def denied(token: Token) -> str | None:
    """What is denied of one's own side: a part in an attack, that it happened, a deed."""
    return _denied(token) or listed("own_deeds", token, "not ")


def undone(token: Token) -> str | None:
    """What is denied in the passive voice: "no shots were fired"."""
    lost = not g.passive(token) or token.lemma in UNDONE
    return None if lost else _denied(token)


def _denied(token: Token) -> str | None:
    told = {c.lower_ for c in token.children if c.dep_ in ("acomp", "prep", "advmod")}
    works = any(c.dep_ == "attr" and c.lemma in WORK for c in token.children)
    if token.lemma in PART_TAKEN or works or told & BEHIND or did_it(token):
        return "denial_of_responsibility"
    if token.lemma in HAD and any(o.lemma in PART for o in g.objects(token)):
        return "denial_of_responsibility"
    if attacks(token) or listed("own_deeds", token):
        return "denial"
    return None
