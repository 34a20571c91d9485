"""Claims that a person entered or corrected, decoded from the detail of a judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, get_type_hints

from tallystick.codec import decode
from tallystick.judge.log import detail_of
from tallystick.model.claims import Anchor, Claim, IncidentClaim, Statement, TallyClaim
from tallystick.model.documents import Document
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.lists import ClaimKind, Measure
from tallystick.model.values import Evidence, Field, Part, Reader, Span

PERSON = "person/1"
"""The reader of a claim that a person entered."""
FIXED = frozenset({"anchor", "evidence", "readers"})
"""Fields that a correction may not touch: they say where and by whom, not what."""

CLASSES: Mapping[ClaimKind, type[Claim]] = {
    ClaimKind.INCIDENT: IncidentClaim,
    ClaimKind.TALLY: TallyClaim,
    ClaimKind.STATEMENT: Statement,
}
HEADS = {
    ClaimKind.INCIDENT: Field.TRIGGER,
    ClaimKind.TALLY: Field.COUNT,
    ClaimKind.STATEMENT: Field.ACT,
}


def entered(document: Document, judgement: Judgement) -> Claim | None:
    """The claim in the detail of an ADD; None if it is none, or lies outside the text.

    The detail holds `kind`, `part`, `start`, `end`, perhaps `nth`, and `fields`: the
    claim's own fields as the codec writes them; those left out are not said.
    """
    detail = detail_of(judgement)
    try:
        kind, span = ClaimKind(detail["kind"]), _span(detail)
        told = _decoded(CLASSES[kind], detail.get("fields", {}))
    except (KeyError, TypeError, ValueError):
        return None
    if span.end > len(document.string(span.part)):
        return None
    measure = str(told.get("measure", Measure.OTHER)) if kind is ClaimKind.TALLY else ""
    anchor = Anchor(document.id, span, kind, measure, int(detail.get("nth", 0)))
    evidence = (Evidence(HEADS[kind], span),)
    return CLASSES[kind](anchor, evidence, (Reader(PERSON, 1.0),), **told)


def named_spans(judgement: Judgement) -> tuple[Span, ...]:
    """The spans that an ADD or a REDACT names; none where it names them wrongly."""
    detail = detail_of(judgement)
    told = detail.get("spans", [detail] if judgement.verdict is Verdict.ADD else [])
    try:
        return tuple(_span(one) for one in told)
    except (KeyError, TypeError, ValueError):
        return ()


def _span(detail: Mapping[str, Any]) -> Span:
    return Span(Part(detail["part"]), int(detail["start"]), int(detail["end"]))


def mended(claim: Claim, judgement: Judgement) -> Claim | None:
    """The claim with the field of a CORRECT replaced; None if that cannot be."""
    detail = detail_of(judgement)
    try:
        told = _decoded(type(claim), {detail["field"]: detail["value"]})
    except (KeyError, TypeError, ValueError):
        return None
    return replace(claim, **told)


def _decoded(kind: type[Claim], told: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a claim from the JSON that the codec writes.

    Raises:
        ValueError: a field that a person may not say, or a value that does not fit.
    """
    hints = get_type_hints(kind)
    sayable = {field.name for field in fields(kind)} - FIXED
    if not told.keys() <= sayable:
        raise ValueError(f"no fields of a {kind.__name__}: {sorted(told.keys() - sayable)}")
    return {name: decode(hints[name], value) for name, value in told.items()}
