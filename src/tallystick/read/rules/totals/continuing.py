"""What a total takes over from the total, or the dated attack, that it goes on from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tallystick.model.claims import Scope, TallyClaim, Window
from tallystick.model.lists import Accumulation, Measure
from tallystick.model.values import Date, DateBasis
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.actors.speech import Voice
from tallystick.read.rules.counts.units import Counted, Form, attack_word
from tallystick.read.rules.days.stamps import day_of_stamp
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.bounding import subject_of
from tallystick.read.rules.totals.scopes import countries_before

ADDING = re.compile(
    r"\W*(?:in addition|additionally|on top of (?:this|these|that|those)|besides|also|"
    r"to (?:this|these|that|those) (?:come|must|should|are|is|we)|added to (?:this|these)|"
    r"a further|another|moreover|furthermore|apart from (?:this|these|that))\b",
    re.I,
)
"""What opens a sentence that counts more of the same time."""
THINGS = (Measure.MUNITIONS, Measure.SITES, Measure.VESSELS)
FARTHEST_ADDED = 6
FARTHEST_IN_LIST = 4
"""So many sentences after a total, a line of a list is still of its period."""


LONGEST_BACK = 10
"""So many years before this one another may lie that its number is set beside."""


@dataclass(frozen=True)
class TallyDraft:
    """A tally with the tokens that it came from, before the document is looked at whole."""

    claim: TallyClaim
    sentence: Sentence
    counted: Counted
    of_a_run: bool
    """Whether it counts over a run of events, not over one day's."""
    source: Voice | None
    """The voice it quotes data of, without a verb of saying; None for any other."""


def bounds(found: FoundDate, one: Counted, sentence: Sentence) -> bool:
    """A single day bounds people, places and munitions of that day, not a run of attacks,
    unless the attacks themselves are told of that day."""
    if found.shape is not DateShape.POINT:
        return found.shape in (
            DateShape.SINCE,
            DateShape.UNTIL,
            DateShape.RANGE,
            DateShape.ROLLING,
        )
    between = sentence.within(one.number.head_end, found.start)
    if windows.day_of(found) and any(t.text in (":", ";") for t in between):
        return False
    root = sentence.root_of(found.core_start or found.start, found.end)
    if any(t.i in (one.governor.i, one.head.i) for t in g.ancestors(root)):
        return True
    if windows.of_object(sentence, found, one) or _right_behind(sentence, found, one):
        return True
    if subject_of(sentence, found, one):
        return True
    verb = _clause_of(sentence, root)
    longer = any(d.shape is not DateShape.POINT and d.date for d in sentence.dates)
    there_are = g.child(verb, "expl") is not None and not longer
    if there_are and verb.i == g.clause_verb(one.head).i:
        return windows.day_of(found) is not None or windows.is_stretch(found)
    flies = one.measure is Measure.MUNITIONS and not windows.of_speech(sentence, found)
    if flies and any(t.i == verb.i for t in g.ancestors(one.head)):
        return True
    if windows.is_stretch(found):
        return any(t.i == verb.i for t in g.ancestors(one.governor))
    acts = [t for t in sentence.tokens if attack_word(t)]
    near = g.nearest(root, acts)
    return near is not None and any(
        t.i == near.i for t in (one.governor, *g.ancestors(one.head))
    )


def _clause_of(sentence: Sentence, root: Token) -> Token:
    """The verb whose clause a date stands in; a name within a sentence is none, whatever
    the parser takes it for."""
    verb = g.clause_verb(root)
    inside = verb.i > sentence.tokens[0].i and verb.text[:1].isupper()
    return g.clause_verb(verb.head) if inside and verb.dep_ == "pcomp" else verb


def _right_behind(sentence: Sentence, found: FoundDate, one: Counted) -> bool:
    """ "76 violations the day before": a day right behind the acts that are counted."""
    if one.measure is not Measure.INCIDENTS or one.form is not Form.NOUN:
        return False
    end = sentence.at(one.head) + len(one.head.text)
    between = sentence.within(end, found.start) if end < found.start else ()
    return end <= found.start and not [t for t in between if sentence.at(t) >= end]


def one_day(day: date, basis: DateBasis = DateBasis.INHERITED) -> Date:
    """A day that no words of the text name themselves."""
    return Date(day.isoformat(), day.isoformat(), day.isoformat(), basis)


def same_source(scan: Scan, sentence: Sentence, earlier: Sequence[TallyDraft]) -> Voice:
    """The data that a run of totals goes on quoting: "according to the institute's data"."""
    last = earlier[-1] if earlier else None
    if last is None or last.source is None or sentence.index - last.sentence.index > 2:
        return Voice(None)
    return last.source


