"""Who did it and against whom, through the directory of actors."""

from __future__ import annotations

from functools import lru_cache

from tallystick.count.ground import Voices
from tallystick.count.membership import INSIDE, LIKELY, OUTSIDE, SILENT, Fit, combine, rank
from tallystick.directory import Directory, RollUp
from tallystick.roots import said

SAID = said("")
"""Prefix of names that the directory of actors does not know."""


def of_actors(
    voices: Voices,
    asked: tuple[str, ...],
    day: str | None,
    directory: Directory,
    policy: RollUp,
) -> Fit:
    """Who it was, through the directory. One named among several is enough for a root."""

    def of_key(told: str) -> Fit:
        return max((kinship(told, one, day, directory, policy) for one in asked), key=rank)

    return combine(max(map(of_key, sorted(told)), key=rank) for told in voices)


@lru_cache(maxsize=100_000)
def kinship(
    told: str, asked: str, day: str | None, directory: Directory, policy: RollUp
) -> Fit:
    """How an actor that is told stands to one that is asked.

    In: the same, or under the asked one as far as the policy rolls up. Possible: a
    name that the directory does not know, likely so if all its words are in the other
    ("Harbour Guard", "the Northern Harbour Guard"); or a brand over the asked faction,
    because what a brand claims is never assigned to a faction. Out: two actors of the
    directory that are neither; a link that is only alleged counts as none unless the
    policy says ALL.
    """
    if told == asked:
        return INSIDE
    if directory.get(told) is None or directory.get(asked) is None:
        return LIKELY if _one_name_in_the_other(told, asked) else SILENT
    over = frozenset(directory.roll_up(told, policy, day))
    if policy is RollUp.UMBRELLA:
        over |= directory.side(told, day)
    if asked in over:
        return INSIDE
    return SILENT if told in directory.side(asked, day) else OUTSIDE


def _one_name_in_the_other(a: str, b: str) -> bool:
    """Whether two names that are only words have the words of one in the other."""
    if not (a.startswith(SAID) and b.startswith(SAID)):
        return False
    mine, yours = (frozenset(key.removeprefix(SAID).split()) for key in (a, b))
    return bool(mine and yours) and (mine <= yours or yours <= mine)
