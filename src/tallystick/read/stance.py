"""How a speaker stands to what is told, by the same rule in every language."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.lists import Stance
from tallystick.model.values import Mention


def stance_of(speaker: Mention | None, does: Sequence[Mention]) -> Stance:
    """The stance of a total: a speaker's word of their own acts is a self-claim.

    Args:
        speaker: None for the publisher's own voice.
        does: whose acts are counted.
    """
    if speaker is None:
        return Stance.REPORTS_AS_FACT
    same = any(
        m.span == speaker.span or (m.actor and m.actor == speaker.actor) for m in does
    )
    return Stance.SELF_CLAIM if same else Stance.RELAYS
