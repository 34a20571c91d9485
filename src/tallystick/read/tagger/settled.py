"""A reading with its fields settled: each holds what the models find likeliest on the page."""

from __future__ import annotations

from dataclasses import replace

from tallystick.model.claims import Claim
from tallystick.model.ledger import Reading
from tallystick.read.rules.text.scan import Scan
from tallystick.read.tagger import periods, places
from tallystick.read.tagger.blanks import without_blanks
from tallystick.read.tagger.choosing import choose
from tallystick.read.tagger.context import Context
from tallystick.read.tagger.weights import Weights
from tallystick.read.tagger.words import lens_of

CHOICES = (*periods.CHOICES, places.CHOICE)


def settled(page: Scan, reading: Reading, weights: Weights, context: Context) -> Reading:
    """A reading whose claims hold what their page offers best.

    All fields are chosen from the reading as it came: the order of claims changes nothing.
    """
    models = weights.family("choice")
    lens = lens_of(page, weights.masks)
    claims: list[Claim] = []
    for claim in reading.claims:
        kept = claim
        for choice in CHOICES:
            if choice.name in models:
                options = choice.options(page, claim, reading.claims, lens)
                best = choose(models[choice.name], options)
                kept = best.put(kept) if best is not None else kept
        claims.append(kept)
    return replace(reading, claims=tuple(without_blanks(page, claims, context)))
