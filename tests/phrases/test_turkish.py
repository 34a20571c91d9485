"""Turkish: verbs last, chains of endings, case endings behind the apostrophes of names."""

from __future__ import annotations

import pytest

from phrases.compact import claims, scenes, told
from tallystick.model.claims import IncidentClaim, TallyClaim


@pytest.mark.parametrize(("text", "expected"), list(scenes("tr")))
def test_a_turkish_text_is_read_as_the_table_says(text: str, expected: list[str]) -> None:
    assert told(text, "tr") == expected


@pytest.mark.parametrize(
    "said",
    ["düzenledi", "düzenlediğini duyurdu", "düzenlediklerini öne sürdü", "düzenlemişti"],
)
def test_what_is_said_and_what_is_told_are_one_total(said: str) -> None:
    text = f"Örgüt, ocaktan bu yana karakollara 48 saldırı {said}."
    assert told(text, "tr") == ["T 48 incidents"]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_what_stands_behind_the_apostrophe_is_the_case(mark: str) -> None:
    text = f"1 Mayıs{mark}ta Gazze{mark}den atılan roketler Hayfa{mark}ya düştü, iki kişi öldü."
    (one,) = (c for c in claims(text, "tr") if isinstance(c, IncidentClaim))
    roles = {place.name: place.role.value for place in one.places}
    assert roles == {"Haifa": "impact", "Gaza Strip": "launch"}


def test_thousands_in_a_word_and_figures_are_one_number() -> None:
    text = "Yıl başından bu yana 2 bin 564 terörist etkisiz hale getirildi."
    assert told(text, "tr") == ["T 2564 killed"]


def test_a_share_may_stand_before_its_whole() -> None:
    text = "Salı günü Refah'ta aralarında 4 çocuğun da bulunduğu 9 kişi saldırıda öldü."
    assert told(text, "tr") == ["I operation_unspecified K9"]


def test_since_the_first_day_of_a_month() -> None:
    text = "Nisan başından bu yana ilçeye düşen roket sayısı 17'yi buldu."
    (total,) = (c for c in claims(text, "tr") if isinstance(c, TallyClaim))
    assert total.number.stated == 17
    assert total.window.start is not None


def test_the_state_of_a_place_is_no_doer() -> None:
    text = "Salı günü Nijerya'nın Benue eyaletinde silahlı kişiler köylere saldırdı, 45 kişi öldü."
    (one,) = (c for c in claims(text, "tr") if isinstance(c, IncidentClaim))
    assert [m.text for m in one.perpetrators] == ["silahlı kişiler"]
