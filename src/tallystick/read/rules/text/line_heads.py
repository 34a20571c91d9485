"""Lines that open with a day or a time: the entries of a chronology, a log or a table.

"3 March - Shells hit the market", "Tue 5 Mar: quiet", "2024-03-03 | Marat | two dead",
"2004, August 31: a bomb", "12: a judge is shot", "09:40 A rocket hits a school", and days
that stand alone on a line above what they date. The patterns are of how the lines are
written; which days they mean is for `days.entries`.
"""

from __future__ import annotations

import re

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?"
    r"|Sat(?:urday)?|Sun(?:day)?)\b\.?"
)
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_UNTIL = rf"{_TH}(?:\s?[-–/]\s?(?P<to>\d{{1,2}}){_TH})?"
_UNTIL3 = _UNTIL.replace("<to>", "<to3>")
_CLOCK = r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"
_AT = (
    rf"(?:[,\s]*(?:at\s+)?(?:{_CLOCK})(?:\s?(?:GMT|UTC|hrs|hours|local time|local)\b\.?)?"
    r"|[,\s]*(?:morning|afternoon|evening|night|noon|midnight|dawn)\b)"
)
_SEPARATED = (
    r"\s*(?:[:|–—\t]|-(?=\s)|(?<=\d\d-\d\d),|(?=\s*$)"
    r"|,(?=\s+[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}\s*[-–—:]))"
)
_BULLET = r"[ \t>*•·▪►#–—-]*"

HEAD = re.compile(
    rf"^{_BULLET}(?P<head>(?:Day\s+\w+\s*[(:,–-]\s*)?"
    rf"(?P<part>(?:(?:The\s+)?[Nn]ight\s+of|Overnight|Early|Late)\s+)?"
    rf"(?:(?P<weekday>{WEEKDAY}),?(?:\s+(?:the\s+)?|(?=\s*[:|–—\n.-])|$))?"
    r"(?:"
    r"(?P<iso>\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d\S*)?"
    r"|(?P<figures>\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d))\b"
    rf"|(?P<y1>{_YEAR})[,:]?\s+(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})\b{_TH}"
    rf"|(?P<d2>\d{{1,2}}){_UNTIL}\s+(?:of\s+)?(?P<m2>{MONTH})(?:,?\s+(?P<y2>{_YEAR})\b)?"
    rf"|(?P<m3>{MONTH})\s+(?P<d3>\d{{1,2}}){_UNTIL3}(?:,?\s+(?P<y3>{_YEAR})\b)?"
    rf"|(?P<bare>\d{{1,2}}){_TH}(?![.:]\d|\d)"
    rf")?{_AT}?\)?)(?P<mark>{_SEPARATED}|\.(?=\s+[A-Z]|\s*$)|(?=\s+\d\d:\d\d\s))",
    re.MULTILINE,
)
"""A line's head: a weekday, a day of a month, or both, with a mark behind it or nothing."""

TIMED = re.compile(
    rf"^{_BULLET}(?:{_CLOCK})(?:\s?(?:GMT|UTC))?(?:\s*[:|–—-]\s|\s+(?=[A-Z]))"
)
"""A line that opens with a time of day."""

MONTH_HEAD = re.compile(
    rf"^{_BULLET}(?P<month>{MONTH}),?\s*(?P<year>{_YEAR})?\s*:?\s*$", re.I
)
YEAR_HEAD = re.compile(rf"^{_BULLET}(?P<year>{_YEAR})\s*:?\s*$")
WEEK_OF = re.compile(
    rf"\bweek\s+(?P<way>of|beginning|commencing|starting|from|ending|ended|to)\s+"
    rf"(?:(?:on|the|{WEEKDAY}),?\s+)*(?:(?P<day>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<month>{MONTH})"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}}){_TH})(?:,?\s+(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)


def head_of_line(line: str) -> re.Match[str] | None:
    """The day that a line opens with, as written; None if it opens with none.

    A weekday alone, or a number alone, needs a mark that prose has not.
    """
    told = HEAD.match(line)
    if told is None:
        return None
    dated = any(told[name] for name in ("iso", "figures", "m1", "m2", "m3"))
    if dated:
        return told
    mark = told["mark"].strip()
    if told["bare"] and not told["weekday"]:
        return told if mark in (":", "–", "—", "-", "|", ",") and mark else None
    return told if told["weekday"] else None


def opens_entry(line: str) -> bool:
    """Whether a line begins an entry of a list of days or times."""
    if not line[:24].strip(" \t>*•·▪►#–—-")[:1].isalnum():
        return False
    return head_of_line(line) is not None or TIMED.match(line) is not None
