"""How an act is put: as a state of somebody, on a condition, as an order with a threat."""

from __future__ import annotations

import re

from tallystick.read.rules.statements.worded import words_after
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import ActPattern, act_patterns, word_list
from tallystick.read.rules.text.scan import Token

STANDS = frozenset("be stand remain stay".split())
"""Verbs between somebody and an adjective that is an act of theirs."""
CONDITIONS = word_list("statements/conditions")
OPENING = frozenset((":", '"', "“", "«"))
"""What stands before the first word that somebody says."""
OR_ELSE = re.compile(
    r"(?:[^.;]*,? )?or (?:else\b|be \w+(?:ed|n|t)\b|die\b|face\b|bear\b|suffer\b|perish\b"
    r"|pay\b|expect\b|(?:you|we|they|he|your \w+|it) (?:will|shall)\b)"
)
"""What is said behind an order: what will happen to who does not follow it."""


def stated_acts(token: Token) -> tuple[ActPattern, ...]:
    """The rows for an adjective or participle that is said of somebody: "is ready"."""
    rows = act_patterns("stated_acts", "adjective").get(token.lower_, ())
    return rows if rows and verb_stated(token) is not None else ()


def verb_stated(token: Token) -> Token | None:
    """The verb between somebody and an adjective or participle: the "is" of "is ready"."""
    over = token.head
    if token.dep_ == "acomp" and over.lemma in STANDS:
        return over
    return token if token.tag_ == "VBN" and g.child(token, "auxpass") else None


def on_condition(token: Token) -> bool:
    """Whether a clause holds on a condition: "if they shoot, the deal lapses"."""
    return any(
        t.lower_ in CONDITIONS and t.dep_ in ("mark", "aux", "advmod")
        for c in token.children
        if c.dep_ in ("advcl", "advmod")
        for t in c.subtree
    )


def of_a_subject(row: ActPattern) -> bool:
    """Whether a row is of one kind of subject, and not of all but some."""
    return row.subject is not None and row.subject.search("") is None


def ordered(verb: Token) -> bool:
    """Whether a verb is an order: a base form alone, without subject or helper."""
    alone = g.child(verb, "nsubj", "nsubjpass", "aux", "auxpass", "expl", "neg") is None
    if not alone or verb.tag_ != "VB":
        return False
    opens = verb.is_sent_start or (verb.i > 0 and verb.nbor(-1).text in OPENING)
    return opens or verb.dep_ in ("ROOT", "ccomp", "parataxis")


def or_else(verb: Token) -> bool:
    """Whether an order has a threat behind it: "leave, or be carried out"."""
    return OR_ELSE.match(words_after(verb)) is not None or bool(or_ours(verb))


def or_ours(verb: Token) -> tuple[Token, ...]:
    """What who gives an order will do else: "put down your guns, or we storm the base"."""
    if verb.tag_ != "VB" or not any(c.lower_ == "or" for c in verb.children):
        return ()
    return tuple(c for c in verb.children if c.dep_ == "conj" and _by_us(c))


def _by_us(verb: Token) -> bool:
    who = g.child(verb, "nsubj")
    return who is not None and who.lower_ in ("we", "i")
