"""The grammar of name phrases: what runs of words make an actor together.

    named actor     (Kataib Hezbollah) [fighters] [(KH)]
    state's force   (Israeli) [occupation] (army);  (army) [of] (Israel)
                    (US) and British forces: each state apart
    described class [suspected] (Iran)-backed [Iraqi] (militias) [backed by (Iran)];
                    anti-(Houthi) (forces): not the actor in its name

Phrases are read from left to right; at each word the longest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from tallystick.model.values import MentionKind
from tallystick.read.actors.lexicon import Entry, Sort
from tallystick.read.actors.scan import Run, Scan


class Make(IntEnum):
    """How a phrase is made; of two equally long the higher is taken."""

    STATE = 0
    FORCE_ALONE = 1
    CLASS = 2
    FORCE = 3
    ACTOR = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` to `last` (exclusive) read as one actor."""

    make: Make
    first: int
    last: int
    start: int
    end: int
    name: Run
    """The actor's name; the state beside a force; the head noun of a class."""
    force: Entry | None = None
    """The noun that names an organ of the state."""
    members: Entry | None = None
    """The noun that makes people of an actor: "fighters"."""
    countries: tuple[str, ...] = ()
    """ISO codes of the states named in a described class, in order."""
    short_name: str | None = None
    """What the text itself abbreviates it to, in brackets behind it."""
    earlier: int | None = None
    """Where the text explained this abbreviation."""

    @property
    def kind(self) -> MentionKind:
        """What the phrase names: people, a body, or things."""
        noun = self.members or self.force or self.name.entries[0]
        return noun.kind


_STATES = frozenset({Sort.STATE, Sort.DEMONYM})
_BEFORE_HEAD = frozenset({Sort.MODIFIER, Sort.STATE, Sort.DEMONYM, Sort.BACKED, Sort.PRO})
_HEADS = frozenset({Sort.HEAD, Sort.HEAD_MODIFIED})
_BEGIN_CLASS = (_BEFORE_HEAD | _HEADS | {Sort.ACTOR}) - {Sort.BACKED}
_ADJECTIVE_AFTER = frozenset({"fr", "es", "ar", "fa", "he", "ru", "uk"})
"""Languages that write "army Israeli"."""
_STATE_AFTER = frozenset({"ar", "fa", "he", "ru", "uk"})
"""Languages that write "army Israel" for "army of Israel"."""
_STATE_BEFORE = frozenset({"en", "ru", "uk", "tr"})
"""Languages that write "Israeli army"."""
_ARTICLES = frozenset(("the", "l", "la", "le", "el", "los", "les"))
_MOST_MODIFIERS = 6
_BRACKET = re.compile(r" ?\(((?:[^\W_]|[.\-’'/ ]){2,40})\)")


def phrases(scan: Scan) -> Iterator[Phrase]:
    """Every phrase of a text, leftmost first, the longest at each place."""
    explained: dict[str, Phrase] = {}
    at, total = 0, len(scan.tokens)
    while at < total:
        best = _explained(scan, at, explained) or best_at(scan, at)
        if best is None:
            at += 1
            continue
        if best.short_name:
            explained.setdefault(best.short_name, best)
        yield best
        at = best.last


def best_at(scan: Scan, at: int) -> Phrase | None:
    """The longest phrase that begins at a word; of equals the best made."""
    runs = scan.runs(at)
    if not runs:
        return None
    found = [phrase for run in runs for phrase in _from(scan, run)]
    return max(found, key=_weight, default=None)


def _weight(phrase: Phrase) -> tuple[int, Make, int, int]:
    """The longest wins, of equals the best made, then the longest name and noun in it."""
    noun = len(phrase.force.text) if phrase.force else 0
    return phrase.last, phrase.make, phrase.name.last, noun


