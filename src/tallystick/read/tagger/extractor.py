"""The order of ``tagger/1``: one document in, one reading out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tallystick.directory import Directory
from tallystick.model.claims import Claim
from tallystick.model.derived import Finding
from tallystick.model.documents import Document
from tallystick.model.ledger import Reading
from tallystick.model.lists import Assertion, ClaimKind
from tallystick.model.values import Part
from tallystick.read.rules.actors.people import private_spans
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.extractor import PARSED, count_all
from tallystick.read.rules.text.scan import Scan, scan
from tallystick.read.tagger import encoder as encoders
from tallystick.read.tagger.context import Context
from tallystick.read.tagger.encoder import Encoder
from tallystick.read.tagger.incidents import read_incidents
from tallystick.read.tagger.name import NAME
from tallystick.read.tagger.page import level, page_features
from tallystick.read.tagger.settled import settled
from tallystick.read.tagger.totals import read_totals
from tallystick.read.tagger.weights import Weights, shipped
from tallystick.read.tagger.words import lens_of

Scores = dict[tuple[ClaimKind, Part, int], float]
"""The score of every number and word that was looked at, by part and start."""


class TaggerExtractor:
    """Linear models over the rules' own parse, and an encoder of the words around. English
    only; reads no statements."""

    def __init__(
        self,
        name: str = NAME,
        known: Directory | None = None,
        sites: tuple[Path, ...] = (),
        weights: Weights | None = None,
        encoder: Encoder | None = None,
    ) -> None:
        """Models over some lists.

        Args:
            name: what readings are kept under; lists of a user's own need one of theirs.
            known: the directory of actors; the package's own if None.
            sites: tables of a user's own sites, beside the package's.
            weights: the trained models; those that come with the package if None.
            encoder: the trained encoder; that of the package if no weights are given, else
                none, and the linear models judge alone.
        """
        self.name = name
        self._known = known
        self._sites = sites
        self._weights = weights
        self._encoder = encoder

    @property
    def weights(self) -> Weights:
        """The trained models, loaded when first asked for.

        Raises:
            SetupError: the file of the package is damaged.
        """
        return self._weights or shipped()

    @property
    def encoder(self) -> Encoder | None:
        """The trained encoder, loaded when first asked for; None for models of a user's own.

        Raises:
            SetupError: the file of the package is damaged.
        """
        given = self._encoder is not None or self._weights is not None
        return self._encoder if given else encoders.shipped()

    def read(self, document: Document) -> Reading:
        """The totals and incidents of an English document; of others a finding."""
        if document.language != PARSED:
            message = f"{NAME} reads {PARSED}; this document is in {document.language!r}"
            told = Finding("language-not-read", (document.id,), message)
            return Reading(document.id, self.name, findings=(told,))
        return self.read_page(scan(document, self._known, self._sites))

    def read_page(self, page: Scan) -> Reading:
        """The totals and incidents of a document that is parsed already."""
        read = self.settled(page, self.read_scored(page)[0])
        return replace(read, private=private_spans(page))

    def settled(self, page: Scan, reading: Reading) -> Reading:
        """A reading with the fields for which its page offers something likelier."""
        return settled(page, reading, self.weights, page.once(self._look))

    def read_scored(self, page: Scan) -> tuple[Reading, Scores]:
        """The reading of a parsed document, and the score of all that was looked at.

        Names of private persons are left to who reads beside it: they are the same.
        """
        weights = self.weights
        lens = lens_of(page, weights.masks)
        context = page.once(self._look)
        about = level(weights.models["page"].score(page_features(page, lens)))
        counts = page.once(count_all)
        tallies, tellings, numbers = read_totals(
            page, counts, about, lens, weights, context
        )
        totals: dict[int, tuple[Counted, ...]] = {}
        for draft in tellings:
            if draft.of_a_run:
                at = draft.sentence.index
                totals[at] = (*totals.get(at, ()), draft.counted)
        incidents, words = read_incidents(
            page, counts, totals, about, lens, weights, context
        )
        claims: list[Claim] = [*tallies, *incidents]
        ordered = sorted(
            {c.id: c for c in claims}.values(),
            key=lambda c: (c.anchor.span.part, c.anchor.span.start, c.kind, c.anchor.nth),
        )
        undated = tuple(
            Finding("undated-claim", (c.id,), "no date could be read for this incident")
            for c in incidents
            if c.date is None and c.assertion is Assertion.OCCURRED
        )
        document = page.document
        reading = Reading(document.id, self.name, tuple(ordered), undated)
        return reading, {
            **{(ClaimKind.TALLY, *at): score for at, score in numbers.items()},
            **{(ClaimKind.INCIDENT, *at): score for at, score in words.items()},
        }

    def _look(self, page: Scan) -> Context:
        return Context(self.encoder, page, lens_of(page, self.weights.masks))
