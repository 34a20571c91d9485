"""The period of a stated total: which of a sentence's dates bound it, and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tallystick.model.claims import Window
from tallystick.model.lists import Measure, WindowAnchor
from tallystick.model.values import Date, DateBasis
from tallystick.read.found import DateShape, FoundDate, NumberUse
from tallystick.read.rules import grammar as g
from tallystick.read.rules.lexicon import table
from tallystick.read.rules.scan import Sentence, Token
from tallystick.read.rules.units import Counted, Form

SUPERLATIVE = frozenset(
    "first highest lowest most worst deadliest largest biggest fewest least".split()
)
NO_SUPERLATIVE = frozenset(("latest", "last", "best"))
"""Superlatives by form that compare with nothing: "the latest of 14 attacks since May"."""
MOST_WORDS_OF_SINCE = 10
"""Words from "since" to its day: "since fighting for the city flared up on 10 May"."""
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
CLAIMING = frozenset("announce claim".split())
COMPARING = frozenset("than compared versus".split())
HURT = frozenset((Measure.KILLED, Measure.INJURED))
JOINING = frozenset(
    (",", "and", "as", "well", "at", "least", "more", "than", "about", "some", "over")
)
"""What may stand between the dead and the hurt of one telling."""
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


def segment(sentence: Sentence, token: Token) -> tuple[int, int]:
    """The stretch between semicolons that a token stands in, as offsets of the part."""
    start, end = sentence.start, sentence.end
    for t in sentence.tokens:
        if t.text == ";":
            if t.i < token.i:
                start = sentence.at(t) + 1
            else:
                end = sentence.at(t)
                break
    return start, end


def bound_dates(
    sentence: Sentence, one: Counted, others: Sequence[Counted]
) -> tuple[tuple[FoundDate, ...], FoundDate | None]:
    """Dates that bound a total, and the date on which it was said, if told."""
    start, end = segment(sentence, one.numeral)
    near = [
        d
        for d in sentence.dates
        if start <= d.start
        and d.end <= end
        and d.date
        and not _told_before(sentence, d)
        and not _of_a_share(sentence, d, one)
    ]
    own = [d for d in near if _right_after(sentence, d, one)]
    own = own or [d for d in near if _right_before(sentence, d, one)]
    own = own or _year_before(sentence, one) or _year_opening(sentence, near)
    rest = [
        d
        for d in near
        if not any(
            _right_after(sentence, d, other)
            for other in others
            if other is not one and not _together(one, other)
        )
        and not superlative(sentence, d)
        and not _comparison(sentence, d)
    ]
    said = next(
        (
            d
            for d in rest
            if day_of(d) and of_speech(sentence, d) and not of_object(sentence, d, one)
        ),
        None,
    )
    if own:
        open_ends = {DateShape.SINCE, DateShape.UNTIL} - {d.shape for d in own}
        if len(open_ends) == 1 and all(d.shape in ENDS for d in own):
            more = open_ends | ({DateShape.ROLLING} - {d.shape for d in own})
            own += [d for d in rest if d.shape in more and d not in own]
        own += [d for d in rest if d not in own and _goes_on(sentence, own[-1], d)]
        return tuple(_from_the_start(sentence, d) for d in own), said
    near_first = sorted(
        (d for d in rest if d is not said),
        key=lambda d: min(abs(d.start - one.number.end), abs(one.number.start - d.end)),
    )
    told = _without_days(near_first) if one.measure is Measure.INCIDENTS else near_first
    return tuple(_from_the_start(sentence, d) for d in told), said


def _told_before(sentence: Sentence, date: FoundDate) -> bool:
    """ "In the same period": whose words are those of the total before, not of a date."""
    return "same" in {t.lower_ for t in sentence.within(date.start, date.end)[:3]}


def _of_a_share(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """ "Four, three of them on 6 March"; "65 (yesterday 62)": of another number than this."""
    for other in sentence.numbers:
        if other.start <= one.number.start or other.use is not NumberUse.COUNT:
            continue
        if other.end <= date.start:
            after = [t.lower_ for t in sentence.within(other.end, date.start)][:2]
            before = [t.lower_ for t in sentence.tokens if sentence.at(t) < other.start]
            if after in OF_THEM or before[-2:] in OF_THEM or before[-1:] == ["including"]:
                return True
        between = (
            sentence.within(date.end, other.start) if date.end <= other.start else None
        )
        opened = [t.text for t in sentence.tokens if sentence.at(t) < date.start][-1:]
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
    if not (is_stretch(one) and is_stretch(other)) or other.start < one.end:
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
    if _both_hurt(one, other):
        return True  # "108 were killed and 75 injured in raids since May"
    for words in ((one.head, other.head), (one.governor, other.governor)):
        first, last = sorted(words, key=lambda t: t.i)
        if first.i < last.i and g.first_conjunct(last).i == g.first_conjunct(first).i:
            return True
    return False


def _both_hurt(one: Counted, other: Counted) -> bool:
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
        return [d for d in dates if d.shape is not DateShape.POINT or is_stretch(d)]
    return list(dates)


def _from_the_start(sentence: Sentence, found: FoundDate) -> FoundDate:
    """ "Since the start of October", "so far in October": from its first day on."""
    words = [t.lower_ for t in sentence.within(found.start, found.end)]
    started = {"start", "beginning"} & set(words)
    if found.shape is DateShape.SINCE and found.date and started:
        return replace(found, date=_first(found.date))
    if found.shape is DateShape.UNTIL and words[:2] == ["so", "far"] and is_stretch(found):
        return replace(found, shape=DateShape.RANGE)
    return found


def _right_after(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """ "24 in October", "14 raids on the road since May": the period follows the count.

    Nothing but the words of the counted noun and of places may stand between them.
    """
    if date.shape not in FOLLOWING or one.number.head_end > date.start:
        return False
    if date.shape is DateShape.POINT and (not is_stretch(date) or _night(date)):
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


def _right_before(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """ "June: 38", "in 2021 there were 31": the period of a bare or labelled number."""
    if one.form is Form.NOUN or date.end > one.number.start or not is_stretch(date):
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
    before = [t for t in sentence.tokens if sentence.at(t) < one.number.start][-3:]
    years = [t for t in before if YEAR.fullmatch(t.text)]
    return [_whole_year(sentence, t, "a year before a bare number") for t in years[:1]]


def _year_opening(sentence: Sentence, told: Sequence[FoundDate]) -> list[FoundDate]:
    """ "2024 was the quietest year since 1996: 18 incidents": a year that is the subject."""
    first = sentence.tokens[0]
    bounding = any(not superlative(sentence, d) for d in told)
    if bounding or not YEAR.fullmatch(first.text) or first.dep_ not in g.SUBJECTS:
        return []
    return [_whole_year(sentence, first, "a year that is told of")]


def _whole_year(sentence: Sentence, token: Token, why: str) -> FoundDate:
    at, year = sentence.at(token), token.text
    date = Date(f"{year}-01-01", f"{year}-12-31", year, DateBasis.EXPLICIT)
    return FoundDate(at, at + 4, DateShape.POINT, date, "DATE", year, why, at)


def is_stretch(date: FoundDate) -> bool:
    """Whether a date means more than a day: a month, a quarter, a year."""
    d = date.date
    return (
        d is not None
        and d.single is None
        and d.earliest is not None
        and d.latest is not None
    )


def set_aside(sentence: Sentence, date: FoundDate) -> bool:
    """Whether a date bounds nothing that is counted: of a comparison, of a day of saying."""
    return (
        superlative(sentence, date)
        or _comparison(sentence, date)
        or (day_of(date) is not None and of_speech(sentence, date))
    )


def superlative(sentence: Sentence, date: FoundDate) -> bool:
    """ "The highest since November 2014" bounds the comparison, not the total."""
    if date.shape is not DateShape.SINCE:
        return False
    before = [t for t in sentence.tokens if sentence.at(t) < date.start][-9:]
    return any(_compares_all(t) and t.dep_ != "advmod" for t in before if not _hedge(t))


def _compares_all(token: Token) -> bool:
    """ "The quietest", "most": a superlative, by the list or by its form."""
    by_form = token.tag_ in ("JJS", "RBS") and token.lower_ not in NO_SUPERLATIVE
    return token.lower_ in SUPERLATIVE or by_form


def _comparison(sentence: Sentence, date: FoundDate) -> bool:
    """ "More than in the same period of 2023": the period of what is compared with."""
    words = [t for t in sentence.tokens if sentence.at(t) < date.start][-10:]
    before = [t.lower_ for t in words]
    if date.shape is DateShape.POINT:
        last = max((n for n, w in enumerate(before) if w in COMPARING), default=None)
        if last is not None and not any(t.like_num for t in words[last:]):
            return True
        if before[-1:] in (["with"], ["against"]):
            return True
    return (
        any(w in ("than", "compared", "versus", "against") for w in before)
        and ("same" in before or "in" in before[-2:] or "with" in before[-3:])
        and before[-1:] != ["since"]
    )


def _hedge(token: Token) -> bool:
    """ "At least", "at most": a bound, no superlative."""
    return bool(token.i > 0 and token.nbor(-1).lower_ == "at")


def of_speech(sentence: Sentence, date: FoundDate) -> bool:
    """ "said on Tuesday": a day that hangs on a saying verb."""
    token = sentence.root_of(date.core_start or date.start, date.end)
    relations = table("speech", "lemma", "relation")
    for one in g.ancestors(token):
        if one.pos_ in ("VERB", "AUX") and one is not token:
            return g.lemma(one) in relations
    return False


def of_object(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """ "Announced 31 operations on Wednesday": the day of what somebody says that they did."""
    verb = one.head.head
    acts = one.measure is Measure.INCIDENTS and one.form is Form.NOUN
    announced = one.head.dep_ == "dobj" and g.lemma(verb) in CLAIMING
    if not (acts and announced) or date.start < sentence.at(one.head):
        return False
    token = sentence.root_of(date.core_start or date.start, date.end)
    own = g.clause_verb(token).i == verb.i
    return own and not any(c.dep_ in ("ccomp", "xcomp") for c in verb.children)


def window_of(dates: Iterable[FoundDate], said: FoundDate | None) -> Window:
    """The window that some dates make together."""
    start: Date | None = None
    end: Date | None = None
    anchor = WindowAnchor.FIXED
    for found in dates:
        date = found.date
        if date is None:
            continue
        if found.shape is DateShape.SINCE:
            start = start or date
        elif found.shape is DateShape.UNTIL:
            end = end or _last(date)
        elif _night(found):
            start = end = _last(date)
        elif found.shape in (DateShape.RANGE, DateShape.ROLLING) or is_stretch(found):
            last = _last(date) if end is None or _just_after(end, date) else end
            start, end = start or _first(date), last
            if found.shape is DateShape.ROLLING:
                anchor = WindowAnchor.ROLLING
            elif found.shape is DateShape.POINT:
                anchor = WindowAnchor.CALENDAR
        elif found.shape is DateShape.POINT and start is None and end is None:
            start = end = date
    if end is None and said is not None and start is not None:
        end = said.date
    return Window(start, end, anchor)


def _just_after(end: Date, date: Date) -> bool:
    """Whether a stretch begins on the day after another's end."""
    last, first = end.last_day, date.first_day
    return last is not None and first is not None and (first - last).days == 1


