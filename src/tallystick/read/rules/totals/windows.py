"""The period of a stated total: which of a sentence's dates bound it, and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tallystick.model.claims import Window
from tallystick.model.lists import Measure, WindowAnchor
from tallystick.model.values import Date, DateBasis
from tallystick.read.found import DateShape, FoundDate, NumberUse
from tallystick.read.rules.counts.units import Counted, Form
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Sentence, Token

SUPERLATIVE = word_list("totals/superlative")
NO_SUPERLATIVE = frozenset(("latest", "last", "best"))
"""Superlatives by form that compare with nothing: "the latest of 14 attacks since May"."""
MOST_WORDS_OF_SINCE = 10
"""Words from "since" to its day: "since fighting for the city flared up on 10 May"."""
CLAIMING = word_list("totals/claiming")
CHANGES = word_list("totals/changes")
COMPARING = frozenset("than compared versus".split())
AS_MANY_AS = re.compile(
    r"\b(?:as (?:many|much|high|often|few|large|great|bad|deadly)(?: \w+)? as|"
    r"(?:twice|double|triple|treble|quadruple|half|times|quarter|third) "
    r"(?:as (?:many|much|high|often)(?: \w+)? as|of )?(?:the|that|those|what)(?: \w+){0,3})"
    r"(?: (?:in|during|for|over|of|at))? ?$",
    re.I,
)
"""What stands before the time of what a number is set beside: "four times as many as in"."""
WHEN = word_list("totals/when")


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
        or comparison(sentence, date)
        or (day_of(date) is not None and of_speech(sentence, date))
    )


def superlative(sentence: Sentence, date: FoundDate) -> bool:
    """ "The highest since November 2014" bounds the comparison, not the total."""
    if date.shape is not DateShape.SINCE:
        return False
    return _best_before(sentence, date.start)


def _best_before(sentence: Sentence, at: int) -> bool:
    """Whether a superlative stands shortly before a place of a sentence."""
    before = sentence.before(at)[-9:]
    return any(_compares_all(t) and t.dep_ != "advmod" for t in before if not hedge(t))


def _compares_all(token: Token) -> bool:
    """ "The quietest", "most": a superlative, by the list or by its form."""
    by_form = token.tag_ in ("JJS", "RBS") and token.lower_ not in NO_SUPERLATIVE
    return token.lower_ in SUPERLATIVE or token.lower_.endswith("iest") or by_form


def comparison(sentence: Sentence, date: FoundDate) -> bool:
    """ "More than in the same period of 2023": the period of what is compared with."""
    words = sentence.before(date.start)[-10:]
    before = [t.lower_ for t in words]
    own = [t.lower_ for t in sentence.within(date.start, date.end)][:1]
    if CHANGES & set(before[-6:]) and {"on", "over"} & {*own, *before[-1:]}:
        return True
    if CHANGES & set(before) and before[-3:-2] == ["on"] and before[-1:] == ["to"]:
        return True  # "an increase of 33 per cent on July to September"
    if AS_MANY_AS.search(sentence.text[: date.start - sentence.start]):
        told = sentence.after(date.end)[:3]  # "as many as in March, when there were 44"
        return not any(t.lower_ == "when" or t.like_num for t in told)
    if date.shape is DateShape.POINT:
        last = max((n for n, w in enumerate(before) if w in COMPARING), default=None)
        if last is not None and not any(t.like_num for t in words[last:]):
            return True
        if before[-1:] in (["with"], ["against"]):
            return True
    return (
        (bool(COMPARING & set(before)) or any(_sets_against(t) for t in words))
        and ("same" in before or "in" in before[-2:] or "with" in before[-3:])
        and before[-1:] != ["since"]
    )


def _sets_against(token: Token) -> bool:
    """ "41, against 30 in May", not "41 raids against 30 villages in May"."""
    if token.lower_ != "against" or token.i == 0:
        return False
    aim = token.nbor(-1).pos_ in ("NOUN", "PROPN", "VERB") and token.nbor(-1).lower_ != "as"
    following = g.child(token, "pobj")
    bare = following is None or following.like_num
    return bare or not aim


def hedge(token: Token) -> bool:
    """ "At least", "at most": a bound, no superlative."""
    return bool(token.i > 0 and token.nbor(-1).lower_ == "at")


def of_speech(sentence: Sentence, date: FoundDate) -> bool:
    """ "said on Tuesday": a day that hangs on a saying verb."""
    if _years_on(sentence, date):
        return False
    token = sentence.root_of(date.core_start or date.start, date.end)
    relations = table("speech", "lemma", "relation")
    for one in g.ancestors(token):
        if one.lower_ == "since" and _one_stretch(sentence, one, date):
            return False  # "recorded 41 raids since the truce of 3 May"
        if one.pos_ in ("VERB", "AUX") and one is not token:
            return one.lemma in relations and not _opens_a_time(one)
    return False


def _opens_a_time(verb: Token) -> bool:
    """ "Since the emergency was declared on 3 May": a clause that tells when."""
    return any(c.lower_ in WHEN and c.dep_ in ("mark", "advmod") for c in verb.children)


FIGURES = word_list("totals/figures")
GIVEN = word_list("totals/windows_given")
LOOKED_AT = word_list("totals/looked_at")
STANDS = frozenset(("stand",))
"""What a running total does: "the toll stood at 52 on Friday"."""
COMES_TO = word_list("totals/comes_to")


def of_figure(sentence: Sentence, date: FoundDate) -> bool:
    """ "The tally on 3 May was 169", "the list, published on 3 May, has 169 names"."""
    token = sentence.root_of(date.core_start or date.start, date.end)
    for one in list(g.ancestors(token))[1:4]:
        if one.pos_ == "NOUN":
            return one.lemma in FIGURES
        if one.pos_ == "VERB" and one.lemma in STANDS:
            return g.child(one, "nsubj") is not None
        if one.pos_ in ("VERB", "AUX") and one.lemma in COMES_TO:
            who = g.child(one, "nsubj")
            return who is not None and who.lemma in FIGURES
        if one.pos_ == "VERB":
            if one.dep_ == "advcl":
                return one.lemma in LOOKED_AT
            given = one.lemma in GIVEN and one.dep_ in ("acl", "relcl")
            return given and _of_figures(one.head)
    return False


def _of_figures(noun: Token) -> bool:
    """ "The overview", "the overview of the ministry", whatever the parser hangs a clause on."""
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return noun.lemma in FIGURES or over.lemma in FIGURES


LAST_COUNT = re.compile(
    r"\b(?:at|by|in|on) (?:the |its |their |our )?(?:last|latest|most recent) "
    r"(?:count|tally|check|report|update|reckoning|tabulation)\W*$",
    re.I,
)
"""What stands before the day of a total: "at last count, on 3 May"."""


def of_count(sentence: Sentence, date: FoundDate) -> bool:
    """ "At last count, on 3 May, 41 had been killed"."""
    return LAST_COUNT.search(sentence.text[: date.start - sentence.start]) is not None


def counts_itself(sentence: Sentence) -> bool:
    """Whether a sentence tells a number of its own: its time is that number's."""
    return any(
        n.use in (NumberUse.COUNT, NumberUse.ORDINAL)
        and not any(d.start <= n.start < d.end for d in sentence.dates)
        for n in sentence.numbers
    )


