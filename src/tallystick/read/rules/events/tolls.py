"""The people hurt in an event, gathered from its tellings: groups, retellings, ranges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tallystick.model.claims import Toll
from tallystick.model.lists import Measure, Side
from tallystick.model.values import Bound, Number, Part
from tallystick.read.rules.counts.one_by_one import PRONOUNS
from tallystick.read.rules.events.event import Event, date_of
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.harm.injuries import RANKS, later_death
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Token
from tallystick.tolls import people

ADDED = word_list("events/added")
ATTACKERS = word_list("events/attackers")
FIGHTERS = word_list("events/fighters")
ANYBODY = word_list("events/anybody")
EARLY = word_list("events/early")
LATER = frozenset("then later now since".split())
"""Words of a toll that replaces an earlier one."""
THEMSELVES = word_list("events/themselves")
MOST_BOASTED = 60
"""How many times the dead of one battle a party may claim to have killed."""
BRINGS = word_list("events/brings")
SUMS = word_list("events/sums")
RISES = word_list("events/rises")
STANDS = word_list("events/stands")
GIVES = STANDS - {"have", "be", "stand"}
VOICES = word_list("counts/voices")
TOTALS = frozenset("toll number total count".split())
LOWERS = frozenset("lower revise reduce correct".split())
NUMBERS = word_list("events/numbers")
STOOD = word_list("events/stood")
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
    told = _tellings(event, measure)
    if not told:
        return ()
    first = next((f for f, toll in told if not _nobody(toll)), told[0][0])
    here = _sum_told([_sided(event, toll) for f, toll in told if f is first], first)
    here[0] = replace(here[0], of=None, alternative_of=None)
    same = [n.number for n in here if n.alternative_of == 0 and _same_people(here[0], n)]
    known = _Known(first, measure, here, same, {_figure(toll.number) for toll in here})
    for frame, toll in told:
        if frame is not first:
            known.add(frame, toll, _sided(event, toll))
    summed = known.summed()
    return summed if measure is Measure.KILLED else _surviving(event, first, summed)


def _surviving(event: Event, first: Frame, hurt: tuple[Toll, ...]) -> tuple[Toll, ...]:
    """The hurt without those of them who are told to have died since."""
    since = [f for f in event.frames if f.sentence.index >= first.sentence.index]
    died, number = sum(f.died for f in since), hurt[0].number
    if not died or number.bound is not Bound.EXACT or number.least <= died:
        return hurt
    return (replace(hurt[0], number=Number.said(number.least - died)), *hurt[1:])


def _sum_told(here: list[Toll], frame: Frame) -> list[Toll]:
    """The sum that a sentence brings its dead to: "a man died, taking the dead to four"."""
    words = {t.lemma for t in frame.sentence.tokens}
    if len(here) > 1 and words & LOWERS and all(not toll.who for toll in here):
        return here[-1:]  # "lowered the figure to 95 and on Thursday to 84"
    ranked = sorted(here, key=lambda toll: toll.number.least)
    died = bool(frame.died) or any(later_death(t.token) for t in frame.triggers)
    told = (died and words & SUMS and words & BRINGS) or _stood(frame)
    larger = len(here) > 1 and ranked[-1].number.least > ranked[-2].number.least
    if larger and not told and words & TOTALS and words & BRINGS and not ranked[-1].who:
        return [
            toll for toll in here if toll is not ranked[-1]
        ]  # "taking to 44 the number"
    return ranked[-1:] if told and larger else here


def _tellings(event: Event, measure: Measure) -> list[tuple[Frame, Toll]]:
    """Who is told to have been killed or hurt, sentence by sentence."""
    told = [(f, toll) for f in event.frames for toll in f.tolls.get(measure, ())]
    told = [one for one in told if one[1].who not in PRONOUNS] or told[:1]
    told = [one for one in told if not _early(*one)] or told
    if not told and measure is Measure.KILLED and not any(f.tolls for f in event.frames):
        return [(f, toll) for f in event.frames for toll in f.shot]
    return told


def _early(frame: Frame, toll: Toll) -> bool:
    return any(toll is one for one in frame.outdated)


@dataclass
class _Known:
    """The people known to have been hurt, from one telling to the next."""

    first: Frame
    measure: Measure
    entries: list[Toll]
    same: list[Number]
    """Numbers that other voices give for the first of them."""
    seen: set[tuple[int | None, int | None]]

    def add(self, frame: Frame, toll: Toll, entry: Toll) -> None:
        """Take in what a later sentence tells."""
        if self.measure is Measure.KILLED and _dated_death(frame):
            if not (_summed(self.first) or self._in_a_sum(frame, entry)):
                self.entries = _with_later_dead(self.entries, entry)
            return
        if _figure(toll.number) in self.seen:
            return
        if _brought_up_to_date(frame) and _becomes(frame, self.entries, entry):
            self.entries, self.same = [replace(self.entries[0], number=entry.number)], []
        elif _nobody(toll) and not _told_by_another(self.first, frame, toll):
            return
        elif _on_top(self.entries[0], entry, beside_dead=self._beside_dead(frame)):
            self.entries.append(replace(entry, alternative_of=None))
        else:
            self._tell_otherwise(frame, entry)
        self.seen.add(_figure(toll.number))

    def _in_a_sum(self, frame: Frame, entry: Toll) -> bool:
        """ "One of them died, so that the toll is now twelve": the twelve holds them."""
        told = [t.number.least for t in frame.tolls.get(Measure.KILLED, ())]
        return max(told) > entry.number.least and max(told) >= _sum_of(self.entries)

    def _beside_dead(self, frame: Frame) -> bool:
        return self.measure is Measure.INJURED and Measure.KILLED in frame.tolls

    def _tell_otherwise(self, frame: Frame, entry: Toll) -> None:
        """Another number for the people known so far."""
        first = self.entries[0]
        boast = _own_deed(frame) or _own_deed(self.first)
        same = _boasted(first, entry) if boast else _same_people(first, entry)
        if _told_by_another(self.first, frame, entry) and same:
            self.same += _not_outdated(self.first, frame, entry.number, first.number)
        self.entries.append(replace(entry, of=None, alternative_of=0))

    def summed(self) -> tuple[Toll, ...]:
        """The entries; the first with the range over what is told of the same people."""
        words = {t.lower_ for t in self.first.sentence.tokens}
        outdated = bool(self.same and words & EARLY and words & LATER)
        first = self.entries[0]
        if outdated:
            return (replace(first, number=self.same[-1]), *self.entries[1:])
        number, rest = self._whole() if self.same else (first.number, self.entries[1:])
        return (replace(first, number=_over(number, self.same)), *rest)

    def _whole(self) -> tuple[Number, list[Toll]]:
        """The groups of the victims as one, for which others give another number; the
        entries after the first as some of them."""
        groups = [t for t in people(self.entries) if t.side is self.entries[0].side]
        exact = all(t.number.bound is Bound.EXACT for t in groups)
        if len(groups) < 2 or not exact:
            return self.entries[0].number, self.entries[1:]
        told = Number.said(sum(t.number.least for t in groups))
        inside = [replace(t, of=0) if t in groups else t for t in self.entries[1:]]
        return told, inside


def _brought_up_to_date(frame: Frame) -> bool:
    """ "Has now 24 dead", "the toll rose to 24": the number replaces those told before."""
    if _stood(frame) or (frame.voice.speaker is not None and _afterwards(frame)):
        return True
    return any(_by_now(t) or t.lemma in RISES for t in frame.sentence.tokens)


def _afterwards(frame: Frame) -> bool:
    """ "Hours later the ministry said that 31 were dead"."""
    return frame.head.harm and any(t.lower_ == "later" for t in frame.sentence.tokens)


def _stood(frame: Frame) -> bool:
    """ "The count was 165", "the figure stood at seven": the sum at the time of the report."""
    return any(
        t.lemma in NUMBERS and t.dep_ == "nsubj" and t.head.lemma in STOOD
        for t in frame.sentence.tokens
    )


def _by_now(token: Token) -> bool:
    """The "now" of "has now 24 dead", not of "until now" or "are now in hospital"."""
    verb = token.head
    return token.lower_ == "now" and token.dep_ == "advmod" and verb.lemma in STANDS


def _summed(frame: Frame) -> bool:
    """Whether a sentence gives the sum of the dead at the time of the report."""
    return any(
        t.lemma in SUMS - {"dead", "death", "victim", "life"} for t in frame.sentence.tokens
    )


def _becomes(frame: Frame, entries: list[Toll], entry: Toll) -> bool:
    """Whether a number may be of the same people, and of some found since; or of fewer, where
    it is told that the number was lowered."""
    dead = _sum_of(entries)
    lowered = any(t.lemma in LOWERS for t in frame.sentence.tokens)
    low, high = (
        sorted((dead, entry.number.least)) if lowered else (dead, entry.number.least)
    )
    return low <= high <= MOST_APART * max(low, 1)


def _sum_of(entries: Iterable[Toll]) -> int:
    """How many people some entries tell of at least."""
    return sum(toll.number.least for toll in people(entries))


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
    one, other = _who_tells(first), _who_tells(frame)
    return other is not None and one != other


def _who_tells(frame: Frame) -> str | None:
    """Whose word a number is: a speaker's, or that of who "gave the number of dead as 13"."""
    if frame.voice.speaker is not None:
        return frame.voice.speaker.text
    verbs = (t for t in frame.sentence.tokens if t.pos_ == "VERB" and t.lemma in GIVES)
    givers = (g.child(verb, "nsubj") for verb in verbs)
    return next((t.text for t in givers if t is not None and t.lemma in VOICES), None)


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
    if frame.died:
        return True
    added = not ADDED.isdisjoint(t.lower_ for t in frame.sentence.tokens)
    return dies_later(frame) and (date_of(frame) is not None or added)


