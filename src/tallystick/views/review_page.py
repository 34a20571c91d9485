"""The review: everything that its page shows, in reading order.

One frozen answer for every form it takes (HTML, Markdown, JSON). It knows no clock: its
dates are those of the documents. It is a pure function of ledger, book and policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import tallystick
from tallystick import codec
from tallystick.directory import Directory, directory
from tallystick.ids import fingerprint
from tallystick.judge import apply, standing
from tallystick.model.claims import Claim, Statement, TallyClaim
from tallystick.model.derived import Book, Incident
from tallystick.model.documents import Document
from tallystick.model.ledger import Ledger
from tallystick.model.lists import Measure
from tallystick.policy import Policy
from tallystick.reconcile import side_by_side, why_they_differ
from tallystick.schemes import rows as data_rows
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
from tallystick.views.review_notes import (
    Note,
    SourceRow,
    StatementRow,
    Voice,
    lone_claims,
    not_established,
    note,
    source_rows,
    statement_row,
)
from tallystick.views.review_prose import (
    Code,
    Figure,
    Name,
    Prose,
    Words,
    pieces_of,
    say,
)
from tallystick.views.review_scribe import Scribe, stretch
from tallystick.views.review_texts import KeptText, Texts
from tallystick.views.review_totals import (
    DifferenceRow,
    TotalRow,
    VerdictRow,
    difference_row,
    leading,
    total_row,
    verdict_row,
)
from tallystick.views.review_working import (
    Working,
    claim_working,
    figure_working,
    incident_working,
)

FIRST_TOTALS = 6
"""Stated totals on the first screen."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What was read, and how much of it a person has looked at."""

    title: Prose
    span: Prose
    """The days between which the documents were published."""
    read: Prose
    looked_at: Prose


