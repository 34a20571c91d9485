"""The recipe trains on a few reports, twice the same, and weights are data, never code."""

from __future__ import annotations

import importlib
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from read.telling import document

from tallystick.errors import SetupError
from tallystick.model.claims import TallyClaim
from tallystick.read.tagger.extractor import TaggerExtractor
from tallystick.read.tagger.weights import (
    Linear,
    Weights,
    from_bytes,
    load,
    shipped,
    to_bytes,
)
from tallystick.read.tagger.words import Masks

sys.path.insert(0, str(Path(__file__).parents[2] / "train"))
recipe = importlib.import_module("train")
fit = importlib.import_module("fit")
labelled = importlib.import_module("labels").labelled

REPORTS = (
    ("Rebels have hit the Ama bridge 14 times since May.", "14", "hit"),
    ("Gunmen shot dead six on Sunday. It was the 31st attack this year.", "31st", "shot"),
    ("Shells fell on Koro, killing two. Police count 22 attacks since June.", "22", "fell"),
    ("The town band won nine of its 40 contests this year.", None, None),
    ("A mine killed a farmer near Tal. There were 17 blasts in May.", "17", "killed"),
)
"""Text, its total and the word that tells its incident."""


def labels(text: str, number: str | None, trigger: str | None) -> dict[str, Any]:
    """Gold of a report with one total and one incident, or with nothing."""
    lists: dict[str, Any] = {
        "perpetrators": [],
        "targets": [],
        "victims": [],
        "weapons": [],
    }
    totals = [] if number is None else [
        {"value_low": int(number.rstrip("st")), "unit": "attacks", "quote": number}
    ]  # fmt: skip
    events = [] if trigger is None else [
        {"event_type": "armed attack", "quote": text.split(". ")[0], "trigger": trigger} | lists
    ]  # fmt: skip
    return {"tallies": totals, "incidents": events, "statements": []}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    docs, gold = [], []
    for n, (text, number, trigger) in enumerate(REPORTS):
        row: dict[str, Any] = {
            "id": f"x{n}",
            "source": "The Courier",
            "published": "2024-07-01",
        }
        docs.append(row | {"title": "", "text": text, "language": "en", "url": None})
        covered = {"coverage": {"tallies": True, "incidents": True}}
        gold.append({"id": f"x{n}"} | covered | labels(text, number, trigger))
    for name, rows in (("docs", docs), ("gold", gold)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, "utf-8")
    return tmp_path


def test_five_reports_train_weights_that_read_and_again_the_same(folder: Path) -> None:
    first, second = folder / "one.npz", folder / "two.npz"
    for out in (first, second):
        assert recipe.main(["--data", str(folder), "--out", str(out)]) == 0
    assert first.read_bytes() == second.read_bytes()
    weights = load(first)
    assert {"page", "total", "event", "background"} <= set(weights.models)
    reading = TaggerExtractor(weights=weights).read(document(REPORTS[0][0]))
    totals = [claim for claim in reading.claims if isinstance(claim, TallyClaim)]
    assert [total.number.stated for total in totals] == [14]


def test_the_documents_of_a_folder_count_as_its_split_says(folder: Path) -> None:
    names = [one.name for one in labelled(folder)]
    assert [one.weight for one in labelled(folder)] == [1.0] * len(names)
    split = {"weight": 0.3, "tune": names[1:], "report": names[:1]}
    (folder / "split.json").write_text(json.dumps(split), "utf-8")
    assert [(one.name, one.weight) for one in labelled(folder)] == [
        (name, 0.3) for name in names[1:]
    ]


def test_a_row_that_counts_twice_is_two_rows() -> None:
    rows = fit.hashed_rows([["bomb", "bridge"], ["band"], ["bomb"], ["band", "bridge"]])
    truth = [True, False, True, False]
    counted = fit.fit(rows, truth, 1.0, least=1, counts=[2.0, 1.0, 1.0, 1.0])
    doubled = fit.fit([rows[0], *rows], [truth[0], *truth], 1.0, least=1)
    assert counted.columns == pytest.approx(doubled.columns, abs=2e-3)
    assert counted.bias == pytest.approx(doubled.bias, abs=2e-3)
    plain = fit.fit(rows, truth, 1.0, least=1)
    assert counted.columns != pytest.approx(plain.columns, abs=2e-3)


def test_what_counts_less_moves_the_threshold_less() -> None:
    found, truth = np.array([0.2, 0.4, 0.6, 0.8]), [True, False, False, True]
    assert fit.best_threshold(found, truth, counts=[1.0, 0.1, 0.1, 1.0])[0] <= 0.2
    assert fit.best_threshold(found, truth, counts=[0.1, 1.0, 1.0, 1.0])[0] > 0.6


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="expected docs"):
        recipe.main(["--data", str(tmp_path), "--out", str(tmp_path / "w.npz")])


def test_the_shipped_weights_load_and_are_small() -> None:
    weights = shipped()
    assert weights.masks is Masks.PARTIES
    assert {"page", "total", "event", "background", "cut"} <= set(weights.models)
    assert len(to_bytes(weights)) < 4_000_000


def test_weights_come_back_from_their_bytes() -> None:
    model = Linear({3: 0.5, 9: -1.25}, 0.125, 0.4)
    weights = Weights(Masks.NAMES, {"total": model}, {"type": 0.25})
    data = to_bytes(weights)
    assert from_bytes(data, "memory") == weights
    assert to_bytes(from_bytes(data, "memory")) == data


def pickled() -> bytes:
    file = BytesIO()
    np.savez(file, about=np.array([{"format": 1}], dtype=object))
    return file.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", pickled()])
def test_a_file_that_holds_no_weights_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "w.npz"
    path.write_bytes(data)
    with pytest.raises(SetupError, match="expected weights of tagger/1"):
        load(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="No such file"):
        load(tmp_path / "none.npz")
