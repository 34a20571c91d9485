"""Why claims are one incident or two, in words and factors that anybody can check.

A weight is shown as what it multiplies the odds by: "16x for" makes one event sixteen
times likelier, "3x against" two events three times. Multiplied, they are the score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from textwrap import wrap

from tallystick.match.explain import Ending, Reason
from tallystick.model.judgements import Judgement
from tallystick.views.evidence import Shown
from tallystick.views.text import plain
from tallystick.views.why import Held, Link, WhyIncident, WhyPair

WIDTH = 88
INDENT = "    "

ENDINGS: Mapping[Held | Ending, str] = {
    Held.CALLED_SAME: "a person called the two one event",
    Held.CALLED_DIFFERENT: "a person called the two different events",
    Held.REPEATED: "one repeats the text of the other word for word",
    Held.KEPT_OUT: "a person rejected one of the two or set it aside",
    Ending.JOINED: "what they say fits together",
    Ending.JOINED_BY_OTHERS: "too little by itself; claims between the two connect them",
    Ending.WHOLE_AND_PART: "one tells of several engagements, the other of one: never one "
    "incident, at most a whole and its part",
    Ending.TOLD_APART: "one text tells of both as two",
    Ending.AGAINST: "what they say speaks against one event",
    Ending.WEAK: "too little speaks for one event",
    Ending.OUTVOTED: "enough speaks for it, but other claims of the two incidents disagree, "
    "or a third incident fits as well",
}


def incident_text(told: WhyIncident) -> Iterator[str]:
    """The lines of an answer about an incident; nothing in them can steer a terminal."""
    names = _numbered(told.shown)
    yield told.incident
    if told.set_aside is not None:
        yield f"not counted: {plain(told.set_aside)}"
    if told.parent is not None:
        yield f"a part of {told.parent}"
    yield from _claims(told.shown, told.claims, names)
    if not told.links:
        yield from ("", "one claim alone tells of it")
    for link in told.links:
        yield from ("", *brief_link(link, names))
    for near in told.near:
        yield from ("", f"NEAR, and not this incident: {near.incident}")
        yield from _claims(told.shown, near.claims, names)
        yield from brief_link(near.link, names)
        if near.against is not None:
            yield "what speaks most against it:"
            yield from brief_link(near.against, names)
    if told.links or told.near:
        yield ""
        yield from wrap(
            f"Pairs are joined from {told.link_at:g} on. `tallystick why CLAIM CLAIM` "
            "argues every weight of a pair.",
            WIDTH,
        )


def pair_text(told: WhyPair) -> Iterator[str]:
    """The lines of an answer about two names."""
    names = _numbered(told.shown)
    yield " | ".join(told.incidents)
    yield from _claims(told.shown, names, names)
    yield from ("", *link_text(told.link, names, told.link_at))
    if told.against is not None:
        yield from ("", "what speaks most against it:")
        yield from link_text(told.against, names, told.link_at)


def _numbered(several: Iterable[Shown]) -> dict[str, str]:
    return {one.claim: f"[{nth}]" for nth, one in enumerate(several, 1)}


def _claims(
    several: Iterable[Shown], wanted: Collection[str], names: Mapping[str, str]
) -> Iterator[str]:
    for one in (one for one in several if one.claim in wanted):
        head = f"{names[one.claim]} {plain(one.source) or 'source not named'}"
        yield f"{head}, {one.published or 'day not stated'}   {one.claim}"
        yield from _wrapped(f"“{plain(one.sentence)}”")


def brief_link(link: Link, names: Mapping[str, str]) -> Iterator[str]:
    """A link in a few lines: what decided, and what speaks for and against it."""
    yield from _verdict(link, names)
    if link.score is None or link.prior is None:
        return
    told = [(f"{one.aspect} {one.level} {_times(one.weight)}", one) for one in link.reasons]
    speaking = [words for words, one in told if one.weight > 0]
    against = [words for words, one in told if one.weight < 0]
    yield from _wrapped(f"for: {'; '.join(speaking) or 'nothing'}")
    yield from _wrapped(f"against: {'; '.join([*against, _start(link.prior)])}")


def link_text(link: Link, names: Mapping[str, str], link_at: float) -> Iterator[str]:
    """A link with every weight and what argues it.

    Args:
        names: how each claim is called here.
        link_at: the score from which pairs are joined.
    """
    yield from _verdict(link, names)
    if link.score is None or link.prior is None:
        return
    yield from _reason("", _start(link.prior), "")
    yield from reason_lines(link.reasons)
    silent = ", ".join(one.aspect for one in link.reasons if not one.weight)
    yield from _wrapped(f"say nothing: {silent}" if silent else "")
    yield f"{INDENT}together {link.score:.4f}; pairs are joined from {link_at:g} on"


def _verdict(link: Link, names: Mapping[str, str]) -> Iterator[str]:
    ends = " and ".join(names.get(one, one) for one in (link.left, link.right))
    verdict = "one incident" if link.joined else "two incidents"
    if link.part:
        verdict = "a whole and its part"
    score = "" if link.score is None else f" (score {link.score:.4f})"
    yield from wrap(f"{ends}: {verdict}: {ENDINGS[link.ending]}{score}", WIDTH)
    for judgement in link.judgements:
        yield from _said(judgement)


def _said(judgement: Judgement) -> Iterator[str]:
    word = judgement.verdict.replace("_", " ")
    by = f"{plain(judgement.by)}, {judgement.at}"
    yield from _wrapped(f"{word}, {by}: {plain(judgement.why)} ({judgement.id})")


def reason_lines(reasons: Iterable[Reason]) -> Iterator[str]:
    """An aspect that weighs something, with what argues its weight; in their order."""
    for one in reasons:
        if one.weight:
            side = "for" if one.weight > 0 else "against"
            aspect = f"{one.aspect} {one.level}"
            yield from _reason(f"{_times(one.weight)} {side}", aspect, one.because)


def _reason(factor: str, aspect: str, because: str) -> Iterator[str]:
    yield from wrap(
        f"{factor:>14}  {aspect}" + (f": {because}" if because else ""),
        WIDTH,
        subsequent_indent=" " * 18,
        drop_whitespace=True,
        initial_indent="",
    )


def _start(prior: float) -> str:
    """The odds before anything is compared, in words."""
    return f"at the start about 1 in {2**-prior + 1:.0f} such pairs is one event"


def _times(weight: float) -> str:
    """What a weight multiplies the odds by, or divides them by."""
    times = 2 ** abs(weight)
    return f"{times:.0f}x" if times >= 3 else f"{times:.1f}x"


def _wrapped(text: str) -> Iterator[str]:
    width = WIDTH - len(INDENT)
    yield from (INDENT + line for line in wrap(text, width, break_on_hyphens=False))
