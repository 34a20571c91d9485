"""Totals that a report tells twice: in its headline and its text, or again later."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.claims import TallyClaim
from tallystick.model.lists import Measure
from tallystick.model.values import Number
from tallystick.read.rules.totals.continuing import TallyDraft


def without_repeats(drafts: Sequence[TallyDraft]) -> list[TallyDraft]:
    """Without totals told twice: the fuller telling stays, a headline that differs stays."""
    kept: list[TallyDraft] = []
    for draft in sorted(drafts, key=lambda d: d.claim.headline):
        twin = next((k for k in kept if _told_twice(k.claim, draft.claim)), None)
        if twin is None or (
            draft.claim.headline and _differs_in_scope(draft.claim, twin.claim)
        ):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.sentence.index, d.claim.anchor.span.start))


def _told_twice(one: TallyClaim, other: TallyClaim) -> bool:
    """Whether two claims tell one total: of one number, not of periods that begin apart."""
    first, then = one.window.start, other.window.start
    apart = first is not None and then is not None and first.first_day != then.first_day
    return _same_total(one, other) and not (apart and not other.headline)


def _same_total(one: TallyClaim, other: TallyClaim) -> bool:
    same = one.measure is other.measure or {one.measure, other.measure} == {
        Measure.INCIDENTS,
        Measure.OTHER,
    }
    rounded = other.headline and one.number.stated is not None
    if same and rounded and one.number.stated and other.number.admits(one.number.stated):
        return True
    return same and _value(one.number) == _value(other.number)


def _value(number: Number) -> tuple[int | None, int | None]:
    return (number.stated, None) if number.stated is not None else (number.low, number.high)


def _differs_in_scope(headline: TallyClaim, body: TallyClaim) -> bool:
    """Whether a headline names a target or area that the body does not, or drops one."""
    ours, theirs = set(headline.scope.countries), set(body.scope.countries)
    if ours and theirs and ours != theirs:
        return True
    return not ours and len(theirs) > 1 and bool(headline.scope.targets)
