"""Which of its places does a name mean? Each name's belief, given the other names.

All mentions of one name in a text are one question, except where a mention says itself
what contains it ("Paris, Texas"). Belief in a place grows with its size, with a container
named beside it, and with the belief in other places near it, in its division and in its
country; three rounds, no chance, no order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, log10

from tallystick.model.values import PlacePrecision
from tallystick.read.places.gazetteer import Entry, Hit
from tallystick.read.places.link import contains
from tallystick.read.places.mentions import Mention

MOST_READINGS = 40
"""Places that are weighed for one name."""
_ROUNDS = 3
_CELL = 1.5
"""Degrees: places in the same or a neighbouring cell are near."""
_LARGE = 10_000
"""People of a town that a bare name means rather than its province of that name."""
_FAINT = 0.02
"""Belief below which a reading is no evidence for others."""
_SHARPNESS = 1.2
"""How fast belief leaves a reading with fewer points."""


@dataclass(slots=True)
class Group:
    """The mentions that ask one question."""

    hits: Sequence[Hit]
    mentions: list[Mention]
    base: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Context:
    """What the other names say: belief by country, division and cell of the globe."""

    country: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    admin1: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    near: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0.0


def choose(
    mentions: Iterable[Mention], countries: Sequence[str], weights: Mapping[str, float]
) -> None:
    """Set `chosen` and `shares` of every mention.

    Args:
        mentions: of one text, in order.
        countries: what the document is about, ISO alpha-2.
        weights: the second part of ``weights.tsv``.
    """
    groups = _groups(mentions)
    for group in groups:
        group.base = [_base(hit, group, countries, weights) for hit in group.hits]
        group.shares = _softmax(group.base)
    open_ones = [group for group in groups if len(group.hits) > 1]
    for _ in range(_ROUNDS if open_ones else 0):
        context = _context(groups)
        for group in open_ones:
            _weigh(group, context, weights)
    for group in groups:
        # Stable: of equals the first stands, a user's row before ours.
        ranked = sorted(zip(group.hits, group.shares, strict=True), key=lambda h: -h[1])
        for mention in group.mentions:
            mention.chosen, mention.shares = ranked[0][0], tuple(ranked[:6])


def _groups(mentions: Iterable[Mention]) -> list[Group]:
    found: dict[tuple[str, str, str], Group] = {}
    for mention in mentions:
        if not mention.hits:
            continue
        said = _SAID.get(mention.kind.precision, "") if mention.kind else ""
        key = (mention.form or mention.text.casefold(), mention.inside, said)
        if key not in found:
            found[key] = Group(_weighed(mention), [])
        found[key].mentions.append(mention)
    return list(found.values())


def _weighed(mention: Mention) -> Sequence[Hit]:
    """The readings that are weighed: inside the named container if there is one."""
    if mention.inside:
        inside = [hit for hit in mention.hits if contains(mention.inside, hit.entry)]
        return (inside or mention.hits)[:MOST_READINGS]
    return mention.hits[:MOST_READINGS]


def _base(
    hit: Hit, group: Group, countries: Sequence[str], weights: Mapping[str, float]
) -> float:
    """What a reading is worth before the other names are heard."""
    entry = hit.entry
    here = weights["document country"] * (entry.country in countries)
    if entry.curated:
        return weights["curated"] + here
    score = weights[f"kind {entry.kind}"] + weights[f"grade {hit.grade.name.lower()}"]
    score += weights.get(f"people {entry.kind}", 0.0) * log10(entry.population + 100)
    kind = group.mentions[0].kind
    if kind is not None and entry.kind == _SAID.get(kind.precision):
        score += weights["kind said"]
    elif entry.kind in "AB" and _has_seat(entry, group):
        score += weights["shares its name with its seat"]
    if entry.capital and all(one.entry.kind != "C" for one in group.hits):
        score += weights["kind seat"]
    score += weights["aliases table"] * (hit.table == "aliases")
    return score + weights["sounding"] * (hit.table == "loose") + here


_SAID = {PlacePrecision.ADMIN1: "A", PlacePrecision.DISTRICT: "B", PlacePrecision.TOWN: "T"}


def _has_seat(entry: Entry, group: Group) -> bool:
    """Whether a division shares its name with a town of some size inside it.

    Reports mean the town, unless they say "province".
    """
    least = _LARGE if entry.kind == "A" else 0
    towns = (hit.entry for hit in group.hits if hit.entry.kind == "T")
    return any(t.admin1 == entry.admin1 and t.population >= least for t in towns)


def _weigh(group: Group, context: Context, weights: Mapping[str, float]) -> None:
    """Set a group's shares by what the other groups say, never by what it says itself."""
    own = _context([group])
    rest = max(context.total - own.total, 0.5)
    scores = []
    for hit, base in zip(group.hits, group.base, strict=True):
        entry, score = hit.entry, base
        if entry.country:
            said = context.country[entry.country] - own.country[entry.country]
            score += weights["same country"] * said / rest
        if entry.admin1:
            said = context.admin1[entry.admin1] - own.admin1[entry.admin1]
            score += weights["same division"] * said / rest
            score += weights["some of the division"] * (1 - exp(-said))
        if entry.kind not in "CKA":
            cell = _cell(entry)
            said = context.near[cell] - own.near[cell]
            score += weights["places near"] * (1 - exp(-said))
        scores.append(score)
    group.shares = _softmax(scores)


def _context(groups: Iterable[Group]) -> Context:
    context = Context()
    for group in groups:
        context.total += 1.0
        for hit, share in zip(group.hits, group.shares, strict=True):
            if share < _FAINT:
                continue
            entry = hit.entry
            context.country[entry.country] += share
            context.admin1[entry.admin1] += share
            if entry.kind not in "CKAR":
                for cell in _around(_cell(entry)):
                    context.near[cell] += share
    return context


@lru_cache(maxsize=65536)
def _around(cell: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """A cell and its neighbours."""
    row, column = cell
    return tuple((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))


def _cell(entry: Entry) -> tuple[int, int]:
    return int(entry.lat // _CELL), int(entry.lon // _CELL)


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [exp(_SHARPNESS * (score - top)) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
