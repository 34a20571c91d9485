"""What the numbers of a sentence count: attacks, people hurt, munitions, places, ships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tallystick.model.lists import Measure
from tallystick.model.values import Number
from tallystick.read.found import DateShape, FoundNumber, NumberUse
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence
from tallystick.read.phrases.phrases import marked_prefix
from tallystick.read.rules.totals import PEOPLE
from tallystick.read.rules.windows import is_stretch

LISTED = 7
"""How far apart two counts of one list stand."""
LONGEST_WAY = 4
"""Words between a number and the noun it counts."""
FARTHEST_HARM = 20
"""How far from a number the verb of harm may stand."""
FARTHEST_NUMBER = 14
"""How far behind "the number of attacks" its number may stand."""
NEAR_HARM = 7
"""How far from one person without a number the word of harm may stand."""
CARRIERS = ("aircraft_crewed", "helicopter", "small_arms", "melee_incendiary")
"""Weapons that are no munitions: "100 fighter jets" are none launched."""
NO_SITES = ("housing", "private_persons", "transport_road")
"""What was damaged beside what was attacked: 40 houses are no 40 sites."""
WRONG_SIDE = 8
"""How much farther a verb counts that stands where its object seldom does."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with what it counts."""

    number: FoundNumber
    measure: Measure
    first: int
    """First word of number and noun together."""
    last: int
    """Last word of both, inclusive."""
    noun: Hit | None
    """The counted noun; None where none follows."""
    governor: Hit | None
    """The word that makes it a count of harm or attacks, where the noun does not."""
    unit: str
    """The noun as written; "" where none follows."""
    subset: bool = False
    """"Of whom two are children": counted in the number before."""
    more: bool = False
    """"13 more": on top of what was told before."""
    compared: Counted | None = None
    """The count that a bare number goes on from: of "21, against 14" the 21."""

    @property
    def act(self) -> Hit | None:
        """The word whose doer and aim are the count's."""
        return self.governor or self.noun


def counted(sentence: Sentence, last: Counted | None = None) -> tuple[Counted, ...]:
    """Every number of a sentence that counts something we know, in order.

    Args:
        last: what was counted last in the sentence before: a bare number goes on with it.
    """
    told = [n for n in sentence.numbers if n.use in (NumberUse.COUNT, NumberUse.ORDINAL)]
    found: list[Counted] = []
    for place, number in enumerate(told):
        if _told_before_whole(sentence, told, place):
            continue
        share = bool(found) and _of_them(sentence, told, place)
        one = None if share else _counted(sentence, told, place)
        if one is None and found and (share or _goes_on(sentence, found[-1], number)):
            before = found[-1]
            first, end = sentence.reach(number.start, number.end)
            one = Counted(
                number, before.measure, first, end, None, before.act, before.unit, True
            )
        if one is None:
            one = _elliptic(sentence, number, found[-1] if found else last)
        if one is not None and found:
            one = _of_whole(sentence, found[-1], one)
        if one is not None:
            found.append(one)
    return tuple(found)


def _of_whole(sentence: Sentence, before: Counted, one: Counted) -> Counted:
    """A count that says of which whole it is a share: people are no share of attacks.

    "18 killed, four children among them, and 60 wounded": the four were killed, and
    "three women and five children" are both a share.
    """
    people = one.measure in PEOPLE
    if one.subset and people and before.measure not in PEOPLE:
        return replace(one, subset=False)
    bare = one.noun is not None and one.noun.list in ("persons", "targets")
    joined = before.subset and bare and people and _joined(sentence, before, one)
    if (one.subset or joined) and bare and people:
        return replace(one, subset=True, measure=before.measure, governor=before.governor)
    return one


def _joined(sentence: Sentence, before: Counted, one: Counted) -> bool:
    """Whether a count follows the one before as the next of a list."""
    if sentence.apart(before.last, one.first) > LISTED:
        return False
    return not any(before.last < h.first < one.first for h in sentence.of("harm"))


