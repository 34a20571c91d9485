"""Questions as people and files ask them, read into a `Question`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tallystick.errors import RequestError
from tallystick.model.derived import Question
from tallystick.model.lists import Measure


def question_of(asked: Mapping[str, Any]) -> Question:
    """The question of an object with the keys of `design.md` 6; other keys are ignored.

    Raises:
        RequestError: a day or a measure that is none.
    """
    measure = str(asked.get("measure") or Measure.INCIDENTS)
    if measure not in set(Measure):
        known = ", ".join(Measure)
        raise RequestError(f"measure: expected one of {known}, came {measure!r}; correct it")
    return Question(
        actor=_text(asked.get("actor")),
        target=_text(asked.get("target")),
        countries=tuple(code.upper() for code in _texts(asked.get("country"))),
        admin1=_text(asked.get("admin1")),
        place=_text(asked.get("place")),
        event_types=_texts(asked.get("type")),
        since=_day("since", asked.get("since")),
        until=_day("until", asked.get("until")),
        measure=Measure(measure),
        rule=str(asked.get("rule") or "per_incident/1"),
    )


def _text(value: Any) -> str | None:
    return str(value) if value not in (None, "", []) else None


def _texts(value: Any) -> tuple[str, ...]:
    if value in (None, ""):
        return ()
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else (str(value),)


def _day(name: str, value: Any) -> str | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        raise RequestError(
            f"{name}: expected a day like 2024-01-30, came {str(value)[:40]!r}; correct it"
        ) from None
