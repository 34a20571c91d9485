"""How alike two claims are, aspect by aspect, as labelled levels.

Every comparison gives one level to each pair; what a level weighs is said in
``data/match/weights.tsv`` and nowhere else. "Unsaid" means that one of the two does not
say, or not in words that can be compared: silence is no evidence either way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from tallystick.columns import NONE, OPEN, Bools, Floats, Ints, Ranges, Rows
from tallystick.match.pairs import Pairs
from tallystick.model.lists import MultiplicityKind
from tallystick.schemes import rows as data_rows
from tallystick.table import EVENT_TYPES, MULTIPLICITIES, ClaimTable

Case: TypeAlias = tuple[str, Bools]
"""A level and the pairs that fit it, unless an earlier case took them."""

WEEK = 7
"""Days that a stretch may have to be "same days"."""
WHOLES = tuple(
    MULTIPLICITIES.index(kind)
    for kind in (MultiplicityKind.WAVE, MultiplicityKind.SITES, MultiplicityKind.BUNDLE)
)
"""Claims of several engagements. A salvo is one engagement with several munitions."""


SEVERAL = 3
"""Sites from which on a claim that does not count them tells of several engagements."""


@dataclass(frozen=True, eq=False)
class Levels:
    """The level of every pair in one aspect."""

    aspect: str
    labels: tuple[str, ...]
    index: Ints
    """Into `labels`."""

    @classmethod
    def choose(cls, aspect: str, cases: list[Case], otherwise: str) -> Levels:
        """The first case that fits each pair."""
        labels = (*(label for label, _ in cases), otherwise)
        fits = [fit for _, fit in cases]
        index = np.select(fits, list(range(len(cases))), len(cases)).astype(np.int32)
        return cls(aspect, labels, index)

    def at(self, *labels: str) -> Bools:
        """The pairs that came to one of some levels."""
        return np.isin(self.index, [self.labels.index(label) for label in labels])


def compare(pairs: Pairs) -> tuple[Levels, ...]:
    """Every aspect of every pair, in a fixed order."""
    levels = tuple(part(pairs) for part in ASPECTS.values())
    return (*levels, _document(pairs, {one.aspect: one for one in levels}))


def _date(pairs: Pairs) -> Levels:
    low, high = pairs.both(pairs.first_day), pairs.both(pairs.last_day)
    gap = np.maximum(*low) - np.minimum(*high)
    length = np.maximum(*high) - np.minimum(*low)
    told = np.logical_and(*pairs.both(pairs.table.days.said))
    single = (low[0] == high[0]) & (low[1] == high[1])
    lost = np.logical_or(low[0] == 0, low[1] == 0)
    cases: list[Case] = [
        ("unsaid", ~told & lost),
        ("fits the news", ~told & (gap <= 0)),
        ("old news", ~told),
        ("same day", single & (gap == 0)),
        ("same days", (gap <= 0) & (length < WEEK)),
        ("wide stretch", gap <= 0),
        ("a day apart", gap == 1),
        ("days apart", gap <= pairs.policy.loose_days),
    ]
    return Levels.choose("date", cases, "conflicts")


def _place(pairs: Pairs) -> Levels:
    where, policy = pairs.table.where, pairs.policy
    apart = _kilometres(*pairs.both(where.lat), *pairs.both(where.lon))
    fine = np.logical_and(*pairs.both(where.cell != NONE))
    named = np.logical_and(*pairs.both(where.countries.sizes > 0))
    shared = pairs.share(where.countries)
    region = pairs.both(pairs.admin1)
    close = fine & pairs.both_sites & (apart <= policy.around_km)
    within = (region[0] == region[1]) & (region[0] != NONE) & ~pairs.both_sites
    cases: list[Case] = [
        ("same site", pairs.share(where.sites)),
        ("across a border", close & named & ~shared),
        ("near", close & (apart <= policy.near_km)),
        ("around", close),
        ("same region", within),
        ("disputed", pairs.both_sites & fine & _fingerprint(pairs)),
        ("elsewhere", pairs.both_sites & fine & (shared | ~named)),
        ("same country", shared),
        ("disputed", named & _fingerprint(pairs)),
        ("other country", named),
        ("other words", np.logical_and(*pairs.both(where.places.sizes > 0))),
    ]
    return Levels.choose("place", cases, "unsaid")


def _fingerprint(pairs: Pairs) -> Bools:
    """Pairs that agree on a toll of three or more and may agree on the day.

    Parties to a conflict place one event on two sides of a border; they seldom have two
    events with the same toll on one day.
    """
    toll, days = pairs.table.killed, _date(pairs)
    low = pairs.both(toll.low)
    same: Bools = (
        (low[0] == low[1]) & (low[0] >= 3) & np.logical_and(*pairs.both(toll.said))
    )
    return same & days.at("same day", "same days", "fits the news", "unsaid")


def _kilometres(lat: Floats, lat2: Floats, lon: Floats, lon2: Floats) -> Floats:
    """Great-circle distance of points in degrees (haversine, mean radius 6371 km)."""
    a, b = np.radians(lat), np.radians(lat2)
    turn = np.radians(lon2 - lon)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(turn / 2) ** 2
    distance: Floats = 2 * 6371.0 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


def _perpetrators(pairs: Pairs) -> Levels:
    who = pairs.table.who.perpetrators
    related, comparable = pairs.related(who)
    cases: list[Case] = [
        ("same", pairs.share(who)),
        ("related", related),
        ("conflicts", comparable),
    ]
    return Levels.choose("perpetrators", cases, "unsaid")


def _targets(pairs: Pairs) -> Levels:
    who = pairs.table.who.targets
    related, comparable = pairs.related(who)
    cases: list[Case] = [
        ("same", pairs.share(who)),
        ("related", related),
        ("same kind", pairs.share(pairs.table.told.aims)),
        ("conflicts", comparable),
    ]
    return Levels.choose("targets", cases, "unsaid")


@cache
def families() -> Mapping[str, frozenset[str]]:
    """The families of each event type, from ``data/match/families.tsv``."""
    rows = data_rows("match/families.tsv")
    return MappingProxyType(
        {row["code"]: frozenset(row["families"].split()) for row in rows}
    )


def _type(pairs: Pairs) -> Levels:
    known = [families()[code] for code in EVENT_TYPES]
    meets = np.array([[bool(a & b) for b in known] for a in known], np.bool_)
    vague = np.array(["any" in one for one in known], np.bool_)
    left, right = pairs.both(pairs.table.told.event_type)
    cases: list[Case] = [
        ("unspecific", vague[left] | vague[right]),
        ("same", left == right),
        ("same family", meets[left, right]),
    ]
    return Levels.choose("type", cases, "conflicts")


def _toll(aspect: str, toll: Callable[[Pairs], Ranges]) -> Callable[[Pairs], Levels]:
    def levels(pairs: Pairs) -> Levels:
        ranges, slack = toll(pairs), 1 + pairs.policy.toll_slack
        said = np.logical_and(*pairs.both(ranges.said))
        low, high = pairs.both(ranges.low), pairs.both(ranges.high)
        same = said & (low[0] == low[1])
        least = np.minimum(high[0], high[1])
        most = np.maximum(low[0], low[1])
        none = same & (high[0] == 0) & (high[1] == 0)
        one = np.logical_or(*pairs.both(ranges.said & (ranges.low > 0)))
        cases: list[Case] = [
            ("same, ten or more", same & (low[0] >= 10)),
            ("same, three to nine", same & (low[0] >= 3)),
            ("same, one or two", same & (low[0] >= 1)),
            ("both none", none),
            ("compatible", said & (most <= least)),
            ("close", said & (least > 0) & (most <= least * slack)),
            ("conflicts", said),
            ("told by one", one),
        ]
        return Levels.choose(aspect, cases, "unsaid")

    return levels


def _several(pairs: Pairs) -> Levels:
    left, right = wholes(pairs.table, pairs.left), wholes(pairs.table, pairs.right)
    cases: list[Case] = [("both several", left & right), ("whole and part", left | right)]
    return Levels.choose("several", cases, "both one")


def wholes(table: ClaimTable, rows: Rows) -> Bools:
    """Which of some claims tell of several engagements.

    Two names may be one place and "attacks" one attack; three sites, or a number, are
    several.
    """
    low, high = table.engagements.low[rows], table.engagements.high[rows]
    counted = (low > 1) | ((high >= SEVERAL) & (high < OPEN))
    return np.isin(table.told.multiplicity[rows], WHOLES) & counted


def _document(pairs: Pairs, told: Mapping[str, Levels]) -> Levels:
    """Whether one text repeats itself; two events of one text say how they differ."""
    same = np.equal(*pairs.both(pairs.table.document))
    copied = np.equal(*pairs.both(pairs.table.original))
    toll = ("same, one or two", "same, three to nine", "same, ten or more")
    where = told["place"].at("same site", "near", "unsaid", "same country", "same region")
    when = told["date"].at("same day", "same days", "unsaid", "fits the news")
    one = told["killed"].at(*toll)
    one |= told["place"].at("same site") & told["date"].at("same day")
    against = told["killed"].at("conflicts") | told["type"].at("conflicts")
    against |= told["killed"].at("close") | told["injured"].at("close", "conflicts")
    no_place = told["place"].at("unsaid")
    no_date = told["date"].at("unsaid", "fits the news")
    cases: list[Case] = [
        ("its parts", same & told["several"].at("whole and part")),
        ("repeated", same & where & when & one & ~against),
        ("fills in", same & no_place & no_date & ~against),
        ("may repeat", same & where & when & (no_place | no_date) & ~against),
        ("same document", same),
        ("copy", copied),
    ]
    return Levels.choose("document", cases, "other document")


ASPECTS: Mapping[str, Callable[[Pairs], Levels]] = MappingProxyType(
    {
        "date": _date,
        "place": _place,
        "perpetrators": _perpetrators,
        "targets": _targets,
        "type": _type,
        "killed": _toll("killed", lambda pairs: pairs.table.killed),
        "injured": _toll("injured", lambda pairs: pairs.table.injured),
        "several": _several,
    }
)
