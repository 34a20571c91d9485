"""The noun that a number counts."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.phrases.elliptic import stands_bare
from tallystick.read.phrases.harm_words import LONGEST_WAY
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence
from tallystick.read.phrases.phrases import joined, marked_prefix

CARRIERS = ("aircraft_crewed", "helicopter", "small_arms", "melee_incendiary")
"""Weapons that are no munitions: "100 fighter jets" are none launched."""
MARKS = ("with", "at", "from", "by", "on")
"""Prefixes that part a noun from the number before it: "25 بمسيّرة"."""
HEADS = ("units", "triggers", "harm", "weapons", "persons", "targets")


def of_them(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> bool:
    """ "Four of them": "including" right behind a number, and no number behind that."""
    _, last = sentence.reach(told[place].start, told[place].end)
    cue = sentence.cue_after("including", last)
    if cue is None:
        return False
    following = told[place + 1].start if place + 1 < len(told) else sentence.end + 1
    return sentence.at(following) - cue.last > 2 or following > sentence.end


def ordered(sentence: Sentence, first: int) -> Hit | None:
    """The attack that an ordinal behind it numbers: "the attack the eighth"."""
    if sentence.habits.described_before or sentence.habits.order == "sov":
        return None
    for name in ("units", "triggers", "persons"):
        for hit in sentence.of(name):
            attack = name != "units" or hit["measure"] in ("incidents", "vessels")
            noun = name != "triggers" or hit["sort"] == "noun"
            beside = 0 < first - hit.last <= 2 and sentence.apart(hit.last, first) <= 2
            if attack and noun and beside:
                return hit
    return None


def numbered_by(sentence: Sentence, first: int, last: int) -> Hit | None:
    """ "Это нападение стало тридцатым": the attack before an ordinal that no noun follows."""
    if not stands_bare(sentence, last):
        return None
    near = [
        hit
        for name in ("units", "triggers")
        for hit in sentence.of(name)
        if 0 < first - hit.last <= LONGEST_WAY
        and sentence.apart(hit.last, first) <= LONGEST_WAY
        and (hit.entry.row.get("measure") == "incidents" or hit.list == "triggers")
        and hit.entry.row.get("sort", "noun") == "noun"
    ]
    return min(near, key=lambda h: (-h.last, h.list), default=None)


def noun_of_next(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> Hit | None:
    """ "45 of the 60 drones": the noun of the number behind it."""
    if place + 1 >= len(told):
        return None
    _, last = sentence.reach(told[place].start, told[place].end)
    first, end = sentence.reach(told[place + 1].start, told[place + 1].end)
    if first - last > 3 or sentence.cue_after("of", last, 2) is None:
        return None
    return counted_noun(sentence, first, end, noun_limit(sentence, told, place + 1, end))


def noun_limit(
    sentence: Sentence, told: Sequence[FoundNumber], place: int, last: int
) -> int:
    """The first word behind a number that no longer can be its noun."""
    limit = min(len(sentence.words), last + 2 + LONGEST_WAY)
    if place + 1 < len(told):
        limit = min(limit, sentence.at(told[place + 1].start))
    which = told[place].use is NumberUse.ORDINAL and sentence.habits.described_before
    for at in range(last + 1, limit):
        if (_adverbial(sentence, at) and not which) or _another_number(sentence, at):
            return at
        listed = at == last + 1 and "," in sentence.words[at].gap
        if listed or sentence.apart(last, at) > at - last + 2:
            return at
    return limit


ADVERBS = ("at", "over", "since", "by", "from")
"""Cues that open what is no part of a noun phrase."""


def _adverbial(sentence: Sentence, at: int) -> bool:
    """Whether a word opens a phrase of means or place: "in", Arabic "bi-", Hebrew "be-"."""
    if any(cue.first == at for name in ADVERBS for cue in sentence.cues(name)):
        return True
    return any(
        hit.first == at
        and any(marked_prefix(sentence, hit, name) for name in ("with", "at", "and"))
        for hit in sentence.hits
        if hit.list in HEADS
    )


def _another_number(sentence: Sentence, at: int) -> bool:
    """Whether "and the number of" begins at a word."""
    if not any(cue.first == at for cue in sentence.cues("number")):
        return False
    return joined(sentence, at) and not any(
        hit.first == at for name in HEADS for hit in sentence.of(name)
    )


def counted_noun(sentence: Sentence, head: int, last: int, limit: int) -> Hit | None:
    """The counted noun: the first of the lists behind the number, or in its own words."""
    near = [
        hit
        for name in HEADS
        for hit in sentence.of(name)
        if head <= hit.first < limit
        and _countable(sentence, hit, last)
        and not any(marked_prefix(sentence, hit, mark) for mark in MARKS)
    ]
    if not near:
        return None
    near.sort(key=lambda h: (h.first, HEADS.index(h.list)))
    first = _hurt_in(near, _unit_in(near))
    if first.list == "weapons" and _is_adjective(sentence, first):
        shared = _shared_noun(sentence, first)
        if shared is not None:
            return shared
    stop = next((h.first for h in sentence.of("speech") if h.first > last), limit)
    if first.first > stop:
        return None
    if sentence.habits.described_before:
        return _behind(sentence, first, near)
    return first


def _is_adjective(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word has the ending of an adjective: "ракетних", "ракетных"."""
    endings = tuple(sentence.habits.has("adjective"))
    return bool(endings) and sentence.folded[hit.last].endswith(endings)


