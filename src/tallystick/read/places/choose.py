"""Which of its places does a name mean? Each name's belief, given the other names.

All mentions of one name in a text are one question, except where a mention says itself
what contains it ("Paris, Texas"). Belief in a place grows with its size, with a container
named beside it, and with the belief in other places near it, in its division and in its
country; three rounds, no chance, no order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, log10

from tallystick.read.places.build import Grade
from tallystick.read.places.gazetteer import Entry, Hit
from tallystick.read.places.mentions import Mention

MOST_READINGS = 40
"""Places that are weighed for one name."""
_ROUNDS = 3
_CELL = 1.5
"""Degrees: places in the same or a neighbouring cell are near."""
_SIZE = {
    "C": 9.0, "K": 9.0, "R": 8.5, "S": 8.5, "W": 7.0, "D": 8.0, "A": 4.5, "B": 3.5, "T": 0.0,
    "F": 5.0,
}  # fmt: skip
"""What a place of each kind is worth before anything else is known."""
_PER_TENFOLD = {"T": 1.0, "A": 0.5}
"""What each tenfold of people adds."""
_GRADE = {Grade.MAIN: 0.0, Grade.ALTERNATIVE: -1.3, Grade.SHORT: 0.0, Grade.PART: -0.4}


@dataclass(slots=True)
class Group:
    """The mentions that ask one question."""

    hits: Sequence[Hit]
    mentions: list[Mention]
    base: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    weight: float = 1.0
    """How sure it is that the name is a place at all."""


@dataclass(slots=True)
class Context:
    """What the other names say: belief by country, division and cell of the globe."""

    country: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    admin1: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cell: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    near: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0.0


def choose(mentions: Iterable[Mention], countries: Sequence[str]) -> None:
    """Set `chosen` and `shares` of every mention.

    Args:
        mentions: of one text, in order.
        countries: what the document is about, ISO alpha-2.
    """
    groups = _groups(mentions)
    for group in groups:
        group.base = [_base(hit, group, countries) for hit in group.hits]
        group.shares = _softmax(group.base)
    for _ in range(_ROUNDS):
        context = _context(groups)
        for group in groups:
            if len(group.hits) > 1:
                _weigh(group, context)
    for group in groups:
        ranked = sorted(
            zip(group.hits, group.shares, strict=True),
            key=lambda one: (-one[1], one[0].entry.id),
        )
        for mention in group.mentions:
            mention.chosen, mention.shares = ranked[0][0], tuple(ranked[:6])


def _groups(mentions: Iterable[Mention]) -> list[Group]:
    found: dict[tuple[str, str], Group] = {}
    for mention in mentions:
        if not mention.hits:
            continue
        key = (mention.form or mention.text.casefold(), mention.inside)
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


def contains(place: str, entry: Entry) -> bool:
    """Whether a country or division (its code) contains a place, and is not it."""
    if len(place) == 2:
        return entry.country == place and entry.kind != "C"
    return entry.admin1 == place and entry.kind not in "AC"


def _base(hit: Hit, group: Group, countries: Sequence[str]) -> float:
    entry = hit.entry
    score = _SIZE[entry.kind]
    score += _PER_TENFOLD.get(entry.kind, 0.0) * log10(entry.population + 100)
    if hit.table not in ("gazetteer", "loose", "aliases"):
        return max(score, 9.0) + 2.5 * (entry.country in countries)
    score += 1.5 * (hit.table == "aliases")
    if entry.kind == "A" and _has_seat(entry, group):
        score -= 4.0
    kind = group.mentions[0].kind
    if kind is not None and kind.precision in ("admin1", "district"):
        score += 4.0 * (entry.kind == ("A" if kind.precision == "admin1" else "B"))
    score += _GRADE[hit.grade] - 1.0 * (hit.table == "loose")
    return score + 2.5 * (entry.country in countries)


def _has_seat(entry: Entry, group: Group) -> bool:
    """Whether a division shares its name with a large town inside it.

    Reports mean the town, unless they say "province".
    """
    if group.mentions[0].kind is not None:
        return False
    towns = (hit.entry for hit in group.hits if hit.entry.kind == "T")
    return any(t.admin1 == entry.admin1 and t.population >= 50_000 for t in towns)


def _weigh(group: Group, context: Context) -> None:
    rest = max(context.total - group.weight, 0.5)
    scores = []
    for hit, base, share in zip(group.hits, group.base, group.shares, strict=True):
        entry, own = hit.entry, share * group.weight
        score = base
        if entry.country:
            score += 3.0 * max(0.0, context.country[entry.country] - own) / rest
        if entry.admin1:
            said = max(0.0, context.admin1[entry.admin1] - own)
            score += 4.0 * said / rest + 1.5 * (1 - exp(-said))
        said = max(0.0, context.near[_cell(entry)] - own)
        if entry.kind not in "CKA":
            score += 2.5 * (1 - exp(-said))
        scores.append(score)
    group.shares = _softmax(scores)


def _context(groups: Iterable[Group]) -> Context:
    context = Context()
    for group in groups:
        context.total += group.weight
        for hit, share in zip(group.hits, group.shares, strict=True):
            if share < 0.02:
                continue
            entry, said = hit.entry, share * group.weight
            context.country[entry.country] += said
            context.admin1[entry.admin1] += said
            if entry.kind not in "CKAR":
                row, column = _cell(entry)
                for i in (-1, 0, 1):
                    for j in (-1, 0, 1):
                        context.near[row + i, column + j] += said
    return context


def _cell(entry: Entry) -> tuple[int, int]:
    return int(entry.lat // _CELL), int(entry.lon // _CELL)


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [exp(min(50.0, 1.2 * (score - top))) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
