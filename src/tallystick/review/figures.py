"""The gate of figures: what is printed comes to what it says, and nothing else is a number.

`check_values` works every figure out again; `check_prose` looks at what was rendered and
refuses any digit of our own prose that is no figure, day, name or code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from tallystick.errors import TallystickError
from tallystick.views.review_figures import Basis, evaluate
from tallystick.views.review_page import ReviewPage
from tallystick.views.review_prose import Figure, pieces_of

DIGIT = re.compile(r"\d")
NOT_OURS = frozenset({"figure", "quote", "name", "kept", "chart"})
"""Classes of elements whose text is not our prose, or is drawn from figures."""
SILENT = frozenset({"style", "time", "code"})
"""Elements whose text is no prose: dates and the manifest's codes."""
SPOKEN = frozenset({"title", "alt", "aria-label", "summary"})
"""Attributes that a reader hears or sees."""
VOID = frozenset(
    {"meta", "link", "br", "hr", "img", "input", "col", "wbr", "area", "base", "source"}
)


class UnsupportedFigure(TallystickError):
    """A number would be printed that nothing supports."""


def check_values(page: ReviewPage, basis: Basis) -> None:
    """Work out every figure of a page again.

    Raises:
        UnsupportedFigure: an expression does not come to the value that is printed.
    """
    for piece in pieces_of(page):
        if isinstance(piece, Figure) and evaluate(piece.expression, basis) != piece.value:
            raise UnsupportedFigure(
                f"{piece.value} is printed, but {piece.expression} comes to "
                f"{evaluate(piece.expression, basis)}; derive and build the review again"
            )


def check_prose(texts: Iterable[str]) -> None:
    """Refuse digits in stretches of our own prose.

    Raises:
        UnsupportedFigure: one was found; the message shows where.
    """
    for text in texts:
        if DIGIT.search(text):
            raise UnsupportedFigure(f"no figure supports the number in {text.strip()!r}")


def own_words(html: str) -> list[str]:
    """Every stretch of our own prose in a page: text, and what screen readers say."""
    reader = _Prose()
    reader.feed(html)
    reader.close()
    return reader.found


class _Prose(HTMLParser):
    """Collects text outside the elements that are not ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        foreign = tag in SILENT or bool(classes & NOT_OURS)
        if not foreign and not any(self._open):
            self.found += [value for name, value in attrs if name in SPOKEN and value]
        if tag not in VOID:
            self._open.append(foreign)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(self._open):
            self.found.append(data)
