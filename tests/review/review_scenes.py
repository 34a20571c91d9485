"""Ledgers and books by hand: documents, claims at the words that say them, incidents."""

from __future__ import annotations

from dataclasses import dataclass, field

from tallystick.model.claims import (
    Anchor,
    Claim,
    IncidentClaim,
)
from tallystick.model.derived import (
    Book,
    Finding,
    FusedNumber,
    FusedValue,
    Grade,
    Graded,
    Incident,
    Proposition,
    Reconciliation,
)
from tallystick.model.documents import Copy, CopyKind, Document, Published, PublishedBasis
from tallystick.model.ledger import Ledger, Reading
from tallystick.model.lists import (
    ClaimKind,
)
from tallystick.model.values import (
    Date,
    DateBasis,
    Evidence,
    Field,
    Mention,
    MentionKind,
    Part,
    Reader,
    Span,
)

READER = (Reader("rules/1", 0.9),)


def on(day: str) -> Date:
    """One day, as a text states it."""
    return Date(day, day, day, DateBasis.EXPLICIT)


@dataclass
class Scene:
    """A ledger and a book under construction."""

    documents: dict[str, Document] = field(default_factory=dict)
    copies: list[Copy] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    private: dict[str, list[Span]] = field(default_factory=dict)
    incidents: list[Incident] = field(default_factory=list)
    reconciliations: list[Reconciliation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def document(
        self, key: str, source: str, day: str, title: str, text: str, language: str = "en"
    ) -> None:
        """One text of one source."""
        published = Published(day, PublishedBasis.ROW)
        self.documents[key] = Document(
            source, f"address-{key}", published, title, text, language
        )

    def copy(self, key: str, original: str) -> None:
        """One document repeats another exactly."""
        ids = self.documents[key].id, self.documents[original].id
        self.copies.append(Copy(*ids, CopyKind.EXACT, 1.0))

    def span(self, key: str, words: str) -> Span:
        """Where some words first stand in a text."""
        start = self.documents[key].text.index(words)
        return Span(Part.TEXT, start, start + len(words))

    def mention(self, key: str, words: str, actor: str | None = None) -> Mention:
        """A name as a text writes it."""
        return Mention(words, self.span(key, words), MentionKind.ORGANIZATION, actor)

    def hide(self, key: str, name: str) -> None:
        """The name of a private person."""
        self.private.setdefault(key, []).append(self.span(key, name))

    def anchor(self, key: str, words: str, kind: ClaimKind, measure: str = "") -> Anchor:
        """A claim at some words."""
        return Anchor(self.documents[key].id, self.span(key, words), kind, measure)

    def evidence(self, key: str, **said: str) -> tuple[Evidence, ...]:
        """Evidence for fields, by the words that say them."""
        return tuple(Evidence(Field(n), self.span(key, w)) for n, w in said.items())

    def ledger(self) -> Ledger:
        """The ledger as it stands."""
        readings = tuple(
            Reading(
                document.id,
                "rules/1",
                tuple(c for c in self.claims.values() if c.document == document.id),
                private=tuple(self.private.get(key, ())),
            )
            for key, document in self.documents.items()
        )
        return Ledger(tuple(self.documents.values()), (), tuple(self.copies), readings)

    def book(self) -> Book:
        """The book as it stands: every claim goes back to its speaker or source."""
        roots = sorted((c.id, self.root(c)) for c in self.claims.values())
        return Book(
            tuple(self.incidents),
            (),
            tuple(self.reconciliations),
            tuple(self.findings),
            tuple(roots),
        )

    def root(self, claim: Claim) -> str:
        """The origin of a claim, in short."""
        if claim.speaker is not None:
            return f"said:{claim.speaker.text.lower()}"
        source = next(d.source for d in self.documents.values() if d.id == claim.document)
        return f"said:{source.lower()}"

    def incident(
        self,
        name: str,
        claims: list[str],
        day: str | None,
        grade: Grade,
        *,
        places: tuple[FusedValue, ...] = (),
        killed: FusedNumber | None = None,
        contested: bool = False,
        by: str | None = None,
        high: int = 1,
    ) -> None:
        """An incident of some claims."""
        told = [self.claims[one] for one in claims]
        ids = tuple(one.id for one in told)
        graded = Graded(grade, "contested" if contested else "self_claims_only", contested)
        first = told[0]
        assert isinstance(first, IncidentClaim)
        self.incidents.append(
            Incident(
                id=f"incident-{name}",
                claims=ids,
                documents=tuple(dict.fromkeys(one.document for one in told)),
                roots=tuple(sorted({self.root(one) for one in told})),
                event_types=(FusedValue(first.event_type, ids),),
                places=places,
                countries=(FusedValue("IS", ids),) if places else (),
                first_day=day,
                last_day=day,
                perpetrators=(FusedValue(by, ids, by),) if by else (),
                killed=killed,
                outcome="impact",
                high=high,
                grades=((Proposition.OCCURRENCE, graded),),
            )
        )
