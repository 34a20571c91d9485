"""A ground to count on, written as text.

    doc d1 wire 2024-01-29
    told a d1 on=2024-01-28 in=JO at=site:tower type=uav_attack by=actor:x against=state:US
    incident a killed=3 grade=corroborated

`told` is one claim of an incident; what several documents tell of one incident stands in
several lines. `incident` adds what fusing would say; without it an incident is sure, one
engagement, on the days that its claims name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from shlex import split
from textwrap import dedent
from typing import Self

from tallystick.count import CountPolicy, Ground, count
from tallystick.directory import Directory, directory
from tallystick.model.claims import (
    Anchor,
    IncidentClaim,
    Munitions,
    Responsibility,
    Target,
    Toll,
    Weapon,
)
from tallystick.model.derived import (
    Count,
    FusedNumber,
    FusedValue,
    Grade,
    Graded,
    Incident,
    Proposition,
    Question,
)
from tallystick.model.documents import Document, Published, PublishedBasis
from tallystick.model.ledger import Ledger
from tallystick.model.lists import Assertion, ClaimKind, Measure, ResponsibilityMode
from tallystick.model.values import (
    Date,
    DateBasis,
    Mention,
    MentionKind,
    Number,
    Part,
    Place,
    PlaceCandidate,
    PlacePrecision,
    Reader,
    Span,
)
from tallystick.table import build_table

BRAND = "actor:islamic-resistance-in-iraq"
FACTION = "actor:kataib-hezbollah"
"""A brand of the package's directory and a faction under it, since October 2023."""


def mention(text: str) -> Mention:
    """An id of the directory, or a name that it does not know."""
    known = text if directory().get(text) else None
    return Mention(text, Span(Part.TEXT, 0, 1), MentionKind.ORGANIZATION, known)


def days(text: str) -> Date:
    """ "2024-01-28", "2024-01-28/2024-01-30", "2024-01-28/.." or a month "2024-01"."""
    first, slash, last = text.partition("/")
    if not slash and len(first) == 7:
        return Date(f"{first}-01", f"{first}-31", text, DateBasis.EXPLICIT)
    ends = [None if end == ".." else end for end in (first, last if slash else first)]
    return Date(ends[0], ends[1], text, DateBasis.EXPLICIT)


def document(name: str, source: str, day: str | None = None) -> Document:
    """A report whose text is its name."""
    published = Published(day, PublishedBasis.ROW) if day else None
    return Document(source, name, published, name, name, "en")


def place(countries: str, site: str | None = None, admin1: str | None = None) -> Place:
    """A place in one country, or "JO|SY": in one of two."""
    first, *others = countries.split("|")
    name = site or countries
    return Place(
        text=name,
        id=site or f"country:{countries}",
        country=None if others else first,
        admin1=admin1,
        precision=PlacePrecision.FACILITY if site else PlacePrecision.COUNTRY,
        alternatives=tuple(
            PlaceCandidate(f"{name}:{code}", name, code, 0.5)
            for code in ((first, *others) if others else ())
        ),
    )


