"""The last day of a total where another sentence, or another clause, tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tallystick.model.values import Date
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.continuing import one_day

CLOSES = word_list("totals/closes")
REACHES = word_list("totals/reaches")
SPOKEN = windows.FIGURES | word_list("totals/spoken")
"""What a total is told in."""
GIVEN = windows.GIVEN | word_list("totals/endings_given")
"""What is done with such a thing on its day."""


def closed_next(scan: Scan, sentence: Sentence) -> Date | None:
    """ "The table was closed on Friday", "the figures cover the time up to Sunday", "so said
    a spokesman on Sunday": told of a total by the sentence after it."""
    for near in scan.after(sentence):
        for found in near.dates:
            day = found.date.last_day if found.date is not None else None
            root = near.root_of(found.core_start or found.start, found.end)
            until = found.shape is DateShape.UNTIL or root.head.lower_ == "to"
            if day is None or not (until or windows.day_of(found) or windows.night(found)):
                continue
            verb = g.clause_verb(root)
            who = g.subject(verb) or g.child(verb, "nsubjpass")
            if who is None and verb.dep_ == "acl":
                who = verb.head
            told = REACHES if until else CLOSES
            if any(c.lower_ == "back" for c in verb.children):
                continue  # "the register goes back to March": its start
            if who is not None and who.lemma in windows.FIGURES and verb.lemma in told:
                return (
                    windows.eve_of(found)
                    if windows.night(found)
                    else windows.last_of(found)
                )
    given = (d for near in scan.after(sentence) for d in near.dates if _given_then(near, d))
    return next((windows.day_of(d) for d in given), None)


def _given_then(sentence: Sentence, found: FoundDate) -> bool:
    """Whether a day is that on which the total before a sentence was given out.

    "That was the count on Sunday", "the ministry updated the list on Sunday": a sentence that
    counts nothing itself.
    """
    if windows.day_of(found) is None or windows.counts_itself(sentence):
        return False
    verb = g.clause_verb(sentence.root_of(found.core_start or found.start, found.end))
    who = g.subject(verb) or g.child(verb, "nsubjpass")
    if verb.dep_ == "relcl" and verb.lemma in GIVEN:
        return verb.head.lemma in SPOKEN or (who is not None and who.lemma in SPOKEN)
    if verb.lemma in GIVEN and who is not None and who.lemma in SPOKEN:
        return True
    told = g.child(verb, "dobj", "attr")
    if told is not None and told.lemma in SPOKEN:
        return verb.lemma in GIVEN
    first = next((t for t in sentence.tokens if not t.is_punct), None)
    so = first is not None and first.lower_ in ("so", "thus")
    return so and verb.lemma in table("speech", "lemma", "relation")


def until_clause(
    sentence: Sentence, dates: Iterable[FoundDate], verb: Token
) -> FoundDate | None:
    """The day up to which something had happened: "when the truce began on 3 May, 40 had died".

    Args:
        verb: that of the clause that counts.
    """
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if "had" not in helpers:
        return None
    for found in dates:
        day = windows.day_of(found)
        if day is None:
            continue
        ahead = [t.lower_ for t in sentence.before(found.core_start)[-1:]]
        if ahead == ["before"] and day.first_day is not None:
            eve = one_day(date.fromordinal(day.first_day.toordinal() - 1))
            return replace(found, shape=DateShape.UNTIL, date=eve)
        root = sentence.root_of(found.core_start, found.end)
        clause = g.clause_verb(root)
        marks = {c.lower_ for c in clause.children if c.dep_ in ("advmod", "mark")}
        if clause.i != verb.i and marks & {"when", "until", "till"}:
            return replace(found, shape=DateShape.UNTIL)
    return None
