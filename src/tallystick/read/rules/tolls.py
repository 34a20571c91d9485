"""The people hurt in an event, gathered from its tellings: groups, retellings, ranges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tallystick.model.claims import Toll
from tallystick.model.lists import Measure, Side
from tallystick.model.values import Bound, Number, Part
from tallystick.read.rules.events import Event, date_of
from tallystick.read.rules.frames import Frame
from tallystick.read.rules.injuries import later_death
from tallystick.read.rules.one_by_one import PRONOUNS
from tallystick.tolls import people

ADDED = frozenset("more other others additional another further".split())
"""First words of people who come on top of those told before."""
ATTACKERS = frozenset(
    "attacker assailant bomber hijacker raider gunman gunmen perpetrator kidnapper".split()
)
FIGHTERS = frozenset(
    "militant terrorist insurgent rebel jihadist extremist guerrilla fighter".split()
)
"""Words for those whom soldiers, police and civilians stand against."""
ANYBODY = frozenset("people person dead body death victim fatality casualty life".split())
EARLY = frozenset(
    "initial initially first early earlier preliminary soon previously".split()
)
"""Words of a toll that later ones replace."""
MOST_APART = 6
"""How many times a number two voices may differ by who tell of the same people."""


def tolls(event: Event, measure: Measure) -> tuple[Toll, ...]:
    """The people hurt, as disjoint groups; what tells the same people otherwise follows.

    Where two voices give two numbers for the same people, the first group's number is a
    range over them: up to the highest, and down to a lower one that is set against it at
    once. A lower one told later, or as the first reports, is of those found by then. Where
    one voice goes on to tell another number, the first stands. Of people of whom it is
    only told that they were shot, in an event without others hurt, none is told to live.
    """
    told = [(f, toll) for f in event.frames for toll in f.tolls.get(measure, ())]
    told = [one for one in told if one[1].who not in PRONOUNS] or told[:1]
    if not told and measure is Measure.KILLED and not any(f.tolls for f in event.frames):
        told = [(f, toll) for f in event.frames for toll in f.shot]
    if not told:
        return ()
    first = next((f for f, toll in told if not _nobody(toll)), told[0][0])
    here = [(f, toll) for f, toll in told if f is first]
    entries = [_sided(event, toll) for _, toll in here]
    later = [(f, toll) for f, toll in told if f is not first]
    same = [
        toll.number
        for toll in entries
        if toll.alternative_of == 0 and _same_people(entries[0], toll)
    ]
    seen = {_figure(toll.number) for toll in entries}
    for frame, toll in later:
        entry = _sided(event, toll)
        if measure is Measure.KILLED and _dated_death(frame):
            entries = _with_later_dead(entries, entry)
            continue
        if _figure(toll.number) in seen:
            continue
        if _nobody(toll) and not _told_by_another(first, frame, toll):
            continue
        seen.add(_figure(toll.number))
        injured_too = measure is Measure.INJURED and Measure.KILLED in frame.tolls
        if _on_top(entries[0], entry, beside_dead=injured_too):
            entries.append(replace(entry, alternative_of=None))
            continue
        if _told_by_another(first, frame, toll) and _same_people(entries[0], entry):
            same += _not_outdated(first, frame, toll.number, entries[0].number)
        entries.append(replace(entry, of=None, alternative_of=0))
    entries[0] = replace(entries[0], number=_over(entries[0].number, same))
    return tuple(entries)


def _figure(number: Number) -> tuple[int | None, int | None]:
    """What tells two numbers apart: the figure as said, where there is one."""
    if number.stated is not None and number.bound is not Bound.RANGE:
        return number.stated, None
    return number.low, number.high


def _nobody(toll: Toll) -> bool:
    return toll.number.stated == 0


def _on_top(first: Toll, toll: Toll, *, beside_dead: bool) -> bool:
    """Whether people come on top of others: "two more", the attackers beside the victims.

    "Three were killed and ten others hurt": others than the dead, not than those hurt.
    """
    sides = {first.side, toll.side}
    apart = sides == {Side.ATTACKER, Side.VICTIM} or _fighter(first) != _fighter(toll)
    apart = apart and not {_head(first), _head(toll)} & (ANYBODY | {""})
    added = not ADDED.isdisjoint(toll.who.lower().split()[:1])
    than_the_dead = beside_dead and toll.who.lower().startswith("other")
    return (added and not than_the_dead) or apart


def _head(toll: Toll) -> str:
    """The noun for the people, in the singular."""
    return (toll.who.lower().split() or [""])[-1].removesuffix("s")


def _fighter(toll: Toll) -> bool:
    return _head(toll) in FIGHTERS | ATTACKERS


def _told_by_another(first: Frame, frame: Frame, toll: Toll) -> bool:
    """Whether somebody else than the first to tell gives a number, in the body."""
    if frame.sentence.part is Part.TITLE or toll.number.bound is Bound.NONE_REPORTED:
        return False
    one, other = first.voice.speaker, frame.voice.speaker
    return other is not None and (one is None or one.text != other.text)


def _not_outdated(first: Frame, frame: Frame, number: Number, told: Number) -> list[Number]:
    """A number told by another voice, unless it is of the first hours only."""
    if any(t.lower_ in EARLY for t in frame.sentence.tokens):
        return []
    if number.least >= told.least:
        return [number]
    at_once = abs(frame.sentence.index - first.sentence.index) <= 1
    return [number] if at_once and number.high is not None else []


def _dated_death(frame: Frame) -> bool:
    """Whether somebody is told to have died later, not to be among the dead of a list."""
    added = not ADDED.isdisjoint(t.lower_ for t in frame.sentence.tokens)
    return dies_later(frame) and (date_of(frame) is not None or added)


def _with_later_dead(entries: list[Toll], entry: Toll) -> list[Toll]:
    """The dead with those who died later on top, or the new sum where it is told."""
    dead = sum(toll.number.least for toll in people(entries))
    if entry.number.least < dead:
        return [*entries, replace(entry, of=None, alternative_of=None)]
    return [replace(entries[0], number=entry.number)]


def dies_later(frame: Frame) -> bool:
    """Whether somebody dies of what was told before: they come on top of its dead."""
    return frame.head.harm and any(later_death(t.token) for t in frame.triggers)


def _same_people(one: Toll, other: Toll) -> bool:
    """Whether two numbers may be of the same people: none is named as other people, and
    none is many times the other, as the dead of a war are of those of a day."""
    names = {_head(toll) for toll in (one, other) if toll.who}
    low, high = sorted(t.number.low or t.number.high or 0 for t in (one, other))
    return len(names - ANYBODY) < 2 and high <= MOST_APART * max(low, 1)


def _over(first: Number, others: Iterable[Number]) -> Number:
    """The range over the numbers that several voices give for the same people."""
    told = [first, *others]
    lows = [n.low for n in told if n.low is not None]
    highs = [end for n in told if (end := n.low if n.high is None else n.high) is not None]
    if len(told) == 1 or not lows or max(highs) <= min(lows):
        return first
    return Number.between(min(lows), max(highs))


def _sided(event: Event, toll: Toll) -> Toll:
    """Whose side they were on: attackers by their name or by the name of who attacked."""
    words = toll.who.lower().split()
    mine = words[-1] if words else ""
    theirs = {m.text.lower().split()[-1] for f in event.frames for m in f.perpetrators}
    attacker = bool(mine) and (mine in theirs or mine.removesuffix("s") in ATTACKERS)
    return replace(toll, side=Side.ATTACKER if attacker else Side.VICTIM)
