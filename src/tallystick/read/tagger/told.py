"""A day that a report tells, as the models see it from a claim: where, how, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallystick.model.claims import Claim
from tallystick.model.values import Date, Field
from tallystick.read.found import FoundDate
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.rules.totals import windows
from tallystick.read.tagger.choosing import Crossed
from tallystick.read.tagger.counts import period_or_day
from tallystick.read.tagger.words import Lens

TELLING = ("VERB", "ADV", "NOUN", "SCONJ", "ADP")
"""Parts of speech of words that tell whether a claim has a day of its own."""
FARTHEST = 8
"""Steps in the parse from which on a date is simply far."""
GAP = 20
"""Characters in a step of the distance between a claim and a date."""
GAPS = 6
BACK, ON = -4, 2
"""Sentences before and after a claim from which on a date is simply far."""


@dataclass(frozen=True)
class Told:
    """An expression for a day, and the day or stretch that it gives."""

    sentence: Sentence
    found: FoundDate
    date: Date
    whole: bool = False
    """Whether that is the whole stretch: "since March"."""


class View:
    """What a claim sees of the days that are told around it."""

    def __init__(self, page: Scan, claim: Claim, here: Sentence, lens: Lens) -> None:
        """The view from one claim.

        Args:
            here: the sentence of its anchor.
        """
        self.page, self.here, self.lens = page, here, lens
        self.start = claim.anchor.span.start
        self.token = next(iter(here.within(self.start, claim.anchor.span.end)), None)
        self.telling = [*lens.once("telling a day", here, self._words)]
        self.telling.append(f"dates={min(len(here.dates), 3)}")
        self.crossed = Crossed(self.telling)
        self.read = {s.start for s in claim.spans(Field.SINCE, Field.AS_OF, Field.DATE)}

    def _words(self) -> Iterator[str]:
        """The words of the claim's sentence that tell whether it has a day of its own."""
        here, lens = self.here, self.lens
        words = {lens.word(here, t) for t in here.tokens if t.pos_ in TELLING}
        return (f"in={w}" for w in sorted(words))

    def nearest(self, told: Sequence[Told]) -> Told | None:
        """The telling of a day nearest to the claim, those before it first, if it is told."""
        return min(told, key=self._distance, default=None)

    def _distance(self, told: Told) -> tuple[int, bool, int]:
        apart = told.sentence.index - self.here.index
        return abs(apart), apart > 0, abs(told.found.start - self.start)

    def published(self, key: str) -> Iterator[str]:
        """How a day, as labels say it, stands to that of publication."""
        published = self.page.document.published
        if published is not None:
            yield f"late={key > published.day}"
            yield f"published={key == published.day}"
            yield f"month={key[:7] == published.day[:7]}"
            yield f"year={key[:4] == published.day[:4]}"

    def features(self, as_read: str, told: Told) -> list[str]:
        """Where a day is told, and in which words.

        Args:
            as_read: how the day stands to what was read.
        """
        sentence, found = told.sentence, told.found
        where = self._place(sentence)
        shape = f"{found.shape}:{period_or_day(found)}:{told.whole}"
        features = [f"at={where}", f"shape={shape}", f"at={where}&shape={shape}"]
        features += (f"{as_read}&at={where}", f"{as_read}&shape={shape}")
        features += self.crossed[f"{where}:{found.shape}"]
        features.append(f"read={found.start in self.read}:{where}")
        words = self.lens.once(
            f"day {found.start}", sentence, lambda: self._said_with(told)
        )
        last, verb, said, *rest = words
        features += (f"{last}&at={where}", f"{last}&shape={shape}")
        features += (verb, f"{verb}&at={where}", f"{said}:{where}")
        features += rest
        if sentence is self.here:
            features += self._in_sentence(told, shape)
        return features

    def _said_with(self, told: Told) -> Iterator[str]:
        """The words of a day, whoever looks at it: before it, over it, and of what it is."""
        sentence, found = told.sentence, told.found
        before = [t.lower_ for t in sentence.before(found.core_start or found.start)[-3:]]
        yield f"last={before[-1] if before else '-'}"
        root = sentence.root_of(found.core_start or found.start, found.end)
        yield f"verb={self.lens.word(sentence, g.clause_verb(root))}"
        yield f"said={windows.of_speech(sentence, found)}"
        yield from (f"word={one}" for one in before)
        yield f"best={windows.superlative(sentence, found)}"
        yield f"compared={windows.comparison(sentence, found)}"
        yield f"figure={windows.of_figure(sentence, found)}"
        yield f"nth={min(sentence.index, 5)}"

    def _place(self, sentence: Sentence) -> str:
        apart = sentence.index - self.here.index
        if self.page.in_title(sentence) and apart:
            return "title"
        return str(max(BACK, min(apart, ON)))

    def _in_sentence(self, told: Told, shape: str) -> Iterator[str]:
        """How a day stands to the claim's own word in one sentence."""
        found = told.found
        yield f"side={found.start > self.start}:{shape}"
        yield f"gap={min(abs(found.start - self.start) // GAP, GAPS)}"
        yield f"of={min(len(self.here.dates), 4)}:{self.here.dates.index(found)}"
        if self.token is not None:
            root = self.here.root_of(found.core_start or found.start, found.end)
            steps = min(g.distance(root, self.token), FARTHEST)
            yield from (f"steps={steps}", f"steps={steps}&shape={shape}")
