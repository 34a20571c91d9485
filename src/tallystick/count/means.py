"""What kind of act it was, and with which weapons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tallystick.count.ground import Facts, Voices
from tallystick.count.membership import (
    INSIDE,
    OUTSIDE,
    SILENT,
    Fit,
    Membership,
    combine,
    rank,
)
from tallystick.count.scope import CountScope
from tallystick.model.derived import FusedNumber
from tallystick.schemes import rows


def of_means(facts: Facts, scope: CountScope) -> tuple[str, Fit]:
    """Kind of act and weapons are two ways to say one thing: the better fit counts."""
    if not scope.weapons:
        return "event_type", of_types(facts, scope.event_types)
    by_weapon = of_weapons(facts.weapons, frozenset(scope.weapons))
    if not scope.event_types:
        return "weapon", by_weapon
    by_type = of_types(facts, scope.event_types)
    return "event_type", max(by_type, by_weapon, key=rank)


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
    return max(best, key=rank)


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
