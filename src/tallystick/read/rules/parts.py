"""The shares of a stated total: "66 in Iraq, 98 in Syria and one in Jordan"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallystick.model.claims import TallyPart
from tallystick.model.values import Evidence, Field, Part, Span
from tallystick.read.found import FoundNumber, FoundPlace, NumberUse, PlaceUse
from tallystick.read.rules.counting import Counted
from tallystick.read.rules.scan import Sentence

INCOMPLETE = frozenset(("including", "among", "least", "mostly", "notably"))
BETWEEN = frozenset(
    "in at on from within across against of the and now were was occurred took place attack "
    "attacks strikes operations incidents them these those , case cases being further more other "
    "others on".split()
)


@dataclass(frozen=True)
class Shares:
    """The parts of a total, whether they claim to be all of it, and where they stand."""

    parts: tuple[TallyPart, ...]
    partition: bool | None
    numbers: tuple[FoundNumber, ...]
    evidence: tuple[Evidence, ...]
    countries: tuple[str, ...]


NONE = Shares((), None, (), (), ())


def shares_of(sentence: Sentence, total: Counted, rest: Sequence[Sentence]) -> Shares:
    """The parts that follow a total in its sentence, or that fill the next one.

    Shares are numbers that stand right before "in <place>", two or more of them, none above
    the total. They are a partition when they add up, or when the text sets them against
    the total as a list; they are none when it says "including" or "among them".
    """
    here = tuple(_located(sentence, after=total.number.end, skip=total))
    chosen, where = here, sentence
    if len(chosen) < 2:
        for later in rest[:1]:
            there = tuple(_located(later, after=later.start, skip=None))
            if len(there) >= 2 and _opens_with_number(later):
                chosen, where = there, later
    stated = total.number.number.stated
    if stated is not None:
        chosen = tuple(c for c in chosen if (c[0].number.stated or 0) <= stated)
    if len(chosen) < 2:
        return NONE
    parts = tuple(TallyPart(_key(place), number.number) for number, place in chosen)
    added = sum(part.number.stated or 0 for part in parts)
    if stated is None:
        partition = None
    elif _incomplete(where, chosen[0][0]):
        partition = False
    else:
        partition = added == stated or _listed(where, total, chosen[0][0])
    return Shares(
        parts,
        partition,
        tuple(number for number, _ in chosen),
        tuple(_evidence(where.part, number, place) for number, place in chosen),
        tuple(dict.fromkeys(p.place.country for _, p in chosen if p.place.country)),
    )


def _located(
    sentence: Sentence, after: int, skip: Counted | None
) -> Iterator[tuple[FoundNumber, FoundPlace]]:
    """Numbers with the place that follows each ("66 in Iraq") or stands before ("Iraq: 66")."""
    numbers = [n for n in sentence.numbers if n.start >= after and n.use is NumberUse.COUNT]
    for i, number in enumerate(numbers):
        if skip is not None and number is skip.number:
            continue
        limit = numbers[i + 1].start if i + 1 < len(numbers) else sentence.end
        place = next(
            (
                p
                for p in sentence.places
                if number.end <= p.start < limit and p.use is PlaceUse.LITERAL
            ),
            None,
        )
        if place is not None and _joined(sentence, number, place):
            yield number, place


def _joined(sentence: Sentence, number: FoundNumber, place: FoundPlace) -> bool:
    between = sentence.within(number.end, place.start)
    words = [t.lower_ for t in between]
    return (
        any(w in ("in", "at", "on", "from", "inside", "across") for w in words)
        and all(
            w in BETWEEN or t.pos_ in ("NOUN", "ADJ")
            for w, t in zip(words, between, strict=True)
        )
        and len(words) <= 6
    )


def _opens_with_number(sentence: Sentence) -> bool:
    opening = sentence.numbers[0] if sentence.numbers else None
    return opening is not None and opening.start - sentence.start <= 24


def _incomplete(sentence: Sentence, first: FoundNumber) -> bool:
    before = [t.lower_ for t in sentence.tokens if sentence.at(t) < first.start][-3:]
    return any(word in INCOMPLETE for word in before)


def _listed(sentence: Sentence, total: Counted, first: FoundNumber) -> bool:
    """Whether a colon, dash or bracket sets the parts against the total."""
    between = sentence.within(total.number.end, first.start)
    return any(t.text in (":", "–", "—", "--", "(") for t in between)


def _key(place: FoundPlace) -> str:
    p = place.place
    return p.country if p.country and p.precision == "country" else place.place.text


def _evidence(part: Part, number: FoundNumber, place: FoundPlace) -> Evidence:
    return Evidence(Field.PART, Span(part, number.start, place.end))
