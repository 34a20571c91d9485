"""The cast of all scenes: a group, an army, their media, two outlets that serve neither.

Each scene is one thing that must hold, written so that a reader needs no Python.
"""

from textwrap import dedent

from tallystick.testing import derived

CAST = """
actor red-front armed XA
actor blue-army force XB
actor wire media GB
actor agency media FR
actor red-radio media XA
edge red-radio state_payroll red-front
place harbour facility XA 10.00,20.00
place depot facility XA 10.05,20.05
place airfield facility XA 13.00,24.00
place fort facility XB 10.30,20.30
place border near XA/XB
place xa country XA
"""


def holds(scene: str, expected: str) -> None:
    """The book of a scene reads as expected."""
    assert derived(CAST + dedent(scene)) == dedent(expected).strip()
