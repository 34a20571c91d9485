"""Expressions that count from publication: "on Tuesday", "last week", "three days ago"."""

from __future__ import annotations

from datetime import date, timedelta

from tallystick.model.values import DateBasis
from tallystick.read.dates import spans
from tallystick.read.dates.calendars import persian_year_of
from tallystick.read.dates.clocks import at_time, clock_of
from tallystick.read.dates.days import night_at, night_to
from tallystick.read.dates.lengths import length_of, length_value
from tallystick.read.dates.periods import part_of, part_of_year
from tallystick.read.dates.spans import Stretch
from tallystick.read.dates.told import before_told, counted_from_told, same_time
from tallystick.read.dates.words import Resolved, Setting, Words
from tallystick.read.found import DateShape

_UNDATED = "counts from publication, which is not known"


def weekday(words: Words, setting: Setting) -> Resolved | None:
    """A weekday: the last one before publication, or that day, unless it lies ahead."""
    if _two_days(words) and words.has("PARTDAY") and words.value("PARTDAY") != "NI":
        return None
    number = int(words.scan.values[words.places("ANYWDAY")[-1]])
    published = setting.published
    if published is None:
        return _with_part(
            Resolved("DATE", f"XXXX-WXX-{number}", _UNDATED, basis=DateBasis.WEEKDAY), words
        )
    if words.has("UNIT") and words.scan.values[words.places("UNIT")[-1]] == "W":
        return _in_week(number, words, published)
    back = (published.isoweekday() - number) % 7
    ahead = words.has("ANYNEXT") or (words.surely_ahead and not words.has("ANYLAST"))
    if ahead:
        back = back - 7 or -7
    elif words.has("ANYLAST") and back == 0:
        back = 7
    one = spans.shifted(published, -back)
    if one is None:
        return None
    reason = "weekday after publication" if ahead else "weekday on or before publication"
    whole = Resolved(
        "DATE", one.isoformat(), reason, spans.of_day(one), basis=DateBasis.WEEKDAY
    )
    return _with_part(whole, words)


def _in_week(number: int, words: Words, published: date) -> Resolved | None:
    """ "Friday of last week": weeks begin on Monday."""
    away = words.has("ANYNEXT") - words.has("ANYLAST")
    one = spans.shifted(published, number - published.isoweekday() + 7 * away)
    if one is None:
        return None
    reason, stretch = "weekday of a week told from publication", spans.of_day(one)
    whole = Resolved("DATE", stretch.value, reason, stretch, basis=DateBasis.WEEKDAY)
    return _with_part(whole, words)


def _with_part(whole: Resolved, words: Words) -> Resolved:
    """A day with the part of it or the time that is named."""
    if words.has("NIGHTTO") or (words.has("NIGHTREL PARTDAY") and _two_days(words)):
        return night_to(whole)
    if words.has("NIGHTREL"):
        return night_at(whole)
    part = words.value("PARTDAY")
    if part is None or clock_of(words):
        return at_time(whole, words)
    return Resolved(
        "TIME", f"{whole.value}T{part}", whole.reason, whole.stretch, whole.basis
    )


def _two_days(words: Words) -> bool:
    """Whether a night lies between two weekdays: "overnight from Monday to Tuesday"."""
    return len(words.places("ANYWDAY")) > 1


def named_day(words: Words, setting: Setting) -> Resolved | None:
    """Yesterday, today, tomorrow, with a part of the day or a time."""
    away = int(words.value("DAYREL") or 0)
    present = away == 0
    basis = DateBasis.PRESENT if present else DateBasis.RELATIVE
    one = setting.published and spans.shifted(setting.published, away)
    if one is None:
        return Resolved("DATE", "XXXX-XX-XX", _UNDATED, basis=basis)
    reason = "the day of publication" if present else f"{away:+} days from publication"
    whole = Resolved("DATE", one.isoformat(), reason, spans.of_day(one), basis)
    return _with_part(whole, words)


