"""Contradictions between two totals that speak of the same thing.

The law: a total is only contradicted by one that counts the same, in the same place and
window, as far as both say. "At least" is never contradicted by more; a growing total is
never contradicted by a later, greater one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from tallystick.count import CountPolicy
from tallystick.directory import Directory
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Finding
from tallystick.model.documents import Document
from tallystick.model.lists import Accumulation, Measure
from tallystick.reconcile.blocks import Key, finding, pairs
from tallystick.reconcile.numbers import clash, counted, rounds
from tallystick.reconcile.relations import (
    Compared,
    Relation,
    area_of,
    compare,
    corrects,
    published,
    share_a_matter,
    speaker_key,
    unit_known,
)
from tallystick.reconcile.window import intercepted, stated_definition
from tallystick.reconcile.words import shown

MOST_OPEN = 2
"""Respects that one of two totals may leave open while both still count one thing."""

WINDOW = Accumulation.WINDOW
Documents = Mapping[str, Document]


def first_tellings(
    tallies: Iterable[TallyClaim], documents: Documents
) -> tuple[TallyClaim, ...]:
    """One claim for each total of a speaker: who repeats a total contradicts nobody.

    Totals that stand in a title only are left out; `headlines` looks at those.
    """

    def total(tally: TallyClaim) -> Hashable:
        who = speaker_key(tally, documents.get(tally.document))
        stated = tally.number, tally.window, stated_definition(tally), intercepted(tally)
        return who, tally.measure, area_of(tally), *stated

    def moment(tally: TallyClaim) -> tuple[str, str]:
        return published(tally, documents) or "~", tally.id

    first: dict[Hashable, TallyClaim] = {}
    for tally in sorted(tallies, key=moment):
        if not tally.headline:
            first.setdefault(total(tally), tally)
    return tuple(sorted(first.values(), key=lambda tally: tally.id))


# ------------------------------------------------------- two numbers for the same thing


def totals_that_differ(
    tallies: Sequence[TallyClaim], directory: Directory, policy: CountPolicy
) -> Iterator[Finding]:
    """Two totals of one scope and one window whose numbers cannot both be."""

    def same_end(tally: TallyClaim) -> Key | None:
        end = tally.window.end.last_day if tally.window.end else None
        return (tally.measure, end) if end and unit_known(tally) else None

    for a, b in pairs(tallies, same_end):
        if (
            clash(a, b, policy)
            and not rounds(a, b, policy)
            and _same_thing(a, b, compare(a, b, directory), policy)
        ):
            message = f"{shown(a.number)} and {shown(b.number)} for the same scope and time"
            yield finding("contradiction-totals-differ", message, a, b)


def _same_thing(
    a: TallyClaim, b: TallyClaim, compared: Compared, policy: CountPolicy
) -> bool:
    """Whether two totals count one thing.

    Two texts must name one area, one target or one perpetrator, and may leave open two
    respects at most. Munitions that nobody is said to have launched may be those stopped.
    """
    if compared.named(Relation.DIFFERENT):
        return False
    still_open = compared.named(Relation.OPEN)
    if a.measure is Measure.MUNITIONS and "perpetrator" in still_open:
        return False
    if a.document == b.document:
        return set(still_open) <= {"start"} and not _in_one_breath(a, b, policy)
    return len(still_open) <= MOST_OPEN and share_a_matter(a, b, compared)


def _in_one_breath(a: TallyClaim, b: TallyClaim, policy: CountPolicy) -> bool:
    """Whether one text means two things by two numbers.

    No writer contradicts a sentence within itself, and the smaller of two unequal numbers
    in one text is a part of the greater rather than its rival.
    """
    near = abs(a.anchor.span.start - b.anchor.span.start) < policy.sentence
    same_voice = a.speaker == b.speaker and a.anchor.span.part is b.anchor.span.part
    low, high = sorted((a.number.stated or 0, b.number.stated or 0))
    return (near and same_voice) or low < policy.part_below * high


# ------------------------------------------------------------------- a total that falls


def totals_that_fall(
    tallies: Sequence[TallyClaim],
    documents: Documents,
    directory: Directory,
    policy: CountPolicy,
) -> Iterator[Finding]:
    """A speaker's growing total that is lower at a later day than it was before.

    A window grows with its end as long as it begins on the same day.
    """

    def series(tally: TallyClaim) -> Key | None:
        grows = tally.accumulation is Accumulation.CUMULATIVE
        if not grows and (tally.accumulation is not WINDOW or tally.window.start is None):
            return None
        who = speaker_key(tally, documents.get(tally.document))
        return who, tally.measure, area_of(tally)

    for pair in pairs(tallies, series):
        earlier, later = _in_time(pair, documents)
        if (
            earlier is None
            or later is None
            or not _lower(later, earlier, documents, policy)
        ):
            continue
        if _one_series(earlier, later, compare(earlier, later, directory), policy):
            message = (
                f"{shown(later.number)} as of {end_of(later, documents)}, after "
                f"{shown(earlier.number)} as of {end_of(earlier, documents)}"
            )
            yield finding("contradiction-total-falls", message, earlier, later)


def _lower(
    later: TallyClaim, earlier: TallyClaim, documents: Documents, policy: CountPolicy
) -> bool:
    """Whether the later number is surely below the earlier one, and corrects nothing."""
    if corrects(later, documents) or not clash(earlier, later, policy):
        return False
    most = counted(later).high
    return most is not None and most < counted(earlier).least


def _in_time(
    pair: tuple[TallyClaim, TallyClaim], documents: Documents
) -> tuple[TallyClaim | None, TallyClaim | None]:
    """The earlier and the later of two; None where that is not certain.

    The earlier may rest on its publication, which is no sooner than its day; the later
    must state its own, or an old total printed again would look like a fall.
    """
    for earlier, later in (pair, pair[::-1]):
        start, end = end_of(earlier, documents), later.window.end
        if start and end and end.first_day and end.first_day > start:
            return earlier, later
    return None, None


def end_of(tally: TallyClaim, documents: Documents) -> date | None:
    """The last day that a total can speak of."""
    end = tally.window.end
    if end and end.last_day:
        return end.last_day
    told = published(tally, documents)
    return date.fromisoformat(told) if told else None


def _one_series(
    earlier: TallyClaim, later: TallyClaim, compared: Compared, policy: CountPolicy
) -> bool:
    """Whether two totals count on from one start: stated, or near enough in time."""
    apart = set(compared.named(Relation.DIFFERENT)) - {"as_of"}
    still_open = set(compared.named(Relation.OPEN)) - {"as_of"}
    if apart or len(still_open) > 1:
        return False
    if compared.start is Relation.SAME:
        return True
    if WINDOW in (earlier.accumulation, later.accumulation):
        return False
    ends = [t.window.end.last_day for t in (earlier, later) if t.window.end]
    days = [end for end in ends if end]
    return len(days) == 2 and days[1] - days[0] <= timedelta(days=policy.series_days)
