"""The one place that reads the clock. Only mains call it; everything below is told."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This second in UTC, ISO 8601 with a final Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
