"""Incident claims: the events of a document with every field and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from tallystick.model.claims import (
    Anchor,
    IncidentClaim,
    Multiplicity,
    Response,
    Responsibility,
    Target,
    Toll,
)
from tallystick.model.lists import (
    Assertion,
    ClaimKind,
    Effect,
    Measure,
    MultiplicityKind,
    Outcome,
    ResponseAct,
    ResponsibilityMode,
    Side,
    Stance,
)
from tallystick.model.values import (
    Date,
    Evidence,
    Field,
    Mention,
    Number,
    Place,
    PlacePrecision,
    PlaceRole,
    Reader,
    Span,
)
from tallystick.read.actors import resolve_actor
from tallystick.read.found import FoundPlace
from tallystick.read.rules import events as ev
from tallystick.read.rules import grammar as g
from tallystick.read.rules.counting import Counted
from tallystick.read.rules.frames import Frame, frames, stops
from tallystick.read.rules.name import NAME
from tallystick.read.rules.scan import Scan
from tallystick.read.rules.statements import responsibility_claims

MOST_SENTENCES_BACK = 3
SUSPICION = frozenset(
    "suspect suspected alleged allegedly likely believed apparently presumed".split()
)


def read_incidents(
    scan: Scan,
    counts: dict[int, tuple[Counted, ...]],
    totals: dict[int, tuple[Counted, ...]],
) -> tuple[IncidentClaim, ...]:
    """The incident claims of a document, one an event, in order of first telling.

    Args:
        counts: what each sentence's numbers count, by `Sentence.index`.
        totals: those that are stated totals, by the same index.
    """
    told = [
        frame
        for sentence in scan.sentences
        for frame in frames(
            scan, sentence, counts.get(sentence.index, ()), totals.get(sentence.index, ())
        )
        if ev.specific(scan, frame)
    ]
    found = ev.events(scan, told)
    _add_claimants(scan, found)
    body = [e for e in found if not all(scan.in_title(f.sentence) for f in e.frames)]
    body = _without_summaries(body, totals)
    return tuple(claim for event in (body or found) for claim in _claims(scan, event))


def _without_summaries(
    found: Sequence[ev.Event], totals: dict[int, tuple[Counted, ...]]
) -> list[ev.Event]:
    """Without a sentence that only sums up events told one by one ("six bases were hit")."""
    fine = [
        e
        for e in found
        if any(p.place.precision not in ev.COARSE for f in e.frames for p in f.places)
    ]
    if len(fine) < 2:
        return list(found)
    return [e for e in found if e in fine or not _sums_up(e)]


def _sums_up(event: ev.Event) -> bool:
    frame = event.first
    many = frame.head.token.tag_ in ("NNS", "NNPS") or any(
        t.mention.text.split()[0].isalpha() and _counts(frame, t.mention.span.start)
        for t in frame.targets
    )
    return many and not any(f.tolls for f in event.frames)


def _counts(frame: Frame, start: int) -> bool:
    """Whether a target is itself counted: "six bases"."""
    return any(n.start <= start < n.end + 2 for n in frame.sentence.numbers)


def _add_claimants(scan: Scan, found: Sequence[ev.Event]) -> None:
    """Give each claim of responsibility to the event told in its sentence or just before."""
    for sentence in scan.sentences:
        for who in responsibility_claims(scan, sentence):
            near = [
                (sentence.index - f.sentence.index, -n, event)
                for n, event in enumerate(found)
                for f in event.frames
                if 0 <= sentence.index - f.sentence.index <= MOST_SENTENCES_BACK
            ]
            if near:
                min(near, key=lambda one: one[:2])[2].claimants.append(who)


def _claims(scan: Scan, event: ev.Event) -> Iterable[IncidentClaim]:
    """One claim, or one a place where several places were each attacked without a toll."""
    fine = _fine_places(event)
    hurt = any(f.tolls for f in event.frames)
    apart = (
        len(fine) > 1 and not hurt and len(event.frames) == 1 and _coordinated(event.first)
    )
    if not apart:
        yield _claim(scan, event, _places(event), 0)
        return
    for nth, place in enumerate(fine):
        yield _claim(scan, event, (place,), nth)


def _fine_places(event: ev.Event) -> tuple[FoundPlace, ...]:
    seen: dict[str, FoundPlace] = {}
    for frame in event.frames:
        for place in frame.places:
            if place.place.precision not in ev.COARSE:
                seen.setdefault(place.place.id or place.place.text.casefold(), place)
    return tuple(seen.values())


def _coordinated(frame: Frame) -> bool:
    """Whether the fine places stand side by side: "the A base and the B camp"."""
    fine = [p for p in frame.places if p.place.precision in SITES]
    roots = [frame.sentence.root_of(p.start, p.end) for p in fine]
    tops = {g.first_conjunct(r).i for r in roots}
    return len(tops) < len(roots)


def _places(event: ev.Event) -> tuple[FoundPlace, ...]:
    """Places of an event, finest first, each once; a country only when nothing is finer."""
    order = list(PRECISIONS)
    found = [p for f in event.frames for p in f.places]
    found.sort(key=lambda p: order.index(p.place.precision.value))
    seen: dict[str, FoundPlace] = {}
    for place in found:
        seen.setdefault(place.place.id or place.place.text.casefold(), place)
    return tuple(seen.values())


SITES = (PlacePrecision.FACILITY, PlacePrecision.NEAR)
PRECISIONS = ("facility", "town", "near", "district", "sea", "admin1", "country", "unknown")


def _claim(
    scan: Scan, event: ev.Event, places: tuple[FoundPlace, ...], nth: int
) -> IncidentClaim:
    first = event.first
    trigger = first.sentence.span(first.head.token)
    killed, injured = _toll(event, Measure.KILLED), _toll(event, Measure.INJURED)
    date = _date(event)
    responsibility = _responsibility(scan, event)
    kinds = [ev.event_type(f) for f in event.frames]
    kind = next((k for k in kinds if k not in VAGUE), kinds[0])
    outcome = _outcome(event)
    targets = _targets(event)
    assertion = first.assertion
    return IncidentClaim(
        anchor=Anchor(scan.document.id, trigger, ClaimKind.INCIDENT, "", nth),
        evidence=_evidence(event, places),
        readers=(Reader(NAME, 0.7),),
        speaker=first.voice.speaker,
        chain=first.voice.chain,
        stance=_stance(first, responsibility),
        background=_background(scan, event, date),
        event_type=kind,
        assertion=assertion,
        responsibility=responsibility,
        targets=targets,
        weapons=tuple(dict.fromkeys(w for f in event.frames for _, w in f.weapons)),
        places=_roles(event, places),
        date=date,
        killed=killed,
        injured=injured,
        outcome=outcome,
        effect=_effect(killed, injured, outcome),
        multiplicity=_multiplicity(event, places),
        response=_response(first),
    )


VAGUE = ("operation_unspecified", "aerial_unspecified", "indirect_fire_unspecified")


def _roles(event: ev.Event, places: tuple[FoundPlace, ...]) -> tuple[Place, ...]:
    impact = tuple(replace(p.place, role=PlaceRole.UNSPECIFIED) for p in places)
    launch = tuple(
        replace(p.place, role=PlaceRole.LAUNCH) for f in event.frames for p in f.launches
    )
    return tuple(dict.fromkeys(impact + launch))


def _date(event: ev.Event) -> Date | None:
    dates = [d for d in (ev.date_of(f) for f in event.frames) if d is not None]
    return dates[0] if dates else None


def _toll(event: ev.Event, measure: Measure) -> tuple[Toll, ...]:
    """The people hurt: of several tellings the fullest, other numbers as alternatives."""
    tellings = [f.tolls[measure] for f in event.frames if f.tolls.get(measure)]
    if not tellings:
        return ()
    first = tuple(_sided(event, t) for t in tellings[0])
    seen = {_told(t.number) for t in first}
    more: list[Toll] = []
    for telling in tellings[1:]:
        for toll in telling:
            if _told(toll.number) in seen:
                continue
            seen.add(_told(toll.number))
            added = toll.who.split()[:1] in (
                ["more"],
                ["other"],
                ["others"],
                ["additional"],
            )
            other = replace(_sided(event, toll), alternative_of=None if added else 0)
            more.append(other)
    return (*first, *more)


def _told(number: Number) -> tuple[int | None, int | None, int | None]:
    return number.stated, number.low, number.high


def _sided(event: ev.Event, toll: Toll) -> Toll:
    attackers = ("attacker", "assailant", "bomber", "hijacker")
    side = Side.ATTACKER if any(a in toll.who.lower() for a in attackers) else Side.VICTIM
    return replace(toll, side=side)


def _responsibility(scan: Scan, event: ev.Event) -> tuple[Responsibility, ...]:
    found: dict[tuple[str, str], Responsibility] = {}
    for who in event.claimants:
        mode = ResponsibilityMode.CLAIMS
        found.setdefault((who.text, mode), Responsibility(who, mode, who))
    for frame in event.frames:
        by = frame.voice.speaker
        for actor in map(partial(own, scan), frame.perpetrators):
            mode = _mode(frame, actor, by)
            found.setdefault((actor.text, mode), Responsibility(actor, mode, by))
        if (
            by is not None
            and frame.voice.relation in ("claims", "announces")
            and not frame.perpetrators
        ):
            if by.actor and not by.actor.startswith("state:"):
                mode = ResponsibilityMode.CLAIMS
                found.setdefault((by.text, mode), Responsibility(by, mode, by))
    return tuple(found.values())


def _mode(frame: Frame, actor: Mention, by: Mention | None) -> ResponsibilityMode:
    ours = actor.text.lower().startswith(OURS)
    if ours or (by is not None and same_actor(actor, by)):
        return ResponsibilityMode.CLAIMS
    before = frame.sentence.within(
        max(actor.span.start - 30, frame.sentence.start), actor.span.end
    )
    if any(t.lower_ in SUSPICION or g.lemma(t) in SUSPICION for t in before):
        return ResponsibilityMode.SUSPECTS
    return ResponsibilityMode.ATTRIBUTES


OURS = ("our ", "we")


def own(scan: Scan, actor: Mention) -> Mention:
    """ "Our fighters" in a publisher's own voice: the publisher, if the directory knows it."""
    if actor.actor is None and actor.text.lower().startswith(OURS) and scan.document.source:
        return replace(actor, actor=resolve_actor(scan.document.source).actor)
    return actor


