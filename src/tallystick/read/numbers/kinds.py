"""What a token is, one character each, so that grammars are regular expressions over kinds.

A sentence becomes a string of kind characters ("since 17 October" is SINCE DAYN MONTH), and
the pattern files say in words what to look for there. One pass of a compiled expression
over that short string replaces dozens of passes over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tallystick.schemes import rows

NAMES = tuple(row["kind"] for row in rows("numbers/kinds.tsv"))
"""Every kind there is; ``data/numbers/kinds.tsv`` says what each means.

A pattern or a lexicon that names another one is refused.
"""

_CHARACTER = {name: chr(0x100 + place) for place, name in enumerate(NAMES)}
_NAME = {char: name for name, char in _CHARACTER.items()}
_GROUPS = {
    "INTEGER": "DAYN YEARN NUM WORDN ONEN",
    "ANYNUM": "DAYN YEARN NUM WORDN ONEN DECN",
    "NUMERAL": "DAYN YEARN NUM WORDN ONEN VAGN ORDN SHAREN NAMEN DECN "
    "DUAL TIMES BOTH SAMEN",
    "ANYMONTH": "MONTH MONTHX MONTHIN",
    "ANYWDAY": "WDAY WDAYX",
    "ANYUNIT": "HOURW UNIT UNITS UNIT2 TUNIT YEARU",
    "IN": "IN INB",
    "THE": "THE ORDMARK",
    "TO": "TO TOAT",
    "ANYLENGTH": "HOURW UNIT UNITS TUNIT QUARTER YEARU",
    "ANYLAST": "LAST PAST LASTP",
    "ANYNEXT": "NEXT FOLLOWING NEXTP",
    "PLAIN": "WORD CAP THE OF A IN AND",
}
_WORD = re.compile(r"[A-Z][A-Z0-9]+|\bA\b")


def code(name: str) -> str:
    """The character that stands for a kind.

    Raises:
        ValueError: there is no such kind.
    """
    try:
        return _CHARACTER[name]
    except KeyError:
        raise ValueError(f"no kind of token is called {name!r}") from None


@cache
def codes(names: str) -> str:
    """The characters of several kinds or groups, named with blanks between them."""
    return "".join(code(one) for name in names.split() for one in _expand(name))


def spelt(kinds: str) -> str:
    """Kind characters as words: what a person reads in a test or a reason."""
    return " ".join(_NAME.get(char, "?") for char in kinds)


def expression(pattern: str) -> str:
    """A pattern in words as a regular expression over kind characters.

    Names are kinds or groups; blanks separate; ``( ) | ? * + {m,n}`` and look-around mean
    what they mean in regular expressions, and no group captures.
    """
    plain = re.sub(r"\((?!\?)", "(?:", pattern)
    return _WORD.sub(_character_class, plain).replace(" ", "")


def alternatives(patterns: Iterable[tuple[str, str]], guard: str = "") -> re.Pattern[str]:
    """One expression for many patterns; the name of the one that matched is its group.

    Args:
        patterns: (group name, pattern in words), the one to be preferred first.
        guard: a cheap expression over kind characters that holds where any of them begins.
    """
    choices = "|".join(f"(?P<{name}>{expression(p)})" for name, p in patterns)
    return re.compile(f"{guard}(?:{choices})")


def _expand(name: str) -> list[str]:
    return _GROUPS[name].split() if name in _GROUPS else [name]


def _character_class(found: re.Match[str]) -> str:
    chars = codes(found.group())
    return chars if len(chars) == 1 else f"[{chars}]"
