"""The shares of a stated total: "66 en Irak, 98 en Syrie et une en Jordanie"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallystick.model.claims import TallyPart
from tallystick.model.values import Evidence, Field, Number, PlacePrecision, Span
from tallystick.read.found import FoundNumber, FoundPlace, NumberUse, PlaceUse
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.page import Sentence
from tallystick.read.phrases.phrases import has_prefix, in_a_name
from tallystick.read.rules.totals.parts import NONE, Shares

LONGEST_SHARE = 7
"""How far from its number the place of a share may stand."""
NAMED_FIRST = 6
"""The same where the place stands before its number ("Mali: douze")."""
LISTED = 9
"""How far apart two shares of a list stand."""
LONGEST_KEY = 3
"""Words of a share's name."""
FEWEST_SHARED = 5
"""Smaller totals are made by numbers that only happen to add up."""
OPENING = 5
"""Words before the first share of a sentence that only lists shares."""


def shares_of(sentence: Sentence, total: Counted, rest: Sequence[Sentence]) -> Shares:
    """The parts that follow a total in its sentence, or that fill the next one.

    They are a partition when they add up, or when a colon or bracket sets them against
    the total as a list; they are none when the text says "including".
    """
    stated = total.number.number.stated
    if stated is None:
        return NONE
    where = sentence
    chosen = _fitting(located(sentence, after=total.number.end, total=stated), stated)
    if len(chosen) < 2 and rest:
        there = _fitting(located(rest[0], after=rest[0].start, total=stated), stated)
        if len(there) >= 2 and rest[0].at(there[0][0].start) <= OPENING:
            chosen, where = there, rest[0]
    if len(chosen) < 2:
        chosen = _told_ahead(sentence, total)
    if len(chosen) < 2:
        return NONE
    added = sum(number.number.stated or 0 for number, _ in chosen)
    partition = added == stated or _listed(where, total, chosen[0][0])
    if _incomplete(where, chosen[0][0]) and added != stated:
        partition = False
    return _shares(where, chosen, partition)


def _told_ahead(sentence: Sentence, total: Counted) -> list[tuple[FoundNumber, FoundPlace]]:
    """ "Üçü Suriye'de, biri İsrail'de olmak üzere dört üs": shares before their total."""
    stated = total.number.number.stated
    told = located(sentence, after=sentence.start, total=stated)
    ahead = [one for one in told if max(one[0].end, one[1].end) <= total.number.start]
    return ahead if sum(n.number.stated or 0 for n, _ in ahead) == stated else []


def subsets(sentence: Sentence, total: Counted, here: Sequence[Counted]) -> Shares:
    """ "7,000 dead, of whom 2,500 ...": the counts told as part of one total."""
    at = list(here).index(total)
    chosen = []
    for one in here[at + 1 :]:
        if not one.subset:
            break
        chosen.append(one)
    return _counted_shares(sentence, chosen, partition=False)


def kinds(sentence: Sentence, total: Counted, here: Sequence[Counted]) -> Shares:
    """ "38 attacks: 19 raids, 11 drone attacks, eight bombs": counts that add up to it."""
    chosen = [
        one
        for one in here
        if one.first > total.last and one.number.number.stated is not None
    ]
    added = sum(one.number.number.stated or 0 for one in chosen)
    if len(chosen) < 2 or added != total.number.number.stated:
        return NONE
    return _counted_shares(sentence, chosen, partition=True)


def with_rest(sentence: Sentence, total: Counted) -> Shares:
    """ "23 attacks: eleven raids, seven with drones, the rest with bombs": not all shares."""
    stated = total.number.number.stated
    rest = next((h for h in sentence.cues("rest") if h.first > total.last), None)
    if stated is None or rest is None:
        return NONE
    high = sentence.words[rest.first].start
    behind = [n for n in sentence.numbers if total.number.end <= n.start < high]
    added = sum(n.number.stated or 0 for n in behind)
    counts = all(n.use is NumberUse.COUNT and n.number.stated for n in behind)
    near = not behind or sentence.apart(sentence.at(behind[-1].end), rest.first) <= LISTED
    if not behind or not counts or added >= stated or not near:
        return NONE
    if sentence.apart(total.last, sentence.at(behind[0].start)) > 2 * LISTED:
        return NONE
    return _of_numbers(sentence, behind, partition=False)


def _of_numbers(
    where: Sentence, chosen: Sequence[FoundNumber], *, partition: bool
) -> Shares:
    """Shares that are told by number alone, each with the words beside it."""
    return Shares(
        tuple(TallyPart(_said(where, n), n.number) for n in chosen),
        partition,
        tuple(chosen),
        tuple(where.evidence(Field.PART, n.start, n.end) for n in chosen),
        (),
    )


