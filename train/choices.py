"""Examples of the values that a field may have: those that the labels give it, and the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fit import Floats
from labels import Labelled, Row
from totals import home

from tallystick.model.claims import Claim, IncidentClaim, TallyClaim
from tallystick.model.values import Field, Part
from tallystick.read.rules.text.scan import Scan
from tallystick.read.tagger.choosing import Choice
from tallystick.read.tagger.words import Lens, Masks

WORD = re.compile(r"[^\W_]+")
Right = Callable[[Row, str | None], bool | None]
"""Whether a value is what a label says; None where the label does not say."""


@dataclass(frozen=True)
class OptionExample:
    """One value that a field of one claim may have."""

    document: int
    claim: str
    own: bool
    features: tuple[str, ...]
    right: bool


def begins(label: Row, key: str | None) -> bool | None:
    """Whether a total's period begins on a day."""
    if "period_start" not in label or "since" in label.get("disputed", ()):
        return None
    return _same_day(label["period_start"], key)


def ends(label: Row, key: str | None) -> bool | None:
    """Whether a total's period ends on a day; none told is right where none is."""
    if "period_end_or_as_of" not in label or "as_of" in label.get("disputed", ()):
        return None
    published = label["as_of_basis"] == "publication" and key is None
    return published or _same_day(label["period_end_or_as_of"], key)


def _same_day(label: str | None, key: str | None) -> bool:
    """As far as the label goes: a month when it names a month."""
    return label == (key and key[: len(label or key)])


def was_at(label: Row, key: str | None) -> bool | None:
    """Whether an incident's place has at least half of the words of the shorter name."""
    if not label.get("place") or "place" in label.get("disputed", ()):
        return None
    told, read = (
        set(WORD.findall(name.casefold())) for name in (label["place"], key or "")
    )
    return 2 * len(told & read) >= min(len(told), len(read)) > 0


RIGHT: dict[str, Right] = {"since": begins, "as_of": ends, "place": was_at}
"""What labels say of a field, by the name of its choice."""


def option_examples(
    documents: Sequence[Labelled],
    pages: Sequence[Scan],
    read: Sequence[Sequence[Claim]],
    choice: Choice,
    masks: Masks,
) -> list[OptionExample]:
    """The values that a field may have, of all claims that stand for a label.

    Args:
        read: the claims of each document, as they are before anything is chosen.
    """
    found: list[OptionExample] = []
    for at, (one, page, claims) in enumerate(zip(documents, pages, read, strict=True)):
        lens = Lens(masks)
        for label, claim in labelled_claims(one, claims):
            options = choice.options(page, claim, claims, lens)
            right = RIGHT[choice.name]
            told = [right(label, option.key) for option in options]
            if None in told:
                continue
            found += [
                OptionExample(at, claim.id, option.own, option.features, bool(yes))
                for option, yes in zip(options, told, strict=True)
            ]
    return found


def labelled_claims(one: Labelled, claims: Sequence[Claim]) -> Iterator[tuple[Row, Claim]]:
    """Labels with the claims that stand for them, each claim once."""
    taken: set[str] = set()
    if one.templates:
        return
    for label in (*one.gold["tallies"], *one.gold["incidents"]):
        place = home(one, label)
        if place is None or label.get("distractor"):
            continue
        found = next(
            (c for c in claims if c.id not in taken and _told(label, place, c)), None
        )
        if found is not None:
            taken.add(found.id)
            yield label, found


def _told(label: Row, place: tuple[Part, int, int], claim: Claim) -> bool:
    """Whether a claim is a label's: the number in its quote, or the word that tells it."""
    part, start, end = place
    if isinstance(claim, TallyClaim):
        span = claim.anchor.span
        here = span.part is part and start <= span.start < end
        return here and "value_low" in label and claim.number.stated == label["value_low"]
    if not isinstance(claim, IncidentClaim) or "value_low" in label:
        return False
    trigger = label.get("trigger")
    low = start + label["quote"].find(trigger) if trigger else start
    high = low + len(trigger) if trigger else end
    spans = claim.spans(Field.TRIGGER)
    return any(s.part is part and low <= s.start < high for s in spans)


def share_right(examples: Sequence[OptionExample], scores: Floats) -> tuple[float, float]:
    """Of how many claims the value read is right, and of how many the one chosen is."""
    read = chosen = claims = 0
    scored = zip(examples, scores.tolist(), strict=True)
    for _, group in groupby(scored, key=lambda told: (told[0].document, told[0].claim)):
        options = list(group)
        claims += 1
        read += any(e.right for e, _ in options if e.own)
        chosen += max(options, key=lambda told: (told[1], told[0].own))[0].right
    return read / max(claims, 1), chosen / max(claims, 1)
