"""What the lists of acts say of a word and the words that follow it in its clause."""

from __future__ import annotations

from tallystick.read.rules import grammar as g
from tallystick.read.rules.lexicon import ActPattern, act_patterns
from tallystick.read.rules.own_side import MARKS
from tallystick.read.rules.scan import Token

NONE = frozenset("no none not neither nobody".split())


def worded(patterns: tuple[ActPattern, ...], token: Token) -> str | None:
    """The act of the first pattern that the words after a token fit."""
    if not patterns:
        return None
    after = _after(token)
    return next(
        (p.act for p in patterns if p.object is None or p.object.match(after)), None
    )


def listed(name: str, token: Token, before: str = "") -> str | None:
    """The act of a verb in a list of acts by verb.

    Args:
        before: what stands before the lemma in the list: "not ", "now ".
    """
    return worded(act_patterns(name, "verb").get(before + g.lemma(token), ()), token)


def _after(token: Token) -> str:
    """The words below a token that stand after it, lower case, up to a semicolon, unquoted.

    In the passive voice what is done comes first: "the attack was claimed by ...", "the
    attack, claimed by ...".
    """
    done = g.child(token, "nsubjpass")
    words = [t.lower_ for t in done.subtree] if done is not None else []
    if token.dep_ == "acl" and g.passive(token):
        words.append(token.head.lower_)
    beside = [c for c in token.children if c.dep_ == "conj" and g.child(c, "dobj")]
    apart = {t.i for c in beside for t in c.subtree}
    for t in token.subtree:
        if t.i <= token.i or t.text in MARKS or t.i in apart:
            continue
        if t.text == ";":
            break
        words.append(t.lower_)
    return " ".join(words)


def negated(token: Token, who: Token | None) -> bool:
    """Whether what a verb tells was not: by "not", "nor", "nothing", or by its subject."""
    if any(c.lower_ in ("neither", "nor") for c in (*token.children, *token.head.children)):
        return True
    if any(
        o.lower_ == "nothing" or any(c.lower_ == "no" for c in o.children)
        for o in g.objects(token)
    ):
        return True
    if any(c.lower_ == "longer" for c in token.children):
        return True
    nobody = who is not None and (
        who.lower_ in NONE or any(c.lower_ in NONE for c in who.children)
    )
    return nobody or g.negated(token)
