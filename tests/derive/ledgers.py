"""Random small ledgers: few sites, days and tolls, so that claims meet and quarrel."""

from hypothesis import strategies as st

from tallystick.testing import Scene

CAST = """
actor red-front armed XA
actor blue-army force XB
actor wire media GB
actor agency media FR
place harbour facility IQ 10.00,20.00
place fort facility SY 10.30,20.30
place airfield facility IQ 13.00,24.00
place land country IQ
place border near IQ/SY
"""
SITES = ["", "at=harbour", "at=fort", "at=airfield", "at=land", "at=border"]
DAYS = ["", "on=2024-05-01", "on=2024-05-02", "on=2024-05-01..2024-05-03", "on=2024-05-20"]
TOLLS = ["", "killed=0", "killed=3", "killed=3..", "killed=17"]
ACTORS = ["", "by=red-front", "claimed=red-front", "by=blue-army", "suspects=red-front"]
VOICES = ["", "says=red-front", "says=blue-army", "says=somebody", "stance=denies_event"]
MANY = ["", "", "", "several=sites:3"]
VERDICTS = ["same", "different", "reject", "set_aside", "accept"]
WHENCE = [
    "",
    "",
    "",
    "in=ar",
    "resembles=d0",
    "title=CORRECTION:",
    "title=KILL: resembles=d0",
]
"""What a later document is to the first."""
SOURCES = ["wire", "agency", "Daily", "-"]


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """A scene of one to four documents with up to three claims each, perhaps a copy."""
    lines = [CAST]
    for number in range(draw(st.integers(1, 4))):
        day, source = draw(st.sampled_from("24579")), draw(st.sampled_from(SOURCES))
        of_first = draw(st.sampled_from(WHENCE)) if number else ""
        lines.append(f"doc d{number} 2024-05-0{day} {source} {of_first}")
        for claim in range(draw(st.integers(1, 3))):
            fields = [SITES, DAYS, TOLLS, ACTORS, VOICES, MANY]
            words = " ".join(draw(st.sampled_from(choice)) for choice in fields)
            lines.append(f"incident c{number}{claim} d{number} {words} target=state:US")
    day = draw(st.sampled_from(["", "2024-05-06", "-"]))
    if day:
        lines.append(f"doc copy {day} Mirror copies=d0")
    return Scene("\n".join(lines))


@st.composite
def judged(draw: st.DrawFn) -> Scene:
    """A scene with some judgements on pairs and single claims."""
    scene = draw(scenes())
    names = sorted(scene.claims)
    for verdict in draw(st.lists(st.sampled_from(VERDICTS), max_size=4)):
        count = 2 if verdict in ("same", "different") else 1
        if len(names) >= count:
            picked = st.lists(
                st.sampled_from(names), min_size=count, max_size=count, unique=True
            )
            scene.judge(verdict, *draw(picked))
    return scene
