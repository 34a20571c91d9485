"""Incident claims: the events of a document with every field and its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from tallystick.model.claims import (
    Anchor,
    IncidentClaim,
    Multiplicity,
    Munitions,
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
    Stance,
)
from tallystick.model.values import (
    Date,
    Evidence,
    Field,
    Mention,
    Place,
    PlacePrecision,
    PlaceRole,
    Reader,
)
from tallystick.read.found import FoundPlace
from tallystick.read.phrases.countries import at_sea, country_of
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.events import Event, date_of, event_type, events
from tallystick.read.phrases.issuers import is_own, issuer_of
from tallystick.read.phrases.page import Page
from tallystick.read.phrases.phrases import COARSE
from tallystick.read.phrases.scenes import inherited, set_scenes
from tallystick.read.phrases.statements import claimants
from tallystick.read.phrases.tellings import Telling, tellings
from tallystick.read.phrases.toll import tolls_of
from tallystick.read.rules.actors.reference import ARMED

MOST_SENTENCES_BACK = 3
SCORE = 0.6
"""How sure this reader is of an incident, beside the rules over a parser."""
ONLY_COUNTRY = "the country that the report is on"
LONGEST_STEP = 6
"""Words from one place of a list to the next."""
OLD = 30
"""Days before publication from which on an event is background."""


def read_incidents(
    page: Page,
    counts: Mapping[int, Sequence[Counted]],
    totals: Mapping[int, Sequence[Counted]],
    name: str,
) -> tuple[IncidentClaim, ...]:
    """The incident claims of a document, one an event, in order of first telling.

    Args:
        counts: what each sentence's numbers count, by `Sentence.index`.
        totals: those that are stated totals, by the same index.
        name: the extractor that they are read under.
    """
    told = [
        one
        for sentence in page.sentences
        for one in tellings(
            page, sentence, counts.get(sentence.index, ()), totals.get(sentence.index, ())
        )
    ]
    set_scenes(page, told)
    found = events(page, told)
    _add_claimants(page, found)
    _add_issuer(page, found)
    body = [e for e in found if not all(page.in_title(t.sentence) for t in e.tellings)]
    return tuple(claim for event in (body or found) for claim in _claims(page, event, name))


def _add_issuer(page: Page, found: Sequence[Event]) -> None:
    """In a party's own statement its attacks are its claims."""
    issuer = issuer_of(page)
    for event in found if issuer is not None else ():
        if issuer is not None and is_own(event.first, issuer):
            event.claimants.append(issuer)
            event.own = True


def _add_claimants(page: Page, found: Sequence[Event]) -> None:
    """Give each claim of responsibility to the event told in its sentence or just before."""
    for sentence in page.sentences:
        for who in claimants(page, sentence):
            near = [
                (sentence.index - t.sentence.index, -n, event)
                for n, event in enumerate(found)
                for t in event.tellings
                if 0 <= sentence.index - t.sentence.index <= MOST_SENTENCES_BACK
            ]
            if near:
                min(near, key=lambda one: one[:2])[2].claimants.append(who)


def _claims(page: Page, event: Event, name: str) -> Iterator[IncidentClaim]:
    """One claim, or one a place where several places were each attacked without a toll."""
    told = [t for t in event.tellings if t.fine]
    fine = list(_distinct(told[0].fine)) if told else []
    apart = (
        len(fine) > 1
        and len(told) == 1
        and not any(t.hurt for t in event.tellings)
        and _side_by_side(told[0], fine)
    )
    if not apart:
        yield _claim(page, event, _places(event), 0, name)
        return
    for nth, place in enumerate(fine):
        yield _claim(page, event, (place,), nth, name)


def _distinct(places: Sequence[FoundPlace]) -> tuple[FoundPlace, ...]:
    seen: dict[str, FoundPlace] = {}
    for place in places:
        seen.setdefault(place.place.id or place.place.text.casefold(), place)
    return tuple(seen.values())


def _side_by_side(one: Telling, fine: Sequence[FoundPlace]) -> bool:
    """Whether places stand in one list: "at A and B", not "in A near B"."""
    ordered = sorted(fine, key=lambda p: p.start)
    for left, right in pairwise(ordered):
        first, last = one.sentence.at(left.end), one.sentence.at(right.start)
        joined = {h.first for h in one.sentence.cues("and")}
        between = set(range(first, last + 1))
        comma = any(sign in one.sentence.source[left.end : right.start] for sign in ",،")
        if last - first > LONGEST_STEP or not (between & joined or comma):
            return False
    kinds = {p.place.precision for p in fine}
    return len(kinds) == 1


def _places(event: Event) -> tuple[FoundPlace, ...]:
    """The places of all tellings, the finest first."""
    found = _distinct([p for t in event.tellings for p in t.places])
    return tuple(sorted(found, key=_coarseness))


