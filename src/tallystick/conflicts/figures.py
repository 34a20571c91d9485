"""How many: tolls and numbers of one incident that cannot both be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import combinations
from types import MappingProxyType

from tallystick import schemes
from tallystick.columns import OPEN
from tallystick.conflicts.pairs import asserting, between, pairs, within
from tallystick.model.claims import IncidentClaim, Toll
from tallystick.model.derived import Finding
from tallystick.model.lists import MultiplicityKind, Outcome, Side, Stance
from tallystick.model.values import Bound, Number
from tallystick.policy import Policy
from tallystick.roots import fold
from tallystick.tolls import people
from tallystick.voices import Voice, latest

Told = tuple[Voice, ...]
Range = tuple[int, int]

MEASURES: tuple[tuple[str, Callable[[Voice], Range | None]], ...] = (
    ("killed", lambda voice: voice.killed),
    ("injured", lambda voice: voice.injured),
)
OF_VOICE: Mapping[str, Callable[[IncidentClaim], tuple[Toll, ...]]] = MappingProxyType(
    {"killed": lambda claim: claim.killed, "injured": lambda claim: claim.injured}
)


ATTACKERS = frozenset(
    "attacker attackers assailant assailants bomber bombers gunman gunmen raider raiders "
    "hijacker hijackers perpetrator perpetrators".split()
)


def tolls_that_differ(told: Told, policy: Policy) -> Iterator[Finding]:
    """Two roots whose numbers of dead or injured cannot both be, or one of which grew."""
    for measure, toll in MEASURES:
        saying = tuple(v for v in asserting(told) if toll(v) is not None)
        for one, other in pairs(saying):
            low, high = sorted((one, other), key=lambda voice: toll(voice) or (0, 0))
            under, over = toll(low) or (0, OPEN), toll(high) or (0, OPEN)
            entries = OF_VOICE[measure](low.claim), OF_VOICE[measure](high.claim)
            slack = policy.counting.about_width
            most = _widened(under, entries[0], slack)[1] + _attackers(entries[1])
            if most >= _widened(over, entries[1], slack)[0]:
                continue
            if _some_only(*entries):
                continue
            words = (
                f"{measure}: {low.label} says {_shown(under)}, {high.label} {_shown(over)}"
            )
            if _grew(low, high, policy):
                yield between("evolving-toll", low, high, f"{words}, later")
            elif "~" in (low.moment, high.moment):
                words += "; which is later is not known"
                yield between("evolving-toll", low, high, words)
            else:
                yield between(f"contradiction-{measure}", one, other, words)


def _attackers(entries: Sequence[Toll]) -> int:
    """How many of a toll are said to be those who attacked: others leave them out."""
    return sum(
        toll.number.least
        for toll in entries
        if toll.alternative_of is None
        and (toll.side is Side.ATTACKER or _last_word(toll.who) in ATTACKERS)
    )


def _last_word(who: str) -> str:
    return next(iter(fold(who).split()[-1:]), "")


def _widened(toll: Range, entries: Sequence[Toll], slack: float) -> Range:
    """A toll with the width that the policy gives to "about"."""
    about = sum(t.number.least for t in people(entries) if t.number.bound is Bound.ABOUT)
    wide = int(about * slack)
    return toll[0] - wide, min(toll[1] + wide, OPEN)


def _some_only(few: Sequence[Toll], many: Sequence[Toll]) -> bool:
    """Whether the smaller toll is of women or children only, the greater of everybody."""
    return bool(_group(few)) and _group(few) != _group(many)


def _group(entries: Sequence[Toll]) -> frozenset[str]:
    """Which women, children or young people a toll is of; empty if of others, too."""
    told = [_groups().get(_last_word(t.who)) for t in people(entries)]
    return frozenset(one for one in told if one) if all(told) else frozenset()


@cache
def _groups() -> Mapping[str, str]:
    """Words for people who are seldom all that an attack hurt, by word."""
    return MappingProxyType(
        {r["word"]: r["group"] for r in schemes.rows("count/groups.tsv")}
    )


def _grew(low: Voice, high: Voice, policy: Policy) -> bool:
    """Whether the higher count is merely the later one, or says itself that it has grown.

    A correction that takes people off a count is later as well, and replaces it.
    """
    if high.grown or low.puts_right:
        return True
    if high.claim.stance is Stance.SELF_CLAIM and low.claim.stance is not Stance.SELF_CLAIM:
        return False
    if "~" in (low.moment, high.moment):
        return False
    before, after = _time(low), _time(high)
    days = (after.date() - before.date()).days
    if days == 0 and "T" in low.moment and "T" in high.moment:
        hours = (after - before).total_seconds() / 3600
        return hours >= policy.toll_grows_hours
    return 0 < days <= policy.toll_grows_days


def _time(voice: Voice) -> datetime:
    """When its root published it, as the clock there stood."""
    return datetime.fromisoformat(voice.moment[:16])


def told_after_taken_back(told: Told) -> Iterator[Finding]:
    """A figure that its own source has replaced, told once more by another, days later.

    The source must have told both figures; who tells the old one as late must tell the
    very number.
    """
    last = {voice.root: voice for voice in latest(told)}
    for measure, toll in MEASURES:
        for old in asserting(told):
            new = last.get(old.root)
            if new is None or new is old or not _replaces(new, old, toll):
                continue
            for late in asserting(last.values()):
                same = late.root != old.root and toll(late) == toll(old)
                if same and "~" not in (late.moment, new.moment) and _later(late, new):
                    words = (
                        f"{measure}: {late.label} says {_shown(toll(old) or (0, 0))}, which "
                        f"{new.label} had put right to {_shown(toll(new) or (0, 0))}"
                    )
                    first, second = sorted((new, late), key=lambda voice: voice.row)
                    yield between("contradiction-superseded", first, second, words)


def _replaces(new: Voice, old: Voice, toll: Callable[[Voice], Range | None]) -> bool:
    """Whether a root's later word puts another figure in the place of its earlier one."""
    before, after = toll(old), toll(new)
    told_later = new.moment[:10] > old.moment[:10] and "~" not in (new.moment, old.moment)
    if before is None or after is None or not told_later:
        return False
    return before[1] < after[0] or after[1] < before[0]


