"""Numbers in a text: what each says, how it was hedged, and what it is used for."""

from __future__ import annotations

import re

from tallystick.model.values import Number
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.numbers.hedges import Hedged, hedged
from tallystick.read.numbers.kinds import code, codes
from tallystick.read.numbers.lexing import Scan, scan
from tallystick.read.numbers.uses import uses

_NUMERAL = re.compile(f"[{codes('NUMERAL')}]")
_TIMES = code("TIMES")
_WORDED = frozenset(codes("DUAL TIMES BOTH"))
_ONE, _ORDINAL, _NAME = code("ONEN"), code("ORDN"), code("NAMEN")
_NO_NOUN = re.compile(
    f"[{codes('NOTCOUNT STOP COMMA PAR RP COLON APOS MARK DASH SAID FUT')}"
    f"{codes('TO IN ON AT BY FOR THAT AND OR')}]"
)
_SAME, _ONCE = code("SAMEN"), "1"
_BREAK = re.compile(f"[{codes('STOP PAR')}]")
_NO_COUNT_BEFORE = frozenset(codes("NO EVERY THIS THE"))


def find_numbers(text: str, language: str = "en") -> tuple[FoundNumber, ...]:
    """Every number of a text in order of start, hedges included, none overlapping.

    Args:
        text: searched exactly as given; offsets count its code points.
        language: ISO 639-1 code; an unknown one is read as English.
    """
    return numbers_of(scan(text, language))


def numbers_of(tokens: Scan) -> tuple[FoundNumber, ...]:
    """Every number of a scanned text."""
    used = uses(tokens)
    found: list[FoundNumber] = []
    done = counted = 0
    before: FoundNumber | None = None
    for match in _NUMERAL.finditer(tokens.kinds):
        place = match.start()
        if place < done:
            continue
        if tokens.kinds[place] == _SAME:
            one = _as_before(tokens, place, before, tokens.kinds[counted:place])
        else:
            one = _found(tokens, place, used)
        if one is None:
            continue
        number, done = one
        found.append(number)
        if number.use is NumberUse.COUNT:
            before, counted = number, done
    return tuple(found)


def _as_before(
    tokens: Scan, place: int, before: FoundNumber | None, between: str
) -> tuple[FoundNumber, int] | None:
    """ "Nine killed and as many hurt": the count said before it in the sentence."""
    if before is None or _BREAK.search(between):
        return None
    reason = f"as many as {tokens.text[before.start : before.end]!r} before it"
    return _as_found(tokens, _bare(place, before.number), NumberUse.COUNT, reason)


def _found(
    tokens: Scan, place: int, used: dict[int, tuple[NumberUse, str]]
) -> tuple[FoundNumber, int] | None:
    kind = tokens.kinds[place]
    if kind in _WORDED:
        return _worded(tokens, place)
    use, why = used.get(place, (NumberUse.COUNT, ""))
    if kind == _NAME:
        return _as_found(tokens, _bare(place, Number.vague()), NumberUse.NAME, why)
    said = hedged(tokens, place)
    if said is None:
        return None
    if kind == _ORDINAL and use is NumberUse.COUNT:
        return _as_found(tokens, said, NumberUse.ORDINAL, "an ordinal")
    if kind == _ONE and use is NumberUse.COUNT:
        if not _counts(tokens, place):
            return None
        if tokens.kinds[place + 1 : place + 2] == code("OF"):
            return _as_found(tokens, said, use, "pronoun-like: one of several")
    return _as_found(tokens, said, use, why or f"count, {said.reason}")


def _counts(tokens: Scan, place: int) -> bool:
    """Whether "one" counts something: a noun may follow, and nothing makes it a pronoun."""
    before, after = tokens.kinds[place - 1 : place], tokens.kinds[place + 1 : place + 2]
    return before not in _NO_COUNT_BEFORE and bool(after) and not _NO_NOUN.match(after)


def _worded(tokens: Scan, place: int) -> tuple[FoundNumber, int] | None:
    """A word that holds its number: "twice", a dual; not "once" for "as soon as"."""
    after = tokens.kinds[place + 1 : place + 2]
    conjunction = bool(after) and not _NO_NOUN.match(after)
    if tokens.kinds[place] == _TIMES and tokens.values[place] == _ONCE and conjunction:
        return None
    number = Number.said(int(tokens.values[place]))
    reason = "a word that holds its number"
    return _as_found(tokens, _bare(place, number), NumberUse.COUNT, reason)


def _bare(place: int, number: Number) -> Hedged:
    return Hedged(place, place + 1, place, place + 1, number, "")


def _as_found(
    tokens: Scan, said: Hedged, use: NumberUse, reason: str
) -> tuple[FoundNumber, int]:
    found = FoundNumber(
        start=tokens.starts[said.start],
        end=tokens.ends[said.end - 1],
        head_start=tokens.starts[said.head],
        head_end=tokens.ends[said.head_end - 1],
        number=said.number,
        use=use,
        reason=reason,
    )
    return found, said.end
