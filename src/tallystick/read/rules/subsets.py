"""A part that leaves a rest: "17 killings, 11 of them of suspected thieves"."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.claims import TallyPart
from tallystick.model.values import Evidence, Field, Span
from tallystick.read.found import FoundNumber, NumberUse, PlaceUse
from tallystick.read.rules.parts import Shares, key_of
from tallystick.read.rules.scan import Sentence, Token
from tallystick.read.rules.units import Counted

OF_THEM = (["of", "them"], ["of", "whom"], ["of", "which"], ["of", "these"])
AMONG = (*OF_THEM, ["among", "them"])
ENDS = frozenset((",", ";", ".", ":", ")", "(", "–", "—"))
LATER = frozenset(
    "released freed returned recovered survived discharged rescued escaped home unconfirmed".split()
)
"""What became of some of them afterwards makes no part of a total."""
FEWEST = 2
"""One of them is a detail, not a part."""
LONGEST_NAME = 14


def with_subset(told: Shares, sentence: Sentence, total: Counted) -> Shares:
    """The parts of a total, or where there are none the one that its sentence takes out.

    It stands after the total with no other count between them, and is less than it.
    """
    stated = total.number.number.stated
    if told.parts or stated is None:
        return told
    following = [
        n
        for n in sentence.numbers
        if n.start >= total.number.head_end and n.use is NumberUse.COUNT
    ]
    part = following[0] if following else None
    size = part.number.stated if part is not None else None
    if part is None or size is None or not FEWEST <= size < stated:
        return told
    words = _taken_out(sentence, part)
    if not words or LATER & {t.lower_ for t in words}:
        return told
    return _share(sentence, part, words)


def _taken_out(sentence: Sentence, part: FoundNumber) -> Sequence[Token]:
    """The words that say which of them a number is; none if it takes nothing out."""
    before = [t.lower_ for t in sentence.before(part.start)[-2:]]
    after = sentence.after(part.end)
    if [t.lower_ for t in after[:2]] in OF_THEM:
        after = after[2:]
    elif before not in AMONG:
        return ()
    name: list[Token] = []
    for token in after[:LONGEST_NAME]:
        if name and token.text in ENDS:
            break
        if token.text not in ENDS:
            name.append(token)
    return name


def _share(sentence: Sentence, part: FoundNumber, words: Sequence[Token]) -> Shares:
    span = sentence.span(words[0], words[-1])
    places = [
        p
        for p in sentence.places
        if span.start <= p.start < span.end and p.use is PlaceUse.LITERAL
    ]
    text = sentence.text[span.start - sentence.start : span.end - sentence.start]
    key = key_of(places[0]) if len(places) == 1 else text
    whole = Span(sentence.part, part.start, span.end)
    return Shares(
        (TallyPart(key, part.number),), False, (part,), (Evidence(Field.PART, whole),), ()
    )
