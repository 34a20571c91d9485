"""Who a pronoun or "the group" stands for, within a few sentences."""

from __future__ import annotations

from tallystick.model.values import Mention, MentionKind
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.actors.naming import named
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import bodies, table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

FIRST = frozenset("we our us i".split())
"""Who speaks is asked of `speech`, not of the sentences before."""
PERSONS = word_list("actors/persons")
PRONOUNS = word_list("actors/pronouns")
THINGS = frozenset(("it", "its"))
"""Never a human being."""
CROWDS = word_list("actors/crowds")
GROUP_NOUNS = word_list("actors/group_nouns")
BODY_NOUNS = word_list("actors/body_nouns")
ARMED = frozenset(
    "non_state_political_armed brand_umbrella state_aligned_paramilitary identity_militia "
    "facade_or_unverified_name".split()
)


BACK, FAR_BACK = 3, 6
"""Sentences before a pronoun and before "the group" in which it may have been named."""
OTHER = word_list("actors/other")


def pronoun(token: Token) -> bool:
    """Whether a word is a pronoun of a speaker or of somebody named before; "US" is none."""
    return token.lower_ in PRONOUNS and token.text != "US"


def refers(token: Token) -> bool:
    """Whether a word stands for somebody named before: a pronoun, "the group"."""
    if pronoun(token):
        return True
    marked = g.child(token, "det")
    definite = marked is not None and marked.lower_ in ("the", "this", "that")
    bare = not any(
        c.dep_ in ("compound", "nmod", "appos", "prep", "poss")
        or (c.dep_ == "amod" and (c.lower_ != c.text or c.lower_ in OTHER))
        for c in token.children
    )
    return token.lemma in GROUP_NOUNS | BODY_NOUNS and definite and bare


def antecedent(scan: Scan, sentence: Sentence, token: Token) -> Mention | None:
    """The mention that a referring word stands for; None if nobody fits.

    Persons for "he" and "she"; an armed group for "the group" and its like; for "it" and
    "they" the subject of the nearest main clause that is an actor.
    """
    if token.lower_ in FIRST:
        return None
    reach = FAR_BACK if token.lemma in GROUP_NOUNS else BACK
    for near in (sentence, *scan.before(sentence, reach)):
        limit = sentence.at(token) if near is sentence else near.end
        found = _in_sentence(near, limit, token)
        if found is not None:
            return found
    return None


def _in_sentence(sentence: Sentence, limit: int, token: Token) -> Mention | None:
    if token.lemma in BODY_NOUNS:
        return _named_by(sentence, limit, token)
    if token.lower_ not in PRONOUNS:
        armed = [a for a in sentence.actors if a.end <= limit and a.actor_type in ARMED]
        if armed:
            inside = sentence.within(armed[0].start, armed[0].end)
            return sentence.mention(inside[0], inside[-1], armed[0].kind, armed[0].actor)
    subjects = [
        t
        for t in sentence.tokens
        if t.dep_ in g.SUBJECTS and t.pos_ in ("PROPN", "NOUN") and sentence.at(t) < limit
    ]
    for subject in sorted(subjects, key=lambda t: (_depth(t), -t.i)):
        known = mention_of(sentence, subject)
        if token.lower_ not in PRONOUNS and (
            _of_a_state(sentence, subject) or g.child(subject, "nummod") is not None
        ):
            continue
        if token.lower_ in PERSONS:
            if _person(subject, known):
                return known
        elif _person(subject, known) and token.lower_ in THINGS:
            body = _of_a_body(sentence, subject)
            if body is not None:
                return body
        elif (
            known.actor is not None
            or subject.ent_type_ in ("ORG", "NORP")
            or subject.lemma in bodies()
            or (token.lower_ in THINGS and _acts(sentence, subject))
        ):
            return known if known.actor else mention_of(sentence, named(sentence, subject))
    return None


def _of_a_body(sentence: Sentence, person: Token) -> Mention | None:
    """ "It", after "the C's Adan Roe denied all but one", "a spokesman of the C": the C."""
    owners = (g.child(person, "poss"), *g.after(person, "of", "for"))
    for owner in owners:
        known = mention_of(sentence, owner) if owner is not None else None
        if known is not None and known.actor is not None:
            return known
        if owner is not None and owner.ent_type_ == "ORG":
            return known
    return None


def _acts(sentence: Sentence, name: Token) -> bool:
    """Whether a capital or country does something: "Kyiv has voted", not "Kyiv was hit"."""
    at = sentence.at(name)
    placed = any(p.start <= at < p.end for p in sentence.places)
    return placed and name.dep_ == "nsubj" and name.head.pos_ == "VERB"


def _of_a_state(sentence: Sentence, subject: Token) -> bool:
    """Whether a word names somebody who is known and no armed group: no "the group"."""
    at = sentence.at(subject)
    here = [a for a in sentence.actors if a.start <= at < a.end]
    return any(a.actor_type is not None and a.actor_type not in ARMED for a in here)


def _person(subject: Token, known: Mention) -> bool:
    """Whether a subject is one human being: by name, or by office ("the minister")."""
    if known.actor is not None and known.kind is MentionKind.ORGANIZATION:
        return False
    if known.kind is MentionKind.PERSON or subject.ent_type_ == "PERSON":
        return True
    role = table("persons", "lemma", "role").get(subject.lemma)
    return role is not None and subject.tag_ == "NN" and subject.lemma not in CROWDS


def _named_by(sentence: Sentence, limit: int, token: Token) -> Mention | None:
    """ "The ministry": a name before it that has the word in it."""
    for other in reversed(sentence.tokens):
        named = other.lemma == token.lemma and other.pos_ == "PROPN"
        if named and sentence.at(other) < limit:
            return mention_of(sentence, other)
    return None


def _depth(token: Token) -> int:
    return sum(1 for _ in g.ancestors(token))
