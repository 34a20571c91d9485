"""What was attacked, in the words of the text, and by whose hands."""

from __future__ import annotations

import pytest

from read.telling import document, read
from tallystick.model.claims import IncidentClaim


def first(text: str) -> IncidentClaim:
    """The first incident of a text."""
    return next(c for c in read(document(text)).claims if isinstance(c, IncidentClaim))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Settlers set fire to two cars in Burin on Monday.", "two cars"),
        ("A bomb blew up under a patrol near Kurin on Monday, hurting one.", "patrol"),
        ("A bomb ripped through a church in Marawi on Monday, killing four.", "church"),
        ("A suicide bomber blew himself up in a market in Gao on Monday.", "market"),
        ("A suicide bomber blew himself up among recruits in Gao on Monday.", "recruits"),
        ("A shell burst over a school in Barda on Monday, killing two.", "school"),
        (
            "The Greek-owned tanker Blue Heron came under attack off Aden on Monday.",
            "Greek-owned tanker Blue Heron",
        ),
        ("Drones hit a US-run base near Erbil on Monday.", "US-run base"),
        ("Gunmen shot at a state-owned depot in Gao on Monday.", "state-owned depot"),
    ],
)
def test_what_was_attacked_is_told_in_full(text: str, target: str) -> None:
    assert target in [t.mention.text for t in first(text).targets]


def test_who_says_again_what_was_told_tells_of_no_other_attack() -> None:
    text = (
        "A bomb killed 26 people at a station in Quetta on Saturday. JNIM said that one of "
        "its members had blown himself up among troops."
    )
    told = [c for c in read(document(text)).claims if isinstance(c, IncidentClaim)]
    assert [[m.text for m in c.claimed_by] for c in told] == [["JNIM"]]


@pytest.mark.parametrize(
    ("text", "aims"),
    [
        ("Two teachers were shot at Mopti on Monday.", ["Two teachers"]),
        ("At Mopti, rebels burned a mill on Monday.", ["mill"]),
        ("Rebels burned a mill at Mopti on the night of the 9th.", ["mill"]),
        ("Rebels fired rockets at Mopti on Monday.", ["Mopti"]),
    ],
)
def test_where_it_was_is_no_target(text: str, aims: list[str]) -> None:
    assert [t.mention.text for t in first(text).targets] == aims
