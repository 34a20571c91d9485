"""Claims as columns: the only input of match, resolve and count beside policy and
standing judgements. A million claims take some hundred megabytes here.

Rows stand in order of publication (undated documents last), then of claim id; a row
number is the claim's integer id. Conventions of every column:

- an index into a vocabulary or closed list is `NONE` where the claim says nothing;
- days are proleptic Gregorian ordinals (`datetime.date.toordinal`), both ends inclusive;
- numbers and days are `Ranges`: an open low end is 0, an open high end `OPEN`, so two
  ranges compare without a mask, and `said` tells a 0 from "not said".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain

import numpy as np

from tallystick.columns import (
    NONE,
    OPEN,
    UNSAID,
    Bools,
    Floats,
    Ints,
    Ranges,
    Rows,
    Sets,
    Span,
    cell_of,
    codes,
    ints,
)
from tallystick.directory import Directory, directory
from tallystick.model.claims import Claim, IncidentClaim, TallyClaim
from tallystick.model.documents import Document
from tallystick.model.ledger import Ledger
from tallystick.model.lists import (
    Assertion,
    ClaimKind,
    MultiplicityKind,
    Outcome,
    Stance,
)
from tallystick.model.values import (
    Date,
    Mention,
    Part,
    Place,
    PlacePrecision,
    PlaceRole,
)
from tallystick.roots import is_said, name_of, outlets_of, root_of, said, twins
from tallystick.schemes import scheme
from tallystick.tolls import engagements_told, munitions_told, people_told
from tallystick.wording import Wording, site_name, wording

KINDS = tuple(ClaimKind)
ASSERTIONS = tuple(Assertion)
STANCES = tuple(Stance)
OUTCOMES = tuple(Outcome)
PRECISIONS = tuple(PlacePrecision)
MULTIPLICITIES = tuple(MultiplicityKind)
EVENT_TYPES = tuple(scheme("event_types"))

TITLE_OFFSET = -(2**20)
"""Added to offsets in a title, which stands before its text."""
COARSE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.SEA, PlacePrecision.UNKNOWN})
"""Too coarse to stand in one grid cell."""


@dataclass(frozen=True, eq=False)
class Told:
    """What a claim says happened, and how it says so."""

    kind: Ints
    """Index into `KINDS`."""
    event_type: Ints
    """Index into `EVENT_TYPES`; incidents only."""
    assertion: Ints
    """Index into `ASSERTIONS`; incidents only."""
    outcome: Ints
    """Index into `OUTCOMES`; incidents only."""
    multiplicity: Ints
    """Index into `MULTIPLICITIES`; NONE where the claim does not say."""
    stance: Ints
    """Index into `STANCES`."""
    background: Bools
    start: Ints
    """Offset of the anchor; in a title `TITLE_OFFSET` is added."""
    weapons: Sets
    """Codes of the scheme ``weapons`` but ``unknown``."""
    aims: Sets
    """Codes of the scheme ``target_types`` but ``unclear``."""


@dataclass(frozen=True, eq=False)
class Where:
    """Where it is said to have happened. Launch sites are never among these."""

    places: Sets
    """Every place as its gazetteer id, else its `said` name, with the alternatives."""
    sites: Sets
    """Those of `places` that are finer than a first-level division."""
    names: Sets
    """The folded names of the sites as the report says them, without direction words; of
    what it names of an event's surroundings too, where only its country was made out."""
    countries: Sets
    """ISO alpha-2 of the sites, without sites of all places: several mean one of them, or
    spread over them."""
    own: Ints
    """The event's own place (the first), an index into ``places.words``."""
    precision: Ints
    """Of the own place, an index into `PRECISIONS`."""
    lat: Floats
    """Of the own place, degrees; NaN where unknown or no finer than a country."""
    lon: Floats
    cell: Ints
    """PRIO-GRID gid of the own place; NONE where `lat` is unknown."""
    cells: Sets
    """The gids, as text, of all places that have one."""
    admin1: Sets
    """First-level division of the own place: one or none."""
    radius: Floats
    """Within which the own place lies, km; 0 where not known."""

    @cached_property
    def unlisted(self) -> Bools:
        """The claims whose own place no gazetteer lists, or lists twice: its country is only
        that of the report's other places."""
        told = np.array([is_said(word) for word in self.places.words] or [False], np.bool_)
        unlisted: Bools = (self.own != NONE) & told[self.own]
        return unlisted


@dataclass(frozen=True, eq=False)
class Who:
    """Who is named. All four share one vocabulary: directory ids, else `said` names."""

    names: tuple[str, ...]
    speaker: Ints
    """Index into `names`; NONE is the publisher's own voice."""
    perpetrators: Sets
    """Claimed or attributed; those who deny are not among them."""
    claimed_by: Sets
    targets: Sets


