"""The JSON of `design.md` 6: one plain object a row, keys as other programs expect them.

Lists are empty and single values null where nothing is said. Offsets count Unicode code
points of the row's own strings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tallystick.model.claims import (
    Claim,
    Definition,
    IncidentClaim,
    Multiplicity,
    Statement,
    TallyClaim,
    Toll,
)
from tallystick.model.derived import Finding
from tallystick.model.documents import Document, Intake
from tallystick.model.ledger import Reading
from tallystick.model.values import Date, Evidence, Mention, Number, Place, PlaceRole

Row = dict[str, Any]


def read_row(document: Document, intake: Intake, reading: Reading) -> Row:
    """What `tallystick read --json` prints for one intake row."""
    claims = reading.claims
    return {
        "document": document_row(document, intake),
        "claims": [
            incident_row(document, c) for c in claims if isinstance(c, IncidentClaim)
        ],
        "tallies": [tally_row(document, c) for c in claims if isinstance(c, TallyClaim)],
        "statements": [
            statement_row(document, c) for c in claims if isinstance(c, Statement)
        ],
        "findings": finding_rows(reading.findings),
    }


def document_row(document: Document, intake: Intake) -> Row:
    """A document as its intake row names it."""
    return {
        "id": document.id,
        "external_id": intake.external_id,
        "source": document.source,
        "url": document.url,
        "title": document.title,
        "published": document.published.value if document.published else None,
        "language": document.language,
        "sha256": document.sha256,
    }


def finding_rows(findings: Iterable[Finding]) -> list[Row]:
    """Findings, in the order given."""
    return [
        {"code": f.code, "subjects": list(f.subjects), "message": f.message}
        for f in findings
    ]


def incident_row(document: Document, claim: IncidentClaim) -> Row:
    """An incident claim with its evidence."""
    return {
        **_head(claim),
        "event_type": claim.event_type,
        "assertion": claim.assertion.value,
        **_said(claim),
        "perpetrators": [mention_row(m) for m in claim.perpetrators],
        "claimed_by": [mention_row(m) for m in claim.claimed_by],
        "responsibility": [
            {"actor": mention_row(r.actor), "mode": r.mode.value, "by": mention_row(r.by)}
            for r in claim.responsibility
        ],
        "targets": [
            {**_mention(t.mention), "target_type": t.target_type} for t in claim.targets
        ],
        "weapons": [{**_mention(w.mention), "weapon": w.weapon} for w in claim.weapons],
        "munitions": [
            {"weapon": m.weapon, **number_row(m.number), "outcome": m.outcome.value}
            for m in claim.munitions
        ],
        "multiplicity": _multiplicity(claim.multiplicity),
        "response": [
            {
                "by": mention_row(r.by),
                "act": r.act.value,
                "field": r.field and r.field.value,
            }
            for r in claim.response
        ],
        "place": place_row(claim.place) if claim.place else None,
        "places": [
            {"role": p.role.value, **place_row(p)}
            for p in claim.places
            if p.role is not PlaceRole.LAUNCH
        ],
        "date": date_row(claim.date),
        "killed": _tolls(claim.killed),
        "injured": _tolls(claim.injured),
        "missing": _tolls(claim.missing),
        "casualties_unsplit": _tolls(claim.casualties_unsplit),
        "outcome": claim.outcome.value,
        "effect": claim.effect.value,
        **_tail(document, claim),
    }


def _multiplicity(multiplicity: Multiplicity | None) -> Row | None:
    if multiplicity is None:
        return None
    kind = multiplicity.kind.value
    return {"kind": kind, "low": multiplicity.low, "high": multiplicity.high}


def tally_row(document: Document, claim: TallyClaim) -> Row:
    """A stated total with its evidence."""
    number, window, scope = claim.number, claim.window, claim.scope
    return {
        **_head(claim),
        "count": {"low": number.low, "high": number.high, "stated": number.stated},
        "bound": number.bound.value,
        "unit": claim.unit,
        "measure": claim.measure.value,
        "accumulation": claim.accumulation.value,
        "scope": {
            "perpetrators": [mention_row(m) for m in scope.perpetrators],
            "targets": [mention_row(m) for m in scope.targets],
            "places": [place_row(p) for p in scope.places],
            "countries": list(scope.countries),
            "event_types": list(scope.event_types),
            "weapons": list(scope.weapons),
            "predicate": scope.predicate,
        },
        "window": {
            "start": date_row(window.start),
            "end": date_row(window.end),
            "anchor": window.anchor.value,
            "inclusive": window.inclusive,
        },
        "since": claim.since,
        "as_of": claim.as_of,
        "zone_assumed": bool(window.end and window.end.zone_assumed),
        "stated_at": claim.stated_at,
        "data_cutoff": date_row(claim.data_cutoff),
        "definition": _definition(claim.definition),
        "excludes": [
            {"dimension": e.dimension.value, "text": e.text} for e in claim.excludes
        ],
        "parts": [
            {"key": p.key, **number_row(p.number), "bound": p.number.bound.value}
            for p in claim.parts
        ],
        "partition": claim.partition,
        "ordinal": claim.ordinal,
        "headline": claim.headline,
        "revises": claim.revises,
        **_said(claim),
        **_tail(document, claim),
    }


def _definition(definition: Definition | None) -> Row | None:
    if definition is None:
        return None
    return {
        "counts": definition.counts.value,
        "intercepted": definition.intercepted.value,
        "basis": definition.basis.value,
    }


def statement_row(document: Document, claim: Statement) -> Row:
    """A statement with its evidence."""
    return {
        **_head(claim),
        "act": claim.act,
        "issuer": mention_row(claim.issuer),
        "on_behalf_of": mention_row(claim.on_behalf_of),
        "bound_actors": [mention_row(m) for m in claim.bound_actors],
        "conditions": claim.conditions,
        "effective_from": date_row(claim.effective_from),
        "expires": date_row(claim.expires),
        "supersedes": claim.supersedes,
        "date": date_row(claim.date) or {},
        **_said(claim),
        **_tail(document, claim),
    }


def _head(claim: Claim) -> Row:
    return {"id": claim.id, "reading": claim.reading, "kind": claim.kind.value}


def _said(claim: Claim) -> Row:
    return {
        "background": claim.background,
        "stance": claim.stance.value,
        "speaker": mention_row(claim.speaker),
        "chain": [mention_row(m) for m in claim.chain],
    }


def _tail(document: Document, claim: Claim) -> Row:
    return {
        "evidence": [evidence_row(document, e) for e in claim.evidence],
        "readers": [{"extractor": r.extractor, "score": r.score} for r in claim.readers],
    }


def evidence_row(document: Document, evidence: Evidence) -> Row:
    """A span with its quote, sliced from the kept text."""
    span = evidence.span
    return {
        "field": evidence.field.value,
        "part": span.part.value,
        "start": span.start,
        "end": span.end,
        "quote": document.quote(span),
    }


def _mention(mention: Mention) -> Row:
    return {
        "text": mention.text,
        "part": mention.span.part.value,
        "start": mention.span.start,
        "end": mention.span.end,
        "kind": mention.kind.value,
        "actor": mention.actor,
    }


def mention_row(mention: Mention | None) -> Row | None:
    """A mention, or null."""
    return None if mention is None else _mention(mention)


def number_row(number: Number) -> Row:
    """The ends of a number and what was said."""
    return {"low": number.low, "high": number.high, "stated": number.stated}


def place_row(place: Place) -> Row:
    """A place with the readings that were not chosen."""
    return {
        "text": place.text,
        "id": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "precision": place.precision.value,
        "radius_km": place.radius_km,
        "reading": place.reading,
        "alternatives": [
            {"id": c.id, "name": c.name, "country": c.country, "weight": c.weight}
            for c in place.alternatives
        ],
    }


def date_row(date: Date | None) -> Row | None:
    """A date, or null."""
    if date is None:
        return None
    return {
        "earliest": date.earliest,
        "latest": date.latest,
        "edtf": date.edtf,
        "zone": date.zone,
        "zone_assumed": date.zone_assumed,
        "basis": date.basis.value,
    }


def _tolls(tolls: tuple[Toll, ...]) -> list[Row] | None:
    if not tolls:
        return None
    return [
        {
            **number_row(t.number),
            "bound": t.number.bound.value,
            "who": t.who,
            "side": t.side.value,
            "cause": t.cause.value,
            "status_by": mention_row(t.status_by),
            "as_of": date_row(t.as_of),
            "of": t.of,
            "alternative_of": t.alternative_of,
        }
        for t in tolls
    ]
