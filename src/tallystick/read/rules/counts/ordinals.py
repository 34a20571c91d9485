"""Totals told by their last: "the 150th attack", "the fifth such raid this year"."""

from __future__ import annotations

from tallystick.model.lists import Measure
from tallystick.read.found import FoundNumber
from tallystick.read.rules.counts.units import Counted, attack_word, measure_of
from tallystick.read.rules.harm.words import HARM, HARM_NOUNS
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Sentence, Token

AFTER = word_list("counts/after")
DAYS = word_list("counts/ordinals_days")
BOMBS = frozenset("bomb ied mine landmine".split())
"""Each is an attack of its own: "the fourth car bomb in a fortnight"."""
MOST_WORDS_TO_BE = 14
"""Words from the noun of an ordinal to the end of "to be destroyed"."""
OWNERS = word_list("counts/ordinals_owners")


def ordinal(
    sentence: Sentence,
    number: FoundNumber,
    noun: Token | None,
    last: Counted | None,
) -> Counted | None:
    """What an ordinal is the last of.

    Args:
        noun: the noun after it, if any.
        last: what was counted last before it, which "and the fifth this year" goes on with.
    """
    numeral = sentence.within(number.head_start, number.head_end)[-1]
    if noun is not None:
        if _one_of_the_dead(noun):
            return Counted(number, Measure.KILLED, noun, numeral, noun, noun.text)
        measure = measure_of(noun)
        if measure is None and _such(numeral, noun):
            measure = Measure.INCIDENTS
        if measure is Measure.KILLED and noun.lemma in HARM_NOUNS:
            return Counted(number, measure, noun, numeral, noun, noun.text)
        if measure is None or measure in (Measure.KILLED, Measure.INJURED):
            return None
        if measure is not Measure.INCIDENTS and not _told_of_all(noun):
            return None
        event = measure is Measure.OTHER or noun.lemma in BOMBS
        kind = Measure.INCIDENTS if event else measure
        return Counted(number, kind, noun, numeral, noun, noun.text)
    if not _bare(sentence, numeral):
        return None
    act = _act(sentence, numeral)
    struck = [t for t in sentence.tokens if t.i < numeral.i and attack_word(t)]
    act = act or (struck[-1] if struck else None)
    if act is None and _it_was(sentence, numeral):
        return Counted(number, Measure.INCIDENTS, numeral, numeral, numeral, numeral.text)
    if act is None and (last is None or last.measure is not Measure.INCIDENTS):
        return None
    unit = act.text if act is not None else last.unit if last is not None else numeral.text
    return Counted(number, Measure.INCIDENTS, act or numeral, numeral, numeral, unit)


def _one_of_the_dead(noun: Token) -> bool:
    """ "The eleventh member of the union to be murdered", "the 21st leader killed"."""
    people = table("persons", "lemma", "role")
    done = _to_be_done(noun)
    told = [c.lemma for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    killed = (
        HARM.get(word) is Measure.KILLED for word in (*told, *([done] if done else ()))
    )
    return noun.lemma in people and any(killed)


def _to_be_done(noun: Token) -> str | None:
    """The lemma of what befell the last of them: "the second school to be destroyed"."""
    words = list(noun.doc[noun.i + 1 : noun.i + MOST_WORDS_TO_BE])
    for n, word in enumerate(words[:-1]):
        if word.text in (",", ".", ";"):
            return None
        if word.lower_ == "to" and words[n + 1].tag_ == "VB":
            verb = next((w for w in words[n + 1 :] if w.pos_ == "VERB"), None)
            return verb.lemma if verb is not None else None
    return None


def _it_was(sentence: Sentence, numeral: Token) -> bool:
    """ "It was the third on the base this month": of what was told just before."""
    over = numeral.head
    who = g.subject(over) if over.lemma == "be" else None
    dated = any(d.date is not None for d in sentence.dates)
    return who is not None and who.lower_ in ("it", "this", "that") and dated


def _such(numeral: Token, noun: Token) -> bool:
    """ "The seventh such parcel": one like those that were told of."""
    return any(t.lower_ == "such" for t in numeral.doc[numeral.i + 1 : noun.i])


def _told_of_all(noun: Token) -> bool:
    """Whether places, ships, people are told as those that something was done to."""
    if measure_of(noun) is Measure.OTHER:
        return True
    told = any(c.dep_ in ("relcl", "acl") for c in noun.children)
    return told or noun.dep_ == "attr" or _to_be_done(noun) is not None


def _bare(sentence: Sentence, numeral: Token) -> bool:
    """Whether an ordinal stands without a noun, and is no day of a month."""
    doc = numeral.doc
    before = doc[numeral.i - 1] if numeral.i > sentence.tokens[0].i else None
    after = doc[numeral.i + 1] if numeral.i + 1 < len(doc) else None
    owned = before is not None and before.lower_ in OWNERS
    dated = before is not None and before.i > 0 and before.nbor(-1).lower_ in DAYS
    goes_on = after is not None and (after.lower_ in AFTER or after.pos_ == "ADP")
    return owned and not dated and goes_on


def _act(sentence: Sentence, numeral: Token) -> Token | None:
    """The attack that is said to be it: "the strike was the fourth"."""
    over = numeral.head
    if over.lemma != "be":
        return None
    who = g.subject(over)
    if who is None or not (attack_word(who) or measure_of(who) is Measure.INCIDENTS):
        return None
    return who
