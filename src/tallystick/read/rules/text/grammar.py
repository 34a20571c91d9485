"""Small questions that the rules ask of a parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
CLAUSES = (
    "ROOT",
    "ccomp",
    "advcl",
    "relcl",
    "acl",
    "conj",
    "parataxis",
    "xcomp",
    "pcomp",
    "csubj",
)
SHARING = ("conj", "xcomp", "advcl", "pcomp", "prep")
"""How verbs hang on one whose subject they may share."""
IRREAL = word_list("text/irreal")
MAKES_DO = word_list("text/makes_do")


UNREAL_MARKS = (IRREAL | {"'ll", "’ll"}) - {"can"}
"""Auxiliaries and conjunctions that make a clause unreal; "can" may report ability."""


def subtree(token: Token) -> tuple[Token, ...]:
    """A token and all below it, in order."""
    return tuple(token.subtree)


def ancestors(token: Token) -> Iterator[Token]:
    """The token itself, then its heads up to the root."""
    yield token
    while token.head is not token and token.head.i != token.i:
        token = token.head
        yield token


def child(token: Token, *deps: str) -> Token | None:
    """The first child by one of these relations."""
    for one in token.children:
        if one.dep_ in deps:
            return one
    return None


def after(token: Token, *prepositions: str) -> Iterator[Token]:
    """The nouns after some prepositions that hang on a word: "of its soldiers"."""
    for link in token.children:
        if link.dep_ == "prep" and link.lower_ in prepositions:
            yield from (c for c in link.children if c.dep_ == "pobj")


def conjuncts(token: Token) -> tuple[Token, ...]:
    """A token and those coordinated below it: "Iraq" of "Iraq, Syria and Jordan"."""
    found = [token]
    for one in found:
        found += [c for c in one.children if c.dep_ == "conj"]
    return tuple(found)


def first_conjunct(token: Token) -> Token:
    """The head of a coordination: "Iraq" from "Jordan" of "Iraq, Syria and Jordan"."""
    while token.dep_ == "conj":
        token = token.head
    return token


def distance(one: Token, other: Token) -> int:
    """Steps between two tokens in the parse tree; 99 if they are in two trees."""
    path = {t.i: n for n, t in enumerate(ancestors(one))}
    steps = 0
    while other.i not in path:
        if other.head.i == other.i:
            return 99
        other = other.head
        steps += 1
    return steps + path[other.i]


def nearest(token: Token, candidates: Iterable[Token]) -> Token | None:
    """The candidate to which a token belongs: an ancestor before others, then by steps."""
    choices = list(candidates)
    marks = {c.i for c in choices}
    for one in ancestors(token):
        if one.i in marks:
            return one
    ranked = [
        (distance(token, c), c.i > token.i, abs(c.i - token.i), n)
        for n, c in enumerate(choices)
    ]
    steps, _, _, first = min(ranked, default=(99, False, 0, 0))
    return choices[first] if steps < 99 else None


def clause_verb(token: Token) -> Token:
    """The verb of the clause that a token stands in; the root if there is none."""
    while token.pos_ not in ("VERB", "AUX") or token.dep_ not in CLAUSES:
        if token.head.i == token.i:
            break
        token = token.head
    return token


def passive(verb: Token) -> bool:
    """Whether a verb is in the passive voice or a bare past participle after a noun."""
    return verb.once(_passive)


def _passive(verb: Token) -> bool:
    participle = verb.tag_ == "VBN"
    for one in verb.children:
        if one.dep_ in ("nsubjpass", "auxpass"):
            return True
        if participle and one.dep_ == "aux" and one.lemma_ == "be":
            return True
    return participle and verb.dep_ == "acl"


def subject(verb: Token) -> Token | None:
    """The subject of a verb, taken from the verb it is coordinated with if need be."""
    return verb.once(_subject)


def _subject(verb: Token) -> Token | None:
    one: Token | None = verb
    while one is not None:
        for below in one.children:
            if below.dep_ in SUBJECTS:
                return _relative(below, one)
        if (told := _told(one)) is not None:
            return told
        one = _leading_verb(one)
    if verb.dep_ in ("acl", "relcl"):
        return verb.head
    return None


def _told(verb: Token) -> Token | None:
    """Who is asked or made to do something: the D of "the C urged the D to stop"."""
    if verb.dep_ != "xcomp" or verb.head.lemma not in MAKES_DO:
        return None
    return child(verb.head, "dobj")


def _leading_verb(verb: Token) -> Token | None:
    """The verb whose subject a verb may share: what it is coordinated with or depends on."""
    while (verb.dep_ in SHARING or _willing(verb)) and verb.head.i != verb.i:
        verb = verb.head
        if verb.pos_ in ("VERB", "AUX"):
            return verb
    return None


def _willing(word: Token) -> bool:
    """ "Was quick to claim it": the subject stands at the verb over the adjective."""
    return word.dep_ == "acomp" and word.pos_ == "ADJ"


def _relative(word: Token, verb: Token) -> Token:
    """The noun that "that" or "which" stands for."""
    if word.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        return verb.head
    return word


def agent(verb: Token) -> Token | None:
    """The noun after "by" of a passive verb or of a noun."""
    for by in verb.children:
        if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by"):
            found = child(by, "pobj")
            if found is not None:
                return found
    return None


def objects(verb: Token) -> tuple[Token, ...]:
    """Direct objects of a verb with their conjuncts."""
    return verb.once(_objects)


def _objects(verb: Token) -> tuple[Token, ...]:
    found: tuple[Token, ...] = ()
    for c in verb.children:
        if c.dep_ in ("dobj", "attr", "dative"):
            found += conjuncts(c)
    return found


def negated(token: Token) -> bool:
    """Whether a verb, or the verb over a noun, is negated."""
    return child(token, "neg") is not None


def irreal(token: Token) -> bool:
    """Whether a word lies under "would", "if", "plans to" ...: not told as having happened.

    A clause of its own ends the reach of what stands over it: "it should be added that
    ...", "after the attack ..., they will ..." tell of an attack that happened.
    """
    for one in ancestors(token):
        for below in one.children:
            if below.dep_ in ("aux", "mark") and _unreal_mark(below):
                return True
        if one is not token and one.pos_ == "VERB" and one.lemma in IRREAL:
            return True
        if one.dep_ == "ccomp":
            return one.head.lemma in IRREAL and not _beside(one)
        if one.dep_ == "conj" and one.tag_ in ("VBD", "VBZ") and one.head.tag_ == "VB":
            return False  # "would not say how many, and denied it"
        if one.dep_ in ("relcl", "advcl") or own_time(one):
            return False
    return False


def _beside(clause: Token) -> bool:
    """ "A man was shot; he refused to speak": what the parser hangs on the clause behind."""
    between = clause.doc.words[clause.i : clause.head.i]
    return any(word.text == ";" for word in between)


def _unreal_mark(child: Token) -> bool:
    """Whether an auxiliary or conjunction makes its clause unreal."""
    month = child.text == "May" and child.i > 0
    return child.lower_ in UNREAL_MARKS and not month


def own_time(token: Token) -> bool:
    """Whether a phrase stands on its own in time: "after the attack", "since the strike"."""
    return token.dep_ in ("prep", "mark") and token.lower_ in (
        "after",
        "since",
        "following",
        "during",
        "before",
        "despite",
        "amid",
    )


def noun_phrase(token: Token) -> tuple[Token, Token]:
    """First and last token of a noun with its words, without clauses and prepositions."""
    keep = (
        "det",
        "amod",
        "compound",
        "nmod",
        "poss",
        "nummod",
        "quantmod",
        "case",
        "punct",
    )
    inside = [token]
    queue = [token]
    while queue:
        one = queue.pop()
        for c in one.children:
            if (
                c.i < token.i
                and (c.dep_ in keep or _hyphened(c))
                and not (c.dep_ == "punct" and c.text in ",;:(")
            ):
                inside.append(c)
                queue.append(c)
    inside.sort(key=lambda t: t.i)
    first = next((t for t in inside if t.dep_ != "det" and t.pos_ != "PUNCT"), token)
    return first, token


def _hyphened(word: Token) -> bool:
    """The first word of "little-known", "Marat-backed"."""
    return word.dep_ in ("advmod", "npadvmod") and word.nbor(1).text == "-"
