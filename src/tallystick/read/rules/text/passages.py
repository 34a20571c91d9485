"""The headline and paragraphs of a document that are worth parsing, as the parser reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tallystick.model.documents import Document
from tallystick.model.values import Part
from tallystick.read.rules.text.first_gate import FirstLook
from tallystick.read.rules.text.lexicon import known_words
from tallystick.read.rules.text.line_heads import opens_entry

LONGEST_PARAGRAPH = 20_000
"""Code points parsed at once: the parser's memory grows with the length."""

ENTRY = re.compile(r"\n[ \t]*(?=(?:[-*•·▪►–—]|\d{1,2}[.)])[ \t]+\S)")
"""Where an entry of a list begins: what stands above it is no part of its sentence."""


@dataclass(frozen=True)
class Passage:
    """A headline or paragraph to parse: where it starts, and its text in sentence case."""

    part: Part
    start: int
    plain: str


def passages_of(document: Document, look: FirstLook) -> list[Passage]:
    """The passages of a document that may make a claim, in order; a list is one an entry."""
    parts = [Part.TEXT] if document.title_span else [Part.TITLE, Part.TEXT]
    passages = []
    for part in parts:
        text = document.string(part)
        if text.strip():
            plain = _sentence_case(document, part, text)
            stretches = _paragraphs(document, part, text)
            passages += [Passage(part, low, plain[low:high]) for low, high in stretches]
    wanted = look([one.plain for one in passages])
    read = (one for one, flag in zip(passages, wanted, strict=True) if flag)
    return [entry for one in read for entry in _entries(one)]


def _entries(passage: Passage) -> Iterator[Passage]:
    """A passage entry by entry where it is a list."""
    cuts = {at.end() for at in ENTRY.finditer(passage.plain)}
    if "\n" in passage.plain:
        cuts |= set(_dated_lines(passage.plain))
    for low, high in pairwise((0, *sorted(cuts), len(passage.plain))):
        yield Passage(passage.part, passage.start + low, passage.plain[low:high])


def _dated_lines(plain: str) -> Iterator[int]:
    """Where lines begin that open with a day or a time, but for the first line."""
    start = plain.find("\n") + 1
    while start > 0:
        end = plain.find("\n", start)
        if opens_entry(plain[start : end if end >= 0 else len(plain)]):
            yield start
        start = end + 1


def _sentence_case(document: Document, part: Part, text: str) -> str:
    """The text with a Title Case Headline in sentence case, letter for letter as long.

    A word of the headline keeps its capital if the body never writes it in lower case and
    no list knows it; parsers take "Bases Struck" for a name otherwise.
    """
    start, end = 0, len(text)
    if part is Part.TEXT:
        if document.title_span is None:
            return text
        start, end = document.title_span.start, document.title_span.end
    words = list(re.finditer(r"[^\W\d_]+", text[start:end]))
    capitals = sum(w.group()[0].isupper() for w in words)
    if len(words) < 4 or capitals < 0.7 * len(words):
        return text
    body = document.text[document.body_start :]
    lower = set(re.findall(r"(?<![^\W\d_])[^\W\d_]+", body)) | known_words()
    letters = list(text)
    for word in words[1:]:
        plain = word.group().lower()
        if (
            plain in lower
            and len(plain) == len(word.group())
            and not word.group().isupper()
        ):
            letters[start + word.start() : start + word.end()] = plain
    return "".join(letters)


def _paragraphs(document: Document, part: Part, text: str) -> Iterator[tuple[int, int]]:
    """Stretches to parse apart: a headline, a publication line and paragraphs."""
    edges = {0, len(text)}
    edges |= {at.end() for at in re.finditer(r"\n[ \t\r]*\n\s*", text)}
    if part is Part.TITLE:
        edges |= _colons(text, 0, len(text))
    if part is Part.TEXT:
        if document.title_span:
            edges |= {document.title_span.start, document.title_span.end}
            edges |= _colons(text, document.title_span.start, document.title_span.end)
        edges.add(document.body_start)
        if document.published and document.published.span:
            edges |= {document.published.span.start, document.published.span.end}
    for begin, end in pairwise(sorted(edges)):
        start = begin
        while end - start > LONGEST_PARAGRAPH:
            cut = text.rfind(" ", start, start + LONGEST_PARAGRAPH)
            cut = cut if cut > start else start + LONGEST_PARAGRAPH
            if _told(document, part, start):
                yield start, cut
            start = cut
        if text[start:end].strip() and _told(document, part, start):
            yield start, end


def _colons(text: str, start: int, end: int) -> set[int]:
    """Offsets after colons of a headline: what stands before one is a topic or a speaker."""
    return {at.end() for at in re.finditer(r":\s", text[:end]) if at.start() > start}


def _told(document: Document, part: Part, start: int) -> bool:
    """Whether a stretch tells anything: headers, publication lines, datelines do not."""
    title = document.title_span
    if part is Part.TITLE or start >= document.body_start:
        return True
    return title is not None and title.start <= start < title.end
