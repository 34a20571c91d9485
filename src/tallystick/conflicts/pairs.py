"""Two voices of one incident side by side, each the latest word of its root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from tallystick.grade import asserts_event
from tallystick.model.derived import Finding
from tallystick.voices import Voice, latest

Two = tuple[Voice, Voice]


def pairs(told: Iterable[Voice]) -> Iterator[Two]:
    """Pairs of the latest words of all roots, in order of rows."""
    return combinations(sorted(latest(told), key=lambda voice: voice.row), 2)


def asserting(told: Iterable[Voice]) -> tuple[Voice, ...]:
    """The voices that say that it happened, and do not take that back."""
    return tuple(v for v in told if asserts_event(v.claim) and not v.taken_back)


def between(code: str, one: Voice, other: Voice, words: str) -> Finding:
    """A finding about two voices, in the order given."""
    return Finding(code, (one.claim.id, other.claim.id), words)


def within(code: str, voice: Voice, words: str) -> Finding:
    """A finding about what one claim says of itself."""
    return Finding(code, (voice.claim.id,), words)
