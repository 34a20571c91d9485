"""The day that a telling leaves out because the words before it said it.

"A bomb went off in Marat on Sunday. A nurse was killed at the clinic": both on Sunday.
A day is handed on from one event to the next only while the text goes on telling: not
over many sentences, and not into what had happened before.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tallystick.model.lists import Assertion
from tallystick.model.values import Date, DateBasis
from tallystick.read.found import DateShape
from tallystick.read.rules.days.stamps import day_of_stamp
from tallystick.read.rules.days.told_days import day_told_before, days_of_events, one_day
from tallystick.read.rules.days.whose_day import (
    before_it,
    came_before,
    of_aftermath,
    of_the_page,
)
from tallystick.read.rules.events import event as ev
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Token

FARTHEST = 3
"""So many sentences on, an event may still be of the day of the one before."""
LONGEST_WAIT = 8
"""So many sentences on, the day of what a report takes for known may be told."""
IT = word_list("events/it")
SUMS = frozenset("both all each".split())
"""First words of a sentence that goes on about what was told before it."""
DONE = word_list("events/done")
BY_TIMES = word_list("days/by_times")
REAL = (Assertion.OCCURRED, Assertion.DID_NOT_OCCUR)


def dates(scan: Scan, found: Sequence[ev.Event]) -> tuple[Date | None, ...]:
    """The date of each event: its own, else the one that the words before it leave open."""
    own = [_past(scan, event, ev.date_of_event(event)) for event in found]
    known = [
        (at, date)
        for event, date in zip(found, own, strict=True)
        if date is not None and event.first.assertion in REAL
        for at in _places_in_text(scan, event)
    ]
    return tuple(
        date if date is not None else _handed_on(scan, event, known)
        for event, date in zip(found, own, strict=True)
    )


def _past(scan: Scan, event: ev.Event, told: Date | None) -> Date | None:
    """No weekday ahead of publication for what happened: "those due to be searched, on
    Friday"."""
    published = scan.document.published
    if told is None or published is None or event.first.assertion not in REAL:
        return told
    first, last = told.first_day, told.last_day
    if told.basis is not DateBasis.WEEKDAY or first is None or last is None:
        return told
    if first.isoformat() <= published.day or first != last:
        return told
    return _on(first - datetime.timedelta(weeks=1), DateBasis.WEEKDAY)


def _places_in_text(scan: Scan, event: ev.Event) -> list[tuple[int, int]]:
    """Where an event is told in the text, by sentence and word; in the headline, if only there."""
    body = [f for f in event.frames if not scan.in_title(f.sentence)]
    told = body or event.frames
    return sorted((f.sentence.index, int(f.head.token.i)) for f in told)


def _handed_on(
    scan: Scan, event: ev.Event, known: Iterable[tuple[tuple[int, int], Date]]
) -> Date | None:
    if event.first.assertion not in REAL:
        return None
    stamped = day_of_stamp(scan, event.first.sentence)
    if stamped is not None:
        return stamped
    coarse, head = _year_of(event), event.first.head.token
    if coarse is not None or _before_then(event.first) or came_before(head):
        return coarse
    here = _places_in_text(scan, event)[0]
    earlier = [
        (at, date)
        for at, date in known
        if at < here and here[0] - at[0] <= FARTHEST and not _title(scan, at[0])
    ]
    if not earlier:
        return (
            _summed_up(scan, event)
            or _said_here(event.first)
            or _told_lately(scan, event.first, FARTHEST)
            or _told_later(scan, event)
            or scan.once(_week_of_report)
        )
    at, last = max(earlier, key=lambda one: one[0])
    return _told_lately(scan, event.first, here[0] - at[0] - 1) or _inherited(last)


def _year_of(event: ev.Event) -> Date | None:
    """ "The 2015 shooting": all that is told of its day."""
    told = [one for frame in event.frames for one in frame.dates]
    years = [d.date for d in told if d.date and re.fullmatch(r"\d{4}", d.date.edtf)]
    return years[0] if years else None


