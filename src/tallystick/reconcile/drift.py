"""One figure that is told as another's, of another time, or of another thing.

The law: figures of some size are rarely equal by chance. Where two texts give one figure
at one time against one target, they give one total, and what they say of it must agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from tallystick.count import CountPolicy
from tallystick.directory import Directory
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Finding
from tallystick.model.documents import Document
from tallystick.model.lists import Accumulation, Intercepted, Measure, WindowAnchor
from tallystick.reconcile.between import Documents, end_of
from tallystick.reconcile.blocks import Key, finding, pairs
from tallystick.reconcile.relations import (
    Compared,
    Relation,
    area_of,
    compare,
    keys,
    speaker_key,
)
from tallystick.reconcile.window import intercepted, stated_definition
from tallystick.reconcile.words import shown


def totals_given_to_another(
    tallies: Sequence[TallyClaim],
    documents: Documents,
    directory: Directory,
    policy: CountPolicy,
) -> Iterator[Finding]:
    """One figure at one time against one target, given to two different actors.

    The total of a whole is told as that of a member, or of another group.
    """

    def figure(tally: TallyClaim) -> Key | None:
        stated = tally.number.stated
        least = policy.drift_least if tally.scope.targets else policy.drift_large
        large = stated is not None and stated >= least
        return (tally.measure, stated) if large and tally.scope.perpetrators else None

    for a, b in pairs(tallies, figure):
        compared = compare(a, b, directory)
        apart = set(compared.named(Relation.DIFFERENT)) - {"unit", "as_of", "perpetrator"}
        if (
            a.document != b.document
            and not apart - _nested(a, b)
            and _one_target(a, b, compared, policy)
            and _other_actors(a, b, compared, directory)
            and _one_time(a, b, documents, policy)
        ):
            message = (
                f"{shown(a.number)} is given to {_actors(a)} in one text "
                f"and to {_actors(b)} in another"
            )
            yield finding("contradiction-total-given-to-another", message, a, b)


def _nested(a: TallyClaim, b: TallyClaim) -> frozenset[str]:
    """Two areas of which one lies in the other may be one area, told less fully."""
    here, there = area_of(a), area_of(b)
    return frozenset({"area"}) if here <= there or there <= here else frozenset()


def _one_target(
    a: TallyClaim, b: TallyClaim, compared: Compared, policy: CountPolicy
) -> bool:
    """Whether two equal figures count what was done to one target.

    Large figures need not say so twice: a hundred is rarely equal by chance.
    """
    if compared.target is Relation.SAME:
        return True
    large = min(a.number.stated or 0, b.number.stated or 0) >= policy.drift_large
    return large and compared.target is Relation.OPEN


def _other_actors(
    a: TallyClaim, b: TallyClaim, compared: Compared, directory: Directory
) -> bool:
    """Two actors of the directory, or one and a class that somebody describes."""
    if compared.perpetrator is not Relation.OPEN:
        return compared.perpetrator is Relation.DIFFERENT
    told = (keys(a.scope.perpetrators), keys(b.scope.perpetrators))
    return any(directory.get(key) for side in told for key in side)


def _one_time(
    a: TallyClaim, b: TallyClaim, documents: Documents, policy: CountPolicy
) -> bool:
    """Whether two totals end near enough in time to be one figure."""
    ends = end_of(a, documents), end_of(b, documents)
    if ends[0] is None or ends[1] is None:
        return False
    return abs(ends[0] - ends[1]) <= timedelta(days=policy.drift_days)


def _actors(tally: TallyClaim) -> str:
    """The perpetrators as the text names them, as a quotation."""
    return " and ".join(f'"{mention.text}"' for mention in tally.scope.perpetrators)


# ------------------------------------------------- one total with two first days


def totals_since_two_days(
    tallies: Sequence[TallyClaim],
    documents: Documents,
    directory: Directory,
    policy: CountPolicy,
) -> Iterator[Finding]:
    """One figure of one total that is told since two different days.

    A window that moves along (the last ten days, this month) has no such day.
    """

    def figure(tally: TallyClaim) -> Key | None:
        stated, window = tally.number.stated, tally.window
        fixed = window.anchor in (WindowAnchor.FIXED, WindowAnchor.EVENT)
        grows = tally.accumulation is Accumulation.CUMULATIVE
        if stated is None or stated < policy.drift_least:
            return None
        return (tally.measure, stated) if window.start and fixed and grows else None

    for a, b in pairs(tallies, figure):
        compared = compare(a, b, directory)
        apart = set(compared.named(Relation.DIFFERENT)) - {"unit", "as_of"}
        if (
            apart == {"start"}
            and _one_total(a, b, documents, compared, policy)
            and _one_time(a, b, documents, policy)
        ):
            starts = [t.window.start.edtf for t in (a, b) if t.window.start]
            message = f"{shown(a.number)} since {starts[0]} and since {starts[1]}"
            yield finding("contradiction-window", message, a, b)


def _one_total(
    a: TallyClaim,
    b: TallyClaim,
    documents: Mapping[str, Document],
    compared: Compared,
    policy: CountPolicy,
) -> bool:
    """Whether two equal figures are one speaker's, or large and about one matter."""
    if a.document == b.document:
        return False
    who = [speaker_key(tally, documents.get(tally.document)) for tally in (a, b)]
    if who[0] == who[1]:
        return True
    large = (a.number.stated or 0) >= policy.drift_large
    return large and (compared.target is Relation.SAME and bool(a.scope.targets))


