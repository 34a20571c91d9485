"""A judgement from the words a person typed: subjects found, readings quoted, checked.

What is entered in the log is what the person saw: the reading of each claim as it stands
now. A mistake is said at once, before anything is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from tallystick import judge
from tallystick.codec import dumps
from tallystick.errors import NotFound, RequestError
from tallystick.model.claims import Claim
from tallystick.model.documents import Document
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger
from tallystick.model.values import Part

ADVICE_ADD = (
    "expected kind (incident, tally, statement), a quote or part, start, end inside the "
    "text, and fields in the form that docs/concepts.md shows"
)
EXAMPLE_ADD = '{"kind": "tally", "quote": "43 attacks", "fields": {"unit": "attacks"}}'
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


def judgement_of(ledger: Ledger, spoken: Spoken) -> Judgement:
    """The judgement that a person means.

    Raises:
        RequestError: the wrong number of subjects, no reason, or a detail that is no claim
            or field; says what was expected.
        NotFound: no claim, document or judgement bears a name.
    """
    verdict = Verdict(spoken.word)
    wanted = SUBJECTS.get(verdict, 1)
    if len(spoken.subjects) != wanted:
        raise RequestError(
            f"{verdict} takes {wanted} {'id' if wanted == 1 else 'ids'}, "
            f"{len(spoken.subjects)} came; `tallystick read --json` prints ids of claims, "
            "`tallystick documents` those of documents"
        )
    if len(set(spoken.subjects)) != wanted:
        raise RequestError(f"{verdict} takes two different ids, one came twice")
    if not spoken.why.strip():
        raise RequestError("expected a reason, none came; say it with --why")
    if verdict is Verdict.ADD:
        made = _said(spoken, ("",), _added(ledger, spoken))
        return _checked(ledger, made, ADVICE_ADD)
    if verdict is Verdict.WITHDRAW:
        known = {one.id for one in ledger.judgements}
        if spoken.subjects[0] not in known:
            raise NotFound(
                "judgement", spoken.subjects[0], "`tallystick judge` printed its id"
            )
        return _said(spoken, ("",), "")
    stand = {c.id: c for c in judge.apply(ledger, judge.standing(ledger.judgements)).claims}
    claims = [_claim(stand.values(), stand.get(name), name) for name in spoken.subjects]
    readings = tuple(claim.reading for claim in claims)
    if verdict is not Verdict.CORRECT:
        return _said(spoken, readings, "")
    made = _said(spoken, readings, _correction(spoken, claims[0]))
    stands = dumps(getattr(claims[0], str(spoken.field)))
    return _checked(ledger, made, f"write --value in the form of what stands: {stands}")


def _checked(ledger: Ledger, made: Judgement, advice: str) -> Judgement:
    """The judgement, once it was seen to apply to the ledger as it is.

    Raises:
        RequestError: it says what cannot be.
    """
    tried = judge.apply(ledger, judge.standing([*ledger.judgements, made]))
    if any(f.code == "bad-judgement" and made.id in f.subjects for f in tried.findings):
        raise RequestError(f"{made.verdict} cannot be applied; {advice}")
    return made


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


def _claim(known: Iterable[Claim], found: Claim | None, name: str) -> Claim:
    """A claim by its id, or by the beginning of it if only one begins so."""
    if found is not None:
        return found
    begin = [claim for claim in known if claim.id.startswith(name)]
    if len(begin) != 1 or len(name) < len("claim-") + 4:
        raise NotFound("claim", name, "`tallystick read --json` prints the ids")
    raise RequestError(f"{name} is short for {begin[0].id}; give the whole id")


def _correction(spoken: Spoken, claim: Claim) -> str:
    if not spoken.field or spoken.value is None:
        raise RequestError("correct takes --field and --value; give both")
    sayable = [one.name for one in fields(claim) if one.name not in judge.FIXED]
    if spoken.field not in sayable:
        raise RequestError(
            f"field: expected one of {', '.join(sayable)}; came {spoken.field[:40]!r}"
        )
    return dumps({"field": spoken.field, "value": _json_or_text(spoken.value)})


def _json_or_text(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def _added(ledger: Ledger, spoken: Spoken) -> str:
    """The detail of an ADD, with the span that a quote names."""
    document = next((d for d in ledger.documents if d.id == spoken.subjects[0]), None)
    if document is None:
        raise NotFound("document", spoken.subjects[0], "`tallystick documents` lists them")
    told = _json_or_text(spoken.claim or "")
    if not isinstance(told, dict):
        raise RequestError(
            "add takes --claim with a JSON object, "
            f"came {(spoken.claim or '')[:40]!r}; write it like {EXAMPLE_ADD}"
        )
    if "quote" in told:
        told = {**told, **_place_of(document, str(told.pop("quote")))}
    return dumps(told)


def _place_of(document: Document, quote: str) -> dict[str, Any]:
    """Where a quote stands, if it stands in one place only."""
    found = [
        (part, start)
        for part in (Part.TEXT, Part.TITLE)
        for start in _all(document.string(part), quote)
        if not (part is Part.TITLE and document.title_span is not None)
    ]
    if len(found) != 1:
        raise RequestError(
            f"expected a quote that stands once in {document.id}, this one stands "
            f"{len(found)} times; copy more of the text, or give part, start and end"
        )
    part, start = found[0]
    return {"part": part.value, "start": start, "end": start + len(quote)}


def _all(text: str, quote: str) -> Iterable[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)
