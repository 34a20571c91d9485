"""What each number of a sentence counts: attacks, people killed, munitions, places hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from tallystick.model.lists import Measure
from tallystick.model.values import Number
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules.counts.befallen import (
    alive,
    died_next,
    died_since,
    in_need,
    killed_and_hurt,
    of_the_hurt,
    own_part,
    some_of,
    state_of,
    suffered,
    told_right_before,
)
from tallystick.read.rules.counts.elliptic import (
    answered,
    changed,
    compared,
    goes_on,
    more_of_them,
    retold,
    set_at,
)
from tallystick.read.rules.counts.figures import NEUTRAL, figure
from tallystick.read.rules.counts.labelled import labelled, numbering
from tallystick.read.rules.counts.ordinals import ordinal
from tallystick.read.rules.counts.pairs import paired
from tallystick.read.rules.counts.repeats import REPEATS, on_days, repeated, struck_on
from tallystick.read.rules.counts.units import (
    KINDS,
    Counted,
    Form,
    an_age,
    an_hour,
    measure_of,
    of_a_name,
)
from tallystick.read.rules.harm.articles import with_singles
from tallystick.read.rules.harm.company import a_person
from tallystick.read.rules.harm.removed import taken
from tallystick.read.rules.harm.words import HARM_WORDS, harm_over
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import weapon_words, word_list
from tallystick.read.rules.text.scan import Sentence, Token

JOINTS = ("-", "'s", "’s", "’", '"', "”", "“", "/")
"""Marks that may stand between the words of one noun phrase."""
QUOTES = frozenset('"”“')
"""Marks that end somebody's words in the middle of a count: '"40 militants" were killed'."""
BETWEEN_HARM = word_list("counts/between_harm")
SUPPOSED = word_list("counts/supposed")
EXPLODING = frozenset("explode detonate".split())
GOING = (
    ["own"],
    ["fess"],
    ["add"],
    ["come"],
    ["go"],
    ["move"],
    ["creep"],
    ["edge"],
    ["climb"],
    ["rise"],
    ["shoot"],
)
OWNERS = word_list("counts/counting_owners")
LONGEST_OF = 6
"""Words from "names" to what befell those who are named."""


def counted(
    sentence: Sentence,
    last: Counted | None = None,
    asked: Token | None = None,
    earlier: Sequence[Counted] = (),
) -> tuple[Counted, ...]:
    """Every number of a sentence that counts something we know, in order.

    Args:
        last: what was counted last before it, which "nearly 100 fell in May" goes on with.
        asked: the unit that the question before it asked the number of.
        earlier: the counts of the last sentence that had several.
    """
    found: list[Counted] = []
    for number in map(partial(_said, sentence), with_singles(sentence)):
        counts = number.use in (NumberUse.COUNT, NumberUse.ORDINAL)
        if counts and not (_asks(sentence, number) or _a_time_of_life(sentence, number)):
            before = _gone_on_with(found) or last
            one = (
                paired(sentence, number, found, earlier)
                or own_part(sentence, number, found)
                or labelled(sentence, number, before)
                or _count(sentence, number, before, asked if not found else None)
                or compared(sentence, number, found)
                or more_of_them(sentence, number, found)
                or retold(sentence, number, found)
                or goes_on(sentence, number, before)
                or (answered(sentence, number, asked) if not found else None)
                or figure(sentence, number, before, asked)
            )
            if one is not None:
                found.append(one)
    return tuple(found)


def _said(sentence: Sentence, number: FoundNumber) -> FoundNumber:
    """A number as a count where "number" before it is a verb."""
    verb = number.use is NumberUse.NAME and numbering(sentence, number)
    days = number.use is NumberUse.MEASURE and on_days(sentence, number)
    plain = (
        _plain_if_compared(sentence, number) if number.use is NumberUse.COUNT else number
    )
    return replace(number, use=NumberUse.COUNT) if verb or days else plain


def _gone_on_with(found: Sequence[Counted]) -> Counted | None:
    """The count that a bare figure after it goes on with: the last, but not the places
    where it happened ("79 died in three prisons, 22 in July")."""
    told = [one for one in found if one.measure is not Measure.SITES] or found
    return told[-1] if told else None


def _asks(sentence: Sentence, number: FoundNumber) -> bool:
    """ "How many": a question for a number, not a number."""
    before = [t.lower_ for t in sentence.before(number.start)]
    return before[-1:] in (["how"], ["however"])


def _a_time_of_life(sentence: Sentence, number: FoundNumber) -> bool:
    """Whether a number is an hour, or how old somebody is, and counts nothing."""
    if an_hour(sentence, number):
        return True
    inside = sentence.within(number.head_start, number.head_end)
    return bool(inside) and of_a_name(sentence, inside[-1])


