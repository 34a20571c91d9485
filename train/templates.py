"""Templates of documents: the models that need them, and a program that writes them.

    python train/templates.py --weights W.npz --docs docs.jsonl --out read.jsonl

writes a row a document, as ``tallystick read --json`` does, with one incident for each type
that the document tells of. Second models are trained on crossed scores of the first, so
that they see what they will see on new documents. Weights trained on texts of others are
not kept with this project.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from entities import Entity, Told, entities_of, entity_features, told_by, type_features
from fit import Floats, Row, crossed, crossed_each, fit, fit_each, hashed_rows, scores
from labels import Labelled
from roles import UNSURE, PhraseExample, phrase_examples, role_models

from tallystick.gather import Gathered, gather
from tallystick.read.rules.text.scan import Scan, scan
from tallystick.read.tagger.page import level, page_features
from tallystick.read.tagger.roles import cut_features
from tallystick.read.tagger.weights import Linear, Weights, load
from tallystick.read.tagger.words import Lens, Masks

TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery")
MENTIONS = {
    "perpetrator_person": ("perpetrators", "person"),
    "perpetrator_organization": ("perpetrators", "organization"),
    "target": ("targets", "object"),
    "victim": ("targets", "person"),
    "weapon": ("weapons", "object"),
}
"""Where a role stands in a claim, and as what kind of mention."""
PENALTY = 3.0
PAGE_PENALTY = 10.0
ENTITY_PENALTY = 8.0
LEAST = 3
FIRST_TYPE = 0.2
"""A document's likeliest type is told from this score on; chosen by crossing, as below."""
OTHER_TYPE = 0.6
ENTITY = {
    "perpetrator_person": 0.35,
    "perpetrator_organization": 0.4,
    "target": 0.35,
    "victim": 0.3,
    "weapon": 0.35,
}
SHOWN_TYPES = TYPES[:3]
"""Types whose first scores the models of roles see."""


@dataclass(frozen=True)
class Story:
    """What the first models say of documents."""

    page: Mapping[str, Floats]
    """Scores by type, and of being about any."""
    examples: Sequence[PhraseExample]
    entities: Sequence[Entity]
    first: Sequence[Told]
    """By each entity's best phrase."""


def template_models(
    documents: Sequence[Labelled], pages: Sequence[Scan], masks: Masks
) -> dict[str, Linear]:
    """All models of labels of the template shape."""
    folds = [one.fold for one in documents]
    rows = hashed_rows(page_features(page, Lens(masks)) for page in pages)
    truths = {kind: [_tells(one, kind) for one in documents] for kind in TYPES}
    truths["any"] = [bool(one.gold["templates"]) for one in documents]
    page = crossed_each(rows, truths, folds, PAGE_PENALTY, LEAST)
    kinds = fit_each(rows, truths, PAGE_PENALTY, LEAST)
    examples = _examples(documents, pages, page, masks)
    of_phrases = [folds[e.document] for e in examples]
    models, found, chosen = role_models(examples, of_phrases, masks)
    story = _story(page, examples, found, chosen, len(documents))
    seconds, second = _entity_models(documents, story, folds)
    models |= {f"sort/{kind}": model for kind, model in kinds.items()} | seconds
    for kind in TYPES:
        types = hashed_rows(_type_rows(story, second, kind))
        models[f"template/{kind}"] = fit(types, truths[kind], PENALTY, LEAST)
    return models


def _tells(one: Labelled, kind: str) -> bool:
    return any(template["incident_type"] == kind for template in one.gold["templates"])


def _examples(
    documents: Sequence[Labelled],
    pages: Sequence[Scan],
    page: Mapping[str, Floats],
    masks: Masks,
) -> list[PhraseExample]:
    levels = [level(score) for score in page["any"].tolist()]
    shown = [
        tuple(f"{kind}{int(page[kind][n] * 4)}" for kind in SHOWN_TYPES)
        for n in range(len(documents))
    ]
    return list(phrase_examples(documents, pages, levels, masks, shown))


def _story(
    page: Mapping[str, Floats],
    examples: Sequence[PhraseExample],
    found: Mapping[str, Floats],
    chosen: Mapping[str, Floats],
    documents: int,
) -> Story:
    entities = entities_of(examples, found, chosen)
    tops = [entity.phrases[0][0] for entity in entities]
    first = told_by(entities, tops, sorted(found), documents)
    return Story(page, examples, entities, first)


def _entity_rows(story: Story, role: str) -> tuple[list[int], list[Row]]:
    """The entities of a role, by number, and their features."""
    numbers = [n for n, entity in enumerate(story.entities) if entity.role == role]
    rows = []
    for n in numbers:
        entity = story.entities[n]
        told = story.first[entity.document]
        page = {name: float(s[entity.document]) for name, s in story.page.items()}
        rows.append(entity_features(entity, told.scores, told.best, story.examples, page))
    return numbers, hashed_rows(rows)


