"""Values of the model as Hypothesis draws them: every field, by its own type hints."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from tallystick.model.claims import Anchor, Claim, IncidentClaim, Statement, TallyClaim
from tallystick.model.derived import Book, Component, Incident
from tallystick.model.documents import Document, Intake, Published
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.lists import ClaimKind
from tallystick.model.values import Date, DateBasis, Number, Span
from tallystick.store import Edition, Run, Stamp

# Everything that a ledger can hold: line ends, other planes, other scripts. U+001F is
# left out because identifiers may not be made of it (`ids.SEPARATOR`).
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12
)
words = st.text("abcdé█٣", min_size=1, max_size=4)
names = st.text("0123456789abcdef", min_size=4, max_size=4)
moments = st.datetimes().map(lambda when: when.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20))

SPECIAL: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(0, 9999),
    float: st.integers(-9999, 9999).map(lambda n: n / 10_000),
    bool: st.booleans(),
    Span: st.builds(
        lambda part, start, length: Span(part, start, start + length),
        st.from_type(get_type_hints(Span)["part"]),
        st.integers(0, 99),
        st.integers(1, 9),
    ),
    Number: st.one_of(
        st.integers(0, 999).map(Number.said),
        st.integers(0, 99).map(lambda low: Number.between(low, low + 5)),
        st.just(Number.vague()),
    ),
    Date: st.builds(
        lambda day, basis: Date(day.isoformat(), None, day.isoformat(), basis),
        st.dates(),
        st.sampled_from(DateBasis),
    ),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Anything that fits a type hint of the model."""
    if hint in SPECIAL:
        return SPECIAL[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of(*(values(one) for one in inner))
    if origin is tuple and inner[-1] is ...:
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, inner))
    if hint is type(None):
        return st.none()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return records(hint)


def records(made: Any, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records of a dataclass: fields without a default drawn, the others now and then."""
    hints = get_type_hints(made)
    drawn = {}
    for field in fields(made):
        known = given.get(field.name, values(hints[field.name]))
        plain = field.default is not MISSING and field.name not in given
        drawn[field.name] = st.one_of(st.just(field.default), known) if plain else known
    return st.builds(made, **drawn)


published = st.builds(
    lambda when, basis, span: Published(when[:16], basis, span),
    moments,
    st.from_type(get_type_hints(Published)["basis"]),
    st.none() | SPECIAL[Span],
)
documents: st.SearchStrategy[Document] = records(Document, published=st.none() | published)
judgements: st.SearchStrategy[Judgement] = st.builds(
    lambda verdict, subjects, by, at, why, detail: Judgement(
        verdict, subjects, ("",) * len(subjects), by, at, why, detail
    ),
    st.sampled_from([v for v in Verdict if v is not Verdict.REDACT]),
    st.lists(words, min_size=1, max_size=2).map(tuple),
    texts,
    moments,
    words,
    texts,
)
runs: st.SearchStrategy[Run] = records(Run, at=moments)
stamps: st.SearchStrategy[Stamp] = records(Stamp)


def editions(number: int) -> st.SearchStrategy[Edition]:
    """Editions of one number."""
    return records(Edition, number=st.just(number), at=moments)


def claims(document: str) -> st.SearchStrategy[Claim]:
    """Claims of one document."""
    kinds = {
        ClaimKind.INCIDENT: IncidentClaim,
        ClaimKind.TALLY: TallyClaim,
        ClaimKind.STATEMENT: Statement,
    }
    fixed = {"document": st.just(document), "measure": words}
    return st.one_of(
        [
            records(made, anchor=records(Anchor, kind=st.just(kind), **fixed))
            for kind, made in kinds.items()
        ]
    )


@st.composite
def intakes(draw: st.DrawFn, of: tuple[Document, ...]) -> tuple[Intake, ...]:
    """Rows that some documents came in."""
    if not of:
        return ()
    row = records(Intake, document=st.sampled_from([one.id for one in of]))
    return tuple(draw(st.lists(row, max_size=4)))


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Books whose components hold some of their incidents, in any order."""
    drawn = draw(st.lists(records(Incident, id=names), max_size=5, unique_by=_id))
    components = tuple(
        Component(f"key-{one.id}", draw(words), (one.id,))
        for one in drawn
        if draw(st.booleans())
    )
    rest = draw(
        records(Book, incidents=st.just(tuple(drawn)), components=st.just(components))
    )
    return Book(
        rest.incidents,
        rest.components,
        tuple(
            one
            for _, one in sorted(
                {f"{r.claim} {r.rule}": r for r in rest.reconciliations}.items()
            )
        ),
        tuple(sorted(set(rest.findings))),
        tuple(sorted(dict(rest.roots).items())),
        tuple(sorted(set(rest.looked_at))),
    )


def _id(incident: Incident) -> str:
    return incident.id