@dataclass(frozen=True, eq=False)
class ClaimTable:
    """Claims as columns; see the head of the module for their conventions."""

    ids: tuple[str, ...]
    """Claim ids; the row number is the integer id."""
    rows: Mapping[str, int] = field(repr=False)
    """Claim id to row."""
    documents: tuple[str, ...]
    """Ids of documents and of their originals, in order of publication, then of id."""
    moments: tuple[str, ...]
    """When each of `documents` was published, ISO; "~" where not known."""
    document: Ints
    """Index into `documents`."""
    original: Ints
    """Index into `documents` of what that document repeats; its own if no copy."""
    published: Ints
    """Day of publication; NONE if unknown."""
    twin: Ints
    """Row of the claim that an exact copy repeats, see `roots.twins`; NONE for others.
    Twins are never matched, counted or asked: they stand where their original stands."""
    roots: tuple[str, ...]
    """Independent origins, sorted."""
    root: Ints
    """Index into `roots`; see `root_of`."""
    told: Told
    days: Ranges
    """When: of a total, its window; of a statement, its own date."""
    where: Where
    who: Who
    killed: Ranges
    """Sum of the disjoint entries that the event itself caused."""
    injured: Ranges
    munitions: Ranges
    """Sum of the munitions told, over weapons; incidents only."""
    wording: Wording
    engagements: Ranges
    """How many engagements one incident claim tells of; 1 to 1 where it does not say."""

    def __len__(self) -> int:
        return len(self.ids)

    def of_kind(self, kind: ClaimKind) -> Rows:
        """The rows of one kind, ascending."""
        return np.flatnonzero(self.told.kind == KINDS.index(kind))


def in_order(
    claims: Iterable[Claim], documents: Mapping[str, Document]
) -> tuple[Claim, ...]:
    """Claims by publication (undated last), then id: the order that names incidents."""
    return tuple(sorted(claims, key=lambda c: (_moment(documents[c.document]), c.id)))


def build_table(
    ledger: Ledger, claims: Iterable[Claim], actors: Directory | None = None
) -> ClaimTable:
    """The columns of some claims of a ledger.

    Args:
        ledger: supplies documents and copies; its readings are not looked at.
        claims: as they stand after judgements, in any order, each id once.
        actors: knows outlets and agencies by name; the package's own unless given.

    Raises:
        ValueError: two claims share an id.
    """
    known = {d.id: d for d in ledger.documents}
    claims = in_order(claims, known)
    rows = {claim.id: row for row, claim in enumerate(claims)}
    if len(rows) < len(claims):
        raise ValueError("two claims share an id")
    repeats = {c.document: c.original for c in ledger.copies if c.original in known}
    originals = {name: known[original] for name, original in repeats.items()}
    documents = [known[claim.document] for claim in claims]
    sources = [originals.get(d.id, d) for d in documents]
    order = sorted({(_moment(d), d.id) for d in [*documents, *sources]})
    number = {name: i for i, (_, name) in enumerate(order)}
    outlets = outlets_of(actors or directory())
    origins = zip(claims, sources, strict=True)
    roots = Sets.of_words([[root_of(c, source, outlets)] for c, source in origins])
    events = [c if isinstance(c, IncidentClaim) else None for c in claims]
    twin_of = twins(claims, known, ledger.copies)
    return ClaimTable(
        ids=tuple(rows),
        rows=rows,
        documents=tuple(name for _, name in order),
        moments=tuple(moment for moment, _ in order),
        document=ints(number[d.id] for d in documents),
        original=ints(number[d.id] for d in sources),
        published=ints(_day(d.published.day) if d.published else NONE for d in documents),
        twin=ints(rows[twin_of[c.id]] if c.id in twin_of else NONE for c in claims),
        roots=roots.words,
        root=roots.values,
        told=_told(claims, events),
        days=Ranges.of_spans([_days(_date(c)) for c in claims]),
        where=_where(claims),
        who=_who(claims, events),
        killed=Ranges.of_spans([people_told(c.killed) if c else UNSAID for c in events]),
        injured=Ranges.of_spans([people_told(c.injured) if c else UNSAID for c in events]),
        munitions=Ranges.of_spans([munitions_told(c) if c else UNSAID for c in events]),
        wording=wording(claims, known, outlets),
        engagements=Ranges.of_spans([engagements_told(c) for c in events]),
    )


def roots_of(table: ClaimTable) -> tuple[tuple[str, str], ...]:
    """Claim ids with their roots, sorted."""
    rows = sorted(table.rows.items())
    return tuple((name, table.roots[table.root[row]]) for name, row in rows)


