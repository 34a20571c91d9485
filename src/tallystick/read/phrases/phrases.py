"""Who and what stands in a sentence: names and noun phrases, and their part in an attack."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tallystick.model.values import Mention, MentionKind, PlacePrecision
from tallystick.read.found import FoundActor, FoundPlace, NumberUse, PlaceUse
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.words import fold

LONGEST_ACRONYM = 6
LONGEST_NAME = 4
"""Words of a name that stands right behind its noun."""
QUOTED = 1
"""What an opening quotation mark adds to the way: the group "Dawn"."""
LONGEST_LINK = 2
"""Words that may stand between a noun and the name that describes it ("of the")."""


COARSE = (
    PlacePrecision.COUNTRY,
    PlacePrecision.ADMIN1,
    PlacePrecision.UNKNOWN,
    PlacePrecision.SEA,
)
"""Precisions that are no place of one event: areas, seas, and names nothing is known of."""


class Role(StrEnum):
    """What somebody is to an attack."""

    DOER = "doer"
    AIM = "aim"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named or described; words `first` to `last`, inclusive."""

    mention: Mention
    first: int
    last: int
    head: Hit | None
    """The noun of a list that it is built on; None for a bare name."""
    bare_state: bool = False
    """A country's name or adjective: a place as much as a party."""


def in_a_name(sentence: Sentence, place: FoundPlace) -> bool:
    """Whether a place is part of an actor's name or description, or says whose a ship is."""
    first, last = sentence.reach(place.start, place.end)
    if any(
        a.start <= place.start
        and place.end <= a.end
        and not _stands_in(sentence, place, a, first)
        for a in sentence.actors
    ):
        return True
    beside = sentence.cue_before("aside", first) or sentence.cue_after("aside-after", last)
    named = any(h.last == first - 1 for h in sentence.of("speech") if h["sort"] == "source")
    return named or beside is not None


def _stands_in(
    sentence: Sentence, place: FoundPlace, actor: FoundActor, first: int
) -> bool:
    """ "В Нигерии вооружённые люди ...": a place before a description that is none of it."""
    return (
        sentence.habits.described_before
        and sentence.habits.order == "svo"
        and actor.start == place.start
        and actor.actor is None
        and place.use is PlaceUse.LITERAL
        and at_before(sentence, first)
    )


def launches(sentence: Sentence, place: FoundPlace) -> bool:
    """Whether something came from a place, told before it or before its list."""
    first, _ = sentence.reach(place.start, place.end)
    for other in sentence.places:
        near = sentence.at(other.start) < first and 0 < first - sentence.at(other.end) <= 3
        if near and "," in sentence.source[other.end : place.start]:
            return launches(sentence, other)
    return _launched(sentence, place)


def _launched(sentence: Sentence, place: FoundPlace) -> bool:
    first, last = sentence.reach(place.start, place.end)
    if has_prefix(sentence, first, place.start, "from"):
        return True
    marked = sentence.cue_before("from", first, 2) or sentence.cue_after("from-after", last)
    end = sentence.suffix(sentence.words[last].end)
    return marked is not None or bool(end and end in sentence.habits.has("from"))


def listed_with(sentence: Sentence, place: FoundPlace) -> tuple[FoundPlace, ...]:
    """The places that "and" or a comma joins to one: of "Mali and Niger" the other."""
    at = sentence.places.index(place)
    found: list[FoundPlace] = []
    for step in (-1, 1):
        here = at
        while 0 <= here + step < len(sentence.places):
            low, high = sorted((here, here + step))
            if not _listed(sentence, sentence.places[low], sentence.places[high]):
                break
            here += step
            found.append(sentence.places[here])
    return tuple(found)


def _listed(sentence: Sentence, one: FoundPlace, two: FoundPlace) -> bool:
    """Whether nothing but "and" or a comma stands between two places."""
    if one.use is not PlaceUse.LITERAL or two.use is not PlaceUse.LITERAL:
        return False
    last, first = sentence.at(one.end - 1), sentence.at(two.start)
    if first - last == 1:
        comma = any(sign in sentence.words[first].gap for sign in ",،")
        return comma or has_prefix(sentence, first, two.start, "and")
    return first - last == 2 and any(c.first == last + 1 for c in sentence.cues("and"))


def is_fine(sentence: Sentence, place: FoundPlace) -> bool:
    """Whether a place may be where something happened, finer than a province."""
    return (
        place.use is PlaceUse.LITERAL
        and place.place.precision not in COARSE
        and not in_a_name(sentence, place)
    )


