"""The JSON of `design.md` 6 for what was derived: incidents, reconciliations, counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from tallystick.count import chosen, count
from tallystick.directory import Directory
from tallystick.model.derived import (
    Book,
    Count,
    Finding,
    FusedNumber,
    FusedValue,
    Incident,
    Question,
    Reconciliation,
)
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy
from tallystick.views.ground import ground_of
from tallystick.views.rows import finding_rows

Row = dict[str, Any]

BETWEEN_ANNOUNCEMENTS = "contradiction-issuer"
"""Findings of announcements, which stand in no incident and in no total."""
ORIGINS = frozenset({"document-withdrawn", "translated-copy"})
"""Findings of documents that bear on what rests on them."""


def incident_rows(ledger: Ledger, book: Book) -> Iterator[Row]:
    """One object an incident, in the order of the book."""
    names = _external_ids(ledger)
    about = _findings_by_claim(book)
    for incident in book.incidents:
        own = {f: None for claim in incident.claims for f in about[claim]}
        whence = (f for document in incident.documents for f in about[document])
        own |= {f: None for f in whence if f.code in ORIGINS}
        yield {
            "incident": incident.id,
            "documents": [n for d in incident.documents for n in names.get(d, [d])],
            "claims": list(incident.claims),
            "fields": _fields(incident),
            "grades": {
                proposition.value: {
                    "grade": graded.grade.value,
                    "contested": graded.contested,
                    "reason": graded.reason,
                }
                for proposition, graded in incident.grades
            },
            "parent": incident.parent,
            "set_aside": incident.set_aside,
            "findings": finding_rows(own),
        }


def _external_ids(ledger: Ledger) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for intake in sorted(ledger.intakes, key=lambda i: (i.document, i.external_id)):
        names[intake.document].append(intake.external_id)
    return dict(names)


def _findings_by_claim(book: Book) -> dict[str, list[Finding]]:
    about: dict[str, list[Finding]] = defaultdict(list)
    for finding in book.findings:
        for subject in finding.subjects:
            about[subject].append(finding)
    return about


def _fields(incident: Incident) -> Row:
    return {
        "event_types": _values(incident.event_types),
        "places": _values(incident.places),
        "countries": _values(incident.countries),
        "admin1": _values(incident.admin1),
        "first_day": incident.first_day,
        "last_day": incident.last_day,
        "perpetrators": _values(incident.perpetrators),
        "claimed_by": _values(incident.claimed_by),
        "targets": _values(incident.targets),
        "weapons": _values(incident.weapons),
        "killed": _toll(incident.killed),
        "injured": _toll(incident.injured),
        "outcome": incident.outcome,
        "low": incident.low,
        "high": incident.high,
    }


def _values(values: tuple[FusedValue, ...]) -> list[Row]:
    return [
        {"value": v.value, "label": v.label or v.value, "claims": list(v.claims)}
        for v in values
    ]


def _toll(number: FusedNumber | None) -> Row | None:
    if number is None:
        return None
    return {"low": number.low, "high": number.high, "claims": list(number.claims)}


def reconciliation_rows(ledger: Ledger, book: Book) -> Iterator[Row]:
    """One object a stated total, in the order of the book; then one an announcement that
    contradicts another, which has no count and no verdict."""
    told = _Documents(ledger, book)
    for one in book.reconciliations:
        yield {
            "claim": one.claim,
            "rule": one.rule,
            "count": one.count and count_row(one.count, told.of(one.count.incidents)),
            "verdict": one.verdict.value,
            "uninformative": one.uninformative,
            "gap": _gap(one),
            "reasons": list(one.reasons),
            "findings": finding_rows(one.findings),
        }
    yield from _announcements(book)


def _announcements(book: Book) -> Iterator[Row]:
    """Findings between announcements, each once, with its first subject."""
    by_subject: dict[str, list[Finding]] = defaultdict(list)
    for finding in book.findings:
        if finding.code == BETWEEN_ANNOUNCEMENTS:
            by_subject[finding.subjects[0]].append(finding)
    for claim, found in sorted(by_subject.items()):
        yield {
            "claim": claim,
            "rule": None,
            "count": None,
            "verdict": None,
            "uninformative": None,
            "gap": None,
            "reasons": [],
            "findings": finding_rows(found),
        }


def _gap(one: Reconciliation) -> Row | None:
    if one.count is None:
        return None
    return {"low": one.gap_low, "high": one.gap_high}


def count_row(found: Count, documents: Iterable[str]) -> Row:
    """A count with its working.

    Args:
        documents: external ids of the documents that tell of what is counted.
    """
    return {
        "low": found.low,
        "best": found.best,
        "high": found.high,
        "measure": found.measure.value,
        "rule": found.rule,
        "incidents": list(found.incidents),
        "possible": list(found.possible),
        "documents": list(documents),
        "documents_read": found.documents,
        "roots_read": found.roots,
        "set_aside": [{"incident": i, "reason": why} for i, why in found.set_aside],
    }


class Counter:
    """Answers questions of one book; what they share is worked out once."""

    def __init__(
        self, ledger: Ledger, book: Book, actors: Directory, policy: Policy
    ) -> None:
        self._ground = ground_of(ledger, book, actors, policy)
        self._documents = _Documents(ledger, book)
        self._policy = policy.counting

    def answer(self, question: Question) -> Row:
        """The count of a question as a plain object, with what `best` rests on."""
        best = chosen(question, self._ground, self._policy)
        found = count(question, self._ground, self._policy)
        return count_row(found, self._documents.of(best))


class _Documents:
    """Which documents tell of incidents, by the names that the user gave them."""

    def __init__(self, ledger: Ledger, book: Book) -> None:
        self._names = _external_ids(ledger)
        self._told = {one.id: one.documents for one in book.incidents}

    def of(self, incidents: Iterable[str]) -> list[str]:
        """External ids, sorted; the document's own id where a row had none."""
        documents = {one for incident in incidents for one in self._told[incident]}
        return sorted(n for one in documents for n in self._names.get(one, [one]))
