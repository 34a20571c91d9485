"""Whose doing others say an attack was, in words of its own: "police blamed the militia".

"Suspicion fell on the rebels", "the mayor said the army was behind it", "the bomber was a
member of the group", "the shells were fired by the militia": none of these tells of an
attack; each says of one that was told whose it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tallystick import schemes
from tallystick.model.lists import ResponsibilityMode
from tallystick.model.values import Mention
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.attacks.doers import STANDS
from tallystick.read.rules.counts.units import attack_word
from tallystick.read.rules.harm.words import HARM, HARM_NOUNS
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import bodies, table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

ABOUT = ("for", "of", "over")
"""Before what somebody is blamed for, accused of."""
LOOSE = ("with", "in", "behind", "after")
"""Before the attack, where the verb says by itself or with a noun whose it was."""
ONTO = ("on", "to")
DOORS = ("door", "foot")
"""As in "laid the attack at the door of the C"."""
VAGUE = word_list("incidents/vague")
IT = word_list("incidents/it")
DEEDS = word_list("incidents/deeds")
FIRED = word_list("incidents/fired")
AIDED = word_list("incidents/aided")
ATTACKERS = word_list("incidents/attackers")
HELD_TO_BE = word_list("incidents/held_to_be")
WORKS = word_list("incidents/works")
CULPRITS = frozenset("culprit perpetrator author".split())


@dataclass(frozen=True)
class Blame:
    """A party that somebody says, or thinks, an attack was of."""

    who: Mention
    mode: ResponsibilityMode
    by: Token | None
    """Who says so, where that is the subject of the same verb."""
    about: Token | None
    """The word for the attack in the same sentence, if it is named there."""
    verb: Token
    """Of saying whose it was: what comes after it is another attack."""


def blames(scan: Scan, sentence: Sentence) -> Iterator[Blame]:
    """The parties whose doing a sentence says that an attack was, each as often as said."""
    for token in sentence.tokens:
        if token.pos_ not in ("VERB", "AUX") or g.negated(token) or _unreal(token):
            continue
        for noun, mode, by, about in _told(token):
            for one in g.conjuncts(noun):
                for who in roles.actors_of(scan, sentence, one):
                    if party(one, who):
                        yield Blame(who, mode, by, about, token)


_Told = tuple[Token, ResponsibilityMode, Token | None, Token | None]


def _told(verb: Token) -> Iterator[_Told]:
    """Nouns for whose doing it was, with how sure, who says it, and of what."""
    listed = _listed(verb)
    if listed is not None:
        yield listed
    elif verb.lemma == "be":
        yield from _by_being(verb)
    elif verb.lemma == "belong":
        yield from _belonging(verb)
    else:
        yield from _by_weapon(verb)


def _unreal(verb: Token) -> bool:
    """ "Nobody has been blamed", "did not say who was to blame", "if they were behind it"."""
    who = g.subject(verb)
    if who is None:
        return False
    nobody = who.lower_ in ("nobody", "no-one", "none", "neither", "who", "one")
    return nobody or any(c.lower_ in ("no", "neither") for c in who.children)


# ------------------------------------------------------------------ verbs of blame
@dataclass(frozen=True)
class _Row:
    beside: str
    who: str
    mode: ResponsibilityMode
    must: bool
    """Whether an attack has to be named with it."""


@cache
def _rows() -> Mapping[str, tuple[_Row, ...]]:
    found: dict[str, tuple[_Row, ...]] = {}
    for row in schemes.rows("read/en/blames.tsv"):
        mode, must = ResponsibilityMode(row["mode"]), row["matter"] == "must"
        one = _Row(row["beside"], row["who"], mode, must)
        found[row["verb"]] = (*found.get(row["verb"], ()), one)
    return MappingProxyType(found)


def _listed(verb: Token) -> _Told | None:
    for row in _rows().get(verb.lemma, ()):
        near = [verb, *verb.children, *(t for c in verb.children for t in c.children)]
        beside = next((t for t in near if t.lemma == row.beside), None)
        if beside is None and row.beside != "-":
            continue
        who = _behind(row.who, verb, beside)
        if who is None:
            continue
        fits, about = _matter(verb, row, beside)
        if not fits:
            continue
        by = g.agent(verb) if g.passive(verb) else g.child(verb, "nsubj")
        return who, row.mode, by if by is not beside else None, about
    return None


def _behind(where: str, verb: Token, beside: Token | None) -> Token | None:
    """The noun for the party: the object, or that behind a preposition."""
    if where == "object":
        if g.passive(verb):
            return g.child(verb, "nsubjpass") or (verb.head if verb.dep_ == "acl" else None)
        return next(iter(g.objects(verb)), None) or _small_clause(verb)
    over = (verb, beside) if beside is not None else (verb, *g.objects(verb))
    below = [c for one in over for c in one.children if c.lower_ == where]
    if verb.lemma == "trace":
        below += [c for c in verb.subtree if c.lower_ == where and c.i > verb.i + 1]
    found = [noun for c in below if (noun := g.child(c, "pobj")) is not None]
    return next((noun for noun in found if noun.ent_type_ not in TIMES), None)


TIMES = ("DATE", "TIME")


def _small_clause(verb: Token) -> Token | None:
    """ "Held the militia responsible", which parsers take for a clause of its own."""
    clause = g.child(verb, "ccomp")
    return g.child(clause, "nsubj") if clause is not None else None


def _matter(verb: Token, row: _Row, beside: Token | None) -> tuple[bool, Token | None]:
    """Whether it is an attack that somebody is blamed for, and the word for it."""
    said = list(_behind_any([link for link in ABOUT if link != row.who], verb, beside))
    if (row.who in ONTO and beside is None) or row.beside in DOORS:
        done = g.child(verb, "nsubjpass")
        said += [done] if done is not None else g.objects(verb)
    if row.must or beside is not None:
        said += filter(of_attack, _behind_any(LOOSE, verb, beside))
    if not said:
        return not (row.must or verb.lemma in VAGUE), None
    about = next(filter(of_attack, said), None)
    return about is not None, about


def _behind_any(
    links: Collection[str], verb: Token, beside: Token | None
) -> Iterator[Token]:
    """What stands behind some prepositions that hang on a verb, or on the noun beside it."""
    for c in verb.subtree:
        if c.dep_ == "prep" and c.lower_ in links and _near(c, verb, beside):
            yield from (one for one in c.children if one.dep_ in ("pobj", "pcomp"))


def _near(prep: Token, verb: Token, beside: Token | None) -> bool:
    """Whether a preposition hangs on a verb, or on "responsible" and the like under it."""
    over = prep.head
    if over.i == verb.i or (beside is not None and over.i == beside.i):
        return True
    return over.head.i == verb.i and over.dep_ in ("acomp", "oprd", "nsubj", "dobj")


def of_attack(word: Token) -> bool:
    """Whether a word stands for an attack, or for what was done in one."""
    if word.lower_ in IT or attack_word(word) or roles.is_weapon(word):
        return True
    if word.lemma in HARM or word.lemma in HARM_NOUNS or word.lemma in DEEDS:
        return True
    if word.lemma == "be":
        return any(c.lower_ == "behind" for c in word.children)
    if word.lemma in AIDED | FIRED:
        return any(map(of_attack, g.objects(word)))
    return False


# ------------------------------------------------------------------ who was it
def _by_being(verb: Token) -> Iterator[_Told]:
    """ "The army was behind it", "is responsible", "the bombers were members of the C"."""
    who = g.child(verb, "nsubj") or (_held_to_be(verb) if verb.dep_ == "xcomp" else None)
    if who is None or who.pos_ == "PRON":
        return
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ in ("from", "with", "of") and _attackers(who):
            group = g.child(c, "pobj")
            if group is not None:
                yield group, ResponsibilityMode.SUSPECTS, None, None
        behind = c.dep_ == "prep" and c.lower_ == "behind"
        if behind or (c.dep_ == "acomp" and c.lower_ == "responsible"):
            about = _object_of(c)
            if about is None or of_attack(about):
                yield who, ResponsibilityMode.ATTRIBUTES, None, about
        elif c.dep_ == "xcomp" and c.lemma == "blame":
            yield who, ResponsibilityMode.ATTRIBUTES, None, None
        elif c.dep_ == "attr" and c.lemma in WORKS and of_attack(who):
            owner = _owner(c)
            if owner is not None:
                yield owner, ResponsibilityMode.ATTRIBUTES, None, who
        elif c.dep_ == "attr" and g.child(c, "case") is not None and of_attack(who):
            yield c, ResponsibilityMode.ATTRIBUTES, None, who
        elif c.dep_ == "attr" and _attackers(who):
            yield _owner(c) or c, ResponsibilityMode.ATTRIBUTES, None, None
        elif c.dep_ == "attr" and c.lemma in CULPRITS:
            yield who, ResponsibilityMode.ATTRIBUTES, None, None


def _held_to_be(verb: Token) -> Token | None:
    """The subject of "the gunmen are believed to be", "is thought to have been"."""
    over = verb.head
    held = over.lemma in HELD_TO_BE and g.passive(over)
    return g.child(over, "nsubjpass") if held else None


def _object_of(word: Token) -> Token | None:
    """What stands behind "behind", or behind the "for" of "responsible for"."""
    if word.dep_ == "prep":
        return g.child(word, "pobj")
    of = next((c for c in word.children if c.lower_ == "for"), None)
    return g.child(of, "pobj", "pcomp") if of is not None else None


def _owner(noun: Token) -> Token | None:
    """Whose work, whose member: "the work of the C", "members of the C", "a C fighter"."""
    of = next((c for c in noun.children if c.lower_ in ("of", "from")), None)
    return (g.child(of, "pobj") if of is not None else None) or g.child(noun, "poss")


def _attackers(noun: Token) -> bool:
    """ "The attackers", "the two bombers": those of the attack that was told."""
    marked = g.child(noun, "det")
    known = noun.lemma in ATTACKERS or (
        table("persons", "lemma", "role").get(noun.lemma) == "armed"
        and g.child(noun, "relcl", "acl") is not None
    )
    return known and marked is not None and marked.lower_ != "a"


def _belonging(verb: Token) -> Iterator[_Told]:
    """ "The gunmen belonged to the C"."""
    who = g.subject(verb)
    if who is None or not _attackers(who):
        return
    to = next((c for c in verb.children if c.lower_ == "to"), None)
    group = g.child(to, "pobj") if to is not None else None
    if group is not None:
        yield group, ResponsibilityMode.ATTRIBUTES, None, None


def _by_weapon(verb: Token) -> Iterator[_Told]:
    """ "The drone was fired by the C", "the shells came from positions of the C"."""
    done = g.child(verb, "nsubjpass", "nsubj")
    if done is None or not roles.is_weapon(done) or not _definite(done):
        return
    by = g.agent(verb) if g.passive(verb) and verb.lemma in FIRED else None
    if verb.lemma == "come":
        by = next((g.child(c, "pobj") for c in verb.children if c.lower_ == "from"), None)
        by = _owner(by) if by is not None and by.lemma in STANDS else by
    if by is not None:
        yield by, ResponsibilityMode.ATTRIBUTES, None, done


def _definite(noun: Token) -> bool:
    marked = g.child(noun, "det")
    return marked is not None and marked.lower_ in ("the", "that", "this", "these", "both")


def party(noun: Token, who: Mention) -> bool:
    """Whether a noun names somebody who attacks: no brakes, no rain, no "each other"."""
    if who.actor is not None:
        return True
    if noun.lower_ in ("other", "another", "one"):
        return False
    armed = table("persons", "lemma", "role").get(noun.lemma) == "armed"
    return armed or noun.lemma in bodies() or noun.ent_type_ in ("ORG", "NORP", "GPE")
