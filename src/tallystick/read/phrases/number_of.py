"""Numbers whose noun stands elsewhere: times, labels, "the number of"."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.lists import Measure
from tallystick.read.found import FoundNumber, NumberUse, PlaceUse
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.elliptic import stands_bare
from tallystick.read.phrases.harm_words import (
    FARTHEST_HARM,
    harm_measure,
    harm_over,
    measure_of,
    stands_beside,
)
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence

NEAR_CHANGE = 6
"""How far from "rose to" its number may stand."""
FARTHEST_NUMBER = 24
"""How far behind "the number of attacks" its number may stand."""
HARM_REACH = 2
"""How far before a number the word of harm stands whose object it is."""
BREACH = "ceasefire_breach_alleged"
"""The act of a truce broken: "violated the accord 3,412 times"."""
SHORTEST_NOUN = 3
"""Letters of the shortest noun of no list that a number may count."""


def without_noun(
    sentence: Sentence, told: Sequence[FoundNumber], place: int
) -> Counted | None:
    """What a number counts that no noun follows."""
    number = told[place]
    first, last = sentence.reach(number.start, number.end)
    times = sentence.cue_after("times", last, 2) or _inside(sentence, "times", first, last)
    if times is None and number.use is NumberUse.ORDINAL:
        times = sentence.cue_before("times", first)
    act = _nearest_act(sentence, first) if times is not None else None
    if times is not None and act is not None:
        unit = sentence.quote(act.first, act.last)
        end = max(last, times.last)
        return Counted(number, Measure.INCIDENTS, first, end, None, act, unit)
    label = _labelled(sentence, first)
    harm = label or harm_over(sentence, told, place)
    behind = harm is not None and harm.last < first
    people = harm is not None and (
        _of_a_people(sentence, last) or _of_strangers(sentence, harm, first, last)
    )
    if behind and not people and not stands_bare(sentence, last):
        harm = None
    opens = behind and harm is not None and _opens(sentence, harm, first)
    opens = opens or people
    beside = label or opens
    if harm is not None and (beside or stands_beside(sentence, last, harm, first)):
        unit = sentence.quote(harm.first, harm.last)
        return Counted(number, harm_measure(harm), first, last, None, harm, unit)
    return (
        _number_of(sentence, told, place)
        or _number_behind(sentence, told, place)
        or _changed(sentence, told, place)
    )


def _number_behind(
    sentence: Sentence, told: Sequence[FoundNumber], place: int
) -> Counted | None:
    """ "Asciende a 61 el número de detenidos": the number stands before its words."""
    first, last = sentence.reach(told[place].start, told[place].end)
    cue = sentence.cue_after("number", last, 3)
    if cue is None or sentence.cue_before("change", first, 3) is None:
        return None
    behind = {cue.last + 1, cue.last + 2}
    noun = next(
        (
            hit
            for name in ("harm", "units", "triggers")
            for hit in sentence.of(name)
            if hit.first in behind
        ),
        None,
    )
    if noun is None:
        return None
    unit = sentence.quote(noun.first, noun.last)
    return Counted(told[place], measure_of(noun), first, last, None, noun, unit)


def _of_a_people(sentence: Sentence, last: int) -> bool:
    """ "8,500 Palestinians": the name of a people right behind a number."""
    return any(
        p.use is PlaceUse.DEMONYM and sentence.at(p.start) == last + 1
        for p in sentence.places
    )


def _of_strangers(sentence: Sentence, harm: Hit, first: int, last: int) -> bool:
    """ "Murieron 26 cosecheros": a noun of no list, right behind a word of harm and its
    number, can only be people."""
    noun = last + 1
    told = harm["sort"] in ("verb", "passive")
    if not told or not 0 < sentence.apart(harm.last, first) <= HARM_REACH:
        return False
    if noun >= len(sentence.words) or sentence.words[noun].gap != " ":
        return False
    return len(sentence.folded[noun]) >= SHORTEST_NOUN and not any(
        hit.first <= noun <= hit.last for hit in sentence.hits
    )


def _changed(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> Counted | None:
    """ "Attacks rose to 311", "shootings fell from 34 to 23": subject, verb, number."""
    if told[place].use is NumberUse.ORDINAL:
        return None
    first, last = sentence.reach(told[place].start, told[place].end)
    sov = sentence.habits.order == "sov"
    for cue in sentence.cues("change"):
        edge = (last, cue.first) if sov else (cue.last, first)
        if not edge[1] - edge[0] > 0 or sentence.apart(*edge) > NEAR_CHANGE:
            continue
        noun = _subject(sentence, first, cue, told)
        if noun is not None:
            unit = sentence.quote(noun.first, noun.last)
            measure = measure_of(noun)
            return Counted(told[place], measure, first, last, None, noun, unit)
    return None


def _subject(
    sentence: Sentence, first: int, cue: Hit, told: Sequence[FoundNumber]
) -> Hit | None:
    """The last noun before a number that totals count and that no number counts itself."""
    counted = {sentence.reach(n.start, n.end)[1] for n in told}
    single = {
        h.first
        for h in sentence.of("triggers")
        if h["sort"] == "noun" and sentence.cue_before("definite", h.first) is not None
    }
    single |= {h.first for h in sentence.of("triggers") if h["sort"] == "noun" and h.prefix}
    found = [
        hit
        for name in ("units", "triggers", "harm", "weapons")
        for hit in sentence.of(name)
        if hit.last < first
        and hit.first not in single
        and not cue.first <= hit.first <= cue.last
        and _names_many(sentence, hit)
        and sentence.apart(hit.last, first) <= FARTHEST_NUMBER
        and not counted & {hit.first - 1, hit.first - 2}
    ]
    last = max(found, key=lambda h: (h.last, -h.first), default=None)
    hurt = (h for h in found if h.list == "harm" and h["sort"] == "noun")
    return next((h for h in hurt if _hurt_in(sentence, h, last)), last)


def _names_many(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word is a noun; with an article, a participle is: "les blessés"."""
    sort = hit.entry.row.get("sort", "noun")
    article = sentence.cue_before("definite", hit.first) is not None
    return sort in ("noun", "plural", "act") or (sort == "passive" and article)


