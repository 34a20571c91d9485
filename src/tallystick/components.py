"""Incidents by connected component: the unit that derivation is cached by.

The law: what becomes of a component depends on its own inputs and on nothing else, so a
component whose inputs have not changed may be taken from an earlier book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tallystick.columns import Bools
from tallystick.conflicts import conflicts
from tallystick.conflicts.rivals import rival_accounts
from tallystick.directory import Directory
from tallystick.fuse import Frame, fuse, incident_id
from tallystick.ids import fingerprint
from tallystick.judge import Judged
from tallystick.match.apart import objecting, rival
from tallystick.match.links import Links
from tallystick.model.claims import IncidentClaim
from tallystick.model.derived import Book, Component, Finding, Incident
from tallystick.model.documents import Document
from tallystick.model.ledger import Ledger
from tallystick.notices import withdrawn
from tallystick.policy import Policy
from tallystick.resolve import (
    Group,
    Rulings,
    by_component,
    components,
    event_claims,
    resolve,
)
from tallystick.roots import name_of
from tallystick.table import ClaimTable
from tallystick.voices import Voice, voices

CODE = "derive/5"
"""Raised by hand when the same inputs make another component."""
CODES = frozenset(
    {
        "actor-at-two-levels",
        "contradiction-count",
        "contradiction-date",
        "contradiction-injured",
        "contradiction-killed",
        "contradiction-occurrence",
        "contradiction-outcome",
        "contradiction-place",
        "contradiction-responsibility",
        "contradiction-rival-accounts",
        "contradiction-superseded",
        "contradiction-target",
        "contradiction-weapon",
        "contradiction-within-document",
        "evolving-toll",
        "judgements-conflict",
    }
)
"""Findings that are kept with a component."""


@dataclass(frozen=True)
class Derived:
    """What became of all components."""

    incidents: tuple[Incident, ...]
    """By the order of their first claims."""
    components: tuple[Component, ...]
    findings: tuple[Finding, ...]

    @property
    def maybe_same(self) -> tuple[tuple[str, str], ...]:
        """Pairs of incident ids that may be one event and were not joined, sorted."""
        return tuple(sorted(pair for one in self.components for pair in one.maybe_same))


@dataclass(frozen=True)
class Inputs:
    """Everything that incidents are worked out from."""

    table: ClaimTable
    claims: Mapping[str, IncidentClaim]
    documents: Mapping[str, Document]
    stand: Judged
    policy: Policy
    actors: Directory
    withdrawn: Mapping[str, str]
    """Documents that their sources have taken back, see `notices.withdrawn`."""

    @classmethod
    def of(
        cls,
        ledger: Ledger,
        stand: Judged,
        table: ClaimTable,
        policy: Policy,
        actors: Directory,
    ) -> Inputs:
        """The inputs of all components of a ledger."""
        claims = {c.id: c for c in stand.claims if isinstance(c, IncidentClaim)}
        documents = {document.id: document for document in ledger.documents}
        fallen = withdrawn(ledger.documents, ledger.copies)
        return cls(table, claims, documents, stand, policy, actors, fallen)


@dataclass(frozen=True)
class Part:
    """One component before it is worked out."""

    rows: tuple[int, ...]
    links: Links
    rulings: Rulings


def derive_components(inputs: Inputs, links: Links, known: Book | None) -> Derived:
    """The incidents of a table, taken from an earlier book where nothing changed."""
    earlier = _Earlier(known or Book())
    made = []
    for part in parts(inputs, links):
        key = inputs_of(inputs, part)
        made.append(earlier.take(key) or _worked_out(inputs, part, key))
    incidents = [incident for one in made for incident in one.incidents]
    incidents.sort(key=lambda incident: inputs.table.rows[incident.claims[0]])
    return Derived(
        tuple(incidents),
        tuple(one.component for one in made),
        tuple(sorted(finding for one in made for finding in one.findings)),
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of one component."""

    component: Component
    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]


class _Earlier:
    """A book that was derived before, by the inputs of its components."""

    def __init__(self, book: Book) -> None:
        self.components = {component.inputs: component for component in book.components}
        self.incidents = {incident.id: incident for incident in book.incidents}
        self.findings: dict[str, list[Finding]] = {}
        for finding in book.findings:
            if finding.code in CODES:
                self.findings.setdefault(finding.subjects[0], []).append(finding)

    def take(self, inputs: str) -> _Made | None:
        """What became of a component with these inputs, if there was one."""
        component = self.components.get(inputs)
        if component is None or not self.incidents.keys() >= set(component.incidents):
            return None
        incidents = tuple(self.incidents[name] for name in component.incidents)
        claims = (claim for incident in incidents for claim in incident.claims)
        findings = (found for claim in claims for found in self.findings.get(claim, ()))
        return _Made(component, incidents, tuple(findings))


def parts(inputs: Inputs, links: Links) -> Iterator[Part]:
    """Components in the order of their first claims."""
    table = inputs.table
    told = [(table.rows[a], table.rows[b]) for a, b in inputs.stand.same]
    same = np.array(told, np.int64).reshape(-1, 2)
    first = components(table, links, inputs.policy, same)
    rows = np.array(event_claims(table), np.int64)
    for within, inside in by_component(first, rows, links):
        rulings = _rulings(inputs.stand, {table.ids[row] for row in within})
        yield Part(within, inside, rulings)


