"""Acts of speech, a row a wording: what was done with words, and by whom."""

import pytest

from read.telling import document, read
from tallystick.model.claims import Statement

CONTEXT = "A bomb killed three soldiers near Gao on Monday. "
CLAIM = "claim_of_responsibility"
ACTS = [
    # claims
    ("The Green Front claimed responsibility for it.", CLAIM, "Green Front"),
    ("The Green Front claimed the attack.", CLAIM, "Green Front"),
    ("The Green Front said it had carried out the attack.", CLAIM, "Green Front"),
    ("The Green Front said it had bombed the lorries.", CLAIM, "Green Front"),
    ("The Green Front said that it was responsible.", CLAIM, "Green Front"),
    ("A new group, the Green Front, said it had shelled it.", CLAIM, "Green Front"),
    ("A group calling itself the Green Front said it had shelled it.", CLAIM, "Green Front"),
    # denials
    ("The army denied any role in it.", "denial_of_responsibility", "army"),
    ("The army denied it.", "denial", "army"),
    ("The army called the report a fabrication.", "denial", "army"),
    ("The army rejected any involvement.", "denial_of_responsibility", "army"),
    ("The army said its men had not fired.", "denial", "army"),
    ("No shots were fired in Gao, the army said.", "denial", "army"),
    ("The army said it had no part in the bombing.", "denial_of_responsibility", "army"),
    ("The rebels of the Green Front denied that they attack buses.", "denial", "Green Front"),
    # threats
    ("The Green Front vowed revenge.", "threat", "Green Front"),
    ("The Green Front warned that every convoy would be struck.", "threat", "Green Front"),
    ("The Green Front said the attacks would go on.", "threat", "Green Front"),
    ("The Green Front said that lorries will be burned.", "threat", "Green Front"),
    ("The Green Front threatened to burn any vehicle on the road.", "threat", "Green Front"),
    # halts
    ("The Green Front said it would halt its attacks.", "halt_announced", "Green Front"),
    ("The Green Front suspended its operations until Easter.", "halt_announced", "Green Front"),
    ("The Green Front agreed to lay down its arms.", "halt_announced", "Green Front"),
    ("The government accepted a ceasefire.", "ceasefire_announced", "government"),
    # condemnations and demands
    ("The governor condemned the killings.", "condemnation", "governor"),
    ("The governor called the bombing a cowardly crime.", "condemnation", "governor"),
    ("The committee demanded the release of the hostages.", "demand", "committee"),
    ("The committee called for a ceasefire.", "demand", "committee"),
    ("The committee asked for the release of the men.", "demand", "committee"),
    # threats in other words
    ("The Green Front said the bridge would be next.", "threat", "Green Front"),
    ("The Green Front said it planned to hit the port.", "threat", "Green Front"),
    ("The Green Front warned lorries to keep away from the pass.", "threat", "Green Front"),
    ("The Green Front said every lorry was a legitimate target.", "threat", "Green Front"),
    ("The president said the raiders would not go unpunished.", "threat", "president"),
    ("The Green Front called a strike and threatened to burn shops.", "threat", "Green Front"),
    ("The Green Front set a deadline of Friday.", "ultimatum", "Green Front"),
    # denials in other words
    ("The army said the footage was fabricated.", "denial", "army"),
    ("The army said the claim had no basis.", "denial", "army"),
    ("The army said no such attack had taken place.", "denial", "army"),
    ("The army said that none of its units had opened fire.", "denial", "army"),
    ("It was not us, the rebels said.", "denial_of_responsibility", "rebels"),
    ("The Green Front said it was not behind it.", "denial_of_responsibility", "Green Front"),
    # claims, demands and truces in other words
    ("The Green Front owned up to it.", CLAIM, "Green Front"),
    ("The attack was claimed by the Green Front.", CLAIM, "Green Front"),
    ("The Green Front said it had set off the bomb.", CLAIM, "Green Front"),
    ("The bishop appealed to the rebels to free the girls.", "demand", "bishop"),
    ("The committee begged both sides to stop shooting.", "demand", "committee"),
    ("The office told the garrison to quit the province.", "withdrawal_requested", "office"),
    ("Foreign troops must leave, the premier said.", "withdrawal_requested", "premier"),
    ("The Green Front called off its truce.", "resumption_announced", "Green Front"),
    ("The Green Front froze its campaign.", "halt_announced", "Green Front"),
    # who speaks
    ("Ankara: this was not us.", "denial_of_responsibility", "Ankara"),
    ("A statement by the Green Front warned of further attacks.", "threat", "Green Front"),
    # claims in plain words
    ("The Green Front says it did it.", CLAIM, "Green Front"),
    ("The Green Front said that its men had killed 30 soldiers.", CLAIM, "Green Front"),
    ("The Green Front took the credit.", CLAIM, "Green Front"),
    ("The Green Front said the two were its members.", CLAIM, "Green Front"),
    ("The Green Front said the assault was its work.", CLAIM, "Green Front"),
    ("The bombing was the work of its Badr unit, the Green Front said.", CLAIM, "Green Front"),
    ("The Green Front boasted of the bombing on its channel.", CLAIM, "Green Front"),
    # denials without a denying word
    ("The Green Front said that it was not theirs.", "denial_of_responsibility", "Green Front"),
    ("The navy said its ships were 200 km away.", "denial", "navy"),
    ("The army said none of its aircraft was in the area.", "denial", "army"),
    ("The army said it had no soldiers there.", "denial_of_responsibility", "army"),
    ("The mission denied having fired.", "denial", "mission"),
    # threats in plain words
    ("The Green Front said it would do the same on every road.", "threat", "Green Front"),
    ("The president said patience was not without end.", "threat", "president"),
    ("The president said the raids were only the beginning.", "threat", "president"),
    ("The battalion threatened firms with more operations.", "threat", "battalion"),
    ("The Green Front ordered drivers to leave or be shot.", "threat", "Green Front"),
    ("The Green Front said the next day that it would carry on.", "threat", "Green Front"),
    # acts told by nouns
    ("The Green Front's pledge to avenge him was read out.", "threat", "Green Front"),
    ("An ultimatum by the Green Front runs out on Friday.", "ultimatum", "Green Front"),
    ("The bombing drew condemnation from the African Union.", "condemnation", "African Union"),
    ("Egypt's condemnation of the bombing came at once.", "condemnation", "Egypt"),
    ("The council's call for an inquiry went unanswered.", "demand", "council"),
    # halts, truces and what ends them
    ("The Green Front said it would no longer attack lorries.", "halt_announced", "Green Front"),
    ("The army said it would keep the truce.", "ceasefire_announced", "army"),
    ("The Green Front declared the truce void.", "resumption_announced", "Green Front"),
    # who speaks, told otherwise
    ("The US condemned the bombing.", "condemnation", "US"),
    ("On 22 May the Orlan front denied any part.", "denial_of_responsibility", "Orlan front"),
    ("The youth wing Jarun rejected the accusation.", "denial", "youth wing Jarun"),
    ('"We shall burn the bridge," the leader told a radio.', "threat", "leader"),
]  # fmt: skip
NONE = (
    "To the people of the capital: stay away, for we shall return.",
    '"They shoot first now," said the mayor.',
    "The Green Front begged pardon for it.",
)


