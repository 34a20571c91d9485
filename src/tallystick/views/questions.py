"""Questions as people and files ask them, read into a `Question`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tallystick.count import counting_rules
from tallystick.directory import directory
from tallystick.errors import RequestError
from tallystick.model.derived import Question
from tallystick.model.lists import Measure
from tallystick.schemes import scheme

KINDS = ("killing", "injuring")
"""What a question may ask for beside a code of the scheme ``event_types``."""


def question_of(asked: Mapping[str, Any]) -> Question:
    """The question of an object with the keys of `design.md` 6; other keys are ignored.

    A slip in a closed list is said, not answered with a count of nothing.

    Raises:
        RequestError: a day that is none, or a code that is in no list.
    """
    measure = str(asked.get("measure") or Measure.INCIDENTS)
    rule = str(asked.get("rule") or "per_incident/1")
    countries = tuple(_country(code) for code in _texts(asked.get("country")))
    types = _texts(asked.get("type"))
    _known("measure", (measure,), Measure)
    _known("rule", (rule,), counting_rules)
    _known("type", types, (*scheme("event_types"), *KINDS))
    since, until = _day("since", asked.get("since")), _day("until", asked.get("until"))
    if since and until and until < since:
        raise RequestError(f"until: expected {since} or later, came {until}; correct one")
    return Question(
        actor=_text(asked.get("actor")),
        target=_text(asked.get("target")),
        countries=countries,
        admin1=_text(asked.get("admin1")),
        place=_text(asked.get("place")),
        event_types=types,
        since=since,
        until=until,
        measure=Measure(measure),
        rule=rule,
    )


def _country(came: str) -> str:
    """The code in capitals, as ISO 3166-1 writes it."""
    code = came.strip().upper()
    if len(code) == 2 and code.isalpha() and code.isascii():
        return code
    names = {name.upper(): iso for iso, name in directory().states.items()}
    meant = f"write {names[code]}" if code in names else "ISO 3166-1 lists them"
    raise RequestError(
        f"country: expected a code of two letters like IQ, came {came[:40]!r}; {meant}"
    )


def _known(name: str, came: Iterable[str], codes: Iterable[str]) -> None:
    known = tuple(codes)
    for one in came:
        if one not in known:
            raise RequestError(
                f"{name}: expected one of {', '.join(known)}; came {one[:40]!r}"
            )


def _text(value: Any) -> str | None:
    return str(value) if value not in (None, "", []) else None


def _texts(value: Any) -> tuple[str, ...]:
    if value in (None, ""):
        return ()
    return (
        tuple(str(one) for one in value)
        if isinstance(value, list | tuple)
        else (str(value),)
    )


def _day(name: str, value: Any) -> str | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        raise RequestError(
            f"{name}: expected a day like 2024-01-30, came {str(value)[:40]!r}; correct it"
        ) from None
