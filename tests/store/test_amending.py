"""A book that is amended is, byte for byte, the book of a full run: after every edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from derive.ledgers import ACTORS, CAST, DAYS, MANY, SITES, SOURCES, TOLLS, VOICES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallystick import pipeline
from tallystick.codec import dumps
from tallystick.model.documents import Copy
from tallystick.model.judgements import Judgement
from tallystick.policy import MatchPolicy, Policy
from tallystick.store import Stamp, Store
from tallystick.testing import Scene

from .scenes import NOW, fresh, redacts

EXTRACTOR = "scene/1"
CROWDED = Policy(matching=MatchPolicy(block_rows=3, crowd_rows=4, rare_rows=2))
"""Keys become crowds, and cease to be, within a handful of documents."""
STRICT = Policy(link_at=0.7, maybe_at=0.6, matching=MatchPolicy(closed_rows=2))
POLICIES = [Policy(), CROWDED, STRICT]
VERDICTS = ["same", "different", "reject", "set_aside", "accept", "correct", "withdraw"]
TOTALS = ["by=red-front", "where=IQ", "since=2024-05-01", "until=2024-05-03", ""]
MEASURES = ["", "", "measure=killed", "measure=sites", "measure=munitions"]


class Desk:
    """A ledger that a scene comes into step by step."""

    def __init__(self, scene: Scene, policy: Policy, store: Store) -> None:
        self.scene, self.policy, self.store = scene, policy, store
        self.stamp = Stamp(dumps(policy), (), EXTRACTOR, None, "")
        self.here: set[str] = set()
        self.amended = 0

    def document(self, name: str) -> None:
        document = self.scene.docs[name]
        self.store.add([document], [], NOW)
        self.here.add(document.id)
        self.store.save_copies([c for c in self.scene.copies if self._both(c)])
        (reading,) = (r for r in self.scene.ledger.readings if r.document == document.id)
        self.store.save_reading(reading)

    def _both(self, copy: Copy) -> bool:
        return {copy.document, copy.original} <= self.here

    def say(self, judgement: Judgement) -> None:
        self.store.add_judgement(judgement)

    def derive(self) -> None:
        """Amend the book, or derive it in full; hold it against a full run."""
        ledger, actors = self.store.ledger(EXTRACTOR), self.scene.directory
        expected = pipeline.work(ledger, self.policy, None, actors)
        if self.store.amend(self.policy, actors, self.stamp) is None:
            self.store.save_worked(ledger, expected, self.policy, self.stamp)
        else:
            self.amended += 1
        found = self.store.book()
        assert found is not None
        assert dumps(found) == dumps(expected.book)


@st.composite
def lives(draw: st.DrawFn) -> tuple[Scene, list[str | int]]:
    """A scene, and the order in which its documents come and its judgements are said."""
    lines = [CAST]
    for number in range(draw(st.integers(2, 6))):
        day, source = draw(st.sampled_from("24579")), draw(st.sampled_from(SOURCES))
        lines.append(f"doc d{number} 2024-05-0{day} {source}")
        for claim in range(draw(st.integers(0, 3))):
            fields = [SITES, DAYS, TOLLS, ACTORS, VOICES, MANY]
            words = " ".join(draw(st.sampled_from(choice)) for choice in fields)
            lines.append(f"incident c{number}{claim} d{number} {words} target=state:US")
        if draw(st.integers(0, 2)) == 0:
            words = " ".join(draw(st.lists(st.sampled_from(TOTALS), unique=True)))
            words += " " + draw(st.sampled_from(MEASURES))
            lines.append(f"total t{number} d{number} {draw(st.integers(1, 9))} {words}")
    if draw(st.booleans()):
        lines.append("doc copy 2024-05-06 Mirror copies=d0")
    if draw(st.booleans()):
        lines.append("doc near 2024-05-08 Echo resembles=d1")
    scene = Scene("\n".join(lines))
    events = sorted(
        name for name in scene.claims if "c" in name.partition(".")[2] or name[0] == "c"
    )
    stated = sorted(set(scene.claims).difference(events))
    for verdict in draw(st.lists(st.sampled_from(VERDICTS), max_size=5)):
        of_total = verdict in ("set_aside", "reject", "accept") and draw(st.booleans())
        _judge(draw, scene, verdict, stated if of_total else events)
    steps: list[str | int] = list(draw(st.permutations(sorted(scene.docs))))
    for number in range(len(scene.log)):
        low = next((i + 1 for i, s in enumerate(steps) if s == number - 1), 0)
        steps.insert(draw(st.integers(max(low, len(steps) // 2), len(steps))), number)
    return scene, steps


def _judge(draw: st.DrawFn, scene: Scene, verdict: str, names: list[str]) -> None:
    if verdict == "withdraw":
        if scene.log:
            scene.judge("withdraw", str(draw(st.integers(1, len(scene.log)))))
    elif verdict == "correct" and names:
        change = draw(st.sampled_from(["at=airfield", "on=2024-05-02", "killed=17"]))
        scene.judge("correct", draw(st.sampled_from(names)), change)
    elif verdict in ("same", "different"):
        if len(names) > 1:
            pair = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
            scene.judge(verdict, *draw(pair))
    elif names and verdict != "correct":
        scene.judge(verdict, draw(st.sampled_from(names)))


@pytest.mark.parametrize("policy", POLICIES, ids=["usual", "crowded", "strict"])
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(life=lives())
def test_after_every_edit_the_book_is_that_of_a_full_run(
    policy: Policy, life: tuple[Scene, list[str | int]]
) -> None:
    scene, steps = life
    with TemporaryDirectory() as folder, fresh(Path(folder, "ledger.db")) as store:
        desk = Desk(scene, policy, store)
        desk.derive()
        for step in steps:
            if isinstance(step, str):
                desk.document(step)
            else:
                desk.say(scene.log[step])
            desk.derive()


SCENE = f"""{CAST}
doc d1 2024-05-02 wire
incident a d1 at=harbour on=2024-05-01 killed=3
doc d2 2024-05-03 agency
incident b d2 at=harbour on=2024-05-01 killed=3
total t d2 4 since=2024-05-01 until=2024-05-09
doc d3 2024-05-20 Daily
incident c d3 at=airfield on=2024-05-19
judge different a b
judge withdraw 1
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with fresh(tmp_path / "ledger.db") as store:
        desk = Desk(Scene(SCENE), Policy(), store)
        desk.document("d1")
        desk.derive()
        yield desk


