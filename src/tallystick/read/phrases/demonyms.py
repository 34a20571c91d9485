"""Adjectives and peoples of states: "israélien", "американский", "hutí" is none."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.directory import Directory, directory
from tallystick.model.values import Place, PlacePrecision
from tallystick.read.actors.lexicon import Sort, lexicon
from tallystick.read.actors.scan import Scan
from tallystick.read.found import FoundPlace, PlaceUse


def find_demonyms(
    text: str, language: str, known: Directory | None = None
) -> Iterator[FoundPlace]:
    """Every adjective or people of one state in a text, in order, the longest at a word.

    Args:
        text: offsets count its code points.
        language: ISO 639-1.
        known: the directory whose states are looked for; the package's own if None.
    """
    scan = Scan(text, language, lexicon(known if known is not None else directory()))
    at = 0
    while at < len(scan.tokens):
        told = [(run, run.of(Sort.DEMONYM)) for run in scan.runs(at)]
        named = [(run, entry) for run, entry in told if entry is not None]
        if not named:
            at += 1
            continue
        run, entry = max(named, key=lambda one: one[0].last)
        values = {e.value for e in run.entries if e.sort is Sort.DEMONYM}
        start, end = scan.tokens[at].start + run.clitic, scan.tokens[run.last - 1].end
        at = run.last
        hyphen = text[max(0, start - 1) : start] == "-"  # "pro-Iranian" is not Iranian
        if len(values) == 1 and not hyphen:
            name = text[start:end]
            place = Place(name, country=entry.value, precision=PlacePrecision.COUNTRY)
            why = "an adjective or people of a state"
            yield FoundPlace(start, end, PlaceUse.DEMONYM, place, why)
