"""The time that a count is of, where another sentence tells it: "our list opens on 3 May".

Who keeps a count often says its number in one sentence and its first day in the next: "The
ministry began its bulletins on 8 October", "day one was 18 April", "it covers everything
since 17 October", "the war lasted from 13 to 24 June".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallystick.model.claims import Window
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import bodies, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.eras import KIND_OF, TURNS
from tallystick.read.rules.totals.standing import standing

REACH = 2
"""So many sentences before or after a total its first day may be told."""
KEEPS_COUNTING = word_list("totals/keeps_counting")
OPENS = word_list("totals/opens")
COVERS = word_list("totals/covers")
LASTS = word_list("totals/lasts")
TELLERS = word_list("totals/tellers")
ALL_TOLD = word_list("totals/all_told")
FIRST = word_list("totals/first")
LABEL = re.compile(
    r"^\W*(?:(?:reporting|reference|counting|review) )?(?:period|dates?|window|time ?frame|"
    r"interval|time span|timespan|span|coverage|days)\s*(?:covered)?\s*:",
    re.I,
)
"""What heads a line that tells the time of a list: "Period: 1-11 January"."""
COUNTED_FROM = re.compile(
    r"^,? (?:from|since|on) (?:which|when|where|that (?:day|date)) (?:\w+[ ’']?s? ){1,5}?"
    r"(?:count|counts|counted|reckons?|reckoned|starts?|started|begins?|began|opens?|opened)\b"
)
"""What follows the day from which somebody counts: "3 May, from which the union counts"."""
TIME_PASSED = re.compile(
    r"\b(?:days?|weeks?|months?|years?) (?:have |has |had )?(?:now )?"
    r"(?:passed|gone by|elapsed|gone|been|separate us|on)(?: now)? since\b[^,;:.]{0,80}$"
)
"""What may stand before a first day: "a hundred days have passed since the truce of"."""


def counted_from(scan: Scan, sentence: Sentence, one: Counted) -> Window | None:
    """The window that the sentences around a total tell of its count, nearest first.

    Sentences after it speak before those ahead of it: a number comes first, then how it
    was counted. Who are held or missing now were not counted from a day on.
    """
    if standing(sentence, one):
        return None
    for near in _around(scan, sentence):
        for found in near.dates:
            window = _told_by(near, found) if found.date is not None else None
            if window is not None:
                return window
    return None


def _around(scan: Scan, sentence: Sentence) -> Iterator[Sentence]:
    at = sentence.index
    after = scan.sentences[at + 1 : at + 1 + REACH]
    before = scan.before(sentence, REACH)
    for near in (*after, *before):
        if near.part is sentence.part:
            yield near


def _told_by(sentence: Sentence, found: FoundDate) -> Window | None:
    """The window that one date of a sentence tells of a count, if it does."""
    if LABEL.match(sentence.text) and found.shape is DateShape.RANGE:
        return windows.window_of([found], None)
    spans = found.shape in (DateShape.SINCE, DateShape.RANGE)
    if spans and (_of_the_count(sentence, found) or _lasted(sentence, found)):
        return windows.window_of([found], None)
    if found.shape not in (DateShape.POINT, DateShape.SINCE):
        return None
    if found.date is None or not (
        _first_day(sentence, found) or _counting_began(sentence, found)
    ):
        return None
    two_days = "/" in found.date.edtf  # "13 and 14 May"
    return Window(windows.first_of(found.date) if two_days else found.date, None)


def _of_the_count(sentence: Sentence, found: FoundDate) -> bool:
    """ "It covers everything since 17 October", "all since 3 May", "the list runs from ... to"."""
    if windows.counts_itself(sentence):
        return False
    verb = g.clause_verb(sentence.root_of(found.core_start or found.start, found.end))
    if verb.pos_ not in ("VERB", "AUX"):
        opening = next((t for t in sentence.tokens if not t.is_punct), None)
        return opening is not None and opening.lower_ in ALL_TOLD
    if verb.dep_ in ("relcl", "acl", "advcl") and verb.head.pos_ != "VERB":
        verb = g.clause_verb(verb.head)
    who = g.subject(verb)
    if who is None or verb.lemma not in COVERS:
        return False
    return who.lower_ in ALL_TOLD or who.lemma in windows.FIGURES


def _lasted(sentence: Sentence, found: FoundDate) -> bool:
    """ "The war lasted from 13 to 24 June"."""
    verb = g.clause_verb(sentence.root_of(found.core_start or found.start, found.end))
    who = g.subject(verb)
    lasts = found.shape is DateShape.RANGE and verb.lemma in LASTS
    return lasts and who is not None and who.lemma in KIND_OF


def _first_day(sentence: Sentence, found: FoundDate) -> bool:
    """ "Day one was 18 April", "the starting point is 3 May"."""
    verb = g.clause_verb(sentence.root_of(found.core_start or found.start, found.end))
    who = g.subject(verb) if verb.lemma == "be" else None
    if who is None:
        return False
    about = {who.lemma, *(t.lemma for t in who.children)}
    days = {"day", "date", "point", "start", "beginning", "outset", "baseline", "onset"}
    begins = FIRST | {"starting", "opening"}
    return bool(about & days) and bool(about & begins)


def _counting_began(sentence: Sentence, found: FoundDate) -> bool:
    """Whether a count, or what it counts, is told to have begun on a day."""
    behind = sentence.text[found.end - sentence.start :]
    ahead = sentence.text[: found.core_start - sentence.start]
    if COUNTED_FROM.match(behind) or TIME_PASSED.search(ahead):
        return True
    verb = g.clause_verb(sentence.root_of(found.core_start or found.start, found.end))
    if verb.pos_ not in ("VERB", "AUX") or g.negated(verb):
        return False
    who = g.subject(verb)
    if who is None:
        return False
    if verb.lemma in OPENS and _begins(verb, who):
        return True
    if windows.counts_itself(sentence):
        return False
    if verb.lemma in TURNS:
        return who.lemma in KIND_OF
    since = found.shape is DateShape.SINCE or _from(sentence, found)
    return since and verb.lemma in KEEPS_COUNTING and _teller(who)


def _begins(verb: Token, who: Token) -> bool:
    """ "It opened the list", "the union started to count", "the register goes back to"."""
    told = [c for c in verb.children if c.dep_ in ("dobj", "xcomp")]
    of_the_count = any(
        t.lemma in windows.FIGURES or t.lemma in KEEPS_COUNTING for t in told
    )
    if told:
        return of_the_count
    if verb.lemma in ("go", "reach", "date", "set"):
        back = any(c.lower_ in ("back", "from") for c in verb.children)
        return back and who.lemma in windows.FIGURES
    about = who.lemma in windows.FIGURES or _teller(who)
    return about or who.lower_ in ALL_TOLD or who.lower_ in ("one", "we")


def _teller(who: Token) -> bool:
    """Whether somebody may keep a count."""
    known = who.lemma in bodies() or who.lemma in TELLERS
    known = known or who.ent_type_ == "ORG"
    return known or who.lower_ in ("we", "they", "it", "which", "who")


def _from(sentence: Sentence, found: FoundDate) -> bool:
    """ "From 3 May", "with 3 May" before a day."""
    ahead = [t.lower_ for t in sentence.before(found.core_start)[-1:]]
    return ahead in (["from"], ["since"], ["with"])
