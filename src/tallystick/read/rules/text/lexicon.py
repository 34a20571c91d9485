"""The English word lists of ``data/read/en``, as the rules ask for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tallystick import schemes
from tallystick.model.lists import Measure


@cache
def table(name: str, key: str, value: str) -> Mapping[str, str]:
    """One column of a list by another: ``table("units", "lemma", "measure")``."""
    rows = schemes.rows(f"read/en/{name}.tsv")
    return MappingProxyType({row[key]: row[value] for row in rows})


@cache
def values_of(name: str, key: str, value: str) -> Mapping[str, frozenset[str]]:
    """All values of one column of a list by another, where a key has several.

    Several keys in one cell are parted by blanks.
    """
    found: dict[str, set[str]] = {}
    for row in schemes.rows(f"read/en/{name}.tsv"):
        for one in row[key].split():
            found.setdefault(one, set()).add(row[value])
    return MappingProxyType({one: frozenset(values) for one, values in found.items()})


def word_list(name: str) -> frozenset[str]:
    """A list of ``data/read/en/words`` by its file and name: ``"totals/ledgers"``.

    Raises:
        KeyError: no list has that name.
    """
    file, _, one = name.partition("/")
    return values_of(f"words/{file}", "list", "word")[one]


@cache
def known_words() -> frozenset[str]:
    """Single words of the lists, singular and plural, lower case."""
    lists = ("units", "persons", "attack_targets", "triggers")
    found = {row["lemma"] for name in lists for row in schemes.rows(f"read/en/{name}.tsv")}
    return frozenset(found | {word + "s" for word in found} | set(FUNCTION_WORDS))


FUNCTION_WORDS = (
    "a an the of in on at to by for from and or but against over after as with than more "
    "times since struck hit says said are were was is have has been who what made near"
).split()


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """A word that tells of an attack; see the head of ``triggers.tsv``."""

    lemma: str
    pos: str
    event_type: str
    kind: str


@cache
def trigger_words() -> Mapping[tuple[str, str], TriggerWord]:
    """Trigger words by lemma and part of speech (NOUN or VERB)."""
    rows = schemes.rows("read/en/triggers.tsv")
    found = (TriggerWord(r["lemma"], r["pos"], r["event_type"], r["kind"]) for r in rows)
    return MappingProxyType({(word.lemma, word.pos): word for word in found})


@cache
def harm_words(kind: str) -> Mapping[str, Measure]:
    """Words of harm of one kind (``verb``, ``word``, ``noun``) to what they measure."""
    rows = schemes.rows("read/en/harm.tsv")
    return MappingProxyType(
        {r["lemma"]: Measure(r["measure"]) for r in rows if r["kind"] == kind}
    )


@dataclass(frozen=True, slots=True)
class WeaponWords:
    """A weapon's words, lower-case lemmas in order."""

    words: tuple[str, ...]
    weapon: str
    event_type: str


@cache
def weapon_words() -> Mapping[str, tuple[WeaponWords, ...]]:
    """Weapon entries by their last word, longest first."""
    by_last: dict[str, list[WeaponWords]] = {}
    for row in schemes.rows("read/en/weapons.tsv"):
        words = tuple(row["words"].split())
        entry = WeaponWords(words, row["weapon"], row["event_type"])
        by_last.setdefault(words[-1], []).append(entry)
    return MappingProxyType(
        {
            last: tuple(sorted(entries, key=lambda e: -len(e.words)))
            for last, entries in by_last.items()
        }
    )


@dataclass(frozen=True, slots=True)
class ActPattern:
    """A verb or noun with what must follow it, or do it, and the act it then tells of."""

    lemma: str
    subject: re.Pattern[str] | None
    object: re.Pattern[str] | None
    act: str


@cache
def act_patterns(name: str, key: str) -> Mapping[str, tuple[ActPattern, ...]]:
    """Patterns of a list of acts by lemma: ``statements``, ``announced_acts``, ``act_nouns``.

    Args:
        key: the column of the lemmas, ``verb`` or ``noun``.
    """
    found: dict[str, list[ActPattern]] = {}
    for row in schemes.rows(f"read/en/{name}.tsv"):
        who, told = act_pattern(row.get("subject", "-")), act_pattern(row["object"])
        for lemma in act_lemmas(row[key]):
            found.setdefault(lemma, []).append(ActPattern(lemma, who, told, row["act"]))
    return MappingProxyType({lemma: tuple(rows) for lemma, rows in found.items()})


def act_lemmas(told: str) -> tuple[str, ...]:
    """The lemmas of a row of a list of acts: "stop|halt", "now stop", "{give}|leave".

    A name in braces stands for all verbs of that name in ``act_verbs.tsv``; "not ", "now "
    and "do " before it for each of them.
    """
    found: list[str] = []
    for one in told.split("|"):
        before, _, name = one.rpartition("{")
        verbs = act_verbs().get(name.removesuffix("}"), ()) if one.endswith("}") else ()
        found += [before + verb for verb in verbs] or [one]
    return tuple(dict.fromkeys(found))


@cache
def act_verbs() -> Mapping[str, tuple[str, ...]]:
    """Verbs that stand for each other in the lists of acts, by their name."""
    rows = schemes.rows("read/en/act_verbs.tsv")
    return MappingProxyType({row["name"]: tuple(row["verbs"].split()) for row in rows})


def act_pattern(told: str) -> re.Pattern[str] | None:
    """A pattern of a list of acts, with the words that its names stand for; None for any."""
    if told == "-":
        return None
    for row in schemes.rows("read/en/act_words.tsv"):
        told = told.replace("{" + row["name"] + "}", row["words"])
    return re.compile(told.replace("{attack}", _attack_nouns()))


@cache
def act_words(name: str) -> re.Pattern[str]:
    """The words that stand for each other by a name of ``act_words.tsv``."""
    found = act_pattern("{" + name + "}")
    assert found is not None
    return found


@cache
def _attack_nouns() -> str:
    """One pattern for every noun of attack."""
    nouns = sorted(w.lemma for w in trigger_words().values() if w.pos == "NOUN")
    return r"\b(?:" + "|".join(re.escape(noun) for noun in (*nouns, "sabotage")) + ")"


@cache
def bodies() -> frozenset[str]:
    """Nouns for those who can speak and decide for others."""
    return frozenset(row["lemma"] for row in schemes.rows("read/en/bodies.tsv"))
