"""Claims as they stand under the judgements in force, and what could not be heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tallystick.ids import digest
from tallystick.judge.entered import entered, mended
from tallystick.judge.log import (
    PAIRS,
    STATES,
    disagreements,
    standing,
    unsigned,
    waiting,
    word_of,
)
from tallystick.model.claims import Anchor, Claim
from tallystick.model.derived import Finding
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy

REACH = 300
"""Characters that an anchor may move and still be the same place of a text."""
NTHS = range(4)
"""Numbers of claims at one trigger that are tried when an anchor has moved."""
KEPT_OUT = {Verdict.REJECT: "rejected", Verdict.SET_ASIDE: "set aside"}


@dataclass(frozen=True)
class Judged:
    """Claims as they stand, and what judgements made of them."""

    claims: tuple[Claim, ...]
    """Every claim, corrected and added ones included, sorted by id."""
    aside: Mapping[str, str]
    """Claim id and why it is kept but not counted."""
    same: tuple[tuple[str, str], ...]
    """Pairs of claim ids that a person calls one event, sorted."""
    different: frozenset[tuple[str, str]]
    """Pairs of claim ids, each sorted, that a person keeps apart."""
    looked_at: frozenset[str]
    """Claims that a standing judgement is about."""
    findings: tuple[Finding, ...]


def judged(ledger: Ledger, policy: Policy) -> Judged:
    """Claims as they stand under a ledger's log, with all that is amiss in the log."""
    log, two_people = ledger.judgements, policy.two_people
    made = apply(ledger, standing(log, two_people))
    amiss = [*unsigned(waiting(log, two_people)), *disagreements(log)]
    return replace(made, findings=tuple(sorted({*made.findings, *amiss})))


def apply(ledger: Ledger, ruled: Iterable[Judgement]) -> Judged:
    """Claims as they stand under the judgements in force.

    Nothing is dropped: a claim that a person rejects or sets aside is kept with the
    reason. A pair holds even if a reading has changed since, and is reported: coming
    apart in silence would be the greater surprise.
    """
    fold = _Fold(ledger)
    ruled = tuple(ruled)
    for judgement in ruled:
        if judgement.verdict is Verdict.ADD:
            fold.add(judgement)
    for judgement in ruled:
        if judgement.verdict in PAIRS | STATES | {Verdict.CORRECT}:
            fold.hear(judgement)
    return fold.judged()


