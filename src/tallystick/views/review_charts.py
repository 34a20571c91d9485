"""What the timeline and the map of a review show: nothing that no table says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Incident
from tallystick.model.lists import Accumulation, Assertion, Measure
from tallystick.model.values import Place, PlacePrecision, PlaceRole
from tallystick.views.review_figures import ClaimField, IncidentSum, Listed, Listing
from tallystick.views.review_incidents import (
    COLUMNS,
    claims_of,
    shown_places,
)
from tallystick.views.review_prose import Figure, Prose, say
from tallystick.views.review_scribe import Scribe
from tallystick.views.review_totals import occurrence

LEAST_RADIUS_KM = {
    PlacePrecision.FACILITY: 2.0,
    PlacePrecision.TOWN: 5.0,
    PlacePrecision.DISTRICT: 15.0,
    PlacePrecision.NEAR: 15.0,
    PlacePrecision.SEA: 50.0,
}
"""Places of these kinds are drawn, with a halo of at least so many kilometres; wider ones
(a province, a country, unknown) stand beside the map."""
REGION = (14.0, 11.0)
"""Degrees of longitude and latitude about a place that still are one region."""
LONGEST_DAYS = 760
"""Days that are drawn at the most; of longer stretches, the fullest `WINDOW_DAYS`."""
WINDOW_DAYS = 400
DECIMALS = {PlacePrecision.FACILITY: 2, PlacePrecision.TOWN: 2}
"""Decimals of a degree that are published; one for anything wider."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Incidents of one day and one degree of support."""

    day: str
    support: str
    """A code of `COLUMNS`."""
    figure: Figure


@dataclass(frozen=True, slots=True)
class StatedPoint:
    """A cumulative total on the day up to which it counts."""

    day: str
    speaker: Prose
    figure: Figure


@dataclass(frozen=True, slots=True)
class Timeline:
    """Incidents per day by support, and stated cumulative totals."""

    bars: tuple[Bar, ...]
    points: tuple[StatedPoint, ...]
    undated: Prose
    """How many incidents no single day is told for, in no bar; empty if none."""
    outside: Prose
    """How many lie outside the days that are drawn; empty if none."""


@dataclass(frozen=True, slots=True)
class Halo:
    """A place of incidents: somewhere within a radius, never a pin."""

    name: Prose
    lat: float
    lon: float
    radius_km: float
    incidents: Figure
    country: str | None
    disputed: bool
    """The incidents' reports do not agree on the place."""


@dataclass(frozen=True, slots=True)
class BesideRow:
    """Incidents that are placed too widely to be drawn."""

    place: Prose
    incidents: Figure


@dataclass(frozen=True, slots=True)
class MapView:
    """Incidents on a map, and beside it."""

    halos: tuple[Halo, ...]
    beside: tuple[BesideRow, ...]
    unplaced: Prose
    """How many have no place at all; empty if none."""


def timeline(
    scribe: Scribe, incidents: Sequence[Incident], totals: Iterable[TallyClaim]
) -> Timeline:
    """Incidents of single days in bars; cumulative totals of incidents as points."""
    dated = [one for one in incidents if one.first_day and one.first_day == one.last_day]
    placed = {one.id for one in dated}
    undated = [one.id for one in incidents if one.id not in placed]
    first, last = _window([one.first_day or "" for one in dated])
    shown = [one for one in dated if first <= (one.first_day or "") <= last]
    outside = [one.id for one in dated if one not in shown]
    points = _points(scribe, totals)
    return Timeline(
        bars=tuple(_bars(scribe, shown)),
        points=tuple(one for one in points if first <= one.day <= last),
        outside=say("outside_note", n=scribe.listed(Listing.INCIDENTS, outside))
        if outside
        else (),
        undated=say("undated_note", n=scribe.listed(Listing.INCIDENTS, undated))
        if undated
        else (),
    )


