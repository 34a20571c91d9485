"""Which counts are stated totals, and which are details of one event."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.lists import Assertion, Measure
from tallystick.read.found import DateShape, FoundPlace, NumberUse
from tallystick.read.phrases.acts import assertion
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.frames import lasts
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence
from tallystick.read.phrases.periods import SPANS, Period
from tallystick.read.phrases.phrases import has_prefix, is_fine
from tallystick.read.phrases.scopes import counted_places
from tallystick.read.phrases.shares import located
from tallystick.read.rules.totals.over_time import PEOPLE
from tallystick.read.rules.totals.stated import (
    FEWEST_ATTACKS,
    FEWEST_MUNITIONS,
    FEWEST_PLACES,
    MANY_PEOPLE,
)

NUMBERED = (Measure.INCIDENTS, Measure.MUNITIONS, Measure.VESSELS)
"""What ordinals number: "the 27th bomb this month"."""
NUMBERED_OVER = (Measure.KILLED, Measure.SITES)
"""What they number where a period is told: "the 16th policeman killed this month"."""
MANY_OF_A_DAY = 12
"""People whom one attack without a day seldom hurts, and a month's attacks often do."""
FEWEST_ORDINAL = 10
"""Lower ordinals ("the second attack") tell which of a few, not how many there were."""
FEWEST_ABROAD = 8
"""Fewer people in a sentence that names two countries are those of one event."""
FEWEST_VAGUE = 20
""""Several" and "many" are no totals; "dozens" are."""
FEWEST_SUMMED = 20
"""Fewer people "in all", with no period said, are more often those of one event."""
MANY_REACH = 6
"""How far from people hurt the attacks stand that hurt them."""
CLASH = "armed_clash"
"""What is told of in the plural though it is one: "the clashes"."""
NOT_YET = (Assertion.THREATENED, Assertion.CONDITIONAL)
"""What attacks in numbers are told as; a plan beside them is mostly another's."""
MANY_MUNITIONS = 100
"""So many drones or missiles are told of for their use."""
TOLL_REACH = 4
"""Words from "the toll of" to the attacks that it is of."""
BESIDE = 12
"""How far from places and munitions the word of their attack may stand."""
DURATION_REACH = 6
"""How far from a count a length of time may stand."""
BELONGINGS = ("housing", "transport_road")
"""What is counted only when it was hit itself: 40 houses beside a raid are none."""
RIGHT_BESIDE = 4
"""How far from them the verb of their damage may stand."""
RATE_REACH = 4
"""Words between a number and what makes it a rate."""


def is_total(
    sentence: Sentence,
    one: Counted,
    here: Sequence[Counted],
    told: Period,
    *,
    goes_on: bool,
) -> bool:
    """Whether a count is a stated total rather than a detail of one event.

    Args:
        here: all counts of the sentence.
        told: the period that its sentence gives it.
        goes_on: a total was stated just before, and this sentence tells of no event, day
            or place of its own.
    """
    if _unreal(sentence, one) or is_rate(sentence, one):
        return False
    stated = one.number.number.stated
    if stated == 1 and one.measure in PEOPLE and one.number.use is not NumberUse.ORDINAL:
        return False
    if one.compared is not None and not one.compared.asked:
        return told.long or goes_on
    if stated is None and _least(one) < FEWEST_VAGUE:
        return False
    if one.number.use is NumberUse.ORDINAL:
        since = bool(sentence.cues("since"))
        over = told.long or _lasting(sentence, one) or since or stretched(sentence)
        enough = (stated or 0) >= FEWEST_ORDINAL or ((stated or 0) >= 2 and over)
        numbered = one.measure in NUMBERED or (over and one.measure in NUMBERED_OVER)
        return numbered and enough
    if one.measure is Measure.INCIDENTS:
        few = _least(one) < FEWEST_ATTACKS
        return (
            stated != 1
            and not _taken_up(sentence, one)
            and (not few or told.long or _lasting(sentence, one))
        )
    if one.measure in (Measure.SITES, Measure.VESSELS):
        return _places_total(sentence, one, told)
    if one.measure is Measure.MUNITIONS:
        many = max(_least(one), *_beside(here), 0) >= FEWEST_MUNITIONS
        launched = any(_attacked(sentence, o) for o in here if o.measure is one.measure)
        others = sum(o.measure is one.measure and not o.subset for o in here)
        listed = others > 1 or _least(one) >= MANY_MUNITIONS
        return many and (launched or listed or _summed(sentence, one))
    many = one.measure in (*PEOPLE, Measure.OTHER) and (stated or 0) >= MANY_PEOPLE
    if not many and _one_day_of_a_month(sentence, one, told):
        return False
    return many or goes_on or _still(sentence, one) or _gathered(sentence, one, here, told)


