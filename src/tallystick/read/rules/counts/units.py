"""A counted number, and the nouns and verbs that tell what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tallystick.model.lists import Measure
from tallystick.read.found import FoundNumber
from tallystick.read.rules.harm.company import GROUPS
from tallystick.read.rules.harm.removed import TAKEN
from tallystick.read.rules.harm.words import HARM, HARM_NOUNS, HARM_WORDS
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, trigger_words, word_list
from tallystick.read.rules.text.scan import Sentence, Token

KINDS = word_list("counts/kinds")


UNMANNED = frozenset("unmanned pilotless uncrewed unpiloted".split())
FIRING = word_list("counts/firing")
FORCING = word_list("counts/forcing")


PEACEFUL_CLAIMS = word_list("counts/peaceful_claims")
AFTER_HOURS = (["after"], ["before"], ["past"], ["until"], ["till"])

AFTER_AN_AGE = frozenset((",", ";", ":", ".", ")", "and"))
RUINED = word_list("counts/ruined")
SUFFERED = word_list("counts/suffered")


class Form(StrEnum):
    """How a number says what it counts."""

    NOUN = "noun"
    """By a noun or a verb of its own clause: "21 attacks", "killed 36"."""
    LABEL = "label"
    """By the words before a colon: "Health workers killed: 81"."""
    FIGURE = "figure"
    """By what was told before: "and 14 in July", "that makes eleven since August"."""
    ANSWER = "answer"
    """By the question that it answers: "How many raids? Three, says the mayor"."""


@dataclass(frozen=True)
class Counted:
    """A number, what it counts, and the words that say so."""

    number: FoundNumber
    measure: Measure
    head: Token
    """The counted noun; the numeral itself where no noun follows ("wounded 36")."""
    numeral: Token
    governor: Token
    """The verb or noun that makes it a count: "killed", "attacks", "carried out"."""
    unit: str
    """The counted noun as written; of "166 times" the act that was repeated."""
    compared: Counted | None = None
    """The count that it stands beside or goes on with: of "21, against 14" the 21."""
    form: Form = Form.NOUN

    def __hash__(self) -> int:
        """By its places alone: it is asked for often, and few counts share them."""
        return hash((self.number.start, self.head.i, self.governor.i))


def measure_of(noun: Token) -> Measure | None:
    """What a noun is a unit of: "attack", "drone", "base"; None for any other noun."""
    units = table("units", "lemma", "measure")
    name = units.get(noun.lemma) or units.get(noun.lower_)
    if name == Measure.SITES and any(c.lower_ in UNMANNED for c in noun.children):
        return Measure.MUNITIONS
    if noun.lemma in ("round", "wave"):
        return _of_a_series(noun)
    if noun.lemma == "body":  # not a trade body
        return Measure.KILLED if noun.tag_ == "NNS" else None
    return Measure(name) if name else _of_a_kind(noun)


def _of_a_series(noun: Token) -> Measure | None:
    """ "170 rounds" are shells, a round of strikes an attack, a round of talks none."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    if of is None:
        return Measure.MUNITIONS if noun.lemma == "round" else Measure.INCIDENTS
    told = [w for c in of.children if c.dep_ == "pobj" for w in (c, *c.children)]
    violent = any(attack_word(w) or measure_of(w) is not None for w in told)
    return Measure.INCIDENTS if violent else None


def _of_a_kind(noun: Token) -> Measure | None:
    """What a noun counts that says nothing of itself: "cases of arson", "murder cases"."""
    if noun.lemma not in KINDS or noun.pos_ != "NOUN":
        return None
    told = [c for c in noun.children if c.dep_ in ("compound", "acl", "amod")]
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "at", "for"):
            told += [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]
    if noun.lemma == "claim" and noun.tag_ == "NNS":
        about = {t.lower_ for t in told} | {t.lemma for t in told}
        insured = any(t.lower_.startswith("insur") for t in noun.sent)
        return None if insured or about & PEACEFUL_CLAIMS else Measure.INCIDENTS
    for token in told:
        measure = told_measure(token) if token.lemma not in KINDS else None
        if measure in (Measure.KILLED, Measure.INJURED, Measure.OTHER):
            return measure
        violent = measure in (Measure.INCIDENTS, Measure.MUNITIONS)
        forced = token.dep_ == "acl" and token.lemma in FORCING
        if violent or attack_word(token) or token.lower_ in FIRING or forced:
            return Measure.INCIDENTS
    return None


