"""Scenes: copies, roots and tolls."""

import pytest

from derive.cast import holds

SCENES = {
    "an exact copy adds nothing": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-04T09:00 Daily copies=d1
        """,
        """
        incident a d2.a
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
    "a near copy adds no root": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-04T09:00 Daily resembles=d1
        incident b d2 on=2024-05-01 at=harbour killed=2
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
    "a late copy does not bring back an old toll": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=2
        doc d2 2024-05-03T09:00 wire
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=5 stance=corrects
        doc d3 2024-05-04T10:00 Daily resembles=d1
        incident c d3 on=2024-05-01 at=harbour target=blue-army killed=2
        """,
        """
        incident a b c
          on 2024-05-01
          at harbour
          killed 5
          occurrence single_root
          effect single_root
        """,
    ),
    "at least is not contradicted by more": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12..
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=14
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 14
          occurrence corroborated
          effect corroborated
        """,
    ),
    "two counts of one day contradict each other": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=14
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 12..14
          occurrence corroborated
          effect single_root
        ! contradiction-killed a b
        """,
    ),
    "a later higher count grew": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-04T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=14
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 12..14
          occurrence corroborated
          effect corroborated
        ! evolving-toll a b
        """,
    ),
    "an agency that a paper repeats is one root": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front
        doc d2 2024-05-02T09:00 agency via=wire
        incident b d2 on=2024-05-01 at=harbour by=red-front
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          occurrence single_root
          responsibility single_root
        """,
    ),
    "at least so many is more than another count": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army type=uav_attack killed=14
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army type=uav_attack \
            killed=20..
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 14..
          occurrence corroborated
          effect single_root
        ! contradiction-killed a b
        """,
    ),
    "groups of dead add up, subsets and retellings do not": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=5,4,2/of:0,9/as:0
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          killed 9
          occurrence single_root
          effect single_root
        """,
    ),
    "injured are counted apart from the dead": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=3 injured=20
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=3 injured=31
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 3
          injured 20..31
          occurrence corroborated
          effect corroborated
        ! contradiction-injured a b
        """,
    ),
    "a later version by the same outlet is its latest word": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-02T18:00 wire resembles=d1
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=15
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 15
          occurrence single_root
          effect single_root
        """,
    ),
    "a carrier's copy of a later version is that version": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-02T18:00 Daily resembles=d1
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=15
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 15
          occurrence single_root
          effect single_root
        """,
    ),
    "a late copy of a later version does not bring back its toll": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-02T18:00 Daily resembles=d1
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=15
        doc d3 2024-05-03T18:00 wire
        incident c d3 on=2024-05-01 at=harbour target=blue-army killed=14
        doc d4 2024-05-05T18:00 Mirror resembles=d1
        incident d d4 on=2024-05-01 at=harbour target=blue-army killed=15
        """,
        """
        incident a b c d
          on 2024-05-01
          at harbour
          killed 14
          occurrence single_root
          effect single_root
        """,
    ),
    "a headed correction takes people off a count": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-03T09:00 agency "title=CORRECTION: Blast at the harbour"
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=11
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 11..12
          occurrence corroborated
          effect corroborated
        ! evolving-toll b a
        """,
    ),
    "a withdrawn report falls, and its copies with it": (
        """
        doc d1 2024-05-02T08:00 wire "title=Blast at the harbour kills twelve"
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-02T09:00 Daily resembles=d1
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d3 2024-05-02T19:00 wire "title=KILL: Blast at the harbour kills twelve"
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 12
          counts 0..1
          occurrence discounted
          effect discounted
        ! document-withdrawn d1 d3
        ! document-withdrawn d2 d3
        ! document-withdrawn d3 d3
        """,
    ),
    "what another saw for itself outlives a withdrawn report": (
        """
        doc d1 2024-05-02T08:00 wire "title=Blast at the harbour kills twelve"
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=11
        doc d3 2024-05-02T19:00 wire "title=KILL: Blast at the harbour kills twelve"
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 11
          occurrence single_root
          effect single_root
        ! document-withdrawn d1 d3
        ! document-withdrawn d3 d3
        """,
    ),
    "another outlet withdraws nothing": (
        """
        doc d1 2024-05-02T08:00 wire "title=Blast at the harbour kills twelve"
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d3 2024-05-02T19:00 Daily "title=KILL: Blast at the harbour kills twelve"
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          killed 12
          occurrence single_root
          effect single_root
        """,
    ),
    "an official in two papers is one root": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12 \
            "says=Col. Mara Ilves"
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=14 \
            "says=spokeswoman Ilves"
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 14
        """,
    ),
    "officials without a name are each paper's own": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12 says=officials
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=14 says=officials
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 12..14
        ! contradiction-killed a b
        """,
    ),
    "an old toll told after its source put it right": (
        """
        doc d1 2024-05-02 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        doc d2 2024-05-03 wire
        incident b d2 on=2024-05-01 at=harbour target=blue-army killed=9
        doc d3 2024-05-05 agency
        incident c d3 on=2024-05-01 at=harbour target=blue-army killed=12
        """,
        """
        incident a b c
          on 2024-05-01
          at harbour
          killed 9..12
          occurrence corroborated
          effect corroborated
        ! contradiction-superseded b c
        """,
    ),
    "one text that tells one toll twice": (
        """
        doc d1 2024-05-02 wire
        incident a d1 on=2024-05-01 at=harbour target=blue-army killed=12
        incident b d1 on=2024-05-01 at=harbour target=blue-army killed=14
        judge same a b
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          killed 12
          occurrence single_root
          effect single_root
        ! contradiction-within-document a b
        """,
    ),
    "unknown is not nought": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour by=red-front target=blue-army
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour by=red-front target=blue-army killed=0
        """,
        """
        incident a b
          on 2024-05-01
          at harbour
          by red-front
          killed 0
          occurrence corroborated
          responsibility corroborated
          effect single_root
        """,
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_scene(name: str) -> None:
    holds(*SCENES[name])
