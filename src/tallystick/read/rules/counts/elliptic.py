"""Counts whose noun stands elsewhere: compared, put at, asked for, gone on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.lists import Measure
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules.counts.units import (
    Counted,
    Form,
    attack_word,
    measure_of,
    told_measure,
    unit_among,
    unit_in,
)
from tallystick.read.rules.harm.articles import SINGLE
from tallystick.read.rules.harm.removed import TAKEN
from tallystick.read.rules.harm.words import CHANGES, HARM, HARM_WORDS
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import bodies, word_list
from tallystick.read.rules.text.scan import Sentence, Token

GONE = frozenset(("missing", "disappeared", "jailed", "imprisoned"))
STOPPING = word_list("counts/stopping")
SUMS = word_list("counts/elliptic_sums")
KEPT = word_list("counts/elliptic_kept")
HAPPENS = word_list("counts/happens")
SETTING = word_list("counts/setting")
COMPARING = ("compared with", "compared to", "up from", "down from", "up on", "down on")

HURT = (Measure.KILLED, Measure.INJURED)
TOPICS = (Measure.INCIDENTS, *HURT)
RETOLD = "the number of another voice"
"""The reason of a number of the same people as the one before it."""
MARKS_OF = frozenset("mark threshold milestone".split())
PERHAPS = frozenset("perhaps maybe possibly or".split())
BY_THEM = frozenset("by according for".split())
"""First words of whose number it is, after it: "20 by that of the village"."""
VOICES = word_list("counts/voices")
STANDING = word_list("counts/standing")
TAKEN_UP = re.compile(
    r"[\"“‘']?(?:(?:that|this|such|it) (?:is|was|are|were) (?:how (?:many|often)|the (?:number|"
    r"total|tally|toll|count|sum)|what)|so (?:often|many)\b|as (?:often|many)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that tells what the number before it counts."""
MOST_APART = 6
"""How many times a number two voices may differ by who tell of the same people."""
PARTING = frozenset((",", ";", "-", "–", "—", "(", "while", "but"))
PARTING_WORDS = frozenset((",", ";", "and"))
ENDING_A_CLAUSE = frozenset((",", ";", ".", ":"))
LONGEST_SUM = 6
"""Words from "the number of" to the number that stands beside it."""
MARKS = frozenset((",", ";", ".", ")", ":", "–", "—", "-", '"', "”"))


def more_of_them(
    sentence: Sentence, number: FoundNumber, found: Sequence[Counted]
) -> Counted | None:
    """ "Six died at once, two more in hospital": people to whom the same befell, by the verb
    before them."""
    last = found[-1] if found else None
    if last is None or last.measure not in HURT or number.use is not NumberUse.COUNT:
        return None
    numeral = numeral_of(sentence, number)
    rest = [t for t in sentence.tokens if t.i > numeral.i]
    ends = (n for n, t in enumerate(rest) if t.text in ENDING_A_CLAUSE)
    rest = rest[: next(ends, len(rest))]
    between = list(numeral.doc[last.governor.i + 1 : numeral.i])
    verbs = [t for t in (*between, *rest) if t.pos_ in ("VERB", "AUX")]
    more = bool(rest) and rest[0].lower_ in ("more", "others") and len(rest) > 1
    if not more or verbs or not any(t.text in PARTING_WORDS for t in between):
        return None
    return Counted(number, last.measure, numeral, numeral, last.governor, rest[0].text)


def compared(
    sentence: Sentence, number: FoundNumber, found: Sequence[Counted]
) -> Counted | None:
    """ "Compared with 6", "against 24 in May", "bringing the total to 61".

    More of what was counted last in the sentence.
    """
    if not found or number.use is not NumberUse.COUNT:
        return None
    numeral = numeral_of(sentence, number)
    before = [t.lower_ for t in sentence.before(number.start)[-2:]]
    beside = " ".join(before) in COMPARING or before[-1:] == ["against"]
    if not beside and before != ["total", "to"]:
        return None
    last = found[-1]
    return Counted(
        number, last.measure, numeral, numeral, numeral, last.unit, last if beside else None
    )


