"""Tables: what a publication line or a date field says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.gather.publication import read_address, read_field, read_line

LINES = [
    ("Wednesday 31 January 2024 - 09:13", "2024-01-31T09:13"),
    ("Wednesday, 31 January 2024", "2024-01-31"),
    ("Published: 30 Jan 2024 21:40 GMT", "2024-01-30T21:40+00:00"),
    ("Published on January 30, 2024 at 9:40 PM", "2024-01-30T21:40"),
    ("Posted: 30th January 2024, 12:05 a.m.", "2024-01-30T00:05"),
    ("2024-01-31", "2024-01-31"),
    ("2024-01-31 09:13", "2024-01-31T09:13"),
    ("2024-01-31T09:13:22Z", "2024-01-31T09:13+00:00"),
    ("Jan 31, 2024", "2024-01-31"),
    ("Jan. 31 2024", "2024-01-31"),
    ("Sept. 3, 2031", "2031-09-03"),
    ("Date: 31.01.2024", "2024-01-31"),
    ("31/01/2024", "2024-01-31"),
    ("01/31/2024", "2024-01-31"),
    ("21:40, 30 January 2024", "2024-01-30T21:40"),
    ("30 January 2024 | 21:40", "2024-01-30"),
    ("30 January 2024 21:40 (GMT+3)", "2024-01-30T21:40+03:00"),
    ("30 January 2024 21:40 +0330", "2024-01-30T21:40+03:30"),
    ("30 January 2024 21:40 IST", "2024-01-30T21:40"),
    ("30 January 2024 21:40 Baghdad time", "2024-01-30T21:40"),
    ("Updated 31 Jan 2024 | Published 30 Jan 2024", "2024-01-30"),
    ("By Jane Doe | Jan 30, 2024", "2024-01-30"),
    ("Publié le 30 janvier 2024 à 21:40", "2024-01-30T21:40"),
    ("30 de enero de 2024", "2024-01-30"),
    ("30 января 2024 г.", "2024-01-30"),
    ("30 كانون الثاني 2024", "2024-01-30"),
    ("٣٠ يناير ٢٠٢٤", "2024-01-30"),
]


@pytest.mark.parametrize(("line", "value"), LINES)
def test_a_publication_line_states_a_date(line: str, value: str) -> None:
    stated = read_line(line)
    assert stated is not None
    assert stated.value == value
    assert 0 <= stated.start < stated.end <= len(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Updated 2 hours ago",
        "03/04/2024",
        "31 February 2024",
        "January 2024",
        "30 January",
        "Rockets fell on 30 January 2024",
        "30 January 2024 in Tornio",
        "30 January 2024 25:00",
        "30 January 2024 13:00 pm",
        "2024-13-01",
        "200 operations",
        "31 January 2024 " * 40,
    ],
)
def test_what_is_not_understood_whole_states_no_date(line: str) -> None:
    assert read_line(line) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("2024-01-31", "2024-01-31"),
        (" 2024-01-31T09:13 ", "2024-01-31T09:13"),
        ("2024-01-31T09:13:59.5Z", "2024-01-31T09:13+00:00"),
        ("2024-01-31T00:00", "2024-01-31T00:00"),
        ("2024-01-31 09:13:00+03:00", "2024-01-31T09:13+03:00"),
        ("20240131", "2024-01-31"),
        ("Wed, 31 Jan 2024 09:13:00 GMT", "2024-01-31T09:13+00:00"),
        ("2024", None),
        ("2024-01", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_field_is_read(field: str, value: str | None) -> None:
    assert read_field(field) == value


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2024/01/31/x", "2024-01-31"),
        ("https://a.example/news/2024-1-31-x", "2024-01-31"),
        ("https://a.example/2024/13/31/x", None),
        ("https://a.example/2024/01/x", None),
        ("https://a.example/12024/01/31", None),
    ],
)
def test_a_url_may_hold_the_day(url: str, day: str | None) -> None:
    assert read_address(url) == day


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="0123456789 :-/.,|TZapmJan", max_size=60))
def test_law_any_line_gives_a_day_or_nothing(line: str) -> None:
    stated = read_line(line)
    if stated:
        assert len(stated.value) >= 10
        assert read_field(stated.value) == stated.value
