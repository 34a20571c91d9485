"""Moments as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tallystick.errors import RequestError

LAST_SECOND = "T23:59:59Z"


def moment_of(text: str) -> str:
    """A moment in UTC, ISO 8601 to the second with a final Z.

    A day is meant to its end, in UTC. A time without a zone is in UTC.

    Raises:
        RequestError: it is neither a day nor a time.
    """
    try:
        if len(text) == len("2024-01-30"):
            return date.fromisoformat(text).isoformat() + LAST_SECOND
        told = datetime.fromisoformat(text)
        # Without a zone the clock of this machine would be meant, on each another one.
        told = told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    except (ValueError, OverflowError):
        raise RequestError(
            "expected a day like 2024-01-30 or a time like 2024-01-30T18:00:00Z, "
            f"came {text[:40]!r}; correct it"
        ) from None
    return told.strftime("%Y-%m-%dT%H:%M:%SZ")
