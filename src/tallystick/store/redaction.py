"""Redaction: the one rewrite of what is kept, and only with two signatures.

A REDACT judgement names a document and, in `detail`, spans of it. When a second person
has said the same (same document, same spans), the characters become `MARK`, one for one:
every offset, id and hash stays. What was derived goes, since it may repeat the words.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from tallystick.codec import decode, dumps, encode
from tallystick.errors import StoreError
from tallystick.ids import fingerprint
from tallystick.model.documents import Document
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.values import Part, Span
from tallystick.store import schema
from tallystick.store.batches import SIZE
from tallystick.store.documents import one_document
from tallystick.store.guards import MARK
from tallystick.store.log import all_judgements


def redaction_detail(document: Document, spans: Iterable[Span]) -> str:
    """The `detail` of a REDACT judgement: the same spans always give the same text.

    Spans that touch or overlap become one. Where the title is a stretch of the text,
    the same characters of the other string are named too.

    Raises:
        ValueError: no spans, or characters that are not there.
    """
    named = tuple(spans)
    for span in named:
        if span.end > len(document.string(span.part)):
            raise ValueError(f"there is no {span.part} {span.start}:{span.end}")
    merged = _merged([*named, *_mirrored(document, named)])
    if not merged:
        raise ValueError("a redaction names at least one span")
    return dumps({"spans": encode(merged)})


def _mirrored(document: Document, spans: Iterable[Span]) -> Iterator[Span]:
    title = document.title_span
    if title is None:
        return
    for span in spans:
        if span.part is Part.TITLE:
            yield Span(Part.TEXT, span.start + title.start, span.end + title.start)
        elif span.overlaps(title):
            start, end = max(span.start, title.start), min(span.end, title.end)
            yield Span(Part.TITLE, start - title.start, end - title.start)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.part, one.start, one.end)):
        last = merged[-1] if merged else None
        if last and last.part == span.part and span.start <= last.end:
            merged[-1] = Span(span.part, last.start, max(last.end, span.end))
        else:
            merged.append(span)
    return merged


def spans_of(judgement: Judgement) -> tuple[Span, ...]:
    """The spans that a REDACT judgement names.

    Raises:
        ValueError: its detail is none of a redaction.
    """
    data = json.loads(judgement.detail)
    if not isinstance(data, dict) or set(data) != {"spans"}:
        raise ValueError('expected {"spans": [...]}')
    spans: tuple[Span, ...] = decode(tuple[Span, ...], data["spans"])
    return spans


def require_fitting(connection: Connection, judgement: Judgement) -> None:
    """Refuse a redaction that could not be carried out, or only by half.

    Raises:
        StoreError: no such document, no such characters in it, or a detail that
            `redaction_detail` would have written otherwise.
    """
    document = one_document(connection, judgement.subjects[0])
    if document is None or len(judgement.subjects) > 1:
        raise StoreError("redact", f"its subject is one document: {judgement.subjects}")
    try:
        wanted = redaction_detail(document, spans_of(judgement))
    except (ValueError, RecursionError) as error:
        raise StoreError("redact", f"its spans cannot be used: {error}") from None
    if wanted != judgement.detail:
        raise StoreError("redact", f"its detail must be written as {wanted}")


def signed(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The redactions that two people have said and nobody has withdrawn, each once."""
    log = tuple(judgements)
    withdrawn = {one.subjects[0] for one in log if one.verdict is Verdict.WITHDRAW}
    said: dict[tuple[str, str], dict[str, Judgement]] = defaultdict(dict)
    for one in log:
        if one.verdict is Verdict.REDACT and one.id not in withdrawn:
            people = said[one.subjects[0], one.detail]
            people.setdefault(one.person, one)
    return tuple(next(iter(p.values())) for p in said.values() if len(p) > 1)


def carry_out(connection: Connection) -> int:
    """Mask what signed redactions name and drop what was derived; how many strings."""
    done = 0
    for judgement in signed(all_judgements(connection)):
        for sha256, spans in _strings(connection, judgement):
            done += _mask(connection, sha256, spans)
    if done:
        drop_derived(connection)
    return done


def drop_derived(connection: Connection) -> None:
    """Remove everything that can be worked out again, copies excepted."""
    for table in schema.DERIVED:
        if table is not schema.copy:
            connection.execute(table.delete())


def _strings(
    connection: Connection, judgement: Judgement
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    query = select(schema.document).where(schema.document.c.id == judgement.subjects[0])
    row = connection.execute(query).one()
    for part, sha256 in ((Part.TEXT, row.sha256), (Part.TITLE, row.title_sha256)):
        spans = tuple(span for span in spans_of(judgement) if span.part is part)
        if spans:
            yield sha256, spans


def _mask(connection: Connection, sha256: str, spans: tuple[Span, ...]) -> int:
    table = schema.document_text
    here = table.c.sha256 == sha256
    text = connection.execute(select(table.c.text).where(here)).scalar_one()
    new = masked(text, spans)
    if new == text:
        return 0
    connection.execute(table.update().where(here).values(text=new))
    return 1


def masked(text: str, spans: Iterable[Span]) -> str:
    """A string with the mark for every character of the spans."""
    for span in spans:
        text = text[: span.start] + MARK * (span.end - span.start) + text[span.end :]
    return text


def unexplained(connection: Connection, log: Iterable[Judgement]) -> tuple[str, ...]:
    """The strings that do not hash to their name, though no redaction says why."""
    explained: dict[str, list[Span]] = defaultdict(list)
    for judgement in signed(one for one in log if one.verdict is not Verdict.WITHDRAW):
        for sha256, spans in _strings(connection, judgement):
            explained[sha256].extend(spans)
    query = select(schema.document_text).order_by(schema.document_text.c.sha256)
    return tuple(
        row.sha256
        for row in connection.execute(query.execution_options(yield_per=SIZE))
        if fingerprint(row.text) != row.sha256
        and not _explains(row.text, explained.get(row.sha256, []))
    )


def _explains(text: str, spans: list[Span]) -> bool:
    return bool(spans) and masked(text, spans) == text
