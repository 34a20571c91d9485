"""A cheap look at what a document is about: sport and road deaths use the words of war."""

from __future__ import annotations

from tallystick.read.phrases.page import Page, Sentence

FEWEST = 3
"""Words of other fields from which on a document may be about one of them."""


def off_topic(page: Page) -> bool:
    """Whether words of other fields (cue ``off``) outnumber those of attacks and weapons.

    Words that reports of attacks have, too (cue ``off-hint``: fires, accidents, illness),
    tell so beside a sure one, and where they are clearly more.
    """
    off = sum(len(sentence.cues("off")) for sentence in page.sentences)
    war = sum(map(_of_war, page.sentences))
    hints = sum(len(sentence.cues("off-hint")) for sentence in page.sentences)
    sure = off > war and (off >= FEWEST or not war)
    return sure or (off > 0 and off + hints >= war + FEWEST)


def _of_war(sentence: Sentence) -> int:
    attacks = sum(hit["kind"] in ("attack", "stop") for hit in sentence.of("triggers"))
    armed = sum(hit["role"] == "armed" for hit in sentence.of("persons"))
    return attacks + armed + len(sentence.of("weapons"))