def _places_total(sentence: Sentence, one: Counted, told: Period) -> bool:
    """Whether places or vessels are a total: attacked, and several or over a period."""
    few = _least(one) < FEWEST_PLACES
    listed = one.noun is not None and one.noun.list == "units"
    thing = one.noun is not None and one.noun.list == "targets"
    lasting = told.long or stretched(sentence) or _since_something(sentence)
    if thing and not lasting:
        return False
    if one.noun is not None and one.noun.entry.row.get("target_type") in BELONGINGS:
        return _damaged(sentence, one)
    at = sentence.cue_before("at", one.first) is not None
    if at and not listed and not told.long and not _shared_out(sentence, one):
        return False
    acted = _attacked(sentence, one) or _summed(sentence, one)
    return acted and (not few or told.long)


def _damaged(sentence: Sentence, one: Counted) -> bool:
    """Whether a verb of attack or damage stands right beside houses or vehicles."""
    return _least(one) >= FEWEST_PLACES and any(
        hit["sort"] in ("verb", "passive")
        and _gap(sentence, one, hit.first, hit.last) <= RIGHT_BESIDE
        for hit in sentence.of("triggers")
    )


def _least(one: Counted) -> int:
    """The number as said, or the least that a vague one says."""
    number = one.number.number
    return number.stated if number.stated is not None else number.low or 0


def _taken_up(sentence: Sentence, one: Counted) -> bool:
    """ "The two operations", in one definite word: told before, counted there."""
    if one.noun is None or one.noun.first != one.first or one.noun.last != one.last:
        return False
    definite = sentence.habits.has("definite")
    return bool(one.noun.prefix) and any(one.noun.prefix.endswith(d) for d in definite)


def _beside(here: Sequence[Counted]) -> list[int]:
    return [o.number.number.stated or 0 for o in here if o.measure is Measure.MUNITIONS]


def _unreal(sentence: Sentence, one: Counted) -> bool:
    act = one.act
    if act is not None and act.list == "units":
        act = next((h for h in sentence.of("triggers") if h.first == act.first), None)
        return act is not None and assertion(sentence, act) in NOT_YET
    if act is None or act.list not in ("triggers", "harm"):
        return False
    return assertion(sentence, act) is not Assertion.OCCURRED


def is_rate(sentence: Sentence, one: Counted) -> bool:
    """ "20 attacks a day", "on average": no total."""
    return any(
        _gap(sentence, one, hit.first, hit.last) <= RATE_REACH
        and not _of_next_number(sentence, one, hit)
        and not _counts_itself(sentence, hit)
        for hit in sentence.cues("rate")
    )


def _counts_itself(sentence: Sentence, rate: Hit) -> bool:
    """ "Este diario", which counts: the daily that a definite word names."""
    paper = any(h.first == rate.first for h in sentence.of("speakers"))
    return paper and sentence.cue_before("definite", rate.first) is not None


def _of_next_number(sentence: Sentence, one: Counted, rate: Hit) -> bool:
    """ "318 times, that is eleven a day on average": the rate is the next number's."""
    if rate.first <= one.last or sentence.apart(one.last, rate.first) <= 2:
        return False
    starts = [sentence.at(n.start) for n in sentence.numbers]
    return any(one.last < at and abs(at - rate.first) <= RATE_REACH for at in starts)


def _gap(sentence: Sentence, one: Counted, first: int, last: int) -> int:
    if last < one.first:
        return sentence.apart(last, one.first)
    return sentence.apart(one.last, first) if first > one.last else 0


def _lasting(sentence: Sentence, one: Counted) -> bool:
    """ "Three operations within 24 hours": a length of time beside the count."""
    return any(
        d.shape is DateShape.DURATION
        and sentence.apart(one.last, sentence.at(d.start)) <= DURATION_REACH
        and lasts(sentence, d)
        for d in sentence.dates
    )


def stretched(sentence: Sentence) -> bool:
    """ "За неделю", "yedi gün içinde": a length of days over which something is counted."""
    lengths = (*sentence.cues("over"), *sentence.cues("meanwhile"))
    if any(h.last > h.first for h in lengths):
        return True
    for found in sentence.dates:
        if found.shape is not DateShape.DURATION or found.timex_value.startswith("PT"):
            continue
        first, last = sentence.reach(found.start, found.end)
        if any(first - 1 <= h.first <= first for h in sentence.cues("over")):
            return True
        if sentence.cue_after("over-after", last) is not None:
            return True
    return False


def _still(sentence: Sentence, one: Counted) -> bool:
    """ "133 hostages are still held": people counted as they stand."""
    return one.measure is Measure.OTHER and any(
        _gap(sentence, one, cue.first, cue.last) <= BESIDE for cue in sentence.cues("still")
    )


def _one_day_of_a_month(sentence: Sentence, one: Counted, told: Period) -> bool:
    """ "In April gunmen took two doctors in Homs": one event whose day is not told."""
    months = bool(told.dates) and all(d.shape is DateShape.POINT for d in told.dates)
    few = (one.number.number.stated or MANY_OF_A_DAY) < MANY_OF_A_DAY
    verbs = [h for h in sentence.of("triggers") if h["sort"] in ("verb", "passive")]
    acts = any(h["kind"] == "attack" for h in verbs)
    return months and few and acts and not sentence.cues("total")