def by_kind(sentence: Sentence, here: Sequence[Counted]) -> Shares:
    """Counts of one measure that a sentence lists: "two badly hurt, nine hurt ..."."""
    opened = any(cue.first <= 1 for cue in sentence.cues("including"))
    if len(here) < 2 or (len({one.measure for one in here}) > 1 and not opened):
        return NONE
    if any(one.number.number.stated is None for one in here):
        return NONE
    return _counted_shares(sentence, here, partition=True)


def _counted_shares(
    sentence: Sentence, chosen: Sequence[Counted], partition: bool
) -> Shares:
    if not chosen:
        return NONE
    return Shares(
        tuple(TallyPart(one.unit or "-", one.number.number) for one in chosen),
        partition,
        tuple(one.number for one in chosen),
        tuple(Evidence(Field.PART, sentence.span(one.first, one.last)) for one in chosen),
        (),
    )


def alone(sentence: Sentence) -> Shares:
    """Shares that a sentence lists without their total; `NONE` for fewer than two."""
    chosen = list(located(sentence, after=sentence.start))
    if len({key(place) for _, place in chosen}) < 2:
        return NONE
    return _shares(sentence, chosen, None)


def _fitting(
    found: Iterator[tuple[FoundNumber, FoundPlace]], most: int
) -> list[tuple[FoundNumber, FoundPlace]]:
    return [one for one in found if (one[0].number.stated or 0) <= most]


def _shares(
    where: Sentence,
    chosen: Sequence[tuple[FoundNumber, FoundPlace]],
    partition: bool | None,
) -> Shares:
    return Shares(
        tuple(TallyPart(key(place), number.number) for number, place in chosen),
        partition,
        tuple(number for number, _ in chosen),
        tuple(_evidence(where, number, place) for number, place in chosen),
        tuple(dict.fromkeys(p.place.country for _, p in chosen if p.place.country)),
    )


def _evidence(where: Sentence, number: FoundNumber, place: FoundPlace) -> Evidence:
    start, end = min(number.start, place.start), max(number.end, place.end)
    return Evidence(Field.PART, Span(where.part, start, end))


def key(place: FoundPlace) -> str:
    """The country's code for a country, else the words."""
    p = place.place
    coarse = p.precision is PlacePrecision.COUNTRY
    return p.country if p.country and coarse else p.text


def located(
    sentence: Sentence, after: int, total: int | None = None
) -> Iterator[tuple[FoundNumber, FoundPlace]]:
    """Numbers with the place that stands right behind each, or right before it.

    Args:
        after: offset of the part from which on they are looked for.
        total: what they may be shares of.
    """
    ones = (*_ones(sentence), *_ordered(sentence, after))
    numbers = [n for n in (*sentence.numbers, *ones) if n.start >= after]
    numbers = sorted(
        (n for n in numbers if n.use is NumberUse.COUNT and n.number.stated is not None),
        key=lambda n: n.start,
    )
    places = [
        p
        for p in sentence.places
        if p.use is PlaceUse.LITERAL and not in_a_name(sentence, p)
    ]
    behind = list(_dealt(sentence, numbers, places, before=False))
    before = list(_dealt(sentence, numbers, places, before=True))
    bracketed = sum(sentence.source[n.start - 1 : n.start] == "(" for n in numbers)
    named_first = len(before) > len(behind) or 2 * bracketed > len(numbers)
    yield from _without_their_sum(before if named_first else behind, total)


def _without_their_sum(
    told: list[tuple[FoundNumber, FoundPlace]], total: int | None
) -> list[tuple[FoundNumber, FoundPlace]]:
    """Without what stands first and is as much as all that follows: their total.

    "Six: three in A, two in B and one in C" has three shares: they make the six together.
    """
    added = sum(number.number.stated or 0 for number, _ in told[1:])
    first = len(told) > 2 and told[0][0].number.stated == added
    return told[1:] if first and 2 * added != total else told


def summing(sentence: Sentence, total: Counted, rest: Sequence[Sentence]) -> Shares:
    """Numbers that follow a total and make it together: "74: 54 from the air, 20 by land".

    Two or more in a row behind it in its sentence, else the first of the next sentence.
    """
    stated = total.number.number.stated
    if stated is None or stated < FEWEST_SHARED:
        return NONE
    behind = [n for n in sentence.numbers if n.start >= total.number.end]
    for where, numbers in ((sentence, behind), *((one, one.numbers) for one in rest[:1])):
        chosen = _adding_up(where, numbers, stated)
        if chosen:
            return _of_numbers(where, chosen, partition=True)
    return NONE


