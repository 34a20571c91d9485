"""Which links keep claims apart, and which say that one text only seems to tell two events.

All are columns over `Links`: what a level says, never what a score adds up to alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from tallystick.columns import Bools
from tallystick.match.links import Links
from tallystick.policy import Policy

ELSEWHERE = ("elsewhere", "other country")
"""Levels of place at which two claims name two places."""
APART = ("same document", "told as another")
"""Levels at which one text itself says that two claims are two."""
PRESUMED = ("same document", "comes back")
"""Levels at which one text is only presumed to tell two events, for what differs."""
CONTRADICTING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "date": ("conflicts", "days apart", "old news"),
        "place": (*ELSEWHERE, "across a border", "disputed", "other words"),
        "type": ("conflicts",),
        "killed": ("conflicts",),
        "document": (*PRESUMED, "told as another"),
        "story": ("nothing in common",),
        "ages": ("other",),
    }
)
"""By aspect, levels that speak against one event by themselves. A low score without any
of them adds up from what two claims leave out, and silence keeps no groups apart."""
TOLLS = ("killed", "injured")
OTHER_TOLL = ("close", "conflicts")
"""Levels at which two claims tell two numbers."""
ONE_STORY = ("one story", "like stories", "one story, same days", "like stories, same days")
"""Levels of story at which two reports have one matter."""
NAMED_ALIKE = (
    *("four or more", "two or three"),
    *("four or more, same days", "two or three, same days"),
)
"""Levels of names at which two reports tell of the same people or streets."""


def joinable(links: Links) -> Bools:
    """A part never becomes its whole, what one text tells apart stays apart, and so do
    two known sites with two tolls."""
    two = links.at("place", *ELSEWHERE) & links.at("killed", "conflicts")
    return ~(links.at("several", "whole and part") | links.at("document", *APART) | two)


def objecting(links: Links, policy: Policy) -> Bools:
    """Which links keep two groups apart: those that are as good as impossible for what
    they say, and those that name two days or two places and have nothing that outweighs
    it."""
    apart = links.at("date", "conflicts") | links.at("place", *ELSEWHERE)
    apart &= links.scores < policy.link_at
    against = [links.at(aspect, *labels) for aspect, labels in CONTRADICTING.items()]
    unlike: Bools = (links.scores < policy.apart_below) & np.logical_or.reduce(against)
    return apart | unlike | ~joinable(links)


def rival(links: Links, policy: Policy) -> Bools:
    """Which links may be of one event that two sides tell otherwise: its day and means are
    the same as far as told, and no two places are named."""
    alike = links.at("date", "same day", "same days")
    alike &= ~links.at("type", "conflicts")
    alike &= ~links.at("place", *CONTRADICTING["place"])
    found: Bools = alike & (links.scores >= policy.rival_at)
    return found


def presumed(links: Links) -> Bools:
    """Which links keep two claims of one text apart by presumption alone: their days or
    means differ, but neither their sites nor their tolls, and no words set them apart."""
    found = links.at("document", *PRESUMED)
    found &= ~links.at("place", *ELSEWHERE, "across a border")
    for toll in TOLLS:
        found &= ~links.at(toll, *OTHER_TOLL)
    return found


def retelling(links: Links, policy: Policy) -> Bools:
    """Which links are sure that two reports tell one story of the same people.

    Two passages of one report that both fit such another report are one event told twice,
    of which one day or means was misread: `presumed` links give way.
    """
    told = links.at("story", *ONE_STORY) & links.at("names", *NAMED_ALIKE)
    sure: Bools = told & (links.scores >= policy.sure_at)
    return sure
