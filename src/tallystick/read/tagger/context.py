"""What the encoder makes of a page: log-odds for words, and for pairs of words.

A second opinion beside the linear models: those see a word through its parse and through word
lists, this sees it through everything around it. One score is made of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from types import MappingProxyType

import numpy as np

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
    def _seen(self) -> Mapping[Spot, tuple[int, Floats]]:
        """The window and the vector of every word."""
        found: dict[Spot, tuple[int, Floats]] = {}
        if self._encoder is None:
            return found
        told = windows(self._page, self._lens, self._encoder.vocabulary)
        for number, window in enumerate(told):
            vectors = self._encoder.vectors(window.ids)
            found |= {at: (number, vectors[n]) for at, n in window.places.items()}
        return found

    @cached_property
    def _sentences(self) -> Mapping[Spot, int]:
        return {(s.part, s.at(t)): s.index for s in self._page.sentences for t in s.tokens}

    def beside(self, head: str, at: Spot, score: float) -> float:
        """A score of the linear models and what a head makes of the same word, in one."""
        seen = self._seen.get(at)
        if seen is None or self._encoder is None:
            return score
        return together(score, self._encoder.log_odds(head, seen[1]))

    def says(self, head: str, score: float, model: Linear) -> bool:
        """Whether a score of both is a yes; of the linear model alone, as that says."""
        return model.says(score) if self._encoder is None else score >= _found()[head]

    def pairs(
        self, here: Spot, there: Sequence[Spot | None], head: str
    ) -> list[float | None]:
        """The log-odds that each word is what a head says of the first; None where unseen."""
        seen = self._seen.get(here)
        if seen is None or self._encoder is None:
            return [None] * len(there)
        asked = {
            at: self._seen[at][1]
            for at in there
            if at is not None and at in self._seen and self._seen[at][0] == seen[0]
        }
        if not asked:
            return [None] * len(there)
        apart = [self._sentences[at] - self._sentences[here] for at in asked]
        vectors = np.stack(list(asked.values()))
        column = self._encoder.pair_heads[head]
        odds = self._encoder.pairs(seen[1], vectors, apart)[:, column]
        known: dict[Spot | None, float] = dict(zip(asked, odds.tolist(), strict=True))
        return [known.get(at) for at in there]
