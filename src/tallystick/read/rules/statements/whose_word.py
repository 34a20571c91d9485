"""For whom somebody without a name speaks: "a commander", "one of their men", a caller."""

from __future__ import annotations

from tallystick.model.values import Mention
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.actors.naming import SPEAKERS, named
from tallystick.read.rules.actors.own_side import OWNERS
from tallystick.read.rules.actors.reference import antecedent, refers
from tallystick.read.rules.statements.act_wordings import ordered
from tallystick.read.rules.statements.issuers import may_fight
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

CALLERS = word_list("statements/callers")
RINGS = word_list("statements/rings")
DEPUTIES = word_list("statements/deputies")
BACK = 2
"""Sentences before "a spokesman" in which whose he is may have been named."""


def own_group(sentence: Sentence, token: Token, teller: Mention | None) -> Mention | None:
    """ "The C will stop its attacks, its north wing said": the C, whose wing speaks for it.

    So do "a commander" and "one of its leaders", and a caller who says that the C did it.
    """
    who = g.subject(token)
    if teller is None or who is None:
        return teller
    inside = sentence.within(teller.span.start, teller.span.end)
    nameless = bool(inside) and not any(t.pos_ == "PROPN" for t in inside)
    if not nameless or not has_name(sentence, who):
        return teller
    speaks = inside[0].lower_ in OWNERS or any(t.lemma in DEPUTIES for t in inside)
    theirs = speaks and who.i < inside[0].i
    theirs = theirs or of_a_caller(sentence, teller)
    return mention_of(sentence, named(sentence, who)) if theirs else teller


def has_name(sentence: Sentence, who: Token) -> bool:
    """ "The C", "the C rebels"."""
    if who.pos_ == "PROPN":
        return True
    return who.pos_ == "NOUN" and mention_of(sentence, who).actor is not None


def of_a_caller(sentence: Sentence, speaker: Mention | None) -> bool:
    """Whether nobody in particular speaks: "a caller", "a man", "an email"."""
    if speaker is None or speaker.actor is not None:
        return False
    inside = sentence.within(speaker.span.start, speaker.span.end)
    if any(t.pos_ == "PROPN" for t in inside):
        return False
    below = [c for t in inside for c in t.children]
    one = any(c.lower_ in ("a", "an", "one") for c in below)
    rings = any(c.dep_ in ("relcl", "acl") and c.lemma in RINGS for c in below)
    return one and (rings or any(t.lemma in CALLERS for t in inside))


def told_behind(sentence: Sentence, order: Token) -> Mention | None:
    """Who says an order that the parser takes for a clause beside: "Leave, the C told them"."""
    over = order.head
    told = order.dep_ == "advcl" and over.lemma in table("speech", "lemma", "relation")
    who = g.child(over, "nsubj") if told and ordered(order) else None
    if who is None or who.i < order.i:
        return None
    return mention_of(sentence, named(sentence, who))


def sent_by(scan: Scan, sentence: Sentence, issuer: Mention) -> Mention:
    """For whom "a spokesman" or "a spokesman for the group" speaks, named before."""
    inside = sentence.within(issuer.span.start, issuer.span.end)
    if len(inside) != 1 or inside[0].lemma not in SPEAKERS or issuer.actor is not None:
        return issuer
    who = inside[0]
    whose = [o for word in ("for", "of") for o in g.after(who, word)]
    whose += [c for c in who.children if c.dep_ == "poss"]
    for one in whose:
        return (antecedent(scan, sentence, one) if refers(one) else None) or issuer
    for near in (sentence, *scan.before(sentence, BACK)):
        found = _fighter(near, near.at(who) if near is sentence else near.end)
        if found is not None:
            return found
    return issuer


def _fighter(sentence: Sentence, limit: int) -> Mention | None:
    """The first party that does something in a sentence, by its name."""
    for token in sentence.tokens:
        if token.dep_ not in g.SUBJECTS or sentence.at(token) >= limit:
            continue
        name = named(sentence, token)
        if name.pos_ == "PROPN" and name.ent_type_ not in ("GPE", "PERSON"):
            who = mention_of(sentence, name)
            return who if may_fight(sentence, who) else None
    return None
