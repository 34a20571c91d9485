"""How fast places are found, beside a baseline that reads the same words in the same run.

    python bench/places_speed.py [--words N]

The text is made from sentences below, numbered so that no paragraph repeats another.
The baseline only cuts the text into words and looks each capitalised one up: it knows no
context and shows what the machine can do at this minute. Times are processor time.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from functools import partial

from tallystick.read.places import PlaceContext, find_places
from tallystick.read.places.gazetteer import gazetteer
from tallystick.read.places.lexicon import lexicon

SENTENCES = {
    "en": (
        "Officials in the northern town said that the power station had been repaired. ",
        "Two rockets fell near Ain al-Asad airbase in Anbar province, police in Hit said. ",
        "A spokesman told reporters in Washington that no soldiers were hurt in Syria. ",
        "Residents of Deir al-Zour waited for hours while trucks with flour passed. ",
        "Baghdad denied the report, and an inquiry was opened in Paris, Texas, on Monday. ",
        "The council met for the third time this month and adjourned without a vote. ",
    ),
    "ar": (
        "قال مسؤول محلي إن صاروخين سقطا قرب قاعدة عين الأسد في محافظة الأنبار مساء أمس. ",
        "وأعلنت البلدية إعادة فتح الطريق بعد اجتماع طويل مع ممثلي السكان في العاصمة. ",
    ),
    "ru": (
        "Ночью сбиты беспилотники над Белгородской областью и Брянском, сообщили власти. ",
        "Жители посёлка говорят, что свет появился только утром, после ремонта линии. ",
    ),
    "es": (
        "Un ataque con drones golpeó una base en Erbil, Irak, según fuentes locales. ",
        "Los vecinos contaron que el puente estuvo cerrado durante toda la semana pasada. ",
    ),
}
DOCUMENT = 40
"""Sentences in one document."""


def main() -> None:
    """Print load time and memory, then words a second for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    asked = parser.parse_args()
    before, began = _memory(), time.process_time()
    find_places("Baghdad")
    loaded = time.process_time() - began
    print(f"load {loaded:.3f} s, {_memory() - before:.0f} MB over the bare interpreter")
    for language, sentences in SENTENCES.items():
        documents = _documents(sentences, asked.words)
        _rate(documents[:1], partial(_count, language))
        rate, found = _rate(documents, partial(_count, language))
        print(f"{language} find_places {rate:>10,.0f} words/s, {found} found")
    rate, found = _rate(_documents(SENTENCES["en"], asked.words), _look_up)
    print(f"en bare look-up {rate:>8,.0f} words/s, {found} known")


def _documents(sentences: tuple[str, ...], words: int) -> list[str]:
    found, size, number = [], 0, 0
    while size < words:
        numbered = [sentences[(number + i) % len(sentences)] for i in range(DOCUMENT)]
        found.append(f"{number}. " + "".join(numbered))
        size, number = size + len(found[-1].split()), number + 1
    return found


def _rate(documents: list[str], reader: Callable[[str], int]) -> tuple[float, int]:
    words = sum(len(text.split()) for text in documents)
    began = time.process_time()
    found = sum(map(reader, documents))
    return words / (time.process_time() - began), found


def _count(language: str, text: str) -> int:
    return len(find_places(text, PlaceContext((), language)))


def _look_up(text: str) -> int:
    known, lists = gazetteer(), lexicon("en")
    names = (word.strip(".,") for word in text.split() if word[:1].isupper())
    return sum(bool(known.named(name)) for name in names if name not in lists.never)


def _memory() -> float:
    """Peak memory of this process in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


if __name__ == "__main__":
    main()