def night(words: Words, setting: Setting) -> Resolved | None:
    """Tonight; overnight, which spans two days; last night."""
    published = setting.published
    if published is None:
        return Resolved("TIME", "XXXX-XX-XXTNI", _UNDATED, basis=DateBasis.RELATIVE)
    if words.value("NIGHTREL") == "0":
        stretch = spans.of_day(published)
        value = f"{published}TNI"
        return Resolved("TIME", value, "the day of publication", stretch, DateBasis.PRESENT)
    eve = spans.shifted(published, -1)
    reason = "the night to the day of publication"
    return Resolved(
        "TIME", f"{eve}TNI", reason, spans.between(eve, published), DateBasis.RELATIVE
    )


def this_part(words: Words, setting: Setting) -> Resolved | None:
    """This morning, this evening: the day of publication."""
    part = words.value("PARTDAY THISPART")
    if setting.published is None:
        return Resolved("TIME", f"XXXX-XX-XXT{part}", _UNDATED, basis=DateBasis.PRESENT)
    stretch = spans.of_day(setting.published)
    reason = "the day of publication"
    return Resolved("TIME", f"{stretch.value}T{part}", reason, stretch, DateBasis.PRESENT)


def unit(words: Words, setting: Setting) -> Resolved | None:
    """A week, month, quarter or year told from publication: "last week", "this year"."""
    name = "Q" if words.has("QUARTER") else words.value("UNIT YEARU") or "D"
    if words.has("THISYEAR"):
        name = "Y"
    elif words.has("THISWEEK"):
        name = words.value("THISWEEK") or "W"
    if name == "D" and not words.has("THIS"):
        return same_time(words, setting)
    hangs = counted_from_told(words) if words.value("LAST LASTP") == "told" else None
    away = int(words.value("THISYEAR") or 0)
    away += words.has("ANYNEXT") - words.has("LAST LASTP")
    open_value = {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX"}
    basis = DateBasis.RELATIVE
    published = setting.published
    if published is None:
        value = open_value.get(name, "XXXX-XX-XX")
        return Resolved("DATE", value, _UNDATED, basis=basis, hangs=hangs)
    whole = _whole_unit(words, published, away, name)
    if not whole:
        return None
    stretch = _part_of_unit(whole, words, published)
    reason = f"{away:+} from publication"
    return Resolved("DATE", whole.value, reason, stretch, basis, hangs=hangs)


def _whole_unit(words: Words, published: date, away: int, name: str) -> Stretch | None:
    """A whole unit so many units from publication, its years those of the text."""
    if name == "Y" and words.solar:
        return persian_year_of(published, away)
    one = spans.moved(published, away, name)
    return spans.around(one, name) if one else None


def _part_of_unit(whole: Stretch, words: Words, published: date) -> Stretch:
    if words.has("EARLIER") and whole.first and whole.first <= published:
        return spans.between(whole.first, published, whole.value)
    if words.has("LATER") and whole.last and published <= whole.last:
        return spans.between(published, whole.last, whole.value)
    part = words.value("EARLY LATE MID START MIDDLE END")
    if not part or not whole.first or not whole.last:
        return whole
    if whole.value.count("-") == 0:
        return part_of_year(whole, whole.first.year, part)
    if "W" in whole.value:
        return _part_of_week(whole.first, part, whole.value)
    return part_of(whole, part)


def _part_of_week(monday: date, part: str, value: str) -> Stretch:
    first, last = {"START": (0, 2), "MID": (2, 3), "END": (3, 6)}[part]
    return spans.between(monday + timedelta(first), monday + timedelta(last), value)


def weekend(words: Words, setting: Setting) -> Resolved | None:
    """The weekend: the last one, begun by publication, unless "last" or "next" is said."""
    if setting.published is None:
        return Resolved("DATE", "XXXX-WXX-WE", _UNDATED, basis=DateBasis.RELATIVE)
    published = setting.published
    away = 0 if published.isoweekday() >= 6 else -7
    if words.has("ANYNEXT") or (words.has("THIS") and words.ahead):
        away += 7
    elif words.has("ANYLAST") and away == 0:
        away = -7
    one = spans.shifted(published, away)
    stretch = one and spans.weekend(one)
    if not stretch:
        return None
    reason = "a weekend told from publication"
    return Resolved("DATE", stretch.value, reason, stretch, DateBasis.RELATIVE)


def ago(words: Words, setting: Setting) -> Resolved | None:
    """So long before publication, or "from now": as fine as the unit that is named."""
    count, name = length_of(words)
    sign = 1 if words.has("REF") else -1
    if count is None or count > 10**6:
        return Resolved("DURATION", length_value(None, name), "no length is told")
    published = setting.published
    if published is None:
        return Resolved("DATE", "XXXX-XX-XX", _UNDATED, basis=DateBasis.RELATIVE)
    if name == "Y" and count == 1 and sign < 0 and setting.quarter:
        stretch = spans.quarter(setting.quarter[0] - 1, setting.quarter[1])
    else:
        one = spans.moved(published, sign * count, name)
        stretch = spans.around(one, name) if one else None
    if stretch is None:
        return None
    return Resolved(
        "DATE",
        stretch.value,
        f"{sign * count:+} {name} from publication",
        stretch,
        DateBasis.RELATIVE,
    )


def that_quarter(words: Words, setting: Setting) -> Resolved | None:
    """ "The quarter": the one spoken of; nothing where none was named."""
    if setting.quarter is None:
        return None
    stretch = spans.quarter(*setting.quarter)
    reason = "the quarter spoken of"
    if stretch is None:
        return None
    return Resolved("DATE", stretch.value, reason, stretch, DateBasis.RELATIVE)


def rolling(words: Words, setting: Setting) -> Resolved | None:
    """Back from publication: "in the past 24 hours", "over the last three months"."""
    if words.value("LAST LASTP") == "told" and not words.has("INTEGER VAGN UNITS"):
        return unit(words, setting)
    count, name = length_of(words)
    value = length_value(count, name)
    shape = DateShape.ROLLING
    if count is None or setting.published is None or words.has("ANYNEXT"):
        shape = DateShape.DURATION if words.has("ANYNEXT") else shape
        return Resolved(
            "DURATION", value, _UNDATED if count else "no length is told", shape=shape
        )
    first = spans.moved(setting.published, -count, name)
    stretch = first and spans.between(first, setting.published, value)
    if not stretch:
        return None
    reason = f"{value} back from publication"
    return Resolved(
        "DURATION",
        value,
        reason,
        stretch,
        DateBasis.RELATIVE,
        shape,
        length=(count, name),
        hangs=before_told(count, name) if words.value("LAST LASTP") == "told" else None,
    )


def rolling_day(words: Words, setting: Setting) -> Resolved | None:
    """The past day and night, week, month or year, where one phrase says it."""
    value = words.value("ROLLDAY") or "P1D"
    published, shape = setting.published, DateShape.ROLLING
    first = published and spans.moved(published, -int(value[1:-1]), value[-1])
    if not first:
        return Resolved("DURATION", value, _UNDATED, shape=shape)
    stretch, reason = (
        spans.between(first, published, value),
        f"{value} back from publication",
    )
    return Resolved("DURATION", value, reason, stretch, DateBasis.RELATIVE, shape)


def so_far(words: Words, setting: Setting) -> Resolved | None:
    """ "So far this year": from its first day to publication."""
    whole = unit(words, setting)
    if whole is None or whole.stretch is None or whole.stretch.first is None:
        return whole
    if setting.published is None or whole.stretch.first > setting.published:
        return whole
    stretch = spans.between(whole.stretch.first, setting.published, whole.value)
    reason = "from its first day to publication"
    shape = DateShape.RANGE
    return Resolved("DATE", whole.value, reason, stretch, DateBasis.PRESENT, shape)


def writing(words: Words, setting: Setting) -> Resolved | None:
    """ "To date", "at the time of writing": until publication."""
    if setting.published is None:
        return Resolved("DATE", "PRESENT_REF", _UNDATED, shape=DateShape.UNTIL)
    stretch = spans.between(None, setting.published, "PRESENT_REF")
    reason, shape = "until publication", DateShape.UNTIL
    clock = setting.minute[11:] if setting.minute else None
    return Resolved(
        "DATE",
        "PRESENT_REF",
        reason,
        stretch,
        DateBasis.PRESENT,
        shape,
        clock=clock,
    )
