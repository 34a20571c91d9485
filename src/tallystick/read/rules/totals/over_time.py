"""Whether a count is told of a stretch of time, or of a war, rather than of one day."""

from __future__ import annotations

import re

from tallystick.model.lists import Measure
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.counts.units import Counted, attack_word
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence, Token
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.same_time import same_period

PEOPLE = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES)
CAMPAIGNS = word_list("totals/campaigns")
DURING = ("in", "during", "of", "by", "throughout", "from")
DEFINITE = frozenset("the those these".split())
ONE = word_list("totals/one")
NEXT_TO = 24
"""Characters from a verb to its own day: "died early on 11 October"."""
PERIODS = (DateShape.SINCE, DateShape.UNTIL, DateShape.RANGE, DateShape.ROLLING)
LENGTH = re.compile(r"P(\d+)([DWMQY])")


def over_time(sentence: Sentence, one: Counted) -> bool:
    """Whether a sentence tells of a count that it is of a stretch of time, or of a war."""
    if period(sentence, one) and not _of_one_day(sentence, one):
        return not of_one_attack(sentence, one)
    return _in_a_campaign(sentence, one)


def of_one_attack(sentence: Sentence, one: Counted) -> bool:
    """ "In February a bombing left ten dead", "killed in an air strike in June": people of
    one attack, whatever the period that is told with it, unless it runs up to now."""
    if any(d.shape is DateShape.SINCE for d in sentence.dates):
        return False
    if _of_those_known(one):
        return True
    verb = g.clause_verb(one.governor)
    who = g.subject(verb)
    if who is not None and attack_word(who) and not who.tag_.endswith("S"):
        return True
    below = [*verb.children, *one.governor.children]
    told = [n for c in below if c.lower_ in ("in", "by") for n in c.children]
    if any(attack_word(noun) and _one(noun) for noun in told):
        return True
    clauses = [c for c in verb.children if c.dep_ == "advcl" and attack_word(c)]
    return any(t.lower_ == "when" for c in clauses for t in c.children)


def _of_those_known(one: Counted) -> bool:
    """ "The nine people who were shot dead in the church last month": an attack known by its
    dead, not "the nine people who were killed last month"."""
    verb, head = one.governor, one.head
    if verb.pos_ != "VERB" or not any(c.lower_ in DEFINITE for c in head.children):
        return False
    return verb.dep_ in ("relcl", "acl") and verb.head.i == head.i and attack_word(verb)


def _one(noun: Token) -> bool:
    """ "An air strike", "the ambush"; "the shelling" goes on."""
    marks = {c.lower_ for c in noun.children if c.dep_ in ("det", "nummod")}
    lasting = noun.lower_.endswith("ing") and "the" in marks
    return not (noun.tag_.endswith("S") or lasting) and bool(marks & ONE)


def period(sentence: Sentence, one: Counted) -> bool:
    """Whether a period of more than a few days is told in the count's own stretch."""
    dates = [d for d in sentence.dates if not windows.superlative(sentence, d)]
    since = windows.since_clause(sentence, dates)
    if since is not None and not _elsewhere(sentence, since, one):
        return True
    if same_period(sentence, one) is not None:
        return True
    if len(dates) < len(sentence.dates) and one.measure in PEOPLE:
        return False
    start, end = windows.segment(sentence, one.numeral)
    if any(_opens_since(t, one) and start <= sentence.at(t) < end for t in sentence.tokens):
        return True
    return any(
        start <= d.start < end
        and (_long(d) or _lasting(sentence, d))
        and not _elsewhere(sentence, d, one)
        for d in dates
    )


def _opens_since(token: Token, one: Counted) -> bool:
    """ "Killed since troops went in": a start that no day is told of."""
    if token.lower_ != "since" or token.dep_ not in ("mark", "prep"):
        return False
    over = token.head.head if token.dep_ == "mark" else token.head
    own = {one.governor.i, one.head.i, *(t.i for t in g.ancestors(one.governor))}
    return over.i in own


def _lasting(sentence: Sentence, found: FoundDate) -> bool:
    """ "In ten days", "four days of fighting": a length of more than a day."""
    length = LENGTH.fullmatch(found.timex_value)
    if found.shape is not DateShape.DURATION or length is None:
        return False
    if length.group(2) == "D" and int(length.group(1)) < 2:
        return False
    before = [t.lower_ for t in sentence.before(found.start)[-2:]]
    after = [t.lower_ for t in sentence.after(found.end)[:1]]
    return bool({"in", "within", "over", "of"} & set(before)) or after == ["of"]


def _elsewhere(sentence: Sentence, found: FoundDate, one: Counted) -> bool:
    """Whether people are counted in another clause than a period is told in.

    Also inside the words on that period: "the worst since May, when bombs killed 40".
    """
    if one.measure is not Measure.INCIDENTS and one.number.start > found.end:
        following = [t.lower_ for t in sentence.after(found.end)[:3]]
        if {"when", "which", "where"} & set(following) and _inside(sentence, found, one):
            return True
    if one.measure not in PEOPLE:
        return False
    root = sentence.root_of(found.core_start or found.start, found.end)
    over = {t.i for t in g.ancestors(one.governor)}
    if root.i in over and root.i != one.governor.i:
        return True
    verb = g.clause_verb(root)
    return verb.i not in over and g.clause_verb(one.governor).i not in {
        t.i for t in g.ancestors(verb)
    }


def _inside(sentence: Sentence, found: FoundDate, one: Counted) -> bool:
    """Whether a count stands in the clause that tells more of a date."""
    later = (t for t in sentence.tokens if sentence.at(t) >= found.end)
    opening = next(t for t in later if t.lower_ in ("when", "which", "where"))
    told = g.clause_verb(opening)
    return any(t.i == told.i for t in g.ancestors(one.numeral))


def _in_a_campaign(sentence: Sentence, one: Counted) -> bool:
    """ "Have died in the war", "killed in the clashes": people of many events."""
    if one.measure not in PEOPLE or any(windows.day_of(d) for d in sentence.dates):
        return False
    words = (one.governor, one.head)
    preps = (
        p for w in words for p in w.children if p.dep_ == "prep" and p.lower_ in DURING
    )
    under = (g.child(p, "pobj") for p in preps)
    return any(
        n is not None and (n.lemma in CAMPAIGNS or (n.tag_ == "NNS" and attack_word(n)))
        for n in under
    )


def by_several(one: Counted) -> bool:
    """ "Strikes killed 40", "40 died in the raids": people of more than one attack."""
    who = g.subject(one.governor)
    preps = [p for p in one.governor.children if p.dep_ == "prep" and p.lower_ in DURING]
    under = (who, g.agent(one.governor), *(g.child(p, "pobj") for p in preps))
    return any(t is not None and t.tag_ == "NNS" and attack_word(t) for t in under)


def _of_one_day(sentence: Sentence, one: Counted) -> bool:
    """ "Eleven died on 11 October": people of one day, whatever period is told beside it."""
    if one.measure not in PEOPLE:
        return False
    return any(
        windows.day_of(d) is not None
        and not windows.of_speech(sentence, d)
        and 0 <= d.start - sentence.at(one.governor) < NEXT_TO
        and sentence.root_of(d.core_start or d.start, d.end).head.head.i == one.governor.i
        for d in sentence.dates
    )


def _long(found: FoundDate) -> bool:
    """Whether a period of more than a few days is told."""
    if found.date is None:
        return False
    if found.shape in PERIODS:
        return True
    first, last = found.date.first_day, found.date.last_day
    return bool(first and last and (last - first).days >= 6)
