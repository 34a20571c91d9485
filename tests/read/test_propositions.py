"""What an act is composed of: every noun with every verb of its kind makes the same act."""

from __future__ import annotations

import pytest

from read.telling import document, read
from tallystick.model.claims import Statement

CONTEXT = "A bomb killed three soldiers near Gao on Monday.\n\n"
FIGHTS = "raids bombing campaign offensive".split()
ENDED = "halted suspended paused shelved".split()
BEGUN = "resumed restarted relaunched".split()
TRUCES = "truce ceasefire armistice".split()


def acts(sentence: str) -> list[tuple[str, str]]:
    claims = read(document(CONTEXT + sentence)).claims
    told = [c for c in claims if isinstance(c, Statement)]
    return [(c.act, c.issuer.text if c.issuer else "") for c in told]


@pytest.mark.parametrize("fight", FIGHTS)
@pytest.mark.parametrize("ended", ENDED)
def test_a_fight_that_is_ended_is_a_halt(fight: str, ended: str) -> None:
    assert acts(f"The Karo Front has {ended} its {fight}.") == [
        ("halt_announced", "Karo Front")
    ]


@pytest.mark.parametrize("fight", FIGHTS)
@pytest.mark.parametrize("begun", BEGUN)
def test_a_fight_that_is_begun_again_is_a_resumption(fight: str, begun: str) -> None:
    assert acts(f"The Karo Front has {begun} its {fight}.") == [
        ("resumption_announced", "Karo Front")
    ]


@pytest.mark.parametrize("truce", TRUCES)
@pytest.mark.parametrize("verb", "spurned snubbed rebuffed rejected".split())
def test_a_truce_that_is_refused(truce: str, verb: str) -> None:
    assert acts(f"The Karo Front {verb} the {truce}.") == [
        ("halt_rejected_by_faction", "Karo Front")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army halted the rebels' advance.",
        "The army stopped an attack on the bridge.",
        "If the Karo Front halts its raids, talks may begin.",
        "The Karo Front fired three rockets after the end of the truce.",
    ],
)
def test_what_is_no_halt(sentence: str) -> None:
    assert "halt_announced" not in [act for act, _ in acts(sentence)]
