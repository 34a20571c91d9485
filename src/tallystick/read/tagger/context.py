"""What the encoder makes of the words of a page.

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
from tallystick.read.tagger.pieces import Spot, Window, windows
from tallystick.read.tagger.weights import Linear, probability, together
from tallystick.read.tagger.words import Lens

KINDS: Mapping[str, str] = MappingProxyType({"event": "incident", "total": "tally"})
"""The kind of claim that a yes of a head makes."""


@cache
def _found() -> Mapping[str, float]:
    """From which score on each head says yes."""
    rows = {row["kind"]: float(row["found"]) for row in schemes.rows("tagger/bars.tsv")}
    return MappingProxyType({head: rows[kind] for head, kind in KINDS.items()})


UNASKED = 0.02
"""Below this score of the linear models the encoder is not asked: it would hardly ever make a
yes of it, and stretches without a likelier word need not be read."""


class _Stretch:
    """One window of a page. It is read when first asked about."""

    def __init__(self, encoder: Encoder, window: Window) -> None:
        self.heads = encoder.heads
        self._encoder, self._window = encoder, window
        self.places = window.places

    @cached_property
    def _vectors(self) -> Floats:
        return self._encoder.vectors(self._window.ids)

    @cached_property
    def _odds(self) -> Floats:
        return self._encoder.log_odds(self._vectors)

    def log_odds(self, head: str, at: Spot) -> float:
        """What a head makes of a word."""
        found: float = self._odds[self.places[at], self.heads.words.index(head)].item()
        return found

    def pairs(self, at: Spot, others: Sequence[Spot], apart: Sequence[int]) -> Floats:
        """What the heads for pairs make of a word and some others: (others, heads)."""
        rows = [self.places[other] for other in others]
        return self._encoder.pair_log_odds(
            self._vectors[self.places[at]], self._vectors[rows], np.array(apart)
        )


class Context:
    """One page through the encoder's eyes."""

    def __init__(self, encoder: Encoder | None, page: Scan, lens: Lens) -> None:
        """A page that was not looked at yet.

        Args:
            encoder: None for none: then scores stay what the linear models say, and nothing
                is said of pairs of words.
        """
        self._encoder, self._page, self._lens = encoder, page, lens

    @cached_property
    def _stretches(self) -> Mapping[Spot, _Stretch]:
        """The window of every word."""
        found: dict[Spot, _Stretch] = {}
        if self._encoder is None:
            return found
        for window in windows(self._page, self._lens, self._encoder.vocabulary):
            stretch = _Stretch(self._encoder, window)
            found |= dict.fromkeys(window.places, stretch)
        return found

    def beside(self, head: str, at: Spot, score: float) -> float:
        """A score of the linear models and what a head makes of the same word, in one."""
        stretch = self._stretches.get(at) if score >= UNASKED else None
        return score if stretch is None else together(score, stretch.log_odds(head, at))

    def says(self, head: str, score: float, model: Linear) -> bool:
        """Whether a score of both is a yes; of the linear model alone, as that says."""
        return model.says(score) if self._encoder is None else score >= _found()[head]

    def pairs(
        self, head: str, at: Spot, others: Sequence[tuple[Spot, int]]
    ) -> Mapping[Spot, float]:
        """What a head makes of a word and each of some others in the same window, as
        probabilities.

        Args:
            others: where each stands, and by how many sentences after the one.
        """
        stretch = self._stretches.get(at)
        here = [] if stretch is None else [o for o in others if o[0] in stretch.places]
        if stretch is None or not here:
            return {}
        spots, apart = zip(*here, strict=True)
        odds = stretch.pairs(at, spots, apart)[:, stretch.heads.pairs.index(head)]
        return dict(zip(spots, map(probability, odds.tolist()), strict=True))
