"""What an outlet does to its own earlier report: puts it right, or takes it back.

The law: only an outlet's own later word does that. A withdrawal names what it takes back
by repeating it or its headline; all copies of what is taken back fall with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from tallystick.model.documents import Copy, Document
from tallystick.roots import fold
from tallystick.schemes import rows


class Notice(StrEnum):
    """What a document says that it does to an earlier one."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


HEAD = 160
"""Characters of a body in which a notice stands."""
FEWEST_WORDS = 3
"""A shorter headline is not recognised inside a notice."""
_BEFORE_MARK = re.compile(r"^[\s\W]*([^:\-–—|(\[]{3,40}?)\s*(?:[:\-–—|(\[]|$)")


@cache
def _words(sort: Notice, where: str) -> tuple[str, ...]:
    """Folded words of one sort of notice at one place, in every language."""
    told = (r["words"] for r in rows("gather/notices.tsv") if _is(r, sort, where))
    return tuple(sorted({fold(word) for words in told for word in words.split(", ")}))


def _is(row: Mapping[str, str], sort: Notice, where: str) -> bool:
    return row["sort"] == sort and row["where"] == where


def notice_of(document: Document) -> Notice | None:
    """What a document says that it does, by its first words; None for a usual report."""
    head = _BEFORE_MARK.match(document.title)
    label = fold(head[1]) if head else ""
    body = fold(document.text[document.body_start :][:HEAD])
    for sort in (Notice.WITHDRAWAL, Notice.CORRECTION):
        if label in _words(sort, "title"):
            return sort
        if any(body.startswith(words) for words in _words(sort, "body")):
            return sort
    return None


def withdrawn(documents: Iterable[Document], copies: Iterable[Copy]) -> Mapping[str, str]:
    """Documents that were taken back, with the notice that says so; ids.

    A notice takes back what its own source published no later than itself, if one of the
    two repeats the other or the notice bears the other's headline; and the copies of that.
    The notice itself is among them: what it repeats, it no longer says.
    """
    known = {document.id: document for document in documents}
    original = {copy.document: copy.original for copy in copies}
    found: dict[str, str] = {}
    by_source: dict[str, list[Document]] = {}
    for document in known.values():
        by_source.setdefault(fold(document.source), []).append(document)
    for notice in sorted(known.values(), key=lambda one: one.id):
        if not fold(notice.source) or notice_of(notice) is not Notice.WITHDRAWAL:
            continue
        words = fold(f"{notice.title} {notice.text}")
        for other in by_source[fold(notice.source)]:
            linked = original.get(notice.id, notice.id) == original.get(other.id, other.id)
            meant = linked or _bears(words, other.title)
            if other is not notice and meant and _earlier(other, notice):
                found[other.id] = found[notice.id] = notice.id
    fallen = {name: found[of] for name, of in original.items() if of in found}
    return {**fallen, **found}


def _earlier(one: Document, other: Document) -> bool:
    """Whether one was certainly published no later than the other."""
    if one.published is None or other.published is None:
        return False
    return one.published.value <= other.published.value


def _bears(words: str, title: str) -> bool:
    told = fold(title)
    return len(told.split()) >= FEWEST_WORDS and told in words
