"""Persian: half-spaces, ezafe, verbs at the end, verbs of two words, three calendars."""

from __future__ import annotations

import pytest

from phrases.compact import claims, scenes, told
from tallystick.model.claims import IncidentClaim, TallyClaim

HALF = "\u200c"


@pytest.mark.parametrize(("text", "expected"), list(scenes("fa")))
def test_a_persian_text_is_read_as_the_table_says(text: str, expected: list[str]) -> None:
    assert told(text, "fa") == expected


@pytest.mark.parametrize("gap", [HALF, " "])
def test_a_half_space_may_be_a_blank(gap: str) -> None:
    text = f"در حمله{gap}ای به پاسگاه پلیس در سراوان روز سه{gap}شنبه سه سرباز کشته شده{gap}اند."
    assert told(text, "fa") == ["I operation_unspecified K3"]


@pytest.mark.parametrize("ezafe", ["حملهٔ", "حمله‌ی", "حمله"])
def test_the_ezafe_may_be_written_or_not(ezafe: str) -> None:
    text = f"در {ezafe} پهپادی روز سه‌شنبه به پایگاهی در اربیل دو تن کشته شدند."
    assert told(text, "fa") == ["I uav_attack K2"]


def test_letters_of_arabic_keyboards_are_the_same_letters() -> None:
    text = "در حمله موشکی روز سه‌شنبه به کی‌یف پنج تن کشته شدند."
    assert told(text.replace("ی", "ي").replace("ک", "ك"), "fa") == told(text, "fa")


def test_thousands_may_stand_as_a_word_between_figures() -> None:
    text = "از ۷ اکتبر تاکنون ۴۰ هزار و ۹۷۲ نفر در غزه کشته شده‌اند."
    assert told(text, "fa") == ["T 40972 killed"]


def test_a_year_of_the_persian_calendar_bounds_a_total() -> None:
    text = "این گروه در سال ۱۴۰۲ خورشیدی ۱۹۲ حمله انجام داده است."
    (total,) = (c for c in claims(text, "fa") if isinstance(c, TallyClaim))
    assert (str(total.since), str(total.as_of)) == ("2023-03-21", "2024-03-19")


def test_a_claim_of_responsibility_is_the_doers() -> None:
    text = "جیش العدل مسئولیت حمله روز سه‌شنبه به پاسگاهی در سراوان را بر عهده گرفت."
    (one,) = (c for c in claims(text, "fa") if isinstance(c, IncidentClaim))
    assert [m.actor for m in one.claimed_by] == ["actor:jaish-al-adl"]


def test_road_deaths_are_no_war() -> None:
    text = (
        "رئیس پلیس راه گفت در تصادفات رانندگی نوروز ۷۰۰ نفر جان باختند و رانندگان "
        "متخلف گواهینامه خود را از دست می‌دهند."
    )
    assert told(text, "fa") == []