def test_a_document_more_touches_only_what_it_meets(desk: Desk) -> None:
    desk.document("d3")
    changed = desk.store.amend(desk.policy, desk.scene.directory, desk.stamp)
    assert changed is not None
    assert changed.components == 1
    desk.document("d2")
    desk.derive()
    desk.say(desk.scene.log[0])
    desk.derive()
    desk.say(desk.scene.log[1])
    desk.derive()
    assert desk.amended == 3


def work_of_a_document_more(path: Path, many: int) -> int:
    """Steps of the database's machine, in tens, for one document among so many others
    that have nothing to do with it, on twenty days in turn."""
    lines = [CAST]
    for number in range(many):
        day = date(2020, 1, 1) + timedelta(days=20 * (number % 20))
        lines += [
            f"place site{number} facility IQ {10 + number / 10:.2f},{20 + number / 10:.2f}",
            f"doc d{number:03} {day + timedelta(days=1)} Daily",
            f"incident c{number} d{number:03} at=site{number} on={day} killed=3",
            f"total t{number} d{number:03} 4 since={day} until={day} where=IQ",
        ]
    lines += ["doc more 2030-05-02 wire", "incident m more at=harbour on=2030-05-01"]
    with fresh(path) as store:
        desk = Desk(Scene("\n".join(lines)), Policy(), store)
        for name in sorted(desk.scene.docs)[:-1]:
            desk.document(name)
        desk.derive()
        desk.document("more")
        steps = [0]

        def step() -> None:
            steps[0] += 1

        with store.transaction("count") as connection:
            raw: Any = connection.connection.driver_connection
        raw.set_progress_handler(step, 10)
        changed = store.amend(desk.policy, desk.scene.directory, desk.stamp)
        raw.set_progress_handler(None, 0)
        assert changed is not None
        assert changed.components == 1
    return steps[0]


def test_the_work_of_a_document_more_does_not_grow_with_the_ledger(tmp_path: Path) -> None:
    few, many = (work_of_a_document_more(tmp_path / f"{n}.db", n) for n in (20, 80))
    assert many < 1.1 * few


def test_a_ledger_that_has_not_changed_has_the_same_book(desk: Desk) -> None:
    changed = desk.store.amend(desk.policy, desk.scene.directory, desk.stamp)
    assert changed is not None
    assert changed.components == 0
    desk.derive()


@pytest.mark.parametrize(
    "makers",
    [
        Stamp(dumps(STRICT), (), EXTRACTOR, None, ""),
        Stamp(dumps(Policy()), (("tallystick", "later"),), EXTRACTOR, None, ""),
        Stamp(dumps(Policy()), (), "scene/2", None, ""),
    ],
    ids=["policy", "version", "extractor"],
)
def test_what_was_made_otherwise_is_derived_in_full(desk: Desk, makers: Stamp) -> None:
    assert desk.store.amend(desk.policy, desk.scene.directory, makers) is None


def test_after_a_redaction_and_another_reading_all_is_derived_in_full(desk: Desk) -> None:
    (reading,) = desk.store.readings(EXTRACTOR)
    desk.store.save_reading(reading)
    assert desk.store.amend(desk.policy, desk.scene.directory, desk.stamp) is None
    desk.derive()
    desk.document("d2")
    desk.derive()
    assert desk.amended == 1
    document = desk.scene.docs["d1"]
    for person in ("Ann", "Ben"):
        desk.say(redacts(document, person, "report002"))
    assert desk.store.amend(desk.policy, desk.scene.directory, desk.stamp) is None


def test_a_book_saved_without_its_matches_is_not_amended(desk: Desk) -> None:
    book = desk.store.book()
    assert book is not None
    desk.store.save_book(book, desk.stamp)
    assert desk.store.amend(desk.policy, desk.scene.directory, desk.stamp) is None


@pytest.mark.parametrize(
    "change",
    [{"language": "fr"}, {"title": "WITHDRAWN: drones over the harbour"}],
    ids=["another language", "a notice"],
)
def test_what_may_be_about_any_other_document_is_derived_in_full(
    desk: Desk, change: dict[str, Any]
) -> None:
    desk.store.add([replace(desk.scene.docs["d3"], **change)], [], NOW)
    assert desk.store.amend(desk.policy, desk.scene.directory, desk.stamp) is None
    desk.derive()
