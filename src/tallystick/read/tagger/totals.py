"""Stated totals by the models, with the fields that the rules' own modules read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tallystick.model.claims import TallyClaim
from tallystick.model.lists import Measure
from tallystick.model.values import Part, Reader
from tallystick.read.found import FoundNumber
from tallystick.read.rules.counts.counting import noun_after
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.rules.totals.claims import read_tallies
from tallystick.read.rules.totals.continuing import TallyDraft
from tallystick.read.tagger.around import Glance, around
from tallystick.read.tagger.context import Context
from tallystick.read.tagger.counts import (
    candidates,
    content_features,
    measure_features,
    own_features,
)
from tallystick.read.tagger.name import NAME
from tallystick.read.tagger.weights import Linear, Weights
from tallystick.read.tagger.words import Lens

Counts = dict[int, tuple[Counted, ...]]
Scores = dict[tuple[Part, int], float]
"""The score of every number, by its part and where its numeral begins."""


@dataclass(frozen=True)
class Chosen:
    """Which counts of a page the models take for totals; `totals.is_total` by training."""

    scores: Scores
    context: Context
    model: Linear

    def __call__(
        self, sentence: Sentence, one: Counted, here: Sequence[Counted], *, continues: bool
    ) -> bool:
        """Whether its score reaches the threshold."""
        at = sentence.part, one.number.head_start
        return self.context.says("total", self.scores.get(at, 0.0), self.model)


def read_totals(
    page: Scan, counts: Counts, about: int, lens: Lens, weights: Weights, context: Context
) -> tuple[list[TallyClaim], tuple[TallyDraft, ...], Scores]:
    """The totals that the models find, all their tellings, and the score of every number.

    Args:
        counts: what the shared counting reads, by `Sentence.index`.
        about: the level of the document, `page.level`.
        lens: eyes for this page.
        context: what the encoder makes of it.
    """
    model = weights.models["total"]
    looked = _looked(page, counts, about, lens, weights)
    scores: Scores = {}
    for one in looked:
        at = one.sentence.part, one.number.head_start
        scores[at] = context.beside("total", at, one.score)
    every = {
        s.index: {c.number.start: c for c in counts.get(s.index, ())}
        for s in page.sentences
    }
    for one in looked:
        score = scores[one.sentence.part, one.number.head_start]
        if context.says("total", score, model):
            known = every[one.sentence.index]
            tells = measure_features(page, one.sentence, one.number, counts, lens)
            measure = _measure(weights, (*one.features, *tells))
            counted = known.get(one.number.start)
            counted = counted or _counted(one.sentence, one.number, measure)
            known[one.number.start] = _measured(counted, measure)
    told_here = {
        index: tuple(here[n] for n in sorted(here)) for index, here in every.items()
    }
    drafts, told = read_tallies(page, told_here, Chosen(scores, context, model))
    return [_signed(draft.claim, scores) for draft in drafts], told, scores


@dataclass(frozen=True)
class Looked:
    """A number with its features and its score."""

    sentence: Sentence
    number: FoundNumber
    features: tuple[str, ...]
    score: float


Seen = tuple[Sentence, FoundNumber, list[str], tuple[str, ...], float]
"""A number with its own features, its sentence's, and what `total` makes of the latter."""


def _looked(
    page: Scan, counts: Counts, about: int, lens: Lens, weights: Weights
) -> list[Looked]:
    """Every number of a page, scored twice: alone, and with the first scores around it."""
    glance, total = weights.models["glance"], weights.models["total"]
    found: list[Seen] = []
    glances: list[Glance] = []
    for sentence in page.sentences:
        numbers = sentence.once(candidates)
        content = content_features(sentence, lens) if numbers else ()
        shared, weighed = glance.sum(content), total.sum(content)
        for number in numbers:
            own = own_features(page, sentence, number, counts, about, lens)
            glances.append(Glance(sentence.index, glance.score(own, shared)))
            found.append((sentence, number, own, content, weighed))
    return [
        Looked(sentence, number, (*own, *content), total.score((*own, *company), weighed))
        for (sentence, number, own, content, weighed), company in zip(
            found, around(glances), strict=True
        )
    ]


def _measure(weights: Weights, features: Sequence[str]) -> Measure:
    """What a number counts: the measure whose model is surest."""
    ranked = [(score, name) for name, score in weights.scores("measure", features).items()]
    score, name = max(ranked, default=(0.0, ""))
    return Measure(name) if score > 0 else Measure.OTHER


def _counted(sentence: Sentence, number: FoundNumber, measure: Measure) -> Counted:
    numeral = sentence.within(number.head_start, number.head_end)[-1]
    noun = noun_after(sentence, numeral) or numeral
    return Counted(number, measure, noun, numeral, noun, noun.text)


def _measured(one: Counted, measure: Measure) -> Counted:
    """The count with the measure that the models read; places hit stay what they are."""
    return one if one.measure is Measure.SITES else replace(one, measure=measure)


def _signed(claim: TallyClaim, scores: Scores) -> TallyClaim:
    """The claim under this extractor's name and score."""
    head = claim.anchor.span
    return replace(claim, readers=(Reader(NAME, scores.get((head.part, head.start), 0.0)),))
