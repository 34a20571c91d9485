"""Two incidents that may be one event, told by two sides so that both cannot be right.

Who tells of an event otherwise tells of it in other words: with another toll, or as
something that did not happen. Such accounts are often too unlike to be joined, and so
they contradict each other without standing in one incident. A person should see both.
"""

from __future__ import annotations

from tallystick.conflicts.figures import counts_that_differ, tolls_that_differ
from tallystick.conflicts.matters import hit_and_missed
from tallystick.conflicts.sides import events_denied
from tallystick.conflicts.victims import ARMED, dead, victims_told_apart
from tallystick.grade import asserts_event, denies_event
from tallystick.model.derived import Finding
from tallystick.model.lists import Stance
from tallystick.policy import Policy
from tallystick.voices import Voice, own_words

CODE = "contradiction-rival-accounts"

Told = tuple[Voice, ...]


def rival_accounts(one: Told, other: Told, policy: Policy) -> tuple[Finding, ...]:
    """What two incidents, if they are one event, tell so that both cannot be right.

    Places, days and weapons that differ speak for two events, and are no finding here.

    Args:
        one: the voices of one incident; `other`: those of the other.
    """
    here = {voice.claim.id for voice in one}
    both = own_words((*one, *other))
    if {v.claim.document for v in one} & {v.claim.document for v in other}:
        return ()
    found = (
        *(f for f in tolls_that_differ(both, policy) if not _may_have_grown(f, both)),
        *counts_that_differ(both),
        *hit_and_missed(both),
        *victims_told_apart(both),
        *(events_denied(both) if _denied_by_one(one, other) else ()),
    )
    return tuple(
        sorted(
            Finding(CODE, finding.subjects, f"if one event: {finding.message}")
            for finding in found
            if _spans(finding, here)
        )
    )


def _may_have_grown(finding: Finding, told: Told) -> bool:
    """Whether the greater toll is the later one: it is a rival only where those killed
    are other people, or where those who did it count them."""
    if finding.code == "evolving-toll":
        return True
    two = [v for v in told if v.claim.id in finding.subjects]
    measure = finding.code.removeprefix("contradiction-")
    low, high = sorted(two, key=lambda v: getattr(v, measure) or (0, 0))
    own = high.claim.stance is Stance.SELF_CLAIM
    others = dead(low.claim) != dead(high.claim) and ARMED in dead(high.claim)
    return low.moment < high.moment and not (own or others)


def _denied_by_one(one: Told, other: Told) -> bool:
    """Whether one account only asserts and the other only denies: else each is whole."""
    denying = [all(denies_event(v.claim) for v in told) for told in (one, other)]
    asserting = [all(asserts_event(v.claim) for v in told) for told in (one, other)]
    return denying == asserting[::-1] and any(denying)


def _spans(finding: Finding, here: set[str]) -> bool:
    inside = [subject in here for subject in finding.subjects]
    return any(inside) and not all(inside)
