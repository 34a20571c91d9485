"""Low, best and high as one value that adds up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """A number of ours: inclusive ends, and the value of the policy's own choices."""

    low: int
    best: int | None
    """None when what is counted states no number at all."""
    high: int | None
    """None is open above."""


NOTHING = Band(0, 0, 0)


def total(bands: Iterable[Band | None]) -> Band | None:
    """The sum of bands that tell of different people or events.

    None stands for "not stated" and adds nothing: it is no 0. The sum of nothing but
    unstated bands is unstated; one open end opens the sum.
    """
    said = [band for band in bands if band is not None]
    if not said:
        return None
    bests = [band.best for band in said if band.best is not None]
    highs = [band.high for band in said if band.high is not None]
    return Band(
        sum(band.low for band in said),
        sum(bests) if bests else None,
        sum(highs) if len(highs) == len(said) else None,
    )


def whole(own: Band | None, parts: Band | None) -> Band | None:
    """What is said of a whole beside what its parts sum up to: never both added.

    The greater of the two at each end, because parts may be missing and so may the
    statement about the whole.
    """
    if own is None or parts is None:
        return own or parts
    bests = [best for best in (own.best, parts.best) if best is not None]
    closed = own.high is not None and parts.high is not None
    return Band(
        max(own.low, parts.low),
        max(bests) if bests else None,
        max(own.high or 0, parts.high or 0) if closed else None,
    )
