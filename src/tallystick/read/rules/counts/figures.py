"""Bare figures: "and 14 in July", "the list has 67 names", "that makes eleven"."""

from __future__ import annotations

from tallystick.model.lists import Measure
from tallystick.model.values import Bound
from tallystick.read.found import DateShape, FoundDate, FoundNumber, NumberUse
from tallystick.read.rules.counts.units import Counted, Form, told_measure, unit_among
from tallystick.read.rules.harm.words import CHANGES
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence, Token

FIGURES = word_list("counts/figures")
KEEPS = word_list("counts/keeps")
IS = word_list("counts/is")
RECKONING = word_list("counts/reckoning")
NEUTRAL = frozenset("case name entry".split())
"""Nouns that say nothing of what is counted."""
NO_FIGURES = word_list("counts/no_figures")
OBJECTS = ("pobj", "dobj", "attr", "npadvmod", "oprd", "acomp", "conj")
SUMMING = frozenset("altogether together overall".split())
MAKING = (["makes"], ["made"], ["make"], ["making"])
STARTS = frozenset((".", ";", ":", "(", "–", "—", "-", '"', "“"))
SMALL = word_list("counts/figures_small")
SPANS = word_list("counts/spans")
LAST = frozenset((".", ";", ",", ")", '"', "”"))
MOST_WORDS_TO_DATE = 3


def figure(
    sentence: Sentence,
    number: FoundNumber,
    last: Counted | None,
    asked: Token | None = None,
) -> Counted | None:
    """A number without a noun that goes on with what was counted before, or None.

    It must stand as somebody's figure, as a sum, beside another number, or next to a
    period of its own.

    Args:
        last: what was counted last before it.
        asked: the unit that a question just before asked the number of.
    """
    if number.use is not NumberUse.COUNT or number.number.bound is Bound.VAGUE:
        return None
    numeral = sentence.within(number.head_start, number.head_end)[-1]
    if numeral.lower_ in NO_FIGURES or _changed_from(sentence, number):
        return None
    behind = behind_period(sentence, number)
    head = numeral if behind else _neutral(sentence, number, numeral)
    if head is None or _dated(sentence, number):
        return None
    topic = _topic(sentence, head)
    told = topic or _told_unit(sentence, head)
    if told is None and asked is not None and next_to_period(sentence, number):
        told = asked
    if told is not None:
        measure = told_measure(told) or Measure.OTHER
        form = Form.LABEL if topic is not None else Form.FIGURE
        return Counted(number, measure, numeral, numeral, told, told.text, form=form)
    if last is None:
        return None
    stands = (
        behind
        or _beside(sentence, number)
        or _summed(sentence, number)
        or next_to_period(sentence, number) is not None
        or _given(sentence, head)
        or _carried(sentence, number)
    )
    if not stands:
        return None
    return Counted(
        number, last.measure, numeral, numeral, numeral, last.unit, last, Form.FIGURE
    )


def _neutral(sentence: Sentence, number: FoundNumber, numeral: Token) -> Token | None:
    """The noun phrase's head if the number counts nothing of its own: itself, "names"."""
    after = numeral.nbor(1) if numeral.i + 1 < len(numeral.doc) else None
    dated = next_to_period(sentence, number) is not None
    if dated and (numeral.head.i < numeral.i or numeral.head.ent_type_ == "DATE"):
        return numeral
    if numeral.dep_ == "nummod":
        return numeral.head if numeral.head.lemma in NEUTRAL else None
    if after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "SYM"):
        if after.lemma in NEUTRAL:
            return after
        stands_apart = after.lower_ in ("last", "next", "same") or after.ent_type_ == "DATE"
        return numeral if stands_apart else None
    if after is not None and after.text in ("-", "%", "/", "°", "$"):
        return None
    if _summed(sentence, number):
        return numeral
    if numeral.dep_ in ("compound", "quantmod", "appos", "nmod", "amod"):
        return None
    if after is not None and after.lower_ == "of":
        return None
    return numeral


