"""A stated total before the document is looked at whole."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.model.claims import TallyClaim
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.page import Sentence
from tallystick.read.phrases.voices import Voice


@dataclass(frozen=True)
class Draft:
    """A total before the document is looked at whole."""

    claim: TallyClaim
    sentence: Sentence
    counted: Counted
    voice: Voice
    run: bool
    """Whether it counts over a run of events, not over one day's."""
