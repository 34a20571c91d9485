"""The fields of an incident claim, gathered from the tellings of its event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from tallystick.directory import directory
from tallystick.model.claims import (
    Multiplicity,
    Response,
    Responsibility,
    Target,
    Toll,
)
from tallystick.model.lists import (
    Assertion,
    Effect,
    Measure,
    MultiplicityKind,
    Outcome,
    ResponseAct,
    ResponsibilityMode,
    Stance,
)
from tallystick.model.values import (
    Date,
    Evidence,
    Field,
    Mention,
    Span,
)
from tallystick.read.actors import resolve_actor
from tallystick.read.found import FoundPlace
from tallystick.read.rules.events import event as ev
from tallystick.read.rules.events.frames import Frame, stops
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Scan

MOST_SENTENCES_BACK = 3
THEIRS = (
    "its ",
    "their ",
    "the group's ",
    "the movement's ",
    "the militia's ",
    "the rebels' ",
)
"""How a speaker's own people are told of: "said its fighters had"."""
SPEAKERS = word_list("incidents/speakers")
SUSPICION = word_list("incidents/suspicion")


def responsibility(scan: Scan, event: ev.Event) -> tuple[Responsibility, ...]:
    """Who is said to have done it, by whom it is said, and who claims it: each once."""
    found: dict[tuple[str, str], Responsibility] = {}
    for who in event.claimants:
        mode = ResponsibilityMode.CLAIMS
        found.setdefault((who.text, mode), Responsibility(who, mode, who))
    for frame in event.frames:
        by = frame.voice.speaker
        for actor in map(partial(own, scan), frame.perpetrators):
            mode = _mode(scan, frame, actor, by)
            found.setdefault((actor.text, mode), Responsibility(actor, mode, by))
            if by is not None and mode is ResponsibilityMode.CLAIMS:
                who = actor if _speaks_for_them(by) else by
                found.setdefault((who.text, mode), Responsibility(who, mode, by))
        claiming = (
            frame.voice.relation in ("claims", "announces") and not frame.perpetrators
        )
        if by is not None and claiming and by.actor and not by.actor.startswith("state:"):
            mode = ResponsibilityMode.CLAIMS
            found.setdefault((by.text, mode), Responsibility(by, mode, by))
    for one in event.blamed:
        found.setdefault((one.actor.text, one.mode), one)
    return tuple(found.values())


def _mode(
    scan: Scan, frame: Frame, actor: Mention, by: Mention | None
) -> ResponsibilityMode:
    ours = _ours(actor)
    real = frame.assertion is Assertion.OCCURRED
    theirs = real and by is not None and (_theirs(actor) or _speaks_for_them(by))
    if ours or theirs or (by is not None and _speaks_for(scan, by, actor)):
        return ResponsibilityMode.CLAIMS
    before = frame.sentence.within(
        max(actor.span.start - 30, frame.sentence.start), actor.span.end
    )
    if any(t.lower_ in SUSPICION or t.lemma in SUSPICION for t in before):
        return ResponsibilityMode.SUSPECTS
    return ResponsibilityMode.ATTRIBUTES


def _ours(mention: Mention) -> bool:
    """ "We", "our men", and not "western troops"."""
    return mention.text.lower().split()[:1] in (["we"], ["our"])


def _theirs(mention: Mention) -> bool:
    return mention.text.lower().startswith(THEIRS)


def _speaks_for_them(by: Mention) -> bool:
    """ "Rebels shelled the post, their spokesman said": who attacked speaks."""
    return _theirs(by) and by.text.lower().split()[-1] in SPEAKERS


def says_own(scan: Scan, frame: Frame) -> bool:
    """ "The group said it had bombed the lorries": an attack told by who did it, as its own."""
    by = frame.voice.speaker
    told = frame.assertion is Assertion.OCCURRED and not frame.head.harm
    return told and any(
        _mode(scan, frame, actor, by) is ResponsibilityMode.CLAIMS
        for actor in frame.perpetrators
    )


def own(scan: Scan, actor: Mention) -> Mention:
    """ "Our fighters" in a publisher's own voice: the publisher, if the directory knows it."""
    if actor.actor is None and _ours(actor) and scan.document.source:
        return replace(
            actor, actor=resolve_actor(scan.document.source, known=scan.known).actor
        )
    return actor


def same_actor(one: Mention, other: Mention) -> bool:
    """Whether two mentions are one actor, by id or to the letter."""
    if one.actor and other.actor:
        return one.actor == other.actor
    return one.text.casefold() == other.text.casefold()


def _speaks_for(scan: Scan, by: Mention, actor: Mention) -> bool:
    """Whether a speaker is the actor or of its side: a ministry of its state's army."""
    if by.actor is not None and actor.actor is not None:
        return (scan.known or directory()).related(by.actor, actor.actor)
    return same_actor(actor, by)


