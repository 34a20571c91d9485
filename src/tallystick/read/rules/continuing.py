"""What a total takes over from the total, or the dated attack, that it goes on from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tallystick.model.claims import Scope, TallyClaim, Window
from tallystick.model.lists import Measure, WindowAnchor
from tallystick.model.values import Date, DateBasis
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules import grammar as g
from tallystick.read.rules import windows
from tallystick.read.rules.figures import next_to_period
from tallystick.read.rules.scan import Scan, Sentence, Token
from tallystick.read.rules.scopes import countries_before
from tallystick.read.rules.speech import Voice
from tallystick.read.rules.units import Counted, Form, attack_word

BEFORE = re.compile(
    r"(?:[a-z]+ )?(?:(?:in|during|for|over) )?(?:the|those of the) (?:same )?"
    r"(?:day|week|fortnight|month|quarter|half-year|year) (?:before|earlier)\b"
    r"|(?:[a-z]+ )?(?:in|during|for|over) (?:the|as many) (?:\w+ )?"
    r"(?:hours|days|weeks|months|years) before\b"
    r"|(?:[a-z]+ )?(?:in|during|for) the (?:one|day|week|month|quarter) before (?:that|it)\b"
)
"""What follows a number of the period before."""
AGO = re.compile(r"(?:a|one) year (?:ago|earlier|before|previously)\b")
"""What follows a number of the same months of the year before."""
SAME_THEN = re.compile(
    r"\bsame (?:\w+ )?\w+ (?:of (?:\d{4}|last year|the year before|the previous year)|"
    r"last year|in \d{4}|(?:a|one) year (?:ago|earlier|before))"
)
"""What stands before such a number: "at the same point of 1994 there were 289"."""
WHOLE_YEAR = 300
"""Days from which on a window is a year."""
FARTHEST_IN_LIST = 4
"""So many sentences after a total, a line of a list is still of its period."""


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
    verb = _clause_of(sentence, root)
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


def previous(
    sentence: Sentence, one: Counted, earlier: Sequence[TallyDraft], window: Window
) -> Window:
    """ "Up from four in the previous 12 months": the window before that of the total before.

    Also of "rose from 26 to 32": the first of the two is of the period before.
    """
    running = earlier[-1].claim.window if earlier else None
    ahead = [t.lower_ for t in sentence.tokens if t.i < one.numeral.i]
    then = _same_then(" ".join(ahead[-10:]))
    stretch = _stretch_before(sentence, one)
    if stretch is not None and running is not None and not then:
        running = stretch
    if running is None or running.start is None or running.end is None:
        return window
    first, last = running.start.first_day, running.end.last_day
    if first is None or last is None:
        return window
    after = sentence.within(
        one.number.head_end, min(one.number.head_end + 40, sentence.end)
    )
    words = [t.lower_ for t in after[:7]]
    before = ahead[-1:]
    short = (last - first).days < WHOLE_YEAR
    same = (
        then or _same_of_a_year(words) or (short and AGO.match(" ".join(words)) is not None)
    )
    told = any(w in ("previous", "preceding", "prior") for w in words[:5])
    told = told or BEFORE.match(" ".join(words)) is not None
    opening = " ".join(t.lower_ for t in sentence.tokens[:6])
    told = told or (one.form is Form.FIGURE and BEFORE.match(opening) is not None)
    undated = next_to_period(sentence, one.number) is None
    fell = undated and _fell_from(ahead, running, one)
    rose = before == ["from"] and (words[:1] == ["to"] or fell)
    if not (told or rose or same):
        return window
    if same:
        said = " ".join((*(ahead[-10:] if then else ()), *words))
        months = 12 * _years_back(first, said)
        named = OF_MONTH.search(said)
        if named is not None:
            months = (first.month - 1 - MONTHS.index(named.group(1))) % 12 or 12
        return Window(
            one_day(_months_before(first, months)), one_day(_months_before(last, months))
        )
    start, end = period_before(first, last)
    if running.anchor is WindowAnchor.ROLLING:
        start, end = first - (last - first), first  # both ends are days of it
    return Window(one_day(start), one_day(end))


MONTHS = (
    "january february march april may june july august september october november december"
).split()
OF_MONTH = re.compile(rf"\bsame \w+ of ({'|'.join(MONTHS)})\b")
NAMED_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
OF_THE_ONE_BEFORE = re.compile(r"\d+ (?:\w+ )?(?:in|over|during|for|at|on) the same\b")
"""Words of the number that stands before them: "61 in the same months of 2022, and 49"."""


def _same_then(ahead: str) -> bool:
    """Whether the words before a number say that it is of the same months of another year."""
    return SAME_THEN.search(ahead) is not None and not OF_THE_ONE_BEFORE.search(ahead)


def _years_back(first: date, words: str) -> int:
    """How many years before a period its like in a named year lies; one if none is named."""
    named = [int(year) for year in NAMED_YEAR.findall(words)]
    return next((first.year - year for year in named if 0 < first.year - year < 30), 1)


def _fell_from(ahead: Sequence[str], running: Window, one: Counted) -> bool:
    """ "18 incidents in 2024, down from 22": what it was in the closed period before."""
    closed = running.end is not None and running.end.basis is not DateBasis.PRESENT
    return (
        closed and one.measure is Measure.INCIDENTS and ahead[-2:-1] in (["up"], ["down"])
    )


def _stretch_before(sentence: Sentence, one: Counted) -> Window | None:
    """The last stretch told before a number in its sentence: what "before that" is before."""
    told = [
        d
        for d in sentence.dates
        if d.end <= one.number.start
        and windows.is_stretch(d)
        and not windows.superlative(sentence, d)
    ]
    if not told:
        return None
    rolling = told[-1].shape is DateShape.ROLLING
    anchor = WindowAnchor.ROLLING if rolling else WindowAnchor.FIXED
    return Window(told[-1].date, told[-1].date, anchor)


def _same_of_a_year(words: Sequence[str]) -> bool:
    """ "In the same period of 2023", "in the same months a year earlier"."""
    at = words.index("same") if "same" in words[:5] else None
    return at is not None and bool({"of", "last", "a", "one", "in"} & set(words[at + 2 :]))


def period_before(first: date, last: date) -> tuple[date, date]:
    """The period just before one: as many whole months, a year, or as many days."""
    if (last - first).days > WHOLE_YEAR:
        return _months_before(first, 12), _months_before(last, 12)
    if first.day == 1 and (last + timedelta(1)).day == 1:
        count = first.year * 12 + first.month - 1
        count -= last.year * 12 + last.month - first.year * 12 - first.month + 1
        return date(count // 12, count % 12 + 1, 1), first - timedelta(1)
    return first - (last - first) - timedelta(1), first - timedelta(1)


def _months_before(day: date, count: int) -> date:
    """The same day some months before; the last day of a month stays one."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    last = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(1)
    ends = (day + timedelta(1)).day == 1
    return last if ends else last.replace(day=min(day.day, last.day))


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
    if window.start is None and window.end is None and one.measure is not Measure.INCIDENTS:
        day = _day_of_attack(scan, sentence, one)
        if day is not None:
            window = Window(day, day)
    here = countries_before(scan, sentence, one) if _placed_before(one, scope) else ()
    return window, replace(scope, countries=here) if here else scope


