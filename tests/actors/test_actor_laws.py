"""What must hold of every text and every row of the directory."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.directory import ORGANS, directory
from tallystick.read.actors import find_actors, find_roles, resolve_actor
from tallystick.schemes import rows

STATES = {row["iso"]: row["name"] for row in rows("actors/states.tsv")}
DEMONYMS = {
    row["text"]: row["iso"]
    for row in rows("actors/state_names.tsv")
    if row["kind"] == "demonym" and row["language"] == "en"
}
SHARED = {"Congolese", "Dominican"}
"""Adjectives of two states each."""
PIECES = [
    "Kata'ib Hezbollah",
    "KH",
    "U.S.",
    "Iran-backed",
    "militias",
    "army",
    "of",
    "(",
    ")",
    "spokesman",
    "Gen.",
    "Jane Roe",
    ",",
    "«",
    "\u200f",
    "حزب الله",
    'צה"ל',
    "ВСУ",
    "l'armée",
    "\ud800",
    "\x00",
    "\n",
    " ",
    "-",
    "'",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map(" ".join)
languages = st.sampled_from(["en", "ar", "fr", "tr", "xx", ""])


@settings(max_examples=150, derandomize=True, deadline=None)
@given(texts, languages)
def test_any_text_gives_spans_in_order_that_do_not_overlap(
    text: str, language: str
) -> None:
    end = 0
    for actor in find_actors(text, language):
        assert end <= actor.start < actor.end <= len(text)
        assert text[actor.start : actor.end].strip() == text[actor.start : actor.end]
        assert actor.reason
        assert actor.actor is None or directory().get(actor.actor) is not None
        end = actor.end


@settings(max_examples=150, derandomize=True, deadline=None)
@given(texts, languages)
def test_a_person_in_role_stands_inside_the_phrase(text: str, language: str) -> None:
    end = 0
    for role in find_roles(text, language):
        assert end <= role.start <= role.person_start < role.person_end <= role.end
        assert role.end <= len(text)
        end = role.end


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.text(max_size=40))
def test_a_name_that_nobody_gave_is_resolved_without_a_crash(name: str) -> None:
    found = resolve_actor(name)
    assert (found.start, found.end) == (0, len(name))
    assert found.reason


@settings(max_examples=60, derandomize=True, deadline=None)
@given(texts)
def test_a_sentence_before_it_moves_every_span_by_its_length(text: str) -> None:
    before = "Nothing else happened here.\n\n"
    moved = [
        (a.start - len(before), a.end - len(before)) for a in find_actors(before + text)
    ]
    assert moved == [(a.start, a.end) for a in find_actors(text)]


@pytest.mark.parametrize(("noun", "organ"), [("forces", "military"), ("police", "police")])
def test_every_state_is_treated_alike(noun: str, organ: str) -> None:
    for adjective in sorted(set(DEMONYMS) - SHARED):
        text = f"The {adjective} {noun} said so."
        (found,) = find_actors(text)
        assert text[found.start : found.end] == f"{adjective} {noun}"
        assert found.actor == f"state:{DEMONYMS[adjective]}/{organ}"


@pytest.mark.parametrize("party", ["Israeli", "Iranian", "Russian", "American", "Ugandan"])
def test_a_speakers_adjective_between_state_and_force_changes_nothing(party: str) -> None:
    plain = find_actors(f"{party} army")[0].actor
    for word in ("terrorist", "occupation", "invading", "enemy", "regular"):
        assert find_actors(f"{party} {word} army")[0].actor == plain


@pytest.mark.parametrize("organ", sorted(ORGANS))
def test_every_state_and_organ_is_in_the_directory(organ: str) -> None:
    known = directory()
    for iso in STATES:
        assert known.get(f"state:{iso}") is not None
        part = known.get(f"state:{iso}/{organ}")
        assert part is not None
        assert part.country == iso
        assert [e.object for e in known.edges(part.id)] == [f"state:{iso}"]


def test_every_actor_is_found_under_its_own_name() -> None:
    for actor in directory():
        assert resolve_actor(actor.name).actor == actor.id, actor.name


def test_every_alias_is_its_actors_or_stays_open() -> None:
    known = directory()
    bearers: dict[str, set[str]] = {}
    for alias in known.aliases:
        bearers.setdefault(alias.text, set()).add(alias.id)
    for alias in known.aliases:
        if alias.context or len(bearers[alias.text]) > 1:
            continue
        found = resolve_actor(alias.text, alias.language.removesuffix("-Latn"))
        assert found.actor in (alias.id, None), f"{alias.text} is {found.actor}"
        assert found.actor == alias.id or found.reason.startswith("open"), alias.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a" * 10_000_000,
        "a.b'" * 100_000,
        "(" * 1_000_000,
        "suspected Islamic extremist " * 2_000,
        "spokesman " * 5_000 + "Jane Roe",
        "KH (KH) " * 5_000,
    ],
    ids=["empty", "one word", "stops", "brackets", "modifiers", "roles", "acronyms"],
)
def test_a_hostile_text_is_read_to_its_end(text: str) -> None:
    found = find_actors(text)
    assert all(actor.end <= len(text) for actor in found)
    assert all(role.end <= len(text) for role in find_roles(text))
