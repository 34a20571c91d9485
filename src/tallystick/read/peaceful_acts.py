"""Denials and demands of everyday life: ministries, councils and clubs make them, too.

A reading without one incident and one total is of no report on violence. What is denied,
demanded or condemned there is something else; threats and halts speak for themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from tallystick.model.claims import Claim, Statement

EVERYDAY = frozenset(
    "denial demand condemnation attribution_statement call_for_restraint".split()
)
"""Acts of any field of life."""


def without_peaceful_acts(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims of a document, without everyday statements if nothing else was read."""
    told = tuple(claims)
    if any(not isinstance(claim, Statement) for claim in told):
        return told
    return tuple(claim for claim in told if not _peaceful(claim))


def _peaceful(claim: Claim) -> bool:
    """Whether nobody of the directory does what anybody may do."""
    if not isinstance(claim, Statement) or claim.act not in EVERYDAY:
        return False
    return claim.issuer is None or claim.issuer.actor is None
