"""The one place that says what happens, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tallystick import judge
from tallystick.components import Derived, Inputs, derive_components
from tallystick.count import Ground
from tallystick.directory import Directory, directory
from tallystick.match.score import propose
from tallystick.model.claims import Statement, TallyClaim
from tallystick.model.derived import Book, Finding
from tallystick.model.documents import Copy, Document
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy
from tallystick.reconcile import announcements_given_to_another, reconcile
from tallystick.table import ClaimTable, build_table, roots_of
from tallystick.translations import find_translations, with_translations

UNREAD = frozenset({"language-not-read", "extractor-failed"})
"""Findings of a document that no extractor could read."""


def documents_read(ledger: Ledger) -> tuple[Document, ...]:
    """The documents that counting may rest on: kept, and read by some extractor."""
    unread = {
        reading.document
        for reading in ledger.readings
        if any(finding.code in UNREAD for finding in reading.findings)
    }
    return tuple(d for d in ledger.documents if d.id not in unread)


@dataclass(frozen=True)
class Worked:
    """A book with what it was worked out on."""

    book: Book
    table: ClaimTable
    derived: Derived
    ground: Ground
    totals: tuple[TallyClaim, ...]
    """Those that were held against it."""


def derive(
    ledger: Ledger,
    policy: Policy,
    known: Book | None = None,
    actors: Directory | None = None,
) -> Book:
    """Work out the book. Same ledger and policy, same book, byte for byte.

    Args:
        known: a book derived earlier under the same code; components whose inputs have
            not changed are taken from it. It changes how long this takes, nothing else.
        actors: the directory of actors; the package's own unless given.
    """
    return work(ledger, policy, known, actors).book


def work(
    ledger: Ledger,
    policy: Policy,
    known: Book | None = None,
    actors: Directory | None = None,
) -> Worked:
    """As `derive`, with the columns that the book was worked out on."""
    actors = actors or directory()
    stand = judge.judged(ledger, policy)
    translations = find_translations(ledger.documents, stand.claims, ledger.copies)
    ledger = replace(ledger, copies=with_translations(ledger.copies, translations))
    table = build_table(ledger, stand.claims, actors)
    links = propose(table, policy, actors)
    inputs = Inputs.of(ledger, stand, table, policy, actors)
    derived = derive_components(inputs, links, known)
    ground = Ground.of(
        derived.incidents,
        table,
        actors,
        documents=documents_read(ledger),
        claims=stand.claims,
        maybe_same=derived.maybe_same,
    )
    counted = [claim for claim in stand.claims if claim.id not in stand.aside]
    totals = [claim for claim in counted if isinstance(claim, TallyClaim)]
    acts = [claim for claim in counted if isinstance(claim, Statement)]
    told = [
        *announcements_given_to_another(acts, ground.documents, actors),
        *origins_told(inputs, translations),
    ]
    read = [finding for reading in ledger.readings for finding in reading.findings]
    book = Book(
        incidents=derived.incidents,
        components=derived.components,
        reconciliations=reconcile(totals, ground, policy.counting),
        findings=tuple(sorted({*read, *told, *stand.findings, *derived.findings})),
        roots=roots_of(table),
        looked_at=tuple(sorted(stand.looked_at)),
    )
    return Worked(book, table, derived, ground, tuple(totals))


def origins_told(inputs: Inputs, translations: Iterable[Copy]) -> Iterator[Finding]:
    """What a person should know of where documents come from."""
    for copy in translations:
        ends = copy.document, copy.original
        yield Finding("translated-copy", ends, "told in two languages")
    for name, notice in inputs.withdrawn.items():
        words = "its source has taken it back"
        yield Finding("document-withdrawn", (name, notice), words)
