"""The ledger as a folder of JSON Lines: what is kept, in bytes that do not vary.

    ledger/manifest.json              format, and the hash and lines of every file
    ledger/documents/3f.jsonl         by the first two digits of the document's id
    ledger/texts/a0.jsonl             texts and titles, by the same of their hash
    ledger/intakes.jsonl  arrivals.jsonl  judgements.jsonl  editions.jsonl  runs.jsonl

A small group can keep it under version control: the same ledger gives the same bytes.
What was derived is not in it; derive again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from tallystick.codec import dumps, encode
from tallystick.errors import SetupError, SourceError
from tallystick.store import schema
from tallystick.store.batches import SIZE
from tallystick.store.documents import all_arrivals, all_intakes
from tallystick.store.ledger import Store
from tallystick.store.log import all_editions, all_judgements, all_runs
from tallystick.store.merge import merge

FORMAT = "tallystick-ledger/1"
MANIFEST = "manifest.json"
FILES = re.compile(
    r"documents/[0-9a-f]{2}\.jsonl|texts/[0-9a-f]{2}\.jsonl"
    r"|intakes\.jsonl|arrivals\.jsonl|judgements\.jsonl|editions\.jsonl|runs\.jsonl"
)
"""Every path that a folder may hold beside its manifest: nothing else is opened."""


def export_folder(store: Store, path: Path) -> None:
    """Write everything kept into a folder, in the place of an earlier export.

    Raises:
        SetupError: the folder holds something that is no export.
    """
    earlier = _earlier(path)
    with store.snapshot("export") as connection:
        files = {name: _put(path, name, lines) for name, lines in _contents(connection)}
    for name in sorted(set(earlier) - set(files)):
        (path / name).unlink(missing_ok=True)
    _write_manifest(path, files)


def seal_folder(path: Path) -> None:
    """Write the manifest anew after a person has changed the files on purpose.

    Raises:
        SetupError: the folder is no export.
    """
    _earlier(path)
    found = (file.relative_to(path).as_posix() for file in path.rglob("*.jsonl"))
    names = sorted(name for name in found if FILES.fullmatch(name))
    _write_manifest(path, {name: _facts(path / name) for name in names})


def import_folder(path: Path, store: Store) -> int:
    """Merge a folder into a ledger, all of it or nothing; how many documents were new.

    Documents, intakes, editions and runs are joined. The folder's judgements must go on
    from the ledger's, or the ledger's from the folder's: the last word on a subject
    stands, and of two logs that part nobody can say which word is the last.

    Raises:
        SetupError: the folder is no export.
        SourceError: a file was changed or damaged; the address says where.
        StoreError: the two logs part.
    """
    files = _manifest(path)
    for name, facts in files.items():
        _require_unchanged(path, name, facts)
    rows = {kind: _rows(path, files, kind) for kind in KINDS}
    return merge(store, rows)


KINDS = ("texts", "documents", "intakes", "arrivals", "judgements", "editions", "runs")


def _contents(connection: Connection) -> Iterator[tuple[str, Iterable[str]]]:
    yield from _sharded("documents", _document_lines(connection))
    yield from _sharded("texts", _text_lines(connection))
    yield "intakes.jsonl", [dumps(one) for one in all_intakes(connection)]
    arrivals = all_arrivals(connection)
    yield "arrivals.jsonl", [dumps({"document": d, "at": at}) for d, at in arrivals]
    for name, records in (
        ("judgements", all_judgements(connection)),
        ("runs", all_runs(connection)),
    ):
        yield f"{name}.jsonl", [dumps({**encode(r), "id": r.id}) for r in records]
    yield "editions.jsonl", [dumps(one) for one in all_editions(connection)]


def _sharded(
    folder: str, lines: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Iterable[str]]]:
    """A file for each shard, one after the other: the lines come sorted by it."""
    for shard, held in groupby(lines, key=itemgetter(0)):
        yield f"{folder}/{shard}.jsonl", (line for _, line in held)


def _document_lines(connection: Connection) -> Iterator[tuple[str, str]]:
    for row in _all(connection, schema.document, "id"):
        names = {"id": row.id, "sha256": row.sha256, "title_sha256": row.title_sha256}
        shard = row.id.removeprefix("doc-")[:2]
        yield shard, dumps({**json.loads(row.record), **names})


def _text_lines(connection: Connection) -> Iterator[tuple[str, str]]:
    for row in _all(connection, schema.document_text, "sha256"):
        yield row.sha256[:2], dumps({"sha256": row.sha256, "text": row.text})


def _all(connection: Connection, table: Table, order: str) -> Iterable[Row[Any]]:
    query = select(table).order_by(table.c[order])
    return connection.execute(query.execution_options(yield_per=SIZE))


def _put(path: Path, name: str, lines: Iterable[str]) -> dict[str, Any]:
    if _linked(path, name):
        raise SetupError(f"{path / name} is a link: export into another folder")
    return _write(path / name, lines)


def _write(file: Path, lines: Iterable[str]) -> dict[str, Any]:
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(file.name + ".part")
    with temporary.open("wb") as target:
        target.writelines(line.encode("utf-8") + b"\n" for line in lines)
    temporary.replace(file)
    return _facts(file)


def _facts(file: Path) -> dict[str, Any]:
    content = file.read_bytes()
    return {"sha256": sha256(content).hexdigest(), "lines": content.count(b"\n")}


def _write_manifest(path: Path, files: dict[str, dict[str, Any]]) -> None:
    manifest = {"format": FORMAT, "files": files}
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    _write(path / MANIFEST, [text])


def _earlier(path: Path) -> dict[str, dict[str, Any]]:
    """The files of an earlier export; none where nothing is."""
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return {}
    if not (path / MANIFEST).is_file():
        raise SetupError(
            f"{path} is no exported ledger and not empty: name a new or an empty folder"
        )
    return _manifest(path)


def _manifest(path: Path) -> dict[str, dict[str, Any]]:
    file = path / MANIFEST
    if not file.is_file():
        raise SetupError(f"{path} is no exported ledger: it has no {MANIFEST}")
    try:
        data = json.loads(file.read_bytes())
        files = {str(name): dict(facts) for name, facts in data["files"].items()}
        format_ = data["format"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            str(file), "a manifest", f"it is unreadable ({error})", "export again"
        ) from error
    if format_ != FORMAT:
        raise SetupError(f"{path} has the format {format_!r}; this version reads {FORMAT}")
    for name in files:
        if not FILES.fullmatch(name):
            raise SourceError(
                str(file), "names of ledger files", repr(name), "do not trust this folder"
            )
    return files


def _require_unchanged(path: Path, name: str, facts: dict[str, Any]) -> None:
    file = path / name
    if not file.is_file() or _linked(path, name):
        raise SourceError(str(file), "a file", "there is none", "export again")
    if _facts(file) != facts:
        raise SourceError(
            str(file),
            "the content that the manifest names",
            "it was changed since",
            "restore it, or seal the folder if the change was meant",
        )


def _linked(path: Path, name: str) -> bool:
    """Whether a file, or a folder on the way to it, lies somewhere else."""
    inside = [Path(name), *Path(name).parents]
    return any((path / one).is_symlink() for one in inside if one != Path())


def _rows(
    path: Path, files: Iterable[str], kind: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of one kind, each with its address."""
    for name in sorted(files):
        if name.startswith((f"{kind}/", f"{kind}.")):
            with (path / name).open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    address = f"{path / name}:{number}"
                    yield address, _row(address, line)


def _row(address: str, line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            address, "one JSON object", f"the line is unreadable ({error})", "export again"
        ) from error
    if not isinstance(row, dict):
        raise SourceError(address, "one JSON object", "something else", "export again")
    return row