def retold(
    sentence: Sentence, number: FoundNumber, found: Sequence[Counted]
) -> Counted | None:
    """ "The army gives nine injured; the mayor, eleven", "twelve, perhaps 13, were killed".

    A bare number, after one of people hurt, that somebody else gives for them.
    """
    size = number.number.stated
    told = [one for one in found if one.measure in HURT and _near_in_size(one, size)]
    if not told or number.use is not NumberUse.COUNT:
        return None
    same = min(
        reversed(told), key=lambda one: abs((one.number.number.stated or 0) - (size or 0))
    )
    numeral = numeral_of(sentence, number)
    between = [t for t in sentence.before(number.start) if t.i > found[-1].numeral.i]
    after = next(iter(sentence.after(number.end)), None)
    if not (after is None or after.lower_ in MARKS | BY_THEM) or not between:
        return None
    if not _by_another(between, after) or any(t.lower_ == "aged" for t in between):
        return None
    again = replace(number, reason=RETOLD)
    return Counted(again, same.measure, numeral, numeral, same.governor, same.unit)


def _near_in_size(one: Counted, size: int | None) -> bool:
    """Whether a number may be of the same several people as another."""
    other = one.number.number.stated
    if size is None or other is None:
        return False
    low, high = sorted((size, other))
    return low > 1 and high <= MOST_APART * low


def _by_another(between: Sequence[Token], after: Token | None) -> bool:
    """Whether the words between two numbers, or after the second, say whose the second is."""
    marks = [n for n, t in enumerate(between) if t.lower_ in PARTING]
    if between[-1].lower_ in PERHAPS:
        return True
    whose = after is not None and after.lower_ in ("according", "by")
    if not marks:  # "nine according to medics and 14 according to residents"
        return whose and between[-1].lower_ == "and" and any(map(_voice, between))
    rest = between[marks[0] :]
    by_whom = after is not None and after.lower_ in BY_THEM
    if any(told_measure(t) for t in between[marks[-1] :] if not _voice(t)):
        return False
    return by_whom or any(map(_voice, rest))


def _voice(token: Token) -> bool:
    """Whether a word is for somebody who may give a number."""
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "DET", "ADJ"):
        return False
    word = token.lemma
    return word in bodies() or word in VOICES or token.ent_type_ == "ORG"


def goes_on(
    sentence: Sentence, number: FoundNumber, last: Counted | None
) -> Counted | None:
    """ "Nearly 100 fell between ...", "12 came in May": a share of what was counted last."""
    if last is None or number.use is not NumberUse.COUNT:
        return None
    numeral = numeral_of(sentence, number)
    bare = numeral.dep_ in g.SUBJECTS and not any(
        c.dep_ == "prep" for c in numeral.children
    )
    verb = numeral.head.lemma
    if verb == "take" and not any(o.lower_ == "place" for o in g.objects(numeral.head)):
        return None
    if not bare or verb not in HAPPENS | (
        STOPPING | KEPT if numeral.dep_ == "nsubjpass" else set()
    ):
        return None
    return Counted(number, last.measure, numeral, numeral, numeral.head, last.unit)


def answered(
    sentence: Sentence, number: FoundNumber, asked: Token | None
) -> Counted | None:
    """ "How many attacks? - 130 since October": a bare number after a question's unit."""
    if asked is None or number.use is not NumberUse.COUNT:
        return None
    numeral = numeral_of(sentence, number)
    measure = told_measure(asked) or (Measure.OTHER if asked.lemma in TAKEN else None)
    under = numeral.dep_ in ("nummod", "pobj", "compound")
    stands = numeral.dep_ == "pobj" and numeral.head.head.lemma in STANDING
    if measure is None or (under and not stands):
        return None
    return Counted(number, measure, numeral, numeral, asked, asked.text, form=Form.ANSWER)


def asked_unit(sentence: Sentence) -> Token | None:
    """The unit that a question asks the number of: "how many attacks?", "and injuries?"."""
    if not sentence.text.rstrip().endswith("?"):
        return None
    asked = unit_among(list(sentence.tokens))
    if asked is not None or "how" not in {t.lower_ for t in sentence.tokens}:
        return asked
    return next((t for t in sentence.tokens if attack_word(t)), None)


