"""Readings as plain text for a terminal: each claim with the words that say it."""

from __future__ import annotations

from tallystick.model.claims import Claim, IncidentClaim, Statement, TallyClaim
from tallystick.model.documents import Document
from tallystick.model.ledger import Reading
from tallystick.model.values import Number
from tallystick.views.sentences import sentence_span


def plain(text: str) -> str:
    """Text from outside on one line, its control characters shown as U+FFFD."""
    shown = "".join(
        c if c.isprintable() or c == " " else "\ufffd" for c in text.replace("\n", " ")
    )
    return " ".join(shown.split())


def number_text(number: Number) -> str:
    """A number in the words of the interface: "at least 12", "20 to 30", "not numbered"."""
    bound = number.bound.value.replace("_", " ")
    if number.bound.value == "range":
        return f"{number.low} to {number.high}"
    stated = number.stated if number.stated is not None else number.low
    if stated is None:
        return "not numbered"
    return str(stated) if bound == "exact" else f"{bound} {stated}"


def reading_text(document: Document, reading: Reading) -> str:
    """One document's claims, one a line, with the sentence of each below it."""
    published = document.published.value if document.published else "undated"
    head = plain(document.title) or plain(document.address)
    lines = [f"{head} [{plain(document.source) or 'source not named'}, {published}]"]
    for claim in reading.claims:
        lines.append(f"  {claim.kind.value}: {told(claim)}")
        lines.append(f"      “{plain(_sentence(document, claim))}”")
    lines += [f"  note: {f.code}: {plain(f.message)}" for f in reading.findings]
    if not reading.claims:
        lines.append("  nothing that we read as a claim")
    return "\n".join(lines) + "\n"


def told(claim: Claim) -> str:
    """A claim in one line: what, where, when, and whose words they are."""
    who = plain(claim.speaker.text) if claim.speaker else "own voice"
    if isinstance(claim, TallyClaim):
        window = f"{claim.since or 'start not stated'} to {claim.as_of or 'end not stated'}"
        where = " ".join(claim.scope.countries) or "area not stated"
        return f"{number_text(claim.number)} {plain(claim.unit)}, {where}, {window} ({who})"
    if isinstance(claim, IncidentClaim):
        place = plain(claim.place.text) if claim.place else "place not stated"
        day = claim.date.edtf if claim.date else "date not stated"
        return f"{claim.event_type.replace('_', ' ')}, {place}, {day} ({who})"
    return _stated(claim)


def _stated(claim: Statement) -> str:
    issuer = plain(claim.issuer.text) if claim.issuer else "issuer not stated"
    return f"{claim.act.replace('_', ' ')}, {issuer}"


def _sentence(document: Document, claim: Claim) -> str:
    span = claim.anchor.span
    text = document.string(span.part)
    first, last = sentence_span(text, span.start, span.end)
    return text[first:last]
