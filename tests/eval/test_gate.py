"""The scorer scores: labels read back score one, every kind of damage lowers a figure."""

import copy
import importlib
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tallystick.model.documents import Document
from tallystick.model.ledger import Reading
from tallystick.parts import extractor

EVAL = Path(__file__).parents[2] / "eval"
sys.path.insert(0, str(EVAL))
scoring = importlib.import_module("scoring")
gate = importlib.import_module("gate")

Row = dict[str, Any]
WORDS = scoring.WORDS
PARTS = {"tallies": "tallies", "incidents": "claims", "statements": "statements"}


def rows(name: str) -> list[Row]:
    path = EVAL / "tally" / name
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


DOCS = rows("docs.jsonl")
GOLD = {row["id"]: row for row in rows("gold.jsonl")}
LABELS = [
    pytest.param(document, label, id=f"{document['id']}-{part}-{i}")
    for document in DOCS
    for part in PARTS
    for i, label in enumerate(GOLD[document["id"]][part])
]


def evidence(document: Row, quote: str, field: str) -> list[Row]:
    part = "text" if quote in document["text"] else "title"
    start = document[part].index(quote)
    span = {"part": part, "start": start, "end": start + len(quote)}
    return [{"field": field, **span, "quote": quote}]


def one(table: str, label: str) -> str:
    return min(WORDS[table][label], default="anything")


def tally(document: Row, label: Row) -> Row:
    return {
        "count": {"stated": label["value_low"]},
        "measure": one("measure", label["unit"]),
        "bound": one("bound", label["qualifier"]),
        "since": label["period_start"],
        "as_of": label["period_end_or_as_of"],
        "scope": {"countries": label["target_countries"]},
        "parts": [{"key": p["key"], "stated": p["value"]} for p in label["breakdown"]],
        "evidence": evidence(document, label["quote"], "count"),
    }


def groups(told: list[Row] | None) -> list[Row] | None:
    return told and [
        {**each, "stated": each["low"], "of": None, "alternative_of": None} for each in told
    ]


def named(name: str | None) -> list[Row]:
    return [{"text": name, "actor": None}] if name else []


def incident(document: Row, label: Row) -> Row:
    earliest = label.get("date_from", label["date"])
    if label["date_precision"] == "month":
        earliest = f"{label['date']}-01"
    intercepted = label["status"] == "foiled/intercepted"
    return {
        "assertion": "occurred",
        "background": False,
        "event_type": one("type", label["event_type"]),
        "stance": "self_claim" if label["status"] == "claimed" else "reports_as_fact",
        "outcome": "intercepted" if intercepted else "impact",
        "perpetrators": named(label["perpetrator"]),
        "claimed_by": named(label["claimant"]),
        "targets": named(label["target"]),
        "weapons": named(label["weapon"]),
        "place": {"text": label["place"], "country": label["country"]},
        "date": {"earliest": earliest, "latest": earliest},
        "killed": groups(label["killed"]),
        "injured": groups(label["injured"]),
        "evidence": evidence(document, label["quote"], "trigger"),
    }


def statement(document: Row, label: Row) -> Row:
    return {
        "act": one("act", label["type"]),
        "issuer": {"text": label["actor"]},
        "evidence": evidence(document, label["quote"], "act"),
    }


MAKE: dict[str, Callable[[Row, Row], Row]] = {
    "tallies": tally,
    "incidents": incident,
    "statements": statement,
}


def perfect() -> dict[str, Row]:
    """The labels themselves, as a reading. What is no total is left alone."""
    return {
        document["id"]: {
            key: [
                MAKE[part](document, label)
                for label in GOLD[document["id"]][part]
                if not label.get("distractor")
            ]
            for part, key in PARTS.items()
        }
        for document in DOCS
    }


def figures(read: dict[str, Row]) -> dict[str, float]:
    parts, _ = scoring.score(DOCS, GOLD, read)
    return {name: share for name, (share, _) in gate.flat("all", parts).items()}


PERFECT = figures(perfect())


def test_the_labels_read_back_score_one_everywhere() -> None:
    assert PERFECT
    assert {name: share for name, share in PERFECT.items() if share != 1.0} == {}


def without_the_first_total(row: Row) -> None:
    row["tallies"].pop(0)


def a_total_twice_as_large(row: Row) -> None:
    row["tallies"][0]["count"]["stated"] *= 2


def another_bound(row: Row) -> None:
    row["tallies"][0]["bound"] = "at_least"


def no_since(row: Row) -> None:
    row["tallies"][0]["since"] = None


