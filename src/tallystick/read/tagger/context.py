"""What the encoder makes of the words of a page.

A second opinion beside the linear models: those see a word through its parse and through word
lists, this sees it through everything around it. One score is made of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType

from tallystick import schemes
from tallystick.read.rules.text.scan import Scan
from tallystick.read.tagger.encoder import Encoder, Floats
from tallystick.read.tagger.pieces import Spot, windows
from tallystick.read.tagger.weights import Linear, together
from tallystick.read.tagger.words import Lens

KINDS: Mapping[str, str] = MappingProxyType({"event": "incident", "total": "tally"})
"""The kind of claim that a yes of a head makes."""


@cache
def _found() -> Mapping[str, float]:
    """From which score on each head says yes."""
    rows = {row["kind"]: float(row["found"]) for row in schemes.rows("tagger/bars.tsv")}
    return MappingProxyType({head: rows[kind] for head, kind in KINDS.items()})


class Context:
    """One page through the encoder's eyes. It is read when first asked about."""

    def __init__(self, encoder: Encoder | None, page: Scan, lens: Lens) -> None:
        """A page that was not looked at yet.

        Args:
            encoder: None for none: then scores stay what the linear models say.
        """
        self._encoder, self._page, self._lens = encoder, page, lens

    @cached_property
    def _seen(self) -> Mapping[Spot, Floats]:
        """The vector of every word."""
        found: dict[Spot, Floats] = {}
        if self._encoder is None:
            return found
        for window in windows(self._page, self._lens, self._encoder.vocabulary):
            vectors = self._encoder.vectors(window.ids)
            found |= {at: vectors[n] for at, n in window.places.items()}
        return found

    def beside(self, head: str, at: Spot, score: float) -> float:
        """A score of the linear models and what a head makes of the same word, in one."""
        seen = self._seen.get(at)
        if seen is None or self._encoder is None:
            return score
        return together(score, self._encoder.log_odds(head, seen))

    def says(self, head: str, score: float, model: Linear) -> bool:
        """Whether a score of both is a yes; of the linear model alone, as that says."""
        return model.says(score) if self._encoder is None else score >= _found()[head]
