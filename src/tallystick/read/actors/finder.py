"""Finds names of actors in a text, and says of one name alone who it is.

Of all phrases that could be read, the leftmost wins, of these the longest. A name that
two actors bear stays open unless the text names a country that the directory asks for
beside it; the reason lists the bearers. A name that nobody is known by stays unknown.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tallystick.directory import Directory, directory
from tallystick.model.values import MentionKind
from tallystick.read.actors.lexicon import Sort, lexicon
from tallystick.read.actors.naming import named
from tallystick.read.actors.phrases import Make, Phrase, phrases
from tallystick.read.actors.scan import Scan
from tallystick.read.found import FoundActor

DETERMINERS = frozenset(
    (
        "the",
        "a",
        "an",
        "this",
        "that",
        "le",
        "la",
        "les",
        "l",
        "el",
        "los",
        "las",
        "un",
        "une",
    )
)
_DESCRIBES = frozenset(
    {Sort.STATE, Sort.DEMONYM, Sort.MODIFIER, Sort.HEAD, Sort.HEAD_MODIFIED, Sort.BACKED}
    | {Sort.PRO, Sort.MEMBERS, Sort.FORCE_MODIFIER, Sort.FORCE}
)
_BARE_STATE = frozenset({Sort.STATE, Sort.DEMONYM, Sort.METONYM})


def find_actors(
    text: str, language: str = "en", *, known: Directory | None = None
) -> tuple[FoundActor, ...]:
    """Named actors and described classes of armed people in a text.

    Bare names of countries are not among them: whether "Iran" is a place or a government
    is for the sentence to say; `resolve_actor` answers when it is an actor.

    Args:
        text: offsets count code points of it exactly as given.
        language: ISO 639-1, for elisions and case endings; names of every language are
            looked for in any text.
        known: the directory to look in; the package's own if None.

    Returns:
        In order of start, not overlapping.
    """
    return _found(text, language, known if known is not None else directory())


@lru_cache(maxsize=8)
def _found(text: str, language: str, among: Directory) -> tuple[FoundActor, ...]:
    """What is in one text is asked for by several who read it, one after the other."""
    scan = Scan(text, language, lexicon(among))
    return tuple(named(phrase, scan, among) for phrase in phrases(scan))


def resolve_actor(
    name: str, language: str = "en", *, known: Directory | None = None
) -> FoundActor:
    """Say who one name on its own is, spelling drift and metonyms included.

    Returns:
        A find that spans the whole name. Its `actor` is None for a described class, for
        a name that several bear and for one that nobody is known by; the reason says
        which, and who else it could be.
    """
    among = known if known is not None else directory()
    scan = Scan(name, language, lexicon(among), alone=True)
    read = list(phrases(scan))
    bare = _bare_state(scan)
    if bare is not None and not (read and read[0].make is Make.ACTOR):
        read = [bare]
    best = [p for p in read if p.make is Make.ACTOR] or read
    if len(best) == 1 and _covers(scan, best[0]):
        return replace(named(best[0], scan, among), start=0, end=len(name))
    reason = "no actor of the directory bears this name"
    if len(best) > 1:
        reason = f"open: {len(best)} actors are named at once"
    return FoundActor(0, len(name), None, MentionKind.ORGANIZATION, None, None, reason)


def _bare_state(scan: Scan) -> Phrase | None:
    first = _first_word(scan)
    if first is None:
        return None
    for run in scan.runs(first):
        if run.last == len(scan.tokens) and any(e.sort in _BARE_STATE for e in run.entries):
            start, end = scan.tokens[first].start, scan.tokens[run.last - 1].end
            return Phrase(Make.STATE, first, run.last, start, end, run.only(_BARE_STATE))
    return None


def _first_word(scan: Scan) -> int | None:
    for at, token in enumerate(scan.tokens):
        if token.raw.lower() not in DETERMINERS:
            return at
    return None


def _covers(scan: Scan, phrase: Phrase) -> bool:
    """Whether the words outside a phrase only describe what it names."""
    at = 0
    while at < len(scan.tokens):
        if phrase.first <= at < phrase.last:
            at = phrase.last
            continue
        if scan.tokens[at].raw.lower() in DETERMINERS:
            at += 1
            continue
        describing = [
            run.last for run in scan.runs(at) if {e.sort for e in run.entries} & _DESCRIBES
        ]
        if not describing:
            return False
        at = max(describing)
    return True
