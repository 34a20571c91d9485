"""The map: clipped shapes, halos of the stated radius, nothing outside its frame."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.review.map import Points, View, basemap, clipped, map_svg, view_of
from tallystick.views.review_charts import Halo, MapView
from tallystick.views.review_figures import Listed, Listing
from tallystick.views.review_prose import Figure, Name

SQUARE = View(0.0, 0.0, 10.0, 10.0)


def halo(lat: float, lon: float, radius: float = 5.0, name: str = "Tarn Ford") -> Halo:
    figure = Figure(2, Listed(Listing.INCIDENTS, ("a", "b")), "working-x")
    return Halo((Name(name),), lat, lon, radius, figure, "IS", disputed=False)


def shown(*halos: Halo) -> str:
    return map_svg(MapView(halos, (), ()))


@pytest.mark.parametrize(
    ("ring", "area"),
    [
        ([(2, 2), (8, 2), (8, 8), (2, 8)], 36.0),
        ([(-5, 2), (5, 2), (5, 8), (-5, 8)], 30.0),
        ([(-5, -5), (15, -5), (15, 15), (-5, 15)], 100.0),
        ([(20, 20), (30, 20), (30, 30)], 0.0),
    ],
)
def test_a_shape_is_cut_at_the_frame(ring: list[tuple[int, int]], area: float) -> None:
    inside = clipped(np.array(ring, dtype=float), SQUARE)
    assert _area(inside) == pytest.approx(area)


@settings(max_examples=60, derandomize=True)
@given(st.lists(st.tuples(st.floats(-30, 40), st.floats(-30, 40)), min_size=3, max_size=9))
def test_nothing_that_is_drawn_lies_outside(points: list[tuple[float, float]]) -> None:
    inside = clipped(np.array(points), SQUARE)
    assert (inside >= -1e-6).all()
    assert (inside <= 10 + 1e-6).all()


def _area(ring: Points) -> float:
    if len(ring) < 3:
        return 0.0
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


@pytest.mark.parametrize(
    "points",
    [[(64.0, -19.0)], [(33.5, 38.6), (12.5, 43.3)], [(60.0, 10.0), (-33.0, 151.0)]],
)
def test_every_halo_lies_in_view(points: list[tuple[float, float]]) -> None:
    view = view_of([halo(*point) for point in points])
    for lat, lon in points:
        assert view.west < lon < view.east
        assert view.south < lat < view.north
    assert 200 < view.height < 700


def test_a_wider_place_has_a_wider_halo() -> None:
    svg = shown(halo(64.0, -19.0, 5.0), halo(64.2, -18.0, 80.0))
    radii = [float(part.split('"')[0]) for part in svg.split(' r="')[1:]]
    assert max(radii) > 4 * min(r for r in radii if r > 2)


def test_there_is_no_map_without_places() -> None:
    assert map_svg(MapView((), (), ())) == ""


def test_names_on_the_map_are_text() -> None:
    assert "<b>" not in shown(halo(64.0, -19.0, name="<b>x</b>"))


def test_crowded_names_do_not_cover_each_other() -> None:
    svg = shown(*(halo(64.0 + at / 1000, -19.0, name=f"Place {at}") for at in range(30)))
    assert svg.count('<circle class="halo"') == 30
    assert 1 <= svg.count('class="place"') < 30


def test_the_shapes_of_the_world_are_there() -> None:
    shapes = basemap()
    assert len(shapes) > 230
    assert {"368", "760", "400", "275", "376"} <= set(shapes)
    points = np.concatenate([ring for rings in shapes.values() for ring in rings])
    assert np.abs(points[:, 0]).max() <= 180.01
    assert np.abs(points[:, 1]).max() <= 90.01
