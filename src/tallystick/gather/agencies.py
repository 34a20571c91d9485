"""Which wires a document says it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tallystick.schemes import rows

_BRACKETS = re.compile(r"\(([^()\n]{2,40})\)|/([^/\n]{2,20})/")
_SEVERAL = re.compile(r"\s*(?:[,;/&+]|\band\b|\bwith\b)\s*")
_VIA = re.compile(r"(.+?)\s+(?:via|through)\s+.+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w .'’&-]{1,28}")


@dataclass(frozen=True, slots=True)
class _Directory:
    names: dict[str, str]
    """Alias to the one name, for marks: fields, bylines, datelines, brackets."""
    running: re.Pattern[str]
    """An agency in running text with the words that say it is repeated."""
    plain: frozenset[str]
    """Aliases that mean nothing but the agency."""


def in_source(source: str) -> tuple[str, ...]:
    """The wires in a publisher field: "Shine (Xinhua)", "Reuters", "A via B" (A).

    What stands before "via" is the origin even if no directory knows it: the outlet
    after it only passes it on.
    """
    found = [name for match in _BRACKETS.finditer(source) for name in _known(match)]
    outlet = _BRACKETS.sub(" ", source).strip()
    if via := _VIA.fullmatch(outlet):
        outlet = via[1].strip()
        found += in_mark(outlet) or (outlet,)
    else:
        found += in_mark(outlet)
    return tuple(dict.fromkeys(found))


def in_mark(words: str) -> tuple[str, ...]:
    """The wires among the names of a byline, a source field or a bracket."""
    names = _directory().names
    return tuple(dict.fromkeys(names[part] for part in _parts(words) if part in names))


def alone(words: str) -> tuple[str, ...]:
    """The wires of a line that names wires and nothing else; none for any other line."""
    names = _directory().names
    return in_mark(words) if all(part in names for part in _parts(words)) else ()


def in_dateline(words: str) -> tuple[str, ...]:
    """The wires in a dateline's bracket; an unknown one as written."""
    if known := in_mark(words):
        return known
    name = words.strip()
    named = _NAME.fullmatch(name) and all(word[0].isupper() for word in name.split())
    return (name,) if named else ()


def in_text(text: str) -> tuple[str, ...]:
    """The wires that running text says it repeats, in the order of their first mention."""
    return tuple(dict.fromkeys(name for _, name in sorted(_mentions(text))))


def _mentions(text: str) -> Iterator[tuple[int, str]]:
    directory = _directory()
    for match in directory.running.finditer(text):
        yield match.start(), directory.names[match["led"] or match["leading"]]
    last = len(text.rstrip(" .\r\n"))
    for match in _BRACKETS.finditer(text):
        inside = match[1] or match[2]
        if match.end() >= last or inside in directory.plain:
            for name in in_mark(inside):
                yield match.start(), name


def _parts(words: str) -> list[str]:
    return [part.strip(" .-–—") for part in _SEVERAL.split(words.strip())]


def _known(match: re.Match[str]) -> tuple[str, ...]:
    return in_mark(match[1] or match[2])


@cache
def _directory() -> _Directory:
    listed = list(rows("gather/agencies.tsv"))
    plain = frozenset(row["alias"] for row in listed if row["where"] == "anywhere")
    alias = _any_of(plain)
    phrases = list(rows("gather/agency_phrases.tsv"))
    before = _any_of({row["phrase"] for row in phrases if row["side"] == "before"})
    after = _any_of({row["phrase"] for row in phrases if row["side"] == "after"})
    agency = r"(?:\s+(?:news\s+)?agency)?"
    return _Directory(
        {row["alias"]: row["name"] for row in listed},
        re.compile(
            rf"\b(?i:{before})\s+(?:the\s+)?(?:news\s+agency\s+|\w+\s+news\s+agency\s+)?"
            rf"(?P<led>{alias})\b"
            rf"|\b(?P<leading>{alias}){agency}\s+(?:{after})\b"
        ),
        plain,
    )


def _any_of(words: frozenset[str] | set[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
