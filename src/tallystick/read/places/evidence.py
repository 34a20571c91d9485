"""Is this run of words a place? Signs for and against, each with its weight.

Every sign is named in ``weights.tsv``; the sum decides, and the signs are the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tallystick.read.places.endings import locates, says_where
from tallystick.read.places.gazetteer import Entry
from tallystick.read.places.keys import Grade, exact_key
from tallystick.read.places.lexicon import Lexicon
from tallystick.read.places.mentions import GAPS, Mention
from tallystick.read.places.tokens import Token

_STOP = re.compile(r"[.!?:;\n\"“”»«()\[\]•|]")
_DASH = re.compile(r"^\s*(?:\([^)]{1,40}\)\s*)?(?:—|–|--|-{1,3}\s)")
_COUNTY = re.compile(r"\b(?:County|Parish|District|Raion)\b")
_PARTIES = frozenset(("D", "R", "I", "DFL"))
"""American legislators: "R-Marshall" sits for Marshall."""
_KINDS = {
    "C": "country", "K": "country", "R": "country", "A": "division", "B": "division2",
    "S": "site", "D": "site", "W": "site",
}  # fmt: skip
_KNOWN_ABROAD = 200_000
"""People of a town that is written about in scripts that are not its own."""
_ACRONYM = 5
"""Letters of the longest run of capitals that is rather an acronym."""
_LINE = 80
"""Characters by which a line is judged to be in capitals."""
_LARGE, _CITY = 10_000, 1_000_000
_SIZES = ((_CITY, "city"), (100_000, "large"), (10_000, "middling"))
_MAJOR = 300_000
"""People of a town whose name may well stand before a speech verb."""


class Signs:
    """The signs of one text."""

    def __init__(self, text: str, words: Sequence[Token], lists: Lexicon) -> None:
        self.text, self.words, self.lists = text, words, lists
        self.persons = frozenset(self._persons())

    def of(self, found: Mention, entry: Entry) -> list[str]:
        """The names of the signs for and against reading a mention as `entry`."""
        signs = list(self._of_entry(found, entry))
        if found.short or found.term:
            return signs
        signs += self._of_word(found)
        signs += self._before(found)
        signs += self._after(found)
        return signs

    def _of_entry(self, found: Mention, entry: Entry) -> Iterator[str]:
        if found.demonym:
            yield "demonym"
            return
        if found.short:
            yield "short"
            return
        if entry.kind == "B" and _COUNTY.search(found.text):
            yield "county"
        else:
            yield _KINDS.get(entry.kind) or _size(entry)
        if found.kind is not None:
            yield "kind"
        if found.chosen is not None and found.chosen.table == "aliases":
            yield "alias"
        if found.hits[0].table == "loose":
            yield "loose"
        if found.form:
            yield "inflected"
        yield from ["words"] * min(2, found.text.count(" ") + found.text.count("-"))

    def _of_word(self, found: Mention) -> Iterator[str]:
        lists = self.lists
        key = exact_key(found.text)
        if found.demonym:
            return
        if len(key) <= _ACRONYM and found.text.isupper() and not self._shouted(found):
            yield "acronym"
        if key in lists.never:
            yield "never"
        elif key in lists.common:
            yield "common"
        if " " in found.text:
            return
        top = found.hits[0].entry
        if not (top.kind in "CAKR" or top.capital or self._located(found)):
            if key in lists.given:
                yield "given"
            elif key in lists.family:
                yield "family"
        if not self.words[found.first].cased and found.chosen is not None:
            yield from self._of_script(found, found.chosen.entry)
        if key in self.persons:
            yield "person before"

    def _of_script(self, found: Mention, entry: Entry) -> Iterator[str]:
        """Signs of one word in a script that does not mark names."""
        if entry.kind not in "TBA" or entry.curated:
            return
        yield "caseless"
        script = "hebrew" if "\u0590" <= found.text[0] < "\u0600" else "arabic"
        at_home = entry.country in self.lists.scripts[script]
        if not at_home and entry.population < _KNOWN_ABROAD:
            yield "foreign script"

    def _located(self, found: Mention) -> bool:
        """Whether "in", "near" or the like stands before it, or "'da" behind it."""
        if says_where(self.words[found.last - 1].tail):
            return True
        before = self.words[found.first - 1] if found.first else None
        return before is not None and before.key in self.lists.roles["location"]

    def _shouted(self, found: Mention) -> bool:
        """Whether its line is in capitals, or it opens a line as a dateline."""
        least = max(0, found.start - _LINE)
        start = max(least, self.text.rfind("\n", least, found.start) + 1)
        line = self.text[start : start + _LINE].partition("\n")[0]
        return line.isupper() or self._dateline(found)

    def _before(self, found: Mention) -> Iterator[str]:
        at, lists = found.first, self.lists
        word = self.words[at]
        if locates(found.particle) or says_where(self.words[found.last - 1].tail):
            yield "location"
            return
        if at == 0 or _STOP.search(word.gap):
            if self._dateline(found):
                yield "dateline"
            elif word.cased:
                yield "sentence start"
            return
        before = self.words[at - 1]
        if word.gap == " " and before.key in lists.roles["vessel"] and word.cased:
            yield "ship"
        if word.gap == "-" and before.text in _PARTIES:
            yield "preposition"
        elif "," not in word.gap and before.key in lists.roles["location"]:
            yield "location"
        elif "," not in word.gap and before.key in lists.roles["preposition"]:
            yield "preposition"
        elif self._is_name(before) and word.gap in GAPS and word.cased:
            yield "other name"

    def _is_name(self, word: Token) -> bool:
        return word.capital and word.key not in self.lists.never

    def _dateline(self, found: Mention) -> bool:
        rest = self.text[found.end : found.end + _LINE]
        return bool(_DASH.match(rest)) or bool(_DASH.match(rest.partition(",")[2]))

    def _after(self, found: Mention) -> Iterator[str]:
        if found.last >= len(self.words):
            return
        after, lists = self.words[found.last], self.lists
        if self.words[found.last - 1].tail:
            yield "possessive"
            return
        if after.gap not in GAPS:
            return
        first = self.words[found.first].key
        if self._is_name(after) and after.cased and not found.demonym:
            if after.key in lists.roles["organisation"]:
                yield "organisation"
            elif first in lists.given and after.key not in lists.kinds:
                yield "name after"
            elif not after.text.isupper() or self.words[found.first].text.isupper():
                yield "other name"
        elif after.key in lists.roles["speech"] and _is_minor(found):
            yield "speech"

    def _persons(self) -> Iterator[str]:
        """Last names that stand behind a given name or a title somewhere in the text."""
        lists = self.lists
        for before, word in pairwise(self.words):
            if not (before.capital and word.capital and word.cased):
                continue
            titled = before.key in lists.roles["title"] and word.gap in (" ", ". ")
            named = before.key in lists.given and word.gap == " "
            if (titled or named) and word.key not in lists.roles["organisation"]:
                yield word.key


def _size(entry: Entry) -> str:
    """The sign of a town's size; the seat of a division of its name is never small."""
    if entry.curated:
        return "site"
    if entry.kind == "F":
        return "facility"
    if entry.capital:
        return "seat"
    if entry.seat and _LARGE <= entry.population < _CITY:
        return "large"
    for least, name in _SIZES:
        if entry.population >= least:
            return name
    return "small"


def _is_minor(found: Mention) -> bool:
    best = found.hits[0]
    entry = best.entry
    small = entry.kind == "T" and not entry.capital and entry.population < _MAJOR
    return small or best.grade == Grade.PART
