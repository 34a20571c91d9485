"""What other programs read: JSON Lines whose keys are a promise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.terminal import DISPATCH, ROWS, Ran, articles, done, run

NUMBER = "low high stated"
MENTION = "text part start end kind actor"
PLACE = "text id name lat lon country precision radius_km reading alternatives"
DATE = "earliest latest edtf zone zone_assumed basis"
TOLL = f"{NUMBER} bound who side cause status_by as_of of alternative_of"
HEAD = "id reading kind background stance speaker chain evidence readers"
DOCUMENT = "id external_id source url title published language sha256"
COUNT = (
    "low best high measure rule incidents possible documents documents_read roots_read "
    "set_aside"
)

SHAPES: dict[str, str] = {
    "read": "document claims tallies statements findings",
    "read document": DOCUMENT,
    "read claims": f"{HEAD} event_type assertion perpetrators claimed_by responsibility "
    "targets weapons munitions multiplicity response place places date killed injured "
    "missing casualties_unsplit outcome effect",
    "read claims speaker": MENTION,
    "read claims targets": f"{MENTION} target_type",
    "read claims weapons": "text part start end kind actor weapon",
    "read claims place": PLACE,
    "read claims places": f"role {PLACE}",
    "read claims date": DATE,
    "read claims killed": TOLL,
    "read claims injured": TOLL,
    "read claims evidence": "field part start end quote",
    "read claims readers": "extractor score",
    "read tallies": f"{HEAD} count bound unit measure accumulation scope window since "
    "as_of zone_assumed stated_at data_cutoff definition excludes parts partition ordinal "
    "headline revises",
    "read tallies count": NUMBER,
    "read tallies scope": "perpetrators targets places countries event_types weapons "
    "predicate",
    "read tallies window": "start end anchor inclusive",
    "read tallies evidence": "field part start end quote",
    "read statements": f"{HEAD} act issuer on_behalf_of bound_actors conditions "
    "effective_from expires supersedes date",
    "read statements issuer": MENTION,
    "read findings": "code subjects message",
    "incidents": "incident documents claims fields grades parent set_aside findings",
    "incidents fields": "event_types places countries admin1 first_day last_day "
    "perpetrators claimed_by targets weapons killed injured outcome low high",
    "incidents grades": "occurrence responsibility effect",
    "incidents grades occurrence": "grade contested reason",
    "reconcile": "claim rule count verdict uninformative gap reasons findings",
    "reconcile count": COUNT,
    "reconcile gap": "low high",
    "reconcile findings": "code subjects message",
    "count": COUNT,
    "places": "document places",
    "places places": f"{PLACE} start end use reason",
    "dates": "document dates",
    "dates dates": "text start end shape earliest latest edtf basis timex reason",
    "dates dates timex": "type value",
}
"""The keys at each place of an answer: a change of them is a change of the interface."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("answers")


@pytest.fixture(scope="module")
def inputs(folder: Path) -> Path:
    return articles(folder)


