"""The gazetteer as read: places by name, from the built file and from tables of rows.

The file is opened read-only when the first name is looked up. Our own sites, regions and
aliases, and those of a user, are rows beside it, so that a person can mend one and run.
"""

from __future__ import annotations

import csv
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from weakref import finalize

from tallystick.errors import SetupError, SourceError
from tallystick.read.places.keys import FORMAT, Grade, exact_key, hashed, loose_key
from tallystick.schemes import rows

_COLUMNS = "ref, geonames, name, kind, country, admin1, lat, lon, population, radius, seat"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer."""

    id: str
    name: str
    kind: str
    """Country, A first division, B second division, Town, Facility, District, Region,
    Sea, K continent, W river or lake: the letter."""
    country: str
    """ISO alpha-2; empty at sea, across countries, and for a name that is split."""
    admin1: str
    lat: float
    lon: float
    population: int
    radius: float
    capital: bool = False
    """A seat of government, whose name may stand for the government."""
    seat: bool = False
    """A capital, or a town that its first division is named after."""
    curated: bool = False
    """From a table of rows, ours or a user's."""
    split: tuple[str, ...] = ()
    """The countries on both sides of the border that its name straddles."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry under one of its names."""

    entry: Entry
    grade: Grade
    table: str
    """Where the name stands: ``gazetteer``, ``loose`` or the name of a table."""


