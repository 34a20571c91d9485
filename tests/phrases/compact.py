"""Claims as very short lines: what a total counts, what an incident is and whom it hurt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from read.telling import number

from tallystick.model.claims import Claim, IncidentClaim, Statement, TallyClaim, Toll
from tallystick.model.documents import Document, Published, PublishedBasis
from tallystick.read.rules.extractor import RulesExtractor

SCENES = Path(__file__).parent / "scenes"


def scenes(language: str) -> Iterator[tuple[str, list[str]]]:
    """The texts of a table with the lines expected of each."""
    for block in (SCENES / f"{language}.txt").read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and line[0] != "#"]
        if lines:
            yield lines[0], [line.strip() for line in lines[1:]]


def claims(text: str, language: str, title: str = "") -> Sequence[Claim]:
    """What is read in a text of an invented outlet, published on Thursday, 2 May 2024."""
    when = Published("2024-05-02", PublishedBasis.ROW)
    return (
        RulesExtractor()
        .read(Document("The Courier", "a1", when, title, text, language))
        .claims
    )


def told(text: str, language: str, title: str = "") -> list[str]:
    """Each claim in a short line, sorted: T a total, I an incident, S a statement."""
    return sorted(map(_line, claims(text, language, title)))


def _line(claim: Claim) -> str:
    if isinstance(claim, TallyClaim):
        parts = "+".join(str(part.number.stated) for part in claim.parts)
        end = f" parts {parts}" if parts else ""
        return f"T {number(claim.number)} {claim.measure}{end}"
    if isinstance(claim, IncidentClaim):
        real = "" if claim.assertion == "occurred" else f" {claim.assertion}"
        hurt = _sum("K", claim.killed) + _sum("W", claim.injured)
        return f"I {claim.event_type}{real}{hurt}"
    assert isinstance(claim, Statement)
    return f"S {claim.act}"


def _sum(letter: str, tolls: Sequence[Toll]) -> str:
    """The people hurt, subsets and other tellings of the same people left out."""
    own = [toll.number for toll in tolls if toll.of is None and toll.alternative_of is None]
    said = [n.stated if n.stated is not None else n.low or 0 for n in own]
    return f" {letter}{sum(said)}" if tolls else ""
