"""Numbers after a label: "Health workers killed: 81", "Total for the week: twelve"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tallystick.model.lists import Measure
from tallystick.model.values import Bound
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules.counts.units import (
    RUINED,
    SUFFERED,
    Counted,
    Form,
    attack_word,
    measure_of,
    told_measure,
)
from tallystick.read.rules.harm.removed import TAKEN
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Sentence, Token

LONGEST_LABEL = 24
"""Words before the colon."""
EDGES = frozenset((".", ";", "(", "•", "*", "|", "–", "—", ":"))
"""Marks that a label starts after."""
SUMS = word_list("counts/labelled_sums")
YEAR = re.compile(r"(?:19|20)\d\d")
HURT = (Measure.KILLED, Measure.INJURED)
STRUCK = (Measure.SITES, Measure.VESSELS)
SHORT_LABEL = 8
"""Words before the comma of a label that no colon ends."""
WHOLE = 5
"""Words of a sentence that is no more than a label and its number."""
ENDS = frozenset((".", ";", ",", ")"))
USED = word_list("counts/used")
SMALL = word_list("counts/labelled_small")
PERIODS = word_list("counts/periods")
SUBSET = word_list("counts/subset")


def labelled(
    sentence: Sentence, number: FoundNumber, last: Counted | None
) -> Counted | None:
    """A number that a colon parts from the words that say what it counts.

    A label that only sums or dates ("Total for the week: 12", "June: 38") goes on counting
    what was counted last.

    Args:
        last: what was counted last before it.
    """
    if number.use is not NumberUse.COUNT or number.number.bound is Bound.VAGUE:
        return None
    numeral = sentence.within(number.head_start, number.head_end)[-1]
    label = _label(sentence, number) or _bare_label(sentence, number)
    times = label and _times_told(sentence, number, label)
    if times:
        incidents = Measure.INCIDENTS
        return Counted(
            number, incidents, times, numeral, times, times.text, form=Form.LABEL
        )
    if not label or not (_alone(sentence, numeral) or _of_people(numeral, label)):
        return None
    if _takes_a_share(label):
        return None
    unit, measure = _unit_of(label)
    if unit is None and last is not None and last.form is Form.LABEL:
        unit, measure = _places_again(label, last)
    if unit is not None:
        return Counted(number, measure, unit, numeral, unit, unit.text, form=Form.LABEL)
    if last is not None and _of_the_dead_too(sentence, label, last):
        return Counted(
            number, last.measure, label[-1], numeral, last.governor, label[-1].text, last
        )
    if last is None or not _only_sums(sentence, label):
        return None
    return Counted(
        number, last.measure, numeral, numeral, numeral, last.unit, last, Form.FIGURE
    )


def _bare_label(sentence: Sentence, number: FoundNumber) -> tuple[Token, ...]:
    """The words of "prisons stormed, two": a plural, what was done to it, a comma."""
    before = [t for t in sentence.before(number.start) if not t.is_space]
    after = next(iter(sentence.after(number.end)), None)
    if (
        not before
        or before[-1].text != ","
        or (after is not None and after.text not in ENDS)
    ):
        return ()
    starts = [n for n, t in enumerate(before) if t.text in (";", ":", ".")]
    words = before[starts[-1] + 1 if starts else 0 : -1]
    if len(words) > SHORT_LABEL or any(t.text == "," for t in words):
        return ()
    if len(words) == 1 and len(sentence.tokens) <= WHOLE:  # "Raids, 14."
        return tuple(words)
    many = any(
        one.tag_ in ("NNS", "NNPS")
        and (then.tag_ in ("VBN", "VBD") or then.lower_ in ("dead", "slain"))
        for one, then in pairwise(words[:4])
    )
    return tuple(words) if many else ()


def _times_told(
    sentence: Sentence, number: FoundNumber, label: Sequence[Token]
) -> Token | None:
    """The attack of "Water cannon fired at boats since May: eleven times"."""
    after = [t.lower_ for t in sentence.after(number.end)[:1]]
    if after not in (["times"], ["occasions"]):
        return None
    told = (t for t in label if attack_word(t) or t.lemma in SUFFERED | USED)
    return next(told, None)


def _places_again(label: Sequence[Token], last: Counted) -> tuple[Token | None, Measure]:
    """ "Villages torched: nine. Houses: 1,140": more that was struck, after a label of such."""
    unit = next((t for t in label if _plural_unit(t) in STRUCK), None)
    return (unit if last.measure in STRUCK and len(label) <= 2 else None), Measure.SITES


def _of_the_dead_too(sentence: Sentence, label: Sequence[Token], last: Counted) -> bool:
    """ "Police dead: 53; soldiers and marines: 21": people after a label of people hurt."""
    people = table("persons", "lemma", "role")
    told = last.form is Form.LABEL and last.measure in HURT
    near = sentence.start <= sentence.at(last.numeral) < sentence.at(label[0])
    named = [t for t in label if t.pos_ in ("NOUN", "PROPN", "VERB")]
    return told and near and bool(named) and all(t.lemma in people for t in named)


def numbering(sentence: Sentence, number: FoundNumber) -> bool:
    """Whether "number" before a number is a verb: "civilians killed up to June number 325".

    Parsers and the grammar of numbers take it for a noun ("bus number 57"). It is a verb
    behind a participle, "dead", or a period that follows people or things in the plural.
    """
    before = [t for t in sentence.before(number.start) if not t.is_space]
    if len(before) < 3 or before[-1].lower_ != "number":
        return False
    last, rest = before[-2], before[:-2]
    dated = any(d.start <= sentence.at(last) < d.end for d in sentence.dates)
    stands = dated or last.lower_ in PERIODS or last.tag_ in ("VBN", "VBD")
    told = [t for t in (*rest, last) if told_measure(t) is not None or t.lemma in TAKEN]
    many = any(t.tag_ in ("NNS", "NNPS") or t.lower_ in ("crew", "dead") for t in before)
    return (stands or last.lower_ == "dead") and many and bool(told)


def _takes_a_share(label: Sequence[Token]) -> bool:
    """ "Of which with heavy weapons: 157", "including: 12"."""
    words = [t.lower_ for t in label]
    opening = any(
        first in ("of", "among") and then in SUBSET for first, then in pairwise(words[:3])
    )
    return opening or words[:1] == ["including"]


def _unit_of(label: Sequence[Token]) -> tuple[Token | None, Measure]:
    """The word of a label that says what is counted: harm first, then the first unit.

    Places "attacked" are so many attacks; whoever is "under arrest" is taken.
    """
    hurt = next((t for t in label if told_measure(t) in HURT), None)
    if hurt is not None:
        return hurt, told_measure(hurt) or Measure.KILLED
    if _under_arrest(label):
        return label[-1], Measure.OTHER
    attacked = any(t.lower_ == "attacked" for t in label)
    struck = any(attack_word(t) or t.lemma in SUFFERED for t in label)
    for token in label:
        measure = _plural_unit(token) if token.tag_ not in ("VBN", "VBD") else None
        if measure is None or _qualifies_a_unit(token):
            continue
        if struck or measure is not Measure.SITES:
            sites = measure in (Measure.SITES, Measure.VESSELS)
            return token, Measure.INCIDENTS if attacked and sites else measure
    taken = next((t for t in label if t.lemma in TAKEN or t.lower_ == "taken"), None)
    return (taken, Measure.OTHER) if taken is not None else (_ruined(label), Measure.SITES)


def _ruined(label: Sequence[Token]) -> Token | None:
    """ "Wells poisoned", "patrols fired upon": things that no list knows, under attack."""
    people = table("persons", "lemma", "role")
    for one, then in pairwise(label[:5]):
        many = one.tag_ in ("NNS", "NNPS") and one.lemma not in people
        if (
            many
            and then.tag_ in ("VBN", "VBD")
            and (then.lemma in RUINED or attack_word(then))
        ):
            return one
    return None


def _qualifies_a_unit(token: Token) -> bool:
    """ "Drone" of "drone raids": the noun after it is what is counted."""
    return token.dep_ in ("compound", "amod") and measure_of(token.head) is not None


def _plural_unit(token: Token) -> Measure | None:
    """The measure of a unit; of "Incidents", too, which parsers take for a name."""
    name = table("units", "lemma", "measure").get(token.lower_.removesuffix("s"))
    return told_measure(token) or (Measure(name) if name else None)


def _label(sentence: Sentence, number: FoundNumber) -> tuple[Token, ...]:
    """The words before the colon that stands right before a number."""
    before = list(sentence.before(number.start))
    while before and before[-1].text in ('"', "“", "'"):
        before.pop()
    if not before or not (before[-1].text == ":" or numbering(sentence, number)):
        return ()
    words: list[Token] = []
    for token in reversed(before[:-1]):
        opens = token.text == "-" and (token.i == 0 or token.nbor(-1).text.isspace())
        if token.text in EDGES or opens or (words and "\n" in token.whitespace_):
            break
        words.append(token)
    return tuple(reversed(words)) if len(words) <= LONGEST_LABEL else ()


def _alone(sentence: Sentence, numeral: Token) -> bool:
    """Whether nothing that could be counted follows: an end, a mark, a new line."""
    doc = numeral.doc
    if numeral.i + 1 >= len(doc):
        return True
    after = doc[numeral.i + 1]
    if after.is_space or after.is_punct or after.i > sentence.tokens[-1].i:
        return True
    dated = any(d.start <= sentence.at(after) < d.end for d in sentence.dates)
    ends = after.is_sent_start or (after.pos_ == "ADV" and numeral.dep_ != "advmod")
    return bool(after.pos_ in ("ADP", "CCONJ", "SCONJ") or dated or ends)


def _of_people(numeral: Token, label: Sequence[Token]) -> bool:
    """ "Killed since 1 March: 61 civilians"."""
    noun = numeral.head if numeral.dep_ == "nummod" else None
    people = table("persons", "lemma", "role")
    hurt = any(told_measure(t) in HURT for t in label)
    return noun is not None and noun.i == numeral.i + 1 and hurt and noun.lemma in people


def _only_sums(sentence: Sentence, label: Sequence[Token]) -> bool:
    """Whether a label says no more than "total", a period, or both."""
    dated = {t.i for d in sentence.dates for t in sentence.within(d.start, d.end)}
    rest = [
        t
        for t in label
        if t.i not in dated
        and t.lower_ not in SMALL
        and not (t.is_punct or YEAR.fullmatch(t.text))
    ]
    sums = any(t.lemma in SUMS for t in label)
    then = [t.lower_ for t in label[-2:]] == ["since", "then"]
    if then and len(label) == 2:
        return True  # "Since then: 398"
    if sums and len(label) <= SHORT_LABEL and label[-1].lemma in SUMS:
        return True  # "The army's own figure: 388"
    return all(t.lemma in SUMS or (sums and t.ent_type_ == "DATE") for t in rest) and (
        sums or bool(dated & {t.i for t in label})
    )


def _under_arrest(label: Sequence[Token]) -> bool:
    words = [t.lower_ for t in label]
    return words[:2] in (["under", "arrest"], ["in", "custody"], ["in", "detention"])