def _with_later_dead(entries: list[Toll], entry: Toll) -> list[Toll]:
    """The dead with those who died later on top, or the new sum where it is told."""
    for n, toll in enumerate(entries):
        if _next_of(
            toll, entry
        ):  # "a sixth passenger" after the driver and five passengers
            return [*entries[:n], replace(toll, number=entry.number), *entries[n + 1 :]]
    if entry.number.least < _sum_of(entries):
        return [*entries, replace(entry, of=None, alternative_of=None)]
    return [replace(entries[0], number=entry.number)]


def _next_of(toll: Toll, entry: Toll) -> bool:
    """Whether somebody is the next of the people of an entry: "a fourth man" of three men."""
    ranked = not RANKS.keys().isdisjoint(entry.who.lower().split()[:1])
    after = toll.number.least + 1 == entry.number.least
    return ranked and after and _head(toll) == _head(entry)


def dies_later(frame: Frame) -> bool:
    """Whether somebody dies of what was told before: they come on top of its dead."""
    return frame.head.harm and any(later_death(t.token) for t in frame.triggers)


def _same_people(one: Toll, other: Toll) -> bool:
    """Whether two numbers may be of the same people: none is named as other people, and
    none is many times the other, as the dead of a war are of those of a day."""
    names = {_head(toll) for toll in (one, other) if toll.who}
    low, high = sorted(t.number.low or t.number.high or 0 for t in (one, other))
    return len(names - ANYBODY) < 2 and high <= MOST_APART * max(low, 1)


