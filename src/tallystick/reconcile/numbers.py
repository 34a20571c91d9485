"""Stated numbers against each other, under the bounds they were said with."""

from __future__ import annotations

from tallystick.count import CountPolicy
from tallystick.model.claims import TallyClaim
from tallystick.model.values import Bound, Number


def width_of(number: Number, policy: CountPolicy) -> Number:
    """A stated number with the width that the policy gives to "about"."""
    if number.bound is not Bound.ABOUT or number.stated is None:
        return number
    wide = int(number.stated * policy.about_width)
    return Number(number.stated - wide, number.stated + wide, Bound.RANGE, number.stated)


def counted(tally: TallyClaim) -> Number:
    """The number of events that a total stands for: "the 150th" is at least 150."""
    stated = tally.number.stated
    if tally.ordinal and stated is not None:
        return Number.said(stated, Bound.AT_LEAST)
    return tally.number


def clash(a: TallyClaim, b: TallyClaim, policy: CountPolicy) -> bool:
    """Whether the numbers of two totals cannot both be, were they about one thing.

    What one corrects of the other is no clash.
    """
    corrected = a.revises == b.id or b.revises == a.id
    return not corrected and incompatible(counted(a), counted(b), policy)


def incompatible(a: Number, b: Number, policy: CountPolicy) -> bool:
    """Whether no value lies within both, each read as widely as it was said.

    One figure under two hedges ("85", "more than 85") is one figure.
    """
    if a.stated is not None and a.stated == b.stated:
        return False
    a, b = width_of(a, policy), width_of(b, policy)
    return _above(a, b) or _above(b, a)


def _above(a: Number, b: Number) -> bool:
    return b.high is not None and a.least > b.high


def rounds(a: TallyClaim, b: TallyClaim, policy: CountPolicy) -> bool:
    """Whether one of two unequal figures may be the other, rounded."""
    one, other = a.number.stated, b.number.stated
    if one is None or other is None or one == other:
        return False
    near = abs(one - other) <= policy.rounding * max(one, other)
    return near and any(figure % 10 == 0 and figure >= 50 for figure in (one, other))
