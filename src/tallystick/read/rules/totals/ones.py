"""Numbers with the word "one" among them, where it counts as a share like the others."""

from __future__ import annotations

from collections.abc import Callable

from tallystick.model.values import Number
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules.text.scan import Sentence, Token


def ones_before_places(sentence: Sentence) -> list[FoundNumber]:
    """The numbers of a sentence with the "one" of "and one in C"."""
    return _with_ones(sentence, _before_a_place, "one before a place")


def ones_as_subjects(sentence: Sentence) -> list[FoundNumber]:
    """The numbers of a sentence with the "one" of "one took place in C", "one each"."""
    return _with_ones(sentence, _as_a_subject, "one as a subject")


def ones_as_numbers(sentence: Sentence) -> list[FoundNumber]:
    """The numbers of a sentence with every "one" that stands as a number."""
    return _with_ones(sentence, lambda one: one.pos_ == "NUM", "one among other numbers")


def _before_a_place(one: Token) -> bool:
    """The "one" of "and one in C", a share like the others."""
    after = one.doc[one.i + 1].lower_ if one.i + 1 < len(one.doc) else ""
    return after in ("in", "at", "on", "from")


def _as_a_subject(one: Token) -> bool:
    """The "one" of "one took place in C", "one each"."""
    each = one.i + 1 < len(one.doc) and one.nbor(1).lower_ in ("each", "apiece")
    return each or one.dep_ in ("nsubj", "nsubjpass")


def _with_ones(
    sentence: Sentence, counts: Callable[[Token], bool], why: str
) -> list[FoundNumber]:
    """The numbers of a sentence, in order, with each "one" that counts as one of them.

    Args:
        counts: whether the word "one" is a number where it stands.
        why: what to say of it.
    """
    ones = []
    for token in sentence.tokens:
        if token.lower_ != "one" or not counts(token):
            continue
        at = sentence.at(token)
        if not any(n.start <= at < n.end for n in sentence.numbers):
            ones.append(
                FoundNumber(at, at + 3, at, at + 3, Number.said(1), NumberUse.COUNT, why)
            )
    return sorted((*sentence.numbers, *ones), key=lambda n: n.start)
