"""Words asked of the parser's lists once are told as the parser itself tells them."""

from __future__ import annotations

import pytest
import spacy

from tallystick.read.rules.text.lemmas import parsed
from tallystick.read.rules.text.parsed import ATTRIBUTES
from tallystick.read.rules.text.scan import parser

TEXTS = (
    "",
    " ",
    "The shelling of the port killed 12 people and wounded dozens more, a doctor said.",
    "There were 36 attacks in May, of which nine were claimed; there was one on Monday.",
    "Let's wait: they ain't going to say who's behind it, and y'all got to ask 'em again.",
    "It had been struck twice.\n\nThose who did that have not been found, but for one.",
    "Raids raided the raided raid; striking strikes struck.  Two  blanks.\tOne tab.",
)


@pytest.mark.parametrize("rounds", [1, 2], ids=["first asked", "asked again"])
def test_annotations_are_those_of_the_whole_pipeline(rounds: int) -> None:
    whole = list(parser().pipe(TEXTS))
    for _ in range(rounds):
        ours = list(parsed(parser(), TEXTS))
    for one, other in zip(whole, ours, strict=True):
        assert one.to_array(ATTRIBUTES).tolist() == other.to_array(ATTRIBUTES).tolist()
        assert [s.text for s in one.sents] == [s.text for s in other.sents]
        assert [(e.text, e.label_) for e in one.ents] == [
            (e.text, e.label_) for e in other.ents
        ]


def test_a_pipeline_without_lists_runs_as_it_is() -> None:
    (doc,) = parsed(spacy.blank("en"), ["Gunmen attacked a convoy."])
    assert [token.text for token in doc] == ["Gunmen", "attacked", "a", "convoy", "."]
    assert [token.lemma_ for token in doc] == [""] * len(doc)
