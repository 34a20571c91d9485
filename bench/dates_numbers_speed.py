"""How fast dates and numbers are read, beside bare tokenizing of the same text.

    python bench/dates_numbers_speed.py [ROUNDS]

Prints words per second on one core for the bare token pattern (the floor), for
`find_numbers`, for `find_dates`, and for both on the same text, which share one scan.
The goal for both together is 60,000 words per second in English.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter

from tallystick.read.dates import find_dates
from tallystick.read.numbers import find_numbers
from tallystick.read.numbers.languages import language

# Invented reports, in the manner of the news that the program reads.
REPORTS = {
    "en": (
        "The ministry said on Tuesday that its forces in the north had been attacked at "
        "least 158 times since 17 October, 98 times in the hills and 60 times along the "
        "river. A spokeswoman told reporters that three soldiers were killed and more than "
        "40 others were hurt when a drone struck a supply camp on January 28. The armed "
        "group, which claimed 26 of the strikes, said it would halt its operations until "
        "further notice. Residents of two villages nearby spoke of several explosions "
        "overnight and of smoke over the road to the crossing. In the past 24 hours no "
        "further attacks were reported, according to a monitor that keeps its own count. "
        "It lists 175 incidents between 18 October and 29 January, among them dozens that "
        "the ministry does not mention. "
    ),
    "ru": (
        "Министерство сообщило во вторник, что с 17 октября его силы на севере были "
        "атакованы не менее 158 раз. Трое солдат погибли и более 40 человек были ранены, "
        "когда беспилотник ударил по лагерю 28 января. За минувшие сутки атак не было. "
    ),
    "ar": (
        "وقالت الوزارة يوم الثلاثاء إن قواتها في الشمال تعرضت لما لا يقل عن 158 هجوما "
        "منذ 17 أكتوبر. وقتل ثلاثة جنود وأصيب أكثر من 40 آخرين عندما ضربت مسيرة معسكرا "
        "في 28 يناير. "
    ),
}
COPIES = 40


def bare_tokens(text: str, name: str) -> None:
    """The floor: the token pattern alone."""
    for found in language(name).token.finditer(text):
        found.group()


def numbers(text: str, name: str) -> None:
    """Numbers alone, with their scan."""
    find_numbers(text, name)


def dates(text: str, name: str) -> None:
    """Dates alone, with their scan."""
    find_dates(text, "2024-01-31", name)


def both(text: str, name: str) -> None:
    """Numbers and dates of one text."""
    numbers(text, name)
    dates(text, name)


def timed(task: Callable[[str, str], None], text: str, name: str, turn: int) -> float:
    """Seconds for a text that no earlier turn has scanned."""
    fresh = text + " " * (turn + 1) + task.__name__
    start = perf_counter()
    task(fresh, name)
    return perf_counter() - start


def main(rounds: int) -> None:
    """Print the table; the best of some rounds counts."""
    for name, report in REPORTS.items():
        text, words = report * COPIES, len(report.split()) * COPIES
        for task in (bare_tokens, numbers, dates, both):
            task(report, name)
            seconds = min(timed(task, text, name, turn) for turn in range(rounds))
            print(f"{name}  {task.__name__:12} {words / seconds:12,.0f} words/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
