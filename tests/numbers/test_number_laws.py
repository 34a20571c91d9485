"""Laws of numbers: what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.model.values import Bound, Number
from tallystick.read.found import FoundNumber, NumberUse
from tallystick.read.numbers import find_numbers

LANGUAGES = ("en", "ar", "fa", "he", "uk", "ru", "fr", "es", "tr", "xx")
PIECES = (
    *(
        "at least",
        "more than",
        "twenty",
        "-",
        "one",
        "hundred",
        "and",
        "a",
        "dozen",
        "half",
    ),
    *(
        "12",
        "1,234",
        "2.5",
        "million",
        "to",
        "between",
        "or more",
        "several",
        "F",
        "%",
        "$",
    ),
    *(
        "28",
        "January",
        "2024",
        "of",
        "the",
        ",",
        ".",
        "\n\n",
        "km",
        "/",
        "31st",
        "٣٠",
        "۱۲",
    ),
    *("ثلاثة", "وعشرون", "آلاف", "ב-30", "שלוש מאות", "сто двадцать", "-я", "quatre-vingt"),
    *("'ten fazla", "\u202e", "\ud800", "\u0301", "е", "10000000000000000000000000000000"),
)
quick = settings(max_examples=80, derandomize=True, deadline=None)
texts = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from((" ", "")).map(lambda gap: gap.join(pieces))
)


def only(text: str, language: str = "en") -> FoundNumber:
    found = find_numbers(text, language)
    assert len(found) == 1, found
    return found[0]


@quick
@given(texts | st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_finds_are_in_order_apart_and_inside(text: str, language: str) -> None:
    found = find_numbers(text, language)
    ends = [0, *(one.end for one in found)]
    for one, before in zip(found, ends, strict=False):
        assert before <= one.start <= one.head_start < one.head_end <= one.end <= len(text)
        assert one.reason


@quick
@given(st.integers(0, 10**12 - 1))
def test_figures_read_back_however_thousands_are_marked(value: int) -> None:
    plain, grouped = str(value), f"{value:,}"
    written = {
        "en": (plain, grouped),
        "fr": (plain, grouped.replace(",", "\u202f"), grouped.replace(",", " ")),
        "es": (plain, grouped.replace(",", ".")),
        "ru": (plain, grouped.replace(",", "\u00a0")),
        "ar": (plain.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),),
    }
    for language, forms in written.items():
        for form in forms:
            assert only(form, language).number == Number.said(value)


@quick
@given(st.integers(1, 999_999_999))
def test_number_words_read_back(value: int) -> None:
    found = only(f"{spell(value)} rockets")
    assert (found.number, found.use) == (Number.said(value), NumberUse.COUNT)


@quick
@given(st.integers(2, 10**6))
def test_a_hedge_never_narrows_and_keeps_what_was_said(value: int) -> None:
    for hedge in ("at least", "more than", "nearly", "about", "up to", "no more than"):
        number = only(f"{hedge} {value:,} men").number
        assert number.stated == value
        assert number.bound is not Bound.EXACT
        wide = number.admits(value) or number.bound is Bound.MORE_THAN
        assert wide


@quick
@given(texts)
def test_a_text_says_the_same_twice(text: str) -> None:
    assert find_numbers(text) == find_numbers(str(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1," * 8_000,
        "1 " * 8_000,
        "-" * 40_000,
        "twenty " * 5_000,
        "twenty-" * 5_000,
        "one hundred and " * 3_000,
        "9" * 40_000,
        "\ud800" * 20_000,
        "\u202e١٢ " * 5_000,
        "between 1 and " * 3_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_texts_end_in_finds_or_nothing(text: str) -> None:
    for language in ("en", "he", "tr"):
        assert all(one.end <= len(text) for one in find_numbers(text, language))


def test_a_number_too_long_to_count_anything_is_no_count() -> None:
    assert only("10" * 15 + " men").use is NumberUse.NAME
    assert only("999999999999999 men").number.stated == 999_999_999_999_999


ONES = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = (
    "",
    "",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
)


def spell(value: int) -> str:
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{spell(value // size)} {name}{joint}{spell(rest)}".strip()
    if value < 20:
        return ONES[value]
    return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")
