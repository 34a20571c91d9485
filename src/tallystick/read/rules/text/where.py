"""In which sentence of a page a span stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from tallystick.model.values import Part, Span
from tallystick.read.rules.text.scan import Scan, Sentence


def sentence_of(page: Scan, span: Span) -> Sentence | None:
    """The sentence in which a span begins; None between sentences."""
    here = page.once(_by_part).get(span.part, ())
    at = bisect_right(here, span.start, key=lambda s: s.start) - 1
    return here[at] if at >= 0 and span.start < here[at].end else None


def _by_part(page: Scan) -> Mapping[Part, tuple[Sentence, ...]]:
    parts = dict.fromkeys(s.part for s in page.sentences)
    return {p: tuple(s for s in page.sentences if s.part == p) for p in parts}
