"""Counts whose noun stands elsewhere: compared, put at, asked for, gone on with."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.lists import Measure
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules import grammar as g
from tallystick.read.rules.harm import CHANGES
from tallystick.read.rules.removed import TAKEN
from tallystick.read.rules.scan import Sentence, Token
from tallystick.read.rules.units import (
    Counted,
    attack_word,
    measure_of,
    told_measure,
    unit_among,
    unit_in,
)

GONE = frozenset(("missing", "disappeared", "jailed", "imprisoned"))
STOPPING = frozenset("down intercept destroy shoot neutralize neutralise repel".split())
SUMS = frozenset("number toll total count tally figure loss death dead casualty".split())
"""Nouns of which a number is put, brought, raised."""
KEPT = frozenset("record report count register log note document verify".split())
"""Verbs in whose passive a bare number goes on: "when 216 were recorded"."""
HAPPENS = frozenset("fall come occur happen take".split())
SETTING = frozenset("put bring place take raise give lower revise set".split())
COMPARING = ("compared with", "compared to", "up from", "down from", "up on", "down on")


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
    verb = g.lemma(numeral.head)
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
    measure = told_measure(asked)
    if measure is None or numeral.dep_ in ("nummod", "pobj", "compound"):
        return None
    return Counted(number, measure, numeral, numeral, asked, asked.text)


def asked_unit(sentence: Sentence) -> Token | None:
    """The unit that a question asks the number of: "how many attacks?", "and injuries?"."""
    if not sentence.text.rstrip().endswith("?"):
        return None
    asked = unit_among(list(sentence.tokens))
    if asked is not None or "how" not in {t.lower_ for t in sentence.tokens}:
        return asked
    return next((t for t in sentence.tokens if attack_word(t)), None)


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
    verb = next((t for t in reversed(before) if g.lemma(t) in SETTING), None)
    if verb is None or verb.pos_ != "VERB":
        return None
    between = [t for t in before[:-1] if t.i > verb.i]
    joined = [t.i for t in between if t.lower_ == "and"]
    named = [t for t in between if t.i > joined[-1]] if joined else between
    if named and named[0].pos_ == "ADP":
        named = between  # "those killed by them and by shells"
    if not between:
        named = _until_a_mark([t for t in sentence.tokens if t.i > numeral.i])
    sums = any(
        g.lemma(t) in SUMS or (t.tag_ == "JJ" and t.lower_ in ("dead", "injured"))
        for t in sentence.tokens
    )
    sums = sums or (not between and any(t.lower_ == "those" for t in named[:2]))
    unit = (unit_among(named) or _missing(named)) if sums else None
    measure = told_measure(unit) if unit is not None else None
    if unit is not None and (unit.lower_ in GONE or g.lemma(unit) in TAKEN):
        measure = Measure.OTHER
    if unit is None or measure is None:
        return None
    return Counted(number, measure, numeral, numeral, unit, unit.text)


def _until_a_mark(tokens: list[Token]) -> list[Token]:
    ends = (n for n, t in enumerate(tokens) if t.text in (",", ";", ":", "."))
    return tokens[: next(ends, len(tokens))]


def _missing(named: list[Token]) -> Token | None:
    """ "The number of nationals missing", "of those detained": who is not dead or hurt."""
    return next((t for t in named if t.lower_ in GONE or g.lemma(t) in TAKEN), None)


def _without_first(before: list[Token]) -> list[Token]:
    """ "From 46 to 59": without the "from 46"."""
    words = [t.lower_ for t in before]
    if len(before) > 3 and words[-3] == "from" and before[-2].like_num:
        return [*before[:-3], before[-1]]
    return before


def changed(number: FoundNumber, numeral: Token) -> Counted | None:
    """ "Four were suicide attacks"; "attacks fell to 21 from 24"; "attacks: 166"."""
    verb = numeral.head
    if numeral.dep_ in ("nsubj", "nsubjpass") and g.lemma(verb) == "be":
        unit = g.child(verb, "attr")
        measure = measure_of(unit) if unit is not None else None
        if unit is not None and measure is not None:
            return Counted(number, measure, numeral, numeral, unit, unit.text)
    if numeral.dep_ not in ("pobj", "dobj", "attr", "npadvmod"):
        return None
    # A preposition may stand at the root of its sentence: "Up to 35."
    over = next(
        (t for t in g.ancestors(verb) if t.dep_ != "prep" and t.pos_ != "ADP"), verb
    )
    if g.lemma(over) not in CHANGES | SETTING | {"estimate"}:
        return None
    unit = g.subject(over) if g.lemma(over) in CHANGES else g.child(over, "dobj")
    noun = unit_in(unit) if unit is not None else None
    if noun is None:
        return None
    measure = told_measure(noun) or Measure.OTHER
    return Counted(number, measure, numeral, numeral, over, noun.text)


def numeral_of(sentence: Sentence, number: FoundNumber) -> Token:
    """The last word of a number."""
    return sentence.within(number.head_start, number.head_end)[-1]
