"""In, possible or out: one root's word at a time, then all roots together.

Roots are compared, never averaged. Several roots that all lie in, or lie in or leave it
open, put a thing in; roots that contradict each other leave it possible; a matter on
which all are silent is possible too. Only what every root puts outside is out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tallystick.count.ground import Voices


class Membership(StrEnum):
    """Whether something lies in a scope."""

    IN = "in"
    POSSIBLE = "possible"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Fit:
    """How one dimension of an incident stands to a scope."""

    membership: Membership
    share: float
    """Share of the roots (or of the possible days) that lies inside, in [0, 1]."""


INSIDE = Fit(Membership.IN, 1.0)
OUTSIDE = Fit(Membership.OUT, 0.0)
SILENT = Fit(Membership.POSSIBLE, 0.0)
"""Nobody says."""
LIKELY = Fit(Membership.POSSIBLE, 0.75)
"""Nothing proves it, and the names suggest it."""


_ORDER = {Membership.OUT: 0, Membership.POSSIBLE: 1, Membership.IN: 2}


def rank(fit: Fit) -> tuple[int, float]:
    """For choosing the better of two fits."""
    return _ORDER[fit.membership], fit.share


def combine(voices: Iterable[Fit]) -> Fit:
    """One fit from what the roots say, silent roots left out."""
    told = list(voices)
    kinds = {fit.membership for fit in told}
    if not told:
        return SILENT
    if kinds == {Membership.OUT}:
        return OUTSIDE
    if Membership.IN in kinds and Membership.OUT not in kinds:
        return INSIDE
    return Fit(Membership.POSSIBLE, sum(fit.share for fit in told) / len(told))


def of_words(voices: Voices, asked: Iterable[str]) -> Fit:
    """Sets of codes or ids: a root is in if all that it says lies in the asked set."""
    wanted = frozenset(asked)
    return combine(_overlap(told, wanted) for told in voices)


def _overlap(told: frozenset[str], wanted: frozenset[str]) -> Fit:
    share = len(told & wanted) / len(told)
    if share == 1.0:
        return INSIDE
    return Fit(Membership.POSSIBLE, share) if share else OUTSIDE
