"""Every row of the tables in ``cases``: names alone, actors in text, persons in role."""

from __future__ import annotations

import pytest

from tallystick.read.actors import find_actors, find_roles, resolve_actor

from .tables import cases

LANGUAGES = {"en", "ar", "fa", "he", "uk", "ru", "fr", "es", "tr"}


@pytest.mark.parametrize(("language", "name", "expected", "note"), cases("names"))
def test_a_name_on_its_own_is_the_actor_of_the_table(
    language: str, name: str, expected: str, note: str
) -> None:
    found = resolve_actor(name, language)
    assert (found.actor or "-") == expected, f"{found.reason} ({note})"
    assert (found.start, found.end) == (0, len(name))


@pytest.mark.parametrize(("language", "text", "expected", "note"), cases("texts"))
def test_a_text_names_the_actors_of_the_table(
    language: str, text: str, expected: str, note: str
) -> None:
    found = find_actors(text, language)
    shown = [f"{text[actor.start : actor.end]} = {actor.actor or '-'}" for actor in found]
    reasons = [actor.reason for actor in found]
    assert ("; ".join(shown) or "-") == expected, f"{reasons} ({note})"


@pytest.mark.parametrize(("language", "text", "persons", "bodies", "note"), cases("roles"))
def test_a_text_names_the_persons_in_role_of_the_table(
    language: str, text: str, persons: str, bodies: str, note: str
) -> None:
    found = find_roles(text, language)
    names = "; ".join(text[role.person_start : role.person_end] for role in found)
    assert (names or "-") == persons, note
    assert ("; ".join(role.body or "-" for role in found) or "-") == bodies, note


def test_the_tables_hold_cases_of_all_nine_languages() -> None:
    rows = [*cases("names"), *cases("texts")]
    assert len(rows) >= 150
    assert {row[0] for row in cases("names")} == LANGUAGES
    assert {row[0] for row in cases("texts")} == LANGUAGES
