"""The log of judgements: what was said, what stands of it, what is amiss in it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from tallystick.codec import dumps
from tallystick.model.derived import Finding
from tallystick.model.judgements import Judgement, Verdict

PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT})
STATES = frozenset({Verdict.ACCEPT, Verdict.REJECT, Verdict.SET_ASIDE})
UNHELD = frozenset(
    {
        "bad-judgement",
        "judgements-conflict",
        "judgements-disagree",
        "orphan-judgement",
        "stale-judgement",
    }
)
"""Findings that tell whoever judged that their word does not hold as said."""


def standing(
    log: Iterable[Judgement], two_people: Collection[Verdict] = ()
) -> tuple[Judgement, ...]:
    """The judgement in force on each subject, in log order; see the law above.

    Args:
        two_people: verdicts that take effect only when a second person says the same of
            the same reading. Until then the word before them stands.
    """
    spoken = _spoken(log)
    last, _ = _last_words(spoken, two_people)
    return tuple(j for j in spoken if last.get(_subject(j)) is j)


def waiting(
    log: Iterable[Judgement], two_people: Collection[Verdict]
) -> tuple[Judgement, ...]:
    """The judgements that wait for a second person, in log order; redactions always do."""
    spoken = _spoken(log)
    _, unsigned = _last_words(spoken, two_people)
    return tuple(j for j in spoken if unsigned.get(_subject(j)) is j)


def heard(log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What was said and not withdrawn, withdrawals among it, in log order.

    A withdrawal that is withdrawn was never spoken either, but for that of a redaction:
    nobody's name comes in danger again by a third word.
    """
    log = tuple(log)
    taken_back = {one.subjects[0] for one in log if one.verdict is Verdict.WITHDRAW}
    gone, kept = set[str](), dict[str, Judgement]()
    for judgement in reversed(log):
        redacts = judgement.verdict is Verdict.REDACT
        if judgement.id in gone or (redacts and judgement.id in taken_back):
            continue
        kept.setdefault(judgement.id, judgement)
        if judgement.verdict is Verdict.WITHDRAW:
            gone.add(judgement.subjects[0])
    return tuple(reversed(kept.values()))


def _spoken(log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What was said of claims and documents and not withdrawn, in log order."""
    return tuple(one for one in heard(log) if one.verdict is not Verdict.WITHDRAW)


Words = dict[tuple[str, ...], Judgement]


def _last_words(
    spoken: Iterable[Judgement], two_people: Collection[Verdict]
) -> tuple[Words, Words]:
    """The last word on each subject, and a later one that waits for a second person."""
    last: Words = {}
    unsigned: Words = {}
    words: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = defaultdict(dict)
    for judgement in spoken:
        subject, word = _subject(judgement), (*judgement.readings, *said(judgement))
        words[subject][judgement.person] = word
        agreeing = sum(one == word for one in words[subject].values())
        asked = judgement.verdict in two_people or judgement.verdict is Verdict.REDACT
        if asked and agreeing < 2:
            unsigned[subject] = judgement
        else:
            last[subject] = judgement
            unsigned.pop(subject, None)
    return last, unsigned


def said(judgement: Judgement) -> tuple[str, str]:
    """What a judgement says of its subject, in a form that two people's words share."""
    return judgement.verdict.value, dumps(detail_of(judgement).get("value"))


def unsigned(log: Iterable[Judgement]) -> Iterator[Finding]:
    """A finding for each judgement that waits for a second person."""
    for one in log:
        words = f"{word_of(one)} by {one.by} waits for a second person"
        yield Finding("judgement-unsigned", (*one.subjects, one.id), words)


def disagreements(log: Iterable[Judgement]) -> Iterator[Finding]:
    """Subjects of which two people say different things, each by their last word."""
    by_subject: dict[tuple[str, ...], dict[str, Judgement]] = defaultdict(dict)
    for judgement in _spoken(log):
        by_subject[_subject(judgement)][judgement.person] = judgement
    for voices in by_subject.values():
        words = list(voices.values())
        if len(set(map(said, words))) > 1:
            told = ", ".join(f"{word_of(one)} by {one.by}" for one in words)
            subjects = (*words[0].subjects, *(one.id for one in words))
            message = f"{told}: the last word stands"
            yield Finding("judgements-disagree", subjects, message)


def _subject(judgement: Judgement) -> tuple[str, ...]:
    """What a judgement has the last word on: two corrections of two fields both stand."""
    if judgement.verdict in PAIRS:
        return ("pair", *sorted(judgement.subjects))
    if judgement.verdict in STATES:
        return ("state", *judgement.subjects)
    if judgement.verdict is Verdict.CORRECT:
        return ("field", *judgement.subjects, str(detail_of(judgement).get("field")))
    return (judgement.verdict, *judgement.subjects, judgement.detail)


def detail_of(judgement: Judgement) -> dict[str, Any]:
    """What was added, corrected or redacted; empty where the detail cannot be read."""
    try:
        data = json.loads(judgement.detail or "{}")
    except json.JSONDecodeError:
        return {}
    return data if isinstance(data, dict) else {}


def word_of(judgement: Judgement) -> str:
    """A verdict as a reader sees it."""
    return judgement.verdict.replace("_", " ")
