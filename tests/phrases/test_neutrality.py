"""Swapping the names of two parties swaps them in what is read, and changes nothing else."""

from __future__ import annotations

from itertools import combinations

import pytest

from phrases.compact import claims
from tallystick.model.claims import IncidentClaim, TallyClaim
from tallystick.model.values import Mention

PARTIES = {
    "ar": ("الجيش الإسرائيلي", "الجيش الروسي", "حزب الله", "تنظيم داعش", "الجيش السوداني"),
    "es": ("Hamás", "Hezbolá", "el ELN", "el Ejército ruso", "el Ejército israelí"),
    "fa": ("حماس", "حزب‌الله", "داعش", "ارتش اسرائیل", "ارتش روسیه"),
    "fr": ("le Hamas", "le Hezbollah", "le M23", "l'armée russe", "l'armée israélienne"),
    "he": ("חמאס", "חיזבאללה", 'דאע"ש', 'צה"ל', "צבא רוסיה"),
    "ru": ("ХАМАС", "ВСУ", "ЦАХАЛ", "ИГИЛ", "РПК"),
    "tr": ("Hamas", "PKK", "Hizbullah", "İsrail ordusu", "Rus ordusu"),
    "uk": ("ХАМАС", "ЗСУ", "ЦАХАЛ", "ІДІЛ", "РПК"),
}
"""Forces of states and armed groups that need no other form of the words around them."""
SENTENCES = {
    "ar": (
        "شنّ {0} 14 هجوماً على {1} خلال نيسان/أبريل.",
        "قتل {0} سبعة من عناصر {1} يوم الأربعاء قرب الموصل.",
        "منذ كانون الثاني/يناير نفّذ {0} 43 عملية ضد {1} في سوريا.",
    ),
    "es": (
        "En abril, {0} lanzó 14 ataques contra {1}.",
        "El miércoles, {0} mató a siete combatientes en un ataque contra {1} cerca de Mosul.",
        "Desde enero, {0} ha perpetrado 43 atentados contra {1} en Siria.",
    ),
    "fa": (
        "{0} در ماه آوریل ۱۴ حمله به {1} انجام داد.",
        "{0} چهارشنبه در حمله به {1} نزدیک موصل هفت نفر را کشت.",
        "از ژانویه تاکنون {0} ۴۳ عملیات علیه {1} در سوریه انجام داده است.",
    ),
    "fr": (
        "En avril, {0} a mené 14 attaques contre {1}.",
        "Mercredi, {0} a tué sept combattants dans une attaque contre {1} près de Mossoul.",
        "Depuis janvier, {0} a commis 43 attentats contre {1} en Syrie.",
    ),
    "he": (
        "באפריל ביצע {0} 14 התקפות על {1}.",
        "ביום רביעי הרג {0} שבעה לוחמים במתקפה נגד {1} ליד מוסול.",
        "מאז ינואר ביצע {0} 43 פיגועים נגד {1} בסוריה.",
    ),
    "ru": (
        "В апреле {0} нанесли 14 ударов по {1}.",
        "В среду {0} убили семь бойцов при нападении на {1} близ Мосула.",
        "С января {0} совершили 43 нападения на {1} в Сирии.",
    ),
    "tr": (
        "{0} nisanda {1} mevzilerine 14 saldırı düzenledi.",
        "{0} çarşamba günü Musul yakınlarında {1} mensubu yedi kişiyi öldürdü.",
        "{0} ocak ayından bu yana Suriye'de {1} hedeflerine 43 saldırı düzenledi.",
    ),
    "uk": (
        "У квітні {0} завдали 14 ударів по {1}.",
        "У середу {0} вбили сімох бійців під час нападу на {1} біля Мосула.",
        "Від січня {0} вчинили 43 напади на {1} у Сирії.",
    ),
}
PAIRS = [
    (language, sentence, one, other)
    for language, parties in PARTIES.items()
    for sentence in SENTENCES[language]
    for one, other in combinations(parties, 2)
]


def read(language: str, sentence: str, one: str, other: str) -> list[str]:
    """What is read, the parties written as A and B; offsets and units left out."""
    text = sentence.format(one, other)
    text = text[0].upper() + text[1:]
    names = {one.casefold(): "A", other.casefold(): "B"}
    return sorted(_labels(claim, names) for claim in claims(text, language))


def _labels(claim: object, names: dict[str, str]) -> str:
    if isinstance(claim, TallyClaim):
        scope, window = claim.scope, claim.window
        kept = (claim.number, claim.measure, claim.accumulation, claim.stance, window)
        doers, aims = scope.perpetrators, scope.targets
        where = tuple(sorted(scope.countries))
        return f"{kept} {where} {_roles(doers, names)} > {_roles(aims, names)}"
    assert isinstance(claim, IncidentClaim)
    hurt = [toll.number for toll in (*claim.killed, *claim.injured)]
    said = (claim.event_type, claim.assertion, claim.outcome, claim.effect, claim.stance)
    place = claim.place.id if claim.place else None
    doers = claim.perpetrators
    return f"{said} {place} {claim.date} {hurt} {_roles(doers, names)}"


def _roles(mentions: tuple[Mention, ...], names: dict[str, str]) -> list[str]:
    told = {_letter(mention.text.casefold(), names) for mention in mentions}
    return sorted(told - {""})


def _letter(text: str, names: dict[str, str]) -> str:
    """The letter of the party that a mention names, "" for any other."""
    for name, letter in names.items():
        bare = name.removeprefix("el ").removeprefix("le ").removeprefix("l'")
        if bare in text or text in bare:
            return letter
    return ""


def test_there_are_pairs_enough() -> None:
    assert len(PAIRS) >= 200


@pytest.mark.parametrize(("language", "sentence", "one", "other"), PAIRS)
def test_swapped_parties_are_read_alike(
    language: str, sentence: str, one: str, other: str
) -> None:
    assert read(language, sentence, one, other) == read(language, sentence, other, one)
