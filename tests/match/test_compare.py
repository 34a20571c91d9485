"""Every level of every comparison, from the words of two claims."""

from dataclasses import replace

import numpy as np
import pytest

from match.pairs import levels, levels_of, scene_of, table_of
from tallystick.match.apart import objecting
from tallystick.match.compare import ASPECTS, families
from tallystick.match.pairs import Pairs
from tallystick.match.score import weighed, weights
from tallystick.model.claims import IncidentClaim
from tallystick.model.values import PlacePrecision
from tallystick.policy import MatchPolicy, Policy
from tallystick.schemes import scheme
from tallystick.table import EVENT_TYPES, build_table

HERE = "at=harbour on=2024-05-01"

LEVELS = {
    "date": {
        "same day": ("on=2024-05-01", "on=2024-05-01"),
        "same days": ("on=2024-05-01..2024-05-03", "on=2024-05-02"),
        "wide stretch": ("on=2024-04-10..2024-05-03", "on=2024-05-02"),
        "a day apart": ("on=2024-05-01", "on=2024-05-02"),
        "days apart": ("on=2024-05-01", "on=2024-05-03..2024-05-04"),
        "fresh news": ("", "on=2024-05-02"),
        "fits the news": ("", "on=2024-04-29"),
        "old news": ("", "on=2024-04-20"),
        "unsaid": ("background=yes", "on=2024-05-01"),
        "conflicts": ("on=2024-05-01", "on=2024-05-09"),
    },
    "place": {
        "same site": ("at=harbour", "at=airfield,harbour"),
        "within the uncertainty": ("at=harbour", "at=quay"),
        "around": ("at=harbour", "at=town"),
        "across a border": ("at=harbour killed=3", "at=outpost killed=3"),
        "elsewhere": ("at=harbour killed=2", "at=airfield killed=2"),
        "disputed": ("at=harbour killed=3", "at=fort killed=3"),
        "other country": ("at=harbour killed=2", "at=fort killed=2"),
        "named region contains it": ("at=harbour", "at=region"),
        "same country": ("at=harbour", "at=land"),
        "same countries": ("at=land,land-sy", "at=land,land-sy"),
        "among the countries": ("at=land,land-sy", "at=harbour"),
        "unsaid": ("at=harbour killed=2", "killed=2"),
        "other words": ("at=harbour killed=2", "at=nowhere killed=2"),
    },
    "perpetrators": {
        "same": ("by=red-front", "claimed=red-front"),
        "umbrella or member": ("by=red-front", "by=red-unit"),
        "conflicts": ("by=red-front", "by=green-band"),
        "unsaid": ("by=red-front", "by=somebody"),
    },
    "targets": {
        "same": ("target=state:US", "target=state:US"),
        "umbrella or member": ("target=state:US", "target=state:US/military"),
        "conflicts": ("target=state:US", "target=state:GB"),
        "unsaid": ("target=state:US", ""),
    },
    "type": {
        "same": ("type=uav_attack", "type=uav_attack"),
        "same family": ("type=uav_attack", "type=air_strike"),
        "conflicts": ("type=uav_attack", "type=ied_mine"),
        "unspecific": ("type=uav_attack", ""),
    },
    "killed": {
        "same, ten or more": ("killed=16..", "killed=16"),
        "same, three to nine": ("killed=3", "killed=3"),
        "same, one or two": ("killed=2", "killed=2"),
        "both none": ("killed=0", "killed=0"),
        "compatible": ("killed=3..", "killed=9"),
        "close": ("killed=10", "killed=12"),
        "conflicts": ("killed=10", "killed=13"),
        "told by one": ("killed=3", ""),
        "unsaid": ("", "killed=0"),
    },
    "several": {
        "both one": ("", "several=sites:1..2"),
        "both several": ("several=sites:3", "several=wave:2.."),
        "whole and part": ("several=sites:3", ""),
    },
}
CASES = [
    (aspect, level, *words)
    for aspect, cases in LEVELS.items()
    for level, words in cases.items()
]
CASES += [
    ("place", "disputed", "at=land killed=3", "at=fort killed=3"),
    ("place", "same site", "at=border", "at=border"),
    ("place", "among the countries", "at=border", "at=land"),
    ("killed", "same, three to nine", "killed=3..", "killed=3"),
    ("killed", "conflicts", "killed=3", "killed=0"),
    ("type", "unspecific", "type=maritime_attack", "type=ied_mine"),
]


@pytest.mark.parametrize(("aspect", "level", "left", "right"), CASES)
def test_two_claims_come_to_a_level(aspect: str, level: str, left: str, right: str) -> None:
    said = {"date": ("on=", HERE.split()[0]), "place": ("at=", HERE.split()[1])}
    common = said[aspect][1] if aspect in said else HERE
    assert levels(f"{common} {left}", f"{common} {right}")[aspect] == level
    assert levels(f"{common} {right}", f"{common} {left}")[aspect] == level


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (HERE, HERE, "repeated"),
        (f"{HERE} killed=3", "at=harbour killed=3", "repeated"),
        (f"{HERE} killed=3", f"{HERE} killed=9", "same document"),
        (HERE, "at=quay on=2024-05-01", "same document"),
        (HERE, "killed=3", "fills in"),
        (HERE, "on=2024-05-01 killed=3", "may repeat"),
        (HERE, "at=harbour killed=3", "tells more"),
        (f"{HERE} injured=9", "on=2024-05-01 injured=10", "same document"),
        (f"{HERE} killed=2", "killed=3", "same document"),
        (f"{HERE} several=sites:3", HERE, "its parts"),
    ],
)
def test_one_text_repeats_itself_or_tells_two_events_apart(
    left: str, right: str, level: str
) -> None:
    assert levels(left, right, one_text=True)["document"] == level


