"""Frames of a document gathered into events: one event is one claim of this document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tallystick.model.lists import Assertion, Measure
from tallystick.model.values import Date, Mention, Place, PlacePrecision
from tallystick.read.found import DateShape, FoundDate, PlaceUse
from tallystick.read.rules import grammar as g
from tallystick.read.rules.event_types import event_type, manners
from tallystick.read.rules.frames import Frame
from tallystick.read.rules.lexicon import table
from tallystick.read.rules.scan import Scan

COARSE = (
    PlacePrecision.COUNTRY,
    PlacePrecision.ADMIN1,
    PlacePrecision.UNKNOWN,
    PlacePrecision.SEA,
)
SAME_DEGREES, NEAR_DEGREES = 0.35, 1.0
"""How far apart, in degrees, two tellings may place one event; the second for "near"."""
LONGEST = 8
"""Days beyond which a date alone tells of no one event: "in January"."""
REAL = (Assertion.OCCURRED, Assertion.DID_NOT_OCCUR)
COMMON = frozenset("district province road base camp city town village north south".split())
DEFINITE = frozenset("the this that these those its".split())


@dataclass
class Event:
    """Frames that tell of one event, in order of the text."""

    frames: list[Frame]
    claimants: list[Mention] = field(default_factory=list)
    """Who claims it in a sentence of its own: "the group claimed responsibility"."""

    @property
    def first(self) -> Frame:
        """Its first telling."""
        return self.frames[0]


def day(found: FoundDate) -> Date | None:
    """The date of a find that can date one event: a few days at most."""
    date = found.date
    if found.timex_value == "PRESENT_REF":
        return None  # "now" says when it is told
    if date is None or date.first_day is None or date.last_day is None:
        return None
    if (
        found.shape in (DateShape.RANGE, DateShape.ROLLING)
        and (date.last_day - date.first_day).days > 7
    ):
        return None
    return date if (date.last_day - date.first_day).days <= 45 else None


def date_of(frame: Frame) -> Date | None:
    """The finest date that a frame was dealt."""
    dates = [d for d in (day(found) for found in frame.dates) if d is not None]
    return min(dates, key=_length, default=None)


def date_of_event(event: Event) -> Date | None:
    """The date of the first telling that is dated by its own words."""
    return next((d for d in map(date_of, event.frames) if d is not None), None)


def _length(date: Date) -> int:
    return (
        (date.last_day - date.first_day).days if date.first_day and date.last_day else 999
    )


def specific(scan: Scan, frame: Frame) -> bool:
    """Whether a frame tells of one event: it has a day, a place, or people hurt.

    Bare plurals without a date ("attacks continue", "rocket attacks by militias") tell of
    a run of events, not of one.
    """
    token = frame.head.token
    if frame.head.word.kind == "refers":
        return True  # it only adds to an event that others tell
    if frame.assertion not in REAL:
        return bool(frame.places or frame.targets)
    hurt = hurts(frame)
    placed = any(p.place.precision not in COARSE for p in frame.places)
    date = date_of(frame)
    dated = date is not None and _length(date) <= LONGEST
    if frame.head.harm and not hurt:
        return bool(frame.tolls) and scan.in_title(frame.sentence) is False
    if _generic_plural(frame):
        known = bool(frame.places) or bool(frame.perpetrators)
        return (dated and (known or hurt)) or (hurt and bool(frame.places))
    if _habitual(frame):
        return False
    if token.pos_ == "VERB" and not (hurt or placed or dated):
        return _full(scan, frame)
    return hurt or placed or dated or (bool(frame.places) and bool(frame.weapons))


def hurts(frame: Frame) -> bool:
    """Whether it tells how many people were killed or hurt, and not that nobody was."""
    return any(
        toll.number.stated != 0
        for m in (Measure.KILLED, Measure.INJURED)
        for toll in frame.tolls.get(m, ())
    )


def _full(scan: Scan, frame: Frame) -> bool:
    """Whether a telling without a fine place or a day still says who or what, and how."""
    if frame.places and frame.targets:
        return True
    if scan.in_title(frame.sentence) or _counted_targets(frame):
        return False
    known = any(t.target_type is not None for t in frame.targets)
    armed = any(m.actor is not None for m in frame.perpetrators)
    sure = frame.head.word.kind == "attack" and known
    return bool((frame.weapons and (known or armed)) or sure)


def _counted_targets(frame: Frame) -> bool:
    """Whether what was attacked is counted, as in a total: "three ships were hijacked"."""
    spans = [t.mention.span for t in frame.targets]
    return any(
        span.start <= n.start < span.end and (n.number.stated or 2) > 1
        for span in spans
        for n in frame.sentence.numbers
    )


def _generic_plural(frame: Frame) -> bool:
    token = frame.head.token
    if token.pos_ == "VERB" or token.tag_ not in ("NNS", "NNPS"):
        return False
    return not any(c.dep_ in ("nummod",) for c in token.children)


def _habitual(frame: Frame) -> bool:
    token = frame.head.token
    verb = g.clause_verb(token)
    words = {c.lower_ for c in (*token.children, *verb.children)}
    return bool(
        words
        & {
            "often",
            "regularly",
            "repeatedly",
            "frequently",
            "routinely",
            "continuing",
            "usually",
            "always",
        }
    )


def one_event(scan: Scan, frame: Frame) -> bool:
    """Whether a telling without day, place and people hurt may begin one: "a fatal shooting"."""
    real = frame.assertion is Assertion.OCCURRED and not scan.in_title(frame.sentence)
    if not real or frame.head.harm or frame.head.word.kind == "refers":
        return False
    return not (_generic_plural(frame) or _habitual(frame) or _refers_back(frame))


def events(
    scan: Scan, frames: Sequence[Frame], openings: Sequence[Frame] = ()
) -> list[Event]:
    """The events of a document: frames that agree are gathered, in order of first telling.

    Args:
        frames: those that tell of an event by themselves, or add to one.
        openings: those that tell of one only together with what follows them.
    """
    found, bare = _gathered(scan, frames)
    if not found:
        more, _ = _gathered(scan, [*frames, *openings])
        found = [event for event in more if _told_together(event)]
    return found or [event for event in bare if not _only_no_harm(event.first)]


def _told_together(event: Event) -> bool:
    """Whether several sentences say who was hit, and when or where: none of them alone does."""
    placed = any(p.place.precision not in COARSE for f in event.frames for p in f.places)
    return _hits_people(event) and (placed or date_of_event(event) is not None)


def _hits_people(event: Event) -> bool:
    return any(hurts(f) or _people_hit(f) or _deadly(f) for f in event.frames)


SHOTS = frozenset("shoot shooting gunshot gun".split())


def outright(event: Event) -> bool:
    """Whether it tells that people were shot, and when or where: in any kind of report."""
    shot = any(t.word.lemma in SHOTS for f in event.frames for t in f.triggers)
    return shot and event.first.assertion is Assertion.OCCURRED and _told_together(event)


def _people_hit(frame: Frame) -> bool:
    """ "Shot two clerks": people are what was attacked."""
    people = table("persons", "lemma", "role")
    roots = (t.mention.text.lower().split()[-1:] for t in frame.targets)
    return any(word.removesuffix("s") in people for words in roots for word in words)


def _deadly(frame: Frame) -> bool:
    """ "A fatal shooting"."""
    return any(c.lower_ in ("fatal", "deadly", "lethal") for c in frame.head.token.children)


def _gathered(scan: Scan, frames: Sequence[Frame]) -> tuple[list[Event], list[Event]]:
    """Frames by event, and those that only say how many were hurt, each by itself."""
    found: list[Event] = []
    bare: list[Event] = []
    ordered = sorted(
        frames, key=lambda f: (scan.in_title(f.sentence), f.sentence.index, f.head.token.i)
    )
    for frame in ordered:
        host = _host(scan, found, frame)
        if host is not None:
            host.frames.append(frame)
        elif frame.only_adds:
            continue
        elif _bare_toll(frame):
            bare.append(Event([frame]))
        elif not (_only_no_harm(frame) or _told_elsewhere(frame)):
            found.append(Event([frame]))
    return found, bare


def _told_elsewhere(frame: Frame) -> bool:
    """ "Condemned the attack on Friday": an event that this document does not tell."""
    return _refers_back(frame) and not frame.places and not frame.tolls


def _only_no_harm(frame: Frame) -> bool:
    """ "Nobody was hurt": tells of an event told elsewhere, or of none."""
    tolls = [t for told in frame.tolls.values() for t in told]
    return frame.head.harm and all(t.number.stated == 0 for t in tolls)


def _bare_toll(frame: Frame) -> bool:
    """ "They killed 359 civilians": people alone, without place, day or means, are a count."""
    means = any(t.word.kind != "harm" for t in frame.triggers) or frame.weapons
    placed = any(p.place.precision not in COARSE for p in frame.places)
    whose = frame.places and frame.perpetrators
    return frame.head.harm and not (placed or means or whose or date_of(frame))


def _host(scan: Scan, found: Sequence[Event], frame: Frame) -> Event | None:
    best: tuple[int, int, Event] | None = None
    for n, event in enumerate(found):
        score = likeness(scan, event, frame)
        if score > 0 and (best is None or (score, n) > best[:2]):
            best = (score, n, event)
    return best[2] if best else None


def likeness(scan: Scan, event: Event, frame: Frame) -> int:
    """How well a frame fits an event told before it; 0 or less is "another event"."""
    told = event.frames
    if not _assertions_fit(told[0], frame) or not _types_fit(told, frame):
        return 0
    reach = 2 if frame.head.harm else 1
    nearby = min(abs(f.sentence.index - frame.sentence.index) for f in told) <= reach
    if frame.head.harm and nearby and not _tells_new(frame):
        return 2  # who was hurt in what was just told, also in another count of them
    places = _place_fit(told, frame)
    dates = _date_fit(told, frame)
    if frame.head.word.kind == "refers":
        return 3 if nearby and min(places, dates) >= 0 else 0
    tolls = _toll_fit(told, frame)
    parties = _party_fit(told, frame)
    if min(places, dates, tolls, parties) < 0:
        return 0
    score = 2 * tolls + 2 * places + dates + parties
    if scan.in_title(frame.sentence):
        return score + 2
    if _refers_back(frame):
        score += 2
    same_sentence = any(f.sentence is frame.sentence for f in told)
    if same_sentence and not tolls and places < 2:
        score -= 1
    if score >= 2 or not nearby or _tells_new(frame):
        return score if score >= 2 else 0
    return score


def _tells_new(frame: Frame) -> bool:
    return bool(frame.places) or date_of(frame) is not None


def _refers_back(frame: Frame) -> bool:
    """ "The attack", "the strikes": a definite noun for something already told."""
    token = frame.head.token
    if token.pos_ == "VERB":
        return frame.head.word.kind == "exploded" and _known_weapon(frame)
    return any(c.lower_ in DEFINITE for c in token.children if c.dep_ in ("det", "poss"))


def _known_weapon(frame: Frame) -> bool:
    """ "Set off the explosive": a weapon that was told of before."""
    starts = [w.mention.span.start for _, w in frame.weapons]
    tokens = frame.sentence.tokens
    return any(
        token.lower_ in ("the", "that") and frame.sentence.at(after) in starts
        for token, after in pairwise(tokens)
    )


def _assertions_fit(one: Frame, other: Frame) -> bool:
    return (one.assertion in REAL) == (other.assertion in REAL)


def _types_fit(told: Sequence[Frame], frame: Frame) -> bool:
    mine = event_type(frame)
    for one in told:
        theirs = event_type(one)
        if mine == theirs or "operation_unspecified" in (mine, theirs):
            continue
        manner = manners().get(mine)
        if manner is None or manner != manners().get(theirs):
            return False
        vague = {"aerial_unspecified", "indirect_fire_unspecified"}
        if (
            manner == "remote"
            and not (vague & {mine, theirs})
            and not _plain_bases(frame, one)
        ):
            return False
    return True


def _plain_bases(one: Frame, other: Frame) -> bool:
    """Whether two frames name one place, so that their weapons may differ in the telling."""
    names = {
        p.place.id for p in one.places if p.place.id and p.place.precision not in COARSE
    }
    return bool(names & {p.place.id for p in other.places})


def _place_fit(told: Sequence[Frame], frame: Frame) -> int:
    """2 the same fine place, 1 near or the same country, 0 cannot tell, -1 elsewhere.

    A fine place is held against fine places only: two bases of one country are two
    events, however alike the rest.
    """
    mine = [p.place for p in frame.places if p.use is PlaceUse.LITERAL]
    theirs = [p.place for one in told for p in one.places]
    if not mine or not theirs:
        return 0
    fine, other = _fine(mine), _fine(theirs)
    if fine and other:
        return max(_pair(one, two) for one in fine for two in other)
    coarse = max(_pair(one, two) for one in mine for two in theirs)
    return min(coarse, 0) if fine or other else coarse


def _fine(places: Sequence[Place]) -> list[Place]:
    """The sites and towns among some places; what they lie near only where there are none."""
    fine = [p for p in places if p.precision not in COARSE]
    return [p for p in fine if p.precision is not PlacePrecision.NEAR] or fine


def _pair(one: Place, other: Place) -> int:
    if one.id and one.id == other.id:
        return 2 if one.precision not in COARSE else 1
    if _may_be(one, other) or _may_be(other, one):
        return 1
    if one.country and other.country and one.country != other.country:
        return -1
    if one.precision in COARSE or other.precision in COARSE:
        return 1 if one.country and one.country == other.country else 0
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return 1 if _words(one) & _words(other) else -1
    loose = PlacePrecision.NEAR in (one.precision, other.precision)
    reach = NEAR_DEGREES if loose else SAME_DEGREES
    near = abs(one.lat - other.lat) < reach and abs(one.lon - other.lon) < reach
    return 1 if near else -1


def _may_be(one: Place, other: Place) -> bool:
    """Whether one place is a reading of the other's name."""
    return one.id is not None and one.id in {c.id for c in other.alternatives}


