"""Whose doing others say an attack was, and what is no such word."""

from __future__ import annotations

import pytest

from read.telling import document, read
from tallystick.model.claims import IncidentClaim

BOMB = "A bomb exploded outside the town hall of Mopti on Monday, killing four people. "
DRONE = "A drone hit the fuel depot of Poltava on Monday, killing a guard. "


def doers(text: str) -> list[tuple[str, str]]:
    """Who did the first incident, and how surely it is said."""
    claims = read(document(text)).claims
    first = next(c for c in claims if isinstance(c, IncidentClaim))
    return [(one.actor.text, one.mode.value) for one in first.responsibility]


@pytest.mark.parametrize(
    ("told", "who", "how"),
    [
        ("The governor blamed JNIM.", "JNIM", "attributes"),
        ("The governor blamed the attack on JNIM.", "JNIM", "attributes"),
        ("JNIM was blamed for it.", "JNIM", "attributes"),
        ("Officials attributed it to JNIM.", "JNIM", "attributes"),
        ("The blame fell on JNIM.", "JNIM", "attributes"),
        ("The mayor held JNIM responsible.", "JNIM", "attributes"),
        ("The mayor pointed the finger at JNIM.", "JNIM", "attributes"),
        ("The police accused JNIM of planting it.", "JNIM", "attributes"),
        ("The mayor said that JNIM was behind it.", "JNIM", "attributes"),
        ("JNIM was responsible for the blast, he added.", "JNIM", "attributes"),
        ("The blast was the work of JNIM, the mayor said.", "JNIM", "attributes"),
        ("The bomb had been planted by JNIM, he said.", "JNIM", "attributes"),
        ("The attackers belonged to JNIM.", "JNIM", "attributes"),
        ("The two bombers were members of JNIM, he said.", "JNIM", "attributes"),
        ("Police suspect JNIM of being behind it.", "JNIM", "suspects"),
        ("Suspicion fell on JNIM.", "JNIM", "suspects"),
        ("The attack bore the hallmarks of JNIM.", "JNIM", "suspects"),
        ("Investigators linked the attack to JNIM.", "JNIM", "suspects"),
    ],
)
def test_an_attack_laid_to_somebody_in_words_of_its_own(
    told: str, who: str, how: str
) -> None:
    assert doers(BOMB + told) == [(who, how)]


@pytest.mark.parametrize(
    "told",
    [
        "Nobody has been blamed.",
        "The governor did not blame JNIM.",
        "Drivers blamed JNIM for the state of the roads.",
        "The two sides blamed each other.",
        "The owner blamed a faulty gas pipe.",
        "The governor accused JNIM of wanting war.",
        "The minister responsible for security resigned.",
        "JNIM was responsible for the harvest, he said.",
    ],
)
def test_what_lays_no_attack_to_anybody(told: str) -> None:
    assert doers(BOMB + told) == []


@pytest.mark.parametrize(
    "told",
    [
        "The drone was fired by Russian forces, the governor said.",
        "The drone had been launched by Russian forces.",
        "That drone came from Russian forces, he said.",
    ],
)
def test_a_weapon_that_was_told_says_whose_attack_it_was(told: str) -> None:
    assert doers(DRONE + told) == [("Russian forces", "attributes")]


def test_weapons_are_those_of_whom_a_pronoun_stands_for() -> None:
    text = (
        "The army went on the offensive in Gao. On Monday its helicopters and guns pounded "
        "a hideout at Mopti, killing two rebels."
    )
    assert ("army", "attributes") in doers(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Five villagers in Gao were killed on Monday at the hands of JNIM.", "JNIM"),
        ("Gao was shelled from positions of JNIM on Monday and five people died.", "JNIM"),
        (
            "The mayor accused JNIM of shelling a ferry near Gao on Monday, hurting two.",
            "JNIM",
        ),
    ],
)
def test_doers_behind_other_words_than_by(text: str, who: str) -> None:
    assert doers(text)[0][0] == who


def test_who_claims_one_attack_and_tells_of_another_claims_both() -> None:
    text = (
        "JNIM claimed an ambush that killed five soldiers near Gao on Monday. According to "
        "JNIM, a base at Ansongo was shelled the same day."
    )
    claims = [c for c in read(document(text)).claims if isinstance(c, IncidentClaim)]
    assert [[m.text for m in c.claimed_by] for c in claims] == [["JNIM"], ["JNIM"]]
