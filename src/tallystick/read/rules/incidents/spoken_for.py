"""An armed group that speaks of an attack, and neither denies it nor lays it to others.

"The C justified the shooting", "the raid was announced on the C's channel": none says who
did it, and nobody doubts it. Only groups that fight for no state, only attacks of which no
other party is told as the doer, and none in which the group itself was hit; who merely
welcomes an attack, or warns of more, owns nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.lists import Assertion
from tallystick.model.values import Mention
from tallystick.read.rules.actors.own_side import OWNERS
from tallystick.read.rules.actors.reference import ARMED, refers
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.events.event import Event
from tallystick.read.rules.events.event_types import event_type
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

OWN_ATTACKS = word_list("incidents/own_attacks")
CHANNELS = word_list("incidents/channels")
ACCOUNTS = word_list("incidents/accounts")
ARMED_NAMES = word_list("incidents/armed_names")
OF_OTHERS = word_list("incidents/of_others")
FROM_ABOVE = "air_strike"
"""What groups without aircraft do not make."""
TEXTS = ("nsubj", "agent", "pobj", "poss")


def spoken_for(scan: Scan, event: Event) -> Mention | None:
    """The armed group that speaks of an event as its own, if one does.

    Args:
        event: with those who claim it outright, and those to whom it is laid.
    """
    if event.claimants or event.blamed or event.answers:
        return None
    if event.first.assertion is not Assertion.OCCURRED:
        return None
    if any(event_type(frame) == FROM_ABOVE for frame in event.frames):
        return None
    doers = [m for f in event.frames for m in f.perpetrators]
    for frame in event.frames:
        if scan.in_title(frame.sentence) or not _plain(scan, frame.sentence):
            continue
        for who in scan.once_of(_speakers, frame.sentence):
            if not doers or any(_of_one_party(who, one) for one in doers):
                return who
    return None


def by_own_account(sentence: Sentence) -> Iterator[Token]:
    """Who did what is told "by its own account", "on its own admission"."""
    for token in sentence.tokens:
        if token.lemma not in ACCOUNTS or token.dep_ != "pobj":
            continue
        own = [c.lower_ for c in token.children]
        if "own" in own and OWNERS & set(own):
            who = g.subject(g.clause_verb(token.head))
            if who is not None:
                yield who


def _plain(scan: Scan, sentence: Sentence) -> bool:
    """Whether nothing in a sentence says that the attack was of others, or on the group."""
    return scan.once_of(_no_others, sentence)


def _no_others(_: Scan, sentence: Sentence) -> bool:
    return not any(
        t.lemma in OF_OTHERS or (t.lower_ in OWNERS and _suffers(t.head))
        for t in sentence.tokens
    )


def _suffers(noun: Token) -> bool:
    """ "Its base had been bombed", "two of its fighters died", "the bombing of its base"."""
    top = noun.head.head if noun.head.lower_ == "of" else noun
    if top.dep_ == "nsubjpass" or top.head.lemma in ("die", "perish", "fall"):
        return True
    return any(
        under.dep_ == "prep"
        and under.lower_ in ("of", "on", "against", "at")
        and under.head.pos_ == "NOUN"
        for under in (noun.head, top.head)
    )


def _speakers(scan: Scan, sentence: Sentence) -> tuple[Mention, ...]:
    """The armed groups that say something in a sentence, themselves or through a channel."""
    found: list[Mention] = []
    for token in sentence.tokens:
        if token.dep_ not in TEXTS or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if _says(token) and _armed(sentence, token):
            found += [m for m in roles.actors_of(scan, sentence, token) if m not in found]
    return tuple(found)


def _says(noun: Token) -> bool:
    """Whether a noun says something, or has a channel that does."""
    over = noun.head
    if noun.dep_ == "poss" or (noun.dep_ == "pobj" and over.lower_ in ("of", "by", "from")):
        top = over if noun.dep_ == "poss" else over.head
        return top.lemma in CHANNELS
    if noun.dep_ != "nsubj" or over.pos_ != "VERB":
        return False
    return over.lemma in OWN_ATTACKS


def _armed(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun names a group that fights for no state."""
    at = sentence.at(noun)
    kinds = [a.actor_type for a in sentence.actors if a.start <= at < a.end]
    if any(kinds):
        return any(kind in ARMED for kind in kinds)
    if refers(noun):
        return False
    names = (noun, *(c for c in noun.children if c.dep_ == "compound"))
    named = any(t.lower_ in ARMED_NAMES and t.text[:1].isupper() for t in names)
    fights = table("persons", "lemma", "role").get(noun.lemma) == "armed"
    return named or (fights and noun.lower_ in ARMED_NAMES)


def _of_one_party(who: Mention, doer: Mention) -> bool:
    """ "Lotus Cell gunmen" are of the Lotus Cell."""
    if who.actor is not None and doer.actor is not None:
        return who.actor == doer.actor
    return who.text.casefold() in doer.text.casefold()
