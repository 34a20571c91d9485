"""The map: halos over land and borders, drawn as static SVG when a review is built.

Shapes are Natural Earth's (``data/review/basemap.json``, see its builder), clipped to the
view before they are drawn. A place is a circle of the radius within which it lies, never a
pin.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from markupsafe import escape
from numpy.typing import NDArray

from tallystick.schemes import rows
from tallystick.views.review_charts import Halo, MapView
from tallystick.views.review_prose import plain

Points = NDArray[np.float64]
"""Longitudes and latitudes, degrees, one row a point."""
WIDTH, MOST_HEIGHT, LEAST_HEIGHT = 820, 560, 300
"""Pixels at full size; the drawing scales with its column."""
LEAST_SPAN = 7.0
"""Degrees of longitude that are shown at the least: enough to know where one is."""
KM_PER_DEGREE = 111.2
LEAST_PIXELS = 5.0
"""A halo is drawn with at least this radius, or it could not be seen."""
LABEL_SIZE, COUNTRY_SIZE = 12.5, 13.0
"""Pixels of the type in the drawing, as the style sheet sets it."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of the world and its pixels (equirectangular at mid-latitude)."""

    west: float
    south: float
    east: float
    north: float

    @property
    def squeeze(self) -> float:
        """How much narrower a degree of longitude is than one of latitude."""
        return max(0.2, math.cos(math.radians((self.north + self.south) / 2)))

    @property
    def scale(self) -> float:
        """Pixels for a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.squeeze)

    @property
    def height(self) -> float:
        """Pixels from north to south."""
        return (self.north - self.south) * self.scale

    def pixels(self, points: Points) -> Points:
        """Points of the world as x to the right and y down."""
        x = (points[:, 0] - self.west) * self.squeeze * self.scale
        y = (self.north - points[:, 1]) * self.scale
        return np.column_stack((x, y))

    def around(self, margin: float) -> View:
        """The view widened on all sides by some degrees."""
        return View(
            self.west - margin, self.south - margin, self.east + margin, self.north + margin
        )


def map_svg(view: MapView) -> str:
    """The map as SVG markup; "" where no place is fine enough to draw."""
    if not view.halos:
        return ""
    window = view_of(view.halos)
    named = sorted({halo.country for halo in view.halos if halo.country})
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {window.height:.0f}" role="img" '
        'aria-labelledby="map-title map-desc">',
        '<title id="map-title">Map</title><desc id="map-desc">Circles are places of '
        "reported incidents. The table beside it names them all.</desc>",
        '<rect class="sea" width="100%" height="100%"/>',
        *_lands(window),
        *_halos(window, view.halos, named),
        "</svg>",
    ]
    return "".join(parts)


def view_of(halos: Sequence[Halo]) -> View:
    """The stretch of the world that shows all halos with some land about them."""
    west, east = min(h.lon for h in halos), max(h.lon for h in halos)
    south, north = min(h.lat for h in halos), max(h.lat for h in halos)
    squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
    width = max(LEAST_SPAN, (east - west) * 1.24)
    tall = max((north - south) * 1.3, width * squeeze * LEAST_HEIGHT / WIDTH)
    width = max(width, tall / squeeze * WIDTH / MOST_HEIGHT)
    middle, centre = (west + east) / 2, (south + north) / 2
    low, high = max(-89.0, centre - tall / 2), min(89.0, centre + tall / 2)
    return View(middle - width / 2, low, middle + width / 2, high)


def _lands(window: View) -> Iterable[str]:
    """Every country that reaches into the view, clipped to just outside it."""
    edge = window.around(0.5)
    for rings in basemap().values():
        paths = []
        for ring in rings:
            low, high = ring.min(axis=0), ring.max(axis=0)
            if low[0] > edge.east or high[0] < edge.west:
                continue
            if low[1] > edge.north or high[1] < edge.south:
                continue
            inside = clipped(ring, edge)
            if len(inside) > 2:
                paths.append(_path(window.pixels(inside)))
        if paths:
            yield f'<path class="land" d="{"".join(paths)}"/>'


def _path(points: Points) -> str:
    steps = [f"{x:.1f} {y:.1f}" for x, y in points]
    return "M" + "L".join(steps) + "Z"


def clipped(ring: Points, view: View) -> Points:
    """The part of a ring inside a view (Sutherland and Hodgman 1974)."""
    for axis, bound, keep in (
        (0, view.west, 1.0),
        (0, view.east, -1.0),
        (1, view.south, 1.0),
        (1, view.north, -1.0),
    ):
        if len(ring) == 0:
            break
        ring = _cut(ring, axis, bound, keep)
    return ring


def _cut(ring: Points, axis: int, bound: float, keep: float) -> Points:
    """A ring without what lies beyond one edge; new points where it crosses."""
    after = np.roll(ring, -1, axis=0)
    here, there = (ring[:, axis] - bound) * keep >= 0, (after[:, axis] - bound) * keep >= 0
    if here.all():
        return ring
    crosses = here != there
    span = after[:, axis] - ring[:, axis]
    share = np.divide(bound - ring[:, axis], span, out=np.zeros(len(ring)), where=crosses)
    crossing = ring + share[:, None] * (after - ring)
    stacked = np.stack((ring, crossing), axis=1)
    wanted = np.stack((here, crosses), axis=1)
    return np.asarray(stacked[wanted])


def _country_names(window: View, named: Sequence[str], taken: list[Box]) -> Iterable[str]:
    """Names on the countries in view that incidents lie in, where there is room."""
    labels = {row["code"]: row for row in rows("review/countries.tsv")}
    for code in named:
        row = labels.get(code)
        rings = basemap().get(row["number"], ()) if row else ()
        inside = [clipped(ring, window.around(-0.3)) for ring in rings]
        inside = [ring for ring in inside if len(ring) > 2]
        if row and inside:
            widest = max(inside, key=lambda ring: float(np.prod(np.ptp(ring, axis=0))))
            middle = (widest.min(axis=0) + widest.max(axis=0)) / 2
            x, y = window.pixels(middle[None, :])[0]
            half = len(row["name"]) * COUNTRY_SIZE * 0.42
            box = (x - half, y - COUNTRY_SIZE, x + half, y + 3)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                name = escape(row["name"])
                yield f'<text class="country" x="{x:.0f}" y="{y:.0f}">{name}</text>'


def _halos(window: View, halos: Sequence[Halo], named: Sequence[str]) -> Iterable[str]:
    """Circles, then names: of places first, of countries where there is room left."""
    taken: list[Box] = []
    ordered = sorted(halos, key=lambda halo: -halo.incidents.value)
    placed = [(halo, *_circle(window, halo)) for halo in ordered]
    for halo, x, y, radius in placed:
        kind = "halo disputed" if halo.disputed else "halo"
        circle = f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
        dot = f'<circle class="middle" cx="{x:.1f}" cy="{y:.1f}" r="1.6"/>'
        text = f"{plain(halo.name)}: {halo.incidents.value:,}"
        yield f"<g><title>{escape(text)}</title>{circle}{dot}</g>"
    for halo, x, y, radius in placed:
        yield _label(window, halo, (x, y, radius), taken)
    taken += [(x - r, y - r, x + r, y + r) for _, x, y, r in placed if r < COUNTRY_SIZE]
    yield from _country_names(window, named, taken)


def _circle(window: View, halo: Halo) -> tuple[float, float, float]:
    x, y = window.pixels(np.array([[halo.lon, halo.lat]]))[0]
    radius = halo.radius_km / KM_PER_DEGREE * window.scale
    return float(x), float(y), max(LEAST_PIXELS, radius)


def _label(
    window: View,
    halo: Halo,
    circle: tuple[float, float, float],
    taken: list[Box],
) -> str:
    """The name beside a halo where there is room; the table names those without."""
    x, y, radius = circle
    text = plain(halo.name)
    shown = f"{text} ({halo.incidents.value:,})" if halo.incidents.value > 1 else text
    width = len(shown) * LABEL_SIZE * 0.56
    spots = (
        ("start", x + radius + 4, y + 4),
        ("end", x - radius - 4, y + 4),
        ("middle", x, y - radius - 5),
        ("middle", x, y + radius + 13),
    )
    for anchor, at, base in spots:
        left = at - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = (left, base - LABEL_SIZE, left + width, base + 3)
        inside = box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2 and box[3] < window.height
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            place = f'x="{at:.1f}" y="{base:.1f}" text-anchor="{anchor}"'
            return f'<text class="place" {place}>{escape(shown)}</text>'
    return ""


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )


@cache
def basemap() -> dict[str, tuple[Points, ...]]:
    """Rings of every country by ISO 3166-1 number; those without one go by their place."""
    path = files("tallystick").joinpath("data", "review", "basemap.json")
    topology = json.loads(path.read_text("utf-8"))
    arcs = [_arc(flat, topology["steps"]) for flat in topology["arcs"]]
    return {
        shape["id"] or f"unnumbered-{at}": tuple(_ring(arcs, one) for one in shape["rings"])
        for at, shape in enumerate(topology["shapes"])
    }


def _arc(flat: list[int], steps: int) -> Points:
    return np.cumsum(np.array(flat, dtype=np.float64).reshape(-1, 2), axis=0) / steps


def _ring(arcs: list[Any], numbers: list[int]) -> Points:
    """Arcs set end to end; a negative number is the arc ~n, backwards."""
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([part[:-1] for part in parts])
