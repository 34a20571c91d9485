"""How fast actors are found, beside a baseline that reads the same words in the same run.

    python bench/actors_speed.py [--words N]

The text is made from sentences below, about one name in eight words, in four languages.
The baseline is one alternation of every English name in a regular expression: it knows no
drift, no grammar and no context, and shows what the machine can do at this minute.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from functools import partial

from tallystick.directory import directory
from tallystick.read.actors import find_actors, resolve_actor

SENTENCES = {
    "en": (
        "Officials in the northern town said that the power station had been repaired. ",
        "The Islamic Resistance in Iraq said it had fired two rockets at a base. ",
        "A Pentagon spokesman told Reuters that no American soldiers were hurt. ",
        "Kata'eb Hizballah denied the report, and the Iraqi army opened an inquiry. ",
        "Residents waited for hours at the crossing while trucks with flour passed. ",
        "Suspected Iran-backed militias and unknown gunmen were blamed by the council. ",
    ),
    "ar": (
        "قال الجيش الإسرائيلي إنه قصف مواقع تابعة لحزب الله في الجنوب مساء أمس. ",
        "وأعلنت كتائب حزب الله تعليق عملياتها بعد اجتماع طويل في العاصمة. ",
    ),
    "ru": (
        "Минобороны РФ сообщило, что силы ПВО сбили ночью беспилотники над морем. ",
        "Жители посёлка говорят, что свет появился только утром, после ремонта линии. ",
    ),
    "es": (
        "El ELN y las disidencias de las FARC anunciaron conversaciones con el gobierno. ",
        "Los vecinos contaron que el puente estuvo cerrado durante toda la semana pasada. ",
    ),
}


def main() -> None:
    """Print words a second for each language, for names alone, and for the baseline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    asked = parser.parse_args()
    began = time.process_time()
    actors = directory()
    find_actors("")
    print(f"load {time.process_time() - began:.3f} s, {len(list(actors))} actors")
    for language, sentences in SENTENCES.items():
        text = _text(sentences, asked.words)
        rate, found = _rate(text, partial(_count, language))
        print(f"{language} find_actors {rate:>10,.0f} words/s, {found} found")
    plain = _baseline()
    text = _text(SENTENCES["en"], asked.words)
    rate, found = _rate(text, lambda text: sum(1 for _ in plain.finditer(text)))
    print(f"en baseline    {rate:>10,.0f} words/s, {found} found")
    names = [actor.name for actor in actors]
    began = time.process_time()
    known = sum(resolve_actor(name).actor is not None for name in names)
    spent = time.process_time() - began
    print(f"resolve_actor  {len(names) / spent:>10,.0f} names/s, {known} of {len(names)}")


def _text(sentences: tuple[str, ...], words: int) -> str:
    block = "".join(sentences)
    return block * max(1, words // len(block.split()))


def _count(language: str, text: str) -> int:
    return len(find_actors(text, language))


def _rate(text: str, read: Callable[[str], int]) -> tuple[float, int]:
    """Words a second of process time, the best of three runs, and how many were found."""
    best, found = float("inf"), 0
    for _ in range(3):
        began = time.process_time()
        found = read(text)
        best = min(best, time.process_time() - began)
    return len(text.split()) / best, found


def _baseline() -> re.Pattern[str]:
    names = {name for actor in directory() for name in (actor.name, *actor.aliases)}
    ordered = sorted(
        (re.escape(n) for n in names if n.isascii()), key=lambda n: (-len(n), n)
    )
    return re.compile(r"\b(?:" + "|".join(ordered) + r")\b")


if __name__ == "__main__":
    main()
