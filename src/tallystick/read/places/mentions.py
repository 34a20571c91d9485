"""Where a text may name a place: runs of words that the gazetteer knows, longest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tallystick.read.places.endings import dictionary_forms, region_forms, without_prefix
from tallystick.read.places.gazetteer import Gazetteer, Hit
from tallystick.read.places.keys import Grade, exact_key
from tallystick.read.places.lexicon import KindWord, Lexicon, Term
from tallystick.read.places.tokens import Token

LONGEST = 6
"""Words in the longest name that is looked up."""
REGION = "област"
"""How the word "region" begins in Russian and Ukrainian, in every case."""
REGION_REACH = 70
"""Characters from it to the farthest adjective of its list."""
GAPS = frozenset((" ", "-", "\u00a0", "\n", "\u2011", "\u2013", "\u200c"))
"""What may stand between the words of one name."""
_SHORT_DOTS = frozenset(
    (
        "st", "mt", "ft", "ste", "pt",
    )
)  # fmt: skip
_ARTICLES = frozenset(
    (
        "al", "el", "as", "ash", "ad", "az", "an", "at", "ar", "ez", "es", "ed", "il",
        "аль", "эль", "ат", "эт", "аш", "эш", "ас", "эс", "ель", "ет", "ез",
    )
)  # fmt: skip
"""Lower-case words with which an Arabic name may begin."""


@dataclass(slots=True)
class Mention:
    """A run of words that may name a place, with everything it may name."""

    first: int
    """Index of its first token; `last` is one past its last."""
    last: int
    start: int
    end: int
    text: str
    """The name itself, without kind words and prefixes."""
    hits: tuple[Hit, ...]
    demonym: bool = False
    short: bool = False
    after_comma: bool = False
    """A short form that counts only behind a comma ("Athens, Ga.")."""
    form: str = ""
    """The dictionary form under which an inflected name was found."""
    particle: str = ""
    """What is written to its beginning in Arabic or Hebrew: "and", "in"."""
    kind: KindWord | None = None
    term: Term | None = None
    inside: str = ""
    """What is named as its container: a code of a country or first division."""
    score: float = 0.0
    chosen: Hit | None = None
    shares: tuple[tuple[Hit, float], ...] = ()
    notes: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    """Names of ``weights.tsv`` for and against reading it as `chosen`."""


class Finder:
    """Runs of words that the gazetteer knows, in one text."""

    def __init__(
        self, text: str, words: Sequence[Token], places: Gazetteer, lists: Lexicon
    ) -> None:
        self.text, self.words, self.places, self.lists = text, words, places, lists
        self._free = 0
        """Index of the first word that no mention has taken."""

    def mentions(self) -> Iterator[Mention]:
        """Every run, in order, not overlapping; the longest at each start wins."""
        at = 0
        while at < len(self.words):
            found = self._at(at)
            if found is None:
                at += 1
                continue
            yield found
            self._free = at = max(found.last, at + 1)

    def _at(self, at: int) -> Mention | None:
        word = self.words[at]
        if word.key in self.lists.term_starts:
            term = self._term(at)
            if term is not None:
                return term
        if not word.key:
            return None
        if not word.cased:
            return None if self._day(at) else self._caseless(at)
        ours = self._lower(at) if word.key in self.places.lower_starts else None
        if ours is None and (word.capital or self._article(at)):
            return self._cased(at)
        return ours

    def _day(self, at: int) -> bool:
        """ "28 de noviembre": a number before a word in lower case begins no name."""
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        digits = self.words[at].text.isdigit()
        return digits and after is not None and after.cased and not after.capital

    def _lower(self, at: int) -> Mention | None:
        """A name of ours that begins or ends in lower case: "mar Rojo", "Côte d'Ivoire"."""
        for last in range(min(at + LONGEST, len(self.words)), at + 1, -1):
            start, end = self.words[at].start, self.words[last - 1].end
            hits = self.places.named(self.text[start:end])
            if hits and (hits[0].entry.curated or hits[0].table == "aliases"):
                return self._widened(self._mention(at, last, hits))
        return None

    def _article(self, at: int) -> bool:
        """Whether a lower-case word is the article of a name: "al-Tanf"."""
        if self.words[at].key not in _ARTICLES or at + 1 >= len(self.words):
            return False
        after = self.words[at + 1]
        open_article = self.words[at].key in ("al", "el") and after.gap == " "
        return after.capital and (open_article or after.gap == "-")

    def _term(self, at: int) -> Mention | None:
        for last in range(min(at + LONGEST, len(self.words)), at, -1):
            start, end = self.words[at].start, self.words[last - 1].end
            term = self.lists.terms.get(exact_key(self.text[start:end]))
            if term is not None:
                found = Mention(at, last, start, end, self.text[start:end], ())
                found.term = term
                return found
        return None

    def _cased(self, at: int) -> Mention | None:
        ends = self._ends(at)
        for last in ends:
            found = self._read(at, last)
            if found is not None:
                return self._widened(found)
        for last in ends:
            found = self._inflected(at, last) or self._sounding(at, last)
            if found is not None:
                return self._widened(found)
        return None

    def _ends(self, at: int) -> list[int]:
        """Possible ends of a name that starts here, the farthest first."""
        ends = [at + 1] if self.words[at].capital else []
        for last in range(at + 1, min(at + LONGEST, len(self.words))):
            word, before = self.words[last], self.words[last - 1]
            gap = word.gap
            joined = gap in GAPS or (gap in ("'s ", "’s ") and word.capital)
            joined = joined or (gap in (".", ". ") and _doubled(before) and _doubled(word))
            if not (joined or (gap == ". " and before.key in _SHORT_DOTS)):
                break
            closes = word.capital or word.text.isdigit()
            if closes or self.lists.is_role("tail", word.key):
                ends.append(last + 1)
            elif not self.lists.is_role("connector", word.key):
                break
        return ends[::-1]

    def _mention(self, first: int, last: int, hits: tuple[Hit, ...]) -> Mention:
        start, end = self.words[first].start, self.words[last - 1].end
        return Mention(first, last, start, end, self.text[start:end], hits)

    def _read(self, first: int, last: int) -> Mention | None:
        start, end = self.words[first].start, self.words[last - 1].end
        name = self.text[start:end]
        short = self._short(first, last, name)
        if short is not None:
            return short
        place = self.lists.demonyms.get(exact_key(name))
        entry = self.places.by_id(place) if place else None
        if entry is not None:
            found = self._mention(first, last, (Hit(entry, Grade.MAIN, "demonyms"),))
            found.demonym = True
            return found
        hits = self.places.named(name)
        return self._mention(first, last, hits) if hits else None

    def _short(self, first: int, last: int, name: str) -> Mention | None:
        dot = self.text[self.words[last - 1].end : self.words[last - 1].end + 1] == "."
        for form in (name + ".", name) if dot else (name,):
            known = self.places.abbreviated(form)
            if known:
                found = self._mention(first, last, tuple(hit for hit, _ in known))
                found.end += len(form) - len(name)
                found.text, found.short = form, True
                found.after_comma = all(after for _, after in known)
                return found
        return None

    def _inflected(self, first: int, last: int) -> Mention | None:
        """A Russian or Ukrainian name in another case than the gazetteer has."""
        if not self.words[first].text[:1] >= "\u0400":
            return None
        start, end = self.words[first].start, self.words[last - 1].end
        if last == first + 1 and self._among_regions(start, end):
            forms = (
                *region_forms(self.text[start:end]),
                *dictionary_forms(self.text[start:end]),
            )
        else:
            forms = tuple(dictionary_forms(self.text[start:end]))
        for form in forms:
            hits = self.places.named(form)
            if hits:
                found = self._mention(first, last, hits)
                found.form = form
                return found
        return None

    def _among_regions(self, start: int, end: int) -> bool:
        """Whether "region" is said shortly before or after, in a list of regions."""
        near = self.text[max(0, start - REGION_REACH) : end + REGION_REACH]
        return REGION in near

    def _sounding(self, first: int, last: int) -> Mention | None:
        start, end = self.words[first].start, self.words[last - 1].end
        if last - first > 4 or end - start < 4 or self._ordinary(first):
            return None
        hits = self.places.sounding(self.text[start:end])
        return self._mention(first, last, hits) if hits else None

    def _ordinary(self, at: int) -> bool:
        key, lists = self.words[at].key, self.lists
        return key in lists.never or key in lists.common or key in lists.given

    def _caseless(self, at: int) -> Mention | None:
        """A name in Arabic or Hebrew script, its particles cut off."""
        ends = [at + 1]
        for last in range(at + 1, min(at + 4, len(self.words))):
            if self.words[last].gap not in GAPS:
                break
            ends.append(last + 1)
        for last in reversed(ends):
            start, end = self.words[at].start, self.words[last - 1].end
            cuts = (0,) if self.lists.parted else without_prefix(self.text[start:end])
            for cut in cuts:
                name = self.text[start + cut : end]
                if name != name.strip():
                    continue
                found = self._named(at, last, start + cut, name)
                if found is not None:
                    found.particle = self.text[start : start + cut]
                    return self._widened(found)
        return None

    def _named(self, first: int, last: int, start: int, name: str) -> Mention | None:
        place = self.lists.demonyms.get(exact_key(name))
        entry = self.places.by_id(place) if place else None
        demonym = entry is not None
        hits = (Hit(entry, Grade.MAIN, "demonyms"),) if entry else self.places.named(name)
        if not hits:
            return None
        end = self.words[last - 1].end
        return Mention(first, last, start, end, name, hits, demonym=demonym)

    def _widened(self, found: Mention) -> Mention:
        """Take in the kind word beside a name: "al-Asad airbase"."""
        if found.demonym or found.short or found.hits[0].entry.kind in "CK":
            return found
        for count in (3, 2, 1):
            last = found.last + count
            if last > len(self.words) or self.words[found.last].gap not in GAPS:
                continue
            if self.words[found.last - 1].tail or self._named_on(found.last):
                continue
            start, end = self.words[found.last].start, self.words[last - 1].end
            kind = self.lists.kinds.get(exact_key(self.text[start:end]))
            if kind is not None:
                found.kind, found.last, found.end = kind, last, end
                return found
        return self._kind_before(found)

    def _named_on(self, at: int) -> bool:
        """Whether a capitalised kind word opens another name: "London City Council"."""
        if at + 1 >= len(self.words):
            return False
        word, after = self.words[at], self.words[at + 1]
        return word.capital and after.capital and after.gap in GAPS

    def _kind_before(self, found: Mention) -> Mention:
        at = found.first - 1
        if at < self._free or self.words[found.first].gap not in GAPS:
            return found
        word = self.words[at]
        for cut in without_prefix(word.text):
            kind = self.lists.kinds_before.get(exact_key(word.text[cut:]))
            if kind is not None and found.start == self.words[found.first].start:
                found.kind, found.first, found.start = kind, at, word.start + cut
                break
        return found


def _doubled(word: Token) -> bool:
    """Initials of a plural, written twice: "EE.UU."."""
    return len(word.text) == 2 and word.text.isupper() and word.text[0] == word.text[1]