class _Fold:
    """Claims under construction, judgement by judgement."""

    def __init__(self, ledger: Ledger) -> None:
        self.documents = {document.id: document for document in ledger.documents}
        self.findings: list[Finding] = []
        self.claims: dict[str, Claim] = {}
        for reading in sorted(ledger.readings, key=lambda r: (r.document, r.extractor)):
            for claim in reading.claims:
                self._enter(claim)
        self.readings = {claim.id: {claim.reading} for claim in self.claims.values()}
        """The readings of each claim that a judgement may quote: as read, as corrected."""
        self.by_reading: dict[str, list[Claim]] = {}
        for claim in sorted(self.claims.values(), key=lambda c: c.id):
            self.by_reading.setdefault(claim.reading, []).append(claim)
        self.aside: dict[str, str] = {}
        self.out: dict[str, Judgement] = {}
        self.pairs: dict[tuple[str, str], Judgement] = {}
        self.looked_at: set[str] = set()

    def judged(self) -> Judged:
        """What stands after all judgements were heard."""
        self._find_joined_and_kept_out()
        same = sorted(p for p, j in self.pairs.items() if j.verdict is Verdict.SAME)
        return Judged(
            claims=tuple(self.claims[one] for one in sorted(self.claims)),
            aside=self.aside,
            same=tuple(same),
            different=frozenset(self.pairs) - frozenset(same),
            looked_at=frozenset(self.looked_at),
            findings=tuple(sorted(set(self.findings))),
        )

    def _find_joined_and_kept_out(self) -> None:
        for pair, joining in self.pairs.items():
            out = [self.out[claim] for claim in pair if claim in self.out]
            if joining.verdict is Verdict.SAME and out:
                told = ", ".join(f"{word_of(one)} by {one.by}" for one in out)
                words = f"{told} keeps out what same by {joining.by} joins"
                names = (joining.id, *(one.id for one in out))
                self._find("judgements-disagree", (*pair, *names), words)

    def _enter(self, claim: Claim) -> None:
        """Enter a claim; one read twice at one anchor is one claim with two readers."""
        there = self.claims.get(claim.id)
        if there is None:
            self.claims[claim.id] = claim
            return
        if there.reading != claim.reading:
            words = " and ".join(
                reader.extractor for reader in there.readers + claim.readers
            )
            self._find("read-two-ways", (claim.id,), f"{words} read different things here")
        readers = dict.fromkeys(there.readers + claim.readers)
        self.claims[claim.id] = replace(there, readers=tuple(readers))

    def add(self, judgement: Judgement) -> None:
        """Enter the claim that a person found at a span."""
        document = self.documents.get(judgement.subjects[0])
        if document is None:
            self._find("orphan-judgement", (judgement.id,), "its document is not here")
            return
        claim = entered(document, judgement)
        if claim is None:
            self._find("bad-judgement", (judgement.id,), "what it adds is no claim")
            return
        there = self.claims.get(claim.id)
        if there is not None:
            claim = replace(claim, readers=(*there.readers, *claim.readers))
        self.claims[claim.id] = claim
        self.readings.setdefault(claim.id, set()).add(claim.reading)
        self.looked_at.add(claim.id)

    def hear(self, judgement: Judgement) -> None:
        """Apply a judgement about one claim or two, if they can be found as quoted."""
        quoted = zip(judgement.subjects, judgement.readings, strict=True)
        found = [(self._claim(*one), one[1]) for one in quoted]
        claims = [claim for claim, _ in found if claim is not None]
        if len(claims) < len(found):
            self._find("orphan-judgement", (judgement.id,), "a claim it is about is gone")
            return
        if any(reading not in self.readings[claim] for claim, reading in found if claim):
            fate = "still holds" if judgement.verdict in PAIRS else "is not applied"
            self._find(
                "stale-judgement",
                (*claims, judgement.id),
                f"{word_of(judgement)} by {judgement.by} quotes another reading and {fate}",
            )
            if judgement.verdict not in PAIRS:
                return
        self.looked_at |= set(claims)
        self._apply(judgement, claims)

    def _apply(self, judgement: Judgement, claims: Sequence[str]) -> None:
        if judgement.verdict in PAIRS:
            low, high = sorted(claims)
            self.pairs[low, high] = judgement
        elif judgement.verdict in KEPT_OUT:
            word = KEPT_OUT[judgement.verdict]
            self.out[claims[0]] = judgement
            self.aside[claims[0]] = f"{word} by {judgement.by}: {judgement.why}"
        elif judgement.verdict is Verdict.CORRECT:
            self._correct(judgement, claims[0])

    def _correct(self, judgement: Judgement, claim: str) -> None:
        changed = mended(self.claims[claim], judgement)
        if changed is None:
            self._find("bad-judgement", (claim, judgement.id), "no such field or value")
            return
        self.claims[claim] = changed
        self.readings[claim].add(changed.reading)

    def _claim(self, subject: str, reading: str) -> str | None:
        """The claim of an id, followed to where its anchor has moved."""
        if subject in self.claims:
            return subject
        for claim in self.by_reading.get(reading, []):
            if any(name == subject for name in _ids_around(claim.anchor)):
                return claim.id
        return None

    def _find(self, code: str, subjects: tuple[str, ...], message: str) -> None:
        self.findings.append(Finding(code, subjects, message))


def _ids_around(anchor: Anchor) -> Iterator[str]:
    """The ids that a claim of this kind would have had elsewhere in the same passage.

    An id is a hash, so where a lost claim stood can only be guessed and checked.
    """
    at = anchor.span
    for start in range(max(0, at.start - REACH), at.start + REACH + 1):
        for nth in NTHS:
            yield digest(
                "claim", anchor.document, at.part, start, anchor.kind, anchor.measure, nth
            )
