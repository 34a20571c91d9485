"""Examples of words that tell of an event and words that do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labels import Labelled, Row
from totals import home

from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import trigger_words
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.tagger.events import candidates, event_features
from tallystick.read.tagger.pieces import Spot
from tallystick.read.tagger.words import Lens, Masks

SORTS = {
    "drone attack": "uav_attack",
    "drone attack (intercepted)": "uav_attack",
    "drone and missile attack": "missile_attack",
    "airstrike": "air_strike",
    "missile attack": "missile_attack",
    "rocket attack": "rocket_attack",
    "shelling": "artillery_mortar",
    "bombing": "ied_mine",
    "car bombing": "ied_mine",
    "mine/ambush": "ied_mine",
    "shooting": "direct_fire",
    "ground assault": "ground_raid",
    "complex attack/siege": "ground_raid",
    "abduction": "abduction_detention",
    "attack on ship": "maritime_attack",
    "arson": "arson_sabotage",
}
"""Event types of labels as codes of the scheme; any other is `operation_unspecified`."""


@dataclass(frozen=True)
class WordExample:
    """A word with its features and what the labels say of it."""

    document: int
    at: Spot
    features: tuple[str, ...]
    label: Row | None
    """The incident that it tells; None for no incident."""
    near: bool
    """Whether it stands in the words of an incident that another word tells."""


def word_examples(
    documents: Sequence[Labelled],
    pages: Sequence[Scan],
    levels: Sequence[int],
    masks: Masks,
) -> tuple[list[WordExample], float]:
    """The words of documents whose incidents are labelled; labels that no word stands for."""
    found: list[WordExample] = []
    lost = 0.0
    for at, (one, page) in enumerate(zip(documents, pages, strict=True)):
        if one.templates or not one.gold["coverage"]["incidents"]:
            continue
        lens = Lens(masks)
        words = [(s, t) for s in page.sentences for t in candidates(s)]
        told: dict[tuple[int, int], Row] = {}
        near: set[tuple[int, int]] = set()
        for label in one.gold["incidents"]:
            keys, chosen = _word_of(one, label, words)
            near |= keys
            if chosen is not None:
                told[chosen] = label
            elif not label.get("optional"):
                lost += one.weight
        for sentence, token in words:
            key = (sentence.index, token.i)
            features = event_features(page, sentence, token, levels[at], lens)
            label_here = told.get(key)
            aside = label_here is None and key in near
            spot = sentence.part, sentence.at(token)
            found.append(WordExample(at, spot, tuple(features), label_here, aside))
    return found, lost


def _word_of(
    one: Labelled, label: Row, words: Sequence[tuple[Sentence, Token]]
) -> tuple[set[tuple[int, int]], tuple[int, int] | None]:
    """The candidates in a label's quote, and the one that its trigger means."""
    place = home(one, label)
    if place is None:
        return set(), None
    part, start, end = place
    inside = [(s, t) for s, t in words if s.part is part and start <= s.at(t) < end]
    keys = {(s.index, t.i) for s, t in inside}
    trigger = label.get("trigger")
    if trigger:
        low = start + label["quote"].find(trigger)
        exact = [(s, t) for s, t in inside if low <= s.at(t) < low + len(trigger)]
    else:
        exact = [(s, t) for s, t in inside if _known(t)]
    if not exact:
        return keys, None
    sentence, token = min(exact, key=lambda st: (_depth(st[1]), st[1].i))
    return keys, (sentence.index, token.i)


def _known(token: Token) -> bool:
    kind = "VERB" if token.pos_ == "VERB" else "NOUN"
    return (token.lemma, kind) in trigger_words()


def _depth(token: Token) -> int:
    return sum(1 for _ in g.ancestors(token))


def sort_of(label: Row) -> str:
    """The event type of a label as a code of the scheme."""
    told = label.get("event_type_id")
    return str(told) if told else SORTS.get(label["event_type"], "operation_unspecified")