def another_as_of(row: Row) -> None:
    row["tallies"][0]["as_of"] = "2023-11-13"


def a_country_less(row: Row) -> None:
    row["tallies"][0]["scope"] = {"countries": ["IQ"]}


def parts_exchanged(row: Row) -> None:
    first, second = row["tallies"][0]["parts"]
    first["key"], second["key"] = second["key"], first["key"]


def evidence_elsewhere(row: Row) -> None:
    row["tallies"][0]["evidence"][0]["start"] += 1


def an_incident_at_another_day(row: Row) -> None:
    row["claims"][0]["date"] = {"earliest": "2023-11-13", "latest": "2023-11-13"}


def an_incident_at_any_day(row: Row) -> None:
    row["claims"][0]["date"] = {"earliest": "2023-11-01", "latest": "2023-11-30"}


def an_incident_elsewhere(row: Row) -> None:
    row["claims"][0]["place"] = {"text": "Rumalyn", "country": "SY"}


def an_incident_by_other_means(row: Row) -> None:
    row["claims"][0]["event_type"] = "rocket_attack"


def an_incident_at_others(row: Row) -> None:
    row["claims"][0]["targets"] = named("Harbour Police")


def an_incident_claimed_by_nobody(row: Row) -> None:
    row["claims"][0]["claimed_by"] = []


def an_incident_only_planned(row: Row) -> None:
    row["claims"][0]["assertion"] = "planned"


def the_unhurt_left_out(row: Row) -> None:
    row["claims"][0]["injured"] = None


def the_dead_made_up(row: Row) -> None:
    row["claims"][0]["killed"] = groups([{"low": 0, "high": 0, "who": "any"}])


def an_incident_told_twice(row: Row) -> None:
    row["claims"].append(copy.deepcopy(row["claims"][0]))


def a_statement_by_another(row: Row) -> None:
    row["statements"][0]["issuer"] = {"text": "Pentagon"}


@pytest.mark.parametrize(
    ("damage", "falls"),
    [
        (without_the_first_total, "tallies/recall"),
        (a_total_twice_as_large, "tallies/precision"),
        (another_bound, "tallies/bound"),
        (another_bound, "tallies/full_f1"),
        (no_since, "tallies/since"),
        (another_as_of, "tallies/as_of"),
        (a_country_less, "tallies/countries"),
        (parts_exchanged, "tallies/parts"),
        (evidence_elsewhere, "evidence/offsets"),
        (an_incident_at_another_day, "incidents/date"),
        (an_incident_at_any_day, "incidents/date"),
        (an_incident_elsewhere, "incidents/place"),
        (an_incident_elsewhere, "incidents/country"),
        (an_incident_by_other_means, "incidents/type"),
        (an_incident_at_others, "incidents/target"),
        (an_incident_claimed_by_nobody, "incidents/claimant"),
        (an_incident_only_planned, "incidents/recall"),
        (the_unhurt_left_out, "incidents/injured_low"),
        (the_dead_made_up, "incidents/no_killed"),
        (an_incident_told_twice, "incidents/precision"),
        (a_statement_by_another, "statements/f1"),
    ],
)
def test_damage_lowers_its_figure(damage: Callable[[Row], None], falls: str) -> None:
    read = perfect()
    damage(read["e001"])
    assert figures(read)[f"all/{falls}"] < 1.0


def test_what_is_optional_may_be_left_out() -> None:
    read = perfect()
    read["e001"]["tallies"].pop()
    assert figures(read) == PERFECT


def test_what_is_disputed_is_right_either_way() -> None:
    read = perfect()
    read["e001"]["tallies"][1]["since"] = None
    assert figures(read) == PERFECT


def test_a_rate_taken_for_a_total_is_a_mistake() -> None:
    read = perfect()
    (document,) = (d for d in DOCS if d["id"] == "e008")
    (rate,) = (t for t in GOLD["e008"]["tallies"] if t["unit"] == "percent")
    read["e008"]["tallies"].append(tally(document, rate))
    assert figures(read)["all/tallies/precision"] < 1.0


def test_one_claim_stands_for_one_label_only() -> None:
    """Two strikes of one sentence, one of them read."""
    read = perfect()
    read["e028"]["claims"].pop()
    assert figures(read)["all/incidents/recall"] < 1.0


def test_a_document_that_was_not_read_counts_as_empty() -> None:
    read = perfect()
    del read["e008"]
    assert figures(read)["all/tallies/recall"] < 1.0


# ------------------------------------------------------------------ floors
NOW = {"all/tallies/f1": (0.7, 100), "all/statements/f1": (0.9, 9)}


