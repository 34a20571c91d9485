"""The toll that one count of a sentence makes: how many, who they were as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.claims import Toll
from tallystick.model.lists import Measure, Side
from tallystick.model.values import MentionKind, Number
from tallystick.read.rules.counts.one_by_one import PRONOUNS
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.harm.injuries import LIVING, later_death, nth
from tallystick.read.rules.text.scan import Sentence, Token


def ranked(toll: Toll, one: Counted, people: Sequence[Counted]) -> Toll:
    """The toll of "a fourth man died of his wounds": it is four by now, unless the three
    stand beside him."""
    rank = nth(one.head)
    if rank is None or one.measure is not Measure.KILLED or not later_death(one.governor):
        return toll
    beside = any(other is not one and other.measure is one.measure for other in people)
    return toll if beside else replace(toll, number=Number.said(rank))


def of_none(noun: Token) -> bool:
    """ "None of the 31 passengers was hurt"."""
    none = noun.head.head
    told = noun.dep_ == "pobj" and noun.head.lower_ == "of" and none.lower_ == "none"
    return told and none.head.lemma not in LIVING


def toll_of(sentence: Sentence, one: Counted) -> Toll:
    """The toll of a count: who they were as written, and whose side."""
    who = one.head.lower_ if one.head.lower_ in PRONOUNS else ""
    if one.head is not one.numeral and not who:
        after = max(one.number.head_end, sentence.start)
        tokens = sentence.within(after, sentence.at(one.head) + len(one.head.text))
        who = (
            sentence.mention(tokens[0], tokens[-1], MentionKind.PERSON, None).text
            if tokens
            else ""
        )
    return Toll(one.number.number, who, Side.UNKNOWN)
