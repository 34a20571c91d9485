"""The ledger as a folder: the same bytes each time, and no trust in what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tallystick.errors import SetupError, SourceError, StoreError, TallystickError
from tallystick.store import export_folder, import_folder, open_ledger, seal_folder

from .scenes import fill, fresh, report, row_of, says


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with fresh(tmp_path / "first.db") as store:
        fill(store)
        export_folder(store, tmp_path / "folder")
    return tmp_path / "folder"


def test_the_folder_holds_what_is_kept_and_no_more(folder: Path) -> None:
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.json*"))
    document = report()
    shards = sorted({document.sha256[:2], text_hash(document.title)[:2]})
    assert files == [
        "arrivals.jsonl",
        f"documents/{document.id[4:6]}.jsonl",
        "editions.jsonl",
        "intakes.jsonl",
        "judgements.jsonl",
        "manifest.json",
        "runs.jsonl",
        *(f"texts/{shard}.jsonl" for shard in shards),
    ]
    (line,) = (folder / "judgements.jsonl").read_bytes().splitlines(keepends=True)
    assert line.endswith(b"\n")
    assert json.loads(line) == {
        "id": says().id,
        "verdict": "accept",
        "subjects": ["claim-1"],
        "readings": ["reading-1"],
        "by": "Ann",
        "at": "2024-02-01T12:00:00Z",
        "why": "read both",
        "detail": "",
    }


def text_hash(text: str) -> str:
    return report(text=text).sha256


def test_a_second_export_takes_the_place_of_the_first(tmp_path: Path, folder: Path) -> None:
    with fresh(tmp_path / "other.db") as store:
        store.add([report("b", "Other text.")], [])
        export_folder(store, folder)
    with fresh(tmp_path / "third.db") as store:
        import_folder(folder, store)
        assert [document.text for document in store.documents()] == ["Other text."]
    assert not (folder / "documents" / f"{report().id[4:6]}.jsonl").exists()


def test_a_folder_of_something_else_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday" / "photo.txt").write_text("x", "utf-8")
    with fresh(tmp_path / "a.db") as store:
        with pytest.raises(SetupError, match="no exported ledger"):
            export_folder(store, tmp_path / "holiday")
        with pytest.raises(SetupError, match="no exported ledger"):
            import_folder(tmp_path / "nowhere", store)
    assert [file.name for file in (tmp_path / "holiday").iterdir()] == ["photo.txt"]


def rename(old: str, new: str) -> Callable[[Path], None]:
    def attack(folder: Path) -> None:
        manifest = folder / "manifest.json"
        manifest.write_text(manifest.read_text("utf-8").replace(old, new), "utf-8")

    return attack


def replace_in(file: str, old: str, new: str) -> Callable[[Path], None]:
    def attack(folder: Path) -> None:
        for found in folder.glob(file):
            found.write_text(found.read_text("utf-8").replace(old, new), "utf-8")
        seal_folder(folder)

    return attack


def unsealed(folder: Path) -> None:
    (folder / "judgements.jsonl").write_bytes(b"")


def linked(folder: Path) -> None:
    secret = folder.parent / "secret"
    secret.write_bytes((folder / "runs.jsonl").read_bytes())
    (folder / "runs.jsonl").unlink()
    link(folder / "runs.jsonl", secret)


def link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("this machine makes no links")


def removed(folder: Path) -> None:
    (folder / "intakes.jsonl").unlink()


@pytest.mark.parametrize(
    ("attack", "expected", "message"),
    [
        (rename("runs.jsonl", "../secret.jsonl"), SourceError, "do not trust"),
        (rename("runs.jsonl", "/etc/hostname"), SourceError, "do not trust"),
        (rename("runs.jsonl", "documents/../../x.jsonl"), SourceError, "do not trust"),
        (rename("ledger/1", "ledger/9"), SetupError, "format 'tallystick-ledger/9'"),
        (rename('"files"', '"fails"'), SourceError, "unreadable"),
        (rename("{", "[" * 9999), SourceError, "unreadable"),
        (unsealed, SourceError, r"judgements\.jsonl: .* changed since; restore it"),
        (linked, SourceError, r"runs\.jsonl: expected a file"),
        (removed, SourceError, r"intakes\.jsonl: expected a file"),
        (replace_in("judgements.jsonl", "{", "{{"), SourceError, r"judgements\.jsonl:1:"),
        (replace_in("judgements.jsonl", "{", "7//"), SourceError, "unreadable"),
        (replace_in("runs.jsonl", "{", "[" * 9999), SourceError, r"runs\.jsonl:1:"),
        (replace_in("judgements.jsonl", "Ann", "Eve"), SourceError, "the content makes it"),
        (replace_in("judgements.jsonl", '"why"', '"how"'), SourceError, "unknown keys"),
        (replace_in("judgements.jsonl", '"accept"', '"praise"'), SourceError, "praise"),
        (replace_in("runs.jsonl", '"gather"', "null"), SourceError, "expected str"),
        (replace_in("documents/*", "Harbour", "Harvest"), SourceError, "content makes it"),
        (replace_in("texts/*", "Two", "Six"), SourceError, "no redaction explains it"),
        (replace_in("texts/*", "Two", "Tw\\u0000"), SourceError, "a NUL character"),
        (replace_in("texts/*", "Two", "Tw\\ud83d"), SourceError, "a lone surrogate"),
        (replace_in("intakes.jsonl", "doc-", "cod-"), StoreError, "FOREIGN KEY"),
        (replace_in("editions.jsonl", '"number":1', '"number":2'), StoreError, "number 1"),
    ],
)
def test_a_damaged_folder_is_refused_whole(
    tmp_path: Path,
    folder: Path,
    attack: Callable[[Path], None],
    expected: type[TallystickError],
    message: str,
) -> None:
    attack(folder)
    with fresh(tmp_path / "second.db") as store:
        with pytest.raises(expected, match=message):
            import_folder(folder, store)
        assert store.documents() == ()
        assert store.judgements() == ()
        assert store.runs() == ()


def test_no_link_leads_out_of_the_folder(tmp_path: Path, folder: Path) -> None:
    outside = tmp_path / "outside"
    (folder / "texts").rename(outside)
    link(folder / "texts", outside)
    with fresh(tmp_path / "second.db") as store:
        with pytest.raises(SourceError, match="texts"):
            import_folder(folder, store)
        store.add([report("b", "Other text.")], [])
        with pytest.raises(SetupError, match="is a link"):
            export_folder(store, folder)


def test_a_folder_may_itself_be_a_link(tmp_path: Path, folder: Path) -> None:
    link(tmp_path / "link", folder)
    with fresh(tmp_path / "second.db") as store:
        assert import_folder(tmp_path / "link", store) == 1
        export_folder(store, tmp_path / "link")


def test_a_change_that_was_meant_is_sealed(tmp_path: Path, folder: Path) -> None:
    (folder / "judgements.jsonl").write_bytes(b"")
    seal_folder(folder)
    with fresh(tmp_path / "second.db") as store:
        assert import_folder(folder, store) == 1
        assert store.judgements() == ()


def test_importing_joins_what_two_ledgers_keep(tmp_path: Path, folder: Path) -> None:
    with fresh(tmp_path / "second.db") as store:
        store.add([report("b", "Other text.")], [row_of(report("b", "Other text."))])
        assert import_folder(folder, store) == 1
        assert len(store.documents()) == len(store.intakes()) == 2
        # The log goes on here; the folder, now behind, has nothing to add.
        store.add_judgement(says("Bo"))
        assert import_folder(folder, store) == 0
        assert store.judgements() == (says("Ann"), says("Bo"))


def test_a_log_that_goes_on_is_gone_on_with(tmp_path: Path, folder: Path) -> None:
    with fresh(tmp_path / "second.db") as ahead:
        import_folder(folder, ahead)
        ahead.add_judgement(says("Bo"))
        export_folder(ahead, tmp_path / "ahead")
    with open_ledger(tmp_path / "first.db") as store:
        import_folder(tmp_path / "ahead", store)
        assert store.judgements() == (says("Ann"), says("Bo"))


def test_logs_that_part_are_not_shuffled_together(tmp_path: Path, folder: Path) -> None:
    with fresh(tmp_path / "second.db") as store:
        store.add_judgement(says("Bo"))
        with pytest.raises(StoreError, match=r"part ways.*seal the folder"):
            import_folder(folder, store)
        assert store.judgements() == (says("Bo"),)
        assert store.documents() == ()


def test_the_bytes_do_not_depend_on_the_machine(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert content.endswith(b"\n")
            assert b"\r" not in content
            assert file.suffix in (".json", ".jsonl")
