"""Who claims which attack: by place, by "both", by their own paper, by their own ministry."""

from __future__ import annotations

import pytest

from read.telling import document, read
from tallystick.model.claims import IncidentClaim

BOTH = (
    "A bomb wounded two policemen in Gao on Monday. Rockets hit the airport at Mopti on "
    "Tuesday. JNIM claimed both."
)
NAMED = (
    "Gunmen overran the post at Gao on Monday and killed two soldiers. A bomb hit a bus in "
    "Mopti the same day, wounding four people. The wounded were flown out. In a message JNIM "
    "admitted the action in Gao."
)
LAST = (
    "A car bomb killed nine people at a barracks in Bogota on Monday. Forty-four were hurt. "
    "The wounded were taken to three hospitals. Schools stayed shut. The ELN said in a call "
    "to a radio station that it was responsible."
)
MINISTRY = (
    "Russia's defence ministry said on Monday that Russian forces had struck a depot in "
    "Kharkiv on Sunday."
)
PAPER = (
    "In defence of the land, the fighters of Hezbollah carried out the following today. At "
    "06:40 a gathering of soldiers at Metula was shelled with rockets. Enemy drones struck a "
    "school in Tyre on Monday."
)


def claimed(text: str, title: str = "") -> dict[str, list[str]]:
    """Who claims the incident at each place."""
    claims = read(document(text, title=title)).claims
    return {
        one.place.text: [m.text for m in one.claimed_by]
        for one in claims
        if isinstance(one, IncidentClaim) and one.place is not None
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOTH, {"Gao": ["JNIM"], "Mopti": ["JNIM"]}),
        (NAMED, {"Gao": ["JNIM"], "Mopti": []}),
        (LAST, {"Bogota": ["ELN"]}),
        (MINISTRY, {"Kharkiv": ["Russian forces", "Russia's defence ministry"]}),
    ],
)
def test_a_claim_goes_to_the_attack_that_it_names(
    text: str, expected: dict[str, list[str]]
) -> None:
    assert claimed(text) == expected


def test_a_communique_is_its_group_s_own_word_and_a_report_is_not() -> None:
    assert claimed(PAPER, "Communiqué no. 5") == {"Metula": ["Hezbollah"], "Tyre": []}
    assert claimed(PAPER, "Border news") == {"Metula": [], "Tyre": []}
