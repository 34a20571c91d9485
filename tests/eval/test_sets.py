"""Every labelled set of the gate is whole: labels quote their report, events stay together."""

import importlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "eval"))
gate = importlib.import_module("gate")
WORDS = importlib.import_module("scoring").WORDS

Row = dict[str, Any]
WORD_OF = (
    ("tallies", "unit", "measure"),
    ("tallies", "qualifier", "bound"),
    ("incidents", "event_type", "type"),
    ("incidents", "status", "status"),
    ("statements", "type", "act"),
)
"""Part of a gold row, field of its labels, table of the words that the field may hold."""
NOUNS = ("perpetrators", "claimants", "targets", "victims", "weapons")
every_set = pytest.mark.parametrize("folder", gate.SETS, ids=lambda folder: folder.name)


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def pairs(folder: Path) -> list[tuple[Row, Row]]:
    labels = {row["id"]: row for row in rows(folder / "gold.jsonl")}
    return [(one, labels[one["id"]]) for one in rows(folder / "docs.jsonl")]


def split(folder: Path) -> dict[str, list[str]]:
    halves: dict[str, list[str]] = json.loads((folder / "split.json").read_text("utf-8"))
    return halves


@every_set
def test_every_quote_is_a_piece_of_its_report(folder: Path) -> None:
    for document, gold in pairs(folder):
        for label in (one for part, _, _ in WORD_OF for one in gold[part]):
            where = document[label.get("quote_part") or "text"]
            assert label["quote"] in where or label["quote"] in document["title"]


@every_set
def test_every_word_of_the_labels_is_known_to_the_scorer(folder: Path) -> None:
    for _, gold in pairs(folder):
        for part, field, table in WORD_OF:
            assert {label[field] for label in gold[part]} <= set(WORDS[table])


@every_set
def test_what_takes_part_is_named_as_the_report_names_it(folder: Path) -> None:
    for document, gold in pairs(folder):
        for label in gold["incidents"]:
            for name in (one for field in NOUNS for one in label.get(field, ())):
                assert name in document["text"] or name in document["title"]


@every_set
def test_a_trigger_stands_in_its_quote(folder: Path) -> None:
    for _, gold in pairs(folder):
        assert all(one.get("trigger", "") in one["quote"] for one in gold["incidents"])


@every_set
def test_sums_are_those_of_the_parts(folder: Path) -> None:
    for _, gold in pairs(folder):
        for label in (one for one in gold["tallies"] if one["breakdown"]):
            total = sum(part["value"] for part in label["breakdown"])
            whole = label["breakdown_is_partition"]
            adds_up = total == label["value_low"] if whole else None
            assert (label["breakdown_sum"], label["breakdown_adds_up"]) == (total, adds_up)


@every_set
def test_every_report_and_every_event_stands_in_one_half(folder: Path) -> None:
    halves = split(folder)
    names = Counter(halves["tune"] + halves["report"])
    assert names == Counter(document["id"] for document, _ in pairs(folder))
    told = json.loads((folder / "incident_groups.json").read_text("utf-8"))
    for group in told["groups"] if isinstance(told, dict) else told:
        members = group.get("mentions") or group["members"]
        assert len({member["doc"] in halves["tune"] for member in members}) == 1


@every_set
def test_a_group_names_incidents_that_are_labelled(folder: Path) -> None:
    counts = {document["id"]: len(gold["incidents"]) for document, gold in pairs(folder)}
    told = json.loads((folder / "incident_groups.json").read_text("utf-8"))
    for group in told["groups"] if isinstance(told, dict) else told:
        for member in group.get("mentions") or group["members"]:
            assert member.get("incident", 0) < counts[member["doc"]]
