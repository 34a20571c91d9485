"""The place of an incident: any that its report names may be it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from tallystick.model.claims import Claim, IncidentClaim
from tallystick.model.values import (
    Evidence,
    Field,
    Place,
    PlacePrecision,
    PlaceRole,
    Span,
)
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.rules.attacks.roles import in_a_name
from tallystick.read.rules.places.said_places import said_places
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.scan import Scan, Sentence
from tallystick.read.rules.text.where import sentence_of
from tallystick.read.tagger.choosing import Choice, Crossed, Option
from tallystick.read.tagger.words import Lens

TELLING = ("VERB", "NOUN", "ADP")
FARTHEST = 8
"""Steps in the parse from which on a place is simply far."""
BACK, ON = -3, 2
Named = Sequence[tuple[Sentence, FoundPlace]]


def place_options(
    page: Scan, claim: Claim, claims: Sequence[Claim], lens: Lens
) -> Sequence[Option]:
    """The places where an incident may have been; of other claims, and of one with several
    places, none."""
    here = sentence_of(page, claim.anchor.span)
    if not isinstance(claim, IncidentClaim) or here is None:
        return ()
    if sum(1 for p in claim.places if p.role is not PlaceRole.LAUNCH) > 1:
        return ()
    own = _key(claim.place)
    named = page.once(_named)
    around = _Around(page, claim, here, claims, lens)
    found: list[Option] = []
    for key in dict.fromkeys([own, *named]):
        if key == own or key not in around.launched:
            here_named = named.get(key or "", ())
            nearest = around.nearest(here_named)
            features = tuple(around.features(key, here_named, nearest))
            found.append(
                Option(key, key == own, features, _put_place(nearest, own=key == own))
            )
    return found


CHOICE = Choice("place", place_options)


def _key(place: Place | None) -> str | None:
    return place.text.casefold() if place is not None else None


def _named(page: Scan) -> Mapping[str, Named]:
    """Where each place is named as one."""
    found: dict[str, list[tuple[Sentence, FoundPlace]]] = {}
    for sentence in page.sentences:
        for one in page.once_of(said_places, sentence):
            if one.use is PlaceUse.LITERAL:
                found.setdefault(one.place.text.casefold(), []).append((sentence, one))
    return found


def _put_place(
    named: tuple[Sentence, FoundPlace] | None, *, own: bool
) -> Callable[[Claim], Claim]:
    """What gives an incident its place, with where that is named as evidence."""

    def put(claim: Claim) -> Claim:
        if own or named is None or not isinstance(claim, IncidentClaim):
            return claim
        sentence, found = named
        launched = tuple(p for p in claim.places if p.role is PlaceRole.LAUNCH)
        kept = [e for e in claim.evidence if e.field is not Field.PLACE]
        kept.append(Evidence(Field.PLACE, Span(sentence.part, found.start, found.end)))
        places = (replace(found.place, role=PlaceRole.UNSPECIFIED), *launched)
        return replace(claim, places=places, evidence=tuple(dict.fromkeys(kept)))

    return put


class _Around:
    """An incident and its report, when a place is looked at where it may have been."""

    def __init__(
        self,
        page: Scan,
        claim: IncidentClaim,
        here: Sentence,
        claims: Sequence[Claim],
        lens: Lens,
    ) -> None:
        self.page, self.here, self.lens = page, here, lens
        self.place, self.own = claim.place, _key(claim.place)
        self.start = claim.anchor.span.start
        self.token = next(iter(here.within(self.start, claim.anchor.span.end)), None)
        self.launched = {_key(p) for p in claim.places if p.role is PlaceRole.LAUNCH}
        events = [c for c in claims if isinstance(c, IncidentClaim)]
        at = events.index(claim)
        self.others = [_key(c.place) for c in events if c is not claim]
        self.before = self.others[at - 1] if at else "-"
        self.after = self.others[at] if at < len(self.others) else "-"
        self.spans = {s.start for s in claim.spans(Field.PLACE)}
        self.telling = [*lens.once("telling a place", here, self._words)]
        self.telling += [
            f"type={claim.event_type}",
            f"background={claim.background}",
            f"kind={self.place.precision if self.place else None}",
            f"places={min(len(here.places), 3)}",
        ]
        self.crossed = Crossed(self.telling)

    def _words(self) -> Iterator[str]:
        """The words of the claim's sentence that tell whether it has a place of its own."""
        here, lens = self.here, self.lens
        words = {lens.word(here, t) for t in here.tokens if t.pos_ in TELLING}
        return (f"in={w}" for w in sorted(words))

    def nearest(self, named: Named) -> tuple[Sentence, FoundPlace] | None:
        """The naming of a place by whose words it is judged; None if it is not named."""
        return min(named, key=self._distance, default=None)

    def features(
        self, key: str | None, named: Named, nearest: tuple[Sentence, FoundPlace] | None
    ) -> list[str]:
        """Features of one place, None for none at all, and of where it is named.

        Args:
            nearest: the naming by whose words it is judged.
        """
        as_read = "read" if key == self.own else "other"
        empty = self.own is None
        found = [f"as={as_read}:{empty}", *self.crossed[f"{as_read}:{empty}"]]
        same = self.others.count(key)
        found += (
            f"same={min(same, 3)}:{min(len(self.others), 4)}:{as_read}",
            f"before={self.before == key}:{self.before is None}:{as_read}",
            f"after={self.after == key}:{self.after is None}:{as_read}",
        )
        if nearest is not None:
            found.append(f"times={min(len(named), 4)}:{as_read}")
            found += self._kind(as_read, nearest[1].place)
            found += self._where(as_read, *nearest)
        return found

    def _kind(self, as_read: str, place: Place) -> Iterator[str]:
        """How fine a place is, beside that which was read."""
        known = place.id is not None
        yield f"fine={place.precision}:{known}:{as_read}"
        if self.place is not None:
            inside = place.country is not None and place.country == self.place.country
            yield f"fine={place.precision}:{self.place.precision}:{inside}:{as_read}"
        yield f"large={place.precision is PlacePrecision.COUNTRY}:{as_read}"

    def _distance(self, named: tuple[Sentence, FoundPlace]) -> tuple[int, bool, int]:
        apart = named[0].index - self.here.index
        return abs(apart), apart > 0, abs(named[1].start - self.start)

    def _where(self, as_read: str, sentence: Sentence, found: FoundPlace) -> Iterator[str]:
        """Where a place is named, and in which words."""
        apart = sentence.index - self.here.index
        title = self.page.in_title(sentence) and apart != 0
        where = "title" if title else str(max(BACK, min(apart, ON)))
        kind = str(found.place.precision)
        yield from (f"at={where}", f"at={where}:{as_read}", f"at={where}:{kind}")
        yield from self.crossed[where]
        yield f"read={found.start in self.spans}:{where}"
        yield f"name={in_a_name(sentence, found)}:{where}"
        root = sentence.place_root(found)
        over = root.head
        way = f"{root.dep_}-{over.lower_}" if over.pos_ == "ADP" else root.dep_
        top = over.head if over.pos_ == "ADP" else over
        word = self.lens.word(sentence, top)
        yield from (
            f"way={way}",
            f"way={way}:{where}",
            f"over={word}",
            f"over={word}:{way}",
        )
        yield f"clause={self.lens.word(sentence, g.clause_verb(root))}:{where}"
        yield f"first={found.start - sentence.start < 3}:{where}"
        if sentence is self.here:
            yield from self._in_sentence(found, way)

    def _in_sentence(self, found: FoundPlace, way: str) -> Iterator[str]:
        """How a place stands to the word that tells the event in one sentence."""
        yield f"side={found.start > self.start}:{way}"
        inside = [p.start for p in self.here.places]
        yield f"nth={sum(1 for start in inside if start < found.start)}:{min(len(inside), 4)}"
        if self.token is not None:
            root = self.here.place_root(found)
            steps = min(g.distance(root, self.token), FARTHEST)
            yield from (f"steps={steps}", f"steps={steps}:{way}")
