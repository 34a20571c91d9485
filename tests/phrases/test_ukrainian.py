"""Ukrainian: cases, words of harm on either side of their number, lists of regions."""

from __future__ import annotations

import pytest

from phrases.compact import claims, scenes, told
from tallystick.model.claims import IncidentClaim, TallyClaim


@pytest.mark.parametrize(("text", "expected"), list(scenes("uk")))
def test_a_ukrainian_text_is_read_as_the_table_says(text: str, expected: list[str]) -> None:
    assert told(text, "uk") == expected


@pytest.mark.parametrize(
    "hurt",
    ["поранено 31 людину", "31 людина дістала поранення", "поранення дістала 31 людина"],
)
def test_harm_stands_before_its_number_or_behind_it(hurt: str) -> None:
    text = f"У вівторок дрон влучив у ринок у Нікополі, {hurt}."
    assert told(text, "uk") == ["I uav_attack W31"]


@pytest.mark.parametrize("mark", ["'", "’", "ʼ"])
def test_apostrophes_of_any_kind_are_part_of_the_word(mark: str) -> None:
    text = f"З початку тижня зафіксовано п{mark}ятнадцять ударів по Слов{mark}янську."
    assert told(text, "uk") == ["T 15 incidents"]


def test_a_night_is_the_day_on_which_it_ended() -> None:
    text = "У ніч на 2 травня ППО збила 26 безпілотників у Сумській та Одеській областях."
    (total,) = (c for c in claims(text, "uk") if isinstance(c, TallyClaim))
    assert total.window.start is not None
    assert total.window.start.single == "2024-05-02"
    assert total.scope.countries == ("UA",)
    assert [place.name for place in total.scope.places] == ["Sumy", "Odesa"]


def test_where_drones_come_from_is_not_where_they_struck() -> None:
    text = "У середу 40 дронів, запущених із Криму, атакували порт у Рені."
    (one,) = (c for c in claims(text, "uk") if isinstance(c, IncidentClaim))
    assert [(p.name, p.role.value) for p in one.places] == [
        ("Reni", "impact"),
        ("Crimea", "launch"),
    ]


def test_the_sentence_before_sets_the_scene() -> None:
    text = "Найважчим був вечір 30 квітня в Нікополі. Спершу по ринку вдарили снарядами."
    (one,) = (c for c in claims(text, "uk") if isinstance(c, IncidentClaim))
    assert one.place is not None
    assert one.place.name == "Nikopol"
    assert one.date is not None
    assert one.date.single == "2024-04-30"
