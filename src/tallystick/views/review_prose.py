"""What a review is written in: our own words, and everything that is not ours, apart.

A line of a review is a tuple of pieces. `Words` come from ``data/review/wording.tsv``
alone; a number is a `Figure` with its expression, a text's own words are a `Quote`, a name
is a `Name`. So a renderer knows what to escape, link and isolate, and the gate can ask of
every digit and every loaded word whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from tallystick.schemes import rows
from tallystick.views.review_figures import Expression


@dataclass(frozen=True, slots=True)
class Words:
    """Our own prose: neutral, and without figures."""

    text: str
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the expression that it can be worked out from again."""

    value: int
    expression: Expression
    working: str
    """Anchor of the block that shows what it rests on, ``working-claim-…``."""
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, masked and cleaned; shown in quotation marks only."""

    text: str
    language: str = "und"
    anchor: str | None = None
    """Where it stands in the kept texts; None for words that have no span."""
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: of an actor in the directory, a publisher, a place, a country."""

    text: str
    kind: Literal["name"] = "name"


@dataclass(frozen=True, slots=True)
class Day:
    """A day or minute of a document, never of the clock."""

    iso: str
    """ISO 8601: a month, a day or a minute."""
    kind: Literal["day"] = "day"


@dataclass(frozen=True, slots=True)
class Code:
    """A version, hash, identifier or setting of the manifest."""

    text: str
    kind: Literal["code"] = "code"


Piece: TypeAlias = Words | Figure | Quote | Name | Day | Code
Prose: TypeAlias = tuple[Piece, ...]

SLOT = re.compile(r"\{(\w+)(?::([\w ]+)\|([\w ]+))?\}")


def say(key: str, /, **slots: Piece | Prose) -> Prose:
    """A sentence of ``data/review/wording.tsv`` with its slots filled.

    Raises:
        KeyError: no such sentence, or a slot without its piece.
    """
    return fill(wording()[key], **slots)


def fill(sentence: str, /, **slots: Piece | Prose) -> Prose:
    """A sentence of ours with its slots filled.

    ``{n}`` is one piece or line; ``{n:document|documents}`` a figure with its noun.

    Raises:
        KeyError: a slot without its piece.
    """
    pieces: list[Piece] = []
    at = 0
    for slot in SLOT.finditer(sentence):
        pieces.append(Words(sentence[at : slot.start()]))
        filling = slots[slot[1]]
        line = filling if isinstance(filling, tuple) else (filling,)
        pieces += line
        if slot[2]:
            pieces.append(Words(f" {slot[2] if _is_one(line) else slot[3]}"))
        at = slot.end()
    pieces.append(Words(sentence[at:]))
    return tuple(piece for piece in pieces if piece != Words(""))


def _is_one(line: Prose) -> bool:
    """Whether the noun after a line is singular: "1 document", "0 to 1 document"."""
    values = [piece.value for piece in line if isinstance(piece, Figure)]
    return bool(values) and values[-1] == 1


def joined(lines: Sequence[Prose], key: str = "comma") -> Prose:
    """Lines set one after the other, with a separator of `wording` between them."""
    between = say(key)
    pieces: list[Piece] = []
    for at, line in enumerate(lines):
        pieces += (between if at else ()) + line
    return tuple(pieces)


@cache
def wording() -> dict[str, str]:
    """Every sentence that we print, by key; ``_`` at an end stands for a blank."""
    return {row["key"]: _blanks(row["text"]) for row in rows("review/wording.tsv")}


def _blanks(text: str) -> str:
    head, tail = text.startswith("_"), text.endswith("_")
    return " " * head + text[head : len(text) - tail] + " " * tail


def plain(line: Prose) -> str:
    """A line as bare text: for comparing, and for captions of charts."""
    return "".join(_plain(piece) for piece in line)


def _plain(piece: Piece) -> str:
    match piece:
        case Figure(value):
            return f"{value:,}"
        case Quote(text):
            return f"“{text}”"
        case Day(iso):
            return iso
    return piece.text


def label(scheme: str, code: str) -> Words:
    """What a reader sees for a code of one of our closed lists.

    Raises:
        KeyError: the list has no such code.
    """
    return Words(_labels()[scheme, code])


@cache
def _labels() -> dict[tuple[str, str], str]:
    own = {(row["list"], row["code"]): row["label"] for row in rows("review/labels.tsv")}
    for scheme in ("event_types", "acts", "target_types", "weapons", "actor_types"):
        for row in rows(f"schemes/{scheme}.tsv"):
            own.setdefault((scheme, row["code"]), row["label"])
    return own


def pieces_of(value: object) -> Iterator[Piece]:
    """Every piece inside a page or part of one, in the order of its fields."""
    if isinstance(value, Words | Figure | Quote | Name | Day | Code):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from pieces_of(one)
    elif hasattr(value, "__dataclass_fields__"):
        for field in value.__dataclass_fields__:
            yield from pieces_of(getattr(value, field))
