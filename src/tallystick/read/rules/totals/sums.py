"""Parts of a total that are known by their sum: "64 incidents: 29 explosions, 35 raids"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tallystick.model.claims import TallyPart
from tallystick.model.lists import Measure
from tallystick.model.values import Evidence, Field, Number, Span
from tallystick.read.found import FoundNumber, FoundPlace, NumberUse, PlaceUse
from tallystick.read.rules.counts.figures import next_to_period
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.harm.words import HARM_WORDS
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence, Token
from tallystick.read.rules.totals.ones import ones_as_numbers
from tallystick.read.rules.totals.parts import Shares, divides_another, key_of

LEAST_SUM = 6
"""Smaller totals are the sum of some numbers near them by chance too often."""
MOST_PARTS = 20
PEOPLE = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES)
SURE_PARTS = 3
"""So few numbers add up to a total by chance where others are told between."""
EDGES = frozenset((",", ";", ":", ".", "(", ")", "and", "–", "—", "of", "were", "them"))
"""What stands at the edges of a part's name."""


TOGETHER = word_list("totals/together")
IN_SUM = re.compile(
    r"\b(?:in sum|in all|in total|all told|altogether|together|combined|overall|making|"
    r"for a (?:grand |combined )?total of|a total of|which (?:makes|adds up to|comes to)),? $",
    re.I,
)
"""What stands before such a total: "228 of the army, 97 civilians, in sum 325"."""
REST = re.compile(r"\bthe (?:rest|others|remainder|remaining|balance)\b", re.I)
LED = re.compile(
    r"\b(?:(?:lead|leads|led|head|heads|headed|top|tops|topped) (?:the (?:list|table|way|count"
    r"|ranking|tally) )?with|(?:bore|bears|bearing) the brunt|accounts? for|accounted for"
    r"|(?:worst|hardest|most) (?:hit|affected) (?:was|were|is)|(?:had|saw|has|took|takes) the "
    r"(?:most|highest number|largest share|lion['’]s share|bulk)|answers? for|answered for)\b"
)
"""How a sentence begins to tell who has most of a total: "Mosul leads with 21"."""
LATEST = 60
"""Characters of a sentence before which it has to say so."""
RATE = re.compile(r"%|\bper ?cent\b")
Placed = tuple[Sentence, FoundNumber]


def with_sums(
    told: Shares, sentence: Sentence, total: Counted, rest: Sequence[Sentence]
) -> Shares:
    """Parts read place by place, or those that add up to the total where the former do not.

    The latter are numbers right after a total, in its sentence or the next two.
    """
    added = sum(part.number.stated or 0 for part in told.parts)
    if told.parts and added == total.number.number.stated:
        return told
    found = _summed(sentence, total, rest)
    return told if found is None or _leaves_out(found, told) else found


def _leaves_out(found: Shares, told: Shares) -> bool:
    """Whether a sum only comes out because parts that the text states are dropped."""
    ours = Counter(part.number.stated for part in found.parts)
    theirs = Counter(part.number.stated for part in told.parts)
    return len(found.parts) < len(told.parts) and ours <= theirs


def _summed(sentence: Sentence, total: Counted, rest: Sequence[Sentence]) -> Shares | None:
    stated = total.number.number.stated
    if stated is None or stated < LEAST_SUM:
        return None
    for stretch in _stretches(sentence, total, rest):
        run = _run(stretch, stated, 2)
        if run:
            return _shares(run)
    listed = [
        (sentence, n) for n in sentence.once(ones_as_numbers) if n.start > total.number.end
    ]
    run = _before(sentence, total)
    if not run and next_to_period(sentence, total.number) is None:
        run = _run(_of_periods(listed), stated, SURE_PARTS)
    if run:
        return _shares(run)
    some = (
        _open_list(sentence, total)
        or _left_over(sentence, total, rest)
        or _led(sentence, total, rest)
    )
    return replace(_shares(some), partition=False) if some else None


def _left_over(
    sentence: Sentence, total: Counted, rest: Sequence[Sentence]
) -> list[Placed]:
    """ "Knocked out, 1,185; lost from radar, 738; the others got through": the next sentence
    divides a total, and says that some are left."""
    stated, later = total.number.number.stated, next(iter(rest), None)
    if stated is None or later is None or len(_counts_in(sentence)) > 1:
        return []
    left = REST.search(later.text)
    if left is None:
        return []
    told = [(later, n) for n in _counts_in(later)]
    fine = _fit(told, people=total.measure in PEOPLE)
    added = sum(n.number.stated or 0 for _, n in fine)
    whole = len(fine) == len(told) > 1 and added < stated
    return fine if whole and told[-1][1].start < later.start + left.start() else []


