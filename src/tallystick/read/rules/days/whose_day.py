"""Which days of a sentence are those of an attack, and which of what came after it.

A day on which somebody spoke, was charged or was buried is not the day of the attack.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Sentence, Token

NO_EVENTS: frozenset[int] = frozenset()
BY_NIGHT = re.compile(
    r"by (?:night|day|daylight)\b|from (?:noon|dawn|dusk|midnight|early|late|\d)",
    re.IGNORECASE,
)
"""No last or first day: "raided by night on Monday", "under fire from noon on Sunday"."""
WHEN = re.compile(r",? (?:when|on which|the day)\b")
"""After a day: what follows happened on it."""


def said(sentence: Sentence, root: Token, events: Container[int] = NO_EVENTS) -> bool:
    """Whether a date is the day on which somebody spoke: it hangs on a word of saying.

    Args:
        root: the date's syntactic head.
        events: indices of the words that tell of events; what hangs on one is its own.
    """
    relations = table("speech", "lemma", "relation")
    for one in g.ancestors(root):
        if one.i in events:
            return False
        if one.pos_ == "VERB" and root.i != one.i:
            spoken = one.lemma in relations and not _behind_colon(sentence, one, root)
            return spoken and not _front(sentence, root)
    return False


def _behind_colon(sentence: Sentence, verb: Token, root: Token) -> bool:
    """ "The front informs: on the 12th our units shelled the post"."""
    return any(t.text == ":" and verb.i < t.i < root.i for t in sentence.tokens)


def of_aftermath(root: Token, events: Container[int] = NO_EVENTS) -> bool:
    """Whether a date hangs on what is done afterwards: "charged on Friday", "the funeral".

    Not where that is only the scene: "killed as he visited the town on Friday".
    """
    after: Token | None = None
    for one in g.ancestors(root):
        if one.i in events:
            return after is not None and after.pos_ == "VERB" and not _scene(after)
        if after is None and one.i != root.i and one.pos_ in ("VERB", "AUX", "NOUN"):
            if _later(one):
                after = one
            elif one.pos_ == "VERB":
                return False
    return after is not None


OF_THE_PAGE = re.compile(
    r"\b(?:(?:Last )?(?:[Uu]pdated|[Mm]odified|[Ee]dited)|Posted|Published|Created|Aired"
    r"|UPDATED|POSTED|PUBLISHED)(?: on| at)?:?\s*$"
)
"""Before a day on which a page was put up or changed: "Updated: Tuesday, 14 April"."""


def of_the_page(sentence: Sentence, date: FoundDate) -> bool:
    """Whether a day is that on which the page itself was put up or changed."""
    before = sentence.text[: date.start - sentence.start]
    return OF_THE_PAGE.search(before) is not None


def _later(word: Token) -> bool:
    """A word for what is done afterwards, what such a thing does, or what brings one to it:
    "the trial opened", "appeared in court", "held a vigil"."""
    known = table("aftermath", "lemma", "kind")
    if word.lemma in known:
        return True
    if word.pos_ not in ("VERB", "AUX"):
        return False
    parts = (c for c in word.children if c.dep_ in (*g.SUBJECTS, "dobj", "prep"))
    nouns = (g.child(c, "pobj") if c.dep_ == "prep" else c for c in parts)
    return any(n is not None and n.pos_ == "NOUN" and n.lemma in known for n in nouns)


def _scene(verb: Token) -> bool:
    return verb.dep_ in ("advcl", "pcomp")


def beside(sentence: Sentence, date: FoundDate, events: Sequence[Token]) -> Token | None:
    """The event noun that a day stands right beside, whatever the parser makes of it:
    "the bombing of 12 May", "Friday's twin car bombing", "the 7 July attacks"."""
    before = sentence.before(date.start)[-3:]
    while before and before[-1].lower_ in ("the", "at", "on"):
        before = before[:-1]
    if len(before) > 1 and before[-1].lower_ == "of" and before[-2].pos_ != "VERB":
        told = next((t for t in events if t.i == before[-2].i), None)
        if told is not None:
            return told
    if _fronts(sentence, date):
        ahead = (t for t in events if sentence.at(t) >= date.end)
        return next(ahead, None)
    marks = {t.i: t for t in events if t.pos_ in ("NOUN", "PROPN")}
    for word in sentence.after(date.end)[:LONGEST_NAME]:
        if word.i in marks:
            return marks[word.i]
        if word.pos_ not in NAMING and word.text != "-":
            return None
    return None


def _fronts(sentence: Sentence, date: FoundDate) -> bool:
    """ "Several attacks: in March, gunmen stormed a clinic; in May, a bomb killed two"."""
    before = sentence.before(date.start)[-2:]
    if before and before[-1].lower_ in ("in", "on", "at"):
        before = before[:-1]
    after = sentence.after(date.end)[:1]
    fronted = bool(before) and before[-1].text in (":", ";")
    return fronted and bool(after) and after[0].text not in (":", ";", ".")


NAMING = frozenset("NOUN PROPN ADJ PART NUM".split())
LONGEST_NAME = 5
"""Words from a day to the event that it names: "Friday's deadly suicide car bombing"."""


def pushed_on(sentence: Sentence, date: FoundDate, events: Sequence[Token]) -> Token | None:
    """The event that a day belongs to where parsers give it to a verb before both.

    "They buried on Friday two men who fell when aircraft struck on Wednesday", "charged
    with the shooting of a clerk in Marat on Friday".
    """
    root = sentence.root_of(date.core_start or date.start, date.end)
    verb = next((t for t in g.ancestors(root) if t.pos_ == "VERB"), root)
    since = max((d.end for d in sentence.dates if d.end <= date.start), default=0)
    told = [t for t in events if since <= sentence.at(t) < date.start]
    return told[-1] if told and verb.i < told[-1].i else None


AT_ONCE = word_list("days/at_once")


def at_once(root: Token) -> bool:
    """Whether a date is that of what an attack did at once to what it hit."""
    verb = next((t for t in g.ancestors(root) if t.pos_ == "VERB"), None)
    return verb is not None and verb.lemma in AT_ONCE


def before_it(root: Token, trigger: Token) -> bool:
    """ "Answered on Friday after an attack killed two": the Friday is not the attack's."""
    above = {t.i for t in g.ancestors(root)}
    for one in g.ancestors(trigger):
        if one.i in above or _right_behind(root, trigger):
            return False
        marks = [c.lower_ for c in one.children if c.dep_ in ("mark", "advmod")]
        if one.dep_ == "advcl" and set(marks) & {"after", "since"}:
            return True
        if one.dep_ == "prep" and one.lower_ in ("after", "following"):
            return True
    return False


