"""Laws of dates: what holds for any text and any day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.model.values import DateBasis
from tallystick.read.dates import find_dates, find_expressions
from tallystick.read.dates.calendars import hijri, persian
from tallystick.read.found import DateShape, FoundDate

LANGUAGES = ("en", "ar", "fa", "he", "uk", "ru", "fr", "es", "tr", "xx")
PIECES = (
    *("since", "17", "October", "2023", "as of", "Friday", "in the past", "24 hours", ","),
    *("between", "and", "to", "-", "the", "of", "end of", "last", "month", "week", "ago"),
    *(
        "two",
        "days",
        "after",
        "23:00",
        "GMT",
        "(",
        ")",
        ".",
        "\n\n",
        "30/01/2024",
        "1402/11/10",
    ),
    *(
        "0000-00-00",
        "9999-12-31",
        "31 February",
        "year",
        "0",
        "mid-",
        "the 1990s",
        "10",
        "بهمن",
    ),
    *("18 رجب 1445", "منذ", "ב-7 באוקטובר", "с 17 по", "января", "depuis le", "'den beri"),
    *("so far", "this", "day", "з початку", "дня", "від"),
    *("the year to", "a day earlier", "the same period of", "overnight", "first half of"),
    *("last year", "between 9 p.m. and 3 a.m.", "the first week of", "previous", "night"),
    *("overnight", "weekend", "next", "century", "9999", "0001", "\u202e", "\ud800", "th"),
)
quick = settings(max_examples=80, derandomize=True, deadline=None)
texts = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
days = st.dates(date(1950, 1, 1), date(2090, 12, 31))
publications = st.none() | st.dates().map(date.isoformat)


def only(
    text: str, published: str | None = "2024-01-31", language: str = "en"
) -> FoundDate:
    found = find_dates(text, published, language)
    assert len(found) == 1, found
    return found[0]


@quick
@given(texts | st.text(max_size=60), publications, st.sampled_from(LANGUAGES))
def test_finds_are_in_order_apart_and_inside(
    text: str, published: str | None, language: str
) -> None:
    for find in (find_dates, find_expressions):
        found = find(text, published, language)
        ends = [0, *(one.end for one in found)]
        for one, before in zip(found, ends, strict=False):
            assert before <= one.start <= one.core_start < one.end <= len(text)
            assert one.reason
            assert one.timex_type in ("DATE", "TIME", "DURATION", "SET")


@quick
@given(texts, st.sampled_from(LANGUAGES))
def test_without_a_publication_nothing_is_counted_from_it(text: str, language: str) -> None:
    for one in find_dates(text, None, language):
        if one.date:
            assert one.date.basis is not DateBasis.PRESENT
            assert one.date.basis is not DateBasis.WEEKDAY


@quick
@given(days, days)
def test_a_full_date_reads_back_whatever_the_publication(
    day: date, published: date
) -> None:
    number, month, year = day.day, f"{day:%B}", day.year
    forms = (
        day.isoformat(),
        f"{number} {month} {year}",
        f"{month} {number}, {year}",
        f"{day:%b} {number}, {year}",
        f"the {number}th of {month} {year}",
        f"{day:%A}, {number} {month} {year}",
    )
    for form in forms:
        found = only(form, published.isoformat())
        assert found.date
        assert (found.date.earliest, found.date.latest) == (day.isoformat(),) * 2
        assert found.timex_value == day.isoformat()


@quick
@given(days)
def test_a_weekday_is_the_last_one_up_to_publication(published: date) -> None:
    for back in range(7):
        day = published - timedelta(back)
        found = only(f"The base was hit on {day:%A}.", published.isoformat())
        assert found.date
        assert found.date.single == day.isoformat()


@quick
@given(days, days)
def test_a_day_without_a_year_is_never_far_ahead(day: date, published: date) -> None:
    found = only(f"The base was hit on {day.day} {day:%B}.", published.isoformat())
    if found.date:
        assert found.date.first_day
        assert (found.date.first_day.month, found.date.first_day.day) == (
            day.month,
            day.day,
        )
        assert found.date.first_day - published <= timedelta(30)
        assert "inferred" in found.reason


@quick
@given(days, st.integers(0, 3000))
def test_a_range_keeps_its_order(first: date, length: int) -> None:
    last = first + timedelta(length)
    text = (
        f"between {first.day} {first:%B} {first.year} and {last.day} {last:%B} {last.year}"
    )
    found = only(text)
    assert found.shape is DateShape.RANGE
    assert found.date
    assert (found.date.earliest, found.date.latest) == (first.isoformat(), last.isoformat())


@quick
@given(texts, publications)
def test_a_text_says_the_same_twice(text: str, published: str | None) -> None:
    assert find_dates(text, published) == find_dates(str(text), published)


def test_persian_days_follow_each_other_without_a_gap() -> None:
    day, expected = date(2016, 3, 20), (1395, 1, 1)
    for step in range(366 * 9):
        found = persian(*expected)
        assert found is not None
        assert found.first == day + timedelta(step), expected
        expected = following(*expected)


def following(year: int, month: int, day: int) -> tuple[int, int, int]:
    if persian(year, month, day + 1):
        return year, month, day + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


# New year's days as Iran's calendar centre announced them.
NOWRUZ = {1380: "2001-03-21", 1396: "2017-03-21", 1399: "2020-03-20", 1403: "2024-03-20"}


@pytest.mark.parametrize("year", NOWRUZ)
def test_the_persian_new_year(year: int) -> None:
    found = persian(year, 1, 1)
    assert found is not None
    assert found.edtf == NOWRUZ[year]


def test_a_hijri_day_keeps_a_day_of_doubt() -> None:
    found = hijri(1445, 9, 1)
    assert found is not None
    assert (str(found.first), str(found.last)) == ("2024-03-10", "2024-03-12")
    assert hijri(1445, 13, 1) is None
    assert hijri(99999, 1, 1) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17 October-" * 4_000,
        "since the war on the " * 3_000,
        "1," * 6_000,
        "at " * 10_000,
        "30 January 2024, " * 3_000,
        "in the last " * 6_000,
        "\ud800" * 20_000,
        "\u202e" * 20_000,
        "up to the time of writing the " * 2_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_texts_end_in_finds_or_nothing(text: str) -> None:
    for language in ("en", "ar", "ru"):
        assert all(one.end <= len(text) for one in find_dates(text, "2024-01-31", language))


@pytest.mark.parametrize(
    "said",
    ["31 February", "30 February 2024", "0000-00-00", "2023-13-45", "year 0", "99:99"],
)
def test_what_the_calendar_lacks_has_no_date(said: str) -> None:
    for published in (None, "2024-01-31", "9999-12-31", "no date"):
        assert all(one.date is None for one in find_dates(said, published))


LENGTHS = {"day": 1, "week": 7, "30 days": 30, "two weeks": 14}


@quick
@given(days, st.sampled_from(sorted(LENGTHS)))
def test_a_length_to_a_day_has_that_many_days(last: date, length: str) -> None:
    found = only(f"six raids in the {length} to {last.day} {last:%B} {last.year}")
    assert found.shape is DateShape.RANGE
    assert found.date
    first = last - timedelta(LENGTHS[length] - 1)
    assert (found.date.earliest, found.date.latest) == (first.isoformat(), last.isoformat())


@quick
@given(days, st.sampled_from(("a day earlier", "the previous day", "a day later")))
def test_what_hangs_on_a_day_follows_it(day: date, said: str) -> None:
    text = f"It was hit on {day.day} {day:%B} {day.year}. The camp was hit {said}."
    found = find_dates(text, "2024-01-31")[1]
    assert found.date
    step = 1 if "later" in said else -1
    assert found.date.single == (day + timedelta(step)).isoformat()


@quick
@given(days, days, st.integers(1950, 2090))
def test_the_same_period_keeps_its_months(first: date, last: date, year: int) -> None:
    first, last = min(first, last).replace(day=1), max(first, last).replace(day=20)
    text = f"between {first:%d %B %Y} and {last:%d %B %Y}, and in the same period of {year}"
    found = find_dates(text, None)[1]
    assert found.date
    assert found.date.first_day == first.replace(year=first.year + year - last.year)
    assert found.date.last_day == last.replace(year=year)