def inherit(
    scan: Scan,
    sentence: Sentence,
    one: Counted,
    window: Window,
    scope: Scope,
    earlier: Sequence[TallyDraft],
    has_parties: bool,
) -> tuple[Window, Scope]:
    """What a total takes over from the total or the dated attack that it continues."""
    last = earlier[-1] if earlier else None
    if last is not None and _listed(sentence, one, last):
        bare = window.start is None and window.end is None
        window = last.claim.window if bare else window
    has_parties = has_parties and not _of_those_attacks(one)
    near = last is not None and _follows(scan, sentence, one, last)
    if last is not None and _adds(sentence, last):
        near, has_parties = True, False
    bare = window.start is None and window.end is None
    if bare and one.form is Form.NOUN and one.measure is Measure.INCIDENTS:
        window = _of_those_before(sentence, one, earlier) or window
    same = last is not None and last.claim.measure is one.measure
    if last is not None and near and same:
        if window.start is None and window.end is None:
            window = last.claim.window
        if not scope.countries and not scope.places and not scope.targets:
            scope = replace(scope, countries=last.claim.scope.countries)
    bare_place = not scope.countries and not scope.places
    if last is not None and near and last.sentence is sentence and bare_place:
        scope = replace(scope, countries=last.claim.scope.countries)
    if last is not None and near and (last.sentence is sentence or not has_parties):
        if window.start is None and window.end is None:
            window = last.claim.window
        if not scope.perpetrators:
            scope = replace(scope, perpetrators=last.claim.scope.perpetrators)
        if not scope.countries and not scope.places and not has_parties:
            scope = replace(scope, countries=last.claim.scope.countries)
    bare = window.start is None and window.end is None
    if bare and one.measure is not Measure.INCIDENTS and not _until_now(one):
        day = _day_of_attack(scan, sentence, one)
        if day is None and one.measure in THINGS and one.form is Form.NOUN:
            day = day_of_stamp(scan, sentence)  # an entry of a live page, or of a list
        if day is not None:
            window = Window(day, day)
    here = countries_before(scan, sentence, one) if _placed_before(one, scope) else ()
    return window, replace(scope, countries=here) if here else scope


def _until_now(one: Counted) -> bool:
    """ "The army has attacked 1,350 targets": of no day that is told beside it."""
    verb = g.clause_verb(one.governor)
    return any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in verb.children)


def of_that_count(
    sentence: Sentence, one: Counted, window: Window, earlier: Sequence[TallyDraft]
) -> Window:
    """ "3,516 dead since October; as of Monday it had been 3,481": a bare number with an end
    of its own began where the running total before it did."""
    here = earlier and earlier[-1].sentence is sentence
    last = earlier[-1].claim if here else None
    if last is None or one.form is not Form.FIGURE or window.start is not None:
        return window
    first = last.window.start.first_day if last.window.start is not None else None
    end = window.end.last_day if window.end is not None else None
    if last.measure is not one.measure or not first or not end:
        return window
    if first < end:
        running = last.accumulation is Accumulation.CUMULATIVE
        return replace(window, start=last.window.start) if running else window
    of_the_year = (first.month, first.day) == (
        1,
        1,
    ) and first.year - end.year < LONGEST_BACK
    return (
        replace(window, start=one_day(first.replace(year=end.year)))
        if of_the_year
        else window
    )


def _placed_before(one: Counted, scope: Scope) -> bool:
    """Whether people, places hit or munitions are told without a country."""
    measures = (Measure.SITES, Measure.MUNITIONS, Measure.KILLED, Measure.INJURED)
    return not scope.countries and one.measure in measures


def _adds(sentence: Sentence, last: TallyDraft) -> bool:
    """ "In addition, 64 rockets were fired": told of the time of the total before it."""
    apart = sentence.index - last.sentence.index
    near = 0 < apart <= FARTHEST_ADDED and not last.claim.headline
    return near and not sentence.dates and ADDING.match(sentence.text) is not None


def _follows(scan: Scan, sentence: Sentence, one: Counted, last: TallyDraft) -> bool:
    """Whether a total may go on from the last: of its sentence, or of the next.

    A sentence between that only divides the last may stand between ("Of those, 67 were in
    A"); munitions and places of a new sentence do not go on from "the third attack".
    """
    apart = sentence.index - last.sentence.index
    if last.claim.headline or apart > 2:
        return False
    if apart and one.measure in THINGS and last.claim.ordinal:
        return False
    return apart <= 1 or scan.sentences[sentence.index - 1].tokens[0].lower_ == "of"


def _of_those_before(
    sentence: Sentence, one: Counted, earlier: Sequence[TallyDraft]
) -> Window | None:
    """The window of the last total of the same measure, in the sentence or that before it."""
    for draft in reversed(earlier):
        if sentence.index - draft.sentence.index > 1:
            return None
        if draft.claim.measure is one.measure and not draft.claim.headline:
            return draft.claim.window
    return None


def _of_those_attacks(one: Counted) -> bool:
    """Whether people or places are told as those of the attacks just counted: "they killed
    27", "in these, fifteen died", "the raids hit 72 places"."""
    verb = one.governor if one.governor.pos_ == "VERB" else g.clause_verb(one.governor)
    who = g.subject(verb)
    if one.measure is Measure.INCIDENTS or who is None:
        return False
    marked = g.child(who, "det")
    definite = marked is not None and marked.lower_ in ("the", "these", "those")
    return who.lower_ in ("they", "these", "those") or (definite and attack_word(who))


def _listed(sentence: Sentence, one: Counted, last: TallyDraft) -> bool:
    """Whether a labelled or bare number stands in one list with the total before it."""
    apart = sentence.index - last.sentence.index
    return one.form is not Form.NOUN and apart <= FARTHEST_IN_LIST


def _day_of_attack(scan: Scan, sentence: Sentence, one: Counted) -> Date | None:
    """The day of the act that a count of people, places or munitions belongs to.

    In its own sentence the day must hang on the same act; else the nearest sentence, the
    ones before it first, that dates an attack of its own telling.
    """
    for found in sentence.dates:
        day = windows.day_of(found)
        if day is None or windows.said_on(sentence, found):
            continue
        if bounds(found, one, sentence):
            return day
    if any(windows.day_of(found) for found in sentence.dates):
        return None
    for near in (*scan.before(sentence, 2), *scan.after(sentence)):
        days = [
            day
            for found in near.dates
            if (day := windows.day_of(found))
            and not windows.of_speech(near, found)
            and windows.since_clause(near, (found,)) is None
        ]
        if days and any(attack_word(t) for t in near.tokens):
            return days[0] if len(days) == 1 else None
    return None
