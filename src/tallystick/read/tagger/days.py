"""The day of an incident: any that its report tells may be it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from tallystick.model.claims import Claim, IncidentClaim
from tallystick.model.values import Date, Evidence, Field, Span
from tallystick.read.found import DateShape
from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.rules.text.where import sentence_of
from tallystick.read.rules.totals.windows import of_speech
from tallystick.read.tagger.choosing import Choice, Option
from tallystick.read.tagger.told import Told, View
from tallystick.read.tagger.words import Lens

LONGEST = 31
"""Days in the longest stretch in which an incident is dated."""


def day_options(
    page: Scan, claim: Claim, claims: Sequence[Claim], lens: Lens
) -> Sequence[Option]:
    """The days on which an incident may have been; of other claims none."""
    here = sentence_of(page, claim.anchor.span)
    if not isinstance(claim, IncidentClaim) or here is None:
        return ()
    own = _key(claim.date)
    told = page.once(_days)
    around = _Around(page, claim, View(page, claim, here, lens), claims)
    return [
        Option(
            key,
            key == own,
            tuple(around.features(key, told.get(key or "", ()))),
            _put_date(told.get(key or "", ()), own=key == own),
        )
        for key in dict.fromkeys([own, *told])
        if key == own or around.may_be(key, told[key or ""][0].date)
    ]


CHOICE = Choice("day", day_options)


def _key(date: Date | None) -> str | None:
    """Both ends of a date, as ``2024-03-01/2024-03-02``; None if one is open."""
    if date is None or date.first_day is None or date.last_day is None:
        return None
    return f"{date.first_day.isoformat()}/{date.last_day.isoformat()}"


def _days(page: Scan) -> Mapping[str, Sequence[Told]]:
    """All days and short stretches that a page tells, but those on which somebody spoke."""
    found: dict[str, list[Told]] = {}
    for sentence in page.sentences:
        for one in sentence.dates:
            key = _key(one.date) if one.shape is not DateShape.DURATION else None
            if key is None or one.date is None or _days_in(one.date) > LONGEST:
                continue
            if not of_speech(sentence, one):
                found.setdefault(key, []).append(Told(sentence, one, one.date))
    return found


def _days_in(date: Date) -> int:
    first, last = date.first_day, date.last_day
    return (last - first).days + 1 if first and last else LONGEST + 1


def _put_date(told: Sequence[Told], *, own: bool) -> Callable[[Claim], Claim]:
    """What dates an incident, with where the day is told as evidence."""

    def put(claim: Claim) -> Claim:
        if own or not isinstance(claim, IncidentClaim):
            return claim
        kept = [e for e in claim.evidence if e.field is not Field.DATE]
        for one in told[:1]:
            span = Span(one.sentence.part, one.found.start, one.found.end)
            kept.append(Evidence(Field.DATE, span))
        date = told[0].date if told else None
        return replace(claim, date=date, evidence=tuple(dict.fromkeys(kept)))

    return put


def _told_in(page: Scan, claim: IncidentClaim, sentence: Sentence) -> bool:
    """Whether a word of a sentence tells an incident, or tells of it again."""
    spans = (claim.anchor.span, *claim.spans(Field.TRIGGER))
    return any(sentence_of(page, span) is sentence for span in spans)


class _Around:
    """An incident and its report, when a day is looked at that it may have been on."""

    def __init__(
        self, page: Scan, claim: IncidentClaim, view: View, claims: Sequence[Claim]
    ) -> None:
        self.view = view
        self.own = _key(claim.date)
        events = [c for c in claims if isinstance(c, IncidentClaim)]
        at = events.index(claim)
        self.days = [_key(c.date) for c in events if c is not claim]
        self.before = _key(events[at - 1].date) if at else "-"
        self.after = _key(events[at + 1].date) if at + 1 < len(events) else "-"
        near = [c for c in events if _told_in(page, c, view.here)]
        self.beside = {_key(c.date) for c in near if c is not claim}
        self.published = page.document.published
        view.telling += [
            f"background={claim.background}",
            f"type={claim.event_type}",
            f"beside={min(len(near), 3)}",
            f"title={page.in_title(view.here)}",
        ]

    def may_be(self, key: str | None, date: Date) -> bool:
        """Whether a day had come by the publication, and is not that of another event of the
        sentence where this one has none: "struck on Friday after the attack on a base"."""
        first = date.first_day
        day = self.published.day if self.published else None
        if self.own is None and key in self.beside:
            return False
        return first is not None and (day is None or first.isoformat() <= day)

    def features(self, key: str | None, told: Sequence[Told]) -> Iterator[str]:
        """Features of one day, None for no day at all, and of where it is told."""
        as_read = "read" if key == self.own else "other"
        empty = self.own is None
        yield f"as={as_read}:{empty}"
        yield from (f"{as_read}:{empty}&{one}" for one in self.view.telling)
        same = sum(1 for one in self.days if one == key)
        yield f"same={min(same, 3)}:{min(len(self.days), 4)}:{as_read}"
        yield f"before={self.before == key}:{self.before is None}:{as_read}"
        yield f"after={self.after == key}:{self.after is None}:{as_read}"
        if key is None:
            return
        first, _, last = key.partition("/")
        yield f"long={first != last}"
        yield from self.view.published(first)
        if told:
            yield f"times={min(len(told), 4)}"
            yield f"empty={empty}:{len(self.beside)}"
            yield from self.view.features(as_read, self.view.nearest(told))