def test_a_figure_over_few_cases_has_no_floor() -> None:
    pinned = gate.pin(NOW, {}, lower=False, digest="a")
    assert set(pinned["floors"]) == {"all/tallies/f1"}


@pytest.mark.parametrize(
    ("figure", "faults"),
    [(0.8, 0), (0.7, 0), (0.69, 0), (0.68, 1)],
    ids=["higher", "as pinned", "one label flipped", "two labels flipped"],
)
def test_a_fall_of_more_than_one_label_is_a_fault(figure: float, faults: int) -> None:
    pinned = gate.pin(NOW, {}, lower=False, digest="a")
    then = {"all/tallies/f1": (figure, 100)}
    assert len(gate.below(then, pinned, digest="a")) == faults


def test_a_floor_rises_by_itself_and_falls_only_when_allowed() -> None:
    high = gate.pin(NOW, {}, lower=False, digest="a")
    worse = {"all/tallies/f1": (0.5, 100)}
    kept = gate.pin(worse, high, lower=False, digest="a")
    let_down = gate.pin(worse, high, lower=True, digest="a")
    assert kept["floors"]["all/tallies/f1"]["floor"] == 0.7
    assert let_down["floors"]["all/tallies/f1"]["floor"] == 0.5


def test_a_changed_set_must_be_pinned_again() -> None:
    pinned = gate.pin(NOW, {}, lower=False, digest="a")
    assert gate.below(NOW, pinned, digest="b")


def test_the_floors_in_the_repository_are_of_the_sets_in_the_repository() -> None:
    floors = json.loads(gate.FLOORS.read_text("utf-8"))
    assert set(floors) == set(gate.OWN_EXTRACTORS)
    assert {one["own"]["digest"] for one in floors.values()} == {
        gate.sets_digest(gate.SETS)
    }


def test_no_report_stands_in_two_sets_or_in_both_halves() -> None:
    seen: list[str] = []
    for folder in gate.SETS:
        split = json.loads((folder / "split.json").read_text("utf-8"))
        seen += [*split["tune"], *split["report"]]
    assert len(seen) == len(set(seen))


# ------------------------------------------------------------------ the set
@pytest.mark.parametrize(("document", "label"), LABELS)
def test_every_quote_stands_once_in_its_report(document: Row, label: Row) -> None:
    assert document["text"].count(label["quote"]) == 1 or (
        label["quote"] not in document["text"] and label["quote"] in document["title"]
    )


def test_every_word_of_the_labels_has_its_line_in_the_tables() -> None:
    words = {"measure": "unit", "bound": "qualifier", "type": "event_type", "act": "type"}
    for table, key in {**words, "status": "status"}.items():
        part = {"act": "statements", "type": "incidents", "status": "incidents"}
        used = {x[key] for g in GOLD.values() for x in g[part.get(table, "tallies")]}
        assert used <= set(WORDS[table])


def test_every_report_stands_in_one_subset_and_every_event_too() -> None:
    split = json.loads((EVAL / "tally/split.json").read_text("utf-8"))
    assert Counter(split["tune"] + split["report"]) == Counter(d["id"] for d in DOCS)
    events = json.loads((EVAL / "tally/incident_groups.json").read_text("utf-8"))
    entries = json.loads((EVAL / "tally/contradictions.json").read_text("utf-8"))
    together = [e["members"] for e in events["groups"]] + [e["claims"] for e in entries]
    for members in together:
        assert len({member["doc"] in split["tune"] for member in members}) == 1


class Hasty:
    """Reads nothing but the totals of `tally/` that the rules find in its first report."""

    name = "hasty/1"

    def read(self, document: Document) -> Reading:
        """All that the rules read of one report, nothing of any other."""
        if document.text != DOCS[0]["text"]:
            return Reading(document.id, self.name)
        return extractor("rules/1").read(document)


def test_errors_are_shown_for_the_open_subset_alone() -> None:
    """An extractor that reads one headline number and misses every other label."""
    _, shown = gate.measure(Hasty())
    splits = [json.loads((f / "split.json").read_text("utf-8")) for f in gate.SETS]
    assert shown
    assert {miss.document for miss in shown} <= {one for s in splits for one in s["tune"]}


def test_parts_are_summed_as_they_are_written() -> None:
    for label in (t for g in GOLD.values() for t in g["tallies"] if t["breakdown"]):
        total = sum(part["value"] for part in label["breakdown"])
        adds_up = total == label["value_low"] if label["breakdown_is_partition"] else None
        assert (label["breakdown_sum"], label["breakdown_adds_up"]) == (total, adds_up)
