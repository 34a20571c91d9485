"""Files of many articles: CSV, JSON Lines and JSON lists, a row at a time.

A row is {id, url, source, published, title, text, language?}; other keys are not used.
What is wrong with one row is said of that row, and the next one is read.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any, BinaryIO

from tallystick.errors import SourceError
from tallystick.gather.article import Article
from tallystick.gather.decoding import clean, decode_text
from tallystick.gather.gathered import Limits

FIELDS = ("id", "url", "source", "published", "title", "text", "language")

Row = Article | SourceError


def read_json_lines(file: BinaryIO, name: str, limits: Limits) -> Iterator[Row]:
    """The articles of a file with one JSON object a line. A row's number is its line's."""
    lines = _Lines(file, name, limits)
    while True:
        try:
            line = next(lines)
            if line.strip():
                yield _article(_json(line, lines.address), name, lines.number)
        except StopIteration:
            return
        except SourceError as error:
            yield error


def read_json_list(data: bytes, name: str) -> Iterator[Row]:
    """The articles of a file that is one JSON list of objects.

    Raises:
        SourceError: it is no JSON, or no list.
    """
    found = _json(decode_text(data, name), name)
    if not isinstance(found, list):
        raise SourceError(
            name, "a JSON list of articles", f"{_kind(found)} came", "write [{...}, {...}]"
        )
    for number, record in enumerate(found, 1):
        try:
            yield _article(record, name, number)
        except SourceError as error:
            yield error


def read_csv(file: BinaryIO, name: str, limits: Limits) -> Iterator[Row]:
    """The articles of a comma or tab separated file with a header row.

    Cells are taken as they stand: one that begins with "=" is text like any other. Row 1
    is the one after the header. The header says which of tab, comma and semicolon it is.

    Raises:
        SourceError: the header has no column "text".
    """
    lines = _Lines(file, name, limits)
    header = next(lines, "")
    mark = max("\t,;", key=header.count)
    columns = _columns(header, mark, name)
    cells = csv.reader(lines, delimiter=mark, strict=True)
    for number in count(1):
        try:
            with _field_limit(limits.text_chars):
                row = next(cells)
            if row:
                yield _article(_record(columns, row, f"{name}:{number}"), name, number)
        except StopIteration:
            return
        except SourceError as error:
            yield error
        except csv.Error as error:
            yield SourceError(
                f"{name}:{number}", "a row of cells", str(error), "mend its quotes"
            )


class _Lines:
    """The lines of a binary file as text, each bounded; a bad one raises, the next goes on.

    Attributes:
        number: of the line that was read last; the first is 1.
    """

    def __init__(self, file: BinaryIO, name: str, limits: Limits) -> None:
        self._file, self._name, self._longest = file, name, limits.row_bytes
        self.number = 0

    @property
    def address(self) -> str:
        return f"{self._name}:{self.number}"

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        """The next line with its end.

        Raises:
            SourceError: it is longer than a row may be, or no UTF-8.
        """
        line = self._file.readline(self._longest + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self._longest:
            self._skip_rest(line)
            raise SourceError(
                self.address,
                f"a line of at most {self._longest} bytes",
                "a longer one came",
                "split it, or raise the limit",
            )
        return decode_text(line, self.address)

    def _skip_rest(self, line: bytes) -> None:
        while line and not line.endswith(b"\n"):
            line = self._file.readline(self._longest)


def _article(record: object, name: str, number: int) -> Article:
    """The article of one row.

    Raises:
        SourceError: it is no object, or a field of it is no text.
    """
    address = f"{name}:{number}"
    if not isinstance(record, Mapping):
        raise SourceError(address, "a JSON object", f"{_kind(record)} came", "write {...}")
    said = {field: _text(record.get(field), field, address) for field in FIELDS}
    return Article(
        origin=name,
        external_id=said["id"] or address,
        text=said["text"],
        title=said["title"],
        source=said["source"],
        url=said["url"],
        published=said["published"],
        language=said["language"],
    )


def _text(value: object, field: str, address: str) -> str:
    if value is None:
        return ""
    if field == "id" and type(value) is int:
        return str(value)
    if not isinstance(value, str):
        raise SourceError(
            address, f'text under "{field}"', f"{_kind(value)} came", "put it in quotes"
        )
    return clean(value)


def _record(columns: list[str], row: list[str], address: str) -> dict[str, str]:
    if len(row) != len(columns):
        raise SourceError(
            address,
            f"{len(columns)} cells as in the header",
            f"{len(row)} came",
            "quote cells that hold the separator or a line break",
        )
    return dict(zip(columns, row, strict=True))


def _columns(header: str, mark: str, name: str) -> list[str]:
    """The names of the columns in lower case.

    Raises:
        SourceError: none of them is "text".
    """
    try:
        cells = next(csv.reader([header], delimiter=mark, strict=True), [])
    except csv.Error:
        cells = []
    columns = [cell.strip().lower() for cell in cells]
    if "text" not in columns:
        raise SourceError(
            name,
            f"a header row with the columns {', '.join(FIELDS)}",
            f"{header.strip()[:80]!r} came",
            'name at least the column "text"',
        )
    return columns


def _json(text: str, address: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        came, expected = f"{error.msg} at character {error.pos}", "JSON"
    except RecursionError:
        came, expected = "it is nested too deep", "JSON of an article"
    except ValueError as error:
        # An integer of more digits than Python turns into a number.
        came, expected = str(error), "JSON"
    raise SourceError(address, expected, came, "mend the row")


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    return kinds.get(type(value), "nothing" if value is None else "a number")


@contextmanager
def _field_limit(characters: int) -> Iterator[None]:
    # The csv module keeps one limit for the whole process: hold it for one row.
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)