@dataclass
class Scene:
    """A ground under construction, whose records have short names."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, list[IncidentClaim]] = field(default_factory=dict)
    extras: dict[str, dict[str, str]] = field(default_factory=dict)
    maybe_same: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Self:
        """The scene that some lines describe."""
        scene = cls()
        for line in dedent(text).strip().splitlines():
            if words := split(line, comments=True):
                plain = [word for word in words[1:] if "=" not in word]
                options = dict(word.split("=", 1) for word in words[1:] if "=" in word)
                getattr(scene, f"add_{words[0]}")(*plain, options)
        return scene

    def add_doc(self, name: str, source: str, day: str, _: Mapping[str, str]) -> None:
        self.documents[name] = document(name, source, None if day == "-" else day)

    def add_told(self, name: str, doc: str, says: Mapping[str, str]) -> None:
        at = sum(map(len, self.claims.values()))
        where = place(says["in"], says.get("at"), says.get("div")) if "in" in says else None
        who = [mention(text) for text in says.get("by", "").split("+") if text]
        aims = [mention(text) for text in says.get("against", "").split("+") if text]
        arms = [Munitions("unknown", number(n)) for n in says.get("fired", "").split() if n]
        hurt = [Toll(number(n)) for n in says.get("casualties", "").split() if n]
        claim = IncidentClaim(
            Anchor(self.documents[doc].id, Span(Part.TEXT, at, at + 1), ClaimKind.INCIDENT),
            (),
            (Reader("scene/1", 1.0),),
            speaker=mention(says["speaker"]) if "speaker" in says else None,
            event_type=says.get("type", "uav_attack"),
            assertion=Assertion(says.get("says", "occurred")),
            responsibility=tuple(
                Responsibility(one, ResponsibilityMode.ATTRIBUTES) for one in who
            ),
            targets=tuple(Target(one) for one in aims),
            weapons=tuple(
                Weapon(mention(code), code) for code in says.get("with", "").split() if code
            ),
            munitions=tuple(arms),
            places=(where,) if where else (),
            date=days(says["on"]) if "on" in says else None,
            casualties_unsplit=tuple(hurt),
        )
        self.claims.setdefault(name, []).append(claim)

    def add_incident(self, name: str, says: Mapping[str, str]) -> None:
        self.extras[name] = dict(says)

    def add_maybe(self, left: str, right: str, _: Mapping[str, str]) -> None:
        self.maybe_same.append((left, right))

    def ground(self, actors: Directory | None = None) -> Ground:
        """What counting works on."""
        claims = [claim for told in self.claims.values() for claim in told]
        documents = tuple(self.documents.values())
        return Ground.of(
            [self.incident(name) for name in self.claims],
            build_table(Ledger(documents), claims),
            actors or directory(),
            documents=documents,
            claims=claims,
            maybe_same=self.maybe_same,
        )

    def incident(self, name: str) -> Incident:
        """The incident of some claims, with what its line adds."""
        claims, says = self.claims[name], self.extras.get(name, {})
        dates = [claim.date for claim in claims if claim.date]
        starts = [date.earliest for date in dates if date.earliest]
        ends = [date.latest for date in dates if date.latest]
        contested = "contested" in says.get("grade", "")
        grade = Grade(says.get("grade", "single_root").removeprefix("contested-"))
        places = [p for c in claims for p in c.places]
        low, _, high = says.get("engagements", "1").partition("..")
        return Incident(
            id=name,
            claims=tuple(claim.id for claim in claims),
            documents=tuple(dict.fromkeys(claim.document for claim in claims)),
            roots=(),
            places=tuple(FusedValue(p.id or "", (), p.text) for p in places),
            admin1=tuple(FusedValue(p.admin1, (), p.admin1) for p in places if p.admin1),
            first_day=min(starts, default=None),
            last_day=max(ends, default=None),
            killed=fused(says.get("killed")),
            injured=fused(says.get("injured")),
            outcome=says.get("outcome", "unknown"),
            low=0 if contested else int(low),
            high=int(high or low),
            grades=((Proposition.OCCURRENCE, Graded(grade, "as told", contested)),),
            parent=says.get("part_of"),
            set_aside=says.get("aside"),
        )


def number(text: str) -> Number:
    """ "12", "12+" for at least, "10..12"."""
    low, dots, high = text.rstrip("+").partition("..")
    if dots:
        return Number.between(int(low), int(high))
    if text.endswith("+"):
        return replace(Number.said(int(low)), high=None)
    return Number.said(int(low))


def fused(text: str | None) -> FusedNumber | None:
    """The same as a fused toll."""
    if text is None:
        return None
    said = number(text)
    return FusedNumber(said.low, said.high, ())


def ask(text: str, ground: Ground, policy: CountPolicy | None = None) -> Count:
    """Count under "in=JO by=actor:x since=2024-01-01 measure=killed"."""
    says = dict(word.split("=", 1) for word in split(text))
    question = Question(
        actor=says.get("by"),
        target=says.get("against"),
        countries=tuple(says["in"].split("+")) if "in" in says else (),
        admin1=says.get("div"),
        place=says.get("at"),
        event_types=tuple(says["type"].split("+")) if "type" in says else (),
        since=says.get("since"),
        until=says.get("until"),
        measure=Measure(says.get("measure", "incidents")),
    )
    return count(question, ground, policy or CountPolicy())


def band(found: Count) -> str:
    """ "1 2 3": low, best, high; "-" for what nobody knows."""
    ends = (found.low, found.best, found.high)
    return " ".join("-" if end is None else str(end) for end in ends)
