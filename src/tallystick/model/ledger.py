"""All that derivation starts from: documents, how they repeat, readings, judgements."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.model.claims import Claim
from tallystick.model.derived import Finding
from tallystick.model.documents import Copy, Document, Intake
from tallystick.model.judgements import Judgement
from tallystick.model.values import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What one extractor made of one document."""

    document: str
    """Document id."""
    extractor: str
    """Name and version, ``rules/1``."""
    claims: tuple[Claim, ...] = ()
    """In the order of their anchors."""
    findings: tuple[Finding, ...] = ()
    private: tuple[Span, ...] = ()
    """Names of private persons: kept here, masked in every published page."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The inputs of `derive`. Order means nothing except in `judgements`."""

    documents: tuple[Document, ...] = ()
    intakes: tuple[Intake, ...] = ()
    copies: tuple[Copy, ...] = ()
    readings: tuple[Reading, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    """In the order they were said: the last word on a subject stands."""
