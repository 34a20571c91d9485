"""Build the land and country shapes that the review draws its map on.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_basemap.py package/countries-50m.json

Writes ``src/tallystick/data/review/basemap.json``: Natural Earth 1:50m countries (public
domain) as repackaged by world-atlas (ISC licence), as a topology in steps of a fiftieth of
a degree. That is one or two pixels of our narrowest map, and a third of the size. The same
input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

STEPS = 50
"""Grid steps a degree."""
TOLERANCE = 0.7
"""Points nearer than this to the line through their neighbours go, in grid steps."""
TARGET = Path(__file__).parents[1] / "src/tallystick/data/review/basemap.json"
Point = tuple[int, int]


def main() -> None:
    """Read a topology, write ours."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = [thinned(on_grid(arc, topology["transform"])) for arc in topology["arcs"]]
    shapes = [shape(one) for one in topology["objects"]["countries"]["geometries"]]
    ours = {
        "source": "Natural Earth 1:50m, public domain, by way of world-atlas 2.0.2",
        "steps": STEPS,
        "arcs": [deltas(arc) for arc in arcs],
        "shapes": [one for one in shapes if one["id"] != "010"],
    }
    TARGET.write_text(json.dumps(ours, separators=(",", ":")) + "\n", "utf-8")


def on_grid(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """An arc of deltas as points on our grid, repeats dropped."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    points: list[Point] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        point = (
            round((x * scale_x + left) * STEPS),
            round((y * scale_y + bottom) * STEPS),
        )
        if not points or points[-1] != point:
            points.append(point)
    return points if len(points) > 1 else points * 2


def thinned(points: list[Point]) -> list[Point]:
    """The points that carry the line's form (Douglas and Peucker 1973)."""
    keep = {0, len(points) - 1}
    stretches = [(0, len(points) - 1)]
    while stretches:
        first, last = stretches.pop()
        if last - first < 2:
            continue
        farthest = max(
            range(first + 1, last),
            key=lambda at: (off_line(points[at], points[first], points[last]), -at),
        )
        if off_line(points[farthest], points[first], points[last]) > TOLERANCE:
            keep.add(farthest)
            stretches += [(first, farthest), (farthest, last)]
    return [points[at] for at in sorted(keep)]


def off_line(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from a line, or from its start where that is also its end."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    if length == 0:
        return float(((x - ax) ** 2 + (y - ay) ** 2) ** 0.5)
    return float(abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length)


def deltas(points: list[Point]) -> list[int]:
    """Points as first point and steps, flattened."""
    flat = list(points[0])
    for (ax, ay), (bx, by) in pairwise(points):
        flat += [bx - ax, by - ay]
    return flat


def shape(geometry: dict[str, Any]) -> dict[str, Any]:
    """A country: its ISO 3166-1 number ("" where it has none) and its rings of arcs."""
    polygons = geometry["arcs"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    rings = [ring for polygon in polygons for ring in polygon]
    return {"id": geometry.get("id", ""), "rings": rings}


if __name__ == "__main__":
    main()
