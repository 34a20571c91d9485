"""What the reader of places promises, in scenes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.errors import SourceError
from tallystick.model.values import Place, PlacePrecision
from tallystick.read.found import FoundPlace
from tallystick.read.places import PlaceContext, find_places, resolve_place


def finds(text: str, *about: str, language: str = "en") -> dict[str, FoundPlace]:
    found = find_places(text, PlaceContext(about, language))
    return {text[one.start : one.end]: one for one in found}


def place(text: str, said: str, *about: str) -> Place:
    return finds(text, *about)[said].place


def test_a_name_on_both_sides_of_a_border_stays_open() -> None:
    rukban = place("Rockets fell on Rukban.", "Rukban")
    assert rukban.country is None
    assert [(one.country, one.weight) for one in rukban.alternatives] == [
        ("SY", 0.5),
        ("JO", 0.5),
    ]


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("in northeast Jordan", "JO"),
        ("in southeastern Syria", "SY"),
        (", Jordan", "JO"),
        ("(Syria)", "SY"),
    ],
)
def test_the_words_beside_a_name_say_on_which_side_it_lies(
    words: str, country: str
) -> None:
    assert place(f"Rockets fell on Rukban {words}.", "Rukban").country == country


def test_a_base_and_its_country_are_two_finds() -> None:
    assert list(finds("Three died at Tower 22 in Jordan.")) == ["Tower 22", "Jordan"]


def test_a_container_beside_a_name_settles_it() -> None:
    texas = place("He was born in Paris, Texas.", "Paris")
    france = place("He was born in Paris, France.", "Paris")
    assert (texas.country, texas.admin1) == ("US", "US.TX")
    assert france.country == "FR"


def test_a_possessive_names_the_container() -> None:
    assert place("Syria spoke of Lebanon's Tripoli.", "Tripoli").country == "LB"


@pytest.mark.parametrize(("state", "code"), [("Ohio", "US.OH"), ("Missouri", "US.MO")])
def test_a_division_named_in_the_text_draws_its_towns(state: str, code: str) -> None:
    text = f"The governor of {state} went to Springfield."
    assert place(text, "Springfield").admin1 == code


def test_a_document_about_a_country_leans_towards_it() -> None:
    assert place("Fighting went on in Tripoli.", "Tripoli", "LB").country == "LB"
    assert place("Fighting went on in Tripoli.", "Tripoli", "LY").country == "LY"


def test_other_places_of_a_text_settle_a_name() -> None:
    text = "Shells fell on Sidon and Tyre. A curfew began in Tripoli, and in Beirut."
    assert place(text, "Tripoli").country == "LB"


def test_a_name_that_is_surely_a_place_vouches_for_its_other_mentions() -> None:
    alone = find_places("Georgia woke. Hahira slept.")
    twice = find_places("Shots were heard in Hahira, Georgia. Hahira slept.")
    assert [one.place.name for one in alone] == ["Georgia"]
    assert [one.place.name for one in twice] == ["Hahira", "Georgia", "Hahira"]


def test_towns_of_one_country_in_a_row_vouch_for_each_other() -> None:
    row = finds("They saw Selydove, Bakhmut, Vuhledar and Kurakhove.")
    assert [one.place.country for one in row.values()] == ["UA"] * 4
    assert finds("Bakhmut slept.") == {}
    assert finds("They saw Bakhmut and Kutum, Sake and Vuhledar.") == {}


@pytest.mark.parametrize("verb", ["shelled", "attacked", "stormed", "fell on"])
def test_what_is_done_to_places_marks_one(verb: str) -> None:
    assert list(finds(f"They {verb} Bakhmut again.")) == ["Bakhmut"]


@pytest.mark.parametrize("ship", ["frigate", "tanker", "submarine"])
def test_a_ship_is_not_the_town_of_its_name(ship: str) -> None:
    assert list(finds(f"The {ship} Sevastopol burned off Odesa.")) == ["Odesa"]


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert list(finds("Syria's Tripoli road and Mosul's mayor")) == [
        "Syria",
        "Tripoli",
        "Mosul",
    ]


def test_a_site_takes_the_place_of_the_same_town_in_the_gazetteer() -> None:
    rukban = place("People in Amman, Irbid, Zarqa and Mafraq spoke of Rukban.", "Rukban")
    assert rukban.id == "site:rukban"
    assert {one.id for one in rukban.alternatives} == {"site:rukban"}


def test_the_losing_readings_are_kept_with_their_weights() -> None:
    tripoli = place("Fighting went on in Tripoli.", "Tripoli")
    weights = [one.weight for one in tripoli.alternatives]
    assert "LB" in {one.country for one in tripoli.alternatives}
    assert 0 < sum(weights) < 1
    assert weights == sorted(weights, reverse=True)


def test_a_disputed_term_is_read_by_a_rule_that_it_names() -> None:
    attacked = "Drones were fired at bases in the occupied Palestinian territories."
    ruled = "Settlements grew in the occupied Palestinian territories."
    said = "occupied Palestinian territories"
    first, second = place(attacked, said), place(ruled, said)
    assert (first.country, second.country) == ("IL", "PS")
    assert first.reading == second.reading
    assert {one.country for one in first.alternatives} == {"IL", "PS"}


def test_a_plain_name_has_no_reading() -> None:
    assert place("Drones were fired at Haifa.", "Haifa").reading is None


def test_near_a_place_is_not_at_it() -> None:
    at, near = (place(f"It fell {word} Mosul.", "Mosul") for word in ("in", "near"))
    far = place("It fell 40 km north of Mosul.", "Mosul")
    assert (at.precision, near.precision) == (PlacePrecision.TOWN, PlacePrecision.NEAR)
    assert far.precision is PlacePrecision.NEAR
    assert at.radius_km is not None
    assert near.radius_km is not None
    assert far.radius_km is not None
    assert at.radius_km < near.radius_km < far.radius_km


def test_coordinates_have_two_decimals_at_most() -> None:
    for one in finds("From Mosul to Erbil International Airport and Tower 22.").values():
        assert one.place.lat == round(one.place.lat or 0, 2)
        assert one.place.lon == round(one.place.lon or 0, 2)


def test_a_river_is_not_the_town_of_its_name() -> None:
    river = place("The Decatur River rose again.", "Decatur River")
    assert (river.id, river.precision) == (None, PlacePrecision.UNKNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Mr Jordan and Gen. Tyre met.",
        "Pat Ryder spoke for Michael Jordan.",
        "Pat London spoke.",
        "The NISH report was short.",
        "Of course, Reading was nice in May and March.",
        "",
    ],
)
def test_persons_and_common_words_are_no_places(text: str) -> None:
    assert finds(text) == {}


def test_every_find_says_why() -> None:
    text = "Rockets hit Qaim, Rukban and the occupied territories near Paris, Texas."
    for said, one in finds(text).items():
        assert one.reason, said
    assert "gazetteer" in finds(text)["Texas"].reason
    assert "both sides" in finds(text)["Rukban"].reason


def test_a_name_alone_is_resolved() -> None:
    assert resolve_place("Deir al-Zour").id == resolve_place("دير الزور").id
    assert resolve_place("al-Tanf").id == "site:al-tanf"


def test_a_name_that_nothing_is_known_of_stays_unknown() -> None:
    assert resolve_place("Qwrtzbq") == Place("Qwrtzbq")
    assert resolve_place("") == Place("")


HEADER = "id\tname\tkind\tcountry\tadmin1\tlat\tlon\tradius_km\taliases\tsource\n"


def test_a_user_adds_a_site_without_touching_the_package(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    row = "site:hill-9\tHill Nine\tbase\tIQ\t\t33.1234\t44.5678\t2\tالتلة التاسعة\tmine\n"
    mine.write_text("# my own\n" + HEADER + row, "utf-8")
    found = find_places("A mortar hit Hill Nine.", user_sites=(mine,))
    assert [(f.place.id, f.place.lat, f.place.country) for f in found] == [
        ("site:hill-9", 33.12, "IQ")
    ]
    assert "mine.tsv" in found[0].reason
    assert resolve_place("التلة التاسعة", user_sites=(mine,)).id == "site:hill-9"
    assert not find_places("A mortar hit Hill Nine.")


def test_a_row_of_a_user_comes_before_ours(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    row = "site:mine\tal-Tanf\tbase\tSY\t\t33.5\t38.6\t2\t\tmine\n"
    mine.write_text(HEADER + row, "utf-8")
    assert resolve_place("al-Tanf", user_sites=(mine,)).id == "site:mine"


def test_a_user_may_write_a_table_with_commas(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("id,name,kind,lat,lon\nsite:x,Camp Xyzzy,camp,1,2\n", "utf-8")
    assert resolve_place("Camp Xyzzy", user_sites=(mine,)).id == "site:x"


def test_a_row_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    row = "site:hill-9\tHill Nine\tcastle\tIQ\t\t33\t44\t2\t\tmine\n"
    mine.write_text(HEADER + row, "utf-8")
    with pytest.raises(SourceError, match="row 1"):
        find_places("A mortar hit Hill Nine.", user_sites=(mine,))


@pytest.mark.parametrize("row", ["site:x\tOnly", "site:x\tNo place\tbase", '"', "\x00\t"])
def test_a_row_that_ends_early_is_named(tmp_path: Path, row: str) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text(HEADER + row + "\n", "utf-8")
    with pytest.raises(SourceError, match="row 1"):
        resolve_place("Mosul", user_sites=(mine,))


def test_a_missing_table_of_a_user_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"copy the header row"):
        resolve_place("Mosul", user_sites=(tmp_path / "none.tsv",))


def test_a_day_of_a_month_is_no_town() -> None:
    found = finds("Hubo 43 acciones hasta el 28 de noviembre en Arauca.", language="es")
    assert list(found) == ["Arauca"]
    assert found["Arauca"].place.country == "CO"


def test_persian_prepositions_are_not_cut_from_words() -> None:
    found = finds("بزرگان شهر در هرات گفتند.", language="fa")
    assert list(found) == ["هرات"]
    assert found["هرات"].place.country == "AF"
