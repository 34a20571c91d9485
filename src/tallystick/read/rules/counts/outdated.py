"""Numbers of people told as those of the first hours: "early reports of 20 dead", "up from 17"."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.harm.words import DYING, HARM
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence, Token

EARLY = word_list("counts/early")
GIVEN = word_list("counts/given_number")
FARTHEST = 8
"""Steps up the parse in which it is told that a number was given first."""


def outdated(sentence: Sentence, one: Counted) -> bool:
    """Whether a number of people is told as one that another has replaced since.

    "First reported 103 deaths", "had earlier put it at 59", "an initial count of 17", "up
    from 37"; not "two had earlier been killed", which tells of an earlier attack.
    """
    before = [t.lower_ for t in sentence.before(one.number.start)[-3:]]
    if before[-2:] in (["up", "from"], ["down", "from"]):
        return True
    return any(_early(word) for word in _over(one)) or _given_before(one)


def _over(one: Counted) -> Iterator[Token]:
    """The nouns and verbs over a number, the nearest first, that do not tell of the harm."""
    for n, word in enumerate(g.ancestors(one.numeral)):
        if n > FARTHEST:
            return
        if word.pos_ in ("NOUN", "VERB") and word.i != one.numeral.i:
            yield word


def _early(word: Token) -> bool:
    """ "Initially said", "at first announced", "early reports", "a preliminary count"."""
    if word.pos_ == "NOUN":
        return word.lemma in GIVEN and any(c.lower_ in EARLY for c in word.children)
    if word.lemma in HARM or word.lemma in DYING:
        return False
    return any(_first(c) for c in word.children)


def _first(mark: Token) -> bool:
    if mark.dep_ == "advmod":
        return mark.lower_ in EARLY
    at = mark.dep_ == "prep" and mark.lower_ == "at"
    return at and any(c.lower_ == "first" for c in mark.children)


def _given_before(one: Counted) -> bool:
    """ "The 15 given earlier", "103 deaths first reported"."""
    told = (c for w in (one.numeral, one.head) for c in w.children if c.dep_ == "acl")
    return any(_early(verb) for verb in told if verb.pos_ == "VERB")
