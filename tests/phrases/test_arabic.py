"""Arabic: prefixes, verbs before their subjects, bulletins in a party's own voice."""

from __future__ import annotations

import pytest

from phrases.compact import claims, scenes, told
from tallystick.model.claims import IncidentClaim, TallyClaim
from tallystick.model.lists import ResponsibilityMode, Stance

TALE = "أدى {} إلى مقتل ثلاثة جنود في كركوك يوم الثلاثاء."


@pytest.mark.parametrize(("text", "expected"), list(scenes("ar")))
def test_an_arabic_text_is_read_as_the_table_says(text: str, expected: list[str]) -> None:
    assert told(text, "ar") == expected


@pytest.mark.parametrize(
    "word", ["هجوم صاروخي", "الهجوم الصاروخي", "هجومٌ صاروخيّ", "هـجـوم صاروخي"]
)
def test_articles_vowel_signs_and_stretched_letters_change_nothing(word: str) -> None:
    assert told(TALE.format(word), "ar") == ["I missile_attack K3"]


@pytest.mark.parametrize("figures", ["35", "٣٥", "خمسة وثلاثين"])
def test_figures_of_either_kind_and_words_are_one_number(figures: str) -> None:
    text = f"سجلت المنظمة {figures} هجوما منذ بداية العام."
    assert told(text, "ar") == ["T 35 incidents"]


def test_what_is_written_onto_a_name_says_its_part() -> None:
    text = "قُتل أربعة جنود في هجوم لحركة الشباب على قاعدة قرب كيسمايو يوم الثلاثاء."
    (one,) = (c for c in claims(text, "ar") if isinstance(c, IncidentClaim))
    assert [m.actor for m in one.perpetrators] == ["actor:al-shabaab"]


def test_a_bulletin_claims_what_it_tells() -> None:
    text = (
        "صدر عن حركة الشباب البيان الآتي: هاجم مقاتلونا يوم الثلاثاء قاعدة عسكرية "
        "في كيسمايو بقذائف الهاون."
    )
    (one,) = (c for c in claims(text, "ar") if isinstance(c, IncidentClaim))
    assert one.stance is Stance.SELF_CLAIM
    assert {r.mode for r in one.responsibility} >= {ResponsibilityMode.CLAIMS}


def test_an_agency_makes_no_attack() -> None:
    text = "أفادت وكالة رويترز بأن طائرة مسيرة استهدفت مستودعا في أربيل يوم الثلاثاء."
    (one,) = (c for c in claims(text, "ar") if isinstance(c, IncidentClaim))
    assert one.perpetrators == ()


def test_a_match_is_no_war() -> None:
    text = (
        "قصف الفريق شباك ضيفه بأربعة أهداف في مباراة الدوري، وقال المدرب إن هجوم اللاعبين "
        "كان قاتلا أمام جمهور الملعب."
    )
    assert told(text, "ar") == []


def test_the_ministry_is_the_one_named_before() -> None:
    text = (
        "قالت وزارة الصحة في غزة إن غارة يوم الثلاثاء على رفح قتلت ستة أشخاص. "
        "وأضافت الوزارة أن 34 ألفا و500 شخص قتلوا منذ 7 أكتوبر 2023."
    )
    (total,) = (c for c in claims(text, "ar") if isinstance(c, TallyClaim))
    assert total.speaker is not None
    assert total.speaker.actor == "actor:gaza-health-ministry"
