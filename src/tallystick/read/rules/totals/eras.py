"""Starts that a sentence names and another dates: "since the war began", "since the truce"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.model.values import Date
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.totals import windows

KINDS = (
    "war conflict fighting hostilities battle clash violence",
    "truce ceasefire cease-fire armistice agreement accord deal pact lull",
    "invasion incursion offensive operation campaign assault onslaught siege blockade",
    "uprising revolt rebellion protest unrest riot coup takeover",
    "emergency curfew crackdown",
    "election vote referendum",
    "deployment mission",
)
"""Words for one thing that begins, ends or is declared on a day, by kind."""
KIND_OF = {word: kind for kind, words in enumerate(KINDS) for word in words.split()}
OPENINGS = word_list("totals/openings")
TURNS = word_list("totals/turns")
HAPPENS = word_list("totals/happens")
"""What a thing does on its day that does not begin or end: "the earthquake struck"."""


NO_HAPPENING = word_list("totals/no_happening")
"""Nouns after "since" that another sentence cannot date: "the start", "its last count"."""
NAMELESS = word_list("totals/nameless")


@dataclass(frozen=True)
class Happening:
    """What a count goes on since: "the war began", "the earthquake", "it fell apart"."""

    kind: int | None
    """The kind of thing, by `KINDS`; None for any other."""
    what: str | None
    """Lemma of the noun; None where a pronoun stands for it."""
    did: frozenset[str] | None
    """Lemmas that the verb may have; None for a noun alone."""


def start_told_elsewhere(scan: Scan, sentence: Sentence, one: Counted) -> Date | None:
    """The day of what a count goes on since, where another sentence tells it.

    "There have been 41 raids since the war began", in a report that says "the war, which
    began on 5 May": 5 May. Sentences before are asked first, the nearest before others.
    """
    named = _since_what(sentence, one)
    return _day_told(scan, sentence, named) if named is not None else None


def _day_told(scan: Scan, sentence: Sentence, named: Happening) -> Date | None:
    for near in (*scan.before(sentence, sentence.index), *scan.sentences):
        told = (_day_of(near, found, named) for found in near.dates)
        days = [day for day in told if day is not None] if near is not sentence else []
        if days:
            return min(days, key=_length)  # "which this year began on 11 March"
    return None


def _length(day: Date) -> int:
    first, last = day.first_day, day.last_day
    return (last - first).days if first is not None and last is not None else 0


def _since_what(sentence: Sentence, one: Counted) -> Happening | None:
    """What stands after "since" without a day, in the stretch of a count."""
    start, end = windows.segment(sentence, one.numeral)
    for token in sentence.tokens:
        at = sentence.at(token)
        if token.lower_ != "since" or not start <= at < end:
            continue
        if any(at <= d.start < at + 80 and d.date is not None for d in sentence.dates):
            continue
        happening = next(_named_by(token), None)
        if happening is not None:
            return happening
    return None


def _named_by(since: Token) -> Iterator[Happening]:
    """The clause after "since", or its noun, or what that is the start of."""
    if since.dep_ == "mark":
        who = g.child(since.head, *g.SUBJECTS)
        if who is None:
            return
        kind = KIND_OF.get(who.lemma)
        if kind is not None and since.head.lemma in TURNS:
            yield Happening(kind, who.lemma, None)
        elif kind is None and since.head.pos_ == "VERB":
            what = None if who.lower_ in NAMELESS else who.lemma
            yield Happening(None, what, frozenset((since.head.lemma,)))
        elif since.head.pos_ == "VERB" and not who.tag_.endswith("S"):
            yield Happening(None, who.lemma, frozenset((since.head.lemma,)))
        return
    noun = g.child(since, "pobj")
    if noun is None:
        return
    of = g.child(noun, "prep") if noun.lemma in OPENINGS else None
    inner = g.child(of, "pobj") if of is not None else None
    for named in (noun, inner):
        kind = KIND_OF.get(named.lemma) if named is not None else None
        if named is not None and kind is not None:
            yield Happening(kind, named.lemma, None)
    for named in (noun, inner):
        if named is None or named.lemma in NO_HAPPENING or named.tag_.endswith("S"):
            continue
        yield Happening(None, named.lemma, None)


def _day_of(sentence: Sentence, found: FoundDate, named: Happening) -> Date | None:
    """The day, or month, on which such a thing began, if a date of a sentence is that."""
    if found.date is None or found.shape not in (DateShape.POINT, DateShape.SINCE):
        return None
    root = sentence.root_of(found.core_start or found.start, found.end)
    over = list(g.ancestors(root))[1:6]
    verb = next((t for t in over if t.pos_ == "VERB"), None)
    near = over[: over.index(verb)] if verb is not None else over
    if named.did is None and any(_is_it(t, named) for t in near):
        return found.date  # "the truce of 3 May", "since the war of 2014"
    if verb is None:
        return None
    if named.did is None and verb.lemma == named.what:
        return found.date  # "was arrested on 3 May": "since his arrest"
    if named.did is not None and verb.lemma not in named.did:
        return None
    if named.did is None and verb.lemma not in TURNS and verb.lemma not in HAPPENS:
        return None
    if named.what is None:
        return found.date
    who = g.subject(verb) or verb.head
    of = g.child(who, "prep")  # "the state of emergency"
    told = (who, *(of.children if of is not None else ()))
    return found.date if any(_is_it(t, named) for t in told) else None


def _is_it(token: Token, named: Happening) -> bool:
    """Whether a noun is what a count goes on since, or a thing of its kind."""
    if named.kind is not None:
        return KIND_OF.get(token.lemma) == named.kind
    return token.lemma == named.what
