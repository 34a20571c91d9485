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
        (MINISTRY, {"Kharkiv": ["Russia's defence ministry", "Russian forces"]}),
    ],
)
def test_a_claim_goes_to_the_attack_that_it_names(
    text: str, expected: dict[str, list[str]]
) -> None:
    assert claimed(text) == expected


def test_a_communique_is_its_group_s_own_word_and_a_report_is_not() -> None:
    assert claimed(PAPER, "Communiqué no. 5") == {"Metula": ["Hezbollah"], "Tyre": []}
    assert claimed(PAPER, "Border news") == {"Metula": [], "Tyre": []}


BLAST = "A bomb exploded outside the town hall of Mopti on Monday, killing four people. "


@pytest.mark.parametrize(
    "told",
    [
        "JNIM, in a claim read out on its radio, spoke of nine soldiers dead.",
        "There was a claim of responsibility from JNIM.",
        "A claim of responsibility by JNIM appeared on Telegram.",
        "JNIM's claim of responsibility came on Tuesday.",
        "JNIM was quick to claim the attack.",
        "JNIM took the credit.",
        "JNIM said it did it.",
        "Two of its fighters had done it, JNIM said.",
        "The bomber was one of its men, JNIM said later.",
        "JNIM said that the two were its men.",
        "The attack was the work of its fighters, JNIM said.",
        "JNIM said its men had been after officials.",
        "JNIM said its men had gone for officials.",
        "Leaflets left at the scene were signed by JNIM.",
        "An anonymous caller claimed the attack in the name of JNIM.",
        '"Our men carried out the operation," said Adan Roe, a spokesman of JNIM.',
    ],
)
def test_who_owns_up_in_words_of_their_own(told: str) -> None:
    assert "JNIM" in claimed(BLAST + told)["Mopti"]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb attack claimed by JNIM killed four people in Mopti on Monday.",
        "A bomb killed four people in Mopti on Monday, in an attack claimed by JNIM.",
        "Four people were killed in a bombing in Mopti on Monday that JNIM has claimed.",
        "Four people died in a bombing in Mopti on Monday, which JNIM claimed.",
    ],
)
def test_who_claims_what_the_same_sentence_tells(text: str) -> None:
    assert claimed(text)["Mopti"] == ["JNIM"]


@pytest.mark.parametrize(
    "told",
    [
        "There was no claim of responsibility.",
        "JNIM hailed the bombing but did not claim it.",
        "The army's claim that it had been warned is being looked into.",
        "A statement by the union spoke of a claim for wages.",
        "Police suspect JNIM, which has not commented.",
        "The dead were not its men, JNIM said.",
    ],
)
def test_what_is_no_claim(told: str) -> None:
    assert claimed(BLAST + told)["Mopti"] == []


@pytest.mark.parametrize(
    "told",
    [
        "JNIM said that it had sent the attackers.",
        "JNIM called it the work of its soldiers.",
        "JNIM says its men were the authors.",
        "JNIM said the operation was its own.",
        "Adan Roe, speaking for JNIM, said that the group had done it.",
        "A man who said that he spoke for JNIM told a radio station that the group had done it.",
    ],
)
def test_whose_work_it_was_by_their_own_word(told: str) -> None:
    assert "JNIM" in claimed(BLAST + told)["Mopti"]


def test_what_was_sent_is_owned_up_to() -> None:
    drones = "Four drones hit the depot at Mopti on Monday, killing a guard. "
    for told in ("it had sent the drones", "it had launched a swarm of drones"):
        assert "JNIM" in claimed(f"{drones}JNIM said that {told}.")["Mopti"]


@pytest.mark.parametrize(
    "text",
    [
        "US jets struck a depot at Homs on Monday and killed five people.",
        "US shells hit a depot at Homs on Monday, killing five people.",
        "Hezbollah said that the US had bombed a depot at Homs on Monday.",
        "The militia said US had attacked its base at Homs on Monday.",
        "US airstrikes on militia positions at Homs killed 16 people on Monday. The militia "
        "said that the strikes on its headquarters were a crime.",
        "Western jets bombed a depot at Homs on Monday, the mayor said.",
    ],
)
def test_the_states_of_america_are_no_pronoun(text: str) -> None:
    assert claimed(text)["Homs"] == []
