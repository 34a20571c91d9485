"""How far a total reaches where its sentence does not say: to its last attack, to today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.claims import Window
from tallystick.model.values import Date, DateBasis
from tallystick.read.found import DateShape, FoundDate, NumberUse
from tallystick.read.rules.counts.units import Counted, Form, attack_word, measure_of
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.bounding import near_dates
from tallystick.read.rules.totals.continuing import TallyDraft, one_day
from tallystick.read.rules.totals.endings import closed_next
from tallystick.read.rules.totals.standing import standing

NOW = word_list("totals/now")
COVERS = frozenset("cover concern review span".split())
RAISING = word_list("totals/raising")
GROWING = word_list("totals/growing")
UP_TO = word_list("totals/up_to")
MAKING = frozenset("make".split())
HEADING = frozenset((",", ":", "(", "-", "–", "—", "in", "of", "for"))
"""What may stand before the period in a heading."""
FEWEST_DAYS = 6
"""A report's own period is at least so many days long, less one."""
FIRST_SENTENCES = 4
"""Where a report says which period it is about, headline included."""


def up_to(
    scan: Scan,
    sentence: Sentence,
    one: Counted,
    window: Window,
    said: FoundDate | None,
) -> Window:
    """The window with an end that the text implies.

    "The 14th attack since July" reaches to that attack; what nothing else ends, to the day
    that the text says it was said on.

    Args:
        said: the day on which the sentence says that it was said.
    """
    ordinal = one.number.use is NumberUse.ORDINAL
    if ordinal and _runs_on(scan, window):
        last = attack_day(scan, sentence, one)
        if last is not None and last != window.start:
            return replace(window, end=last)
    if window.start is not None and _runs_on(scan, window):
        closed = closed_next(scan, sentence)
        if closed is not None and closed != window.start:
            return replace(window, end=closed)
    if sums_up(one) and _runs_on(scan, window) and (window.start or window.end):
        last = _last_attack_day(sentence, one)
        if last is not None and last != window.start:
            return replace(window, end=last)
    if window.end is None and window.start is not None and _came_after(one):
        return replace(window, end=attack_day(scan, sentence, one))
    if window.end is None and window.start is not None and _begun_today(scan, window):
        return replace(window, end=today(scan))
    if said is not None and (window.end is None or _said_within(scan, window, said)):
        return replace(window, end=said.date)
    return window  # the day of publication is left to who reads the claim


def _said_within(scan: Scan, window: Window, said: FoundDate) -> bool:
    """ "41 this year, she said on Tuesday": this year up to that day."""
    day = said.date.last_day if said.date is not None else None
    first = window.start.first_day if window.start is not None else None
    end, now = window.end, today(scan)
    beyond = end is not None and now is not None and (end.latest or "") > now.edtf
    present = beyond or (end is not None and end.basis is DateBasis.PRESENT)
    return bool(present and first and day and first < day)


def _came_after(one: Counted) -> bool:
    """ "It was hit after 150 attacks since July": the total ends with what came after it."""
    over = g.first_conjunct(one.head)
    return over.dep_ == "pobj" and over.head.lower_ in ("after", "following")


def sums_up(one: Counted) -> bool:
    """Whether a total is told as what the attack just told makes of it: "this brings to 14
    the number since May", "which makes 31"."""
    for over in list(g.ancestors(one.numeral))[1:6]:
        if over.pos_ not in ("VERB", "AUX"):
            continue
        if over.lemma in MAKING:
            who = g.child(over, "nsubj")
            return who is not None and who.lower_ in ("that", "this", "which", "it")
        grows = over.lemma in GROWING and g.child(over, "dobj") is None
        if over.lemma in RAISING or (grows and _with(over)):
            to = next((c for c in over.children if c.lower_ in UP_TO), None)
            return to is not None and any(t.i == one.numeral.i for t in to.subtree)
        if over.tag_ != "VBN":
            return False  # not "makes seven ships seized"
    return False


def _with(verb: Token) -> bool:
    """ "With Sunday's raid, the number rises"."""
    return any(c.lower_ == "with" and c.i < verb.i for c in verb.children)