def same_actor(one: Mention, other: Mention) -> bool:
    """Whether two mentions are one actor, by id or to the letter."""
    if one.actor and other.actor:
        return one.actor == other.actor
    return one.text.casefold() == other.text.casefold()


def _targets(event: ev.Event) -> tuple[Target, ...]:
    found: dict[str, Target] = {}
    for frame in event.frames:
        for target in frame.targets:
            found.setdefault(target.mention.text.casefold(), target)
    return tuple(sorted(found.values(), key=lambda t: t.mention.actor is None))


def _outcome(event: ev.Event) -> Outcome:
    for frame in event.frames:
        words = {g.lemma(t) for t in frame.sentence.tokens}
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


def _effect(killed: Sequence[Toll], injured: Sequence[Toll], outcome: Outcome) -> Effect:
    tolls = (*killed, *injured)
    if not tolls:
        return Effect.UNKNOWN
    if all(t.number.stated == 0 for t in tolls):
        return Effect.NONE_REPORTED
    return Effect.CASUALTIES


def _multiplicity(event: ev.Event, places: Sequence[FoundPlace]) -> Multiplicity | None:
    fine = [p for p in places if p.place.precision not in ev.COARSE]
    if len(fine) > 1:
        return Multiplicity(MultiplicityKind.SITES, 1, len(fine))
    if event.first.head.token.tag_ in ("NNS", "NNPS"):
        return Multiplicity(MultiplicityKind.WAVE, 1, None)
    return None


