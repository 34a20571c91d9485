"""The order of reading without a parser: one document in, one reading out."""

from __future__ import annotations

from pathlib import Path

from tallystick.directory import Directory
from tallystick.model.claims import Claim
from tallystick.model.derived import Finding
from tallystick.model.documents import Document
from tallystick.model.ledger import Reading
from tallystick.model.lists import Assertion
from tallystick.read.phrases.counted import counted
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.elliptic import asked
from tallystick.read.phrases.incidents import read_incidents
from tallystick.read.phrases.page import Page, page
from tallystick.read.phrases.people import private_spans
from tallystick.read.phrases.singles import singles
from tallystick.read.phrases.statements import read_statements
from tallystick.read.phrases.tallies import read_tallies
from tallystick.read.phrases.topics import off_topic


def read_document(
    document: Document,
    name: str,
    known: Directory | None = None,
    sites: tuple[Path, ...] = (),
) -> Reading:
    """Everything that a document in one of `words.LANGUAGES` claims.

    Args:
        name: the extractor that claims are kept under.
        known: the directory of actors; the package's own if None.
        sites: tables of a user's own sites, beside the package's.
    """
    read = page(document, known, sites)
    if off_topic(read):
        return Reading(document.id, name)
    counts = _count_all(read)
    tallies, tellings = read_tallies(read, counts, name)
    totals: dict[int, tuple[Counted, ...]] = {}
    for draft in tellings:
        if draft.run:
            here = totals.get(draft.sentence.index, ())
            totals[draft.sentence.index] = (*here, draft.counted)
    people = {
        s.index: (*counts[s.index], *singles(s, counts[s.index])) for s in read.sentences
    }
    incidents = read_incidents(read, people, totals, name)
    claims: list[Claim] = [
        *(draft.claim for draft in tallies),
        *incidents,
        *read_statements(read, name),
    ]
    ordered = sorted(
        {claim.id: claim for claim in claims}.values(),
        key=lambda c: (c.anchor.span.part, c.anchor.span.start, c.kind, c.anchor.nth),
    )
    undated = tuple(
        Finding("undated-claim", (c.id,), "no date could be read for this incident")
        for c in incidents
        if c.date is None and c.assertion is Assertion.OCCURRED
    )
    return Reading(document.id, name, tuple(ordered), undated, private_spans(read))


def _count_all(read: Page) -> dict[int, tuple[Counted, ...]]:
    """What the numbers of each sentence count, by `Sentence.index`."""
    found: dict[int, tuple[Counted, ...]] = {}
    last: Counted | None = None
    for sentence in read.sentences:
        here = found[sentence.index] = counted(sentence, last)
        last = asked(sentence) or (here[0] if here else None)
    return found