def _from(scan: Scan, run: Run) -> Iterator[Phrase]:
    sorts = {entry.sort for entry in run.entries}
    if any(e.sort is Sort.ACTOR and scan.meets(e) for e in run.entries):
        yield _actor(scan, run.only(frozenset({Sort.ACTOR})))
    if sorts & _STATES:
        yield from _state_first(scan, run.only(_STATES))
    if Sort.METONYM in sorts:
        seat = run.only(frozenset({Sort.METONYM}))
        yield from (p for p in _state_first(scan, seat) if _of_government(p))
    if Sort.FORCE in sorts:
        yield from _force_first(scan, run.only(frozenset({Sort.FORCE})))
    if sorts & _BEGIN_CLASS:
        yield from _class(scan, run)


def _phrase(scan: Scan, make: Make, first: int, last: int, name: Run) -> Phrase:
    clitic = name.clitic if name.first == first else 0
    start = scan.tokens[first].start + clitic
    return Phrase(make, first, last, start, scan.tokens[last - 1].end, name)


def _actor(scan: Scan, run: Run) -> Phrase:
    phrase = _phrase(scan, Make.ACTOR, run.first, run.last, run)
    for after in scan.runs_on(run.last):
        members = after.of(Sort.MEMBERS)
        if members and run.entries[0].kind is not MentionKind.PERSON:
            end = scan.tokens[after.last - 1].end
            phrase = replace(phrase, last=after.last, end=end, members=members)
    return _with_bracket(scan, phrase)


def _with_bracket(scan: Scan, phrase: Phrase) -> Phrase:
    """The phrase with the "(KH)" behind it, if that is another name of the same."""
    bracket = _BRACKET.match(scan.text, phrase.end)
    if bracket is None:
        return phrase
    inside, last = bracket.group(1), phrase.last
    while last < len(scan.tokens) and scan.tokens[last].end <= bracket.end(1):
        last += 1
    mine = {entry.value for entry in phrase.name.entries}
    known = [r for r in scan.runs(phrase.last) if r.last == last and r.of(Sort.ACTOR)]
    same = any(mine & {entry.value for entry in run.entries} for run in known)
    short = inside if inside.isupper() and " " not in inside else None
    if last == phrase.last or not (same or short):
        return phrase
    return replace(phrase, last=last, end=bracket.end(), short_name=short)


def _explained(scan: Scan, at: int, explained: dict[str, Phrase]) -> Phrase | None:
    token = scan.tokens[at]
    full = explained.get(token.raw) if explained else None
    if full is None:
        return None
    again = replace(full, first=at, last=at + 1, start=token.start, end=token.end)
    return replace(again, short_name=None, members=None, earlier=full.start)


