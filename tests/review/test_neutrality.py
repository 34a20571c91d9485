"""Our own prose takes no side, and is the same whoever it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from review_campaign import NORTH, SOUTH, campaign
from review_scenes import Scene

from tallystick.model.derived import Graded, Proposition
from tallystick.policy import Policy
from tallystick.reconcile.words import reason_words, verdict_words
from tallystick.review.figures import own_words
from tallystick.review.html import render_html
from tallystick.review.markdown import render_markdown
from tallystick.review.neutrality import LoadedTerm, check_words, loaded_terms
from tallystick.review.publish import publish
from tallystick.schemes import rows
from tallystick.views.review_page import ReviewPage, review_page
from tallystick.views.review_prose import Quote, Words, label, wording

Render = Callable[[ReviewPage], bytes]


def page_of(scene: Scene) -> ReviewPage:
    return review_page(scene.ledger(), scene.book(), Policy())


@pytest.mark.parametrize("render", [render_html, render_markdown])
@pytest.mark.parametrize("words", ["the Regime’s forces", "a terrorist attack", "MARTYRS"])
def test_a_loaded_term_in_our_own_prose_stops_the_build(words: str, render: Render) -> None:
    page = replace(page_of(campaign()), gaps=((Words(words),),))
    with pytest.raises(LoadedTerm, match="quote it with its speaker"):
        render(page)


@pytest.mark.parametrize("render", [render_html, render_markdown])
def test_the_same_term_may_stand_in_quotation_marks(render: Render) -> None:
    page = replace(page_of(campaign()), gaps=((Quote("a terrorist attack"),),))
    assert "“" in render(page).decode()


def test_what_a_source_calls_the_other_side_stands_in_its_mouth() -> None:
    scene = campaign()
    html = publish(scene.ledger(), scene.book(), Policy()).decode()
    assert "Southern League terrorist army" in html
    assert not any("terrorist" in text or "illegal" in text for text in own_words(html))


def test_a_reason_that_takes_a_term_from_a_text_quotes_it() -> None:
    scene = campaign()
    graded = Graded(scene.incidents[0].grades[0][1].grade, "said only by the 3 martyrs")
    scene.incidents[0] = replace(
        scene.incidents[0], grades=((Proposition.OCCURRENCE, graded),)
    )
    row = page_of(scene).incidents[0]
    assert row.grades[0].reason == (Quote("said only by the 3 martyrs"),)


def test_every_sentence_and_label_that_we_ship_is_neutral() -> None:
    check_words(wording().values())
    check_words(row["label"] for row in rows("review/labels.tsv"))
    check_words(row["text"] for row in rows("review/disclaimers.tsv"))
    check_words(row["meaning"] for row in rows("findings.tsv"))
    check_words(reason_words().values())
    check_words(verdict_words().values())
    for scheme in ("event_types", "acts", "target_types", "weapons"):
        codes = [row["code"] for row in rows(f"schemes/{scheme}.tsv")]
        check_words(label(scheme, code).text for code in codes)


def test_no_sentence_that_we_ship_holds_a_figure() -> None:
    shipped = [*wording().values(), *reason_words().values(), *verdict_words().values()]
    shipped += [row["text"] for row in rows("review/disclaimers.tsv")]
    shipped += [row["label"] for row in rows("review/labels.tsv")]
    assert not [text for text in shipped if any(c.isdigit() for c in text)]


def test_the_loaded_terms_are_in_balance() -> None:
    sides = Counter(row["side"] for row in rows("review/loaded_terms.tsv"))
    assert set(sides) == {"state", "armed", "any"}
    assert 0.8 < sides["state"] / sides["armed"] < 1.25


def test_no_neutral_word_is_itself_loaded() -> None:
    check_words(loaded_terms().values())


@pytest.mark.parametrize("form", ["html/1", "md/1"])
def test_swapping_the_parties_changes_no_word_of_ours(form: str) -> None:
    """The two sides trade names in every text: nothing but the names differs."""

    def shown(north: str, south: str) -> list[str]:
        scene = campaign(north, south)
        text = publish(scene.ledger(), scene.book(), Policy(), form).decode()
        text = text.replace(north, "One").replace(south, "Other")
        text = re.sub("[0-9a-f]{12,}|(?:quote|origin)-[\\w-]+", "", text)
        return sorted(own_words(text) if form == "html/1" else text.splitlines())

    assert shown(NORTH, SOUTH) == shown(SOUTH, NORTH)


def test_every_loaded_term_is_found_as_a_whole_word_only() -> None:
    for term in loaded_terms():
        with pytest.raises(LoadedTerm):
            check_words([f"it was {term.upper()}, they said"])
        check_words([f"x{term}x"])
