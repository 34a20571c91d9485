"""Fires, accidents, illness and sport use the words of attacks; attacks use theirs."""

from __future__ import annotations

import pytest

from phrases.compact import claims

ELSEWHERE = (
    (
        "es",
        "Los incendios forestales han arrasado 4.000 hectáreas desde el lunes. Los bomberos"
        " atacan las llamas en tres frentes; dos personas han muerto por la ola de calor.",
    ),
    (
        "es",
        "En abril murieron 58 personas en accidente laboral en España, según el sindicato."
        " Los infartos fueron la primera causa.",
    ),
    (
        "fr",
        "Depuis lundi, 312 ruches ont été détruites par le frelon asiatique. Les apiculteurs"
        " parlent d'une invasion.",
    ),
    (
        "fr",
        "Vingt personnes sont mortes sur les routes en avril. Les accidents de la route"
        " reculent, dit la sécurité routière, mais l'excès de vitesse tue encore.",
    ),
    (
        "tr",
        "Orman yangını köylere dayandı, alevler üç koldan saldırdı. İtfaiye ekipleri 14"
        " uçakla 312 sorti yaptı, 60 hektar alan kül oldu.",
    ),
    (
        "tr",
        "Kızamık 18 çocuğun canını aldı. Salgın nedeniyle poliklinikler dolu, hastalık"
        " hızla yayılıyor.",
    ),
    (
        "ru",
        "Хоккеисты обстреляли ворота соперника 41 раз. Это третья победа в плей-офф, матч"
        " посетили 5 тысяч болельщиков.",
    ),
    (
        "uk",
        "Гросмейстерка атакувала від перших ходів і виграла партію. Це дев'ята її перемога"
        " на турнірі.",
    ),
    (
        "fa",
        "در تصادفات نوروزی ۸۴۰ نفر جان باختند و ۲۱ هزار نفر مجروح شدند. پلیس راه از سرعت"
        " غیرمجاز و خواب‌آلودگی رانندگان گفت.",
    ),
    (
        "ar",
        "أودت حوادث السير بحياة 58 شخصاً في نيسان وأصيب 210. وتقول الشرطة إن سرعة زائدة"
        " وراء معظم حوادث مرورية.",
    ),
    (
        "he",
        'שלושים ושניים בני אדם נהרגו באפריל בתאונות דרכים. לפי הרלב"ד, מהירות מופרזת'
        " ושכרות גרמו לרוב התאונות, והנהגים נפגעו.",
    ),
)
ATTACKS = (
    (
        "es",
        "Un dron atacó el martes una refinería en Riazán, en Rusia. El incendio arrasó dos"
        " hectáreas y los bomberos lo apagaron; murieron dos soldados.",
    ),
    (
        "fr",
        "Un drone a frappé mardi une raffinerie à Riazan, en Russie. L'incendie a brûlé deux"
        " hectares ; deux soldats ont été tués.",
    ),
    (
        "tr",
        "Salı günü Rusya'nın Ryazan kentindeki rafineriye insansız hava aracı saldırısı"
        " düzenlendi. Yangını itfaiye söndürdü, iki asker öldü.",
    ),
    (
        "ru",
        "Во вторник беспилотник атаковал завод в Рязани. Возгорание на площади два гектара"
        " потушили пожарные расчёты, погибли двое военных.",
    ),
    (
        "uk",
        "У вівторок безпілотник атакував завод у Рязані. Пожежу на двох гектарах загасили,"
        " загинули двоє військових.",
    ),
)


@pytest.mark.parametrize(("language", "text"), ELSEWHERE)
def test_what_is_about_another_field_tells_of_no_attack(language: str, text: str) -> None:
    assert not claims(text, language)


@pytest.mark.parametrize(("language", "text"), ATTACKS)
def test_an_attack_that_starts_a_fire_is_one(language: str, text: str) -> None:
    assert claims(text, language)