@pytest.fixture(scope="module")
def answers(folder: Path, inputs: Path) -> dict[str, Ran]:
    words = {name.split()[0] for name in SHAPES}
    return {word: done(folder, word, inputs, "--json") for word in sorted(words)}


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects at one place of an answer."""
    many = value if isinstance(value, list) else [value]
    return [one for one in many if isinstance(one, dict)]


def found_at(rows: list[Any], path: list[str]) -> list[dict[str, Any]]:
    here = objects(rows)
    for key in path:
        here = [one for row in here for one in objects(row[key])]
    return here


@pytest.mark.parametrize("place", SHAPES)
def test_keys_are_the_promised_ones(place: str, answers: dict[str, Ran]) -> None:
    command, *path = place.split()
    found = found_at(answers[command].rows, path)
    assert found, "these articles should have one"
    for one in found:
        assert sorted(one) == sorted(set(SHAPES[place].split()))


def test_every_row_answers_in_the_order_it_came(answers: dict[str, Ran]) -> None:
    names = ["dispatch.txt", "register.txt", "row-1", "row-2"]
    for command in ("read", "places", "dates"):
        rows = answers[command].rows
        assert [row["document"]["external_id"] for row in rows] == names


def test_evidence_is_sliced_from_the_text_as_it_came(answers: dict[str, Ran]) -> None:
    texts = {"dispatch.txt": (DISPATCH, ""), "row-1": (ROWS[0]["text"], ROWS[0]["title"])}
    for row in answers["read"].rows:
        text, title = texts.get(row["document"]["external_id"], ("", ""))
        for claim in row["claims"] + row["tallies"] + row["statements"] if text else []:
            assert claim["evidence"]
            for said in claim["evidence"]:
                string = text if said["part"] == "text" else title
                assert string[said["start"] : said["end"]] == said["quote"]


def test_bytes_are_utf8_lines_without_escapes(answers: dict[str, Ran]) -> None:
    data = answers["read"].data
    assert "Küstenblatt".encode() in data
    assert data.endswith(b"\n")
    assert b"\r" not in data


def test_claims_of_incidents_and_totals_are_those_that_read_prints(
    answers: dict[str, Ran],
) -> None:
    read = answers["read"].rows
    claims = {claim["id"] for row in read for claim in row["claims"]}
    tallies = {claim["id"] for row in read for claim in row["tallies"]}
    joined = [claim for row in answers["incidents"].rows for claim in row["claims"]]
    assert sorted(joined) == sorted(claims)
    assert {row["claim"] for row in answers["reconcile"].rows} == tallies


def test_two_reports_of_one_drone_are_one_incident(answers: dict[str, Ran]) -> None:
    told = {frozenset(row["documents"]) for row in answers["incidents"].rows}
    assert {frozenset(("dispatch.txt", "register.txt")), frozenset(("row-1",))} == told


def test_a_file_gets_the_bytes_of_stdout(
    folder: Path, inputs: Path, answers: dict[str, Ran]
) -> None:
    ran = done(folder, "read", inputs, "--json", "--out", "read.jsonl")
    assert ran.data == b""
    assert (folder / "read.jsonl").read_bytes() == answers["read"].data


def test_read_for_people_shows_the_words_of_each_claim(folder: Path, inputs: Path) -> None:
    ran = done(folder, "read", inputs)
    told = ran.data.decode("utf-8")
    assert "tally: 15 attacks, SE, 2031-05-01 to end not stated (own voice)" in told
    assert "“The Tide Brigades announced that they suspend attacks on soldiers.”" in told
    assert "note: language-not-read" in told


def test_questions_are_answered_in_order_with_their_ids(folder: Path, inputs: Path) -> None:
    asked = (
        {"id": "all"},
        {"id": "no-deaths-there", "country": "FI", "type": "killing"},
        {"id": "dead", "country": "SE", "measure": "killed", "gold": {"count": 9}},
        {"id": "one-day", "since": "2031-05-08", "until": "2031-05-08"},
    )
    lines = "\n".join(json.dumps(one) for one in asked)
    (folder / "questions.jsonl").write_text(lines, "utf-8")
    rows = done(folder, "count", inputs, "--questions", "questions.jsonl", "--json").rows
    assert [row["id"] for row in rows] == ["all", "no-deaths-there", "dead", "one-day"]
    assert [(row["low"], row["high"]) for row in rows[:2]] == [(2, 2), (0, 0)]
    assert (rows[2]["low"], rows[2]["high"], rows[2]["measure"]) == (3, 4, "killed")
    assert rows[3]["incidents"] == [
        row["incident"]
        for row in done(folder, "incidents", inputs).rows
        if row["documents"] == ["row-1"]
    ]


def test_one_question_on_the_command_line_is_the_same_question(
    folder: Path, inputs: Path
) -> None:
    words = ("--country", "se", "--type", "uav_attack", "--since", "2031-05-09")
    (row,) = done(folder, "count", inputs, *words, "--json").rows
    assert (row["low"], row["high"]) == (1, 1)
    assert row["documents"] == ["dispatch.txt", "register.txt"]


def test_findings_can_fail_a_run(folder: Path) -> None:
    (folder / "sum.txt").write_text(
        "Source: Harbour Dispatch\nPublished: 2031-05-11\nTitle: Coast guard attacked\n\n"
        "The ministry said that the coast guard had been attacked 20 times since May 3, "
        "with 12 attacks in Sweden, 9 in Finland and one in Norway.\n",
        "utf-8",
    )
    (row,) = done(folder, "reconcile", "sum.txt", "--fail-on", "error").rows
    codes = [finding["code"] for finding in row["findings"]]
    assert codes == ["contradiction-parts-do-not-add-up"]
    ran = run(folder, "reconcile", "sum.txt", "--fail-on", "warning")
    assert (ran.code, ran.rows) == (1, [row])
    assert ran.talk == "findings of level warning or above: 1\n"
