"""Stated totals as rows: who says how many, counting what, where, from when, to when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tallystick.model.claims import TallyClaim
from tallystick.model.documents import Document
from tallystick.model.values import Date, Field
from tallystick.reconcile.relations import area_of, published, speaker_key
from tallystick.reconcile.words import shown

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one total says in one respect, and where it says it."""

    text: str
    """What is printed; `NOT_STATED` where the text is silent."""
    claim: str
    field: Field | None
    """Which evidence of the claim says it; None where nothing does."""

    @property
    def stated(self) -> bool:
        """Whether the text says it."""
        return self.text != NOT_STATED


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One stated total of one speaker, however many texts repeat it."""

    tally: TallyClaim
    """The first telling: the cells are its own."""
    claims: tuple[str, ...]
    """Every claim that tells it, first telling first."""
    who: Cell
    number: Cell
    """With its parts: "165 = SY 98 + IQ 66 + JO 1"."""
    counting: Cell
    where: Cell
    since: Cell
    until: Cell


def side_by_side(
    tallies: Iterable[TallyClaim], documents: Mapping[str, Document]
) -> tuple[TotalRow, ...]:
    """Rows by measure, speaker and day.

    Repeats of one total by one speaker in the same words of scope share a row; the same
    number under another scope (a headline) is a row of its own.
    """
    rows: dict[object, list[TallyClaim]] = {}
    for tally in sorted(
        {tally.id: tally for tally in tallies}.values(),
        key=lambda one: (published(one, documents) or "~", one.id),
    ):
        who = speaker_key(tally, documents.get(tally.document))
        key = (
            who,
            tally.measure,
            tally.number,
            tally.since,
            tally.as_of,
            area_of(tally),
            tally.headline,
        )
        rows.setdefault(key, []).append(tally)
    found = [row_of(group, documents) for group in rows.values()]
    return tuple(sorted(found, key=lambda row: _order(row, documents)))


def _order(row: TotalRow, documents: Mapping[str, Document]) -> tuple[str, ...]:
    tally = row.tally
    who = speaker_key(tally, documents.get(tally.document))
    return tally.measure, who, tally.as_of or published(tally, documents) or "~", tally.id


def row_of(group: list[TallyClaim], documents: Mapping[str, Document]) -> TotalRow:
    """The row of one total from its tellings, the first first."""
    tally = group[0]

    def cell(text: str, field: Field | None) -> Cell:
        spoken = field is not None and bool(tally.spans(field))
        return Cell(text, tally.id, field if spoken else None)

    return TotalRow(
        tally=tally,
        claims=tuple(one.id for one in group),
        who=cell(_who(tally, documents), Field.SPEAKER),
        number=cell(_number(tally), Field.COUNT),
        counting=cell(_counting(tally), Field.UNIT),
        where=cell(", ".join(sorted(area_words(tally))) or NOT_STATED, Field.PLACE),
        since=cell(day(tally.window.start), Field.SINCE),
        until=cell(day(tally.window.end), Field.AS_OF),
    )


def _who(tally: TallyClaim, documents: Mapping[str, Document]) -> str:
    """The speaker with whoever relays it, or the outlet in its own voice."""
    document = documents.get(tally.document)
    outlet = document.source if document and document.source else "unnamed outlet"
    if tally.speaker is None:
        return f"{outlet}, {'headline' if tally.headline else 'own voice'}"
    relays = [mention.text for mention in tally.chain if mention != tally.speaker]
    return ", via ".join((tally.speaker.text, *relays, outlet))


def _number(tally: TallyClaim) -> str:
    parts = " + ".join(f"{part.key} {shown(part.number)}" for part in tally.parts)
    rest = " + a rest" if tally.parts and tally.partition is False else ""
    return f"{shown(tally.number)} = {parts}{rest}" if parts else shown(tally.number)


def _counting(tally: TallyClaim) -> str:
    unit = tally.unit or NOT_STATED
    limits = [f'only "{tally.scope.predicate}"'] if tally.scope.predicate else []
    limits += [f'without "{exclusion.text}"' for exclusion in tally.excludes]
    return "; ".join((unit, *limits))


def area_words(tally: TallyClaim) -> frozenset[str]:
    """The countries that a total names, else its places as written."""
    if tally.scope.countries:
        return frozenset(tally.scope.countries)
    return frozenset(place.text for place in tally.scope.places)


def day(end: Date | None) -> str:
    """A day, a month or a stretch, with a zone that is only assumed marked."""
    if end is None or (end.earliest is None and end.latest is None):
        return NOT_STATED
    told = end.single or "/".join((end.earliest or "..", end.latest or ".."))
    return f"{told} (zone?)" if end.zone_assumed else told
