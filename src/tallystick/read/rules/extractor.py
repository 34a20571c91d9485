"""The order of ``rules/1``: one document in, one reading out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tallystick.directory import Directory
from tallystick.model.claims import Claim
from tallystick.model.derived import Finding
from tallystick.model.documents import Document
from tallystick.model.ledger import Reading
from tallystick.model.lists import Assertion
from tallystick.read.peaceful_acts import without_peaceful_acts
from tallystick.read.phrases.reader import read_document
from tallystick.read.phrases.words import LANGUAGES as PHRASED
from tallystick.read.rules.actors.people import private_spans
from tallystick.read.rules.counts.counting import counted
from tallystick.read.rules.counts.elliptic import (
    asked_behind,
    asked_unit,
    leading,
    topic_of,
)
from tallystick.read.rules.counts.units import Counted, told_measure
from tallystick.read.rules.incidents.claims import read_incidents
from tallystick.read.rules.name import NAME
from tallystick.read.rules.statements.claims import read_statements
from tallystick.read.rules.text.first_gate import FirstLook, passages_to_read
from tallystick.read.rules.text.scan import Parses, Scan, Token, page_of, parse
from tallystick.read.rules.totals.claims import read_tallies

PARSED = "en"
"""The language that is read over a parser; see `words.LANGUAGES` for those that are not."""
LANGUAGES = frozenset((PARSED, *PHRASED))


def count_all(page: Scan) -> dict[int, tuple[Counted, ...]]:
    """What the numbers of each sentence count, by `Sentence.index`."""
    found: dict[int, tuple[Counted, ...]] = {}
    last: Counted | None = None
    asked: Token | None = None
    several: tuple[Counted, ...] = ()
    for sentence in page.sentences:
        following = next(iter(page.after(sentence)), None)
        asked = asked or asked_behind(sentence, following)
        here = found[sentence.index] = counted(sentence, last, asked, several)
        asked = asked_unit(sentence)
        last = leading(here) or _about(last, topic_of(sentence) if not here else None)
        several = here if len(here) > 1 else several
    return found


def _about(last: Counted | None, topic: Token | None) -> Counted | None:
    """What was counted last, as a count of what was spoken of since."""
    measure = told_measure(topic) if topic is not None else None
    if last is None or topic is None or measure is None or measure is last.measure:
        return last
    return replace(last, measure=measure, governor=topic, unit=topic.text)


class RulesExtractor:
    """Linguistic rules: English over a CPU parser, eight languages over word lists."""

    def __init__(
        self,
        name: str = NAME,
        known: Directory | None = None,
        sites: tuple[Path, ...] = (),
        look: FirstLook = passages_to_read,
    ) -> None:
        """Rules over some lists.

        Args:
            name: what readings are kept under; lists of a user's own need one of theirs.
            known: the directory of actors; the package's own if None.
            sites: tables of a user's own sites, beside the package's.
            look: which passages of an English document are worth parsing.
        """
        self.name = name
        self._known = known
        self._sites = sites
        self._look = look
        self._ahead: dict[str, Parses] = {}

    def read(self, document: Document) -> Reading:
        """Everything that a document claims; in unknown languages a finding that it cannot."""
        if document.language not in LANGUAGES:
            known = ", ".join(sorted(LANGUAGES))
            message = f"{NAME} reads {known}; this document is in {document.language!r}"
            return Reading(
                document.id,
                self.name,
                findings=(Finding("language-not-read", (document.id,), message),),
            )
        if document.language != PARSED:
            return read_document(document, self.name, self._known, self._sites)
        return self.read_page(self.scan(document))

    def scan(self, document: Document) -> Scan:
        """A document parsed and normalised with this extractor's lists."""
        ahead = self._ahead.pop(document.id, None)
        parses = parse([document], self._look)[0] if ahead is None else ahead
        return page_of(document, parses, self._known, self._sites)

    def prepare(self, documents: Sequence[Document]) -> None:
        """Parse documents that are read next; readings do not depend on it."""
        parsed = [document for document in documents if document.language == PARSED]
        ids = (document.id for document in parsed)
        self._ahead = dict(zip(ids, parse(parsed, self._look), strict=True))

    def read_page(self, page: Scan) -> Reading:
        """Everything that a document claims that is parsed already."""
        document = page.document
        counts = page.once(count_all)
        tallies, tellings = read_tallies(page, counts)
        totals: dict[int, tuple[Counted, ...]] = {}
        for draft in tellings:
            if draft.of_a_run:
                here = totals.get(draft.sentence.index, ())
                totals[draft.sentence.index] = (*here, draft.counted)
        incidents = read_incidents(page, counts, totals)
        claims: list[Claim] = [
            *(d.claim for d in tallies),
            *incidents,
            *read_statements(page),
        ]
        ordered = sorted(
            without_peaceful_acts({c.id: c for c in claims}.values()),
            key=lambda c: (c.anchor.span.part, c.anchor.span.start, c.kind, c.anchor.nth),
        )
        undated = tuple(
            Finding("undated-claim", (c.id,), "no date could be read for this incident")
            for c in incidents
            if c.date is None and c.assertion is Assertion.OCCURRED
        )
        return Reading(document.id, self.name, tuple(ordered), undated, private_spans(page))
