"""A ledger of any size whose truth is known, as columns: what `bench/incidents.py` runs on.

Events happen at places of countries, on days, by actors of umbrellas. Every event is told by
one to forty claims, and every telling loses or bends something, as reports do:

- the day: exact, a day off, a range, a month, or only the day of publication;
- the place: its site, another gazetteer's point of it, its region, its country, or none;
- the actor: itself, its umbrella, a description that nobody can resolve, or none;
- the toll: exact, an early count, a lower bound, or not told; weapons and munitions likewise;
- names and words of the story: some of them, spelt otherwise now and then, among common ones.

One document in six tells of two events of its country; one claim in twenty is an
exact copy of another. The world grows with the ledger: a hundred places a country, a
country for every 5,000 claims, so a busy country is as busy in a small ledger as in a
large one. Everything is drawn from one seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from tallystick.columns import (
    CELL_COLUMNS,
    NONE,
    OPEN,
    UNIT,
    Bools,
    Floats,
    Ints,
    Ranges,
    Rows,
    Sets,
    Weighted,
)
from tallystick.model.lists import Assertion, ClaimKind, Outcome, Stance
from tallystick.model.values import PlacePrecision
from tallystick.table import (
    ASSERTIONS,
    EVENT_TYPES,
    KINDS,
    OUTCOMES,
    PRECISIONS,
    STANCES,
    ClaimTable,
    Told,
    Where,
    Who,
)
from tallystick.wording import Wording

FIRST_DAY = 738_000
DAYS = 1_000
CLAIMS_A_COUNTRY = 5_000
PLACES = 100
"""Places of a country; they are not equally busy."""
ACTORS, UMBRELLAS = 12, 3
"""Actors of a country, and the umbrellas over them."""
STORY, TOLD_NAMES = 9, 5
LEAD_WORDS, TOLD_LEAD = 24, 20
VOCABULARY, STORY_WORDS, TOLD_WORDS = 4_000, 16, 11
TYPES = tuple(
    EVENT_TYPES.index(code)
    for code in ("uav_attack", "air_strike", "rocket_attack", "ied_mine", "direct_fire")
)
VAGUE = EVENT_TYPES.index("operation_unspecified")


@dataclass(frozen=True, eq=False)
class Made:
    """A table with the event that each row tells of."""

    table: ClaimTable
    truth: Rows


class MadeActors:
    """The directory of the made world: an actor is one side with its umbrella."""

    def related(self, a: str, b: str, day: str | None = None) -> bool:
        """Whether two ids are one actor, or one is the umbrella of the other."""
        return a == b or _over(a) == b or a == _over(b)


def _over(actor: str) -> str:
    kind, country, number = actor.split("-")
    return f"umbrella-{country}-{int(number) % UMBRELLAS}" if kind == "actor" else actor


class _Draw:
    """One stream of chance."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)

    def chance(self, size: int, share: float) -> Bools:
        return self.random.random(size) < share

    def whole(self, below: int | npt.NDArray[np.int64], size: int) -> Rows:
        return (self.random.random(size) * below).astype(np.int64)

    def which(self, size: int, shares: dict[str, float]) -> npt.NDArray[np.str_]:
        return self.random.choice(list(shares), size, p=list(shares.values()))


@dataclass(frozen=True, eq=False)
class _Events:
    country: Rows
    place: Rows
    """Number of the place in the world."""
    day: Rows
    kind: Rows
    actor: Rows
    target: Rows
    killed: Rows
    injured: Rows
    munitions: Rows

    def __len__(self) -> int:
        return len(self.country)


