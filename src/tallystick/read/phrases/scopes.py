"""Whose, against whom and where: the scope of a stated total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.claims import Scope, Target
from tallystick.model.lists import (
    Measure,
)
from tallystick.model.values import Mention
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.phrases.acts import Act, acts
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.draft import Draft
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.phrases import at_before, in_a_name
from tallystick.read.phrases.roles import aims, doers
from tallystick.read.phrases.tellings import launches
from tallystick.read.rules.parts import Shares

LISTED = 5
"""How far apart the places of one list stand."""


def counted_parties(
    sentence: Sentence, one: Counted
) -> tuple[tuple[Mention, ...], tuple[Target, ...]]:
    """Whose acts are counted, and against whom."""
    act = _act(sentence, one)
    if act is None:
        return (), ()
    others = [other for other in acts(sentence) if other.hit is not act.hit]
    return doers(sentence, act, others), tuple(
        aim
        for aim in aims(sentence, act, others)
        if not one.number.start <= aim.mention.span.start <= sentence.words[one.last].end
    )


def _act(sentence: Sentence, one: Counted) -> Act | None:
    """The act that a count is of: its own word, else the nearest attack word."""
    if one.act is not None and one.act.list in ("triggers", "harm"):
        return Act(one.act)
    near = [
        (sentence.apart(hit.first, one.first), hit.first, hit)
        for hit in sentence.of("triggers")
    ]
    return Act(min(near, key=lambda n: n[:2])[2]) if near else None


def counted_places(sentence: Sentence, one: Counted | None) -> tuple[FoundPlace, ...]:
    """Where what is counted took place: places that are no part of a name, and no party."""
    found = []
    for place in sentence.places:
        first, last = sentence.reach(place.start, place.end)
        if place.use is not PlaceUse.LITERAL or in_a_name(sentence, place):
            continue
        if launches(sentence, place):
            continue
        if one is not None and sentence.apart(one.first, first) > 30:
            continue
        marked = _is_marked(sentence, first, last)
        if marked or place.place.precision.value != "country":
            found.append(place)
    return tuple(found)


def _is_marked(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a preposition, case ending or list puts something into a country."""
    if sentence.cue_before("on", first, 2) or sentence.cue_after("on-after", last):
        return True  # missiles fired at a country come down in it
    if at_before(sentence, first) or sentence.cue_after("at-after", last):
        return True
    end = sentence.suffix(sentence.words[last].end)
    if end and end in sentence.habits.has("at"):
        return True
    raw = sentence.folded[first]
    if any(raw.startswith(p[1:]) for p in sentence.habits.has("at") if p[0] == "^"):
        return True
    start = sentence.words[first].start
    before = [p for p in sentence.places if p.end <= start][-1:]
    return any(
        sentence.apart(sentence.at(p.start), first) <= LISTED
        and _is_marked(sentence, *sentence.reach(p.start, p.end))
        for p in before
    )


def scope_of(
    sentence: Sentence,
    one: Counted,
    does: tuple[Mention, ...],
    targets: tuple[Target, ...],
    places: Sequence[FoundPlace],
    shares: Shares,
) -> Scope:
    """The scope of a total, as far as its sentence and its shares tell."""
    struck = (p.place.country for p in places)
    weapons = [h for h in sentence.of("weapons") if one.first <= h.first <= one.last + 3]
    types = sorted({h["event_type"] for h in weapons} - {"-", "operation_unspecified"})
    return Scope(
        perpetrators=does,
        targets=tuple(t.mention for t in targets),
        places=tuple(dict.fromkeys(p.place for p in places)),
        countries=tuple(dict.fromkeys(c for c in (*struck, *shares.countries) if c)),
        event_types=tuple(types),
        weapons=tuple(sorted({h["weapon"] for h in weapons})),
    )


def with_countries(scope: Scope, countries: Sequence[str]) -> Scope:
    """A scope with more countries, each once."""
    return replace(scope, countries=tuple(dict.fromkeys((*scope.countries, *countries))))


def with_the_country(page: Page, draft: Draft) -> Draft:
    """A total without place or target, in a report on one country only, is of that one."""
    claim, scope = draft.claim, draft.claim.scope
    at_sea = claim.measure in (Measure.VESSELS, Measure.MUNITIONS)
    if at_sea or scope.countries or scope.places:
        return draft
    told = {p.place.country for s in page.sentences for p in counted_places(s, None)} - {
        None
    }
    if len(told) != 1:
        return draft
    countries = sorted(map(str, told))
    return replace(draft, claim=replace(claim, scope=with_countries(scope, countries)))
