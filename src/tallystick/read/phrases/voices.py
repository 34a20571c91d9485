"""Who says what: the speaker of the words around a count or an act.

The publisher's own voice is the absence of a speaker.
"""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.model.values import Mention
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.phrases import Party, parties

NEAR_SOURCE = 5
"""How far behind "according to" its speaker may stand."""
NEAR_VERB = 14
"""How far from a verb of saying its speaker may stand."""
BESIDE = 5
"""How far behind its verb a speaker stands in inverted order ("a déclaré le ...")."""
PERSON = "person:"
"""Prefix of the ids of persons."""
MOST_SENTENCES_BACK = 3
FARTHEST_NOUN = 6
"""Sentences back in which a name may stand that a noun takes up."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker and how what is said stands to them."""

    speaker: Mention | None
    relation: str | None = None
    """As in ``speech.tsv``: says, claims, denies, confirms, announces."""

    @property
    def chain(self) -> tuple[Mention, ...]:
        """The speaker alone; empty in the own voice."""
        return (self.speaker,) if self.speaker else ()


OWN = Voice(None)


def voice_of(page: Page, sentence: Sentence, word: int) -> Voice:
    """The voice that says a word of a sentence; `OWN` for the publisher."""
    told = parties(sentence)
    for hit in sentence.of("speech"):
        who = _source(sentence, hit, told)
        if who is not None and not who.first <= word <= who.last:
            return _voice(page, sentence, who, hit["relation"])
    verbs = [h for h in sentence.of("speech") if h["sort"] == "verb"]
    for hit in sorted(verbs, key=lambda h: _verb_rank(sentence, h, word)):
        who = _speaker(sentence, hit, told)
        if who is None:
            continue
        if _says(sentence, hit, who, word):
            return _voice(page, sentence, who, hit["relation"])
    return OWN


def _verb_rank(sentence: Sentence, hit: Hit, word: int) -> tuple[bool, int, int]:
    """Nearer verbs first; where verbs stand last, one that "that" follows before all."""
    opens = (
        sentence.habits.order == "sov"
        and hit.last < word
        and sentence.cue_after("that", hit.last) is not None
    )
    return (not opens, sentence.apart(hit.first, word), hit.first)


def _voice(page: Page, sentence: Sentence, who: Party, relation: str) -> Voice:
    mention = named(page, sentence, who)
    if is_publisher(page, mention):
        return Voice(None, relation)
    return Voice(mention, relation)


def _source(sentence: Sentence, hit: Hit, told: tuple[Party, ...]) -> Party | None:
    """The party that "according to" stands beside."""
    if hit["sort"] == "source":
        near = [p for p in told if hit.last < p.first]
        near = [p for p in near if sentence.apart(hit.last, p.first) <= NEAR_SOURCE]
        return near[0] if near else None
    if hit["sort"] == "source-after":
        near = [p for p in told if p.last < hit.first]
        near = [p for p in near if sentence.apart(p.last, hit.first) <= NEAR_SOURCE]
        return near[-1] if near else None
    return None


def _speaker(sentence: Sentence, hit: Hit, told: tuple[Party, ...]) -> Party | None:
    """The subject of a verb of saying."""
    before = [p for p in told if p.last < hit.first]
    before = [p for p in before if sentence.apart(p.last, hit.first) <= NEAR_VERB]
    after = [p for p in told if hit.last < p.first]
    after = [p for p in after if sentence.apart(hit.last, p.first) <= BESIDE]
    before = [p for p in before if _may_speak(sentence, p)]
    if sentence.habits.order == "sov":
        return before[0] if before else None
    if after and (sentence.habits.order == "vso" or _inverted(sentence, hit)):
        return after[0]
    if sentence.habits.order == "vso" and not before:
        return after[0] if after else None
    return before[-1] if before else None


def _may_speak(sentence: Sentence, party: Party) -> bool:
    """Whether nothing marks a party as doer, aim or place of something else."""
    marks = ("by", "on", "at", "from", "with")
    return not any(sentence.cue_before(name, party.first, 2) for name in marks)


def _inverted(sentence: Sentence, hit: Hit) -> bool:
    """Whether a verb of saying stands behind what is said: ``", a déclaré le ...``."""
    opening = next(
        (i for i in range(hit.first, max(-1, hit.first - 3), -1) if _cut(sentence, i)), None
    )
    return opening is not None


def _cut(sentence: Sentence, at: int) -> bool:
    gap = sentence.words[at].gap
    return at == 0 or any(sign in gap for sign in ',،»”"–—')


def _says(sentence: Sentence, hit: Hit, who: Party, word: int) -> bool:
    """Whether a word stands in what a verb says, not between it and its speaker."""
    if who.first <= word <= who.last:
        return False
    low, high = min(who.first, hit.first), max(who.last, hit.last)
    if sentence.habits.order == "sov":
        return True
    if low <= word <= high:
        return False
    trailing = _inverted(sentence, hit) and hit.first > 0
    if word < low:
        return trailing or _cut(sentence, low)
    return True


def named(page: Page, sentence: Sentence, who: Party) -> Mention:
    """The mention of a party; of "the group" whom it stands for, if that can be told."""
    if who.head is None or who.mention.actor is not None:
        return who.mention
    same = _same_noun(page, sentence, who, who.head)
    if same is not None or who.head["kind"] != "refers":
        return same or who.mention
    for near in (sentence, *page.before(sentence, MOST_SENTENCES_BACK)):
        actors = [
            p
            for p in parties(near)
            if p.head is None
            and not p.bare_state
            and p.mention.actor is not None
            and not p.mention.actor.startswith(PERSON)
            and (near is not sentence or p.last < who.first)
        ]
        if actors:
            return actors[0].mention
    return who.mention


def _same_noun(page: Page, sentence: Sentence, who: Party, head: Hit) -> Mention | None:
    """ "The ministry" behind "the Ministry of Health": the actor last named with its noun."""
    definite = sentence.habits.has("definite")
    known = any(head.prefix.endswith(form) for form in definite) if head.prefix else False
    if head["kind"] == "person" or not (
        known or sentence.cue_before("definite", who.first)
    ):
        return None
    key = sentence.folded[head.last][len(head.prefix) :]
    for near in (sentence, *page.before(sentence, FARTHEST_NOUN)):
        for party in parties(near):
            behind = near is sentence and party.last >= who.first
            if party.mention.actor is None or party.bare_state or behind:
                continue
            words = near.folded[party.first : party.last + 1]
            if any(word.endswith(key) and len(word) <= len(key) + 3 for word in words):
                return party.mention
    return None


def resolved(page: Page, sentence: Sentence, mention: Mention) -> Mention:
    """A mention, or whom it stands for if it is "the group"."""
    who = next((p for p in parties(sentence) if p.mention.span == mention.span), None)
    return named(page, sentence, who) if who is not None else mention


def is_publisher(page: Page, speaker: Mention) -> bool:
    """Whether a speaker is the document's own publisher."""
    source = page.document.source.casefold().removeprefix("the ")
    return bool(source) and speaker.text.casefold().removeprefix("the ") == source