def made(claims: int, seed: int = 1) -> Made:
    """A ledger of about so many claims."""
    draw = _Draw(seed)
    countries = max(1, claims // CLAIMS_A_COUNTRY)
    tellings = np.minimum(draw.random.geometric(0.31, claims), 40)
    size = int(np.searchsorted(np.cumsum(tellings), claims)) + 1
    events = _events(draw, size, countries)
    truth = np.repeat(np.arange(size), tellings[:size])[:claims]
    published = events.day[truth] + draw.random.geometric(0.6, claims) - 1
    late = draw.chance(claims, 0.03)
    published[late] += draw.whole(200, int(late.sum()))
    truth = truth[np.argsort(published, kind="stable")]
    return Made(_table(draw, events, truth, np.sort(published), countries), truth)


def _events(draw: _Draw, size: int, countries: int) -> _Events:
    country = draw.whole(countries, size)
    busy = 1 / (np.arange(PLACES) + 5.0)
    place = draw.random.choice(PLACES, size, p=busy / busy.sum())
    deadly = draw.chance(size, 0.45)
    return _Events(
        country,
        country * PLACES + place,
        FIRST_DAY + draw.whole(DAYS, size),
        draw.random.choice(TYPES, size),
        draw.whole(ACTORS, size),
        draw.whole(6, size),
        np.where(deadly, np.minimum(draw.random.geometric(0.22, size), 300), 0),
        np.where(draw.chance(size, 0.5), draw.random.geometric(0.12, size), 0),
        np.where(draw.chance(size, 0.3), draw.random.geometric(0.3, size), 0),
    )


def _table(
    draw: _Draw, events: _Events, truth: Rows, published: Rows, countries: int
) -> ClaimTable:
    size = len(truth)
    document = _documents(draw, truth, events.country[truth], published)
    ids = tuple(f"claim-{row:09}" for row in range(size))
    sources = draw.whole(40, size)
    return ClaimTable(
        ids=ids,
        rows={name: row for row, name in enumerate(ids)},
        documents=tuple(f"doc-{number:09}" for number in range(int(document.max()) + 1)),
        moments=_moments(document, published),
        document=document.astype(np.int32),
        original=document.astype(np.int32),
        published=published.astype(np.int32),
        twin=_twins(draw, truth),
        roots=tuple(f"said:source {number:02}" for number in range(40)),
        root=sources.astype(np.int32),
        told=_told(draw, events, truth),
        days=_days(draw, events.day[truth], published),
        where=_where(draw, events, truth, countries),
        who=_who(draw, events, truth, countries),
        killed=_toll(draw, events.killed[truth]),
        injured=_toll(draw, events.injured[truth]),
        munitions=_toll(draw, events.munitions[truth]),
        wording=_wording(draw, truth, document),
        engagements=Ranges(
            np.zeros(size, np.bool_), np.ones(size, np.int32), np.ones(size, np.int32)
        ),
    )


def _documents(draw: _Draw, truth: Rows, country: Rows, published: Rows) -> Rows:
    """One document a claim; in one of six the next event of its country and day too."""
    order = np.lexsort((draw.random.random(len(country)), country, published))
    alike = np.append(False, np.diff(country[order]) == 0)
    alike &= np.append(False, np.diff(published[order]) == 0)
    alike &= np.append(False, np.diff(truth[order]) != 0)
    second = alike & draw.chance(len(country), 0.17)
    starts = ~second | np.append(False, second[:-1])
    number = np.empty(len(country), np.int64)
    number[order] = np.cumsum(starts) - 1
    return number


def _moments(document: Rows, published: Rows) -> tuple[str, ...]:
    """When each document was published; documents are numbered in that order."""
    days = published[np.unique(document, return_index=True)[1]]
    return tuple(date.fromordinal(day).isoformat() for day in days.tolist())


def _twins(draw: _Draw, truth: Rows) -> Ints:
    """One claim in twenty repeats the claim of its event before it, word for word."""
    order = np.lexsort((np.arange(len(truth)), truth))
    first = np.append(True, np.diff(truth[order]) != 0)
    heads = order[np.maximum.accumulate(np.where(first, np.arange(len(truth)), 0))]
    twin = np.full(len(truth), NONE, np.int32)
    copied = ~first & draw.chance(len(truth), 0.07)
    twin[order[copied]] = heads[copied]
    return twin


def _told(draw: _Draw, events: _Events, truth: Rows) -> Told:
    size = len(truth)
    kind = events.kind[truth]
    kind = np.where(draw.chance(size, 0.25), VAGUE, kind)
    mixed = draw.chance(size, 0.05)
    kind[mixed] = draw.random.choice(TYPES, int(mixed.sum()))
    arms = np.flatnonzero((kind != VAGUE) & draw.chance(size, 0.7))
    aims = np.flatnonzero(draw.chance(size, 0.6))
    return Told(
        kind=np.full(size, KINDS.index(ClaimKind.INCIDENT), np.int32),
        event_type=kind.astype(np.int32),
        assertion=np.full(size, ASSERTIONS.index(Assertion.OCCURRED), np.int32),
        outcome=np.full(size, OUTCOMES.index(Outcome.UNKNOWN), np.int32),
        multiplicity=np.full(size, NONE, np.int32),
        stance=np.full(size, STANCES.index(Stance.REPORTS_AS_FACT), np.int32),
        background=np.zeros(size, np.bool_),
        start=np.zeros(size, np.int32),
        weapons=_sets(
            size, arms, kind[arms], [f"weapon-{n:03}" for n in range(len(EVENT_TYPES))]
        ),
        aims=_sets(size, aims, events.target[truth[aims]], [f"aim-{n}" for n in range(6)]),
    )


def _days(draw: _Draw, day: Rows, published: Rows) -> Ranges:
    size = len(day)
    shares = {"exact": 0.66, "off": 0.07, "range": 0.12, "month": 0.03, "none": 0.12}
    how = draw.which(size, shares)
    low, high = day.copy(), day.copy()
    off = np.where(draw.chance(size, 0.5), 1, -1)
    low, high = low + off * (how == "off"), high + off * (how == "off")
    low -= np.where(how == "range", draw.whole(3, size), 0)
    high += np.where(how == "range", draw.whole(3, size), 0)
    month = how == "month"
    low[month] -= draw.whole(15, int(month.sum()))
    high[month] = low[month] + 29
    said = how != "none"
    return Ranges(
        said,
        np.where(said, low, 0).astype(np.int32),
        np.where(said, np.maximum(low, high), OPEN).astype(np.int32),
    )


def _where(draw: _Draw, events: _Events, truth: Rows, countries: int) -> Where:
    size, place = len(truth), events.place[truth]
    country, region = events.country[truth], place // 10
    shares = {"site": 0.6, "alias": 0.14, "region": 0.07, "country": 0.11, "none": 0.08}
    how = draw.which(size, shares)
    lat, lon = _points(draw, countries)
    fine = (how == "site") | (how == "alias")
    moved = np.where(how == "alias", 0.04, 0.0)
    here = np.where(fine, lat[place] + moved, np.nan)
    there = np.where(fine, lon[place] - moved, np.nan)
    told = how != "none"
    key = np.select(
        [how == "site", how == "alias", how == "region"],
        [2 * place, 2 * place + 1, 2 * countries * PLACES + region],
        2 * countries * PLACES + countries * 10 + country,
    )
    words = [f"p{n:08}" for n in range(2 * countries * PLACES + 11 * countries)]
    at, sites, regional = (
        np.flatnonzero(m) for m in (told, fine, fine | (how == "region"))
    )
    cell = _cells(lat[place] + moved, lon[place] - moved)
    gids, which = np.unique(cell[sites], return_inverse=True)
    names = [str(gid) for gid in gids.tolist()]
    rank = np.argsort(np.argsort(names, kind="stable"), kind="stable")
    precision = np.select(
        [fine, how == "region", told],
        [
            PRECISIONS.index(p)
            for p in (PlacePrecision.TOWN, PlacePrecision.ADMIN1, PlacePrecision.COUNTRY)
        ],
        NONE,
    )
    return Where(
        places=_sets(size, at, key[at], words),
        sites=_sets(size, sites, key[sites], words),
        names=_sets(size, sites, key[sites], words),
        countries=_sets(size, at, country[at], [f"{n:04}" for n in range(countries)]),
        own=np.where(told, key, NONE).astype(np.int32),
        precision=precision.astype(np.int32),
        lat=here,
        lon=there,
        cell=np.where(fine, cell, NONE).astype(np.int32),
        cells=_sets(size, sites, rank[which], sorted(names)),
        admin1=_sets(
            size, regional, region[regional], [f"r{n:06}" for n in range(countries * 10)]
        ),
        radius=np.where(fine, 2.0, 0.0),
    )


def _cells(lat: Floats, lon: Floats) -> Rows:
    """PRIO-GRID gids, as `columns.cell_of` makes them one by one."""
    row, column = ((lat + 90) * 2).astype(np.int64), ((lon + 180) * 2).astype(np.int64)
    cells: Rows = row * CELL_COLUMNS + column + 1
    return cells


def _points(draw: _Draw, countries: int) -> tuple[Floats, Floats]:
    """Where the places lie: each country has a square of five degrees to itself."""
    country = np.repeat(np.arange(countries), PLACES)
    south, west = -50 + 5.0 * (country // 60 % 20), -150 + 5.0 * (country % 60)
    size = len(country)
    return south + 4.5 * draw.random.random(size), west + 4.5 * draw.random.random(size)


def _who(draw: _Draw, events: _Events, truth: Rows, countries: int) -> Who:
    size, country = len(truth), events.country[truth]
    actor = events.actor[truth]
    shares = {"itself": 0.5, "umbrella": 0.15, "described": 0.1, "none": 0.25}
    how = draw.which(size, shares)
    names = [f"actor-{c:04}-{n:02}" for c in range(countries) for n in range(ACTORS)]
    described = len(names)
    names += [f"said:fighters {n}" for n in range(5)]
    brands = len(names)
    names += [f"umbrella-{c:04}-{n}" for c in range(countries) for n in range(UMBRELLAS)]
    key = np.select(
        [how == "itself", how == "umbrella"],
        [country * ACTORS + actor, brands + country * UMBRELLAS + actor % UMBRELLAS],
        described + draw.whole(5, size),
    )
    at, nobody = np.flatnonzero(how != "none"), np.empty(0, np.int64)
    none = _sets(size, nobody, nobody, names)
    hit = np.flatnonzero(draw.chance(size, 0.5))
    aim = (events.actor[truth[hit]] + 1 + events.target[truth[hit]]) % ACTORS
    return Who(
        names=tuple(names),
        speaker=np.full(size, NONE, np.int32),
        perpetrators=_sets(size, at, key[at], names),
        claimed_by=none,
        targets=_sets(size, hit, country[hit] * ACTORS + aim, names),
    )


def _toll(draw: _Draw, number: Rows) -> Ranges:
    size = len(number)
    shares = {"exact": 0.7, "early": 0.1, "least": 0.08, "none": 0.12}
    how = draw.which(size, shares)
    said = (how != "none") & ((number > 0) | draw.chance(size, 0.2))
    early = (how == "early") & (number > 1)
    low = number - np.where(early, draw.whole(np.maximum(number // 2, 1), size) + 1, 0)
    low = np.where(said, np.maximum(low, 0), 0)
    high = np.where(said & (how != "least"), low, OPEN)
    return Ranges(said, low.astype(np.int32), high.astype(np.int32))


def _wording(draw: _Draw, truth: Rows, document: Rows) -> Wording:
    size = len(truth)
    rows = np.repeat(np.arange(size), TOLD_NAMES)
    story = truth[rows] * STORY + draw.whole(STORY, len(rows))
    story = np.where(
        draw.chance(len(rows), 0.1), story + STORY * (int(truth.max()) + 1), story
    )
    keys, names = np.unique(story, return_inverse=True)
    told = np.repeat(np.arange(size), TOLD_WORDS)
    own = (truth[told] * 7919 + draw.whole(STORY_WORDS, len(told)) * 104_729) % VOCABULARY
    common = draw.whole(200, len(told))
    words = np.where(draw.chance(len(told), 0.55), own, common)
    return Wording(
        names=_sets(size, rows, names, [f"n{key:09}" for key in keys.tolist()]),
        words=_sets(size, told, words, [f"w{n:05}" for n in range(VOCABULARY)]),
        borne=_sets(size, *_rarely_named(truth)),
        hurt=_sets(size, *_persons_named(truth)),
        languages=("en",),
        lead=_leads(draw, truth),
        leading=draw.chance(size, 0.8),
        ages=_ages(draw, truth),
        language=np.zeros(size, np.int32),
        another=np.zeros(size, np.bool_),
        grown=np.zeros(size, np.bool_),
    )


def _rarely_named(truth: Rows) -> tuple[Rows, Rows, list[str]]:
    """Claims whose passage bears a rare name, which name it is, and the names: one event
    in three has one."""
    rows = np.flatnonzero(truth % 3 == 0)
    keys, names = np.unique(truth[rows], return_inverse=True)
    return rows, names, [f"r{key:09}" for key in keys.tolist()]


def _persons_named(truth: Rows) -> tuple[Rows, Rows, list[str]]:
    """Claims that name a person hit, both words of each name, and the words: one event in
    five has one."""
    rows = np.flatnonzero(truth % 5 == 0)
    keys, names = np.unique(truth[rows], return_inverse=True)
    words = [f"p{key:09}{end}" for key in keys.tolist() for end in "ab"]
    return np.repeat(rows, 2), np.stack([2 * names, 2 * names + 1], axis=1).ravel(), words


def _leads(draw: _Draw, truth: Rows) -> Weighted:
    """Some of the rarer words of each event's story, among others that it has no part in."""
    size = len(truth)
    story = np.repeat((truth % 2**24).astype(np.int32), TOLD_LEAD) * LEAD_WORDS
    own = story + (draw.random.random(len(story)) * LEAD_WORDS).astype(np.int32)
    other = -1 - (draw.random.random(len(story)) * VOCABULARY).astype(np.int32)
    words = np.where(draw.chance(len(story), 0.6), own, other).reshape(size, TOLD_LEAD)
    words = (words * np.int32(-1_640_531_535)) & np.int32(0x7FFFFFFF)
    words.sort(axis=1)
    once = np.diff(words, axis=1, prepend=-1) != 0
    sizes = once.sum(axis=1)
    offsets = np.append(0, np.cumsum(sizes))
    weights = np.round(UNIT / np.sqrt(sizes)).astype(np.uint8)
    return Weighted(offsets, words[once], np.repeat(weights, sizes))


def _ages(draw: _Draw, truth: Rows) -> Sets:
    """In two of five reports an age, mostly that of the event's own victim."""
    told = np.flatnonzero(draw.chance(len(truth), 0.4))
    victim = truth[told] * 7919 % 80 + 10
    age = np.where(draw.chance(len(told), 0.8), victim, 10 + draw.whole(80, len(told)))
    return _sets(len(truth), told, age - 10, [str(age) for age in range(10, 90)])


def _sets(size: int, rows: Rows, values: Rows, words: list[str]) -> Sets:
    """Sets from entries; `words` are sorted."""
    packed = np.unique(rows * max(1, len(words)) + values)
    owners = packed // max(1, len(words))
    offsets = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(owners, minlength=size), out=offsets[1:])
    return Sets(tuple(words), offsets, (packed % max(1, len(words))).astype(np.int32))
