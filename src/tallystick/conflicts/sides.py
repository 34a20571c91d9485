"""Who did it, and whether it was: one names, another names somebody else, or denies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from tallystick.conflicts.pairs import asserting, between, pairs, within
from tallystick.grade import ASSERTING, DENYING, Parties, asserts_event, denies_event
from tallystick.model.claims import IncidentClaim
from tallystick.model.derived import Finding
from tallystick.model.lists import ResponseAct, ResponsibilityMode
from tallystick.model.values import Field
from tallystick.roots import is_said, name_of
from tallystick.voices import Voice, latest

Told = tuple[Voice, ...]


def actors_that_differ(told: Told, day: str | None, parties: Parties) -> Iterator[Finding]:
    """Two roots name two actors of the directory that stand on no one line."""
    for one, other in pairs(tuple(v for v in told if _actors(v.claim, ASSERTING))):
        here, there = _actors(one.claim, ASSERTING), _actors(other.claim, ASSERTING)
        known = not any(map(is_said, here | there))
        if known and not any(
            a == b or parties.related(a, b, day) for a in here for b in there
        ):
            words = f"{one.label} and {other.label} name two actors as having done it"
            yield between("contradiction-responsibility", one, other, words)


def actors_at_two_levels(
    told: Told, day: str | None, parties: Parties
) -> Iterator[Finding]:
    """One names an umbrella alone, another a member of it alone.

    An attack may be told of both, so that is a coarser and a finer word and no
    contradiction; but what an umbrella claims is never assigned to a member, so who of
    them did it is open.
    """
    for one, other in pairs(tuple(v for v in told if _actors(v.claim, ASSERTING))):
        here, there = _actors(one.claim, ASSERTING), _actors(other.claim, ASSERTING)
        two_levels = any(
            parties.is_umbrella_of(a, b, day) or parties.is_umbrella_of(b, a, day)
            for a in here
            for b in there
        )
        if here & there or not two_levels:
            continue
        words = f"{one.label} and {other.label} name an umbrella and a member of it"
        yield between("actor-at-two-levels", one, other, words)


def roles_denied(told: Told, day: str | None, parties: Parties) -> Iterator[Finding]:
    """Somebody is said to have done it, and says, or is said, not to have."""
    for one, other in permutations(latest(told), 2):
        named = _actors(one.claim, ASSERTING)
        if named & _actors(other.claim, DENYING) or _denies_for(other, named, day, parties):
            words = f"{other.label} tells that an actor named by {one.label} did not do it"
            first, second = sorted((one, other), key=lambda voice: voice.row)
            yield between("contradiction-responsibility", first, second, words)
    for voice in told:
        if _denies_for(voice, _actors(voice.claim, ASSERTING), day, parties):
            words = f"{voice.label} names an actor, and tells that it denies its part"
            yield within("contradiction-responsibility", voice, words)


def _denies_for(
    voice: Voice, named: frozenset[str], day: str | None, parties: Parties
) -> bool:
    """Whether one of some actors, or who speaks for it, denies its part in answer."""
    denying = {
        name_of(said.by)
        for said in voice.claim.response
        if said.act is ResponseAct.DENIES_ROLE and said.by is not None
    }
    return any(a == b or parties.related(a, b, day) for a in denying for b in named)


def claimed_and_unclaimed(told: Told) -> Iterator[Finding]:
    """One says that somebody claims it, another, no sooner, that nobody does."""
    for one, other in permutations(latest(asserting(told)), 2):
        claims = _actors(one.claim, (ResponsibilityMode.CLAIMS,))
        if claims and _unclaimed(other.claim) and _no_sooner(other, one):
            words = f"{one.label} tells who claims it, {other.label} that nobody does"
            first, second = sorted((one, other), key=lambda voice: voice.row)
            yield between("contradiction-responsibility", first, second, words)


def _unclaimed(claim: IncidentClaim) -> bool:
    return any(
        said.act is ResponseAct.SILENCE_REPORTED and said.field is Field.CLAIMED_BY
        for said in claim.response
    )


def _no_sooner(one: Voice, other: Voice) -> bool:
    known = "~" not in (one.moment, other.moment)
    return known and one.moment[:10] >= other.moment[:10]


def events_denied(told: Told) -> Iterator[Finding]:
    """One says that it happened, another that it did not; in two texts or in one."""
    for one, other in pairs(told):
        yes, no = sorted((one, other), key=lambda voice: denies_event(voice.claim))
        if asserts_event(yes.claim) and denies_event(no.claim):
            words = f"{yes.label} says that it happened, {no.label} that it did not"
            yield between("contradiction-occurrence", one, other, words)
    for voice in asserting(told):
        for said in voice.claim.response:
            if said.act is ResponseAct.DENIES_EVENT and said.by is not None:
                words = f"{said.by.text} denies what {voice.label} tells of"
                yield within("contradiction-occurrence", voice, words)


def _actors(claim: IncidentClaim, modes: tuple[ResponsibilityMode, ...]) -> frozenset[str]:
    return frozenset(name_of(r.actor) for r in claim.responsibility if r.mode in modes)
