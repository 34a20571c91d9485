"""Acts that are composed of words: somebody's fight or truce or leaving, and what is done with it.

"Its shelling", "the guns", "a truce", "its men": what an act is about. Above it in the
sentence stand those who end, begin, offer, ask, promise or refuse it. A halt, for
one, is a fight that is ended, and a resumption a truce that is; whatever the grammar.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, takewhile
from types import MappingProxyType

from tallystick import schemes
from tallystick.read.rules.actors.own_side import OWNERS, owned
from tallystick.read.rules.attacks.roles import CARRIES_OUT
from tallystick.read.rules.counts.units import attack_word
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import values_of, weapon_words, word_list
from tallystick.read.rules.text.scan import Token

CLASSES = values_of("proposition_words", "words", "name")
"""The classes of each word of which acts are composed."""
UP = frozenset(
    "dobj pobj prep pcomp xcomp ccomp nsubj nsubjpass acl attr oprd acomp".split()
)
"""How what an act is about hangs on what is done with it."""
ONE = word_list("statements/one")
HELD = word_list("statements/held")
DOUBTS = word_list("statements/doubts")
CARRIES = word_list("statements/carries")
APART = word_list("statements/apart")
TRUCES = word_list("statements/truces")
STATES = word_list("statements/states")
LIGHT = word_list("statements/light")
PRESENT = ("VBZ", "VBP", "VB", "VBG")


@dataclass(frozen=True, slots=True)
class Proposition:
    """What is done with a fight, a truce, a leaving."""

    act: str
    token: Token
    """The word that names what it is about."""
    verb: Token
    """The verb whose subject does it."""
    by_itself: bool
    """Whether what it is about is that verb's subject: "the guns will rest"."""

    @property
    def path(self) -> tuple[Token, ...]:
        """The words from what it is about up to the verb, inclusive."""
        over = g.ancestors(self.token)
        below = takewhile(lambda t: t is not self.verb, over)
        return (*below, self.verb)


@dataclass(frozen=True, slots=True)
class _SoFar:
    """What is known of a proposition on the way up from what it is about."""

    about: str
    act: str | None = None
    verb: Token | None = None
    by_itself: bool = False


def proposition(token: Token) -> Proposition | None:
    """What is done with the fight, truce or leaving that a word names; None if nothing."""
    about = _about(token)
    if about is None or (about == "fight" and _foreign(token)):
        return None
    known = _SoFar(about)
    below = token
    for one in islice(g.ancestors(token), 1, None):
        if not _goes_up(below):
            break
        if "doubt" in CLASSES.get(one.lemma, frozenset()):
            return None
        then = _done(known, one, below, token)
        if then is known and one.pos_ in ("NOUN", "PROPN") and one.lemma not in CARRIES:
            break
        known, below = then, one
    if known.act is None or known.verb is None or _hypothetical(known.verb):
        return None
    found = Proposition(known.act, token, known.verb, known.by_itself)
    if found.by_itself and not (owned(token) or _ahead(found)):
        return None
    return found


def _goes_up(below: Token) -> bool:
    """Whether what stands over a word may be done with what it is about."""
    back = below.lower_ == "back" and below.dep_ == "advmod"
    apart = _hypothetical(below) or below.lower_ in APART
    return (below.dep_ in UP or back) and not apart


def _ahead(found: Proposition) -> bool:
    """Whether what goes on by itself is or will be so, and is no single operation."""
    verb, noun = found.verb, found.token
    if noun.tag_ == "NN" and verb.lemma in STATES and noun.lemma != "war":
        return _about(noun) in ("calm", "lull")
    helped = [c for c in verb.children if c.dep_ == "aux"]
    if any(c.lower_ in HELD for c in helped):
        return True
    return not helped and verb.tag_ in PRESENT


def _about(token: Token) -> str | None:
    """What a word names: a fight, a truce, a pact; a leaving; None for other words."""
    names = CLASSES.get(token.lemma, frozenset())
    if "lull" in names and token.dep_ in ("pobj", "dobj", "nsubj"):
        return "lull"
    if token.pos_ in ("NOUN", "PROPN"):
        if "calm" in names and (token.lemma != "fire" or _ceased_fire(token)):
            return "calm"
        if "pact" in names:
            return "pact"
        if "leaving" in names:
            return "leave" if _of_forces(token) else None
        if any(c.lower_ in ONE or c.dep_ == "nummod" for c in token.children):
            return None
        if "fight" in names or (attack_word(token) and "gear" not in names):
            return "fight"
        return "gear" if "gear" in names or token.lemma in weapon_words() else None
    known = token.pos_ == "VERB" and (
        "fights" in names or attack_word(token) or _carried_out(token)
    )
    if known and g.negated(token) and _from_now_on(token):
        return "peace"
    return "fight" if known else None


