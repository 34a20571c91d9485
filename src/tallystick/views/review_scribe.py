"""Puts the parts of claims into pieces: whose word, how many, when, where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from tallystick.directory import Directory
from tallystick.model.claims import Claim, IncidentClaim
from tallystick.model.derived import FusedValue
from tallystick.model.documents import Document
from tallystick.model.values import (
    Bound,
    Date,
    Field,
    Mention,
    Number,
    Place,
    Span,
)
from tallystick.schemes import rows
from tallystick.views.review_figures import (
    Basis,
    ClaimField,
    Expression,
    Listed,
    Listing,
    evaluate,
    working_of,
)
from tallystick.views.review_prose import (
    Code,
    Day,
    Figure,
    Name,
    Piece,
    Prose,
    Quote,
    Words,
    say,
)
from tallystick.views.review_texts import Texts

HEDGES = {
    Bound.AT_LEAST: "at_least",
    Bound.MORE_THAN: "more_than",
    Bound.NEARLY: "nearly",
    Bound.ABOUT: "about",
    Bound.AT_MOST: "at_most",
}

REASONING = frozenset(
    [
        "a",
        "acknowledged",
        "all",
        "alone",
        "and",
        "back",
        "both",
        "by",
        "concerns",
        "denied",
        "disputed",
        "interest",
        "is",
        "it",
        "known",
        "named",
        "no",
        "nobody",
        "not",
        "of",
        "only",
        "or",
        "others",
        "parties",
        "party",
        "said",
        "says",
        "side",
        "sides",
        "so",
        "taken",
        "them",
        "they",
        "to",
        "whose",
        "who",
        "is",
        "concerned",
        "admits",
        "itself",
        "the",
    ]
)
"""The words that grading gives reasons in; any other came from a text and is quoted."""


class Scribe:
    """Writes pieces about claims of one ledger; known actors go by their neutral name."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        basis: Basis,
        texts: Texts,
        directory: Directory,
    ) -> None:
        self.documents, self.basis, self.texts = documents, basis, texts
        self._directory = directory

    def figure(self, expression: Expression) -> Figure:
        """A number that can be worked out from its expression.

        Raises:
            ValueError: the expression says nothing, so there is nothing to print.
        """
        value = evaluate(expression, self.basis)
        if value is None:
            raise ValueError(f"no value for {expression}")
        return Figure(value, expression, working_of(expression))

    def listed(self, listing: Listing, ids: Iterable[str]) -> Figure:
        """How many there are of a list."""
        return self.figure(Listed(listing, tuple(ids)))

    def origins(self, roots: Iterable[str]) -> Figure:
        """How many roots there are among some."""
        return self.listed(Listing.ROOTS, (self.basis.origins[one] for one in roots))

    def name(self, text: str) -> Name:
        """A proper name, withheld where it is that of a private person."""
        return Name(self.texts.masks.text(text))

    def country(self, code: str) -> Prose:
        """A country by name; by its code where we have none."""
        name = countries().get(code)
        return (self.name(name),) if name else (Code(code),)

    def publisher(self, document: str) -> Prose:
        """Whose document it is."""
        source = self.documents[document].source
        if not source.strip():
            return say("unnamed_source")
        return (self.name(source),)

    def mention(self, claim: Claim, mention: Mention) -> Prose:
        """An actor by its neutral name, else by the text's words in quotation marks."""
        known = self._directory.get(mention.actor) if mention.actor else None
        if known is not None:
            return (self.name(known.name),)
        return (self.texts.mention(claim, mention.text, mention.span),)

    def root(self, root: str) -> Prose:
        """An origin of claims: the speaker, agency or publisher that they go back to."""
        claim = self.basis.claims[self._first_of[root]]
        agencies = self.documents[claim.document].agencies
        if claim.speaker is None and agencies:
            return (self.name(agencies[0]),)
        return self.source_of(claim)

    @cached_property
    def root_of(self) -> dict[str, str]:
        """The root of every number that stands for one."""
        return {number: root for root, number in self.basis.origins.items()}

    @cached_property
    def _first_of(self) -> dict[str, str]:
        """A claim for every root."""
        return {root: claim for claim, root in reversed(self.basis.book.roots)}

    def told(self, words: str, claims: Iterable[Claim]) -> Prose:
        """Words of a derived value, with every name that they take from texts set apart.

        Args:
            claims: those that the value was derived from.
        """
        names = self._labels(claims)
        either = "|".join(
            re.escape(one) for one in sorted(names, key=lambda n: (-len(n), n))
        )
        chunks = re.split(rf"(?<!\w)({either})(?!\w)", words) if names else [words]
        pieces: list[Piece] = []
        for at, chunk in enumerate(chunks):
            if at % 2:
                pieces += names[chunk]
            elif chunk:
                ours = set(re.findall(r"\w+", chunk)) <= REASONING
                shown = self.texts.masks.text(chunk)
                pieces.append(Words(shown) if ours else Quote(shown))
        return tuple(pieces)

    def _labels(self, claims: Iterable[Claim]) -> dict[str, Prose]:
        """How to show each name that the derivation may take from some claims."""
        found: dict[str, Prose] = {}
        for claim in claims:
            document = self.documents[claim.document]
            mentions = [claim.speaker] if claim.speaker else []
            if isinstance(claim, IncidentClaim):
                mentions += [one.actor for one in claim.responsibility]
                mentions += [one.by for one in claim.responsibility if one.by]
                mentions += [one.by for one in claim.response if one.by]
            found |= {one.text: self.mention(claim, one) for one in mentions}
            if document.source.strip():
                found.setdefault(document.source, self.publisher(document.id))
            for agency in document.agencies:
                found.setdefault(agency, (self.name(agency),))
        return {name: line for name, line in found.items() if name.strip()}

    def speaker(self, claim: Claim) -> Prose:
        """Who says it, and through whom."""
        source = self.publisher(claim.document)
        if claim.speaker is None:
            return say("own_voice", source=source)
        return say("via", speaker=self.mention(claim, claim.speaker), source=source)

    def source_of(self, claim: Claim) -> Prose:
        """Who says it, in short: the speaker, else the publisher."""
        if claim.speaker is None:
            return self.publisher(claim.document)
        return self.mention(claim, claim.speaker)

    def number(self, claim: Claim, path: str, number: Number, field: Field) -> Prose:
        """A number as it was said, each figure with the field it comes from.

        One that was said without a figure ("dozens") shows its bound, else its words.
        """

        def end(name: str) -> Figure:
            return self.figure(ClaimField(claim.id, f"{path}.{name}"))

        if number.bound is Bound.NONE_REPORTED:
            return say("none_reported")
        if number.bound is Bound.RANGE:
            return say("range", low=end("low"), high=end("high"))
        if number.stated is not None:
            hedge = HEDGES.get(number.bound)
            return say(hedge, n=end("stated")) if hedge else (end("stated"),)
        if number.low is not None:
            return say("at_least", n=end("low"))
        if number.high is not None:
            return say("at_most", n=end("high"))
        if field is Field.COUNT and claim.spans(field):
            return (self.texts.evidence(claim, field, ""),)
        return say("number_not_stated")

    def date(self, date: Date | None) -> Prose:
        """A day, a time with its zone, or a stretch with its open ends."""
        if date is None or not (date.earliest or date.latest):
            return say("not_stated")
        if date.single:
            day = Day(date.single)
            if date.zone:
                return say("day_zone", day=day, zone=Code(date.zone))
            return say("day_zone_assumed", day=day) if date.zone_assumed else (day,)
        return stretch(date.earliest, date.latest)

    def place(self, claim: Claim, place: Place) -> Prose:
        """A place by name; in the words of the text where the gazetteer knows none."""
        if place.name and place.reading is None:
            return (self.name(place.name),)
        said = self.texts.mention(claim, place.text, self._place_span(claim, place))
        if place.name is None:
            return (said,)
        name = self.name(place.name)
        return say("read_as", said=said, name=name)

    def _place_span(self, claim: Claim, place: Place) -> Span | None:
        document = self.documents[claim.document]
        spans = claim.spans(Field.PLACE)
        return next((one for one in spans if document.quote(one) == place.text), None)

    def fused(self, value: FusedValue) -> Prose:
        """A value of an incident: by name if it has one, else in its claims' words."""
        known = self._directory.get(value.value)
        if known is not None:
            return (self.name(known.name),)
        claim = self.basis.claims[value.claims[0]]
        shown = value.label or value.value
        return (self.texts.mention(claim, shown, None),)


def stretch(earliest: str | None, latest: str | None) -> Prose:
    """A stretch of days; a whole month as the month."""
    if earliest and earliest == latest:
        return (Day(earliest[:10]),)
    if earliest and latest:
        if earliest[:7] == latest[:7] and earliest[8:10] == "01" and latest[8:10] >= "28":
            return (Day(earliest[:7]),)
        return say("stretch", first=Day(earliest[:10]), last=Day(latest[:10]))
    if earliest:
        return say("from_day", day=Day(earliest[:10]))
    return say("to_day", day=Day(latest[:10])) if latest else say("not_stated")


@cache
def countries() -> dict[str, str]:
    """Country names by ISO alpha-2 code."""
    return {row["code"]: row["name"] for row in rows("review/countries.tsv")}