def targets(event: ev.Event) -> tuple[Target, ...]:
    """What was attacked, named actors first, each once."""
    found: dict[str, Target] = {}
    for frame in event.frames:
        for target in frame.targets:
            found.setdefault(target.mention.text.casefold(), target)
    return tuple(sorted(found.values(), key=lambda t: t.mention.actor is None))


def outcome_of(event: ev.Event) -> Outcome:
    """How far the attack got, as far as any telling says."""
    for frame in event.frames:
        words = {t.lemma for t in frame.sentence.tokens}
        if any(stops(t) for t in frame.triggers):
            return Outcome.INTERCEPTED
        if words & {"foil", "thwart", "fail"} and len(event.frames) == 1:
            return Outcome.FAILED
    hurt = any(
        f.tolls.get(m) for f in event.frames for m in (Measure.KILLED, Measure.INJURED)
    )
    hit = any(
        t.word.lemma in ("hit", "strike", "explode", "slam", "crash")
        for f in event.frames
        for t in f.triggers
    )
    return Outcome.IMPACT if hurt or hit else Outcome.UNKNOWN


def effect_of(killed: Sequence[Toll], injured: Sequence[Toll], outcome: Outcome) -> Effect:
    """What it did: people hurt, nobody, or not said."""
    tolls = (*killed, *injured)
    if not tolls:
        return Effect.UNKNOWN
    if all(t.number.stated == 0 for t in tolls):
        return Effect.NONE_REPORTED
    return Effect.CASUALTIES


def multiplicity(event: ev.Event, places: Sequence[FoundPlace]) -> Multiplicity | None:
    """Several places or several attacks in one claim; None for one."""
    fine = [p for p in places if p.place.precision not in ev.COARSE]
    if len(fine) > 1:
        return Multiplicity(MultiplicityKind.SITES, 1, len(fine))
    if event.first.head.token.tag_ in ("NNS", "NNPS"):
        return Multiplicity(MultiplicityKind.WAVE, 1, None)
    return None


def stance_of(frame: Frame, responsibility: Sequence[Responsibility]) -> Stance:
    """How the speaker of the first telling stands to it."""
    voice = frame.voice
    if frame.assertion is Assertion.DID_NOT_OCCUR:
        return Stance.DENIES_EVENT
    claims = any(r.mode is ResponsibilityMode.CLAIMS for r in responsibility)
    if voice.speaker is None:
        ours = any(_ours(r.actor) for r in responsibility)
        return Stance.SELF_CLAIM if claims and ours else Stance.REPORTS_AS_FACT
    if any(r.mode is ResponsibilityMode.CLAIMS for r in responsibility):
        return Stance.SELF_CLAIM
    if responsibility:
        return Stance.ATTRIBUTES
    return Stance.RELAYS


def responses(frame: Frame) -> tuple[Response, ...]:
    """What the speaker of a denial says back."""
    if frame.assertion is Assertion.DID_NOT_OCCUR and frame.voice.speaker is not None:
        return (Response(frame.voice.speaker, ResponseAct.DENIES_EVENT),)
    return ()


def is_background(scan: Scan, event: ev.Event, date: Date | None) -> bool:
    """Told as background: everywhere in a side clause, or long before publication."""
    published = scan.document.published
    if date is not None and date.last_day is not None and published is not None:
        gap = Date(published.day, published.day, published.day, date.basis).first_day
        if gap is not None and (gap - date.last_day).days > 30:
            return True
    return False


def evidence_of(event: ev.Event, places: Sequence[FoundPlace]) -> tuple[Evidence, ...]:
    """The spans of every field, telling by telling, each once."""
    found: list[Evidence] = []
    marks = {(p.start, p.end) for p in places}
    for frame in event.frames:
        part = frame.sentence.part
        found += [
            Evidence(Field.TRIGGER, frame.sentence.span(t.token)) for t in frame.triggers
        ]
        found += [
            Evidence(Field.DATE, Span(part, d.start, d.end))
            for d in frame.dates
            if ev.day(d)
        ]
        found += [
            Evidence(Field.PLACE, Span(part, p.start, p.end))
            for p in frame.places
            if (p.start, p.end) in marks
        ]
        found += [Evidence(Field.PERPETRATOR, m.span) for m in frame.perpetrators]
        found += [Evidence(Field.TARGET, t.mention.span) for t in frame.targets]
        found += [Evidence(Field.WEAPON, w.mention.span) for _, w in frame.weapons]
        found += frame.evidence
        if frame.voice.speaker is not None:
            found.append(Evidence(Field.SPEAKER, frame.voice.speaker.span))
    found += [Evidence(Field.CLAIMED_BY, m.span) for m in event.claimants]
    found += [Evidence(Field.PERPETRATOR, one.actor.span) for one in event.blamed]
    return tuple(dict.fromkeys(found))
