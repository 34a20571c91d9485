"""Contradictions, statements, gaps and sources: what stands beside the counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tallystick.model.claims import Claim, IncidentClaim, Statement, TallyClaim
from tallystick.model.derived import Book, Finding, Grade, Incident
from tallystick.model.documents import Copy, CopyKind, Document
from tallystick.model.values import Field
from tallystick.schemes import rows
from tallystick.views.review_figures import ClaimField, Listing, SumOf
from tallystick.views.review_incidents import claims_of, what, when
from tallystick.views.review_prose import Code, Day, Prose, Quote, Words, joined, label, say
from tallystick.views.review_scribe import Scribe
from tallystick.views.review_totals import occurrence


@dataclass(frozen=True, slots=True)
class Voice:
    """One claim in a note: whose it is, what it says, and where."""

    working: str
    who: Prose
    says: Prose
    quote: Quote


@dataclass(frozen=True, slots=True)
class Note:
    """A finding in our words, with the claims it is about."""

    code: str
    level: str
    meaning: Prose
    voices: tuple[Voice, ...]
    others: int
    """Subjects that are no claims (documents, incidents, judgements)."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A halt, a threat, a denial, an agreement."""

    claim: str
    working: str
    act: Prose
    issuer: Prose
    when: Prose
    published: Prose
    """The day of the report; empty if unknown."""
    reported_by: Prose
    quote: Quote
    halt: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source with its documents and whom it repeats."""

    source: Prose
    documents: Prose
    languages: Prose
    roots: Prose
    """Origins that its claims go back to."""
    copies: tuple[CopyRow, ...]


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One document that repeats another: it adds no root."""

    title: Quote
    text: str
    """Anchor of its kept text."""
    kind: Prose
    original: Prose
    original_text: str


