"""Stated totals to hold against each other and against a ground, written as text.

    doc d1 paper 2024-01-31
    total t d1 165 unit=attacks in=IQ+SY since=2023-10-17 as_of=2024-01 parts='IQ=66'

A number is "165", "165+" (at least), ">165", "~165" (about), "<165" (nearly),
"20..30" or "many". Lines of `count.scenes` make the incidents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from count import scenes

from tallystick.count import CountPolicy
from tallystick.directory import directory
from tallystick.model.claims import (
    Anchor,
    Definition,
    Exclusion,
    Scope,
    TallyClaim,
    TallyPart,
    Window,
)
from tallystick.model.derived import Finding, Reconciliation
from tallystick.model.documents import Document
from tallystick.model.lists import (
    Accumulation,
    ClaimKind,
    DefinitionBasis,
    Dimension,
    Intercepted,
    Measure,
    Stance,
    Unit,
)
from tallystick.model.values import (
    Bound,
    Date,
    DateBasis,
    Evidence,
    Field,
    Number,
    Part,
    Reader,
    Span,
)
from tallystick.reconcile import contradictions, reconcile

HEDGES = {
    "~": Bound.ABOUT,
    ">": Bound.MORE_THAN,
    "<": Bound.NEARLY,
}


def number(text: str) -> Number:
    """A stated number."""
    low, dots, high = text.partition("..")
    if text == "many":
        return Number.vague()
    if dots:
        return Number.between(int(low), int(high))
    if text[0] in HEDGES:
        return Number.said(int(text[1:]), HEDGES[text[0]])
    if text.endswith("+"):
        return Number.said(int(text[:-1]), Bound.AT_LEAST)
    return Number.said(int(text))


def end(text: str | None) -> Date | None:
    """A day, a month or a minute."""
    if text is None:
        return None
    if "T" in text:
        return Date(text, text, text, DateBasis.EXPLICIT, zone_assumed=True)
    return scenes.days(text)


@dataclass
class Scene(scenes.Scene):
    """A ground with stated totals beside it."""

    totals: dict[str, TallyClaim] = field(default_factory=dict)

    def add_total(self, name: str, doc: str, told: str, says: Mapping[str, str]) -> None:
        at = int(says.get("offset", 1000 * (1 + len(self.totals))))
        part = Part.TITLE if says.get("headline") else Part.TEXT
        span = Span(part, at, at + 3)
        measure = Measure(says.get("measure", "incidents"))
        who = [scenes.mention(text) for text in says.get("by", "").split("+") if text]
        aims = [scenes.mention(text) for text in says.get("against", "").split("+") if text]
        shares = [share.split("=") for share in says.get("parts", "").split()]
        far = int(says.get("parts_at", at + 20))
        told_at = [Span(part, far + 5 * n, far + 5 * n + 2) for n in range(len(shares))]
        published = self.documents[doc].published
        self.totals[name] = TallyClaim(
            Anchor(self.documents[doc].id, span, ClaimKind.TALLY, measure),
            (Evidence(Field.COUNT, span), *(Evidence(Field.PART, one) for one in told_at)),
            (Reader("scene/1", 1.0),),
            speaker=scenes.mention(says["speaker"]) if "speaker" in says else None,
            number=number(told),
            unit=says.get("unit", "attacks" if measure is Measure.INCIDENTS else "people"),
            measure=measure,
            accumulation=Accumulation(says.get("kind", "cumulative")),
            window=Window(
                end(says.get("since")),
                end(says.get("as_of")),
                inclusive="before" not in says,
            ),
            data_cutoff=end(says.get("cutoff")),
            stated_at=published.day if published else None,
            definition=definition(says.get("counts")),
            scope=Scope(
                perpetrators=tuple(who),
                targets=tuple(aims),
                countries=tuple(says["in"].split("+")) if "in" in says else (),
                places=tuple(
                    scenes.place("IQ", site)
                    for site in says.get("at", "").split("+")
                    if site
                ),
                event_types=tuple(says["type"].split("+")) if "type" in says else (),
                predicate=says.get("only"),
            ),
            excludes=tuple(
                Exclusion(Dimension(text), text)
                for text in says.get("without", "").split("+")
                if text
            ),
            parts=tuple(TallyPart(key, number(share)) for key, share in shares),
            partition={"yes": True, "no": False}.get(says.get("all", "yes"))
            if shares
            else None,
            ordinal=bool(says.get("nth")),
            revises=self.totals[says["revises"]].id if "revises" in says else None,
            stance=Stance(says.get("stance", "reports_as_fact")),
            headline=bool(says.get("headline")),
        )

    def findings(self, *wanted: str) -> list[str]:
        """Findings as "code: names", the info about what is not comparable left out."""
        found = contradictions(self.totals.values(), self.by_id, directory(), CountPolicy())
        return sorted(self.told(f) for f in found if not wanted or f.code in wanted)

    def told(self, found: Finding) -> str:
        """A finding with the short names of its subjects."""
        name = {claim.id: name for name, claim in self.totals.items()}
        return f"{found.code}: {' '.join(sorted(name[s] for s in found.subjects))}"

    @property
    def by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents.values()}

    def held(self, name: str, policy: CountPolicy) -> Reconciliation:
        """One total, reconciled beside all others."""
        return self.all_held(policy)[name]

    def all_held(self, policy: CountPolicy) -> dict[str, Reconciliation]:
        """Every total, reconciled, by its short name."""
        found = reconcile(self.totals.values(), self.ground(), policy)
        name = {claim.id: name for name, claim in self.totals.items()}
        return {name[one.claim]: one for one in found}


def definition(text: str | None) -> Definition | None:
    """ "salvo", or "salvo?" for one that is only inferred, "incident-in" with outcome."""
    if text is None:
        return None
    basis = DefinitionBasis.INFERRED if text.endswith("?") else DefinitionBasis.STATED_HERE
    unit, _, stopped = text.rstrip("?").partition("-")
    return Definition(Unit(unit), Intercepted(stopped or "unknown"), basis)
