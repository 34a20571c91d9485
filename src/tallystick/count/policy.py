"""The choices of counting and reconciling that move a figure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tallystick.directory import RollUp


class UnstatedToll(StrEnum):
    """What an incident without a stated toll does to the high end of a toll."""

    DOCUMENTED = "documented"
    """Nothing: low and high are a documented minimum and maximum; it is listed apart."""
    OPEN = "open"
    """It opens the high end: nobody knows how many there were."""


@dataclass(frozen=True, slots=True)
class CountPolicy:
    """Every choice of `count` and `reconcile`. Stored with each review."""

    roll_up: RollUp = RollUp.UMBRELLA
    """Which incidents count when an actor is asked for: only those under its own name, or
    also those of its parts, members and offices. ALL follows alleged command as well."""
    unstated_toll: UnstatedToll = UnstatedToll.DOCUMENTED
    """OPEN makes most totals of people open above; DOCUMENTED says what was told."""
    best_above: float = 0.5
    """An incident that may lie in the scope is in `best` when more than this share of its
    roots (or of its possible days) puts it there. Lower takes in more doubtful ones."""
    near_respects: int = 2
    """An incident that is outside in one respect is listed with its reason if it is inside
    in at least so many others that are asked."""
    near_days: int = 7
    """An incident at most so many days outside the window is listed as such."""
    about_width: float = 0.1
    """"About 140" is read as 140 plus or minus this share. Wider agrees more easily."""
    min_documents: int = 5
    """With fewer documents read a stated total is not tested."""
    min_roots: int = 3
    """With fewer independent origins a stated total is not tested."""
    days_covered_by_document: int = 7
    """A document is taken to speak about so many days up to its publication."""
    min_days_covered: float = 0.5
    """Share of a total's days that documents must cover; below it is not tested."""
    uninformative_width: float = 0.5
    """A band wider than this share of the stated total does not tell whether they agree."""
    series_days: int = 120
    """Two totals whose start is not stated belong to one series within so many days."""
    drift_large: int = 100
    """From this figure on, one that is given to two actors need not name its target in
    both texts. Lower finds more and takes chance for drift."""
    drift_least: int = 20
    """Only an equal total of at least this size, given to two actors, is one total: small
    numbers are equal by chance."""
    drift_days: int = 7
    """So many days apart at most, an equal total given to two actors is one total."""
    rounding: float = 0.05
    """A round headline within this share of the number below it rounds that number."""
    part_below: float = 0.5
    """In one text a total below this share of another is taken for a part of it."""
    sentence: int = 200
    """Characters: two totals of one voice nearer than this are told in one breath."""
