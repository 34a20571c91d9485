"""What a text says back to an attack: a denial of the part in it, a claim that is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from tallystick import schemes
from tallystick.model.claims import Response
from tallystick.model.lists import ResponseAct
from tallystick.model.values import Field
from tallystick.read.rules.statements.claims import responsibility_denials
from tallystick.read.rules.text.scan import Scan, Sentence


def answers(scan: Scan, sentence: Sentence) -> Iterator[Response]:
    """Who denies in a sentence to have done it, and whether nobody is said to claim it."""
    for who in responsibility_denials(scan, sentence):
        yield Response(who, ResponseAct.DENIES_ROLE, Field.PERPETRATOR)
    if scan.once_of(_silent, sentence):
        yield Response(None, ResponseAct.SILENCE_REPORTED, Field.CLAIMED_BY)


def _silent(_: Scan, sentence: Sentence) -> bool:
    return is_unclaimed(" ".join(token.text for token in sentence.tokens))


def is_unclaimed(sentence: str) -> bool:
    """Whether a sentence says that nobody has claimed an attack."""
    told = f" {' '.join(sentence.casefold().split())} "
    listed = _listed()
    if any(words in told for words in listed["whole"]):
        return True
    return any(
        words in told.partition(nobody)[2]
        for nobody in listed["nobody"]
        if nobody in told
        for words in listed["claims"]
    )


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    """The rows of ``unclaimed.tsv``, with the blanks that must stand beside their words."""
    beside = {"whole": " {}", "nobody": " {} "}
    found: dict[str, tuple[str, ...]] = {}
    for row in schemes.rows("read/en/unclaimed.tsv"):
        words = beside.get(row["sort"], "{}").format(row["words"])
        found[row["sort"]] = (*found.get(row["sort"], ()), words)
    return found
