"""Incident claims by the models, with the fields that the rules' own modules read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.claims import IncidentClaim
from tallystick.model.lists import Measure
from tallystick.model.values import Field, Part, Reader
from tallystick.read.rules.attacks.triggers import Trigger, assertion_of
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.events.frames import Frame, frames, frames_of, tells_harm
from tallystick.read.rules.incidents.claims import incidents_of
from tallystick.read.rules.statements.acts import spoken_of
from tallystick.read.rules.text.lexicon import TriggerWord, trigger_words
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.tagger.context import Context
from tallystick.read.tagger.events import (
    candidates,
    own_features,
    setting_features,
    told_beside,
)
from tallystick.read.tagger.fillers import fill
from tallystick.read.tagger.name import NAME
from tallystick.read.tagger.roles import setting_of
from tallystick.read.tagger.weights import Weights
from tallystick.read.tagger.words import Lens

Totals = dict[int, tuple[Counted, ...]]
Scores = dict[tuple[Part, int], float]
"""The score of every word that was looked at, by its part and where it begins."""


def read_incidents(
    page: Scan,
    counts: Totals,
    totals: Totals,
    about: int,
    lens: Lens,
    weights: Weights,
    context: Context,
) -> tuple[list[IncidentClaim], Scores]:
    """The incidents that the models find, one an event, and the score of every word.

    Args:
        counts: what the shared counting reads, by `Sentence.index`.
        totals: those that are stated totals.
        about: the level of the document, `page.level`.
        lens: eyes for this page.
        context: what the encoder makes of it.
    """
    told: list[Frame] = []
    scores: Scores = {}
    said: set[tuple[Part, int]] = set()
    past: set[tuple[Part, int]] = set()
    setting = setting_of(page, about, lens)
    events = weights.models["event"]
    for sentence in page.sentences:
        runs = totals.get(sentence.index, ())
        found = []
        shared = events.sum(setting_features(page, sentence, lens))
        beside = events.sums_without(lens.beside(sentence))
        for token in _free(sentence, runs):
            own = own_features(page, sentence, token, about, lens)
            at = sentence.part, sentence.at(token)
            score = events.score(own, shared + beside(token.i))
            scores[at] = context.beside("event", at, score)
            if not context.says("event", scores[at], events):
                continue
            said.add(at)
            features = [*own, *told_beside(page, sentence, token, lens)]
            found.append(
                Trigger(token, _word(token, features, weights), assertion_of(token))
            )
            background = weights.models["background"]
            if background.says(background.score(features)):
                past.add(at)
        here = counts.get(sentence.index, ())
        seen = frames_of(page, sentence, found, here, runs)
        fill(page, sentence, seen, setting, lens, weights)
        told += seen or _people_hurt(page, sentence, here, runs)
    claims = (_of_events(c, said) for c in incidents_of(page, told, totals))
    return [_signed(claim, scores, past) for claim in claims], scores


def _people_hurt(
    page: Scan, sentence: Sentence, counts: Sequence[Counted], runs: Sequence[Counted]
) -> list[Frame]:
    """Who was hurt, by a sentence without an event: they add to one told before it."""
    if not tells_harm(sentence, counts):
        return []
    told = frames(page, sentence, counts, runs)
    return [replace(f, only_adds=True) for f in told if f.head.harm and f.tolls]


def _of_events(claim: IncidentClaim, said: set[tuple[Part, int]]) -> IncidentClaim:
    """The claim without the words that only told who was hurt: they are no triggers."""
    kept = (
        e
        for e in claim.evidence
        if e.field is not Field.TRIGGER or (e.span.part, e.span.start) in said
    )
    return replace(claim, evidence=tuple(kept))


def _free(sentence: Sentence, totals: Sequence[Counted]) -> list[Token]:
    """The candidates that no total counts and no halt or threat is about."""
    counted = {
        token.i
        for one in totals
        if one.measure is Measure.INCIDENTS
        for token in (one.head, one.governor)
    }
    free = (token for token in candidates(sentence) if token.i not in counted)
    return [token for token in free if not spoken_of(token)]


def _word(token: Token, features: Sequence[str], weights: Weights) -> TriggerWord:
    """What the word lists say of a trigger, else the type whose model is surest."""
    kind = "VERB" if token.pos_ == "VERB" else "NOUN"
    known = trigger_words().get((token.lemma, kind))
    if known is not None and known.event_type != "operation_unspecified":
        return known
    ranked = [(score, name) for name, score in weights.scores("type", features).items()]
    score, name = max(ranked, default=(0.0, ""))
    told = name if score >= weights.settings["type"] else "operation_unspecified"
    return TriggerWord(token.lemma, kind, told, known.kind if known else "attack")


def _signed(
    claim: IncidentClaim, scores: Scores, past: set[tuple[Part, int]]
) -> IncidentClaim:
    """The claim under this extractor's name, its best score, and its own background."""
    found = [(span.part, span.start) for span in claim.spans(Field.TRIGGER)]
    score = max((scores.get(at, 0.0) for at in found), default=0.0)
    background = claim.background or all(at in past for at in found)
    return replace(claim, readers=(Reader(NAME, score),), background=background)
