"""What differs between two books, and which documents and judgements it came by.

Incidents are followed by their claims, never by their names: one that two others were
joined into is told as that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tallystick.views.snapshot import Band, IncidentState, Snapshot, TotalState


class Became(StrEnum):
    """What became of an incident or of a stated total."""

    NEW = "new"
    GONE = "gone"
    JOINED = "joined"
    """Several before, one after."""
    PARTED = "parted"
    """One before, several after."""
    REGROUPED = "regrouped"
    """Several before and after, in other groups."""
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Field:
    """A value before and after, in words; "" where there is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class IncidentChange:
    """What became of some incidents that share claims."""

    became: Became
    before: tuple[str, ...]
    after: tuple[str, ...]
    fields: tuple[Field, ...]
    """What changed, where it is one incident before and after."""
    because: tuple[str, ...]
    """Documents and judgements that came or went and bear on its claims. Empty where it
    changed by what stands beside it, by another reading or under another policy."""


@dataclass(frozen=True, slots=True)
class CountChange:
    """One of our counts before and after."""

    measure: str
    before: Band | None
    after: Band | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TotalChange:
    """A stated total whose verdict or count is another."""

    became: Became
    claim: str
    fields: tuple[Field, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs; a book does not differ from itself."""

    documents_in: tuple[str, ...] = ()
    documents_out: tuple[str, ...] = ()
    judgements_in: tuple[str, ...] = ()
    judgements_out: tuple[str, ...] = ()
    incidents: tuple[IncidentChange, ...] = ()
    counts: tuple[CountChange, ...] = ()
    totals: tuple[TotalChange, ...] = ()


def differences(before: Snapshot, after: Snapshot) -> Differences:
    """What differs from one snapshot to another."""
    causes = _Causes(before, after)
    incidents = tuple(_incidents(before, after, causes))
    everything = tuple(sorted({one for change in incidents for one in change.because}))
    return Differences(
        documents_in=tuple(sorted(set(after.documents) - set(before.documents))),
        documents_out=tuple(sorted(set(before.documents) - set(after.documents))),
        judgements_in=_only(after, before),
        judgements_out=_only(before, after),
        incidents=incidents,
        counts=tuple(_counts(before, after, everything)),
        totals=tuple(_totals(before, after, incidents, causes)),
    )


def _only(here: Snapshot, there: Snapshot) -> tuple[str, ...]:
    """Judgements that one has and the other lacks, in the order said."""
    known = {one.id for one in there.judgements}
    return tuple(one.id for one in here.judgements if one.id not in known)


class _Causes:
    """What came or went between two snapshots, by what it bears on."""

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self._documents = set(before.documents) ^ set(after.documents)
        said = {one.id: one for one in (*before.judgements, *after.judgements)}
        changed = {*_only(before, after), *_only(after, before)}
        self._about: dict[str, list[str]] = defaultdict(list)
        for name in changed:
            for subject in said[name].about:
                self._about[subject].append(name)

    def of(self, claims: Iterable[str], documents: Iterable[str]) -> tuple[str, ...]:
        """Documents and judgements that came or went and bear on these."""
        told = set(documents)
        spoken = {name for one in (*claims, *told) for name in self._about.get(one, ())}
        return tuple(sorted((told & self._documents) | spoken))


def _incidents(
    before: Snapshot, after: Snapshot, causes: _Causes
) -> Iterator[IncidentChange]:
    for old, new in _shared(before.incidents, after.incidents):
        became, fields = _became(old, new)
        if became is Became.CHANGED and not fields:
            continue
        every = (*old, *new)
        yield IncidentChange(
            became=became,
            before=tuple(one.id for one in old),
            after=tuple(one.id for one in new),
            fields=fields,
            because=causes.of(
                sorted({claim for one in every for claim in one.claims}),
                sorted({document for one in every for document in one.documents}),
            ),
        )


States = list[IncidentState]


def _shared(
    before: Iterable[IncidentState], after: Iterable[IncidentState]
) -> Iterator[tuple[States, States]]:
    """Incidents of both sides that share claims, directly or by way of others."""
    old, new = _by_claim(before), _by_claim(after)
    done: set[str] = set()
    for claim in sorted(old.keys() | new.keys()):
        if claim in done:
            continue
        reached, waiting = set[str](), [claim]
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                sides = (side[one] for side in (old, new) if one in side)
                waiting += [other for state in sides for other in state.claims]
        done |= reached
        yield _of(old, reached), _of(new, reached)


def _by_claim(incidents: Iterable[IncidentState]) -> dict[str, IncidentState]:
    return {claim: one for one in incidents for claim in one.claims}


def _of(side: Mapping[str, IncidentState], claims: Iterable[str]) -> States:
    found = {side[claim].id: side[claim] for claim in claims if claim in side}
    return [one for _, one in sorted(found.items())]


def _became(old: States, new: States) -> tuple[Became, tuple[Field, ...]]:
    if not old or not new:
        return (Became.NEW if new else Became.GONE), ()
    if len(old) > 1:
        return (Became.REGROUPED if len(new) > 1 else Became.JOINED), ()
    if len(new) > 1:
        return Became.PARTED, ()
    return Became.CHANGED, tuple(_fields(_told(old[0]), _told(new[0])))


def _fields(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Field]:
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield Field(name, old, new)


def _told(one: IncidentState) -> dict[str, str]:
    grades = {
        grade.proposition: f"{grade.grade}, contested" if grade.contested else grade.grade
        for grade in one.grades
    }
    return {
        "claims": " ".join(one.claims),
        "first_day": one.first_day or "",
        "last_day": one.last_day or "",
        "engagements": band_text(one.engagements),
        "killed": band_text(one.killed),
        "injured": band_text(one.injured),
        "outcome": one.outcome,
        "parent": one.parent or "",
        "counted": "yes" if one.counted else "no",
        **grades,
    }


def _counts(
    before: Snapshot, after: Snapshot, because: tuple[str, ...]
) -> Iterator[CountChange]:
    old, new = dict(before.counts), dict(after.counts)
    for measure in dict.fromkeys((*old, *new)):
        if old.get(measure) != new.get(measure):
            yield CountChange(measure, old.get(measure), new.get(measure), because)


def _totals(
    before: Snapshot,
    after: Snapshot,
    incidents: Iterable[IncidentChange],
    causes: _Causes,
) -> Iterator[TotalChange]:
    old = {one.claim: one for one in before.totals}
    new = {one.claim: one for one in after.totals}
    moved = {name: one for one in incidents for name in (*one.before, *one.after)}
    for claim in sorted(old.keys() | new.keys()):
        sides = [side[claim] for side in (old, new) if claim in side]
        fields = tuple(_fields(_of_total(old.get(claim)), _of_total(new.get(claim))))
        if fields:
            became = Became.CHANGED if len(sides) > 1 else _came(claim in new)
            through = _through(sides, moved)
            own = causes.of([claim], [side.document for side in sides])
            yield TotalChange(became, claim, fields, tuple(sorted({*own, *through})))


def _came(new: bool) -> Became:
    return Became.NEW if new else Became.GONE


def _of_total(one: TotalState | None) -> dict[str, str]:
    return {"verdict": one.verdict, "count": band_text(one.count)} if one else {}


def _through(
    sides: Iterable[TotalState], moved: Mapping[str, IncidentChange]
) -> Iterator[str]:
    """What moved the incidents that a total was held against."""
    for incident in {name for side in sides for name in side.incidents}:
        if incident in moved:
            yield from moved[incident].because


def band_text(band: Band | None) -> str:
    """A number of ours in a few characters: ``3``, ``3..5``, ``3..`` for open above."""
    if band is None:
        return ""
    low, high = ("" if end is None else str(end) for end in (band.low, band.high))
    ends = low if low == high else f"{low}..{high}"
    return ends if band.best is None else f"{ends} (best {band.best})"
