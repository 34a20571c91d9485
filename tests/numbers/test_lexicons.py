"""The tables of words and patterns: what a person who mends them can rely on."""

from __future__ import annotations

from collections import Counter

import pytest

from tallystick.read.numbers.kinds import NAMES, code, codes, expression, spelt
from tallystick.read.numbers.languages import language
from tallystick.read.numbers.lexicon import SOURCES, fold, lexicon
from tallystick.schemes import rows

LANGUAGES = ("en", "ar", "fa", "he", "uk", "ru", "fr", "es", "tr")


def forms(name: str) -> list[str]:
    """Every form of a language as it is looked up."""
    found = []
    for source in SOURCES:
        for row in rows(f"{source}/{name}.tsv"):
            mark = "prefix " if row["kind"].startswith("prefix:") else ""
            for form in row["forms"].split("|"):
                exact = form.startswith(("=", "+"))
                found.append(mark + (form if exact else fold(form.strip())))
    return found


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_word_is_entered_twice(name: str) -> None:
    assert [form for form, times in Counter(forms(name)).items() if times > 1] == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_form_is_found_as_it_is_spelt(name: str) -> None:
    lex = lexicon(name)
    for source in SOURCES:
        for row in rows(f"{source}/{name}.tsv"):
            kind = code(row["kind"].removeprefix("prefix:"))
            for form in row["forms"].split("|"):
                if " " not in form and form.isalpha() and not form.startswith("+"):
                    assert lex[form].kind == kind, form


def test_every_kind_is_explained_once() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(row["meaning"] for row in rows("numbers/kinds.tsv"))


def test_every_kind_of_word_is_some_word_in_some_language() -> None:
    given = {
        row["kind"].removeprefix("prefix:")
        for name in (*LANGUAGES, "signs")
        for source in SOURCES
        if (source, name) != ("dates", "signs")
        for row in rows(f"{source}/{name}.tsv")
    }
    asked = {row["kind"] for row in rows("numbers/kinds.tsv") if row["stage"] == "word"}
    assert asked - given == set()


def test_a_kind_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind of token is called 'MOON'"):
        expression("SINCE MOON")


def test_kinds_are_spelt_out() -> None:
    assert spelt(codes("SINCE DAYN MONTH")) == "SINCE DAYN MONTH"


def test_an_unknown_language_is_read_as_english() -> None:
    assert language("xx") == language("en")
    assert language("fr-CA").code == "fr"


def test_words_beyond_the_lexicon_do_not_pile_up() -> None:
    lex = lexicon("tr")
    before = len(lex)
    for number in range(60_000):
        lex[f"kelime{chr(97 + number % 26)}{number}"]
    assert len(lex) < before + 51_000
    assert lex["ocak"].kind == code("MONTHIN")


def test_case_vowel_points_and_letter_variants_are_levelled() -> None:
    assert fold("İKİ") == fold("iki")
    assert fold("ثَلاثة") == fold("ثلاثه")
    assert fold("п’ять") == fold("п'ять")
    assert fold("четвёртый") == fold("четвертый")
    assert fold("שָׁלוֹשׁ") == fold("שלוש")
