"""Names that a text itself says are places: "Zarmina, a hamlet", "two villages, Marat and Orlan".

Where such a name stands in its sentence does not matter: what it is called settles it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence, Token

KINDS = word_list("places/kinds")
"""What a place is called that bears a name: "hamlet", "sub-district"."""
CALLED = frozenset(("call", "name", "know"))
OPENS_LIST = frozenset(("of", ",", ":", "(", "-", "–", "—", "called", "named", "namely"))
JOINS = frozenset((",", "and", "&", "or"))


def told_to_be(name: Token) -> bool:
    """ "Zarmina, a hamlet in the hills", "a village called Zarmina"."""
    if any(c.dep_ == "appos" and _kind(c) for c in name.children):
        return True
    over = name.head
    named = name.dep_ in ("oprd", "dobj", "attr", "pobj") and (
        over.lemma in CALLED or (over.lower_ == "as" and over.head.lemma in CALLED)
    )
    verb = over.head if over.lower_ == "as" else over
    return named and verb.dep_ in ("acl", "relcl") and _kind(verb.head)


def _kind(noun: Token) -> bool:
    """A common noun for a place, not one of a name or a people's: no "Marat Town"."""
    return noun.pos_ == "NOUN" and noun.lemma in KINDS and g.child(noun, "poss") is None


def listed(sentence: Sentence) -> frozenset[int]:
    """The last words of names listed behind their kind: "the villages of Marat and Orlan"."""
    return frozenset(
        name.i
        for at, noun in enumerate(sentence.tokens)
        if noun.lemma in KINDS and noun.lower_ != noun.lemma and noun.pos_ == "NOUN"
        for name in _behind(sentence.tokens[at + 1 :])
    )


def _behind(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """The last word of each of the names that begin a run of words, if two or more do."""
    rest = list(tokens)
    while rest and rest[0].lower_ in OPENS_LIST:
        rest.pop(0)
    ends: list[Token] = []
    fresh = True
    for token in rest:
        if token.pos_ == "PROPN" or (token.text == "-" and not fresh):
            ends[len(ends) - (not fresh) :] = [token]
            fresh = False
        elif token.lower_ in JOINS:
            fresh = True
        else:
            break
    if len(ends) > 1:
        yield from ends
