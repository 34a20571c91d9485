"""Fields that nobody filled, by what the encoder makes of pairs of words: who did it, and how
many it killed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallystick.model.claims import Claim, IncidentClaim, Responsibility, Toll
from tallystick.model.lists import Assertion, Outcome, ResponsibilityMode
from tallystick.model.values import Evidence, Field, Mention, Span
from tallystick.read.found import FoundNumber
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.actors.naming import named
from tallystick.read.rules.actors.reference import antecedent, refers
from tallystick.read.rules.attacks.roles import weapons_in
from tallystick.read.rules.counts.counting import noun_after
from tallystick.read.rules.harm.wounds import is_person
from tallystick.read.rules.incidents.fields import effect_of
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.text.where import sentence_of
from tallystick.read.tagger.context import Context
from tallystick.read.tagger.counts import candidates
from tallystick.read.tagger.fillers import NO_HEADS
from tallystick.read.tagger.phrases import heads
from tallystick.read.tagger.pieces import Spot

SURE = 0.5
"""From this score on a blank is filled (docs/decisions/0021)."""
NEAR = 2
"""Sentences before and after the words of an event in which a blank may be told."""
COUNTED = (Field.COUNT, Field.UNIT, Field.KILLED, Field.INJURED, Field.MISSING)
"""Words of claims that say how many; their numbers are taken."""


def without_blanks(page: Scan, claims: Sequence[Claim], context: Context) -> list[Claim]:
    """Claims with who did it and how many were killed, where nothing was read and something
    is likely.

    A number that a claim tells already is nobody's dead again; one that may be the dead of
    several incidents is those of the likeliest.
    """
    taken = [span for claim in claims for span in claim.spans(*COUNTED)]
    events = [c for c in claims if isinstance(c, IncidentClaim)]
    killed = [_numbers(page, event, context) for event in events]
    best: dict[Spot, float] = {}
    for told in killed:
        for at, (score, _, _) in told.items():
            best[at] = max(score, best.get(at, 0.0))
    dead = {
        event.id: [
            one
            for at, one in told.items()
            if one[0] == best[at] and not any(_holds(span, at) for span in taken)
        ]
        for event, told in zip(events, killed, strict=True)
    }
    return [
        _with_dead(_with_doer(page, c, context), dead[c.id])
        if isinstance(c, IncidentClaim)
        else c
        for c in claims
    ]


def _holds(span: Span, at: Spot) -> bool:
    return span.part is at[0] and span.start <= at[1] < span.end


def _near(
    page: Scan, claim: IncidentClaim
) -> Iterator[tuple[Spot, Sequence[Sentence], int]]:
    """Where each trigger stands, with the sentences near it and the place of its own."""
    for span in claim.spans(Field.TRIGGER):
        here = sentence_of(page, span)
        if here is not None:
            first = max(0, here.index - NEAR)
            near = page.sentences[first : here.index + NEAR + 1]
            yield (span.part, span.start), near, here.index


Scored = tuple[float, Sentence, FoundNumber]


def _numbers(page: Scan, claim: IncidentClaim, context: Context) -> dict[Spot, Scored]:
    """Every number near a trigger, with how likely it counts whom the attack killed."""
    found: dict[Spot, Scored] = {}
    for trigger, sentences, own in _near(page, claim):
        near = {
            (one.part, number.head_start): (one, number)
            for one in sentences
            for number in candidates(one)
            if number.number.stated is not None
        }
        apart = [(at, one.index - own) for at, (one, _) in near.items()]
        for at, score in context.pairs("killed", trigger, apart).items():
            if at not in found or found[at][0] < score:
                found[at] = (score, *near[at])
    return found


def _with_dead(claim: IncidentClaim, told: Sequence[Scored]) -> IncidentClaim:
    """A claim with its likeliest dead, if it has none."""
    if claim.killed or claim.assertion is not Assertion.OCCURRED:
        return claim
    score, sentence, number = max(told, key=lambda one: one[0], default=(0.0, None, None))
    if score < SURE or sentence is None or number is None:
        return claim
    numeral = sentence.within(number.head_start, number.head_end)[-1]
    noun = noun_after(sentence, numeral)
    killed = (Toll(number.number, "" if noun is None else noun.text),)
    evidence = Evidence(Field.KILLED, Span(sentence.part, number.start, number.end))
    return replace(
        claim,
        killed=killed,
        effect=effect_of(killed, claim.injured, claim.outcome),
        evidence=(*claim.evidence, evidence),
    )


def _with_doer(page: Scan, claim: IncidentClaim, context: Context) -> IncidentClaim:
    """A claim with its likeliest perpetrator, if it has none.

    Who stopped an attack did not make it, and nobody is both hit and hitting.
    """
    if claim.responsibility or claim.outcome is Outcome.INTERCEPTED:
        return claim
    told = _doers(page, claim, context)
    score, sentence, head = max(told, key=lambda one: one[0], default=(0.0, None, None))
    if score < SURE or sentence is None or head is None:
        return claim
    who = _mention(page, sentence, head)
    if any(target.mention.span.overlaps(who.span) for target in claim.targets):
        return claim
    done = Responsibility(who, ResponsibilityMode.ATTRIBUTES, claim.speaker)
    evidence = (*claim.evidence, Evidence(Field.PERPETRATOR, who.span))
    return replace(claim, responsibility=(done,), evidence=evidence)


def _doers(
    page: Scan, claim: IncidentClaim, context: Context
) -> list[tuple[float, Sentence, Token]]:
    """Every phrase near a trigger with how likely it is who did it."""
    found: list[tuple[float, Sentence, Token]] = []
    triggers = {(span.part, span.start) for span in claim.spans(Field.TRIGGER)}
    for trigger, sentences, own in _near(page, claim):
        near = {
            (one.part, one.at(head)): (one, head)
            for one in sentences
            for head in heads(one)
            if head.dep_ not in NO_HEADS and not _is_weapon(one, head)
        }
        apart = [(at, one.index - own) for at, (one, _) in near.items()]
        said = context.pairs("perpetrator", trigger, apart)
        found += [(score, *near[at]) for at, score in said.items() if at not in triggers]
    return found


def _is_weapon(sentence: Sentence, head: Token) -> bool:
    """ "Drones raided the port": who sent them is not told. Gunmen are people."""
    told = sentence.once(weapons_in)
    inside = any(first.i <= head.i <= last.i for _, first, last in told)
    return inside and not is_person(head)


def _mention(page: Scan, sentence: Sentence, head: Token) -> Mention:
    who = named(sentence, head)
    known = antecedent(page, sentence, who) if refers(who) else None
    return known or mention_of(sentence, who)
