"""Where the claims of one incident cannot all be right, pair by pair.

The law: only two roots contradict each other, each with its latest word; silence, a wider
bound and an older count contradict nothing. Each finding names the two very claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations, permutations

from tallystick.columns import OPEN
from tallystick.grade import ASSERTING, DENYING, Parties, asserts_event, denies_event
from tallystick.match.compare import families
from tallystick.model.claims import IncidentClaim, Toll
from tallystick.model.derived import Finding, Incident
from tallystick.model.lists import Outcome, ResponsibilityMode, Stance
from tallystick.model.values import DateBasis, Number, PlacePrecision, PlaceRole
from tallystick.policy import Policy
from tallystick.roots import is_said, name_of
from tallystick.voices import Voice, latest, own_words

WIDE = frozenset({PlacePrecision.SEA, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN})
"""Places that are set aside where a claim names a finer one."""


def conflicts(
    incident: Incident, told: tuple[Voice, ...], policy: Policy, parties: Parties
) -> tuple[Finding, ...]:
    """What contradicts what in one incident, and what else a person should know of it."""
    own = own_words(told)
    found = {
        *_places(own),
        *_days(own),
        *_weapons(own),
        *_outcomes(own),
        *_retold(own),
        *_tolls(own, policy, "killed", lambda voice: voice.killed),
        *_tolls(own, policy, "injured", lambda voice: voice.injured),
        *_responsibility(own, incident.first_day, parties),
        *_denials(own),
        *_occurrence(own),
    }
    return tuple(sorted(found))


def _pair(code: str, one: Voice, other: Voice, words: str) -> Finding:
    subjects = (one.claim.id, other.claim.id)
    return Finding(code, subjects, words)


def _pairs(told: tuple[Voice, ...]) -> Iterator[tuple[Voice, Voice]]:
    """Pairs of voices, each the latest word of its root, in order of rows."""
    return combinations(sorted(latest(told), key=lambda voice: voice.row), 2)


def _places(told: tuple[Voice, ...]) -> Iterator[Finding]:
    saying = tuple(v for v in told if asserts_event(v.claim) and _country(v.claim))
    for one, other in _pairs(saying):
        here, there = _country(one.claim), _country(other.claim)
        if here != there and not _sites(one.claim) & _sites(other.claim):
            words = f"{one.label} places it in {here}, {other.label} in {there}"
            yield _pair("contradiction-place", one, other, words)


def _country(claim: IncidentClaim) -> str | None:
    """The one country that a claim places it in; None if it leaves that open.

    A place between two countries (a border, a name on both sides) says neither.
    """
    told = [p for p in claim.places if p.role is not PlaceRole.LAUNCH]
    fine = [p for p in told if p.precision not in WIDE]
    found = {p.country for p in fine or told if p.country}
    return found.pop() if len(found) == 1 else None


def _sites(claim: IncidentClaim) -> frozenset[str]:
    return frozenset(p.id for p in claim.places if p.id and p.role is not PlaceRole.LAUNCH)


def _tolls(
    told: tuple[Voice, ...],
    policy: Policy,
    measure: str,
    toll: Callable[[Voice], tuple[int, int] | None],
) -> Iterator[Finding]:
    saying = tuple(v for v in told if toll(v) is not None and asserts_event(v.claim))
    for one, other in _pairs(saying):
        low, high = sorted((one, other), key=lambda voice: toll(voice) or (0, 0))
        under, over = toll(low) or (0, OPEN), toll(high) or (0, OPEN)
        if under[1] >= over[0]:
            continue
        words = f"{measure}: {low.label} says {_shown(under)}, {high.label} {_shown(over)}"
        if _grew(low, high, policy.toll_grows_days):
            yield _pair("evolving-toll", low, high, f"{words}, later")
        elif "~" in (low.moment, high.moment):
            yield _pair("evolving-toll", low, high, f"{words}; which is later is not known")
        else:
            yield _pair(f"contradiction-{measure}", one, other, words)


def _grew(low: Voice, high: Voice, within: int) -> bool:
    """Whether the higher count is merely the later one, or says itself that it has grown.

    A correction that takes people off a count is later as well, and replaces it.
    """
    if high.grown or low.claim.stance is Stance.CORRECTS:
        return True
    if "~" in (low.moment, high.moment):
        return False
    days = date.fromisoformat(high.moment[:10]) - date.fromisoformat(low.moment[:10])
    return 0 < days.days <= within


def _days(told: tuple[Voice, ...]) -> Iterator[Finding]:
    """Two explicit days that are farther apart than a night and a time zone."""
    saying = tuple(v for v in told if _day(v.claim) is not None and asserts_event(v.claim))
    for one, other in _pairs(saying):
        here, there = _day(one.claim), _day(other.claim)
        if here and there and abs((here - there).days) > 1:
            words = f"{one.label} dates it {here}, {other.label} {there}"
            yield _pair("contradiction-date", one, other, words)


def _day(claim: IncidentClaim) -> date | None:
    """The one day that a claim names outright; None if it counts from another, or spans."""
    told = claim.date
    if told is None or told.basis is not DateBasis.EXPLICIT:
        return None
    return told.first_day if told.first_day == told.last_day else None


def _weapons(told: tuple[Voice, ...]) -> Iterator[Finding]:
    """Two kinds of attack that nobody mixes up: a shooting and an air strike."""
    saying = tuple(v for v in told if asserts_event(v.claim))
    for one, other in _pairs(saying):
        here, there = families()[one.claim.event_type], families()[other.claim.event_type]
        arms = {w.weapon for v in (one, other) for w in v.claim.weapons} - {"unknown"}
        if not (here & there or "any" in here | there) and len(arms) > 1:
            words = f"{one.label} and {other.label} tell of two kinds of weapon"
            yield _pair("contradiction-weapon", one, other, words)


HIT, MISSED = (Outcome.IMPACT,), (Outcome.INTERCEPTED, Outcome.FAILED)


def _outcomes(told: tuple[Voice, ...]) -> Iterator[Finding]:
    """Who did it says that it hit, another that all of it was stopped or fell short.

    Reports of others often tell of some of several munitions only.
    """
    saying = tuple(v for v in told if asserts_event(v.claim))
    for one, other in _pairs(saying):
        hit, missed = sorted((one, other), key=lambda v: v.claim.outcome in MISSED)
        own = hit.claim.stance is Stance.SELF_CLAIM or hit.root in _acting(hit.claim)
        if own and hit.claim.outcome in HIT and missed.claim.outcome in MISSED:
            words = f"{hit.label} says that it hit, {missed.label} that it did not"
            yield _pair("contradiction-outcome", one, other, words)


def _acting(claim: IncidentClaim) -> frozenset[str]:
    return frozenset(map(name_of, claim.perpetrators))


def _retold(told: tuple[Voice, ...]) -> Iterator[Finding]:
    """One text gives two numbers for the same people, by two counters."""
    for voice in told:
        for measure in ("killed", "injured"):
            entries: tuple[Toll, ...] = getattr(voice.claim, measure)
            for toll in entries:
                if toll.alternative_of is None or toll.status_by is None:
                    continue
                first = entries[toll.alternative_of].number
                if _apart(first, toll.number):
                    words = f"{measure}: {first.least} and {toll.number.least} in one text"
                    subjects = (voice.claim.id,)
                    yield Finding(f"contradiction-{measure}", subjects, words)


def _apart(one: Number, other: Number) -> bool:
    """Whether two numbers cannot be one."""
    low, high = sorted((one, other), key=lambda number: number.least)
    return low.high is not None and low.high < high.least


def _responsibility(
    told: tuple[Voice, ...], day: str | None, parties: Parties
) -> Iterator[Finding]:
    for one, other in _pairs(tuple(v for v in told if _actors(v.claim, ASSERTING))):
        here, there = _actors(one.claim, ASSERTING), _actors(other.claim, ASSERTING)
        known = not any(map(is_said, here | there))
        if known and not any(
            a == b or parties.related(a, b, day) for a in here for b in there
        ):
            words = f"{one.label} and {other.label} name two actors as having done it"
            yield _pair("contradiction-responsibility", one, other, words)


def _denials(told: tuple[Voice, ...]) -> Iterator[Finding]:
    for one, other in permutations(latest(told), 2):
        if _actors(one.claim, ASSERTING) & _actors(other.claim, DENYING):
            words = f"{other.label} says of an actor named by {one.label} that it did not"
            yield _pair("contradiction-responsibility", one, other, words)


def _actors(claim: IncidentClaim, modes: tuple[ResponsibilityMode, ...]) -> frozenset[str]:
    return frozenset(name_of(r.actor) for r in claim.responsibility if r.mode in modes)


def _occurrence(told: tuple[Voice, ...]) -> Iterator[Finding]:
    for one, other in _pairs(told):
        yes, no = sorted((one, other), key=lambda voice: denies_event(voice.claim))
        if asserts_event(yes.claim) and denies_event(no.claim):
            words = f"{yes.label} says that it happened, {no.label} that it did not"
            yield _pair("contradiction-occurrence", one, other, words)


def _shown(toll: tuple[int, int]) -> str:
    low, high = toll
    if high >= OPEN:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"
