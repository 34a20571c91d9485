"""A hand-made ledger and its book: a small invented campaign, with traps in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tallystick.model.claims import (
    Anchor,
    Claim,
    Definition,
    IncidentClaim,
    Responsibility,
    Scope,
    Statement,
    TallyClaim,
    TallyPart,
    Target,
    Toll,
    Window,
)
from tallystick.model.derived import (
    Book,
    Finding,
    FusedNumber,
    FusedValue,
    Grade,
    Graded,
    Incident,
    Proposition,
    Reconciliation,
    VerdictKind,
)
from tallystick.model.documents import Copy, CopyKind, Document, Published, PublishedBasis
from tallystick.model.ledger import Ledger, Reading
from tallystick.model.lists import (
    Assertion,
    ClaimKind,
    Measure,
    ResponsibilityMode,
    Side,
    Stance,
    Unit,
)
from tallystick.model.values import (
    Bound,
    Date,
    DateBasis,
    Evidence,
    Field,
    Mention,
    MentionKind,
    Number,
    Part,
    Place,
    PlacePrecision,
    PlaceRole,
    Reader,
    Span,
)

READER = (Reader("rules/1", 0.9),)
NORTH, SOUTH = "Northern Guard", "Southern League"
TARN = Place(
    "Tarn Ford",
    PlaceRole.IMPACT,
    "site:tarn-ford",
    "Tarn Ford",
    64.123456,
    -19.987654,
    "IS",
    precision=PlacePrecision.FACILITY,
    radius_km=2.0,
)
LUND = Place(
    "Lund",
    PlaceRole.IMPACT,
    "geonames:1",
    "Lund",
    64.5,
    -18.5,
    "IS",
    precision=PlacePrecision.TOWN,
    radius_km=5.0,
)
QUARRY = Place(
    "Quarry Nine",
    PlaceRole.LAUNCH,
    "site:quarry-nine",
    "Quarry Nine",
    65.0,
    -20.0,
    "IS",
    precision=PlacePrecision.FACILITY,
)


def on(day: str) -> Date:
    """One day, as a text states it."""
    return Date(day, day, day, DateBasis.EXPLICIT)


@dataclass
class Scene:
    """A ledger and a book under construction."""

    documents: dict[str, Document] = field(default_factory=dict)
    copies: list[Copy] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    private: dict[str, list[Span]] = field(default_factory=dict)
    incidents: list[Incident] = field(default_factory=list)
    reconciliations: list[Reconciliation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def document(
        self, key: str, source: str, day: str, title: str, text: str, language: str = "en"
    ) -> None:
        """One text of one source."""
        published = Published(day, PublishedBasis.ROW)
        self.documents[key] = Document(
            source, f"address-{key}", published, title, text, language
        )

    def copy(self, key: str, original: str) -> None:
        """One document repeats another exactly."""
        ids = self.documents[key].id, self.documents[original].id
        self.copies.append(Copy(*ids, CopyKind.EXACT, 1.0))

    def span(self, key: str, words: str) -> Span:
        """Where some words first stand in a text."""
        start = self.documents[key].text.index(words)
        return Span(Part.TEXT, start, start + len(words))

    def mention(self, key: str, words: str, actor: str | None = None) -> Mention:
        """A name as a text writes it."""
        return Mention(words, self.span(key, words), MentionKind.ORGANIZATION, actor)

    def hide(self, key: str, name: str) -> None:
        """The name of a private person."""
        self.private.setdefault(key, []).append(self.span(key, name))

    def anchor(self, key: str, words: str, kind: ClaimKind, measure: str = "") -> Anchor:
        """A claim at some words."""
        return Anchor(self.documents[key].id, self.span(key, words), kind, measure)

    def evidence(self, key: str, **said: str) -> tuple[Evidence, ...]:
        """Evidence for fields, by the words that say them."""
        return tuple(Evidence(Field(n), self.span(key, w)) for n, w in said.items())

    def ledger(self) -> Ledger:
        """The ledger as it stands."""
        readings = tuple(
            Reading(
                document.id,
                "rules/1",
                tuple(c for c in self.claims.values() if c.document == document.id),
                private=tuple(self.private.get(key, ())),
            )
            for key, document in self.documents.items()
        )
        return Ledger(tuple(self.documents.values()), (), tuple(self.copies), readings)

    def book(self) -> Book:
        """The book as it stands: every claim goes back to its speaker or source."""
        roots = sorted((c.id, self.root(c)) for c in self.claims.values())
        return Book(
            tuple(self.incidents),
            (),
            tuple(self.reconciliations),
            tuple(self.findings),
            tuple(roots),
        )

    def root(self, claim: Claim) -> str:
        """The origin of a claim, in short."""
        if claim.speaker is not None:
            return f"said:{claim.speaker.text.lower()}"
        source = next(d.source for d in self.documents.values() if d.id == claim.document)
        return f"said:{source.lower()}"

    def incident(
        self,
        name: str,
        claims: list[str],
        day: str | None,
        grade: Grade,
        *,
        places: tuple[FusedValue, ...] = (),
        killed: FusedNumber | None = None,
        contested: bool = False,
        by: str | None = None,
        high: int = 1,
    ) -> None:
        """An incident of some claims."""
        told = [self.claims[one] for one in claims]
        ids = tuple(one.id for one in told)
        graded = Graded(grade, "contested" if contested else "self_claims_only", contested)
        first = told[0]
        assert isinstance(first, IncidentClaim)
        self.incidents.append(
            Incident(
                id=f"incident-{name}",
                claims=ids,
                documents=tuple(dict.fromkeys(one.document for one in told)),
                roots=tuple(sorted({self.root(one) for one in told})),
                event_types=(FusedValue(first.event_type, ids),),
                places=places,
                countries=(FusedValue("IS", ids),) if places else (),
                first_day=day,
                last_day=day,
                perpetrators=(FusedValue(by, ids, by),) if by else (),
                killed=killed,
                outcome="impact",
                high=high,
                grades=((Proposition.OCCURRENCE, graded),),
            )
        )


def campaign(north: str = NORTH, south: str = SOUTH) -> Scene:
    """Two sides with mirrored words, a wire, a copy; one event told at two places."""
    scene = Scene()
    _texts(scene, north, south)
    _totals(scene, north, south)
    _events(scene, north)
    _statement(scene, north)
    return scene


def _texts(scene: Scene, north: str, south: str) -> None:
    scene.document(
        "own",
        f"Voice of the {north}",
        "2031-03-05",
        "Two hundred operations against the illegal bases",
        f"The {north} has carried out 200 operations against the illegal bases of the "
        f"{south} terrorist army since 1 February 2031.\n\n"
        f"On 3 March its drones struck Tarn Ford and killed 3 soldiers. "
        f"They were sent from Quarry Nine.\n\n"
        f"On 4 March it shelled Lund again, the {north} says.",
    )
    scene.document(
        "ministry",
        "Plain Dealer",
        "2031-03-06",
        "Ministry counts 165 attacks",
        f"There were 165 attacks, 98 in the east and 66 in the west, the defence ministry "
        f"of the {south} said. On 3 March drones hit Lund and killed 3 soldiers, it said. "
        f"Ada Quill, a baker who saw it, spoke of two explosions.",
    )
    scene.document(
        "copy",
        "Evening Post",
        "2031-03-07",
        "Ministry counts 165 attacks",
        f"There were 165 attacks, 98 in the east and 66 in the west, the defence ministry "
        f"of the {south} said. On 3 March drones hit Lund and killed 3 soldiers, it said. "
        f"Ada Quill, a baker who saw it, spoke of two explosions.",
    )
    scene.document(
        "wire",
        "Harbour Wire",
        "2031-03-08",
        f"{north} suspends attacks",
        f"The {north} announced a halt of its attacks on 7 March. Ada Quill doubted it.",
    )
    scene.copy("copy", "ministry")
    for key in ("ministry", "copy", "wire"):
        scene.hide(key, "Ada Quill")


def _totals(scene: Scene, north: str, south: str) -> None:
    scene.claims["t200"] = TallyClaim(
        scene.anchor("own", "200", ClaimKind.TALLY, "incidents"),
        scene.evidence("own", count="200", unit="operations"),
        READER,
        number=Number.said(200),
        unit="operations",
        measure=Measure.INCIDENTS,
        window=Window(on("2031-02-01"), on("2031-03-05")),
        scope=Scope(
            (scene.mention("own", north),),
            (scene.mention("own", f"{south} terrorist army"),),
            (),
            ("IS",),
        ),
    )
    for key, name in (("ministry", "t165"), ("copy", "t165copy")):
        scene.claims[name] = TallyClaim(
            scene.anchor(key, "165", ClaimKind.TALLY, "incidents"),
            scene.evidence(key, count="165", unit="attacks"),
            READER,
            speaker=scene.mention(key, f"defence ministry of the {south}"),
            stance=Stance.ATTRIBUTES,
            number=Number.said(165, Bound.AT_LEAST),
            unit="attacks",
            measure=Measure.INCIDENTS,
            window=Window(None, on("2031-03-06")),
            definition=Definition(Unit.INCIDENT),
            parts=(
                TallyPart("east", Number.said(98)),
                TallyPart("west", Number.said(66)),
            ),
            partition=True,
        )
    total = scene.claims["t165"]
    scene.findings.append(
        Finding("contradiction-parts-do-not-add-up", (total.id,), "98 + 66 is not 165")
    )
    scene.reconciliations.append(
        Reconciliation(
            scene.claims["t200"].id,
            "per_incident/1",
            None,
            VerdictKind.NOT_TESTED,
            False,
            None,
            None,
            ("few_documents",),
        )
    )


def _events(scene: Scene, north: str) -> None:
    tolls = (Toll(Number.said(3), "soldiers", Side.VICTIM),)
    scene.claims["tarn"] = IncidentClaim(
        scene.anchor("own", "struck", ClaimKind.INCIDENT),
        scene.evidence("own", trigger="struck", place="Tarn Ford", killed="3 soldiers"),
        READER,
        stance=Stance.SELF_CLAIM,
        event_type="uav_attack",
        responsibility=(
            Responsibility(scene.mention("own", north), ResponsibilityMode.CLAIMS),
        ),
        targets=(Target(scene.mention("own", "soldiers")),),
        places=(TARN, QUARRY),
        date=on("2031-03-03"),
        killed=tolls,
    )
    for key, name in (("ministry", "lund"), ("copy", "lundcopy")):
        scene.claims[name] = IncidentClaim(
            scene.anchor(key, "hit", ClaimKind.INCIDENT),
            scene.evidence(key, trigger="hit", place="Lund", killed="3 soldiers"),
            READER,
            speaker=scene.mention(key, "defence ministry"),
            stance=Stance.ACKNOWLEDGES_HIT,
            event_type="uav_attack",
            places=(LUND,),
            date=on("2031-03-03"),
            killed=tolls,
        )
    scene.claims["shelled"] = IncidentClaim(
        scene.anchor("own", "shelled", ClaimKind.INCIDENT),
        scene.evidence("own", trigger="shelled", place="Lund"),
        READER,
        stance=Stance.SELF_CLAIM,
        event_type="artillery_mortar",
        responsibility=(
            Responsibility(scene.mention("own", north), ResponsibilityMode.CLAIMS),
        ),
        places=(LUND,),
        date=on("2031-03-04"),
    )
    both = tuple(scene.claims[one].id for one in ("lund", "lundcopy"))
    first = (scene.claims["tarn"].id,)
    scene.incident(
        "one",
        ["tarn", "lund", "lundcopy"],
        "2031-03-03",
        Grade.AGREED,
        places=(
            FusedValue("site:tarn-ford", first, "Tarn Ford"),
            FusedValue("geonames:1", both, "Lund"),
            FusedValue("site:quarry-nine", first, "Quarry Nine"),
        ),
        killed=FusedNumber(3, 3, first + both),
        contested=True,
        by=north,
        high=2,
    )
    scene.incident(
        "two",
        ["shelled"],
        "2031-03-04",
        Grade.SELF_CLAIM,
        places=(FusedValue("geonames:1", (scene.claims["shelled"].id,), "Lund"),),
        by=north,
    )
    planned = IncidentClaim(
        scene.anchor("own", "again", ClaimKind.INCIDENT),
        scene.evidence("own", trigger="again"),
        READER,
        assertion=Assertion.PLANNED,
        places=(TARN,),
    )
    scene.claims["planned"] = planned
    scene.incident("plan", ["planned"], None, Grade.UNASSESSED)


def _statement(scene: Scene, north: str) -> None:
    scene.claims["halt"] = Statement(
        scene.anchor("wire", "announced a halt", ClaimKind.STATEMENT),
        scene.evidence("wire", act="announced a halt", issuer=north),
        READER,
        act="halt_announced",
        issuer=scene.mention("wire", north),
        date=on("2031-03-07"),
    )
