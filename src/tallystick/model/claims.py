"""What a text asserts: incidents, stated totals, statements.

A claim has two names. `id` says where we looked and survives a better extractor;
`reading` says what we read there and changes with it. A judgement quotes both, so one
passed on another reading is asked again and never applied in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, ClassVar, TypeAlias

from tallystick.ids import digest, fingerprint
from tallystick.model.lists import (
    Accumulation,
    Assertion,
    Cause,
    ClaimKind,
    DefinitionBasis,
    Dimension,
    Effect,
    Intercepted,
    Measure,
    MultiplicityKind,
    Outcome,
    ResponseAct,
    ResponsibilityMode,
    Side,
    Stance,
    Unit,
    WindowAnchor,
)
from tallystick.model.values import (
    Date,
    Evidence,
    Field,
    Mention,
    Number,
    Part,
    Place,
    PlaceRole,
    Reader,
    Span,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a claim stands: what its id is made of."""

    document: str
    span: Span
    """The trigger of an incident or statement, the head token of a total's number."""
    kind: ClaimKind
    measure: str = ""
    """The measure of a total; "" otherwise."""
    nth: int = 0
    """Which one at that trigger, in the order of the distinguishing place or target."""


@dataclass(frozen=True, slots=True)
class Target:
    """What was attacked, as described; not a verdict on what it is."""

    mention: Mention
    target_type: str | None = None
    """A code of the scheme ``target_types``."""


@dataclass(frozen=True, slots=True)
class Weapon:
    """What it was attacked with."""

    mention: Mention
    weapon: str = "unknown"
    """A code of the scheme ``weapons``."""


@dataclass(frozen=True, slots=True)
class Munitions:
    """How many of a weapon, and what became of them."""

    weapon: str
    number: Number
    outcome: Outcome = Outcome.UNKNOWN


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who is said to have done it, and by whom it is said."""

    actor: Mention
    mode: ResponsibilityMode
    by: Mention | None = None
    """Who says so; None is the publisher's own voice."""


@dataclass(frozen=True, slots=True)
class Response:
    """What somebody says back about this event."""

    by: Mention | None
    act: ResponseAct
    field: Field | None = None
    """Which field is disputed or denied."""


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed, injured or missing. Entries of one claim are disjoint and add up."""

    number: Number
    who: str = ""
    """As written; "" when the text does not say who."""
    side: Side = Side.UNKNOWN
    cause: Cause = Cause.DIRECT
    status_by: Mention | None = None
    """Who says what they were ("civilians", "members")."""
    as_of: Date | None = None
    of: int | None = None
    """Index of the entry that this one is a subset of: not added."""
    alternative_of: int | None = None
    """Index of the entry that tells the same people otherwise: not added."""


@dataclass(frozen=True, slots=True)
class Multiplicity:
    """How many engagements one claim tells of."""

    kind: MultiplicityKind
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The period of a total. None as an end is "not stated"."""

    start: Date | None = None
    end: Date | None = None
    anchor: WindowAnchor = WindowAnchor.FIXED
    inclusive: bool = True
    """Whether the end day itself is counted."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a total says, or is taken, to count."""

    counts: Unit
    intercepted: Intercepted = Intercepted.UNKNOWN
    basis: DefinitionBasis = DefinitionBasis.INFERRED


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose, against whom, where and with what. Empty means "not stated"."""

    perpetrators: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    countries: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    predicate: str | None = None
    """The speaker's own words where no test can be made of them."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something that a total says it leaves out."""

    dimension: Dimension
    text: str


@dataclass(frozen=True, slots=True)
class TallyPart:
    """One share of a total."""

    key: str
    """ISO country code where the key is a country, else the words as written."""
    number: Number


@dataclass(frozen=True)
class _Claim:
    """What every claim has."""

    anchor: Anchor
    evidence: tuple[Evidence, ...]
    readers: tuple[Reader, ...]
    speaker: Mention | None = None
    """Who says it; None is the publisher's own voice, never lent to a group."""
    chain: tuple[Mention, ...] = ()
    """Speaker and relayers, nearest to the event first; empty in the own voice."""
    stance: Stance = Stance.REPORTS_AS_FACT
    background: bool = False
    """Told as background, not as this document's news."""

    CORE: ClassVar[tuple[str, ...]] = ()
    """The fields that `reading` is made of."""

    @cached_property
    def id(self) -> str:
        """Where we looked: hash of the anchor."""
        a = self.anchor
        return digest(
            "claim", a.document, a.span.part, a.span.start, a.kind, a.measure, a.nth
        )

    @cached_property
    def reading(self) -> str:
        """What we read there: hash of the core fields."""
        texts = (core_text(getattr(self, name)) for name in self.CORE)
        return digest("reading", *(fingerprint(text) for text in texts))

    @property
    def document(self) -> str:
        """The id of the document it stands in."""
        return self.anchor.document

    @property
    def kind(self) -> ClaimKind:
        """Which of the three kinds it is."""
        return self.anchor.kind

    def spans(self, *wanted: Field) -> tuple[Span, ...]:
        """The spans of evidence for some fields, in order."""
        return tuple(e.span for e in self.evidence if e.field in wanted)


