"""Tellings of a document gathered into events: one event is one claim of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tallystick.model.lists import Assertion, Measure
from tallystick.model.values import Date, Mention, Place, PlacePrecision
from tallystick.read.parties import party_fit
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.phrases import COARSE
from tallystick.read.phrases.tellings import Telling
from tallystick.read.rules.events.event import day
from tallystick.read.rules.events.event_types import manners

REAL = (Assertion.OCCURRED, Assertion.DID_NOT_OCCUR)
BY_WORD = (
    "ground_raid",
    "armed_clash",
    "maritime_attack",
    "abduction_detention",
    "suicide_attack",
)
"""Types that a weapon does not change."""
VAGUE = ("aerial_unspecified", "indirect_fire_unspecified")
NEARBY = 3
"""Sentences around people hurt in which the attack is told of."""
FEW_DAYS = 2
"""Days from first to last of a stretch that still dates one event told in the plural."""
NEAR_LAT, NEAR_LON = 0.3, 0.35
"""Degrees within which two named places may be one event's."""


@dataclass
class Event:
    """Tellings of one event, in order of the text."""

    tellings: list[Telling]
    claimants: list[Mention] = field(default_factory=list)
    """Who claims it in words of their own: "the group claimed responsibility"."""
    own: bool = False
    """Whether the document is its doer's own statement."""

    @property
    def first(self) -> Telling:
        """Its first telling."""
        return self.tellings[0]


def event_type(one: Telling) -> str:
    """The event type of a telling: by its weapon, else by its word."""
    told = [a.event_type for a in one.acts if not a.harm]
    plain = "operation_unspecified"
    word = next((t for t in told if t != plain), one.head.event_type)
    if word in BY_WORD:
        return word
    kinds = [hit["event_type"] for hit, _ in one.weapons]
    known = [kind for kind in kinds if kind not in ("-", "operation_unspecified")]
    if one.head.stops and not known:
        return "interception_only"
    return known[0] if known else word


def date_of(one: Telling) -> Date | None:
    """The finest date that a telling was dealt."""
    dates = [d for d in map(day, one.dates) if d is not None]
    return min(dates, key=_length, default=None)


def _length(date: Date | None) -> int:
    if date is None or date.first_day is None or date.last_day is None:
        return 999
    return (date.last_day - date.first_day).days


def specific(page: Page, one: Telling) -> bool:
    """Whether a telling is of one event: it has a day, a place, or people hurt.

    Bare plurals without a date ("attacks continue") tell of a run of events.
    """
    if one.assertion not in REAL:
        return bool(one.places or one.targets)
    unlisted = any(p.place.precision is PlacePrecision.UNKNOWN for p in one.places)
    dated, placed = date_of(one) is not None, bool(one.fine) or unlisted
    if one.head.harm and not _violent(page, one):
        return False
    if one.head.harm and not one.hurt:
        return bool(one.tolls) and not page.in_title(one.sentence)
    if one.head.harm and not (placed or dated or one.perpetrators or one.weapons):
        return bool(one.tolls)
    if one.sentence.cues("habit") and not one.hurt:
        return False
    if one.head.hit["sort"] == "plural":
        day_told = dated and _length(date_of(one)) <= FEW_DAYS
        return day_told or (bool(one.places) and one.hurt)
    if one.hurt or placed or dated:
        return True
    if one.places and not one.head.noun and one.head.hit.entry.row.get("kind") == "attack":
        return True
    if one.targets and one.weapons and one.perpetrators:
        return True
    return bool(one.places) and bool(one.weapons or one.targets)


def _violent(page: Page, one: Telling) -> bool:
    """Whether an attack or a weapon is told of around people hurt: no accident, no illness."""
    near = page.sentences[
        max(0, one.sentence.index - NEARBY) : one.sentence.index + NEARBY + 1
    ]
    return bool(one.perpetrators) or any(
        s.of("weapons") or any(h["kind"] == "attack" for h in s.of("triggers"))
        for s in near
    )


def events(page: Page, found: Sequence[Telling]) -> list[Event]:
    """The events of a document: tellings that agree are gathered, body before headline.

    A telling too vague for an event of its own ("the attack was ...") only adds to one.
    """
    made: list[Event] = []
    for one in sorted(found, key=lambda t: page.in_title(t.sentence)):
        host = _host(page, made, one)
        if host is not None:
            host.tellings.append(one)
        elif specific(page, one) and not _only_no_harm(one) and not _told_elsewhere(one):
            made.append(Event([one]))
    return made


def _told_elsewhere(one: Telling) -> bool:
    """ "Condemned the attack on Friday": an event that this document does not tell."""
    return refers_back(one.sentence, one) and not one.places and not one.tolls


def _only_no_harm(one: Telling) -> bool:
    return one.head.harm and not one.hurt


def _host(page: Page, made: Sequence[Event], one: Telling) -> Event | None:
    scored = [(likeness(page, event, one), n) for n, event in enumerate(made)]
    best = max(scored, default=(0, 0))
    return made[best[1]] if best[0] > 0 else None


