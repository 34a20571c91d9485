"""A judgement from the words a person typed: subjects found, readings quoted, checked.

What is entered in the log is what the person saw: the reading of each claim as it stands
now. A mistake is said at once, before anything is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from tallystick import judge
from tallystick.codec import dumps
from tallystick.errors import NotFound, RequestError
from tallystick.model.claims import Claim
from tallystick.model.documents import Document
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger
from tallystick.model.values import Part, Span
from tallystick.policy import Policy
from tallystick.store.redaction import redaction_detail

EXAMPLE_ADD = '{"kind": "tally", "quote": "43 attacks", "fields": {"unit": "attacks"}}'
ADVICE_ADD = (
    "expected kind (incident, tally, statement), a quote or part, start, end inside the "
    "text, and fields as `tallystick read --json` prints them; write it like "
    f"{EXAMPLE_ADD}"
)
SUBJECTS = {Verdict.SAME: 2, Verdict.DIFFERENT: 2}
"""How many subjects a verdict takes; any other takes one."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a person typed."""

    word: str
    subjects: tuple[str, ...]
    why: str
    by: str
    at: str
    """UTC, ISO 8601 with a final Z."""
    field: str | None = None
    value: str | None = None
    """JSON of the field's value; a bare word is taken as text."""
    claim: str | None = None
    """JSON of what is added: kind, and quote (or part, start, end), and fields."""
    quote: str | None = None
    """The words to be redacted, wherever they stand in the document."""


def judgement_of(ledger: Ledger, spoken: Spoken, policy: Policy) -> Judgement:
    """The judgement that a person means; see `Judging.judgement`."""
    return Judging(ledger, policy).judgement(spoken)


class Judging:
    """A ledger that people speak about, one judgement after another."""

    def __init__(self, ledger: Ledger, policy: Policy) -> None:
        self._ledger, self._policy = ledger, policy
        self._documents = {document.id: document for document in ledger.documents}
        self._listen()

    def _listen(self) -> None:
        made = judge.judged(self._ledger, self._policy)
        self._claims = {claim.id: claim for claim in made.claims}

    @property
    def known(self) -> frozenset[str]:
        """The ids of all judgements in the log."""
        return frozenset(one.id for one in self._ledger.judgements)

    def hear(self, judgement: Judgement) -> None:
        """Take a judgement as said: what follows is about claims as they stand now."""
        log = (*self._ledger.judgements, judgement)
        self._ledger = replace(self._ledger, judgements=log)
        if judgement.verdict in (Verdict.CORRECT, Verdict.ADD, Verdict.WITHDRAW):
            self._listen()

    def judgement(self, spoken: Spoken) -> Judgement:
        """The judgement that a person means.

        Raises:
            RequestError: no name, no reason, the wrong number of subjects, or a detail
                that is no claim, field or quote; says what was expected.
            NotFound: no claim, document or judgement bears a name.
        """
        verdict = _verdict(spoken.word)
        _require_whole(spoken, SUBJECTS.get(verdict, 1))
        match verdict:
            case Verdict.ADD:
                return self._addition(spoken)
            case Verdict.REDACT:
                document = self._document(spoken.subjects[0])
                return _said(spoken, ("",), _redaction(document, spoken.quote))
            case Verdict.WITHDRAW:
                return self._withdrawal(spoken)
        claims = [self._claim(name) for name in spoken.subjects]
        readings = tuple(claim.reading for claim in claims)
        if verdict is not Verdict.CORRECT:
            return _said(spoken, readings, "")
        return _correction(spoken, claims[0])

    def _addition(self, spoken: Spoken) -> Judgement:
        document = self._document(spoken.subjects[0])
        made = _said(spoken, ("",), _added(document, spoken.claim or ""))
        if judge.entered(document, made) is None:
            raise RequestError(f"add cannot be applied; {ADVICE_ADD}")
        return made

    def _withdrawal(self, spoken: Spoken) -> Judgement:
        if spoken.subjects[0] not in self.known:
            raise NotFound(
                "judgement", spoken.subjects[0], "`tallystick judgements` lists them"
            )
        return _said(spoken, ("",), "")

    def _document(self, name: str) -> Document:
        if name not in self._documents:
            raise NotFound("document", name, "`tallystick documents` lists them")
        return self._documents[name]

    def stands(self, claim: str, field: str) -> str:
        """What stands in a field of a claim, as JSON; see `stands_as`."""
        return stands_as(self._claim(claim), field)

    def _claim(self, name: str) -> Claim:
        """A claim by its id; the beginning of one is refused with the whole of it."""
        if name in self._claims:
            return self._claims[name]
        begin = [one for one in self._claims if one.startswith(name)]
        if len(begin) != 1 or len(name) < len("claim-") + 4:
            raise NotFound("claim", name, "`tallystick read --json` prints the ids")
        raise RequestError(f"{name} is short for {begin[0]}; give the whole id")


