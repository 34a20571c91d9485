"""`why` at the terminal: for a person, and as JSON."""

from pathlib import Path
from typing import Any

import pytest

from cli.terminal import articles, done, run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("why")
    articles(place)
    done(place, "review", "articles", "--format", "json", "-o", "first.json")
    return place


def joined(folder: Path) -> Any:
    """The incident that two reports tell of."""
    rows = done(folder, "incidents").rows
    return next(row for row in rows if len(row["claims"]) > 1)


def test_an_incident_and_a_pair_in_words(folder: Path) -> None:
    row = joined(folder)
    text = done(folder, "why", row["incident"]).data.decode()
    assert text.startswith(row["incident"])
    assert all(claim in text for claim in row["claims"])
    assert "one incident: what they say fits together" in text
    pair = done(folder, "why", *row["claims"][:2]).data.decode()
    assert "16x for  place same site" in pair
    assert "pairs are joined from 0.5 on" in pair
    assert done(folder, "why", row["claims"][0]).data.decode() == text


def test_the_same_for_machines(folder: Path) -> None:
    row = joined(folder)
    (told,) = done(folder, "why", row["incident"], "--json").rows
    assert told.keys() == {
        *("incident", "claims", "parent", "set_aside"),
        *("links", "near", "link_at", "shown"),
    }
    link = told["links"][0]
    assert link.keys() == {
        *("left", "right", "joined", "part", "ending", "score", "prior"),
        *("reasons", "judgements"),
    }
    odds = link["prior"] + sum(one["weight"] for one in link["reasons"])
    assert round(1 / (1 + 2**-odds), 4) == link["score"]
    (pair,) = done(folder, "why", *row["claims"][:2], "--json").rows
    assert pair.keys() == {"asked", "incidents", "link", "against", "link_at", "shown"}
    assert pair["incidents"] == [row["incident"]]


def test_a_persons_word_is_told_with_who_and_why(folder: Path) -> None:
    pair = joined(folder)["claims"][:2]
    words = ("--why", "two nights", "--by", "A. Reader")
    said = done(folder, "judge", "different", *pair, *words).data.decode().strip()
    text = done(folder, "why", *pair).data.decode()
    assert "two incidents: a person called the two different events" in text
    assert "two nights" in text
    assert "A. Reader" in text
    assert said in text
    done(folder, "judge", "withdraw", said, *words)


def test_a_slip_is_answered_with_advice(folder: Path) -> None:
    ran = run(folder, "why", "incident-none")
    assert ran.code == 2
    assert "tallystick incidents" in ran.talk
