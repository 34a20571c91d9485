"""Examples of noun phrases that fill a role of an attack, and of where they end."""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from fit import Floats, best_threshold, crossed_each, fit, fit_each, hashed_rows, scores
from labels import Labelled
from totals import home

from tallystick.model.values import Part
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.tagger.phrases import cuts, heads
from tallystick.read.tagger.roles import cut_features, role_features, setting_of
from tallystick.read.tagger.weights import Linear
from tallystick.read.tagger.words import Lens, Masks

TEMPLATE_ROLES = {
    "PerpInd": "perpetrator_person",
    "PerpOrg": "perpetrator_organization",
    "Target": "target",
    "Victim": "victim",
    "Weapon": "weapon",
}
CLAIM_ROLES = {
    "perpetrators": "perpetrator",
    "targets": "target",
    "victims": "victim",
    "weapons": "weapon",
}
SENTENCES_OFF = 1
"""How far from the quote of an incident a mention may stand to count as one of its own."""
BETAS = {"perpetrator": 0.5}
"""Recall weighs half where a wrong name does more harm than none; all else weighs alike."""
PENALTY = 3.0
CUT_PENALTY = 1.0
UNSURE = 0.03
"""Phrases of a lower score are never cut, so no cut is learnt for them."""


@dataclass(frozen=True)
class PhraseExample:
    """A phrase, its features, and the roles that the labels give it."""

    document: int
    sentence: Sentence
    head: Token
    features: tuple[str, ...]
    wanted: Mapping[str, frozenset[str]]
    """The texts that the labels give, normal, by role."""
    cuts: tuple[tuple[Token, Token], ...]
    texts: tuple[str, ...]
    """The normal text of every cut."""

    def fills(self, role: str) -> bool:
        """Whether one of its cuts is what the labels give."""
        return bool(self.wanted.get(role, frozenset()) & set(self.texts))


def normal(text: str) -> str:
    """Lower case, without punctuation, articles and doubled blanks."""
    bare = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def phrase_examples(
    documents: Sequence[Labelled],
    pages: Sequence[Scan],
    levels: Sequence[int],
    masks: Masks,
    sorts: Sequence[tuple[str, ...]] | None = None,
) -> Iterator[PhraseExample]:
    """Every phrase of the documents whose roles are labelled.

    Args:
        sorts: what types of event each page seems to tell of, for template labels.
    """
    for at, (one, page) in enumerate(zip(documents, pages, strict=True)):
        told = one.templates or any("targets" in i for i in one.gold["incidents"])
        if not told:
            continue
        lens = Lens(masks)
        setting = setting_of(page, levels[at], lens, sorts[at] if sorts else ())
        everywhere = _wanted_by_templates(one) if one.templates else {}
        near = {} if one.templates else _wanted_near(one, page)
        for sentence in page.sentences:
            wanted = everywhere or near.get(sentence.index, {})
            for head in heads(sentence):
                features = role_features(page, sentence, head, setting, lens)
                spans = cuts(sentence, head)
                texts = tuple(normal(page.document.quote(sentence.span(*c))) for c in spans)
                yield PhraseExample(
                    at, sentence, head, tuple(features), wanted, spans, texts
                )


def _wanted_by_templates(one: Labelled) -> dict[str, frozenset[str]]:
    return {
        role: frozenset(
            normal(mention)
            for template in one.gold["templates"]
            for entity in template[key]
            for mention in entity
        )
        for key, role in TEMPLATE_ROLES.items()
    }


def _wanted_near(one: Labelled, page: Scan) -> dict[int, dict[str, frozenset[str]]]:
    """What the incidents want, in the sentences of their quotes and right beside them."""
    found: dict[int, dict[str, frozenset[str]]] = {}
    for label in one.gold["incidents"]:
        place = home(one, label)
        if place is None:
            continue
        wanted = {
            role: frozenset(map(normal, label.get(key) or ()))
            for key, role in CLAIM_ROLES.items()
        }
        for index in _near(page, place):
            old = found.setdefault(index, {})
            found[index] = {r: old.get(r, frozenset()) | w for r, w in wanted.items()}
    return found


def _near(page: Scan, place: tuple[Part, int, int]) -> set[int]:
    part, start, end = place
    inside = [
        s.index
        for s in page.sentences
        if s.part is part and s.start < end and start < s.end
    ]
    return {n + off for n in inside for off in range(-SENTENCES_OFF, SENTENCES_OFF + 1)}


def role_models(
    examples: Sequence[PhraseExample],
    folds: Sequence[int],
    masks: Masks,
    counts: Sequence[float] | None = None,
) -> tuple[dict[str, Linear], dict[str, Floats], dict[str, Floats]]:
    """Models of roles and of cuts; crossed scores of every phrase and of its best cut.

    Args:
        counts: how much each example counts for its role; all alike if None.
    """
    rows = hashed_rows(e.features for e in examples)
    roles = sorted({role for e in examples for role in e.wanted})
    truths = {role: [e.fills(role) for e in examples] for role in roles}
    found = crossed_each(rows, truths, folds, PENALTY, least=3, counts=counts)
    models = {}
    for role, model in fit_each(rows, truths, PENALTY, least=3, counts=counts).items():
        beta = BETAS.get(role, 1.0)
        threshold, f = best_threshold(found[role], truths[role], 0, beta, counts)
        sys.stderr.write(
            f"{role}: {sum(truths[role])}; crossed F{beta:g} {f:.3f} at {threshold}\n"
        )
        models[f"role/{role}"] = replace(model, threshold=threshold)
    cut, chosen = _cut_model(examples, folds, found, masks)
    return models | {"cut": cut}, found, chosen


def _cut_model(
    examples: Sequence[PhraseExample],
    folds: Sequence[int],
    found: Mapping[str, Floats],
    masks: Masks,
) -> tuple[Linear, dict[str, Floats]]:
    """The model of cuts, and which cut it chooses in each phrase, by role (-1: not asked)."""
    lens = Lens(masks)
    features, truth, where, keys = [], [], [], []
    document = -1
    for n, example in enumerate(examples):
        if example.document != document:
            document, lens = example.document, Lens(masks)
        for role, sure_of in sorted(found.items()):
            if not example.fills(role) and sure_of[n] < UNSURE:
                continue
            for m, cut in enumerate(example.cuts):
                features.append(
                    cut_features(role, example.sentence, example.head, cut, lens)
                )
                truth.append(example.texts[m] in example.wanted.get(role, ()))
                where.append(folds[n])
                keys.append((role, n, m, example.fills(role)))
    rows = hashed_rows(features)
    asked = [k for k, key in enumerate(keys) if key[3]]
    model = fit([rows[k] for k in asked], [truth[k] for k in asked], CUT_PENALTY)
    sure: dict[tuple[str, int], tuple[float, int]] = {}
    for fold in sorted(set(where)):
        rest = [k for k in asked if where[k] != fold]
        here = [k for k, f in enumerate(where) if f == fold]
        part = fit([rows[k] for k in rest], [truth[k] for k in rest], CUT_PENALTY)
        for k, score in zip(here, scores(part, [rows[k] for k in here]), strict=True):
            role, n, m, _ = keys[k]
            if (role, n) not in sure or score > sure[role, n][0]:
                sure[role, n] = (float(score), m)
    chosen = {role: np.full(len(examples), -1.0) for role in found}
    for (role, n), (_, m) in sure.items():
        chosen[role][n] = m
    return model, chosen
