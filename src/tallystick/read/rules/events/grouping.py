"""Which triggers of a sentence tell of one event: "struck in a raid that killed two"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.read.rules.attacks import roles
from tallystick.read.rules.attacks.triggers import Trigger
from tallystick.read.rules.harm.words import HARM_NOUNS
from tallystick.read.rules.places.said_places import WHERE
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Token

ANSWERS = word_list("events/answers")
ORDINAL_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
NEAR, FAR = 4, 7
"""Steps in the parse up to which harm belongs to an attack; the second to the only one."""


def groups(found: Sequence[Trigger]) -> list[list[Trigger]]:
    """Triggers of one event: a harm word joins the attack word it hangs together with."""
    attacks = [t for t in found if not t.harm]
    groups: dict[int, list[Trigger]] = {t.token.i: [t] for t in attacks}
    loose: list[Trigger] = []
    for harm in (t for t in found if t.harm):
        beside = next((t for t in loose if _shares_its_subject(t.token, harm.token)), None)
        if beside is not None:
            groups[beside.token.i].append(harm)
            continue
        near = sorted(
            attacks, key=lambda t: (_apart(harm, t), abs(t.token.i - harm.token.i))
        )
        if near and _apart(harm, near[0]) <= (FAR if len(attacks) == 1 else NEAR):
            groups[near[0].token.i].append(harm)
        elif loose and _one_harm(loose[0].token, harm.token):
            groups[loose[0].token.i].append(harm)
        else:
            loose.append(harm)
            groups[harm.token.i] = [harm]
    joined = _join_attacks(list(groups.values()))
    return sorted(joined, key=lambda group: int(group[0].token.i))


def _shares_its_subject(one: Token, other: Token) -> bool:
    """ "A bomb killed a man and hurt two children"."""
    joined = other.dep_ == "conj" and other.head.i == one.i
    return joined and g.child(other, "nsubj", "nsubjpass") is None


def _one_harm(one: Token, other: Token) -> bool:
    """ "Two were killed and three hurt"; not "two died in A; three died in B"."""
    return g.distance(one, other) <= 3 and not (_placed(one) and _placed(other))


def _apart(harm: Trigger, attack: Trigger) -> int:
    if harm.assertion is not attack.assertion or _elsewhere(harm.token, attack.token):
        return 99
    one, other = harm.token, attack.token
    if _came_before(one, other) or _looks_back(one, other) or _looks_back(other, one):
        return 99
    if _days_before(other, one):
        return 99
    return g.distance(harm.token, attack.token)


def _came_before(harm: Token, attack: Token) -> bool:
    """ "They bombed the camp after a drone had killed three": the three died before it."""
    over = {t.i for t in g.ancestors(attack)}
    for one in g.ancestors(harm):
        if one.i in over:
            return False
        if answered(one) or _since_when(one):
            return True
        marks = {c.lower_ for c in one.children if c.dep_ in ("mark", "advmod")}
        if one.dep_ == "advcl" and marks & {"after", "since"}:
            return any(c.dep_ in ("nsubj", "nsubjpass") for c in one.children)
    return False


def _days_before(attack: Token, harm: Token) -> bool:
    """ "Killed 12 a day after a bus was blown up": so long before is another event."""
    for one in g.ancestors(attack):
        if one.i == harm.i:
            return False
        mark = next((c for c in one.children if c.dep_ == "mark"), None)
        if one.dep_ == "advcl" and mark is not None and mark.lower_ == "after":
            before = one.doc.words[mark.i - 1]
            return mark.i > 0 and before.lemma in LENGTHS
    return False


LENGTHS = word_list("events/lengths")


def _since_when(verb: Token) -> bool:
    """ "The worst attack since March, when 152 people were killed": those of March."""
    when = next((c for c in verb.children if c.lower_ == "when"), None)
    if when is None or verb.dep_ not in ("relcl", "advcl"):
        return False
    before = verb.doc.words[max(0, when.i - SINCE_REACH) : when.i]
    return any(word.lower_ == "since" for word in before)


SINCE_REACH = 6
"""Words from "since" to "when" with a day between them."""


def _looks_back(harm: Token, attack: Token) -> bool:
    """ "Nine were killed, among them a girl whose father had died in a raid": the raid, in a
    clause of what had been before, is another than that which killed the nine."""
    over = {t.i for t in g.ancestors(harm)}
    for one in g.ancestors(attack):
        if one.i in over:
            return False
        if one.dep_ == "relcl" and any(c.lower_ == "had" for c in one.children):
            return True
    return False


def answered(one: Token) -> bool:
    """ "In response to the killing of a commander": what an attack is said to answer."""
    return one.dep_ == "pobj" and one.head.head.lemma in ANSWERS


def _join_attacks(groups: list[list[Trigger]]) -> list[list[Trigger]]:
    """Join "launched a drone attack", "struck in a raid": a verb with the noun it carries."""
    kept: list[list[Trigger]] = []
    for group in groups:
        head = group[0].token
        host = next((k for k in kept if _joins(k, head)), None)
        if host is None:
            kept.append(group)
        else:
            host.extend(group)
    return kept


def _joins(group: Sequence[Trigger], head: Token) -> bool:
    if any(_elsewhere(t.token, head) for t in group):
        return False
    return any(_same_act(t.token, head) for t in group)


def _in_its_course(one: Token, other: Token) -> bool:
    """ "Opened fire on a convoy, killing six and burning two lorries", "stormed the town
    after setting off two bombs": done by the same."""
    clause = g.first_conjunct(other)
    if other.tag_ != "VBG" or g.child(other, *g.SUBJECTS) is not None:
        return False
    over = clause.head.head if clause.dep_ == "pcomp" else clause.head
    return clause.dep_ in ("advcl", "pcomp") and over.i == one.i