def _told(claims: Sequence[Claim], events: Sequence[IncidentClaim | None]) -> Told:
    several = [c.multiplicity if c else None for c in events]
    arms = [{w.weapon for w in c.weapons} - {"unknown"} if c else () for c in events]
    return Told(
        kind=codes(KINDS, [c.kind for c in claims]),
        event_type=codes(EVENT_TYPES, [c.event_type if c else None for c in events]),
        assertion=codes(ASSERTIONS, [c.assertion if c else None for c in events]),
        outcome=codes(OUTCOMES, [c.outcome if c else None for c in events]),
        multiplicity=codes(MULTIPLICITIES, [m.kind if m else None for m in several]),
        stance=codes(STANCES, [c.stance for c in claims]),
        background=np.array([c.background for c in claims], np.bool_),
        start=ints(_start(c) for c in claims),
        weapons=Sets.of_words(arms),
        aims=Sets.of_words([_aims(c) if c else () for c in events]),
    )


def _aims(claim: IncidentClaim) -> set[str]:
    told = (target.target_type for target in claim.targets)
    return {aim for aim in told if aim and aim != "unclear"}


def _where(claims: Sequence[Claim]) -> Where:
    places = [_places(claim) for claim in claims]
    own = [row[0] if row else None for row in places]
    points = [_point(place) for place in own]
    keys = Sets.of_words([[key for p in row for key in _keys(p)] for row in places])
    index = {word: i for i, word in enumerate(keys.words)}
    return Where(
        places=keys,
        sites=Sets.of_words(
            [[key for p in row if _is_site(p) for key in _keys(p)] for row in places]
        ),
        names=Sets.of_words(
            [
                [site_name(p.text) for p in row if _is_site(p) or _is_hint(p)]
                for row in places
            ]
        ),
        countries=Sets.of_words([_countries(claim) for claim in claims]),
        own=ints(index[_keys(p)[0]] if p else NONE for p in own),
        precision=codes(PRECISIONS, [p.precision if p else None for p in own]),
        lat=np.array([at[0] if at else np.nan for at in points], np.float64),
        lon=np.array([at[1] if at else np.nan for at in points], np.float64),
        cell=ints(cell_of(*at) if at else NONE for at in points),
        cells=Sets.of_words(
            [[str(cell_of(*at)) for p in row if (at := _point(p))] for row in places]
        ),
        admin1=Sets.of_words([[p.admin1] if p and p.admin1 else [] for p in own]),
        radius=np.array([p.radius_km or 0.0 if p else 0.0 for p in own], np.float64),
    )


def _who(claims: Sequence[Claim], events: Sequence[IncidentClaim | None]) -> Who:
    def names(row: Iterable[Mention]) -> list[str]:
        return [name_of(mention) for mention in row]

    speakers = [[name_of(c.speaker)] if c.speaker else [] for c in claims]
    told = [names(c.perpetrators) if c else [] for c in events]
    claimed = [names(c.claimed_by) if c else [] for c in events]
    aims = [names(t.mention for t in c.targets) if c else [] for c in events]
    words = sorted(set(chain.from_iterable(chain(speakers, told, claimed, aims))))
    index = {word: i for i, word in enumerate(words)}
    return Who(
        names=tuple(words),
        speaker=ints(index[s[0]] if s else NONE for s in speakers),
        perpetrators=Sets.of_words(told, words),
        claimed_by=Sets.of_words(claimed, words),
        targets=Sets.of_words(aims, words),
    )


def _date(claim: Claim) -> tuple[Date | None, Date | None]:
    """The dates that the first and the last day come from."""
    if isinstance(claim, TallyClaim):
        return claim.window.start, claim.window.end
    return claim.date, claim.date


def _days(ends: tuple[Date | None, Date | None]) -> Span:
    first = ends[0].first_day if ends[0] else None
    last = ends[1].last_day if ends[1] else None
    low = first.toordinal() if first else 0
    return bool(first or last), low, last.toordinal() if last else OPEN


def _places(claim: Claim) -> list[Place]:
    if isinstance(claim, IncidentClaim):
        return [p for p in claim.places if p.role is not PlaceRole.LAUNCH]
    return list(claim.scope.places) if isinstance(claim, TallyClaim) else []


def _keys(place: Place) -> list[str]:
    return [place.id or said(place.text), *(a.id for a in place.alternatives)]


def _is_site(place: Place) -> bool:
    return place.precision not in COARSE and place.precision is not PlacePrecision.ADMIN1


def _is_hint(place: Place) -> bool:
    """Its text names something finer than the country that it was read to lie in."""
    coarse = place.precision is PlacePrecision.COUNTRY and place.id is None
    return coarse and place.reading is not None


def _countries(claim: Claim) -> list[str]:
    """A country named beside a site (its patron's, its neighbour's) is not where it is."""
    scope = claim.scope.countries if isinstance(claim, TallyClaim) else ()
    places = _places(claim)
    sites = [place for place in places if _is_site(place)]
    told = [(p.country, *(a.country for a in p.alternatives)) for p in sites or places]
    return [country for country in chain(scope, *told) if country]


def _point(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.precision in COARSE:
        return None
    if place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon


def _start(claim: Claim) -> int:
    at = claim.anchor.span
    return at.start + (TITLE_OFFSET if at.part is Part.TITLE else 0)


def _moment(document: Document) -> str:
    return document.published.value if document.published else "~"


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()