def _rulings(stand: Judged, names: set[str]) -> Rulings:
    return Rulings(
        same=tuple(pair for pair in stand.same if names.issuperset(pair)),
        different=frozenset(pair for pair in stand.different if names.issuperset(pair)),
        aside={name: stand.aside[name] for name in sorted(names & stand.aside.keys())},
    )


def inputs_of(inputs: Inputs, part: Part) -> str:
    """Hash of everything that a component is worked out from.

    The representation of a frozen record is its whole content, several times faster to
    write than its JSON, and names nothing that differs between two machines.
    """
    table = inputs.table
    claims = [table.ids[row] for row in part.rows]
    documents = {table.documents[i] for row in part.rows for i in _sources(table, row)}
    actors = {table.roots[table.root[row]] for row in part.rows}
    actors |= {name for claim in claims for name in _named(inputs.claims[claim])}
    lines = [
        CODE,
        repr(inputs.policy),
        *(repr(inputs.claims[claim]) for claim in claims),
        *(_source(inputs.documents[name]) for name in sorted(documents)),
        repr(sorted(documents & inputs.withdrawn.keys())),
        *(f"{name} {sorted(inputs.actors.interest(name))}" for name in sorted(actors)),
        *(repr(one) for one in part.links.proposals(table)),
        repr((part.rulings.same, sorted(part.rulings.different))),
        repr(sorted(part.rulings.aside.items())),
        repr([claim for claim in claims if claim in inputs.stand.looked_at]),
    ]
    return fingerprint("\n".join(lines))


def _sources(table: ClaimTable, row: int) -> tuple[int, int]:
    return int(table.document[row]), int(table.original[row])


def _source(document: Document) -> str:
    """What derivation asks of a document: its id stands for its texts."""
    return repr((document.id, document.published, document.agencies, document.source))


def _named(claim: IncidentClaim) -> Iterator[str]:
    """Every actor that a claim names."""
    yield from (name_of(told.actor) for told in claim.responsibility)
    yield from (name_of(target.mention) for target in claim.targets)
    yield from (name_of(said.by) for said in claim.response if said.by is not None)
    if claim.speaker is not None:
        yield name_of(claim.speaker)


def _worked_out(inputs: Inputs, part: Part, key: str) -> _Made:
    groups, conflicting = resolve(
        inputs.table, part.rows, part.links, part.rulings, inputs.policy
    )
    incidents, findings = [], list(conflicting)
    accounts: dict[str, tuple[Voice, ...]] = {}
    for group in groups:
        seen = inputs.table, group.rows, inputs.claims
        told = voices(*seen, inputs.documents, inputs.withdrawn)
        incident = fuse(inputs.table, told, _frame(inputs, group, groups), inputs.actors)
        incidents.append(incident)
        accounts[incident.id] = told
        findings += conflicts(incident, told, inputs.policy, inputs.actors)
    for one, other in maybe_same(incidents, part, inputs, rival(part.links, inputs.policy)):
        findings += rival_accounts(accounts[one], accounts[other], inputs.policy)
    believed = part.links.scores >= inputs.policy.maybe_at
    maybe = maybe_same(incidents, part, inputs, believed)
    names = tuple(incident.id for incident in incidents)
    component = Component(names[0], key, names, maybe)
    return _Made(component, tuple(incidents), tuple(findings))


def _frame(inputs: Inputs, group: Group, groups: Sequence[Group]) -> Frame:
    table, stand = inputs.table, inputs.stand
    names = [table.ids[row] for row in group.rows]
    documents = dict.fromkeys(table.documents[table.document[row]] for row in group.rows)
    return Frame(
        documents=tuple(documents),
        parent=None if group.parent is None else incident_id(table.ids[group.parent]),
        children=sum(other.parent == group.rows[0] for other in groups),
        set_aside=stand.aside.get(names[0]),
        looked_at=any(name in stand.looked_at for name in names),
    )


def maybe_same(
    incidents: Iterable[Incident], part: Part, inputs: Inputs, believed: Bools
) -> tuple[tuple[str, str], ...]:
    """Pairs of incidents that may be one event: believed in part, or believed and torn.

    What a person, the text itself or any pair of claims tells apart is not among them,
    nor a part and its whole.

    Args:
        believed: the links of which one must join some pair of their claims.
    """
    home = {claim: one for one in incidents if not one.set_aside for claim in one.claims}
    ids, links, policy = inputs.table.ids, part.links, inputs.policy
    told_apart = objecting(links, policy) | links.at("document", "its parts")
    maybe, apart = set(), set()
    for left, right, fits, against in zip(
        *(c.tolist() for c in (links.left, links.right, believed, told_apart)),
        strict=True,
    ):
        one, other = home.get(ids[left]), home.get(ids[right])
        if one is None or other is None or one is other:
            continue
        pair = (min(one.id, other.id), max(one.id, other.id))
        family = one.id == other.parent or other.id == one.parent
        ruled = tuple(sorted((ids[left], ids[right]))) in part.rulings.different
        if family or ruled or against:
            apart.add(pair)
        elif fits:
            maybe.add(pair)
    return tuple(sorted(maybe - apart))