def _count(
    sentence: Sentence, number: FoundNumber, last: Counted | None, asked: Token | None
) -> Counted | None:
    inside = sentence.within(number.head_start, number.head_end)
    if not inside:
        return None
    numeral = inside[-1]
    noun = noun_after(sentence, numeral)
    if number.use is NumberUse.ORDINAL:
        return ordinal(sentence, number, noun, last)
    if noun is not None and noun.lemma in NEUTRAL and noun.lemma not in KINDS:
        return _named(number, numeral, noun) or set_at(sentence, number)
    return (
        repeated(number, numeral, noun, asked)
        or struck_on(sentence, number, numeral)
        or _harmed(sentence, number, numeral, noun)
        or _units(number, numeral, noun)
        or set_at(sentence, number)
        or changed(number, numeral, last)
    )


def _plain_if_compared(sentence: Sentence, number: FoundNumber) -> FoundNumber:
    """ "Below the 147 attacks" compares with 147, it is no bound: the article tells.

    Nor is it one where a toll "went up to 16".
    """
    hedge = sentence.within(number.start, number.head_start)
    stated = number.number.stated
    the = any(t.lower_ in ("the", "those", "these") for t in hedge)
    before = [t.lemma for t in sentence.before(number.start)[-1:]]
    risen = [t.lower_ for t in hedge] == ["up", "to"] and before in GOING
    if stated is None or not (the or risen):
        return number
    return replace(number, start=number.head_start, number=Number.said(stated))


def noun_after(sentence: Sentence, numeral: Token) -> Token | None:
    """The noun that a numeral counts: the end of the run of nouns after it.

    A run goes on over weapon words that only qualify ("200 missile, rocket, and drone
    operations") and over "of" right after the numeral ("dozens of attacks").
    """
    return sentence.once_at(_noun_after, numeral)


def _noun_after(sentence: Sentence, numeral: Token) -> Token | None:
    tokens = sentence.tokens
    at = next(i for i, t in enumerate(tokens) if t.i == numeral.i) + 1
    if [t.lower_ for t in tokens[at : at + 2]] in (["or", "so"], ["or", "more"]):
        at += 2
    last: Token | None = None
    for i in range(at, min(at + 12, len(tokens))):
        token = tokens[i]
        if "\n" in token.nbor(-1).text:
            break
        if token.lower_ == "by" and last is not None and token.nbor(-1).text == "-":
            continue  # "seven passers-by"
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        mistaken = _mistaken_weapon(token, last) or (i == at and _mistaken_unit(token))
        if token.pos_ in ("NOUN", "PROPN") or mistaken:
            last = token
        elif _qualifies(token, following, first=i == at, last=last):
            continue
        else:
            break
    return last


def _mistaken_unit(token: Token) -> bool:
    """ "23 hits at 14 plants": a plural right after a numeral, taken for a verb."""
    return bool(token.tag_ == "VBZ") and measure_of(token) is not None


def _mistaken_weapon(token: Token, last: Token | None) -> bool:
    """A weapon word in a run of them, whatever the parser takes it for ("and drone")."""
    weapons = weapon_words()
    return last is not None and token.lower_ in weapons and last.lemma in weapons


def _qualifies(
    token: Token, following: Token | None, *, first: bool, last: Token | None
) -> bool:
    """Whether a run of words from numeral to counted noun goes on over a token.

    Adjectives belong to it only before its first noun: "11 drones last night" ends there.
    """
    if token.text in JOINTS or (token.lower_ == "of" and first):
        return True
    if token.lower_ in SUPPOSED and last is None:
        return True
    if token.i > 0 and token.nbor(-1).text == "-" and last is not None:
        return True
    if token.text == "," or token.lower_ in ("and", "or"):
        if last is None or last.tag_ not in ("NN", "NNP"):
            return False
        return last.lemma in weapon_words() and following is not None
    if last is not None:  # "three US military personnel"
        named = last.pos_ == "PROPN" and token.pos_ == "ADJ"
        return named and following is not None and following.pos_ == "NOUN"
    if token.pos_ in ("NUM", "DET", "PRON") and _of_before(token):
        return True
    if token.pos_ in ("ADJ", "DET", "PRON") and token.lower_ not in HARM_WORDS:
        return True
    if token.tag_ in ("VBN", "VBG") and token.dep_ in ("amod", "compound"):
        return True
    if token.pos_ == "ADV" and token.dep_ == "advmod" and following is not None:
        return following.pos_ == "ADJ" or following.tag_ in ("VBN", "VBG")
    return bool(token.pos_ == "ADP" and token.dep_ == "amod")


def _of_before(token: Token) -> bool:
    """ "46 of 55 drones", "two of the bases", "11 of its men": the word after "of"."""
    before = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i]]
    return before[-1:] == ["of"] or (before[:1] == ["of"] and before[1] in OWNERS)


