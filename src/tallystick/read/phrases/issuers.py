"""Statements of the fighting parties themselves: whose "we" a document speaks with.

An armed group's bulletin tells of its own attacks without saying "we claim": the cue
``issued`` ("statement issued by") names the issuer, the cue ``own`` ("our forces") shows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.lists import Assertion
from tallystick.model.values import Mention
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.phrases import Party, parties
from tallystick.read.phrases.tellings import Telling
from tallystick.read.rules.actors.reference import ARMED

OPENING = 4
"""Sentences in which a statement says who issues it, the title's among them."""
NEAR_ISSUER = 6
"""How far behind "issued by" the issuer may stand."""


def issuer_of(page: Page) -> Mention | None:
    """The party in whose own voice a document speaks; None for a report on others."""
    opening = page.sentences[:OPENING]
    for sentence in opening:
        for cue in sentence.cues("issued"):
            for party in parties(sentence):
                near = cue.last < party.first <= cue.last + NEAR_ISSUER
                if near and not party.bare_state:
                    return party.mention
    if not any(sentence.cues("own") for sentence in page.sentences):
        return None
    named = (p.mention for s in opening for p in (*_armed(s), *_announcing(s)))
    return next(named, None)


def _armed(sentence: Sentence) -> Iterator[Party]:
    armed = {a.actor for a in sentence.actors if a.actor and a.actor_type in ARMED}
    return (p for p in parties(sentence) if p.mention.actor in armed)


def _announcing(sentence: Sentence) -> Iterator[Party]:
    """ "The Dawn Front announces:": a group with a name that opens what it says."""
    verbs = {h.first for h in sentence.of("speech") if h["sort"] == "verb"}
    for party in parties(sentence):
        group = party.head is not None and party.head["kind"] == "refers"
        name = group and party.head is not None and party.last > party.head.last
        beside = set(range(party.last + 1, party.last + 3)) | {party.first - 1}
        if name and party.first <= 1 and verbs & beside:
            yield party


def is_own(one: Telling, issuer: Mention) -> bool:
    """Whether a telling is of the issuer's own attack: nobody else does it or tells it."""
    if one.assertion is not Assertion.OCCURRED or one.voice.speaker is not None:
        return False
    if not one.perpetrators:
        return not one.head.harm and not one.head.passive
    return any(_same(doer, issuer) for doer in one.perpetrators)


def _same(one: Mention, other: Mention) -> bool:
    if one.actor and other.actor:
        return one.actor.split("/")[0] == other.actor.split("/")[0]
    return one.text in other.text or other.text in one.text