def _summed_up(scan: Scan, event: ev.Event) -> Date | None:
    """ "Both blows were struck on Thursday", "It was done on Saturday": told right after it."""
    at = max(f.sentence.index for f in event.frames) + 1
    for sentence in scan.sentences[at : at + FARTHEST]:
        sums = sentence.tokens[0].lower_ in SUMS or any(map(_only_dates, sentence.tokens))
        if not sums or sentence.part is not event.first.sentence.part:
            continue
        days = {day for one in sentence.dates if (day := one_day(one)) is not None}
        if len(days) == 1:
            return _on(days.pop(), DateBasis.INHERITED)
    return None


def _told_later(scan: Scan, event: ev.Event) -> Date | None:
    """The first day told further on, of an event that a report takes for known: "went on
    trial over the attack. ... The siege began on 15 January"."""
    if not any(ev.presupposed(frame) for frame in event.frames):
        return None
    at = min(f.sentence.index for f in event.frames) + 1
    for sentence in scan.sentences[at : at + LONGEST_WAIT]:
        day = next(days_of_events(scan, sentence), None)
        if day is not None and sentence.part is event.first.sentence.part:
            return _on(day, DateBasis.INHERITED)
    return None


def _only_dates(it: Token) -> bool:
    """ "It was done on Saturday", "aircraft carried them out on Saturday": says nothing else
    of what was told."""
    told = it.lower_ in IT and it.dep_ in ("nsubj", "nsubjpass", "dobj")
    return told and it.head.lemma in DONE


def _week_of_report(scan: Scan) -> Date | None:
    """The days that a headline says the report is on: "Weekly summary, 2-8 September"."""
    told = (d for s in scan.sentences if scan.in_title(s) for d in s.dates)
    weeks = (ev.day(d) for d in told if d.shape is DateShape.RANGE)
    return next((_inherited(week) for week in weeks if week is not None), None)


def _told_lately(scan: Scan, frame: Frame, reach: int) -> Date | None:
    """The day on which something else happened, told in so many sentences before."""
    since = day_told_before(scan, frame.sentence, reach) if reach > 0 else None
    return _on(since, DateBasis.INHERITED) if since is not None else None


def _on(since: datetime.date, basis: DateBasis) -> Date:
    told = since.isoformat()
    return Date(told, told, told, basis)


def _title(scan: Scan, index: int) -> bool:
    return scan.in_title(scan.sentences[index])


def _before_then(frame: Frame) -> bool:
    """Whether a telling looks back: "had been hit", "in an earlier attack"."""
    verb = g.clause_verb(frame.head.token)
    back = any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in verb.children)
    return (back and not (_reported(verb) or _by_then(verb))) or any(
        t.lower_ in ("earlier", "previous") for t in frame.head.token.children
    )


def _by_then(verb: Token) -> bool:
    """ "By nightfall 39 had been killed": goes on up to a time of the day told before."""
    ends = (g.child(c, "pobj") for c in verb.children if c.lower_ == "by")
    return any(end is not None and end.lemma in BY_TIMES for end in ends)


def _reported(verb: Token) -> bool:
    """ "He said that gunmen had come": what is reported looks back only to when it was said."""
    over = verb.head.lemma in table("speech", "lemma", "relation")
    return over and verb.dep_ in ("ccomp", "parataxis")


def _said_here(frame: Frame) -> Date | None:
    """The one day that the sentence names, if it is not told that it came after."""
    sentence = frame.sentence
    days = []
    for found in sentence.dates:
        day, root = ev.day(found), sentence.root_of(found.core_start, found.end)
        if found.shape is not DateShape.POINT or day is None or of_aftermath(root):
            continue
        if not (before_it(root, frame.head.token) or of_the_page(sentence, found)):
            days.append(day)
    return _inherited(days[0]) if len({d.edtf for d in days}) == 1 else None


def _inherited(date: Date) -> Date:
    """The day of a date that stood elsewhere, without its time of day."""
    return replace(
        date,
        earliest=date.earliest and date.earliest[:10],
        latest=date.latest and date.latest[:10],
        edtf=date.edtf if len(date.edtf) <= 10 or "/" in date.edtf else date.edtf[:10],
        basis=DateBasis.INHERITED,
    )
