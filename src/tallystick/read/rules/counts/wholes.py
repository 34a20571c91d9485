"""Which people of a sentence are some of those counted before, and which are the same told
otherwise: "32 people, three guards and 29 prisoners", "the police said 57, the clinic 60"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from tallystick.model.lists import Measure
from tallystick.read.rules.counts.elliptic import RETOLD
from tallystick.read.rules.counts.one_by_one import BY_THE_NOUN
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.harm.articles import SINGLE
from tallystick.read.rules.harm.company import in_a_list
from tallystick.read.rules.harm.injuries import HURT
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence

AMONG = frozenset("including among included".split())
OF_THEM = frozenset(" ".join(("of", w)) for w in "them whom these those".split())
LONGEST_NAME = 6
"""Words from people to the "among them" that is said of them."""
OTHERWISE = word_list("counts/otherwise")
FEWEST_PARTS = 2
QUOTES = frozenset(('"', "“", "”", "'", "‘"))
LONGEST_LIST = 8
"""Words from "among them" to the last that is named of them."""
NEAR = 9
"""Words before a number in which it is told whose it is."""


class Kin(StrEnum):
    """How people stand to those counted before them."""

    OTHERS = "others"
    SOME = "some"
    """They are counted in them."""
    SAME = "same"
    """The same people told otherwise."""
    DIED = "died"
    """They were among the hurt and died."""


def kinship(
    sentence: Sentence, people: Sequence[Counted]
) -> dict[int, tuple[Kin, Measure]]:
    """How the people of each count stand to those before, by the numeral's place in the
    document; with what befell them, which is what befell the whole that they are some of.
    """
    told = sorted(people, key=lambda one: one.number.start)
    found: dict[int, tuple[Kin, Measure]] = {}
    parts = _parts(told)
    for n, one in enumerate(told):
        before = told[n - 1] if n else None
        if _died_of_the_hurt(sentence, one, before):
            found[one.numeral.i] = (Kin.DIED, one.measure)
        elif _of_a_whole(sentence, one, told[n + 1 :]):
            found[one.numeral.i] = (Kin.SOME, one.measure)
        elif before is not None and (
            one.numeral.i in parts
            or _of_those(sentence, one, before)
            or _some(sentence, one)
            or _beside(one, told[:n], found)
            or _named_of(one, told[:n])
        ):
            measure = found.get(before.numeral.i, (Kin.OTHERS, before.measure))[1]
            found[one.numeral.i] = (Kin.SOME, measure)
            if n > 1 and _named_together(sentence, before, one):
                found[before.numeral.i] = (Kin.SOME, measure)
        elif before is not None and _retold(sentence, one, told[:n]):
            found[one.numeral.i] = (Kin.SAME, one.measure)
        else:
            found[one.numeral.i] = (Kin.OTHERS, one.measure)
    return found


def before_wholes(sentence: Sentence, people: Sequence[Counted]) -> frozenset[int]:
    """The places in the document of numerals whose people are counted in those told next."""
    told = sorted(people, key=lambda one: one.number.start)
    return frozenset(
        one.numeral.i
        for n, one in enumerate(told)
        if _of_a_whole(sentence, one, told[n + 1 :])
    )


def _of_a_whole(sentence: Sentence, one: Counted, after: Sequence[Counted]) -> bool:
    """The "several" of "several of the 150 injured": counted in what stands behind it."""
    whole = after[0] if after else None
    if whole is None or whole.measure is not one.measure:
        return False
    between = [t.lower_ for t in sentence.within(one.number.end, whole.number.start)]
    return between in (["of", "the"], ["of"], ["of", "those"])


def _of_those(sentence: Sentence, one: Counted, before: Counted) -> bool:
    """The 42 of "of 107 injured, 42 are still in hospital"."""
    opened = [t.lower_ for t in sentence.before(before.number.start)[-2:]]
    opens = opened[-1:] == ["of"] or opened == ["of", "the"]
    first = sentence.tokens[0].lower_ == "of"
    return opens and first and one.measure is before.measure


def _died_of_the_hurt(sentence: Sentence, one: Counted, before: Counted | None) -> bool:
    """ "One of the eight wounded succumbed", "19 were hurt, two of whom did not survive"."""
    if one.measure is not Measure.KILLED:
        return False
    after = [t.lower_ for t in sentence.tokens if t.i > one.numeral.i][:4]
    hurt = before is not None and before.measure is Measure.INJURED
    if hurt and " ".join(after[:2]) in OF_THEM:
        return True
    if hurt and before is not None and one.number.reason == SINGLE:
        opened = [t.lower_ for t in sentence.before(before.number.head_start)][-3:]
        return opened == ["one", "of", "the"]  # "one of the eight wounded, a tailor, died"
    return after[:1] == ["of"] and not HURT.isdisjoint(after[1:])


def _named_of(one: Counted, before: Sequence[Counted]) -> bool:
    """The brothers of "five people were killed, Omar, his brother and a guest": people named
    after a number of people, under one verb and not beside them ("a couple and their son")."""
    if one.number.reason not in (SINGLE, BY_THE_NOUN) or one.head.dep_ == "conj":
        return False
    if one.head.dep_ == "appos" and in_a_list(one.head):
        return False
    whole = next((o for o in before if o.governor.i == one.governor.i), None)
    if whole is None or whole.measure is not one.measure or whole.number.number.least < 2:
        return False
    between = one.head.doc[whole.head.i + 1 : one.head.i]
    return any(t.is_punct or t.pos_ == "VERB" for t in between)


def _parts(told: Sequence[Counted]) -> set[int]:
    """Counts that add up to the one right before them: "32 people, three guards and 29
    prisoners"."""
    found: set[int] = set()
    for n, whole in enumerate(told):
        size, added = whole.number.number.stated, 0
        for m, part in enumerate(told[n + 1 :], 1):
            added += part.number.number.stated or 0
            if part.measure is not whole.measure or size is None or added > size:
                break
            if (added == size and m >= FEWEST_PARTS) or _opened(whole, told[n + 1]):
                found |= {one.numeral.i for one in told[n + 1 : n + m + 1]}
    return found


