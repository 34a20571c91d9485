"""Statements: halts, threats, claims and denials, agreements, demands, and who makes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model.claims import Anchor, Statement
from tallystick.model.lists import ClaimKind
from tallystick.model.values import Evidence, Field, Mention, Reader
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.phrases.issuers import issuer_of
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.phrases import Party, Role, at_before, parties, role_by_mark
from tallystick.read.phrases.statement_words import found_in
from tallystick.read.phrases.voices import named, voice_of

FARTHEST_ISSUER = 18
SCORE = 0.6
CLAIM = "claim_of_responsibility"


def read_statements(page: Page, name: str) -> Iterator[Statement]:
    """The statements of a document, one an act and issuer."""
    seen: dict[tuple[str, str], Sentence] = {}
    for sentence in sorted(page.sentences, key=page.in_title):
        for hit in found_in(sentence):
            issuer = _issuer(page, sentence, hit)
            if issuer is None or _unreal(sentence, hit):
                continue
            key = (hit["act"], issuer.actor or issuer.text.casefold())
            if key in seen and (page.in_title(sentence) or seen[key] is sentence):
                continue
            seen[key] = sentence
            yield _statement(page, sentence, hit, issuer, name)


def claimants(page: Page, sentence: Sentence) -> Iterator[Mention]:
    """Who claims responsibility in a sentence."""
    for hit in found_in(sentence):
        if hit["act"] == CLAIM and not _unreal(sentence, hit):
            issuer = _issuer(page, sentence, hit)
            if issuer is not None:
                yield issuer


def _unreal(sentence: Sentence, hit: Hit) -> bool:
    """A negated act is none, nor is one that is called for or only possible."""
    if sentence.cue_before("not", hit.first, 3) or sentence.cue_before(
        "none", hit.first, 3
    ):
        return True
    if sentence.cue_before("called", hit.first, 5) and hit["act"] not in (
        "demand",
        "withdrawal_requested",
        "call_for_restraint",
    ):
        return True
    return sentence.cue_before("if", hit.first, 3) is not None


def _issuer(page: Page, sentence: Sentence, hit: Hit) -> Mention | None:
    """The subject of a statement's words, else the voice that says them."""
    told = [p for p in parties(sentence) if not hit.first <= p.first <= hit.last]
    near = [p for p in told if sentence.apart(p.first, hit.first) <= FARTHEST_ISSUER]
    marked = [p for p in near if role_by_mark(sentence, p.first, p.last) is Role.DOER]
    chosen = marked[0] if marked else _subject(sentence, hit, near)
    if chosen is not None:
        return named(page, sentence, chosen)
    return voice_of(page, sentence, hit.first).speaker or issuer_of(page)


def _subject(sentence: Sentence, hit: Hit, near: Sequence[Party]) -> Party | None:
    free = [
        p
        for p in near
        if role_by_mark(sentence, p.first, p.last) is None
        and not at_before(sentence, p.first)
        and not sentence.cue_before("of", p.first, 1)
    ]
    before = [p for p in free if p.last < hit.first]
    after = [p for p in free if hit.last < p.first]
    if (
        sentence.habits.order == "vso"
        and after
        and sentence.apart(hit.last, after[0].first) <= 3
    ):
        return after[0]
    if before:
        return before[0] if sentence.habits.order == "sov" else before[-1]
    beside = after and sentence.apart(hit.last, after[0].first) <= 4
    return after[0] if beside else None


def _statement(
    page: Page, sentence: Sentence, hit: Hit, issuer: Mention, name: str
) -> Statement:
    date = _date(sentence, hit)
    condition = next((h for h in sentence.cues("if")), None)
    act = hit["act"]
    if act == "halt_announced" and condition is not None:
        act = "halt_conditional"
    evidence = [
        Evidence(Field.ACT, sentence.span(hit.first, hit.last)),
        Evidence(Field.ISSUER, issuer.span),
    ]
    if date is not None:
        evidence.append(sentence.evidence(Field.DATE, date.start, date.end))
    voice = voice_of(page, sentence, hit.first)
    return Statement(
        anchor=Anchor(
            page.document.id, sentence.span(hit.first, hit.last), ClaimKind.STATEMENT
        ),
        evidence=tuple(evidence),
        readers=(Reader(name, SCORE),),
        speaker=voice.speaker,
        chain=voice.chain,
        act=act,
        issuer=issuer,
        conditions=_words(sentence, condition) if condition else None,
        date=date.date if date else None,
    )


def _words(sentence: Sentence, condition: Hit) -> str:
    """A condition as written, to the next sign."""
    last = condition.last
    while last + 1 < len(sentence.words) and sentence.apart(last, last + 1) == 1:
        last += 1
    return sentence.quote(condition.first, last)


def _date(sentence: Sentence, hit: Hit) -> FoundDate | None:
    near = [
        (sentence.apart(sentence.at(d.start), hit.first), d.start, d)
        for d in sentence.dates
        if d.date is not None and d.date.single and d.shape is DateShape.POINT
    ]
    return min(near, key=lambda one: one[:2])[2] if near else None
