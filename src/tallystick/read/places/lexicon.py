"""The word lists of ``data/places``, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tallystick.model.values import PlacePrecision
from tallystick.read.places.keys import exact_key
from tallystick.schemes import rows


@dataclass(frozen=True, slots=True)
class KindWord:
    """What "base", "province" or "area" makes of the name beside it."""

    precision: PlacePrecision
    radius: float


@dataclass(frozen=True, slots=True)
class Term:
    """A disputed or party-coloured term and how it is read."""

    words: str
    reads: str
    """ISO alpha-2, or an id."""
    as_target: str
    """The same, where the sentence speaks of attacks on it; `reads` if the same."""
    rule: str


PARTED = ("fa", "ps", "ur")
"""Languages in Arabic script whose prepositions are words of their own: "به هرات"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists; every key is folded with `exact_key`."""

    roles: Mapping[str, frozenset[str]]
    kinds: Mapping[str, KindWord]
    kinds_before: Mapping[str, KindWord]
    demonyms: Mapping[str, str]
    """The id of the place that an adjective or a people comes from."""
    never: frozenset[str]
    common: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    terms: Mapping[str, Term]
    term_starts: frozenset[str]
    """First words of the terms."""
    scripts: Mapping[str, frozenset[str]]
    """Countries in which small towns have names in a script without capitals."""
    weights: Mapping[str, float]
    parted: bool
    """Whether particles stand apart from names, though it is written in Arabic script."""

    @property
    def located(self) -> frozenset[str]:
        """Words that places follow, surely or perhaps."""
        return self.roles["location"] | self.roles["preposition"]

    def is_role(self, role: str, word: str) -> bool:
        """Whether a folded word has a role of ``words.tsv``."""
        return word in self.roles[role]


@cache
def lexicon(language: str) -> Lexicon:
    """The word lists for one language.

    Args:
        language: ISO 639-1; one that the tables do not have is read as English.
    """
    words = [(exact_key(row["word"]), row) for row in rows("places/words.tsv")]
    parted = language in PARTED
    if language not in {row["language"] for _, row in words}:
        language = "en"
    roles: dict[str, set[str]] = {row["role"]: set() for _, row in words}
    for key, row in words:
        if row["language"] in (language, "*"):
            roles[row["role"]].add(key)
    odd = [
        (exact_key(row["word"]), row["strength"])
        for row in rows("places/not-places.tsv")
        if row["language"] in (language, "*")
    ]
    names = [
        (exact_key(row["name"]), row["role"])
        for row in rows("places/person-names.tsv")
        if language in ("en", row["language"])
    ]
    rules = {row["rule"]: row["words"] for row in rows("places/place-rules.tsv")}
    listed = [_term(row, rules) for row in rows("places/place-names.tsv")]
    terms = {exact_key(term.words): term for term in listed}
    return Lexicon(
        MappingProxyType({role: frozenset(keys) for role, keys in roles.items()}),
        _kinds(words, "kind"),
        _kinds(words, "kind before"),
        {exact_key(row["word"]): row["id"] for row in rows("places/demonyms.tsv")},
        frozenset(key for key, strength in odd if strength == "never"),
        frozenset(key for key, strength in odd if strength == "common"),
        frozenset(key for key, role in names if role == "given"),
        frozenset(key for key, role in names if role == "family"),
        terms,
        frozenset(key.split(" ")[0] for key in terms),
        {
            row["script"]: frozenset(row["countries"].split("|"))
            for row in rows("places/scripts.tsv")
        },
        {row["name"]: float(row["value"]) for row in rows("places/weights.tsv")},
        parted,
    )


def _kinds(words: list[tuple[str, dict[str, str]]], role: str) -> dict[str, KindWord]:
    found = {}
    for key, row in words:
        if row["role"] == role:
            precision, radius = row["value"].split(":")
            found[key] = KindWord(PlacePrecision(precision), float(radius))
    return found


def _term(row: Mapping[str, str], rules: Mapping[str, str]) -> Term:
    target = row["as_target"] or row["reads"]
    return Term(row["term"], row["reads"], target, rules[row["rule"]])
