"""Scenes: why claims are one incident, and why those that came close are not."""

import pytest
from derive.ledgers import judged
from hypothesis import given, settings

from judging.desk import Desk
from tallystick import codec
from tallystick.errors import NotFound, RequestError
from tallystick.match.explain import Ending
from tallystick.pipeline import derive
from tallystick.policy import Policy
from tallystick.testing import Scene
from tallystick.views.why import Explaining, Held, WhyIncident, WhyPair
from tallystick.views.why_text import incident_text, pair_text

ONE = """
doc d1 2024-05-02T08:00 wire
incident a d1 on=2024-05-01 at=harbour killed=3
doc d2 2024-05-02T09:00 agency
incident b d2 on=2024-05-01 at=harbour killed=3
"""
TWO = """
doc d1 2024-05-02T08:00 wire
incident a d1 on=2024-05-01 at=harbour killed=3
doc d2 2024-05-02T09:00 agency
incident b d2 on=2024-05-01 at=airfield killed=1
"""


def explaining(desk: Desk) -> Explaining:
    book = derive(desk.ledger, desk.policy, actors=desk.scene.directory)
    return Explaining(desk.ledger, book, desk.policy, desk.scene.directory)


def of_pair(text: str, one: str, other: str) -> WhyPair:
    desk = Desk(text)
    names = [desk.scene.claims[name].id for name in (one, other)]
    return explaining(desk).pair(*names)


def of_incident(text: str, claim: str) -> tuple[WhyIncident, Desk]:
    desk = Desk(text)
    return explaining(desk).incident(desk.scene.claims[claim].id), desk


def test_a_joined_pair_says_what_makes_it_one_event() -> None:
    told = of_pair(ONE, "a", "b")
    assert len(told.incidents) == 1
    assert (told.link.joined, told.link.ending) == (True, Ending.JOINED)
    weights = {one.aspect: (one.level, one.weight) for one in told.link.reasons}
    assert weights["place"][0] == "same site"
    assert weights["date"][0] == "same day"
    assert told.link.prior is not None
    odds = told.link.prior + sum(weight for _, weight in weights.values())
    assert told.link.score == round(1 / (1 + 2**-odds), 4)
    text = "\n".join(pair_text(told))
    assert "16x for  place same site: few events a week happen" in text
    assert "about 1 in 9 such pairs is one event" in text


def test_every_weight_is_argued() -> None:
    reasons = of_pair(ONE, "a", "b").link.reasons
    assert all(one.because for one in reasons)


def test_a_pair_of_two_places_says_what_speaks_against_it() -> None:
    told = of_pair(TWO, "a", "b")
    assert len(told.incidents) == 2
    assert not told.link.joined
    heaviest = told.link.reasons[0]
    assert (heaviest.aspect, heaviest.level) == ("place", "elsewhere")
    assert "two incidents" in "\n".join(pair_text(told))


def test_a_persons_word_comes_before_what_the_matcher_believes() -> None:
    apart = of_pair(ONE + "judge different a b", "a", "b").link
    assert (apart.joined, apart.ending) == (False, Held.CALLED_DIFFERENT)
    assert [one.why for one in apart.judgements] == ["as the text says"]
    assert apart.score is not None
    assert apart.score > 0.9
    together = of_pair(TWO + "judge same a b", "a", "b").link
    assert (together.joined, together.ending) == (True, Held.CALLED_SAME)


def test_a_word_taken_back_decides_nothing() -> None:
    link = of_pair(ONE + "judge different a b\njudge withdraw 1", "a", "b").link
    assert (link.joined, link.ending, link.judgements) == (True, Ending.JOINED, ())


def test_a_claim_kept_out_says_so() -> None:
    link = of_pair(ONE + "judge reject b", "a", "b").link
    assert (link.joined, link.ending) == (False, Held.KEPT_OUT)


