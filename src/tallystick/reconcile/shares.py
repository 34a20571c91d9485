"""What components add to a count: of one, of several, or of all of them.

The law: the shares of components that have nothing in common, put together, are the share
of all of them; so a total that one component reaches is not counted anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tallystick.count import CountPolicy, CountScope, Ground
from tallystick.count.counting import beside, perhaps, surely
from tallystick.count.ground import Facts
from tallystick.count.members import select
from tallystick.count.sums import Sums

NOTHING = Sums()


@dataclass(frozen=True, slots=True)
class Share:
    """What some components add to the count of a total; each list by incident id."""

    incidents: tuple[str, ...] = ()
    """See `Count`."""
    possible: tuple[str, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()
    sums: Sums = NOTHING

    @classmethod
    def of(
        cls,
        scope: CountScope,
        ground: Ground,
        policy: CountPolicy,
        among: Iterable[Facts] | None = None,
    ) -> Share:
        """Ask incidents how they stand to a scope.

        Args:
            among: those to ask; all of the ground's if None.
        """
        selected = select(scope, ground, policy, among=among)
        members = selected.members
        return cls(
            surely(members),
            perhaps(members),
            beside(selected, scope, ground),
            Sums.of(members, scope.measure, ground),
        )
