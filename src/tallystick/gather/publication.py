"""Dates of publication: a line that says nothing else, or a field that holds one.

A line is read only if the whole of it is understood. "Updated two hours ago" and
"03/04/2024" (which of the two is the month?) stay unread: a wrong day is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from tallystick.schemes import rows

_LONGEST_LINE = 160
_PARTS = re.compile(r"[^|•·]+")

_BETWEEN = r"[\s,;:@–—-]*(?:at\b|à\b|в\b|الساعة)?\s*"
_TIME = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*\(?(?P<zone>Z\b|UTC|GMT|[A-Z]{2,4}T\b|(?:[A-Z][a-z]+|local) time)?\)?"
    r"\s*(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?\)?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"
_YEAR = r"(?P<year>\d{4})"
_UNIVERSAL = ("Z", "UTC", "GMT")


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that a stretch of a line states."""

    value: str
    """ISO 8601 day or minute, with its offset if stated."""
    start: int
    """Offset in the line."""
    end: int
    updated: bool
    """It is the date of a later version, not of the first."""


def read_line(line: str) -> Stated | None:
    """The date of a publication line, or None if the line says anything else.

    Of several dates in one line ("Published ... | Updated ...") the first that is not of
    an update wins.
    """
    if len(line) > _LONGEST_LINE:
        return None
    stated = [one for part in _PARTS.finditer(line) if (one := _read_part(part))]
    return min(stated, key=lambda one: (one.updated, one.start), default=None)


def read_field(value: str) -> str | None:
    """The day or minute of a date field in ISO 8601, or None if it is not understood.

    Takes ISO 8601 (seconds are dropped, offsets kept) and what publication lines say.
    """
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        stated = read_line(value)
        return stated.value if stated else None
    if re.search(r"\d[T ]\d", value) is None:
        return moment.date().isoformat()
    return moment.isoformat(timespec="minutes")


def read_address(url: str) -> str | None:
    """The day in the path of a url, ``.../2024/01/31/...``, or None."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?!\d)", url)
    return _day(match[1], match[3], match[4]) if match else None


def _read_part(part: re.Match[str]) -> Stated | None:
    words = part.group().strip()
    start = part.start() + part.group().index(words)
    for pattern in _patterns():
        if match := pattern.fullmatch(words):
            value = _value(match)
            lead = _words("lead").get((match["lead"] or "").lower(), "published")
            if value:
                return Stated(value, start, start + len(words), lead == "updated")
    return None


def _value(match: re.Match[str]) -> str | None:
    said = match.groupdict()
    month = said.get("month") or _words("month")[said["name"].lower()]
    day = _day(said["year"], month, said["day"])
    if day is None or said["hour"] is None:
        return day
    hour, minute = int(said["hour"]), int(said["minute"])
    if said["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if said["half"][0].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return f"{day}T{hour:02}:{minute:02}{_offset(said)}"


def _offset(said: dict[str, str | None]) -> str:
    """The stated offset; "" for a zone whose letters mean several (IST, EST)."""
    hours = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", said["offset"] or "")
    if hours and int(hours[2]) <= 14:
        return f"{hours[1]}{int(hours[2]):02}:{hours[3] or '00'}"
    return "+00:00" if said["zone"] in _UNIVERSAL else ""


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<name>{_any_of('month')})"
    dates = (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?=\d))?",
        rf"{_DAY}\.?\s*(?:of\s+|de\s+)?{month}\.?,?\s*(?:de\s+|del\s+)?{_YEAR}(?:\s*г\.?)?",
        rf"{month}\.?\s*{_DAY}(?:,\s*|\s+){_YEAR}",
        rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
        # Day and month by slashes only where one of the two can be no month.
        rf"(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{{1,2}})/{_YEAR}",
        rf"(?P<month>\d{{1,2}})/(?P<day>1[3-9]|2\d|3[01])/{_YEAR}",
    )
    lead = rf"(?:(?P<lead>{_any_of('lead')})\s*[:\s]\s*)?(?:on\s+)?"
    weekday = rf"(?:(?:{_any_of('weekday')})\b\.?,?\s*)?"
    return tuple(
        re.compile(form, re.IGNORECASE)
        for one in dates
        for form in (
            rf"{lead}{weekday}{one}(?:{_BETWEEN}{_TIME})?",
            rf"{lead}{_TIME}{_BETWEEN}{weekday}{one}",
        )
    )


@cache
def _words(kind: str) -> dict[str, str]:
    found = rows("gather/publication_words.tsv")
    return {row["word"]: row["value"] for row in found if row["kind"] == kind}


def _any_of(kind: str) -> str:
    # The longest first: "published on" before "published".
    return "|".join(
        map(re.escape, sorted(_words(kind), key=lambda word: (-len(word), word)))
    )
