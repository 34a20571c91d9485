"""A total's period where its words only hint at it: a length, "in the same period"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tallystick.model.claims import Window
from tallystick.model.lists import WindowAnchor
from tallystick.model.values import Date, DateBasis
from tallystick.read.found import DateShape, FoundDate, NumberUse
from tallystick.read.rules.counts.units import Counted, measure_of
from tallystick.read.rules.days.told_days import names_a_thing
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.continuing import TallyDraft, one_day
from tallystick.read.rules.totals.eras import start_told_elsewhere
from tallystick.read.rules.totals.openings import counted_from
from tallystick.read.rules.totals.reach import last_day_told
from tallystick.read.rules.totals.same_time import asked_of, by_count, taken_up
from tallystick.read.rules.totals.stretches import (
    first_months,
    of_as_many,
    that_followed,
)

LENGTH = re.compile(r"P(T?)(\d+)([HDWMY])")
DAYS_OF = {"D": 1, "W": 7, "M": 30, "Y": 365}
OPENS_LENGTH = word_list("totals/opens_length")
LOOSE = re.compile(r"\b(?:less|fewer|more|under|nearly|almost|barely|about|around)\b")
"""A length that is not told exactly: when it began cannot be reckoned."""
MOST_WORDS_TO_LENGTH = 14
SENTENCES_TO_DAY = 5
SINCE_THEN = re.compile(
    r"\b(?i:since|from) (?:then|(?:that|this) (?:very |same )?(?:date|day|time|night|week|"
    r"moment|point|morning|evening|month|year|attack|raid|incident))\b|\bthereafter\b|"
    r"\b(?i:ever since)\b(?! \w)|\b(?:has|have|had|[’']ve)(?: \w+)? since"
    r"(?= (?!the|that|this|last|early|late|mid|at|its|his|her|their|a|an)[a-z]+\b)"
)
"""Words for the time after the day told last, "since" as an adverb among them."""
THAT_DAY = re.compile(
    r"(?<!since )\b(?:that|the) (?:very |same )?(?:day|night|morning|evening|afternoon)\b"
    r"(?<!the day)(?<!the night)(?<!the morning)(?<!the evening)(?<!the afternoon)"
    r"(?! (?:before|after|when|earlier))",
    re.I,
)
SINCE_START = re.compile(
    r"\bsince (?:the (?:first|start|beginning|turn|opening) of (?:the|this) (month|year)"
    r"|(?:the|this) (month|year) (?:began|started|opened))\b",
    re.I,
)
OF_THE_UNIT = re.compile(
    r"\b(?i:of|in the course of) the (day|week|month|year)\b(?! (?:before|earlier|to|ended|ending"
    r"|\d|[A-Z]))|\b(?i:the) (day|week|month|year)['’]s\b"
)
NTH = re.compile(
    r"\s+(?:in|during|for) the (first|second|third|fourth)\b(?=\s*(?:[,.;:)]|and\b|$))"
)
PART_OF_YEAR = re.compile(r"(\d{4})-([QH])\d")
MONTHS_OF = {"Q": 3, "H": 6}
ORDINALS = ("first", "second", "third", "fourth")


def hinted(
    scan: Scan, sentence: Sentence, one: Counted, earlier: Sequence[TallyDraft]
) -> Window | None:
    """The period that the words of a count hint at, or None.

    A length counts back from the day that the total is told of ("24 in three weeks"), each
    end included as in "the past week"; "in the same period" is that of the total before.

    Args:
        earlier: the totals told so far, in order.
    """
    return (
        taken_up(scan, sentence, one, earlier)
        or that_followed(scan, sentence, one)
        or _since_then(scan, sentence, one)
        or _since_start(scan, sentence, one)
        or _era(scan, sentence, one)
        or _that_day(scan, sentence, one)
        or _of_the_unit(scan, sentence, one)
        or of_as_many(scan, sentence, one)
        or first_months(scan, sentence)
        or _lasting(scan, sentence, one)
        or asked_of(scan, sentence)
        or counted_from(scan, sentence, one)
    )


def _lasting(scan: Scan, sentence: Sentence, one: Counted) -> Window | None:
    """ "In four days", "within 24 hours", "six days of fighting"."""
    found = next((d for d in sentence.dates if _of_count(sentence, d, one)), None)
    days = _length(sentence, found) if found is not None else None
    end = last_day_told(scan, sentence, one) if days is not None else None
    if found is None or days is None or end is None:
        return None
    before = [t.text for t in sentence.before(found.start)[-2:]]
    said = scan.document.string(sentence.part)[found.start : found.end]
    if LOOSE.search(" ".join((*before, said)).lower()):
        return Window(None, end)
    last = end.last_day
    if last is None or days >= last.toordinal():
        return None
    start = one_day(last - timedelta(days), DateBasis.RELATIVE)
    return Window(start, end, WindowAnchor.ROLLING)


def _of_count(sentence: Sentence, found: FoundDate, one: Counted) -> bool:
    """Whether a length stands by a count, with no other count between them."""
    if found.shape is not DateShape.DURATION or not LENGTH.fullmatch(found.timex_value):
        return False
    low, high = sorted((one.number.head_end, found.start))
    between = sentence.within(low, high)
    counts = (
        n
        for n in sentence.numbers
        if low <= n.start < high
        and n.use in (NumberUse.COUNT, NumberUse.ORDINAL)
        and not found.start <= n.start < found.end
        and n is not one.number
    )
    return len(between) <= MOST_WORDS_TO_LENGTH and not any(counts)


def _length(sentence: Sentence, found: FoundDate) -> int | None:
    """The days of a length that something happened in, not of one that it lasted for."""
    told = LENGTH.fullmatch(found.timex_value)
    if told is None or (told.group(1) and told.group(3) != "H"):
        return None
    count = int(told.group(2))
    days = count // 24 if told.group(1) else count * DAYS_OF[told.group(3)]
    before = [t.lower_ for t in sentence.before(found.start)[-3:]]
    inside = [t.lower_ for t in sentence.within(found.start, found.end)][:1]
    after = [t.lower_ for t in sentence.after(found.end)[:1]]
    near = [t for t in sentence.tokens if 0 < found.start - sentence.at(t) < 60]
    if any(t.lower_ in windows.SUPERLATIVE and not windows.hedge(t) for t in near):
        return None  # "the worst clashes in over a decade"
    opened = OPENS_LENGTH & {*before, *inside} or after in (["of"], ["into"])
    return days if opened and days > 0 and before[-1:] != ["for"] else None


def _since_then(scan: Scan, sentence: Sentence, one: Counted) -> Window | None:
    """ "Since then", "since that date": from the last day told before it."""
    start, end = windows.segment(sentence, one.numeral)
    text = scan.document.string(sentence.part)
    at = SINCE_THEN.search(text, start, end)
    if at is None or not by_count(sentence, one, at.start()):
        return None
    for near in (sentence, *scan.before(sentence, 2)):
        told = [d for d in near.dates if near is not sentence or d.end <= at.start()]
        days = [d.date.last_day for d in told if d.date is not None and d.date.last_day]
        if days:
            return Window(one_day(days[-1]), None)
    return None


def _of_the_unit(scan: Scan, sentence: Sentence, one: Counted) -> Window | None:
    """ "The 30th attack of the year", "the month's third": of that in which it is told."""
    ordinal = one.number.use is NumberUse.ORDINAL
    start, end = windows.segment(sentence, one.numeral)
    text = scan.document.string(sentence.part)
    at = OF_THE_UNIT.search(text, start, end)
    last = last_day_told(scan, sentence, one)
    day = last.last_day if last is not None else None
    if at is None or day is None:
        return None
    if not (ordinal or _unit_of_count(sentence, one, at)):
        return None
    first = {
        "day": day,
        "week": day - timedelta(day.weekday()),
        "month": day.replace(day=1),
        "year": day.replace(month=1, day=1),
    }[(at.group(1) or at.group(2)).lower()]
    return Window(one_day(first), last if ordinal else None)


def _unit_of_count(sentence: Sentence, one: Counted, at: re.Match[str]) -> bool:
    """ "The year's toll is 850", "the number of the month": of what is counted, or a figure."""
    if not by_count(sentence, one, at.start()):
        return False
    behind = list(sentence.after(at.end())[:3]) if at.group(2) else []
    near = behind or list(sentence.before(at.start())[-1:])
    for token in near:
        if token.tag_ in ("JJS", "RBS") or token.lower_ in windows.SUPERLATIVE:
            return False
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
            own = token.i in (one.head.i, one.governor.i)
            return own or token.lemma in windows.FIGURES or measure_of(token) is one.measure
    return False


def _era(scan: Scan, sentence: Sentence, one: Counted) -> Window | None:
    """ "Since the war began": from the day that another sentence tells."""
    start = start_told_elsewhere(scan, sentence, one)
    return Window(start, None) if start is not None else None


def _that_day(scan: Scan, sentence: Sentence, one: Counted) -> Window | None:
    """ "That day", "the same night": the last day told before it."""
    start, end = windows.segment(sentence, one.numeral)
    text = scan.document.string(sentence.part)
    at = THAT_DAY.search(text, start, end)
    if at is None or not by_count(sentence, one, at.start()):
        return None
    for near in (sentence, *scan.before(sentence, SENTENCES_TO_DAY)):
        told = [d for d in near.dates if near is not sentence or d.end <= at.start()]
        named = (d for d in told if not names_a_thing(near, d))
        days = [day for d in named if (day := windows.day_of(d)) is not None]
        if days:
            return Window(days[-1], days[-1])
    return None


def _since_start(scan: Scan, sentence: Sentence, one: Counted) -> Window | None:
    """ "Since the first of the month", "since the year began": of the month of publication."""
    start, end = windows.segment(sentence, one.numeral)
    at = SINCE_START.search(scan.document.string(sentence.part), start, end)
    published = scan.document.published
    if at is None or published is None or published.day is None:
        return None
    day = date.fromisoformat(published.day).replace(day=1)
    unit = at.group(1) or at.group(2)
    return Window(one_day(day if unit == "month" else day.replace(month=1)), None)


def nth_of_year(sentence: Sentence, one: Counted) -> Window | None:
    """ "Against 38 in the first": another quarter or half of the year told before it."""
    after = sentence.text[one.number.head_end - sentence.start :]
    at = NTH.match(after)
    told = [PART_OF_YEAR.match(d.timex_value) for d in sentence.dates]
    found = next((t for t in reversed(told) if t is not None), None)
    if at is None or found is None:
        return None
    months = MONTHS_OF[found.group(2)]
    first = ORDINALS.index(at.group(1)) * months + 1
    if first + months > 13:
        return None
    year = int(found.group(1))
    start, after_it = date(year, first, 1), first + months
    end = date(year + after_it // 13, (after_it - 1) % 12 + 1, 1) - timedelta(1)
    return Window(one_day(start), one_day(end), WindowAnchor.CALENDAR)


def for_ordinal(one: Counted, window: Window) -> Window:
    """The window of an ordinal: the day of the last attack is its end, not its start."""
    if one.number.use is not NumberUse.ORDINAL or window.start is None:
        return window
    single: Date | None = window.start if window.start.single else None
    return replace(window, start=None) if single and window.start == window.end else window
