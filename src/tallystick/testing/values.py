"""Fields of claims from the words of a scene."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tallystick.model.claims import (
    Multiplicity,
    Responsibility,
    Scope,
    Target,
    Toll,
    Window,
)
from tallystick.model.lists import (
    Assertion,
    Measure,
    MultiplicityKind,
    Outcome,
    ResponsibilityMode,
    Stance,
)
from tallystick.model.values import (
    Bound,
    Date,
    DateBasis,
    Mention,
    MentionKind,
    Number,
    Part,
    Place,
    PlaceCandidate,
    PlacePrecision,
    Span,
)

MODES = {
    "by": ResponsibilityMode.ATTRIBUTES,
    "suspects": ResponsibilityMode.SUSPECTS,
    "claimed": ResponsibilityMode.CLAIMS,
    "denied": ResponsibilityMode.DENIES,
}


def number(text: str) -> Number:
    """``12``, ``12..`` (at least), ``..12`` (at most), ``10..14``."""
    low, dots, high = text.partition("..")
    if not dots:
        return Number.said(int(low))
    if not high:
        return Number.said(int(low), Bound.AT_LEAST)
    return (
        Number.between(int(low), int(high))
        if low
        else Number.said(int(high), Bound.AT_MOST)
    )


def toll(text: str) -> Toll:
    """A number; ``2/of:0`` is a subset of the first entry, ``5/as:0`` the same retold."""
    told, _, place = text.partition("/")
    kind, _, index = place.partition(":")
    return Toll(
        number(told),
        of=int(index) if kind == "of" else None,
        alternative_of=int(index) if kind == "as" else None,
    )


def day(text: str) -> Date:
    """``2024-05-01``, ``2024-05-01..2024-05-03``, open at either end."""
    first, dots, last = text.partition("..")
    last = last if dots else first
    edtf = f"{first or '..'}/{last or '..'}" if dots else first
    return Date(first or None, last or None, edtf, DateBasis.EXPLICIT)


def place(name: str, precision: str, country: str = "", point: str = "") -> Place:
    """A place of the scene; ``XA/XB`` leaves it between two, ``XA.01`` is a division."""
    lat, lon = (float(part) for part in point.split(",")) if point else (None, None)
    one, slash, other = country.partition("/")
    site = f"site:{name}"
    shared = [PlaceCandidate(f"{site}-{code}", name, code, 0.5) for code in (one, other)]
    return Place(
        text=name,
        id=None if slash else site,
        name=name,
        lat=lat,
        lon=lon,
        country=None if slash or not one else one.partition(".")[0],
        admin1=one if "." in one else None,
        precision=PlacePrecision(precision),
        alternatives=tuple(shared) if slash else (),
    )


class Words:
    """The fields of one record: ``key=value`` words, read with the scene's names."""

    def __init__(
        self, words: tuple[str, ...], actors: Mapping[str, str], places: Mapping[str, Place]
    ) -> None:
        self.fields = dict(word.split("=", 1) for word in words)
        self.actors, self.places = actors, places

    def incident(self) -> dict[str, Any]:
        """Fields of an incident claim."""
        told = self._common()
        take = self.fields.get
        told |= {
            "responsibility": tuple(self._responsibility()),
            "targets": tuple(Target(mention) for mention in self._mentions("target")),
            "places": tuple(self.places[name] for name in self._names("at")),
            "killed": self._toll("killed"),
            "injured": self._toll("injured"),
            "assertion": Assertion(take("assertion", "occurred")),
            "outcome": Outcome(take("outcome", "unknown")),
        }
        if "type" in self.fields:
            told["event_type"] = self.fields["type"]
        if "on" in self.fields:
            told["date"] = day(self.fields["on"])
        if "several" in self.fields:
            kind, _, many = self.fields["several"].partition(":")
            much = number(many)
            told["multiplicity"] = Multiplicity(MultiplicityKind(kind), much.low, much.high)
        return told

    def total(self, stated: str) -> dict[str, Any]:
        """Fields of a stated total."""
        take = self.fields.get
        start, end = take("since"), take("until")
        scope = Scope(
            perpetrators=tuple(self._mentions("by")),
            targets=tuple(self._mentions("target")),
            countries=tuple(self._names("in")),
        )
        return self._common() | {
            "number": number(stated),
            "unit": take("unit", "attacks"),
            "measure": Measure(take("measure", "incidents")),
            "window": Window(day(start) if start else None, day(end) if end else None),
            "scope": scope,
        }

    def statement(self, act: str) -> dict[str, Any]:
        """Fields of a statement."""
        issuer = next(iter(self._mentions("issuer")), None)
        told: dict[str, Any] = {"act": act, "issuer": issuer}
        return self._common() | told

    def _common(self) -> dict[str, Any]:
        return {
            "speaker": next(iter(self._mentions("says")), None),
            "stance": Stance(self.fields.get("stance", "reports_as_fact")),
            "background": "background" in self.fields,
        }

    def _names(self, field: str) -> list[str]:
        return [name for name in self.fields.get(field, "").split(",") if name]

    def _mentions(self, field: str) -> Iterator[Mention]:
        for name in self._names(field):
            known = self.actors.get(name, name if ":" in name else None)
            span = Span(Part.TEXT, 0, 1)
            # A name of several words ("Col. Mara Ilves") is a person's.
            kind = MentionKind.PERSON if " " in name else MentionKind.ORGANIZATION
            yield Mention(name, span, kind, known)

    def _responsibility(self) -> Iterator[Responsibility]:
        for field, mode in MODES.items():
            for mention in self._mentions(field):
                yield Responsibility(mention, mode)

    def _toll(self, field: str) -> tuple[Toll, ...]:
        return tuple(toll(said) for said in self._names(field))
