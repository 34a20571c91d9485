"""The parts that come with the package, entered by an explicit list.

A main calls `load()` once. Nothing is registered by being imported, so the order of
imports never decides what exists.
"""

from __future__ import annotations

from tallystick.read.extractor import Extractor, extractors

DEFAULT_EXTRACTOR = "rules/1"


def load() -> None:
    """Enter our own parts, then those of installed plug-ins. Safe to call again."""
    if DEFAULT_EXTRACTOR not in set(extractors):
        from tallystick.read.rules.extractor import RulesExtractor

        extractors.register(DEFAULT_EXTRACTOR)(RulesExtractor())
        extractors.load_plugins()


def extractor(name: str = DEFAULT_EXTRACTOR) -> Extractor:
    """An extractor by its name and version.

    Raises:
        UnknownPart: none is called so; the error lists those that are.
    """
    load()
    return extractors[name]
