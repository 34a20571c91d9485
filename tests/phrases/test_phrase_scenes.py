"""What sentences take over from each other, in documents of more than one."""

from __future__ import annotations

from read.telling import line

from tallystick.model.documents import Document, Published, PublishedBasis
from tallystick.read.rules.extractor import RulesExtractor


def told(text: str, *, title: str = "") -> list[str]:
    """Each claim of a French text published on Thursday, 2 May 2024, in a line."""
    when = Published("2024-05-02", PublishedBasis.ROW)
    document = Document("The Courier", "a1", when, title, text, "fr")
    return [line(claim) for claim in RulesExtractor().read(document).claims]


def test_items_of_a_list_are_counted_over_the_period_that_opens_it() -> None:
    text = "Bilan du 16 janvier au 13 février :\n\n• 63 personnes tuées\n• 23 attaques"
    assert told(text) == [
        "total 63 personnes (killed) since 2024-01-16 to 2024-02-13",
        "total 23 attaques (incidents) since 2024-01-16 to 2024-02-13",
    ]


def test_a_definite_attack_is_the_one_told_before() -> None:
    text = (
        "Une frappe a tué sept personnes mardi à Tyr. "
        "L'attaque a également blessé quatre civils."
    )
    assert told(text) == [
        "aerial_unspecified on 2024-04-30 at Tyr (LB) killed [7] injured [4]"
    ]


def test_the_group_is_the_one_named_before() -> None:
    text = "Le Hezbollah a tiré des roquettes sur Safed mardi. Le groupe menace de frapper."
    assert told(text)[-1] == "threat by Hezbollah"


def test_a_headline_that_the_text_repeats_is_read_once() -> None:
    text = "Les Houthis ont mené 60 attaques en mer Rouge depuis novembre."
    assert told(text, title="60 attaques des Houthis en mer Rouge") == told(text)


def test_a_total_goes_on_in_the_next_sentence() -> None:
    text = "L'armée a recensé 22 attaques au Mali depuis janvier. Elles ont tué 54 civils."
    assert told(text)[1].startswith("total 54 civils (killed) since 2024-01 in [ML]")
