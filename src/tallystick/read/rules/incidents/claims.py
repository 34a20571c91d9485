"""Incident claims: the events of a document with every field and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tallystick.model.claims import (
    Anchor,
    IncidentClaim,
)
from tallystick.model.lists import (
    ClaimKind,
    Measure,
)
from tallystick.model.values import (
    Date,
    Place,
    PlacePrecision,
    PlaceRole,
    Reader,
)
from tallystick.read.found import FoundPlace
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.events import event as ev
from tallystick.read.rules.events.event_types import event_type
from tallystick.read.rules.events.frames import Frame, frames
from tallystick.read.rules.events.gathering import gathered
from tallystick.read.rules.events.inherited import dates
from tallystick.read.rules.events.tolls import tolls
from tallystick.read.rules.incidents.claimants import add_claimants
from tallystick.read.rules.incidents.fields import (
    effect_of,
    evidence_of,
    is_background,
    multiplicity,
    outcome_of,
    responses,
    responsibility,
    stance_of,
    targets,
)
from tallystick.read.rules.incidents.munitions import munitions_of
from tallystick.read.rules.incidents.whereabouts import places_of
from tallystick.read.rules.name import NAME
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.scan import Scan


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
    ]
    known = {id(frame) for frame in told if ev.specific(scan, frame)}
    sure = [frame for frame in told if id(frame) in known]
    vague = [frame for frame in told if id(frame) not in known]
    more = [replace(frame, only_adds=True) for frame in vague if ev.tells_more(frame)]
    return incidents_of(scan, [*sure, *more], totals, vague)


def incidents_of(
    scan: Scan,
    told: Sequence[Frame],
    totals: dict[int, tuple[Counted, ...]],
    vague: Sequence[Frame] = (),
) -> tuple[IncidentClaim, ...]:
    """The claims that some frames make, one an event, in order of first telling.

    Args:
        totals: the counts that are stated totals, by `Sentence.index`.
        vague: frames that tell of no event by themselves; together with others they may,
            and of a known one they may say whose it was.
    """
    found = gathered(scan, told, [f for f in vague if ev.one_event(scan, f)])
    body = [e for e in found if not all(scan.in_title(f.sentence) for f in e.frames)]
    body = _without_summaries(body, totals)
    told_here = body or found
    add_claimants(scan, told_here, vague)
    days = dates(scan, told_here)
    for event in told_here:
        event.news = ev.outright(scan, event, told_here)
    return tuple(
        claim
        for event, day in zip(told_here, days, strict=True)
        for claim in _claims(scan, event, day)
    )


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


def _claims(scan: Scan, event: ev.Event, date: Date | None) -> Iterable[IncidentClaim]:
    """One claim, or one a place where several places were each attacked without a toll."""
    fine = _fine_places(event)
    hurt = any(f.tolls for f in event.frames)
    sites = {p.place.text for p in event.first.places}
    here = all(p.place.text in sites for p in fine)
    apart = len(fine) > 1 and not hurt and here and _coordinated(event.first)
    if not apart:
        yield _claim(scan, event, date, places_of(scan, event), 0)
        return
    for nth, place in enumerate(fine):
        yield _claim(scan, event, date, (place,), nth)


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


SITES = (PlacePrecision.FACILITY, PlacePrecision.NEAR)


def _claim(
    scan: Scan, event: ev.Event, date: Date | None, places: tuple[FoundPlace, ...], nth: int
) -> IncidentClaim:
    first = event.first
    trigger = first.sentence.span(first.head.token)
    killed, injured = tolls(event, Measure.KILLED), tolls(event, Measure.INJURED)
    said = responsibility(scan, event)
    kinds = [event_type(f) for f in event.frames]
    kind = next((k for k in kinds if k not in VAGUE), kinds[0])
    outcome = outcome_of(event)
    aims = targets(event)
    assertion = first.assertion
    return IncidentClaim(
        anchor=Anchor(scan.document.id, trigger, ClaimKind.INCIDENT, "", nth),
        evidence=evidence_of(event, places),
        readers=(Reader(NAME, SURE if event.news else LIKELY),),
        speaker=first.voice.speaker,
        chain=first.voice.chain,
        stance=stance_of(first, said),
        background=is_background(scan, event, date),
        event_type=kind,
        assertion=assertion,
        responsibility=said,
        targets=aims,
        weapons=tuple(dict.fromkeys(w for f in event.frames for _, w in f.weapons)),
        munitions=munitions_of(event),
        places=_roles(event, places),
        date=date,
        killed=killed,
        injured=injured,
        outcome=outcome,
        effect=effect_of(killed, injured, outcome),
        multiplicity=multiplicity(event, places),
        response=tuple(dict.fromkeys([*responses(first), *event.answers])),
    )


LIKELY, SURE = 0.7, 0.9
"""How sure a claim is: as a rule, and where people are told to have been shot."""
VAGUE = ("operation_unspecified", "aerial_unspecified", "indirect_fire_unspecified")


def _roles(event: ev.Event, places: tuple[FoundPlace, ...]) -> tuple[Place, ...]:
    impact = tuple(replace(p.place, role=PlaceRole.UNSPECIFIED) for p in places)
    launch = tuple(
        replace(p.place, role=PlaceRole.LAUNCH) for f in event.frames for p in f.launches
    )
    return tuple(dict.fromkeys(impact + launch))
