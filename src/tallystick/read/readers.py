"""Two extractors' readings of one document made one: what both read is one claim.

The first extractor's fields stand where both read a thing; what they disagree about is a
finding. What only the second read is taken if its score is high enough.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Protocol, TypeAlias

from tallystick import schemes
from tallystick.model.claims import Claim, IncidentClaim, TallyClaim
from tallystick.model.derived import Finding
from tallystick.model.documents import Document
from tallystick.model.ledger import Reading
from tallystick.model.lists import ClaimKind, Outcome
from tallystick.model.values import Field, Part, Place, PlacePrecision
from tallystick.read.peaceful_acts import without_peaceful_acts
from tallystick.read.rules.text.lexicon import table
from tallystick.read.rules.text.scan import Scan
from tallystick.read.rules.text.where import sentence_of

DIFFER = "read-two-ways"
TOLLS = (Field.KILLED, Field.INJURED, Field.MISSING)
"""Numbers that the first reader gave to one event are no totals."""
COUNTING = (Field.UNIT, Field.TRIGGER)
"""Words that a total counts; what the first reader counts is no event by itself."""


class PageReader(Protocol):
    """An extractor that can read a page that is parsed already."""

    name: str

    def read(self, document: Document) -> Reading:
        """Everything that the document claims."""
        ...

    def prepare(self, documents: Sequence[Document]) -> None:
        """Parse documents that are read next; readings do not depend on it."""
        ...

    def scan(self, document: Document) -> Scan:
        """The document parsed and normalised."""
        ...

    def read_page(self, page: Scan) -> Reading:
        """Everything that a parsed document claims."""
        ...


class SecondReader(Protocol):
    """An extractor that reads the first one's page."""

    name: str

    def read_scored(self, page: Scan) -> tuple[Reading, Scores]:
        """Everything that a parsed document claims, and how it scored what it looked at."""
        ...

    def settled(self, page: Scan, reading: Reading) -> Reading:
        """A reading with the fields for which its page offers something likelier."""
        ...


Scores: TypeAlias = Mapping[tuple[ClaimKind, Part, int], float]
"""Scores by kind, part and offset of a trigger or numeral."""


SURE = 0.9
"""From this score on nobody doubts a claim."""


@dataclass(frozen=True)
class Bars:
    """Scores of the second extractor that decide what only one of the two read, by kind."""

    alone: Mapping[ClaimKind, float]
    """From here on it stands without the first; a kind that is not named never does."""
    doubt: Mapping[ClaimKind, float]
    """Below it, what only the first read falls; a kind that is not named never does."""
    only: Mapping[ClaimKind, float]
    """As `alone`, in a document of which nothing of that kind is read otherwise."""


def bars() -> Bars:
    """The bars of ``data/tagger/bars.tsv``."""
    rows = list(schemes.rows("tagger/bars.tsv"))
    alone, doubt, only = (
        MappingProxyType(
            {ClaimKind(r["kind"]): float(r[bar]) for r in rows if r[bar] != "-"}
        )
        for bar in ("alone", "doubt", "only")
    )
    return Bars(alone, doubt, only)


class TwoReaders:
    """Two extractors over one parse, their readings made one."""

    def __init__(
        self, name: str, first: PageReader, second: SecondReader, languages: Container[str]
    ) -> None:
        """An extractor under a name of its own; claims keep the names of their readers.

        Args:
            languages: those that the second reads; others are the first's alone.
        """
        self.name = name
        self._first = first
        self._second = second
        self._languages = languages
        self._bars = bars()

    def prepare(self, documents: Sequence[Document]) -> None:
        """Parse documents that are read next; readings do not depend on it."""
        self._first.prepare(documents)

    def read(self, document: Document) -> Reading:
        """What the two claim; in a language that the second cannot read, what the first does."""
        if document.language not in self._languages:
            return replace(self._first.read(document), extractor=self.name)
        page = self._first.scan(document)
        first = self._first.read_page(page)
        second, scores = self._second.read_scored(page)
        kept = undoubted(first, second, scores, self._bars)
        both = one_reading(self.name, page, kept, second, self._bars)
        return self._second.settled(page, both)


def undoubted(first: Reading, second: Reading, scores: Scores, bars: Bars) -> Reading:
    """The first reading without the claims whose every word the second scores too low.

    What the second did not look at it cannot doubt, nor what the first is sure of, nor a
    count of what it takes for an event itself.
    """
    events = {
        e for c in second.claims if isinstance(c, IncidentClaim) for e in _triggers(c)
    }
    fallen = {
        claim.id
        for claim in first.claims
        if _doubted(claim, scores, bars) and not events & _counted(claim)
    }
    fallen -= {claim.id for claim in second.claims}
    claims = tuple(claim for claim in first.claims if claim.id not in fallen)
    told = tuple(f for f in first.findings if not fallen & set(f.subjects))
    return replace(first, claims=claims, findings=told)


