"""Where the claims of one incident cannot all be right, claim against claim.

The law: only two roots contradict each other, each with its latest word; silence, a wider
bound, a coarser place and an older count contradict nothing. One text contradicts itself
only where it gives two figures for one thing. Each finding names the very claims;
``docs/contradictions.md`` lists all of them with an example each.
"""

from __future__ import annotations

from tallystick.conflicts.figures import (
    counts_that_differ,
    figures_of_one_text,
    retold_otherwise,
    told_after_taken_back,
    tolls_that_differ,
)
from tallystick.conflicts.matters import (
    days_apart,
    hit_and_missed,
    kinds_nobody_mixes_up,
    places_apart,
)
from tallystick.conflicts.sides import (
    actors_at_two_levels,
    actors_that_differ,
    claimed_and_unclaimed,
    events_denied,
    roles_denied,
)
from tallystick.conflicts.victims import victims_told_apart
from tallystick.grade import Parties
from tallystick.model.derived import Finding, Incident
from tallystick.policy import Policy
from tallystick.voices import Voice, own_words

__all__ = ["conflicts"]


def conflicts(
    incident: Incident, told: tuple[Voice, ...], policy: Policy, parties: Parties
) -> tuple[Finding, ...]:
    """What contradicts what in one incident, and what else a person should know of it."""
    own, day = own_words(told), incident.first_day
    stale = tuple(told_after_taken_back(own))
    settled = {finding.subjects for finding in stale}
    tolls = (one for one in tolls_that_differ(own, policy) if one.subjects not in settled)
    found = {
        *stale,
        *tolls,
        *counts_that_differ(own),
        *retold_otherwise(own),
        *figures_of_one_text(own),
        *places_apart(own, policy),
        *days_apart(own),
        *kinds_nobody_mixes_up(own),
        *hit_and_missed(own),
        *actors_that_differ(own, day, parties),
        *actors_at_two_levels(own, day, parties),
        *roles_denied(own, day, parties),
        *claimed_and_unclaimed(own),
        *events_denied(own),
        *victims_told_apart(own),
    }
    return tuple(sorted(found))