def _opened(whole: Counted, part: Counted) -> bool:
    """ "Four were hurt: a clerk and three guards": a colon opens the parts."""
    after = whole.numeral.doc[max(whole.head.i, whole.governor.i) + 1 : part.numeral.i]
    return any(t.text == ":" for t in after)


def _some(sentence: Sentence, one: Counted) -> bool:
    """ "Including two children", "three of them women", "a captain among them"."""
    after = [t.lower_ for t in sentence.tokens if t.i > one.numeral.i][:2]
    before = [t.lower_ for t in sentence.before(one.number.start)[-2:]]
    if " ".join(after) in OF_THEM or " ".join(before) in OF_THEM:
        return True
    if _opened_by_among(sentence, one):
        return True
    return _among_after(sentence, one)


def _among_after(sentence: Sentence, one: Counted) -> bool:
    """ "A captain among them"."""
    named = [t.lower_ for t in sentence.tokens if t.i > one.head.i][: LONGEST_NAME + 2]
    ends = next((n for n, w in enumerate(named) if w in (",", ";", ".", "and")), len(named))
    return any(
        " ".join(pair) in ("among them", "among these", "among the")
        for pair in pairwise(named[:ends])
    )


def _named_together(sentence: Sentence, one: Counted, other: Counted) -> bool:
    """The women of "eleven people, three women and two children among them"."""
    between = [t for t in sentence.tokens if one.head.i < t.i < other.numeral.i]
    return _among_after(sentence, other) and [t.lower_ for t in between] == ["and"]


def _opened_by_among(sentence: Sentence, one: Counted) -> bool:
    """ "Including two children", "among them seven women and five children"."""
    before = [t for t in sentence.tokens if t.i < one.numeral.i][-LONGEST_LIST:]
    last = max((n for n, t in enumerate(before) if t.lower_ in AMONG), default=None)
    if last is None:
        return False
    rest = before[last + 1 :]
    ended = any(t.text in (")", ";", ".") or t.pos_ in ("VERB", "AUX") for t in rest)
    near = len(rest) <= 3 or any(t.lower_ == "and" for t in rest)
    bare = one.head is one.numeral and one.numeral.like_num and len(rest) > 3
    return near and not ended and not bare


def _beside(
    one: Counted, before: Sequence[Counted], found: dict[int, tuple[Kin, Measure]]
) -> bool:
    """The pharmacist of "among them eleven children and the pharmacist"."""
    last = before[-1]
    bare = one.head is one.numeral and one.numeral.like_num  # "... and 28 wounded"
    if bare or found[last.numeral.i][0] is not Kin.SOME or one.measure is not last.measure:
        return False
    between = list(one.numeral.doc[last.numeral.i + 1 : one.numeral.i])
    verbs = [t for t in between if t.pos_ in ("VERB", "AUX")]
    joined = any(t.lower_ in ("and", ",") for t in between)
    return joined and not verbs and len(between) <= LONGEST_NAME


def _set_beside(sentence: Sentence, one: Counted) -> bool:
    """ "Put the dead at 40, another at seventy or more"."""
    before = [t for t in sentence.before(one.number.start) if t.text not in QUOTES]
    at = bool(before) and before[-1].lower_ == "at"
    return (
        at
        and any(t.lower_ == "at" for t in before[:-1])
        and any(t.lemma == "put" for t in before)
    )


def _retold(sentence: Sentence, one: Counted, before: Sequence[Counted]) -> bool:
    """ "The police said 57, the hospital 60": the same people, told otherwise."""
    first = next((o for o in before if o.measure is one.measure), None)
    if first is None:
        return False
    if one.number.reason == RETOLD:
        return True
    if _set_beside(sentence, one):
        return True
    names = {o.head.lower_ for o in (first, one) if o.head is not o.numeral} - {"men"}
    start = min(before[-1].numeral.i, one.numeral.i - NEAR)
    words = {t.lower_ for t in sentence.tokens if start < t.i < one.numeral.i}
    other = one.number.number != first.number.number
    return len(names) < 2 and bool(OTHERWISE & words) and other