def _window(days: list[str]) -> tuple[str, str]:
    """The first and the last day to draw, ISO."""
    known = sorted(date.fromisoformat(day[:10]) for day in days)
    if not known or (known[-1] - known[0]).days <= LONGEST_DAYS:
        return "", "9"

    def within(start: date) -> list[date]:
        return [day for day in known if 0 <= (day - start).days < WINDOW_DAYS]

    fullest = max(map(within, known), key=len)
    margin = timedelta(days=WINDOW_DAYS // 8)
    return (fullest[0] - margin).isoformat(), (fullest[-1] + margin).isoformat() + "~"


def _bars(scribe: Scribe, incidents: Sequence[Incident]) -> Iterable[Bar]:
    days = sorted({one.first_day[:10] for one in incidents if one.first_day})
    for day in days:
        for code, grades in COLUMNS:
            ids = tuple(
                one.id
                for one in incidents
                if (one.first_day or "")[:10] == day and occurrence(one) in grades
            )
            if ids:
                yield Bar(day, code, scribe.figure(IncidentSum(ids, "low")))


def _points(scribe: Scribe, totals: Iterable[TallyClaim]) -> Iterable[StatedPoint]:
    for claim in totals:
        end = claim.window.end
        cumulative = claim.accumulation is Accumulation.CUMULATIVE
        if claim.measure is not Measure.INCIDENTS or not cumulative or end is None:
            continue
        if end.single is None or claim.number.stated is None:
            continue
        stated = scribe.figure(ClaimField(claim.id, "number.stated"))
        yield StatedPoint(end.single[:10], scribe.source_of(claim), stated)


def map_view(scribe: Scribe, incidents: Sequence[Incident]) -> MapView:
    """Halos for places fine enough to draw, tables for the rest. No launch sites."""
    halos: dict[str, tuple[Place, Prose, list[str], bool]] = {}
    beside: dict[Prose, list[str]] = {}
    unplaced: list[str] = []
    for incident in incidents:
        drawn = _drawn_places(scribe, incident)
        for place, name in drawn:
            key = place.id or place.text
            halos.setdefault(key, (place, name, [], len(drawn) > 1))[2].append(incident.id)
        if not drawn and incident.countries:
            key_prose = scribe.country(incident.countries[0].value)
            beside.setdefault(key_prose, []).append(incident.id)
        elif not drawn:
            unplaced.append(incident.id)
    drawn_halos = [_halo(scribe, *one) for one in halos.values()]
    kept = _together(drawn_halos)
    for halo in drawn_halos:
        if halo not in kept:
            beside.setdefault(halo.name, []).extend(_ids(halo.incidents))
    return MapView(
        halos=tuple(kept),
        beside=tuple(
            BesideRow(place, scribe.listed(Listing.INCIDENTS, ids))
            for place, ids in sorted(beside.items(), key=lambda item: -len(item[1]))
        ),
        unplaced=(scribe.listed(Listing.INCIDENTS, unplaced),) if unplaced else (),
    )


def _together(halos: list[Halo]) -> list[Halo]:
    """The halos to draw: all, unless they lie a world apart and most lie in one region.

    The others are listed beside the map, so nothing goes unsaid.
    """

    def near(one: Halo, middle: Halo) -> bool:
        east, north = REGION
        return abs(one.lon - middle.lon) <= east and abs(one.lat - middle.lat) <= north

    def around(middle: Halo) -> list[Halo]:
        return [one for one in halos if near(one, middle)]

    def weight(some: list[Halo]) -> int:
        return len({name for one in some for name in _ids(one.incidents)})

    best = max(map(around, halos), key=weight, default=halos)
    return best if 2 * weight(best) > weight(halos) else halos


def _ids(figure: Figure) -> tuple[str, ...]:
    """The incidents that a figure lists."""
    return figure.expression.ids if isinstance(figure.expression, Listed) else ()


def _drawn_places(scribe: Scribe, incident: Incident) -> list[tuple[Place, Prose]]:
    """Each place of an incident that can be drawn, as the first claim places it."""
    shown = {value.value for value in shown_places(scribe, incident)}
    found: dict[str, tuple[Place, Prose]] = {}
    for claim in claims_of(scribe, incident):
        if claim.assertion not in (Assertion.OCCURRED, Assertion.DID_NOT_OCCUR):
            continue
        for place in claim.places:
            fits = place.id in shown and place.precision in LEAST_RADIUS_KM
            if fits and place.role is not PlaceRole.LAUNCH and place.lat is not None:
                found.setdefault(str(place.id), (place, scribe.place(claim, place)))
    return list(found.values())


def _halo(
    scribe: Scribe, place: Place, name: Prose, incidents: list[str], disputed: bool
) -> Halo:
    decimals = DECIMALS.get(place.precision, 1)
    return Halo(
        name=name,
        lat=round(place.lat or 0.0, decimals),
        lon=round(place.lon or 0.0, decimals),
        radius_km=max(place.radius_km or 0.0, LEAST_RADIUS_KM[place.precision]),
        incidents=scribe.listed(Listing.INCIDENTS, incidents),
        country=place.country,
        disputed=disputed,
    )
