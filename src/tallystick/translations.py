"""Reports that tell in another language what an earlier one tells: one root, not two.

No words are compared. What is compared are the facts already read, which bear no
language: numbers with what they count, places and actors by their ids. Two reports of one
event by different hands share its toll and its place; a translation shares nearly
all of its facts, and in the order in which the original tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tallystick.model.claims import Claim, IncidentClaim, Statement, TallyClaim
from tallystick.model.documents import Copy, CopyKind, Document
from tallystick.model.values import Mention, Number, Part, Place

UNKNOWN_LANGUAGE = "und"

Fact = tuple[str, str]
"""What sort of thing it is, and what: ("killed", "12"), ("place", "geonames:99072")."""


@dataclass(frozen=True, slots=True)
class TranslationPolicy:
    """The thresholds of a translation. They move grades: translations are one root."""

    fewest_facts: int = 8
    """Distinct facts of the shorter report. Short reports of one event share all they
    have by its nature."""
    fewest_numbers: int = 3
    """Distinct numbers that both tell: places and actors of a week are everybody's."""
    numbers: float = 0.75
    """Share of the fewer distinct numbers that both tell: who counts anew differs there."""
    shared: float = 0.8
    """Share of the shorter report's facts that the other tells as well."""
    in_order: float = 0.8
    """Share of the shared facts that stand in one order in both."""
    fullness: float = 0.5
    """The shorter report has at least this share of the longer one's facts."""
    days: int = 2
    """A translation follows its original within so many days."""


_USUAL = TranslationPolicy()


@dataclass(frozen=True, slots=True)
class _Told:
    """A report as it is compared."""

    document: Document
    facts: tuple[Fact, ...]
    """Each once, in the order in which they are first told."""
    numbers: frozenset[Fact]


def find_translations(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    copies: Iterable[Copy],
    policy: TranslationPolicy = _USUAL,
) -> tuple[Copy, ...]:
    """The documents that translate another one, sorted by their ids.

    Copies of either are left out: they go where their original goes, which the caller
    sees to (`with_translations`). The original is the one published first.
    """
    repeated = {copy.document for copy in copies}
    own = [d for d in documents if d.id not in repeated and d.published is not None]
    if len({d.language for d in own} - {UNKNOWN_LANGUAGE}) < 2:
        return ()
    told = _told(own, claims, policy)
    holders: dict[tuple[Fact, int], list[_Told]] = {}
    """Reports by a number that they tell and the day: a busy week stays a week."""
    found: dict[str, Copy] = {}
    for report in sorted(told, key=lambda one: (_day(one.document), one.document.id)):
        today = _day(report.document).toordinal()
        near = {
            other.document.id: other
            for fact in report.numbers
            for day in range(today - policy.days, today + 1)
            for other in holders.get((fact, day), ())
            if other.document.language != report.document.language
        }
        likest = [(_likeness(report, near[name], policy), name) for name in sorted(near)]
        best = max(likest, default=(0.0, ""))
        if best[0] > 0.0:
            copy = Copy(report.document.id, best[1], CopyKind.TRANSLATED, best[0])
            found[copy.document] = copy
            continue
        for fact in report.numbers:
            holders.setdefault((fact, today), []).append(report)
    return tuple(found[name] for name in sorted(found))


def with_translations(
    copies: Sequence[Copy], translations: Sequence[Copy]
) -> tuple[Copy, ...]:
    """Copies with translations among them; a copy of a translation follows it."""
    above = {one.document: one.original for one in translations}
    moved = (
        Copy(c.document, above.get(c.original, c.original), c.kind, c.similarity)
        if c.kind is not CopyKind.EXACT
        else c
        for c in copies
    )
    return (*moved, *translations)


def _day(document: Document) -> date:
    return date.fromisoformat(
        document.published.day if document.published else "0001-01-01"
    )


def _told(
    documents: Sequence[Document], claims: Iterable[Claim], policy: TranslationPolicy
) -> Iterator[_Told]:
    known = {d.id: d for d in documents if d.language != UNKNOWN_LANGUAGE}
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.document in known:
            by_document.setdefault(claim.document, []).append(claim)
    for name in sorted(by_document):
        facts = dict.fromkeys(
            fact for one in sorted(by_document[name], key=_where) for fact in _facts(one)
        )
        numbers = frozenset(fact for fact in facts if fact[0] not in ("place", "actor"))
        if len(facts) >= policy.fewest_facts and len(numbers) >= policy.fewest_numbers:
            yield _Told(known[name], tuple(facts), numbers)


def _where(claim: Claim) -> tuple[bool, int, str]:
    at = claim.anchor.span
    return at.part is Part.TEXT, at.start, claim.id


def _facts(claim: Claim) -> Iterator[Fact]:
    """What a claim says that bears no language."""
    if isinstance(claim, IncidentClaim):
        for sort, tolls in (("killed", claim.killed), ("injured", claim.injured)):
            yield from (_number(sort, toll.number) for toll in tolls)
        yield from (_number("munitions", one.number) for one in claim.munitions)
        if claim.date is not None and claim.date.earliest:
            yield "day", f"{claim.date.earliest[:10]}/{(claim.date.latest or '')[:10]}"
        yield from _places(claim.places)
        yield from _actors([r.actor for r in claim.responsibility])
        yield from _actors([target.mention for target in claim.targets])
    elif isinstance(claim, TallyClaim):
        yield _number(claim.measure, claim.number)
        yield from (_number("part", part.number) for part in claim.parts)
        yield from (("place", code) for code in claim.scope.countries)
        yield from _places(claim.scope.places)
        yield from _actors([*claim.scope.perpetrators, *claim.scope.targets])
    elif isinstance(claim, Statement) and claim.issuer is not None:
        yield from _actors([claim.issuer])
    if claim.speaker is not None:
        yield from _actors([claim.speaker])


def _number(sort: str, number: Number) -> Fact:
    return sort, str(number.stated if number.stated is not None else number.low)


def _places(places: Iterable[Place]) -> Iterator[Fact]:
    yield from (("place", place.id) for place in places if place.id)


def _actors(mentions: Iterable[Mention]) -> Iterator[Fact]:
    yield from (("actor", mention.actor) for mention in mentions if mention.actor)


def _likeness(one: _Told, other: _Told, policy: TranslationPolicy) -> float:
    """The share of common facts, four decimals; 0 where they are two reports."""
    short, long = sorted((one, other), key=lambda told: (len(told.facts), told.document.id))
    shared = [fact for fact in short.facts if fact in set(long.facts)]
    share = len(shared) / len(short.facts)
    full = len(short.facts) >= policy.fullness * len(long.facts)
    common = len(one.numbers & other.numbers)
    fewer = min(len(one.numbers), len(other.numbers))
    numbers = common >= max(policy.fewest_numbers, policy.numbers * fewer)
    if not (full and numbers and share >= policy.shared):
        return 0.0
    place = {fact: at for at, fact in enumerate(long.facts)}
    ordered = _longest_rise([place[fact] for fact in shared])
    return round(share, 4) if ordered >= policy.in_order * len(shared) else 0.0


def _longest_rise(numbers: Sequence[int]) -> int:
    """Length of the longest rising run that is left when others are struck out."""
    best: list[int] = []
    for at, number in enumerate(numbers):
        best.append(1 + max((best[i] for i in range(at) if numbers[i] < number), default=0))
    return max(best, default=0)
