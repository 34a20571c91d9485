"""Words by which a count is of a run of events: its keeper, its owner, its length, its sum."""

from __future__ import annotations

import re

from tallystick.read.rules.counts.units import Counted, Form, attack_word
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence, Token
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.over_time import CAMPAIGNS

RUNS = CAMPAIGNS | word_list("totals/runs")
"""What kills over more than one event, as the subject of a verb of killing."""
SPANS = word_list("totals/spans")
MONTHS = word_list("totals/runs_months")
LEDGERS = word_list("totals/ledgers")
SHOWING = word_list("totals/showing")
FEWEST = 5
"""Fewer are those of one event, unless more is said."""
SUMMING = word_list("totals/summing")
SUMMED = re.compile(
    r"\b(?:so far|in all|to date|thus far|(?:un)?till now|up to now|by now|all told|in total"
    r"|all in all|in sum|(?:taken|put|added) together|add(?:s|ing)? up|running total)\b"
)
RECKONED = re.compile(
    r"\b(?:by|on|in|per|according to) (?:(?:the|its|his|her|their|our|an?|own|[\w-]+['’]s?"
    r"|[\w-]+s['’]) )(?:[\w-]+['’]?s? ){0,3}(?:count|tally|reckoning|ledgers?|register|log"
    r"|notebook|records?|dossier|database|bookkeeping|arithmetic|diary)\b"
)
"""Whose count it is: "by the union's tally"."""
SPELL = re.compile(
    r"\b(?:in|within|over|inside|during|across|through|of) (?:(?:just|only|barely|less than|"
    r"under|some|about|the|its|their|first|past|last|these|those|a|as) )*(?:\w+[ -]){0,2}"
    r"(?:days|nights|weeks|fortnight|months|years|quarters|seasons)\b"
)
"""A length of time: "in nine weeks", "in the first ten days"."""


def in_a_ledger(one: Counted) -> bool:
    """ "The union's sheet shows 15 evictions", "the register has 2,014 dead"."""
    head = g.first_conjunct(one.head)
    verb = head.head
    if head.dep_ != "dobj" or verb.lemma not in SHOWING or one.form is not Form.NOUN:
        return False
    who = g.subject(verb)
    return who is not None and who.lemma in LEDGERS and _several(one)


def of_a_run(sentence: Sentence, one: Counted) -> bool:
    """ "The war has killed 900", "lost 63 men to ambushes", "the month's dead", "44 drivers
    by the union's count": people of many events, in a sentence that tells no day."""
    if _of_a_day(sentence, one):
        return False
    return _owned(one) or (_several(one) and (_by_a_run(one) or _reckoned(sentence)))


def in_a_run(sentence: Sentence, one: Counted) -> bool:
    """ "Brought down 16 helicopters in the campaign", "burned 40 barns in six weeks"."""
    verb = g.clause_verb(one.governor)
    preps = [c for w in (verb, one.head) for c in w.children if c.dep_ == "prep"]
    under = (n for p in preps for n in p.children if n.dep_ == "pobj")
    return any(n.lemma in RUNS for n in under) or bool(SPELL.search(sentence.text))


def summing(sentence: Sentence) -> bool:
    """Whether words of a sentence say that it sums over a run of events."""
    words = {t.lower_ for t in sentence.tokens}
    alone = "alone" in words and any(d.date is not None for d in sentence.dates)
    return bool(words & SUMMING or alone or SUMMED.search(sentence.text.lower()))


def _of_a_day(sentence: Sentence, one: Counted) -> bool:
    """Whether the clause of a count tells a day of its own."""
    verb = g.clause_verb(one.governor)
    days = (d for d in sentence.dates if windows.day_of(d))
    return any(
        g.clause_verb(sentence.root_of(d.core_start or d.start, d.end)).i == verb.i
        for d in days
        if not windows.of_speech(sentence, d)
    )


def _several(one: Counted) -> bool:
    return (one.number.number.stated or 0) >= FEWEST


def _owned(one: Counted) -> bool:
    """ "The month's dead", "May's bombing deaths", "the war's toll"."""
    owners = (c for w in (one.governor, one.head) for c in w.children if c.dep_ == "poss")
    return any(
        o.lemma in SPANS | RUNS or o.ent_type_ == "DATE" or o.lower_ in MONTHS
        for o in owners
    )


def _by_a_run(one: Counted) -> bool:
    """Whether a war, or months of it, killed them; whether they were lost to several attacks."""
    verb = one.governor
    who = g.subject(verb) or g.subject(g.clause_verb(verb))
    if who is not None and (who.lemma in RUNS or _spell(who)):
        return True
    to = (c for c in verb.children if c.lower_ == "to" and c.dep_ in ("prep", "dative"))
    under = (n for c in to for n in c.children if n.dep_ == "pobj")
    lost = verb.lemma in ("lose", "mislay")
    return lost and any(n.tag_ == "NNS" and attack_word(n) for n in under)


def _spell(who: Token) -> bool:
    """ "Six months of siege", "the twelve months to June"."""
    return who.lemma in SPANS and (
        who.tag_ == "NNS" or any(c.like_num for c in who.children)
    )


def _reckoned(sentence: Sentence) -> bool:
    return RECKONED.search(sentence.text) is not None
