"""How alike two claims are, aspect by aspect, as labelled levels.

Every comparison gives one level to each pair; what a level weighs is said in
``data/match/weights.tsv`` and nowhere else. "Unsaid" means that one of the two does not
say, or not in words that can be compared: silence is no evidence either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np

from tallystick.columns import NONE, Bools, Floats, Ranges, Rows
from tallystick.match import texts
from tallystick.match.levels import Aspect, Case, Levels, Told
from tallystick.match.pairs import Pairs
from tallystick.model.lists import MultiplicityKind
from tallystick.schemes import rows as data_rows
from tallystick.table import EVENT_TYPES, MULTIPLICITIES, ClaimTable

WEEK = 7
"""Days that a stretch may have to be "same days"."""
WHOLES = tuple(
    MULTIPLICITIES.index(kind)
    for kind in (MultiplicityKind.WAVE, MultiplicityKind.SITES, MultiplicityKind.BUNDLE)
)
"""Claims of several engagements. A salvo is one engagement with several munitions."""


def compare(pairs: Pairs, aspects: Iterable[str], told: Told) -> tuple[Levels, ...]:
    """Some aspects of every pair, in their order.

    Args:
        told: levels of the same pairs in the aspects that stand before these.
    """
    known = dict(told)
    for aspect in aspects:
        known[aspect] = ASPECTS[aspect](pairs, known)
    return tuple(known[aspect] for aspect in aspects)


def _date(pairs: Pairs, _: Told) -> Levels:
    (first, last), (other, end) = pairs.left_days, pairs.right_days
    gap = np.maximum(first, other) - np.minimum(last, end)
    length = np.maximum(last, end) - np.minimum(first, other)
    told = np.logical_and(*pairs.both(pairs.table.days.said))
    single = (first == other) & (last == end)
    lost = (first == 0) | (other == 0)
    cases: list[Case] = [
        ("unsaid", ~told & lost),
        ("fresh news", ~told & (gap <= 0) & _fresh(pairs)),
        ("fits the news", ~told & (gap <= 0)),
        ("unsaid", ~told & pairs.one_text),
        ("old news", ~told),
        ("same day", single & (gap == 0)),
        ("same days", (gap <= 0) & (length < WEEK)),
        ("wide stretch", gap <= 0),
        ("a day apart", gap == 1),
        ("days apart", gap <= pairs.policy.loose_days),
    ]
    return Levels.choose("date", cases, "conflicts")


def _fresh(pairs: Pairs) -> Bools:
    """Whether what is undated was published within days of the other claim's day, or of
    the other's publication where neither is dated."""
    table, days = pairs.table, pairs.policy.fresh_days
    dated, published = pairs.both(table.days.said), pairs.both(table.published)
    starts = np.where(dated[0], pairs.left_days[0], published[0])
    others = np.where(dated[1], pairs.right_days[0], published[1])
    fresh: Bools = np.abs(starts - others) <= days
    return fresh


def _place(pairs: Pairs, told: Told) -> Levels:
    where, policy = pairs.table.where, pairs.policy
    apart = _kilometres(*pairs.both(where.lat), *pairs.both(where.lon))
    reach = np.maximum(np.add(*pairs.both(where.radius)), policy.near_km)
    fine = np.logical_and(*pairs.both(where.cell != NONE))
    named = np.logical_and(*pairs.both(where.countries.sizes > 0))
    shared = pairs.share(where.countries)
    alone = np.logical_and(*pairs.both(where.countries.sizes == 1))
    close = fine & pairs.both_sites & (apart <= policy.around_km)
    within = pairs.share(where.admin1) & ~pairs.both_sites
    fingerprint = _fingerprint(pairs, told)
    unlisted = np.logical_or(*pairs.both(where.unlisted))
    cases: list[Case] = [
        ("same site", pairs.share(where.sites)),
        ("across a border", close & named & ~shared),
        ("within the uncertainty", close & (apart <= reach)),
        ("around", close),
        ("same name", pairs.share(where.names)),
        ("named region contains it", within),
        ("disputed", pairs.both_sites & fine & fingerprint),
        ("elsewhere", pairs.both_sites & fine & (shared | ~named)),
        ("same countries", _several_shared(pairs)),
        ("two names", shared & alone & np.logical_and(*pairs.both(where.names.sizes > 0))),
        ("same country", shared & alone),
        ("among the countries", shared),
        ("disputed", named & fingerprint),
        ("other country", named & ~unlisted),
        ("other words", np.logical_and(*pairs.both(where.places.sizes > 0))),
    ]
    return Levels.choose("place", cases, "unsaid")


def _several_shared(pairs: Pairs) -> Bools:
    """Pairs that both name the same two countries: one operation across both."""
    countries = pairs.table.where.countries
    found = np.zeros(len(pairs), np.bool_)
    wide = np.flatnonzero(np.logical_and(*pairs.both(countries.sizes > 1)))
    found[wide] = pairs.take(wide).shared(countries) > 1
    return found


def _fingerprint(pairs: Pairs, told: Told) -> Bools:
    """Pairs that agree on a toll of three or more and may agree on the day.

    Parties to a conflict place one event on two sides of a border; they seldom have two
    events with the same toll on one day.
    """
    toll, days = pairs.table.killed, told["date"]
    low = pairs.both(toll.low)
    same: Bools = (
        (low[0] == low[1]) & (low[0] >= 3) & np.logical_and(*pairs.both(toll.said))
    )
    return same & days.at("same day", "same days", "fresh news", "fits the news", "unsaid")


