"""The order of training: documents in, weights out. No randomness, no clock."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from choices import option_examples, share_right
from events import sort_of, word_examples
from fit import Floats, best_threshold, crossed, fit, fit_each, hashed_rows
from labels import Labelled
from roles import phrase_examples, role_models
from templates import template_models
from totals import in_company, number_examples

from tallystick.model.claims import Claim
from tallystick.model.lists import Measure
from tallystick.read.readers import bars, one_reading, undoubted
from tallystick.read.rules.extractor import RulesExtractor
from tallystick.read.rules.text.scan import Scan, scan
from tallystick.read.tagger.extractor import TaggerExtractor
from tallystick.read.tagger.page import level, page_features
from tallystick.read.tagger.settled import CHOICES
from tallystick.read.tagger.weights import Linear, Weights
from tallystick.read.tagger.words import Lens, Masks

PENALTY = 2.0
"""L2 penalty of every model; chosen by crossing over events."""
MEASURE_PENALTY = 1.0
COMPANY_PENALTY = 1.0
FEWEST = 8
"""A type or measure with fewer examples gets no model."""
SURE_OF_TYPE = 0.3
"""A type that is less sure is `operation_unspecified`."""
SETTINGS = {"type": SURE_OF_TYPE}


def pages_of(documents: Sequence[Labelled]) -> list[Scan]:
    """Every document parsed and normalised, once."""
    return [scan(one.document) for one in documents]


def train(documents: Sequence[Labelled], pages: Sequence[Scan], masks: Masks) -> Weights:
    """All models that the labels allow, with thresholds chosen by crossing over events."""
    models: dict[str, Linear] = {}
    claims = [n for n, one in enumerate(documents) if not one.templates]
    others = [n for n, one in enumerate(documents) if one.templates]
    if claims:
        models |= _claim_models(
            [documents[n] for n in claims], [pages[n] for n in claims], masks
        )
        known = Weights(masks, models, SETTINGS)
        models |= _choice_models(
            [documents[n] for n in claims], [pages[n] for n in claims], known
        )
    if others:
        models |= template_models(
            [documents[n] for n in others], [pages[n] for n in others], masks
        )
    return Weights(masks, models, SETTINGS)


def _claim_models(
    documents: Sequence[Labelled], pages: Sequence[Scan], masks: Masks
) -> dict[str, Linear]:
    folds = [one.fold for one in documents]
    counts = [one.weight for one in documents]
    rows = hashed_rows(page_features(page, Lens(masks)) for page in pages)
    about = [_about_attacks(one) for one in documents]
    found = crossed(rows, about, folds, PENALTY, counts=counts)
    levels = [level(score) for score in found]
    return {
        "page": fit(rows, about, PENALTY, counts=counts),
        **_number_models(documents, pages, levels, masks),
        **_word_models(documents, pages, levels, masks),
        **_phrase_models(documents, pages, levels, masks),
    }


def _about_attacks(one: Labelled) -> bool:
    labels = [*one.gold["tallies"], *one.gold["incidents"]]
    return any(
        not label.get("optional") and not label.get("distractor") for label in labels
    )


def _number_models(
    documents: Sequence[Labelled],
    pages: Sequence[Scan],
    levels: Sequence[int],
    masks: Masks,
) -> dict[str, Linear]:
    examples, lost = number_examples(documents, pages, levels, masks)
    rows = hashed_rows(e.features for e in examples)
    truth = [e.measure is not None for e in examples]
    if not any(truth):
        return {}
    folds = [documents[e.document].fold for e in examples]
    counts = [documents[e.document].weight for e in examples]
    glances = crossed(rows, truth, folds, PENALTY, counts=counts)
    company = in_company(examples, glances)
    full = hashed_rows((*e.features, *c) for e, c in zip(examples, company, strict=True))
    models = {
        "glance": fit(rows, truth, PENALTY, counts=counts),
        "total": fit(full, truth, COMPANY_PENALTY, counts=counts),
    }
    found = crossed(full, truth, folds, COMPANY_PENALTY, counts=counts)
    models["total"] = _with_threshold("total", models["total"], found, truth, lost, counts)
    totals = [n for n, e in enumerate(examples) if e.measure is not None]
    tells = hashed_rows((*examples[n].features, *examples[n].tells) for n in totals)
    of_it = {m: [examples[n].measure is m for n in totals] for m in Measure}
    known = {f"measure/{m}": truth for m, truth in of_it.items() if sum(truth) >= FEWEST}
    told = [counts[n] for n in totals]
    return models | fit_each(tells, known, MEASURE_PENALTY, counts=told)


def _word_models(
    documents: Sequence[Labelled],
    pages: Sequence[Scan],
    levels: Sequence[int],
    masks: Masks,
) -> dict[str, Linear]:
    examples, lost = word_examples(documents, pages, levels, masks)
    kept = [e for e in examples if not e.near]
    rows = hashed_rows(e.features for e in kept)
    truth = [e.label is not None for e in kept]
    if not any(truth):
        return {}
    folds = [documents[e.document].fold for e in kept]
    counts = [documents[e.document].weight for e in kept]
    found = crossed(rows, truth, folds, PENALTY, counts=counts)
    model = fit(rows, truth, PENALTY, counts=counts)
    models = {"event": _with_threshold("event", model, found, truth, lost, counts)}
    told = [(row, e.label) for row, e in zip(rows, kept, strict=True) if e.label]
    events = [row for row, _ in told]
    where = [f for f, yes in zip(folds, truth, strict=True) if yes]
    each = [c for c, yes in zip(counts, truth, strict=True) if yes]
    past = [bool(label.get("background")) for _, label in told]
    found = crossed(events, past, where, PENALTY, counts=each)
    model = fit(events, past, PENALTY, counts=each)
    models["background"] = _with_threshold("background", model, found, past, 0, each)
    sorts = [sort_of(label) for _, label in told]
    for sort in sorted(set(sorts) - {"operation_unspecified"}):
        if sorts.count(sort) >= FEWEST:
            of_it = [s == sort for s in sorts]
            models[f"type/{sort}"] = fit(events, of_it, PENALTY, counts=each)
    return models


def _phrase_models(
    documents: Sequence[Labelled],
    pages: Sequence[Scan],
    levels: Sequence[int],
    masks: Masks,
) -> dict[str, Linear]:
    examples = list(phrase_examples(documents, pages, levels, masks))
    if not examples:
        return {}
    folds = [documents[e.document].fold for e in examples]
    counts = [documents[e.document].weight for e in examples]
    models, _, _ = role_models(examples, folds, masks, counts)
    return models


def _choice_models(
    documents: Sequence[Labelled], pages: Sequence[Scan], known: Weights
) -> dict[str, Linear]:
    """Models that choose what fields hold, from readings by the rules and the other models."""
    rules, tagger = RulesExtractor(), TaggerExtractor(weights=known)
    read = [_claims_of(page, rules, tagger) for page in pages]
    models: dict[str, Linear] = {}
    for choice in CHOICES:
        examples = option_examples(documents, pages, read, choice, known.masks)
        if not any(e.right for e in examples):
            continue
        rows = hashed_rows(e.features for e in examples)
        truth = [e.right for e in examples]
        folds = [documents[e.document].fold for e in examples]
        counts = [documents[e.document].weight for e in examples]
        found = crossed(rows, truth, folds, PENALTY, counts=counts)
        as_read, chosen = share_right(examples, found)
        sys.stderr.write(
            f"{choice.name}: right as read {as_read:.3f}, chosen {chosen:.3f}\n"
        )
        models[f"choice/{choice.name}"] = fit(rows, truth, PENALTY, counts=counts)
    return models


def _claims_of(
    page: Scan, rules: RulesExtractor, tagger: TaggerExtractor
) -> tuple[Claim, ...]:
    """What both extractors read in a page, before anything is chosen."""
    first = rules.read_page(page)
    second, scores = tagger.read_scored(page)
    kept = undoubted(first, second, scores, bars())
    return one_reading("", page, kept, second, bars()).claims


def _with_threshold(
    name: str,
    model: Linear,
    found: Floats,
    truth: Sequence[bool],
    lost: float,
    counts: Sequence[float],
) -> Linear:
    threshold, f1 = best_threshold(found, truth, lost, counts=counts)
    sys.stderr.write(
        f"{name}: {sum(truth)} of {len(truth)}, {lost:.0f} lost; "
        f"crossed F1 {f1:.3f} at {threshold}\n"
    )
    return replace(model, threshold=threshold)
