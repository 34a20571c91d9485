"""Tables: which wires a document says it repeats."""

from __future__ import annotations

import pytest

from tallystick.gather.agencies import alone, in_dateline, in_source, in_text
from tallystick.schemes import rows


@pytest.mark.parametrize(
    ("source", "wires"),
    [
        ("Harbour Gazette", ()),
        ("Harbour Gazette (Xinhua)", ("Xinhua",)),
        ("Harbour Gazette (AA)", ("Anadolu",)),
        ("Harbour Gazette (APP/AFP)", ("APP", "AFP")),
        ("Harbour Gazette (HG)", ()),
        ("Reuters", ("Reuters",)),
        ("Agence France-Presse", ("AFP",)),
        ("Courier via Harbour Gazette", ("Courier",)),
        ("Ukrinform via Harbour Gazette", ("Ukrinform",)),
        ("Courier via Harbour Gazette (AFP)", ("AFP", "Courier")),
        ("", ()),
    ],
)
def test_a_source_field_names_wires(source: str, wires: tuple[str, ...]) -> None:
    assert in_source(source) == wires


@pytest.mark.parametrize(
    ("text", "wires"),
    [
        ("Two were hurt, Reuters reports.", ("Reuters",)),
        ("Two were hurt, according to the Associated Press.", ("AP",)),
        ("Two were hurt, according to AP.", ("AP",)),
        ("A source told AFP that two were hurt.", ("AFP",)),
        ("Two were hurt, the state news agency SANA said; SANA said no more.", ("SANA",)),
        ("Xinhua news agency reported two hurt, citing TASS.", ("Xinhua", "TASS")),
        ("Two were hurt (AFP).", ("AFP",)),
        ("Two were hurt (AFP/Reuters), it said.", ()),
        ("Two were hurt. (AA)", ("Anadolu",)),
        ("Two were hurt (AA) and left.", ()),
        ("The PA said two were hurt.", ()),
        ("Reuters could not verify this.", ()),
        ("An AP photographer was there.", ()),
        ("The rapporteur told APEX so.", ()),
        ("Two were hurt.", ()),
    ],
)
def test_running_text_says_whom_it_repeats(text: str, wires: tuple[str, ...]) -> None:
    assert in_text(text) == wires


def test_a_line_of_wires_names_nothing_else() -> None:
    assert alone("AFP / Reuters") == ("AFP", "Reuters")
    assert alone("Reuters, Tornio") == ()


def test_a_dateline_may_name_a_wire_that_nobody_listed() -> None:
    assert in_dateline("Northern Wire") == ("Northern Wire",)
    assert in_dateline("two of them") == ()


def test_every_alias_stands_once_and_says_where_it_counts() -> None:
    listed = list(rows("gather/agencies.tsv"))
    assert len({row["alias"] for row in listed}) == len(listed)
    assert {row["where"] for row in listed} == {"anywhere", "mark"}