def _elliptic(
    sentence: Sentence, number: FoundNumber, before: Counted | None
) -> Counted | None:
    """ "Against 870 a year before", "others speak of 76": a bare number of the same."""
    first, last = sentence.reach(number.start, number.end)
    if before is None or number.number.stated is None:
        return None
    stop = _stop_beside(sentence, first, last)
    if stop is not None and before.measure is Measure.MUNITIONS:
        return Counted(number, before.measure, first, last, None, stop, before.unit)
    if not _stands_bare(sentence, last):
        return None
    told = (
        sentence.cue_before("compare", first, 2)
        or any(0 < first - h.last <= 4 for h in sentence.of("speech"))
        or any(
            is_stretch(d) and sentence.apart(sentence.at(d.start), first) <= 8
            for d in sentence.dates
        )
        or any(
            d.shape is DateShape.SINCE and 0 < sentence.at(d.start) - last <= 2
            for d in sentence.dates
        )
    )
    if not told:
        return None
    return Counted(
        number, before.measure, first, last, None, None, before.unit, compared=before
    )


def _stop_beside(sentence: Sentence, first: int, last: int) -> Hit | None:
    """ "38 missiles, 30 shot down": the word of stopping right beside a bare number."""
    for hit in sentence.of("triggers"):
        behind = hit.first == last + 1
        before = hit.last == first - 1 and _stands_bare(sentence, last)
        if hit["kind"] == "stop" and (behind or before):
            return hit
    return None


def _stands_bare(sentence: Sentence, last: int) -> bool:
    """Whether no noun follows a number: a sign, a small word or a date does."""
    if last + 1 >= len(sentence.words):
        return True
    following = sentence.words[last + 1]
    if any(sign in following.gap for sign in ".,;:،؛)»\"\n"):
        return True
    small = any(
        h.first == last + 1
        for name in ("at", "on", "of", "since", "by", "and", "including", "break")
        for h in sentence.cues(name)
    )
    told = any(h.first == last + 1 for h in sentence.of("speech"))
    dated = any(d.start == following.start for d in sentence.dates)
    return small or told or dated


def singles(sentence: Sentence, here: Sequence[Counted]) -> tuple[Counted, ...]:
    """ "A soldier was killed": people told of one by one, without a number."""
    taken = {i for one in here for i in range(one.first, one.last + 1)}
    found = []
    for first, last in _lone(sentence):
        harm = _beside(sentence, first, last, here)
        if harm is None or taken & set(range(first, last + 1)):
            continue
        taken |= set(range(first, last + 1))
        start, end = sentence.words[first].start, sentence.words[last].end
        why = "one person told of"
        number = FoundNumber(start, end, start, end, Number.said(1), NumberUse.COUNT, why)
        unit = sentence.quote(last, last)
        found.append(Counted(number, _harm_measure(harm), first, last, None, harm, unit))
    return tuple(found)