def _carried_out(verb: Token) -> bool:
    """ "To carry out armed actions"."""
    if verb.lemma not in CARRIES_OUT:
        return False
    return any(attack_word(o) or "fight" in _names(o) for o in g.objects(verb))


def _names(noun: Token) -> frozenset[str]:
    return CLASSES.get(noun.lemma, frozenset())


def _of_forces(leaving: Token) -> bool:
    """Whether a leaving is that of troops, and no evacuation of those in danger."""
    of = next(g.after(leaving, "of"), None)
    if leaving.lemma not in ("evacuation", "exit"):
        return True
    return of is not None and "forces" in CLASSES.get(of.lemma, frozenset())


def _from_now_on(verb: Token) -> bool:
    """ "Not to shoot any longer", "decided not to attack": said of what is to come."""
    return verb.dep_ in ("xcomp", "acl") or any(c.lower_ == "longer" for c in verb.children)


def _foreign(fight: Token) -> bool:
    """ "The rebels' advance", "attacks by the C": somebody else's, whom one stops."""
    for c in fight.children:
        if c.dep_ == "poss" and c.lower_ not in OWNERS:
            return True
        if c.lower_ == "by" and c.dep_ in ("prep", "agent"):
            return True
        inner = g.child(c, "pobj") if c.lower_ in ("of", "from") else None
        if inner is not None and "forces" in CLASSES.get(inner.lemma, frozenset()):
            return True
    return False


def _ceased_fire(token: Token) -> bool:
    return token.i > 1 and "cease" in (token.nbor(-1).lower_, token.nbor(-2).lower_)


def _done(known: _SoFar, one: Token, below: Token, about: Token) -> _SoFar:
    """A proposition with what a word over it does with it."""
    verbal = one.pos_ in ("VERB", "AUX")
    names = _operators(one)
    for name, act in _acts().get(known.act or known.about, ()):
        if name in names and _does(name, one, below):
            told: str | None = _of_a_truce(act, about)
            told = _negated(told, one) if g.negated(one) else told
            verb = one if verbal else None
            return _SoFar(known.about, told, verb, below.dep_ == "nsubj")
    if not verbal or known.act is None or known.verb is None:
        return known
    if below.dep_ == "xcomp" and g.child(one, "dobj") is None:
        known = replace(known, verb=one)  # "decided to stop"
    return replace(known, act=_negated(known.act, one)) if g.negated(one) else known


def _does(name: str, one: Token, below: Token) -> bool:
    """Whether a word does one thing with what hangs on it, and is not done by that."""
    if below.dep_ == "nsubj":
        return name in ("rest", "end")
    if name == "rest":
        return below.dep_ == "nsubjpass"
    return name != "order" or not (below.dep_ == "ccomp" or _own_men(one))


def _of_a_truce(act: str, about: Token) -> str:
    """A pause is a halt; a truce is one of both sides."""
    return (
        "ceasefire_announced" if act == "halt_announced" and about.lemma in TRUCES else act
    )


def _negated(act: str | None, verb: Token) -> str | None:
    """What an act is that will not be done: "will not stop its raids"."""
    ahead = any(c.lower_ in HELD for c in verb.children if c.dep_ == "aux")
    return "threat" if ahead and act in ("halt_announced", "halt_conditional") else None


def _own_men(verb: Token) -> bool:
    """ "Ordered its men to stop"."""
    told = [c for c in verb.children if c.dep_ in ("dobj", "nsubj", "dative", "nsubjpass")]
    inner = [t for c in verb.children if c.dep_ == "ccomp" for t in c.children]
    return any(owned(t) for t in (*told, *inner) if t.dep_ != "nsubj" or t in inner)


def _operators(one: Token) -> frozenset[str]:
    """What a word does with what hangs on it, by itself or with its particle."""
    names = CLASSES.get(one.lemma, frozenset())
    for c in one.children:
        if c.dep_ == "dobj" and one.lemma in LIGHT:
            names |= CLASSES.get(c.lemma, frozenset()) & {"promise"}
        if c.dep_ in ("prt", "advmod", "prep"):
            names |= CLASSES.get(f"{one.lemma}_{c.lower_}", frozenset())
        if one.lemma in STATES and c.dep_ in ("acomp", "advmod", "attr", "prt", "prep"):
            inner = g.child(c, "pobj")
            told = f"{c.lower_}_{inner.lemma}" if inner is not None else c.lemma
            names |= CLASSES.get(told, frozenset())
    return names


def _hypothetical(token: Token) -> bool:
    """Whether a clause is a condition, a question or a time: "if it stops", "after it left"."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in DOUBTS for c in token.children)


@cache
def _acts() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """What may be done with what an act is about, and the act that it then is."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in schemes.rows("read/en/propositions.tsv"):
        found.setdefault(row["about"], []).append((row["done"], row["act"]))
    return MappingProxyType({about: tuple(rows) for about, rows in found.items()})
