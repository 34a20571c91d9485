"""Words as the models see them: names masked by their class, so that no party is learnt.

Whoever is named, state or armed group, the models see the same token; swapping the
names of the parties of a text therefore changes no feature.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache

from tallystick import schemes
from tallystick.model.values import PlacePrecision
from tallystick.read.rules.text.lexicon import table, trigger_words, weapon_words
from tallystick.read.rules.text.scan import Scan, Sentence, Token


class Masks(StrEnum):
    """Which words a model may not tell apart."""

    PARTIES = "parties"
    """Names, and common nouns for armed people and organs of states ("rebels", "army")."""
    NAMES = "names"
    """Names alone."""
    NONE = "none"
    """Nothing is masked: for figures beside systems that see names, never shipped."""


@cache
def party_nouns() -> frozenset[str]:
    """Last words of English nouns for armed people and organs of states, as written."""
    forces = {
        r["noun"] for r in schemes.rows("actors/force_nouns.tsv") if r["language"] == "en"
    }
    classes = {
        r["word"]
        for r in schemes.rows("actors/class_words.tsv")
        if r["language"] == "en" and r["sort"] in ("head", "head_modified", "members")
    }
    people = {w for w, role in table("persons", "lemma", "role").items() if role == "armed"}
    return frozenset(word.split()[-1] for word in forces | classes) | people


@cache
def party_modifiers() -> frozenset[str]:
    """English words that describe parties before a noun: "rebel", "occupation"."""
    return frozenset(
        r["word"]
        for r in schemes.rows("actors/class_words.tsv")
        if r["language"] == "en" and r["sort"] in ("modifier", "force_modifier")
    )


def name_class(sentence: Sentence, token: Token) -> str:
    """The class that stands for a name: an actor, a place, or what the parser takes it for.

    A country is a party like any other: its bare name is an actor here, wherever it stands.
    """
    at = sentence.at(token)
    for actor in sentence.actors:
        if actor.start <= at < actor.end:
            return "ACTOR"
    places = [p for p in sentence.places if p.start <= at < p.end]
    if places:
        states = any(p.place.precision is PlacePrecision.COUNTRY for p in places)
        return "ACTOR" if states else "PLACE"
    return f"NAME-{token.ent_type_}"


def _word(sentence: Sentence, token: Token, masks: Masks) -> str:
    if token.pos_ == "PROPN" and masks is not Masks.NONE:
        return name_class(sentence, token)
    if token.like_num:
        return "NUM"
    lemma = token.lemma
    if masks is Masks.PARTIES:
        nouns = party_nouns()
        if lemma in nouns or token.lower_ in nouns:
            return "PARTY"
        if token.dep_ in ("amod", "compound") and token.lower_ in party_modifiers():
            return "PARTYISH"
        at = sentence.at(token)
        for actor in sentence.actors:
            if actor.start <= at < actor.end and actor.actor is not None:
                return "ACTOR"
    return lemma


def classes(token: Token) -> tuple[str, ...]:
    """What the word lists say of a word: target, person, weapon, speech, trigger, unit."""
    return (_OF_VERBS if token.pos_ == "VERB" else _OF_NOUNS)[token.lemma]


class _Classes(dict[str, tuple[str, ...]]):
    """The classes of lemmas, each looked up once."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, lemma: str) -> tuple[str, ...]:
        if len(self) >= MOST:
            self.clear()
        self[lemma] = found = _classes(lemma, self._kind)
        return found


_OF_VERBS, _OF_NOUNS = _Classes("VERB"), _Classes("NOUN")
MOST = 1 << 16
"""Lemmas whose classes are remembered; then all are forgotten."""


def _classes(lemma: str, kind: str) -> tuple[str, ...]:
    known = trigger_words().get((lemma, kind))
    found = (
        ("T", table("attack_targets", "lemma", "target_type").get(lemma)),
        ("P", "who" if lemma in table("persons", "lemma", "role") else None),
        ("W", "weapon" if lemma in weapon_words() else None),
        ("S", table("speech", "lemma", "relation").get(lemma)),
        ("E", (known.event_type if known.kind != "harm" else "harm") if known else None),
        ("U", table("units", "lemma", "measure").get(lemma)),
    )
    return tuple(f"{key}:{value}" for key, value in found if value)


def places_of(sentence: Sentence) -> Mapping[int, int]:
    """Where each word stands in its sentence, by its place in the parse."""
    return {token.i: at for at, token in enumerate(sentence.tokens)}


class Lens:
    """One page through the models' eyes; what it told of a word it tells again, at once."""

    def __init__(self, masks: Masks) -> None:
        """Eyes for one page only: words are remembered by sentence and token."""
        self.masks = masks
        self._words: dict[tuple[int, Token], str] = {}
        self._beside: dict[int, tuple[tuple[int, str], ...]] = {}
        self._shared: dict[tuple[str, int], tuple[str, ...]] = {}

    def word(self, sentence: Sentence, token: Token) -> str:
        """A word's lemma, or the class of a name, number or party."""
        # A figure may take its word from another passage, where places count anew.
        key = sentence.index, token
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = _word(sentence, token, self.masks)
        return found

    def once(
        self, name: str, sentence: Sentence, make: Callable[[], Iterable[str]]
    ) -> tuple[str, ...]:
        """Features that all words of a sentence share, made when first asked for."""
        key = name, sentence.index
        found = self._shared.get(key)
        if found is None:
            found = self._shared[key] = tuple(make())
        return found

    def beside(self, sentence: Sentence) -> tuple[tuple[int, str], ...]:
        """Nouns, verbs and their telling classes in a sentence, each with its token's place."""
        found = self._beside.get(sentence.index)
        if found is None:
            told = []
            for t in sentence.tokens:
                told += [(t.i, f"beside:{k}") for k in classes(t) if k[0] in "EWS"]
                if t.pos_ in ("VERB", "NOUN"):
                    told.append((t.i, f"beside={self.word(sentence, t)}"))
            found = self._beside[sentence.index] = tuple(told)
        return found


def lens_of(page: Scan, masks: Masks) -> Lens:
    """The eyes that all models of a page share."""
    return page.once(_lenses)[masks]


def _lenses(_: Scan) -> Mapping[Masks, Lens]:
    return {masks: Lens(masks) for masks in Masks}
