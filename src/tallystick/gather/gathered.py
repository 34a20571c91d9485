"""What gathering gives: a document, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.errors import SourceError
from tallystick.model.derived import Finding
from tallystick.model.documents import Document, Intake


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one input may ask of this machine. Beyond a limit, an item is refused.

    The values bound memory and time on a laptop; none of them moves a figure.
    """

    file_bytes: int = 32 * 2**20
    """Largest file that is read whole: plain text, HTML, a JSON list."""
    table_bytes: int = 4 * 2**30
    """Largest file that is read row by row: CSV, JSON Lines."""
    row_bytes: int = 16 * 2**20
    """Longest line of a file that is read row by row."""
    rows: int = 1_000_000
    """Most rows of one file; the rows before the limit are kept."""
    text_chars: int = 1_000_000
    """Longest text or title of one document, in code points. A long report has 50,000."""
    field_chars: int = 4096
    """Longest other field of a row or header: an address, a source, a date."""
    depth: int = 16
    """Most folders below a folder that was named."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One intake row that became a document."""

    document: Document
    intake: Intake
    findings: tuple[Finding, ...] = ()
    """What a person should know of the intake: no date, an unreadable date."""


@dataclass(frozen=True, slots=True)
class Refused:
    """One file or row that could not be read. The rest went on."""

    error: SourceError
