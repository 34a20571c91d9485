"""The value of a field, chosen among all that a page offers for it.

What was read is one option among others, with a feature that says so: the models learn where
to trust it and where not (stacked generalization; Wolpert 1992). A field keeps what was read
unless something else is surely likelier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tallystick.model.claims import Claim
from tallystick.read.rules.text.scan import Scan
from tallystick.read.tagger.weights import Linear
from tallystick.read.tagger.words import Lens


@dataclass(frozen=True)
class Option:
    """A value that a field may have."""

    key: str | None
    """The value as labels say it; None for a field left empty."""
    own: bool
    """Whether it is what was read."""
    features: tuple[str, ...]
    put: Callable[[Claim], Claim]
    """A claim with this value in the field, and where it is told as evidence."""


@dataclass(frozen=True)
class Choice:
    """A field whose value is chosen, under the name of its model."""

    name: str
    options: Callable[[Scan, Claim, Sequence[Claim], Lens], Sequence[Option]]
    """The values that a field of a claim may have, from its page and the page's other
    claims; none where nothing is to be chosen."""


class Crossed(dict[str, tuple[str, ...]]):
    """What a claim tells of itself, each with a stem before it; made once for all options."""

    def __init__(self, telling: Sequence[str]) -> None:
        """Stems of which none was asked for yet.

        Args:
            telling: what the claim tells; it is read when a stem is first asked for.
        """
        super().__init__()
        self._telling = telling

    def __missing__(self, stem: str) -> tuple[str, ...]:
        self[stem] = found = tuple([f"{stem}&{one}" for one in self._telling])
        return found


SURER = 0.3
"""By how much another value must be likelier than what was read: a wrong day or place parts
reports of one event, which costs more than a missing one."""


def choose(model: Linear, options: Iterable[Option]) -> Option | None:
    """The option of the highest score if it is surely likelier than what was read, else that;
    None without options."""
    scored = [(model.score(one.features), one) for one in options]
    score, best = max(scored, key=lambda told: told[0], default=(0.0, None))
    read = next(((s, one) for s, one in scored if one.own), (0.0, None))
    return best if best is None or score > read[0] + SURER else read[1]
