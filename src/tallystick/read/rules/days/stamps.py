"""Days that stand above what they date: entries of a list, time stamps of a live page.

"Tue 15. Aircraft bomb the bridge." "07:15 Two drones came down at the port." "At 06:40 the
post was shelled", in a communiqué on what was done today.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tallystick.model.values import Date, DateBasis
from tallystick.read.found import FoundDate
from tallystick.read.rules.days import told_days as told
from tallystick.read.rules.days.entries import Entry, entry_of
from tallystick.read.rules.text.scan import Scan, Sentence

LONGEST_HEADING = 8
"""Words in the heading of an entry: "1. Marat, 7 January."."""
LONGEST_ENTRY = 4
"""So many sentences an entry of a list may have."""
FARTHEST = 12
"""So many sentences back the day of a bare time of day may have been told."""
CLOCK = re.compile(r"XXXX-XX-XXT\d\d:\d\d")
DAY_AND_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
DIGITS = re.compile(r"\s*\(?\d{1,2}[:.h]?\d\d\b")


def day_of_stamp(scan: Scan, sentence: Sentence) -> Date | None:
    """The day of the entry that a sentence stands in, or of the time that it names.

    None where the text has neither headings nor times of day.
    """
    entry = entry_of(scan, sentence)
    if entry is not None:
        return None if _told_since(scan, sentence, entry) else _inherited(entry.date)
    above = heading_of(scan, sentence)
    if above is not None:
        return _on(_day_of(scan, above), DateBasis.INHERITED)
    if _stamped(scan, sentence):
        begun = _day_begun(scan, sentence)
        if begun is not None:
            return _on(begun, DateBasis.INHERITED)
        return _on(_published(scan), DateBasis.PRESENT)
    if any(CLOCK.fullmatch(one.timex_value) for one in sentence.dates):
        return _on(told.day_told_before(scan, sentence, FARTHEST), DateBasis.INHERITED)
    return None


def _told_since(scan: Scan, sentence: Sentence, entry: Entry) -> bool:
    """Whether another day was told in the entry before a sentence of it."""
    for near in scan.before(sentence, FARTHEST):
        if near.end <= entry.head_end:
            return False
        for one in scan.once_of(told.told_days, near):
            day = told.one_day(one)
            if day is not None and one.start >= entry.head_end and day != _first(entry):
                return True
    return False


def _first(entry: Entry) -> date | None:
    return entry.date.first_day


def _inherited(day: Date) -> Date:
    return replace(day, basis=DateBasis.INHERITED)


def heading_of(scan: Scan, sentence: Sentence) -> Sentence | None:
    """The heading with a day above the entry that a sentence stands in."""
    for near in scan.before(sentence, LONGEST_ENTRY):
        if _heads(scan, near):
            day = _day_of(scan, near)
            return None if day is None or day == _published(scan) else near
        if _day_of(scan, near) is not None:
            return None  # another day has been told since
    return None


def _heads(scan: Scan, sentence: Sentence) -> bool:
    """Whether it is a heading with a day: few words, none of them a verb."""
    words = [t for t in sentence.tokens if not t.is_punct]
    bare = not any(t.pos_ in ("VERB", "AUX") for t in words)
    return len(words) <= LONGEST_HEADING and bare and _day_of(scan, sentence) is not None


def _day_of(scan: Scan, sentence: Sentence) -> date | None:
    days = [told.one_day(one) for one in scan.once_of(told.told_days, sentence)]
    return next((day for day in days if day is not None), None)


def _stamped(scan: Scan, sentence: Sentence) -> bool:
    """Whether a time in figures opens it, or stands alone before it: an entry of a live page."""
    if any(_opens(scan, sentence, one) for one in sentence.dates):
        return True
    before = scan.before(sentence, 1)
    return any(_alone(near, one) for near in before for one in near.dates)


def _day_begun(scan: Scan, sentence: Sentence) -> date | None:
    """The day of an earlier entry that tells its day and its time: "Tue 1 April, 06:40"."""
    for near in scan.before(sentence, FARTHEST):
        for one in near.dates:
            if one.start <= near.start + 1 and DAY_AND_CLOCK.match(one.timex_value):
                return told.one_day(one)
    return None


def _opens(scan: Scan, sentence: Sentence, one: FoundDate) -> bool:
    text = scan.document.string(sentence.part)[one.start : one.end]
    known = CLOCK.fullmatch(one.timex_value) and DIGITS.match(text)
    return bool(known) and one.start <= sentence.start + 1


def _alone(sentence: Sentence, one: FoundDate) -> bool:
    rest = [t for t in sentence.tokens if not one.start <= sentence.at(t) < one.end]
    return bool(CLOCK.fullmatch(one.timex_value)) and all(t.is_punct for t in rest)


def _published(scan: Scan) -> date | None:
    known = scan.document.published
    return date.fromisoformat(known.day) if known is not None else None


def _on(day: date | None, basis: DateBasis) -> Date | None:
    if day is None:
        return None
    return Date(day.isoformat(), day.isoformat(), day.isoformat(), basis)