def _lone(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Words that may stand for one person: "a soldier", or a noun listed as such."""
    things = {
        i
        for name in ("targets", "units", "weapons", "triggers", "harm", "speech")
        for hit in sentence.of(name)
        for i in range(hit.first, hit.last + 1)
    }
    people = {hit.first for hit in sentence.of("persons")}
    for hit in sentence.cues("one"):
        noun = hit.last + 1
        if noun < len(sentence.words) and (noun in people or noun not in things):
            yield hit.first, noun
    for hit in sentence.cues("person"):
        yield hit.first, hit.last


def _beside(
    sentence: Sentence, first: int, last: int, here: Sequence[Counted]
) -> Hit | None:
    """The nearest word of harm to a person, on the side where the language has it."""
    best: tuple[int, int, Hit] | None = None
    known = any(first <= p.first <= last for p in sentence.of("persons"))
    reach = NEAR_HARM if known else 2
    for harm in sentence.of("harm"):
        if harm["measure"] == "other" or first <= harm.first <= last:
            continue
        left = harm.last < first
        edge = (harm.last, first) if left else (last, harm.first)
        cost = sentence.apart(*edge)
        cost += WRONG_SIDE * _wrong_side(sentence, harm, left=left)
        low, high = min(edge), max(edge)
        between = any(low < one.first < high for one in here)
        if cost <= reach and not between and (best is None or (cost, harm.first) < best[:2]):
            best = (cost, harm.first, harm)
    return best[2] if best else None


def _of_them(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> bool:
    """ "Four of them": "including" right behind a number, and no number behind that."""
    _, last = sentence.reach(told[place].start, told[place].end)
    cue = sentence.cue_after("including", last)
    if cue is None:
        return False
    following = told[place + 1].start if place + 1 < len(told) else sentence.end + 1
    return sentence.at(following) - cue.last > 2 or following > sentence.end


def _goes_on(sentence: Sentence, before: Counted, number: FoundNumber) -> bool:
    """ "12 dead, of whom three are children": a subset of what was just counted."""
    first, _ = sentence.reach(number.start, number.end)
    cue = sentence.cue_before("including", first, 3)
    if cue is not None and before.first < cue.first:
        return True
    people = before.subset and before.measure in PEOPLE
    return people and _noun(sentence, first, first, "persons") is not None and (
        0 < sentence.apart(before.last, first) <= LISTED
    )


def _told_before_whole(
    sentence: Sentence, told: Sequence[FoundNumber], place: int
) -> bool:
    """ "Aralarında 4 çocuğun da bulunduğu 9 kişi": a share told before its whole."""
    if sentence.habits.order != "sov" or place + 1 >= len(told):
        return False
    first, last = sentence.reach(told[place].start, told[place].end)
    after = sentence.at(told[place + 1].start)
    mine, whole = told[place].number.stated or 0, told[place + 1].number.stated or 0
    cue = sentence.cue_before("including", first, 3)
    return cue is not None and 0 < mine < whole and sentence.apart(last, after) <= 6


def _counted(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> Counted | None:
    number = told[place]
    first, last = sentence.reach(number.start, number.end)
    if sentence.cue_after("than", last, 2) is not None:
        return None
    head, _ = sentence.reach(number.head_start, number.head_end)
    limit = _limit(sentence, told, place, last)
    if number.use is NumberUse.ORDINAL and (which := _ordered(sentence, first)):
        unit = sentence.quote(which.first, which.last)
        return Counted(number, Measure.INCIDENTS, which.first, last, which, None, unit)
    noun = None
    if sentence.cue_after("times", last) is None:
        noun = _head(sentence, head, last, limit) or _of_the(sentence, told, place)
    if noun is None:
        return _without_noun(sentence, told, place)
    subset = place > 0 and _subset(
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


def _ordered(sentence: Sentence, first: int) -> Hit | None:
    """The attack that an ordinal behind it numbers: "the attack the eighth"."""
    if sentence.habits.described_before or sentence.habits.order == "sov":
        return None
    for name in ("units", "triggers"):
        for hit in sentence.of(name):
            attack = name == "triggers" or hit["measure"] == "incidents"
            noun = name == "units" or hit["sort"] == "noun"
            if attack and noun and 0 < first - hit.last <= 2:
                if sentence.apart(hit.last, first) <= 2:
                    return hit
    return None


def _of_the(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> Hit | None:
    """ "45 of the 60 drones": the noun of the number behind it."""
    if place + 1 >= len(told):
        return None
    _, last = sentence.reach(told[place].start, told[place].end)
    first, end = sentence.reach(told[place + 1].start, told[place + 1].end)
    if first - last > 3 or sentence.cue_after("of", last, 2) is None:
        return None
    return _head(sentence, first, end, _limit(sentence, told, place + 1, end))


def _limit(sentence: Sentence, told: Sequence[FoundNumber], place: int, last: int) -> int:
    """The first word behind a number that no longer can be its noun."""
    limit = min(len(sentence.words), last + 2 + LONGEST_WAY)
    if place + 1 < len(told):
        limit = min(limit, sentence.at(told[place + 1].start))
    for at in range(last + 1, limit):
        if _adverbial(sentence, at):
            return at
        listed = at == last + 1 and "," in sentence.words[at].gap
        if listed or sentence.apart(last, at) > at - last + 2:
            return at
    return limit


MARKS = ("with", "at", "from", "by", "on")
"""Prefixes that part a noun from the number before it: "25 بمسيّرة"."""
def _adverbial(sentence: Sentence, at: int) -> bool:
    """Whether a word opens a phrase of means or place: Arabic "bi-", Hebrew "be-"."""
    return any(
        hit.first == at and any(marked_prefix(sentence, hit, name) for name in ("with", "at"))
        for hit in sentence.hits
        if hit.list in HEADS
    )


HEADS = ("units", "triggers", "harm", "weapons", "persons", "targets")


def _head(sentence: Sentence, head: int, last: int, limit: int) -> Hit | None:
    """The counted noun: the first of the lists behind the number, or in its own words."""
    near = [
        hit
        for name in HEADS
        for hit in sentence.of(name)
        if head <= hit.first < limit
        and _countable(hit, last)
        and not any(marked_prefix(sentence, hit, mark) for mark in MARKS)
    ]
    if not near:
        return None
    near.sort(key=lambda h: (h.first, HEADS.index(h.list)))
    first = near[0]
    stop = next((h.first for h in sentence.of("speech") if h.first > last), limit)
    if first.first > stop:
        return None
    if sentence.habits.described_before:
        return _behind(sentence, first, near)
    return first


def _behind(sentence: Sentence, first: Hit, near: Sequence[Hit]) -> Hit:
    """Of "ракетных ударов", "drone saldırısı" the second noun is counted."""
    for hit in near:
        describes = first.list in ("weapons", "targets", "persons") and hit is not first
        if describes and hit.first == first.last + 1 and hit.list in ("units", "triggers"):
            return hit
    return first


def _countable(hit: Hit, last: int) -> bool:
    """Whether a hit may be a counted noun; participles only right behind the number."""
    if hit.list == "harm" and hit["sort"] == "passive":
        return hit.first - last <= 2
    if hit.list in ("triggers", "harm"):
        return hit["sort"] in ("noun", "plural")
    return not (hit.list == "weapons" and hit["weapon"] in CARRIERS)


def _noun(sentence: Sentence, first: int, last: int, name: str) -> Hit | None:
    for hit in sentence.of(name):
        if first <= hit.first <= last + 1 + LONGEST_WAY:
            return hit
    return None


def _measure(
    sentence: Sentence, noun: Hit, told: Sequence[FoundNumber], place: int
) -> tuple[Measure | None, Hit | None]:
    """What a counted noun is counted as, and the word that says so."""
    match noun.list:
        case "units":
            measure = Measure(noun["measure"])
            if measure is not Measure.OTHER:
                return measure, None
            return measure, _harm(sentence, told, place)
        case "triggers":
            return Measure.INCIDENTS, None
        case "harm":
            return _harm_measure(noun), None
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
    harm = _harm(sentence, told, place)
    if harm is not None and (otherwise is None or _is_person(sentence, noun)):
        return _harm_measure(harm), harm
    return otherwise, None


def _is_person(sentence: Sentence, noun: Hit) -> bool:
    return any(p.first == noun.first for p in sentence.of("persons"))


def _harm_measure(hit: Hit) -> Measure:
    name = hit["measure"]
    return Measure.OTHER if name == "missing" else Measure(name)


def _harm(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> Hit | None:
    """The word of harm that governs a number, None if none does."""
    first, last = sentence.reach(told[place].start, told[place].end)
    before = sentence.at(told[place - 1].start) if place else -1
    after = _next_whole(sentence, told, place)
    best: tuple[int, int, Hit] | None = None
    shot_down = _shot_down(sentence)
    for hit in sentence.of("harm"):
        left = hit.last < first
        if not before < hit.first < after or hit.first in shot_down:
            continue
        edge = (hit.last, first) if left else (last, hit.first)
        cost = sentence.apart(*edge)
        if cost > FARTHEST_HARM:
            continue
        cost += WRONG_SIDE * _wrong_side(sentence, hit, left=left)
        if best is None or (cost, hit.first) < best[:2]:
            best = (cost, hit.first, hit)
    return best[2] if best else _carried(sentence, told, place)


def _shot_down(sentence: Sentence) -> set[int]:
    """Words that say "shot down" here, not "shot dead": a weapon is what was stopped."""
    if not sentence.of("weapons") or sentence.of("persons"):
        return set()
    return {hit.first for hit in sentence.of("triggers") if hit["kind"] == "stop"}


def _next_whole(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> int:
    """The first word of the next number that is no subset of this one ("of whom two")."""
    here = sentence.at(told[place].end)
    for number in told[place + 1 :]:
        first = sentence.at(number.start)
        if not _subset(sentence, here, first):
            return first
        here = first
    return len(sentence.words)


def _wrong_side(sentence: Sentence, hit: Hit, *, left: bool) -> bool:
    """Whether a word of harm seldom stands on this side of its number."""
    if hit["sort"] in sentence.habits.has("free"):
        return False
    return left is not _stands_left(sentence, hit)


def _stands_left(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of harm usually stands before the number that it governs."""
    order, sort = sentence.habits.order, hit["sort"]
    if order == "sov":
        return sort in sentence.habits.has("ahead")
    if sort in ("verb", "act"):
        return True
    return sort == "passive" and order == "vso"


def _carried(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> Hit | None:
    """ "Killed two soldiers and five civilians": the verb goes on over the next number."""
    if not place or sentence.habits.order == "sov":
        return None
    first, _ = sentence.reach(told[place].start, told[place].end)
    one, two = sentence.reach(told[place - 1].start, told[place - 1].end)
    if sentence.apart(two, first) > LONGEST_WAY + 4:
        return None
    verbs = [
        h
        for h in sentence.of("harm")
        if h["sort"] in ("verb", "act", "passive") and h.last < one
    ]
    near = verbs[-1] if verbs else None
    return near if near and sentence.apart(near.last, one) <= LONGEST_WAY + 2 else None


def _without_noun(
    sentence: Sentence, told: Sequence[FoundNumber], place: int
) -> Counted | None:
    number = told[place]
    first, last = sentence.reach(number.start, number.end)
    times = sentence.cue_after("times", last, 2) or _inside(sentence, "times", first, last)
    act = _nearest_act(sentence, first) if times is not None else None
    if times is not None and act is not None:
        unit = sentence.quote(act.first, act.last)
        return Counted(number, Measure.INCIDENTS, first, times.last, None, act, unit)
    harm = _harm(sentence, told, place)
    if harm is not None and _bare(sentence, last, harm, first):
        unit = sentence.quote(harm.first, harm.last)
        return Counted(number, _harm_measure(harm), first, last, None, harm, unit)
    return _number_of(sentence, told, place)


def _inside(sentence: Sentence, cue: str, first: int, last: int) -> Hit | None:
    return next((h for h in sentence.cues(cue) if first <= h.first <= last), None)


def _bare(sentence: Sentence, last: int, harm: Hit, first: int) -> bool:
    """Whether a number stands bare beside a word of harm: "wounding 36", "12 were killed"."""
    edge = (harm.last, first) if harm.last < first else (last, harm.first)
    return sentence.apart(*edge) <= 3


def _nearest_act(sentence: Sentence, word: int) -> Hit | None:
    units = (hit for hit in sentence.of("units") if hit["measure"] == "incidents")
    near = [
        (sentence.apart(hit.first, word), hit.first, hit)
        for hit in (*sentence.of("triggers"), *units)
        if sentence.apart(hit.first, word) <= 2 * FARTHEST_HARM
    ]
    return min(near, key=lambda one: one[:2])[2] if near else None


def _number_of(
    sentence: Sentence, told: Sequence[FoundNumber], place: int
) -> Counted | None:
    """ "The number of attacks rose to 165", "attacks: 200", "the toll stands at 43"."""
    number = told[place]
    first, last = sentence.reach(number.start, number.end)
    floor = sentence.at(told[place - 1].end) if place else -1
    for cue in reversed(sentence.cues("number")):
        if not floor < cue.last < first:
            continue
        noun = _noun_of(sentence, cue)
        if noun is None or sentence.apart(noun.last, first) > FARTHEST_NUMBER:
            continue
        measure = _harm_measure(noun) if noun.list == "harm" else Measure.INCIDENTS
        if noun.list == "units":
            measure = Measure(noun["measure"])
        elif noun.list == "weapons":
            measure = Measure.MUNITIONS
        unit = sentence.quote(noun.first, noun.last)
        return Counted(number, measure, first, last, None, noun, unit)
    return None


def _noun_of(sentence: Sentence, cue: Hit) -> Hit | None:
    """The noun of "the number of ..."; a toll is a count of the dead by itself."""
    verb_last = sentence.habits.order == "sov"
    for name in ("harm", "units", "triggers", "weapons"):
        for hit in reversed(sentence.of(name)) if verb_last else sentence.of(name):
            behind = cue.first <= hit.first <= cue.last + 3
            before = hit.first <= cue.last and cue.first - 2 <= hit.last <= cue.last
            if before if verb_last else behind:
                return hit
    return None


def _subset(sentence: Sentence, before: int, first: int) -> bool:
    """Whether "including" stands between two numbers."""
    return any(before < hit.first <= first for hit in sentence.cues("including"))