def _coarseness(found: FoundPlace) -> int:
    """0 for a known fine place, 1 for a name that nothing is known of, 2 for areas."""
    precision = found.place.precision
    return 1 if precision is PlacePrecision.UNKNOWN else 2 * (precision in COARSE)


def _claim(
    page: Page, event: Event, places: Sequence[FoundPlace], nth: int, name: str
) -> IncidentClaim:
    first = event.first
    head = first.head
    killed = tolls_of(event, Measure.KILLED)
    injured = tolls_of(event, Measure.INJURED)
    unsplit = tolls_of(event, Measure.CASUALTIES)
    outcome = _outcome(event)
    who = _responsibility(event)
    date = next((d for d in map(date_of, event.tellings) if d is not None), None)
    date = date or inherited(page, first)
    span = first.sentence.span(head.first, head.last)
    return IncidentClaim(
        anchor=Anchor(page.document.id, span, ClaimKind.INCIDENT, nth=nth),
        evidence=_evidence(event, places),
        readers=(Reader(name, SCORE),),
        speaker=first.voice.speaker,
        chain=first.voice.chain,
        stance=Stance.SELF_CLAIM if event.own else _stance(first, who),
        background=_background(page, event, date),
        event_type=_type(event),
        assertion=first.assertion,
        responsibility=who,
        targets=_targets(event),
        weapons=tuple(dict.fromkeys(w for t in event.tellings for _, w in t.weapons)),
        munitions=_munitions(event),
        places=(*_impacts(page, places, event), *_launches(event)),
        date=date,
        killed=killed,
        injured=injured,
        casualties_unsplit=unsplit,
        outcome=outcome,
        effect=_effect((*killed, *injured, *unsplit)),
        multiplicity=_multiplicity(event, places),
        response=_responses(first),
    )


def _as_places(places: Sequence[FoundPlace], role: PlaceRole) -> tuple[Place, ...]:
    return tuple(replace(p.place, role=role) for p in places)


def _impacts(page: Page, places: Sequence[FoundPlace], event: Event) -> tuple[Place, ...]:
    """Places hit; a name listed nowhere is of the country that the report is on, and so is
    what happened on land in no place that is named."""
    told = _as_places(places, PlaceRole.IMPACT)
    unlisted = [p for p in told if p.id is None and p.country is None]
    if not told:
        return () if at_sea(event.first.sentence) else _country_alone(page)
    country = country_of(page) if unlisted else None
    if country is None:
        return told
    return tuple(
        replace(p, country=country, reading=ONLY_COUNTRY) if p in unlisted else p
        for p in told
    )


def _country_alone(page: Page) -> tuple[Place, ...]:
    """The country that a report is on, in the words in which it is first told."""
    country = country_of(page)
    told = [p for s in page.sentences for p in s.places if p.place.country == country]
    if country is None or not told:
        return ()
    named = (p for p in told if p.place.precision is PlacePrecision.COUNTRY)
    text = next(named, told[0]).place.text
    role, precision = PlaceRole.IMPACT, PlacePrecision.COUNTRY
    place = Place(text, role, country=country, precision=precision, reading=ONLY_COUNTRY)
    return (place,)


def _launches(event: Event) -> tuple[Place, ...]:
    found = _distinct([p for t in event.tellings for p in t.launches])
    return _as_places(found, PlaceRole.LAUNCH)


def _type(event: Event) -> str:
    """The type that the first telling which knows it tells."""
    kinds = [event_type(one) for one in event.tellings]
    plain = ("operation_unspecified", "interception_only", "aerial_unspecified")
    return next((kind for kind in kinds if kind not in plain), kinds[0])


def _targets(event: Event) -> tuple[Target, ...]:
    found: dict[str, Target] = {}
    for one in event.tellings:
        for target in one.targets:
            found.setdefault(target.mention.text.casefold(), target)
    return tuple(sorted(found.values(), key=lambda t: t.mention.actor is None))


def _munitions(event: Event) -> tuple[Munitions, ...]:
    """Weapons with the number that stands right before them."""
    found = []
    for one in event.tellings:
        for hit, weapon in one.weapons:
            for n in one.sentence.numbers:
                gap = hit.first - one.sentence.reach(n.start, n.end)[1]
                if 0 <= gap <= 2 and n.use == "count":
                    stopped = Outcome.INTERCEPTED if one.head.stops else Outcome.UNKNOWN
                    found.append(Munitions(weapon.weapon, n.number, stopped))
    return tuple(dict.fromkeys(found))


