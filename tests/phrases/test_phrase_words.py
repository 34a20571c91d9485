"""How words of a text meet the words of the lists."""

from __future__ import annotations

import pytest

from tallystick.read.phrases.lexicon import lexicon, phrase_atoms, stands_in
from tallystick.read.phrases.words import cut, fold, keys_of


def words(text: str, language: str) -> list[str]:
    """The words of a text as written."""
    return [word.raw for word in cut(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "L'attaque, porte-parole", ["L'", "attaque", "porte", "parole"]),
        ("tr", "Irak'ta 3 asker", ["Irak", "3", "asker"]),
        ("he", 'צה"ל תקף', ['צה"ל', "תקף"]),
        ("uk", "п'ять ракет", ["п'ять", "ракет"]),
        ("fa", "حمله‌ای", ["حمله‌ای"]),
    ],
)  # fmt: skip
def test_text_is_cut_into_words(language: str, text: str, expected: list[str]) -> None:
    assert words(text, language) == expected
    assert all(text[w.start : w.end] == w.raw for w in cut(text, language))


def test_folding_unites_variants_and_keeps_accents() -> None:
    assert fold("أُصيبَ") == fold("اصيب")
    assert fold("می‌گوید") == fold("میگوید")
    assert fold("İran") == "iran"
    assert fold("ещё") == fold("еще")
    assert fold("tué") != fold("tue")


@pytest.mark.parametrize(
    ("language", "word", "meets"),
    [("ar", "والهجوم", "هجوم"), ("ar", "بالصواريخ", "صواريخ"), ("he", "ובמתקפה", "מתקפה")],
)
def test_prefixes_are_cut(language: str, word: str, meets: str) -> None:
    assert fold(meets) in {key for key, _ in keys_of(language, word)}


@pytest.mark.parametrize(
    ("phrase", "text", "stands"),
    [
        ("attaque", "une attaque", True),
        ("attaque", "des attaques", False),
        ("bombard*", "le bombardement", True),
        ("revendiqu+", "a revendiqué", True),
        ("revendiqu+", "la revendication", False),
        ("il y a .. ans", "il y a deux ans", True),
        ("il y a .. ans", "il y a un peu plus de ans", False),
        ("porte-parole", "le porte-parole", True),
    ],
)
def test_a_phrase_stands_in_a_text(phrase: str, text: str, stands: bool) -> None:
    atoms = phrase_atoms(phrase, "fr")
    lists = lexicon("fr")
    for atom in atoms:
        where = lists.stems if atom[-1] in "*+" else lists.exact
        where.setdefault(atom.rstrip("*+"), []).append(atom)
    lists.lengths = tuple(sorted({len(stem) for stem in lists.stems}))
    lists._met.clear()
    met = [lists.atoms_of(word.raw) for word in cut(text, "fr")]
    assert stands_in(atoms, met) is stands


def test_what_an_ignored_phrase_covers_is_met_by_no_other_list() -> None:
    hits = lexicon("fr").hits(list(cut("une crise cardiaque et une attaque", "fr")))
    assert [h.first for h in hits if h.list == "triggers"] == [5]


def test_a_word_as_written_wins_over_a_stem_and_a_longer_phrase_over_a_shorter() -> None:
    hits = lexicon("fr").hits(list(cut("attaque de drones", "fr")))
    told = [h["event_type"] for h in hits if h.list == "triggers"]
    assert told == ["uav_attack"]
