"""What somebody changed around the triggers is found, each change by its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.schemes import rows
from tallystick.store import open_ledger, verify

from .scenes import STAMP, a_book, fill, fresh, raw, report, says


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with two of everything that has a log, closed."""
    with fresh(tmp_path / "ledger.db") as store:
        fill(store)
        store.add([report("b", "Other text.")], [])
        store.add_judgement(says("Bo"))
        store.save_book(a_book(("a", "1")), STAMP)
        assert verify(store) == ()
    return tmp_path / "ledger.db"


def tamper(path: Path, statement: str) -> None:
    """Change something behind the triggers and leave no trace of how."""
    with raw(path) as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = connection.execute(query).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, words in triggers:
            connection.execute(words)


@pytest.mark.parametrize(
    ("statement", "code", "words"),
    [
        (
            "UPDATE document_text SET text = replace(text, 'Two', 'Six')",
            "ledger-altered",
            "is not what was kept",
        ),
        (
            "UPDATE document SET record = replace(record, 'Harbour', 'Harvest')",
            "ledger-altered",
            "its content makes it",
        ),
        (
            "UPDATE judgement SET by_whom = 'Eve' WHERE seq = 1",
            "ledger-altered",
            "a judgement's id is",
        ),
        ("UPDATE run SET why = 'late'", "ledger-altered", "a run's id is"),
        (
            "DELETE FROM judgement WHERE seq = 1",
            "ledger-altered",
            "the judgement log has no number 1",
        ),
        (
            "DELETE FROM document WHERE id IN (SELECT document FROM intake)",
            "ledger-damaged",
            "names a row of document",
        ),
        ("UPDATE judgement SET verdict = 'praise'", "ledger-damaged", "'praise'"),
        ("UPDATE document SET record = '{'", "ledger-damaged", "unreadable"),
        ("DELETE FROM book_component", "ledger-book-broken", "derive again"),
    ],
)
def test_each_change_is_found(path: Path, statement: str, code: str, words: str) -> None:
    tamper(path, statement)
    with open_ledger(path) as store:
        findings = verify(store)
    assert {finding.code for finding in findings} == {code}
    assert words in findings[0].message


def test_a_guard_that_was_softened_is_found(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DROP TRIGGER judgement_delete")
        connection.execute(
            "CREATE TRIGGER judgement_delete BEFORE DELETE ON judgement BEGIN SELECT 1; END"
        )
    with open_ledger(path) as store:
        (finding,) = verify(store)
    assert finding.code == "ledger-unguarded"
    assert "judgement_delete" in finding.message


def test_the_codes_of_verify_are_declared() -> None:
    declared = {row["code"] for row in rows("findings.tsv")}
    codes = ("altered", "book-broken", "damaged", "unguarded")
    assert {f"ledger-{code}" for code in codes} <= declared