def _last_attack_day(sentence: Sentence, one: Counted) -> Date | None:
    """The last day of an attack told in the sentence of a total: "Monday's blasts bring"."""
    days = [
        day
        for d in sentence.dates
        if (day := windows.day_of(d))
        and not windows.said_on(sentence, d)
        and not _of_another(sentence, d, one)
    ]
    return max(days, key=lambda day: day.edtf[:10]) if days else None


def _begun_today(scan: Scan, window: Window) -> bool:
    """ "Since the beginning of this day": it can reach no further than that day."""
    now, first = today(scan), window.start.single if window.start is not None else None
    return now is not None and first is not None and first[:10] == now.edtf[:10]


def _runs_on(scan: Scan, window: Window) -> bool:
    """Whether a window has no end before the day of publication."""
    last = window.end.last_day if window.end is not None else None
    now = today(scan)
    return last is None or (now is not None and last.isoformat() >= now.edtf)


def last_day_told(scan: Scan, sentence: Sentence, one: Counted) -> Date | None:
    """The day that a total without dates is told of: of its attack, of saying, of print."""
    if one.number.use is NumberUse.ORDINAL:
        last = attack_day(scan, sentence, one)
        if last is not None:
            return last
    spoken = (
        day
        for d in sentence.dates
        if windows.of_speech(sentence, d) and (day := windows.day_of(d)) is not None
    )
    return next(spoken, None) or today(scan)


def today(scan: Scan) -> Date | None:
    """The day of publication, as the day that a report speaks on."""
    published = scan.document.published
    day = published.day if published else None
    return Date(day, day, day, DateBasis.PRESENT) if day else None


def attack_day(scan: Scan, sentence: Sentence, one: Counted) -> Date | None:
    """The day of the attack that an ordinal is told of: in its sentence or just before."""
    for near in (sentence, *scan.before(sentence, 3)):
        if near is not sentence and not any(_tells(t) for t in near.tokens):
            continue
        days = [
            day
            for d in near.dates
            if (day := windows.day_of(d) or _night_of(d))
            and not windows.of_speech(near, d)
            and not (near is sentence and _of_another(sentence, d, one))
        ]
        if days:
            return days[0]
    return None


def _night_of(found: FoundDate) -> Date | None:
    """The day on which a night ended that is told by both of its days."""
    last = found.date.last_day if found.date is not None and windows.night(found) else None
    return one_day(last) if last is not None else None


def _of_another(sentence: Sentence, found: FoundDate, one: Counted) -> bool:
    """ "The third this month: 15 died on the 4th", "since the vote on 2 March": not its day."""
    if windows.since_clause(sentence, (found,)) is not None:
        return True
    between = sentence.within(one.number.head_end, found.start)
    # "The second in our state, after that of a mayor (5 June)".
    aside = [t.text for t in sentence.before(found.start)[-1:]] == ["("]
    if aside or any(t.text == ";" for t in between):
        return True
    colon = next((sentence.at(t) for t in between if t.text == ":"), None)
    if colon is None:
        return False
    later = [d for d in sentence.dates if d.start >= colon and windows.day_of(d)]
    return len(later) > 1 or not _it_was(one)


def _it_was(one: Counted) -> bool:
    """ "It was the 13th raid since March: bombs fell on Sunday": what follows tells of it,
    not of those before it."""
    verb = g.clause_verb(one.head)
    who = g.child(verb, "nsubj")
    return verb.lemma == "be" and who is not None and who.lower_ in ("it", "this", "that")


def _tells(token: Token) -> bool:
    return attack_word(token) or (token.pos_ == "NOUN" and measure_of(token) is not None)


def speaks_of_now(sentence: Sentence, one: Counted) -> bool:
    """Whether a count is told in the present or the present perfect, or as "so far"."""
    words = {t.lower_ for t in sentence.tokens}
    text = sentence.text.lower()
    if NOW & words or "so far" in text or "to date" in text:
        return True
    verb = g.clause_verb(one.governor)
    return any(_present(v) for v in {one.governor.i: one.governor, verb.i: verb}.values())


