"""What the sentences before set the scene with: the place and day of an attack told next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.values import Date, DateBasis
from tallystick.read.found import FoundPlace
from tallystick.read.phrases.events import date_of
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.periods import of_speech
from tallystick.read.phrases.phrases import is_fine, launches
from tallystick.read.phrases.tellings import Telling, points

MOST_SENTENCES_BACK = 3
MOST_DAYS = 2
"""Days from first to last of a stretch that a later sentence may take its date from."""


def set_scenes(page: Page, told: Sequence[Telling]) -> None:
    """Give tellings without a place or day those of a sentence before that tells of nothing.

    "It was worst in Aden on Friday evening. First, missiles hit the centre."
    """
    telling = {one.sentence.index for one in told}
    for one in told:
        before = page.before(one.sentence, 1)
        if page.in_title(one.sentence) or not before or before[0].index in telling:
            continue
        scene = before[0]
        if not one.places:
            one.places += [p for p in _places(scene) if not launches(scene, p)]
        if date_of(one) is None:
            one.dates += [d for d in scene.dates if points(d) and not of_speech(scene, d)]


def _places(scene: Sentence) -> list[FoundPlace]:
    return [p for p in scene.places if is_fine(scene, p)]


def inherited(page: Page, one: Telling) -> Date | None:
    """The day that the sentences before tell, nearest first; None if they tell none."""
    if page.in_title(one.sentence):
        return None
    for near in page.before(one.sentence, MOST_SENTENCES_BACK):
        days = [d.date for d in near.dates if points(d) and not of_speech(near, d)]
        told = [d for d in days if d is not None and _short(d)]
        if told:
            return replace(told[-1], basis=DateBasis.INHERITED)
    return None


def _short(date: Date) -> bool:
    if date.first_day is None or date.last_day is None:
        return False
    return (date.last_day - date.first_day).days <= MOST_DAYS
