"""An extractor that fails on one document: it is told, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.terminal import DISPATCH, LEDGER

from tallystick import commands
from tallystick.errors import SetupError
from tallystick.model.documents import Document
from tallystick.model.ledger import Reading
from tallystick.pipeline import documents_read
from tallystick.policy import Policy
from tallystick.read.extractor import extractors
from tallystick.store import open_ledger

NAME = "falling/1"


class Falling:
    """An extractor of a stranger: it falls over reports of drones."""

    name = NAME

    def read(self, document: Document) -> Reading:
        if "drone" in document.text.lower() and "Dispatch" in document.source:
            raise KeyError("wing")
        return Reading(document.id, self.name)


class Unset(Falling):
    """An extractor that was not set up."""

    def read(self, document: Document) -> Reading:
        raise SetupError("no model here; install it")


@pytest.fixture(scope="module", autouse=True)
def _entered() -> None:
    extractors.register(NAME)(Falling())


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    (tmp_path / "dispatch.txt").write_text(DISPATCH, "utf-8")
    (tmp_path / "register.txt").write_text(LEDGER, "utf-8")
    return [tmp_path / "dispatch.txt", tmp_path / "register.txt"]


def test_the_failure_is_a_finding_and_the_rest_is_read(
    tmp_path: Path, inputs: list[Path]
) -> None:
    now = "2031-06-01T00:00:00Z"
    with open_ledger(tmp_path / "a.db") as store:
        commands.gather_into(store, inputs, now=now)
        assert commands.read_into(store, now=now, name=NAME) == 2
        held, book, _ = commands.derive_into(store, Policy(), now=now, name=NAME)
    (found,) = book.findings
    assert found.code == "extractor-failed"
    assert found.message == "falling/1 failed: KeyError: 'wing'"
    (read,) = documents_read(held)
    assert read.source == "Evening Register"


def test_the_same_of_files(inputs: list[Path]) -> None:
    held, refused = commands.assemble(inputs, name=NAME)
    assert refused == ()
    assert len(held.readings) == 2
    assert [f.code for r in held.readings for f in r.findings] == ["extractor-failed"]


def test_what_is_not_set_up_is_no_fault_of_the_document(inputs: list[Path]) -> None:
    (document, *_) = commands.assemble(inputs, name=NAME)[0].documents
    with pytest.raises(SetupError):
        commands.read_document(Unset(), document)