def _state_first(scan: Scan, state: Run) -> Iterator[Phrase]:
    """ "Israeli occupation army", "U.S. forces"."""
    for last, force in _forces(scan, state.last, _MOST_MODIFIERS // 2):
        phrase = _phrase(scan, Make.FORCE, state.first, last, state)
        yield _with_bracket(scan, replace(phrase, force=force))
    for joint in scan.runs_on(state.last):
        if joint.of(Sort.JOINT):
            for other in scan.runs_on(joint.last):
                if _alike(scan, state, other):
                    for _, force in _forces(scan, other.last, _MOST_MODIFIERS // 2):
                        phrase = _phrase(scan, Make.FORCE, state.first, state.last, state)
                        yield replace(phrase, force=force)


def _alike(scan: Scan, state: Run, other: Run) -> bool:
    """Whether one noun serves both: "US and British", "Iraq and Jordan", no mixed pair."""
    for sort in (Sort.STATE, Sort.DEMONYM, Sort.METONYM):
        if state.of(sort) and other.of(sort):
            return True
    return scan.tokens[state.first].raw.isupper() and other.of(Sort.DEMONYM) is not None


def _of_government(phrase: Phrase) -> bool:
    return phrase.force is not None and phrase.force.value == "government"


def _forces(scan: Scan, at: int, modifiers: int) -> Iterator[tuple[int, Entry]]:
    for run in scan.runs_on(at):
        force = run.of(Sort.FORCE)
        if force and force.language in _STATE_BEFORE:
            yield run.last, force
        if modifiers and run.of(Sort.FORCE_MODIFIER):
            yield from _forces(scan, run.last, modifiers - 1)


def _force_first(scan: Scan, noun: Run) -> Iterator[Phrase]:
    """ "army of Israel", "l'armée israélienne", "الجيش الإسرائيلي"."""
    force = noun.entries[0]
    if force.alone:
        yield replace(
            _phrase(scan, Make.FORCE_ALONE, noun.first, noun.last, noun), force=force
        )
    if force.kind is not MentionKind.OBJECT:
        for link in scan.runs_on(noun.last):
            if link.of(Sort.LINK):
                yield from _force_of(scan, noun, link.last, frozenset({Sort.STATE}))
    spoken = {entry.language for entry in noun.entries}
    if spoken & _ADJECTIVE_AFTER:
        sorts = _STATES if spoken & _STATE_AFTER else frozenset({Sort.DEMONYM})
        yield from _force_of(scan, noun, noun.last, sorts)


def _force_of(scan: Scan, noun: Run, at: int, sorts: frozenset[Sort]) -> Iterator[Phrase]:
    for run in scan.runs_on(at):
        if any(entry.sort in sorts for entry in run.entries):
            phrase = _phrase(scan, Make.FORCE, noun.first, run.last, run.only(sorts))
            start = scan.tokens[noun.first].start + noun.clitic
            yield replace(phrase, start=start, force=noun.entries[0])


def _class(scan: Scan, run: Run) -> Iterator[Phrase]:
    """Modifiers and states up to a head noun: "suspected Iran-backed militants".

    "Anti-Houthi" is a class of its own too, lest the Houthis be read in it.
    """
    if run.of(Sort.PRO):
        for after in scan.runs_on(run.last):
            if after.of(Sort.ACTOR):
                side = run.only(frozenset({Sort.PRO}))
                yield _phrase(scan, Make.CLASS, run.first, after.last, side)
    for head, countries, modified in _to_head(scan, run, (), _MOST_MODIFIERS):
        phrase = _phrase(scan, Make.CLASS, run.first, head.last, head)
        start = scan.tokens[run.first].start + run.clitic
        phrase = replace(phrase, start=start, countries=countries)
        if modified or head.of(Sort.HEAD):
            yield phrase
        yield from _backed(scan, phrase)


def _backed(scan: Scan, phrase: Phrase) -> Iterator[Phrase]:
    """The class with "backed by Iran" behind it."""
    for behind in scan.runs_on(phrase.last):
        if not behind.of(Sort.BEHIND):
            continue
        at = behind.last
        if at < len(scan.tokens) and scan.tokens[at].raw.lower() in _ARTICLES:
            at += 1
        for backer in scan.runs_on(at):
            states = tuple(e.value for e in backer.entries if e.sort in _STATES)
            if states or backer.of(Sort.ACTOR):
                end = scan.tokens[backer.last - 1].end
                countries = (*phrase.countries, *states[:1])
                yield replace(phrase, last=backer.last, end=end, countries=countries)


def _to_head(
    scan: Scan, run: Run, countries: tuple[str, ...], left: int
) -> Iterator[tuple[Run, tuple[str, ...], bool]]:
    heads = run.only(_HEADS)
    if heads.entries:
        yield heads, countries, left < _MOST_MODIFIERS
    if left <= 0:
        return
    plain = any(entry.sort in _BEFORE_HEAD for entry in run.entries)
    sided = run.of(Sort.PRO) is not None
    actor = run.of(Sort.ACTOR) is not None
    states = [entry.value for entry in run.entries if entry.sort in _STATES]
    for after in scan.runs_on(run.last) if plain or actor else ():
        if plain or after.of(Sort.BACKED):
            yield from _to_head(scan, after, (*countries, *states[:1]), left - 1)
        if sided and after.of(Sort.ACTOR):
            for noun in scan.runs_on(after.last):
                yield from _to_head(scan, noun, countries, left - 2)
