"""What a book says, as ids and numbers alone: what two moments are compared by.

An edition keeps one. It holds no words of a document, since no redaction reaches it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tallystick.count import count
from tallystick.directory import Directory
from tallystick.model.derived import (
    Book,
    Count,
    FusedNumber,
    Incident,
    Question,
    Reconciliation,
)
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy
from tallystick.table import ClaimTable
from tallystick.views.effects import OVERALL
from tallystick.views.ground import ground_of


@dataclass(frozen=True, slots=True)
class Band:
    """A number of ours; None is "not stated" in the middle and "open" above."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class GradeState:
    """A grade without its reason, which names people."""

    proposition: str
    grade: str
    contested: bool


@dataclass(frozen=True, slots=True)
class IncidentState:
    """What is said of an incident."""

    id: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    first_day: str | None
    last_day: str | None
    engagements: Band
    killed: Band | None
    injured: Band | None
    outcome: str
    parent: str | None
    counted: bool
    grades: tuple[GradeState, ...]


@dataclass(frozen=True, slots=True)
class TotalState:
    """What became of a stated total."""

    claim: str
    document: str
    verdict: str
    count: Band | None
    incidents: tuple[str, ...]
    """Those that were counted for it, or may be; none in an edition."""


@dataclass(frozen=True, slots=True)
class SaidState:
    """A judgement and what it bears on in the end: claims, or a document."""

    id: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A book at one moment, and what it rests on."""

    documents: tuple[str, ...]
    judgements: tuple[SaidState, ...]
    incidents: tuple[IncidentState, ...]
    counts: tuple[tuple[str, Band], ...]
    """Our counts of all reports, by measure."""
    totals: tuple[TotalState, ...]

    def to_keep(self) -> Snapshot:
        """Without the incidents behind each total, which every total would repeat."""
        bare = tuple(replace(total, incidents=()) for total in self.totals)
        return replace(self, totals=bare)


def snapshot(ledger: Ledger, book: Book, policy: Policy, actors: Directory) -> Snapshot:
    """The snapshot of a book that `derive` made of a ledger under a policy."""
    ground = ground_of(ledger, book, actors, policy)
    asked = ((measure, Question(measure=measure)) for measure in OVERALL)
    return Snapshot(
        documents=tuple(sorted(document.id for document in ledger.documents)),
        judgements=tuple(_said(ledger.judgements)),
        incidents=tuple(map(_incident, book.incidents)),
        counts=tuple(
            (measure.value, _band(count(question, ground, policy.counting)))
            for measure, question in asked
        ),
        totals=tuple(_total(one, ground.table) for one in book.reconciliations),
    )


def _incident(incident: Incident) -> IncidentState:
    return IncidentState(
        id=incident.id,
        claims=tuple(sorted(incident.claims)),
        documents=tuple(sorted(incident.documents)),
        first_day=incident.first_day,
        last_day=incident.last_day,
        engagements=Band(incident.low, None, incident.high),
        killed=_toll(incident.killed),
        injured=_toll(incident.injured),
        outcome=incident.outcome,
        parent=incident.parent,
        counted=incident.set_aside is None,
        grades=tuple(
            GradeState(proposition.value, graded.grade.value, graded.contested)
            for proposition, graded in incident.grades
        ),
    )


def _toll(told: FusedNumber | None) -> Band | None:
    return Band(told.low, None, told.high) if told else None


def _total(one: Reconciliation, table: ClaimTable) -> TotalState:
    document = table.documents[table.document[table.rows[one.claim]]]
    found = one.count
    members = (*found.incidents, *found.possible) if found else ()
    band = _band(found) if found else None
    told = one.verdict.value, band, tuple(sorted(members))
    return TotalState(one.claim, document, *told)


def _band(found: Count) -> Band:
    return Band(found.low, found.best, found.high)


def _said(log: Iterable[Judgement]) -> Iterator[SaidState]:
    """The log; a withdrawal bears on what the word bore on that it takes back."""
    known: dict[str, tuple[str, ...]] = {}
    for one in log:
        known[one.id] = _about(one, known)
        yield SaidState(one.id, known[one.id])


def _about(one: Judgement, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if one.verdict is Verdict.WITHDRAW:
        return known.get(one.subjects[0], ())
    return tuple(sorted(one.subjects))