def test_an_exact_copy_repeats_and_needs_no_weights() -> None:
    text = ONE + "doc mirror 2024-05-02T10:00 Mirror copies=d1"
    told, _ = of_incident(text, "a")
    repeated = [link for link in told.links if link.ending is Held.REPEATED]
    assert len(repeated) == 1
    assert (repeated[0].score, repeated[0].reasons) == (None, ())
    assert "word for word" in "\n".join(incident_text(told))
    assert len(told.links) == len(told.claims) - 1


def test_an_incident_shows_what_came_close_to_it() -> None:
    text = """
    doc d1 2024-05-03T08:00 North
    incident a d1 at=harbour on=2024-05-01 type=uav_attack
    doc d2 2024-05-03T09:00 South
    incident b d2 at=airfield on=2024-05-01 type=uav_attack
    doc d3 2024-05-03T10:00 East
    incident c d3 at=xa on=2024-05-01 type=uav_attack
    """
    told, desk = of_incident(text, "c")
    names = desk.scene.names
    assert sorted(names[near.incident] for near in told.near) == ["a", "b"]
    assert {near.link.ending for near in told.near} == {Ending.OUTVOTED}
    lines = "\n".join(incident_text(told))
    assert lines.count("NEAR, and not this incident") == 2


def test_two_incidents_are_compared_by_their_closest_and_their_farthest_claims() -> None:
    text = (
        ONE
        + """
    doc d3 2024-05-02T10:00 West
    incident c d3 on=2024-05-01 at=airfield killed=1
    doc d4 2024-05-02T11:00 East
    incident d d4 on=2024-05-01 at=airfield killed=1 injured=4
    """
    )
    told = of_pair(text, "a", "c")
    assert told.against is None or told.against.score is not None
    desk = Desk(text)
    book = derive(desk.ledger, desk.policy, actors=desk.scene.directory)
    one, other = (i.id for i in book.incidents)
    whole = explaining(desk).pair(one, other)
    assert whole.against is not None
    assert whole.link.score is not None
    assert whole.against.score is not None
    assert whole.link.score >= whole.against.score


@pytest.mark.parametrize(
    ("name", "expected"),
    [("total", "a stated total"), ("halt", "a statement"), ("threat", "threatened")],
)
def test_what_is_never_joined_is_refused_with_the_reason(name: str, expected: str) -> None:
    text = (
        ONE
        + """
    total total d1 3 measure=killed
    statement halt d1 halt_announced
    incident threat d1 at=harbour assertion=threatened
    """
    )
    desk = Desk(text)
    with pytest.raises(RequestError, match=expected):
        explaining(desk).incident(desk.scene.claims[name].id)


def test_unknown_and_shortened_names_are_refused_with_advice() -> None:
    desk = Desk(ONE)
    asking, claim = explaining(desk), desk.scene.claims["a"].id
    with pytest.raises(NotFound, match="tallystick incidents"):
        asking.incident("incident-nobody")
    with pytest.raises(NotFound, match=f"whole id: {claim}"):
        asking.incident(claim[:-2])
    with pytest.raises(RequestError, match="give one"):
        asking.pair(claim, claim)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(judged())
def test_what_is_said_of_every_incident_is_what_the_book_says(scene: Scene) -> None:
    book = scene.book()
    asking = Explaining(scene.ledger, book, Policy(), scene.directory)
    home = {claim: one.id for one in book.incidents for claim in one.claims}
    for incident in book.incidents:
        told = asking.incident(incident.id)
        assert all(link.joined for link in told.links)
        held = {incident.claims[0]}
        for _ in told.links:
            for link in told.links:
                if {link.left, link.right} & held:
                    held |= {link.left, link.right}
        assert held == set(incident.claims)
        assert all(one.incident != incident.id for one in told.near)
        assert {one.claim for one in told.shown} >= set(incident.claims)
        codec.dumps(told)
        assert all(line.isprintable() for line in incident_text(told))
    for one, other in zip(sorted(home), sorted(home)[1:], strict=False):
        pair = asking.pair(one, other)
        assert pair.link.joined == (home[one] == home[other])
