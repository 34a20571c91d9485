"""Stated totals side by side, and each beside our count of its own scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Reconciliation, VerdictKind
from tallystick.model.lists import DefinitionBasis, Measure
from tallystick.model.values import Field
from tallystick.views.review_figures import ClaimField, ReconciliationField
from tallystick.views.review_prose import Name, Prose, joined, label, say
from tallystick.views.review_scribe import Scribe, country


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One stated total, in its speaker's mouth."""

    claim: str
    who: Prose
    how_many: Prose
    parts: Prose
    """The shares it names; empty if none."""
    counting: Prose
    about: Prose
    """By whom and on whom, as the speaker says; empty where not said."""
    where: Prose
    since: Prose
    until: Prose
    stance: Prose
    excludes: Prose
    """What it says it leaves out; empty if nothing."""
    published: str | None


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A stated total beside our count of the same words."""

    claim: str
    who: Prose
    how_many: Prose
    verdict: Prose
    """The verdict in a word or two."""
    words: Prose
    """What was found, and what cannot be said."""
    reasons: tuple[Prose, ...]


def total_row(scribe: Scribe, claim: TallyClaim) -> TotalRow:
    """A stated total as a row of the table."""
    published = scribe.documents[claim.document].published
    return TotalRow(
        claim=claim.id,
        who=_who(scribe, claim),
        how_many=_how_many(scribe, claim),
        parts=_parts(scribe, claim),
        counting=_counting(scribe, claim),
        about=_about(scribe, claim),
        where=_where(scribe, claim),
        since=scribe.date(claim.window.start),
        until=scribe.date(claim.window.end),
        stance=(label("stance", claim.stance),),
        excludes=_excludes(scribe, claim),
        published=published.value if published else None,
    )


def _who(scribe: Scribe, claim: TallyClaim) -> Prose:
    if claim.headline and claim.speaker is None:
        return say("headline", source=scribe.publisher(claim.document))
    return scribe.speaker(claim)


def _how_many(scribe: Scribe, claim: TallyClaim) -> Prose:
    number = scribe.number(claim, "number", claim.number, Field.COUNT)
    return say("ordinal", n=number) if claim.ordinal else number


def _parts(scribe: Scribe, claim: TallyClaim) -> Prose:
    if not claim.parts:
        return ()
    shares = [
        say(
            "part",
            n=scribe.number(claim, f"parts.{at}.number", part.number, Field.PART),
            key=_part_key(scribe, claim, part.key),
        )
        for at, part in enumerate(claim.parts)
    ]
    line = joined(shares, "plus")
    return say("parts_and_more", parts=line) if claim.partition is False else line


def _part_key(scribe: Scribe, claim: TallyClaim, key: str) -> Prose:
    if len(key) == 2 and key.isupper():
        return country(key)
    return (scribe.texts.mention(claim, key, None),)


def _counting(scribe: Scribe, claim: TallyClaim) -> Prose:
    if claim.unit:
        return (scribe.texts.evidence(claim, Field.UNIT, claim.unit),)
    return (label("measure", claim.measure),)


def _about(scribe: Scribe, claim: TallyClaim) -> Prose:
    by = joined([scribe.mention(claim, one) for one in claim.scope.perpetrators])
    on = joined([scribe.mention(claim, one) for one in claim.scope.targets])
    if by and on:
        return say("by_on", by=by, on=on)
    return say("by", by=by) if by else say("on", on=on) if on else ()


def _where(scribe: Scribe, claim: TallyClaim) -> Prose:
    scope = claim.scope
    named = {place.country for place in scope.places if place.reading is None}
    lines = [country(code) for code in scope.countries if code not in named]
    shown = [scribe.place(claim, one) for one in scope.places]
    places = list(dict.fromkeys(shown + lines))
    if scope.predicate:
        places.append((scribe.texts.mention(claim, scope.predicate, None),))
    return joined(places) or say("not_stated")


def _excludes(scribe: Scribe, claim: TallyClaim) -> Prose:
    told = [(scribe.texts.mention(claim, one.text, None),) for one in claim.excludes]
    return say("leaves_out", what=joined(told)) if told else ()


def verdict_row(scribe: Scribe, claim: TallyClaim, held: Reconciliation) -> VerdictRow:
    """A stated total held against our count."""
    return VerdictRow(
        claim=claim.id,
        who=_who(scribe, claim),
        how_many=_how_many(scribe, claim),
        verdict=(label("verdict", _verdict_code(held)),),
        words=_words(scribe, held),
        reasons=tuple(reason(scribe, one) for one in held.reasons),
    )


def _verdict_code(held: Reconciliation) -> str:
    if held.verdict is VerdictKind.OVERLAPS and held.uninformative:
        return "overlaps_uninformative"
    return held.verdict.value


def _words(scribe: Scribe, held: Reconciliation) -> Prose:
    """The sentence of a verdict: the source is never blamed for what we did not read."""

    def field(path: str) -> Prose:
        return (scribe.figure(ReconciliationField(held.claim, path)),)

    if held.count is None:
        return say(f"verdict_{held.verdict.value}_uncounted")
    found = {"documents": field("count.documents"), "roots": field("count.roots")}
    found["band"] = band(field("count.low"), field("count.high") if _closed(held) else ())
    line = say("verdict_found", **found)
    if held.verdict is VerdictKind.MORE_THAN_FOUND and held.gap_low is not None:
        return line + say("verdict_more_than_found", k=field("gap_low"))
    if held.verdict is VerdictKind.FEWER_THAN_FOUND and held.gap_high is not None:
        return line + say("verdict_fewer_than_found", k=field("gap_high"))
    return line + say(f"verdict_{_verdict_code(held)}")


def _closed(held: Reconciliation) -> bool:
    return held.count is not None and held.count.high is not None


def band(low: Prose, high: Prose) -> Prose:
    """A band of ours: a low end and a high one, or open above."""
    if not high:
        return say("or_more", n=low)
    return low if _value(low) == _value(high) else say("range", low=low, high=high)


def _value(line: Prose) -> object:
    return [getattr(piece, "value", None) for piece in line]


def reason(scribe: Scribe, told: str) -> Prose:
    """A reason in our words: its code is looked up, what follows is shown as a quote."""
    code, _, detail = told.partition(":")
    words = label("reason", code.strip())
    if not detail.strip():
        return (words,)
    return say("reason_detail", reason=words, detail=Name(scribe.texts.masks.text(detail.strip())))