def _kilometres(lat: Floats, lat2: Floats, lon: Floats, lon2: Floats) -> Floats:
    """Great-circle distance of points in degrees (haversine, mean radius 6371 km)."""
    a, b = np.radians(lat), np.radians(lat2)
    turn = np.radians(lon2 - lon)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(turn / 2) ** 2
    distance: Floats = 2 * 6371.0 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


def _perpetrators(pairs: Pairs, _: Told) -> Levels:
    who = pairs.table.who.perpetrators
    related, comparable = pairs.related(who)
    cases: list[Case] = [
        ("same", pairs.share(who)),
        ("umbrella or member", related),
        ("conflicts", comparable),
    ]
    return Levels.choose("perpetrators", cases, "unsaid")


def _targets(pairs: Pairs, _: Told) -> Levels:
    who = pairs.table.who.targets
    related, comparable = pairs.related(who)
    cases: list[Case] = [
        ("same", pairs.share(who)),
        ("umbrella or member", related),
        ("same kind", pairs.share(pairs.table.told.aims)),
        ("conflicts", comparable),
    ]
    return Levels.choose("targets", cases, "unsaid")


def _weapons(pairs: Pairs, _: Told) -> Levels:
    arms = pairs.table.told.weapons
    said = np.logical_and(*pairs.both(arms.sizes > 0))
    return Levels.choose(
        "weapons", [("same", pairs.share(arms)), ("other", said)], "unsaid"
    )


@cache
def families() -> Mapping[str, frozenset[str]]:
    """The families of each event type, from ``data/match/families.tsv``."""
    rows = data_rows("match/families.tsv")
    return MappingProxyType(
        {row["code"]: frozenset(row["families"].split()) for row in rows}
    )


def _type(pairs: Pairs, _: Told) -> Levels:
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


def _number(aspect: str, of: Callable[[ClaimTable], Ranges]) -> Aspect:
    def levels(pairs: Pairs, _: Told) -> Levels:
        ranges, slack = of(pairs.table), 1 + pairs.policy.toll_slack
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
            ("told once", one & pairs.one_text),
            ("told by one", one),
        ]
        return Levels.choose(aspect, cases, "unsaid")

    return levels


def _several(pairs: Pairs, _: Told) -> Levels:
    left, right = wholes(pairs.table, pairs.left), wholes(pairs.table, pairs.right)
    cases: list[Case] = [("both several", left & right), ("whole and part", left | right)]
    return Levels.choose("several", cases, "both one")


def wholes(table: ClaimTable, rows: Rows) -> Bools:
    """Which of some claims tell of several engagements, by a number or far apart.

    Other names of places may be one place told ever more closely, or a site with its
    surroundings, and "attacks" one attack.
    """
    counted = table.engagements.low[rows] > 1
    return np.isin(table.told.multiplicity[rows], WHOLES) & counted


def _document(pairs: Pairs, told: Told) -> Levels:
    """Whether one text repeats itself; two events of one text say how they differ."""
    same = pairs.one_text
    copied = np.equal(*pairs.both(pairs.table.original))
    another = np.logical_or(*pairs.both(pairs.table.wording.another))
    toll = ("same, one or two", "same, three to nine", "same, ten or more")
    where = told["place"].at(
        *("same site", "within the uncertainty", "unsaid", "same country"),
        *("named region contains it", "same countries", "among the countries"),
    )
    when = told["date"].at(
        *("same day", "same days", "unsaid"), *("fresh news", "fits the news")
    )
    one = told["killed"].at(*toll)
    one |= told["place"].at("same site") & told["date"].at("same day")
    death = told["victims"].at("one death")
    against = told["killed"].at("conflicts") | told["type"].at("conflicts")
    against |= told["killed"].at("close") | told["injured"].at("close", "conflicts")
    no_place = told["place"].at("unsaid")
    no_date = told["date"].at("unsaid", "fresh news", "fits the news")
    vague = no_place | no_date | ~told["place"].at("within the uncertainty")
    alike = told["type"].at("same") & ~told["weapons"].at("other")
    alike &= ~told["perpetrators"].at("conflicts")
    cases: list[Case] = [
        ("its parts", same & told["several"].at("whole and part")),
        ("repeated", same & death),
        ("told as another", same & another),
        ("repeated", same & where & when & one & ~against),
        ("fills in", same & no_place & no_date & ~against),
        ("tells more", same & where & no_date & ~against),
        ("may repeat", same & where & when & vague & ~against),
        ("comes back", same & alike & ~against),
        ("same document", same),
        ("copy", copied),
    ]
    return Levels.choose("document", cases, "other document")


ASPECTS: Mapping[str, Aspect] = MappingProxyType(
    {
        "date": _date,
        "place": _place,
        "perpetrators": _perpetrators,
        "targets": _targets,
        "type": _type,
        "weapons": _weapons,
        "killed": _number("killed", lambda table: table.killed),
        "injured": _number("injured", lambda table: table.injured),
        "munitions": _number("munitions", lambda table: table.munitions),
        "several": _several,
        "victims": texts.victims,
        "document": _document,
        "ages": texts.ages,
        "story": texts.story,
        "names": texts.names,
        "borne": texts.borne,
        "words": texts.words,
    }
)
"""In the order in which they are compared: each knows the levels of those before it."""
