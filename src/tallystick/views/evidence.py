"""A claim as somebody must see it who is to judge it: what was read, and the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tallystick.model.claims import Claim, IncidentClaim, Statement, TallyClaim, Toll
from tallystick.model.documents import Document
from tallystick.model.values import Date, Mention, Place, PlaceRole, Span
from tallystick.views.sentences import sentence_span
from tallystick.views.text import number_text

CONTEXT = 240
"""Code points that are shown before and after the sentence of a claim."""

Told = tuple[str, str]
"""The name of a field and what was read there, in words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim with the evidence for it. Nothing in it is masked: it is for the desk."""

    claim: str
    reading: str
    kind: str
    fields: tuple[Told, ...]
    """What was read, in the order shown; what is not stated is left out."""
    before: str
    sentence: str
    """The sentence that the claim stands in, exactly as in the text."""
    after: str
    mark: tuple[int, int]
    """Half-open offsets in `sentence` of the words that the claim stands at."""
    part: str
    start: int
    """Offset of the sentence in its part of the document."""
    document: str
    title: str
    source: str
    published: str | None
    language: str
    address: str
    root: str
    """The origin that it is counted under."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document that a judgement names, with what stands around them."""

    document: str
    title: str
    source: str
    part: str
    start: int
    before: str
    words: str
    after: str


def passage(document: Document, span: Span) -> Passage:
    """A span of a document with its context."""
    text = document.string(span.part)
    return Passage(
        document=document.id,
        title=document.title,
        source=document.source,
        part=span.part.value,
        start=span.start,
        before=text[max(0, span.start - CONTEXT) : span.start],
        words=text[span.start : span.end],
        after=text[span.end : span.end + CONTEXT],
    )


def shown(claim: Claim, document: Document, roots: Mapping[str, str]) -> Shown:
    """A claim beside its sentence, with what stands before and after."""
    span = claim.anchor.span
    text = document.string(span.part)
    first, last = sentence_span(text, span.start, span.end)
    return Shown(
        claim=claim.id,
        reading=claim.reading,
        kind=claim.kind.value,
        fields=tuple(_fields(claim)),
        before=text[max(0, first - CONTEXT) : first],
        sentence=text[first:last],
        after=text[last : last + CONTEXT],
        mark=(span.start - first, span.end - first),
        part=span.part.value,
        start=first,
        document=document.id,
        title=document.title,
        source=document.source,
        published=document.published.value if document.published else None,
        language=document.language,
        address=document.address,
        root=roots.get(claim.id, ""),
    )


def _fields(claim: Claim) -> Iterator[Told]:
    told = (
        *_own(claim),
        ("speaker", claim.speaker.text if claim.speaker else "own voice"),
        ("stance", _words(claim.stance)),
        ("background", "yes" if claim.background else ""),
        ("readers", ", ".join(f"{r.extractor} {r.score:.2f}" for r in claim.readers)),
    )
    yield from ((name, words) for name, words in told if words)


def _own(claim: Claim) -> tuple[Told, ...]:
    if isinstance(claim, IncidentClaim):
        return _of_incident(claim)
    return _of_total(claim) if isinstance(claim, TallyClaim) else _of_statement(claim)


def _of_incident(claim: IncidentClaim) -> tuple[Told, ...]:
    sites = [place for place in claim.places if place.role is not PlaceRole.LAUNCH]
    said = (f"{_words(r.mode)} {r.actor.text}" for r in claim.responsibility)
    return (
        ("type", _words(claim.event_type)),
        ("assertion", _words(claim.assertion)),
        ("date", _date(claim.date)),
        ("place", "; ".join(map(_place, sites))),
        ("by", "; ".join(said)),
        ("target", _names(target.mention for target in claim.targets)),
        ("weapon", _names(weapon.mention for weapon in claim.weapons)),
        ("killed", _tolls(claim.killed)),
        ("injured", _tolls(claim.injured)),
        ("casualties", _tolls(claim.casualties_unsplit)),
        ("several", _words(claim.multiplicity.kind) if claim.multiplicity else ""),
        ("outcome", _words(claim.outcome)),
    )


def _of_total(claim: TallyClaim) -> tuple[Told, ...]:
    scope = claim.scope
    return (
        ("number", number_text(claim.number)),
        ("unit", claim.unit),
        ("measure", _words(claim.measure)),
        ("accumulation", _words(claim.accumulation)),
        ("from", _date(claim.window.start) or "not stated"),
        ("to", _date(claim.window.end) or "not stated"),
        ("by", _names(scope.perpetrators)),
        ("against", _names(scope.targets)),
        ("where", "; ".join([*map(_place, scope.places), *scope.countries])),
        ("leaves out", "; ".join(one.text for one in claim.excludes)),
        ("parts", "; ".join(f"{p.key} {number_text(p.number)}" for p in claim.parts)),
    )


def _of_statement(claim: Statement) -> tuple[Told, ...]:
    return (
        ("act", _words(claim.act)),
        ("issuer", claim.issuer.text if claim.issuer else ""),
        ("for", claim.on_behalf_of.text if claim.on_behalf_of else ""),
        ("date", _date(claim.date)),
    )


def _words(code: str) -> str:
    return "" if code in ("unknown", "unspecified") else str(code).replace("_", " ")


def _date(date: Date | None) -> str:
    return f"{date.edtf} ({date.basis.value})" if date else ""


def _place(place: Place) -> str:
    where = ", ".join(filter(None, (place.name or place.text, place.country)))
    said = f" (“{place.text}”)" if place.name and place.name != place.text else ""
    return f"{where}{said}, {place.precision.value}"


def _names(mentions: Iterable[Mention]) -> str:
    return "; ".join(dict.fromkeys(mention.text for mention in mentions))


def _tolls(tolls: Iterable[Toll]) -> str:
    told = (f"{number_text(toll.number)} {toll.who}".strip() for toll in tolls)
    return "; ".join(told)
