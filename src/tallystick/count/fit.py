"""How surely an incident lies in a scope: in, possible or out, one dimension at a time.

Roots are compared, never averaged. Several roots that all lie in, or lie in or leave it
open, put the incident in; roots that contradict each other leave it possible; a matter
on which all are silent is possible too. Only what every root puts outside is out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from tallystick.count.ground import Facts, Ground, Voices
from tallystick.count.policy import CountPolicy
from tallystick.count.scope import CountScope, Edge
from tallystick.directory import Directory, RollUp
from tallystick.model.derived import FusedNumber
from tallystick.model.lists import Intercepted, Measure, Outcome
from tallystick.schemes import rows


class Membership(StrEnum):
    """Whether something lies in a scope."""

    IN = "in"
    POSSIBLE = "possible"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Fit:
    """How one dimension of an incident stands to a scope."""

    membership: Membership
    share: float
    """Share of the roots (or of the possible days) that lies inside, in [0, 1]."""


INSIDE = Fit(Membership.IN, 1.0)
OUTSIDE = Fit(Membership.OUT, 0.0)
SILENT = Fit(Membership.POSSIBLE, 0.0)
"""Nobody says."""


_ORDER = {Membership.OUT: 0, Membership.POSSIBLE: 1, Membership.IN: 2}


def _rank(fit: Fit) -> tuple[int, float]:
    return _ORDER[fit.membership], fit.share


def fits(
    facts: Facts, scope: CountScope, ground: Ground, policy: CountPolicy
) -> Iterator[tuple[str, Fit]]:
    """Every dimension of a scope that is asked, with its fit, cheapest first.

    Names of dimensions are those of ``data/count/reasons.tsv``.
    """
    if scope.since or scope.until:
        yield "day", of_days(facts, scope.since, scope.until)
    yield from _places(facts, scope)
    yield _means(facts, scope)
    if scope.intercepted is not Intercepted.IN:
        yield "outcome", of_outcome(facts, scope.intercepted)
    for name, asked, told in (
        ("perpetrator", scope.actors, facts.actors),
        ("target", scope.targets, facts.targets),
    ):
        if asked:
            yield name, of_actors(told, asked, facts.day, ground.directory, policy.roll_up)
    if scope.measure is Measure.VESSELS:
        yield "event_type", of_types(facts, ("maritime_attack",))


def _means(facts: Facts, scope: CountScope) -> tuple[str, Fit]:
    """Kind of act and weapons are two ways to say one thing: the better fit counts."""
    if not scope.weapons:
        return "event_type", of_types(facts, scope.event_types)
    by_weapon = of_weapons(facts.weapons, frozenset(scope.weapons))
    if not scope.event_types:
        return "weapon", by_weapon
    by_type = of_types(facts, scope.event_types)
    return "event_type", max(by_type, by_weapon, key=_rank)


def _places(facts: Facts, scope: CountScope) -> Iterator[tuple[str, Fit]]:
    for name, told, asked in (
        ("country", facts.countries, scope.countries),
        ("admin1", facts.admin1, scope.admin1),
        ("place", facts.places, scope.places),
    ):
        if asked:
            yield name, of_words(told, asked)


def combine(voices: Iterable[Fit]) -> Fit:
    """One fit from what the roots say, silent roots left out."""
    told = list(voices)
    kinds = {fit.membership for fit in told}
    if not told:
        return SILENT
    if kinds == {Membership.OUT}:
        return OUTSIDE
    if Membership.IN in kinds and Membership.OUT not in kinds:
        return INSIDE
    return Fit(Membership.POSSIBLE, sum(fit.share for fit in told) / len(told))


def of_words(voices: Voices, asked: Iterable[str]) -> Fit:
    """Sets of codes or ids: a root is in if all that it says lies in the asked set."""
    wanted = frozenset(asked)
    return combine(_overlap(told, wanted) for told in voices)


def _overlap(told: frozenset[str], wanted: frozenset[str]) -> Fit:
    share = len(told & wanted) / len(told)
    if share == 1.0:
        return INSIDE
    return Fit(Membership.POSSIBLE, share) if share else OUTSIDE


def of_days(facts: Facts, since: Edge | None, until: Edge | None) -> Fit:
    """The days that an incident can have been, against a window with uncertain ends."""
    first, last = facts.first, facts.last
    if (since and last and last < since.first) or (until and first and first > until.last):
        return OUTSIDE
    if first is None or last is None:
        return SILENT
    surely = (since is None or first >= since.last + since.part_day) and (
        until is None or last <= until.first - until.part_day
    )
    return (
        INSIDE
        if surely
        else Fit(Membership.POSSIBLE, _day_share(first, last, since, until))
    )


def _day_share(first: date, last: date, since: Edge | None, until: Edge | None) -> float:
    """Share of the incident's days inside the middle reading of the window."""
    start = max(first, since.middle) if since else first
    end = min(last, until.middle) if until else last
    return max(0, (end - start).days + 1) / ((last - first).days + 1)