def _led(sentence: Sentence, total: Counted, rest: Sequence[Sentence]) -> list[Placed]:
    """ "Cauca headed the list with 39, followed by Antioquia with 21": a next sentence that
    tells who has most of a total behind which nothing else was counted."""
    stated, later = total.number.number.stated, next(iter(rest), None)
    if stated is None or later is None or total.compared is not None:
        return []
    if _others_after(sentence, total) or RATE.search(later.text):
        return []
    opened = LED.search(later.text)
    told = [(later, n) for n in later.once(ones_as_numbers) if n.use is NumberUse.COUNT]
    if opened is None or opened.start() > LATEST or not told:
        return []
    if told[0][1].start < later.start + opened.start():
        return []
    if divides_another(later, stated):
        return []
    fine = _fit(told, people=total.measure in PEOPLE)
    added = sum(n.number.stated or 0 for _, n in fine)
    return fine if len(fine) == len(told) and added <= stated else []


def _open_list(sentence: Sentence, total: Counted) -> list[Placed]:
    """ "31 attacks: 14 on A, nine on B, the others on C": a list that leaves a rest."""
    colon = next(
        (t for t in sentence.after(total.number.end) if t.text in (":", "–", "—")), None
    )
    stated = total.number.number.stated
    if colon is None or stated is None:
        return []
    start = sentence.at(colon)
    told = [
        (sentence, n)
        for n in sentence.numbers
        if n.start > total.number.end and n.use is NumberUse.COUNT
    ]
    behind = [(s, n) for s, n in _fit(told, people=True) if n.start > start]
    fewest = 2 if REST.search(sentence.text, start - sentence.start) else SURE_PARTS
    plain = len(behind) == len(told) and not any(_harm_after(s, n) for s, n in told)
    added = sum(n.number.stated or 0 for _, n in behind)
    return behind if plain and len(behind) >= fewest and added < stated else []


def _counts_in(sentence: Sentence) -> list[FoundNumber]:
    return [n for n in sentence.numbers if n.use is NumberUse.COUNT]


def _of_periods(told: Sequence[Placed]) -> list[Placed]:
    """ "12 in April, nine in May, six in June": each number with a period of its own."""
    return [
        (s, n)
        for s, n in told
        if n.use is NumberUse.COUNT
        and n.number.stated is not None
        and not any(d.start <= n.start < d.end for d in s.dates)
    ]


def _before(sentence: Sentence, total: Counted) -> list[Placed]:
    """ "172 in A and 94 in B, 266 together": the numbers that a total behind them adds up."""
    after = [t.lower_ for t in sentence.after(total.number.end)[:2]]
    behind = (after[:1] and after[0] in TOGETHER) or " ".join(after) in TOGETHER
    if not behind and not IN_SUM.search(
        sentence.text[: total.number.start - sentence.start]
    ):
        return []
    ahead = [
        (sentence, n)
        for n in sentence.once(ones_as_numbers)
        if n.end < total.number.start
        and n.use is NumberUse.COUNT
        and n.number.stated is not None
        and not _harm_after(sentence, n)
    ]
    added, stated = 0, total.number.number.stated
    for at in range(len(ahead) - 1, -1, -1):
        added += ahead[at][1].number.stated or 0
        if added == stated and at < len(ahead) - 1:
            return ahead[at:]
    return []


def _stretches(
    sentence: Sentence, total: Counted, rest: Sequence[Sentence]
) -> Iterator[list[Placed]]:
    """Numbers that may be parts: of the same sentence, of the next, of the next two."""
    people = total.governor.lower_ in HARM_WORDS or total.head.lower_ in HARM_WORDS
    people = people or total.measure is Measure.CASUALTIES
    here = [
        (sentence, n) for n in sentence.once(ones_as_numbers) if n.start > total.number.end
    ]
    yield _fit(here, people=people)
    following: list[Placed] = []
    alone = not _others_after(sentence, total)
    for later in rest[:2]:
        if divides_another(later, total.number.number.stated):
            return
        following += [(later, n) for n in later.once(ones_as_numbers)]
        fewest = 2 if alone or _divides(later, total) else SURE_PARTS
        run = _fit(following, people=people)
        yield run if _run(run, total.number.number.stated or 0, fewest) else []


def _others_after(sentence: Sentence, total: Counted) -> bool:
    """Whether other numbers follow a total in its sentence: a sum told later may be theirs."""
    return any(
        n.use is NumberUse.COUNT and n.start > total.number.end for n in sentence.numbers
    )


def _divides(sentence: Sentence, total: Counted) -> bool:
    """ "Of these, 40 were shellings", "of the 87 ...": a sentence that divides what was told."""
    opening = [t for t in sentence.tokens if not t.is_space][:3]
    words = [t.lower_ for t in opening]
    again = any(
        n.number.stated == total.number.number.stated
        for n in sentence.numbers
        if n.start <= sentence.at(opening[-1])
    )
    return words[:1] == ["of"] and (again or words[1:2] in (["these"], ["them"], ["those"]))


