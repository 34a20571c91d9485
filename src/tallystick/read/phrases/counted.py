"""What the numbers of a sentence count: attacks, people hurt, munitions, places, ships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.lists import Measure
from tallystick.model.values import Bound, Number
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.phrases.count_nouns import (
    CARRIERS,
    HEADS,
    counted_noun,
    noun_limit,
    noun_near,
    noun_of_next,
    numbered_by,
    of_them,
    ordered,
)
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.elliptic import elliptic, past_joined
from tallystick.read.phrases.harm_words import harm_measure, harm_over, is_subset
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.number_of import without_noun
from tallystick.read.phrases.page import Sentence
from tallystick.read.rules.totals.over_time import PEOPLE

CHANGE_REACH = 14
"""Words between "raised" and the numbers from and to."""
MOST_WORDS_TO_WHOLE = 8
"""Words from a share to the whole that it is told before."""
YEARS = range(1900, 2100)
"""What two following numbers must lie in to be a season."""
LISTED = 7
"""How far apart two counts of one list stand."""
NO_SITES = ("private_persons",)
"""Who is attacked, not what."""


def counted(sentence: Sentence, last: Counted | None = None) -> tuple[Counted, ...]:
    """Every number of a sentence that counts something we know, in order.

    Args:
        last: what was counted last in the sentence before: a bare number goes on with it.
    """
    numbers = (_numbering(sentence, n) for n in sentence.numbers)
    told = [n for n in numbers if _may_count(sentence, n)]
    found: list[Counted] = []
    for place, number in enumerate(told):
        if _told_before_whole(sentence, told, place):
            continue
        share = of_them(sentence, told, place)
        one = None if share else _counted(sentence, told, place)
        before = found[-1] if found else last
        if one is None and before and (share or _goes_on(sentence, before, number)):
            first, end = sentence.reach(number.start, number.end)
            one = Counted(
                number, before.measure, first, end, None, before.act, before.unit, True
            )
        if one is None and found:
            one = _sum_of(sentence, found[-1], number)
        if one is None:
            one = elliptic(sentence, number, before)
        if one is not None and found:
            one = _of_whole(sentence, found[-1], one)
            one = _of_several(sentence, found, one)
        if one is not None:
            found.append(one)
    return tuple(found)


def _numbering(sentence: Sentence, number: FoundNumber) -> FoundNumber:
    """ "The attack number 150": a figure that numbers an attack is an ordinal."""
    number = _changed(sentence, number)
    first, _ = sentence.reach(number.start, number.end)
    cue = sentence.cue_before("nth", first)
    if cue is None or number.use not in (NumberUse.NAME, NumberUse.COUNT):
        return number
    attack = any(
        h.last == cue.first - 1 for name in ("triggers", "units") for h in sentence.of(name)
    )
    return replace(number, use=NumberUse.ORDINAL) if attack else number


def _changed(sentence: Sentence, number: FoundNumber) -> FoundNumber:
    """ "Raised from 51 to 56": no range, but what it was and what it is."""
    high = number.number.high
    if number.number.bound is not Bound.RANGE or high is None:
        return number
    first, last = sentence.reach(number.start, number.end)
    near = any(
        min(abs(cue.first - last), abs(first - cue.last)) <= CHANGE_REACH
        for cue in sentence.cues("change")
    )
    return replace(number, number=Number.said(high)) if near else number


def _may_count(sentence: Sentence, number: FoundNumber) -> bool:
    """Whether a number counts or orders; "one" before a noun of no list is an article."""
    if number.use not in (NumberUse.COUNT, NumberUse.ORDINAL):
        return False
    at = number.head_start
    if sentence.source[max(0, at - 1) : at].isupper():
        return False  # "M23" is a name
    if any(d.start <= at < d.end for d in sentence.dates) or _is_season(number):
        return False
    if any(p.start <= at < p.end for p in sentence.places):
        return False
    start, end = sentence.reach(number.start, number.end)
    if _is_difference(sentence, end):
        return False
    if any(start <= cue.first <= end + 1 for cue in sentence.cues("multiple")):
        return False
    if _changed_from(sentence, number, end):
        return False
    digits = sentence.source[number.head_start].isdigit()
    if number.number.stated != 1 or digits or number.use is NumberUse.ORDINAL:
        return True
    _, last = sentence.reach(number.start, number.end)
    nouns = [h for h in sentence.hits if h.list in HEADS and h.list != "targets"]
    return any(last <= h.first <= last + 1 for h in nouns)


def _is_season(number: FoundNumber) -> bool:
    """ "2019-2020": two years and no range of things."""
    low, high = number.number.low, number.number.high
    return (
        number.number.bound is Bound.RANGE
        and low is not None
        and high == low + 1
        and low in YEARS
    )


def _changed_from(sentence: Sentence, number: FoundNumber, last: int) -> bool:
    """Turkish "100'den 80'e": what it was, before what it is."""
    if sentence.suffix(number.end) not in sentence.habits.has("from"):
        return False
    return any(
        0 < sentence.at(other.start) - last <= 2
        and sentence.suffix(other.end) in sentence.habits.has("on")
        for other in sentence.numbers
    )


def _is_difference(sentence: Sentence, last: int) -> bool:
    """ "Twelve more than in March"; "43 dead and more than 100 hurt" tells of no difference."""
    cue = sentence.cue_after("than", last, 2)
    if cue is None:
        return False
    start = sentence.words[cue.first].end - 1
    return not any(n.start <= start < n.end for n in sentence.numbers)


def _of_whole(sentence: Sentence, before: Counted, one: Counted) -> Counted:
    """A count that says of which whole it is a share: people are no share of attacks.

    "18 killed, four children among them, and 60 wounded": the four were killed, and
    "three women and five children" are both a share.
    """
    people = one.measure in PEOPLE
    if one.subset and people and before.measure not in PEOPLE:
        return replace(one, subset=False)
    bare = one.noun is not None and one.noun.list in ("persons", "targets")
    joined = before.subset and _joined(sentence, before, one)
    if joined and before.measure is one.measure is Measure.INCIDENTS:
        return replace(one, subset=True)
    joined = joined and before.measure in PEOPLE
    if bare and (joined or (one.subset and people)):
        return replace(one, subset=True, measure=before.measure, governor=before.governor)
    return one


def _of_several(sentence: Sentence, found: Sequence[Counted], one: Counted) -> Counted:
    """ "120 missiles and 90 drones, of which 144 were shot down": a share of no one count.

    Nor are two shares of two counts: "of which 102 and 99 were shot down".
    """
    launched = [o for o in found if o.measure is Measure.MUNITIONS and not o.subset]
    stopped = one.subset and one.measure is Measure.MUNITIONS and one.noun is None
    if not stopped or len(launched) < 2:
        return one
    most = launched[-1].number.number.stated or 0
    several = (one.number.number.stated or 0) > most or launched[-1].noun is None
    several = several or past_joined(sentence, one.last) > one.last
    return replace(one, subset=False) if several else one


def _joined(sentence: Sentence, before: Counted, one: Counted) -> bool:
    """Whether a count follows the one before as the next of a list."""
    if sentence.apart(before.last, one.first) > LISTED:
        return False
    return not any(before.last < h.first < one.first for h in sentence.of("harm"))


def _sum_of(sentence: Sentence, before: Counted, number: FoundNumber) -> Counted | None:
    """ "58 policemen and 24 civilians; in all 82 people": of what was counted before."""
    first, last = sentence.reach(number.start, number.end)
    noun = noun_near(sentence, first, last, "persons")
    if noun is None or before.measure not in PEOPLE:
        return None
    if sentence.cue_before("total", first) is None:
        return None
    return replace(before, number=number, first=first, last=noun.last, subset=False)


def _goes_on(sentence: Sentence, before: Counted, number: FoundNumber) -> bool:
    """ "12 dead, of whom three are children": a subset of what was just counted."""
    first, _ = sentence.reach(number.start, number.end)
    cue = sentence.cue_before("including", first, 3)
    if cue is not None and before.first < cue.first:
        return True
    people = before.subset and before.measure in PEOPLE
    return (
        people
        and noun_near(sentence, first, first, "persons") is not None
        and (0 < sentence.apart(before.last, first) <= LISTED)
    )


def _told_before_whole(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> bool:
    """ "Aralarında 4 çocuğun da bulunduğu 9 kişi": a share told before its whole."""
    if not sentence.habits.described_before or place + 1 >= len(told):
        return False
    first, last = sentence.reach(told[place].start, told[place].end)
    after = sentence.at(told[place + 1].start)
    if _possessed(sentence, told, place):
        return True
    mine, whole = told[place].number.stated or 0, told[place + 1].number.stated or 0
    cue = any(first - 3 <= h.last <= first for h in sentence.cues("including"))
    listed = sentence.apart(last, after) > after - last
    return cue and not listed and 0 < mine < whole and after - last <= 6


def _possessed(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> bool:
    """ "58'i asker, 24'ü sivil 82 kişi": shares with their ending, before their whole."""
    _, last = sentence.reach(told[place].start, told[place].end)
    if sentence.suffix(sentence.words[last].end) not in sentence.habits.has("object"):
        return False
    mine = told[place].number.stated or 0
    return any(
        (after.number.stated or 0) > mine > 0
        and not sentence.suffix(
            sentence.words[sentence.reach(after.start, after.end)[1]].end
        )
        and sentence.at(after.start) - last <= MOST_WORDS_TO_WHOLE
        for after in told[place + 1 :]
    )


def _counted(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> Counted | None:
    number = told[place]
    first, last = sentence.reach(number.start, number.end)
    if _is_difference(sentence, last):
        return None
    head, _ = sentence.reach(number.head_start, number.head_end)
    limit = noun_limit(sentence, told, place, last)
    if number.use is NumberUse.ORDINAL and (which := ordered(sentence, first)):
        return _ordered(sentence, which, told, place)
    noun = None
    if not _of_times(sentence, number, first, last):
        head = last + 1 if number.use is NumberUse.ORDINAL else head
        noun = counted_noun(sentence, head, last, limit) or noun_of_next(
            sentence, told, place
        )
    ordinal = number.use is NumberUse.ORDINAL
    if noun is None and ordinal and (which := numbered_by(sentence, first, last)):
        return _ordered(sentence, which, told, place)
    if noun is None:
        return without_noun(sentence, told, place)
    subset = place > 0 and is_subset(
        sentence, sentence.reach(told[place - 1].start, told[place - 1].end)[1], first
    )
    more = sentence.cue_after("more", last, 2) or sentence.cue_before("more", first, 1)
    if number.use is NumberUse.ORDINAL and noun.entry.row.get("sort") == "plural":
        return None
    measure, governor = _measure(sentence, noun, told, place)
    if measure is None:
        return None
    unit = sentence.quote(noun.first, noun.last)
    end = max(noun.last, last)
    subset = subset and measure is not Measure.MUNITIONS
    return Counted(
        number, measure, first, end, noun, governor, unit, subset, more is not None
    )


def _of_times(sentence: Sentence, number: FoundNumber, first: int, last: int) -> bool:
    """ "Three times", "for the fifth time": no noun is counted."""
    cue = sentence.cue_after("times", last)
    if cue is not None:
        return not any(h.first == cue.first < h.last for h in sentence.of("harm"))
    ordinal = number.use is NumberUse.ORDINAL
    within = any(first <= cue.first <= last for cue in sentence.cues("times"))
    return ordinal and (within or sentence.cue_before("times", first) is not None)


def _ordered(
    sentence: Sentence, which: Hit, told: Sequence[FoundNumber], place: int
) -> Counted | None:
    """An attack or a person with the ordinal behind it."""
    _, last = sentence.reach(told[place].start, told[place].end)
    measure, governor = _measure(sentence, which, told, place)
    if measure is None:
        return None
    unit = sentence.quote(which.first, which.last)
    return Counted(told[place], measure, which.first, last, which, governor, unit)


def _measure(
    sentence: Sentence, noun: Hit, told: Sequence[FoundNumber], place: int
) -> tuple[Measure | None, Hit | None]:
    """What a counted noun is counted as, and the word that says so."""
    match noun.list:
        case "units":
            measure = Measure(noun["measure"])
            if measure is not Measure.OTHER:
                return measure, None
            return measure, harm_over(sentence, told, place)
        case "triggers":
            return Measure.INCIDENTS, None
        case "harm":
            return harm_measure(noun), None
        case "weapons":
            carried = noun["weapon"] in CARRIERS
            return (None, None) if carried else (Measure.MUNITIONS, None)
        case "targets":
            site = None if noun["target_type"] in NO_SITES else Measure.SITES
            return _people_or(sentence, noun, told, place, site)
        case _:
            return _people_or(sentence, noun, told, place, None)


def _people_or(
    sentence: Sentence,
    noun: Hit,
    told: Sequence[FoundNumber],
    place: int,
    otherwise: Measure | None,
) -> tuple[Measure | None, Hit | None]:
    harm = harm_over(sentence, told, place)
    people = noun.list == "persons" or _is_person(sentence, noun)
    if harm is not None and people:
        return harm_measure(harm), harm
    return otherwise, None


def _is_person(sentence: Sentence, noun: Hit) -> bool:
    return any(p.first == noun.first for p in sentence.of("persons"))