def said_on(sentence: Sentence, date: FoundDate) -> bool:
    """Whether a day is that on which a total was said, or given out."""
    return (
        of_speech(sentence, date) or of_figure(sentence, date) or of_count(sentence, date)
    )


def of_object(sentence: Sentence, date: FoundDate, one: Counted) -> bool:
    """ "Announced 31 operations on Wednesday": the day of what somebody says that they did."""
    verb = one.head.head
    acts = one.measure is Measure.INCIDENTS and one.form is Form.NOUN
    announced = one.head.dep_ == "dobj" and verb.lemma in CLAIMING
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
        if found.timex_value == "PRESENT_REF":
            end = end or _last(date)  # "now in its sixth month": nothing began on it
            continue
        if found.shape is DateShape.SINCE:
            start = start or date
        elif found.shape is DateShape.UNTIL:
            end = end or last_of(found)
        elif night(found):
            start = end = _last(date)
        elif found.shape in (DateShape.RANGE, DateShape.ROLLING) or is_stretch(found):
            last = last_of(found) if end is None or _just_after(end, date) else end
            start, end = start or first_of(date), last
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


def night(found: FoundDate) -> bool:
    """One night told by both of its days: it counts as the day on which it ended."""
    first = found.date.first_day if found.date else None
    last = found.date.last_day if found.date else None
    return bool(
        first and last and (last - first).days == 1 and found.timex_value.endswith("NI")
    )


