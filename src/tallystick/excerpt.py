"""Some rows of tables as one small table: what touches a new document, and no more.

The law: an excerpt says of its rows what their tables say, in the order of publication.
Vocabularies hold what its own rows need, so indices differ and words do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from tallystick.columns import NONE, Ints, Ranges, Rows, Sets, Weighted, codes, ints
from tallystick.table import ClaimTable, Told, Where, Who
from tallystick.wording import Wording

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, eq=False)
class _Chosen:
    """Rows of tables in the order of the excerpt."""

    tables: Sequence[ClaimTable]
    table: Ints
    """Which table each row comes from."""
    row: Rows

    def column(self, columns: Iterable[npt.NDArray[T]]) -> npt.NDArray[T]:
        """A column of all tables."""
        parts = list(columns)
        out = np.empty(len(self.row), parts[0].dtype)
        for number, part in enumerate(parts):
            here = self.table == number
            out[here] = part[self.row[here]]
        return out

    def words(
        self, columns: Sequence[Ints], words: Sequence[Sequence[str]]
    ) -> list[str | None]:
        """The words of a column of indices; None where it says nothing."""
        at = self.column(columns).tolist()
        pairs = zip(self.table.tolist(), at, strict=True)
        return [None if one == NONE else words[table][one] for table, one in pairs]

    def _entries(
        self, columns: Sequence[Sets] | Sequence[Weighted]
    ) -> tuple[Rows, Rows, Ints]:
        """Where the entries of each row begin; of each entry its place and its table."""
        starts = self.column([one.offsets[:-1] for one in columns])
        sizes = self.column([one.sizes for one in columns])
        offsets = np.zeros(len(sizes) + 1, np.int64)
        np.cumsum(sizes, out=offsets[1:])
        at = np.repeat(starts - offsets[:-1], sizes) + np.arange(offsets[-1])
        return offsets, at, np.repeat(self.table, sizes)

    def sets(self, columns: Sequence[Sets]) -> Sets:
        """A column of sets."""
        offsets, at, table = self._entries(columns)
        values = np.empty(len(at), np.int64)
        for number, one in enumerate(columns):
            here = table == number
            values[here] = one.values[at[here]]
        words, values = _one_vocabulary(table, values, columns)
        owners = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
        return Sets(words, offsets, values[np.lexsort((values, owners))].astype(np.int32))

    def weighted(self, columns: Sequence[Weighted]) -> Weighted:
        """A column of weighted words."""
        offsets, at, table = self._entries(columns)
        words = np.empty(len(at), np.int32)
        weights = np.empty(len(at), np.uint8)
        for number, one in enumerate(columns):
            here = table == number
            words[here], weights[here] = one.words[at[here]], one.weights[at[here]]
        return Weighted(offsets, words, weights)

    def ranges(self, columns: Sequence[Ranges]) -> Ranges:
        """A column of ranges."""
        return Ranges(
            self.column([one.said for one in columns]),
            self.column([one.low for one in columns]),
            self.column([one.high for one in columns]),
        )


def _one_vocabulary(
    table: Ints, values: Rows, columns: Sequence[Sets]
) -> tuple[tuple[str, ...], Rows]:
    """The words that entries of several vocabularies use, and the entries in these."""
    used = [np.flatnonzero(_seen(values[table == n], c)) for n, c in enumerate(columns)]
    told = [
        [c.words[i] for i in some.tolist()] for c, some in zip(columns, used, strict=True)
    ]
    words = tuple(sorted(set(chain.from_iterable(told))))
    index = {word: i for i, word in enumerate(words)}
    out = np.empty(len(values), np.int64)
    for number, (some, own) in enumerate(zip(used, told, strict=True)):
        new = np.zeros(len(columns[number].words), np.int64)
        new[some] = [index[word] for word in own]
        here = table == number
        out[here] = new[values[here]]
    return words, out


def _seen(values: Rows, sets: Sets) -> Rows:
    return np.bincount(values, minlength=len(sets.words))


def excerpt(tables: Sequence[ClaimTable], rows: Sequence[Rows]) -> ClaimTable:
    """One table of some rows of each of some tables, one table at least.

    Args:
        rows: for each table, each row once. What a row repeats (`ClaimTable.twin`) is
            found among them, or the row stands for itself.
    """
    pairs = [(number, row) for number, some in enumerate(rows) for row in some.tolist()]
    pairs.sort(key=lambda pair: _order(tables[pair[0]], pair[1]))
    chosen = _Chosen(
        tables,
        ints(table for table, _ in pairs),
        np.array([row for _, row in pairs], np.int64),
    )
    ids = tuple(tables[table].ids[row] for table, row in pairs)
    row_of = {name: row for row, name in enumerate(ids)}
    places = {
        (tables[t].moments[d], tables[t].documents[d])
        for t, row in pairs
        for d in (int(tables[t].document[row]), int(tables[t].original[row]))
    }
    order = sorted(places)
    documents = [name for _, name in order]
    names = [table.documents for table in tables]
    roots = chosen.words(
        [table.root for table in tables], [table.roots for table in tables]
    )
    known = sorted({root for root in roots if root is not None})
    twins = chosen.words([table.twin for table in tables], [table.ids for table in tables])
    return ClaimTable(
        ids=ids,
        rows=row_of,
        documents=tuple(documents),
        moments=tuple(moment for moment, _ in order),
        document=codes(documents, chosen.words([t.document for t in tables], names)),
        original=codes(documents, chosen.words([t.original for t in tables], names)),
        published=chosen.column([table.published for table in tables]),
        twin=ints(NONE if one is None else row_of.get(one, NONE) for one in twins),
        roots=tuple(known),
        root=codes(known, roots),
        told=_told(chosen, [table.told for table in tables]),
        days=chosen.ranges([table.days for table in tables]),
        where=_where(chosen, [table.where for table in tables]),
        who=_who(chosen, [table.who for table in tables]),
        killed=chosen.ranges([table.killed for table in tables]),
        injured=chosen.ranges([table.injured for table in tables]),
        munitions=chosen.ranges([table.munitions for table in tables]),
        wording=_wording(chosen, [table.wording for table in tables]),
        engagements=chosen.ranges([table.engagements for table in tables]),
    )


def _order(table: ClaimTable, row: int) -> tuple[str, str]:
    return table.moments[table.document[row]], table.ids[row]


def _told(chosen: _Chosen, parts: Sequence[Told]) -> Told:
    return Told(
        kind=chosen.column([part.kind for part in parts]),
        event_type=chosen.column([part.event_type for part in parts]),
        assertion=chosen.column([part.assertion for part in parts]),
        outcome=chosen.column([part.outcome for part in parts]),
        multiplicity=chosen.column([part.multiplicity for part in parts]),
        stance=chosen.column([part.stance for part in parts]),
        background=chosen.column([part.background for part in parts]),
        start=chosen.column([part.start for part in parts]),
        weapons=chosen.sets([part.weapons for part in parts]),
        aims=chosen.sets([part.aims for part in parts]),
    )


def _where(chosen: _Chosen, parts: Sequence[Where]) -> Where:
    own = chosen.words([part.own for part in parts], [part.places.words for part in parts])
    places = chosen.sets([part.places for part in parts])
    return Where(
        places=places,
        sites=chosen.sets([part.sites for part in parts]),
        names=chosen.sets([part.names for part in parts]),
        countries=chosen.sets([part.countries for part in parts]),
        own=codes(places.words, own),
        precision=chosen.column([part.precision for part in parts]),
        lat=chosen.column([part.lat for part in parts]),
        lon=chosen.column([part.lon for part in parts]),
        cell=chosen.column([part.cell for part in parts]),
        cells=chosen.sets([part.cells for part in parts]),
        admin1=chosen.sets([part.admin1 for part in parts]),
        radius=chosen.column([part.radius for part in parts]),
    )


def _who(chosen: _Chosen, parts: Sequence[Who]) -> Who:
    speakers = chosen.words(
        [part.speaker for part in parts], [part.names for part in parts]
    )
    told = [
        chosen.sets([part.perpetrators for part in parts]),
        chosen.sets([part.claimed_by for part in parts]),
        chosen.sets([part.targets for part in parts]),
    ]
    spoken = (name for name in speakers if name is not None)
    names = tuple(sorted({*spoken, *chain.from_iterable(one.words for one in told)}))
    return Who(
        names=names,
        speaker=codes(names, speakers),
        perpetrators=_among(told[0], names),
        claimed_by=_among(told[1], names),
        targets=_among(told[2], names),
    )


def _among(sets: Sets, names: tuple[str, ...]) -> Sets:
    """The same sets over a larger vocabulary."""
    index = {name: i for i, name in enumerate(names)}
    shifted = ints(index[word] for word in sets.words)
    return Sets(names, sets.offsets, shifted[sets.values])


def _wording(chosen: _Chosen, parts: Sequence[Wording]) -> Wording:
    return Wording(
        names=chosen.sets([part.names for part in parts]),
        words=chosen.sets([part.words for part in parts]),
        lead=chosen.weighted([part.lead for part in parts]),
        leading=chosen.column([part.leading for part in parts]),
        borne=chosen.sets([part.borne for part in parts]),
        hurt=chosen.sets([part.hurt for part in parts]),
        ages=chosen.sets([part.ages for part in parts]),
        languages=tuple(sorted(set(chain.from_iterable(p.languages for p in parts)))),
        language=_languages(chosen, parts),
        another=chosen.column([part.another for part in parts]),
        grown=chosen.column([part.grown for part in parts]),
    )


def _languages(chosen: _Chosen, parts: Sequence[Wording]) -> Ints:
    spoken = chosen.words([p.language for p in parts], [p.languages for p in parts])
    known = sorted(set(chain.from_iterable(part.languages for part in parts)))
    return codes(known, spoken)
