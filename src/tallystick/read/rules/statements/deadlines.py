"""What is wanted by a day or hour, and what will happen on a condition: ultimatums, warnings."""

from __future__ import annotations

from tallystick.read.rules.statements.act_wordings import on_condition, or_else
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import act_verbs, act_words, word_list
from tallystick.read.rules.text.scan import Token

LIMITS = word_list("statements/limits")
TIMES = word_list("statements/times")
DATED = ("DATE", "TIME")
FUTURE = word_list("statements/future")
ANYBODY = word_list("statements/anybody")
EACH = word_list("statements/each")
WISHES = word_list("statements/wishes")
ASKED = ("demand", "withdrawal_requested")


def by_a_time(token: Token, act: str) -> str:
    """An act, or an ultimatum where what is demanded must be done by a day or hour."""
    if act not in ASKED or token.lemma in WISHES:
        return act
    return "ultimatum" if has_deadline(token) else act


def has_deadline(token: Token) -> bool:
    """Whether something below a word is to be done by a day or hour, or else."""
    return or_else(token) or any(
        one.lower_ in LIMITS and _is_a_time(one) for one in token.subtree
    )


def _is_a_time(limit: Token) -> bool:
    """ "By noon", "within three days", "before the month is out"."""
    noun = g.child(limit, "pobj")
    if noun is None and limit.dep_ == "mark":
        noun = g.subject(limit.head)
    if noun is None:
        return False
    return noun.lemma in TIMES or noun.ent_type_ in DATED


def warned(token: Token) -> bool:
    """Whether a clause tells what will happen on a condition, or to whoever does something.

    Talks, schools and elections are not what somebody who fights threatens with.
    """
    if not any(c.lower_ in FUTURE for c in token.children if c.dep_ == "aux"):
        return False
    if token.lemma in act_verbs()["benign"] or g.child(token, "expl") is not None:
        return False
    who = g.child(token, "nsubj", "nsubjpass")
    if who is None or not (on_condition(token) or _whoever(who)):
        return False
    calm = act_words("calm")
    return not any(
        calm.search(t.lower_) for c in (who, *g.objects(token)) for t in c.subtree
    )


def _whoever(who: Token) -> bool:
    """ "Whoever stays", "anyone who", "any ship that", "those who"."""
    clause = g.child(who, "relcl", "acl")
    if who.lower_ in ANYBODY or any(c.lower_ == "whoever" for c in who.children):
        return True
    told = who.lower_ in EACH or any(c.lower_ in EACH for c in who.children)
    return clause is not None and told