def _words(place: Place) -> set[str]:
    """The words of a place's name, without the common ones."""
    return {w for w in place.text.casefold().split() if len(w) > 3 and w not in COMMON}


def _date_fit(told: Sequence[Frame], frame: Frame) -> int:
    """1 overlapping days, 0 unsaid, -1 other days."""
    mine = date_of(frame)
    theirs = [d for d in map(date_of, told) if d is not None]
    if mine is None or not theirs:
        return 0
    return 1 if any(mine.may_meet(other) for other in theirs) else -1


def _toll_fit(told: Sequence[Frame], frame: Frame) -> int:
    """2 the same people killed, 0 unsaid or compatible, -1 another number killed."""
    result = 0
    for measure in (Measure.KILLED, Measure.INJURED):
        mine = [t.number for t in frame.tolls.get(measure, ())]
        theirs = [t.number for one in told for t in one.tolls.get(measure, ())]
        if not mine or not theirs:
            continue
        if any(a.stated is not None and a.stated == b.stated for a in mine for b in theirs):
            result = 2
        elif measure is Measure.KILLED:
            return -1
    return result


def _party_fit(told: Sequence[Frame], frame: Frame) -> int:
    """1 the same doer, 0 unsaid or unknown, -1 doers of two states."""
    mine = _states(frame.perpetrators)
    theirs = {s for one in told for s in _states(one.perpetrators)}
    if not mine or not theirs:
        return 0
    if mine & theirs:
        return 1
    return -1 if all(s.startswith("state:") for s in mine | theirs) else 0


def _states(mentions: Sequence[Mention]) -> set[str]:
    return {m.actor.split("/")[0] for m in mentions if m.actor}
