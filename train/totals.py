"""Examples of numbers that are stated totals and numbers that are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from fit import Floats
from labels import Labelled, Row

from tallystick.model.lists import Measure
from tallystick.model.values import Part
from tallystick.read.found import FoundNumber
from tallystick.read.rules.extractor import count_all
from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.tagger.around import Glance, around
from tallystick.read.tagger.counts import (
    candidates,
    content_features,
    measure_features,
    own_features,
)
from tallystick.read.tagger.pieces import Spot
from tallystick.read.tagger.words import Lens, Masks

UNITS = MappingProxyType(
    {
        Measure.KILLED: "killed",
        Measure.INJURED: "injured",
        Measure.CASUALTIES: "casualties",
        Measure.VESSELS: "ships",
        Measure.MUNITIONS: "drones missiles rockets munitions",
        Measure.INCIDENTS: "attacks operations strikes bombings shootings",
    }
)
"""The units of labels, by the measure that they mean; else `other`."""


@dataclass(frozen=True)
class NumberExample:
    """A number with its features and what the labels say of it."""

    document: int
    sentence: int
    at: Spot
    """Where its numeral begins."""
    features: tuple[str, ...]
    measure: Measure | None
    """None for no total."""
    tells: tuple[str, ...]
    """Features that tell what a total counts; empty for no total."""


def number_examples(
    documents: Sequence[Labelled],
    pages: Sequence[Scan],
    levels: Sequence[int],
    masks: Masks,
) -> tuple[list[NumberExample], float]:
    """The numbers of documents whose totals are labelled; how many labels have no number."""
    found: list[NumberExample] = []
    lost = 0.0
    for at, (one, page) in enumerate(zip(documents, pages, strict=True)):
        if one.templates or not one.gold["coverage"]["tallies"]:
            continue
        counts = count_all(page)
        lens = Lens(masks)
        told: dict[tuple[int, int], Row] = {}
        numbers = [(s, n) for s in page.sentences for n in candidates(s)]
        for label in one.gold["tallies"]:
            key = _number_of(one, label, numbers, told)
            if key is not None:
                told[key] = label
            elif not (label.get("optional") or label.get("distractor")):
                lost += one.weight
        for sentence, number in numbers:
            label_here = told.get((sentence.index, number.start))
            own = own_features(page, sentence, number, counts, levels[at], lens)
            features = (*own, *content_features(sentence, lens))
            total = label_here is not None and not label_here.get("distractor")
            measure = measure_of(label_here) if label_here is not None and total else None
            tells = measure_features(page, sentence, number, counts, lens) if total else []
            spot = sentence.part, number.head_start
            found.append(
                NumberExample(at, sentence.index, spot, features, measure, tuple(tells))
            )
    return found, lost


def _number_of(
    one: Labelled,
    label: Row,
    numbers: Sequence[tuple[Sentence, FoundNumber]],
    told: dict[tuple[int, int], Row],
) -> tuple[int, int] | None:
    """The number that a label means: the first in its quote with its value, not yet taken."""
    place = home(one, label)
    if place is None:
        return None
    part, start, end = place
    for sentence, number in numbers:
        inside = sentence.part is part and start <= number.head_start < end
        key = (sentence.index, number.start)
        if inside and number.number.stated == label["value_low"] and key not in told:
            return key
    return None


def home(one: Labelled, label: Row) -> tuple[Part, int, int] | None:
    """Where a label's quote stands: the part it names, else the text before the title."""
    named = label.get("quote_part")
    for part in (Part(named),) if named else (Part.TEXT, Part.TITLE):
        start = one.document.string(part).find(label["quote"])
        if start >= 0:
            return part, start, start + len(label["quote"])
    return None


def measure_of(label: Row) -> Measure:
    """The measure of a label's unit."""
    unit = str(label["unit"])
    return next((m for m, units in UNITS.items() if unit in units.split()), Measure.OTHER)


def in_company(examples: Sequence[NumberExample], glances: Floats) -> list[tuple[str, ...]]:
    """What stands around every example, from first scores of all, document by document."""
    found: list[tuple[str, ...]] = []
    scored = zip(examples, glances.tolist(), strict=True)
    for _, group in groupby(scored, key=lambda one: one[0].document):
        found += around([Glance(example.sentence, score) for example, score in group])
    return found
