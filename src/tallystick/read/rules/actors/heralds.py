"""Who speaks where a colon parts the words from who says them.

"A leaflet from the C told the villagers: be gone by noon", "the C's note reached the
embassy: let the fleet leave", '"Pack and go": the minister's request came on Friday'.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.values import Mention
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.actors.naming import named
from tallystick.read.rules.actors.own_side import MARKS, quoted
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import bodies, table, word_list
from tallystick.read.rules.text.scan import Sentence, Token

CHANNELS = word_list("actors/channels")
MADE_BY = frozenset("of from by for".split())


def herald(sentence: Sentence, token: Token) -> Mention | None:
    """Who says a word that stands behind a colon, or in a quotation before one."""
    colon = _colon(sentence, token)
    if colon is None:
        return None
    before = [t for t in sentence.tokens if t.i < colon.i]
    after = [t for t in sentence.tokens if t.i > colon.i and not quoted(t)]
    return _speaker(sentence, before if colon.i < token.i else after)


def _colon(sentence: Sentence, token: Token) -> Token | None:
    """The last colon before a word; else one right behind the quotation that it is in."""
    colons = [t for t in sentence.tokens if t.text == ":"]
    before = [t for t in colons if t.i < token.i]
    if before:
        return before[-1]
    after = (t for t in colons if t.i > token.i and t.nbor(-1).text in MARKS)
    return next(after, None) if quoted(token) else None


def _speaker(sentence: Sentence, words: Sequence[Token]) -> Mention | None:
    """Who owns the channel that some words name; else the subject of their verb."""
    owned = (_owner(t) for t in words if t.lemma in CHANNELS and t.pos_ == "NOUN")
    who = next((one for one in owned if one is not None), None)
    if who is None:
        said = table("speech", "lemma", "relation")
        subjects = (t for t in words if t.dep_ == "nsubj" and t.head.lemma in said)
        who = next((one for one in subjects if _may_speak(one)), None)
    return mention_of(sentence, named(sentence, who)) if who is not None else None


def _owner(paper: Token) -> Token | None:
    """ "The C's note", "a call from the C"."""
    whose = g.child(paper, "poss")
    if whose is not None:
        return whose if _may_speak(whose) else None
    by = (c for c in paper.children if c.dep_ == "prep" and c.lower_ in MADE_BY)
    made = (g.child(c, "pobj") for c in by)
    return next((one for one in made if one is not None and _may_speak(one)), None)


def _may_speak(noun: Token) -> bool:
    """A name, a body, a person with an office."""
    known = noun.lemma in bodies() or noun.lemma in table("persons", "lemma", "role")
    return noun.pos_ == "PROPN" or (noun.pos_ == "NOUN" and known)