def _dated(sentence: Sentence, number: FoundNumber) -> bool:
    """Whether a number is part of a date: "the 20th", "2018"."""
    return any(d.start <= number.head_start < d.end for d in sentence.dates)


def _told_unit(sentence: Sentence, numeral: Token) -> Token | None:
    """The unit in the subject of "the dead were eleven", "the log of attacks stands at 49"."""
    over = _verb_over(numeral)
    if over is None or over.lemma not in IS | CHANGES | {"reach", "have"}:
        return None
    subject = g.subject(over)
    if subject is None or subject.i > numeral.i:
        return None
    listed = subject.lemma in FIGURES
    own = told_measure(subject) is not None and over.lemma != "have"
    if over.lemma not in IS - CHANGES and not (own or listed):
        return None
    return unit_among([*_main(subject), *subject.subtree])


def _main(subject: Token) -> list[Token]:
    """A subject itself, where it is a unit: "the dead were eleven"."""
    return [subject] if told_measure(subject) is not None else []


def _verb_over(numeral: Token) -> Token | None:
    """The verb that a number stands under, over its prepositions."""
    before = numeral.nbor(-1) if numeral.i > 0 else numeral
    if numeral.dep_ == "nummod" and numeral.head.i > numeral.i and before.pos_ == "ADP":
        numeral = before  # "rose to 261 last year", which parsers take for 261 years
    elif numeral.dep_ not in OBJECTS:
        return None
    for one in g.ancestors(numeral):
        if one.pos_ in ("VERB", "AUX"):
            return one
        if one is not numeral and one.pos_ != "ADP":
            return None
    return None


def _changed_from(sentence: Sentence, number: FoundNumber) -> bool:
    """ "From 12 to 23": what it was is told with what it is."""
    before = [t.lower_ for t in sentence.before(number.start)[-1:]]
    after = [t.lower_ for t in sentence.after(number.end)[:1]]
    return before == ["from"] and after == ["to"]


def _reckoned(sentence: Sentence) -> bool:
    """ "By our sum that is 224": a sentence that says by whose reckoning."""
    words = [t.lemma for t in sentence.tokens]
    return any(w in RECKONING and "by" in words[:n] for n, w in enumerate(words))


def _beside(sentence: Sentence, number: FoundNumber) -> bool:
    """ "Against 9 in the week before", "double the 304 of", "from 12 to 23"."""
    before = [t.lower_ for t in sentence.before(number.start)[-3:]]
    if before[-1:] == ["against"] or before[-2:] in (
        ["compared", "with"],
        ["compared", "to"],
    ):
        return True
    if before[-1:] == ["the"] and before[-2:-1] in (
        ["double"],
        ["twice"],
        ["than"],
        ["on"],
    ):
        return True
    if before[-2:] in (["up", "from"], ["down", "from"]):
        return True
    return before[-1:] == ["to"] and _from_before(sentence, number)


def _from_before(sentence: Sentence, number: FoundNumber) -> bool:
    """Whether "from N" stands right before "to N"."""
    before = sentence.before(number.start)[-4:]
    return bool(len(before) > 2 and before[-3].lower_ == "from" and before[-2].like_num)


def _summed(sentence: Sentence, number: FoundNumber) -> bool:
    """ "888 altogether", "in all, 63", "which makes 125", "the sum is 489"."""
    before = [t.lower_ for t in sentence.before(number.start)[-2:]]
    after = [t.lower_ for t in sentence.after(number.end)[:2]]
    if after[:1] and after[0] in SUMMING:
        return True
    return after == ["in", "all"] or before[-1:] in MAKING


def next_to_period(sentence: Sentence, number: FoundNumber) -> FoundDate | None:
    """The period that a bare number stands right before: "16 in July", "two so far"."""
    for found in sentence.dates:
        if found.start < number.end or found.shape is DateShape.SET:
            continue
        between = (
            sentence.within(number.end, found.start) if found.start > number.end else ()
        )
        words = [t for t in between if not t.text.isspace()]
        if len(words) <= MOST_WORDS_TO_DATE and all(
            t.pos_ in ("ADP", "DET", "PRON", "SCONJ")
            or t.lower_ in ("whole", "all", "same")
            for t in words
        ):
            return found
        return None
    return None


