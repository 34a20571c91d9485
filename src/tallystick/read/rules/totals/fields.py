"""Every field of one stated total, with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.claims import (
    Anchor,
    Definition,
    Scope,
    TallyClaim,
    Target,
    Window,
)
from tallystick.model.lists import (
    Accumulation,
    ClaimKind,
    Measure,
    Unit,
    WindowAnchor,
)
from tallystick.model.values import (
    Bound,
    Date,
    DateBasis,
    Evidence,
    Field,
    Mention,
    Reader,
    Span,
)
from tallystick.read.found import DateShape, FoundDate, FoundPlace, NumberUse
from tallystick.read.rules.actors.speech import Voice, voice_of
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.attacks.aims import targets
from tallystick.read.rules.counts.repeats import REPEATS
from tallystick.read.rules.counts.units import Counted, Form, attack_word
from tallystick.read.rules.name import NAME
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.bounding import bound_dates, near_dates
from tallystick.read.rules.totals.continuing import (
    TallyDraft,
    bounds,
    inherit,
    of_that_count,
    same_source,
)
from tallystick.read.rules.totals.earlier_periods import previous
from tallystick.read.rules.totals.endings import until_clause
from tallystick.read.rules.totals.exclusions import exclusion_evidence, exclusions
from tallystick.read.rules.totals.grounds import their_own
from tallystick.read.rules.totals.hints import for_ordinal, hinted, nth_of_year
from tallystick.read.rules.totals.over_time import PEOPLE
from tallystick.read.rules.totals.parts import Shares
from tallystick.read.rules.totals.reach import up_to
from tallystick.read.rules.totals.same_time import bare_unit, taken_up
from tallystick.read.rules.totals.scopes import scenes_of
from tallystick.read.rules.totals.standing import as_it_stood, standing, tells_anew
from tallystick.read.rules.totals.stated import MANY_PEOPLE
from tallystick.read.rules.totals.stretches import run_out
from tallystick.read.stance import stance_of

STOPPED = word_list("counts/stopping")
TESTLESS = re.compile(
    r"\b(link\w*|affiliat\w*|associat\w*|relat\w*|connected|bound|headed|tied)\b"
)


def draft_of(
    scan: Scan,
    sentence: Sentence,
    one: Counted,
    here: Sequence[Counted],
    shares: Shares,
    earlier: Sequence[TallyDraft],
) -> TallyDraft:
    """One total with every field.

    Args:
        here: all counts of the sentence.
        earlier: the totals told so far, in order; the last is what this may go on from.
    """
    voice = voice_of(scan, sentence, one.governor)
    if voice.speaker is None and voice.relation is None:
        voice = same_source(scan, sentence, earlier)
    dates, said = scan.once_at(_dates, sentence, (one, tuple(here)))
    does, aims = scan.once_at(_parties, sentence, one)
    places = scenes_of(scan, sentence, one)
    scope = _scope(sentence, one, does, aims, places, shares)
    scope = _at_home(scan, sentence, one, voice, scope)
    own = _window(scan, sentence, one, dates, said, earlier)
    window, scope = inherit(scan, sentence, one, own, scope, earlier, bool(does or aims))
    window = _taken_over(sentence, one, own, window, earlier, said)
    window = _forward(_not_later(scan, up_to(scan, sentence, one, window, said)))
    measure = Measure.OTHER if one.measure is Measure.SITES else one.measure
    claim = TallyClaim(
        anchor=_anchor(scan, sentence, one, measure),
        evidence=_evidence(sentence, one, dates, places, voice, does, shares),
        readers=(Reader(NAME, 0.8),),
        speaker=voice.speaker,
        chain=voice.chain,
        stance=stance_of(voice.speaker, does),
        number=one.number.number,
        unit=one.unit,
        measure=measure,
        definition=_definition(one),
        accumulation=_accumulation(sentence, one, dates, window),
        window=window,
        stated_at=_stated_at(scan, said),
        scope=scope,
        excludes=sentence.once(exclusions),
        parts=shares.parts,
        partition=shares.partition,
        ordinal=one.number.use is NumberUse.ORDINAL,
        headline=scan.in_title(sentence),
    )
    quoted = voice if voice.speaker is not None and voice.verb is None else None
    return TallyDraft(claim, sentence, one, _of_a_run(claim), quoted)


def _anchor(scan: Scan, sentence: Sentence, one: Counted, measure: Measure) -> Anchor:
    head = Span(sentence.part, one.number.head_start, one.number.head_end)
    return Anchor(scan.document.id, head, ClaimKind.TALLY, measure)


def _dates(
    _: Scan, sentence: Sentence, among: tuple[Counted, Sequence[Counted]]
) -> tuple[tuple[FoundDate, ...], FoundDate | None]:
    """The dates that bound a total among all counts, and the day it was said on."""
    one, here = among
    dates, said = bound_dates(sentence, one, here)
    opening = windows.since_clause(sentence, dates)
    if opening is not None:
        dates = (opening, *(d for d in dates if d.start != opening.start))
    closing = until_clause(sentence, near_dates(sentence, one), g.clause_verb(one.governor))
    if closing is not None:
        dates = (closing, *(d for d in dates if d.start != closing.start))
    return tuple(d for d in dates if bounds(d, one, sentence)), said


def _window(
    scan: Scan,
    sentence: Sentence,
    one: Counted,
    dates: Sequence[FoundDate],
    said: FoundDate | None,
    earlier: Sequence[TallyDraft],
) -> Window:
    """The window that a total's own sentence tells, or hints at."""
    bare = any(bare_unit(sentence, d) for d in dates)
    taken = taken_up(scan, sentence, one, earlier) if bare else None
    if taken is not None:
        until = [d for d in dates if d.shape is DateShape.UNTIL]
        return replace(taken, end=windows.last_of(until[0])) if until else taken
    told = run_out(sentence, sentence.dates) or nth_of_year(sentence, one)
    window = told or for_ordinal(one, windows.window_of(dates, said))
    window = previous(sentence, one, earlier, window)
    if window.start is not None:
        return window
    told = hinted(scan, sentence, one, earlier)
    if told is None:
        return window
    return replace(told, end=window.end or told.end)


