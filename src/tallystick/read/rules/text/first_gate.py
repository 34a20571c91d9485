"""A first look at passages, before anything is parsed: can one of them make a claim?

Most text that an archive holds tells of no violence at all, and parsing is nearly all that
reading costs. A passage is read if one of its words is in our lists, in any form, or if it
follows such a passage and holds a number; and no passage is read of a document in which no
word tells of violence by itself, and no phrase. The lists are those of the rules, so that a
word added there is let through here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from tallystick import schemes
from tallystick.read.rules.text.lexicon import act_lemmas

WORD = re.compile(r"[a-z]+")
SENTENCE_END = re.compile(r"[.!?;]\s")
DIGIT = re.compile(r"\d")
LABEL = re.compile(r"[:,] (?:\w+ ){0,3}\d|: [a-z-]+(?:$|[,;])")
"""A number behind a mark: "Arrests: 270", "prisons stormed, about 12"."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
COUNT_OF = re.compile(r"\d (?:[a-z-]+ )?([a-z]+s)\b")
"""A number before a plural: "80 shells", "403 unclaimed bodies"."""
NUMERALS = frozenset(
    "ZERO ONES TEENS TENS HUND SCALE DOZEN COUPLE VAGUES TIMES ORDW".split()
)
"""Kinds of the number words that count."""
FirstLook: TypeAlias = Callable[[Sequence[str]], tuple[bool, ...]]
"""Passages of one document to a flag each: is it to be read?"""
REACH = 3
"""So many passages after one that tells of violence, numbers may go on with its count."""
EVERYWHERE = frozenset(("be", "have"))
"""Verbs that stand in every passage."""
HARM_ALONE = ("verb", "word", "noun")
"""Kinds of words of harm that tell of it by themselves; knees and hospitals do not."""
GROUP = "group"
"""What the names of armed groups are about, beside the rows of ``everyday.tsv``."""
FIGHTING = frozenset(("non_state_political_armed", "identity_militia", "brand_umbrella"))
LATIN = frozenset(("en", "ar-Latn", "fa-Latn"))
ARTICLES = frozenset(("al", "the"))
VOWELS = re.compile(r"[aeiou]")
FILES = frozenset(("pdf", "pdfs"))
"""Initials of groups that mean something else as often."""
SILENT = re.compile(r"[^aeiou]e$")
DOUBLED = re.compile(r"[^aeiou][aeiou][bdgklmnprtvz]$")


def passages_to_read(passages: Sequence[str]) -> tuple[bool, ...]:
    """Which passages of one document, in its order, a reader has to look at.

    Args:
        passages: headline and paragraphs.

    Returns:
        One flag a passage. All are false where no word tells of violence by itself.
    """
    words = [WORD.findall(passage.lower()) for passage in passages]
    strong = [
        not strong_words().isdisjoint(here)
        or any(_told_in_words(sentence) for sentence in SENTENCE_END.split(passage))
        or _phrase(here)
        for passage, here in zip(passages, words, strict=True)
    ]
    if not any(strong):
        return (False,) * len(words)
    flags = []
    for at, here in enumerate(words):
        near = any(strong[max(0, at - REACH) : at + REACH])
        counts = DIGIT.search(passages[at]) or not number_words().isdisjoint(here)
        told = not telling_words().isdisjoint(here)
        flags.append(strong[at] or (near and bool(told or counts)))
    return tuple(flags)


def every_passage(passages: Sequence[str]) -> tuple[bool, ...]:
    """A first look that lets everything through: what the full reader would read."""
    return (True,) * len(passages)


def _told_in_words(sentence: str) -> bool:
    """Whether everyday words tell of violence together, by what they mean or by a count."""
    words = frozenset(WORD.findall(sentence.lower()))
    return _two_things(words) or _counted(sentence, words)


def _two_things(words: frozenset[str]) -> bool:
    """Whether everyday words tell of two things that go with violence: a death and a shell."""
    about = everyday_words()
    return len({about[word] for word in words if word in about}) > 1


def _counted(sentence: str, words: frozenset[str]) -> bool:
    """ "Villages burnt since May: nine": a thing of violence, a number, a cue of counting.

    One thing that everyday life has as well asks for a word of those who keep a count.
    """
    things, common = counted_words("thing"), counted_words("common")
    violent = not words.isdisjoint(things) or len(words & common) > 1
    if not violent and words.isdisjoint(common):
        return False
    if not (DIGIT.search(sentence) or not number_words().isdisjoint(words)):
        return False
    told = things | common
    if any(match.group(1) in told for match in COUNT_OF.finditer(sentence)):
        return True
    if not words.isdisjoint(counted_words("cue")):
        return True
    return violent and (
        not words.isdisjoint(counted_words("period")) or bool(LABEL.search(sentence))
    )


def _phrase(words: Sequence[str]) -> bool:
    """Whether words that tell of violence together stand side by side."""
    known = telling_phrases()
    return any(
        len(rest) < len(words) - at
        and all(word in told for word, told in zip(words[at + 1 :], rest, strict=False))
        for at, first in enumerate(words)
        if first in known
        for rest in known[first]
    )


