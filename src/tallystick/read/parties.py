"""Whether two tellings name doers that may be one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallystick.model.values import Mention


def party_fit(told: Iterable[Sequence[Mention]], mine: Sequence[Mention]) -> int:
    """1 the same doer, 0 unsaid or unknown, -1 doers of two states.

    Args:
        told: the doers of each earlier telling.
    """
    own = _states(mine)
    others = {state for mentions in told for state in _states(mentions)}
    if not own or not others:
        return 0
    if own & others:
        return 1
    return -1 if all(state.startswith("state:") for state in own | others) else 0


def _states(mentions: Sequence[Mention]) -> set[str]:
    return {m.actor.split("/")[0] for m in mentions if m.actor}
