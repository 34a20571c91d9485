"""The incidents of a review, one by one and by day, place, type and actor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tallystick.model.claims import Claim, IncidentClaim
from tallystick.model.derived import FusedNumber, FusedValue, Grade, Incident
from tallystick.model.lists import Assertion
from tallystick.model.values import PlacePrecision, PlaceRole
from tallystick.reconcile.words import reason_words
from tallystick.views.review_figures import IncidentField, IncidentSum, Listing
from tallystick.views.review_prose import (
    Day,
    Prose,
    Quote,
    Words,
    joined,
    label,
    plain,
    say,
)
from tallystick.views.review_scribe import Scribe, stretch
from tallystick.views.review_totals import band, occurrence

COLUMNS: tuple[tuple[str, tuple[Grade, ...]], ...] = (
    ("self_claim", (Grade.SELF_CLAIM,)),
    ("single_root", (Grade.SINGLE_ROOT,)),
    ("corroborated", (Grade.CORROBORATED, Grade.AGREED)),
    ("unassessed", (Grade.UNASSESSED,)),
)
"""Grades side by side. They are never added up: no figure of ours rests on self-claims
that are not set apart."""

UNSPECIFIED = "operation_unspecified"
"""The event type that says nothing beside another one."""
WIDE = frozenset(
    {
        PlacePrecision.ADMIN1,
        PlacePrecision.COUNTRY,
        PlacePrecision.SEA,
        PlacePrecision.UNKNOWN,
    }
)
"""Places that say too little of where, beside a finer one."""


@dataclass(frozen=True, slots=True)
class GradeCell:
    """One grade of one incident, with its reason."""

    proposition: Prose
    grade: Prose
    code: Grade
    contested: bool
    reason: Prose


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident, as the table shows it."""

    incident: str
    working: str
    when: Prose
    where: Prose
    what: Prose
    whom: Prose
    """What it was aimed at; empty if not said."""
    behind: Prose
    """Who is said to have done it, and who says that it was their own act."""
    killed: Prose
    injured: Prose
    outcome: Prose
    grades: tuple[GradeCell, ...]
    support: Prose
    """From how many documents and origins it is told."""
    contested: bool


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """Incidents that share a key, split by how well they are supported."""

    key: Prose
    cells: tuple[Prose, ...]
    """One for each of `COLUMNS`; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Incidents by one aspect."""

    by: str
    """``day``, ``place``, ``type`` or ``actor``."""
    name: Prose
    columns: tuple[Prose, ...]
    rows: tuple[BreakdownRow, ...]


@dataclass(frozen=True, slots=True)
class AsideRow:
    """An incident that is not counted, and why."""

    incident: str
    working: str
    what: Prose
    why: Prose


def is_past(incident: Incident, claims: Mapping[str, Claim]) -> bool:
    """Whether any claim says that it happened: plans and threats are no events."""
    past = (Assertion.OCCURRED, Assertion.DID_NOT_OCCUR)
    told = (claims.get(one) for one in incident.claims)
    return any(isinstance(one, IncidentClaim) and one.assertion in past for one in told)


def claims_of(scribe: Scribe, incident: Incident) -> list[IncidentClaim]:
    """The claims of an incident, first published first."""
    there = (scribe.basis.claims.get(one) for one in incident.claims)
    return [claim for claim in there if isinstance(claim, IncidentClaim)]


def is_contested(incident: Incident) -> bool:
    """Whether somebody disputes it, its author or its effect."""
    return any(graded.contested for _, graded in incident.grades)


def killed_line(scribe: Scribe, incident: Incident) -> Prose:
    """How many are said to have been killed."""
    return _toll(scribe, incident, "killed", incident.killed)


def incident_row(scribe: Scribe, incident: Incident) -> IncidentRow:
    """An incident as a row of the table."""
    return IncidentRow(
        incident=incident.id,
        working=f"working-{incident.id}",
        when=when(incident),
        where=where(scribe, incident),
        what=what(scribe, incident),
        whom=_values(scribe, incident.targets),
        behind=behind(scribe, incident),
        killed=killed_line(scribe, incident),
        injured=_toll(scribe, incident, "injured", incident.injured),
        outcome=(label("outcome", incident.outcome),),
        grades=_grades(scribe, incident),
        support=say(
            "support_of",
            documents=scribe.listed(Listing.DOCUMENTS, incident.documents),
            roots=scribe.origins(incident.roots),
        ),
        contested=is_contested(incident),
    )


def when(incident: Incident) -> Prose:
    """The days it may have happened on."""
    first, last = incident.first_day, incident.last_day
    if first and first == last:
        return (Day(first[:10]),)
    return stretch(first, last) if first or last else say("undated")


def where(scribe: Scribe, incident: Incident) -> Prose:
    """Its places, all that are told; its countries where no place is. No launch sites."""
    lines = [place_name(scribe, one) for one in finest_places(scribe, incident)]
    named = joined(list(dict.fromkeys(lines)), "or")
    lands = joined([scribe.country(one.value) for one in incident.countries], "or")
    if named and lands and named != lands:
        return say("place_in", place=named, country=lands)
    return named or lands or say("not_stated")


def shown_places(scribe: Scribe, incident: Incident) -> list[FusedValue]:
    """The places of an incident without those that are told as launch sites only."""
    launch: set[str | None] = set()
    other: set[str | None] = set()
    for claim in claims_of(scribe, incident):
        for place in claim.places:
            names = {place.id, place.name, place.text} - {None}
            (launch if place.role is PlaceRole.LAUNCH else other).update(names)
    hidden = launch - other
    return [v for v in incident.places if not {v.value, v.label} & hidden]


