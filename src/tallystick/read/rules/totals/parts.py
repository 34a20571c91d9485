"""The shares of a stated total: "66 in Iraq, 98 in Syria and one in Jordan"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tallystick.model.claims import TallyPart
from tallystick.model.lists import Measure
from tallystick.model.values import Evidence, Field, Number, Part, Place, Span
from tallystick.read.found import FoundNumber, FoundPlace, NumberUse, PlaceUse
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.harm.words import HARM_WORDS
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Sentence
from tallystick.read.rules.totals.ones import ones_as_subjects, ones_before_places

HERE = word_list("totals/here")
INCOMPLETE = word_list("totals/incomplete")
BETWEEN = word_list("totals/between")


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
            if divides_another(later, total.number.number.stated):
                continue
            if len(there) >= 2 and _opens_with_number(later):
                chosen, where = there, later
    if len(chosen) < 2:
        chosen, where = _enumerated(sentence, total), sentence
    stated = total.number.number.stated
    if stated is not None:
        fitting = tuple(c for c in chosen if (c[0].number.stated or 0) <= stated)
        chosen = fitting if len(fitting) == len(chosen) else ()  # another total's list
    if len(chosen) < 2 or len({key_of(place) for _, place in chosen}) < len(chosen):
        return NONE
    keys = keys_of([place for _, place in chosen])
    parts = tuple(TallyPart(k, n.number) for k, (n, _) in zip(keys, chosen, strict=True))
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


def _enumerated(
    sentence: Sentence, total: Counted
) -> tuple[tuple[FoundNumber, FoundPlace], ...]:
    """ "Of which nine targeted A, six B and five C": one number and one place a stretch."""
    found = []
    for start, end in _stretches(sentence):
        numbers = [n for n in sentence.once(ones_before_places) if start <= n.start < end]
        numbers = [
            n for n in numbers if n.use is NumberUse.COUNT and n.start > total.number.end
        ]
        places = [p for p in sentence.places if start <= p.start < end]
        fine = [p for p in places if p.use is PlaceUse.LITERAL]
        if len(numbers) == 1 and len(fine) == 1 and start > total.number.end:
            found.append((numbers[0], fine[0]))
    return tuple(found) if len(found) > 2 else ()


def located_shares(sentence: Sentence) -> Shares | None:
    """Two or more "number ... in place" of one sentence, their total stated elsewhere."""
    told = tuple(_located(sentence, after=sentence.start, skip=None))
    rest = told[1:]
    if len(rest) > 1 and (told[0][0].number.stated or 0) >= _added(rest):
        told = rest  # what stands first and is as much as all the others is their total
    if len(told) < 2 or len({key_of(place) for _, place in told}) < len(told):
        return None
    nouns = [noun for number, _ in told if (noun := _own_noun(sentence, number))]
    if len(set(nouns)) > 1:
        return None  # "232 people in A, twelve lives in B": each counts for itself
    if any(_of_them(sentence, number) for number, _ in told):
        return None  # "18 in A, eleven of them in B"
    return _shares(sentence, [(n, p, n.number) for n, p in told])


def _own_noun(sentence: Sentence, number: FoundNumber) -> str | None:
    """The word right after a number, where it is a noun or qualifies one."""
    after = next((t for t in sentence.tokens if sentence.at(t) >= number.end), None)
    named = after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ")
    return after.lower_ if after is not None and named else None


def _of_them(sentence: Sentence, number: FoundNumber) -> bool:
    after = [t.lower_ for t in sentence.after(number.end)[:2]]
    return after in (["of", "them"], ["of", "these"], ["of", "which"])


def _added(told: Sequence[tuple[FoundNumber, FoundPlace]]) -> int:
    return sum(number.number.stated or 0 for number, _ in told)


def shares_by_place(sentence: Sentence) -> dict[Measure, Shares]:
    """Shares told place by place: "A saw 13 attacks with 49 killed; B three, with 4 dead".

    Each stretch between semicolons (or commas, if there are none) opens with its place;
    a number before a harm word is people, another one is attacks. "From 17 to 28" tells 28.
    They are a partition only if they add up; the text does not say that they are all.
    """
    found: dict[Measure, list[tuple[FoundNumber, FoundPlace, Number]]] = {}
    if not sentence.places:
        return {}
    stretches = _stretches(sentence)
    counts = [n for n in sentence.once(ones_as_subjects) if n.use is NumberUse.COUNT]
    waiting: list[FoundPlace] = []
    for start, end in stretches:
        places = [
            p
            for p in sentence.places
            if start <= p.start < end and p.use is PlaceUse.LITERAL
        ]
        numbers = [n for n in counts if start <= n.start < end]
        if not places and numbers:
            places = _unlisted(sentence, start, numbers[0])
        if not places or not numbers:
            waiting = [] if numbers else [*waiting, *places]
            continue
        each = _follows(sentence, numbers[0], ("each", "apiece"))
        if each:
            places = _with_names(sentence, numbers[0].end, end, places)
            places = [*waiting, *places]
        waiting = []
        opens = places[0].start - start <= 14 and places[0].start < numbers[0].start
        if not (each or opens or (found and _trails(sentence, numbers, places))):
            continue
        last: Number | None = None
        for number in numbers:
            measure = _people(sentence, number) or Measure.INCIDENTS
            if measure is Measure.INCIDENTS and _follows(sentence, number, ("to",)):
                continue
            for place in places if each else places[:1]:
                found.setdefault(measure, []).append((number, place, number.number))
            last = number.number
        same = _as_many(sentence, start, end)
        told = [place for _, place, _ in found.get(same, [])] if same else []
        if last is not None and same is not None and places[0] not in told:
            found.setdefault(same, []).append((numbers[-1], places[0], last))
    return {m: _shares(sentence, told) for m, told in found.items() if len(told) > 1}


def _trails(
    sentence: Sentence, numbers: Sequence[FoundNumber], places: Sequence[FoundPlace]
) -> bool:
    """ "One took place in C", at the end of a list that names each place first."""
    between = sentence.within(numbers[0].end, places[0].start)
    inside = bool(between) and between[-1].lower_ in HERE
    return len(numbers) == len(places) == 1 and inside


def _with_names(
    sentence: Sentence, start: int, end: int, places: Sequence[FoundPlace]
) -> list[FoundPlace]:
    """Places with the names that stand in one list with them: "one each from ICT and A"."""
    named = []
    for token in sentence.within(start, end):
        at = sentence.at(token)
        known = any(p.start <= at < p.end for p in places)
        alone = token.i + 1 >= len(token.doc) or token.nbor(1).pos_ in ("PUNCT", "CCONJ")
        if token.pos_ == "PROPN" and alone and not known and at < end:
            why = "a name among places that have a number each"
            span = (at, at + len(token.text))
            named.append(FoundPlace(*span, PlaceUse.LITERAL, Place(token.text), why))
    return sorted((*places, *named), key=lambda p: p.start)


def _unlisted(sentence: Sentence, start: int, first: FoundNumber) -> list[FoundPlace]:
    """The name that a stretch opens with where others open with places: "KPT saw 13"."""
    words = [t for t in sentence.within(start, first.start) if t.pos_ != "PUNCT"]
    while words and words[0].pos_ in ("CCONJ", "SCONJ", "DET", "ADP", "ADJ", "NOUN"):
        words.pop(0)
    name = []
    for token in words:
        if token.pos_ != "PROPN":
            break
        name.append(token)
    if not name:
        return []
    span = sentence.span(name[0], name[-1])
    text = sentence.text[span.start - sentence.start : span.end - sentence.start]
    why = "a name among places, each with its number"
    return [FoundPlace(span.start, span.end, PlaceUse.LITERAL, Place(text), why)]


def _shares(
    sentence: Sentence, told: Sequence[tuple[FoundNumber, FoundPlace, Number]]
) -> Shares:
    return Shares(
        tuple(
            TallyPart(key, number)
            for key, (_, _, number) in zip(
                keys_of([p for _, p, _ in told]), told, strict=True
            )
        ),
        None,
        tuple(number for number, _, _ in told),
        tuple(_between(sentence.part, number, place) for number, place, _ in told),
        tuple(dict.fromkeys(p.place.country for _, p, _ in told if p.place.country)),
    )


def _between(part: Part, number: FoundNumber, place: FoundPlace) -> Evidence:
    start, end = min(number.start, place.start), max(number.end, place.end)
    return Evidence(Field.PART, Span(part, start, end))


def _stretches(sentence: Sentence) -> list[tuple[int, int]]:
    """Stretches that may each tell of one place: by semicolons, else by commas and "and"."""
    most = sum(p.use is PlaceUse.LITERAL for p in sentence.places)
    for marks in ((";",), (",", "and", ";")):
        cuts = [sentence.at(t) for t in sentence.tokens if t.lower_ in marks]
        edges = [sentence.start, *cuts, sentence.end]
        if len(edges) > 2 and (marks != (";",) or len(edges) > most):
            pairs = pairwise(edges)
            return [(a + (a != sentence.start), b) for a, b in pairs]
    return []


def _people(sentence: Sentence, number: FoundNumber) -> Measure | None:
    after = sentence.after(number.end)[:3]
    return next((HARM_WORDS[t.lower_] for t in after[:2] if t.lower_ in HARM_WORDS), None)


def _follows(sentence: Sentence, number: FoundNumber, words: tuple[str, ...]) -> bool:
    after = next(iter(sentence.after(number.end)), None)
    return after is not None and after.lower_ in words


def _as_many(sentence: Sentence, start: int, end: int) -> Measure | None:
    """ "Nine killed and as many injured": the measure that takes the number over."""
    tokens = sentence.within(start, end)
    for i, token in enumerate(tokens[:-2]):
        if (token.lower_, tokens[i + 1].lower_) == ("as", "many"):
            return HARM_WORDS.get(tokens[i + 2].lower_)
    return None


def completed(shares: Shares, total: int | None) -> Shares:
    """The shares with `partition` settled against a total."""
    added = sum(part.number.stated or 0 for part in shares.parts)
    return replace(shares, partition=total is not None and added == total)


def _located(
    sentence: Sentence, after: int, skip: Counted | None
) -> Iterator[tuple[FoundNumber, FoundPlace]]:
    """Numbers with the place that follows each ("66 in Iraq") or stands before ("Iraq: 66")."""
    numbers = [n for n in sentence.once(ones_before_places) if n.start >= after]
    numbers = [n for n in numbers if n.use is NumberUse.COUNT]
    numbers = [n for n in numbers if not _whole_again(sentence, n)]
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


def _whole_again(sentence: Sentence, number: FoundNumber) -> bool:
    """ "Nine of the 23 were in A": the 23 is the total taken up again."""
    before = [t.lower_ for t in sentence.before(number.start)[-2:]]
    return before == ["of", "the"]


def divides_another(sentence: Sentence, stated: int | None) -> bool:
    """ "Nine of the 23 were in A": whether a sentence divides another number than a total."""
    return any(
        _whole_again(sentence, n) and n.number.stated != stated
        for n in sentence.numbers
        if n.use is NumberUse.COUNT
    )


def _joined(sentence: Sentence, number: FoundNumber, place: FoundPlace) -> bool:
    between = sentence.within(number.end, place.start)
    words = [t.lower_ for t in between]
    return (
        any(w in HERE for w in words)
        and all(
            w in BETWEEN or t.pos_ in ("NOUN", "ADJ") or t.like_num
            for w, t in zip(words, between, strict=True)
        )
        and len(words) <= 9
    )


def _opens_with_number(sentence: Sentence) -> bool:
    opening = sentence.numbers[0] if sentence.numbers else None
    return opening is not None and opening.start - sentence.start <= 24


def _incomplete(sentence: Sentence, first: FoundNumber) -> bool:
    before = [t.lower_ for t in sentence.before(first.start)[-3:]]
    return any(word in INCOMPLETE for word in before)


def _listed(sentence: Sentence, total: Counted, first: FoundNumber) -> bool:
    """Whether a colon, dash or bracket sets the parts against the total."""
    between = sentence.within(total.number.end, first.start)
    return any(t.text in (":", "–", "—", "--", "(") for t in between)


def key_of(place: FoundPlace) -> str:
    """What a part is called: the code of its country, else the place as written."""
    p = place.place
    return p.country if p.country and p.precision == "country" else place.place.text


def keys_of(places: Sequence[FoundPlace]) -> list[str]:
    """What the parts of one list are called: beside countries, a place is its country."""
    codes = [p.place.country for p in places if p.place.country]
    apart = len(set(codes)) == len(places)
    if apart and any(p.place.precision == "country" for p in places):
        return codes
    return [key_of(p) for p in places]


def _evidence(part: Part, number: FoundNumber, place: FoundPlace) -> Evidence:
    start, end = min(number.start, place.start), max(number.end, place.end)
    return Evidence(Field.PART, Span(part, start, end))
