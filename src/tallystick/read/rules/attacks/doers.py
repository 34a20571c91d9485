"""The subject of a verb of attack where the parser hangs it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, weapon_words, word_list
from tallystick.read.rules.text.scan import Token

LONGEST = 12
"""How far before its verb a misplaced subject may stand, in words."""
CRAFT = word_list("attacks/craft")
ACCUSES: Mapping[str, str] = MappingProxyType(
    {"accuse": "of", "suspect": "of", "convict": "of", "charge": "with", "blame": "for"}
)
"""Verbs of blame with the preposition before what somebody is blamed for."""
STANDS = word_list("attacks/stands")


def subject_of(verb: Token) -> Token | None:
    """Who does what a verb tells, by the parse or by the words before the verb.

    "On Sunday gunmen raided", "in the night to Tuesday militiamen with guns stormed": the
    parser hangs the subject on the date. "Police blamed the rebels, and army planes on
    Monday bombed": it lends the verb the subject of the one before.
    """
    accused = _accused(verb)
    if accused is not None:
        return accused
    own = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if len(own) > 1 and g.objects(verb):
        return own[-1]
    if own or verb.tag_ != "VBD":
        return _rider(g.subject(verb))
    aims = g.objects(verb) or g.child(verb, "ccomp") is not None
    before = _before(verb) if aims else None
    return before or g.subject(verb) or _on_a_date(verb)


def _rider(who: Token | None) -> Token | None:
    """ "The men on motorcycles who shot": the men, where the parser lets the things shoot."""
    people = table("persons", "lemma", "role")
    if who is None or who.dep_ != "pobj" or who.head.lower_ not in ("on", "in", "with"):
        return who
    over = who.head.head
    rides = over.lemma in people and who.lemma not in people
    return over if rides and g.child(who, "relcl") is not None else who


def _accused(verb: Token) -> Token | None:
    """ "The council accused the group of shelling a ferry": the group shelled it."""
    prep = verb.head
    if verb.dep_ != "pcomp" or ACCUSES.get(prep.head.lemma) != prep.lower_:
        return None
    if g.passive(prep.head):
        return g.subject(prep.head)
    return next(iter(g.objects(prep.head)), None)


def behind_it(verb: Token) -> Token | None:
    """Who did what a passive verb tells, where no "by" says so.

    "Killed at the hands of the C", "shelled from positions of the C".
    """
    for prep in verb.children:
        noun = g.child(prep, "pobj") if prep.dep_ == "prep" else None
        if noun is None:
            continue
        hands = prep.lower_ == "at" and noun.lemma == "hand"
        if hands or (prep.lower_ == "from" and noun.lemma in ("position", "territory")):
            of = next((c for c in noun.children if c.lower_ == "of"), None)
            return (g.child(of, "pobj") if of is not None else None) or g.child(
                noun, "poss"
            )
    return None


def _on_a_date(verb: Token) -> Token | None:
    """ "On 20 June gunmen, backed by tanks, raided": hung on the date's "on"."""
    preps = [c for c in verb.children if c.dep_ == "prep" and c.i < verb.i]
    inside = [noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"]
    people = table("persons", "lemma", "role")
    return next((noun for noun in inside if people.get(noun.lemma) == "armed"), None)


def _before(verb: Token) -> Token | None:
    """The first armed people or craft between the last break and a verb."""
    words = list(verb.doc[max(verb.sent.start, verb.i - LONGEST) : verb.i])
    for n in range(len(words) - 1, -1, -1):
        if _breaks(words[n]):
            words = words[n + 1 :]
            break
    return next((word for word in words if _attacks(word)), None)


def _breaks(word: Token) -> bool:
    """A comma, a conjunction of clauses: nothing before it is this verb's subject."""
    clauses = word.pos_ == "CCONJ" and word.head.pos_ in ("VERB", "AUX")
    return clauses or word.pos_ == "SCONJ" or (word.is_punct and word.text != "-")


def _attacks(word: Token) -> bool:
    if word.dep_ in ("compound", "amod", "poss", "nummod"):
        return False
    if word.head.lower_ in ("with", "by", "of", "from", "against", "on", "at") and not (
        _dated(word.head)
    ):
        return False
    armed = table("persons", "lemma", "role").get(word.lemma) == "armed"
    return armed or (word.lemma in CRAFT and word.lemma in weapon_words())


def _dated(prep: Token) -> bool:
    """Whether a preposition opens a phrase of time: "on Sunday gunmen"."""
    following = prep.doc[prep.i + 1 : prep.i + 4]
    return any(word.ent_type_ in ("DATE", "TIME") or word.like_num for word in following)
