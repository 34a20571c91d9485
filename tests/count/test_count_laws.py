"""What holds of every count, whatever was told."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from count.scenes import BRAND, FACTION, Scene, ask
from tallystick.count import CountPolicy, CountScope, Ground, counting_rules
from tallystick.count.distinct import heaviest_distinct
from tallystick.count.members import select
from tallystick.count.sums import Sums
from tallystick.model.derived import Count
from tallystick.model.lists import Measure

few = settings(max_examples=40, derandomize=True, deadline=None)

MEASURES = ("incidents", "killed", "injured", "casualties", "munitions", "sites")
ASKED = (
    "",
    "in=JO",
    "in=JO+SY",
    f"by={BRAND}",
    f"by={FACTION}",
    "by=state:US",
    "type=uav_attack",
    "type=killing",
    "since=2024-01-10 until=2024-01-20",
    "at=site:x",
)


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, ...]:
    """A few incidents with their claims, some parts of others, some maybe the same."""
    names = [f"i{n}" for n in range(draw(st.integers(1, 5)))]
    found = []
    for name in names:
        for doc in draw(st.lists(st.sampled_from(["d1", "d2"]), min_size=1, unique=True)):
            says = [
                draw(st.sampled_from(["", "in=JO", "in=SY at=site:x", "in=JO|SY"])),
                draw(st.sampled_from(["", "on=2024-01-10", "on=2024-01-19/2024-01-22"])),
                draw(st.sampled_from(["", f"by={FACTION}", f"by={BRAND}", "by=gunmen"])),
                draw(st.sampled_from(["", "type=missile_attack", "fired=3"])),
            ]
            found.append(f"told {name} {doc} {' '.join(says)}")
        toll = draw(st.sampled_from(["", "killed=0", "killed=3", "killed=2+", "injured=4"]))
        grade = draw(st.sampled_from(["single_root", "self_claim", "contested-agreed"]))
        part = draw(st.sampled_from(["", "", f"part_of={names[0]}"]))
        part = "" if name == names[0] else part
        many = draw(st.sampled_from(["", "engagements=1..3"]))
        found.append(f"incident {name} grade={grade} {toll} {part} {many}")
    doubts = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names))))
    return (*found, *(f"maybe {left} {right}" for left, right in doubts))


def ground_of(told: tuple[str, ...]) -> Ground:
    docs = ("doc d1 wire 2024-01-29", "doc d2 paper 2024-01-29")
    return Scene.of("\n".join((*docs, *told))).ground()


def counted(asked: str, measure: str, ground: Ground) -> Count:
    return ask(f"{asked} measure={measure}", ground)


@few
@given(lines(), st.sampled_from(ASKED), st.sampled_from(MEASURES))
def test_low_best_and_high_stand_in_order(
    told: tuple[str, ...], asked: str, measure: str
) -> None:
    found = counted(asked, measure, ground_of(told))
    assert found.low >= 0
    assert found.best is None or found.low <= found.best
    assert found.high is None or found.low <= found.high
    assert found.best is None or found.high is None or found.best <= found.high


@few
@given(lines(), st.sampled_from(ASKED), st.sampled_from(MEASURES), st.data())
def test_taking_an_incident_away_never_raises_low(
    told: tuple[str, ...], asked: str, measure: str, data: st.DataObject
) -> None:
    ground = ground_of(told)
    gone = data.draw(st.sampled_from(ground.incidents))
    rest = replace(ground, incidents=tuple(i for i in ground.incidents if i is not gone))
    before, after = counted(asked, measure, ground), counted(asked, measure, rest)
    assert after.low <= before.low


@few
@given(lines(), st.sampled_from(ASKED), st.sampled_from(MEASURES), st.data())
def test_order_and_repetition_change_nothing(
    told: tuple[str, ...], asked: str, measure: str, data: st.DataObject
) -> None:
    ground = ground_of(told)
    again = data.draw(st.permutations((*ground.incidents, *ground.incidents)))
    other = Ground.of(
        again,
        ground.table,
        ground.directory,
        documents=ground.documents.values(),
        claims=ground.claims.values(),
        maybe_same=[pair[::-1] for pair in ground.maybe_same * 2],
    )
    assert counted(asked, measure, other) == counted(asked, measure, ground)


@few
@given(lines(), st.sampled_from(ASKED))
def test_asking_for_less_never_finds_more(told: tuple[str, ...], asked: str) -> None:
    ground = ground_of(told)
    less, all_ = ask(asked, ground), ask("", ground)
    assert less.low <= all_.low
    assert set(less.incidents) <= set(all_.incidents)
    assert (less.high or 0) <= (all_.high or 0)


@few
@given(lines(), st.sampled_from(["killed", "injured"]))
def test_unknown_is_never_0(told: tuple[str, ...], measure: str) -> None:
    """People of whom nothing is told leave best and high unknown, not nobody."""
    ground = ground_of(told)
    found = counted("", measure, ground)
    known = [getattr(one, measure) for one in ground.incidents]
    if not any(known):
        assert (found.low, found.best, found.high) == (0, None, None)


@few
@given(lines(), st.sampled_from(ASKED))
def test_every_incident_is_counted_once(told: tuple[str, ...], asked: str) -> None:
    found = ask(asked, ground_of(told))
    left_out = [one for one, why in found.set_aside if why != "toll_not_stated"]
    everywhere = (*found.incidents, *found.possible, *left_out)
    assert len(set(everywhere)) == len(everywhere)


@few
@given(
    st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 5), min_size=1),
    st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"))),
    st.data(),
)
def test_doubts_lower_and_members_raise_what_must_be_different(
    weights: dict[str, int], doubts: list[tuple[str, str]], data: st.DataObject
) -> None:
    found = heaviest_distinct(weights, doubts)
    assert max(weights.values()) <= found <= sum(weights.values())
    assert heaviest_distinct(weights, doubts[:-1]) >= found
    gone = data.draw(st.sampled_from(sorted(weights)))
    rest = {name: weight for name, weight in weights.items() if name != gone}
    assert heaviest_distinct(rest, doubts) <= found


@few
@given(lines(), st.sampled_from(MEASURES), st.sampled_from(["", "in=JO"]))
def test_what_components_add_is_what_all_of_them_come_to(
    told: tuple[str, ...], measure: str, asked: str
) -> None:
    ground = ground_of(told)
    scope = replace(
        CountScope(countries=tuple(asked.split("=")[1:])), measure=Measure(measure)
    )
    members = select(scope, ground, CountPolicy()).members
    whole = Sums.of(members, scope.measure, ground)
    heads = clusters(ground)
    parts = [
        Sums.of(
            [m for m in members if heads[m.facts.incident.id] == head],
            scope.measure,
            ground,
        )
        for head in sorted(set(heads.values()))
    ]
    assert sum(parts, Sums()) == whole
    for part in parts:
        whole -= part
    assert whole == Sums()


def clusters(ground: Ground) -> dict[str, str]:
    """Incidents by the least of those that they hang together with."""
    heads = {one.id: one.id for one in ground.incidents}
    family = [(one.id, one.parent) for one in ground.incidents if one.parent in heads]
    for _ in heads:
        for left, right in (*family, *ground.maybe_same):
            least = min(heads[left], heads[str(right)])
            heads[left] = heads[str(right)] = least
    return heads


def test_a_large_cluster_of_doubts_is_bounded_from_below() -> None:
    names = [f"n{i:02d}" for i in range(60)]
    chain = list(pairwise(names))
    assert 20 <= heaviest_distinct(dict.fromkeys(names, 1), chain) <= 30


def test_rules_are_named_with_their_version() -> None:
    assert all(counting_rules[name].name == name for name in counting_rules)
