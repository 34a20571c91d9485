"""With whom people share their fate: "a judge, his driver and four guards", "killed along
with two sons"."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Token

PERSONAL = word_list("harm/personal")
GROUPS = word_list("harm/groups")
QUANTITIES = word_list("harm/quantities")
LEFT_OUT = ("npadvmod", "appos", "conj", "dep", "nmod", "ROOT", "dobj", "pobj", "nsubjpass")
"""How the parser hangs the people of a list that it did not understand."""
BESIDES = frozenset("alongside besides".split())
ALONG = frozenset("along together".split())
OWN = frozenset("his her their its".split())
LISTING = frozenset((",", "and", "&", "or"))
CLOSING = frozenset((",", ")", ".", ";", ":", "-", "–"))
"""What ends an apposition."""
BEFORE_PEOPLE = ("DET", "ADJ", "NUM", "PRON", "ADV", "PROPN")
"""What may stand before the noun of people in a list: "about twenty elderly"."""
LONGEST_STEP = 7
"""Words from one noun of a list to the next."""


def a_person(noun: Token) -> bool:
    """Whether a noun is in the list of words for people, or ends "a passer-by"."""
    if noun.lemma in table("persons", "lemma", "role"):
        return True
    return noun.lower_ == "by" and noun.i > 1 and noun.nbor(-2).lower_.startswith("passer")


def people_stand(noun: Token) -> bool:
    """Whether a noun may be for people: a word for them, a name, a pronoun, a number."""
    if noun.lower_ in PERSONAL or noun.like_num or noun.ent_type_ in ("PERSON", "NORP"):
        return True
    aged = noun.lower_ == "old" and noun.i > 1 and noun.nbor(-2).lower_ == "year"
    return aged or a_person(noun) or noun.lemma in QUANTITIES | GROUPS


def hosts(whole: Token) -> Iterator[Token]:
    """The words whose fate people share: what they are coordinated with, "the mayor" of "the
    mayor, his brother and two guards", "a teacher" of "a teacher was killed with her sons".
    """
    top = g.first_conjunct(whole)
    yield top
    if whole.pos_ == "PROPN":
        return  # names in apposition tell who was counted already
    if top.dep_ == "appos" and in_a_list(top):
        yield g.first_conjunct(top.head)
    yield from _as_well_as(top)
    yield from _together_with(whole)


def in_a_list(noun: Token) -> bool:
    """Whether an apposition is one of a list, no name for what stands before it.

    "Two students, a cook and four guards died", not "two students, a boy and a girl, died";
    a single person is not two others: "a judge, his driver and four guards".
    """
    a_name = noun.head.pos_ == "PROPN"
    if a_name and any(c.lower_ in ("a", "an", "the") for c in noun.children):
        return False  # "Omar Said, a reporter, and his cameraman"
    if any(c.dep_ == "poss" for c in noun.children):
        return not noun.head.tag_.endswith("S")
    last = max(t.i for t in noun.subtree)
    closed = last + 1 < len(noun.doc) and noun.doc[last + 1].text in CLOSING
    return any(c.dep_ == "conj" for c in noun.children) and not closed


def _as_well_as(people: Token) -> Iterator[Token]:
    """The guests of "twelve guests died as well as the four attackers"."""
    first = min(t.i for t in people.subtree)
    before = [t.lower_ for t in people.doc[max(0, first - 3) : first]]
    if before not in (["as", "well", "as"], ["in", "addition", "to"]) and before[-1:] != [
        "plus"
    ]:
        return
    over = people.head if people.head.pos_ == "VERB" else people.head.head
    host = g.child(over, "nsubjpass", "nsubj") if people.i > over.i else None
    if host is not None and g.child(over, "dobj") in (None, people):
        yield host


def _together_with(whole: Token) -> Iterator[Token]:
    """The people to whose fate others are added: "was killed along with two sons"."""
    prep = g.first_conjunct(whole).head
    if prep.dep_ != "prep" or prep.i == 0:
        return
    along = prep.lower_ == "with" and prep.nbor(-1).lower_ in ALONG
    own = prep.lower_ == "with" and any(c.lower_ in OWN for c in whole.children)
    if not (along or own or prep.lower_ in BESIDES):
        return
    for over in g.ancestors(prep):
        if over.pos_ == "VERB":
            first = g.child(over, "nsubjpass", "nsubj")
            if first is not None:
                yield first
            return


def beside(noun: Token) -> Iterator[Token]:
    """The other people of a list as it is written, whatever the parser made of it: those
    after a noun, then those before it."""
    if noun.dep_ not in LEFT_OUT or noun.pos_ != "NOUN":
        return
    if noun.i + 1 < len(noun.doc) and noun.nbor(1).like_num:
        return  # "the agency reported 23 dead, a doctor 34"
    for step in (1, -1):
        one: Token | None = noun
        while one is not None:
            one = _neighbour(one, step)
            if one is not None:
                yield one


def _neighbour(noun: Token, step: int) -> Token | None:
    """The next noun for people in a list, with nothing between but what describes it."""
    joined = False
    doc, at = noun.doc, noun.i + step
    while 0 <= at < len(doc) and abs(at - noun.i) <= LONGEST_STEP:
        word = doc[at]
        if word.sent.start != noun.sent.start:
            return None
        if word.lower_ in LISTING:
            joined = True
        elif joined and word.pos_ == "NOUN" and (a_person(word) or word.lemma in GROUPS):
            return word
        elif not (word.pos_ in BEFORE_PEOPLE or word.lower_ == "of" or _first_half(word)):
            return None
        at += step
    return None


def _first_half(word: Token) -> bool:
    """The "taxi" of "two taxi drivers"."""
    return word.pos_ == "NOUN" and word.dep_ in ("compound", "amod", "nmod")
