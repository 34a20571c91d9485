"""Who owns up to an attack in words that are no act of saying: "an attack claimed by the C".

"In a claim read out on its radio, the C spoke of ...", "a claim of responsibility from the
C", "leaflets signed by the C", "a caller claimed it in the name of the C".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.model.values import Mention
from tallystick.read.rules.actors.own_side import of_ours
from tallystick.read.rules.actors.speech import voice_of
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.counts.units import attack_word
from tallystick.read.rules.incidents.blamed import TIMES, of_attack, party
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

SIGNED = word_list("incidents/signed")
NAMED = frozenset("name behalf".split())
"""As in "in the name of the C", "on behalf of the C"."""
AIMED = word_list("incidents/aimed")
CONFIRMS = word_list("incidents/confirms")
CALLS = frozenset("call describe hail name".split())
"""As in "called it the work of its soldiers"."""
ARRIVES = frozenset("come arrive emanate issue".split())
WHO = word_list("incidents/who")
FROM = ("by", "from", "of")


@dataclass(frozen=True)
class Owned:
    """A party that owns up to an attack."""

    who: Mention
    about: Token | None
    """The word for the attack in the same sentence, if it is named there."""


def owned(scan: Scan, sentence: Sentence) -> Iterator[Owned]:
    """The parties that own up to an attack in a sentence, each as often as told."""
    for token in sentence.tokens:
        answer = _in_answer(token) if token.pos_ in ("VERB", "AUX") else None
        speaker = voice_of(scan, sentence, token).speaker if answer is not None else None
        if speaker is not None:
            yield Owned(speaker, answer)
        for noun, about in _told(sentence, token):
            for one in g.conjuncts(noun):
                for who in roles.actors_of(scan, sentence, one):
                    if party(one, who):
                        yield Owned(who, about)


def _told(sentence: Sentence, token: Token) -> Iterator[tuple[Token, Token | None]]:
    """Nouns for who owns up by a word, and the word for what they own up to."""
    if token.pos_ == "VERB" and token.lemma == "claim":
        yield from _claimed(token)
    elif token.pos_ == "NOUN" and token.lemma == "claim":
        yield from ((noun, None) for noun in _by_claim(token))
    elif token.pos_ == "VERB" and token.lemma == "sign" and g.passive(token):
        paper, by = g.child(token, "nsubjpass") or token.head, g.agent(token)
        if by is not None and paper.lemma in SIGNED:
            yield by, None
    elif token.pos_ == "VERB" and token.lemma in CALLS:
        who = g.child(token, "nsubj")
        if who is not None and any(c.dep_ == "oprd" and of_ours(c) for c in token.children):
            yield who, None
    elif token.lemma in NAMED and _claims(sentence):
        of = next((c for c in token.children if c.lower_ == "of"), None)
        group = g.child(of, "pobj") if of is not None else None
        if group is not None:
            yield group, None


def _claimed(verb: Token) -> Iterator[tuple[Token, Token | None]]:
    """ "An attack claimed by the C", "the bombing that the C has claimed"."""
    if g.negated(verb) or g.irreal(verb):
        return
    done = verb.head if verb.dep_ in ("acl", "relcl") else None
    if done is not None and done.ent_type_ in TIMES:
        done = None  # "a bombing on Monday, which the C claimed"
    if done is not None and not of_attack(done):
        return
    by = g.agent(verb)
    if by is not None and done is not None:
        yield by, done
        return
    who = g.child(verb, "nsubj")
    told = [o for o in g.objects(verb) if o.lower_ not in WHO]
    bare = not told and g.child(verb, "ccomp", "xcomp") is None
    if who is None or who.lower_ in WHO or not bare or verb.dep_ not in GAPPED:
        return
    opening = [t for t in verb.subtree if t.i < who.i and t.lower_ in WHO]
    if opening:
        yield who, done


GAPPED = ("relcl", "acl", "ccomp")
"""What "that the C has claimed" may hang by, as parsers see it."""


def _by_claim(noun: Token) -> Iterator[Token]:
    """ "A claim of responsibility from the C", "in a claim read out on its radio, the C"."""
    if any(c.lower_ in ("no", "any", "without") for c in noun.children):
        return
    of = next((c for c in noun.children if c.lower_ in ("of", "for", "to")), None)
    matter = g.child(of, "pobj") if of is not None else None
    if noun.dep_ == "nsubj" and noun.head.lemma in ARRIVES and matter is not None:
        yield from g.after(noun.head, "from")
    if matter is not None and matter.lemma != "responsibility" and not of_attack(matter):
        return
    below = (*noun.children, *(matter.children if matter is not None else ()))
    by = next((c for c in below if c.lower_ in FROM and c is not of), None)
    group = g.child(by, "pobj") if by is not None else None
    group = group or (g.child(noun, "poss") if matter is not None else None)
    if group is not None:
        yield group
    elif noun.dep_ == "pobj" and noun.head.lower_ == "in" and not _clause(noun):
        who = g.subject(g.clause_verb(noun.head))
        if who is not None:
            yield who


def _clause(noun: Token) -> bool:
    """ "The claim that ...": what is claimed is told, and may be anything."""
    return g.child(noun, "ccomp") is not None or any(
        c.dep_ in ("acl", "relcl") and any(m.dep_ == "mark" for m in c.children)
        for c in noun.children
    )


def speaks_of(scan: Scan, sentence: Sentence) -> Iterator[Owned]:
    """Who tells what an attack was for: a claim of it, if it is known to be of their side.

    "The army said the strike had targeted a commander", "the ministry confirmed the raid".
    """
    for token in sentence.tokens:
        if token.dep_ not in ("nsubj", "nsubjpass", "dobj") or not _the_attack(token):
            continue
        verb = token.head
        if g.negated(verb) or g.irreal(verb):
            continue
        if token.dep_ != "dobj" and (verb.lemma in AIMED or _its_own(token)):
            who = voice_of(scan, sentence, verb).speaker
            if who is not None:
                yield Owned(who, token if _its_own(token) else None)
        elif token.dep_ == "dobj" and verb.lemma in CONFIRMS:
            subject = g.child(verb, "nsubj")
            if subject is not None:
                yield from (
                    Owned(m, None) for m in roles.actors_of(scan, sentence, subject)
                )


def _the_attack(noun: Token) -> bool:
    """ "The strike", "that raid", "it": what was told before; no "sinking of" somebody's."""
    if noun.lower_ == "it":
        return noun.dep_ == "nsubjpass"
    marked = g.child(noun, "det")
    definite = marked is not None and marked.lower_ in ("the", "this", "that", "these")
    known = (definite or _its_own(noun)) and noun.pos_ == "NOUN" and attack_word(noun)
    return known and next(g.after(noun, "of"), None) is None


def _its_own(noun: Token) -> bool:
    """ "Its strike had averted an attack", said by whose it was."""
    owner = g.child(noun, "poss")
    return owner is not None and owner.lower_ in ("its", "our")


def _in_answer(verb: Token) -> Token | None:
    """The attack in "the attack was revenge for the death of its leader"."""
    who = g.child(verb, "nsubj")
    if verb.lemma != "be" or who is None or not of_attack(who) or g.negated(verb):
        return None
    answers = table("answers", "lemma", "pos")
    told = [t for t in verb.subtree if t.lemma in answers and t.i > verb.i]
    mine = any(t.lower_ in ("its", "our", "their") for one in told for t in one.subtree)
    return who if mine else None


def _claims(sentence: Sentence) -> bool:
    return any(t.lemma == "claim" and t.pos_ == "VERB" for t in sentence.tokens)
