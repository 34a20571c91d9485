"""Noun phrases that may name who, what or whom, each with the spans it may be cut to."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.scan import Sentence, Token

STOPS = frozenset(',;:("')
"""Marks that end a noun phrase on its left."""
NO_PART = ("VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PRON")
"""Parts of speech that end a noun phrase on its left."""
LONGEST_LEFT = 10
"""Words before a head at most."""
MOST_TAILS = 4
"""Prepositional phrases that a noun phrase may end with: "office of the head of the ..."."""
TAILS = ("of", "in", "for", "to", "at", "from", "with", "on")
ARGUMENTS = ("pobj", "dobj", "nsubjpass", "nsubj")


def heads(sentence: Sentence) -> Iterator[Token]:
    """The words of a sentence that may head a phrase, in order."""
    for token in sentence.tokens:
        named = token.pos_ in ("NOUN", "PROPN", "NUM")
        odd = token.pos_ in ("ADJ", "X", "VERB") and token.dep_ in ARGUMENTS
        if named or (odd and token.tag_ not in ("VBD", "VBZ")):
            yield token


def modifiers(head: Token) -> tuple[Token, ...]:
    """The words of a phrase before its head, without a gap, in order."""
    inside = {t.i for t in head.subtree}
    found: list[Token] = []
    at = head.i - 1
    while at >= 0 and at in inside and len(found) < LONGEST_LEFT:
        token = head.doc[at]
        if token.text in STOPS or token.text == "--" or token.pos_ in NO_PART:
            break
        found.insert(0, token)
        at -= 1
    return tuple(found)


def tails(head: Token) -> tuple[Token, ...]:
    """The words that a phrase may end with: its head, then the ends of "of ..." after it."""
    found, inner = [head], head
    for _ in range(MOST_TAILS):
        after = (
            c
            for c in inner.children
            if c.dep_ == "prep" and c.lower_ in TAILS and 0 < c.i - found[-1].i <= 2
        )
        link = next(after, None)
        noun = g.child(link, "pobj") if link is not None else None
        if link is not None and noun is not None and noun.i < link.i:
            break
        if noun is None:
            break
        found.append(noun)
        inner = noun
    return tuple(found)


def cuts(sentence: Sentence, head: Token) -> tuple[tuple[Token, Token], ...]:
    """First and last token of every span that a phrase may be cut to, each once."""
    starts = [t for t in (*modifiers(head), head) if t.pos_ not in ("DET", "PUNCT")]
    found = [(first, last) for last in tails(head) for first in starts]
    at = sentence.at(head)
    for actor in sentence.actors:
        if actor.start <= at < actor.end:
            tokens = sentence.within(actor.start, actor.end)
            found.append((tokens[0], tokens[-1]))
    for entity in head.doc.ents:
        if entity.start <= head.i < entity.end:
            named = [t for t in entity if not t.is_space]
            while named and named[0].pos_ in ("DET", "PUNCT"):
                named.pop(0)
            if named:
                found.append((named[0], named[-1]))
    return tuple(dict.fromkeys(found))