def _verdict(word: str) -> Verdict:
    try:
        return Verdict(word)
    except ValueError:
        known = ", ".join(Verdict)
        raise RequestError(f"expected one of {known}; came {word[:40]!r}") from None


def _require_whole(spoken: Spoken, wanted: int) -> None:
    if len(spoken.subjects) != wanted:
        raise RequestError(
            f"{spoken.word} takes {wanted} {'id' if wanted == 1 else 'ids'}, "
            f"{len(spoken.subjects)} came; `tallystick read --json` prints ids of claims, "
            "`tallystick documents` those of documents"
        )
    if len(set(spoken.subjects)) != wanted:
        raise RequestError(f"{spoken.word} takes two different ids, one came twice")
    if not spoken.by.strip():
        raise RequestError("expected your name, none came; give --by or set TALLYSTICK_BY")
    if not spoken.why.strip():
        raise RequestError("expected a reason, none came; say it with --why")


def _said(spoken: Spoken, readings: tuple[str, ...], detail: str) -> Judgement:
    pairs = sorted(zip(spoken.subjects, readings, strict=True))
    return Judgement(
        verdict=Verdict(spoken.word),
        subjects=tuple(subject for subject, _ in pairs),
        readings=tuple(reading for _, reading in pairs),
        by=spoken.by,
        at=spoken.at,
        why=spoken.why,
        detail=detail,
    )


def _correction(spoken: Spoken, claim: Claim) -> Judgement:
    if not spoken.field or spoken.value is None:
        raise RequestError("correct takes --field and --value; give both")
    stands = stands_as(claim, spoken.field)
    detail = dumps({"field": spoken.field, "value": _json_or_text(spoken.value)})
    made = _said(spoken, (claim.reading,), detail)
    if judge.mended(claim, made) is None:
        raise RequestError(
            f"correct cannot be applied; write --value in the form of what stands: {stands}"
        )
    return made


def stands_as(claim: Claim, field: str) -> str:
    """What stands in a field of a claim, as the JSON that a correction replaces.

    Raises:
        RequestError: no such field, or none that a person may correct; lists those.
    """
    sayable = sayable_fields(claim)
    if field not in sayable:
        raise RequestError(
            f"field: expected one of {', '.join(sayable)}; came {field[:40]!r}"
        )
    return dumps(getattr(claim, field))


def sayable_fields(claim: Claim) -> tuple[str, ...]:
    """The fields of a claim that a correction may replace."""
    return tuple(one.name for one in fields(claim) if one.name not in judge.FIXED)


def _json_or_text(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def _added(document: Document, claim: str) -> str:
    """The detail of an ADD, with the span that a quote names."""
    told = _json_or_text(claim)
    if not isinstance(told, dict):
        raise RequestError(
            "add takes --claim with a JSON object, "
            f"came {claim[:40]!r}; write it like {EXAMPLE_ADD}"
        )
    if "quote" in told:
        told = {**told, **_place_of(document, str(told.pop("quote")))}
    return dumps(told)


def _place_of(document: Document, quote: str) -> dict[str, Any]:
    """Where a quote stands, if it stands in one place only."""
    found = [
        span
        for span in _places(document, quote)
        if not (span.part is Part.TITLE and document.title_span is not None)
    ]
    if len(found) != 1:
        raise RequestError(
            f"expected a quote that stands once in {document.id}, this one stands "
            f"{len(found)} times; copy more of the text, or give part, start and end"
        )
    return {"part": found[0].part.value, "start": found[0].start, "end": found[0].end}


def _redaction(document: Document, quote: str | None) -> str:
    """The detail of a REDACT: every place of the title and the text that says the quote."""
    if not (quote or "").strip():
        raise RequestError("redact takes --quote with the words to be masked; give it")
    found = tuple(_places(document, quote or ""))
    if not found:
        raise RequestError(f"expected words of {document.id}, they do not stand in it")
    return redaction_detail(document, found)


def _places(document: Document, quote: str) -> Iterator[Span]:
    for part in (Part.TEXT, Part.TITLE):
        for start in _all(document.string(part), quote):
            yield Span(part, start, start + len(quote))


def _all(text: str, quote: str) -> Iterable[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)