def _own_deed(frame: Frame) -> bool:
    """ "The group said that it had killed ten": told by who did it."""
    verbs = (t.token for t in frame.triggers if t.token.pos_ == "VERB" and t.harm)
    who = [g.subject(verb) for verb in verbs if g.objects(verb)]
    return frame.voice.speaker is not None and any(
        one is not None and one.lower_ in THEMSELVES for one in who
    )


def _boasted(one: Toll, other: Toll) -> bool:
    """Whether two numbers may be of the same people where one is of a party's own deed."""
    low, high = sorted(t.number.low or t.number.high or 0 for t in (one, other))
    return high <= MOST_BOASTED * max(low, 1)


def _over(first: Number, others: Iterable[Number]) -> Number:
    """The range over the numbers that several voices give for the same people."""
    told = [first, *others]
    lows = [n.low for n in told if n.low is not None]
    highs = [end for n in told if (end := n.low if n.high is None else n.high) is not None]
    if len(told) == 1 or not lows or max(highs) <= min(lows):
        return first
    if any(n.high is None and n.low == max(highs) for n in told):
        return Number.said(min(lows), Bound.AT_LEAST)
    return Number.between(min(lows), max(highs))


def _sided(event: Event, toll: Toll) -> Toll:
    """Whose side they were on: attackers by their name or by the name of who attacked."""
    words = toll.who.lower().split()
    mine = words[-1] if words else ""
    theirs = {m.text.lower().split()[-1] for f in event.frames for m in f.perpetrators}
    attacker = bool(mine) and (mine in theirs or mine.removesuffix("s") in ATTACKERS)
    return replace(toll, side=Side.ATTACKER if attacker else Side.VICTIM)
