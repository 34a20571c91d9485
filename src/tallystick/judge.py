"""The judgement log folded into what stands, and claims as they stand under it.

The law: the log's own order decides, never the clocks; the last word on a subject stands;
a withdrawn judgement counts as never spoken; what the policy asks two people for takes
effect with the second of them. A judgement applies to the reading it quotes.
Where an extractor has moved the anchor and read the same, the judgement follows; where
it reads something else, the judgement is reported as stale and not applied.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, get_type_hints

from tallystick.codec import decode, dumps
from tallystick.ids import digest
from tallystick.model.claims import Anchor, Claim, IncidentClaim, Statement, TallyClaim
from tallystick.model.derived import Finding
from tallystick.model.documents import Document
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger
from tallystick.model.lists import ClaimKind, Measure
from tallystick.model.values import Evidence, Field, Part, Reader, Span
from tallystick.policy import Policy

PERSON = "person/1"
"""The reader of a claim that a person entered."""
REACH = 300
"""Characters that an anchor may move and still be the same place of a text."""
NTHS = range(4)
"""Numbers of claims at one trigger that are tried when an anchor has moved."""
PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT})
STATES = frozenset({Verdict.ACCEPT, Verdict.REJECT, Verdict.SET_ASIDE})
KEPT_OUT = {Verdict.REJECT: "rejected", Verdict.SET_ASIDE: "set aside"}
FIXED = frozenset({"anchor", "evidence", "readers"})
"""Fields that a correction may not touch: they say where and by whom, not what."""

CLASSES: Mapping[ClaimKind, type[Claim]] = {
    ClaimKind.INCIDENT: IncidentClaim,
    ClaimKind.TALLY: TallyClaim,
    ClaimKind.STATEMENT: Statement,
}
HEADS = {
    ClaimKind.INCIDENT: Field.TRIGGER,
    ClaimKind.TALLY: Field.COUNT,
    ClaimKind.STATEMENT: Field.ACT,
}


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
    amiss = [*_unsigned(waiting(log, two_people)), *_disagreements(log)]
    return replace(made, findings=tuple(sorted({*made.findings, *amiss})))


def standing(
    log: Iterable[Judgement], two_people: Collection[Verdict] = ()
) -> tuple[Judgement, ...]:
    """The judgement in force on each subject, in log order; see the law above.

    Args:
        two_people: verdicts that take effect only when a second person says the same of
            the same reading. Until then the word before them stands.
    """
    spoken = _spoken(log)
    last, _ = _last_words(spoken, two_people)
    return tuple(j for j in spoken if last.get(_subject(j)) is j)


def waiting(
    log: Iterable[Judgement], two_people: Collection[Verdict]
) -> tuple[Judgement, ...]:
    """The judgements that wait for a second person, in log order; redactions always do."""
    spoken = _spoken(log)
    _, unsigned = _last_words(spoken, two_people)
    return tuple(j for j in spoken if unsigned.get(_subject(j)) is j)


def _spoken(log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What was said and not withdrawn, in log order; said again, it stands there again."""
    spoken: dict[str, Judgement] = {}
    for judgement in log:
        if judgement.verdict is Verdict.WITHDRAW:
            spoken.pop(judgement.subjects[0], None)
        else:
            spoken.pop(judgement.id, None)
            spoken[judgement.id] = judgement
    return tuple(spoken.values())


Words = dict[tuple[str, ...], Judgement]


def _last_words(
    spoken: Iterable[Judgement], two_people: Collection[Verdict]
) -> tuple[Words, Words]:
    """The last word on each subject, and a later one that waits for a second person."""
    last: Words = {}
    unsigned: Words = {}
    people: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for judgement in spoken:
        subject, word = _subject(judgement), (*judgement.readings, *said(judgement))
        people[*subject, *word].add(judgement.person)
        asked = judgement.verdict in two_people or judgement.verdict is Verdict.REDACT
        if asked and len(people[*subject, *word]) < 2:
            unsigned[subject] = judgement
        else:
            last[subject] = judgement
            unsigned.pop(subject, None)
    return last, unsigned


