"""What a stated total leaves out, in its speaker's words: "not counting the wounded"."""

from __future__ import annotations

import re

from tallystick.model.claims import Exclusion
from tallystick.model.lists import Dimension
from tallystick.model.values import Evidence, Field, Span
from tallystick.read.rules.text.scan import Sentence

EXCLUDING = re.compile(
    r"\b(excluding|not (?:counting|including)|without counting|apart from|other than|"
    r"(?:does|do|did|doesn't|don't|didn't) (?:not )?(?:include|count)|leaving out|"
    r"exclud\w+|except)\b[^.;]*"
)
DIMENSIONS = (
    (Dimension.OUTCOME, r"intercept|shot down|downed|failed|foiled|unsuccess|missed"),
    (Dimension.PERIOD, r"hour|day|week|month|night|today|since|before|after"),
    (
        Dimension.STATUS,
        r"claim|unconfirm|unverif|alleg|suspect|civilian|militant|combatant",
    ),
    (Dimension.AREA, r"\bin [A-Z]|\bat sea|territor|region|province|border|outside"),
)


def exclusions(sentence: Sentence) -> tuple[Exclusion, ...]:
    """What a sentence says that its total leaves out, typed."""
    found = []
    for at in EXCLUDING.finditer(sentence.text):
        words = at.group(0)
        kind = next((d for d, p in DIMENSIONS if re.search(p, words)), Dimension.INCIDENT)
        found.append(Exclusion(kind, words.strip()))
    return tuple(found)


def exclusion_evidence(sentence: Sentence) -> list[Evidence]:
    """The words of a sentence that say what its total leaves out."""
    return [
        Evidence(Field.EXCLUDES, Span(sentence.part, start, start + len(at.group(0))))
        for at in EXCLUDING.finditer(sentence.text)
        for start in (sentence.start + at.start(),)
    ]
