"""One question, three ways; and never a figure of ours from self-claims unsplit."""

from __future__ import annotations

from count.scenes import BRAND, Scene, band
from tallystick.count import chosen, count, split, three_ways
from tallystick.model.derived import Question
from tallystick.model.lists import Measure

CAMPAIGN = Scene.of(
    f"""
    doc own  channel 2024-01-29
    doc wire wire    2024-01-29
    doc copy paper   2024-01-30

    told alone  own  in=SY on=2024-01-27 speaker={BRAND} by={BRAND}
    incident alone grade=self_claim killed=9

    told both   own  in=JO on=2024-01-28 speaker={BRAND} by={BRAND}
    told both   wire in=JO on=2024-01-28
    told both   copy in=JO on=2024-01-28
    incident both grade=corroborated killed=3

    told other  wire in=IQ on=2024-01-26
    incident other grade=single_root
    """
)


def test_three_ways_take_the_speaker_out() -> None:
    ways = three_ways(Question(), CAMPAIGN.ground(), speakers=[BRAND])
    assert (ways.own.incidents, band(ways.own)) == (("alone", "both"), "2 2 2")
    assert (ways.without.incidents, band(ways.without)) == (("both", "other"), "2 2 2")
    assert (ways.agreed.incidents, band(ways.agreed)) == (("both",), "1 1 1")


def test_a_speaker_of_whom_nothing_was_read_has_said_nothing() -> None:
    ways = three_ways(Question(), CAMPAIGN.ground(), speakers=["said:nobody"])
    assert band(ways.own) == "0 0 0"
    assert band(ways.without) == "2 2 3"


def test_a_figure_with_self_claims_comes_split() -> None:
    parts = split(Question(), CAMPAIGN.ground())
    assert parts.needed
    assert band(parts.all) == "2 2 3"
    assert (parts.others.incidents, band(parts.others)) == (("both", "other"), "2 2 2")
    assert band(parts.self_claims_only) == "1 1 1"


def test_people_are_split_alike() -> None:
    parts = split(Question(measure=Measure.KILLED), CAMPAIGN.ground())
    assert (band(parts.others), band(parts.self_claims_only)) == ("3 3 3", "9 9 9")


def test_a_figure_without_self_claims_needs_no_split() -> None:
    parts = split(Question(countries=("JO",)), CAMPAIGN.ground())
    assert not parts.needed
    assert band(parts.all) == band(parts.others) == "1 1 1"


def test_what_best_takes_in_can_be_shown() -> None:
    ground = CAMPAIGN.ground()
    taken = chosen(Question(), ground)
    assert taken == ("both", "other")
    assert count(Question(), ground).best == len(taken)