def _night(found: FoundDate) -> bool:
    """One night told by both of its days: it counts as the day on which it ended."""
    first = found.date.first_day if found.date else None
    last = found.date.last_day if found.date else None
    return bool(
        first and last and (last - first).days == 1 and found.timex_value.endswith("NI")
    )


def _first(date: Date) -> Date | None:
    if date.earliest is None:
        return None
    return replace(date, latest=date.earliest, edtf=date.earliest)


def _last(date: Date) -> Date | None:
    if date.latest is None:
        return None
    return replace(date, earliest=date.latest, edtf=date.latest)


def since_clause(sentence: Sentence, dates: Sequence[FoundDate]) -> FoundDate | None:
    """The day inside "since the war began on October 7", read as the start."""
    for token in sentence.tokens:
        if token.lower_ != "since" or token.dep_ not in ("mark", "prep"):
            continue
        under = {t.i for t in (token.head if token.dep_ == "mark" else token).subtree}
        for found in dates:
            if found.shape is not DateShape.POINT or not found.date:
                continue
            root = sentence.root_of(found.start, found.end)
            if root.i in under or _one_stretch(sentence, token, found):
                return replace(found, shape=DateShape.SINCE)
    return None


def _one_stretch(sentence: Sentence, since: Token, found: FoundDate) -> bool:
    """Whether nothing parts "since" from a day soon after it, whatever the parser says."""
    between = sentence.within(sentence.at(since), found.start)
    return 0 < len(between) <= MOST_WORDS_OF_SINCE and not any(t.is_punct for t in between)


def day_of(found: FoundDate) -> Date | None:
    """The day of a point in time that an attack happened on; None for a longer stretch."""
    date = found.date
    if (
        found.shape is not DateShape.POINT
        or date is None
        or date.basis is DateBasis.INHERITED
    ):
        return None
    return date if date.single else None
