"""Scenes: files and folders of any mix, and what one bad input may not do."""

from __future__ import annotations

import codecs
import json
import os
import sys
from pathlib import Path

import pytest

from tallystick.gather import Gathered, Limits, Refused, gather

TEXT = "Rockets fell near the camp outside Tornio on Thursday morning, police said."


def put(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def names(*inputs: Path, limits: Limits | None = None) -> list[str]:
    items = gather(inputs, limits=limits or Limits())
    return [
        item.intake.external_id if isinstance(item, Gathered) else str(item.error)
        for item in items
    ]


def only(path: Path, limits: Limits | None = None) -> Gathered:
    (item,) = gather([path], limits=limits or Limits())
    assert isinstance(item, Gathered), item
    return item


def refusal(path: Path, limits: Limits | None = None) -> str:
    (item,) = gather([path], limits=limits or Limits())
    assert isinstance(item, Refused), item
    assert item.error.expected
    assert item.error.came
    assert item.error.advice
    return str(item.error)


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "B.txt", "a/z.txt", "a.txt", "c.md"):
        put(tmp_path, name, f"{TEXT} {name}")
    assert names(tmp_path) == ["B.txt", "z.txt", "a.txt", "b.txt", "c.md"]


def test_a_folder_passes_over_hidden_and_read_me_files(tmp_path: Path) -> None:
    for name in (
        ".hidden.txt",
        ".git/a.txt",
        "README.md",
        "readme.txt",
        "t.db",
        "t.db-wal",
        "a.txt",
    ):
        put(tmp_path, name)
    assert names(tmp_path) == ["a.txt"]


def test_what_is_named_itself_is_read(tmp_path: Path) -> None:
    assert names(put(tmp_path, "README.txt")) == ["README.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_folder_lead_nowhere(tmp_path: Path) -> None:
    secret = put(tmp_path, "outside/secret.txt")
    inside = put(tmp_path, "inside/a.txt").parent
    (inside / "link.txt").symlink_to(secret)
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    assert names(inside) == ["a.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    assert names(path, tmp_path, path) == ["a.txt"]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes there")
def test_a_pipe_is_refused_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "device or pipe" in refusal(tmp_path / "a.txt")


def test_a_bad_input_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "b.docx")
    put(tmp_path, "c.txt", b"\xff\xfe\x00")
    put(tmp_path, "d.txt", "")
    put(tmp_path, "e.txt", f"{TEXT} e")
    results = list(gather([tmp_path / "missing", tmp_path]))
    assert [type(item).__name__ for item in results] == [
        "Refused",
        "Gathered",
        "Refused",
        "Refused",
        "Refused",
        "Gathered",
    ]


def test_refusals_say_what_was_expected_what_came_and_what_to_do(tmp_path: Path) -> None:
    assert "there is none" in refusal(tmp_path / "missing.txt")
    assert '".docx" came' in refusal(put(tmp_path, "b.docx"))
    assert "without an ending" in refusal(put(tmp_path, "b"))
    assert "it is empty" in refusal(put(tmp_path, "d.txt", " \n"))
    assert "UTF-16" in refusal(put(tmp_path, "u.txt", "x".encode("utf-16")))
    assert "0xe4 at offset 1" in refusal(put(tmp_path, "l.txt", "kär".encode("latin-1")))


def test_a_text_file_is_one_string(tmp_path: Path) -> None:
    text = "Camp hit again\r\n\r\nRockets fell.\rNobody \u2028 was hurt.\x0c\n"
    assert only(put(tmp_path, "a.txt", text)).document.text == text


def test_a_byte_order_mark_is_no_character(tmp_path: Path) -> None:
    document = only(put(tmp_path, "a.txt", codecs.BOM_UTF8 + TEXT.encode())).document
    assert document.text == TEXT


def test_nul_and_lone_surrogates_become_one_replacement_each(tmp_path: Path) -> None:
    raw = "a\x00b\ud83dc\ude00d 😀 e".encode("utf-8", "surrogatepass")
    assert only(put(tmp_path, "a.txt", raw)).document.text == "a\ufffdb\ufffdc\ufffdd 😀 e"


def test_an_address_is_the_name_without_its_folders(tmp_path: Path) -> None:
    gathered = only(put(tmp_path, "deep/down/a.txt"))
    assert gathered.document.address == gathered.intake.external_id == "a.txt"
    assert gathered.intake.origin == "a.txt"
    assert gathered.intake.document == gathered.document.id


