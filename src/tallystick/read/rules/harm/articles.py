"""One person told of by the article: "a soldier was killed"."""

from __future__ import annotations

from tallystick.model.values import Number
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.rules.harm.company import a_person
from tallystick.read.rules.harm.words import harm_over
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence

SINGLE = "one person, by the article"
"""The reason of such a number."""
MANY = word_list("harm/many")


def with_singles(sentence: Sentence) -> list[FoundNumber]:
    """The numbers of a sentence with the "a" of "a soldier was killed": one person."""
    singles = []
    for token in sentence.tokens:
        noun = token.head
        if token.lower_ not in ("a", "an") or token.dep_ != "det" or noun.tag_ != "NN":
            continue
        if a_person(noun) and noun.lemma not in MANY and harm_over(noun) is not None:
            at = sentence.at(token)
            end = at + len(token.text)
            singles.append(
                FoundNumber(at, end, at, end, Number.said(1), NumberUse.COUNT, SINGLE)
            )
    return sorted((*sentence.numbers, *singles), key=lambda n: n.start)