class Gazetteer:
    """Places by name. Answers are cached; nothing else changes."""

    def __init__(self, path: Path, user_sites: tuple[Path, ...] = ()) -> None:
        """Open the file and read the tables beside it.

        Args:
            path: what `build` wrote.
            user_sites: tables of a user's own, in the columns of ``sites.tsv``, as TSV
                or CSV; they come before ours.

        Raises:
            SetupError: the file is missing or of another format.
            SourceError: a user's table cannot be read.
        """
        self._db = _opened(path.resolve())
        finalize(self, self._db.close)
        self._exact: dict[str, list[Hit]] = {}
        self._loose: dict[str, list[Hit]] = {}
        self._own: dict[str, Entry] = {}
        self.lower_starts: set[str] = set()
        """First words of our names that begin or end in lower case: "mar Rojo"."""
        self._aliases: dict[str, list[str]] = {}
        self._short: dict[str, list[tuple[str, bool]]] = {}
        for table_of_user in user_sites:
            self._enter(_user_rows(table_of_user), table_of_user.name)
        for table in ("sites", "regions"):
            self._enter(rows(f"places/{table}.tsv"), table)
        for row in rows("places/aliases.tsv"):
            if row["use"] == "alias":
                self._aliases.setdefault(exact_key(row["name"]), []).append(row["id"])
                if row["name"][0].isupper():
                    self._open(row["name"])
            else:
                behind_comma = row["use"] == "behind comma"
                known = self._short.setdefault(row["name"], [])
                known.append((row["id"], behind_comma))
        self.named = lru_cache(maxsize=50000)(self._named)
        self.sounding = lru_cache(maxsize=20000)(self._sounding)
        self.by_id = lru_cache(maxsize=2000)(self._by_id)

    def _enter(self, table: Iterable[Mapping[str, str]], source: str) -> None:
        for row in table:
            entry = _entry_of_row(row)
            self._own.setdefault(entry.id, entry)
            names = [row["name"], *row["aliases"].split("|")]
            for number, name in enumerate(filter(None, map(str.strip, names))):
                grade = Grade.ALTERNATIVE if number else Grade.MAIN
                hit = Hit(entry, grade, source)
                key = exact_key(name)
                self._exact.setdefault(key, []).append(hit)
                self._open(name)
                soft = loose_key(name)
                if soft:
                    self._loose.setdefault(soft, []).append(replace(hit, table="loose"))

    def _open(self, name: str) -> None:
        """Keep the first word of a name that capitals do not hold together."""
        words = name.split()
        if (
            len(words) > 1
            and " " in exact_key(name)
            and (words[0][0].islower() or words[-1][0].islower())
        ):
            self.lower_starts.add(exact_key(name).split(" ")[0])

    def _named(self, name: str) -> tuple[Hit, ...]:
        """Places that bear exactly this name, but for case, accents and punctuation."""
        key = exact_key(name)
        own = self._exact.get(key, ())
        found = [*own, *self._aliased(key), *self._stored("name", key, "gazetteer")]
        return _without_doubles(_once(found))

    def _sounding(self, name: str) -> tuple[Hit, ...]:
        """Places whose names reach Latin letters by another road than this spelling."""
        key = loose_key(name)
        if not key:
            return ()
        return _once([*self._loose.get(key, ()), *self._stored("loose", key, "loose")])

    def _aliased(self, key: str) -> Iterator[Hit]:
        for place in self._aliases.get(key, ()):
            entry = self.by_id(place)
            if entry is not None:
                yield Hit(entry, Grade.MAIN, "aliases")

    def abbreviated(self, form: str) -> list[tuple[Hit, bool]]:
        """Places that have exactly this short form, dots and capitals included.

        Returns:
            Each with whether the form counts only behind a comma ("Athens, Ga.").
        """
        known = ((self.by_id(place), flag) for place, flag in self._short.get(form, ()))
        return [(Hit(e, Grade.SHORT, "aliases"), flag) for e, flag in known if e]

    def _stored(self, table: str, key: str, source: str) -> Iterator[Hit]:
        query = f"SELECT places FROM {table} WHERE key = ?"  # noqa: S608 - two constants
        row = self._db.execute(query, (hashed(key),)).fetchone()
        if row is None:
            return
        for word in struct.unpack(f"<{len(row[0]) // 4}I", row[0]):
            query = f"SELECT {_COLUMNS} FROM place WHERE n = ?"  # noqa: S608
            stored = self._db.execute(query, (word >> 2,)).fetchone()
            yield Hit(_entry_of_store(stored), Grade(word & 3), source)

    def _by_id(self, place: str) -> Entry | None:
        """The entry of an id, ours or the built file's."""
        if place in self._own:
            return self._own[place]
        number = place.removeprefix("geonames:")
        column, value = ("geonames", number) if number.isdigit() else ("ref", place)
        query = f"SELECT {_COLUMNS} FROM place WHERE {column} = ?"  # noqa: S608
        stored = self._db.execute(query, (value,)).fetchone()
        return _entry_of_store(stored) if stored else None

    def country(self, code: str) -> Entry | None:
        """The entry of an ISO alpha-2 code."""
        query = f"SELECT {_COLUMNS} FROM place WHERE kind = 'C' AND country = ?"  # noqa: S608
        stored = self._db.execute(query, (code,)).fetchone()
        return _entry_of_store(stored) if stored else None

    def meta(self) -> dict[str, str]:
        """Format, sources with their versions, and the attribution to print."""
        return dict(self._db.execute("SELECT key, value FROM meta ORDER BY key"))


def gazetteer(user_sites: tuple[Path, ...] = ()) -> Gazetteer:
    """The gazetteer of this installation, opened once for each set of a user's tables.

    Raises:
        SetupError: the package was installed without its gazetteer.
        SourceError: the user's table cannot be read.
    """
    return _kept_open(tuple((path, _state(path)) for path in user_sites))


@lru_cache(maxsize=4)
def _kept_open(user_sites: tuple[tuple[Path, tuple[int, int]], ...]) -> Gazetteer:
    path = Path(str(files("tallystick").joinpath("data", "gazetteer.sqlite")))
    return Gazetteer(path, tuple(table for table, _ in user_sites))


def _state(path: Path) -> tuple[int, int]:
    """When a file was written and its size: another state is another table."""
    try:
        told = path.stat()
    except OSError:
        return (0, 0)
    return (told.st_mtime_ns, told.st_size)


