"""Words of harm and the numbers that they govern."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.lists import Measure
from tallystick.read.found import FoundNumber
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence
from tallystick.read.phrases.phrases import joined, marked_prefix

FARTHEST_TOLL = 8
"""How far before its number a toll stands where verbs stand last ("can kaybı ...")."""
LONGEST_WAY = 4
"""Words between a number and the noun it counts."""
FARTHEST_HARM = 20
"""How far from a number the verb of harm may stand."""
WRONG_SIDE = 8
"""How much farther a verb counts that stands where its object seldom does."""


def harm_measure(hit: Hit) -> Measure:
    """What a word of harm counts; people missing are counted as others."""
    name = hit["measure"]
    return Measure.OTHER if name == "missing" else Measure(name)


def measure_of(noun: Hit) -> Measure:
    """What a noun that is counted by itself is counted as."""
    match noun.list:
        case "harm":
            return harm_measure(noun)
        case "units":
            return Measure(noun["measure"])
        case "weapons":
            return Measure.MUNITIONS
        case _:
            return Measure.INCIDENTS


def harm_over(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> Hit | None:
    """The word of harm that governs a number, None if none does."""
    first, last = sentence.reach(told[place].start, told[place].end)
    before = sentence.at(told[place - 1].start) if place else -1
    after = _next_whole(sentence, told, place)
    best: tuple[int, int, Hit] | None = None
    shot_down = _shot_down(sentence)
    for hit in sentence.of("harm"):
        left = hit.last < first
        if not before < hit.first < after or hit.first in shot_down:
            continue
        edge = (hit.last, first) if left else (last, hit.first)
        cost = sentence.apart(*edge)
        if cost > FARTHEST_HARM or (not left and _of_another(sentence, hit, last)):
            continue
        parted = not left and "," in sentence.words[last + 1].gap
        cost += WRONG_SIDE * (parted or wrong_side(sentence, hit, left=left))
        cost += WRONG_SIDE * (left and opens_a_clause(sentence, first, last))
        if best is None or (cost, hit.first) < best[:2]:
            best = (cost, hit.first, hit)
    return best[2] if best else _carried(sentence, told, place)


def opens_a_clause(sentence: Sentence, first: int, last: int) -> bool:
    """ "A soldier was killed and 12 were hurt": "and" before a number, its verb behind."""
    behind = (h for h in sentence.of("harm") if h["sort"] == "passive")
    near = any(0 < h.first - last <= 2 for h in behind)
    return near and sentence.habits.order != "sov" and joined(sentence, first)


def _of_another(sentence: Sentence, hit: Hit, last: int) -> bool:
    """Whether a word of harm behind a number is of another: "two men killed ...", "12 and
    the wounded 30", "12 and the number of wounded to 30".
    """
    habits = sentence.habits
    counting = (c.first for c in sentence.cues("number") if last < c.first <= hit.first)
    if any(joined(sentence, at) for at in counting):
        return True
    if marked_prefix(sentence, hit, "and"):
        counts = any(0 < sentence.at(n.start) - hit.last <= 2 for n in sentence.numbers)
        if counts or hit["sort"] in ("noun", "act"):
            return True
    if habits.order == "sov":
        acts = (h for h in sentence.of("triggers") if h["sort"] == "verb")
        return any(last < act.first and act.last < hit.first for act in acts)
    return hit["sort"] == "verb" and not habits.described_before


def _shot_down(sentence: Sentence) -> set[int]:
    """Words that say "shot down" here, not "shot dead": a weapon is what was stopped."""
    if not sentence.of("weapons") or sentence.of("persons"):
        return set()
    return {hit.first for hit in sentence.of("triggers") if hit["kind"] == "stop"}


def _next_whole(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> int:
    """The first word of the next number that is no subset of this one ("of whom two")."""
    here = sentence.at(told[place].end)
    for number in told[place + 1 :]:
        first = sentence.at(number.start)
        if not is_subset(sentence, here, first):
            return first
        here = first
    return len(sentence.words)


def wrong_side(sentence: Sentence, hit: Hit, *, left: bool) -> bool:
    """Whether a word of harm seldom stands on this side of its number."""
    if hit["sort"] in sentence.habits.has("free"):
        return False
    return left is not _stands_left(sentence, hit)


def _stands_left(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of harm usually stands before the number that it governs."""
    order, sort = sentence.habits.order, hit["sort"]
    if order == "sov":
        return sort in sentence.habits.has("ahead")
    if sort in ("verb", "act"):
        return True
    return sort == "passive" and order == "vso"


def _carried(sentence: Sentence, told: Sequence[FoundNumber], place: int) -> Hit | None:
    """ "Killed two soldiers and five civilians": the verb goes on over the next number."""
    if sentence.habits.order == "sov":
        return _carried_back(sentence, told, place)
    if not place:
        return None
    first, _ = sentence.reach(told[place].start, told[place].end)
    one, two = sentence.reach(told[place - 1].start, told[place - 1].end)
    if sentence.apart(two, first) > LONGEST_WAY + 4:
        return None
    verbs = [
        h
        for h in sentence.of("harm")
        if h["sort"] in ("verb", "act", "passive") and h.last < one
    ]
    near = verbs[-1] if verbs else None
    return near if near and sentence.apart(near.last, one) <= LONGEST_WAY + 2 else None


def _carried_back(
    sentence: Sentence, told: Sequence[FoundNumber], place: int
) -> Hit | None:
    """ "17 asker, 25 militan ve 4 sivil öldü": one verb behind all the numbers of a list."""
    if place + 1 >= len(told):
        return None
    _, last = sentence.reach(told[place].start, told[place].end)
    after = sentence.at(told[place + 1].start)
    joined = sentence.apart(last, after) <= LONGEST_WAY + 2
    return harm_over(sentence, told, place + 1) if joined else None


def stands_beside(sentence: Sentence, last: int, harm: Hit, first: int) -> bool:
    """Whether a number stands bare beside a word of harm: "wounding 36", "12 were killed"."""
    edge = (harm.last, first) if harm.last < first else (last, harm.first)
    toll = harm["sort"] == "act" and harm.last < first and sentence.habits.order == "sov"
    return sentence.apart(*edge) <= (FARTHEST_TOLL if toll else 3)


def is_subset(sentence: Sentence, before: int, first: int) -> bool:
    """Whether "including" stands between two numbers."""
    return any(before < hit.first <= first for hit in sentence.cues("including"))
