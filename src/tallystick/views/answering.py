"""Answers to the questions of the queue: one key each, each a judgement as any other.

A `Round` goes through some questions in order. Each answer is a judgement, entered where
the round was told to, before the round goes on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tallystick.codec import dumps
from tallystick.errors import RequestError
from tallystick.model.judgements import Judgement, Verdict
from tallystick.views.judging import Judging, Spoken
from tallystick.views.queue import Kind, Question

ASKS = {
    Kind.REDACTION: "Shall these words be masked for ever?",
    Kind.CONFLICT: "These judgements cannot all hold. Which one shall be withdrawn?",
    Kind.AGAIN: "The reading has changed since. Does this judgement still hold?",
    Kind.SECOND: "Do you say the same?",
    Kind.SAME_EVENT: "Do these two tell of one event?",
    Kind.AS_READ: "Does the text say what was read?",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that can be answered."""

    key: str
    """One character."""
    word: str
    means: str


OF_PAIRS = (
    Answer("s", "same", "one event"),
    Answer("d", "different", "two events"),
)
OF_CLAIMS = (
    Answer("a", "accept", "read rightly"),
    Answer("r", "reject", "no such claim: keep it, count it not"),
    Answer("x", "set_aside", "cannot be used: keep it, count it not"),
    Answer("c", "correct", "a field is wrong: name it and its value"),
)
HOLDS = Answer("y", "yes", "say it again of the present reading")
WITHDRAWS = Answer("w", "withdraw", "take it back")
SECONDS = Answer("y", "yes", "say the same, as the second person")


def answers_to(question: Question) -> tuple[Answer, ...]:
    """What can be answered to a question, beside leaving it open."""
    match question.kind:
        case Kind.SAME_EVENT:
            return OF_PAIRS
        case Kind.AS_READ:
            return OF_CLAIMS
        case Kind.AGAIN:
            return (HOLDS, WITHDRAWS)
        case Kind.CONFLICT:
            return tuple(
                Answer(str(nth), str(nth), f"withdraw number {nth}")
                for nth in range(1, min(9, len(question.judgements)) + 1)
            )
    return (SECONDS,)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as somebody gave it."""

    word: str
    """A key or a word of `answers_to`."""
    why: str = ""
    """The reason; that it was answered as asked, if empty."""
    field: str | None = None
    value: str | None = None
    """For a correction: which field, and its value as JSON."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing done in a round: where it was, and what was said there."""

    at: int
    said: Judgement | None


