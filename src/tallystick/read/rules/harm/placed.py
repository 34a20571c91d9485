"""People told to be dead or hurt by where they stand: "among the dead were three nurses",
"thirty people with burns", "cost two others a leg"."""

from __future__ import annotations

from tallystick.model.lists import Measure
from tallystick.read.rules.harm.company import people_stand
from tallystick.read.rules.harm.fates import beds, befell
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import harm_words
from tallystick.read.rules.text.scan import Token

FATALLY = frozenset("dead fatally mortally".split())
OF_THEM = (["of", "them"], ["of", "whom"])
UNGOVERNED = ("conj", "appos", "dep", "ROOT")
"""How the parser hangs people of whom no verb tells: "four are dead, nine in hospital"."""
VICTIMS = frozenset("victim fatality dead".split())


def at_a_cost(step: Token) -> tuple[Measure, Token] | None:
    """ "Cost two others a leg"; "cost the family five of its members"."""
    if step.dep_ == "dative":
        return befell(step.head, "dative") if people_stand(step) else None
    return None


def with_wounds(step: Token) -> tuple[Measure, Token] | None:
    """ "Thirty people with burns"; "there are 30 in hospital"."""
    if step.dep_ == "attr" and any(c.dep_ == "expl" for c in step.head.children):
        fate = befell(step.head, "subject")
        return fate or next(((Measure.INJURED, n) for n in beds(step)), None)
    if not people_stand(step):
        return None
    told = step.like_num or g.child(step, "nummod") is not None
    if told and step.dep_ in UNGOVERNED and step.head.pos_ not in ("NOUN", "PROPN"):
        return next(((Measure.INJURED, n) for n in beds(step)), None)
    ill = (n for n in g.after(step, "with") if n.lemma in harm_words("ill"))
    return next(((Measure.INJURED, n) for n in ill), None)


def so_left(step: Token) -> tuple[Measure, Token] | None:
    """ "A bus was hit, its driver dead": the state right over the people, with no verb."""
    state, known = step.head, harm_words("word")
    if step.dep_ != "nsubj" or state.pos_ != "ADJ" or state.lower_ not in known:
        return None
    return known[state.lower_], state


def among_the_dead(step: Token) -> tuple[Measure, Token] | None:
    """ "Among the dead were three nurses", "the wounded include a boy"."""
    verb = step.head
    if step.dep_ in ("attr", "nsubj") and verb.lemma == "be":
        among = (n for c in verb.children if c.lower_ == "among" for n in c.children)
        told = next((n for n in among if n.dep_ in ("pobj", "pcomp")), None)
    elif step.dep_ == "dobj" and verb.lemma == "include":
        told = g.child(verb, "nsubj")
    else:
        return None
    if told is None or not people_stand(step):
        return None
    if told.lower_ in harm_words("word"):
        return harm_words("word")[told.lower_], told
    hurt = next((w for c in told.children if (w := c).dep_ == "acl"), None)
    if told.lower_ == "those" and hurt is not None and hurt.lemma in harm_words("verb"):
        return harm_words("verb")[hurt.lemma], hurt
    return (Measure.KILLED, told) if told.lemma in VICTIMS else None


def in_a_bed(people: Token, told: tuple[Measure, Token]) -> tuple[Measure, Token]:
    """The two of "left one dead and two in a critical condition", else as told."""
    beside_dead = people.dep_ == "conj" and told[0] is Measure.KILLED
    bed = next(beds(people), None) if beside_dead else None
    return (Measure.INJURED, bed) if bed is not None else told


def fatal_part(numeral: Token) -> Token | None:
    """The last word of "shot 14 people, six of them fatally"."""
    after = list(numeral.doc[numeral.i + 1 : numeral.i + 4])
    of_them = [t.lower_ for t in after[:2]] in OF_THEM
    return after[2] if of_them and len(after) > 2 and after[2].lower_ in FATALLY else None


def of_a_part(word: Token) -> bool:
    """The "fatally" of "shot 14 people, six of them fatally"."""
    before = [t.lower_ for t in word.doc[max(0, word.i - 2) : word.i]]
    return before in (["of", "them"], ["of", "whom"])
