"""The kept texts of a review, and the quotes that point into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from tallystick.model.claims import Claim
from tallystick.model.documents import Document
from tallystick.model.values import Field, Part, Span
from tallystick.views.review_masks import WITHHELD, Masks, plain
from tallystick.views.review_prose import Prose, Quote, say
from tallystick.views.sentences import sentence_span

LONGEST_KEPT = 24_000
"""Code points of a text that is kept whole; of longer ones, the paragraphs with claims."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a kept text that is all alike."""

    text: str
    anchors: tuple[str, ...] = ()
    """Quotes that begin here."""
    claims: tuple[str, ...] = ()
    """Claims that rest on it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph of a kept text."""

    number: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class KeptText:
    """A document as the review keeps it."""

    document: str
    anchor: str
    source: str
    title: tuple[Segment, ...]
    published: str | None
    language: str
    address: str | None
    """Its web address; None where it has none that may be shown."""
    sha256: str
    paragraphs: tuple[Paragraph, ...]
    left_out: Prose
    """Says that paragraphs without a claim are left out of a very long text."""


class Texts:
    """Documents with their claims, ready to be quoted."""

    def __init__(
        self, documents: Mapping[str, Document], claims: Iterable[Claim], masks: Masks
    ) -> None:
        self._documents = documents
        self.masks = masks
        self._spans: dict[str, tuple[int, int]] = {}
        self._claims: dict[str, list[Claim]] = {}
        for claim in claims:
            self._claims.setdefault(claim.document, []).append(claim)

    def sentence(self, claim: Claim) -> Quote:
        """The sentence that a claim stands in."""
        start, end = self.sentence_span(claim)
        return self._quote(claim.document, Span(claim.anchor.span.part, start, end))

    def evidence(self, claim: Claim, field: Field, said: str) -> Quote:
        """The words that say a field of a claim; `said` where they have no span."""
        language = self._documents[claim.document].language
        for span in claim.spans(field):
            return self._quote(claim.document, span)
        return Quote(self.masks.text(said, claim.document), language)

    def mention(self, claim: Claim, text: str, span: Span | None) -> Quote:
        """A name as a claim's document writes it."""
        if span is not None and self._documents[claim.document].quote(span) == text:
            return self._quote(claim.document, span, self._starts(claim))
        language = self._documents[claim.document].language
        return Quote(self.masks.text(text, claim.document), language)

    def _starts(self, claim: Claim) -> str:
        return anchor_of(
            claim.document, claim.anchor.span.part, self.sentence_span(claim)[0]
        )

    def _quote(self, document: str, span: Span, anchor: str | None = None) -> Quote:
        shown = self.masks.cut(document, span.part, span.start, span.end)
        at = anchor or anchor_of(document, span.part, span.start)
        return Quote(" ".join(shown.split()), self._documents[document].language, at)

    def sentence_span(self, claim: Claim) -> tuple[int, int]:
        """Where the sentence that a claim stands in begins and ends."""
        if claim.id not in self._spans:
            span = claim.anchor.span
            text = self._documents[claim.document].string(span.part)
            self._spans[claim.id] = sentence_span(text, span.start, span.end)
        return self._spans[claim.id]

    def kept(self, document: Document) -> KeptText:
        """A document with every quote of its claims anchored and marked."""
        marks = _Marks(document, self._claims.get(document.id, ()), self)
        inside = document.title_span
        title = marks.segments(Part.TITLE, 0, len(document.title))
        if inside is not None:
            title = marks.segments(Part.TEXT, inside.start, inside.end)
        paragraphs, left_out = marks.paragraphs(inside.end if inside else 0)
        published = document.published.value if document.published else None
        return KeptText(
            document=document.id,
            anchor=f"text-{document.id}",
            source=self.masks.text(document.source),
            title=title,
            published=published,
            language=document.language,
            address=self.masks.address(document.url) if document.url else None,
            sha256=document.sha256,
            paragraphs=paragraphs,
            left_out=say("left_out_note") if left_out else (),
        )


class _Marks:
    """Where the quotes of one document begin, and what rests on which characters."""

    def __init__(self, document: Document, claims: Iterable[Claim], texts: Texts) -> None:
        self.document, self.texts = document, texts
        self._starts: set[tuple[Part, int]] = set()
        self._covers: list[tuple[Part, int, int, str]] = []
        for claim in claims:
            part = claim.anchor.span.part
            self._starts.add((part, texts.sentence_span(claim)[0]))
            for evidence in claim.evidence:
                span = evidence.span
                self._starts.add((span.part, span.start))
                self._covers.append((span.part, span.start, span.end, claim.id))

    def paragraphs(self, begin: int) -> tuple[tuple[Paragraph, ...], bool]:
        """The paragraphs after `begin`, and whether a long text has others."""
        text = self.document.text
        stretches = [
            match.span()
            for match in re.finditer(r"[^\n]*\S[^\n]*", text)
            if match.end() > begin
        ]
        numbered = list(enumerate(stretches, 1))
        if len(text) > LONGEST_KEPT:
            numbered = [one for one in numbered if self._speaks(*one[1])]
        kept = tuple(
            Paragraph(number, self.segments(Part.TEXT, max(start, begin), end))
            for number, (start, end) in numbered
        )
        return kept, len(kept) < len(stretches)

    def _speaks(self, start: int, end: int) -> bool:
        return any(part is Part.TEXT and start <= at < end for part, at in self._starts)

    def segments(self, part: Part, start: int, end: int) -> tuple[Segment, ...]:
        """A stretch cut wherever a quote begins, a mark changes or a name is withheld."""
        hidden = [
            one
            for one in self.texts.masks.stretches(self.document.id, part)
            if one[0] < end and start < one[1]
        ]
        covers = [c for c in self._covers if c[0] is part and c[1] < end and start < c[2]]
        begins = {at for where, at in self._starts if where is part and start <= at < end}
        edges = begins | {edge for _, *ends, _ in covers for edge in ends}
        edges |= {edge for stretch in hidden for edge in stretch}
        cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
        return tuple(
            self._segment(part, left, right, hidden, covers, begins)
            for left, right in pairwise(cuts)
        )

    def _segment(
        self,
        part: Part,
        left: int,
        right: int,
        hidden: list[tuple[int, int]],
        covers: list[tuple[Part, int, int, str]],
        begins: set[int],
    ) -> Segment:
        anchors = (anchor_of(self.document.id, part, left),) if left in begins else ()
        claims = dict.fromkeys(c[3] for c in covers if c[1] <= left and right <= c[2])
        withheld = next((one for one in hidden if one[0] <= left and right <= one[1]), None)
        text = plain(self.document.string(part)[left:right])
        if withheld is not None:
            text = WITHHELD if left == withheld[0] else ""
        return Segment(text, anchors, tuple(claims))


def anchor_of(document: str, part: Part, start: int) -> str:
    """The anchor of a quote in the kept texts."""
    return f"quote-{document}-{part.value}-{start}"