def _opened(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise SetupError(
            f"no gazetteer at {path}; install the package again, or build it with "
            "python -m tallystick.read.places.build"
        )
    db = sqlite3.connect(
        f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    try:
        made = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.DatabaseError as error:
        db.close()
        raise SetupError(f"{path} is no gazetteer ({error}); build it again") from error
    if made is None or made[0] != str(FORMAT):
        db.close()
        came = made[0] if made else "none"
        raise SetupError(f"{path} has format {came}, expected {FORMAT}; build it again")
    return db


def _entry_of_store(row: tuple[object, ...]) -> Entry:
    ref, geonames, name, kind, country, admin1, lat, lon, population, radius, seat = row
    return Entry(
        str(ref) if ref else f"geonames:{geonames}",
        str(name), str(kind), str(country), str(admin1),
        int(str(lat)) / 100, int(str(lon)) / 100, int(str(population)),
        float(str(radius)), capital=seat == 1, seat=bool(seat),
    )  # fmt: skip


_LETTER = {
    "base": "F", "field": "F", "crossing": "F", "port": "F", "plant": "F", "camp": "F",
    "bridge": "F", "airport": "F", "prison": "F", "facility": "F", "town": "T",
    "district": "D", "region": "R", "sea": "S", "strait": "S", "continent": "K",
    "water": "W", "island": "D", "admin1": "A", "country": "C",
}  # fmt: skip


def _entry_of_row(row: Mapping[str, str]) -> Entry:
    countries = tuple(filter(None, row["country"].split("|")))
    return Entry(
        row["id"], row["name"], _LETTER[row["kind"]],
        countries[0] if len(countries) == 1 else "", row["admin1"],
        round(float(row["lat"]), 2), round(float(row["lon"]), 2), 0,
        float(row["radius_km"]), curated=True,
        split=countries if len(countries) > 1 else (),
    )  # fmt: skip


_EXPECTED = "the columns of sites.tsv, tab or comma separated, in UTF-8"
_ADVICE = "copy the header row from data/places/sites.tsv"
_UNSAID = {"aliases": "", "admin1": "", "radius_km": "2", "country": ""}


def _user_rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        text = path.read_text("utf-8-sig")
        lines = [one for one in text.splitlines() if one.strip() and one[0] != "#"]
        mark = "\t" if lines and "\t" in lines[0] else ","
        reader = csv.DictReader(lines, delimiter=mark)
        if not {"id", "name", "lat", "lon"} <= set(reader.fieldnames or ()):
            raise csv.Error("it lacks columns")
        listed = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(str(path), _EXPECTED, str(error), _ADVICE) from error
    for number, row in enumerate(listed, 1):
        full = _UNSAID | {name: cell for name, cell in row.items() if cell is not None}
        try:
            _entry_of_row(full)
        except (KeyError, TypeError, ValueError) as error:
            place = f"{path}, row {number}"
            raise SourceError(place, _EXPECTED, repr(error), _ADVICE) from error
        yield full


_SAME_DEGREES = 0.1
"""A town of the built file this near to a row of ours under one name is the same."""


def _without_doubles(found: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Leave out towns that the built file has and a table of rows knows better."""
    own = [hit.entry for hit in found if hit.entry.curated]
    return tuple(
        hit
        for hit in found
        if hit.entry.curated
        or hit.entry.kind not in "TFA"
        or not any(_same(hit.entry, entry) for entry in own)
    )


def _same(one: Entry, row: Entry) -> bool:
    if one.kind == "A":
        return bool(row.admin1) and row.kind in "AR" and one.admin1 == row.admin1
    near = abs(one.lat - row.lat) + abs(one.lon - row.lon) <= _SAME_DEGREES
    return near and row.kind in "FTD"


def _once(found: Iterable[Hit]) -> tuple[Hit, ...]:
    kept: dict[str, Hit] = {}
    for hit in found:
        kept.setdefault(hit.entry.id, hit)
    return tuple(kept.values())
