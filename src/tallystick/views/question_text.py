"""A question as plain text: the two sentences with what stands around them, and why."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from tallystick.model.judgements import Judgement, Verdict
from tallystick.views.answering import ASKS, answers_to
from tallystick.views.evidence import Passage, Shown
from tallystick.views.queue import Kind, Question
from tallystick.views.text import plain
from tallystick.views.why_text import reason_lines

WIDTH = 88
INDENT = "    "


def question_text(question: Question, place: tuple[int, int]) -> Iterator[str]:
    """The lines of a question; nothing in them can steer a terminal.

    Args:
        place: the number of the question, from 1, and how many there are.
    """
    yield f"{place[0]} of {place[1]}   {question.id}"
    yield ASKS[question.kind]
    yield f"now: {plain(question.stands)}"
    for number, judgement in enumerate(question.judgements, 1):
        yield ""
        yield from _judgement(number, judgement)
    for words in question.passages:
        yield ""
        yield from _passage(words)
    for claim in question.shown:
        yield ""
        yield from shown_text(claim)
    yield ""
    yield from _why(question)
    for one in answers_to(question):
        yield f"  {one.key}  {one.word.replace('_', ' ')}: {one.means}"


def shown_text(one: Shown) -> Iterator[str]:
    """The lines of a claim with its evidence; its words stand between ⟦ and ⟧."""
    published = one.published or "day not stated"
    source = plain(one.source) or "source not named"
    yield f"{source}, {published}, {one.language}: {plain(one.title)}"
    start, end = one.mark
    words = one.sentence
    marked = f"{words[:start]}⟦{words[start:end]}⟧{words[end:]}"
    yield from _wrapped(f"{_tail(one.before)}{plain(marked)}{_head(one.after)}")
    told = "; ".join(f"{name}: {plain(value)}" for name, value in one.fields)
    yield from _wrapped(f"read as {one.kind}: {told}")
    yield from _wrapped(f"{one.claim}, {one.part} {one.start}, origin {plain(one.root)}")


def _passage(one: Passage) -> Iterator[str]:
    yield f"{plain(one.source) or 'source not named'}: {plain(one.title)}"
    marked = f"{_tail(one.before)}⟦{plain(one.words)}⟧{_head(one.after)}"
    yield from _wrapped(marked)
    yield f"{INDENT}{one.document}, {one.part} {one.start}"


def _tail(text: str) -> str:
    shown = plain(text)
    return f"… {shown} " if shown else ""


def _head(text: str) -> str:
    shown = plain(text)
    return f" {shown} …" if shown else ""


def _wrapped(text: str) -> Iterator[str]:
    width = WIDTH - len(INDENT)
    yield from (INDENT + line for line in wrap(text, width, break_on_hyphens=False))


def _judgement(number: int, judgement: Judgement) -> Iterator[str]:
    word = judgement.verdict.replace("_", " ")
    of = " ".join(judgement.subjects)
    yield from wrap(f"{number}. {word} {of}", WIDTH, subsequent_indent=INDENT)
    yield from _wrapped(f"by {plain(judgement.by)}, {judgement.at}: {plain(judgement.why)}")
    if judgement.detail and judgement.verdict in (Verdict.CORRECT, Verdict.ADD):
        yield from _wrapped(plain(judgement.detail))
    yield f"{INDENT}{judgement.id}"


def _why(question: Question) -> Iterator[str]:
    if question.score is not None:
        yield f"why: score {question.score:.4f}; how much likelier each makes one event"
        yield from reason_lines(question.reasons)
    for finding in question.findings:
        yield from wrap(f"note: {finding.code}: {plain(finding.message)}", WIDTH)
    moves = ", ".join(
        f"{plain(one.label)} by {one.share:.0%}" for one in question.moves[:4]
    )
    more = len(question.moves) - 4
    ending = f" and {more} more" if more > 0 else ""
    yield from wrap(
        f"an answer could move {moves or 'no published number'}{ending}; "
        f"effect {question.effect:g}, doubt {question.doubt:g}",
        WIDTH,
    )


def brief(question: Question) -> str:
    """A question in one line."""
    if question.kind in (Kind.SAME_EVENT, Kind.AS_READ):
        told = " | ".join(plain(one.sentence) for one in question.shown)
    else:
        told = "; ".join(
            f"{one.verdict.replace('_', ' ')} by {plain(one.by)}"
            for one in question.judgements
        )
    cut = told if len(told) <= 2 * WIDTH else told[: 2 * WIDTH - 1] + "…"
    return f"{question.priority:.4f}  {ASKS[question.kind]}  {cut}  [{question.id}]"
