"""Texts as a review may show them: private names withheld, trick characters made plain.

The ledger keeps every name; only what is published is masked. A mask covers the spans that
a reading marked, every other place of that document where the same words stand, and, for a
name of two words or more, every place of the whole review.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from tallystick.errors import TallystickError
from tallystick.model.documents import Document
from tallystick.model.ledger import Reading
from tallystick.model.values import Part
from tallystick.roots import fold

WITHHELD = "[name withheld]"
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff]"
)
"""Control, direction-override and private-use characters: they change how a page reads."""


def plain(text: str) -> str:
    """A text of the same length whose unsafe characters are shown as U+FFFD."""
    return UNSAFE.sub("\ufffd", text)


class UnmaskedName(TallystickError):
    """A private person's name would be published."""


class Masks:
    """Which stretches of which document are withheld.

    Args:
        public: names that are no private person's whatever a reading says, folded: those
            of known actors, publishers, organizations and places.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        readings: Iterable[Reading],
        public: frozenset[str] = frozenset(),
    ) -> None:
        self._documents = {one.id: one for one in documents}
        self._spans: dict[tuple[str, Part], list[tuple[int, int]]] = {}
        self._names: dict[str, set[str]] = {}
        self._found: dict[tuple[str, Part], tuple[tuple[int, int], ...]] = {}
        for reading in readings:
            document = self._documents[reading.document]
            for span in reading.private:
                if fold(document.quote(span)) in public:
                    continue
                stretch = (span.start, span.end)
                self._spans.setdefault((document.id, span.part), []).append(stretch)
                self._names.setdefault(document.id, set()).add(document.quote(span))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every withheld name, as its document writes it."""
        return tuple(sorted({one for names in self._names.values() for one in names}))

    @cached_property
    def _everywhere(self) -> re.Pattern[str] | None:
        return _words(one for one in self.names if len(one.split()) > 1)

    def stretches(self, document: str, part: Part) -> tuple[tuple[int, int], ...]:
        """The withheld stretches of one string of a document, merged, in order."""
        if (document, part) not in self._found:
            self._found[document, part] = self._look(document, part)
        return self._found[document, part]

    def _look(self, document: str, part: Part) -> tuple[tuple[int, int], ...]:
        text = self._documents[document].string(part)
        found = list(self._spans.get((document, part), ()))
        for pattern in (self._everywhere, _words(self._names.get(document, ()))):
            if pattern is not None:
                found += [match.span() for match in pattern.finditer(text)]
        return _merged(found)

    def text(self, text: str, document: str | None = None) -> str:
        """A text of a page with names withheld and unsafe characters made plain.

        Args:
            document: where the words come from; its single-word names are withheld too.
        """
        for pattern in (self._everywhere, _words(self._names.get(document or "", ()))):
            if pattern is not None:
                text = pattern.sub(WITHHELD, text)
        return plain(text)

    def cut(self, document: str, part: Part, start: int, end: int) -> str:
        """The characters of a stretch as they may be shown."""
        text = self._documents[document].string(part)
        shown, at = [], start
        for left, right in self.stretches(document, part):
            if right <= start or left >= end:
                continue
            shown += [text[at : max(at, left)], WITHHELD]
            at = max(at, right)
        shown.append(text[at : max(at, end)])
        return plain("".join(shown))

    def check(self, page: object) -> None:
        """Look for withheld names in everything that a page says.

        Names of one word are looked for in the texts of their own documents only, where
        `cut` masks them: elsewhere they may be somebody else's.

        Raises:
            UnmaskedName: one was found.
        """
        pattern = self._everywhere
        if pattern is not None and pattern.search("\n".join(strings_of(page))):
            raise UnmaskedName("a name that a reading marks as private is on the page")

    def address(self, url: str) -> str | None:
        """A document's address, or None where it is no web address or spells out a name."""
        if not re.match(r"https?://[^\s\"'<>\\]+$", url):
            return None
        letters = _letters(url)
        spelt = any(len(one) > 4 and one in letters for one in map(_letters, self.names))
        return None if spelt else plain(url)


def _letters(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _words(names: Iterable[str]) -> re.Pattern[str] | None:
    told = sorted({one for one in names if one.strip()}, key=lambda one: (-len(one), one))
    if not told:
        return None
    either = "|".join(re.escape(one) for one in told)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _merged(stretches: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def strings_of(value: object) -> Iterator[str]:
    """Every string inside a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings_of(one)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from (key, *strings_of(one))
    elif hasattr(value, "__dataclass_fields__"):
        for field in value.__dataclass_fields__:
            yield from strings_of(getattr(value, field))
