"""Days that lean on a day told before: "the next day", "two days earlier", "on the 12th".

They are counted from the last day on which something happened, in the sentence or in the
few before it; a day on which somebody only spoke is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tallystick.model.values import Date, DateBasis
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.days.anniversaries import counted_back
from tallystick.read.rules.days.entries import entry_of
from tallystick.read.rules.days.whose_day import came_before, of_aftermath, of_the_page
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token, filed

REACH = 6
"""So many sentences back a day may have been told that another leans on."""
LENGTH = re.compile(r"P(\d+)([DW])")
MONTHS = re.compile(r"P(\d{1,3})([MY])")
HOURS = re.compile(r"PT")
NUMBERED = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)")
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$", re.IGNORECASE)
DAY_NUMBER = re.compile(r" (\d{1,2})(?=\s*(?:[.:,)](?!\d)|[-–—]\s|\n|$))")
"""Behind a weekday; "on Monday 28 drones flew" counts drones."""
HUNG = re.compile(r"([+-]\d{1,3}) ([DW]) from the date spoken of before it")
"""As the reader of dates says why a day that leans on another is what it is."""
HOURS_AGO = ["hours", "ago"], ["hour", "ago"], ["minutes", "ago"], ["moments", "ago"]
WEEKS_AGO = re.compile(r"-(\d{1,2}) W from publication")
WEEKS_BACK = 26
"""So far back the last Monday of a number is looked for."""
BACK = word_list("days/back")
ON = frozenset("next following later after".split())
FOLLOWED = ["after"], ["before"], ["since"], ["of"]
TOLD = frozenset("that this which".split())
NIGHTS = word_list("days/nights")


def told_days(scan: Scan, sentence: Sentence) -> tuple[FoundDate, ...]:
    """The dates of a sentence in order, with those that lean on another day resolved."""
    named = (
        _with_number(scan, sentence, _weeks_ago(scan, sentence, one))
        for one in sentence.dates
        if not (names_a_thing(sentence, one) or of_the_page(sentence, one))
        if not _such_a_day(sentence, one)
    )
    dated = _under_heads(scan, sentence, counted_back(scan, sentence, tuple(named)))
    found = sorted((*dated, *_numbered(scan, sentence)), key=lambda d: d.start)
    if not any(one.shape is DateShape.EVENT or HUNG.match(one.reason) for one in found):
        return tuple(found)
    told: list[FoundDate] = []
    last: date | None = None
    onward: date | None = None
    for one in found:
        if one.shape is DateShape.EVENT:
            if HOURS.match(one.timex_value) and _day_of(found):
                told.append(one)
                continue  # "died five hours after he was shot on Friday"
            since = last or _told_behind(scan, sentence, one, found)
            since = since or day_told_before(scan, sentence) or _today(scan, sentence, one)
            if since is None and HOURS.match(one.timex_value):
                since = _spoken_before(scan, sentence)
            told.append(_counted(scan, sentence, one, since))
        elif (hung := HUNG.match(one.reason)) is not None and one_day(one) is not None:
            since = onward or day_told_before(scan, sentence)
            told.append(_hung(one, since, int(hung[1]) * (7 if hung[2] == "W" else 1)))
        else:
            told.append(one)
            last = one_day(one) or last
            onward = onward if _aside(sentence, one) else last
    return tuple(told)


def _hung(one: FoundDate, since: date | None, days: int) -> FoundDate:
    """ "The next day": from the last day on which something happened, not from any day."""
    return one if since is None else replace(one, date=_on_day(since + timedelta(days)))


def _weeks_ago(scan: Scan, sentence: Sentence, one: FoundDate) -> FoundDate:
    """Some weeks ago to about the day, some hours ago to the day or the one before."""
    published = scan.document.published
    if published is None:
        return one
    today = date.fromisoformat(published.day)
    weeks = WEEKS_AGO.fullmatch(one.reason)
    if weeks is not None and one.shape is DateShape.POINT:
        return replace(one, date=_about(today - timedelta(weeks=int(weeks[1]))))
    if _words(scan, sentence, one)[-2:] in HOURS_AGO:
        eve = today - timedelta(1)
        known = Date(f"{eve}", f"{today}", f"{eve}/{today}", DateBasis.RELATIVE)
        return replace(one, shape=DateShape.POINT, date=known)
    return one


def _such_a_day(sentence: Sentence, one: FoundDate) -> bool:
    """ "On the 2nd, a Friday": what kind of day it was, not another."""
    weekday = one.date is not None and one.date.basis is DateBasis.WEEKDAY
    return weekday and [t.lower_ for t in sentence.before(one.start)[-1:]] == ["a"]


def _about(day: date) -> Date:
    """A day told in weeks: it or the one before it or after it."""
    first, last = day - timedelta(1), day + timedelta(1)
    edtf = f"{first}/{last}"
    return Date(first.isoformat(), last.isoformat(), edtf, DateBasis.RELATIVE)


def _under_heads(
    scan: Scan, sentence: Sentence, named: tuple[FoundDate, ...]
) -> Iterator[FoundDate]:
    """The dates of a sentence with the day that opens its entry as the list means it."""
    entry = entry_of(scan, sentence)
    if entry is None or not sentence.start - 1 <= entry.start < sentence.end:
        yield from named
        return
    day = entry.date
    reason = "the day that its entry stands under"
    value = day.edtf
    span = entry.start, min(entry.head_end, sentence.end)
    yield FoundDate(*span, DateShape.POINT, day, "DATE", value, reason, entry.start)
    yield from (d for d in named if not (d.start < entry.head_end and entry.start < d.end))


def _day_of(found: list[FoundDate]) -> bool:
    """Whether some other date names a day."""
    return any(one_day(one) is not None for one in found)


def from_event(scan: Scan, sentence: Sentence, one: FoundDate) -> bool:
    """ "Two days after the raid killed five": the day is that of what follows."""
    if _words(scan, sentence, one)[-1:] not in FOLLOWED:
        return False
    following = sentence.after(one.end)[:2]
    if not following or following[0].is_punct:
        return False
    alone = len(following) < 2 or following[1].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")
    return not (alone and following[0].lower_ in TOLD)  # "two days after that"


def _words(scan: Scan, sentence: Sentence, one: FoundDate) -> list[str]:
    return scan.document.string(sentence.part)[one.start : one.end].lower().split()


def one_day(one: FoundDate) -> date | None:
    """The day of a find that names one day, or one night."""
    known = one.date
    if one.shape is not DateShape.POINT or known is None:
        return None
    if known.first_day is None or known.last_day is None:
        return None
    return known.first_day if (known.last_day - known.first_day).days <= 1 else None


def day_told_before(scan: Scan, sentence: Sentence, reach: int = REACH) -> date | None:
    """The last day on which something happened, in so many sentences before."""
    entry = entry_of(scan, sentence)
    for near in scan.before(sentence, reach):
        if entry is not None and near.start < entry.head_end:
            return entry.date.first_day
        days = list(days_of_events(scan, near))
        if days:
            return days[-1]
    return None


def days_of_events(scan: Scan, sentence: Sentence) -> Iterator[date]:
    """The days of a sentence on which something happened: not those of words and courts."""
    told = [
        (day, _flashes_back(sentence, one))
        for one in scan.once_of(told_days, sentence)
        if (day := one_day(one)) is not None
        if not (_aside(sentence, one) or _runs_from(sentence, one))
    ]
    onward = [day for day, back in told if not back]
    yield from onward or (day for day, _ in told)


def _flashes_back(sentence: Sentence, one: FoundDate) -> bool:
    """ "Two days before, the minister had resigned", "died after being shot on Friday": the
    telling does not go on from it."""
    root = sentence.root_of(one.core_start or one.start, one.end)
    verb = g.clause_verb(root)
    leaning = one.date is not None and one.date.basis is DateBasis.RELATIVE
    had = any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)
    return (leaning and had) or came_before(root)


def _runs_from(sentence: Sentence, one: FoundDate) -> bool:
    """ "The seventh since mid-July": the start of a run, on which nothing else happened."""
    before = sentence.before(one.start)[-1:]
    return bool(before) and before[0].lower_ in ("since", "until", "till")


def _told_behind(
    scan: Scan, sentence: Sentence, one: FoundDate, found: list[FoundDate]
) -> date | None:
    """ "It fell into the sea the previous day, the navy said on Wednesday"."""
    if not BACK & set(_words(scan, sentence, one)) or from_event(scan, sentence, one):
        return None
    spoken = (d for d in found if d.start >= one.end and _aside(sentence, d))
    return next((day for d in spoken if (day := one_day(d)) is not None), None)


def _spoken_before(scan: Scan, sentence: Sentence) -> date | None:
    """The last day that was told at all: "he said on Sunday. Hours later a bomb went off"."""
    days = [one_day(one) for near in scan.before(sentence, REACH) for one in near.dates]
    return next((day for day in days if day is not None), None)


def _aside(sentence: Sentence, one: FoundDate) -> bool:
    """ "Police said on Saturday", "was charged on Friday"."""
    root = sentence.root_of(one.core_start or one.start, one.end)
    verb = next((t for t in g.ancestors(root) if t.pos_ == "VERB"), None)
    spoken = verb is not None and verb.lemma in table("speech", "lemma", "relation")
    return spoken or of_aftermath(root) or of_the_page(sentence, one)


def _today(scan: Scan, sentence: Sentence, one: FoundDate) -> date | None:
    """Publication, for "a week after the raid" at the head of a report."""
    filing = filed(scan.document)
    if filing is None or not from_event(scan, sentence, one):
        return None
    return date.fromisoformat(filing[:10])


def _counted(
    scan: Scan, sentence: Sentence, one: FoundDate, since: date | None
) -> FoundDate:
    words = _words(scan, sentence, one)
    way = -1 if from_event(scan, sentence, one) else 1
    steps, months = _steps(one, words), _months(one, words)
    if since is None or (steps is None and months is None):
        return one
    if steps is not None:
        known = _on_day(since + timedelta(days=way * steps))
    else:
        known = _in_the_month(since, way * (months or 0))
    reason = f"{' '.join(words)}: counted from {since.isoformat()}, told before"
    return replace(one, shape=DateShape.POINT, date=known, reason=reason)


def _on_day(day: date) -> Date:
    told = day.isoformat()
    return Date(told, told, told, DateBasis.RELATIVE)


def _in_the_month(since: date, months: int) -> Date:
    """So many months on or back: as coarse as it is said."""
    year, month = divmod(since.year * 12 + since.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return Date(
        first.isoformat(), last.isoformat(), first.isoformat()[:7], DateBasis.RELATIVE
    )


def _months(one: FoundDate, words: list[str]) -> int | None:
    """How many months on from the day it leans on; None if it is told in days."""
    length = MONTHS.fullmatch(one.timex_value)
    if length is None:
        return None
    months = int(length[1]) * (12 if length[2] == "Y" else 1)
    return -months if BACK & set(words) else months if ON & set(words) else None


def _steps(one: FoundDate, words: list[str]) -> int | None:
    """How many days on from the day it leans on; None if it cannot be told."""
    if words[:1] == ["that"] or "same" in words:
        return 0
    if HOURS.match(one.timex_value):
        return 0
    length = LENGTH.fullmatch(one.timex_value)
    if length is not None:
        days = int(length[1]) * (7 if length[2] == "W" else 1)
    elif one.timex_value.startswith("XXXX-XX-XX"):
        days = 1
    else:
        return None
    if BACK & set(words):
        return -days
    return days if ON & set(words) else None


THINGS = word_list("days/things")


def names_a_thing(sentence: Sentence, one: FoundDate) -> bool:
    """Whether a day is only what something is called by: "a Christmas tree"."""
    after = next((t for t in sentence.tokens if sentence.at(t) >= one.end), None)
    return after is not None and after.pos_ == "NOUN" and after.lemma in THINGS


def _with_number(scan: Scan, sentence: Sentence, one: FoundDate) -> FoundDate:
    """ "Mon 22": the last Monday that was a 22nd, in the entries of a list."""
    text = scan.document.string(sentence.part)
    told = DAY_NUMBER.match(text, one.end)
    last = one_day(one)
    if told is None or last is None or not WEEKDAY.search(text, one.start, one.end):
        return one
    days = (last - timedelta(weeks=n) for n in range(WEEKS_BACK))
    day = next((d for d in days if d.day == int(told[1])), None)
    if day is None:
        return one
    return replace(one, date=_on_day(day), reason="the last such weekday of that number")


def _numbered(scan: Scan, sentence: Sentence) -> Iterator[FoundDate]:
    """ "On the 12th": a day of the month that the text is in."""
    for token in sentence.tokens:
        told = NUMBERED.fullmatch(token.lower_)
        if told is None or not _stands_for_a_day(token):
            continue
        start, end = sentence.at(token), sentence.at(token) + len(token.text)
        if any(d.start < end and start < d.end for d in sentence.dates):
            continue
        day = _in_month(scan, sentence, int(told[1]))
        if day is not None:
            known = Date(day, day, day, DateBasis.RELATIVE)
            reason = "a day of the month that was told before"
            yield FoundDate(start, end, DateShape.POINT, known, "DATE", day, reason, start)


def _stands_for_a_day(token: Token) -> bool:
    over = token.head
    if token.dep_ != "pobj" or g.child(token, "det") is None:
        return False
    of_night = over.lower_ == "of" and over.head.lemma in NIGHTS
    return over.lower_ == "on" or of_night


def _in_month(scan: Scan, sentence: Sentence, number: int) -> str | None:
    """That day of the month of the day told before, else the latest not after publication."""
    published = scan.document.published
    near = next((d for one in sentence.dates if (d := one_day(one)) is not None), None)
    since = near or day_told_before(scan, sentence)
    if since is None and published is not None:
        since = date.fromisoformat(published.day)
        if number > since.day:
            since = since.replace(day=1) - timedelta(days=1)
    try:
        return since.replace(day=number).isoformat() if since is not None else None
    except ValueError:  # no 31st in that month
        return None
