"""The stated totals of a document, each with every field that its words tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tallystick.model.claims import Anchor, Definition, Scope, TallyClaim, Window
from tallystick.model.lists import (
    Accumulation,
    ClaimKind,
    Measure,
    Unit,
    WindowAnchor,
)
from tallystick.model.values import Bound, Evidence, Field, Mention, Reader, Span
from tallystick.read.found import DateShape, FoundPlace, NumberUse
from tallystick.read.phrases.countries import in_their_countries
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.draft import Draft
from tallystick.read.phrases.exclusions import exclusion_evidence, exclusions
from tallystick.read.phrases.going_on import goes_on
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.periods import Period, period
from tallystick.read.phrases.repeats import without_repeats
from tallystick.read.phrases.scopes import (
    counted_parties,
    counted_places,
    scope_of,
    with_countries,
)
from tallystick.read.phrases.shares import (
    alone,
    by_kind,
    kinds,
    shares_of,
    subsets,
    summed_ahead,
    summing,
    with_rest,
)
from tallystick.read.phrases.totals import is_total, stretched
from tallystick.read.phrases.voices import Voice, voice_of
from tallystick.read.phrases.windows import counted_window
from tallystick.read.rules.totals.over_time import PEOPLE
from tallystick.read.rules.totals.parts import NONE, Shares, completed
from tallystick.read.stance import stance_of

MOST_SENTENCES_TO_PARTS = 4
SCORE = 0.7
"""How sure this reader is of a total, beside 0.8 of the rules over a parser."""
MOST_SENTENCES_ON = 2
"""How far a bulletin counts on under the day that it began with."""
STOCKS = ("held", "missing")
MANY_LOST = 100
"""People lost of a side: more are those of a day's fighting, not of one attack."""


def read_tallies(
    page: Page, counts: Mapping[int, Sequence[Counted]], name: str
) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """The stated totals of a document without repeats, and all tellings of totals.

    Args:
        counts: what the numbers of each sentence count, by `Sentence.index`.
        name: the extractor that they are read under.
    """
    drafts: list[Draft] = []
    for sentence in page.sentences:
        here = counts[sentence.index]
        taken = _shares_of_before(sentence, here, drafts)
        for one in here:
            if one.number.start in taken | _given(drafts) or one.subset:
                continue
            told = period(sentence, one, here)
            on = goes_on(page, sentence, one, drafts)
            if not is_total(sentence, one, here, told, goes_on=on):
                continue
            shares = _shares(page, sentence, one, here)
            taken |= {n.start for n in shares.numbers}
            drafts = [d for d in drafts if not _a_share(d, sentence, shares)]
            before = _gone_on_from(sentence, drafts, goes_on=on)
            drafts.append(_draft(page, sentence, one, here, told, shares, before, name))
        if drafts and not here:
            drafts[-1] = _with_exclusions(sentence, drafts[-1])
    drafts = in_their_countries(page, list(_runs(_dated(drafts))))
    return tuple(without_repeats(drafts)), tuple(drafts)


def _a_share(draft: Draft, sentence: Sentence, shares: Shares) -> bool:
    """ "48 in A, 17 in B and 3 in C, 68 in all": the 48 are no total of their own."""
    here = draft.sentence is sentence and bool(shares.countries)
    return here and draft.counted.number in shares.numbers


def _given(drafts: Sequence[Draft]) -> set[int]:
    """Where the parts of the last total stand."""
    told = drafts[-1].claim.evidence if drafts else ()
    return {e.span.start for e in told if e.field is Field.PART}


def _gone_on_from(
    sentence: Sentence, drafts: Sequence[Draft], *, goes_on: bool
) -> Draft | None:
    """The total before it whose period and scope a total may take over."""
    last = next((d for d in reversed(drafts) if d.counted.compared is None), None)
    if last is None:
        return None
    same = last.sentence is sentence or bool(sentence.cues("meanwhile"))
    return last if goes_on or same else None


def _with_exclusions(sentence: Sentence, draft: Draft) -> Draft:
    """The last total with what the next sentence says that it leaves out."""
    found = exclusions(sentence)
    if not found or sentence.index - draft.sentence.index != 1:
        return draft
    evidence = (*draft.claim.evidence, *exclusion_evidence(sentence))
    return replace(draft, claim=replace(draft.claim, excludes=found, evidence=evidence))


