"""The closed little language that every published number is an expression of.

An expression names its operands by id, so a figure can be worked out again from a ledger's
claims and a book: a stale or invented one does not come to the value that is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from tallystick.ids import digest
from tallystick.model.claims import Claim, core_text
from tallystick.model.derived import Book, Count, Incident, Reconciliation


class Listing(StrEnum):
    """What can be counted by listing it."""

    DOCUMENTS = "documents"
    ROOTS = "roots"
    CLAIMS = "claims"
    INCIDENTS = "incidents"
    LANGUAGES = "languages"


@dataclass(frozen=True, slots=True)
class ClaimField:
    """A number of one claim, by its path: ``number.stated``, ``parts.0.number.low``."""

    claim: str
    path: str
    form: Literal["claim_field"] = "claim_field"


@dataclass(frozen=True, slots=True)
class IncidentField:
    """A number of one incident: ``low``, ``high``, ``killed.low``, ``injured.high``."""

    incident: str
    path: str
    form: Literal["incident_field"] = "incident_field"


@dataclass(frozen=True, slots=True)
class IncidentSum:
    """The sum of one field over incidents; one that says nothing adds nothing."""

    incidents: tuple[str, ...]
    path: str
    form: Literal["incident_sum"] = "incident_sum"


@dataclass(frozen=True, slots=True)
class CountField:
    """An end of a named count of the page: ``low``, ``best`` or ``high``."""

    count: str
    path: str
    form: Literal["count_field"] = "count_field"


@dataclass(frozen=True, slots=True)
class ReconciliationField:
    """A number of one reconciliation: ``gap_low``, ``count.low``; without its sign."""

    claim: str
    path: str
    form: Literal["reconciliation_field"] = "reconciliation_field"


@dataclass(frozen=True, slots=True)
class Listed:
    """How many things there are in a list, each of them known and none twice."""

    listing: Listing
    ids: tuple[str, ...]
    form: Literal["listed"] = "listed"


@dataclass(frozen=True, slots=True)
class Everything:
    """How many there are of a kind in all that was read."""

    listing: Listing
    form: Literal["everything"] = "everything"


@dataclass(frozen=True, slots=True)
class SumOf:
    """The sum of figures."""

    terms: tuple[Expression, ...]
    form: Literal["sum"] = "sum"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """The share of the claims under a figure that a standing judgement is about.

    A whole percentage, rounded down, so that 100 % is never said of less.
    """

    of: Expression
    form: Literal["looked_at"] = "looked_at"


Expression: TypeAlias = (
    ClaimField
    | IncidentField
    | IncidentSum
    | CountField
    | ReconciliationField
    | Listed
    | Everything
    | SumOf
    | LookedAt
)


@dataclass(frozen=True)
class Basis:
    """What figures are worked out from."""

    claims: Mapping[str, Claim]
    book: Book
    counts: Mapping[str, Count] = field(default_factory=dict)
    """Counts that were asked for on the page, by name."""
    known: Mapping[Listing, frozenset[str]] = field(default_factory=dict)
    """What may be listed beside claims, incidents and roots."""

    incidents: Mapping[str, Incident] = field(init=False)
    reconciliations: Mapping[str, Reconciliation] = field(init=False)
    origins: Mapping[str, str] = field(init=False)
    """Every root by a number of its own, ``origin-7``: a root may be a person's name, and
    expressions are published."""

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "incidents", {one.id: one for one in self.book.incidents})
        put(self, "reconciliations", {one.claim: one for one in self.book.reconciliations})
        roots = sorted({root for _, root in self.book.roots})
        put(self, "origins", {root: f"origin-{at}" for at, root in enumerate(roots, 1)})

    def listable(self, listing: Listing) -> frozenset[str]:
        """The ids that may stand in a list."""
        match listing:
            case Listing.CLAIMS:
                return frozenset(self.claims)
            case Listing.INCIDENTS:
                return frozenset(self.incidents)
            case Listing.ROOTS:
                return frozenset(self.origins.values())
        return self.known.get(listing, frozenset())


def evaluate(expression: Expression, basis: Basis) -> int | None:
    """The value of an expression; None where its operands do not say or do not exist."""
    match expression:
        case ClaimField(claim, path):
            return _field(basis.claims.get(claim), path)
        case IncidentField(incident, path):
            return _field(basis.incidents.get(incident), path)
        case IncidentSum(incidents, path):
            return _incident_sum(incidents, path, basis)
        case CountField(count, path):
            return _field(basis.counts.get(count), path)
        case ReconciliationField(claim, path):
            value = _field(basis.reconciliations.get(claim), path)
            return None if value is None else abs(value)
        case Listed(listing, ids):
            there = basis.listable(listing)
            return len(ids) if len(set(ids)) == len(ids) and set(ids) <= there else None
        case Everything(listing):
            return len(basis.listable(listing))
        case SumOf(terms):
            values = [evaluate(term, basis) for term in terms]
            said = [value for value in values if value is not None]
            return sum(said) if len(said) == len(values) else None
        case LookedAt(of):
            return _share(claims_under(of, basis), basis)


def _incident_sum(incidents: tuple[str, ...], path: str, basis: Basis) -> int | None:
    if len(set(incidents)) != len(incidents) or not set(incidents) <= set(basis.incidents):
        return None
    values = (_field(basis.incidents[one], path) for one in incidents)
    return sum(value for value in values if value is not None)


def _share(claims: frozenset[str], basis: Basis) -> int | None:
    looked = len(claims & set(basis.book.looked_at))
    return 100 * looked // len(claims) if claims else None


def claims_under(expression: Expression, basis: Basis) -> frozenset[str]:
    """The claims that a figure rests on; none for documents, roots and languages."""
    match expression:
        case ClaimField(claim) | ReconciliationField(claim):
            return frozenset({claim})
        case IncidentField(incident):
            return _claims_of({incident}, basis)
        case IncidentSum(incidents) | Listed(Listing.INCIDENTS, incidents):
            return _claims_of(incidents, basis)
        case CountField(count):
            asked = basis.counts[count]
            return _claims_of((*asked.incidents, *asked.possible), basis)
        case Listed(Listing.CLAIMS, ids):
            return frozenset(ids)
        case Everything(Listing.CLAIMS):
            return frozenset(basis.claims)
        case Everything(Listing.INCIDENTS):
            return _claims_of(basis.incidents, basis)
        case SumOf(terms):
            return frozenset().union(*(claims_under(term, basis) for term in terms))
        case LookedAt(of):
            return claims_under(of, basis)
    return frozenset()


def _claims_of(incidents: Iterable[str], basis: Basis) -> frozenset[str]:
    return frozenset(claim for one in incidents for claim in basis.incidents[one].claims)


def _field(value: object, path: str) -> int | None:
    """The whole number at a dotted path of a record; digits index tuples."""
    for step in path.split("."):
        if isinstance(value, tuple):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
        else:
            value = getattr(value, step, None)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def working_of(expression: Expression) -> str:
    """The anchor of the block that shows what a figure rests on."""
    match expression:
        case ClaimField(claim) | ReconciliationField(claim):
            return f"working-{claim}"
        case IncidentField(incident):
            return f"working-{incident}"
        case LookedAt(of):
            return working_of(of)
    return "working-" + digest("figure", core_text(expression))
