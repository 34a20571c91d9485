"""Who did it, where nobody was read to have done it: by what the encoder makes of pairs."""

from __future__ import annotations

from dataclasses import replace

from tallystick.model.claims import Claim, IncidentClaim, Responsibility
from tallystick.model.lists import Outcome, ResponsibilityMode
from tallystick.model.values import Evidence, Field, Mention
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.actors.naming import named
from tallystick.read.rules.actors.reference import antecedent, refers
from tallystick.read.rules.attacks.roles import weapons_in
from tallystick.read.rules.harm.wounds import is_person
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.text.where import sentence_of
from tallystick.read.tagger.context import Context
from tallystick.read.tagger.fillers import NO_HEADS
from tallystick.read.tagger.phrases import heads

HEAD = "perpetrator"
SURE = 0.5
"""From this score on somebody is read to have done it (docs/decisions/0021)."""
NEAR = 2
"""Sentences before and after the words of an event in which who did it may be named."""


def with_doer(page: Scan, claim: Claim, context: Context) -> Claim:
    """A claim with its likeliest perpetrator, if it has none and one is likely.

    Who stopped an attack did not make it, and nobody is both hit and hitting.
    """
    if not isinstance(claim, IncidentClaim) or claim.responsibility:
        return claim
    if claim.outcome is Outcome.INTERCEPTED:
        return claim
    score, sentence, head = max(
        _scored(page, claim, context), key=lambda told: told[0], default=(0.0, None, None)
    )
    if score < SURE or sentence is None or head is None:
        return claim
    who = _mention(page, sentence, head)
    if any(target.mention.span.overlaps(who.span) for target in claim.targets):
        return claim
    done = Responsibility(who, ResponsibilityMode.ATTRIBUTES, claim.speaker)
    evidence = (*claim.evidence, Evidence(Field.PERPETRATOR, who.span))
    return replace(claim, responsibility=(done,), evidence=evidence)


def _scored(
    page: Scan, claim: IncidentClaim, context: Context
) -> list[tuple[float, Sentence, Token]]:
    """Every phrase near a trigger with how likely it is who did it."""
    found: list[tuple[float, Sentence, Token]] = []
    triggers = {(span.part, span.start) for span in claim.spans(Field.TRIGGER)}
    for span in claim.spans(Field.TRIGGER):
        here = sentence_of(page, span)
        if here is None:
            continue
        first = max(0, here.index - NEAR)
        near = {
            (one.part, one.at(head)): (one, head)
            for one in page.sentences[first : here.index + NEAR + 1]
            for head in heads(one)
            if head.dep_ not in NO_HEADS and not _is_weapon(one, head)
        }
        apart = [(at, one.index - here.index) for at, (one, _) in near.items()]
        said = context.pairs(HEAD, (span.part, span.start), apart)
        found += [(score, *near[at]) for at, score in said.items() if at not in triggers]
    return found


def _mention(page: Scan, sentence: Sentence, head: Token) -> Mention:
    who = named(sentence, head)
    known = antecedent(page, sentence, who) if refers(who) else None
    return known or mention_of(sentence, who)


def _is_weapon(sentence: Sentence, head: Token) -> bool:
    """ "Drones raided the port": who sent them is not told. Gunmen are people."""
    told = sentence.once(weapons_in)
    inside = any(first.i <= head.i <= last.i for _, first, last in told)
    return inside and not is_person(head)