def _responsibility(event: Event) -> tuple[Responsibility, ...]:
    """Who is said to have done it, by whom it is said, and who claims it: each once."""
    found: dict[tuple[str, str], Responsibility] = {}
    claims = ResponsibilityMode.CLAIMS
    for who in event.claimants:
        found.setdefault((who.text, claims), Responsibility(who, claims, who))
    for one in event.tellings:
        by = one.voice.speaker
        for actor in one.perpetrators:
            mode = _mode(one, actor, by)
            found.setdefault((actor.text, mode), Responsibility(actor, mode, by))
        if (
            by is None
            or one.perpetrators
            or one.voice.relation not in ("claims", "announces")
        ):
            continue
        if by.actor and _armed(one, by.actor):
            found.setdefault((by.text, claims), Responsibility(by, claims, by))
    return tuple(found.values())


def _armed(one: Telling, actor: str) -> bool:
    """Whether who announces an attack may have made it: an armed group of the directory."""
    return any(a.actor == actor and a.actor_type in ARMED for a in one.sentence.actors)


def _mode(one: Telling, actor: Mention, by: Mention | None) -> ResponsibilityMode:
    if by is not None and (by.span == actor.span or (by.actor and by.actor == actor.actor)):
        denied = one.assertion is Assertion.DID_NOT_OCCUR
        return ResponsibilityMode.DENIES if denied else ResponsibilityMode.CLAIMS
    word = one.sentence.at(actor.span.start)
    near = one.sentence.cue_before("suspect", word, 5) or one.sentence.cue_after(
        "suspect", word, 4
    )
    return ResponsibilityMode.SUSPECTS if near else ResponsibilityMode.ATTRIBUTES


def _stance(one: Telling, who: Sequence[Responsibility]) -> Stance:
    if one.assertion is Assertion.DID_NOT_OCCUR:
        return Stance.DENIES_EVENT
    if one.voice.speaker is None:
        return Stance.REPORTS_AS_FACT
    if any(r.mode is ResponsibilityMode.CLAIMS for r in who):
        return Stance.SELF_CLAIM
    return Stance.ATTRIBUTES if who else Stance.RELAYS


def _outcome(event: Event) -> Outcome:
    if any(act.stops for one in event.tellings for act in one.acts):
        return Outcome.INTERCEPTED
    hurt = any(one.hurt for one in event.tellings)
    return Outcome.IMPACT if hurt else Outcome.UNKNOWN


def _effect(tolls: Sequence[Toll]) -> Effect:
    if not tolls:
        return Effect.UNKNOWN
    if all(t.number.stated == 0 for t in tolls):
        return Effect.NONE_REPORTED
    return Effect.CASUALTIES


def _multiplicity(event: Event, places: Sequence[FoundPlace]) -> Multiplicity | None:
    fine = [p for p in places if p.place.precision not in COARSE]
    if len(fine) > 1:
        return Multiplicity(MultiplicityKind.SITES, 1, len(fine))
    if event.first.head.hit["sort"] == "plural":
        return Multiplicity(MultiplicityKind.WAVE, 1, None)
    return None


def _background(page: Page, event: Event, date: Date | None) -> bool:
    """Told as background: with words of history, or long before publication."""
    published = page.document.published
    if date is not None and date.last_day is not None and published is not None:
        gap = Date(published.day, published.day, published.day, date.basis).first_day
        if gap is not None and (gap - date.last_day).days > OLD:
            return True
    return date is None and all(bool(t.sentence.cues("history")) for t in event.tellings)


def _responses(one: Telling) -> tuple[Response, ...]:
    if one.assertion is Assertion.DID_NOT_OCCUR and one.voice.speaker is not None:
        return (Response(one.voice.speaker, ResponseAct.DENIES_EVENT),)
    return ()


def _evidence(event: Event, places: Sequence[FoundPlace]) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    marks = {(p.start, p.end) for p in places}
    for one in event.tellings:
        s = one.sentence
        found += [Evidence(Field.TRIGGER, s.span(a.first, a.last)) for a in one.acts]
        found += [s.evidence(Field.DATE, d.start, d.end) for d in one.dates]
        found += [
            s.evidence(Field.PLACE, p.start, p.end)
            for p in one.places
            if (p.start, p.end) in marks
        ]
        found += [Evidence(Field.PERPETRATOR, m.span) for m in one.perpetrators]
        found += [Evidence(Field.TARGET, t.mention.span) for t in one.targets]
        found += [Evidence(Field.WEAPON, w.mention.span) for _, w in one.weapons]
        found += one.evidence
        if one.voice.speaker is not None:
            found.append(Evidence(Field.SPEAKER, one.voice.speaker.span))
    found += [Evidence(Field.CLAIMED_BY, m.span) for m in event.claimants]
    return tuple(dict.fromkeys(found))
