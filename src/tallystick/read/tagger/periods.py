"""The ends of a stated total's period: any day that its report tells may be one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from tallystick.model.claims import Claim, TallyClaim, Window, edge
from tallystick.model.lists import WindowAnchor
from tallystick.model.values import Date, Evidence, Field, Span
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.rules.text.where import sentence_of
from tallystick.read.rules.totals import windows
from tallystick.read.tagger.choosing import Choice, Option
from tallystick.read.tagger.told import Told, View
from tallystick.read.tagger.words import Lens

STRETCHES = (-1, 0, 1, 7, 40, 400)
"""Days between the ends of a period, in steps."""


def start_options(
    page: Scan, claim: Claim, claims: Sequence[Claim], lens: Lens
) -> Sequence[Option]:
    """The days on which the period of a total may begin; of other claims none."""
    return _options(page, claim, claims, lens, Field.SINCE)


def end_options(
    page: Scan, claim: Claim, claims: Sequence[Claim], lens: Lens
) -> Sequence[Option]:
    """The days on which the period of a total may end; of other claims none."""
    return _options(page, claim, claims, lens, Field.AS_OF)


CHOICES = (Choice("since", start_options), Choice("as_of", end_options))


def _options(
    page: Scan, claim: Claim, claims: Sequence[Claim], lens: Lens, side: Field
) -> Sequence[Option]:
    here = sentence_of(page, claim.anchor.span)
    if not isinstance(claim, TallyClaim) or here is None:
        return ()
    own = _key(claim, side)
    told = page.once(_starts if side is Field.SINCE else _ends)
    around = _Around(page, claim, here, side, claims, lens)
    found: list[Option] = []
    for key in dict.fromkeys([own, None, *told]):
        if key in (own, None) or around.may_be(told[key][0].date):
            days = told.get(key or "", ())
            nearest = around.view.nearest(days)
            features = around.features(key, days, nearest)
            put = _put_end(side, nearest, own=key == own)
            found.append(Option(key, key == own, tuple(features), put))
    return found


def _end(claim: TallyClaim, side: Field) -> Date | None:
    return claim.window.start if side is Field.SINCE else claim.window.end


def _key(claim: TallyClaim, side: Field) -> str | None:
    return edge(_end(claim, side))


def _starts(page: Scan) -> Mapping[str, Sequence[Told]]:
    """All days and stretches on which something may begin."""
    return _by_key(page, DateShape.UNTIL, _first)


def _ends(page: Scan) -> Mapping[str, Sequence[Told]]:
    """All days and stretches on which something may end."""
    return _by_key(page, DateShape.SINCE, windows.last_of)


def _first(found: FoundDate) -> Date | None:
    return windows.first_of(found.date) if found.date is not None else None


def _by_key(
    page: Scan, but: DateShape, end_of: Callable[[FoundDate], Date | None]
) -> Mapping[str, Sequence[Told]]:
    found: dict[str, list[Told]] = {}
    for sentence in page.sentences:
        for one in sentence.dates:
            if one.date is None or one.shape in (but, DateShape.DURATION):
                continue
            end = end_of(one)
            keys = {edge(one.date): Told(sentence, one, one.date, whole=True)}
            if end is not None:
                keys[edge(end)] = Told(sentence, one, end, whole=False)
            for key, told in keys.items():
                if key is not None:
                    found.setdefault(key, []).append(told)
    return found


def _put_end(side: Field, told: Told | None, *, own: bool) -> Callable[[Claim], Claim]:
    """What puts an end into the period of a total, and where it is told into its evidence."""

    def put(claim: Claim) -> Claim:
        if own or not isinstance(claim, TallyClaim):
            return claim
        date = told.date if told is not None else None
        kept = [e for e in claim.evidence if e.field is not side]
        if told is not None:
            span = Span(told.sentence.part, told.found.start, told.found.end)
            kept.append(Evidence(side, span))
        if side is Field.SINCE:
            window = replace(claim.window, start=date, anchor=WindowAnchor.FIXED)
        else:
            window = replace(claim.window, end=date)
        if _backwards(window):
            return claim
        return replace(claim, window=window, evidence=tuple(dict.fromkeys(kept)))

    return put


def _backwards(window: Window) -> bool:
    first = window.start.first_day if window.start else None
    last = window.end.last_day if window.end else None
    return first is not None and last is not None and last < first


class _Around:
    """A total and its report, when a day is looked at that its period may end on."""

    def __init__(
        self,
        page: Scan,
        claim: TallyClaim,
        here: Sentence,
        side: Field,
        claims: Sequence[Claim],
        lens: Lens,
    ) -> None:
        self.side = side
        self.own = _key(claim, side)
        self.other = _end(claim, Field.AS_OF if side is Field.SINCE else Field.SINCE)
        totals = [c for c in claims if isinstance(c, TallyClaim)]
        at = totals.index(claim)
        self.ends = [_key(c, side) for c in totals if c is not claim]
        self.before = _key(totals[at - 1], side) if at else "-"
        self.after = _key(totals[at + 1], side) if at + 1 < len(totals) else "-"
        self.day = page.document.published.day if page.document.published else None
        self.view = View(page, claim, here, lens)
        self.view.telling += [
            f"measure={claim.measure}",
            f"ordinal={claim.ordinal}",
            f"title={claim.headline}",
        ]

    def may_be(self, date: Date) -> bool:
        """Whether a day had come by the publication, and is no end before the start."""
        first = date.first_day
        if first is None or (self.day and first.isoformat() > self.day):
            return False
        return self.side is Field.SINCE or not _backwards(Window(self.other, date))

    def features(
        self, key: str | None, told: Sequence[Told], nearest: Told | None
    ) -> list[str]:
        """Features of one day, None for no day at all, and of where it is told.

        Args:
            nearest: the telling by whose words it is judged.
        """
        as_read = "read" if key == self.own else "empty" if key is None else "other"
        found = [f"as={as_read}", f"as={as_read}:{self.own is None}"]
        found.append(f"as={as_read}&empty={key is None}")
        found += self.view.crossed[as_read]
        same = self.ends.count(key)
        found += (
            f"same={min(same, 3)}:{min(len(self.ends), 4)}:{key is None}",
            f"before={self.before == key}:{self.before is None}:{key is None}",
            f"after={self.after == key}:{self.after is None}:{key is None}",
        )
        if key is None:
            return found
        known = [one for one in self.ends if one is not None]
        found.append(f"first={bool(known) and key <= min(known)}")
        found += self._apart(told)
        found += self.view.published(key)
        if nearest is not None:
            found.append(f"times={min(len(told), 4)}")
            found += self.view.features(as_read, nearest)
        return found

    def _apart(self, told: Sequence[Told]) -> Iterator[str]:
        """How far the other end of the period is."""
        day = told[0].date.first_day if told else None
        other = self.other.first_day if self.other is not None else None
        if day is not None and other is not None:
            apart = abs((day - other).days) * (1 if day >= other else -1)
            yield f"apart={sum(apart > step for step in STRETCHES)}"