def _shared_noun(sentence: Sentence, one: Hit) -> Hit | None:
    """ "12 rocket and 68 air strikes": the noun that stands behind the second number."""
    joins = {c.first for c in sentence.cues("and")}
    numbers = {sentence.at(n.start) for n in sentence.numbers}
    if one.last + 1 not in joins or one.last + 2 not in numbers:
        return None
    nouns = (*sentence.of("units"), *sentence.of("triggers"))
    near = [h for h in nouns if one.last + 3 <= h.first <= one.last + 5]
    return min(near, key=lambda h: h.first, default=None)


def _unit_in(near: Sequence[Hit]) -> Hit:
    """The first noun; of "ticari gemi" (merchant ship) the ship, which is what totals count."""
    first = near[0]
    if first.list != "targets":
        return first
    inside = (h for h in near if h.list == "units" and h.last == first.last)
    return next(inside, first)


def _hurt_in(near: Sequence[Hit], first: Hit) -> Hit:
    """Of murders and kidnappings, attacks too, those who were killed or taken."""
    wide = first.list == "triggers"
    inside = (
        h
        for h in near
        if h.list == "harm" and h.first == first.first and (wide or h.last > first.last)
    )
    return next(inside, first)


def _behind(sentence: Sentence, first: Hit, near: Sequence[Hit]) -> Hit:
    """Of "ракетных ударов", "drone saldırısı" the second noun is counted."""
    for hit in near:
        describes = first.list in ("weapons", "targets") and hit is not first
        beside = describes and hit.first == first.last + 1
        people = first.list == "targets" and hit.list == "persons"
        if beside and (hit.list in ("units", "triggers") or people):
            return hit
    return first


def _countable(sentence: Sentence, hit: Hit, last: int) -> bool:
    """Whether a hit may be a counted noun; participles only right behind the number."""
    if hit.list == "harm" and hit["sort"] == "passive":
        joined = any(last < cue.first < hit.first for cue in sentence.cues("and"))
        return hit.first - last <= 2 and not joined
    if hit.list in ("triggers", "harm"):
        return hit["sort"] in ("noun", "plural")
    return not (hit.list == "weapons" and hit["weapon"] in CARRIERS)


def noun_near(sentence: Sentence, first: int, last: int, name: str) -> Hit | None:
    """The first hit of a list right behind some words."""
    for hit in sentence.of(name):
        if first <= hit.first <= last + 1 + LONGEST_WAY:
            return hit
    return None
