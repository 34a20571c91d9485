"""Verdicts, reasons and numbers as a reader sees them. Never a word of blame.

A stated total that exceeds what was found may have five causes: it did not happen, was
not reported, not collected, not read, or joined wrongly. The words choose none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tallystick.model.derived import Count, Reconciliation
from tallystick.model.values import Bound, Number
from tallystick.reconcile.coverage import Coverage
from tallystick.schemes import rows

HEDGES = {
    Bound.AT_LEAST: "at least {}",
    Bound.MORE_THAN: "more than {}",
    Bound.NEARLY: "nearly {}",
    Bound.ABOUT: "about {}",
    Bound.AT_MOST: "up to {}",
}


def shown(number: Number) -> str:
    """A number as it was said."""
    if number.bound is Bound.RANGE:
        return f"{number.low} to {number.high}"
    if number.stated is None:
        return "no figure" if number.low is None else f"at least {number.low}"
    return HEDGES.get(number.bound, "{}").format(number.stated)


@cache
def reason_words() -> Mapping[str, str]:
    """What every reason code means, in the order of its file."""
    return {row["code"]: row["words"] for row in rows("count/reasons.tsv")}


@cache
def verdict_words() -> Mapping[str, str]:
    """The sentence of every verdict, with places for numbers."""
    return {row["verdict"]: row["words"] for row in rows("count/verdicts.tsv")}


def words(found: Reconciliation, read: Coverage) -> str:
    """A reconciliation in one paragraph: what was found, the gap, what is not known."""
    reasons = "; ".join(reason_words()[code] for code in found.reasons)
    verdict = "uninformative" if found.uninformative else found.verdict.value
    sentence = verdict_words()[verdict].format(
        documents=_of(read.documents, "document"),
        roots=_of(read.roots, "root"),
        band=band(found.count) if found.count else "",
        over=found.gap_low if found.gap_low is not None else "",
        under=-found.gap_high if found.gap_high is not None else "",
        reasons=reasons,
    )
    plain = found.verdict.value in ("cannot_compare", "not_tested") or not reasons
    return sentence if plain else f"{sentence} To keep in mind: {reasons}."


def band(found: Count) -> str:
    """Our band with what it counts: "3 to 7 incidents", "at least 3 incidents"."""
    noun = found.measure.value if found.measure.value != "other" else "incidents"
    if found.high is None:
        return f"at least {found.low} {noun}"
    if found.low == found.high:
        return f"{found.low} {noun}"
    return f"{found.low} to {found.high} {noun}"


def _of(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