def test_what_a_text_tells_once_it_need_not_repeat() -> None:
    told = levels(f"{HERE} killed=3 injured=9", HERE, one_text=True)
    assert (told["killed"], told["injured"]) == ("told once", "told once")


def test_a_passage_without_a_day_is_no_old_news_in_its_own_text() -> None:
    long_ago = "at=harbour on=2024-02-01"
    assert levels(long_ago, "at=harbour")["date"] == "old news"
    assert levels(long_ago, "at=harbour", one_text=True)["date"] == "unsaid"


def test_every_level_has_a_weight_and_every_weight_a_level() -> None:
    named = {(aspect, level) for aspect, cases in LEVELS.items() for level in cases}
    injured = {("injured", level) for aspect, level in named if aspect == "killed"}
    munitions = {("munitions", level) for aspect, level in named if aspect == "killed"}
    counts = ("four or more", "two or three", "one")
    names = {
        *counts,
        *(f"{count}, same days" for count in counts),
        *("none", "unsaid"),
    }
    words = {"much alike", "alike", "somewhat alike", "little alike", "not alike", "unsaid"}
    worded = {("names", level) for level in names} | {("words", level) for level in words}
    worded |= {("weapons", level) for level in ("same", "other", "unsaid")} | munitions
    document = {
        *("other document", "copy", "repeated", "fills in", "may repeat"),
        *("its parts", "same document", "told as another", "comes back", "tells more"),
    }
    once = {(aspect, "told once") for aspect in ("killed", "injured", "munitions")}
    alike = ("one story", "like stories", "akin stories")
    story = {
        *alike,
        *(f"{level}, same days" for level in alike),
        *("little in common", "nothing in common", "unsaid"),
    }
    ages = {("ages", level) for level in ("same", "other", "unsaid")}
    ages |= {("borne", level) for level in ("two or more", "one", "none", "unsaid")}
    ages |= {("place", level) for level in ("same name", "two names")}
    persons = ("one death", "two or more names", "one name", "other persons", "unsaid")
    ages |= {("victims", level) for level in persons}
    rare = {("targets", "same kind"), *ages, *(("story", level) for level in story)}
    known = (
        named | injured | rare | worded | once | {("document", level) for level in document}
    )
    assert weights().keys() - {("prior", "candidate")} == known


def test_every_event_type_has_a_family_and_every_aspect_a_comparison() -> None:
    assert families().keys() == set(EVENT_TYPES) == set(scheme("event_types"))
    assert {aspect for aspect, _ in weights()} == {*ASPECTS, "prior"}


def test_more_agreement_never_lowers_a_score() -> None:
    known = weights()
    for aspect, better, worse in [
        ("date", "same day", "same days"),
        ("date", "same days", "wide stretch"),
        ("date", "a day apart", "days apart"),
        ("date", "days apart", "conflicts"),
        ("place", "same site", "within the uncertainty"),
        ("place", "within the uncertainty", "around"),
        ("place", "disputed", "elsewhere"),
        ("place", "elsewhere", "other country"),
        ("perpetrators", "same", "umbrella or member"),
        ("type", "same", "same family"),
        ("killed", "same, ten or more", "same, three to nine"),
        ("killed", "compatible", "close"),
        ("killed", "close", "conflicts"),
    ]:
        assert known[aspect, better] > known[aspect, worse]


@pytest.mark.parametrize("precision", ["facility", "country"])
def test_the_guessed_country_of_an_unlisted_place_speaks_against_nothing(
    precision: str,
) -> None:
    scene = scene_of("at=harbour killed=2", "at=fort killed=2")
    one, other = (c for r in scene.ledger.readings for c in r.claims)
    assert isinstance(other, IncidentClaim)
    known = PlacePrecision(precision)
    site = replace(other.places[0], id=None, lat=None, lon=None, precision=known)
    told = [one, replace(other, places=(site,))]
    table = build_table(scene.ledger, told, scene.directory)
    assert levels_of(table, scene.directory)["place"] == "other words"


@pytest.mark.parametrize(
    ("right", "against"),
    [
        ("at=land by=green-band killed=4 injured=9 background=yes", False),
        ("at=land by=green-band killed=4 injured=9 type=ied_mine", True),
        ("at=land by=green-band killed=4 injured=9 on=2024-04-28", True),
        ("at=airfield on=2024-05-01", True),
        ("at=land on=2024-05-01", False),
    ],
)
def test_silence_keeps_no_claims_apart(right: str, against: bool) -> None:
    left = f"{HERE} by=red-front type=uav_attack"
    table, actors = table_of(scene_of(left, right))
    pair = Pairs(table, np.array([0]), np.array([1]), MatchPolicy(), actors)
    links = weighed(pair, 0.0)
    assert objecting(links, Policy()).tolist() == [against]
