"""Translations of one text are one root; two reports of one event are two."""

import pytest

from derive.cast import CAST
from tallystick.testing import Scene

FIRST = "on=2024-05-01 at=harbour by=red-front target=blue-army killed=12 injured=31"
SECOND = "on=2024-05-01 at=fort by=red-front target=blue-army killed=3 injured=7"
TOTAL = "45 by=red-front target=blue-army since=2024-03-01 in=XA"
WHOLE = (f"incident {{0}}1 {{1}} {FIRST}", f"incident {{0}}2 {{1}} {SECOND}")
WIRE = "doc d1 2024-05-02T08:00 wire"


def told(name: str, doc: str, lines: tuple[str, ...] = WHOLE, total: str = TOTAL) -> str:
    """The claims of one document: two incidents and a total, in that order."""
    return "\n".join(
        [line.format(name, doc) for line in lines] + [f"total {name}3 {doc} {total}"]
    )


def roots(text: str) -> int:
    """How many roots tell of the first incident."""
    book = Scene(CAST + text).book()
    return max(len(incident.roots) for incident in book.incidents)


def translation(of: str, second: str) -> str:
    return f"{WIRE}\n{told('a', 'd1')}\n{of}\n{second}"


CASES = {
    "the same facts in the same order": (
        "doc d2 2024-05-03 agency in=ar",
        told("b", "d2"),
        1,
    ),
    "in the same language they are two": ("doc d2 2024-05-03 agency", told("b", "d2"), 2),
    "of no known language": ("doc d2 2024-05-03 agency in=und", told("b", "d2"), 2),
    "days later": ("doc d2 2024-05-09 agency in=ar", told("b", "d2"), 2),
    "in another order": (
        "doc d2 2024-05-03 agency in=ar",
        told("b", "d2", WHOLE[::-1]),
        2,
    ),
    "with its own numbers": (
        "doc d2 2024-05-03 agency in=ar",
        told(
            "b", "d2", (WHOLE[0].replace("injured=31", "injured=28"), WHOLE[1]), "52 in=XA"
        ),
        2,
    ),
    "with one fact lost": (
        "doc d2 2024-05-03 agency in=ar",
        told("b", "d2", (WHOLE[0], WHOLE[1].replace(" injured=7", ""))),
        1,
    ),
    "a short report of the same attack": (
        "doc d2 2024-05-03 agency in=ar",
        f"incident b1 d2 {FIRST}",
        2,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_translations(name: str) -> None:
    doc, second, expected = CASES[name]
    assert roots(translation(doc, second)) == expected


def test_a_translation_is_reported() -> None:
    scene = Scene(CAST + translation("doc d2 2024-05-03 agency in=ar", told("b", "d2")))
    found = [one for one in scene.book().findings if one.code == "translated-copy"]
    assert [[scene.names[doc] for doc in one.subjects] for one in found] == [["d2", "d1"]]


def test_a_copy_of_a_translation_adds_no_root() -> None:
    text = translation("doc d2 2024-05-03 agency in=ar", told("b", "d2"))
    for option in ("copies=d2", "resembles=d2"):
        scene = Scene(CAST + text)
        scene.doc("d3", "2024-05-04", "Daily", option, "in=ar")
        if option.startswith("resembles"):
            scene._enter("incident", "c1", "d3", *FIRST.split())
        assert max(len(incident.roots) for incident in scene.book().incidents) == 1
