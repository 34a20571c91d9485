"""A small invented campaign with traps: copies, private names, a plan, a launch site."""

from __future__ import annotations

from review_scenes import READER, Scene, on

from tallystick.model.claims import (
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
    Finding,
    FusedNumber,
    FusedValue,
    Grade,
    Reconciliation,
    VerdictKind,
)
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
    Number,
    Place,
    PlacePrecision,
    PlaceRole,
)

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
