"""One announcement that is given to two bodies: to an umbrella, and to a member of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

from tallystick.directory import Directory
from tallystick.model.claims import Statement
from tallystick.model.derived import Finding
from tallystick.model.documents import Document
from tallystick.model.values import Part
from tallystick.roots import name_of

ACTS: Mapping[str, str] = {
    "halt_announced": "halt",
    "halt_conditional": "halt",
    "resumption_announced": "resumption",
    "ceasefire_announced": "ceasefire",
    "withdrawal_announced": "withdrawal",
    "claim_withdrawn": "claim withdrawn",
}
"""Acts that bind whoever announces them, as they are told of in fewer words."""
NEAR = timedelta(days=1)
"""Two announcements farther apart are two."""


def announcements_given_to_another(
    statements: Iterable[Statement], documents: Mapping[str, Document], directory: Directory
) -> Iterator[Finding]:
    """One act of one day whose issuer is an umbrella in one text, a member in another.

    A member binds itself: a halt of one faction that is told as the whole umbrella's
    says that others stop, who do not.
    """
    known = sorted((one.id, one) for one in statements if one.act in ACTS and one.issuer)
    by_day: dict[tuple[str, date], list[Statement]] = {}
    for _, one in known:
        if (day := _day(one, documents)) is not None:
            by_day.setdefault((ACTS[one.act], day), []).append(one)
    by_day = {key: _told_in_texts(told) for key, told in by_day.items()}
    for (act, day), here in by_day.items():
        near = [*combinations(here, 2), *product(here, by_day.get((act, day + NEAR), ()))]
        for one, other in near:
            if one.document != other.document and _two_levels(one, other, directory, day):
                words = f"one {act} is told of an umbrella and of a member of it"
                first, second = sorted((one.id, other.id))
                yield Finding("contradiction-issuer", (first, second), words)


def _told_in_texts(told: list[Statement]) -> list[Statement]:
    """Acts of one kind and day; a headline's is told by the text below it, if that has it.

    The text may name a leader where the headline names the body: its words are then held
    against others with the name of the headline.
    """
    texts = {s.document: s for s in reversed(told) if s.anchor.span.part is Part.TEXT}
    found = []
    for one in told:
        body = texts.get(one.document)
        if one.anchor.span.part is Part.TITLE and body is not None:
            found.append(replace(body, issuer=one.issuer, on_behalf_of=one.on_behalf_of))
        else:
            found.append(one)
    return found


def _two_levels(one: Statement, other: Statement, directory: Directory, day: date) -> bool:
    names = [
        name_of(issuer) for s in (one, other) if (issuer := s.on_behalf_of or s.issuer)
    ]
    on = day.isoformat()
    return any(directory.is_umbrella_of(a, b, on) for a, b in (names, names[::-1]))


def _day(statement: Statement, documents: Mapping[str, Document]) -> date | None:
    """The day it was announced, else that of the text that tells of it."""
    if statement.date is not None and statement.date.first_day is not None:
        return statement.date.first_day
    document = documents.get(statement.document)
    told = document.published if document else None
    return date.fromisoformat(told.day) if told else None
