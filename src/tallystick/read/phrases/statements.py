"""Statements: halts, threats, claims and denials, agreements, demands, and who makes them."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.claims import Anchor, Statement
from tallystick.model.lists import ClaimKind
from tallystick.model.values import Evidence, Field, Mention, Reader
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.makers import maker_of
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.statement_words import found_in
from tallystick.read.phrases.voices import voice_of

SCORE = 0.6
CLAIM = "claim_of_responsibility"
OWN = (
    "demand",
    "withdrawal_requested",
    "call_for_restraint",
    "claim_of_responsibility",
    "condemnation",
    "denial",
    "denial_of_responsibility",
    "threat",
    "ultimatum",
)
"""Acts that nobody demands of another."""
ASKED = ("demand", "withdrawal_requested")
"""Two names of one act: of those told in one sentence by one issuer the first stays."""


def read_statements(page: Page, name: str) -> Iterator[Statement]:
    """The statements of a document, one an act and issuer."""
    seen: dict[tuple[str, str], Sentence] = {}
    for sentence in sorted(page.sentences, key=page.in_title):
        for hit in found_in(sentence):
            issuer = maker_of(page, sentence, hit)
            if issuer is None or _unreal(sentence, hit):
                continue
            asked = hit["act"] in ASKED
            key = (
                ASKED[0] if asked else hit["act"],
                issuer.actor or issuer.text.casefold(),
            )
            if key in seen and (page.in_title(sentence) or seen[key] is sentence):
                continue
            seen[key] = sentence
            yield _statement(page, sentence, hit, issuer, name)


def claimants(page: Page, sentence: Sentence) -> Iterator[Mention]:
    """Who claims responsibility in a sentence."""
    for hit in found_in(sentence):
        if hit["act"] == CLAIM and not _unreal(sentence, hit):
            issuer = maker_of(page, sentence, hit)
            if issuer is not None:
                yield issuer


def _unreal(sentence: Sentence, hit: Hit) -> bool:
    """A negated act is none, nor is one that is called for or only possible."""
    if sentence.cue_before("not", hit.first, 3) or sentence.cue_before(
        "none", hit.first, 3
    ):
        return True
    if hit["act"] not in OWN and _called_for(sentence, hit):
        return True
    return sentence.cue_before("if", hit.first, 3) is not None


def _called_for(sentence: Sentence, hit: Hit) -> bool:
    """Whether somebody demands that it be done; "demanded ... and condemned" is its own."""
    cue = sentence.cue_before("called", hit.first, 5)
    return cue is not None and not any(
        cue.last < join.first < hit.first for join in sentence.cues("and")
    )


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
