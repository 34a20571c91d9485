"""The people hurt in an event, gathered from its tellings."""

from __future__ import annotations

from dataclasses import replace

from tallystick.model.claims import Toll
from tallystick.model.lists import Measure, Side
from tallystick.model.values import Number
from tallystick.read.phrases.events import Event
from tallystick.read.phrases.tellings import Telling


def tolls_of(event: Event, measure: Measure) -> tuple[Toll, ...]:
    """Who was hurt: of several tellings the first, other numbers as alternatives."""
    told = [(one, one.tolls[measure]) for one in event.tellings if one.tolls.get(measure)]
    if not told:
        return ()
    first = [_sided(told[0][0], toll) for toll in told[0][1]]
    seen = {_value(toll.number) for toll in first}
    for one, tolls in told[1:]:
        for toll in tolls:
            if _value(toll.number) in seen:
                continue
            seen.add(_value(toll.number))
            first.append(replace(_sided(one, toll), of=None, alternative_of=0))
    return tuple(first)


def _value(number: Number) -> tuple[int | None, int | None, int | None]:
    """What tells two numbers apart: the figure as said, where there is one."""
    if number.stated is not None:
        return number.stated, None, None
    return None, number.low, number.high


def _sided(one: Telling, toll: Toll) -> Toll:
    attacker = any(
        hit["role"] == "attacker" and one.sentence.quote(hit.first, hit.last) in toll.who
        for hit in one.sentence.of("persons")
    )
    return replace(toll, side=Side.ATTACKER if attacker else Side.VICTIM)
