"""What the words beside people counted say befell them, where no verb over them does."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.lists import Measure
from tallystick.read.found import FoundNumber
from tallystick.read.rules.counts.units import Counted, measure_of
from tallystick.read.rules.harm.words import DYING, HARM, HARM_NOUNS, HARM_WORDS, harm_over
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import harm_words, word_list
from tallystick.read.rules.text.scan import Sentence, Token

ENDING, WHERE = frozenset((",", ";", ":")), (["where"], ["when"])
HURT = (Measure.KILLED, Measure.INJURED)
LIST_MARKS = frozenset((",", ";", ":", "-", "–"))
THOSE = word_list("counts/those")
AT = word_list("counts/part_at")
KILLING = word_list("counts/killing")
NEEDING = word_list("counts/needing")


def state_of(numeral: Token, noun: Token | None) -> Token | None:
    """The word of harm between a numeral and its people: "17 wounded men"."""
    if noun is None or harm_over(noun) is not None:
        return None
    between = noun.doc[numeral.i + 1 : noun.i]
    return next((t for t in between if t.lower_ in HARM_WORDS and t.dep_ == "amod"), None)


def of_the_hurt(numeral: Token) -> Token | None:
    """The word for the hurt of whom some are told: "several of the wounded were flown out",
    not "two of the injured died"."""
    after = [t.lower_ for t in numeral.doc[numeral.i + 1 : numeral.i + 4]]
    if after[:2] != ["of", "the"] or HARM_WORDS.get(after[-1]) is not Measure.INJURED:
        return None
    over = g.first_conjunct(numeral).head
    dead = harm_over(numeral)
    died = over.lemma in DYING or (dead is not None and dead[0] is Measure.KILLED)
    return None if died else numeral.doc[numeral.i + 3]


def killed_and_hurt(after: Token) -> bool:
    """ "More than 100 killed and injured", "some 40 dead or wounded": one number for both."""
    words = [t.lower_ for t in after.doc[after.i : after.i + 3]]
    if len(words) < 3 or words[1] not in ("and", "or", "and/or"):
        return False
    told = {HARM_WORDS.get(words[0]), HARM_WORDS.get(words[2])}
    return told == {Measure.KILLED, Measure.INJURED}


def suffered(after: Token | None) -> Token | None:
    """The wounds of "29 suffered wounds", where the parser sees no verb; "the 61 treated"."""
    known = after is not None and after.i > 1 and after.nbor(-2).lower_ == "the"
    if after is not None and after.lower_ == "treated" and known:
        return after
    if after is None or after.lemma not in ("suffer", "sustain", "receive"):
        return None
    following = after.doc[after.i + 1 : after.i + 4]
    told = (t for t in following if HARM_NOUNS.get(t.lemma) is Measure.INJURED)
    return next(told, None)


def died_since(head: Token, after: Token) -> bool:
    """ "A corporal wounded on Thursday died on Sunday": dead, by the verb of the clause."""
    if HARM_WORDS[after.lower_] is not Measure.INJURED or head.tag_ != "NN":
        return False
    return (harm_over(head) or (Measure.INJURED,))[0] is Measure.KILLED


def in_need(numeral: Token, noun: Token) -> bool:
    """ "Another 25 needed treatment", where the parser takes it for one noun."""
    between = {t.lower_ for t in noun.doc[numeral.i + 1 : noun.i]}
    told = noun.lemma in harm_words("bed") or HARM_NOUNS.get(noun.lemma) is Measure.INJURED
    return told and bool(between & NEEDING)


def some_of(numeral: Token, head: Token) -> bool:
    """Whether a number is the whole of which some are told: the twelve of "killing three of
    the twelve aboard"."""
    own = numeral is head or (numeral.dep_ == "nummod" and numeral.head is head)
    return (
        own and head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.like_num
    )


def alive(noun: Token) -> bool:
    """ "Six stone cutters were killed": what is killed is no vessel, whatever its name."""
    governed = harm_over(noun) if measure_of(noun) is Measure.VESSELS else None
    return governed is not None and governed[1].lemma in KILLING


def told_right_before(
    sentence: Sentence, number: FoundNumber, noun: Token | None
) -> tuple[Measure, Token] | None:
    """ "... and injured 4,067": the word of harm stands right before a bare number."""
    before = sentence.before(number.start)[-1:]
    if noun is not None or not before:
        return None
    if _bare_label(sentence, before[0]):
        return HARM_WORDS[before[0].lower_], before[0]
    if before[0].pos_ != "VERB":
        return None
    measure = HARM.get(before[0].lemma)
    return (measure, before[0]) if measure is not None else None


def _bare_label(sentence: Sentence, word: Token) -> bool:
    """The words of "Dead 12, injured 31", where no colon follows them."""
    if word.lower_ not in HARM_WORDS:
        return False
    opens = word.i == sentence.tokens[0].i or word.nbor(-1).text in LIST_MARKS
    return opens and not g.objects(word)


def died_next(head: Token, after: Token | None) -> tuple[Measure, Token] | None:
    """ "In four months of fighting 210 soldiers have died": right before the verb, where the
    parser has them stand under the noun of an act."""
    if after is None or after.lemma not in DYING or g.objects(after):
        return None
    who = g.subject(after)
    inside = who is not None and who.tag_ == "VBG" and head.i in {t.i for t in who.subtree}
    return (Measure.KILLED, after) if inside or who is None else None


def own_part(
    sentence: Sentence, number: FoundNumber, found: Sequence[Counted]
) -> Counted | None:
    """ "21 were killed, six of them in a strike on a tent": some of those just counted, with
    a place or a day of their own."""
    last = found[-1] if found else None
    if last is None or last.measure not in HURT or not _part(sentence, number):
        return None
    numeral = sentence.within(number.head_start, number.head_end)[-1]
    return Counted(number, last.measure, numeral, numeral, numeral, last.unit)


def of_its_own(sentence: Sentence, one: Counted, tokens: Sequence[Token]) -> Token | None:
    """Which of some words tells what befell such a part: the strike of "six of them in a
    strike on a tent", the raid of "two of them in Orlen, where a shop was raided"."""
    told = next((t for t in tokens if t.i > one.numeral.i), None)
    if told is None or one.governor is not one.numeral or not _part(sentence, one.number):
        return None
    between = [t.lower_ for t in told.doc[one.numeral.i + 1 : told.i]]
    ends = [n for n, word in enumerate(between) if word in ENDING]
    return told if all(between[n + 1 : n + 2] in WHERE for n in ends) else None


def _part(sentence: Sentence, number: FoundNumber) -> bool:
    """ "Six of them in", "three of whom on"."""
    after = [t.lower_ for t in sentence.after(number.end)[:3]]
    return len(after) > 2 and after[0] == "of" and after[1] in THOSE and after[2] in AT
