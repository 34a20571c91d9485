"""Totals of a document that are told twice."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.claims import TallyClaim
from tallystick.model.lists import (
    Measure,
)
from tallystick.model.values import Number
from tallystick.read.phrases.draft import Draft


def without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Without totals told twice: the first telling in the body stays, the fuller first."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.claim.headline):
        if not any(
            k.sentence is not draft.sentence and _same_total(k.claim, draft.claim)
            for k in kept
        ):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.sentence.index, d.claim.anchor.span.start))


def _same_total(one: TallyClaim, other: TallyClaim) -> bool:
    same = one.measure is other.measure or {one.measure, other.measure} == {
        Measure.INCIDENTS,
        Measure.OTHER,
    }
    stated = one.number.stated
    if same and other.headline and stated and other.number.admits(stated):
        return True
    return same and _value(one.number) == _value(other.number)


def _value(number: Number) -> tuple[int | None, int | None]:
    return (number.stated, None) if number.stated is not None else (number.low, number.high)
