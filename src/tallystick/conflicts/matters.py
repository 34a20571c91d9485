"""Where, when, with what and with what outcome: two roots that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tallystick.conflicts.pairs import asserting, between, pairs, within
from tallystick.distance import km_between
from tallystick.match.compare import families
from tallystick.model.claims import IncidentClaim
from tallystick.model.derived import Finding
from tallystick.model.lists import Effect, Outcome, ResponseAct, Stance
from tallystick.model.values import DateBasis, Field, Place, PlacePrecision, PlaceRole
from tallystick.policy import Policy
from tallystick.roots import name_of
from tallystick.voices import Voice

Told = tuple[Voice, ...]

WIDE = frozenset({PlacePrecision.SEA, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN})
"""Places that are set aside where a claim names a finer one."""
POINTS = frozenset({PlacePrecision.FACILITY, PlacePrecision.TOWN})
"""Places fine enough to be another place than their neighbour."""
NAMED_DAYS = (DateBasis.EXPLICIT, DateBasis.WEEKDAY)


def places_apart(told: Told, policy: Policy) -> Iterator[Finding]:
    """Two countries, or two sites of one country farther apart than their vagueness."""
    saying = tuple(v for v in asserting(told) if _impacts(v.claim))
    for one, other in pairs(saying):
        if _sites(one.claim) & _sites(other.claim):
            continue
        here, there = _country(one.claim), _country(other.claim)
        if here and there and here != there and _finely(one.claim) is _finely(other.claim):
            words = f"{one.label} places it in {here}, {other.label} in {there}"
            yield between("contradiction-place", one, other, words)
        elif here == there and _apart(one.claim, other.claim, policy):
            sites = [_impacts(v.claim)[0].text for v in (one, other)]
            words = f"{one.label} places it at {sites[0]}, {other.label} at {sites[1]}"
            yield between("contradiction-place", one, other, words)
    yield from _disputed(told, Field.PLACE, "contradiction-place", "its place")


def _impacts(claim: IncidentClaim) -> list[Place]:
    return [place for place in claim.places if place.role is not PlaceRole.LAUNCH]


def _country(claim: IncidentClaim) -> str | None:
    """The one country that a claim places it in; None if it leaves that open.

    A place between two countries (a border, a name on both sides) says neither; nor does
    one whose country is only that of the other places of its report.
    """
    told = [place for place in _impacts(claim) if place.reading is None]
    fine = [p for p in told if p.precision not in WIDE]
    found = {p.country for p in fine or told if p.country}
    return found.pop() if len(found) == 1 else None


def _finely(claim: IncidentClaim) -> bool:
    """Whether a claim names more than a country: a country alone beside a site may be
    that of who did it, of who was hit, or of where it began."""
    return any(place.precision not in WIDE for place in _impacts(claim))


def _sites(claim: IncidentClaim) -> frozenset[str]:
    return frozenset(p.id for p in _impacts(claim) if p.id)


def _apart(one: IncidentClaim, other: IncidentClaim, policy: Policy) -> bool:
    """Whether two claims of one site each name points too far from each other.

    A claim of several sites, a district, a name of a road may hold the other's town.
    """
    here, there = _point(one), _point(other)
    if here is None or there is None:
        return False
    if (here.alternatives or there.alternatives) and here.admin1 == there.admin1:
        return False
    vague = (here.radius_km or 0.0) + (there.radius_km or 0.0)
    return (km_between(here, there) or 0.0) > policy.matching.around_km + vague


def _point(claim: IncidentClaim) -> Place | None:
    """The one site that a claim names; its name may be that of its region, too."""
    told = _impacts(claim)
    if len(told) != 1 or claim.multiplicity is not None:
        return None
    place = told[0]
    region = f"geonames:{place.admin1}"
    sure = all(other.id == region for other in place.alternatives)
    return place if sure and place.precision in POINTS else None


def days_apart(told: Told) -> Iterator[Finding]:
    """Two named days that are farther apart than a night and a time zone."""
    saying = tuple(v for v in asserting(told) if _day(v.claim) is not None)
    for one, other in pairs(saying):
        here, there = _day(one.claim), _day(other.claim)
        if here and there and abs((here - there).days) > 1:
            words = f"{one.label} dates it {here}, {other.label} {there}"
            yield between("contradiction-date", one, other, words)
    yield from _disputed(told, Field.DATE, "contradiction-date", "its day")


def _day(claim: IncidentClaim) -> date | None:
    """The one day that a claim names; None if it counts from another, or spans."""
    told = claim.date
    if told is None or told.basis not in NAMED_DAYS:
        return None
    return told.first_day if told.first_day == told.last_day else None


def kinds_nobody_mixes_up(told: Told) -> Iterator[Finding]:
    """Two kinds of attack that nobody mixes up: a shooting and an air strike."""
    for one, other in pairs(asserting(told)):
        here, there = families()[one.claim.event_type], families()[other.claim.event_type]
        arms = {w.weapon for v in (one, other) for w in v.claim.weapons} - {"unknown"}
        if not (here & there or "any" in here | there) and len(arms) > 1:
            words = f"{one.label} and {other.label} tell of two kinds of weapon"
            yield between("contradiction-weapon", one, other, words)
    yield from _disputed(told, Field.WEAPON, "contradiction-weapon", "its weapon")


HIT, MISSED = (Outcome.IMPACT,), (Outcome.INTERCEPTED, Outcome.FAILED)


def hit_and_missed(told: Told) -> Iterator[Finding]:
    """Who did it says that it hit, another that all of it was stopped or fell short.

    Reports of others often tell of some of several munitions only.
    """
    for one, other in pairs(asserting(told)):
        hit, missed = sorted((one, other), key=lambda v: v.claim.outcome in MISSED)
        own = hit.claim.stance is Stance.SELF_CLAIM or hit.root in _acting(hit.claim)
        if own and hit.claim.outcome in HIT and missed.claim.outcome in MISSED:
            words = f"{hit.label} says that it hit, {missed.label} that it did not"
            yield between("contradiction-outcome", one, other, words)
    yield from _effects_denied(told)


def _acting(claim: IncidentClaim) -> frozenset[str]:
    return frozenset(map(name_of, claim.perpetrators))


def _effects_denied(told: Told) -> Iterator[Finding]:
    """Harm that is told, and denied by somebody in answer."""
    for voice in told:
        effect = voice.claim.effect in (Effect.DAMAGE, Effect.CASUALTIES)
        if not (effect or voice.claim.killed or voice.claim.injured):
            continue
        for said in voice.claim.response:
            if said.act is ResponseAct.DENIES_EFFECT and said.by is not None:
                words = f"{said.by.text} denies the harm that {voice.label} tells of"
                yield within("contradiction-outcome", voice, words)


def _disputed(told: Told, field: Field, code: str, what: str) -> Iterator[Finding]:
    """A field of the incident that somebody disputes in answer, in the same text."""
    for voice in told:
        for said in voice.claim.response:
            disputes = said.act is ResponseAct.DISPUTES_FIELD and said.field is field
            if disputes and said.by is not None:
                yield within(code, voice, f"{said.by.text} disputes {what}")
