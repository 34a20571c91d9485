"""Which of a sentence's dates bound a total: those of its own number, of no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.lists import Measure
from tallystick.model.values import Date, DateBasis
from tallystick.read.found import DateShape, FoundDate, NumberUse
from tallystick.read.rules.counts.units import Counted, Form
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence, Token
from tallystick.read.rules.totals import windows

FOLLOWING = (
    DateShape.POINT,
    DateShape.SINCE,
    DateShape.UNTIL,
    DateShape.RANGE,
    DateShape.ROLLING,
)
"""Shapes of what may follow a count as its period; a point must be a stretch."""
YEAR = re.compile(r"(?:19|20)\d\d")
OF_THEM = (
    ["of", "them"],
    ["of", "whom"],
    ["of", "which"],
    ["of", "these"],
    ["among", "them"],
)
HURT = frozenset((Measure.KILLED, Measure.INJURED))
JOINING = word_list("totals/joining")
ENDS = (DateShape.SINCE, DateShape.UNTIL)
INSIDE = ("ADP", "DET", "NOUN", "PROPN", "ADJ", "PRON", "CCONJ", "PART")
MOST_WORDS_TO_PERIOD = 8
NEXT_TO = (
    "in",
    "of",
    "during",
    "for",
    "on",
    "over",
    "this",
    "last",
    "from",
    "'s",
    "’s",
    "the",
    "month",
    "(",
)


def bound_dates(
    sentence: Sentence, one: Counted, others: Sequence[Counted]
) -> tuple[tuple[FoundDate, ...], FoundDate | None]:
    """Dates that bound a total, and the date on which it was said, if told."""
    near = near_dates(sentence, one)
    own = [d for d in near if _right_after(sentence, d, one)]
    own = own or [d for d in near if _right_before(sentence, d, one)]
    own = own or [d for d in near if subject_of(sentence, d, one)]
    own = own or _year_before(sentence, one) or _year_opening(sentence, near)
    rest = [d for d in near if not _not_its(sentence, d, one, others)]
    rest = _without_saying(sentence, rest, one)
    days = (d for d in rest if windows.day_of(d) and windows.said_on(sentence, d))
    said = next((d for d in days if not windows.of_object(sentence, d, one)), None)
    if own:
        open_ends = {DateShape.SINCE, DateShape.UNTIL} - {d.shape for d in own}
        if len(open_ends) == 1 and all(d.shape in ENDS for d in own):
            more = open_ends | ({DateShape.ROLLING} - {d.shape for d in own})
            own += [d for d in rest if d.shape in more and d not in own]
        own += [d for d in rest if d not in own and _goes_on(sentence, own[-1], d)]
        own = [d for d in rest if _cuts_off(d, own)] + own
        own += [d for d in rest if d not in own and any(_cuts_off(o, [d]) for o in own)]
        own += [_whole_day(d) for d in rest if any(_part_of(sentence, o, d) for o in own)]
        return tuple(_from_the_start(sentence, d) for d in own), said
    near_first = sorted(
        (d for d in rest if d is not said),
        key=lambda d: min(abs(d.start - one.number.end), abs(one.number.start - d.end)),
    )
    told = _without_days(near_first) if one.measure is Measure.INCIDENTS else near_first
    return tuple(_from_the_start(sentence, d) for d in told), said


def _without_saying(
    sentence: Sentence, dates: list[FoundDate], one: Counted
) -> list[FoundDate]:
    """ "He admitted in January that 28 raids in 2017 had ...": not the month of saying.

    "In May the union counted 28 raids" is of May: what the verb itself counts.
    """
    told = [
        d
        for d in dates
        if not (
            d.shape is DateShape.POINT
            and windows.is_stretch(d)
            and windows.of_speech(sentence, d)
            and not _counts_in(sentence, d, one)
        )
    ]
    return (
        told
        if any(d.shape is not DateShape.POINT or windows.is_stretch(d) for d in told)
        else dates
    )


def _counts_in(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """Whether a stretch hangs on the verb whose object is counted."""
    over = g.first_conjunct(one.head)
    verb = g.clause_verb(sentence.root_of(date.core_start or date.start, date.end))
    return over.dep_ == "dobj" and over.head.i == verb.i


def _cuts_off(date: FoundDate, own: Sequence[FoundDate]) -> bool:
    """ "By 23 April there had been 40 this year": a day at which a longer stretch ends."""
    day = date.date.last_day if date.shape is DateShape.UNTIL and date.date else None
    spans = ((d.date.first_day, d.date.last_day) for d in own if d.date and d is not date)
    return day is not None and any(a and b and a < day <= b for a, b in spans)


def _part_of(sentence: Sentence, until: FoundDate, found: FoundDate) -> bool:
    """ "90 today until noon", "today: 61 so far": the day whose part is counted."""
    day = windows.day_of(found)
    end = until.date.last_day if until.shape is DateShape.UNTIL and until.date else None
    if day is None or end is None or day.last_day != end:
        return False
    words = {t.lower_ for t in sentence.within(found.start, found.end)}
    return "today" in words or 0 <= until.start - found.end <= 1


def _whole_day(found: FoundDate) -> FoundDate:
    return replace(found, shape=DateShape.RANGE)


def near_dates(sentence: Sentence, one: Counted) -> list[FoundDate]:
    """The dates of a count's own stretch that are not of a share or of a total before."""
    start, end = windows.segment(sentence, one.numeral)
    return [
        d
        for d in sentence.dates
        if start <= d.start
        and d.end <= end
        and d.date
        and not _told_before(sentence, d)
        and not _of_a_share(sentence, d, one)
    ]