def _harmed(
    sentence: Sentence, number: FoundNumber, numeral: Token, noun: Token | None
) -> Counted | None:
    people = noun is not None and a_person(noun)
    state = state_of(numeral, noun) if people else None
    hurt_ones = of_the_hurt(numeral) if noun is None else None
    if hurt_ones is not None:
        return Counted(number, Measure.INJURED, numeral, numeral, hurt_ones, hurt_ones.text)
    if noun is not None and state is not None:
        return Counted(number, HARM_WORDS[state.lower_], noun, numeral, state, noun.text)
    if noun is not None and not people:
        if measure_of(noun) is not None and not alive(noun):
            return None
        if in_need(numeral, noun):
            return Counted(number, Measure.INJURED, numeral, numeral, noun, noun.text)
        people = _hurt_all_the_same(sentence, noun)
    head = noun if noun is not None and people else numeral
    if noun is None and an_age(numeral):
        return None
    befell = _befell(sentence, number, numeral, noun, head)
    if befell is None:
        return None
    measure, word = befell
    return Counted(number, measure, head, numeral, word, _unit(head, numeral, word))


def _befell(
    sentence: Sentence,
    number: FoundNumber,
    numeral: Token,
    noun: Token | None,
    head: Token,
) -> tuple[Measure, Token] | None:
    """What befell the people of a number, and the word that says so.

    Args:
        noun: what stands behind the number, if anything.
        head: the people: that noun, or the number itself.
    """
    after = _next(sentence, head)
    of_some = set(g.ancestors(head)) if some_of(numeral, head) else set()
    if after is not None and after not in of_some:
        if after.tag_ == "VBN" and _taken(head, after):
            return Measure.OTHER, after
        if killed_and_hurt(after):
            return Measure.CASUALTIES, after
        hurt = after.lower_ in HARM_WORDS and not _own_verb(after, head)
        if hurt and not died_since(head, after):
            return HARM_WORDS[after.lower_], after
    if noun is not None and head.i == numeral.i and numeral.dep_ == "nummod":
        return None
    wounds = suffered(after)
    if wounds is not None:
        return Measure.INJURED, wounds
    over = harm_over(head)
    if over is not None and over[1] not in of_some:
        return over
    return told_right_before(sentence, number, noun) or died_next(head, after)


def _named(number: FoundNumber, numeral: Token, noun: Token) -> Counted | None:
    """ "3,000 names of the dead", "212 names of missing men": what befell those who are named."""
    told = (t for t in noun.subtree if t.i > noun.i and t.lower_ in HARM_WORDS)
    word = next(told, None)
    if word is None or word.i - noun.i > LONGEST_OF:
        return None
    measure = HARM_WORDS[word.lower_]
    return Counted(number, measure, noun, numeral, word, noun.text, form=Form.LABEL)


def _unit(head: Token, numeral: Token, word: Token) -> str:
    """The people counted, else what befell them: of "97 injured" the "injured"."""
    return word.text if head.i == numeral.i else head.text


def _taken(head: Token, after: Token) -> bool:
    """Whether people were taken, and not to a clinic."""
    return taken(after) and (harm_over(head) or (Measure.OTHER,))[0] is Measure.OTHER


def _hurt_all_the_same(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun that no list knows for people stands where only people can."""
    if noun.tag_ not in ("NNS", "NNP", "NNPS"):
        return False
    after = _next(sentence, noun)
    if after is not None and after.lower_ in HARM_WORDS and after.tag_ == "VBN":
        return True
    governed = harm_over(noun)
    return governed is not None and noun.tag_ in ("NNS", "NNPS")


def _own_verb(word: Token, head: Token) -> bool:
    """Whether "killed" after a noun is that noun's own active verb ("soldiers killed 3"),
    or of a clause that it only ends ("fighting between two armies has killed 80")."""
    if word.tag_ == "VBN" and g.objects(word) and not g.passive(word):
        return any(c.dep_ == "aux" and c.lemma == "have" for c in word.children)
    return (
        word.pos_ == "VERB"
        and word.tag_ == "VBD"
        and bool(g.objects(word))
        and (
            g.subject(word) is not None and g.subject(word).i == head.i  # type: ignore[union-attr]
        )
    )


def _next(sentence: Sentence, token: Token) -> Token | None:
    later = [t for t in sentence.tokens if t.i > token.i]
    if token.lower_ == "passers" and [t.lower_ for t in later[:2]] == ["-", "by"]:
        later = later[2:]
    while later and (later[0].lower_ in BETWEEN_HARM or later[0].text in QUOTES):
        later = later[1:]
    return later[0] if later else None


def _units(number: FoundNumber, numeral: Token, noun: Token | None) -> Counted | None:
    if noun is None:
        return None
    measure = measure_of(noun)
    if measure is None or (measure is Measure.INCIDENTS and noun.lemma in REPEATS):
        return None
    if measure is Measure.MUNITIONS and _goes_off(noun):
        measure = Measure.INCIDENTS
    return Counted(number, measure, noun, numeral, noun, noun.text)


def _goes_off(noun: Token) -> bool:
    """ "37 car bombs have exploded": so many explosions."""
    over = g.first_conjunct(noun)
    if over.dep_ not in g.SUBJECTS:
        return False
    off = any(c.lower_ == "off" for c in over.head.children)
    return over.head.lemma in EXPLODING or (over.head.lemma in ("go", "set") and off)
