"""Claims as short lines of text, so that a scene can be read and mended by a person."""

from __future__ import annotations

from tallystick.model.claims import Claim, IncidentClaim, Statement, TallyClaim, Toll
from tallystick.model.documents import Document, Published, PublishedBasis
from tallystick.model.ledger import Reading
from tallystick.model.values import Number, Part, Span
from tallystick.read.rules.extractor import RulesExtractor


def document(
    text: str, *, title: str = "", published: str | None = "2024-05-02"
) -> Document:
    """A document of an invented outlet."""
    when = Published(published, PublishedBasis.ROW) if published else None
    return Document("The Courier", "a1", when, title, text, "en")


def titled(title: str, body: str) -> Document:
    """A plain-text document whose title is a span of its text."""
    text = f"{title}\n\n{body}"
    when = Published("2024-05-02", PublishedBasis.ROW)
    span = Span(Part.TEXT, 0, len(title))
    start = len(title) + 2
    return Document("The Courier", "a1", when, title, text, "en", None, span, start)


def read(doc: Document) -> Reading:
    """What the rules make of a document."""
    return RulesExtractor().read(doc)


def told(doc: Document) -> list[str]:
    """Each claim in a line, in the order of the text."""
    return [line(claim) for claim in read(doc).claims]


def line(claim: Claim) -> str:
    """One claim; what is not said is left out."""
    if isinstance(claim, TallyClaim):
        return _tally(claim)
    if isinstance(claim, IncidentClaim):
        return _incident(claim)
    return _statement(claim)


def _joined(*pieces: str | None) -> str:
    return " ".join(piece for piece in pieces if piece)


def _names(word: str, names: list[str]) -> str | None:
    return f"{word} [{'; '.join(names)}]" if names else None


def _tally(claim: TallyClaim) -> str:
    parts = [f"{part.key} {part.number.stated}" for part in claim.parts]
    return _joined(
        "total",
        number(claim.number),
        claim.unit,
        f"({claim.measure})",
        f"since {claim.since}" if claim.since else None,
        f"to {claim.as_of}" if claim.as_of else None,
        _names("in", list(claim.scope.countries)),
        _names("by", [m.text for m in claim.scope.perpetrators]),
        _names("parts" if claim.partition else "some parts", parts),
        _names("without", [e.dimension.value for e in claim.excludes]),
        "ordinal" if claim.ordinal else None,
        "headline" if claim.headline else None,
        f"says {claim.speaker.text}" if claim.speaker else None,
    )


def _incident(claim: IncidentClaim) -> str:
    place = claim.place
    return _joined(
        claim.event_type
        if claim.assertion == "occurred"
        else f"{claim.assertion} {claim.event_type}",
        f"on {claim.date.edtf}" if claim.date else None,
        f"at {place.text} ({place.country or '?'})" if place else None,
        _names("by", [m.text for m in claim.perpetrators]),
        _names("claimed by", [m.text for m in claim.claimed_by]),
        _names("killed", [_toll(t) for t in claim.killed]),
        _names("injured", [_toll(t) for t in claim.injured]),
        claim.outcome.value if claim.outcome in ("intercepted", "failed") else None,
        f"says {claim.speaker.text}" if claim.speaker else None,
    )


def _toll(toll: Toll) -> str:
    return number(toll.number)


def _statement(claim: Statement) -> str:
    return _joined(
        f"{claim.act} by {claim.issuer.text if claim.issuer else '?'}",
        f"on {claim.date.edtf}" if claim.date else None,
    )


def number(value: Number) -> str:
    """A number as said."""
    if value.bound == "range":
        return f"{value.low}-{value.high}"
    words = "" if value.bound == "exact" else f"{value.bound} "
    stated = value.stated if value.stated is not None else value.low
    return f"{words}{'?' if stated is None else stated}"
