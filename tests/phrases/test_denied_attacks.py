"""An attack that somebody denies is told as one that did not occur, in every language."""

from __future__ import annotations

import pytest

from phrases.compact import told

DENIED = (
    ("ar", "نفى الدفاع المدني قصف مدرسة في حي الدرج بغزة."),
    (
        "es",
        "No es cierto que el Ejército haya bombardeado la aldea de Caloto, en Colombia.",
    ),
    ("es", "La alcaldía desmiente que hayan atacado el hospital de Mirebalais, en Haití."),
    ("fa", "نیروی انتظامی هرگونه تیراندازی به سوخت‌بران در زاهدان را تکذیب کرد."),
    ("fa", "دفتر نخست‌وزیر اصابت موشک به یک مدرسه در مستونگ را شایعه خواند."),
    ("fr", "La mairie dément que l'hôpital de Mirebalais, en Haïti, ait été attaqué."),
    ("he", "ארגון הסהר האדום מכחיש כי נורתה אש לעבר אמבולנס בטול כרם."),
    ("ru", "Губернатор опроверг, что беспилотник атаковал завод в Пскове."),
    ("tr", "Ordu, Han Yunus'ta bir hastanenin vurulduğu yönündeki haberleri yalanladı."),
    ("uk", "Речник ОВА спростував, що дрон атакував завод у Дніпрі."),
)
ONLY_THE_PART_IN_IT = (
    ("ar", "نفت قوات الدعم السريع أي علاقة لها بقصف سوق في أم درمان."),
    ("es", "El ELN negó su participación en un ataque contra una patrulla en Tibú."),
    ("fr", "Le M23 nie toute implication dans une attaque menée à Goma."),
    ("ru", "ХАМАС отрицает причастность к обстрелу рынка в Газе."),
    ("tr", "SDG, Münbiç'teki bombalı saldırıyla ilgisi olduğunu reddetti."),
    ("uk", "ХАМАС заперечив причетність до обстрілу ринку в Газі."),
)


def _incidents(text: str, language: str) -> list[str]:
    return [line for line in told(text, language) if line.startswith("I ")]


@pytest.mark.parametrize(("language", "text"), DENIED)
def test_a_denied_attack_did_not_occur(language: str, text: str) -> None:
    assert [line.split()[2:3] for line in _incidents(text, language)] == [["did_not_occur"]]


@pytest.mark.parametrize(("language", "text"), ONLY_THE_PART_IN_IT)
def test_who_denies_a_part_in_an_attack_denies_no_attack(language: str, text: str) -> None:
    assert not any("did_not_occur" in line for line in _incidents(text, language))