def asked_behind(sentence: Sentence, following: Sentence | None) -> Token | None:
    """The unit of a number that stands alone, told right behind it: "Seventeen. That is how
    many have been murdered", "Forty times. So often has the camp been shelled"."""
    alone = not any(t.pos_ in ("VERB", "AUX") for t in sentence.tokens)
    if following is None or not alone or not TAKEN_UP.match(following.text):
        return None
    asked = unit_among(list(following.tokens))
    return asked or next((t for t in following.tokens if attack_word(t)), None)


def set_at(sentence: Sentence, number: FoundNumber) -> Counted | None:
    """ "Put the number of people killed at 2,377 and the injured at 11,088".

    Also "bring to 150 the number of civilians who have died".
    """
    if number.use is not NumberUse.COUNT:
        return None
    numeral = numeral_of(sentence, number)
    before = list(sentence.before(number.start))
    if not before or before[-1].lower_ not in ("at", "to", "as"):
        return None
    before = _without_first(before)
    verbs = (t for t in reversed(before) if t.pos_ == "VERB" and t.lemma in SETTING)
    verb = next(verbs, None)
    if verb is None:
        return None
    between = [t for t in before[:-1] if t.i > verb.i]
    joined = [t.i for t in between if t.lower_ == "and"]
    named = [t for t in between if t.i > joined[-1]] if joined else between
    if named and named[0].pos_ == "ADP":
        named = between  # "those killed by them and by shells"
    if not between:
        named = _until_a_mark([t for t in sentence.tokens if t.i > numeral.i])
    sums = any(
        t.lemma in SUMS or (t.tag_ == "JJ" and t.lower_ in ("dead", "injured"))
        for t in sentence.tokens
    )
    sums = sums or (not between and any(t.lower_ == "those" for t in named[:2]))
    sums = sums or (numeral.dep_ == "pobj" and any(map(_summed_up, named)))
    unit = (unit_among(named) or _missing(named)) if sums else None
    measure = told_measure(unit) if unit is not None else None
    if unit is not None and unit.lemma == "victim" and any(map(_dies, sentence.tokens)):
        measure = Measure.KILLED
    if unit is not None and (unit.lower_ in GONE or unit.lemma in TAKEN):
        measure = Measure.OTHER
    if unit is None or measure is None:
        return None
    return Counted(number, measure, numeral, numeral, unit, unit.text)


def _summed_up(token: Token) -> bool:
    """Whether a noun or participle stands for all of its kind: "the year's murders"."""
    many = token.tag_ in ("NNS", "VBN", "NNPS") or token.lower_ in ("slain", "fallen")
    return many and told_measure(token) is not None


def _dies(token: Token) -> bool:
    """Whether a sentence tells of the dead: its victims are those."""
    return HARM.get(token.lemma) is Measure.KILLED


def _until_a_mark(tokens: list[Token]) -> list[Token]:
    ends = (n for n, t in enumerate(tokens) if t.text in (",", ";", ":", "."))
    return tokens[: next(ends, len(tokens))]


def _missing(named: list[Token]) -> Token | None:
    """ "The number of nationals missing", "of those detained": who is not dead or hurt."""
    return next((t for t in named if t.lower_ in GONE or t.lemma in TAKEN), None)


def _without_first(before: list[Token]) -> list[Token]:
    """ "From 46 to 59": without the "from 46"."""
    words = [t.lower_ for t in before]
    if len(before) > 3 and words[-3] == "from" and before[-2].like_num:
        return [*before[:-3], before[-1]]
    return before


