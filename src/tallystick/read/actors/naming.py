"""From a phrase to the actor it names, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.directory import ORGANS, Directory
from tallystick.model.values import MentionKind
from tallystick.read.actors.lexicon import Entry, Sort
from tallystick.read.actors.phrases import Make, Phrase
from tallystick.read.actors.scan import Scan
from tallystick.read.found import FoundActor


def named(phrase: Phrase, scan: Scan, known: Directory) -> FoundActor:
    """Say who a phrase names: one actor, an open choice, or an undetermined class."""
    match phrase.make:
        case Make.ACTOR:
            return _actor(phrase, scan, known)
        case Make.FORCE:
            return _organ(phrase, scan, known)
        case Make.STATE:
            return _state(phrase, scan, known)
    return _class(phrase)


def _actor(phrase: Phrase, scan: Scan, known: Directory) -> FoundActor:
    chosen, lost, why = _choose(phrase.name.entries, scan)
    words = "spelling near" if phrase.name.drifted else "name"
    reason = f"{words} {chosen[0].text!r} ({chosen[0].language}){why}"
    if phrase.earlier is not None:
        reason = f"short for {chosen[0].text!r}, as explained at {phrase.earlier}"
    outside = _other_country(phrase, chosen, scan, known)
    if outside is not None:
        reason = f"open: {outside} before {chosen[0].text!r}, which names {chosen[0].value}"
        return _found(phrase, None, known, reason)
    if all(entry.context for entry in chosen) and not why:
        asked = ", ".join(_not(entry) for entry in chosen)
        return _found(phrase, None, known, f"open: {chosen[0].text!r} names {asked}")
    if len(chosen) > 1:
        bearers = ", ".join(entry.value for entry in chosen)
        reason = f"open: {chosen[0].text!r} is a name of {bearers}"
        return _found(phrase, None, known, reason)
    if lost:
        reason += "; not " + ", ".join(_not(entry) for entry in lost)
    return _found(phrase, chosen[0].value, known, reason)


_AT_HOME = frozenset(
    (
        "non_state_political_armed",
        "state_aligned_paramilitary",
        "state_military_home",
        "state_police_home",
        "government",
        "aid_org",
        "political",
    )
)
"""Types that may have namesakes in another state: "Turkish Hezbollah"."""


def _other_country(
    phrase: Phrase, chosen: Sequence[Entry], scan: Scan, known: Directory
) -> str | None:
    """A state whose adjective stands before a name of an actor of another state."""
    actor = known.get(chosen[0].value)
    beside = scan.adjective_before(phrase.first)
    if actor is None or beside is None or actor.country in (None, beside):
        return None
    namesake = actor.actor_type in _AT_HOME and phrase.kind is MentionKind.ORGANIZATION
    return beside if namesake else None


def _not(entry: Entry) -> str:
    return f"{entry.value} (where {'/'.join(entry.context) or 'no country'} is named)"


def _choose(entries: Sequence[Entry], scan: Scan) -> tuple[list[Entry], list[Entry], str]:
    """The bearers of a name that the text allows, those that lost, and why."""
    bearers = list({entry.value: entry for entry in reversed(entries)}.values())[::-1]
    plain = [entry for entry in bearers if not entry.context]
    if len(plain) == len(bearers):
        return plain, [], ""
    met = [entry for entry in bearers if scan.countries & set(entry.context)]
    chosen = met or plain or bearers
    lost = [entry for entry in bearers if entry not in chosen]
    beside = sorted(scan.countries & {code for entry in met for code in entry.context})
    return chosen, lost, f", the text names {', '.join(beside)}" if beside else ""


def _organ(phrase: Phrase, scan: Scan, known: Directory) -> FoundActor:
    force = phrase.force
    assert force is not None, "a phrase made as FORCE has its noun"
    states = _states(phrase, scan)
    name = next(e for e in phrase.name.entries if e.value == states[0])
    if len(states) > 1:
        reason = f"{force.text!r} of {name.text!r}, which is any of {', '.join(states)}"
        return _found(phrase, None, known, f"open: {reason}")
    reason = f"{force.text!r} beside {name.text!r} ({name.sort} of {name.value})"
    return _found(phrase, f"state:{name.value}/{force.value}", known, reason)


def _states(phrase: Phrase, scan: Scan) -> list[str]:
    """The states that a name stands for; of several, those that the text names apart."""
    states = sorted({entry.value for entry in phrase.name.entries})
    beside = [state for state in states if state in scan.countries]
    return beside if len(states) > 1 and beside else states


def _state(phrase: Phrase, scan: Scan, known: Directory) -> FoundActor:
    states = _states(phrase, scan)
    name = next(e for e in phrase.name.entries if e.value == states[0])
    if len(states) > 1:
        return _found(
            phrase, None, known, f"open: {name.text!r} is any of {', '.join(states)}"
        )
    organ = "/government" if name.sort is Sort.METONYM else ""
    reason = f"{name.sort} {name.text!r} ({name.language}) for its government"
    return _found(phrase, f"state:{name.value}{organ}", known, reason)


def _class(phrase: Phrase) -> FoundActor:
    noun = phrase.name.entries[0]
    actor_type = None if noun.sort is Sort.PRO else noun.value
    if noun.sort is Sort.FORCE:
        actor_type = ORGANS[noun.value][1]
    reason = f"described, not named: {noun.text!r}"
    if phrase.countries:
        reason += f" with {', '.join(phrase.countries)}"
    country = phrase.countries[0] if len(set(phrase.countries)) == 1 else None
    return FoundActor(
        phrase.start, phrase.end, None, phrase.kind, actor_type, country, reason
    )


def _found(phrase: Phrase, id_: str | None, known: Directory, reason: str) -> FoundActor:
    actor = known.get(id_) if id_ else None
    return FoundActor(
        phrase.start,
        phrase.end,
        actor.id if actor else None,
        phrase.kind,
        actor.actor_type if actor else None,
        actor.country if actor else None,
        reason,
    )