class Round:
    """Questions in order, with what was answered so far. Undo is another judgement."""

    def __init__(
        self,
        questions: Sequence[Question],
        judging: Judging,
        by: str,
        clock: Callable[[], str],
        enter: Callable[[Judgement], object],
    ) -> None:
        """Begin before the first question.

        Args:
            judging: the ledger that the questions were asked of.
            by: who answers, as the log shall name them.
            clock: the time of each answer, UTC, ISO 8601 with a final Z.
            enter: puts a judgement in the log; what it raises leaves the round as it was.
        """
        self._questions, self._judging = tuple(questions), judging
        self._by, self._clock, self._enter = by, clock, enter
        self._last = ""
        self._at, self._steps = 0, list[_Step]()
        self._settle()

    @property
    def question(self) -> Question | None:
        """The question that is asked now; None at the end."""
        return self._questions[self._at] if self._at < len(self._questions) else None

    @property
    def corrects(self) -> bool:
        """Whether a field can be corrected in answer to the present question."""
        return self.question is not None and self.question.kind is Kind.AS_READ

    def stands(self, field: str) -> str:
        """What stands in a field of the claim that is asked about, as JSON.

        Raises:
            RequestError: no such field can be corrected, or none at all.
        """
        if self.question is None or not self.corrects:
            raise RequestError("this question is no claim to be corrected")
        return self._judging.stands(self.question.subjects[0], field)

    @property
    def place(self) -> tuple[int, int]:
        """The number of the question, from 1, and how many there are."""
        return self._at + 1, len(self._questions)

    @property
    def said(self) -> tuple[Judgement, ...]:
        """What was answered and not undone, in order."""
        return tuple(step.said for step in self._steps if step.said is not None)

    def give(self, given: Given) -> Judgement:
        """Answer the present question and go on to the next.

        Raises:
            RequestError: no such answer, or a correction that cannot be.
        """
        if self.question is None:
            raise RequestError("there is no further question")
        made = self._fresh(self._judgement(self.question, given))
        self._keep(made)
        self._go_on(made)
        return made

    def skip(self) -> None:
        """Leave the present question open and go on to the next."""
        if self.question is not None:
            self._go_on(None)

    def go_to(self, name: str) -> None:
        """Turn to the question of an id, wherever it stands.

        Raises:
            RequestError: there is none, or another answer has settled it.
        """
        names = [question.id for question in self._questions]
        if name not in names or self._settled(self._questions[names.index(name)]):
            raise RequestError(f"no open question is called {name[:40]!r}")
        self._at = names.index(name)

    def undo(self) -> Judgement | None:
        """Go back one step: the withdrawal of what was said there, if anything was.

        Raises:
            RequestError: nothing was done yet.
        """
        if not self._steps:
            raise RequestError("there is nothing to undo")
        step, made = self._steps[-1], None
        if step.said is not None:
            made = self._fresh(self._withdraws(step.said, "undone while answering"))
            self._keep(made)
        self._steps.pop()
        self._at = step.at
        return made

    def _now(self) -> str:
        """The time of an answer, never before that of the last: a log has one order."""
        return max(self._clock(), self._last)

    def _keep(self, made: Judgement) -> None:
        self._enter(made)
        self._last = made.at
        self._judging.hear(made)

    def _go_on(self, said: Judgement | None) -> None:
        self._steps.append(_Step(self._at, said))
        self._at += 1
        self._settle()

    def _settle(self) -> None:
        while (question := self.question) is not None and self._settled(question):
            self._at += 1

    def _settled(self, question: Question) -> bool:
        """Whether what was said in this round leaves nothing to ask."""
        if question.kind not in (Kind.SAME_EVENT, Kind.AS_READ):
            return False
        gone = {
            one.subjects[0]
            for one in self.said
            if one.verdict in (Verdict.REJECT, Verdict.SET_ASIDE)
        }
        if gone & set(question.subjects):
            return True
        return question.kind is Kind.SAME_EVENT and self._known(*question.subjects)

    def _known(self, one: str, other: str) -> bool:
        """Whether two claims are the same, or apart, by what was said of others."""
        groups = _Groups(self.said)
        here, there = groups.of(one), groups.of(other)
        apart = (set(map(groups.of, pair)) for pair in groups.apart)
        return here == there or {here, there} in list(apart)

    def _judgement(self, question: Question, given: Given) -> Judgement:
        known = {name: a for a in answers_to(question) for name in (a.key, a.word)}
        if given.word not in known:
            keys = ", ".join(f"{a.key} ({a.word})" for a in answers_to(question))
            raise RequestError(f"expected {keys}; came {given.word[:40]!r}")
        word = known[given.word].word
        why = given.why.strip() or f"answered as asked: {ASKS[question.kind]}"
        match question.kind:
            case Kind.CONFLICT:
                return self._withdraws(question.judgements[int(word) - 1], why)
            case Kind.AGAIN if word == "withdraw":
                return self._withdraws(question.judgements[0], why)
            case Kind.AGAIN:
                readings = {one.claim: one.reading for one in question.shown}
                return self._again(question.judgements[0], why, readings)
            case Kind.SECOND | Kind.REDACTION:
                return self._again(question.judgements[0], why, {})
        spoken = Spoken(
            word, question.subjects, why, self._by, self._now(), given.field, given.value
        )
        return _with_question(self._judging.judgement(spoken), question)

    def _withdraws(self, judgement: Judgement, why: str) -> Judgement:
        spoken = Spoken("withdraw", (judgement.id,), why, self._by, self._now())
        return self._judging.judgement(spoken)

    def _again(self, judgement: Judgement, why: str, readings: dict[str, str]) -> Judgement:
        """The same judgement, said by whoever answers, of the readings that they saw."""
        quoted = zip(judgement.subjects, judgement.readings, strict=True)
        seen = tuple(readings.get(name, reading) for name, reading in quoted)
        at = self._now()
        return replace(judgement, readings=seen, by=self._by, at=at, why=why)

    def _fresh(self, judgement: Judgement) -> Judgement:
        """The judgement, a second later if the very same was said and taken back."""
        known = self._judging.known
        while judgement.id in known:
            later = datetime.fromisoformat(judgement.at) + timedelta(seconds=1)
            judgement = replace(judgement, at=later.strftime("%Y-%m-%dT%H:%M:%SZ"))
        return judgement


def _with_question(judgement: Judgement, question: Question) -> Judgement:
    """The judgement with what was asked: the log keeps the question beside the answer."""
    asked: dict[str, object] = {"id": question.id, "kind": question.kind.value}
    if question.score is not None:
        asked |= {"score": question.score}
        asked |= {"levels": [[one.aspect, one.level] for one in question.reasons]}
    told = json.loads(judgement.detail or "{}")
    return replace(judgement, detail=dumps({**told, "question": asked}))


class _Groups:
    """Claims called one event in a round, and pairs called two."""

    def __init__(self, said: Sequence[Judgement]) -> None:
        self._parent: dict[str, str] = {}
        for one, other in self._pairs(said, Verdict.SAME):
            self._parent[self.of(one)] = self.of(other)
        self.apart = tuple(self._pairs(said, Verdict.DIFFERENT))

    @staticmethod
    def _pairs(said: Sequence[Judgement], verdict: Verdict) -> Iterator[tuple[str, str]]:
        for one in said:
            if one.verdict is verdict:
                yield one.subjects[0], one.subjects[1]

    def of(self, claim: str) -> str:
        """The claim that stands for a claim's group."""
        while claim in self._parent:
            claim = self._parent[claim]
        return claim
