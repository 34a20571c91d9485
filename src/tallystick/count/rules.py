"""Counting rules: how the incidents in a scope become one number.

A rule is a named part; its name is printed beside every figure it makes. Another rule
(salvoes, munitions as units) enters through the same registry, also from a plug-in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tallystick.count.bands import Band
from tallystick.count.ground import Ground
from tallystick.count.members import Member
from tallystick.count.policy import CountPolicy
from tallystick.count.sums import Sums
from tallystick.model.lists import Measure
from tallystick.registry import Registry


class CountingRule(Protocol):
    """Adds up the members of a scope."""

    name: str
    """Name and version, ``per_incident/1``."""

    def add_up(
        self,
        members: Sequence[Member],
        measure: Measure,
        ground: Ground,
        policy: CountPolicy,
    ) -> Band:
        """One number for the members. Pure; the order of the members means nothing."""
        ...


counting_rules: Registry[CountingRule] = Registry("counting_rule")


class PerIncident:
    """One engagement at one site is one; a whole and its parts are never counted twice.

    incidents, vessels
        Low: incidents that are surely in the scope and surely were; where pairs may be
        one event, as many as must be different. High: every possible engagement. A
        whole adds only the engagements that none of its parts is told for.
    sites
        Low: different named places among those; high: as many as there are engagements.
    killed, injured, casualties, munitions
        A documented minimum and maximum: what is told, summed; of a whole and its parts
        the greater of the two. An incident of which nothing is told adds nothing and is
        no 0: if nothing is told of any, best and high are None. Policy `unstated_toll`
        can make it open the high end instead.
    """

    name = "per_incident/1"

    def add_up(
        self,
        members: Sequence[Member],
        measure: Measure,
        ground: Ground,
        policy: CountPolicy,
    ) -> Band:
        """Sum over families: a parent with its children, or one incident alone."""
        return Sums.of(members, measure, ground).band(measure, policy)


counting_rules.register(PerIncident.name)(PerIncident())