def behind_period(sentence: Sentence, number: FoundNumber) -> bool:
    """Whether a bare number stands behind a comma and its period: "This month, 6"."""
    before = [t for t in sentence.before(number.start) if not t.is_space]
    after = next(iter(sentence.after(number.end)), None)
    if not before or before[-1].text not in (",", ":"):
        return False
    if after is not None and after.text not in LAST:
        return False
    starts = [n for n, t in enumerate(before[:-1]) if t.text in STARTS]
    words = before[starts[-1] + 1 if starts else 0 : -1]
    dated = {
        t.i
        for d in sentence.dates
        if d.date is not None and d.shape is not DateShape.SET
        for t in sentence.within(d.start, d.end)
    }
    rest = (t for t in words if t.i not in dated)
    return any(t.i in dated for t in words) and all(t.lower_ in SMALL for t in rest)


def _carried(sentence: Sentence, number: FoundNumber) -> bool:
    """ "Three more took the month's count to 28": the count of a period, brought up to date."""
    before = sentence.before(number.start)[-2:]
    if (
        len(before) < 2
        or before[1].lower_ not in ("to", "at")
        or before[0].lemma not in FIGURES
    ):
        return False
    owner = g.child(before[0], "poss")
    return owner is not None and (owner.lemma in SPANS or owner.ent_type_ == "DATE")


def _topic(sentence: Sentence, head: Token) -> Token | None:
    """The unit that a sentence opens with, and of which somebody then gives the number.

    "Of raids on villages since May, the council lists 44", "School raids since then, the
    union keeps a record of 97".
    """
    over = _verb_over(head) or _kept_list(head)
    if over is None or over.lemma not in KEEPS:
        return None
    whose = [c for c in over.children if c.dep_ in g.SUBJECTS and c.i < over.i]
    if not whose:
        return None
    who = whose[-1]
    opening = [t for t in sentence.tokens if not t.is_punct]
    comma = next((t.i for t in sentence.tokens if t.text == ","), None)
    if comma is None or not comma < head.i or who.i < comma or not opening:
        return None
    if any(t.text in (";", ":") for t in sentence.tokens if t.i < head.i):
        return None
    named = opening[1:4] if opening[0].lower_ in ("of", "as") else opening[:2]
    many = (t for t in named if t.tag_ in ("NNS", "NNPS") and told_measure(t) is not None)
    return next(many, None)


def _kept_list(head: Token) -> Token | None:
    """The verb of "maintains a record of 97"."""
    of = head.head
    kept = of.head if of.lower_ == "of" and head.dep_ == "pobj" else None
    return kept.head if kept is not None and kept.lemma in FIGURES else None


def _given(sentence: Sentence, head: Token) -> bool:
    """Whether a number is what somebody's list or count gives: "has 67 names"."""
    over = _verb_over(head)
    if over is None or g.irreal(over):
        return False
    subject = g.subject(over)
    if over.lemma in IS:
        if g.child(over, "expl") is not None:
            before = [t.lower_ for t in sentence.tokens if t.i < head.i]
            return "before" in before or any(d.date is not None for d in sentence.dates)
        if subject is None:
            return False
        dated = any(d.date is not None for d in sentence.dates)
        if subject.lower_ in ("it", "we", "they") and dated:
            return head.dep_ == "attr" or head.head.lower_ == "at"
        if subject.lower_ in ("that", "this", "it"):
            return _reckoned(sentence)
        return subject.lemma in FIGURES
    if over.lemma not in KEEPS:
        return False
    if head.dep_ == "pobj" and head.head.lower_ not in ("at", "of", "to"):
        return False
    return subject is not None and subject.i < head.i
