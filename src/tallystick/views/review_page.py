"""The review: everything that its page shows, in reading order.

One frozen answer for every form it takes (HTML, Markdown, JSON). It knows no clock: its
dates are those of the documents. It is a pure function of ledger, book and policy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tallystick.directory import Directory, directory
from tallystick.judge import UNHELD, judged
from tallystick.model.claims import Claim, Statement, TallyClaim
from tallystick.model.derived import Book, Incident
from tallystick.model.documents import Document
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy
from tallystick.views.moments import LAST_SECOND
from tallystick.views.review_brief import BriefRow, brief_rows
from tallystick.views.review_charts import MapView, Timeline, map_view, timeline
from tallystick.views.review_figures import (
    Basis,
    Everything,
    Listing,
    LookedAt,
)
from tallystick.views.review_found import Found, counts_of, found_view
from tallystick.views.review_incidents import (
    AsideRow,
    Breakdown,
    IncidentRow,
    aside_row,
    breakdowns,
    incident_row,
    is_past,
)
from tallystick.views.review_masks import Masks
from tallystick.views.review_method import Method, method_view
from tallystick.views.review_notes import (
    Note,
    SourceRow,
    StatementRow,
    Voice,
    gathered,
    lone_claims,
    not_established,
    note,
    source_rows,
    statement_row,
    translations,
)
from tallystick.views.review_parties import PartyRow, party_rows, public_names
from tallystick.views.review_prose import (
    Day,
    Figure,
    Prose,
    pieces_of,
    say,
)
from tallystick.views.review_scribe import Scribe, stretch
from tallystick.views.review_stated import Stated, stated_view
from tallystick.views.review_texts import KeptText, Texts
from tallystick.views.review_working import (
    Working,
    claim_working,
    figure_working,
    incident_working,
)
from tallystick.views.why import Explaining


@dataclass(frozen=True, slots=True)
class Heading:
    """What was read, and how much of it a person has looked at."""

    title: Prose
    span: Prose
    """The days between which the documents were published."""
    read: Prose
    looked_at: Prose


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review, in reading order."""

    heading: Heading
    brief: tuple[BriefRow, ...]
    """What an editor sees first, below the totals."""
    stated: Stated
    found: Found
    incidents: tuple[IncidentRow, ...]
    breakdowns: tuple[Breakdown, ...]
    aside: tuple[AsideRow, ...]
    timeline: Timeline
    map: MapView
    contradictions: tuple[Note, ...]
    statements: tuple[StatementRow, ...]
    gaps: tuple[Prose, ...]
    lone: tuple[Voice, ...]
    """Incidents that only their claimant reports."""
    sources: tuple[SourceRow, ...]
    parties: tuple[PartyRow, ...]
    """The named actors with their ties, which grades rest on."""
    method: Method
    findings: tuple[Note, ...]
    workings: tuple[Working, ...]
    texts: tuple[KeptText, ...]


def review_page(
    ledger: Ledger,
    book: Book,
    policy: Policy,
    *,
    actors: Directory | None = None,
    as_of: str | None = None,
) -> ReviewPage:
    """Everything that a review of a ledger shows.

    Args:
        book: what `derive` made of the same ledger under the same policy.
        actors: where neutral names come from; the directory that is shipped if None.
        as_of: the moment, UTC, if the ledger is one of the past.

    Raises:
        UnmaskedName: a name that a reading marks as private would be published.
    """
    return _Making(ledger, book, policy, actors or directory(), as_of).page()