def core_text(value: Any) -> str:
    """A value as text without its spans: moving a mention does not change a reading.

    Tuples keep their order; empty tuples and None are both "not said".
    """
    if value is None or value == ():
        return "-"
    if isinstance(value, Mention):
        return f"{value.text}|{value.actor or '-'}"
    if isinstance(value, tuple):
        return "[" + ",".join(core_text(one) for one in value) + "]"
    if hasattr(value, "__dataclass_fields__"):
        return (
            "{" + ",".join(core_text(getattr(value, f.name)) for f in fields(value)) + "}"
        )
    return str(value)


@dataclass(frozen=True)
class IncidentClaim(_Claim):
    """A text tells of one event (or one wave of them)."""

    event_type: str = "operation_unspecified"
    """A code of the scheme ``event_types``."""
    assertion: Assertion = Assertion.OCCURRED
    responsibility: tuple[Responsibility, ...] = ()
    targets: tuple[Target, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    munitions: tuple[Munitions, ...] = ()
    places: tuple[Place, ...] = ()
    date: Date | None = None
    killed: tuple[Toll, ...] = ()
    """Empty means "not said"; "no casualties" is an entry of 0."""
    injured: tuple[Toll, ...] = ()
    missing: tuple[Toll, ...] = ()
    casualties_unsplit: tuple[Toll, ...] = ()
    outcome: Outcome = Outcome.UNKNOWN
    effect: Effect = Effect.UNKNOWN
    multiplicity: Multiplicity | None = None
    response: tuple[Response, ...] = ()

    CORE: ClassVar[tuple[str, ...]] = (
        "event_type",
        "assertion",
        "responsibility",
        "places",
        "date",
        "killed",
        "injured",
        "missing",
        "casualties_unsplit",
        "outcome",
    )

    @property
    def place(self) -> Place | None:
        """The event's own place: the first that is no launch site."""
        return next((p for p in self.places if p.role is not PlaceRole.LAUNCH), None)

    @property
    def perpetrators(self) -> tuple[Mention, ...]:
        """Who is said to have done it, claimed or attributed, each once."""
        told = (ResponsibilityMode.DENIES, ResponsibilityMode.WITHDRAWS)
        return tuple(
            dict.fromkeys(r.actor for r in self.responsibility if r.mode not in told)
        )

    @property
    def claimed_by(self) -> tuple[Mention, ...]:
        """Who says that it was their own act."""
        claims = ResponsibilityMode.CLAIMS
        return tuple(r.actor for r in self.responsibility if r.mode is claims)


VAGUE = Number.vague()


@dataclass(frozen=True)
class TallyClaim(_Claim):
    """A text states a total."""

    number: Number = VAGUE
    unit: str = ""
    """As said: "operations"."""
    measure: Measure = Measure.OTHER
    accumulation: Accumulation = Accumulation.CUMULATIVE
    window: Window = Window()
    stated_at: str | None = None
    """The day it was said or published, ISO."""
    data_cutoff: Date | None = None
    definition: Definition | None = None
    scope: Scope = Scope()
    excludes: tuple[Exclusion, ...] = ()
    parts: tuple[TallyPart, ...] = ()
    partition: bool | None = None
    """True: the parts are said to be all; False: a residual is left; None: no parts."""
    ordinal: bool = False
    """"The 150th attack"."""
    revises: str | None = None
    """Id of the claim in this document that it corrects."""
    headline: bool = False
    """Stated in the title only."""

    CORE: ClassVar[tuple[str, ...]] = (
        "number",
        "measure",
        "speaker",
        "window",
        "scope",
        "excludes",
        "parts",
        "ordinal",
    )

    @property
    def since(self) -> str | None:
        """The single day (or month) a window starts on, ISO; None if not one."""
        return edge(self.window.start)

    @property
    def as_of(self) -> str | None:
        """The single day (or minute) a window ends on, ISO; None if not one."""
        return edge(self.window.end)


def edge(end: Date | None) -> str | None:
    """One day or minute; a month or a part of it prints as ``2023-10``, a year as ``2023``."""
    if end is None:
        return None
    if end.single:
        return end.single
    first, last = end.first_day, end.last_day
    days = (last - first).days if first and last and first.day == 1 else 0
    part = "~" in end.edtf and first and last and last.replace(day=1) <= first
    if first and (part or days in range(27, 31)):
        return first.isoformat()[:7]
    if first and first.month == 1 and days in (364, 365) and last and last.day == 31:
        return first.isoformat()[:4]
    return None


@dataclass(frozen=True)
class Statement(_Claim):
    """Somebody says or does something that is no attack: a halt, a threat, a denial."""

    act: str = "condemnation"
    """A code of the scheme ``acts``."""
    issuer: Mention | None = None
    on_behalf_of: Mention | None = None
    bound_actors: tuple[Mention, ...] = ()
    conditions: str | None = None
    """The condition as written."""
    effective_from: Date | None = None
    expires: Date | None = None
    supersedes: str | None = None
    """Id of an earlier statement that this one replaces."""
    date: Date | None = None

    CORE: ClassVar[tuple[str, ...]] = ("act", "issuer", "on_behalf_of", "date")


Claim: TypeAlias = IncidentClaim | TallyClaim | Statement


def make_evidence(field: Field, part: Part, start: int, end: int) -> Evidence:
    """Evidence for a field at half-open code-point offsets of a part."""
    return Evidence(field, Span(part, start, end))