def _not_its(
    sentence: Sentence, date: FoundDate, one: Counted, others: Sequence[Counted]
) -> bool:
    """Whether a date is of another count of the sentence, or of a comparison."""
    apart = [o for o in others if o is not one and not _together(one, o)]
    return (
        any(_right_after(sentence, date, o) or _opens(sentence, date, o) for o in apart)
        or windows.superlative(sentence, date)
        or windows.comparison(sentence, date)
    )


def _opens(sentence: Sentence, date: FoundDate, other: Counted) -> bool:
    """ "38 in June, in July so far two", "on the 8th 119": right before another bare number."""
    if other.form is not Form.FIGURE or date.shape is not DateShape.POINT:
        return False
    return other.number.start == date.end + 1


def _told_before(sentence: Sentence, date: FoundDate) -> bool:
    """ "In the same period": whose words are those of the total before, not of a date."""
    return "same" in {t.lower_ for t in sentence.within(date.start, date.end)[:3]}


def _of_a_share(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """ "Four, three of them on 6 March"; "65 (yesterday 62)": of another number than this."""
    for other in sentence.numbers:
        if other.start <= one.number.start or other.use is not NumberUse.COUNT:
            continue
        if other.end <= date.start:
            words = sentence.within(other.end, date.start)
            if any(t.pos_ in ("VERB", "AUX") for t in words):
                continue  # "617, 149 of them children, have been killed since May"
            after = [t.lower_ for t in words][:2]
            before = [t.lower_ for t in sentence.before(other.start)]
            if after in OF_THEM or before[-2:] in OF_THEM or before[-1:] == ["including"]:
                return True
        between = (
            sentence.within(date.end, other.start) if date.end <= other.start else None
        )
        opened = [t.text for t in sentence.before(date.start)[-1:]]
        if opened == ["("] and between is not None and all(t.text == ":" for t in between):
            return True
    return _in_an_aside(sentence, date, one)


def _in_an_aside(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """ "41 in September (August: 38), with 96 dead": of the number in the brackets alone."""
    aside = next(
        (a for a in _asides(sentence) if a[0] <= date.start and date.end <= a[1]), None
    )
    if aside is None or aside[0] <= one.number.start < aside[1]:
        return False
    return any(
        aside[0] <= n.start < aside[1] and n.use in (NumberUse.COUNT, NumberUse.ORDINAL)
        for n in sentence.numbers
    )


def _asides(sentence: Sentence) -> list[tuple[int, int]]:
    """The stretches between brackets."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for token in sentence.tokens:
        if token.text == "(":
            opened = sentence.at(token)
        elif token.text == ")" and opened is not None:
            found.append((opened, sentence.at(token)))
            opened = None
    return found


def _goes_on(sentence: Sentence, one: FoundDate, other: FoundDate) -> bool:
    """ "In January and February": two stretches in a row make one."""
    if not (windows.is_stretch(one) and windows.is_stretch(other)) or other.start < one.end:
        return False
    between = [t.lower_ for t in sentence.within(one.end, other.start)]
    first = other.date.first_day if other.date else None
    last = one.date.last_day if one.date else None
    follows = first is not None and last is not None and (first - last).days == 1
    return between in (["and"], ["and", "in"], [","]) and follows


def _together(one: Counted, other: Counted) -> bool:
    """ "24 drones and 6 missiles overnight": what follows the last is of them all."""
    prep = g.first_conjunct(other.head).head
    if prep.lower_ in ("in", "during", "by") and prep.head.i == one.governor.i:
        return True  # "killed 16 in three raids in April"
    if prep.lower_ in ("on", "at", "against") and prep.head.i in (
        one.head.i,
        one.governor.i,
    ):
        return True  # "408 hits on 63 sites since May"
    if (one.head.dep_, other.head.dep_, one.head.head.i) == (
        "nsubj",
        "dobj",
        other.head.head.i,
    ):
        return True  # "24 raids took 14 lives in April"
    if both_hurt(one, other):
        return True  # "108 were killed and 75 injured in raids since May"
    for words in ((one.head, other.head), (one.governor, other.governor)):
        first, last = sorted(words, key=lambda t: t.i)
        if first.i < last.i and g.first_conjunct(last).i == g.first_conjunct(first).i:
            return True
    return False


def both_hurt(one: Counted, other: Counted) -> bool:
    """Dead and hurt that only "and" or a comma parts."""
    if not {one.measure, other.measure} <= HURT or one.number.start > other.number.start:
        return False
    first = max(one.head.i, one.governor.i, one.numeral.i)
    last = min(other.head.i, other.governor.i, other.numeral.i)
    between = one.head.doc[first + 1 : last]
    return first < last and all(t.lower_ in JOINING or t.i >= last for t in between)


def _without_days(dates: Sequence[FoundDate]) -> list[FoundDate]:
    """ "On Tuesday, the 14th attack since July": the day is that of the last, not of all."""
    if any(d.shape in (DateShape.SINCE, DateShape.ROLLING) for d in dates):
        return [d for d in dates if d.shape is not DateShape.POINT or windows.is_stretch(d)]
    return list(dates)


def _from_the_start(sentence: Sentence, found: FoundDate) -> FoundDate:
    """ "Since the start of October", "so far in October": from its first day on."""
    words = [t.lower_ for t in sentence.within(found.start, found.end)]
    started = {"start", "beginning"} & set(words)
    if "end" in words and windows.is_stretch(found) and windows.of_figure(sentence, found):
        return replace(found, shape=DateShape.UNTIL)  # "at the end of June it was 318"
    if found.shape is DateShape.SINCE and found.date and started:
        return replace(found, date=windows.first_of(found.date))
    if (
        found.shape is DateShape.UNTIL
        and words[:2] == ["so", "far"]
        and windows.is_stretch(found)
    ):
        return replace(found, shape=DateShape.RANGE)
    return found


def _right_after(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """ "24 in October", "14 raids on the road since May": the period follows the count.

    Nothing but the words of the counted noun and of places may stand between them.
    """
    if date.shape not in FOLLOWING or one.number.head_end > date.start:
        return False
    if date.shape is DateShape.POINT and (
        not windows.is_stretch(date) or windows.night(date)
    ):
        return False
    after = max(one.number.end, sentence.at(one.head) + len(one.head.text))
    between = sentence.within(after, date.start) if after < date.start else ()
    if all(t.lower_ in NEXT_TO for t in between):
        return True
    told = [n for n in sentence.numbers if after <= n.start < date.start]
    counts = any(n.use in (NumberUse.COUNT, NumberUse.ORDINAL) for n in told)
    return (
        not counts
        and len(between) <= MOST_WORDS_TO_PERIOD
        and all(t.pos_ in INSIDE or _of_governor(t, one) for t in between)
    )


def _of_governor(token: Token, one: Counted) -> bool:
    """The verb that makes it a count, with its auxiliaries: "41 were killed since May"."""
    over = one.governor
    return token.i == over.i or (token.head.i == over.i and token.dep_.startswith("aux"))


def subject_of(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """ "March saw 41 raids", "March's total was 41 raids": a stretch that is what has them."""
    if not windows.is_stretch(date) or date.start > one.number.start:
        return False
    if any(date.end <= d.start < one.number.start for d in sentence.dates):
        return False  # "November adds 409, December 518"
    root = sentence.root_of(date.core_start or date.start, date.end)
    named = root.dep_ in ("poss", "compound", "nmod") and root.head.lemma in windows.FIGURES
    subject = root.head if named else root
    return subject.dep_ == "nsubj" and subject.head.i in {
        t.i for t in g.ancestors(one.numeral)
    }


def _right_before(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """ "June: 38", "in 2021 there were 31": the period of a bare or labelled number."""
    if one.form is Form.NOUN or date.end > one.number.start or not windows.is_stretch(date):
        return False
    between = sentence.within(date.end, one.number.start)
    words = [t for t in between if sentence.at(t) >= date.end]
    if one.form is Form.LABEL or any(t.text == ":" for t in words):
        stops = (".", ";", "(")
        return not any(t.text in stops or t.like_num for t in words)
    return len(words) <= MOST_WORDS_TO_PERIOD and not any(
        t.is_punct or t.like_num for t in words
    )


def _year_before(sentence: Sentence, one: Counted) -> list[FoundDate]:
    """ "2018 had 20", "2022 total: 271": a year that reads like any number."""
    if one.form is Form.NOUN:
        return []
    before = sentence.before(one.number.start)[-3:]
    years = [
        t
        for t in before
        if YEAR.fullmatch(t.text)
        and not any(d.start <= sentence.at(t) < d.end for d in sentence.dates)
    ]
    return [_whole_year(sentence, t, "a year before a bare number") for t in years[:1]]


def _year_opening(sentence: Sentence, told: Sequence[FoundDate]) -> list[FoundDate]:
    """ "2024 was the quietest year since 1996: 18 incidents": a year that is the subject."""
    years = [t for t in sentence.tokens if YEAR.fullmatch(t.text) and t.dep_ in g.SUBJECTS]
    if not years or any(not windows.superlative(sentence, d) for d in told):
        return []
    return [_whole_year(sentence, years[0], "a year that is told of")]


def _whole_year(sentence: Sentence, token: Token, why: str) -> FoundDate:
    at, year = sentence.at(token), token.text
    date = Date(f"{year}-01-01", f"{year}-12-31", year, DateBasis.EXPLICIT)
    return FoundDate(at, at + 4, DateShape.POINT, date, "DATE", year, why, at)
