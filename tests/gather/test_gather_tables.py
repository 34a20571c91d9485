"""Scenes: files of many articles, and rows that are wrong in every way."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.errors import SourceError
from tallystick.gather.article import Article
from tallystick.gather.gathered import Limits
from tallystick.gather.tables import Row, read_csv, read_json_lines, read_json_list

GOOD = '{"id": "a", "title": "T", "text": "x"}'


def json_lines(content: str | bytes, limits: Limits | None = None) -> list[Row]:
    data = content.encode() if isinstance(content, str) else content
    return list(read_json_lines(BytesIO(data), "r.jsonl", limits or Limits()))


def csv_rows(content: str | bytes, limits: Limits | None = None) -> list[Row]:
    data = content.encode() if isinstance(content, str) else content
    return list(read_csv(BytesIO(data), "r.csv", limits or Limits()))


def article(row: Row) -> Article:
    assert isinstance(row, Article), row
    return row


def error(row: Row) -> str:
    assert isinstance(row, SourceError), row
    return str(row)


def test_a_row_is_taken_as_it_stands() -> None:
    row = {
        "id": "a1",
        "url": "https://a.example",
        "source": "A",
        "published": "2031-04-14",
        "title": " T ",
        "text": " x\r\ny ",
        "language": "fr",
        "more": [1],
    }
    (read,) = json_lines(json.dumps(row))
    assert read == Article(
        "r.jsonl",
        "a1",
        " x\r\ny ",
        " T ",
        "A",
        "https://a.example",
        "2031-04-14",
        language="fr",
    )


def test_a_row_without_an_id_is_called_by_file_and_line() -> None:
    rows = json_lines(
        '{"text": "x"}\n\n{"text": "y", "id": null}\n{"text": "z", "id": 7}\n'
    )
    assert [article(row).external_id for row in rows] == ["r.jsonl:1", "r.jsonl:3", "7"]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ('{"id": "b", "text": ', "expected JSON"),
        ('["text"]', "a list came"),
        ("17", "a number came"),
        ("null", "nothing came"),
        ('{"text": 5}', 'text under "text"'),
        ('{"text": "x", "title": ["T"]}', 'text under "title"'),
        ('{"text": "x", "id": true}', "true or false came"),
        ('{"text": "x", "id": 1.5}', "a number came"),
        ("[" * 100_000, "nested too deep"),
        ('{"n": ' + "9" * 5000 + "}", "expected JSON"),
    ],
)
def test_a_broken_row_in_the_middle_is_refused_alone(bad: str, message: str) -> None:
    first, middle, last = json_lines(f"{GOOD}\n{bad}\n{GOOD}\n")
    assert article(first) == article(last)
    assert "r.jsonl:2" in error(middle)
    assert message in error(middle)


def test_bytes_that_are_no_text_are_refused_alone() -> None:
    first, middle, last = json_lines(
        f"{GOOD}\n".encode() + b'{"text": "\xff"}\n' + GOOD.encode()
    )
    assert article(first) == article(last)
    assert "0xff" in error(middle)


def test_escapes_of_lone_surrogates_become_replacements() -> None:
    (row,) = json_lines(r'{"id": "a\u0000", "text": "\ud83d\ude00 \ud83d \u0000"}')
    assert article(row).text == "😀 \ufffd \ufffd"
    assert article(row).external_id == "a\ufffd"


def test_a_byte_order_mark_before_the_first_row() -> None:
    (row,) = json_lines(b"\xef\xbb\xbf" + GOOD.encode())
    assert article(row).external_id == "a"


def test_no_rows() -> None:
    assert json_lines("") == []
    assert json_lines("\n \n") == []
    assert csv_rows("id,text\n") == []
    assert list(read_json_list(b"[]", "r.json")) == []


def test_a_json_list() -> None:
    rows = list(read_json_list(f"[{GOOD}, 3, {GOOD}]".encode(), "r.json"))
    assert article(rows[0]) == article(rows[2])
    assert "r.json:2" in error(rows[1])


@pytest.mark.parametrize("content", [b"{}", b"", b"[", b"\xff"])
def test_a_json_file_that_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError):
        list(read_json_list(content, "r.json"))


def test_csv_with_quotes_line_breaks_and_any_column_order() -> None:
    rows = csv_rows('Text,ID,extra,title\r\n"a ""b"",\r\nc",1,z,"T, U"\r\n')
    assert article(rows[0]) == Article("r.csv", "1", 'a "b",\r\nc', "T, U")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_other_separators(mark: str) -> None:
    (row,) = csv_rows(f"id{mark}text\n1{mark}x\n")
    assert (article(row).external_id, article(row).text) == ("1", "x")


def test_cells_like_formulas_and_paths_are_text() -> None:
    formula, path = '=HYPERLINK("http://x.example";"y")', "../../etc/passwd"
    cell = formula.replace('"', '""')
    (row,) = csv_rows(f'id,title,text\n{path},"{cell}",@SUM(1)\n')
    assert article(row) == Article("r.csv", path, "@SUM(1)", formula)


def test_a_row_with_other_cells_than_the_header_is_refused_alone() -> None:
    first, short, long, last = csv_rows("id,text\n1,x\n2\n3,x,y\n4,x\n")
    assert (article(first).external_id, article(last).external_id) == ("1", "4")
    assert "1 came" in error(short)
    assert "3 came" in error(long)


def test_a_quote_that_never_ends_is_refused() -> None:
    first, last = csv_rows('id,text\n1,x\n2,"y\n3,z\n')
    assert article(first).external_id == "1"
    assert "r.csv:2" in error(last)


def test_a_cell_beyond_the_limit_is_refused_alone() -> None:
    first, middle, last = csv_rows(
        f"id,text\n1,x\n2,{'y' * 300}\n3,z\n", Limits(text_chars=200)
    )
    assert (article(first).external_id, article(last).external_id) == ("1", "3")
    assert "r.csv:2" in error(middle)


def test_a_cell_may_be_longer_than_the_csv_module_thinks() -> None:
    (row,) = csv_rows(f"id,text\n1,{'y' * 200_000}\n")
    assert len(article(row).text) == 200_000


def test_bytes_that_are_no_text_are_refused_alone_in_csv() -> None:
    rows = csv_rows(b"id,text\n1,x\n2,\xff\n3,z\n")
    assert [type(row) for row in rows] == [Article, SourceError, Article]


@pytest.mark.parametrize("content", ["", "\n", "id,body\n1,x\n", '"id,text\n1,x\n'])
def test_csv_without_a_text_column_is_refused(content: str) -> None:
    with pytest.raises(SourceError, match="header row"):
        csv_rows(content)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_law_json_lines_keep_every_string(texts: list[str]) -> None:
    # JSON escapes line ends, so a line is a row whatever the text holds.
    content = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    rows = json_lines(content)
    assert [article(row).text for row in rows] == [
        text.replace("\x00", "\ufffd") for text in texts
    ]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_law_no_bytes_break_a_table(data: bytes) -> None:
    for row in [*json_lines(data), *csv_rows(b"id,text\n" + data)]:
        assert isinstance(row, Article | SourceError)
