"""The word lists: every row says something that the reader knows."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from tallystick.model.lists import Measure
from tallystick.read.phrases.lexicon import LISTS, alternatives, lexicon
from tallystick.read.phrases.words import LANGUAGES, habits
from tallystick.schemes import rows, scheme

SORTS = {
    "triggers": {"noun", "plural", "verb", "passive", "participle"},
    "harm": {"noun", "act", "verb", "passive", "participle"},
    "speech": {"verb", "source", "source-after"},
}
KINDS = {
    "triggers": {"attack", "target", "weapon", "stop", "none"},
    "speakers": {"person", "organization", "refers", "teller"},
}
ROLES = {"armed", "civil", "attacker", "any"}
RELATIONS = {"says", "claims", "denies", "confirms", "announces"}
MEASURES = {str(m) for m in Measure} | {"missing"}


def told_cues() -> set[str]:
    """The cues that the page on the lists explains."""
    page = files("tallystick").joinpath("data", "read", "README.md").read_text("utf-8")
    table = page.split("`cues.tsv`, cue by cue")[1]
    heads = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    return {name for head in heads for name in re.findall(r"`([a-z-]+)`", " ".join(head))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_every_row_says_what_the_reader_knows(language: str, name: str) -> None:
    for row in rows(f"read/{language}/{name}.tsv"):
        assert row["words"].strip(), row
        for column, known in (
            ("event_type", {*scheme("event_types"), "-"}),
            ("weapon", set(scheme("weapons"))),
            ("target_type", set(scheme("target_types"))),
            ("act", {*scheme("acts"), "-"}),
            ("measure", MEASURES),
            ("role", ROLES),
            ("relation", RELATIONS),
            ("sort", SORTS.get(name, set())),
            ("kind", KINDS.get(name, set())),
            ("cue", told_cues()),
        ):
            assert column not in row or row[column] in known, (column, row)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_every_phrase_can_be_met(language: str, name: str) -> None:
    for row in rows(f"read/{language}/{name}.tsv"):
        for cell in (row["words"], row.get("with", "-")):
            if cell == "-":
                continue
            for phrase in alternatives(cell, language):
                assert phrase, row
                assert ".." not in (phrase[0], phrase[-1]), row
                assert all(atom.strip("*+") for atom in phrase), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_how_it_is_written(language: str) -> None:
    assert habits(language).order in ("svo", "vso", "sov")
    assert lexicon(language).by_first
