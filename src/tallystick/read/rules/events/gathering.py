"""Frames that agree are one event: where, when, who and how many must fit."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.lists import Measure
from tallystick.model.values import Date, Number, Place, PlacePrecision
from tallystick.read.found import PlaceUse
from tallystick.read.parties import party_fit
from tallystick.read.rules.events.event import (
    COARSE,
    REAL,
    Event,
    by_its_day,
    date_of,
    of_wounds,
    only_dying,
    refers_back,
    shot_at,
    tells_more,
    told_together,
)
from tallystick.read.rules.events.event_types import event_type, manners
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.events.grouping import answered
from tallystick.read.rules.events.tolls import dies_later
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.scan import Scan, Token

SAME_DEGREES, NEAR_DEGREES = 0.35, 1.0
"""How far apart, in degrees, two tellings may place one event; the second for "near"."""
FARTHEST = 4
"""Sentences after the only event of a document up to which people hurt belong to it."""
EFFECTS = word_list("events/effects")
HITS = frozenset("shoot hit".split())
"""What tells what an attack did where it tells of people: "one car was hit, nobody hurt"."""
SHOTS_REACH = 4
"""Sentences from a shooting in which who was shot may be told."""
OF_THE_TITLE = 2
"""What a headline has in common with any event of its report."""
LONGEST_DYING = 60
"""Days after an attack in which its dead may still be told without saying of what."""
COMMON = word_list("events/common")


def gathered(
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
        found = [event for event in more if told_together(event)]
    else:
        _add_shots(found, openings)
    return found or [event for event in bare if not _only_no_harm(event.first)]


def _add_shots(found: Sequence[Event], openings: Sequence[Frame]) -> None:
    """Let what else is told of a shooting say who was shot: "the boy was on his way home
    when he was shot"."""
    hosts = [event for event in found if shot_at(event.frames)]
    for frame in openings:
        if not shot_at([frame]) or _tells_new(frame):
            continue
        at = frame.sentence.index
        if frame.shot:
            _add_to_the_last(found, frame)
            continue
        near = [e for e in hosts if abs(e.first.sentence.index - at) <= SHOTS_REACH]
        if near and _assertions_fit(near[-1].first, frame):
            near[-1].frames.append(frame)


def _add_to_the_last(found: Sequence[Event], frame: Frame) -> None:
    """Let people who were shot be those of what was told just before."""
    at = frame.sentence.index
    last = [e for e in found if 0 <= at - max(f.sentence.index for f in e.frames) <= 2]
    if last and _assertions_fit(last[-1].first, frame) and not frame.perpetrators:
        last[-1].frames.append(frame)


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
    return refers_back(frame) and not frame.places and not frame.tolls


def _only_no_harm(frame: Frame) -> bool:
    """ "Nobody was hurt": tells of an event told elsewhere, or of none."""
    tolls = [t for told in frame.tolls.values() for t in told]
    known = frame.head.harm and not of_wounds(frame)
    return known and bool(tolls) and all(t.number.stated == 0 for t in tolls)


def _bare_toll(frame: Frame) -> bool:
    """ "They killed 359 civilians": people alone, without place, day or means, are a count."""
    attack = any(t.word.kind != "harm" for t in frame.triggers) or of_wounds(frame)
    means = attack or frame.weapons
    placed = any(p.place.precision not in COARSE for p in frame.places)
    whose = frame.places and frame.perpetrators
    return frame.head.harm and not (placed or means or whose or date_of(frame))


def _host(scan: Scan, found: Sequence[Event], frame: Frame) -> Event | None:
    best: tuple[tuple[int, int], int, Event] | None = None
    title = scan.in_title(frame.sentence)
    for n, event in enumerate(found):
        score = likeness(scan, event, frame)
        if title and n > 0 and score == OF_THE_TITLE:
            continue  # nothing but standing in the headline joins them
        if score > 0 and (best is None or (_rank(event, frame, score), n) > best[:2]):
            best = (_rank(event, frame, score), n, event)
    if best is None and len(found) == 1 and _toll_of_the_only(found[0], frame):
        return found[0]
    return best[2] if best else None


def _rank(event: Event, frame: Frame, score: int) -> tuple[int, int]:
    """How well an event fits, and of those that fit alike how near it was told."""
    apart = min(abs(f.sentence.index - frame.sentence.index) for f in event.frames)
    return score, -apart


def _toll_of_the_only(event: Event, frame: Frame) -> bool:
    """Whether people hurt, told some sentences later, are those of the only event so far."""
    last = max(f.sentence.index for f in event.frames)
    near = 0 <= frame.sentence.index - last <= FARTHEST
    own = frame.head.harm and not answered(frame.head.token)
    bare = own and not frame.perpetrators and not _tells_new(frame)
    fits = _assertions_fit(event.first, frame) and _toll_fit(event.frames, frame) >= 0
    return near and bare and fits


