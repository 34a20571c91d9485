"""The judgement log folded into what stands, and claims as they stand under it.

The law: the log's own order decides, never the clocks; the last word on a subject stands;
a withdrawn judgement counts as never spoken; what the policy asks two people for takes
effect with the second of them. A judgement applies to the reading it quotes.
Where an extractor has moved the anchor and read the same, the judgement follows; where
it reads something else, the judgement is reported as stale and not applied.
"""

from tallystick.judge.entered import (
    CLASSES,
    FIXED,
    HEADS,
    PERSON,
    entered,
    mended,
    named_spans,
)
from tallystick.judge.fold import REACH, Judged, apply, judged
from tallystick.judge.log import PAIRS, STATES, UNHELD, heard, standing, waiting

__all__ = [
    "CLASSES",
    "FIXED",
    "HEADS",
    "PAIRS",
    "PERSON",
    "REACH",
    "STATES",
    "UNHELD",
    "Judged",
    "apply",
    "entered",
    "heard",
    "judged",
    "mended",
    "named_spans",
    "standing",
    "waiting",
]
