"""Totals that are of the time at which they are told, whatever period was told before."""

from __future__ import annotations

from tallystick.model.lists import Measure
from tallystick.model.values import Date
from tallystick.read.rules.counts.units import Counted, Form
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Sentence, Token
from tallystick.read.rules.totals import windows

HELD = word_list("totals/held")
KEEPS = word_list("totals/standing_keeps")
TAKEN = word_list("totals/taken")
LASTING = word_list("totals/standing_lasting")
TELLS = word_list("totals/tells")


GIVES = TELLS | {"have", "be", "stand", "show", "reach"}
"""What they do with a bare number, or what it does."""


def standing(sentence: Sentence, one: Counted) -> bool:
    """Whether people are counted who are held or missing now: "200 are still being held"."""
    if one.measure not in (Measure.OTHER, Measure.VESSELS) or one.form is Form.LABEL:
        return False
    verb = g.clause_verb(one.governor)
    if TAKEN & {verb.lemma, one.governor.lemma}:
        return False
    words = {t.lower_ for t in (one.head, *one.head.children, verb, *verb.children)}
    kept = verb.lemma in KEEPS and now(verb)
    return kept or one.head.lemma in HELD or bool(LASTING & words)


def tells_anew(sentence: Sentence, one: Counted) -> bool:
    """ "The army speaks of 19", "it counts 143": a teller of its own, in the present."""
    verb = g.clause_verb(one.numeral)
    who = g.child(verb, "nsubj")
    telling = verb.lemma in TELLS or verb.lemma in table("speech", "lemma", "relation")
    return who is not None and telling and verb.tag_ in ("VBZ", "VBP")


def as_it_stood(sentence: Sentence, one: Counted) -> Date | None:
    """ "A week earlier the tally had been 55", "more exact on Friday: 2,412", "the army had 66
    on Tuesday": the one day told with a bare number."""
    days = [d for d in sentence.dates if d.date is not None]
    told = windows.day_of(days[0]) if len(days) == 1 else None
    if told is None or one.form is not Form.FIGURE:
        return None
    behind = days[0].end <= one.number.start
    verb = g.clause_verb(one.numeral)
    given = verb.lemma in GIVES and days[0].start == one.number.end + 1
    return told if behind or given else None


def now(verb: Token) -> bool:
    """Whether a verb, or its auxiliary, is in the present."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return any(t.tag_ in ("VBZ", "VBP") for t in (verb, *helpers))
