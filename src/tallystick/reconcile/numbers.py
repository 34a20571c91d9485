"""Stated numbers against each other, under the bounds they were said with."""

from __future__ import annotations

from tallystick.count import CountPolicy
from tallystick.model.values import Bound, Number


def width_of(number: Number, policy: CountPolicy) -> Number:
    """A stated number with the width that the policy gives to "about"."""
    if number.bound is not Bound.ABOUT or number.stated is None:
        return number
    wide = int(number.stated * policy.about_width)
    return Number(number.stated - wide, number.stated + wide, Bound.RANGE, number.stated)


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


def rounds(a: Number, b: Number, policy: CountPolicy) -> bool:
    """Whether one of two figures may be the other, rounded."""
    if a.stated is None or b.stated is None:
        return False
    near = abs(a.stated - b.stated) <= policy.rounding * max(a.stated, b.stated)
    return near and any(one % 10 == 0 and one >= 50 for one in (a.stated, b.stated))
