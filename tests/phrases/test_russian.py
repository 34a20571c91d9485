"""Russian: cases, numbers in words, shooting down told as a total and as one attack."""

from __future__ import annotations

import pytest

from phrases.compact import claims, scenes, told
from tallystick.model.claims import IncidentClaim, Statement, TallyClaim
from tallystick.model.lists import Outcome


@pytest.mark.parametrize(("text", "expected"), list(scenes("ru")))
def test_a_russian_text_is_read_as_the_table_says(text: str, expected: list[str]) -> None:
    assert told(text, "ru") == expected


@pytest.mark.parametrize("number", ["27", "двадцать семь", "двадцати семи"])
def test_figures_and_words_in_any_case_are_one_number(number: str) -> None:
    text = f"С начала года зафиксировано не менее {number} нападений на конвои."
    assert told(text, "ru") == ["T at_least 27 incidents"]


@pytest.mark.parametrize("word", ["еще", "ещё"])
def test_yo_may_be_written_as_ye(word: str) -> None:
    text = f"За апрель убиты 57 мирных жителей, {word} 180 ранены."
    assert told(text, "ru") == ["T 180 injured", "T 57 killed"]


def test_drones_that_were_destroyed_were_stopped() -> None:
    text = "1 мая над Брянской областью уничтожены семь беспилотников."
    (one,) = (c for c in claims(text, "ru") if isinstance(c, IncidentClaim))
    assert one.outcome is Outcome.INTERCEPTED


def test_regions_without_their_noun_are_parts() -> None:
    text = "В ночь на 2 мая сбиты 26 дронов: 14 над Курской областью, 12 над Брянской."
    (total,) = (c for c in claims(text, "ru") if isinstance(c, TallyClaim))
    assert [(part.key, part.number.stated) for part in total.parts] == [
        ("Курской областью", 14),
        ("Брянской", 12),
    ]
    assert total.partition is True


def test_a_bomb_blast_without_a_claim_has_no_claimant() -> None:
    text = (
        "Во вторник взрыв в Пешаваре убил девять человек. "
        "Никто не взял на себя ответственность."
    )
    read = claims(text, "ru")
    assert not [c for c in read if isinstance(c, Statement)]
    (one,) = (c for c in read if isinstance(c, IncidentClaim))
    assert one.responsibility == ()


def test_a_flag_is_no_place() -> None:
    text = "1 мая балкер под флагом Либерии атакован ракетами в Красном море."
    (one,) = (c for c in claims(text, "ru") if isinstance(c, IncidentClaim))
    assert [place.name for place in one.places] == ["Red Sea"]