def _taken_over(
    sentence: Sentence,
    one: Counted,
    own: Window,
    window: Window,
    earlier: Sequence[TallyDraft],
    said: FoundDate | None,
) -> Window:
    """What remains of a window taken over from the total before it.

    Who are held or missing are so at the time of telling. Another teller's running total
    ("the army speaks of 19") begins with the one before it, and ends where it is told, or
    on the day that it was given out.
    """
    if own != Window(None, None):
        return of_that_count(sentence, one, window, earlier)
    if standing(sentence, one):
        return own
    last = earlier[-1] if earlier else None
    if last is None or last.sentence is sentence or window != last.claim.window:
        return window
    running = last.claim.accumulation is Accumulation.CUMULATIVE
    rolling = window.anchor is WindowAnchor.ROLLING
    if said is not None and (running or rolling):
        return replace(window, end=said.date)
    stood = as_it_stood(sentence, one) if running else None
    if stood is not None:
        return replace(window, end=stood)
    if running and tells_anew(sentence, one):
        return replace(window, end=None)
    return window


def _parties(
    scan: Scan, sentence: Sentence, one: Counted
) -> tuple[tuple[Mention, ...], tuple[Target, ...]]:
    """Whose acts are counted, and against whom; a label names those who suffered."""
    if one.form is Form.LABEL and one.measure in PEOPLE:
        return (), ()
    act = _act_of(one)
    if one.measure is Measure.MUNITIONS and act.lemma in STOPPED:
        does = tuple(roles.actors_of(scan, sentence, one.head))
    else:
        does = roles.perpetrators(scan, sentence, act)
    counted = _counted_people(sentence, one)
    aims = targets(scan, sentence, act)
    return does, tuple(
        a
        for a in aims
        if not any(a.mention.span.start <= at < a.mention.span.end for at in counted)
    )


def _counted_people(sentence: Sentence, one: Counted) -> tuple[int, ...]:
    """Where the counted noun stands, and the nouns of people told with it: "12 civilians,
    11 guards and some soldiers were killed"."""
    if one.measure not in PEOPLE:
        return (sentence.at(one.head),)
    listed = [c for c in g.first_conjunct(one.head).subtree if c.dep_ in ("conj", "appos")]
    return tuple(sentence.at(t) for t in (one.head, *listed))


def _scope(
    sentence: Sentence,
    one: Counted,
    does: tuple[Mention, ...],
    aims: tuple[Target, ...],
    places: Sequence[FoundPlace],
    shares: Shares,
) -> Scope:
    struck = (p.place.country for p in places)
    return Scope(
        perpetrators=does,
        targets=tuple(t.mention for t in aims),
        places=tuple(dict.fromkeys(p.place for p in places)),
        countries=tuple(dict.fromkeys(c for c in (*struck, *shares.countries) if c)),
        event_types=_types(sentence, one),
        weapons=_weapons(sentence, one),
        predicate=_predicate(aims),
    )


def _at_home(
    scan: Scan, sentence: Sentence, one: Counted, voice: Voice, scope: Scope
) -> Scope:
    """A scope that names no place, with the country of those who count their own dead."""
    if scope.countries or scope.places:
        return scope
    return replace(scope, countries=their_own(scan, sentence, one, voice.speaker))


def _of_a_run(claim: TallyClaim) -> bool:
    """Attacks counted are a run; people, places, munitions are one if the window is long.

    The dead "by Friday" are those of what was just told.
    """
    many = claim.measure in PEOPLE and (claim.number.stated or 0) >= MANY_PEOPLE
    if claim.measure is Measure.INCIDENTS or many:
        return True
    start, end = claim.window.start, claim.window.end
    if start is None and end is None:
        return claim.measure in PEOPLE
    if start is None and end is not None and claim.measure in PEOPLE:
        return end.basis not in (DateBasis.WEEKDAY, DateBasis.RELATIVE)
    if start is None or end is None:
        return True
    first, last = start.first_day, end.last_day
    return first is None or last is None or (last - first).days > 3


