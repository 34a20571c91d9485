"""Whole reports: what is told twice, continued, inherited, or told of somebody else."""

from __future__ import annotations

from read.telling import document, line, read, titled, told
from tallystick.model.claims import IncidentClaim, TallyClaim
from tallystick.model.lists import Measure, Stance


def totals(lines: list[str]) -> list[str]:
    return [one for one in lines if one.startswith("total")]


def test_a_headline_that_the_body_repeats_is_read_once() -> None:
    doc = document(
        "The base has been attacked 41 times since March 3, the ministry said.",
        title="Base attacked 41 times, ministry says",
    )
    assert totals(told(doc)) == [
        "total 41 attacked (incidents) since 2024-03-03 says ministry"
    ]


def test_a_headline_that_drops_an_area_stays_and_is_marked() -> None:
    doc = titled(
        "Northern Review: Coalition Bases Struck 70 Times!",
        "Fighters have carried out 70 drone and rocket operations against the coalition's "
        "bases in Iraq and Syria.",
    )
    assert totals(told(doc)) == [
        "total 70 struck (incidents) headline",
        "total 70 operations (incidents) in [IQ; SY] by [Fighters]",
    ]


def test_the_publishers_own_voice_is_nobody() -> None:
    (claim,) = read(
        document("Militias have attacked the camp 30 times since March.")
    ).claims
    assert claim.speaker is None
    assert claim.stance is Stance.REPORTS_AS_FACT


def test_an_outlets_own_name_is_its_own_voice() -> None:
    (claim,) = read(document("The Courier counted 17 attacks since March 15.")).claims
    assert isinstance(claim, TallyClaim)
    assert claim.speaker is None


def test_shares_told_place_by_place_belong_to_the_total_before() -> None:
    doc = document(
        "The institute recorded 40 attacks in August. Basra saw 25 attacks with 9 killed; "
        "Mosul 15, with two dead."
    )
    assert totals(told(doc)) == [
        "total 40 attacks (incidents) since 2023-08-01 to 2023-08-31 in [IQ] "
        "parts [Basra 25; Mosul 15] says institute"
    ]


def test_shares_without_a_total_are_no_totals() -> None:
    doc = document(
        "Over the past week patrols were attacked 12 times in Iraq and five times in Syria."
    )
    assert totals(told(doc)) == []


def test_a_comparison_does_not_lend_its_period_to_what_follows() -> None:
    doc = document(
        "In August there were 99 attacks across Pakistan, up from 54 in July. "
        "Four were suicide attacks."
    )
    assert totals(told(doc))[-1] == (
        "total 4 attacks (incidents) since 2023-08-01 to 2023-08-31 in [PK]"
    )


def test_two_bases_of_one_country_are_two_events() -> None:
    doc = document(
        "A drone struck the al-Tanf base in Syria on Sunday. "
        "On Sunday a drone also struck the Conoco gas field in Syria."
    )
    claims = [c for c in read(doc).claims if isinstance(c, IncidentClaim)]
    assert [c.place.text for c in claims if c.place] == ["al-Tanf base", "Conoco gas field"]


def test_one_event_told_twice_is_one_claim_with_both_tellings() -> None:
    doc = document(
        "A drone attack killed three soldiers at Tower 22 in Jordan on Sunday. "
        "The attack came before dawn. Officials said the drone attack that killed the three "
        "soldiers was launched from Iraq."
    )
    claims = [c for c in read(doc).claims if isinstance(c, IncidentClaim)]
    assert len(claims) == 1
    assert [t.number.stated for t in claims[0].killed] == [3]


def test_a_launch_site_is_no_place_of_the_event() -> None:
    doc = document(
        "Drones launched from Ar-Rutbah in Iraq hit the al-Tanf base in Syria on Sunday."
    )
    (claim,) = [c for c in read(doc).claims if isinstance(c, IncidentClaim)]
    assert claim.place is not None
    assert claim.place.country == "SY"
    assert "IQ" not in {p.country for p in claim.places if p.role != "launch"}


def test_swapping_the_parties_changes_no_reading_but_the_names() -> None:
    one = "Iran said Israel struck a depot near Damascus on Monday, killing four guards."
    other = "Israel said Iran struck a depot near Damascus on Monday, killing four guards."
    swapped = [
        text.replace("Iran", "#").replace("Israel", "Iran").replace("#", "Israel")
        for text in told(document(other))
    ]
    assert told(document(one)) == swapped


def test_an_undated_weekday_stays_undated_and_is_a_finding() -> None:
    reading = read(document("Rockets hit the airport in Erbil on Sunday.", published=None))
    (claim,) = reading.claims
    assert isinstance(claim, IncidentClaim)
    assert claim.date is None
    assert [f.code for f in reading.findings] == ["undated-claim"]


def test_a_number_with_no_verb_at_all_is_read_to_its_end() -> None:
    assert read(document("Up to 35.\n\nBy 12.")).claims == ()


def test_a_question_lends_its_unit_to_the_answer() -> None:
    reading = read(
        document("How many attacks were there?\n\nSo far 130, since 17 October.")
    )
    totals_read = [c for c in reading.claims if isinstance(c, TallyClaim)]
    assert [(c.measure, c.number.stated) for c in totals_read] == [(Measure.INCIDENTS, 130)]


def test_a_comparison_is_a_total_if_what_it_compares_with_is() -> None:
    reading = read(
        document("The group claimed 12 attacks in May 2024, against 14 in April 2024.")
    )
    assert [c.number.stated for c in reading.claims if isinstance(c, TallyClaim)] == [
        12,
        14,
    ]


def test_a_language_that_is_not_read_is_a_finding() -> None:
    doc = document("Es wurden 40 Angriffe gezählt.")
    german = type(doc)(**{**doc.__dict__, "language": "de"})
    reading = read(german)
    assert reading.claims == ()
    assert [f.code for f in reading.findings] == ["language-not-read"]


def test_private_persons_are_found_and_officials_are_not() -> None:
    doc = document(
        "The blast killed Nadia Ferran, a shopkeeper, said Interior Minister Paul Okello. "
        "Okello spoke in Kampala."
    )
    assert [doc.quote(span) for span in read(doc).private] == ["Nadia Ferran"]


def test_a_launch_in_a_headline_keeps_offsets() -> None:
    doc = titled(
        "Two Killed As Rockets Hit Camp Near Erbil",
        "Rockets killed two guards near Erbil on Monday.",
    )
    for claim in read(doc).claims:
        for evidence in claim.evidence:
            assert doc.quote(evidence.span).strip(), line(claim)


def test_the_dead_of_a_headline_are_lent_to_no_event_that_is_not_its_news() -> None:
    doc = document(
        "Rebels attacked a police station in Orlen on Friday. Eleven officers died. On "
        "Saturday a mine blew up under a patrol near Zahedan. A lieutenant is hurt.",
        title="Police: eleven officers killed at Orlen",
    )
    assert [line.split(")", 1)[1] for line in told(doc)] == [
        " by [Rebels] killed [11]",
        " injured [1]",
    ]


def test_the_dead_that_only_a_headline_tells_are_those_of_the_first_event() -> None:
    doc = document(
        "A bomb went off at a bank in Orlen on Monday. A drone hit a depot near Zahedan on "
        "Tuesday.",
        title="Twelve killed in Orlen",
    )
    assert [line.split(")", 1)[1] for line in told(doc)] == [" killed [12]", ""]
