"""The toll that one count of a sentence makes: how many, who they were as written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tallystick.model.claims import Toll
from tallystick.model.lists import Measure, Side
from tallystick.model.values import MentionKind, Number
from tallystick.read.rules.counts.befallen import of_its_own
from tallystick.read.rules.counts.one_by_one import PRONOUNS
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.harm.injuries import LIVING, later_death, nth
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.scan import Sentence, Token


def ranked(toll: Toll, one: Counted, people: Sequence[Counted]) -> Toll:
    """The toll of "a fourth man died of his wounds": it is four by now, unless the three
    stand beside him."""
    rank = nth(one.head)
    if rank is None or one.measure is not Measure.KILLED or not later_death(one.governor):
        return toll
    beside = any(other is not one and other.measure is one.measure for other in people)
    return toll if beside else replace(toll, number=Number.said(rank))


def dealt(
    sentence: Sentence,
    people: Sequence[Counted],
    tokens: Sequence[Token],
    heads: Mapping[int, int],
) -> Iterator[tuple[Counted, Token]]:
    """Each count of people with the word for what befell them; of "21 were killed, six of
    them in a strike" that of the six alone.

    Args:
        tokens: the words that tell of events.
        heads: the event of each of them, by its first word's place in the document.
    """
    parts = {one.numeral.i: of_its_own(sentence, one, tokens) for one in people}
    found = ((one, parts[one.numeral.i]) for one in people)
    apart = {(heads[part.i], one.measure) for one, part in found if part is not None}
    for one in people:
        part = parts[one.numeral.i]
        near = part or g.nearest(one.governor, tokens) or g.nearest(one.head, tokens)
        if near is None or of_none(one.head):
            continue
        if part is not None or (heads[near.i], one.measure) not in apart:
            yield one, near


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