def _shared_out(sentence: Sentence, one: Counted) -> bool:
    """ "In seven places, three in A and four in B": the shares that follow add up to it."""
    shares = [number.number.stated or 0 for number, _ in located(sentence, one.number.end)]
    return len(shares) > 1 and sum(shares) == one.number.number.stated


def _attacked(sentence: Sentence, one: Counted) -> bool:
    """Whether a word for attacking stands beside places, vessels or munitions."""
    words = (*sentence.of("triggers"), *sentence.of("harm"))
    return any(_gap(sentence, one, hit.first, hit.last) <= BESIDE for hit in words)


def _summed(sentence: Sentence, one: Counted) -> bool:
    return any(
        _gap(sentence, one, hit.first, hit.last) <= BESIDE for hit in sentence.cues("total")
    )


def _gathered(
    sentence: Sentence, one: Counted, here: Sequence[Counted], told: Period
) -> bool:
    """Whether people are counted over more than one event."""
    many = (one.number.number.stated or 0) >= FEWEST_SUMMED
    single = _of_one_event(sentence, one, here)
    if told.spans and not _only_as_of(told, single=single):
        return True
    if _since_something(sentence) and (many or not single):
        return True
    if told.long and not told.spans and not single:
        return True
    if many and _lasting(sentence, one):
        return True
    if many and _summed(sentence, one) and not single:
        return True
    if _running_toll(sentence) or stretched(sentence) or _of_many(sentence, one):
        return True
    runs = (o.number.number.stated for o in here if o.measure is Measure.INCIDENTS)
    if any(stated is None or stated >= FEWEST_ATTACKS for stated in runs):
        return True
    where = {
        p.place.country
        for p in counted_places(sentence, None)
        if p.place.country and _located(sentence, p)
    }
    most = max(
        o.number.number.stated or 0 for o in (one, *here) if o.measure in PEOPLE or o is one
    )
    return len(where) > 1 and most >= FEWEST_ABROAD


def _only_as_of(told: Period, *, single: bool) -> bool:
    """ "As of 14:30", "as of Monday": how far the toll of one event stands.

    Args:
        single: one attack is told of; else only an hour says so.
    """
    bounds = [d for d in told.dates if d.shape in SPANS]
    return all(
        d.shape is DateShape.UNTIL
        and d.date is not None
        and (single or "T" in (d.date.latest or ""))
        for d in bounds
    )


def _since_something(sentence: Sentence) -> bool:
    """ "Since the war began"; no "since" that stands alone: "two have died since"."""
    words = sentence.words
    return any(
        cue.last + 1 < len(words)
        and not any(sign in words[cue.last + 1].gap for sign in ",.;:،؛)")
        for cue in sentence.cues("since")
    )


def _located(sentence: Sentence, place: FoundPlace) -> bool:
    """Whether something is said to be in a place, or it stands in a list of such."""
    first = sentence.at(place.start)
    if any(has_prefix(sentence, first, place.start, n) for n in ("from", "on", "by")):
        return False
    return not (sentence.cue_before("from", first) or sentence.cue_before("by", first))


def _of_one_event(sentence: Sentence, one: Counted, here: Sequence[Counted]) -> bool:
    """ "The toll of the bombing rose to 22": one attack, in the singular and not counted."""
    counted = {i for o in here for i in range(o.first, o.last + 1)}
    counting = [c.first for c in sentence.cues("number") if c.first < one.first]
    low, high = (counting[-1], one.first) if counting else (0, len(sentence.words))
    return any(
        hit["sort"] == "noun" and hit["kind"] == "attack" and hit.first not in counted
        for hit in sentence.of("triggers")
        if low <= hit.first < high
    )


def _of_many(sentence: Sentence, one: Counted) -> bool:
    """ "About 70 soldiers were hurt in the attacks": people of attacks told as many."""
    many = [
        h
        for h in sentence.of("triggers")
        if h["sort"] == "plural" and h["event_type"] != CLASH and not _two_told(sentence, h)
    ]
    placed = any(is_fine(sentence, p) for p in sentence.places)
    return (
        one.measure in PEOPLE
        and (one.number.number.stated or 0) >= FEWEST_ATTACKS
        and not placed
        and not any(d.date is not None for d in sentence.dates)
        and any(_gap(sentence, one, h.first, h.last) <= MANY_REACH for h in many)
    )


def _two_told(sentence: Sentence, hit: Hit) -> bool:
    """ "Both raids": two that were told before, no run of them."""
    return any(
        n.number.stated == 2 and 0 < hit.first - sentence.at(n.start) <= 2
        for n in sentence.numbers
    )


def _running_toll(sentence: Sentence) -> bool:
    """ "The toll of the strikes stands at 330": a toll of attacks in the plural."""
    many = [h for h in sentence.of("triggers") if h["sort"] == "plural"]
    day_told = any(d.date is not None and d.date.single for d in sentence.dates)
    return not day_told and any(
        0 < hit.first - cue.last <= TOLL_REACH
        for cue in sentence.cues("number")
        for hit in many
    )