@cache
def telling_phrases() -> Mapping[str, tuple[tuple[frozenset[str], ...], ...]]:
    """The rows of ``telling_phrases.tsv``: by a first word, what may stand behind it."""
    found: dict[str, list[tuple[frozenset[str], ...]]] = {}
    for row in schemes.rows("read/en/telling_phrases.tsv"):
        first, *rest = map(_either, row["phrase"].split())
        for word in first:
            found.setdefault(word, []).append(tuple(rest))
    return MappingProxyType({word: tuple(rows) for word, rows in found.items()})


def _either(words: str) -> frozenset[str]:
    """What may stand at one place of a phrase: "jet*|plane"."""
    told = words.split("|")
    return forms({w.removesuffix("*") for w in told if w.endswith("*")}) | set(told)


@cache
def strong_words() -> frozenset[str]:
    """Every form of the words that tell of violence by themselves."""
    rows = schemes.rows("read/en/triggers.tsv")
    told = {row["lemma"] for row in rows if row["kind"] in ("attack", "harm", "stop")}
    harm = schemes.rows("read/en/harm.tsv")
    told |= {row["lemma"] for row in harm if row["kind"] in HARM_ALONE}
    told |= {row["words"].split()[-1] for row in schemes.rows("read/en/weapons.tsv")}
    people = schemes.rows("read/en/persons.tsv")
    told |= {row["lemma"] for row in people if row["role"] == "armed"}
    return frozenset(forms(told)) - everyday_words().keys() | counted_words("alone")


@cache
def everyday_words() -> Mapping[str, str]:
    """Every form of the words that tell of violence beside another, to what it is about."""
    told = {
        form: row["about"]
        for row in schemes.rows("read/en/everyday.tsv")
        for form in forms({row["lemma"]})
    }
    return MappingProxyType({**dict.fromkeys(group_words(), GROUP), **told})


@cache
def group_words() -> frozenset[str]:
    """The names of armed groups that are one word: "jnim", "hezbollah", "al-shabaab"."""
    kinds = {row["id"]: row["actor_type"] for row in schemes.rows("actors/actors.tsv")}
    names = (
        [w for w in WORD.findall(row["alias"].lower()) if w not in ARTICLES]
        for row in schemes.rows("actors/aliases.tsv")
        if row["language"] in LATIN and kinds.get(row["id"]) in FIGHTING
    )
    return frozenset(name[0] for name in names if len(name) == 1 and _told_apart(name[0]))


def _told_apart(name: str) -> bool:
    """Whether the name of a group is no word of every day: "jnim", "rsf", no "let"."""
    initials = len(name) == len("rsf") and not VOWELS.search(name)
    return (initials or len(name) > len("rsf")) and name not in FILES


@cache
def counted_words(kind: str) -> frozenset[str]:
    """The words of one kind in ``counted_words.tsv``; things in every form."""
    rows = schemes.rows("read/en/counted_words.tsv")
    told = {row["word"] for row in rows if row["as"] == kind}
    return forms(told) if kind in ("thing", "common") else frozenset(told)


@cache
def telling_words() -> frozenset[str]:
    """Every form of the words that may begin a claim of any kind."""
    told = {row["lemma"] for row in schemes.rows("read/en/triggers.tsv")}
    told |= {row["lemma"] for row in schemes.rows("read/en/harm.tsv")}
    told |= {row["lemma"] for row in schemes.rows("read/en/units.tsv")}
    told |= {row["lemma"] for row in schemes.rows("read/en/trigger_phrases.tsv")}
    told |= {
        verb
        for row in schemes.rows("read/en/statements.tsv")
        for verb in act_lemmas(row["verb"])
    }
    told |= {row["noun"] for row in schemes.rows("read/en/act_nouns.tsv")}
    told |= {row["noun"] for row in schemes.rows("read/en/owned_acts.tsv")}
    told |= {row["lemma"] for row in schemes.rows("read/en/speech.tsv")}
    told |= {row["adjective"] for row in schemes.rows("read/en/stated_acts.tsv")}
    announced = schemes.rows("read/en/announced_acts.tsv")
    verbs = (verb for row in announced for verb in act_lemmas(row["verb"]))
    told |= {verb.split()[-1] for verb in verbs} - EVERYWHERE
    return forms(told) | strong_words()


@cache
def number_words() -> frozenset[str]:
    """English words for numbers."""
    return frozenset(
        form.strip("=+")
        for row in schemes.rows("numbers/en.tsv")
        if row["kind"] in NUMERALS
        for form in row["forms"].split("|")
    )


def forms(lemmas: set[str]) -> frozenset[str]:
    """The lemmas with every form that English makes of them, and some that it does not."""
    irregular: dict[str, list[str]] = {}
    for row in schemes.rows("read/en/irregular.tsv"):
        irregular.setdefault(row["lemma"], []).append(row["form"])
    return frozenset(
        form for lemma in lemmas for form in (*_regular(lemma), *irregular.get(lemma, ()))
    )


def _regular(lemma: str) -> Iterator[str]:
    yield from (lemma, lemma + "s", lemma + "es", lemma + "ed", lemma + "ing")
    if lemma.endswith("y"):
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied")
    if SILENT.search(lemma) or lemma.endswith("e"):
        yield from (lemma + "d", lemma[:-1] + "ing")
    if DOUBLED.search(lemma):
        yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