def _hurt_in(sentence: Sentence, hurt: Hit, attacks: Hit | None) -> bool:
    """ "The dead of the strikes": the dead are counted, not what they died in."""
    if attacks is None or attacks.list == "harm" or attacks.first <= hurt.last:
        return False
    if sentence.cue_before("definite", hurt.first) is None:
        return False
    return any(
        cue.first == hurt.last + 1 and attacks.first - cue.last <= 3
        for name in ("by", "at", "of")
        for cue in sentence.cues(name)
    )


def _labelled(sentence: Sentence, first: int) -> Hit | None:
    """ "Killed: 12, wounded - 30": the noun of harm that a sign sets before a number."""
    if not any(sign in sentence.words[first].gap for sign in ":–—-"):
        return None
    nouns = [h for h in sentence.of("harm") if h["sort"] != "verb"]
    return next((h for h in nouns if h.last == first - 1), None)


def _opens(sentence: Sentence, harm: Hit, first: int) -> bool:
    """ "Загиблих за тиждень четверо": the noun opens the sentence, its number follows."""
    near = sentence.apart(harm.last, first) <= NEAR_CHANGE
    return harm.first == 0 and harm["sort"] == "noun" and near


def _inside(sentence: Sentence, cue: str, first: int, last: int) -> Hit | None:
    return next((h for h in sentence.cues(cue) if first <= h.first <= last), None)


def _nearest_act(sentence: Sentence, word: int) -> Hit | None:
    """What was done so many times; where no word of attack says so, the weapon's use."""
    units = (hit for hit in sentence.of("units") if hit["measure"] == "incidents")
    breaches = (h for h in sentence.of("statements") if h["act"] == BREACH)
    near = [
        (sentence.apart(hit.first, word), hit.first, hit)
        for hit in (*sentence.of("triggers"), *units, *breaches)
        if sentence.apart(hit.first, word) <= 2 * FARTHEST_HARM
    ]
    if near:
        return min(near, key=lambda one: one[:2])[2]
    return next(iter(sentence.of("weapons")), None)


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
        if not sentence.habits.described_before and _of_other_things(sentence, last):
            return None
        if noun is None or sentence.apart(noun.last, first) > FARTHEST_NUMBER:
            continue
        measure = measure_of(noun)
        unit = sentence.quote(noun.first, noun.last)
        return Counted(number, measure, first, last, None, noun, unit)
    return None


def _of_other_things(sentence: Sentence, last: int) -> bool:
    """Whether a noun of no list follows a number: "in three provinces"."""
    return not stands_bare(sentence, last) and not any(
        hit.first == last + 1 for hit in sentence.hits
    )


def _noun_of(sentence: Sentence, cue: Hit) -> Hit | None:
    """The noun of "the number of ..."; a toll is a count of the dead by itself."""
    habits = sentence.habits
    genitive_first = habits.order == "sov" and habits.described_before
    for name in ("harm", "units", "triggers", "weapons"):
        for hit in reversed(sentence.of(name)) if genitive_first else sentence.of(name):
            if hit.list == "triggers" and hit["sort"] not in ("noun", "plural"):
                continue
            behind = cue.first <= hit.first <= cue.last + 3
            before = hit.first <= cue.last and cue.first - 2 <= hit.last <= cue.last
            if before if genitive_first else behind:
                return hit
    return None