# -------------------------------------------------- one total of two kinds of thing

COUNTS_OF_ACTS = frozenset(
    {Measure.INCIDENTS, Measure.MUNITIONS, Measure.SITES, Measure.VESSELS}
)
COUNTS_OF_PEOPLE = frozenset({Measure.KILLED, Measure.INJURED, Measure.CASUALTIES})


def totals_of_two_things(
    tallies: Sequence[TallyClaim],
    every: Sequence[TallyClaim],
    documents: Documents,
    directory: Directory,
    policy: CountPolicy,
) -> Iterator[Finding]:
    """One speaker's figure that is told as a count of two different things.

    Attacks or rockets, killed or killed and injured; with those that were stopped or
    without. A text that gives the figure for both things itself means both.

    Args:
        every: repeats among them, to know what each text gives.
    """
    given = {(t.document, t.measure, t.number.stated) for t in every}

    def figure(tally: TallyClaim) -> Key | None:
        stated = tally.number.stated
        if stated is None or stated < policy.drift_least:
            return None
        return speaker_key(tally, documents.get(tally.document)), stated

    for a, b in pairs(tallies, figure):
        both = (a.document, b.measure, b.number.stated) in given or (
            b.document,
            a.measure,
            a.number.stated,
        ) in given
        things = _two_things(a, b) if a.measure is b.measure or not both else ""
        compared = compare(a, b, directory)
        apart = set(compared.named(Relation.DIFFERENT)) - {"unit", "as_of", "excludes"}
        if (
            things
            and a.document != b.document
            and not apart - _nested(a, b)
            and _one_time(a, b, documents, policy)
        ):
            message = f"{shown(a.number)} is told as a count of {things}"
            yield finding("contradiction-definition", message, a, b)


def _two_things(a: TallyClaim, b: TallyClaim) -> str:
    """The two things that two totals say they count, in words; "" if they may be one."""
    units = stated_definition(a), stated_definition(b)
    if units[0] and units[1] and units[0] is not units[1]:
        return f"{units[0].value} and of {units[1].value}"
    if a.measure is not b.measure:
        alike = any({a.measure, b.measure} <= one for one in _KINDS)
        return f"{a.measure.value} and of {b.measure.value}" if alike else ""
    stopped = {intercepted(a), intercepted(b)}
    if stopped == {Intercepted.IN, Intercepted.OUT}:
        return "attacks with those that were stopped, and without"
    return ""


_KINDS = (COUNTS_OF_ACTS, COUNTS_OF_PEOPLE)