def _stance(frame: Frame, responsibility: Sequence[Responsibility]) -> Stance:
    voice = frame.voice
    if frame.assertion is Assertion.DID_NOT_OCCUR:
        return Stance.DENIES_EVENT
    claims = any(r.mode is ResponsibilityMode.CLAIMS for r in responsibility)
    if voice.speaker is None:
        ours = any(r.actor.text.lower().startswith(OURS) for r in responsibility)
        return Stance.SELF_CLAIM if claims and ours else Stance.REPORTS_AS_FACT
    if any(r.mode is ResponsibilityMode.CLAIMS for r in responsibility):
        return Stance.SELF_CLAIM
    if responsibility:
        return Stance.ATTRIBUTES
    return Stance.RELAYS


def _response(frame: Frame) -> tuple[Response, ...]:
    if frame.assertion is Assertion.DID_NOT_OCCUR and frame.voice.speaker is not None:
        return (Response(frame.voice.speaker, ResponseAct.DENIES_EVENT),)
    return ()


def _background(scan: Scan, event: ev.Event, date: Date | None) -> bool:
    """Told as background: everywhere in a side clause, or long before publication."""
    published = scan.document.published
    if date is not None and date.last_day is not None and published is not None:
        gap = Date(published.day, published.day, published.day, date.basis).first_day
        if gap is not None and (gap - date.last_day).days > 30:
            return True
    return False


def _evidence(event: ev.Event, places: Sequence[FoundPlace]) -> tuple[Evidence, ...]:
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
    return tuple(dict.fromkeys(found))