def _entity_models(
    documents: Sequence[Labelled], story: Story, folds: Sequence[int]
) -> tuple[dict[str, Linear], list[Told]]:
    models = {}
    found = np.zeros(len(story.entities))
    for role in MENTIONS:
        numbers, rows = _entity_rows(story, role)
        truth = [_wanted(story, n) for n in numbers]
        where = [folds[story.entities[n].document] for n in numbers]
        found[numbers] = crossed(rows, truth, where, ENTITY_PENALTY, LEAST)
        models[f"entity/{role}"] = fit(rows, truth, ENTITY_PENALTY, LEAST)
    told = told_by(story.entities, found.tolist(), sorted(MENTIONS), len(documents))
    return models, told


def _wanted(story: Story, number: int) -> bool:
    entity = story.entities[number]
    return entity.text in story.examples[entity.phrases[0][1]].wanted[entity.role]


def _type_rows(story: Story, told: Sequence[Told], kind: str) -> Iterator[Iterator[str]]:
    for n, one in enumerate(told):
        page = {name: float(found[n]) for name, found in story.page.items()}
        yield type_features(kind, page, one.best)


def read_templates(
    documents: Sequence[Labelled], pages: Sequence[Scan], weights: Weights
) -> list[list[dict[str, Any]]]:
    """The claims of every document, one for each type that it tells of."""
    rows = hashed_rows(page_features(page, Lens(weights.masks)) for page in pages)
    page = {kind: scores(model, rows) for kind, model in weights.family("sort").items()}
    examples = _examples(documents, pages, page, weights.masks)
    phrases = hashed_rows(e.features for e in examples)
    found = {role: scores(model, phrases) for role, model in weights.family("role").items()}
    chosen = _chosen(examples, found, weights)
    story = _story(page, examples, found, chosen, len(documents))
    second = np.zeros(len(story.entities))
    for role, model in weights.family("entity").items():
        numbers, of_role = _entity_rows(story, role)
        second[numbers] = scores(model, of_role)
    told = told_by(story.entities, second.tolist(), sorted(MENTIONS), len(documents))
    types = {
        kind: scores(model, hashed_rows(_type_rows(story, told, kind)))
        for kind, model in weights.family("template").items()
    }
    return [
        _claims(story, told[n], {kind: float(s[n]) for kind, s in types.items()})
        for n in range(len(documents))
    ]


def _chosen(
    examples: Sequence[PhraseExample], found: Mapping[str, Floats], weights: Weights
) -> dict[str, Floats]:
    """The best cut of every phrase that may fill a role."""
    model = weights.models["cut"]
    chosen = {role: np.full(len(examples), -1.0) for role in found}
    lens = Lens(weights.masks)
    document = -1
    for n, example in enumerate(examples):
        if example.document != document:
            document, lens = example.document, Lens(weights.masks)
        for role, sure in found.items():
            if sure[n] < UNSURE:
                continue
            ranked = [
                (
                    model.score(
                        cut_features(role, example.sentence, example.head, c, lens)
                    ),
                    -m,
                )
                for m, c in enumerate(example.cuts)
            ]
            chosen[role][n] = -max(ranked)[1]
    return chosen


def _claims(story: Story, told: Told, types: Mapping[str, float]) -> list[dict[str, Any]]:
    ranked = sorted(types, key=lambda kind: (-types[kind], kind))
    kinds = [
        k for n, k in enumerate(ranked) if types[k] >= (OTHER_TYPE if n else FIRST_TYPE)
    ]
    mentions: dict[str, list[dict[str, str]]] = {
        "perpetrators": [],
        "targets": [],
        "weapons": [],
    }
    for entity in told.entities:
        if told.scores[entity.role, entity.text] >= ENTITY[entity.role]:
            place, kind = MENTIONS[entity.role]
            mentions[place].append({"text": entity.text, "kind": kind})
    return [
        {"id": f"{kind}", "kind": "incident", "event_type": kind, "assertion": "occurred"}
        | {"date": None, "place": None, "killed": None, "injured": None}
        | mentions
        for kind in kinds
    ]


def main(arguments: list[str] | None = None) -> int:
    """Read documents, write rows; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    items = [item for item in gather([options.docs]) if isinstance(item, Gathered)]
    documents = [
        Labelled(item.document, item.intake.external_id, {"templates": []}, 0)
        for item in items
    ]
    pages = [scan(one.document) for one in documents]
    claims = read_templates(documents, pages, load(options.weights))
    with options.out.open("w", encoding="utf-8") as file:
        for one, told in zip(documents, claims, strict=True):
            row = {"document": {"external_id": one.name}, "claims": told}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
