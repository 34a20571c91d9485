"""What the lists of acts say of a word and the words that follow it in its clause."""

from __future__ import annotations

from tallystick.read.rules.actors.own_side import MARKS
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import ActPattern, act_patterns, word_list
from tallystick.read.rules.text.scan import Token

RELATIVE = frozenset(("that", "which"))
NONE = word_list("statements/none")
NEITHER = frozenset(("neither", "nor"))
NEGATING = NEITHER | {"longer"}


def worded(
    patterns: tuple[ActPattern, ...], token: Token, who: Token | None = None
) -> str | None:
    """The act of the first pattern that the words after a token, and its subject, fit."""
    after: str | None = None
    doer: str | None = None
    for one in patterns:
        if one.subject is not None:
            if doer is None:
                doer = " ".join(t.lower_ for t in who.subtree) if who is not None else ""
            if not one.subject.search(doer):
                continue
        if one.object is not None:
            after = words_after(token) if after is None else after
            if not one.object.match(after):
                continue
        return one.act
    return None


def listed(
    name: str, token: Token, before: str = "", who: Token | None = None
) -> str | None:
    """The act of a verb in a list of acts by verb.

    Args:
        before: what stands before the lemma in the list: "not ", "now ".
        who: the verb's subject, for lists that ask for one.
    """
    return worded(act_patterns(name, "verb").get(before + token.lemma, ()), token, who)


def words_after(token: Token) -> str:
    """The words below a token that stand after it, lower case, up to a semicolon, unquoted.

    In the passive voice what is done comes first: "the attack was claimed by ...", "the
    attack, claimed by ...". So does the noun of a relative clause: "the truce that the C
    declared".
    """
    return token.once(_words_after)


def _words_after(token: Token) -> str:
    done = g.child(token, "nsubjpass")
    words = [t.lower_ for t in done.subtree] if done is not None else []
    if (token.dep_ == "acl" and g.passive(token)) or _done_to_its_head(token):
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


def _done_to_its_head(token: Token) -> bool:
    """Whether the noun over a relative clause is its object: "the truce that C declared"."""
    doer, object_ = g.child(token, "nsubj"), g.child(token, "dobj")
    if token.dep_ != "relcl" or doer is None or doer.lower_ in RELATIVE:
        return False
    of_a_day = token.head.dep_ == "npadvmod"
    return not of_a_day and (object_ is None or object_.lower_ in RELATIVE)


def negated(token: Token, who: Token | None) -> bool:
    """Whether what a verb tells was not: by "not", "nor", "nothing", or by its subject."""
    for below in token.children:
        if below.lower_ in NEGATING or below.dep_ == "neg":
            return True
    for beside in token.head.children:
        if beside.lower_ in NEITHER:
            return True
    for aim in g.objects(token):
        if aim.lower_ == "nothing" or any(c.lower_ == "no" for c in aim.children):
            return True
    return who is not None and (
        who.lower_ in NONE or any(c.lower_ in NONE for c in who.children)
    )
