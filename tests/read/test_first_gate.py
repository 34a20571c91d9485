"""The first look: reports of one line are read, everyday texts cost nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.read.rules.text.first_gate import passages_to_read

FLASHES = """\
The air force carried out an air strike on a school on Friday.
A night-time strike hit a clinic in Orlen on Monday.
Jets struck a bridge near Tarvo overnight.
Two constables were shot in Kelmuda.
A car blew up outside the embassy.
A chapel was set on fire in Dorvale.
A ferry was seized off Zolta.
Five nurses were taken hostage in Marwa.
A teacher was found dead with his hands tied.
Police opened fire on marchers.
The army took the town of Qasr Velin on Monday.
The depot was targeted for the third time this week.
A power station was damaged by falling debris.
The captain reports being approached by two skiffs.
Masked men broke into a church.
Tanks entered the camp.
The market came under fire from the hills.
Prisoners were executed near the river.
A convoy of lorries was looted.
An explosion rocked the harbour.
Grenade thrown at a bar in Arda.
Rebels overran a post at Belt.
The quarrel cost six lives.""".splitlines()

COUNTED = """\
Chapels in Dorvale province wrecked since Lent: nine.
The faction lists 41 forays along the river between May and July.
Captives led away this year, by the parish book: 88.
Volunteers have gathered 212 corpses in Kelmuda.
The truce of Tarvo had been violated 45 times by Sunday.
Barges taken by pirates in the quarter number seven.
The ministry's toll has passed nine thousand.
About 70 shells landed in the old town.""".splitlines()

EVERYDAY = """\
The museum lists 41 paintings bought between May and July.
Members led away this year, by the parish book: 88.
Volunteers have gathered 212 bags of plums in Kelmuda.
The bank raised its rates by half a point on Tuesday.
The orchestra opened its season with a symphony.
Teachers will go on strike on Monday over pay.
The goalkeeper broke his contract with the club.
The council took a vote on the new bridge.
Forty boats entered the race, and six lost their masts.
The film was found wanting by most critics.
The river burst its banks in 1953.
She set up a bakery in the old town.
The share price fell by 12 per cent.""".splitlines()


@pytest.mark.parametrize("line", FLASHES)
def test_a_report_of_one_line_is_read(line: str) -> None:
    assert passages_to_read([line]) == (True,)


@pytest.mark.parametrize("line", COUNTED)
def test_a_stated_total_of_violence_is_read(line: str) -> None:
    assert passages_to_read([line]) == (True,)


@pytest.mark.parametrize("line", EVERYDAY)
def test_everyday_life_is_not(line: str) -> None:
    assert passages_to_read([line]) == (False,)


LINES = st.lists(st.sampled_from([*FLASHES, *EVERYDAY]), max_size=6)


@given(LINES, LINES)
@settings(max_examples=60, derandomize=True)
def test_more_passages_close_none(before: list[str], after: list[str]) -> None:
    alone = passages_to_read(before)
    together = passages_to_read([*before, *after])[: len(before)]
    assert all(now or not then for then, now in zip(alone, together, strict=True))


ACTS = """\
Both sides agreed to a truce on Friday.
The militia has laid down its arms.
The army vowed revenge.
The navy gave the smugglers an ultimatum.
A peace accord was initialled in Geneva.""".splitlines()


@pytest.mark.parametrize("line", ACTS)
def test_what_is_said_of_war_and_peace_is_read(line: str) -> None:
    assert passages_to_read([line]) == (True,)