def test_limits_refuse_one_item_each(tmp_path: Path) -> None:
    big = put(tmp_path, "big.txt")
    assert "at most 10 bytes" in refusal(big, Limits(file_bytes=10))
    assert "at most 10 characters" in refusal(big, Limits(text_chars=10))
    rows = put(tmp_path, "r.jsonl", f'{{"text": "{TEXT}"}}\n' * 3)
    assert "at most 10 bytes" in refusal(rows, Limits(table_bytes=10))
    assert names(rows, limits=Limits(rows=2))[:2] == ["r.jsonl:1", "r.jsonl:2"]
    assert "at most 2 rows" in names(rows, limits=Limits(rows=2))[2]
    put(tmp_path, "x/1/2/3/a.txt")
    assert names(tmp_path / "x", limits=Limits(depth=3)) == ["a.txt"]
    assert "not nested this deep" in names(tmp_path / "x", limits=Limits(depth=2))[0]


def test_a_huge_line_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    row = json.dumps({"id": "ok", "text": TEXT})
    huge = json.dumps({"text": "x" * 5000})
    path = put(tmp_path, "r.jsonl", f"{huge}\n{row}\n{huge}")
    first, second, third = names(path, limits=Limits(row_bytes=1000))
    assert "r.jsonl:1" in first
    assert "at most 1000 bytes" in first
    assert second == "ok"
    assert "r.jsonl:3" in third


PAGE = """<!DOCTYPE html><html lang="en"><head>{head}
<meta property="og:title" content="Monitor counts 52 attacks">
<meta property="og:site_name" content="Border Watch">
<meta property="article:published_time" content="2031-04-21T14:30:00+02:00">
<link rel="canonical" href="https://watch.example/2031/04/20/weekly">
<script>var total = "900 attacks";</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Monitor counts 52 attacks</h1>
<p>The monitor said on Monday that it had counted 52 attacks in Övertorneå &amp; Kolari,
and that nobody had been able to check the others, &lt;b&gt;not even&lt;/b&gt; police.</p>
<script>document.write("<p>300 attacks</p>")</script></article>
<div class="comments" id="comments"><p>I counted 400 attacks.</p></div></body></html>"""


def test_a_page_gives_its_article_and_its_metadata(tmp_path: Path) -> None:
    document = only(put(tmp_path, "a.html", PAGE.format(head=""))).document
    assert document.title == "Monitor counts 52 attacks"
    assert document.source == "Border Watch"
    assert document.url == "https://watch.example/2031/04/20/weekly"
    assert document.language == "en"
    assert document.published is not None
    assert document.published.value == "2031-04-21T14:30+02:00"
    assert document.published.basis == "metadata"
    assert "52 attacks in Övertorneå & Kolari" in document.text
    assert "<b>not even</b>" in document.text


def test_scripts_and_comments_of_a_page_are_no_text(tmp_path: Path) -> None:
    text = only(put(tmp_path, "a.html", PAGE.format(head=""))).document.text
    for number in ("300", "400", "900"):
        assert number not in text


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "ISO-8859-1"])
def test_a_page_is_read_in_its_declared_charset(tmp_path: Path, charset: str) -> None:
    page = PAGE.format(head=f'<meta charset="{charset}">')
    assert "Övertorneå" in only(put(tmp_path, "a.htm", page.encode(charset))).document.text


def test_a_page_in_no_charset_of_pages_is_refused(tmp_path: Path) -> None:
    page = PAGE.format(head='<meta charset="unicode_escape">')
    assert "it declares 'unicode_escape'" in refusal(put(tmp_path, "a.html", page))
    assert "UTF-8" in refusal(put(tmp_path, "b.html", PAGE.encode("latin-1")))


@pytest.mark.parametrize("page", ["", "<!-- nothing -->", "<div>" * 20000 + "x"])
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    assert "no running text" in refusal(put(tmp_path, "a.html", page))


def test_a_page_reaches_no_other_file(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret", "the secret word")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + PAGE.format(
        head=""
    )
    page = page.replace("52 attacks in", "&x; 52 attacks in")
    assert "secret word" not in only(put(tmp_path, "a.html", page)).document.text


def test_the_language_is_guessed_where_nobody_says_it(tmp_path: Path) -> None:
    russian = "В результате обстрела лагеря никто не пострадал, сообщила полиция."
    assert only(put(tmp_path, "a.txt", TEXT)).document.language == "en"
    assert only(put(tmp_path, "b.txt", russian)).document.language == "ru"
    assert only(put(tmp_path, "c.txt", "Nobody hurt.")).document.language == "und"


EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_examples_are_read_whole() -> None:
    items = list(gather([EXAMPLES]))
    gathered = [item for item in items if isinstance(item, Gathered)]
    assert len(gathered) == len(items) == 16
    assert not [finding for item in gathered for finding in item.findings]
    assert all(item.document.title for item in gathered)