def days_outside(facts: Facts, scope: CountScope) -> int:
    """How many days an incident lies outside a window; 0 if it touches it."""
    since, until = scope.since, scope.until
    before = (since.first - facts.last).days if since and facts.last else 0
    after = (facts.first - until.last).days if until and facts.first else 0
    return max(0, before, after)


def of_outcome(facts: Facts, intercepted: Intercepted) -> Fit:
    """An attack that did not get through, where a total leaves those out or may do so."""
    if facts.incident.outcome not in (Outcome.INTERCEPTED, Outcome.FAILED):
        return INSIDE
    return OUTSIDE if intercepted is Intercepted.OUT else SILENT


# ------------------------------------------------------------------------- event types


@dataclass(frozen=True, slots=True)
class TypeRule:
    """How one event type is counted: a row of ``data/count/event_types.tsv``."""

    counted: bool
    facet: bool
    may_be: frozenset[str]


@cache
def type_rules() -> Mapping[str, TypeRule]:
    """The rules of all event types."""
    table = {row["code"]: row for row in rows("count/event_types.tsv")}
    anything = frozenset(code for code, row in table.items() if row["counted"] == "yes")
    return {
        code: TypeRule(
            row["counted"] == "yes",
            row["facet"] == "yes",
            anything if row["may_be"] == "*" else frozenset(row["may_be"].split()) - {"-"},
        )
        for code, row in table.items()
    }


def of_types(facts: Facts, asked: tuple[str, ...]) -> Fit:
    """What kind of act it was; without a type asked, whether it is counted at all."""
    tolls = {"killing": facts.incident.killed, "injuring": facts.incident.injured}
    codes = frozenset(asked) - tolls.keys()
    best = [_harm(tolls[name]) for name in tolls if name in asked]
    if codes or not asked:
        best.append(combine(_of_type(told, codes) for told in facts.event_types))
    return max(best, key=_rank)


def _harm(toll: FusedNumber | None) -> Fit:
    """Whether anybody was killed, or injured: not said is no "nobody"."""
    if toll is None:
        return SILENT
    if toll.low:
        return INSIDE
    return OUTSIDE if toll.high == 0 else SILENT


def _of_type(told: frozenset[str], asked: frozenset[str]) -> Fit:
    """One root's types; facets stand beside a means and never contradict it."""
    rules = type_rules()
    if not asked:
        return INSIDE if any(rules[code].counted for code in told) else OUTSIDE
    means = {code for code in told if not rules[code].facet}
    if told & asked and (means <= asked or not means & asked):
        return INSIDE
    if told & asked:
        return Fit(Membership.POSSIBLE, len(means & asked) / len(means))
    unspecific = any(rules[code].may_be & asked for code in told)
    return SILENT if unspecific else OUTSIDE


# ----------------------------------------------------------------------------- weapons


@cache
def weapon_rules() -> Mapping[str, frozenset[str]]:
    """What an unspecific weapon may turn out to be."""
    table = rows("count/weapons.tsv")
    return {row["code"]: frozenset(row["may_be"].split()) for row in table}


def of_weapons(voices: Voices, asked: frozenset[str]) -> Fit:
    """Weapons: asking for "missiles" asks for every kind of them."""
    wanted = asked.union(*(weapon_rules().get(code, ()) for code in asked))

    def voice(told: frozenset[str]) -> Fit:
        if told & wanted:
            return INSIDE
        unspecific = any(weapon_rules().get(code, frozenset()) & asked for code in told)
        return SILENT if unspecific else OUTSIDE

    return combine(voice(told) for told in voices)


# ------------------------------------------------------------------------------ actors


def of_actors(
    voices: Voices,
    asked: tuple[str, ...],
    day: str | None,
    directory: Directory,
    policy: RollUp,
) -> Fit:
    """Who it was, through the directory. One named among several is enough for a root."""

    def of_key(told: str) -> Fit:
        return max((kinship(told, one, day, directory, policy) for one in asked), key=_rank)

    return combine(max(map(of_key, sorted(told)), key=_rank) for told in voices)


@lru_cache(maxsize=100_000)
def kinship(
    told: str, asked: str, day: str | None, directory: Directory, policy: RollUp
) -> Fit:
    """How an actor that is told stands to one that is asked.

    In: the same, or under the asked one as far as the policy rolls up. Possible: a
    described class, or a brand over the asked faction, because what a brand claims is
    never assigned to a faction. Out: two actors of the directory that are neither; a
    link that is only alleged counts as none unless the policy says ALL.
    """
    if told == asked:
        return INSIDE
    if directory.get(told) is None or directory.get(asked) is None:
        return SILENT
    over = frozenset(directory.roll_up(told, policy, day))
    if policy is RollUp.UMBRELLA:
        over |= directory.side(told, day)
    if asked in over:
        return INSIDE
    return SILENT if told in directory.side(asked, day) else OUTSIDE