def _doubted(claim: Claim, scores: Scores, bars: Bars) -> bool:
    if any(reader.score >= SURE for reader in claim.readers):
        return False
    bar = bars.doubt.get(claim.kind)
    spans = (claim.anchor.span, *claim.spans(Field.TRIGGER))
    looked = claim.anchor.span if claim.kind is ClaimKind.TALLY else None
    told = [
        scores.get((claim.kind, s.part, s.start)) for s in ((looked,) if looked else spans)
    ]
    found = [score for score in told if score is not None]
    return bar is not None and bool(found) and max(found) < bar


def one_reading(
    name: str, page: Scan, first: Reading, second: Reading, bars: Bars
) -> Reading:
    """One reading of two, under a name of its own.

    Args:
        page: the document as both saw it; its sentences tell what stands together.
    """
    kept: dict[str, Claim] = {claim.id: claim for claim in first.claims}
    findings = list(first.findings)
    for claim in second.claims:
        twin = _twin(page, claim, first.claims)
        if twin is not None:
            kept[twin.id] = _read_by_both(kept[twin.id], claim)
            findings += _differences(twin, claim)
        elif _stands_alone(page, claim, first.claims, bars.alone):
            kept.setdefault(claim.id, claim)
    silent = set(bars.only) - {claim.kind for claim in kept.values()}
    for claim in second.claims:
        if claim.kind in silent and _stands_alone(page, claim, first.claims, bars.only):
            kept[claim.id] = claim
    added = kept.keys() - {claim.id for claim in first.claims}
    findings += [f for f in second.findings if added & set(f.subjects)]
    ordered = sorted(
        without_peaceful_acts(kept.values()),
        key=lambda c: (c.anchor.span.part, c.anchor.span.start, c.kind, c.anchor.nth),
    )
    private = dict.fromkeys((*first.private, *second.private))
    return Reading(
        first.document, name, tuple(ordered), tuple(dict.fromkeys(findings)), tuple(private)
    )


def _read_by_both(kept: Claim, claim: Claim) -> Claim:
    """The claim with the better score of each reader beside it."""
    readers = {reader.extractor: reader for reader in kept.readers}
    for reader in claim.readers:
        old = readers.get(reader.extractor)
        if old is None or old.score < reader.score:
            readers[reader.extractor] = reader
    both = replace(kept, readers=tuple(readers.values()))
    if isinstance(both, IncidentClaim) and isinstance(claim, IncidentClaim):
        return _filled(both, claim)
    return both


def _filled(kept: IncidentClaim, claim: IncidentClaim) -> IncidentClaim:
    """A claim with what only the second reader saw, where the first saw nothing.

    Who stopped an attack did not make it: those who shot a drone down are nobody's
    perpetrators.
    """
    seen: set[Field] = set()
    stopped = kept.outcome is Outcome.INTERCEPTED
    same = bool(_triggers(kept) & _triggers(claim))
    if not kept.targets and claim.targets:
        kept, seen = replace(kept, targets=claim.targets), seen | {Field.TARGET}
    if not (kept.responsibility or stopped) and claim.responsibility:
        kept = replace(kept, responsibility=claim.responsibility)
        seen |= {Field.PERPETRATOR, Field.CLAIMED_BY}
    if kept.date is None and claim.date is not None and same:
        kept, seen = replace(kept, date=claim.date), seen | {Field.DATE}
    if not kept.places and claim.places:
        kept, seen = replace(kept, places=claim.places), seen | {Field.PLACE}
    if same and not kept.killed and claim.killed:
        kept, seen = replace(kept, killed=claim.killed), seen | {Field.KILLED}
    if same and not kept.injured and claim.injured:
        kept, seen = replace(kept, injured=claim.injured), seen | {Field.INJURED}
    more = tuple(e for e in claim.evidence if e.field in seen)
    return replace(kept, evidence=tuple(dict.fromkeys((*kept.evidence, *more))))


def _twin(page: Scan, claim: Claim, others: Sequence[Claim]) -> Claim | None:
    """The other reader's claim of the same thing, the first in order if several."""
    if isinstance(claim, TallyClaim):
        totals = [c for c in others if isinstance(c, TallyClaim)]
        return next((c for c in totals if _same_number(page, c, claim)), None)
    if isinstance(claim, IncidentClaim):
        events = [c for c in others if isinstance(c, IncidentClaim)]
        here = _sentences(page, claim)
        near = [c for c in events if not here.isdisjoint(_sentences(page, c))]
        exact = [c for c in near if _triggers(c) & _triggers(claim)]
        return next((c for c in (*exact, *near) if _one_event(c, claim)), None)
    return None


