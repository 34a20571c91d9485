"""One act of speech in the many words that a wire finds for it; and what is no act."""

from __future__ import annotations

from pathlib import Path

import pytest

from read.telling import document, read
from tallystick.model.claims import Statement

CONTEXT = "A bomb killed three soldiers near Gao on Monday.\n\n"
LINES = (Path(__file__).parent / "act_wordings.txt").read_text("utf-8").splitlines()
ROWS = [line.split(" | ", 2) for line in LINES if line and line[0] != "#"]


@pytest.mark.parametrize(("act", "issuer", "wording"), ROWS, ids=[r[2] for r in ROWS])
def test_an_act_in_its_many_words(act: str, issuer: str, wording: str) -> None:
    claims = read(document(CONTEXT + wording)).claims
    told = [
        (c.act, c.issuer.text if c.issuer else "")
        for c in claims
        if isinstance(c, Statement)
    ]
    assert told == ([] if act == "-" else [(act, issuer)])


def test_a_quotation_of_several_sentences_is_of_who_is_named_behind_it() -> None:
    text = CONTEXT + '"We shall burn the bridge. They started it," the Green Front said.'
    claims = [c for c in read(document(text)).claims if isinstance(c, Statement)]
    assert [(c.act, c.issuer and c.issuer.text) for c in claims] == [
        ("threat", "Green Front")
    ]


def test_a_quotation_goes_on_behind_who_is_named() -> None:
    text = (
        CONTEXT
        + '"It was them," the army said. "They fled. We will hunt down the killers."'
    )
    claims = [c for c in read(document(text)).claims if isinstance(c, Statement)]
    assert ("threat", "army") in [(c.act, c.issuer and c.issuer.text) for c in claims]