def _act_of(one: Counted) -> Token:
    """The word whose doer and aim are the total's: the attack, or the verb that reports it."""
    acts = ("retaliate", "respond", *roles.CARRIES_OUT)
    verb = one.governor
    if attack_word(verb) or verb.lemma in acts:
        return verb
    over = g.first_conjunct(one.head).head
    if one.measure is not Measure.INCIDENTS and over.pos_ == "VERB":
        return over if attack_word(over) or over.lemma in acts else one.head
    return one.head


def _definition(one: Counted) -> Definition | None:
    """What places hit are: neither attacks nor things, so the total says what it counts."""
    return Definition(Unit.SITE_HIT) if one.measure is Measure.SITES else None


def _types(sentence: Sentence, one: Counted) -> tuple[str, ...]:
    words = tuple(t for t in sentence.tokens if one.numeral.i < t.i <= one.head.i)
    found = [entry.event_type for entry, _, _ in roles.weapons(sentence, words)]
    return tuple(sorted(set(found)))


def _weapons(sentence: Sentence, one: Counted) -> tuple[str, ...]:
    """Codes of the weapons named between the numeral and the counted noun."""
    words = tuple(t for t in sentence.tokens if one.numeral.i < t.i <= one.head.i)
    found = {entry.weapon for entry, _, _ in roles.weapons(sentence, words)}
    return tuple(sorted(found))


def _predicate(aims: Sequence[Target]) -> str | None:
    untested = [a.mention.text for a in aims if TESTLESS.search(a.mention.text)]
    return untested[0] if untested else None


def _accumulation(
    sentence: Sentence, one: Counted, dates: Sequence[FoundDate], window: Window
) -> Accumulation:
    """How the total grows: a closed period ("between", "in August") is a window."""
    words = {t.lower_ for t in sentence.tokens}
    if one.measure is Measure.OTHER and words & {
        "hostages",
        "missing",
        "displaced",
        "held",
        "remain",
    }:
        return Accumulation.STOCK
    if "another" in words and one.number.number.bound is Bound.EXACT:
        return Accumulation.INCREMENT
    if window.anchor.value in ("rolling", "calendar"):
        return Accumulation.WINDOW
    closed = any(d.shape is DateShape.RANGE for d in dates)
    single = window.start is not None and window.start == window.end
    if closed or single:
        return Accumulation.WINDOW
    return Accumulation.CUMULATIVE


def _not_later(scan: Scan, window: Window) -> Window:
    """A window without days that had not come: "this year" ends on the day of publication."""
    published = scan.document.published
    day = published.day if published else None
    last = window.end.last_day if window.end else None
    if day is None or last is None or last.isoformat() <= day:
        return window
    first = window.start.first_day if window.start else None
    if first is not None and first.isoformat() > day:
        return window
    return replace(window, end=Date(day, day, day, DateBasis.PRESENT))


def _forward(window: Window) -> Window:
    """A window without an end that lies before its start: the end is of something else."""
    first = window.start.first_day if window.start else None
    last = window.end.last_day if window.end else None
    backwards = first is not None and last is not None and last < first
    return replace(window, end=None) if backwards else window


def _stated_at(scan: Scan, said: FoundDate | None) -> str | None:
    if said is not None and said.date is not None and said.date.single:
        return said.date.single
    published = scan.document.published
    return published.day if published else None


def _evidence(
    sentence: Sentence,
    one: Counted,
    dates: Sequence[FoundDate],
    places: Sequence[FoundPlace],
    voice: Voice,
    does: Sequence[Mention],
    shares: Shares,
) -> tuple[Evidence, ...]:
    part = sentence.part
    found = [Evidence(Field.COUNT, Span(part, one.number.start, one.number.end))]
    repeated = one.head.lemma in REPEATS
    if one.head is not one.numeral:
        unit = one.governor if repeated else one.head
        found.append(Evidence(Field.UNIT, sentence.span(unit)))
    if one.governor is not one.head:
        found.append(Evidence(Field.TRIGGER, sentence.span(one.governor)))
    for date in dates:
        field = Field.SINCE if date.shape is DateShape.SINCE else Field.AS_OF
        found.append(Evidence(field, Span(part, date.start, date.end)))
    found += [Evidence(Field.PLACE, Span(part, p.start, p.end)) for p in places]
    found += [Evidence(Field.PERPETRATOR, m.span) for m in does]
    if voice.speaker is not None:
        found.append(Evidence(Field.SPEAKER, voice.speaker.span))
    found += exclusion_evidence(sentence)
    return tuple(dict.fromkeys((*found, *shares.evidence)))