def _placed_before(one: Counted, scope: Scope) -> bool:
    """Whether people, places hit or munitions are told without a country."""
    measures = (Measure.SITES, Measure.MUNITIONS, Measure.KILLED, Measure.INJURED)
    return not scope.countries and one.measure in measures


def _follows(scan: Scan, sentence: Sentence, one: Counted, last: TallyDraft) -> bool:
    """Whether a total may go on from the last: of its sentence, or of the next.

    A sentence between that only divides the last may stand between ("Of those, 67 were in
    A"); munitions and places of a new sentence do not go on from "the third attack".
    """
    apart = sentence.index - last.sentence.index
    if last.claim.headline or apart > 2:
        return False
    things = one.measure in (Measure.MUNITIONS, Measure.SITES, Measure.VESSELS)
    if apart and things and last.claim.ordinal:
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
        if day is not None and bounds(found, one, sentence):
            return day
    if any(windows.day_of(found) for found in sentence.dates):
        return None
    for near in (*scan.before(sentence, 2), *scan.after(sentence)):
        days = [
            day
            for found in near.dates
            if (day := windows.day_of(found)) and not windows.of_speech(near, found)
        ]
        if days and any(attack_word(t) for t in near.tokens):
            return days[0] if len(days) == 1 else None
    return None
