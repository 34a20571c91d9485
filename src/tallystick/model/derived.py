"""What is worked out from documents, judgements and policy. Delete it, run again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tallystick.model.lists import Measure


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that a person should look at."""

    code: str
    """One of the codes in ``data/findings.tsv``."""
    subjects: tuple[str, ...]
    """Ids of claims, incidents, documents or judgements, sorted unless order means."""
    message: str


class Grade(StrEnum):
    """How well a proposition is supported: the same rule for every party."""

    UNASSESSED = "unassessed"
    SELF_CLAIM = "self_claim"
    SINGLE_ROOT = "single_root"
    CORROBORATED = "corroborated"
    AGREED = "agreed"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with its reason; *contested* is a flag beside it."""

    grade: Grade
    reason: str
    contested: bool = False


class Proposition(StrEnum):
    """What is graded of an incident."""

    OCCURRENCE = "occurrence"
    RESPONSIBILITY = "responsibility"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A matcher's belief that two claims tell of one event. No decision."""

    left: str
    right: str
    score: float
    """Four decimals; log-odds style sum of the levels' weights, see `match.score`."""
    levels: tuple[tuple[str, str], ...]
    """Comparison and the label of the level it came to, in a fixed order."""
    matcher: str
    """Name and version, ``weights/1``."""


@dataclass(frozen=True, slots=True)
class FusedValue:
    """One value of an incident with the claims that say it."""

    value: str
    """As printed: a code, an id, a day, or words."""
    claims: tuple[str, ...]
    label: str = ""
    """What a reader sees, where the value is an id."""


@dataclass(frozen=True, slots=True)
class FusedNumber:
    """A toll of an incident over its roots: low and high are inclusive, None open."""

    low: int | None
    high: int | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """The claims believed to tell of one event, with what they say of it together."""

    id: str
    claims: tuple[str, ...]
    """Claim ids, first published first."""
    documents: tuple[str, ...]
    """Document ids in the same order, each once."""
    roots: tuple[str, ...]
    """Independent origins, sorted."""
    event_types: tuple[FusedValue, ...] = ()
    places: tuple[FusedValue, ...] = ()
    countries: tuple[FusedValue, ...] = ()
    admin1: tuple[FusedValue, ...] = ()
    first_day: str | None = None
    last_day: str | None = None
    perpetrators: tuple[FusedValue, ...] = ()
    claimed_by: tuple[FusedValue, ...] = ()
    targets: tuple[FusedValue, ...] = ()
    weapons: tuple[FusedValue, ...] = ()
    killed: FusedNumber | None = None
    injured: FusedNumber | None = None
    outcome: str = "unknown"
    low: int = 1
    """Fewest engagements it can be under ``per_incident``; 0 if it may not have been."""
    high: int = 1
    """Most engagements it can be, as far as the claims say."""
    grades: tuple[tuple[Proposition, Graded], ...] = ()
    parent: str | None = None
    set_aside: str | None = None
    """Why it is not counted; None if it is."""
    looked_at: bool = False
    """A person has judged one of its claims or links."""


@dataclass(frozen=True, slots=True)
class Question:
    """A scope to count in; None means "any"."""

    actor: str | None = None
    target: str | None = None
    countries: tuple[str, ...] = ()
    admin1: str | None = None
    place: str | None = None
    event_types: tuple[str, ...] = ()
    since: str | None = None
    """Inclusive ISO day."""
    until: str | None = None
    """Inclusive ISO day."""
    measure: Measure = Measure.INCIDENTS
    rule: str = "per_incident/1"


@dataclass(frozen=True, slots=True)
class Count:
    """Our own number for a scope under a counting rule, with its working."""

    measure: Measure
    rule: str
    low: int
    best: int | None
    """The value under the policy's own choices, not an estimate."""
    high: int | None
    """None is open above."""
    incidents: tuple[str, ...]
    """Incidents that certainly lie in the scope."""
    possible: tuple[str, ...]
    """Incidents that may lie in it: they count in `high` only."""
    set_aside: tuple[tuple[str, str], ...]
    """Incident and why it was left out, for those near the scope."""
    documents: int
    roots: int


class VerdictKind(StrEnum):
    """How a stated total stands to our count of its own scope."""

    OVERLAPS = "overlaps"
    MORE_THAN_FOUND = "more_than_found"
    FEWER_THAN_FOUND = "fewer_than_found"
    CANNOT_COMPARE = "cannot_compare"
    NOT_TESTED = "not_tested"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A stated total beside the count of its own scope."""

    claim: str
    rule: str
    count: Count | None
    """None when there is nothing to compare with."""
    verdict: VerdictKind
    uninformative: bool
    """Our band is too wide to tell."""
    gap_low: int | None
    """Stated total less our high; positive means more stated than found."""
    gap_high: int | None
    """Stated total less our low."""
    reasons: tuple[str, ...]
    """Codes and words of what may explain the gap, or forbids comparing."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Component:
    """Claims linked to one another: the unit that derivation is cached by."""

    key: str
    """Id of its first incident."""
    inputs: str
    """Hash of everything that its incidents were worked out from."""
    incidents: tuple[str, ...]
    maybe_same: tuple[tuple[str, str], ...] = ()
    """Pairs of its incidents that may be one event and were not joined."""


@dataclass(frozen=True, slots=True)
class Book:
    """All that was derived at one time from one ledger under one policy."""

    incidents: tuple[Incident, ...] = ()
    components: tuple[Component, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    findings: tuple[Finding, ...] = ()
    roots: tuple[tuple[str, str], ...] = field(default=())
    """Claim id and its root, sorted."""
    looked_at: tuple[str, ...] = ()
    """Claims that a standing judgement is about, sorted."""