def _later(one: Voice, other: Voice) -> bool:
    return one.moment[:10] > other.moment[:10]


def counts_that_differ(told: Told) -> Iterator[Finding]:
    """Two roots whose numbers of munitions, or of sites, cannot both be."""
    for one, other in pairs(asserting(told)):
        for what, number in (("munitions", _munitions), ("sites", _sites)):
            here, there = number(one.claim), number(other.claim)
            if here is None or there is None or here[0] != there[0]:
                continue
            if apart(here[1], there[1]):
                words = (
                    f"{what}: {one.label} says {here[1].least}, "
                    f"{other.label} {there[1].least}"
                )
                yield between("contradiction-count", one, other, words)


Counted = tuple[str, Number]


def _munitions(claim: IncidentClaim) -> Counted | None:
    """How many of one weapon came, those that were stopped among them.

    A claim that tells only of those stopped or only of those that hit says nothing of all.
    """
    whole = (Outcome.LAUNCHED, Outcome.UNKNOWN)
    told = [one for one in claim.munitions if one.outcome in whole]
    if len(told) != 1 or len(told) != len(claim.munitions):
        return None
    return told[0].weapon, told[0].number


def _sites(claim: IncidentClaim) -> Counted | None:
    """How many sites one claim says were attacked, where it says how many."""
    told = claim.multiplicity
    if told is None or told.kind is not MultiplicityKind.SITES or told.low != told.high:
        return None
    return ("sites", Number.said(told.low)) if told.low is not None else None


def retold_otherwise(told: Told) -> Iterator[Finding]:
    """One text gives two numbers for the same people, by two counters."""
    for voice in told:
        for measure, entries in _entries(voice.claim):
            for toll in entries:
                if toll.alternative_of is None:
                    continue
                first = entries[toll.alternative_of].number
                two = toll.status_by is not None and apart(first, toll.number)
                if (two or _ends(first, toll.number)) and not voice.grown:
                    low, high = _both(first, toll.number)
                    words = f"{measure}: {low} and {high} in one text"
                    yield within(f"contradiction-{measure}", voice, words)


def _both(first: Number, other: Number) -> tuple[int, int]:
    """The two numbers that two counters give, the lower first."""
    ends = (
        (first.least, first.high or 0)
        if _ends(first, other)
        else (first.least, other.least)
    )
    return min(ends), max(ends)


def _ends(both: Number, one: Number) -> bool:
    """Whether a number is one end of the range that two counters' numbers make."""
    if both.bound is not Bound.RANGE or one.bound is not Bound.EXACT:
        return False
    return one.stated in (both.low, both.high)


def _entries(claim: IncidentClaim) -> tuple[tuple[str, tuple[Toll, ...]], ...]:
    return ("killed", claim.killed), ("injured", claim.injured)


def figures_of_one_text(told: Told) -> Iterator[Finding]:
    """One text tells one event twice, in one voice, with two numbers of the same people.

    Not where a passage says that the count has grown or is put right: then the text
    tells its own history. Not where one tells of some of the people only.
    """
    for one, other in combinations(asserting(told), 2):
        same = one.claim.document == other.claim.document and one.root == other.root
        history = any(v.grown or v.puts_right or v.taken_back for v in (one, other))
        if not same or history:
            continue
        for (measure, here), (_, there) in zip(
            _entries(one.claim), _entries(other.claim), strict=True
        ):
            first, second = _exact(here), _exact(there)
            if first and second and first[0] == second[0] and apart(first[1], second[1]):
                words = f"{measure}: {first[1].least} and {second[1].least} in one text"
                yield between("contradiction-within-document", one, other, words)


def _exact(entries: Sequence[Toll]) -> tuple[str, Number] | None:
    """Who and how many, of a toll that is one number of one group."""
    told = people(entries)
    if len(told) != 1 or told[0].number.bound is not Bound.EXACT:
        return None
    words = [word for word in fold(told[0].who).split() if not word.isdigit()]
    return " ".join(words), told[0].number


def apart(one: Number, other: Number) -> bool:
    """Whether two numbers cannot be one."""
    low, high = sorted((one, other), key=lambda number: number.least)
    return low.high is not None and low.high < high.least


def _shown(toll: Range) -> str:
    low, high = toll
    if high >= OPEN:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"
