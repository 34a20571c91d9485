"""Documents and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tallystick.ids import digest, fingerprint
from tallystick.model.values import Part, Span


class PublishedBasis(StrEnum):
    """What a publication date rests on, strongest first."""

    ROW = "row"
    """Given by the intake row or the feed."""
    METADATA = "metadata"
    """Stated in the page's metadata."""
    LINE = "line"
    """A publication line or dateline in the text."""
    ADDRESS = "address"
    """Read from the address of the page."""


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published, and how we know."""

    value: str
    """ISO 8601 day or minute, with its offset if stated: ``2024-01-31T09:13``."""
    basis: PublishedBasis
    span: Span | None = None
    """Where the text says it, for `LINE`."""

    @property
    def day(self) -> str:
        """The calendar day, ``2024-01-31``."""
        return self.value[:10]


@dataclass(frozen=True)
class Document:
    """One text as one source published it, in two strings. A changed text is a new one.

    `title` and `text` are kept exactly as given: offsets of evidence count their
    Unicode code points. A plain-text file is one string; its title is then a span of
    `text` (`title_span`) and `title` repeats those characters.
    """

    source: str
    """The publisher as the intake names it; "" when it does not."""
    address: str
    """The url, else the `external_id`, else the file's name."""
    published: Published | None
    title: str
    text: str
    language: str
    """ISO 639-1, or "und"."""
    url: str | None = None
    title_span: Span | None = None
    """Where in `text` the title stands; None if the title came apart from the text."""
    body_start: int = 0
    """Offset in `text` where the body begins, after title, dateline, publication line."""
    dateline: str | None = None
    """The place named in a dateline ("BAGHDAD, Jan 30"), as written."""
    agencies: tuple[str, ...] = ()
    """Wires that the document says it repeats ("(AFP)", "Reuters reports"), by their
    canonical names; the likeliest first."""

    @cached_property
    def id(self) -> str:
        """Hash of source, address, publication date, title and text."""
        return digest(
            "doc",
            fingerprint(self.source),
            fingerprint(self.address),
            self.published.value if self.published else None,
            fingerprint(self.title),
            self.sha256,
        )

    @cached_property
    def sha256(self) -> str:
        """Hash of `text` in UTF-8."""
        return fingerprint(self.text)

    def string(self, part: Part) -> str:
        """The string that spans of a part index."""
        return self.title if part is Part.TITLE else self.text

    def quote(self, span: Span) -> str:
        """The characters of a span."""
        return self.string(span.part)[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Intake:
    """One row that was read: several rows may be one document."""

    document: str
    """Document id."""
    external_id: str
    """The row's own `id`; the file name for a file."""
    origin: str
    """The file it came from, by name, without its folders."""


class CopyKind(StrEnum):
    """How one document repeats another."""

    EXACT = "exact"
    NEAR = "near"
    TRANSLATED = "translated"
    """It tells the same in another language; worked out from claims, see `translations`."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One document repeats another. The original is the one published first."""

    document: str
    original: str
    """A document that is no copy itself."""
    kind: CopyKind
    similarity: float
    """Estimated Jaccard similarity of word shingles in [0, 1], four decimals."""