def only_country(page: Page) -> str | None:
    """The country of all places that a document names; None if they lie in several."""
    told = {
        p.place.country
        for s in page.sentences
        for p in s.places
        if p.use is PlaceUse.LITERAL and p.place.country and not in_a_name(s, p)
    }
    return told.pop() if len(told) == 1 else None


def described(sentence: Sentence, hit: Hit) -> tuple[int, int, str | None]:
    """A noun with the name that describes it: first word, last word, actor.

    "Base américaine", "ministère de la Santé du Yémen", "американская база".
    """
    first, last, actor = hit.first, hit.last, None
    for start, end, who in _names(sentence):
        one, two = sentence.reach(start, end)
        if any(has_prefix(sentence, one, start, mark) for mark in ("at", "from", "on")):
            continue  # "a base in Jordan", written in one word
        if sentence.habits.described_before:
            near = 0 < first - two <= 1 + (who is not None)
            behind = 0 < one - last <= 1
            if near and sentence.apart(two, first) <= 2:
                first, actor = min(first, one), actor or who
            elif behind and sentence.apart(last, one) == 1:
                last, actor = two, actor or who
        elif 0 < one - last <= 1 + LONGEST_LINK and _linked(sentence, last, one):
            last, actor = two, actor or who
        elif one <= first and last <= two:
            first, last, actor = one, two, actor or who
    return first, last, actor


@lru_cache(maxsize=256)
def _names(sentence: Sentence) -> tuple[tuple[int, int, str | None], ...]:
    """Names that may describe a noun, in order: actors, and places as states."""
    found: list[tuple[int, int, str | None]] = [
        (a.start, a.end, a.actor)
        for a in sentence.actors
        if a.actor is not None or not sentence.habits.described_before
    ]
    found += [
        (p.start, p.end, _state(p)) for p in sentence.places if not in_a_name(sentence, p)
    ]
    shorts = (sentence.words[at] for at in _acronyms(sentence))
    taken = [one[:2] for one in found]
    found += [
        (word.start, word.end, None)
        for word in shorts
        if not any(start <= word.start < end for start, end in taken)
    ]
    return tuple(sorted(found, key=lambda one: one[:2]))


def _state(place: FoundPlace) -> str | None:
    coarse = place.place.precision is PlacePrecision.COUNTRY or (
        place.use is not PlaceUse.LITERAL
    )
    country = place.place.country
    return f"state:{country}" if coarse and country else None


def _linked(sentence: Sentence, last: int, first: int) -> bool:
    """Whether only "of" and articles stand between a noun and a name behind it."""
    if sentence.apart(last, first) > first - last + QUOTED:
        return False
    links = {i for name in ("of", "definite") for h in sentence.cues(name) for i in _all(h)}
    return all(i in links for i in range(last + 1, first))


def _all(hit: Hit) -> range:
    return range(hit.first, hit.last + 1)


@lru_cache(maxsize=256)
def parties(sentence: Sentence) -> tuple[Party, ...]:
    """Everybody in a sentence: actors, nouns for speakers and armed people, states.

    People who are counted ("3 US soldiers") are nobody who acts or speaks.
    """
    behind = (
        sentence.reach(n.start, n.end)[1] + 1
        for n in sentence.numbers
        if n.use is NumberUse.COUNT
    )
    words = sentence.words
    counts = {at for at in behind if at < len(words) and ":" not in words[at].gap}
    return tuple(p for p in _parties(sentence) if p.bare_state or p.first not in counts)


def _parties(sentence: Sentence) -> tuple[Party, ...]:
    found = [
        Party(
            sentence.mention(a.start, a.end, a.kind, a.actor),
            *sentence.reach(a.start, a.end),
            None,
        )
        for a in sentence.actors
    ]
    taken = {i for party in found for i in range(party.first, party.last + 1)}
    for hit in sentence.of("speakers"):
        if hit.first in taken or hit.last in taken:
            continue
        party = _of_noun(sentence, hit)
        found.append(party)
        taken |= set(range(party.first, party.last + 1))
    for at in _acronyms(sentence):
        word = sentence.words[at]
        if at not in taken:
            kind = MentionKind.ORGANIZATION
            found.append(
                Party(sentence.mention(word.start, word.end, kind, None), at, at, None)
            )
            taken.add(at)
    for place in sentence.places:
        first, last = sentence.reach(place.start, place.end)
        state = _state(place)
        if state is None or first in taken:
            continue
        mention = sentence.mention(place.start, place.end, MentionKind.ORGANIZATION, state)
        found.append(Party(mention, first, last, None, bare_state=True))
    return tuple(sorted(found, key=lambda p: (p.first, p.last)))


