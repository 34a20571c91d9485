"""When two wordings name one place, one actor, one thing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tallystick.read.actors import find_actors

SMALL = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "and", "near"]
)
"""Words that tell no name from another."""


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", name.casefold())) - SMALL


def names_agree(one: str, other: str) -> bool:
    """Half of the words of the shorter name stand in the longer one."""
    a, b = _words(one), _words(other)
    return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b))


def same_name(one: str, other: str) -> bool:
    """Half of the words of the shorter name stand in the longer one, in whatever form."""
    less, more = sorted((_words(one), _words(other)), key=len)
    met = sum(any(_same_word(word, known) for known in more) for word in less)
    return bool(less) and 2 * met >= len(less)


def same_actor(label: str, mention: Mapping[str, Any], language: str) -> bool:
    """Half of the words agree, or both name one known actor.

    Labels name actors in English. A name in another language that no list knows can be
    compared with none; it stands for any label that no list knows.
    """
    told = mention.get("text") or ""
    if names_agree(label, told):
        return True
    known = {found.actor for found in find_actors(label, "en")} - {None}
    if known and mention.get("actor"):
        return mention["actor"] in known
    return language != "en" and bool(told)


def _same_word(one: str, other: str) -> bool:
    """ "Drone" and "drones", "Israel" and "Israeli"."""
    stem = min(len(one), len(other))
    return one == other or (stem >= 4 and one[:stem] == other[:stem])
