"""The judgement log in and out: listed with what became of each, taken in line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tallystick import judge
from tallystick.codec import decode, encode
from tallystick.errors import RequestError
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy
from tallystick.views.judging import Judging, Spoken

TEXTS = frozenset({"field", "quote"})
VALUES = frozenset({"value", "claim"})
KEYS = frozenset({"word", "ids", "why", "by"}) | TEXTS | VALUES
"""What a line of a batch may hold."""


class Fate(StrEnum):
    """What became of a judgement."""

    STANDS = "stands"
    STALE = "stale"
    """It quotes another reading. A pair holds all the same; anything else is not applied."""
    LOST = "lost"
    """What it is about is gone, or what it says is no claim, field or value."""
    OVERTAKEN = "overtaken"
    """A later word on its subject stands."""
    WAITING = "waiting"
    """It waits for a second person."""
    WITHDRAWN = "withdrawn"
    WITHDRAWS = "withdraws"
    """It takes another one back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One judgement of the log and what became of it."""

    judgement: Judgement
    fate: Fate


def entries(ledger: Ledger, policy: Policy) -> tuple[Entry, ...]:
    """The whole log, in the order said."""
    log = ledger.judgements
    found = judge.judged(ledger, policy).findings
    fates = {one.id: Fate.OVERTAKEN for one in log}
    fates |= {one.id: Fate.STANDS for one in judge.standing(log, policy.two_people)}
    fates |= {one.id: Fate.WAITING for one in judge.waiting(log, policy.two_people)}
    for finding in found:
        if finding.code in FATES:
            fates[finding.subjects[-1]] = FATES[finding.code]
    held = {one.id: one for one in judge.heard(log)}
    for one in log:
        if one.id not in held:
            fates[one.id] = Fate.WITHDRAWN
        elif one.verdict is Verdict.WITHDRAW:
            fates[one.id] = Fate.WITHDRAWS
    return tuple(Entry(one, fates[one.id]) for one in log)


FATES = {
    "stale-judgement": Fate.STALE,
    "orphan-judgement": Fate.LOST,
    "bad-judgement": Fate.LOST,
}
"""Findings whose last subject is a judgement that does not hold as said."""


def judgement_rows(ledger: Ledger, policy: Policy) -> Iterator[dict[str, Any]]:
    """One object a judgement: the record that `Batch` takes in, and its fate."""
    for one in entries(ledger, policy):
        yield {"id": one.judgement.id, **encode(one.judgement), "fate": one.fate.value}


class Batch:
    """Lines of judgements, each checked against the ledger and the lines before it."""

    def __init__(self, ledger: Ledger, policy: Policy, by: str, at: str) -> None:
        self._judging = Judging(ledger, policy)
        self._by, self._at = by, at

    def judgement(self, line: bytes) -> Judgement:
        """The judgement of a line.

        Args:
            line: a JSON object. With `word`, `ids`, `why`, and where the word asks for
                them `field`, `value`, `claim`, `quote`, it is said now, by `by` or whoever
                brings the batch. With `verdict` it is a record that `judgement_rows`
                wrote, and taken over as it was said.

        Raises:
            RequestError: it is neither, or what it says cannot be.
        """
        row = _object(line)
        made = _record(row) if "verdict" in row else self._judging.judgement(self._of(row))
        self._judging.hear(made)
        return made

    def _of(self, row: dict[str, Any]) -> Spoken:
        unknown = sorted(row.keys() - KEYS)
        ids = row.get("ids")
        if unknown or not isinstance(ids, list):
            what = f"the keys {', '.join(unknown)}" if unknown else "no list of ids"
            raise RequestError(f"expected keys {', '.join(sorted(KEYS))}; came {what}")
        texts = {key: str(row[key]) for key in TEXTS & row.keys()}
        values = {key: json.dumps(row[key]) for key in VALUES & row.keys()}
        return Spoken(
            word=str(row.get("word", "")),
            subjects=tuple(map(str, ids)),
            why=str(row.get("why", "")),
            by=str(row.get("by") or self._by),
            at=self._at,
            **texts,
            **values,
        )


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"expected a JSON object, but {error}; correct it") from None
    if not isinstance(row, dict):
        raise RequestError(f"expected a JSON object, came {type(row).__name__}; correct it")
    return row


def _record(row: dict[str, Any]) -> Judgement:
    told = {key: value for key, value in row.items() if key not in ("id", "fate")}
    try:
        made: Judgement = decode(Judgement, told)
    except (ValueError, TypeError) as error:
        raise RequestError(f"expected a judgement as it was exported; {error}") from None
    if row.get("id", made.id) != made.id:
        raise RequestError(f"the content makes its id {made.id}; it was changed")
    return made