def gathered(
    findings: Iterable[Finding], incident_of: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Findings as a reader wants them: one kind of quarrel over one incident is one.

    Ten reports that place it here and one that places it there are ten pairs of claims.

    Args:
        incident_of: the incident of each claim that has one.
    """
    kept: dict[tuple[str, ...], Finding] = {}
    for one in findings:
        quarrel = one.code.startswith("contradiction-") or one.code == "evolving-toll"
        about = incident_of.get(one.subjects[0], "") if quarrel else ""
        key = (one.code, about) if about else (one.code, "", *one.subjects, one.message)
        known = kept.get(key)
        subjects = (*known.subjects, *one.subjects) if known else one.subjects
        message = known.message if known else one.message
        kept[key] = Finding(one.code, tuple(dict.fromkeys(subjects)), message)
    return tuple(kept.values())


def note(scribe: Scribe, finding: Finding) -> Note:
    """A finding with what each of its claims says, in their own words."""
    claims = [c for c in map(scribe.basis.claims.get, finding.subjects) if c is not None]
    level, meaning = findings_list().get(finding.code, ("info", finding.code))
    words: Prose = (Words(meaning),)
    if finding.code == "contradiction-parts-do-not-add-up":
        words += _parts_sum(scribe, claims)
    return Note(
        code=finding.code,
        level=level,
        meaning=words,
        voices=tuple(voice(scribe, claim) for claim in claims),
        others=len(finding.subjects) - len(claims),
    )


def _parts_sum(scribe: Scribe, claims: Sequence[Claim]) -> Prose:
    claim = claims[0] if claims else None
    if not isinstance(claim, TallyClaim) or not claim.parts:
        return ()
    terms = tuple(
        ClaimField(claim.id, f"parts.{at}.number.stated") for at in range(len(claim.parts))
    )
    if any(part.number.stated is None for part in claim.parts):
        return ()
    return say("parts_come_to", n=scribe.figure(SumOf(terms)))


def voice(scribe: Scribe, claim: Claim) -> Voice:
    """Whose claim it is, what it says in short, and its sentence."""
    return Voice(
        working=f"working-{claim.id}",
        who=scribe.speaker(claim),
        says=gist(scribe, claim),
        quote=scribe.texts.sentence(claim),
    )


def gist(scribe: Scribe, claim: Claim) -> Prose:
    """A claim in a few words of ours."""
    if isinstance(claim, TallyClaim):
        number = scribe.number(claim, "number", claim.number, Field.COUNT)
        unit = scribe.texts.evidence(claim, Field.UNIT, claim.unit) if claim.unit else None
        return say("gist_total", n=number, unit=unit or label("measure", claim.measure))
    if isinstance(claim, IncidentClaim):
        kind = label("event_types", claim.event_type)
        return say("gist_incident", kind=kind, when=scribe.date(claim.date))
    return (label("acts", claim.act),)


@cache
def findings_list() -> dict[str, tuple[str, str]]:
    """Level and meaning of every finding code."""
    return {row["code"]: (row["level"], row["meaning"]) for row in rows("findings.tsv")}


def statement_row(scribe: Scribe, claim: Statement) -> StatementRow:
    """A statement as a row of the table."""
    published = scribe.documents[claim.document].published
    issuer = scribe.mention(claim, claim.issuer) if claim.issuer else say("not_stated")
    if claim.issuer and claim.on_behalf_of:
        behalf = scribe.mention(claim, claim.on_behalf_of)
        issuer = say("on_behalf", issuer=issuer, behalf=behalf)
    return StatementRow(
        claim=claim.id,
        working=f"working-{claim.id}",
        act=(label("acts", claim.act),),
        issuer=issuer,
        when=scribe.date(claim.date or claim.effective_from),
        published=say("published", day=Day(published.day)) if published else (),
        reported_by=scribe.speaker(claim),
        quote=scribe.texts.sentence(claim),
        halt=claim.act.startswith(("halt", "resumption", "ceasefire")),
    )


def not_established(
    scribe: Scribe, totals: Sequence[TallyClaim], incidents: Sequence[Incident]
) -> tuple[Prose, ...]:
    """What a reader might take for known and is not."""
    gaps: list[Prose] = []

    def listed(key: str, claims: list[TallyClaim]) -> None:
        if claims:
            ids = [claim.id for claim in claims]
            gaps.append(say(key, n=scribe.listed(Listing.CLAIMS, ids)))

    listed("gap_start", [c for c in totals if c.window.start is None])
    listed("gap_end", [c for c in totals if c.window.end is None])
    listed("gap_definition", [c for c in totals if c.definition is None])
    listed("gap_speaker", [c for c in totals if c.speaker is None])
    alone = [one for one in incidents if occurrence(one) is Grade.SELF_CLAIM]
    for key, chosen in (
        ("gap_trace", alone),
        ("gap_day", [one for one in incidents if one.first_day is None]),
        ("gap_place", [one for one in incidents if not (one.places or one.countries)]),
        ("gap_actor", [one for one in incidents if not one.perpetrators]),
    ):
        if chosen:
            ids = [one.id for one in chosen]
            gaps.append(say(key, n=scribe.listed(Listing.INCIDENTS, ids)))
    return tuple(gaps)


def lone_claims(scribe: Scribe, incidents: Iterable[Incident]) -> tuple[Voice, ...]:
    """Incidents that only their claimant reports, each in its own words."""
    chosen = [one for one in incidents if occurrence(one) is Grade.SELF_CLAIM]
    return tuple(
        Voice(
            f"working-{one.id}",
            scribe.speaker(claims[0]),
            say("gist_incident", kind=what(scribe, one), when=when(one)),
            scribe.texts.sentence(claims[0]),
        )
        for one in chosen
        if (claims := claims_of(scribe, one))
    )


def translations(book: Book) -> tuple[Copy, ...]:
    """The documents that a book found to be translations, as copies."""
    found = (one.subjects for one in book.findings if one.code == "translated-copy")
    return tuple(Copy(ends[0], ends[1], CopyKind.TRANSLATED, 1.0) for ends in found)


def source_rows(
    scribe: Scribe, documents: Sequence[Document], copies: Sequence[Copy]
) -> tuple[SourceRow, ...]:
    """Every source with its documents, its roots and whom it repeats."""
    by_source: dict[str, list[Document]] = {}
    for document in documents:
        by_source.setdefault(document.source, []).append(document)
    origins: dict[str, set[str]] = {}
    for claim, root in scribe.basis.book.roots:
        origins.setdefault(scribe.basis.claims[claim].document, set()).add(root)
    copied = {copy.document: copy for copy in copies}
    return tuple(_source_row(scribe, own, origins, copied) for own in by_source.values())


def _source_row(
    scribe: Scribe,
    own: Sequence[Document],
    origins: Mapping[str, set[str]],
    copied: Mapping[str, Copy],
) -> SourceRow:
    ids = [one.id for one in own]
    roots = sorted({root for one in ids for root in origins.get(one, ())})
    return SourceRow(
        source=scribe.publisher(ids[0]),
        documents=(scribe.listed(Listing.DOCUMENTS, ids),),
        languages=joined([(Code(one),) for one in sorted({d.language for d in own})]),
        roots=(scribe.origins(roots),),
        copies=tuple(_copy_row(scribe, copied[one]) for one in ids if one in copied),
    )


def _copy_row(scribe: Scribe, copy: Copy) -> CopyRow:
    original = scribe.documents[copy.original]
    line = scribe.publisher(original.id)
    if original.published:
        line = say("published_on", source=line, day=Day(original.published.day))
    return CopyRow(
        title=title_of(scribe, copy.document),
        text=f"text-{copy.document}",
        kind=(label("copy", copy.kind),),
        original=line,
        original_text=f"text-{copy.original}",
    )


def title_of(scribe: Scribe, document: str) -> Quote:
    """A document's title as it may be shown."""
    one = scribe.documents[document]
    return Quote(scribe.texts.masks.text(one.title, document), one.language)
