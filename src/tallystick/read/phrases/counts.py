"""What a number counts: the value that totals and tolls are made of."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.model.lists import Measure
from tallystick.read.found import FoundNumber
from tallystick.read.phrases.lexicon import Hit


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with what it counts."""

    number: FoundNumber
    measure: Measure
    first: int
    """First word of number and noun together."""
    last: int
    """Last word of both, inclusive."""
    noun: Hit | None
    """The counted noun; None where none follows."""
    governor: Hit | None
    """The word that makes it a count of harm or attacks, where the noun does not."""
    unit: str
    """The noun as written; "" where none follows."""
    subset: bool = False
    """"Of whom two are children": counted in the number before."""
    more: bool = False
    """"13 more": on top of what was told before."""
    compared: Counted | None = None
    """The count that a bare number goes on from: of "21, against 14" the 21."""
    asked: bool = False
    """"How many attacks were there?": what the bare number of the answer counts."""

    @property
    def act(self) -> Hit | None:
        """The word whose doer and aim are the count's."""
        return self.governor or self.noun
