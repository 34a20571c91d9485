"""What the encoder learns from: windows of labelled reports, with questions about their words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from events import WordExample, word_examples
from labels import Labelled, Row
from roles import CLAIM_ROLES, normal
from totals import home, number_examples

from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.tagger.counts import candidates
from tallystick.read.tagger.phrases import cuts, heads
from tallystick.read.tagger.pieces import Spot, Window, windows
from tallystick.read.tagger.words import Lens, Masks

NEAR = 2
"""Sentences before and after an event whose words are asked about."""
TOLLS = ("killed", "injured")
WORD_HEADS = ("event", "total")
"""What is asked of one word: does it tell of an attack, is it a stated total?"""
PAIR_HEADS = (*sorted(CLAIM_ROLES.values()), *TOLLS)
"""What is asked of two words: is the second the first one's perpetrator, its dead ...? Who
learns it tells events apart better."""
UNASKED = math.nan


@dataclass(frozen=True)
class Lesson:
    """One window, and what is asked about its pieces."""

    ids: tuple[int, ...]
    words: Mapping[str, tuple[tuple[int, bool], ...]]
    """By head: where words stand, and whether it should say yes to each."""
    pairs: tuple[tuple[int, int, int, tuple[float, ...]], ...]
    """Where two words stand, how many sentences apart, and what each of `PAIR_HEADS` should
    say: 1, 0 or `UNASKED`."""
    weight: float
    fold: int


Pairs = dict[tuple[Spot, Spot], dict[str, bool]]


def lessons(
    documents: Sequence[Labelled],
    pages: Sequence[Scan],
    vocabulary: Mapping[str, int],
) -> list[Lesson]:
    """The lessons of documents with claim labels."""
    masks, nothing = Masks.PARTIES, [0] * len(documents)
    words: dict[int, dict[str, list[tuple[Spot, bool]]]] = defaultdict(dict)
    pairs: dict[int, Pairs] = defaultdict(lambda: defaultdict(dict))
    events, _ = word_examples(documents, pages, nothing, masks)
    for event in events:
        if not event.near:
            told = words[event.document].setdefault("event", [])
            told.append((event.at, event.label is not None))
        if event.label is not None:
            _ask_of_event(documents, pages, event, pairs[event.document])
    numbers, _ = number_examples(documents, pages, nothing, masks)
    for number in numbers:
        told = words[number.document].setdefault("total", [])
        told.append((number.at, number.measure is not None))
    found = (
        _lesson(one, page, window, words[n], pairs[n])
        for n, (one, page) in enumerate(zip(documents, pages, strict=True))
        for window in windows(page, Lens(masks), vocabulary)
    )
    return [one for one in found if one.words or one.pairs]


def _lesson(
    one: Labelled,
    page: Scan,
    window: Window,
    words: Mapping[str, Sequence[tuple[Spot, bool]]],
    pairs: Pairs,
) -> Lesson:
    at = window.places
    index = {(s.part, s.at(t)): s.index for s in page.sentences for t in s.tokens}
    here = {
        head: tuple((at[spot], yes) for spot, yes in told if spot in at)
        for head, told in words.items()
    }
    together = tuple(
        (
            at[first],
            at[second],
            index[second] - index[first],
            tuple(float(asked[h]) if h in asked else UNASKED for h in PAIR_HEADS),
        )
        for (first, second), asked in sorted(pairs.items())
        if first in at and second in at
    )
    kept = {head: told for head, told in here.items() if told}
    return Lesson(window.ids, kept, together, one.weight, one.fold)


def _ask_of_event(
    documents: Sequence[Labelled], pages: Sequence[Scan], event: WordExample, pairs: Pairs
) -> None:
    """Who is whom to an event, and which numbers and persons are its tolls."""
    label, page = event.label, pages[event.document]
    if label is None:
        return
    at = next(s.index for s in page.sentences if _holds(s, event.at))
    for sentence in page.sentences[max(0, at - NEAR) : at + NEAR + 1]:
        if "targets" in label:
            for spot, told in _of_phrases(page, sentence, label):
                pairs[event.at, spot].update(told)
        if "killed" in label:
            for spot, told in _of_numbers(documents, event, sentence, label):
                pairs[event.at, spot].update(told)


def _holds(sentence: Sentence, at: Spot) -> bool:
    return sentence.part is at[0] and sentence.start <= at[1] < sentence.end


def _of_phrases(
    page: Scan, sentence: Sentence, label: Row
) -> Iterator[tuple[Spot, dict[str, bool]]]:
    wanted = {
        role: set(map(normal, label.get(key) or ())) for key, role in CLAIM_ROLES.items()
    }
    alone = {
        toll: {
            normal(part.get("who") or "")
            for part in _parts(label, toll)
            if part["low"] == 1
        }
        for toll in TOLLS
    }
    for head in heads(sentence):
        texts = {
            normal(page.document.quote(sentence.span(*c))) for c in cuts(sentence, head)
        }
        told = {role: bool(names & texts) for role, names in wanted.items()}
        if head.pos_ != "NUM":
            told |= {toll: bool(names & texts) for toll, names in alone.items()}
        yield (sentence.part, sentence.at(head)), told


def _of_numbers(
    documents: Sequence[Labelled], event: WordExample, sentence: Sentence, label: Row
) -> Iterator[tuple[Spot, dict[str, bool]]]:
    place = home(documents[event.document], label)
    quoted = place is not None and sentence.part is place[0] and sentence.end > place[1]
    for number in candidates(sentence):
        stated = number.number.stated
        told = {
            toll: quoted
            and stated
            in {label.get(f"{toll}_low"), *(p["low"] for p in _parts(label, toll))}
            for toll in TOLLS
        }
        yield (sentence.part, number.head_start), told


def _parts(label: Row, toll: str) -> Sequence[Row]:
    return [part for part in label.get(toll) or () if part.get("low") is not None]