def summed_ahead(sentence: Sentence, total: Counted) -> Shares:
    """ "Seven by fire, four by bombs and three on foot; in all 14": numbers before it."""
    stated = total.number.number.stated
    cue = sentence.cue_before("total", total.first, LISTED)
    cue = cue or sentence.cue_after("total", total.last, 2)
    if stated is None or stated < FEWEST_SHARED or cue is None:
        return NONE
    ahead = [n for n in sentence.numbers if n.end <= total.number.start]
    chosen = _adding_up(sentence, ahead[::-1], stated)
    return _of_numbers(sentence, chosen[::-1], partition=True) if chosen else NONE


def _adding_up(
    where: Sentence, numbers: Sequence[FoundNumber], stated: int
) -> list[FoundNumber]:
    """The numbers that add up to a total, from the first on; none if they do not."""
    chosen: list[FoundNumber] = []
    left = stated
    for number in numbers:
        said = number.number.stated
        if number.use is not NumberUse.COUNT or said is None or not 0 < said < stated:
            break
        if (
            chosen
            and where.apart(where.at(chosen[-1].end), where.at(number.start)) > LISTED
        ):
            break
        chosen.append(number)
        left -= said
        if left <= 0:
            break
    return chosen if left == 0 and len(chosen) > 1 else []


def _said(where: Sentence, number: FoundNumber) -> str:
    """The words of a share: those behind its number, else those before it."""
    first, last = where.reach(number.start, number.end)
    end = last
    while end + 1 < len(where.words) and end - last < LONGEST_KEY:
        if where.apart(end, end + 1) > 1:
            break
        end += 1
    if end > last:
        return where.quote(last + 1, end)
    begin = first
    while (
        begin > 0
        and first - begin < LONGEST_KEY
        and where.words[begin].gap.strip() in ("", ",")
    ):
        begin -= 1
    return where.quote(begin, first - 1) if begin < first else "-"


def _dealt(
    sentence: Sentence,
    numbers: Sequence[FoundNumber],
    places: Sequence[FoundPlace],
    *,
    before: bool,
) -> Iterator[tuple[FoundNumber, FoundPlace]]:
    for at, number in enumerate(numbers):
        low = numbers[at - 1].end if at else 0
        high = numbers[at + 1].start if at + 1 < len(numbers) else sentence.end + 1
        if before:
            near = [p for p in places if low <= p.start and p.end <= number.start][-1:]
        else:
            near = [p for p in places if number.end <= p.start < high][:1]
        for place in near:
            one, two = sentence.at(number.start), sentence.at(place.start)
            if sentence.apart(one, two) <= (NAMED_FIRST if before else LONGEST_SHARE):
                yield number, place


def _ones(sentence: Sentence) -> Iterator[FoundNumber]:
    """The "one" of "and one in C", a share like the others."""
    for hit in sentence.cues("one"):
        word = sentence.words[hit.first]
        known = any(n.start <= word.start < n.end for n in sentence.numbers)
        if not known and _in_a_place(sentence, hit.last):
            start, end, why = word.start, word.end, "one before a place"
            yield FoundNumber(start, end, start, end, Number.said(1), NumberUse.COUNT, why)


def _ordered(sentence: Sentence, after: int) -> Iterator[FoundNumber]:
    """ "Three in A, the fourth in B, the fifth in C": the last of a list, one each."""
    done = 0
    for number in sentence.numbers:
        stated = number.number.stated
        if number.start < after or stated is None:
            continue
        if number.use is NumberUse.COUNT:
            done += stated
        elif number.use is NumberUse.ORDINAL and done and stated == done + 1:
            done += 1
            yield replace(number, number=Number.said(1), use=NumberUse.COUNT)


def _in_a_place(sentence: Sentence, last: int) -> bool:
    """Whether "in" stands behind a word, or is written onto the place behind it."""
    if sentence.cue_after("at", last) is not None:
        return True
    for place in sentence.places:
        first, end = sentence.reach(place.start, place.end)
        fused = has_prefix(sentence, first, place.start, "at")
        case = sentence.suffix(sentence.words[end].end) in sentence.habits.has("at")
        if first == last + 1 and place.use is PlaceUse.LITERAL and (fused or case):
            return True
    return False


def _incomplete(sentence: Sentence, first: FoundNumber) -> bool:
    return sentence.cue_before("including", sentence.at(first.start), 4) is not None


def _listed(sentence: Sentence, total: Counted, first: FoundNumber) -> bool:
    """Whether a colon, dash or bracket sets the parts against the total."""
    between = sentence.source[total.number.end : first.start]
    return any(sign in between for sign in ":–—(")
