"""The ledger as it stood: what had come in and what had been said by a moment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.errors import SetupError, SourceError
from tallystick.model.judgements import Judgement
from tallystick.model.ledger import Ledger, Reading
from tallystick.store import Store, export_folder, import_folder, seal_folder, verify
from tallystick.store.past import said_by

from .scenes import fresh, report, row_of, says

DAYS = [f"2024-02-0{day}T12:00:00Z" for day in range(1, 6)]


def kept(store: Store, address: str, at: str | None) -> str:
    document = report(address, f"Two drones fell near {address}.")
    store.add([document], [row_of(document)], at)
    store.save_reading(Reading(document.id, "rules/1"))
    return document.id


def at(store: Store, moment: str) -> Ledger:
    return store.ledger_at("rules/1", moment)


def test_a_document_stands_from_its_arrival_on(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.db") as store:
        first, second = kept(store, "first", DAYS[1]), kept(store, "second", DAYS[3])
        assert [len(at(store, day).documents) for day in DAYS] == [0, 1, 1, 2, 2]
        early = at(store, DAYS[2])
        assert {d.id for d in early.documents} == {first} != {second}
        assert {i.document for i in early.intakes} == {first}
        assert {r.document for r in early.readings} == {first}


def test_now_is_the_present(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.db") as store:
        for address, day in zip("abc", DAYS, strict=False):
            kept(store, address, day)
        store.add_judgement(says())
        assert at(store, DAYS[-1]) == replace(store.ledger("rules/1"), copies=())


def test_what_came_again_came_first(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.db") as store:
        kept(store, "first", DAYS[1])
        kept(store, "first", DAYS[3])
        assert len(at(store, DAYS[1]).documents) == 1


def test_a_document_of_unknown_arrival_has_always_been_there(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.db") as store:
        kept(store, "first", None)
        assert len(at(store, "0001-01-01T00:00:00Z").documents) == 1


seconds = st.integers(0, 9).map(lambda n: f"2024-02-01T12:00:0{n}Z")


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(seconds, max_size=6), seconds)
def test_a_past_log_is_a_log_that_there_was(times: list[str], moment: str) -> None:
    log: list[Judgement] = [
        replace(says(why=str(n)), at=time) for n, time in enumerate(times)
    ]
    found = said_by(log, moment)
    assert found == tuple(log[: len(found)])
    assert all(one.at <= moment for one in found)
    if times == sorted(times):
        assert len(found) == sum(time <= moment for time in times)


def test_arrivals_travel_and_the_earliest_counts(tmp_path: Path) -> None:
    with (
        fresh(tmp_path / "a.db") as early,
        fresh(tmp_path / "b.db") as late,
    ):
        kept(early, "same", DAYS[0])
        kept(late, "same", DAYS[2])
        for store, name in ((early, "one"), (late, "two")):
            export_folder(store, tmp_path / name)
        import_folder(tmp_path / "one", late)
        import_folder(tmp_path / "two", early)
        for store, name in ((early, "three"), (late, "four")):
            assert len(at(store, DAYS[0]).documents) == 1
            assert verify(store) == ()
            export_folder(store, tmp_path / name)
        assert arrivals(tmp_path / "three") == arrivals(tmp_path / "four")


def arrivals(folder: Path) -> bytes:
    return (folder / "arrivals.jsonl").read_bytes()


@pytest.mark.parametrize("when", ["yesterday", "2024-02-01", 7])
def test_an_arrival_at_no_time_is_refused(tmp_path: Path, when: object) -> None:
    with fresh(tmp_path / "a.db") as store, fresh(tmp_path / "b.db") as other:
        kept(store, "first", DAYS[0])
        export_folder(store, tmp_path / "one")
        line = arrivals(tmp_path / "one").decode()
        shown = f'"{when}"' if isinstance(when, str) else str(when)
        changed = line.replace(f'"{DAYS[0]}"', shown)
        (tmp_path / "one" / "arrivals.jsonl").write_text(changed, "utf-8")
        seal_folder(tmp_path / "one")
        with pytest.raises(SourceError, match="a record of this version"):
            import_folder(tmp_path / "one", other)


def test_a_folder_with_other_files_is_named_as_that(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x", "utf-8")
    with (
        fresh(tmp_path / "a.db") as store,
        pytest.raises(SetupError, match="not empty: name a new or an empty folder"),
    ):
        export_folder(store, tmp_path / "mine")


def test_a_database_without_its_driver_says_what_to_install() -> None:
    from tallystick.store.connect import engine_for

    with pytest.raises(SetupError, match=r"pip install 'psycopg\[binary\]'") as told:
        engine_for("postgresql+pg8000://me:secret@host/ledger")
    assert "secret" not in str(told.value)
