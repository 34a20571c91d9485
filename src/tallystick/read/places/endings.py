"""Names in running text back to the form that a gazetteer lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tallystick.schemes import rows

_SHORTEST = 3
"""Letters that must be left of a name when something is cut from it."""


def dictionary_forms(name: str) -> Iterator[str]:
    """Possible dictionary forms of an inflected Cyrillic name, the likeliest first.

    The last word is cut back, the one before it, or both ("на Крымском мосту").
    """
    start, space, end = name.rpartition(" ")
    if space:
        yield from (f"{one} {end}" for one in _adjectives(start))
    for ending, base in _endings():
        if name.endswith(ending) and len(name) - len(ending) >= _SHORTEST:
            stem = name[: len(name) - len(ending)] + base
            yield stem
            head, gap, tail = stem.rpartition(" ")
            if gap:
                yield from (f"{one} {tail}" for one in _adjectives(head))


def region_forms(adjective: str) -> Iterator[str]:
    """Regions that an adjective may mean where "region" stands elsewhere in a list."""
    for ending, base in _of("region"):
        if adjective.endswith(ending):
            yield adjective[: len(adjective) - len(ending)] + base


def _adjectives(head: str) -> Iterator[str]:
    for ending, base in _adjective_endings():
        if head.endswith(ending):
            yield head[: len(head) - len(ending)] + base


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    return _of("noun")


@cache
def _adjective_endings() -> tuple[tuple[str, str], ...]:
    return _of("adjective")


@cache
def _of(part: str) -> tuple[tuple[str, str], ...]:
    listed = rows("places/endings.tsv")
    found = [(row["ending"], row["base"]) for row in listed if row["of"] == part]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(ending for ending, _ in _of("suffix"))


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(r["ending"] for r in rows("places/endings.tsv") if r["of"] == "prefix")


@cache
def _places() -> frozenset[str]:
    found = rows("places/endings.tsv")
    return frozenset(r["ending"] for r in found if r["of"] == "prefix" and r["base"])


def locates(prefix: str) -> bool:
    """Whether a particle cut from a name says that something is there: "in"."""
    return prefix in _places()


def says_where(tail: str) -> bool:
    """Whether what is written behind a name's apostrophe makes it a place: "'da"."""
    return tail[1:] in _suffixes()


def without_prefix(name: str) -> Iterator[int]:
    """Where a name may begin: at 0, then behind each particle that may be written to it.

    "وببغداد" (and in Baghdad) may begin at 0, 1 and 2.
    """
    yield 0
    for length in (1, 2, 3):
        if name[:length] in _prefixes() and len(name) - length >= _SHORTEST:
            yield length
