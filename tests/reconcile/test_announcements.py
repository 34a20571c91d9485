"""Who announced it: an umbrella or a member of it."""

import pytest

from tallystick.testing import Scene

CAST = """
actor red-brand brand XA
actor red-front armed XA
actor green-band armed XA
edge red-front operates_under_brand red-brand
actor blue-army force XB
edge blue-army part_of state:XB
doc d1 2024-05-02T08:00 wire
doc d2 2024-05-03T09:00 agency
doc d3 2024-05-20T09:00 radio
"""
SCENES = {
    "a faction's halt told as its umbrella's": ("issuer=red-front", "issuer=red-brand", 1),
    "one halt, one issuer": ("issuer=red-front", "issuer=red-front", 0),
    "two groups may halt on one day": ("issuer=red-front", "issuer=green-band", 0),
    "an army and its state are one": ("issuer=blue-army", "issuer=state:XB", 0),
    "an issuer who is only described": ("issuer=militias", "issuer=red-brand", 0),
}


@pytest.mark.parametrize("name", SCENES)
def test_scene(name: str) -> None:
    one, other, found = SCENES[name]
    told = f"statement a d1 halt_announced {one}\nstatement b d2 halt_conditional {other}"
    assert issuers_of(told) == [("a", "b")] * found


def test_two_days_and_two_acts_are_two_announcements() -> None:
    far = "statement a d1 halt_announced issuer=red-front\n"
    assert issuers_of(far + "statement b d3 halt_announced issuer=red-brand") == []
    assert issuers_of(far + "statement b d2 threat issuer=red-brand") == []


def issuers_of(told: str) -> list[tuple[str, ...]]:
    """Announcements with two issuers, by the short names of their claims."""
    scene = Scene(CAST + told)
    return [
        tuple(sorted(scene.names[subject] for subject in found.subjects))
        for found in scene.book().findings
        if found.code == "contradiction-issuer"
    ]
