"""A review as Markdown: the same page for editors' tools and version control.

Nothing from outside can become markup: every character that Markdown or HTML reads is
escaped, quotes stand in quotation marks and direction isolates. Figures link to their
working and quotes to the kept texts by anchors in plain HTML, which Markdown allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tallystick.review.figures import check_prose
from tallystick.review.neutrality import check_words
from tallystick.review.pieces import day
from tallystick.views.review_incidents import GradeCell
from tallystick.views.review_notes import Note, Voice
from tallystick.views.review_page import ReviewPage
from tallystick.views.review_prose import (
    Code,
    Day,
    Figure,
    Name,
    Piece,
    Prose,
    Quote,
    Words,
)
from tallystick.views.review_texts import KeptText, Segment
from tallystick.views.review_totals import TotalRow
from tallystick.views.review_working import Working

ISOLATE, POP = "\u2068", "\u2069"
ACTIVE = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$^=:@.\-])")
"""Characters that some dialect of Markdown reads as markup or links by itself."""
OWN_MARK = "<!-- tallystick review -->"
"""By this last line gathering knows that a file is a review, not an article."""
OURS, THEIRS = "\ue000", "\ue001"
"""Marks about what is not our prose, while a page is being made; never in a text, for
`plain` has taken private-use characters out of all that comes from outside."""


def render_markdown(page: ReviewPage) -> bytes:
    """The page as Markdown in UTF-8.

    Raises:
        UnsupportedFigure: our prose holds a digit that is no figure.
        LoadedTerm: our prose holds a loaded term outside quotation marks.
    """
    marked = "\n".join((*_lines(page), OWN_MARK)) + "\n"
    ours = re.sub(f"{THEIRS}[^{OURS}]*{OURS}", " ", marked)
    check_prose(ours.splitlines())
    check_words(ours.splitlines())
    return re.sub(f"[{OURS}{THEIRS}]", "", marked).encode("utf-8")


def escaped(text: str) -> str:
    """A text from outside as inert Markdown on one line."""
    return ACTIVE.sub(r"\\\1", " ".join(text.split()))


def show(line: Prose) -> str:
    """A line as Markdown."""
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Piece) -> str:
    match piece:
        case Words(text):
            return text
        case Figure(value, _, working):
            return _not_ours(f"[{value:,}](#{working})")
        case Quote(text, _, anchor):
            said = f"“{ISOLATE}{escaped(text)}{POP}”"
            return _not_ours(f"[{said}](#{anchor})" if anchor else said)
        case Name(text):
            return _not_ours(f"{ISOLATE}{escaped(text)}{POP}")
        case Day(iso):
            return _not_ours(day(iso))
        case Code(text):
            return _not_ours(f"{ISOLATE}{escaped(text)}{POP}")


def _not_ours(text: str) -> str:
    return f"{THEIRS}{text}{OURS}"


def _link(line: Prose, anchor: str) -> str:
    """A line with a link after it: a link may not stand inside another."""
    return show(line) + _not_ours(f" [↓](#{anchor})")


def _anchor(name: str) -> str:
    return _not_ours(f'<a id="{name}"></a>')


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return ["Nothing was found.", ""]
    return [f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}", *lines, ""]


def _lines(page: ReviewPage) -> Iterable[str]:
    """The page, section by section, in reading order."""
    yield f"# {show(page.heading.title)}, {show(page.heading.span)}"
    yield from ("", show(page.heading.looked_at), "", f"**{show(page.stated.result)}**", "")
    yield from _totals((*page.stated.first, *page.stated.others))
    yield from (show(page.found.line), "")
    yield from (
        f"- {_link(row.topic, row.leads_to)}: {show(row.line)}" for row in page.brief
    )
    yield from (f"- {show(page.heading.read)}", "", "## What we found, three ways", "")
    ways = ((show(w.name), show(w.figure), show(w.means)) for w in page.found.ways)
    yield from _table(("Way", "Incidents", "Meaning"), ways)
    yield from _differ(page)
    yield from _incidents(page)
    yield from ("## Contradictions", "")
    yield from _notes(page.contradictions)
    yield from _statements(page)
    yield from (_anchor("not-established"), "", "## What is not established", "")
    yield from [f"- {show(gap)}" for gap in page.gaps] + [""]
    yield from _voices(page.lone)
    yield from _sources(page)
    yield from _method(page)
    yield from ("## Working: what each number rests on", "")
    for block in page.workings:
        yield from _working(block)
    yield from ("## The texts", "")
    for text in page.texts:
        yield from _text(text)


def _totals(rows: Iterable[TotalRow]) -> list[str]:
    header = ("Who says", "How many", "Counting", "Where", "From", "To", "How told")

    def cells(row: TotalRow) -> list[str]:
        many = [row.how_many, row.parts]
        counting = [row.counting, row.about, row.excludes]
        rest = (row.where, row.since, row.until, row.stance)
        return [
            _stacked([row.who, row.told_in]),
            _stacked(many),
            _stacked(counting),
            *map(show, rest),
        ]

    return _table(header, map(cells, rows))


def _stacked(lines: Iterable[Prose]) -> str:
    return "; ".join(show(line) for line in lines if line)


def _differ(page: ReviewPage) -> Iterable[str]:
    yield from (_anchor("differ"), "", "## Why they differ", "")
    for row in page.stated.differ:
        told = "; ".join(show(total) for total in (*row.totals, row.more) if total)
        yield f"- **{show(row.why)}**: {told}"
    yield ""
    for held in page.stated.verdicts:
        head = f"**{show(held.who)}: {show(held.how_many)}**, {show(held.verdict)}"
        yield from (head, "", show(held.words), "")


def _incidents(page: ReviewPage) -> Iterable[str]:
    yield from ("## Incidents", "")
    for breakdown in page.breakdowns:
        yield from (f"### {show(breakdown.name)}", "")
        header = ("", *map(show, breakdown.columns))
        yield from _table(
            header, ((show(r.key), *map(show, r.cells)) for r in breakdown.rows)
        )
    yield from ("### On the map", "")
    drawn = ((show(h.name), show((h.incidents,))) for h in page.map.halos)
    yield from _table(("Place", "Incidents"), drawn)
    yield from ("### Incident by incident", "")
    header = ("When", "What and where", "Who is named", "Killed", "Injured", "Support")
    rows = (
        (
            _link(row.when, row.working),
            _stacked([row.what, row.where, row.whom]),
            show(row.behind),
            show(row.killed),
            show(row.injured),
            "; ".join(map(_grade, row.grades)),
        )
        for row in page.incidents
    )
    yield from _table(header, rows)
    for aside in page.aside:
        yield f"- Not counted: {_link(aside.what, aside.working)}: {show(aside.why)}"
    yield ""


def _grade(cell: GradeCell) -> str:
    flag = ", contested" if cell.contested else ""
    return f"{show(cell.proposition)}: {show(cell.grade)}{flag} ({show(cell.reason)})"


def _notes(notes: Iterable[Note]) -> Iterable[str]:
    for note in notes:
        yield from (f"**{show(note.meaning)}**", "")
        yield from _voices(note.voices)


def _voices(voices: Iterable[Voice]) -> Iterable[str]:
    for voice in voices:
        says = _link(voice.says, voice.working)
        yield f"- {show(voice.who)}: {says} {show((voice.quote,))}"
    yield ""


def _statements(page: ReviewPage) -> Iterable[str]:
    yield from ("## Statements: halts, denials, threats, agreements", "")
    rows = (
        (
            _stacked([row.when, row.published]),
            show(row.issuer),
            _link(row.act, row.working),
            show(row.reported_by),
            show((row.quote,)),
        )
        for row in page.statements
    )
    yield from _table(("When", "Who", "What", "Reported by", "In these words"), rows)


def _sources(page: ReviewPage) -> Iterable[str]:
    yield from ("## Sources and who repeats whom", "")
    rows = (
        (
            show(row.source),
            show(row.documents),
            show(row.languages),
            show(row.roots),
            "; ".join(
                f"{_link((c.title,), c.text)} is {show(c.kind)} "
                f"{_link(c.original, c.original_text)}"
                for c in row.copies
            ),
        )
        for row in page.sources
    )
    yield from _table(("Source", "Documents", "Languages", "Origins", "Copies"), rows)


def _method(page: ReviewPage) -> Iterable[str]:
    method = page.method
    yield from ("## Who is taken to stand with whom", "")
    ties = (
        (
            _stacked([row.name, row.source]),
            show(row.kind),
            "; ".join(f"{show(t.line)} ({show(t.source)})" for t in row.ties),
        )
        for row in page.parties
    )
    yield from _table(("Actor", "Kind", "Ties"), ties)
    yield from ("## Method and manifest", "")
    for text in method.disclaimers:
        yield from (show(text), "")
    both = (*method.manifest, *method.policy)
    yield from _table(("Setting", "Value"), ((show(k), show(v)) for k, v in both))
    yield from [f"- {show(text)}" for text in method.attributions] + [""]
    yield from _notes(page.findings)


def _working(block: Working) -> Iterable[str]:
    yield from (f"### {show(block.title)} {_anchor(block.anchor)}", "")
    for line in block.lines:
        said = _link(line.said, line.leads_to) if line.leads_to else show(line.said)
        yield f"- {said}{': ' + show((line.quote,)) if line.quote else ''}"
    yield from ("", show(block.id), "")


def _text(text: KeptText) -> Iterable[str]:
    title = "".join(map(_segment, text.title))
    head = _not_ours(f"{ISOLATE}{title}{POP}")
    yield from (f"### {head} {_anchor(text.anchor)}", "")
    about = [f"{ISOLATE}{escaped(text.source)}{POP}" if text.source else "unnamed source"]
    about += [day(text.published)] if text.published else []
    about += [text.sha256[:16]]
    yield from (_not_ours(", ".join(about)), "")
    for paragraph in text.paragraphs:
        words = "".join(map(_segment, paragraph.segments))
        yield from (_not_ours(f"({paragraph.number}) {ISOLATE}{words}{POP}"), "")
    if text.left_out:
        yield from (show(text.left_out), "")


def _segment(segment: Segment) -> str:
    anchors = "".join(f'<a id="{one}"></a>' for one in segment.anchors)
    lead = " " if segment.text[:1].isspace() else ""
    trail = " " if segment.text[-1:].isspace() and segment.text.strip() else ""
    return f"{anchors}{lead}{escaped(segment.text)}{trail}"
