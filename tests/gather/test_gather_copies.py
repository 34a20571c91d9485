"""Scenes and laws: who repeats whom."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.gather import CopyPolicy, Gathered, find_copies, gather
from tallystick.model.documents import Copy, CopyKind, Document, Published, PublishedBasis

WIRE = """A drone struck a row of sleeping quarters at a camp near Pajala before dawn on
Sunday, killing two soldiers and wounding 20 others, the ministry said. It blamed an armed
group that opposes the presence of the force in the region. The group did not comment. The
force has been attacked 41 times since March 3, according to the ministry: 26 times in
Sweden, 14 times in Finland and once in Norway."""

OTHER = """Two soldiers died and 20 were hurt when a drone hit their barracks outside Pajala
early on Sunday. Residents spoke of a fire that could be seen from the other bank of the
river. Officials put the number of attacks since March 3 at 41 and held an armed group
responsible, which has so far kept silent about the matter."""


def document(
    text: str,
    source: str = "A",
    day: str | None = "2031-04-13",
    title: str = "",
    agencies: tuple[str, ...] = (),
) -> Document:
    published = Published(day, PublishedBasis.ROW) if day else None
    return Document(
        source, f"{source}-{day}", published, title, text, "en", agencies=agencies
    )


def originals(*documents: Document) -> dict[str, str]:
    """Source of each copy, and the source of its original."""
    source = {one.id: one.source for one in documents}
    return {source[copy.document]: source[copy.original] for copy in find_copies(documents)}


def test_the_same_words_are_an_exact_copy() -> None:
    first = document(WIRE, "wire")
    again = document(
        WIRE.upper().replace(",", " ,"), "paper", "2031-04-14", "Another title"
    )
    assert find_copies([again, first]) == (Copy(again.id, first.id, CopyKind.EXACT, 1.0),)


COPIES = {
    "another first line": f"Officials gave the figures on Sunday evening. {WIRE}",
    "a shortened end": " ".join(WIRE.split()[:40]),
    "a few edits": WIRE.replace("before dawn", "at dawn").replace(
        "group that", "band which"
    ),
    "a paragraph more": f"{WIRE} {OTHER.split('. ')[1]}. Schools in the town were closed.",
    "another toll": WIRE.replace("two soldiers", "three soldiers").replace("20", "34"),
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
def test_a_story_carried_with_changes_is_a_near_copy(text: str) -> None:
    first, second = document(WIRE, "wire"), document(text, "paper", "2031-04-14")
    (copy,) = find_copies([first, second])
    assert (copy.document, copy.original, copy.kind) == (second.id, first.id, CopyKind.NEAR)
    assert 0 < copy.similarity < 1


def test_two_reports_of_one_event_are_no_copies() -> None:
    assert originals(document(WIRE, "wire"), document(OTHER, "courier")) == {}


def test_bulletins_with_other_figures_are_no_copies() -> None:
    bulletin = (
        "In the past day the defence shot down {} drones and {} missiles, the air force "
        "said in its daily report. Fragments fell in {} places, {} people were hurt and {} "
        "houses were damaged. Emergency services are at work there. The air force reminds "
        "everybody to stay in shelters until the all-clear is given, to keep away from "
        "fragments and to report them to the nearest station of the police at once."
    )
    monday = document(bulletin.format(17, 3, 5, 12, 31), "force", "2031-04-14")
    tuesday = document(bulletin.format(9, 1, 2, 4, 8), "force", "2031-04-15")
    assert find_copies([monday, tuesday]) == ()


def test_the_same_few_words_on_other_days_are_no_copies() -> None:
    said = "Sirens sounded in the north."
    same = document(said, "a", "2031-04-01"), document(said, "b", "2031-04-02")
    later = document(said, "c", "2031-04-20"), document(said, "d", "2031-04-21")
    assert originals(*same, *later) == {"b": "a", "d": "c"}


def test_few_words_in_common_are_no_copy() -> None:
    assert (
        originals(
            document("Two soldiers were killed today.", "a"),
            document("Two soldiers were killed.", "b"),
        )
        == {}
    )


def test_documents_without_a_body_are_compared_by_title() -> None:
    title = "Two soldiers killed by a drone"
    assert originals(document("", "a", title=title), document(" ", "b", title=title)) != {}
    assert originals(document("", "a"), document(" ", "b")) == {}


def test_the_original_is_the_first_published_and_no_copy_itself() -> None:
    late = f"Officials gave the figures on Sunday evening. {WIRE}"
    found = originals(
        document(WIRE, "undated", None),
        document(late, "second", "2031-04-14"),
        document(WIRE, "third", "2031-04-15"),
        document(WIRE, "first", "2031-04-13"),
        document(late, "fourth", "2031-04-16"),
    )
    assert found == dict.fromkeys(["undated", "second", "third", "fourth"], "first")


def test_on_one_day_who_names_the_wire_repeats_it() -> None:
    wire = document(WIRE, "AFP", "2031-04-13T20:00", agencies=("AFP",))
    paper = document(WIRE, "paper", "2031-04-13T19:00", agencies=("AFP",))
    assert originals(wire, paper) == {"paper": "AFP"}


def test_on_one_day_the_earlier_hour_is_the_original() -> None:
    assert originals(
        document(WIRE, "late", "2031-04-13T20:00"),
        document(WIRE, "early", "2031-04-13T08:00"),
    ) == {"late": "early"}


def test_policy_decides_what_a_copy_is() -> None:
    pair = document(WIRE, "wire"), document(COPIES["another toll"], "paper", "2031-04-14")
    assert find_copies(pair)
    assert not find_copies(pair, CopyPolicy(jaccard=0.99, containment=0.99))


def test_headers_and_datelines_are_no_part_of_a_body(tmp_path: Path) -> None:
    files = {
        "a.txt": f"Source: A\nPublished: 2031-04-13\nTitle: One\n\nTORNIO (AFP) - {WIRE}",
        "b.txt": f"Another headline\n\n14 April 2031\n\n{WIRE}",
    }
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode())
    read = [item.document for item in gather([tmp_path]) if isinstance(item, Gathered)]
    (copy,) = find_copies(read)
    assert (copy.document, copy.kind) == (read[1].id, CopyKind.EXACT)


TEXTS = [WIRE, OTHER, *COPIES.values(), "Sirens sounded.", ""]
DOCUMENTS = st.lists(
    st.builds(
        document,
        st.sampled_from(TEXTS),
        st.sampled_from("ABCD"),
        st.sampled_from([None, "2031-04-13", "2031-04-14", "2031-05-01"]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_law_order_and_repetition_mean_nothing(
    found: list[Document], chance: random.Random
) -> None:
    shuffled = [*found, *found]
    chance.shuffle(shuffled)
    assert find_copies(shuffled) == find_copies(found)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(DOCUMENTS)
def test_law_an_original_is_no_copy_and_no_later(found: list[Document]) -> None:
    copies = find_copies(found)
    day = {one.id: one.published.day if one.published else "9999" for one in found}
    assert not {copy.document for copy in copies} & {copy.original for copy in copies}
    assert all(day[copy.original] <= day[copy.document] for copy in copies)
    assert len({copy.document for copy in copies}) == len(copies)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(DOCUMENTS, st.integers(0, 7))
def test_law_adding_an_exact_copy_changes_no_other(
    found: list[Document], which: int
) -> None:
    if which >= len(found):
        return
    added = document(found[which].text, "Z", "2031-06-01")
    before = {copy.document: copy for copy in find_copies(found)}
    after = {copy.document: copy for copy in find_copies([*found, added])}
    undated = {one.id for one in found if one.published is None}
    for name in {one.id for one in found} - undated:
        assert before.get(name) == after.get(name)


def test_the_examples_hold_two_copies() -> None:
    examples = gather([Path(__file__).parents[2] / "examples"])
    items = [item for item in examples if isinstance(item, Gathered)]
    name = {item.document.id: item.intake.external_id for item in items}
    documents = [item.document for item in items]
    assert {
        name[copy.document]: name[copy.original] for copy in find_copies(documents)
    } == {
        "02-harbour-gazette.txt": "01-meridian-strike.txt",
        "07-coastal-press-correction.txt": "03-coastal-press-toll.txt",
    }