def _dated(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts, numbers of attacks without a day taking the days of a total just before."""
    dated: list[Draft] = []
    for draft in drafts:
        last = dated[-1] if dated else None
        bare = draft.claim.window == Window() and not draft.sentence.dates
        near = last is not None and (
            0 <= draft.sentence.index - last.sentence.index <= MOST_SENTENCES_ON
        )
        if last and near and bare and _few_days(last) and _of_attacks(draft):
            claim = replace(draft.claim, window=last.claim.window)
            dated.append(replace(draft, claim=claim))
        else:
            dated.append(draft)
    return dated


def _of_attacks(draft: Draft) -> bool:
    return draft.claim.measure is Measure.INCIDENTS


def _few_days(draft: Draft) -> bool:
    first, last = draft.claim.window.start, draft.claim.window.end
    if draft.claim.headline or first is None or last is None:
        return False
    if first.first_day is None or last.last_day is None:
        return False
    return (last.last_day - first.first_day).days <= 1


def _runs(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts, munitions that stand beside a number of attacks being of a run as they are."""
    for draft in drafts:
        beside = draft.claim.measure is Measure.MUNITIONS and any(
            d.sentence is draft.sentence and d.claim.measure is Measure.INCIDENTS
            for d in drafts
        )
        yield replace(draft, run=True) if beside else draft


def _shares(
    page: Page, sentence: Sentence, one: Counted, here: Sequence[Counted]
) -> Shares:
    """The parts of a total: by place, by kind, or told as included in it."""
    placed = shares_of(sentence, one, page.after(sentence))
    if _of_another(placed, one, here):
        placed = NONE
    told = placed if placed.partition else kinds(sentence, one, here)
    told = placed if told is NONE else told
    told = with_rest(sentence, one) if told is NONE else told
    if told is NONE and one.compared is None:
        told = summing(sentence, one, page.after(sentence))
        told = summed_ahead(sentence, one) if told is NONE else told
    return subsets(sentence, one, here) if told is NONE else told


def _of_another(shares: Shares, one: Counted, here: Sequence[Counted]) -> bool:
    """Whether shares add up to another count of the sentence, and not to this one."""
    added = sum(part.number.stated or 0 for part in shares.parts)
    others = (o for o in here if o is not one and o.number not in shares.numbers)
    whole = added == one.number.number.stated
    return not whole and any(o.number.number.stated == added for o in others)


def _shares_of_before(
    sentence: Sentence, here: Sequence[Counted], drafts: list[Draft]
) -> set[int]:
    """Give a total told before the shares that this sentence lists, if they fit it."""
    shares = alone(sentence)
    if shares is NONE:
        shares = by_kind(sentence, here)
    if shares is NONE:
        return set()
    added = sum(part.number.stated or 0 for part in shares.parts)
    for at in reversed(range(len(drafts))):
        draft = drafts[at]
        if sentence.index - draft.sentence.index > MOST_SENTENCES_TO_PARTS:
            break
        stated = draft.claim.number.stated
        if draft.claim.headline or stated != added:
            continue
        if draft.claim.parts:
            return {n.start for n in shares.numbers} if _same(shares, draft) else set()
        whole = completed(shares, stated)
        scope = with_countries(draft.claim.scope, whole.countries)
        claim = replace(
            draft.claim,
            parts=whole.parts,
            partition=whole.partition,
            evidence=(*draft.claim.evidence, *whole.evidence),
            scope=scope,
        )
        drafts[at] = replace(draft, claim=claim)
        return {n.start for n in shares.numbers}
    return set()


def _same(shares: Shares, draft: Draft) -> bool:
    """Whether a total has these shares already."""
    told = [part.number.stated for part in draft.claim.parts]
    return told == [part.number.stated for part in shares.parts]


def _draft(
    page: Page,
    sentence: Sentence,
    one: Counted,
    here: Sequence[Counted],
    told: Period,
    shares: Shares,
    before: Draft | None,
    name: str,
) -> Draft:
    voice = voice_of(page, sentence, one.first)
    if voice.speaker is None and before is not None:
        voice = before.voice
    does, targets = counted_parties(sentence, one)
    acting = [m.span for m in does]
    places = tuple(
        p
        for p in counted_places(sentence, one)
        if not any(span.start <= p.start < span.end for span in acting)
    )
    scope = scope_of(sentence, one, does, targets, places, shares)
    scope = _inherited(scope, before) if before is not None else scope
    window = counted_window(page, sentence, one, here, told, before)
    measure = Measure.OTHER if one.measure is Measure.SITES else one.measure
    head = Span(sentence.part, one.number.head_start, one.number.head_end)
    published = page.document.published
    said = told.said.date.single if told.said and told.said.date else None
    run = _is_run(one, window, before) or stretched(sentence)
    claim = TallyClaim(
        anchor=Anchor(page.document.id, head, ClaimKind.TALLY, measure),
        evidence=_evidence(sentence, one, told, places, voice, does, shares),
        readers=(Reader(name, SCORE),),
        speaker=voice.speaker,
        chain=voice.chain,
        stance=stance_of(voice.speaker, does),
        number=one.number.number,
        unit=one.unit,
        measure=measure,
        definition=Definition(Unit.SITE_HIT) if one.measure is Measure.SITES else None,
        accumulation=_accumulation(one, told, window),
        window=window,
        stated_at=said or (published.day if published else None),
        scope=scope,
        excludes=exclusions(sentence),
        parts=shares.parts,
        partition=shares.partition,
        ordinal=one.number.use is NumberUse.ORDINAL,
        headline=page.in_title(sentence),
    )
    return Draft(claim, sentence, one, voice, run)


def _inherited(scope: Scope, before: Draft) -> Scope:
    """The scope of a total with that of the one it goes on from, where it says nothing."""
    earlier = before.claim
    if not scope.perpetrators and not scope.targets:
        scope = replace(
            scope, perpetrators=earlier.scope.perpetrators, targets=earlier.scope.targets
        )
    if not scope.countries and not scope.places:
        scope = replace(
            scope, countries=earlier.scope.countries, places=earlier.scope.places
        )
    return scope


def _accumulation(one: Counted, told: Period, window: Window) -> Accumulation:
    if one.noun is not None and one.noun.entry.row.get("measure") in STOCKS:
        return Accumulation.STOCK
    if one.more and one.number.number.bound is Bound.EXACT:
        return Accumulation.INCREMENT
    closed = any(d.shape is DateShape.RANGE for d in told.dates)
    single = window.start is not None and window.start == window.end
    if window.anchor.value in ("rolling", "calendar") or closed or single:
        return Accumulation.WINDOW
    return Accumulation.CUMULATIVE


def _is_run(one: Counted, window: Window, before: Draft | None) -> bool:
    if one.measure is Measure.INCIDENTS:
        return True
    if one.measure is Measure.MUNITIONS and before is not None and before.run:
        return True
    if window.anchor is WindowAnchor.ROLLING:
        return True
    if one.measure in PEOPLE and (one.number.number.stated or 0) >= MANY_LOST:
        return True
    first = window.start.first_day if window.start else None
    last = window.end.last_day if window.end else None
    if first is None and last is None and one.measure is Measure.MUNITIONS:
        return False
    return first is None or last is None or (last - first).days > 3


def _evidence(
    sentence: Sentence,
    one: Counted,
    told: Period,
    places: Sequence[FoundPlace],
    voice: Voice,
    does: Sequence[Mention],
    shares: Shares,
) -> tuple[Evidence, ...]:
    found = [sentence.evidence(Field.COUNT, one.number.start, one.number.end)]
    if one.noun is not None:
        found.append(Evidence(Field.UNIT, sentence.span(one.noun.first, one.noun.last)))
    if one.governor is not None:
        span = sentence.span(one.governor.first, one.governor.last)
        found.append(Evidence(Field.TRIGGER, span))
    for date in told.dates:
        field = Field.SINCE if date.shape is DateShape.SINCE else Field.AS_OF
        found.append(sentence.evidence(field, date.start, date.end))
    found += [sentence.evidence(Field.PLACE, p.start, p.end) for p in places]
    found += [Evidence(Field.PERPETRATOR, m.span) for m in does]
    if voice.speaker is not None:
        found.append(Evidence(Field.SPEAKER, voice.speaker.span))
    found += exclusion_evidence(sentence)
    return tuple(dict.fromkeys((*found, *shares.evidence)))
