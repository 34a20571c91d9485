"""Scenes: what people say, and what becomes of it."""

import pytest

from derive.cast import holds

SCENES = {
    "people outrank the matcher": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour killed=2
        judge different a b
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          killed 2
        incident b
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
    "people join what nothing else does": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour
        incident b d1 on=2024-05-03 at=fort
        judge same a b
        """,
        """
        incident b a
          on 2024-05-01..2024-05-03
          at fort, harbour
        """,
    ),
    "people who contradict each other are told so": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour
        doc d2 2024-06-02T09:00 wire
        incident b d2 on=2024-06-01 at=harbour
        doc d3 2024-07-02T10:00 wire
        incident c d3 on=2024-07-01 at=harbour
        judge same a b
        judge same b c
        judge different a c
        """,
        """
        incident a b
          on 2024-05-01..2024-06-01
          at harbour
        incident c
          on 2024-07-01
          at harbour
        ! judgements-conflict b c
        """,
    ),
    "the last word stands, and a withdrawn one was never said": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        judge reject a
        judge accept a
        judge correct a killed=4
        judge withdraw 3
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
    "rejected and set aside claims are kept and not counted": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-02T09:00 agency
        incident b d2 on=2024-05-01 at=harbour killed=2
        total t d2 7 since=2024-01-01 until=2024-05-30
        judge reject b
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          killed 2
        incident b
          rejected by ana: as the text says
          on 2024-05-01
          at harbour
          killed 2
        total t not_tested 1..1
        """,
    ),
    "a correction changes its field alone": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=20
        judge correct a killed=2
        judge correct a on=2024-04-30
        """,
        """
        incident a
          on 2024-04-30
          at harbour
          killed 2
        """,
    ),
    "a person adds what was missed": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=20
        judge add b d1 on=2024-04-20 at=fort killed=1
        """,
        """
        incident b
          on 2024-04-20
          at fort
          killed 1
        incident a
          on 2024-05-01
          at harbour
          killed 20
        """,
    ),
    "a rejected total is compared with nothing": (
        """
        doc d1 2024-05-02T08:00 wire
        total t d1 7 since=2024-01-01 until=2024-05-01
        total u d1 9 since=2024-02-01 until=2024-05-01
        judge reject t
        """,
        """
        total u not_tested 0..0
        """,
    ),
    "a person denies that a part belongs to a whole": (
        """
        doc d1 2024-05-02T08:00 wire
        incident w d1 on=2024-05-01 at=harbour,airfield,fort by=red-front \
            several=sites:3 killed=9
        doc d2 2024-05-02T09:00 agency
        incident a d2 on=2024-05-01 at=harbour by=red-front
        judge different a w
        """,
        """
        incident w
          on 2024-05-01
          at harbour, airfield, fort
          by red-front
          killed 9
          counts 3..3
          occurrence single_root
          responsibility single_root
          effect single_root
        incident a
          on 2024-05-01
          at harbour
          by red-front
          occurrence single_root
          responsibility single_root
        """,
    ),
    "a person parts a copy from its original": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-04T09:00 Daily copies=d1
        judge different a d2.a
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          killed 2
        incident d2.a
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
    "a copy is set aside alone": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-04T09:00 Daily copies=d1
        judge set_aside d2.a
        """,
        """
        incident a
          on 2024-05-01
          at harbour
          killed 2
        incident d2.a
          set aside by ana: as the text says
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
    "a copy goes aside with its original": (
        """
        doc d1 2024-05-02T08:00 wire
        incident a d1 on=2024-05-01 at=harbour killed=2
        doc d2 2024-05-04T09:00 Daily copies=d1
        judge set_aside a
        """,
        """
        incident a d2.a
          set aside by ana: as the text says
          on 2024-05-01
          at harbour
          killed 2
        """,
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_scene(name: str) -> None:
    holds(*SCENES[name])
