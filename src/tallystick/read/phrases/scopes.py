"""Whose, against whom and where: the scope of a stated total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.claims import Scope, Target
from tallystick.model.values import Mention
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.phrases.acts import Act, acts
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.page import Sentence
from tallystick.read.phrases.phrases import (
    at_before,
    has_prefix,
    in_a_name,
    launches,
    listed_with,
)
from tallystick.read.phrases.roles import aims, doers
from tallystick.read.rules.totals.parts import Shares

UNDERGO_REACH = 2
"""Words between a country and "suffered"."""
PART_REACH = 4
"""Words from "in" to the country that a desert, a north or a province is of."""
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
        if not _is_a_place(sentence, place, last) or in_a_name(sentence, place):
            continue
        if launches(sentence, place):
            continue
        if one is not None and sentence.apart(one.first, first) > 30:
            continue
        marked = _is_marked(sentence, first, last)
        if marked or place.place.precision.value != "country":
            found.append(place)
    return tuple(found)


def _is_a_place(sentence: Sentence, place: FoundPlace, last: int) -> bool:
    """Whether a name is used as a place; "Somali'de" is, though "Somali" is a people, too."""
    end = sentence.suffix(sentence.words[last].end)
    placed = bool(end) and end in sentence.habits.has("at")
    return place.use is PlaceUse.LITERAL or placed


def _is_marked(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a preposition, case ending or list puts something into a country."""
    if _heads_a_line(sentence, first, last) or _undergoes(sentence, first, last):
        return True
    if sentence.cue_before("on", first, 2) or sentence.cue_after("on-after", last):
        return True  # missiles fired at a country come down in it
    if at_before(sentence, first) or sentence.cue_after("at-after", last):
        return True
    end = sentence.suffix(sentence.words[last].end)
    if end and any(end in sentence.habits.has(name) for name in ("at", "on")):
        return True
    if _within(sentence, first):
        return True
    raw = sentence.folded[first]
    if any(raw.startswith(p[1:]) for p in sentence.habits.has("at") if p[0] == "^"):
        return True
    if _fired_at(sentence, first):
        return True
    if _marked_behind(sentence, first) or _struck(sentence, first):
        return True
    start = sentence.words[first].start
    before = [p for p in sentence.places if p.end <= start][-1:]
    return any(
        sentence.apart(sentence.at(p.start), first) <= LISTED
        and _is_marked(sentence, *sentence.reach(p.start, p.end))
        for p in before
    )


def _fired_at(sentence: Sentence, first: int) -> bool:
    """Hebrew "shugru le-Yisrael": fired at a country, "to" being written onto it."""
    fired = any(hit["kind"] == "weapon" for hit in sentence.of("triggers"))
    return fired and any(
        sentence.at(p.start) == first and has_prefix(sentence, first, p.start, "on")
        for p in sentence.places
    )


def _struck(sentence: Sentence, first: int) -> bool:
    """ "Attacked Ukraine with 134 drones": a country right behind the verb of attack."""
    return sentence.habits.order == "svo" and any(
        hit.last == first - 1 and hit["sort"] == "verb" and hit["kind"] == "attack"
        for hit in sentence.of("triggers")
    )


def _marked_behind(sentence: Sentence, first: int) -> bool:
    """ "Mali ve Burkina Faso'da": the ending of the last place of a list is that of all."""
    place = next((p for p in sentence.places if sentence.at(p.start) == first), None)
    if place is None:
        return False
    for other in listed_with(sentence, place):
        last = sentence.at(other.end - 1)
        end = sentence.suffix(sentence.words[last].end)
        if other.start > place.start and end and end in sentence.habits.has("at"):
            return True
        if other.start > place.start and sentence.cue_after("at-after", last):
            return True
    return False


def _heads_a_line(sentence: Sentence, first: int, last: int) -> bool:
    """ "Ukraine: 18 attacks"."""
    following = sentence.words[last + 1 : last + 2]
    return first == 0 and bool(following) and ":" in following[0].gap


def _undergoes(sentence: Sentence, first: int, last: int) -> bool:
    """ "Lebanon has suffered 300 raids": a country that is hit."""
    if sentence.habits.order == "sov":
        return _undergoes_last(sentence, first, last)
    return any(
        0 < cue.first - last <= UNDERGO_REACH or 0 < first - cue.last <= UNDERGO_REACH
        for cue in sentence.cues("undergo")
    )


def _undergoes_last(sentence: Sentence, first: int, last: int) -> bool:
    """The same where verbs stand last: no other place, no sign between country and verb."""
    if sentence.suffix(sentence.words[last].end):
        return False
    starts = [sentence.at(p.start) for p in sentence.places]
    return any(
        last < cue.first
        and sentence.apart(last, cue.first) == cue.first - last
        and not any(first < at < cue.first for at in starts)
        for cue in sentence.cues("undergo")
    )


def _within(sentence: Sentence, first: int) -> bool:
    """ "En el desierto de Siria": a country behind the noun of a part of it."""
    if sentence.habits.described_before:
        return False
    attacks = (*sentence.of("triggers"), *sentence.of("units"))
    if any(hit.last == first - 1 for hit in attacks):
        return False  # "in attacks of Iran on ...": whose they are
    reach = PART_REACH if sentence.cue_before("of", first, 2) is not None else 2
    joined = sentence.habits.order != "svo" or reach > 2
    if not joined:
        return _part_prefixed(sentence, first)
    marks = ("at", "on") if _is_part(sentence, first - 1 - (reach > 2)) else ("at",)
    return any(sentence.cue_before(name, first, reach) is not None for name in marks)


def _is_part(sentence: Sentence, word: int) -> bool:
    return any(h.first <= word <= h.last for h in sentence.cues("territory"))


def _part_prefixed(sentence: Sentence, first: int) -> bool:
    """Hebrew "li-tsfon Yisrael": a part of a country with "to" or "in" written onto it."""
    forms = tuple(
        f[1:] for n in ("at", "on") for f in sentence.habits.has(n) if f[0] == "^"
    )
    part = _is_part(sentence, first - 1)
    return part and bool(forms) and sentence.folded[first - 1].startswith(forms)


def adjacent_countries(sentence: Sentence) -> tuple[str, ...]:
    """Countries told by an adjective beside a part of theirs: "Russian regions"."""
    before = sentence.habits.described_before
    parts = {h.first for h in sentence.cues("territory")}
    found = []
    for place in sentence.places:
        first, last = sentence.reach(place.start, place.end)
        beside = {last + 1, last + 2, first - 1} if before else {first - 1}
        adjective = place.use is PlaceUse.DEMONYM and not in_a_name(sentence, place)
        if adjective and parts & beside and place.place.country:
            found.append(place.place.country)
    return tuple(dict.fromkeys(found))


def scope_of(
    sentence: Sentence,
    one: Counted,
    does: tuple[Mention, ...],
    targets: tuple[Target, ...],
    places: Sequence[FoundPlace],
    shares: Shares,
) -> Scope:
    """The scope of a total, as far as its sentence and its shares tell."""
    struck = [p.place.country for p in places]
    struck = struck or list(adjacent_countries(sentence))
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
