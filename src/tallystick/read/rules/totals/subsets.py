"""A part that leaves a rest: "17 killings, 11 of them of suspected thieves"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from tallystick.model.claims import TallyPart
from tallystick.model.lists import Measure
from tallystick.model.values import Evidence, Field, Span
from tallystick.read.found import FoundNumber, NumberUse, PlaceUse
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.harm.words import HARM_WORDS
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence, Token
from tallystick.read.rules.totals.parts import Shares, key_of

OF_THEM = (
    ["of", "them"],
    ["of", "whom"],
    ["of", "which"],
    ["of", "these"],
    ["of", "those"],
)
AMONG = (*OF_THEM, ["among", "them"], ["among", "whom"], ["among", "which"])
INCLUDING = "including"
AND = frozenset(("and", ",", ";"))
NAMED = frozenset(("NOUN", "PROPN", "ADJ", "AUX"))
"""How the words begin by which a list goes on: "of whom 52 were guards, 29 civilians"."""
ENDS = frozenset((",", ";", ".", ":", ")", "(", "–", "—"))
BEHIND = word_list("totals/behind")
LATER = word_list("totals/later")
FEWEST = 2
"""One of them is a detail, not a part."""
FEWEST_BARE = 3
"""Where nothing but its place says that a number is of the total before it."""
LEAST_TOTAL = 10
"""Of fewer things each is told for itself."""
PEOPLE = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES)
LONGEST_NAME = 14
LONGEST_CLAUSE = 14
"""Words from "of which" to the number of some of them."""


def with_subset(
    told: Shares, sentence: Sentence, total: Counted, rest: Sequence[Sentence]
) -> Shares:
    """The parts of a total, or where there are none those that its sentence takes out.

    The first stands after the total with no other count between them; together they are
    no more than the total. The next sentence may take them out, too: "Of these, 31 ...".

    Args:
        rest: the sentences after the total's, the next one first.
    """
    stated = total.number.number.stated
    if told.parts or stated is None:
        return told
    following = [
        n
        for n in sentence.numbers
        if n.start >= total.number.head_end and n.use is NumberUse.COUNT
    ]
    return (
        _listed(sentence, following, stated)
        or _behind(sentence, following, total)
        or (_next_of_these(following, stated, rest) or told)
    )


def _next_of_these(
    following: Sequence[FoundNumber], stated: int, rest: Sequence[Sentence]
) -> Shares | None:
    """ "Of these, 103 were in Idlib", "Of the 134, 103 ...": a next sentence that takes some
    out of a total behind which nothing else was counted."""
    later = next(iter(rest), None)
    if following or later is None:
        return None
    opening = [t for t in later.tokens if not t.is_space][:3]
    words = [t.lower_ for t in opening]
    numbers = [n for n in later.numbers if n.use is NumberUse.COUNT]
    if words[:2] == ["of", "the"] and numbers and numbers[0].number.stated == stated:
        numbers = numbers[1:]
    elif words[:2] not in OF_THEM:
        return None
    parts: list[tuple[FoundNumber, Sequence[Token]]] = []
    left = stated
    for number, after in zip_longest(numbers, numbers[1:]):
        size, end = number.number.stated, after.start if after else later.end
        name = _named_after(later, number, end)
        if size is None or not FEWEST <= size < left + bool(parts) or not name:
            break
        if LATER & {t.lower_ for t in name}:
            break
        parts.append((number, name))
        left -= size
    return _shares(later, parts) if parts else None


def _named_after(sentence: Sentence, number: FoundNumber, end: int) -> Sequence[Token]:
    """The words behind a number, up to the next mark or number."""
    words = [t for t in sentence.within(number.end, end) if sentence.at(t) < end]
    words = words[: next((i for i, t in enumerate(words) if t.text in ENDS), len(words))]
    while words and words[0].pos_ == "AUX":
        words = words[1:]
    return _trimmed(words)[:LONGEST_NAME]


def _behind(
    sentence: Sentence, following: Sequence[FoundNumber], total: Counted
) -> Shares | None:
    """The bare numbers behind the first total of a sentence."""
    stated = total.number.number.stated or 0
    ahead = any(
        n.use is NumberUse.COUNT and n.end <= total.number.start for n in sentence.numbers
    )
    opening = [t.lower_ for t in sentence.tokens[:1]]
    if ahead or total.measure in PEOPLE or opening == ["of"] or stated < LEAST_TOTAL:
        return None
    return _bare_subjects(sentence, following, stated)


def _bare_subjects(
    sentence: Sentence, numbers: Sequence[FoundNumber], stated: int
) -> Shares | None:
    """ "145 drones were sent; 63 were brought down, 46 lost": numbers without a noun of their
    own, which no other number stands before."""
    parts: list[tuple[FoundNumber, Sequence[Token]]] = []
    left = stated
    for number, later in zip_longest(numbers, numbers[1:]):
        size, end = number.number.stated, later.start if later else sentence.end
        words = _clause_of(sentence, number, end, goes_on=bool(parts))
        if size is None or not FEWEST_BARE <= size < left + bool(parts) or not words:
            break
        if LATER & {t.lower_ for t in words} or any(
            t.lower_ in HARM_WORDS for t in words[:3]
        ):
            return None
        parts.append((number, words))
        left -= size
    # They may be totals in their own right: "1,594 were shot down".
    return replace(_shares(sentence, parts), numbers=()) if parts else None


def _clause_of(
    sentence: Sentence, number: FoundNumber, end: int, *, goes_on: bool
) -> Sequence[Token]:
    """What is told of a number that is itself the subject; none if it is not."""
    inside = sentence.within(number.head_start, number.head_end)
    before = [t.lower_ for t in sentence.before(number.start)[-2:]]
    if {"other", "others"} & set(before):
        return ()
    behind = [t for t in sentence.within(number.end, end) if sentence.at(t) < end]
    if [t.lower_ for t in behind[:2]] in OF_THEM:
        behind = behind[2:]
    elif not any(t.dep_ in ("nsubj", "nsubjpass") for t in inside) and not (
        goes_on and behind[:1] and behind[0].tag_ == "VBN"
    ):
        return ()
    if not behind or behind[0].pos_ not in ("VERB", "AUX", "ADV"):
        return ()
    words = behind[: next((i for i, t in enumerate(behind) if t.text in ENDS), len(behind))]
    while words and words[0].pos_ == "AUX":
        words = words[1:]
    return _trimmed(list(words))[:LONGEST_NAME]


def _listed(
    sentence: Sentence, following: Sequence[FoundNumber], stated: int
) -> Shares | None:
    """The part that the first number after a total takes out, and those listed with it."""
    parts: list[tuple[FoundNumber, Sequence[Token]]] = []
    left = stated
    for number, later in zip_longest(following, following[1:]):
        size, end = number.number.stated, later.start if later else sentence.end
        said = _goes_on if parts else _taken_out
        words = said(sentence, number, end)
        if size is None or not FEWEST <= size < left + bool(parts) or not words:
            break
        if LATER & {t.lower_ for t in words}:
            break
        parts.append((number, words))
        left -= size
        if not (_opens_a_list(sentence, parts[0][0]) or _bare_next(sentence, later)):
            break
    return _shares(sentence, parts) if parts else None


def _bare_next(sentence: Sentence, number: FoundNumber | None) -> bool:
    """ "78 of them children and 69 over sixty": no noun of its own behind the next number."""
    if number is None:
        return False
    return _bare(sentence.after(number.end)[:3])


def _bare(words: Sequence[Token]) -> bool:
    """Whether a number is told by what is behind it; "three in a hundred" is a rate."""
    behind = bool(words) and words[0].pos_ == "ADP" and words[0].lower_ in BEHIND
    return behind and not any(t.like_num or t.lower_ == "every" for t in words[1:3])


def _opens_a_list(sentence: Sentence, first: FoundNumber) -> bool:
    """ "Of whom 52 ..., 29 ...": not "52 of them ...", behind which others are counted."""
    before = [t.lower_ for t in sentence.before(first.start)[-2:]]
    return before in AMONG or before[-1:] == [INCLUDING]


def _goes_on(sentence: Sentence, number: FoundNumber, end: int) -> Sequence[Token]:
    """The name of a further part of a list: not of what is counted beside it."""
    before = [t.lower_ for t in sentence.before(number.start)[-1:]]
    words = [t for t in sentence.within(number.end, end) if sentence.at(t) < end]
    words = words[: next((i for i, t in enumerate(words) if t.text in ENDS), len(words))]
    words = _trimmed(words)
    harmed = any(t.lower_ in HARM_WORDS for t in words[:2])
    bare = _bare(words)
    named = bool(words) and (bare or words[0].pos_ in NAMED)
    if harmed or not named or not AND & set(before):
        return ()
    return words[:LONGEST_NAME]


def _taken_out(sentence: Sentence, part: FoundNumber, end: int) -> Sequence[Token]:
    """The words that say which of them a number is; none if it takes nothing out."""
    before = [t.lower_ for t in sentence.before(part.start)[-2:]]
    after = sentence.after(part.end)
    if [t.lower_ for t in after[:2]] in OF_THEM:
        after = after[2:]
    elif before not in AMONG and before[-1:] != [INCLUDING]:
        return _done_to_some(sentence, part)
    name: list[Token] = []
    for token in after[:LONGEST_NAME]:
        if name and token.text in ENDS:
            break
        if name and sentence.at(token) >= end:
            break
        if token.text not in ENDS:
            name.append(token)
    return _trimmed(name)


def _done_to_some(sentence: Sentence, part: FoundNumber) -> Sequence[Token]:
    """ "Of which the air defences stopped 156": the clause before the number of some of them."""
    words = list(sentence.before(part.start))[-LONGEST_CLAUSE:]
    ends = [n for n, t in enumerate(words) if t.text in ENDS]
    clause = words[ends[-1] + 1 :] if ends else []
    done = bool(clause) and clause[-1].pos_ == "VERB"
    opened = [t.lower_ for t in clause[:2]] in (["of", "which"], ["of", "whom"])
    return clause[2:] if done and opened else ()


def _trimmed(words: list[Token]) -> list[Token]:
    while words and words[-1].lower_ in AND:
        words.pop()
    return words


def _shares(
    sentence: Sentence, told: Sequence[tuple[FoundNumber, Sequence[Token]]]
) -> Shares:
    spans = [sentence.span(words[0], words[-1]) for _, words in told]
    whole = [
        Span(sentence.part, min(n.start, s.start), max(n.end, s.end))
        for (n, _), s in zip(told, spans, strict=True)
    ]
    return Shares(
        tuple(
            TallyPart(_key(sentence, span), number.number)
            for (number, _), span in zip(told, spans, strict=True)
        ),
        False,
        tuple(number for number, _ in told),
        tuple(Evidence(Field.PART, span) for span in whole),
        (),
    )


def _key(sentence: Sentence, span: Span) -> str:
    """What a part is called: its one place, else its words."""
    places = [
        p
        for p in sentence.places
        if span.start <= p.start < span.end and p.use is PlaceUse.LITERAL
    ]
    text = sentence.text[span.start - sentence.start : span.end - sentence.start]
    return key_of(places[0]) if len(places) == 1 else text
