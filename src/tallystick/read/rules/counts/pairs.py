"""Two bare numbers for two counts told before: "in May it was 31 and 12"."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.values import Bound
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules.counts.units import Counted, Form
from tallystick.read.rules.harm.articles import SINGLE
from tallystick.read.rules.text.scan import Sentence, Token

ENDS = (".", ",", ";", ":", ")", "(")


def paired(
    sentence: Sentence,
    number: FoundNumber,
    found: Sequence[Counted],
    earlier: Sequence[Counted],
) -> Counted | None:
    """What one of two bare numbers that "and" joins counts; None for any other number.

    The first goes on with the first of two counts of different kinds, the second with the
    other: after "24 blasts took 14 lives in April", "31 and 12 in May" are blasts and lives.

    Args:
        found: what was counted before it in the sentence.
        earlier: what the last sentence that counted two things counted.
    """
    other = _other(sentence, number)
    if other is None:
        return None
    first = number.start < other.start
    two = _two(tuple(c for c in found if c.number is not other)) or _two(earlier)
    if two is None:
        return None
    told = two[0] if first else two[1]
    numeral = sentence.within(number.head_start, number.head_end)[-1]
    return Counted(
        number, told.measure, numeral, numeral, numeral, told.unit, told, Form.FIGURE
    )


def _two(counts: Sequence[Counted]) -> tuple[Counted, Counted] | None:
    """The two counts that a sentence told first, if they are of different kinds."""
    whole = [c for c in counts if c.form is not Form.FIGURE and c.number.reason != SINGLE]
    apart = len(whole) > 1 and whole[0].measure is not whole[1].measure
    return (whole[0], whole[1]) if apart else None


def _other(sentence: Sentence, number: FoundNumber) -> FoundNumber | None:
    """The bare number that "and" joins to a bare number, on either side."""
    if not _bare(sentence, number):
        return None
    for one in sentence.numbers:
        low, high = sorted((one, number), key=lambda n: n.start)
        between = sentence.within(low.end, high.start) if low.end < high.start else ()
        joined = [t.lower_ for t in between if not t.is_space] == ["and"]
        if joined and _bare(sentence, one):
            return one
    return None


def _bare(sentence: Sentence, number: FoundNumber) -> bool:
    """A count with a mark, "and" or a preposition behind it, that no "between" ranges over."""
    if number.use is not NumberUse.COUNT or number.number.bound is Bound.VAGUE:
        return False
    if any(d.start <= number.start < d.end for d in sentence.dates):
        return False
    before = [t.lower_ for t in sentence.before(number.start)[-1:]]
    if before in (["between"], ["aged"]) or (before == [","] and _listed(sentence, number)):
        return False
    after: Sequence[Token] = [t for t in sentence.after(number.end) if not t.is_space][:1]
    return not after or after[0].text in ENDS or after[0].pos_ in ("ADP", "CCONJ", "SCONJ")


def _listed(sentence: Sentence, number: FoundNumber) -> bool:
    """ "11, 9 and 6": a number that follows another and a comma."""
    before = sentence.before(number.start)[-2:]
    return len(before) == 2 and bool(before[0].like_num)
