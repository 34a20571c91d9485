"""What is counted, in scenes: low, best, high; "-" is "nobody knows"."""

from __future__ import annotations

import pytest

from count.scenes import Scene, ask, band
from tallystick.count import CountPolicy, CountScope, count_scope, scope_of, split
from tallystick.count.policy import UnstatedToll
from tallystick.directory import RollUp
from tallystick.model.derived import Question

TWO_ROOTS = """
    doc d1 wire 2024-01-29
    doc d2 paper 2024-01-29
    doc d3 radio 2024-02-20
"""

SCENES: dict[str, tuple[str, str, str]] = {
    "one incident told by two roots is one": (
        "told a d1 in=JO on=2024-01-28\ntold a d2 in=JO on=2024-01-28",
        "",
        "1 1 1",
    ),
    "nothing found is a count of nothing": ("told a d1 in=JO", "in=US", "0 0 0"),
    # places
    "a place between two countries may lie in each": (
        "told a d1 in=JO|SY on=2024-01-28",
        "in=JO",
        "0 0 1",
    ),
    "a place between two countries lies in both together": (
        "told a d1 in=JO|SY on=2024-01-28",
        "in=JO+SY",
        "1 1 1",
    ),
    "roots that disagree on the country leave it possible": (
        "told a d1 in=JO\ntold a d2 in=SY",
        "in=JO",
        "0 0 1",
    ),
    "a root that leaves it open contradicts nobody": (
        "told a d1 in=JO\ntold a d2 in=JO|SY",
        "in=JO",
        "1 1 1",
    ),
    "an incident without a place may lie anywhere": ("told a d1", "in=JO", "0 0 1"),
    "a country is no place in it": ("told a d1 in=JO", "at=site:tower", "0 0 1"),
    "another place of the country is out": (
        "told a d1 in=JO at=site:other",
        "at=site:tower",
        "0 0 0",
    ),
    "a division by its name": ("told a d1 in=IQ div=IQ.01", "div=iq.01", "1 1 1"),
    "a division by the gazetteer's name for its code": (
        "told a d1 in=US div=US.IL\ntold b d1 in=US div=US.IA",
        "in=US div=illinois",
        "1 1 1",
    ),
    "a division of that name in another country is not meant": (
        "told a d1 in=US div=US.IL",
        "in=IQ div=Illinois",
        "0 0 0",
    ),
    # days
    "the first and the last day are inside": (
        "told a d1 on=2024-01-01\ntold b d1 on=2024-01-28",
        "since=2024-01-01 until=2024-01-28",
        "2 2 2",
    ),
    "the day after is outside": ("told a d1 on=2024-01-29", "until=2024-01-28", "0 0 0"),
    "a stretch that ends inside is best where most of it lies": (
        "told a d1 on=2024-01-25/2024-01-28",
        "until=2024-01-27",
        "0 1 1",
    ),
    "a stretch that lies half outside is only possible": (
        "told a d1 on=2024-01-25/2024-01-28",
        "until=2024-01-26",
        "0 0 1",
    ),
    "an undated incident may be on any day up to its report": (
        "told a d1",
        "until=2024-01-28",
        "0 0 1",
    ),
    "an undated incident cannot follow its report": (
        "told a d1",
        "since=2024-01-30",
        "0 0 0",
    ),
    "nor the first of its reports": (
        "told a d3\ntold a d1",
        "since=2024-01-30",
        "0 0 0",
    ),
    # actors
    "what a faction did is the brand's as well": (
        "told a d1 by=actor:kataib-hezbollah on=2024-01-28",
        "by=actor:islamic-resistance-in-iraq",
        "1 1 1",
    ),
    "what a brand claims is never assigned to a faction": (
        "told a d1 by=actor:islamic-resistance-in-iraq on=2024-01-28",
        "by=actor:kataib-hezbollah",
        "0 0 1",
    ),
    "an operation of a faction and its brand is one": (
        "told a d1 by=actor:kataib-hezbollah on=2024-01-28\n"
        "told a d2 by=actor:islamic-resistance-in-iraq on=2024-01-28",
        "by=actor:kataib-hezbollah",
        "1 1 1",
    ),
    "an organ of a state is the state": (
        "told a d1 against=state:US/military",
        "against=state:US",
        "1 1 1",
    ),
    "another state is out": ("told a d1 against=state:IL", "against=state:US", "0 0 0"),
    "a described class may be anybody": (
        "told a d1 by=gunmen",
        "by=actor:kataib-hezbollah",
        "0 0 1",
    ),
    "a longer name with the same words is likely the same": (
        "told a d1 against='northern harbour guard'",
        "against='harbour guard'",
        "0 1 1",
    ),
    "another name may be anybody's": (
        "told a d1 against='northern harbour guard'",
        "against='harbour police'",
        "0 0 1",
    ),
    "roots that name two actors leave each possible": (
        "told a d1 by=state:US\ntold a d2 by=state:IL",
        "by=state:US",
        "0 0 1",
    ),
    # types
    "a missile is no drone": (
        "told a d1 type=missile_attack",
        "type=uav_attack",
        "0 0 0",
    ),
    "an attack from the air may be a drone": (
        "told a d1 type=aerial_unspecified",
        "type=uav_attack",
        "0 0 1",
    ),
    "unspecific beside specific is specific": (
        "told a d1 type=aerial_unspecified\ntold a d2 type=uav_attack",
        "type=uav_attack",
        "1 1 1",
    ),
    "a facet stands beside the means": (
        "told a d1 type=maritime_attack\ntold a d2 type=missile_attack",
        "type=missile_attack",
        "1 1 1",
    ),
    "a facet stands beside the means in one report as well": (
        "told a d1 type=maritime_attack\ntold a d1 type=missile_attack",
        "type=missile_attack",
        "1 1 1",
    ),
    "moving troops is no attack": ("told a d1 type=force_movement", "", "0 0 0"),
    "but can be asked for": (
        "told a d1 type=force_movement",
        "type=force_movement",
        "1 1 1",
    ),
    "a killing is an incident with deaths": (
        "told a d1\nincident a killed=1+\ntold b d1\nincident b killed=0\ntold c d1",
        "type=killing",
        "1 1 2",
    ),
    # what surely was
    "a party's word about its own act is no low": (
        "told a d1\nincident a grade=self_claim",
        "",
        "0 0 1",
    ),
    "what is contested is no low": (
        "told a d1\nincident a grade=contested-corroborated",
        "",
        "0 1 1",
    ),
    "the dead of what is contested are no low": (
        "told a d1\nincident a grade=contested-corroborated killed=3",
        "measure=killed",
        "0 3 3",
    ),
    "who denies an event does not place it": (
        "told a d1 in=JO\ntold a d2 in=SY says=did_not_occur",
        "in=JO",
        "1 1 1",
    ),
    "what is refuted is not counted": (
        "told a d1\nincident a grade=discounted",
        "",
        "0 0 0",
    ),
    "what a person set aside is not counted": (
        "told a d1\nincident a aside=exercise",
        "",
        "0 0 0",
    ),
    "two that may be one are at least one": (
        "told a d1\ntold b d1\ntold c d1\nmaybe a b",
        "",
        "2 3 3",
    ),
    "the ends of a chain of doubts are two": (
        "told a d1\ntold b d1\ntold c d1\nmaybe a b\nmaybe b c",
        "",
        "2 3 3",
    ),
    # wholes and parts
    "a whole adds only what its parts leave over": (
        "told w d1\nincident w engagements=1\n"
        "told a d1\nincident a part_of=w\ntold b d1\nincident b part_of=w",
        "",
        "3 3 3",
    ),
    "a whole told in all its parts adds nothing": (
        "told w d1\nincident w engagements=0\n"
        "told a d1\nincident a part_of=w\ntold b d1\nincident b part_of=w",
        "",
        "2 2 2",
    ),
    "the dead of a whole and of its parts are not added": (
        "told w d1\nincident w killed=40\n"
        "told a d1\nincident a part_of=w killed=16\n"
        "told b d1\nincident b part_of=w killed=23",
        "measure=killed",
        "40 40 40",
    ),
    "parts that sum to more than the whole are believed at the high end": (
        "told w d1\nincident w killed=10..30\n"
        "told a d1\nincident a part_of=w killed=16..20\n"
        "told b d1\nincident b part_of=w killed=2..23",
        "measure=killed",
        "18 18 43",
    ),
    # people
    "the dead of several incidents are a documented minimum and maximum": (
        "told a d1\nincident a killed=3\ntold b d1\nincident b killed=2..5\ntold c d1",
        "measure=killed",
        "5 5 8",
    ),
    "at least opens the high end": (
        "told a d1\nincident a killed=3+",
        "measure=killed",
        "3 3 -",
    ),
    "the dead nobody counted are unknown and not 0": (
        "told a d1",
        "measure=killed",
        "0 - -",
    ),
    "nobody killed is 0": ("told a d1\nincident a killed=0", "measure=killed", "0 0 0"),
    "the dead of an uncertain incident are no low": (
        "told a d1 in=JO|SY\nincident a killed=3",
        "measure=killed in=JO",
        "0 - 3",
    ),
    "casualties are the killed and the injured": (
        "told a d1\nincident a killed=3 injured=30..40",
        "measure=casualties",
        "33 33 43",
    ),
    "casualties told as one number": (
        "told a d1 casualties=12",
        "measure=casualties",
        "12 12 12",
    ),
    "munitions are summed within a claim and spanned over claims": (
        "told a d1 fired='3 2'\ntold a d2 fired=7",
        "measure=munitions",
        "5 5 7",
    ),
    "sites are places, each once": (
        "told a d1 in=SY at=site:x\ntold b d1 in=SY at=site:x\ntold c d1 in=SY at=site:y",
        "measure=sites",
        "2 3 3",
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_scene(name: str) -> None:
    told, asked, expected = SCENES[name]
    scene = Scene.of(TWO_ROOTS + "\n".join(f"    {line}" for line in told.split("\n")))
    assert band(ask(asked, scene.ground())) == expected


def test_alleged_command_counts_only_where_the_policy_says_so() -> None:
    scene = Scene.of(TWO_ROOTS + "    told a d1 by=actor:kataib-hezbollah on=2024-01-28")
    asked = "by=actor:islamic-resistance-in-iraq"
    named = CountPolicy(roll_up=RollUp.AS_NAMED)
    assert band(ask(asked, scene.ground(), named)) == "0 0 0"


def test_an_unstated_toll_can_open_the_high_end() -> None:
    scene = Scene.of(TWO_ROOTS + "    told a d1\n    incident a killed=3\n    told b d1")
    opened = CountPolicy(unstated_toll=UnstatedToll.OPEN)
    assert band(ask("measure=killed", scene.ground(), opened)) == "3 3 -"


def test_what_is_left_out_by_little_says_why() -> None:
    scene = Scene.of(
        TWO_ROOTS
        + """
    told in d1 in=JO on=2024-01-20 against=state:US
    told late d1 in=JO on=2024-01-27 against=state:US
    told later d1 in=JO on=2024-01-28 against=state:US
    told elsewhere d1 in=SY on=2024-01-20 against=state:US
    told alone d1 in=SY on=2024-01-20
    told far d1 in=SY on=2024-01-20 against=state:IL
    told refuted d1 in=JO on=2024-01-20 against=state:US
    incident refuted grade=discounted
    """
    )
    found = ask("in=JO until=2024-01-20 against=state:US", scene.ground())
    assert found.incidents == ("in",)
    assert dict(found.set_aside) == {
        "late": "other_day",
        "elsewhere": "other_country",
        "refuted": "discounted",
    }


def test_what_nobody_counted_is_listed_apart() -> None:
    scene = Scene.of(TWO_ROOTS + "    told a d1\n    incident a killed=3\n    told b d1")
    found = ask("measure=killed", scene.ground())
    assert (band(found), found.set_aside) == ("3 3 3", (("b", "toll_not_stated"),))


def test_what_is_far_from_a_window_is_listed_nowhere() -> None:
    scene = Scene.of(
        TWO_ROOTS
        + """
    told in d1 in=JO on=2024-01-20
    told late d1 in=JO on=2024-01-27
    told later d1 in=JO on=2024-01-28
    """
    )
    asked = Question(countries=("JO",), until="2024-01-20")
    assert split(asked, scene.ground()).others.set_aside == (("late", "other_day"),)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (CountScope(weapons=("missile_guided_other",)), "2 2 3"),
        (CountScope(weapons=("missile_cruise",)), "1 1 3"),
        (CountScope(weapons=("ied",)), "0 0 1"),
        (CountScope(event_types=("ied_mine",), weapons=("missile_cruise",)), "2 2 4"),
    ],
    ids=["a class of weapons", "one of a class", "another", "kind or weapon"],
)
def test_weapons(asked: CountScope, expected: str) -> None:
    scene = Scene.of(
        TWO_ROOTS
        + """
    told cruise d1 with=missile_cruise
    told some d1 with=missile_guided_other
    told any d1
    """
        + ("    told mine d1 type=ied_mine with=ied" if asked.event_types else "")
    )
    found = count_scope(asked, scene.ground())
    assert band(found) == expected


def test_a_division_is_looked_for_in_the_countries_asked() -> None:
    ground = Scene.of("").ground()
    everywhere = scope_of(Question(admin1="Amazonas"), ground).admin1
    in_one = scope_of(Question(admin1="Amazonas", countries=("BR",)), ground).admin1
    assert {code[:3] for code in everywhere} >= {"BR.", "CO."}
    assert {code[:3] for code in in_one} == {"BR.", "Ama"}
