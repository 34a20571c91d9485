"""How far apart two places are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from tallystick.model.values import Place

EARTH_KM = 6371.0
"""Mean radius."""


def km_between(one: Place, other: Place) -> float | None:
    """Great-circle distance (haversine); None where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, norther = radians(one.lat), radians(other.lat)
    half = sin((norther - north) / 2) ** 2
    half += cos(north) * cos(norther) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