def _same_act(one: Token, other: Token) -> bool:
    """A verb and its own object or "in/with/by" noun tell of one act."""
    if _in_its_course(one, other) or _of_the_victim(one, other):
        return True
    for verb, noun in ((one, other), (other, one)):
        if verb.pos_ != "VERB" or noun.pos_ == "VERB":
            continue
        top = g.first_conjunct(noun)
        if top.head.i == verb.i and top.dep_ in ("dobj", "nsubj", "nsubjpass", "attr"):
            return True
        if (
            top.dep_ == "pobj"
            and top.head.head.i == verb.i
            and top.head.lower_ in ("in", "with", "by", "during")
        ):
            return True
    if _launches_it(one, other) or _launches_it(other, one):
        return True
    coordinated = one.pos_ == other.pos_ == "VERB" and other.dep_ == "conj"
    if coordinated and other.head.i == one.i and not (_placed(one) and _placed(other)):
        return True
    if one.pos_ == other.pos_ == "VERB" and other.dep_ == "conj" and other.head.i == one.i:
        return g.child(other, "nsubj", "nsubjpass") is None and not (
            g.objects(other) and g.objects(one)
        )
    return other.dep_ in ("appos", "acl", "xcomp") and other.head.i == one.i


def _of_the_victim(one: Token, other: Token) -> bool:
    """ "The murder of a grocer who was shot dead": how the victim died."""
    of = other.head.head
    told = other.dep_ in ("relcl", "acl") and g.passive(other)
    return told and of.lower_ == "of" and of.head.i == one.i and one.lemma in HARM_NOUNS


def _launches_it(one: Token, other: Token) -> bool:
    """ "Struck the town with a missile fired from", "the rockets fired at it were stopped"."""
    if one.dep_ not in ("acl", "relcl") or not roles.is_weapon(one.head):
        return False
    return (
        any(t.i == other.i for t in g.ancestors(one.head)) and g.distance(one, other) <= 4
    )


def _elsewhere(harm: Token, attack: Token) -> bool:
    """ "A bus was burnt in A, and in B a bomb killed a man": two verbs, a place for each, or
    a day for each: "on the 4th a shop was burned and on the 11th a guard was stabbed"."""
    verbs = harm.pos_ == attack.pos_ == "VERB"
    side = harm.dep_ in ("conj", "parataxis", "ccomp") or attack.dep_ in ("conj", "ccomp")
    if not (verbs and side):
        return False
    return (_placed(harm) and _placed(attack)) or (_dated(harm) and _dated(attack))


def _dated(verb: Token) -> bool:
    """Whether a verb has a day of its own: "on the 4th", "Tuesday", "two days later"."""
    for own in verb.children:
        time = g.child(own, "pobj") if own.dep_ == "prep" and own.lower_ == "on" else own
        if time is not None and time.dep_ in ("pobj", "npadvmod") and _of_days(time):
            return True
    return False


def _of_days(word: Token) -> bool:
    return word.ent_type_ == "DATE" or ORDINAL_DAY.fullmatch(word.lower_) is not None


def _placed(verb: Token) -> bool:
    """Whether a verb has a named place of its own."""
    own = (
        t
        for c in verb.children
        if c.dep_ in ("prep", "dobj", "nsubjpass")
        for t in c.subtree
        if g.clause_verb(t).i == verb.i
    )
    return any(t.ent_type_ in ("GPE", "LOC", "FAC") or _where(t) for t in own)


def _where(token: Token) -> bool:
    """A name after "in", "at", "near": a place, whatever the parser calls it."""
    named = token.pos_ == "PROPN" and token.dep_ == "pobj" and token.ent_type_ != "DATE"
    return named and token.head.lower_ in WHERE
