"""Contradictions inside one total, and between a headline and its own text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tallystick.count import CountPolicy
from tallystick.directory import Directory
from tallystick.model.claims import TallyClaim
from tallystick.model.derived import Finding
from tallystick.model.values import Field, Number
from tallystick.reconcile.blocks import blocks, finding
from tallystick.reconcile.numbers import clash, rounds, width_of
from tallystick.reconcile.relations import (
    Relation,
    area_of,
    compare,
)
from tallystick.reconcile.words import reason_words, shown


def parts_that_do_not_add_up(
    tallies: Iterable[TallyClaim], policy: CountPolicy
) -> Iterator[Finding]:
    """Parts that are all must make the total; parts that leave a rest only fit into it.

    Parts that are not said to be all and stand far from the total may be another's.
    """
    for tally in tallies:
        if not tally.parts or (tally.partition is not True and _far(tally, policy)):
            continue
        least, most = _sum([width_of(part.number, policy) for part in tally.parts])
        total = width_of(tally.number, policy)
        over = total.high is not None and least > total.high
        short = tally.partition is True and most is not None and most < total.least
        if over or short:
            told = " + ".join(shown(part.number) for part in tally.parts)
            message = f"the parts {told} do not make the stated {shown(tally.number)}"
            yield finding("contradiction-parts-do-not-add-up", message, tally)


def _far(tally: TallyClaim, policy: CountPolicy) -> bool:
    """Whether a part is told farther from the number than one breath."""
    at = tally.anchor.span
    return any(
        span.part is not at.part or abs(span.start - at.start) > policy.sentence
        for span in tally.spans(Field.PART)
    )


def _sum(numbers: Sequence[Number]) -> tuple[int, int | None]:
    highs = [number.high for number in numbers if number.high is not None]
    closed = len(highs) == len(numbers)
    return sum(number.least for number in numbers), sum(highs) if closed else None


def headlines(
    tallies: Iterable[TallyClaim], directory: Directory, policy: CountPolicy
) -> Iterator[Finding]:
    """Totals that stand in a title only, beside the totals of their own text."""
    for group in blocks(tallies, lambda tally: (tally.document,)).values():
        bodies = [tally for tally in group if not tally.headline]
        for headline in group:
            if headline.headline and bodies:
                yield from _headline(headline, bodies, directory, policy)


def _headline(
    headline: TallyClaim,
    bodies: Sequence[TallyClaim],
    directory: Directory,
    policy: CountPolicy,
) -> Iterator[Finding]:
    told = headline.number.stated
    same = [body for body in bodies if told is not None and body.number.stated == told]
    if same:
        yield from _other_scope(headline, same, directory, policy)
        return
    rivals = [body for body in bodies if _rival(headline, body, directory)]
    if rivals and all(clash(headline, r, policy) for r in rivals):
        nearest = min(rivals, key=lambda r: (_distance(headline, r), r.id))
        says = (
            f"the headline says {shown(headline.number)}, the text {shown(nearest.number)}"
        )
        if rounds(headline, nearest, policy):
            words = reason_words()["rounding"]
            yield finding("totals-not-comparable", f"{says}: {words}", headline, nearest)
        else:
            yield finding("contradiction-headline-body", says, headline, nearest)


def _rival(headline: TallyClaim, body: TallyClaim, directory: Directory) -> bool:
    """Whether a total of the text may be the one that the headline speaks of.

    A headline leaves things out; only what it says otherwise makes it another total.
    """
    return not compare(headline, body, directory).named(Relation.DIFFERENT)


def _distance(a: TallyClaim, b: TallyClaim) -> int:
    return abs((a.number.stated or 0) - (b.number.stated or 0))


def _other_scope(
    headline: TallyClaim,
    bodies: Sequence[TallyClaim],
    directory: Directory,
    policy: CountPolicy,
) -> Iterator[Finding]:
    """The same number under another scope than that of every total of the text."""
    scopes = {body.id: _differences(headline, body, directory, policy) for body in bodies}
    if not all(scopes.values()):
        return
    body = min(bodies, key=lambda one: (len(scopes[one.id]), one.id))
    reasons = ", ".join(reason_words()[code] for code in scopes[body.id])
    message = f"headline and text both say {shown(headline.number)}, but {reasons}"
    yield finding("headline-differs-in-scope", message, headline, body)


def _differences(
    headline: TallyClaim, body: TallyClaim, directory: Directory, policy: CountPolicy
) -> tuple[str, ...]:
    """How a headline's scope differs; small numbers lose their area as a matter of course."""
    compared = compare(headline, body, directory)
    asked = ("unit", "area", "perpetrator", "target")
    apart = [name for name in asked if name in compared.named(Relation.DIFFERENT)]
    found = [f"other_{name}" for name in apart]
    large = (headline.number.stated or 0) >= policy.drift_least
    if large and not area_of(headline) and len(area_of(body)) > 1:
        found.append("headline_drops_area")
    return tuple(found)
