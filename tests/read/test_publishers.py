"""Where a report is told from, by the name of its publisher."""

from __future__ import annotations

from dataclasses import replace

import pytest

from read.telling import document, told
from tallystick.read.rules.text.publishers import publisher_country

COUNTED = "The register has 61 dead since March 3."
SHELLED = "In April, guns dropped 270 shells on the quarter."
FAR_NAME = "Gunmen shot a miller dead in Tripoli on Tuesday."


@pytest.mark.parametrize(
    ("publisher", "country"),
    [
        ("Mosul Bakers' Union", "IQ"),
        ("Evening Ledger, Bamako", "ML"),
        ("The Harare Clerk", "ZW"),
        ("Ukrainian Millers' Letter", "UA"),
        ("The Washington Post", None),  # known everywhere, and tells of everywhere
        ("Mosul and Bamako Letter", None),
        ("The Courier", None),
        ("", None),
    ],
)
def test_a_publisher_named_after_a_place_sits_there(
    publisher: str, country: str | None
) -> None:
    assert publisher_country(publisher) == country


def from_(publisher: str, text: str) -> list[str]:
    return told(replace(document(text), source=publisher))


def test_totals_without_a_place_are_of_the_publishers_country() -> None:
    assert "in [IQ]" in from_("Mosul Bakers' Union", COUNTED)[0]
    assert "in [" not in from_("The Courier", COUNTED)[0]


def test_shells_counted_at_home_fell_there() -> None:
    assert "in [IQ]" in from_("Mosul Bakers' Union", SHELLED)[0]


def test_a_name_of_several_places_is_that_of_the_publishers_country() -> None:
    assert "at Tripoli (LB)" in from_("Beirut Tailors' Paper", FAR_NAME)[0]
    assert "at Tripoli (LY)" in from_("The Courier", FAR_NAME)[0]


def test_a_local_paper_does_not_mean_a_far_town_by_a_name_that_hardly_anybody_uses() -> (
    None
):
    text = "Gunmen shot a miller dead in Boni on Tuesday."
    assert "(DE)" in from_("The Courier", text)[0]
    assert "(DE)" not in from_("The Harare Clerk", text)[0]
