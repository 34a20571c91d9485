"""What a field may hold is all that its page tells; what is chosen comes with its evidence."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from read.telling import document

from tallystick.model.claims import Claim, IncidentClaim, TallyClaim
from tallystick.model.values import Field
from tallystick.read.rules.extractor import RulesExtractor
from tallystick.read.rules.text.scan import Scan
from tallystick.read.tagger.choosing import Choice, Option, choose
from tallystick.read.tagger.context import Context
from tallystick.read.tagger.periods import CHOICES as PERIODS
from tallystick.read.tagger.places import CHOICE as PLACE
from tallystick.read.tagger.settled import settled
from tallystick.read.tagger.weights import Linear, Weights, hashed
from tallystick.read.tagger.words import Lens, Masks

sys.path.insert(0, str(Path(__file__).parents[2] / "train"))
labels = importlib.import_module("choices")

SINCE, AS_OF = PERIODS
RULES = RulesExtractor()
TEXT = (
    "The siege of Mosul began on 3 April 2024. Shells fell on the market of Erbil on 9 May. "
    "By 20 June a clerk had written down 47 attacks by rebels since 11 April."
)
"""A report of 1 July 2024."""


def page_of(text: str) -> Scan:
    return RULES.scan(document(text, published="2024-07-01"))


def told(text: str, kind: type[Claim]) -> tuple[Scan, Claim, Sequence[Claim]]:
    page = page_of(text)
    claims = RULES.read_page(page).claims
    return page, next(c for c in claims if isinstance(c, kind)), claims


def options(choice: Choice, text: str, kind: type[Claim]) -> dict[str | None, Option]:
    page, claim, claims = told(text, kind)
    return {o.key: o for o in choice.options(page, claim, claims, Lens(Masks.PARTIES))}


def option(name: str, *, own: bool = False) -> Option:
    return Option(name, own, (name,), lambda claim: claim)


def prefers(**weights: float) -> Linear:
    return Linear({hashed(name): weight for name, weight in weights.items()}, 0.0, 0.5)


def test_what_was_read_stays_unless_something_is_surely_likelier() -> None:
    offered = [option("a"), option("b", own=True), option("c")]
    assert choose(prefers(c=2.0), offered) is offered[2]
    assert choose(prefers(c=0.5), offered) is offered[1], "hardly likelier"
    assert choose(prefers(), offered) is offered[1]
    assert choose(prefers(b=-1.0, a=-1.0, c=-1.0), offered) is offered[1]
    assert choose(prefers(b=-3.0, a=-1.0), offered) is offered[2]
    assert choose(prefers(), []) is None


def test_a_period_may_begin_or_end_on_any_day_told_that_is_no_end_before_the_start() -> (
    None
):
    starts, ends = (options(c, TEXT, TallyClaim) for c in (SINCE, AS_OF))
    assert {"2024-04-03", "2024-04-11", "2024-05-09", None} <= set(starts)
    assert [key for key, o in starts.items() if o.own] == ["2024-04-11"]
    assert "2024-06-20" in ends
    assert None in ends
    assert "2024-04-03" not in ends, "before the start that was read"


def test_no_period_begins_after_the_report() -> None:
    text = "Rebels have carried out 47 attacks since May. Talks begin on 9 August 2024."
    assert "2024-08-09" not in options(SINCE, text, TallyClaim)


def test_an_end_that_is_put_in_brings_its_own_words() -> None:
    page, claim, _ = told(TEXT, TallyClaim)
    put = options(SINCE, TEXT, TallyClaim)["2024-04-03"].put(claim)
    assert isinstance(put, TallyClaim)
    assert put.since == "2024-04-03"
    (span,) = put.spans(Field.SINCE)
    assert "3 April 2024" in page.document.quote(span)
    assert put.id == claim.id


def test_what_was_read_and_what_would_run_backwards_change_nothing() -> None:
    _, claim, _ = told(TEXT, TallyClaim)
    starts = options(SINCE, TEXT, TallyClaim)
    assert starts["2024-04-11"].put(claim) is claim
    assert isinstance(claim, TallyClaim)
    short = replace(claim, window=replace(claim.window, end=claim.window.start))
    assert starts["2024-05-09"].put(short) is short


def test_an_incident_may_have_been_at_any_place_told_with_its_words() -> None:
    page, claim, _ = told(TEXT, IncidentClaim)
    places = options(PLACE, TEXT, IncidentClaim)
    moved = places["mosul"].put(claim)
    assert isinstance(moved, IncidentClaim)
    assert moved.place is not None
    assert moved.place.text == "Mosul"
    assert [page.document.quote(s) for s in moved.spans(Field.PLACE)] == ["Mosul"]


def test_a_day_told_twice_is_shown_where_it_is_told_nearest() -> None:
    text = (
        "The siege of Mosul began on 3 April 2024. Talks failed. Rebels have carried out 47 "
        "attacks since 11 April 2024. The siege of 3 April 2024 goes on."
    )
    page, claim, _ = told(text, TallyClaim)
    put = options(SINCE, text, TallyClaim)["2024-04-03"].put(claim)
    (span,) = put.spans(Field.SINCE)
    assert span.start > page.document.text.index("Talks")


def test_where_it_was_launched_is_never_where_it_was() -> None:
    text = "On Monday militants in Kirkuk launched a drone from Mosul that hit a depot in Erbil."
    page, claim, claims = told(text, IncidentClaim)
    assert isinstance(claim, IncidentClaim)
    launched = {p.text.casefold() for p in claim.places if p.role.value == "launch"}
    assert launched
    offered = {o.key for o in PLACE.options(page, claim, claims, Lens(Masks.PARTIES))}
    assert not launched & offered


def test_totals_have_no_place_to_choose_and_incidents_no_period() -> None:
    assert not options(PLACE, TEXT, TallyClaim)
    assert not options(SINCE, TEXT, IncidentClaim)


def test_without_models_a_reading_stays_what_it_is() -> None:
    page = page_of(TEXT)
    reading = RULES.read_page(page)
    nothing = Context(None, page, Lens(Masks.PARTIES))
    assert settled(page, reading, Weights(Masks.PARTIES, {}, {}), nothing) == reading


@pytest.mark.parametrize(
    ("name", "label", "key", "right"),
    [
        ("since", {"period_start": "2024-03-01"}, "2024-03-01", True),
        ("since", {"period_start": "2024-03"}, "2024-03-01", True),
        ("since", {"period_start": None}, None, True),
        ("since", {"period_start": None}, "2024-03-01", False),
        ("since", {"period_start": "2024", "disputed": ["since"]}, "2024", None),
        ("since", {}, None, None),
        (
            "as_of",
            {"period_end_or_as_of": "2024-03-09", "as_of_basis": "text"},
            None,
            False,
        ),
        (
            "as_of",
            {"period_end_or_as_of": "2024-03-09", "as_of_basis": "publication"},
            None,
            True,
        ),
        ("place", {"place": "outside Marat"}, "marat", True),
        ("place", {"place": "outside Marat"}, "belt", False),
        ("place", {"place": "outside Marat"}, None, False),
        ("place", {"place": None}, "marat", None),
    ],
)
def test_what_labels_say_of_a_value(
    name: str, label: dict[str, object], key: str | None, right: bool | None
) -> None:
    assert labels.RIGHT[name](label, key) is right
