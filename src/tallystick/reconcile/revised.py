"""Totals that their own speaker has put right, and who still tells the old ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from tallystick.count import CountPolicy
from tallystick.directory import Directory
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Finding
from tallystick.reconcile.between import Documents
from tallystick.reconcile.blocks import Key, blocks, finding
from tallystick.reconcile.numbers import incompatible
from tallystick.reconcile.relations import (
    Relation,
    compare,
    corrects,
    published,
    speaker_key,
)
from tallystick.reconcile.words import shown


def totals_put_right(
    tallies: Sequence[TallyClaim],
    documents: Documents,
    directory: Directory,
    policy: CountPolicy,
) -> Iterator[Finding]:
    """What a speaker revised, and every later text that still gives the old number.

    A revision is another number by one speaker for one window, told later, or said to
    put the earlier one right.
    """

    def series(tally: TallyClaim) -> Key | None:
        who = speaker_key(tally, documents.get(tally.document))
        return None if tally.headline else (who, tally.measure)

    for group in blocks(tallies, series).values():
        for old, new in permutations(group, 2):
            back = any(t.number == new.number and _later(old, t, documents) for t in group)
            if back or not _revises(new, old, documents, directory, policy):
                continue
            message = f"{shown(old.number)}, later {shown(new.number)} for the same time"
            yield finding("total-revised", message, old, new)
            for late in group:
                if late.number == old.number and _later(late, new, documents):
                    message = (
                        f"{shown(late.number)} is told again after its speaker had put it "
                        f"right to {shown(new.number)}"
                    )
                    yield finding("contradiction-superseded", message, new, late)


def _revises(
    new: TallyClaim,
    old: TallyClaim,
    documents: Documents,
    directory: Directory,
    policy: CountPolicy,
) -> bool:
    """Whether one total replaces another of its speaker."""
    if new.revises == old.id:
        return True
    if new.document == old.document or not incompatible(new.number, old.number, policy):
        return False
    compared = compare(new, old, directory)
    one_time = compared.as_of is Relation.SAME or corrects(new, documents)
    apart = set(compared.named(Relation.DIFFERENT)) - {"as_of"}
    still_open = set(compared.named(Relation.OPEN)) - {"as_of", "start"}
    return one_time and not apart | still_open and _later(new, old, documents)


def _later(one: TallyClaim, other: TallyClaim, documents: Documents) -> bool:
    days = published(one, documents), published(other, documents)
    return all(days) and days[0] > days[1]


def revised_pairs(found: Sequence[Finding]) -> frozenset[tuple[str, ...]]:
    """Pairs of totals that are settled: one is the later word of the other's speaker."""
    settled = ("total-revised", "contradiction-superseded")
    return frozenset(one.subjects for one in found if one.code in settled)