def finest_places(scribe: Scribe, incident: Incident) -> list[FusedValue]:
    """The places of an incident without the wider ones that may contain them."""
    wide: dict[str, bool] = {}
    for claim in claims_of(scribe, incident):
        for place in claim.places:
            wide[str(place.id or place.text)] = place.precision in WIDE
    places = shown_places(scribe, incident)
    return [one for one in places if not wide.get(one.value, True)] or places


def place_name(scribe: Scribe, value: FusedValue) -> Prose:
    """A place of an incident by its name in the gazetteer, else in quotation marks."""
    known = value.value.startswith(("geonames:", "site:")) and value.label
    if known:
        return (scribe.name(value.label),)
    return scribe.fused(value)


def what(scribe: Scribe, incident: Incident) -> Prose:
    """Its kind, or the kinds that reports give it."""
    codes = [value.value for value in incident.event_types if value.value != UNSPECIFIED]
    return joined([(label("event_types", one),) for one in codes or [UNSPECIFIED]], "or")


def behind(scribe: Scribe, incident: Incident) -> Prose:
    """Who says that it was their act, and to whom others attribute it."""
    claimed = _values(scribe, incident.claimed_by)
    own = {value.value for value in incident.claimed_by}
    said = _values(scribe, [v for v in incident.perpetrators if v.value not in own])
    lines = []
    if claimed:
        lines.append(say("claimed_by", who=claimed))
    if said:
        lines.append(say("attributed_to", who=said))
    return joined(lines, "semicolon") or say("not_stated")


def _values(scribe: Scribe, values: Iterable[FusedValue]) -> Prose:
    return joined(list(dict.fromkeys(scribe.fused(value) for value in values)))


def _toll(scribe: Scribe, incident: Incident, path: str, toll: FusedNumber | None) -> Prose:
    if toll is None:
        return say("not_stated")
    if toll.low is None and toll.high is None:
        return say("number_not_stated")
    ends = {end: getattr(toll, end) for end in ("low", "high")}
    figures = {
        end: (scribe.figure(IncidentField(incident.id, f"{path}.{end}")),)
        for end, value in ends.items()
        if value is not None
    }
    if "low" not in figures:
        return say("at_most", n=figures["high"])
    if toll.high is None and toll.low == 0:
        return say("none_reported")
    return band(figures["low"], figures.get("high", ()))


def _grades(scribe: Scribe, incident: Incident) -> tuple[GradeCell, ...]:
    return tuple(
        GradeCell(
            proposition=(label("proposition", proposition),),
            grade=(label("grade", graded.grade),),
            code=graded.grade,
            contested=graded.contested,
            reason=scribe.told(graded.reason, claims_of(scribe, incident)),
        )
        for proposition, graded in incident.grades
    )


def breakdowns(scribe: Scribe, incidents: Sequence[Incident]) -> tuple[Breakdown, ...]:
    """The incidents by day, place, type and actor."""

    def keys(find: Callable[[Incident], list[Prose]]) -> dict[Prose, list[Incident]]:
        found: dict[str, tuple[Prose, list[Incident]]] = {}
        for incident in incidents:
            lines = {plain(line).casefold(): line for line in find(incident)}
            for key, line in (lines or {"": say("not_stated")}).items():
                found.setdefault(key, (line, []))[1].append(incident)
        return dict(found.values())

    def one_day(incident: Incident) -> list[Prose]:
        return [when(incident)]

    def places(incident: Incident) -> list[Prose]:
        shown = [place_name(scribe, v) for v in finest_places(scribe, incident)]
        return shown or [scribe.country(v.value) for v in incident.countries]

    def types(incident: Incident) -> list[Prose]:
        return [(label("event_types", v.value),) for v in incident.event_types]

    def actors(incident: Incident) -> list[Prose]:
        return [scribe.fused(value) for value in incident.perpetrators]

    found = (("day", one_day), ("place", places), ("type", types), ("actor", actors))
    return tuple(_breakdown(scribe, by, keys(find)) for by, find in found)


def _breakdown(scribe: Scribe, by: str, keyed: dict[Prose, list[Incident]]) -> Breakdown:
    used = [
        (code, grades)
        for code, grades in COLUMNS
        if any(occurrence(one) in grades for ones in keyed.values() for one in ones)
    ]
    items = list(keyed.items())
    if by != "day":
        items.sort(key=lambda item: -len(item[1]))
    rows = tuple(
        BreakdownRow(key, tuple(_cell(scribe, ones, grades) for _, grades in used))
        for key, ones in items
    )
    columns = tuple((label("grade_column", code),) for code, _ in used)
    return Breakdown(by, (label("breakdown", by),), columns, rows)


def _cell(scribe: Scribe, incidents: list[Incident], grades: tuple[Grade, ...]) -> Prose:
    chosen = [one for one in incidents if occurrence(one) in grades]
    if not chosen:
        return ()
    ids = tuple(one.id for one in chosen)
    return band(
        (scribe.figure(IncidentSum(ids, "low")),),
        (scribe.figure(IncidentSum(ids, "high")),),
    )


def aside_row(scribe: Scribe, incident: Incident) -> AsideRow:
    """An incident that is read but not counted."""
    why = _why_aside(scribe, incident)
    return AsideRow(incident.id, f"working-{incident.id}", what(scribe, incident), why)


def _why_aside(scribe: Scribe, incident: Incident) -> Prose:
    """A code of ours in words; what a person gave as the reason, in quotation marks."""
    if incident.set_aside is None:
        return say("not_past")
    known = reason_words().get(incident.set_aside)
    return (Words(known) if known else Quote(scribe.texts.masks.text(incident.set_aside)),)
