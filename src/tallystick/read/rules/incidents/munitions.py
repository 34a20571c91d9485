"""How many munitions an attack is told to have been made with, and which were stopped."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.claims import Munitions
from tallystick.model.lists import Outcome
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules.events import event as ev
from tallystick.read.rules.events.frames import Frame, stops
from tallystick.read.rules.text.scan import Sentence, Token

EXPENDED = frozenset(
    "rpg_atgm mortar rocket_unguided artillery missile_ballistic missile_cruise "
    "missile_guided_other uav_one_way uav_armed uav_unspecified ied vbied mine_uxo grenade "
    "unspecified_projectile".split()
)
"""Weapons that an attack uses up; two rifles or two jets tell nothing of how often."""


def munitions_of(event: ev.Event) -> tuple[Munitions, ...]:
    """The munitions of all tellings of an event that are told by number, each once."""
    return tuple(dict.fromkeys(one for frame in event.frames for one in _of_frame(frame)))


def _of_frame(frame: Frame) -> Iterator[Munitions]:
    sentence = frame.sentence
    stopped = any(stops(t) for t in frame.triggers)
    for _, weapon in frame.weapons:
        span = weapon.mention.span
        words = sentence.within(span.start, span.end)
        number = _number_of(sentence, words[-1]) if words else None
        if number is not None and weapon.weapon in EXPENDED:
            down = stopped and not _whole(words[-1])
            outcome = Outcome.INTERCEPTED if down else Outcome.UNKNOWN
            yield Munitions(weapon.weapon, number.number, outcome)


def _whole(noun: Token) -> bool:
    """ "19 of 36 drones": of which some were stopped."""
    numbers = [c for c in noun.children if c.dep_ == "nummod"]
    of = noun.head if noun.head.lower_ == "of" else None
    inside = any(c.lower_ == "of" for one in numbers for c in one.children)
    return inside or (of is not None and of.head.like_num)


def _number_of(sentence: Sentence, noun: Token) -> FoundNumber | None:
    """The number that counts a noun: "24" of "24 attack drones"."""
    at = [sentence.at(c) for c in noun.children if c.dep_ == "nummod"]
    counts = (n for n in sentence.numbers if n.use is NumberUse.COUNT)
    return next((n for n in counts if any(n.start <= a < n.end for a in at)), None)
