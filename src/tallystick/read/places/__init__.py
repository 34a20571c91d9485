"""Place names in running text, resolved against an offline gazetteer.

The gazetteer is built when the package is installed (`tallystick.read.places.build`);
sites, regions, aliases and every word list are tables in ``data/places``.
"""

from tallystick.read.places.find import PlaceContext, find_places, resolve_place

__all__ = ["PlaceContext", "find_places", "resolve_place"]
