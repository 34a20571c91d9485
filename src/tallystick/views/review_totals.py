"""Stated totals side by side, and each beside our count of its own scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallystick.model.claims import TallyClaim
from tallystick.model.derived import (
    Grade,
    Incident,
    Proposition,
    Reconciliation,
    VerdictKind,
)
from tallystick.model.values import Field
from tallystick.reconcile.words import reason_words, verdict_words
from tallystick.views.review_figures import Listing, ReconciliationField
from tallystick.views.review_prose import (
    Figure,
    Prose,
    Words,
    fill,
    joined,
    label,
    say,
)
from tallystick.views.review_scribe import Scribe

UNCOMPARED = (VerdictKind.CANNOT_COMPARE, VerdictKind.NOT_TESTED)


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
    told_in: Prose
    """In how many documents it stands; empty for one."""
    published: str | None


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A stated total beside our count of the same words."""

    claim: str
    who: Prose
    how_many: Prose
    verdict: Prose
    """The verdict in a word or two."""
    compared: bool
    """Whether the two were held against each other at all."""
    found: Prose
    """Our band with what it counts; empty if not compared."""
    alone: Prose
    """How many of our incidents rest on a claimant's word: said beside every band."""
    words: Prose
    """What was found, what cannot be said, and what to keep in mind."""


def total_row(scribe: Scribe, claims: Sequence[TallyClaim]) -> TotalRow:
    """One total of one speaker as a row: its first telling, and how often it is told."""
    claim = claims[0]
    told = list(dict.fromkeys(one.document for one in claims))
    published = scribe.documents[claim.document].published
    return TotalRow(
        claim=claim.id,
        who=who(scribe, claim),
        how_many=how_many(scribe, claim),
        parts=_parts(scribe, claim),
        counting=_counting(scribe, claim),
        about=_about(scribe, claim),
        where=_where(scribe, claim),
        since=scribe.date(claim.window.start),
        until=scribe.date(claim.window.end),
        stance=(label("stance", claim.stance),),
        excludes=_excludes(scribe, claim),
        told_in=say("told_in", n=scribe.listed(Listing.DOCUMENTS, told))
        if told[1:]
        else (),
        published=published.value if published else None,
    )


def who(scribe: Scribe, claim: TallyClaim) -> Prose:
    """Who states a total: the speaker and the relay, the publisher, or its headline."""
    if claim.headline and claim.speaker is None:
        return say("headline", source=scribe.publisher(claim.document))
    return scribe.speaker(claim)


def how_many(scribe: Scribe, claim: TallyClaim) -> Prose:
    """The number of a total as it was said."""
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
        return scribe.country(key)
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
    named = {place.country for place in scope.places if place.name is not None}
    lines = [scribe.country(code) for code in scope.countries if code not in named]
    shown = [scribe.place(claim, one) for one in scope.places]
    places = list(dict.fromkeys(shown + lines))
    if scope.predicate:
        places.append((scribe.texts.mention(claim, scope.predicate, None),))
    return joined(places) or say("not_stated")


def _excludes(scribe: Scribe, claim: TallyClaim) -> Prose:
    told = [(scribe.texts.mention(claim, one.text, None),) for one in claim.excludes]
    return say("leaves_out", what=joined(told)) if told else ()


def verdict_row(
    scribe: Scribe, claim: TallyClaim, held: Reconciliation, read: Mapping[str, Prose]
) -> VerdictRow:
    """A stated total held against our count.

    Args:
        read: how many ``documents`` and ``roots`` were read, with their nouns.
    """
    return VerdictRow(
        claim=claim.id,
        who=who(scribe, claim),
        how_many=how_many(scribe, claim),
        verdict=(label("verdict", _verdict_code(held)),),
        compared=held.verdict not in UNCOMPARED,
        found=_band(scribe, held),
        alone=say("alone", n=_alone(scribe, held)),
        words=_words(scribe, held, read),
    )


def _verdict_code(held: Reconciliation) -> str:
    return "uninformative" if held.uninformative else held.verdict.value


def _words(scribe: Scribe, held: Reconciliation, read: Mapping[str, Prose]) -> Prose:
    """The sentence of a verdict: nobody is blamed for what we did not read."""
    code = _verdict_code(held)
    compared = held.verdict not in UNCOMPARED
    told = [one for one in held.reasons if not (compared and one == "self_claims_only")]
    reasons = joined([(Words(reason_words()[one]),) for one in told], "semicolon")
    gaps = {"over": "gap_low", "under": "gap_high"}
    slots: dict[str, Prose] = {
        slot: (scribe.figure(ReconciliationField(held.claim, path)),)
        for slot, path in gaps.items()
        if getattr(held, path) is not None
    }
    slots |= {"reasons": reasons, "band": _band(scribe, held)}
    line = fill(verdict_words()[code], **read, **slots)
    if not compared:
        return line
    line += say("of_these_alone", n=_alone(scribe, held))
    return line + say("keep_in_mind", reasons=reasons) if reasons else line


def _alone(scribe: Scribe, held: Reconciliation) -> Figure:
    """How many of our incidents rest on a claimant's word alone."""
    found = (*held.count.incidents, *held.count.possible) if held.count else ()
    alone = [
        one for one in found if occurrence(scribe.basis.incidents[one]) is Grade.SELF_CLAIM
    ]
    return scribe.listed(Listing.INCIDENTS, alone)


def occurrence(incident: Incident) -> Grade:
    """How well it is supported that the event took place."""
    for proposition, graded in incident.grades:
        if proposition is Proposition.OCCURRENCE:
            return graded.grade
    return Grade.UNASSESSED


def _band(scribe: Scribe, held: Reconciliation) -> Prose:
    """Our band with what it counts; words where nothing is stated of what is counted."""
    if held.count is None:
        return ()
    ends = {
        end: (scribe.figure(ReconciliationField(held.claim, f"count.{end}")),)
        for end in ("low", "high")
        if getattr(held.count, end) is not None
    }
    if "low" not in ends:
        return say("number_not_stated")
    noun = label("measure", held.count.measure)
    return say("band_of", band=band(ends["low"], ends.get("high", ())), noun=noun)


def band(low: Prose, high: Prose) -> Prose:
    """A band of ours: a low end and a high one, or open above."""
    if not high:
        return say("or_more", n=low)
    return low if _value(low) == _value(high) else say("range", low=low, high=high)


def _value(line: Prose) -> object:
    return [getattr(piece, "value", None) for piece in line]