def _present(verb: Token) -> bool:
    """ "Has killed", "have been hit", "stands at"; not a passive participle by itself."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in ("has", "have", "'ve", "’ve") for c in helpers):
        return not any(c.tag_ == "MD" for c in helpers)
    return verb.tag_ in ("VBZ", "VBP") and not helpers


def of_the_report(scan: Scan, drafts: Sequence[TallyDraft]) -> list[TallyDraft]:
    """Totals without a period take that of the report: "in the second quarter", first told.

    A monthly note says once which month it is about; what it then tells without any date is
    of that month.
    """
    period = _report_period(scan, drafts)
    if period is None:
        return list(drafts)
    return [_within(draft, period) for draft in drafts]


def _within(draft: TallyDraft, period: tuple[int, Window]) -> TallyDraft:
    at, window = period
    own = draft.claim.window
    told = own.start is not None or own.end is not None
    dated = any(
        d.date is not None
        and not windows.set_aside(draft.sentence, d)
        and not _of_other_number(draft, d)
        for d in draft.sentence.dates
    )
    if told or dated or draft.sentence.index < at or draft.claim.headline:
        return draft
    if draft.counted.number.use is NumberUse.ORDINAL:
        return draft
    if standing(draft.sentence, draft.counted):
        return draft
    if draft.counted.form is Form.NOUN and speaks_of_now(draft.sentence, draft.counted):
        return draft
    claim = replace(draft.claim, window=window)
    return replace(draft, claim=claim)


def _of_other_number(draft: TallyDraft, found: FoundDate) -> bool:
    """ "Two, against five in June", "203 (July: 131)": a date of another number."""
    if found not in near_dates(draft.sentence, draft.counted):
        return True
    ahead = [t.lower_ for t in draft.sentence.before(found.start)[-1:]]
    own = draft.counted.number
    return ahead != ["since"] and any(
        n is not own
        and n.use is NumberUse.COUNT
        and own.end < n.start
        and n.end <= found.start <= n.end + 1
        for n in draft.sentence.numbers
    )


def _report_period(scan: Scan, drafts: Sequence[TallyDraft]) -> tuple[int, Window] | None:
    """The closed period of the first total, or that a heading names, and where it stands."""
    for draft in drafts:
        if draft.sentence.index >= FIRST_SENTENCES:
            break
        if draft.claim.ordinal:
            continue  # it reaches to its own attack
        if not draft.claim.headline and _closed(draft.claim.window):
            return draft.sentence.index, draft.claim.window
    return _headed(scan)


def heading_period(scan: Scan) -> Window | None:
    """The closed period that a heading names: "Quarterly note, October to December"."""
    found = _headed(scan)
    return found[1] if found is not None else None


def _headed(scan: Scan) -> tuple[int, Window] | None:
    for sentence in scan.sentences[:FIRST_SENTENCES]:
        shapes = (DateShape.RANGE, DateShape.POINT)
        told = [
            d
            for d in sentence.dates
            if d.shape in shapes and (_heads(sentence, d) or _covered(sentence, d))
        ]
        ranged = sorted(told, key=lambda d: (d.shape is not DateShape.RANGE, d.start))
        window = windows.window_of(ranged[:1], None)
        if _closed(window):
            return sentence.index, window
    return None


def _covered(sentence: Sentence, found: FoundDate) -> bool:
    """ "This report covers April": what a report says that it is about."""
    verb = g.clause_verb(sentence.root_of(found.core_start or found.start, found.end))
    who = g.subject(verb)
    return who is not None and who.lemma in windows.FIGURES and verb.lemma in COVERS


def _heads(sentence: Sentence, found: FoundDate) -> bool:
    """Whether a date opens its sentence, or ends a heading: "Weekly note, 3-9 March"."""
    before = sentence.before(found.start)
    after = sentence.after(found.end)
    if len(before) <= 1:
        return True
    # A note is often taken for a verb: "Situation update, 3-9 March".
    told = any(t.tag_ in ("VBD", "VBZ", "MD") for t in before)
    ends = not after or after[0].is_punct or after[0].is_space
    if found.shape is DateShape.RANGE and before[-1].text in (":", "("):
        return ends
    opened = found.core_start > found.start or before[-1].text in HEADING
    return ends and opened and not told


def _closed(window: Window) -> bool:
    first = window.start.first_day if window.start else None
    last = window.end.last_day if window.end else None
    return bool(
        first
        and last
        and (last - first).days >= FEWEST_DAYS
        and window.end is not None
        and window.end.basis is not DateBasis.PRESENT
    )
