"""Inputs to documents: files and folders of any mix, one result an item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from tallystick.errors import SourceError
from tallystick.gather import pages, tables
from tallystick.gather.article import Article, gathered_article, gathered_file
from tallystick.gather.decoding import clean, decode_page, decode_text
from tallystick.gather.gathered import Gathered, Limits, Refused
from tallystick.gather.walk import find_files, printable

Item = Gathered | Refused
_USUAL = Limits()
REVIEW_MARKS = (
    "<!-- tallystick review -->",
    '<meta name="generator" content="tallystick review">',
)
"""What tells a published review: the end of Markdown, the head of HTML."""
REVIEW_ENDS = 400
"""Characters of a file's beginning and end within which the mark stands."""
_Reader = Callable[[Path, str, Limits], Iterator[Item]]


def gather(inputs: Iterable[Path], *, limits: Limits = _USUAL) -> Iterator[Item]:
    """Read files and folders into documents, in the order given.

    Folders are read in the order of names, whatever the system; hidden files, read-me
    files, ledgers and links inside them are passed over. What cannot be read comes as `Refused`,
    reviews of our own among it, and the rest goes on.

    Args:
        inputs: files (``.txt .md .html .htm .csv .tsv .jsonl .ndjson .json``) and folders.
        limits: what one input may ask of this machine.
    """
    for found in find_files(inputs, limits):
        if isinstance(found, SourceError):
            yield Refused(found)
        else:
            yield from _read(found, limits)


def _read(path: Path, limits: Limits) -> Iterator[Item]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        came = f'"{clean(path.suffix)}"' if path.suffix else "a name without an ending"
        yield _refused(
            path,
            f"a file that ends in {' '.join(_READERS)}",
            f"{came} came",
            "save it as text",
        )
        return
    try:
        yield from reader(path, clean(path.name), limits)
    except SourceError as error:
        yield Refused(error)
    except OSError as error:
        reason = clean(error.strerror or "the system refused")
        yield _refused(path, "a readable file", reason, "check its rights")


def _read_plain(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    text = decode_text(_whole(path, limits), printable(path))
    _check_not_ours(path, text)
    yield gathered_file(Article(name, name, text), limits)


def _read_page(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    html = decode_page(_whole(path, limits), printable(path))
    _check_not_ours(path, html)
    yield gathered_article(pages.read_page(html, name, printable(path)), limits)


def _read_json_list(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    rows = tables.read_json_list(_whole(path, limits), name)
    yield from _rows(rows, path, limits)


def _read_json_lines(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    _check_size(path, limits.table_bytes)
    with path.open("rb") as file:
        yield from _rows(tables.read_json_lines(file, name, limits), path, limits)


def _read_csv(path: Path, name: str, limits: Limits) -> Iterator[Item]:
    _check_size(path, limits.table_bytes)
    with path.open("rb") as file:
        yield from _rows(tables.read_csv(file, name, limits), path, limits)


_READERS: dict[str, _Reader] = {
    ".txt": _read_plain,
    ".md": _read_plain,
    ".html": _read_page,
    ".htm": _read_page,
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".jsonl": _read_json_lines,
    ".ndjson": _read_json_lines,
    ".json": _read_json_list,
}


def _rows(rows: Iterator[tables.Row], path: Path, limits: Limits) -> Iterator[Item]:
    empty = True
    for row in islice(rows, limits.rows):
        empty = False
        yield _gathered_row(row, limits)
    if empty:
        yield _refused(path, "rows of articles", "there are none", "check the export")
    if next(rows, None) is not None:
        yield _refused(path, f"at most {limits.rows} rows", "more came", "split the file")


def _gathered_row(row: tables.Row, limits: Limits) -> Item:
    if isinstance(row, SourceError):
        return Refused(row)
    try:
        return gathered_article(row, limits)
    except SourceError as error:
        return Refused(error)


def _whole(path: Path, limits: Limits) -> bytes:
    _check_size(path, limits.file_bytes)
    return path.read_bytes()


def _check_size(path: Path, most: int) -> None:
    size = path.stat().st_size
    if size > most:
        raise SourceError(
            printable(path), f"at most {most} bytes", f"{size} came", "split the file"
        )


def _check_not_ours(path: Path, text: str) -> None:
    """A review read as an article would count every report that it quotes again."""
    ends = text[:REVIEW_ENDS] + text[-REVIEW_ENDS:]
    if any(mark in ends for mark in REVIEW_MARKS):
        raise SourceError(
            printable(path),
            "an article",
            "a tallystick review came",
            "keep reviews elsewhere",
        )


def _refused(path: Path, expected: str, came: str, advice: str) -> Refused:
    return Refused(SourceError(printable(path), expected, came, advice))