@dataclass(frozen=True, slots=True)
class Method:
    """How it was made, so that it can be made again."""

    manifest: tuple[tuple[Prose, Prose], ...]
    policy: tuple[tuple[Prose, Prose], ...]
    attributions: tuple[Prose, ...]
    disclaimers: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review, in reading order."""

    heading: Heading
    brief: tuple[BriefRow, ...]
    """What an editor sees first, below the totals."""
    result: Prose
    """What the stated totals come to, in one line."""
    totals: tuple[TotalRow, ...]
    """Stated totals that the first screen shows."""
    other_totals: tuple[TotalRow, ...]
    """All the others."""
    others: Prose
    """How many those are; empty if none."""
    found: Found
    differ: tuple[DifferenceRow, ...]
    verdicts: tuple[VerdictRow, ...]
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
) -> ReviewPage:
    """Everything that a review of a ledger shows.

    Args:
        book: what `derive` made of the same ledger under the same policy.
        actors: where neutral names come from; the directory that is shipped if None.

    Raises:
        UnmaskedName: a name that a reading marks as private would be published.
    """
    return _Making(ledger, book, policy, actors or directory()).page()


class _Making:
    """One page in the making: what its parts share."""

    def __init__(
        self, ledger: Ledger, book: Book, policy: Policy, actors: Directory
    ) -> None:
        self.ledger, self.book, self.policy = ledger, book, policy
        self.actors = actors
        self.claims = standing_claims(ledger)
        self.documents = _in_order(ledger.documents)
        basis = basis_of(ledger, book, policy, actors)
        known = {one.id: one for one in ledger.documents}
        self.masks = Masks(ledger.documents, ledger.readings)
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

    @property
    def totals(self) -> list[TallyClaim]:
        """Stated totals: of incidents first, then by the day they were published."""
        totals = [claim for claim in self.claims if isinstance(claim, TallyClaim)]
        first = list(Measure)
        return sorted(totals, key=lambda claim: first.index(claim.measure))

    def page(self) -> ReviewPage:
        """The page, with a working for every figure on it."""
        scribe, totals = self.scribe, self.totals
        statements = [claim for claim in self.claims if isinstance(claim, Statement)]
        found = {
            *self.book.findings,
            *(f for r in self.book.reconciliations for f in r.findings),
        }
        notes = [(note(scribe, one), one) for one in sorted(found)]
        clashes = [n for n, one in notes if one.code.startswith("contradiction-")]
        gaps = not_established(scribe, totals, self.counted)
        by_id = {claim.id: claim for claim in totals}
        stated = side_by_side(totals, scribe.documents)
        differences = why_they_differ(stated, self.actors, self.policy.counting)
        side = leading(scribe, stated, differences)
        differ = tuple(difference_row(scribe, one, side) for one in differences)
        rows = tuple(total_row(scribe, [by_id[one] for one in row.claims]) for row in side)
        rest = [row.claim for row in rows[FIRST_TOTALS:]]
        held = {one.claim: one for one in self.book.reconciliations}
        page = ReviewPage(
            heading=self._heading(),
            brief=brief_rows(scribe, self.counted, statements, gaps, differ, clashes),
            result=self._result(totals),
            totals=rows[:FIRST_TOTALS],
            other_totals=rows[FIRST_TOTALS:],
            others=say("other_totals", n=scribe.listed(Listing.CLAIMS, rest))
            if rest
            else (),
            found=found_view(scribe),
            differ=differ,
            verdicts=tuple(
                verdict_row(scribe, row.tally, held[row.tally.id], self._read())
                for row in side
                if row.tally.id in held
            ),
            incidents=tuple(incident_row(scribe, one) for one in self.counted),
            breakdowns=breakdowns(scribe, self.counted),
            aside=tuple(aside_row(scribe, one) for one in self.aside),
            timeline=timeline(scribe, self.counted, totals),
            map=map_view(scribe, self.counted),
            contradictions=tuple(clashes),
            statements=tuple(statement_row(scribe, claim) for claim in statements),
            gaps=gaps,
            lone=lone_claims(scribe, self.counted),
            sources=source_rows(scribe, self.documents, self.ledger.copies),
            method=self._method(),
            findings=tuple(n for n, one in notes if n not in clashes),
            workings=(),
            texts=tuple(scribe.texts.kept(one) for one in self.documents),
        )
        page = replace(page, workings=self._workings(page))
        self.masks.check(page)
        return page

    def _heading(self) -> Heading:
        days = sorted(one.published.day for one in self.documents if one.published)
        span = stretch(days[0], days[-1]) if days else say("undated")
        return Heading(
            title=say("title"),
            span=span,
            read=say("read", **{listing.value: self._all(listing) for listing in Listing}),
            looked_at=say(
                "looked_at", share=self.scribe.figure(LookedAt(Everything(Listing.CLAIMS)))
            )
            if self.claims
            else (),
        )

    def _looked_at(self) -> Prose:
        if not self.claims:
            return say("nothing_read")
        share = LookedAt(Everything(Listing.CLAIMS))
        return say("looked_at", share=self.scribe.figure(share))

    def _all(self, listing: Listing) -> Figure:
        return self.scribe.figure(Everything(listing))

    def _read(self) -> dict[str, Prose]:
        """How much was read, as verdicts say it."""
        return {
            "documents": say("n_documents", n=self._all(Listing.DOCUMENTS)),
            "roots": say("n_roots", n=self._all(Listing.ROOTS)),
        }

    def _result(self, totals: Sequence[TallyClaim]) -> Prose:
        if not totals:
            return say("result_none")
        if len(totals) == 1:
            return say("result_one")
        counted = {(c.measure, c.unit.casefold(), c.scope.countries) for c in totals}
        return say("result_differ" if len(counted) > 1 else "result_alike")

    def _method(self) -> Method:
        ledger = self.ledger
        extractors = sorted({one.extractor for one in ledger.readings})
        inputs = fingerprint("".join(sorted(one.sha256 for one in ledger.documents)))
        manifest = [
            (say("manifest_version"), (Code(f"tallystick {tallystick.__version__}"),)),
            (say("manifest_extractors"), tuple(Code(one) for one in extractors)),
            (say("manifest_inputs"), (Code(inputs),)),
            (say("manifest_policy"), (Code(fingerprint(codec.dumps(self.policy))),)),
        ]
        return Method(
            manifest=tuple(manifest),
            policy=tuple(_flat(codec.encode(self.policy))),
            attributions=tuple((Name(text),) for text in _texts("attributions")),
            disclaimers=tuple((Words(text),) for text in _texts("disclaimers")),
        )

    def _workings(self, page: ReviewPage) -> tuple[Working, ...]:
        scribe = self.scribe
        blocks = [claim_working(scribe, claim) for claim in self.claims]
        blocks += [incident_working(scribe, one) for one in self.counted + self.aside]
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
    claims = {claim.id: claim for claim in standing_claims(ledger)}
    known = {
        Listing.DOCUMENTS: frozenset(one.id for one in ledger.documents),
        Listing.LANGUAGES: frozenset(one.language for one in ledger.documents),
    }
    counts = counts_of(ledger, claims, book, actors, policy.counting)
    return Basis(claims, book, counts, known)


def standing_claims(ledger: Ledger) -> list[Claim]:
    """The claims of a ledger under the judgements in force."""
    return list(apply(ledger, standing(ledger.judgements)).claims)


def _in_order(documents: Iterable[Document]) -> list[Document]:
    return sorted(
        documents, key=lambda d: (d.published.value if d.published else "9", d.id)
    )


def _by_day(incident: Incident) -> tuple[str, str, str]:
    return (incident.first_day or "9", incident.last_day or "9", incident.id)


def _flat(value: Mapping[str, object], before: str = "") -> Iterable[tuple[Prose, Prose]]:
    for name, one in value.items():
        if isinstance(one, dict):
            yield from _flat(one, f"{before}{name}.")
        else:
            yield (Code(before + name),), (Code(str(one)),)


def _texts(file: str) -> Iterable[str]:
    return (row["text"] for row in data_rows(f"review/{file}.tsv"))
