"""Who says what of one incident: its claims with their roots, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tallystick.columns import OPEN
from tallystick.model.claims import IncidentClaim
from tallystick.model.documents import Document
from tallystick.model.lists import Stance
from tallystick.notices import Notice, notice_of
from tallystick.table import ClaimTable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Voice:
    """One claim of an incident, and where it comes from."""

    claim: IncidentClaim
    row: int
    root: str
    label: str
    """The root as a reader knows it."""
    moment: str
    """When its root first published it, ISO; "~" if unknown. A late copy is old word, but
    for what it says otherwise than its original: it is then a later version."""
    copied: bool
    """It repeats another voice word for word: it is listed, and adds nothing."""
    grown: bool
    """Its passage says that its count has risen: it is later than any lower one."""
    puts_right: bool
    """It, or the head of its document, says that it puts an earlier word right."""
    taken_back: bool
    """It takes back what it told, or its source has withdrawn its document."""
    killed: tuple[int, int] | None
    """Inclusive low and high, `OPEN` where open; None where not said."""
    injured: tuple[int, int] | None


def voices(
    table: ClaimTable,
    rows: Sequence[int],
    claims: Mapping[str, IncidentClaim],
    documents: Mapping[str, Document],
    withdrawn: Mapping[str, str],
) -> tuple[Voice, ...]:
    """The voices of one incident in the order of `rows`.

    Args:
        withdrawn: ids of documents that their sources have taken back.
    """
    here = _Here(table, tuple(rows))
    told = {row: claims[table.ids[row]] for row in rows}
    return tuple(_voice(here, row, told[row], documents, withdrawn) for row in rows)


@dataclass(frozen=True, slots=True)
class _Here:
    """The rows of one incident."""

    table: ClaimTable
    rows: tuple[int, ...]

    def tolls(self, row: int) -> tuple[tuple[int, int] | None, ...]:
        """Killed and injured as told by a row."""
        columns = (self.table.killed, self.table.injured)
        return tuple(
            (int(toll.low[row]), int(toll.high[row])) if toll.said[row] else None
            for toll in columns
        )

    def version(self, row: int) -> int:
        """The document, as a number, in which its story first told what a row tells.

        A copy that tells another toll than its original, here, is a later version; its
        own copies are no later than it is.
        """
        document, original = self.table.document, self.table.original
        story = [r for r in self.rows if original[r] == original[row]]
        first = any(document[r] == original[row] for r in story)
        mine = self.tolls(row)
        if not first or not any(mine):
            return int(original[row])
        # Documents are numbered in the order of publication.
        return min(int(document[r]) for r in story if self.tolls(r) == mine)


def _voice(
    here: _Here,
    row: int,
    claim: IncidentClaim,
    documents: Mapping[str, Document],
    withdrawn: Mapping[str, str],
) -> Voice:
    table = here.table
    original = documents[table.documents[table.original[row]]]
    told = documents[table.documents[here.version(row)]]
    corrects = claim.stance is Stance.CORRECTS
    tolls = here.tolls(row)
    return Voice(
        claim=claim,
        row=row,
        root=table.roots[table.root[row]],
        label=_label(claim, original),
        moment=told.published.value if told.published else "~",
        copied=int(table.twin[row]) in here.rows,
        grown=bool(table.wording.grown[row]),
        puts_right=corrects or notice_of(told) is Notice.CORRECTION,
        taken_back=claim.stance is Stance.RETRACTS or claim.document in withdrawn,
        killed=tolls[0],
        injured=tolls[1],
    )


def _label(claim: IncidentClaim, original: Document) -> str:
    if claim.speaker is not None:
        return claim.speaker.text
    if original.agencies:
        return original.agencies[0]
    return original.source or "a source not named"


def own_words(told: Iterable[Voice]) -> tuple[Voice, ...]:
    """Without exact copies."""
    return tuple(voice for voice in told if not voice.copied)


def latest(told: Iterable[Voice]) -> tuple[Voice, ...]:
    """The latest word of each root among some voices, in order of rows.

    A correction outranks what it corrects; in one document the first mention does, for
    a report leads with the news.
    """
    last: dict[str, Voice] = {}
    for voice in sorted(own_words(told), key=_age):
        last[voice.root] = voice
    return tuple(sorted(last.values(), key=lambda voice: voice.row))


def _age(voice: Voice) -> tuple[str, bool, int]:
    return voice.moment, voice.puts_right, -voice.row


def by_value(pairs: Iterable[tuple[T, Voice]]) -> Iterator[tuple[T, tuple[Voice, ...]]]:
    """Values with the voices that say them: those of most roots first, then first said."""
    said: dict[T, dict[int, Voice]] = {}
    for value, voice in pairs:
        said.setdefault(value, {})[voice.row] = voice
    found = [(value, tuple(v[row] for row in sorted(v))) for value, v in said.items()]
    found.sort(key=lambda one: (-len({v.root for v in one[1]}), one[1][0].row))
    yield from found


def span(tolls: Sequence[tuple[int, int]]) -> tuple[int, int | None]:
    """Low and high over what several roots say; None is open above.

    Bounded values span from the least to the greatest. "At least 12" adds nothing beside
    a 16, and opens the high end beside a 10; alone it is a low end without a high one.
    """
    bounded = [toll for toll in tolls if toll[1] < OPEN]
    opened = [toll for toll in tolls if toll[1] >= OPEN]
    if not bounded:
        return min(low for low, _ in opened), None
    low, high = min(t[0] for t in bounded), max(t[1] for t in bounded)
    return low, None if any(least > high for least, _ in opened) else high
