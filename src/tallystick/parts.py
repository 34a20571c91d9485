"""The parts that come with the package, entered by an explicit list.

A main calls `load()` once. Nothing is registered by being imported, so the order of
imports never decides what exists.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.read.extractor import Extractor, extractors

if TYPE_CHECKING:
    from tallystick.read.readers import TwoReaders
    from tallystick.read.rules.extractor import RulesExtractor
    from tallystick.read.tagger.extractor import TaggerExtractor

DEFAULT_EXTRACTOR = "rules+tagger/1"


def load() -> None:
    """Enter our own parts, then those of installed plug-ins. Safe to call again."""
    if DEFAULT_EXTRACTOR in set(extractors):
        return
    from tallystick.read.rules.extractor import RulesExtractor
    from tallystick.read.tagger.extractor import TaggerExtractor

    rules, tagger = RulesExtractor(), TaggerExtractor()
    for one in (rules, tagger, _both(DEFAULT_EXTRACTOR, rules, tagger)):
        extractors.register(one.name)(one)
    extractors.load_plugins()


def own_extractor(actors: tuple[Path, ...], sites: tuple[Path, ...]) -> str:
    """The name of the default extractor over a user's own actors and sites, entered by it.

    The name tells those files by their content: when they change, documents are read again.

    Raises:
        SourceError: one of the files cannot be read.
    """
    if not (actors or sites):
        return DEFAULT_EXTRACTOR
    load()
    lists = [sha256(path.read_bytes()).hexdigest() for path in (*actors, *sites)]
    told = sha256(" ".join((str(len(actors)), *lists)).encode()).hexdigest()[:12]
    name = f"rules+tagger-{told}/1"
    if name not in set(extractors):
        from tallystick.directory import directory
        from tallystick.read.places.gazetteer import gazetteer
        from tallystick.read.rules.extractor import RulesExtractor
        from tallystick.read.tagger.extractor import TaggerExtractor

        gazetteer(sites)
        known = directory(actors)
        rules = RulesExtractor(f"rules-{told}/1", known, sites)
        tagger = TaggerExtractor(f"tagger-{told}/1", known, sites)
        extractors.register(name)(_both(name, rules, tagger))
    return name


def _both(name: str, rules: RulesExtractor, tagger: TaggerExtractor) -> TwoReaders:
    from tallystick.read.readers import TwoReaders
    from tallystick.read.rules.extractor import PARSED

    return TwoReaders(name, rules, tagger, {PARSED})


def extractor(name: str = DEFAULT_EXTRACTOR) -> Extractor:
    """An extractor by its name and version.

    Raises:
        UnknownPart: none is called so; the error lists those that are.
    """
    load()
    return extractors[name]