def said(judgement: Judgement) -> tuple[str, str]:
    """What a judgement says of its subject, in a form that two people's words share."""
    return judgement.verdict.value, dumps(_detail(judgement).get("value"))


def _unsigned(unsigned: Iterable[Judgement]) -> Iterator[Finding]:
    for one in unsigned:
        words = f"{_word(one)} by {one.by} waits for a second person"
        yield Finding("judgement-unsigned", (*one.subjects, one.id), words)


def _disagreements(log: Iterable[Judgement]) -> Iterator[Finding]:
    """Subjects of which two people say different things, each by their last word."""
    by_subject: dict[tuple[str, ...], dict[str, Judgement]] = defaultdict(dict)
    for judgement in _spoken(log):
        by_subject[_subject(judgement)][judgement.person] = judgement
    for voices in by_subject.values():
        words = list(voices.values())
        if len(set(map(said, words))) > 1:
            told = ", ".join(f"{_word(one)} by {one.by}" for one in words)
            subjects = (*words[0].subjects, *(one.id for one in words))
            message = f"{told}: the last word stands"
            yield Finding("judgements-disagree", subjects, message)


def _subject(judgement: Judgement) -> tuple[str, ...]:
    """What a judgement has the last word on: two corrections of two fields both stand."""
    if judgement.verdict in PAIRS:
        return ("pair", *sorted(judgement.subjects))
    if judgement.verdict in STATES:
        return ("state", *judgement.subjects)
    if judgement.verdict is Verdict.CORRECT:
        return ("field", *judgement.subjects, _detail(judgement).get("field", ""))
    return (judgement.verdict, *judgement.subjects, judgement.detail)


def _detail(judgement: Judgement) -> dict[str, Any]:
    try:
        data = json.loads(judgement.detail or "{}")
    except json.JSONDecodeError:
        return {}
    return data if isinstance(data, dict) else {}


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
                told = ", ".join(f"{_word(one)} by {one.by}" for one in out)
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
            self._find("readers-differ", (claim.id,), f"{words} read different things here")
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
                f"{_word(judgement)} by {judgement.by} quotes another reading and {fate}",
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


def _word(judgement: Judgement) -> str:
    return judgement.verdict.replace("_", " ")


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


def entered(document: Document, judgement: Judgement) -> Claim | None:
    """The claim in the detail of an ADD; None if it is none, or lies outside the text.

    The detail holds `kind`, `part`, `start`, `end`, perhaps `nth`, and `fields`: the
    claim's own fields as the codec writes them; those left out are not said.
    """
    detail = _detail(judgement)
    try:
        kind, span = ClaimKind(detail["kind"]), _span(detail)
        told = _decoded(CLASSES[kind], detail.get("fields", {}))
    except (KeyError, TypeError, ValueError):
        return None
    if span.end > len(document.string(span.part)):
        return None
    measure = str(told.get("measure", Measure.OTHER)) if kind is ClaimKind.TALLY else ""
    anchor = Anchor(document.id, span, kind, measure, int(detail.get("nth", 0)))
    evidence = (Evidence(HEADS[kind], span),)
    return CLASSES[kind](anchor, evidence, (Reader(PERSON, 1.0),), **told)


def _span(detail: Mapping[str, Any]) -> Span:
    return Span(Part(detail["part"]), int(detail["start"]), int(detail["end"]))


def mended(claim: Claim, judgement: Judgement) -> Claim | None:
    """The claim with the field of a CORRECT replaced; None if that cannot be."""
    detail = _detail(judgement)
    try:
        told = _decoded(type(claim), {detail["field"]: detail["value"]})
    except (KeyError, TypeError, ValueError):
        return None
    return replace(claim, **told)


def _decoded(kind: type[Claim], told: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a claim from the JSON that the codec writes.

    Raises:
        ValueError: a field that a person may not say, or a value that does not fit.
    """
    hints = get_type_hints(kind)
    sayable = {field.name for field in fields(kind)} - FIXED
    if not told.keys() <= sayable:
        raise ValueError(f"no fields of a {kind.__name__}: {sorted(told.keys() - sayable)}")
    return {name: decode(hints[name], value) for name, value in told.items()}