@lru_cache(maxsize=256)
def _acronyms(sentence: Sentence) -> tuple[int, ...]:
    """Words in capitals that may name a body nobody listed: "ELN", "M23"."""
    loud = [at for at, w in enumerate(sentence.words) if w.raw.isupper()]
    longer = [at for at in loud if len(sentence.words[at].raw) > 1]
    if not longer or len(longer) > sum(len(w.raw) > 1 for w in sentence.words) / 2:
        return ()
    known = {i for hit in sentence.of("weapons") for i in _all(hit)}
    known |= {sentence.at(p.start) for p in sentence.places}
    return tuple(at for at in longer if at not in known and _short(sentence.words[at].raw))


def _short(raw: str) -> bool:
    """Whether a word has as many letters as the short name of a body."""
    letters = sum(letter.isalpha() for letter in raw)
    return 2 <= letters <= len(raw) <= LONGEST_ACRONYM


def _of_noun(sentence: Sentence, hit: Hit) -> Party:
    first, last, actor = described(sentence, hit)
    last = _with_name(sentence, last)
    person = hit["kind"] == "person"
    kind = MentionKind.PERSON if person else MentionKind.ORGANIZATION
    start, end = sentence.words[first].start, sentence.words[last].end
    return Party(sentence.mention(start, end, kind, actor), first, last, hit)


def _with_name(sentence: Sentence, last: int) -> int:
    """The end of a name or number behind a noun: "Front 33", "groupe Wagner"."""
    end = last
    for at in range(last + 1, min(last + 1 + LONGEST_NAME, len(sentence.words))):
        word = sentence.words[at]
        if word.gap != " " or not (word.raw[0].isupper() or word.raw.isdigit()):
            break
        end = at
    return end


def role_by_mark(sentence: Sentence, first: int, last: int) -> Role | None:
    """The role that a preposition, postposition, prefix or case ending tells."""
    for name, role in (("by", Role.DOER), ("on", Role.AIM)):
        before = sentence.cue_before(name, first, 2)
        if before is not None and sentence.dated(before.first):
            before = None
        if before or sentence.cue_after(f"{name}-after", last):
            return role
    end = sentence.suffix(sentence.words[last].end)
    for name, role in (("by", Role.DOER), ("on", Role.AIM), ("object", Role.AIM)):
        if end and end in sentence.habits.has(name):
            return role
    return None


def prefix_of(sentence: Sentence, first: int, start: int) -> str:
    """What is written onto a name in front of it, folded; "" if nothing is."""
    word = sentence.words[first]
    return (
        fold(sentence.source[word.start : start]) if word.start < start < word.end else ""
    )


def has_prefix(sentence: Sentence, first: int, start: int, name: str) -> bool:
    """Whether what is written onto a name has a meaning: ``^ב`` at, ``^ל`` on."""
    prefix = prefix_of(sentence, first, start)
    return bool(prefix) and f"^{prefix}" in sentence.habits.has(name)


def at_before(sentence: Sentence, first: int) -> bool:
    """Whether "in" or "at" stands right before a name, an article between at most."""
    if any(cue.first < first == cue.last for cue in sentence.cues("at")):
        return True  # "en el Líbano": the article is part of both
    hit = sentence.cue_before("at", first, 2)
    if hit is None or hit.last == first - 1:
        return hit is not None
    articles = {h.first for name in ("definite", "of") for h in sentence.cues(name)}
    return first - 1 in articles


def aims_at(sentence: Sentence, first: int) -> bool:
    """Whether "on", "against" stands shortly before a word, no other noun between."""
    hit = sentence.cue_before("on", first, 4)
    if hit is not None and sentence.dated(hit.first):
        return False
    return hit is not None and sentence.apart(hit.last, first) <= 4


def joined(sentence: Sentence, at: int) -> bool:
    """Whether "and" stands before a word, or is written onto it."""
    if any(cue.last == at - 1 for cue in sentence.cues("and")):
        return True
    forms = tuple(f[1:] for f in sentence.habits.has("and"))
    alone = at > 0 and sentence.folded[at - 1] in forms  # Hebrew "ve-14"
    return alone or (bool(forms) and sentence.folded[at].startswith(forms))


def marked_prefix(sentence: Sentence, hit: Hit, name: str) -> bool:
    """Whether what was cut from a word has a meaning: ``^ب`` with, ``^ل`` of."""
    return bool(hit.prefix) and f"^{hit.prefix}" in sentence.habits.has(name)