def likeness(page: Page, event: Event, one: Telling) -> int:
    """How well a telling fits an event told before it; 0 or less is "another event"."""
    told = event.tellings
    if (told[0].assertion in REAL) != (one.assertion in REAL) or not _types_fit(told, one):
        return 0
    apart = min(abs(t.sentence.index - one.sentence.index) for t in told)
    nearby = apart <= (2 if one.head.harm else 1)
    new = bool(one.places) or date_of(one) is not None
    if one.head.harm and nearby and not new:
        return 2
    if any(act.stops for act in one.acts) and apart <= 2 and _stopped_of(told, one):
        return 2
    fits = (
        _place_fit(told, one),
        _date_fit(told, one),
        _toll_fit(told, one),
        party_fit([other.perpetrators for other in told], one.perpetrators),
    )
    if min(fits) < 0:
        return 0
    places, dates, tolls, parties = fits
    score = 2 * tolls + 2 * places + dates + parties
    if page.in_title(one.sentence):
        return score + 2
    if refers_back(one.sentence, one):
        score += 2
    if apart == 1 and dates == 0 and not one.tolls and _same_attackers(one):
        score += 2
    if apart == 0 and not tolls and places < 2:
        score -= 1
    if nearby and not new and apart:
        return max(score, 1)
    return score if score >= 2 else 0


def _same_attackers(one: Telling) -> bool:
    """ "The attackers ...": those of the event told before."""
    s = one.sentence
    told = {hit.first for hit in s.of("persons") if hit["role"] == "attacker"}
    return any(
        s.at(m.span.start) in told
        and (
            s.cue_before("definite", s.at(m.span.start)) is not None or not s.habits.eliding
        )
        for m in one.perpetrators
    )


def _stopped_of(told: Sequence[Telling], one: Telling) -> bool:
    """Whether what was shot down is what an attack told just before was made with."""
    if date_of(one) is not None or _place_fit(told, one) < 0:
        return False
    mine = {hit["event_type"] for hit, _ in one.weapons}
    theirs = {hit["event_type"] for other in told for hit, _ in other.weapons}
    return bool(mine & theirs)


def refers_back(sentence: Sentence, one: Telling) -> bool:
    """ "The attack", "this strike": a definite noun for something already told."""
    act = one.head
    if not act.noun or act.harm:
        return False
    definite = sentence.habits.has("definite")
    if act.hit.prefix and any(act.hit.prefix.endswith(form) for form in definite):
        return True
    return sentence.cue_before("definite", act.first) is not None


def _types_fit(told: Sequence[Telling], one: Telling) -> bool:
    mine = event_type(one)
    for other in told:
        theirs = event_type(other)
        if mine == theirs or {"operation_unspecified", "interception_only"} & {
            mine,
            theirs,
        }:
            continue
        manner = manners().get(mine)
        if manner is None or manner != manners().get(theirs):
            return False
        exact = manner == "remote" and not set(VAGUE) & {mine, theirs}
        if exact and not _same_site(one, other):
            return False
    return True


def _same_site(one: Telling, other: Telling) -> bool:
    names = {p.place.id for p in one.fine if p.place.id}
    return bool(names & {p.place.id for p in other.places})


def _place_fit(told: Sequence[Telling], one: Telling) -> int:
    """2 the same fine place, 1 near or the same country, 0 cannot tell, -1 elsewhere."""
    mine = [p.place for p in one.places]
    theirs = [p.place for other in told for p in other.places]
    if not mine or not theirs:
        return 0
    fine, other_fine = _fine(mine), _fine(theirs)
    if fine and other_fine:
        return max(_pair(a, b) for a in fine for b in other_fine)
    coarse = max(_pair(a, b) for a in mine for b in theirs)
    return min(coarse, 0) if fine or other_fine else coarse


def _fine(places: Sequence[Place]) -> list[Place]:
    return [p for p in places if p.precision not in COARSE]


def _pair(one: Place, other: Place) -> int:
    if one.id and one.id == other.id:
        return 2 if one.precision not in COARSE else 1
    readings = {c.id for p in (one, other) for c in p.alternatives}
    if one.id in readings or other.id in readings:
        return 1
    if one.country and other.country and one.country != other.country:
        return -1
    loose = (*COARSE, PlacePrecision.NEAR)
    if one.precision in loose or other.precision in loose:
        return 1 if one.country and one.country == other.country else 0
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return 1 if one.text.casefold() == other.text.casefold() else -1
    near = abs(one.lat - other.lat) < NEAR_LAT and abs(one.lon - other.lon) < NEAR_LON
    return 1 if near else -1


def _date_fit(told: Sequence[Telling], one: Telling) -> int:
    """1 overlapping days, 0 unsaid, -1 other days."""
    mine = date_of(one)
    theirs = [d for d in map(date_of, told) if d is not None]
    if mine is None or not theirs:
        return 0
    return 1 if any(mine.may_meet(other) for other in theirs) else -1


def _toll_fit(told: Sequence[Telling], one: Telling) -> int:
    """2 the same people hurt, 0 unsaid or compatible, -1 another number killed."""
    result = 0
    for measure in (Measure.KILLED, Measure.INJURED):
        mine = {t.number.stated for t in one.tolls.get(measure, ())}
        theirs = {t.number.stated for o in told for t in o.tolls.get(measure, ())}
        if not mine or not theirs:
            continue
        if (mine & theirs) - {None}:
            result = 2
        elif measure is Measure.KILLED and not result:
            return -1
    return result
