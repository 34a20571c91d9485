"""What stands where in a text: headers, headline, publication line, dateline, body.

Everything is a span of the text as it came; nothing is cut out of it. A text file may
begin with a block of headers, `Key: value` lines ended by a blank line:

    Source: Northern Star
    Published: 2031-04-02 18:40 GMT
    Title: Depot hit for the third time

Keys are Source, Url, Published, Title and Language in any case and order. A block with
another key in it is still one if its first key is known; the other keys are not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tallystick.gather import agencies, publication
from tallystick.gather.dateline import read_dateline
from tallystick.model.documents import Published, PublishedBasis
from tallystick.model.values import Part, Span

HEADERS = ("source", "url", "published", "title", "language")

_LONGEST_HEADLINE = 200
_LONGEST_BYLINE = 100
_PARAGRAPH = 120
"""A longer line is a paragraph of its own; files wrapped by hand have shorter ones."""
_MOST_FURNITURE = 5
"""Lines between headline and body: publication line, byline, source."""
_LINE = re.compile(r"[^\r\n]*")
_HEADER = re.compile(r"(?P<key>[A-Za-z][A-Za-z-]{1,19}):[ \t]+(?P<value>\S.*)")
_BYLINE = re.compile(r"(?:By|Source|Author)(?::[ \t]*|[ \t]+)(?P<who>[^\W\d_].+)")
_MARKDOWN = re.compile(r"#{1,6}[ \t]+")
_SENTENCE_END = re.compile(r"(?<!\.\.)[.;:,][\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a text stand. Offsets are code points of the whole text."""

    body_start: int
    title: Span | None = None
    published: Published | None = None
    dateline: str | None = None
    agencies: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    """What they say, but for the title, which is a span."""
    unused: tuple[str, ...] = ()
    """Keys of headers that are not known."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str
    """Without blanks at either end."""

    @property
    def span(self) -> Span:
        return Span(Part.TEXT, self.start, self.end)


def lay_out_file(text: str) -> Layout:
    """The layout of a whole text file: it may have headers, it may have a headline."""
    headers, unused, start = _header_block(text)
    title = headers.get("title") or _headline(text, start)
    top = _furniture(text, max(start, title.end) if title else start)
    above = _furniture(text[: title.start], start) if title else top
    return Layout(
        top.body_start,
        title.span if title else None,
        _header_date(headers) or above.published or top.published,
        top.dateline,
        top.agencies,
        {key: line.words for key, line in headers.items() if key != "title"},
        unused,
    )


def lay_out_article(text: str, title: str) -> Layout:
    """The layout of a text whose title came apart from it; the text may repeat it first."""
    start = len(text) - len(text.lstrip())
    repeats = bool(title.strip()) and text.startswith(title.strip(), start)
    end = start + len(title.strip()) if repeats else start
    if repeats and text[end : end + 1] not in ("", "\r", "\n"):
        # The title is the beginning of the first sentence: that is body.
        repeats, end = False, start
    top = _furniture(text, end)
    span = Span(Part.TEXT, start, end) if repeats else None
    return Layout(top.body_start, span, top.published, top.dateline, top.agencies)


def _lines(text: str, start: int) -> Iterator[_Line]:
    """The lines from an offset on, without their ends; blank ones have no words."""
    while start < len(text):
        match = _LINE.match(text, start)
        end = match.end() if match else start
        words = text[start:end].strip()
        first = start + text[start:end].index(words)
        yield _Line(first, first + len(words), words)
        start = end + (2 if text.startswith("\r\n", end) else 1)


def _header_block(text: str) -> tuple[dict[str, _Line], tuple[str, ...], int]:
    """The known headers, the keys of others, and where the text goes on."""
    found: dict[str, _Line] = {}
    unused: list[str] = []
    for line in _lines(text, 0):
        match = _HEADER.fullmatch(line.words)
        if match is None:
            # A block that runs into prose is no block: "Note: ..." may open an article.
            return (found, tuple(unused), line.end) if not line.words else ({}, (), 0)
        key, (start, end) = match["key"].lower(), match.span("value")
        if key in HEADERS:
            value = _Line(line.start + start, line.start + end, match["value"])
            found.setdefault(key, value)
        elif not found:
            return {}, (), 0
        else:
            unused.append(match["key"])
    return found, tuple(unused), len(text) if found else 0


def _header_date(headers: Mapping[str, _Line]) -> Published | None:
    said = headers.get("published")
    stated = publication.read_field(said.words) if said else None
    return Published(stated, PublishedBasis.LINE, said.span) if said and stated else None


def _headline(text: str, start: int) -> _Line | None:
    """The first line, if it looks like a headline and something follows it."""
    lines = _lines(text, start)
    first = next((line for line in lines if line.words), None)
    if first and publication.read_line(first.words):
        first = next((line for line in lines if line.words), None)
    if first is None:
        return None
    following = next(lines, None)
    if following is None or not text[following.start :].strip():
        return None
    apart = _stands_apart(text, following)
    return _unmarked(first) if apart and _reads_as_headline(text, first) else None


def _stands_apart(text: str, following: _Line) -> bool:
    """Whether the line after the first one shows that the first was a headline."""
    words = following.words
    return (
        len(words) > _PARAGRAPH
        or not words
        or publication.read_line(words) is not None
        or _byline(words) is not None
        or read_dateline(text, following.start) is not None
    )


def _reads_as_headline(text: str, line: _Line) -> bool:
    return (
        len(line.words) <= _LONGEST_HEADLINE
        and _SENTENCE_END.search(line.words) is None
        and read_dateline(text, line.start) is None
    )


def _unmarked(line: _Line) -> _Line:
    """A line without the # that Markdown puts before a heading."""
    mark = _MARKDOWN.match(line.words)
    skipped = mark.end() if mark else 0
    return _Line(line.start + skipped, line.end, line.words[skipped:])


def _furniture(text: str, start: int) -> Layout:
    """Publication line, byline and dateline from an offset on, and where the body is."""
    published: Published | None = None
    wires: list[str] = []
    body = start
    for line in _first_lines(text, start):
        body = line.start
        if stated := publication.read_line(line.words):
            span = Span(Part.TEXT, line.start + stated.start, line.start + stated.end)
            published = published or Published(stated.value, PublishedBasis.LINE, span)
        elif (known := _byline(line.words)) is not None:
            wires += known
        else:
            break
        body = line.end
    return _with_dateline(text, body, published, wires)


def _first_lines(text: str, start: int) -> Iterator[_Line]:
    filled = (line for line in _lines(text, start) if line.words)
    return (line for line, _ in zip(filled, range(_MOST_FURNITURE), strict=False))


def _byline(words: str) -> tuple[str, ...] | None:
    """The wires of a byline ("By Jane Doe, Reuters"); None if the line is no byline."""
    if len(words) > _LONGEST_BYLINE:
        return None
    if known := agencies.alone(words):
        return known
    match = _BYLINE.fullmatch(words)
    if match is None or _SENTENCE_END.search(words):
        return None
    return agencies.in_mark(match["who"])


def _with_dateline(
    text: str, body: int, published: Published | None, wires: list[str]
) -> Layout:
    body += len(text[body:]) - len(text[body:].lstrip())
    line = read_dateline(text, body)
    if line is None:
        return Layout(body, published=published, agencies=tuple(wires))
    if line.published and published is None:
        span = Span(Part.TEXT, line.date_start, line.date_end)
        published = Published(line.published, PublishedBasis.LINE, span)
    return Layout(
        line.body_start,
        published=published,
        dateline=line.place,
        agencies=(*wires, *line.agencies),
    )