def likeness(scan: Scan, event: Event, frame: Frame) -> int:
    """How well a frame fits an event told before it; 0 or less is "another event"."""
    told = event.frames
    if not _assertions_fit(told[0], frame):
        return 0
    if _aftermath(told, frame) or _of_wounds(told, frame) or _nobody_in(told, frame):
        return 2
    if not _types_fit(told, frame):
        return 0
    if _of_old(frame):
        return 0
    if tells_more(frame) and frame.only_adds and not _of_several(told):
        return 0
    reach = 2 if frame.head.harm else 1
    nearby = min(abs(f.sentence.index - frame.sentence.index) for f in told) <= reach
    own = frame.head.harm and not answered(frame.head.token)
    if own and nearby and not _tells_new(frame) and not scan.in_title(frame.sentence):
        # who was hurt in what was just told; in another count only if nothing else was told
        return 1 if _toll_fit(told, frame) < 0 else 2
    if nearby and _more_people(frame) and not _tells_new(frame):
        return 2
    places = _place_fit(told, frame)
    dates = _date_fit(told, frame)
    if frame.head.word.kind == "refers":
        return 3 if nearby and min(places, dates) >= 0 else 0
    tolls = _toll_fit(told, frame)
    parties = party_fit([one.perpetrators for one in told], frame.perpetrators)
    if min(places, dates, tolls, parties) < 0:
        return 0
    score = 2 * tolls + 2 * places + dates + parties
    if scan.in_title(frame.sentence):
        return score + OF_THE_TITLE
    if refers_back(frame) or by_its_day(frame):
        score += 2
    same_sentence = any(f.sentence is frame.sentence for f in told)
    if same_sentence and not tolls and places < 2:
        score -= 1
    if score >= 2 or not nearby or _tells_new(frame):
        return score if score >= 2 else 0
    return score


def _of_several(told: Sequence[Frame]) -> bool:
    """Whether what was told is of several attacks: "killed by the strikes on the town"."""
    return any(
        t.token.tag_ in ("NNS", "NNPS") and not t.harm for f in told for t in f.triggers
    )


def _of_old(frame: Frame) -> bool:
    """ "The worst since the massacre of November 1997": no event that is told here."""
    known = date_of(frame)
    coarse = known is not None and known.edtf.count("-") < len("YMD") - 1
    return coarse and any(g.own_time(one) for one in g.ancestors(frame.head.token))


def _aftermath(told: Sequence[Frame], frame: Frame) -> bool:
    """ "A watchman was shot dead", "nine lorries were burned": what an attack did, told
    right after it without a doer, a place or a day of its own."""
    near = min(abs(f.sentence.index - frame.sentence.index) for f in told) <= 1
    run = any(t.lower_ == "since" for t in frame.sentence.tokens)
    if not near or run or frame.perpetrators or _tells_new(frame):
        return False
    verbs = [t.token for t in frame.triggers if not t.harm]
    return bool(verbs) and all(_befell(verb, frame) for verb in verbs)


def _of_wounds(told: Sequence[Frame], frame: Frame) -> bool:
    """ "A fourth man died of his wounds on Monday": in what was told just before."""
    hurt = any(f.tolls for f in told) or shot_at(told)
    near = min(abs(f.sentence.index - frame.sentence.index) for f in told) <= 2
    return near and hurt and dies_later(frame)


def _nobody_in(told: Sequence[Frame], frame: Frame) -> bool:
    """ "No one was hurt, but the turbines at Puwa will be idle": in what was just told,
    whatever place the rest of the sentence names."""
    near = 0 <= frame.sentence.index - max(f.sentence.index for f in told) <= 1
    if not near or not _only_no_harm(frame) or frame.perpetrators:
        return False
    verb = g.clause_verb(frame.head.token)
    roots = (frame.sentence.place_root(p) for p in frame.places)
    return not any(g.clause_verb(root).i == verb.i for root in roots)


def _befell(verb: Token, frame: Frame) -> bool:
    """Whether a verb only tells what was suffered: passive, with no doer said."""
    passive = g.passive(verb) or (verb.tag_ == "VBN" and not g.objects(verb))
    if verb.pos_ != "VERB" or not passive or g.agent(verb) is not None:
        return False
    shot = verb.lemma in HITS and bool(frame.tolls)
    return shot or verb.lemma in EFFECTS


def _more_people(frame: Frame) -> bool:
    """ "Two more were hurt and six lorries wrecked": more of those just told of."""
    tolls = (t for told in frame.tolls.values() for t in told)
    return any(t.who.split()[:1] in (["more"], ["others"], ["other"]) for t in tolls)


def _tells_new(frame: Frame) -> bool:
    dated = date_of(frame) is not None and not only_dying(frame)
    return bool(frame.places) or dated


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
    """1 overlapping days, 0 unsaid, -1 other days; a day of dying fits any before it."""
    mine = date_of(frame)
    theirs = [d for d in map(date_of, told) if d is not None]
    if mine is not None and only_dying(frame) and any(_follows(mine, d) for d in theirs):
        return 0
    if mine is None or not theirs:
        return 0
    return 1 if any(mine.may_meet(other) for other in theirs) else -1


def _follows(death: Date, attack: Date) -> bool:
    """Whether somebody hurt on one day may have died of it on another."""
    first, last = attack.first_day, death.last_day
    return (
        first is not None and last is not None and 0 <= (last - first).days <= LONGEST_DYING
    )


def _toll_fit(told: Sequence[Frame], frame: Frame) -> int:
    """2 the same people killed, 0 unsaid or compatible, -1 another number killed."""
    result = 0
    for measure in (Measure.KILLED, Measure.INJURED):
        mine = [t.number for t in frame.tolls.get(measure, ())]
        theirs = [t.number for one in told for t in one.tolls.get(measure, ())]
        if not mine or not theirs:
            continue
        said = {n.stated for n in theirs} - {None}
        again = said & {n.stated for n in mine}
        if again == {1}:
            continue  # one person is killed in many events
        if again or (len(mine) > 1 and _sum(mine) in said):
            result = 2
        elif measure is Measure.KILLED:
            return -1
    return result


def _sum(numbers: Sequence[Number]) -> int | None:
    """ "Ten guards, eight women and 11 children": as many as groups come to."""
    told = [n.stated for n in numbers if n.stated is not None]
    return sum(told) if len(told) == len(numbers) else None