def _right_behind(root: Token, trigger: Token) -> bool:
    """ "Nine days after a bomb hit a bus on Saturday": in the clause of the event itself."""
    between = trigger.doc.words[trigger.i + 1 : root.i]
    return root.i > trigger.i and not any(
        t.text in ",;" or t.pos_ == "CCONJ" for t in between
    )


def came_before(trigger: Token) -> bool:
    """Whether it is told as what another event followed on: "after gunmen killed four", "in
    response to a rocket", "to avenge two guards shot"."""
    for one in g.ancestors(trigger):
        marks = {c.lower_ for c in one.children if c.dep_ in ("mark", "advmod")}
        if one.dep_ == "advcl" and marks & {"after", "since"}:
            return True
        if one.dep_ == "prep" and one.lower_ in ("after", "following"):
            return True
        answered = table("answers", "lemma", "pos")
        if one is not trigger and one.lemma in answered and _reaches(one, trigger):
            return True
    return False


def _reaches(answer: Token, trigger: Token) -> bool:
    """Whether an event is what an answer answers: "retaliation for the raid", "avenge it"."""
    for one in g.ancestors(trigger):
        if one.head.i == answer.i:
            return one.dep_ == "dobj" or one.lower_ in ("to", "for", "of", "against")
    return False


def told_within(
    sentence: Sentence, date: FoundDate, events: Sequence[Token]
) -> Token | None:
    """The event of a day that a period starts or ends with; None where it tells of none.

    "Since 16 January, when fighters attacked the town", "since the assault on Marat in
    March 2021", "on 7 May, when aircraft struck": each day is that of the event beside it.
    """
    text = sentence.text[date.end - sentence.start :]
    if WHEN.match(text):
        return next((t for t in events if sentence.at(t) >= date.end), None)
    if date.shape not in (DateShape.SINCE, DateShape.UNTIL):
        return None
    if BY_NIGHT.match(sentence.text[date.start - sentence.start :]):
        return g.nearest(sentence.root_of(date.start, date.end), events)
    inside = [t for t in events if date.start <= sentence.at(t) < date.core_start]
    return inside[-1] if inside else None


def _front(sentence: Sentence, root: Token) -> bool:
    """Whether a date opens the sentence: "On Sunday, officials said, a drone hit ..."."""
    return root.i - sentence.tokens[0].i <= 2 and sentence.tokens[0].pos_ in (
        "ADP",
        "PROPN",
        "NOUN",
    )
