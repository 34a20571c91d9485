"""Whose deed it was, in the many words of those who own up to it, deny it or take it back."""

import pytest

from read.telling import document, read
from tallystick.model.claims import Statement

CONTEXT = "Bombs killed thirty people on trains in Valdora on Thursday. "
CLAIM, DENIAL, ROLE = "claim_of_responsibility", "denial", "denial_of_responsibility"
BACK = "claim_withdrawn"
WORDINGS = [
    # owning up, by a verb
    ("The Vanguard declared itself responsible.", CLAIM),
    ("The Vanguard declared responsibility in a video.", CLAIM),
    ("The Vanguard announced hitting the trains.", CLAIM),
    ("The Vanguard reported striking three trains with bombs.", CLAIM),
    ("The Vanguard bragged about the bombing.", CLAIM),
    ("The Vanguard confessed to the bombing.", CLAIM),
    ("The Vanguard acknowledged its part in the bombing.", CLAIM),
    ("The Vanguard has owned up.", CLAIM),
    ("The Vanguard owned the seizure of the train.", CLAIM),
    ("The Vanguard claimed the shots at a guard, too.", CLAIM),
    ("The Vanguard claimed the fires of the night before.", CLAIM),
    ('The Vanguard called it the work of its "lions".', CLAIM),
    ('The Vanguard spoke of a "successful operation" by its men.', CLAIM),
    ("The bombing, claimed by the Vanguard, was the third this year.", CLAIM),
    # owning up, by what one's own side did
    ("The Vanguard said its members had left the bombs on the trains.", CLAIM),
    ("The Vanguard said its men had wiped out a patrol.", CLAIM),
    ("The Vanguard said it had taken the station's banks.", CLAIM),
    ("The Vanguard said the trains had been bombed by its men.", CLAIM),
    # owning up, by what those who fight put out
    ("The Vanguard put out a video of the bombing.", CLAIM),
    ("The Vanguard, a name not heard since May, released footage of the attack.", CLAIM),
    ("The Vanguard named the two bombers.", CLAIM),
    ("The Vanguard confirmed the attack in the evening.", CLAIM),
    ("The Vanguard described the bombing as revenge for its dead.", CLAIM),
    ("The Vanguard put its name to it.", CLAIM),
    ("The Vanguard signed for it.", CLAIM),
    ("The Vanguard listed the bombing among its operations.", CLAIM),
    ("The Vanguard took the bombing upon itself.", CLAIM),
    ("The Vanguard admitted it.", CLAIM),
    ("The Vanguard apologised for the bombing.", CLAIM),
    ("The Vanguard thanked its men for the bombing.", CLAIM),
    # owning up, by one's own weapons and orders
    ('"It was our bomb," the Vanguard said.', CLAIM),
    ("The Vanguard conceded that one of its shells had fallen on the station.", CLAIM),
    ("The Vanguard said it had ordered the bombing.", CLAIM),
    # who speaks
    ('The Vanguard: "That was us."', CLAIM),
    ("The Vanguard let it be known that the bombs were its own.", CLAIM),
    ("The Vanguard, which says it planted the bombs, is banned.", CLAIM),
    ("Men who called themselves the Vanguard claimed in a film the killing.", CLAIM),
    ("Men who said they were the Vanguard claimed the bombing.", CLAIM),
    ("The Vanguard said its cells struck two trains.", CLAIM),
    # a part in it denied
    ("The Vanguard disowned the bombing.", ROLE),
    ("The Vanguard repudiated the bombing.", ROLE),
    ("The Vanguard protested its innocence.", ROLE),
    ("The Vanguard ruled out any involvement.", ROLE),
    ("The Vanguard refused to take responsibility.", ROLE),
    ("The Vanguard said it had no responsibility whatsoever.", ROLE),
    ("The Vanguard said that it bore no blame for them.", ROLE),
    ("The Vanguard said that they were not its bombs.", ROLE),
    ("The Vanguard said its men were innocent.", ROLE),
    ("The Vanguard said it had been framed.", ROLE),
    ("The minister blamed the Vanguard, whose spokesman denied any part.", ROLE),
    # a report denied
    ("The Vanguard does not accept the charge.", DENIAL),
    ("The Vanguard called it a false flag.", DENIAL),
    ("The Vanguard swore that it had not planted them.", DENIAL),
    ("The Vanguard said its guns had been silent.", DENIAL),
    ("The Vanguard brushed the charge aside.", DENIAL),
    ("The Vanguard waved the accusation away.", DENIAL),
    ("The Vanguard ridiculed the claim.", DENIAL),
    ("The Vanguard laughed off the report.", DENIAL),
    ("The Vanguard spoke of groundless accusations.", DENIAL),
    ("The Vanguard called the idea that it was involved ridiculous.", DENIAL),
    ("The Vanguard said the suggestion was ludicrous.", DENIAL),
    ("The Vanguard said there was no truth in the report.", DENIAL),
    ("Nothing of the kind had happened, the Vanguard said.", DENIAL),
    # a deed of one's own side denied
    ("The Vanguard said its people had never left the hills.", DENIAL),
    ("The Vanguard said none of its people had been in the town.", DENIAL),
    ("The Vanguard said that it had no such weapon.", DENIAL),
    ("The Vanguard said it had signed nothing.", DENIAL),
    ("The Vanguard said that no ship of its fleet was touched.", DENIAL),
    ("The Vanguard said all its boats were safe.", DENIAL),
    # a claim taken back
    ("The Vanguard took back its claim of the bombing.", BACK),
    ("The Vanguard has recanted.", BACK),
    ("The Vanguard deleted the claim.", BACK),
    ("The Vanguard said its claim had been a mistake.", BACK),
]
NEITHER = [
    "The announced strike of the drivers was called off.",
    "The dispatcher owned the house that burned down in May.",
    "No child was touched, a nurse said.",
    "The operator brushed snow off the rails.",
    "The operator took back its trains on Friday.",
    "The ministry released pictures of the damage after the attack.",
    "Police confirmed the attack in the evening.",
    "Police said the group had planted the bombs.",
    "The operator signed for the coffins.",
    "The broadcaster released footage of the attack.",
]


def acts(text: str) -> set[tuple[str, str]]:
    """What is done with words after a bombing, and by whom."""
    claims = read(document(CONTEXT + text)).claims
    return {
        (one.act, one.issuer.text.removeprefix("The ").removeprefix("the "))
        for one in claims
        if isinstance(one, Statement) and one.issuer is not None
    }


@pytest.mark.parametrize(("text", "act"), WORDINGS)
def test_wording(text: str, act: str) -> None:
    assert (act, "Vanguard") in acts(text)


@pytest.mark.parametrize("text", NEITHER)
def test_nothing_owned_and_nothing_denied(text: str) -> None:
    assert not {act for act, _ in acts(text)} & {CLAIM, ROLE, BACK, DENIAL}


def test_two_who_claim_one_attack_are_two_claims() -> None:
    told = acts("The Vanguard and the Red Dawn both claimed the bombing.")
    assert told >= {(CLAIM, "Vanguard"), (CLAIM, "Red Dawn")}