def statements(text: str) -> list[tuple[str, str]]:
    claims = read(document(text)).claims
    return [
        (c.act, c.issuer.text if c.issuer else "")
        for c in claims
        if isinstance(c, Statement)
    ]


@pytest.mark.parametrize(("wording", "act", "issuer"), ACTS, ids=[row[0] for row in ACTS])
def test_an_act_and_its_issuer(wording: str, act: str, issuer: str) -> None:
    assert statements(CONTEXT + wording) == [(act, issuer)]


NO_ACTS = [
    "The Green Front did not claim responsibility.",
    "Nobody has claimed responsibility.",
    "The army neither confirmed nor denied the report.",
    "The Green Front claimed 40 attacks in May.",
    "The governor called on Tuesday.",
    "Villagers said the bridge would open in May.",
    "Doctors said nobody else had been wounded.",
]


@pytest.mark.parametrize("wording", NO_ACTS)
def test_what_is_no_act(wording: str) -> None:
    assert statements(CONTEXT + wording) == []


def test_two_acts_of_one_sentence_are_two_statements() -> None:
    text = CONTEXT + "The government blamed a foreign army and condemned the attack."
    assert statements(text) == [
        ("attribution_statement", "government"),
        ("condemnation", "government"),
    ]


@pytest.mark.parametrize(
    "wording",
    [
        "The army blamed the Green Front. The group denied it.",
        "The army accused the Green Front. It denies that it was near.",
        "The army attributed the attack to the Green Front. The movement denied the charge.",
    ],
)
def test_who_was_accused_denies(wording: str) -> None:
    told = [one for one in statements(CONTEXT + wording) if one[0] == "denial"]
    assert told == [("denial", "Green Front")]


def test_it_is_never_a_person() -> None:
    text = CONTEXT + "The coalition spoke late. The minister slept. It denied the bombing."
    assert statements(text) == [("denial", "coalition")]


@pytest.mark.parametrize("wording", NONE)
def test_no_act_of_the_one_who_is_named(wording: str) -> None:
    assert statements(CONTEXT + wording) == []


def test_who_denies_in_a_report_on_something_else_is_not_listed() -> None:
    text = "The canteen shut on Friday after a blast of steam. The council denied neglect."
    assert statements(text) == []
    assert statements(
        "Gunmen shot two soldiers dead in Gao. The council denied neglect."
    ) == [("denial", "council")]