def changed(
    number: FoundNumber, numeral: Token, last: Counted | None = None
) -> Counted | None:
    """ "Four were suicide attacks"; "attacks fell to 21 from 24"; "attacks: 166".

    Args:
        last: what was counted last before it, of which "the number has since risen to 7".
    """
    verb = numeral.head
    if numeral.dep_ in ("nsubj", "nsubjpass") and verb.lemma == "be":
        unit = g.child(verb, "attr")
        measure = measure_of(unit) if unit is not None else None
        if unit is not None and measure is not None:
            return Counted(number, measure, numeral, numeral, unit, unit.text)
    beside = _named_beside(number, numeral)
    if beside is not None:
        return beside
    if numeral.dep_ == "nummod" and verb.lemma in MARKS_OF:
        numeral, verb = verb, verb.head  # "have passed the 5,000 mark"
    if numeral.dep_ not in ("pobj", "dobj", "attr", "npadvmod"):
        return None
    # A preposition may stand at the root of its sentence: "Up to 35."
    over = next(
        (t for t in g.ancestors(verb) if t.dep_ != "prep" and t.pos_ != "ADP"), verb
    )
    if over.lemma not in CHANGES | SETTING | {"estimate"}:
        return None
    unit = g.subject(over) if over.lemma in CHANGES else g.child(over, "dobj", "nsubjpass")
    noun = unit_in(unit) if unit is not None else None
    bare = unit is not None and unit.lemma in SUMS and not g.child(unit, "prep")
    if noun is None and bare and last is not None and last.measure in HURT:
        form = Form.FIGURE
        return Counted(number, last.measure, numeral, numeral, over, last.unit, form=form)
    if noun is None:
        return None
    measure = told_measure(noun) or HARM_WORDS.get(noun.lower_) or Measure.OTHER
    return Counted(number, measure, numeral, numeral, over, noun.text)


def _named_beside(number: FoundNumber, numeral: Token) -> Counted | None:
    """ "The number of wounded, 275, is that of one clinic": beside what it is the number of."""
    before = numeral.doc[max(0, numeral.i - LONGEST_SUM) : numeral.i]
    words = list(before)
    if len(words) < 2 or words[-2].lower_ not in HARM_WORDS:
        return None
    unit, the = words[-2], len(words) > 2 and words[-3].lower_ == "the"
    summed = any(t.lemma in SUMS and t.nbor(1).lower_ == "of" for t in words[:-2])
    of_them = the and numeral.doc.words[numeral.i + 1 : numeral.i + 3]
    theirs = of_them and [t.lower_ for t in of_them] == ["of", "them"]
    named = words[-1].text == "," and (summed or theirs)
    if not named and not (the and words[-1].lemma in ("number", "total")):
        return None
    return Counted(number, HARM_WORDS[unit.lower_], numeral, numeral, unit, unit.text)


def numeral_of(sentence: Sentence, number: FoundNumber) -> Token:
    """The last word of a number."""
    return sentence.within(number.head_start, number.head_end)[-1]


def leading(here: Sequence[Counted]) -> Counted | None:
    """The count of a sentence that bare figures after it go on with: the last, but the
    dead rather than the hurt, attacks rather than their dead, and no single person."""
    several = [one for one in here if one.number.reason != SINGLE]
    several = [one for one in several if one.measure is not Measure.SITES] or several
    if not several:
        return None
    last = next((o for o in several if o.form is Form.LABEL), several[-1])
    if _with_its_toll(several[0], last):
        return several[0]
    if last.measure in (Measure.INJURED, Measure.OTHER):
        dead = [one for one in several if one.measure is Measure.KILLED]
        return dead[-1] if dead else last
    return last


def _with_its_toll(first: Counted, last: Counted) -> bool:
    """ "23 attacks, with nine dead": attacks, and what they did."""
    counted = first.measure is Measure.INCIDENTS and first.number.use is NumberUse.COUNT
    return counted and last.measure in (*HURT, Measure.CASUALTIES)


def topic_of(sentence: Sentence) -> Token | None:
    """What a sentence without counts is about, of which the next may give the number.

    "Air strikes have become a daily matter. The monitor logged 73 in October", "What has
    not come down is the number of car bombs", "The dead are less disputed".
    """
    if any(n.use is NumberUse.COUNT for n in sentence.numbers):
        return None
    for token in sentence.tokens:
        if token.dep_ not in (*g.SUBJECTS, "attr", "ROOT"):
            continue
        if token.lemma in SUMS and token.tag_ == "NN":
            unit = unit_among(list(token.subtree))
        else:
            many = token.tag_ in ("NNS", "NNPS") or token.lower_ == "dead"
            unit = token if many else None
        if unit is not None and told_measure(unit) in TOPICS:
            return unit
    return None
