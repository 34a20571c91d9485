"""One text that seems to tell two events, and another report that knows better."""

from dataclasses import replace

import pytest

from match.test_wording import claim, document
from tallystick.match.score import propose
from tallystick.model.claims import IncidentClaim
from tallystick.model.documents import Document
from tallystick.model.ledger import Ledger
from tallystick.model.values import Date, DateBasis
from tallystick.policy import Policy
from tallystick.resolve import resolve_all
from tallystick.table import build_table
from tallystick.testing import Scene

TWICE = (
    "Lena Marsh was shot dead outside the Copper Kettle near Alder Creek, said Deputy "
    "Tom Osei. The gunfire at the Copper Kettle followed a quarrel over a fence."
)
RETOLD = (
    "A man was charged over the shooting of Lena Marsh near Alder Creek. Tom Osei, a "
    "deputy, said that the quarrel over a fence began in the Copper Kettle."
)
STRANGERS = (
    "A man was charged over a shooting near a creek. A deputy said that the quarrel over "
    "a fence began in a bar."
)
ANOTHER = TWICE.replace("The gunfire", "A second round of gunfire")


def day(text: str) -> Date:
    return Date(text, text, text, DateBasis.EXPLICIT)


def groups(told: str, retold: str, means: str) -> int:
    """How many events two passages of one report and one of another are."""
    first, other = document("a", told), document("b", retold, "2024-05-04")
    shot = replace(claim(first, "shot dead"), event_type="direct_fire")
    fired = replace(claim(first, "gunfire"), event_type=means)
    claims = [
        replace(shot, date=day("2024-05-03")),
        replace(fired, date=day("2024-05-01")),
        replace(claim(other, "shooting"), event_type="direct_fire"),
    ]
    return _joined((first, other), claims)


def _joined(documents: tuple[Document, ...], claims: list[IncidentClaim]) -> int:
    actors = Scene("").directory
    table = build_table(Ledger(documents), claims, actors)
    links = propose(table, Policy(), actors)
    return len(set(resolve_all(table, links, Policy()).tolist()))


@pytest.mark.parametrize(
    ("told", "retold", "means", "events"),
    [
        (TWICE, RETOLD, "direct_fire", 1),
        (TWICE, RETOLD, "operation_unspecified", 1),
        (TWICE, STRANGERS, "direct_fire", 2),
        (ANOTHER, RETOLD, "direct_fire", 2),
    ],
)
def test_a_misread_day_gives_way_to_a_report_of_the_same_people(
    told: str, retold: str, means: str, events: int
) -> None:
    assert groups(told, retold, means) == events