def _same_number(page: Scan, one: TallyClaim, other: TallyClaim) -> bool:
    if one.anchor.span.overlaps(other.anchor.span):
        return True
    together = bool(_sentences(page, one) & _sentences(page, other))
    return together and one.number == other.number and one.measure is other.measure


def _one_event(one: IncidentClaim, other: IncidentClaim) -> bool:
    """Whether two readings of one sentence may tell of one event."""
    return (
        one.assertion is other.assertion
        and _alike(one.event_type, other.event_type)
        and (one.date is None or other.date is None or one.date.may_meet(other.date))
        and (
            bool(_triggers(one) & _triggers(other))
            or _places_meet(one.places, other.places)
        )
    )


def _places_meet(one: Sequence[Place], other: Sequence[Place]) -> bool:
    ours = {p.id or p.text.casefold() for p in one if _listed(p)}
    theirs = {p.id or p.text.casefold() for p in other if _listed(p)}
    return not ours or not theirs or bool(ours & theirs)


def _listed(place: Place) -> bool:
    """Whether it is a place of its own: no scene described, no country told elsewhere."""
    wide = place.precision in (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)
    return place.id is not None or not wide


@cache
def _families() -> Mapping[str, frozenset[str]]:
    rows = schemes.rows("match/families.tsv")
    return MappingProxyType({r["code"]: frozenset(r["families"].split()) for r in rows})


def _alike(one: str, other: str) -> bool:
    ours, theirs = _families()[one], _families()[other]
    return "any" in ours | theirs or bool(ours & theirs)


def _stands_alone(
    page: Scan, claim: Claim, others: Sequence[Claim], alone: Mapping[ClaimKind, float]
) -> bool:
    bar = alone.get(claim.kind)
    if bar is None or max((r.score for r in claim.readers), default=0.0) < bar:
        return False
    if isinstance(claim, TallyClaim):
        tolls = (s for c in others if isinstance(c, IncidentClaim) for s in c.spans(*TOLLS))
        if any(span.overlaps(claim.anchor.span) for span in tolls):
            return False
        return not any(
            c.number == claim.number and c.measure is claim.measure
            for c in others
            if isinstance(c, TallyClaim)
        )
    if _only_aftermath(page, claim):
        return False
    counted = {s for c in others if isinstance(c, TallyClaim) for s in c.spans(*COUNTING)}
    return counted.isdisjoint(claim.spans(Field.TRIGGER))


PROCEEDINGS = frozenset(("law", "mourning", "paper"))
"""Kinds of what is done after an attack that are no attack by themselves."""


def _only_aftermath(page: Scan, claim: Claim) -> bool:
    """Whether every trigger is a word for what comes after: "arrested", "the trial"."""
    known = table("aftermath", "lemma", "kind")
    words = [
        token
        for span in claim.spans(Field.TRIGGER)
        for sentence in page.sentences
        if sentence.part == span.part
        for token in sentence.within(span.start, span.end)
    ]
    return bool(words) and all(known.get(t.lemma) in PROCEEDINGS for t in words)


def _differences(one: Claim, other: Claim) -> Iterator[Finding]:
    """What two readings of one thing disagree about, in words."""
    names = _fields_apart(one, other)
    if names:
        by = f"{_names(one)} and {_names(other)}"
        yield Finding(DIFFER, (one.id,), f"{by} read different things: {', '.join(names)}")


def _names(claim: Claim) -> str:
    return " ".join(reader.extractor for reader in claim.readers)


COMPARED: Mapping[ClaimKind, tuple[str, ...]] = MappingProxyType(
    {
        ClaimKind.TALLY: ("number", "measure", "window"),
        ClaimKind.INCIDENT: ("event_type", "date", "killed", "injured"),
    }
)
"""Fields in which two readings of one thing may differ."""


def _fields_apart(one: Claim, other: Claim) -> list[str]:
    told = COMPARED.get(one.kind, ())
    return [name for name in told if getattr(one, name) != getattr(other, name)]


def _sentences(page: Scan, claim: Claim) -> set[int]:
    spans = (*claim.spans(Field.TRIGGER), claim.anchor.span)
    return {s.index for span in spans if (s := sentence_of(page, span)) is not None}


def _counted(claim: Claim) -> set[tuple[str, int]]:
    """The words that a total counts, by part and start; none of any other claim."""
    if not isinstance(claim, TallyClaim):
        return set()
    return {(s.part.value, s.start) for field in COUNTING for s in claim.spans(field)}


def _triggers(claim: Claim) -> set[tuple[str, int]]:
    return {(span.part, span.start) for span in claim.spans(Field.TRIGGER)}
