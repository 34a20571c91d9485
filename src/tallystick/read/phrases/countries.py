"""In which countries totals are that name none: told before, or by the whole report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.lists import Measure
from tallystick.model.values import PlacePrecision
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.phrases.draft import Draft
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.phrases import in_a_name, only_country
from tallystick.read.phrases.scopes import (
    adjacent_countries,
    counted_places,
    with_countries,
)
from tallystick.read.places import resolve_place
from tallystick.read.rules.totals.over_time import PEOPLE

MOST_SENTENCES_BACK = 4
"""How far before a total its country may have been told."""
FEWEST_TELLINGS = 2
"""Mentions that make a country that of a whole report."""


def in_their_countries(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Totals in the countries that they share with another, or that were told before.

    At sea there are none; where two were told last, by no total, nothing is guessed.
    """
    settled: list[Draft] = []
    for draft in drafts:
        told = _shared(draft, drafts)
        scope = draft.claim.scope
        if not (told or scope.countries or scope.places or _at_sea(page, draft)):
            told = _told_for(page, draft, settled)
        claim = replace(draft.claim, scope=with_countries(scope, told))
        settled.append(replace(draft, claim=claim))
    return settled


def _shared(draft: Draft, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """ "Soldiers were hurt in them": the countries that the parts of the attacks tell."""
    own = set(draft.claim.scope.countries)
    for other in drafts:
        wide = other.claim.scope.countries
        if other.sentence is draft.sentence and other.claim.parts and own < set(wide):
            return wide if draft.claim.measure in PEOPLE and own else ()
    return ()


def _told_for(page: Page, draft: Draft, settled: Sequence[Draft]) -> tuple[str, ...]:
    """The countries of a total that names none: the last told, in a place or by a total."""
    told = _told_before(page, draft.sentence)
    last = next((d for d in reversed(settled) if not d.claim.headline), None)
    if last is not None and len(told) > 1 and told <= set(last.claim.scope.countries):
        return last.claim.scope.countries
    told = told or _told_at_all(page)
    if len(told) == 1:
        return tuple(told)
    doing = _doing(page, draft)
    guesses = (
        *_told_most(page),
        only_country(page),
        _only_people(page, draft),
        _of_authority(page),
        _of_names(page, draft, doing),
        _of_dateline(page),
    )
    return next(((one,) for one in guesses if one and one not in doing), ())


def _doing(page: Page, draft: Draft) -> set[str]:
    """The countries whose forces do what is counted: it seldom is done to themselves."""
    spans = [m.span for m in draft.claim.scope.perpetrators]
    return {
        p.place.country
        for p in draft.sentence.places
        if p.place.country
        and p.place.precision is PlacePrecision.COUNTRY
        and any(span.start <= p.start < span.end for span in spans)
    }


def _of_names(page: Page, draft: Draft, doing: set[str]) -> str | None:
    """ "Gaza's health ministry", "the Lebanese army": the country that names tell most.

    In the sentence of the total only who counts tells one: the others are its parties,
    and whom they are of says nothing of where they met.
    """
    told = Counter(
        p.place.country
        for s in page.sentences
        for p in s.places
        if p.place.country
        and p.place.country not in doing
        and (p.use is PlaceUse.DEMONYM or in_a_name(s, p))
        and (s is not draft.sentence or _speaks(draft, p))
    )
    ranked = sorted(told.items(), key=lambda one: (-one[1], one[0]))
    clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] >= 2 * ranked[1][1])
    return ranked[0][0] if clear else None


def _speaks(draft: Draft, place: FoundPlace) -> bool:
    """Whether a place or people is in the name of who counts."""
    span = draft.claim.speaker.span if draft.claim.speaker is not None else None
    here = span is not None and span.part is draft.sentence.part
    return here and span is not None and span.start <= place.start < span.end


def _of_dateline(page: Page) -> str | None:
    """The country that a report was sent from, where it names no other."""
    line = page.document.dateline
    return resolve_place(line).country if line is not None else None


def _only_people(page: Page, draft: Draft) -> str | None:
    """The one state whose forces or people a report speaks of, where it names no place.

    Only of people counted: "58 Ukrainian soldiers" fell at home, unless a place says where.
    """
    if draft.claim.measure not in (*PEOPLE, Measure.OTHER):
        return None
    places = [p for s in page.sentences for p in s.places]
    if any(p.use is PlaceUse.LITERAL for p in places):
        return None
    told = {p.place.country for p in places if p.use is PlaceUse.DEMONYM}
    return told.pop() if len(told) == 1 else None


def _of_authority(page: Page) -> str | None:
    """ "Van Valiliği": the country of the province or town whose authority alone is named."""
    told = {
        p.place.country
        for s in page.sentences
        for p in s.places
        if p.use is PlaceUse.LITERAL
        and p.place.precision is not PlacePrecision.COUNTRY
        and not any(a.start < p.end and p.start < a.end for a in s.actors)
    }
    return told.pop() if len(told) == 1 else None


def country_of(page: Page) -> str | None:
    """The country that a report is on: of all its places, or by far the most told."""
    return only_country(page) or next(iter(_told_most(page)), None)


def at_sea(sentence: Sentence) -> bool:
    """Whether a sentence tells of ships or seas."""
    return _maritime(sentence)


def _told_most(page: Page) -> tuple[str, ...]:
    """The country that a report tells by far the most as a place."""
    counted = Counter(
        p.place.country
        for s in page.sentences
        for p in counted_places(s, None)
        if p.place.country
    )
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    if not ranked or ranked[0][1] < FEWEST_TELLINGS:
        return ()
    clear = len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]
    return (ranked[0][0],) if clear else ()


def _at_sea(page: Page, draft: Draft) -> bool:
    """Whether ships are counted, or what was fired at them."""
    if draft.claim.measure is Measure.VESSELS:
        return True
    near = (draft.sentence, *page.before(draft.sentence, 2))
    return any(_maritime(sentence) for sentence in near)


def _maritime(sentence: Sentence) -> bool:
    if any(h["target_type"] == "maritime" for h in sentence.of("targets")):
        return True
    seas = (p.place.precision is PlacePrecision.SEA for p in sentence.places)
    return any(seas) or any(h["measure"] == "vessels" for h in sentence.of("units"))


def _told_before(page: Page, sentence: Sentence) -> set[str]:
    """The countries of the nearest sentence that tells where something was."""
    for near in (sentence, *page.before(sentence, MOST_SENTENCES_BACK)):
        told = {p.place.country for p in counted_places(near, None) if p.place.country}
        told |= set(adjacent_countries(near))
        if told:
            return told
    return set()


def _told_at_all(page: Page) -> set[str]:
    """The countries that a report tells as places."""
    return {
        p.place.country
        for s in page.sentences
        for p in counted_places(s, None)
        if p.place.country
    }