def first_of(date: Date) -> Date | None:
    """The first day of a stretch; None if it has none."""
    if date.earliest is None:
        return None
    return replace(date, latest=date.earliest, edtf=date.earliest)


NIGHT_END = re.compile(r"(\d{4}-\d\d-\d\d)TNI$")


def last_of(found: FoundDate) -> Date | None:
    """The last day of a stretch; "up to last night" ends with the day before that night's end."""
    if found.date is None:
        return None
    until = found.shape in (DateShape.UNTIL, DateShape.RANGE)
    return (eve_of(found) if until else None) or _last(found.date)


def eve_of(found: FoundDate) -> Date | None:
    """The day on whose evening a night began; None if no night ends the expression."""
    eve = NIGHT_END.search(found.timex_value)
    if eve is None or found.date is None:
        return None
    return replace(
        found.date, earliest=eve.group(1), latest=eve.group(1), edtf=eve.group(1)
    )


def _last(date: Date) -> Date | None:
    if date.latest is None:
        return None
    return replace(date, earliest=date.latest, edtf=date.latest)


BEGINS = word_list("totals/begins")
LASTING = word_list("totals/windows_lasting")


YEARS_ON = re.compile(
    r"\b(?:\w+ )?(?:days?|weeks?|months?|years?) "
    r"(?:on(?: from| since| after)?|into|after|since|removed from),? "
    r"(?:(?:the|its|their|a|his|her|\w+['’]s?|of|start|beginning|outbreak|launch|signing|on|in|"
    rf"{'|'.join(sorted(LASTING))}|truce|ceasefire|cease-fire|armistice|accord|agreement|deal|"
    r"coup|massacre|earthquake|election|vote|takeover|revolution)\b ?)+$",
    re.I,
)
"""How long after a thing a count is told, before the day of that thing."""


def since_clause(sentence: Sentence, dates: Sequence[FoundDate]) -> FoundDate | None:
    """The day inside "since the war began on October 7", read as the start; also that of
    "the offensive that began on October 7"."""
    for token in sentence.tokens:
        if token.lower_ != "since" or token.dep_ not in ("mark", "prep"):
            continue
        if _best_before(sentence, sentence.at(token)):
            continue
        under = {t.i for t in (token.head if token.dep_ == "mark" else token).subtree}
        for found in dates:
            if found.shape not in (DateShape.POINT, DateShape.RANGE) or not found.date:
                continue
            root = sentence.root_of(found.start, found.end)
            after = sentence.at(token) < found.start
            if (after and root.i in under) or _one_stretch(sentence, token, found):
                return _started(found)
    begun = (
        d
        for d in dates
        if d.shape is DateShape.POINT and (_began(sentence, d) or _years_on(sentence, d))
    )
    return next((_started(d) for d in begun), None)


def _years_on(sentence: Sentence, found: FoundDate) -> bool:
    """ "A year on from the coup of 3 May", "ten weeks into the offensive of 3 May"."""
    return YEARS_ON.search(sentence.text[: found.core_start - sentence.start]) is not None


def _started(found: FoundDate) -> FoundDate:
    """A date as the start of a period: of two days ("the fighting of 13 and 14 May") the first."""
    first = first_of(found.date) if found.date and found.shape is DateShape.RANGE else None
    return replace(found, shape=DateShape.SINCE, date=first or found.date)


def _began(sentence: Sentence, found: FoundDate) -> bool:
    """ "The offensive that began on 3 May", "what began on Friday": the first day of a run."""
    root = sentence.root_of(found.core_start or found.start, found.end)
    verb = next((t for t in g.ancestors(root) if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma not in BEGINS:
        return False
    if root.head.head.i != verb.i:
        return False
    lasting = verb.dep_ in ("relcl", "acl") and verb.head.lemma in LASTING
    return lasting or verb.dep_ == "csubj"


def _one_stretch(sentence: Sentence, since: Token, found: FoundDate) -> bool:
    """Whether nothing parts "since" from a day soon after it, whatever the parser says.

    A comma may stand right before the day: "since the truce broke down, on 9 June".
    """
    start = sentence.at(since)
    between = list(sentence.within(start, found.start))
    if any(start <= d.core_start and d.end <= found.start for d in sentence.dates):
        return False  # "since 3 May stood at 52 on Friday"
    if between and between[-1].text == "," and found.core_start > found.start:
        between.pop()
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
