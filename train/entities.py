"""Entities of a document from its phrases, and what they and its page say of its types.

For labels of the template shape alone (`labels.py`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fit import Floats
from roles import PhraseExample

STEP = 0.5
"""Width of a bucket of log-odds."""
WIDEST = 4.0
FEWEST_SURE = 0.03
"""Phrases of a lower score make no entity."""
PHRASES = 4
"""Phrases of an entity whose features are looked at, best first."""
KEPT = ("head", "with", "tail", "over", "way", "near", "other:", "named", "appos", "det=")
"""Features of phrases that are looked at again, for the entity as a whole."""


@dataclass(frozen=True)
class Entity:
    """One text that may fill a role in a document, with its phrases' scores, best first."""

    document: int
    role: str
    text: str
    phrases: tuple[tuple[float, int], ...]
    """Score and number of each phrase."""


def bucket(score: float) -> int:
    """A score as a step of log-odds."""
    odds = math.log(max(score, 1e-4) / max(1.0 - score, 1e-4))
    return round(max(-WIDEST, min(WIDEST, odds)) / STEP)


def entities_of(
    examples: Sequence[PhraseExample],
    found: Mapping[str, Floats],
    chosen: Mapping[str, Floats],
) -> list[Entity]:
    """Phrases of one document whose best cut reads the same, role by role."""
    phrases: dict[tuple[int, str, str], list[tuple[float, int]]] = defaultdict(list)
    for role in sorted(found):
        for n, example in enumerate(examples):
            if chosen[role][n] >= 0 and found[role][n] >= FEWEST_SURE:
                text = example.texts[int(chosen[role][n])]
                phrases[example.document, role, text].append((float(found[role][n]), n))
    return [
        Entity(document, role, text, tuple(sorted(those, key=lambda p: (-p[0], p[1]))))
        for (document, role, text), those in sorted(phrases.items())
        if text
    ]


def entity_features(
    entity: Entity,
    among: Mapping[tuple[str, str], float],
    best: Mapping[str, float],
    examples: Sequence[PhraseExample],
    page: Mapping[str, float],
) -> Iterator[str]:
    """Features of one entity.

    Args:
        among: the best score of every text of its document, by role and text.
        best: the best score of its document, by role.
        page: the scores of its document, `any` and by type.
    """
    top = entity.phrases[0][0]
    yield f"top={bucket(top)}"
    yield from (f"top>{n}" for n in range(-8, 9) if bucket(top) > n)
    second = entity.phrases[1][0] if len(entity.phrases) > 1 else None
    yield f"second={bucket(second) if second is not None else None}"
    yield f"phrases={min(len(entity.phrases), 4)}"
    sums = sum(score for score, _ in entity.phrases)
    yield f"sum={round(math.log1p(sums) / 0.1)}"
    yield f"leads={top >= best[entity.role]}"
    yield f"behind={bucket(best[entity.role]) - bucket(top)}"
    rivals = [
        score
        for (role, text), score in among.items()
        if text == entity.text and role != entity.role
    ]
    yield f"rival={bucket(max(rivals, default=0.0))}"
    yield f"beaten={max(rivals, default=0.0) > top}"
    yield f"words={min(len(entity.text.split()), 5)}"
    longer = [
        s
        for (role, text), s in among.items()
        if role == entity.role and text != entity.text and entity.text in text
    ]
    yield f"longer={bucket(max(longer, default=0.0)) if longer else None}"
    first = min(examples[n].sentence.index for _, n in entity.phrases)
    yield f"first={min(first, 6)}"
    yield f"any={bucket(page['any'])}"
    yield from (f"any>{n}" for n in range(-8, 9) if bucket(page["any"]) > n)
    yield f"top={bucket(top)}&any={bucket(page['any']) // 2}"
    told = {f for _, n in entity.phrases[:PHRASES] for f in examples[n].features}
    yield from (f"phrase {f}" for f in sorted(told) if f.startswith(KEPT))


def type_features(
    kind: str, page: Mapping[str, float], best: Mapping[str, float]
) -> Iterator[str]:
    """Features of a document for one type of event, from its first scores and its entities."""
    for name, score in sorted(page.items()):
        step = bucket(score)
        yield f"{name}={step}"
        yield from (f"{name}>{n}" for n in range(-8, 9) if step > n)
    for role, score in sorted(best.items()):
        step = bucket(score)
        yield from (f"{role}>{n}" for n in range(-8, 9) if step > n)
    yield f"both={bucket(page[kind]) // 2}:{bucket(page['any']) // 2}"


@dataclass(frozen=True)
class Told:
    """What one document tells: its entities, and their scores by role and text."""

    entities: tuple[Entity, ...]
    scores: Mapping[tuple[str, str], float]
    best: Mapping[str, float]
    """The best score by role, 0 where there is none."""


def told_by(
    entities: Sequence[Entity],
    scores: Sequence[float],
    roles: Sequence[str],
    documents: int,
) -> list[Told]:
    """Entities with one score each, by document."""
    mine: list[list[tuple[Entity, float]]] = [[] for _ in range(documents)]
    for entity, score in zip(entities, scores, strict=True):
        mine[entity.document].append((entity, score))
    found = []
    for here in mine:
        by_text = {(e.role, e.text): score for e, score in here}
        best = {r: max((s for e, s in here if e.role == r), default=0.0) for r in roles}
        found.append(Told(tuple(e for e, _ in here), by_text, best))
    return found
