"""How alike the texts of two claims are, where their fields are silent: the people and
places that two reports name, the words of two passages, what two reports are about."""

from __future__ import annotations

import numpy as np

from tallystick.match.levels import Case, Levels, Told
from tallystick.match.pairs import Pairs

FEWEST_NAMES = 3
"""Names below which a report has too few to miss one in the other."""
FULL_NAME = 2
"""Words that make it certain who is named."""
FEWEST_WORDS = 4
"""Words below which a passage cannot be compared."""


def names(pairs: Pairs, _: Told) -> Levels:
    """What two reports name alike, beyond what everybody names.

    Days between the two count: names come back with a trial, an anniversary, a place.
    """
    borne = pairs.table.wording.names
    said = np.logical_and(*pairs.both(borne.sizes >= FEWEST_NAMES))
    count, apart = pairs.shared(borne), pairs.published_apart
    fresh = (apart >= 0) & (apart <= pairs.policy.follow_days)
    cases: list[Case] = [
        ("unsaid", pairs.one_text | (~said & (count == 0))),
        ("four or more, same days", fresh & (count >= 4)),
        ("two or three, same days", fresh & (count >= 2)),
        ("one, same days", fresh & (count == 1)),
        ("four or more", count >= 4),
        ("two or three", count >= 2),
        ("one", count == 1),
    ]
    return Levels.choose("names", cases, "none")


def borne(pairs: Pairs, _: Told) -> Levels:
    """Which rare names the two passages share: of a village, a victim, a street."""
    said = pairs.table.wording.borne
    least = np.minimum(*pairs.both(said.sizes))
    count = pairs.shared(said)
    cases: list[Case] = [
        ("unsaid", pairs.one_text | (least == 0)),
        ("two or more", count >= 2),
        ("one", count == 1),
        ("none", least >= 2),
    ]
    return Levels.choose("borne", cases, "unsaid")


def victims(pairs: Pairs, _: Told) -> Levels:
    """Whether two claims name the same persons hit.

    Nobody dies twice: two deaths of one person are one event, and the only dead of each
    of two claims under other names are two.
    """
    said, toll = pairs.table.wording.hurt, pairs.table.killed
    sizes, count = pairs.both(said.sizes), pairs.shared(said)
    low, high = pairs.both(toll.low), pairs.both(toll.high)
    died = np.logical_and(*pairs.both(toll.said)) & (np.minimum(*low) >= 1)
    alone = died & (np.maximum(*high) == 1) & (np.minimum(*sizes) >= FULL_NAME)
    cases: list[Case] = [
        ("one death", died & ((count >= FULL_NAME) | (pairs.one_text & (count >= 1)))),
        ("two or more names", count >= FULL_NAME),
        ("one name", count == 1),
        ("other persons", alone),
    ]
    return Levels.choose("victims", cases, "unsaid")


def words(pairs: Pairs, _: Told) -> Levels:
    """How alike the two passages are: the share of the shorter one's words."""
    stems = pairs.table.wording.words
    sizes = np.minimum(*pairs.both(stems.sizes))
    said = (sizes >= FEWEST_WORDS) & np.equal(*pairs.both(pairs.table.wording.language))
    shared = pairs.shared(stems)
    said &= ~(pairs.one_text & (shared == np.maximum(*pairs.both(stems.sizes))))
    share = shared / np.maximum(sizes, 1)
    cases: list[Case] = [
        ("unsaid", ~said),
        ("much alike", share >= 0.4),
        ("alike", share >= 0.3),
        ("somewhat alike", share >= 0.2),
        ("little alike", share >= 0.1),
    ]
    return Levels.choose("words", cases, "not alike")


def ages(pairs: Pairs, _: Told) -> Levels:
    """Whether two reports tell of people of one age, where both claims are their matter."""
    wording = pairs.table.wording
    said = np.logical_and(*pairs.both((wording.ages.sizes > 0) & wording.leading))
    said &= ~pairs.one_text
    cases: list[Case] = [("unsaid", ~said), ("same", pairs.share(wording.ages))]
    return Levels.choose("ages", cases, "other")


def story(pairs: Pairs, _: Told) -> Levels:
    """How alike the matter of two reports is, where both claims are that matter.

    Days between the two count, as for names.
    """
    wording = pairs.table.wording
    said = np.logical_and(*pairs.both(wording.lead.sizes >= FEWEST_WORDS))
    said &= np.logical_and(*pairs.both(wording.leading))
    said &= np.equal(*pairs.both(wording.language))
    said &= ~pairs.one_text
    at = np.flatnonzero(said)
    alike = np.zeros(len(pairs))
    alike[at] = pairs.take(at).cosine(wording.lead)
    apart = pairs.published_apart
    fresh = (apart >= 0) & (apart <= pairs.policy.follow_days)
    cases: list[Case] = [
        ("unsaid", ~said),
        ("one story, same days", fresh & (alike >= 0.3)),
        ("like stories, same days", fresh & (alike >= 0.2)),
        ("akin stories, same days", fresh & (alike >= 0.12)),
        ("one story", alike >= 0.3),
        ("like stories", alike >= 0.2),
        ("akin stories", alike >= 0.12),
        ("little in common", alike >= 0.05),
    ]
    return Levels.choose("story", cases, "nothing in common")