def attack_word(token: Token) -> bool:
    """Whether a word is, of itself, a word for attacking."""
    return (token.lemma, "VERB" if token.pos_ == "VERB" else "NOUN") in _attack_words()


@cache
def _attack_words() -> frozenset[tuple[str, str]]:
    """Those words by lemma and part of speech."""
    told = {key: word for key, word in trigger_words().items() if word.kind != "refers"}
    return frozenset(
        key
        for key, word in told.items()
        if word.kind != "needs-weapon" or word.lemma in ("launch", "fire")
    )


def unit_in(noun: Token) -> Token | None:
    """The unit noun in a subject: "the number of attacks", "attacks", "the death toll"."""
    if measure_of(noun) is not None or noun.lemma == "toll" or noun.lower_ in HARM_WORDS:
        return noun
    if noun.lemma in ("number", "total", "count", "tally"):
        return unit_among(list(noun.subtree))
    return None


def unit_among(tokens: list[Token]) -> Token | None:
    """The word among some that tells what they count; a word of harm before any other."""
    hurt = next(
        (t for t in tokens if told_measure(t) in (Measure.KILLED, Measure.INJURED)), None
    )
    units = [t for t in tokens if measure_of(t) is not None]
    own = (t for t in units if t.dep_ != "compound" or measure_of(t.head) is None)
    unit = hurt or next(own, units[0] if units else None)
    taken = (t for t in tokens if t.lemma in TAKEN and t.tag_ == "VBN")
    return unit or next(taken, None)


def told_measure(token: Token) -> Measure | None:
    """What is counted where a word tells it: a unit noun, a verb or noun of harm."""
    if token.pos_ == "VERB" and token.lemma in HARM:
        return HARM[token.lemma]
    told = {**HARM, **HARM_NOUNS}
    return measure_of(token) or told.get(token.lemma) or HARM_WORDS.get(token.lower_)


def an_age(numeral: Token) -> bool:
    """Whether a bare number says how old people are: "a woman of 47", "boys of 10 and 12",
    "Ali Hassan, 34, a reporter"."""
    if _after_a_person(numeral):
        return True
    of = g.first_conjunct(numeral).head
    whose = of.head
    people = whose.lemma in table("persons", "lemma", "role")
    return (
        of.lower_ == "of" and whose.pos_ == "NOUN" and people and whose.lemma not in GROUPS
    )


def _after_a_person(numeral: Token) -> bool:
    """The 34 of "Ali Hassan, 34, a reporter", the 9 of "his daughter, 9, and a maid"."""
    if numeral.i < 2 or not numeral.text.isdigit() or len(numeral.text) > 2:
        return False
    who, after = numeral.nbor(-2), numeral.doc[numeral.i + 1 : numeral.i + 2]
    person = who.pos_ == "PROPN" or (
        who.tag_ == "NN" and who.lemma in table("persons", "lemma", "role")
    )
    ended = all(t.text in AFTER_AN_AGE for t in after)
    return numeral.nbor(-1).text == "," and person and ended


def of_a_name(sentence: Sentence, numeral: Token) -> bool:
    """Whether a bare number is the age of somebody named before it: "Ali Hassan, 34, on his
    motorcycle"; not the number of a place or a side, "Kherson, 4; Sumy, 3"."""
    if not _after_a_person(numeral):
        return False
    at = sentence.at(numeral.nbor(-2))
    known = [(p.start, p.end) for p in sentence.places]
    known += [(a.start, a.end) for a in sentence.actors]
    return not any(start <= at < end for start, end in known)


def an_hour(sentence: Sentence, number: FoundNumber) -> bool:
    """ "Shortly after eight on Thursday morning": an hour, told in a word."""
    before = [t.lower_ for t in sentence.before(number.head_start)[-1:]]
    after = [t.lower_ for t in sentence.after(number.end)[:1]]
    hour = (number.number.stated or 13) <= 12
    return hour and before in AFTER_HOURS and after in (["on"], ["in"], ["this"], ["last"])