class _Making:
    """One page in the making: what its parts share."""

    def __init__(
        self,
        ledger: Ledger,
        book: Book,
        policy: Policy,
        actors: Directory,
        as_of: str | None,
    ) -> None:
        self.ledger, self.book, self.policy = ledger, book, policy
        self.actors, self.as_of = actors, as_of
        self.claims = standing_claims(ledger, policy)
        self.documents = _in_order(ledger.documents)
        basis = basis_of(ledger, book, policy, actors)
        known = {one.id: one for one in ledger.documents}
        public = public_names(ledger.documents, self.claims, actors)
        self.masks = Masks(ledger.documents, ledger.readings, public)
        texts = Texts(known, self.claims, self.masks)
        self.scribe = Scribe(known, basis, texts, actors)
        order = {document.id: at for at, document in enumerate(self.documents)}
        self.claims.sort(key=lambda c: (order[c.document], c.anchor.span.start, c.id))
        told = sorted(book.incidents, key=_by_day)
        self.counted = [
            one for one in told if one.set_aside is None and is_past(one, basis.claims)
        ]
        counted = {one.id for one in self.counted}
        self.aside = [one for one in told if one.id not in counted]

    def page(self) -> ReviewPage:
        """The page, with a working for every figure on it."""
        scribe, counted = self.scribe, self.counted
        totals = [claim for claim in self.claims if isinstance(claim, TallyClaim)]
        told = [claim for claim in self.claims if isinstance(claim, Statement)]
        stated = stated_view(scribe, totals, self.actors, self.policy.counting)
        clashes, findings = self._notes()
        copies = (*self.ledger.copies, *translations(self.book))
        gaps = not_established(scribe, totals, counted)
        page = ReviewPage(
            heading=self._heading(),
            brief=brief_rows(scribe, counted, told, gaps, stated.differ, clashes),
            stated=stated,
            found=found_view(scribe),
            incidents=tuple(incident_row(scribe, one) for one in counted),
            breakdowns=breakdowns(scribe, counted),
            aside=tuple(aside_row(scribe, one) for one in self.aside),
            timeline=timeline(scribe, counted, totals),
            map=map_view(scribe, counted),
            contradictions=clashes,
            statements=tuple(statement_row(scribe, claim) for claim in told),
            gaps=gaps,
            lone=lone_claims(scribe, counted),
            sources=source_rows(scribe, self.documents, copies),
            parties=party_rows(scribe, self.claims, self.actors),
            method=method_view(self.ledger, self.policy, self.as_of),
            findings=findings,
            workings=(),
            texts=tuple(scribe.texts.kept(one) for one in self.documents),
        )
        page = replace(page, workings=self._workings(page))
        self.masks.check(page)
        return page

    def _notes(self) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
        """Contradictions, and all other findings, each once."""
        found = {one for held in self.book.reconciliations for one in held.findings}
        every = sorted(found | set(self.book.findings))
        home = {claim: one.id for one in self.book.incidents for claim in one.claims}
        notes = [note(self.scribe, one) for one in gathered(every, home)]
        clash = [one.code.startswith("contradiction-") for one in notes]
        return (
            tuple(one for one, is_clash in zip(notes, clash, strict=True) if is_clash),
            tuple(one for one, is_clash in zip(notes, clash, strict=True) if not is_clash),
        )

    def _heading(self) -> Heading:
        days = sorted(one.published.day for one in self.documents if one.published)
        everything = {one.value: self.scribe.figure(Everything(one)) for one in Listing}
        return Heading(
            title=say("title"),
            span=stretch(days[0], days[-1]) if days else say("undated"),
            read=self._as_of(say("read", **everything)),
            looked_at=self._looked_at(),
        )

    def _looked_at(self) -> Prose:
        if not self.claims:
            return say("nothing_read")
        share = LookedAt(Everything(Listing.CLAIMS))
        line = say("looked_at", share=self.scribe.figure(share))
        unheld = any(one.code in UNHELD for one in self.book.findings)
        return say("unheld", line=line) if unheld else line

    def _as_of(self, line: Prose) -> Prose:
        if self.as_of is None:
            return line
        minute = self.as_of[:16] if not self.as_of.endswith(LAST_SECOND) else ""
        return say("as_of", line=line, day=Day(minute or self.as_of[:10]))

    def _workings(self, page: ReviewPage) -> tuple[Working, ...]:
        scribe = self.scribe
        blocks = [claim_working(scribe, claim) for claim in self.claims]
        explaining = Explaining(self.ledger, self.book, self.policy, self.actors)
        blocks += [
            incident_working(scribe, one, explaining.links(one.id))
            for one in self.counted + self.aside
        ]
        done = {one.anchor for one in blocks}
        waiting = [piece for piece in pieces_of(page) if isinstance(piece, Figure)]
        waiting += [
            piece for piece in pieces_of(tuple(blocks)) if isinstance(piece, Figure)
        ]
        for figure in waiting:
            if figure.working not in done:
                done.add(figure.working)
                blocks.append(figure_working(scribe, figure))
                waiting += [p for p in pieces_of(blocks[-1]) if isinstance(p, Figure)]
        return tuple(blocks)


def basis_of(ledger: Ledger, book: Book, policy: Policy, actors: Directory) -> Basis:
    """What the figures of a review are worked out from, asked anew."""
    claims = {claim.id: claim for claim in standing_claims(ledger, policy)}
    known = {
        Listing.DOCUMENTS: frozenset(one.id for one in ledger.documents),
        Listing.LANGUAGES: frozenset(one.language for one in ledger.documents),
    }
    counts = counts_of(ledger, claims, book, actors, policy)
    return Basis(claims, book, counts, known)


def standing_claims(ledger: Ledger, policy: Policy) -> list[Claim]:
    """The claims of a ledger under the judgements in force."""
    return list(judged(ledger, policy).claims)


def _in_order(documents: Iterable[Document]) -> list[Document]:
    return sorted(
        documents, key=lambda d: (d.published.value if d.published else "9", d.id)
    )


def _by_day(incident: Incident) -> tuple[str, str, str]:
    return (incident.first_day or "9", incident.last_day or "9", incident.id)