def _fit(told: Sequence[Placed], *, people: bool) -> list[Placed]:
    """Counts, without those of the dead and hurt among counts of something else."""
    return [
        (s, n)
        for s, n in told
        if n.use is NumberUse.COUNT
        and n.number.stated is not None
        and (people or not _harm_after(s, n))
        and not any(d.start <= n.start < d.end for d in s.dates)
        and not _compared(s, n)
        and next_to_period(s, n) is None
    ]


def _compared(sentence: Sentence, number: FoundNumber) -> bool:
    """ "Down from 14", "against 12": what others were, no part of these."""
    before = [t.lower_ for t in sentence.before(number.start)[-2:]]
    return before[-1:] == ["against"] or before in (["down", "from"], ["up", "from"])


def _harm_after(sentence: Sentence, number: FoundNumber) -> bool:
    after = sentence.after(number.end)[:2]
    return any(t.lower_ in HARM_WORDS for t in after)


def _run(told: Sequence[Placed], stated: int, fewest: int) -> list[Placed]:
    """The first run of so many numbers or more that add up to a total, from the first on.

    A repeat of the total itself may stand before them: "Of the 66, 31 were ...".
    """
    start = 1 if told and told[0][1].number.stated == stated else 0
    for first in range(start, min(start + 2, len(told))):
        added = 0
        for at in range(first, min(first + MOST_PARTS, len(told))):
            added += told[at][1].number.stated or 0
            if added == stated and at - first + 1 >= fewest:
                return list(told[first : at + 1])
            last = _one_more(told[first : at + 1]) if added == stated - 1 else None
            if last is not None and at > first and at + 1 == len(told):
                return [*told[first : at + 1], last]
            if added >= stated:
                break
    return []


def _one_more(run: Sequence[Placed]) -> Placed | None:
    """ "Nine Malians, three Chadians and a Togolese": the one that ends a list."""
    sentence, number = run[-1]
    words = sentence.after(number.end)
    for token, following in pairwise(words):
        if token.lower_ == "and" and following.lower_ in ("a", "an"):
            at = sentence.at(following)
            end = at + len(following.text)
            why = "the last of a list, told by its article"
            one = FoundNumber(at, end, at, end, Number.said(1), NumberUse.COUNT, why)
            return sentence, one
    return None


def _shares(run: Sequence[Placed]) -> Shares:
    parts, evidence, countries = [], [], []
    for sentence, number in run:
        start, end = _clause(sentence, number)
        place = _place(sentence, start, end)
        key = key_of(place) if place else _name(sentence, number, start, end)
        parts.append(TallyPart(key, number.number))
        evidence.append(Evidence(Field.PART, Span(sentence.part, start, end)))
        if place is not None and place.place.country:
            countries.append(place.place.country)
    return Shares(
        tuple(parts),
        True,
        tuple(number for _, number in run),
        tuple(evidence),
        tuple(dict.fromkeys(countries)),
    )


def _clause(sentence: Sentence, number: FoundNumber) -> tuple[int, int]:
    """The stretch between commas that a number stands in."""
    start, end = sentence.start, sentence.end
    for token in sentence.tokens:
        if token.text not in (",", ";", ":", "(", ")", "and", "."):
            continue
        at = sentence.at(token)
        if at < number.start:
            start = at + len(token.text)
        elif at >= number.end:
            end = at
            break
    inside = [t for t in sentence.tokens if start <= sentence.at(t) < end]
    return sentence.at(inside[0]), sentence.at(inside[-1]) + len(inside[-1].text)


def _place(sentence: Sentence, start: int, end: int) -> FoundPlace | None:
    named = [p for p in sentence.places if start <= p.start < end]
    literal = [p for p in named if p.use is PlaceUse.LITERAL]
    return literal[0] if len(literal) == 1 else None


def _name(sentence: Sentence, number: FoundNumber, start: int, end: int) -> str:
    """The words beside a number: those after it, else those before it."""
    after = _trimmed([t for t in sentence.within(number.end, end) if sentence.at(t) < end])
    before = _trimmed(list(sentence.within(start, number.start)))
    words = after or before
    if not words:
        return ""
    span = sentence.span(words[0], words[-1])
    return sentence.text[span.start - sentence.start : span.end - sentence.start]


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].lower_ in EDGES or tokens[0].is_punct):
        tokens = tokens[1:]
    while tokens and (tokens[-1].lower_ in EDGES or tokens[-1].is_punct):
        tokens = tokens[:-1]
    return tokens
