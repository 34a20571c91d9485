"""Which places of a sentence are where it happened, and which are somebody's."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.read.rules.harm.injuries import later_death
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Token

PLACE_NOUNS = word_list("places/place_nouns")
ROADS = word_list("places/roads")
LAUNCH_WORDS = frozenset(("from", "off"))


def of_somebody(top: Token, tokens: Sequence[Token]) -> bool:
    """Whether a place names who acts or speaks, or hangs on their name."""
    marks = {t.i for t in tokens}
    if addressed(top):
        return True
    loose = top.dep_ == "npadvmod" and top.head.pos_ == "VERB" and top.head.i < top.i
    if top.dep_ in ("compound", "poss", "amod", "nmod", "npadvmod") and not loose:
        return top.head.lemma not in PLACE_NOUNS
    if top.dep_ in ("nsubj", "agent") and top.head.i in marks | {top.head.i}:
        return top.dep_ == "agent" or not any(c.dep_ == "prep" for c in top.children)
    if top.dep_ == "pobj" and top.head.lower_ == "by":
        return True
    if top.dep_ == "pobj" and top.head.lower_ in ("with", "to"):
        over = top.head.head
        way = over.lemma in ROADS
        return over.i not in marks and over.pos_ != "VERB" and not way
    if _whence_they_come(top):
        return True
    if _where_it_was_said(top) and top.head.head.i not in marks:
        return True
    for one in g.ancestors(top):
        if one.i in marks:
            return False
        if one.dep_ in ("nsubj", "agent") or (
            one.dep_ == "pobj" and one.head.lower_ == "by"
        ):
            return _acts(one)
    return False


def _whence_they_come(top: Token) -> bool:
    """ "Fired by militants, possibly from Marat", "gunmen from Marat raided the village"."""
    who = top.head.head
    if top.dep_ != "pobj" or top.head.lower_ != "from" or who.pos_ not in ("NOUN", "PROPN"):
        return False
    acts = who.dep_ in ("nsubj", "agent") or who.head.lower_ == "by"
    return acts and table("persons", "lemma", "role").get(who.lemma) == "armed"


ADDRESSED = word_list("places/addressed")


def addressed(top: Token) -> bool:
    """ "A mob that blamed Washington": a government that something is said of or to."""
    return top.dep_ == "dobj" and top.head.lemma in ADDRESSED


def _where_it_was_said(top: Token) -> bool:
    """ "The minister said in Bogota"."""
    over = top.head.head
    said = over.pos_ == "VERB" and over.lemma in table("speech", "lemma", "relation")
    return top.dep_ == "pobj" and said and over.i < top.i


def _acts(noun: Token) -> bool:
    """Whether a noun is somebody who acts or speaks: no bomb, no school that was hit."""
    if _speaks(noun) and noun.lemma in FAR_OFF:
        return True
    if noun.lemma in table("attack_targets", "lemma", "target_type"):
        return False
    named = noun.pos_ == "PROPN" and noun.ent_type_ not in ("FAC", "PRODUCT")
    return named or noun.lemma in table("persons", "lemma", "role") or _speaks(noun)


FAR_OFF = word_list("places/far_off")


def _speaks(noun: Token) -> bool:
    return noun.head.lemma in table("speech", "lemma", "relation")


def launched_from(top: Token) -> bool:
    """Whether a place is only where something was fired from: "launched from Iran"."""
    start = next((t for t in g.ancestors(top) if t.lower_ in LAUNCH_WORDS), None)
    if start is None or start.dep_ != "prep" or _acts_between(top, start):
        start = _right_before(top)
    if start is None:
        return False
    over = start.head.lemma
    people = table("persons", "lemma", "role")
    if over == "take" and any(o.lemma in people for o in g.objects(start.head)):
        return False  # "took thirty pupils from Marat"
    return over in LAUNCHES


LAUNCHES = word_list("places/launches")


BESIDE = word_list("places/beside")


def _right_before(top: Token) -> Token | None:
    """The "from" that goes on: "above Torkham" of "fired from the hills above Torkham"."""
    prep = top.head
    if top.dep_ != "pobj" or prep.lower_ not in BESIDE:
        return None
    for start in prep.head.children:
        what = g.child(start, "pobj") if start.lower_ in LAUNCH_WORDS else None
        if what is not None and what.i + 1 == prep.i:
            return start
    return None


def _acts_between(top: Token, start: Token) -> bool:
    """Whether a verb stands between: "from a hill that they hold in Marat"."""
    steps = g.distance(top, start)
    return any(one.pos_ == "VERB" for one in list(g.ancestors(top))[:steps])


def passed_through(top: Token) -> bool:
    """Whether a place is one end of a voyage: "on her way from Marat to Orlan"."""
    prep = top.head
    if top.dep_ != "pobj" or prep.lower_ not in ("from", "to", "for", "towards", "toward"):
        return False
    return any(one.lemma in VOYAGES for one in list(g.ancestors(prep))[1:4])


def beside_the_point(top: Token) -> bool:
    """Whether a place is told of people, and not of what befell them there.

    Where they come from ("a policeman from Marat", "the mayor of Marat"), where they spoke,
    where they died of their wounds.
    """
    prep = top.head
    if top.dep_ != "pobj":
        return False
    people = table("persons", "lemma", "role")
    over = prep.head
    if over.pos_ == "PROPN" and over.dep_ == "pobj" and prep.lower_ == "in":
        return beside_the_point(over)  # "a native of Yabelo in Ethiopia"
    if prep.lower_ in ("from", "of") and over.pos_ in ("NOUN", "PROPN"):
        return over.ent_type_ == "PERSON" or over.lemma in people or over.lemma in NATIVES
    verb = next((t for t in g.ancestors(top) if t.pos_ == "VERB"), None)
    if verb is None or prep.lower_ not in ("in", "at"):
        return False
    return later_death(verb) or _died_wounded(verb) or _of_who_speaks(top)


NATIVES = word_list("places/natives")


def _died_wounded(verb: Token) -> bool:
    """ "A corporal wounded by a mine died in Marat"."""
    who = g.child(verb, "nsubj")
    hurt = ("wound", "injure", "hurt", "burn")
    return (
        verb.lemma == "die"
        and who is not None
        and any(c.dep_ == "acl" and c.lemma in hurt for c in who.children)
    )


def _of_who_speaks(top: Token) -> bool:
    """ "The hospital in Marat said"."""
    for one in g.ancestors(top):
        if one.dep_ == "nsubj":
            return _speaks(one)
        if one.pos_ == "VERB":
            return False
    return False


VOYAGES = word_list("places/voyages")
