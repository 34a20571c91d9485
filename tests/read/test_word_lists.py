"""The lists of ``data/read/en/words``: a word a row, every list asked for by some rule."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tallystick import schemes
from tallystick.read.rules.text.lexicon import word_list

PACKAGE = Path(schemes.__file__).parent
FILES = sorted((PACKAGE / "data/read/en/words").glob("*.tsv"))
ASKED = {
    name
    for path in (PACKAGE / "read").rglob("*.py")
    for name in re.findall(r'word_list\(\s*"([a-z/_]+)"', path.read_text("utf-8"))
}


def rows_of(path: Path) -> list[tuple[str, str]]:
    found = schemes.rows(f"read/en/words/{path.name}")
    return [(row["list"], row["word"]) for row in found]


def test_what_is_listed_is_asked_for_and_what_is_asked_for_is_listed() -> None:
    listed = {f"{path.stem}/{name}" for path in FILES for name, _ in rows_of(path)}
    assert listed == ASKED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_list_stands_together_and_has_no_word_twice(path: Path) -> None:
    rows = rows_of(path)
    assert [row for row, times in Counter(rows).items() if times > 1] == []
    changes = [name for n, (name, _) in enumerate(rows) if n == 0 or rows[n - 1][0] != name]
    assert [name for name, times in Counter(changes).items() if times > 1] == []


def test_a_list_that_is_not_there_is_no_empty_list() -> None:
    with pytest.raises(KeyError):
        word_list("totals/no_such_list")
