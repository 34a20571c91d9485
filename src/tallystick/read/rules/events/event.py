"""Events as a document tells them, and when a telling is one of a single event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tallystick.model.claims import Response, Responsibility
from tallystick.model.lists import Assertion, Measure
from tallystick.model.values import Date, DateBasis, Mention, PlacePrecision
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.attacks.aims import hit_by
from tallystick.read.rules.attacks.phrasal import done_to
from tallystick.read.rules.counts.one_by_one import PRONOUNS
from tallystick.read.rules.days.whose_day import of_aftermath
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.harm.injuries import in_bed, later_death
from tallystick.read.rules.harm.wounds import is_person
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Token

COARSE = (
    PlacePrecision.COUNTRY,
    PlacePrecision.ADMIN1,
    PlacePrecision.UNKNOWN,
    PlacePrecision.SEA,
)
LONGEST = 8
"""Days beyond which a date alone tells of no one event: "in January"."""
COUNTED = ": counted from"
"""In the reason of a day that leans on another: one that is told outright is surer."""
NIGHT = 1
"""Days from the first to the last of a night."""
REAL = (Assertion.OCCURRED, Assertion.DID_NOT_OCCUR)
GOING_ON = word_list("events/going_on")
DEFINITE = word_list("events/definite")
ALL = frozenset("all both everybody everyone".split())
LAID_OUT = word_list("events/laid_out")
"""What is done with the dead, or with their number, after an attack."""


@dataclass
class Event:
    """Frames that tell of one event, in order of the text."""

    frames: list[Frame]
    claimants: list[Mention] = field(default_factory=list)
    """Who claims it in a sentence of its own: "the group claimed responsibility"."""
    blamed: list[Responsibility] = field(default_factory=list)
    """Whose doing it is said to be in words of their own: "police blamed the group"."""
    answers: list[Response] = field(default_factory=list)
    """What is said back in a sentence of its own: "no group has claimed it"."""

    news: bool = False
    """Whether it is told outright, so that no doubt remains that it is one."""

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
    """The finest date that a frame was dealt; of several, that nearest to its event word.

    The day on which somebody died of wounds stands only where no other is told.
    """
    dates = [(d, found) for found in frame.dates if (d := day(found)) is not None]
    if len(dates) < 2:
        return dates[0][0] if dates else None
    best, _ = min(
        dates,
        key=lambda one: (
            of_dying(frame, one[1]),
            _fineness(one[0]),
            _heads(frame, one[1]) or COUNTED in one[1].reason,
            _steps(frame, one[1]),
            one[0].basis is not DateBasis.EXPLICIT,
        ),
    )
    return best


def of_dying(frame: Frame, found: FoundDate) -> bool:
    """ "Died of his wounds on Sunday", "lay in hospital on Sunday": the Sunday may be days
    after the attack."""
    root = frame.sentence.root_of(found.core_start or found.start, found.end)
    verb = next((t for t in g.ancestors(root) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    told = frame.sentence.text[found.start - frame.sentence.start :][
        : found.end - found.start
    ]
    if frame.head.harm and (verb.lemma in LAID_OUT or told.endswith(" later")):
        return True
    who = g.child(verb, "nsubj")
    of_one = verb.lemma == "die" and who is not None and who.lower_ in PRONOUNS
    return of_one or later_death(verb) or in_bed(verb)


def only_dying(frame: Frame) -> bool:
    """Whether all the days that a frame tells are those of deaths from wounds."""
    told = [found for found in frame.dates if day(found) is not None]
    return bool(told) and all(of_dying(frame, found) for found in told)


def _fineness(date: Date) -> int:
    """A night of two days is as fine as a day."""
    return max(_length(date), NIGHT)


def _heads(frame: Frame, found: FoundDate) -> bool:
    """ "Marat, 26 May: a clerk was shot on Wednesday": 26 May may be when it was filed."""
    sentence = frame.sentence
    behind = sentence.text[found.end - sentence.start :][:2].strip()
    return (
        behind == ":" and sentence.index <= 1 and found.end - sentence.start < LONGEST_HEAD
    )


LONGEST_HEAD = 60
"""Letters up to the colon behind the place and day that a report was filed."""


def _steps(frame: Frame, found: FoundDate) -> int:
    root = frame.sentence.root_of(found.core_start or found.start, found.end)
    return g.distance(root, frame.head.token)


def date_of_event(event: Event) -> Date | None:
    """The date of the first telling that is dated by its own words, deaths of wounds last."""
    told = sorted(event.frames, key=only_dying) if len(event.frames) > 1 else event.frames
    return next((d for d in map(date_of, told) if d is not None), None)


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
        return bool(frame.places or frame.targets) and not _goes_on(token)
    hurt = hurts(frame)
    placed = any(p.place.precision not in COARSE for p in frame.places)
    date = date_of(frame)
    dated = (date is not None and _length(date) <= LONGEST) or _charged(frame)
    if frame.head.harm and not hurt:
        told = bool(frame.tolls) or (dated and _killed_by_somebody(frame))
        return told and not scan.in_title(frame.sentence)
    if _generic_plural(frame):
        known = bool(frame.places) or bool(frame.perpetrators)
        deadly = placed and any(t.harm for t in frame.triggers)
        return (dated and (known or hurt)) or (hurt and bool(frame.places)) or deadly
    if _habitual(frame):
        return False
    verb = any(t.token.pos_ == "VERB" for t in frame.triggers)
    if verb and not (hurt or placed or dated):
        return _full(scan, frame)
    return hurt or placed or dated or (bool(frame.places) and bool(frame.weapons))


def _killed_by_somebody(frame: Frame) -> bool:
    """ "Gunmen killed the farmers": who did it to whom, however many they were."""
    verb = frame.head.token
    people = any(is_person(one) or one.lower_ in ALL for one in done_to(verb))
    return verb.pos_ == "VERB" and bool(frame.perpetrators) and people


def _charged(frame: Frame) -> bool:
    """Whether its sentence tells on which day somebody was charged with it, or buried."""
    return any(
        day(one) is not None
        and one.shape is DateShape.POINT
        and of_aftermath(frame.sentence.root_of(one.core_start or one.start, one.end))
        for one in frame.sentence.dates
    )


def presupposed(frame: Frame) -> bool:
    """Whether a report takes an event for known: "the attack", "in court over a shooting"."""
    if refers_back(frame) or _charged(frame):
        return True
    above = g.ancestors(frame.head.token)
    return any(of_aftermath(one) for one in above if one.pos_ in ("VERB", "NOUN"))


def _goes_on(token: Token) -> bool:
    """ "The attacks will not cease": a run of them, of which no one is foretold."""
    return token.tag_ in ("NNS", "NNPS") and g.clause_verb(token).lemma in GOING_ON


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


def tells_more(frame: Frame) -> bool:
    """ "The strikes hit Marat and Darwan": of strikes told before, where some of them fell."""
    placed = any(p.place.precision not in COARSE for p in frame.places)
    real = frame.assertion is Assertion.OCCURRED
    return real and placed and _generic_plural(frame) and refers_back(frame)


def _generic_plural(frame: Frame) -> bool:
    token = frame.head.token
    if token.pos_ == "VERB" or token.tag_ not in ("NNS", "NNPS") or frame.head.harm:
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
    harm = frame.head.harm and not of_wounds(frame)
    if not real or harm or frame.head.word.kind == "refers":
        return False
    return not (_generic_plural(frame) or _habitual(frame) or refers_back(frame))


def told_together(event: Event) -> bool:
    """Whether several sentences say who was hit, and when or where: none of them alone does.

    That somebody was shot is news by itself: "charged with the shooting death of a boy".
    """
    return _hits_people(event) and (_known(event) or by_shots(event.frames))


def _known(event: Event) -> bool:
    """Whether it is told when or where it was."""
    placed = any(p.place.precision not in COARSE for f in event.frames for p in f.places)
    return placed or date_of_event(event) is not None


def _hits_people(event: Event) -> bool:
    return any(hurts(f) or _people_hit(f) or _deadly(f) for f in event.frames)


SHOTS = word_list("events/shots")
FIREARMS = word_list("events/firearms")


def outright(scan: Scan, event: Event, among: Sequence[Event]) -> bool:
    """Whether it tells that people were shot, and when or where: in any kind of report.

    What the headline tells, too, or the report alone, is its own news wherever it happened.

    Args:
        among: all events of the report.
    """
    alone = len(among) == 1 and not _of_attackers(event)
    news = any(scan.in_title(f.sentence) for f in event.frames) or alone
    shot = event.first.assertion is Assertion.OCCURRED and by_shots(event.frames)
    return shot and _hits_people(event) and (news or _known(event))


def by_shots(frames: Sequence[Frame]) -> bool:
    """Whether some frames tell that somebody fired a gun."""
    return shot_at(frames) or any(
        w.words[-1] in FIREARMS for f in frames for w, _ in f.weapons
    )


def shot_at(frames: Sequence[Frame]) -> bool:
    """Whether some frames tell of a shooting in so many words."""
    return any(t.word.lemma in SHOTS for f in frames for t in f.triggers)


def _of_attackers(event: Event) -> bool:
    """ "All the attackers were shot dead": the end of what was told before."""
    people = table("persons", "lemma", "role")
    who = (
        t.who.lower().split()[-1:]
        for f in event.frames
        for t in f.tolls.get(Measure.KILLED, ())
    )
    return any(
        people.get(word.removesuffix("s")) == "armed" for words in who for word in words
    )


def of_wounds(frame: Frame) -> bool:
    """ "He was found with a gunshot wound": tells of a shooting by what it did."""
    return any(t.word.lemma.endswith(("-wound", "-injury")) for t in frame.triggers)


def _people_hit(frame: Frame) -> bool:
    """ "Shot two clerks", "she was shot": people are what was attacked."""
    people = table("persons", "lemma", "role")
    roots = (t.mention.text.lower().split()[-1:] for t in frame.targets)
    if any(word.removesuffix("s") in people for words in roots for word in words):
        return True
    return any(is_person(one) for t in frame.triggers for one in hit_by(t.token))


def _deadly(frame: Frame) -> bool:
    """ "A fatal shooting"."""
    return any(c.lower_ in ("fatal", "deadly", "lethal") for c in frame.head.token.children)


def refers_back(frame: Frame) -> bool:
    """ "The attack", "the strikes": a definite noun for something already told."""
    token = frame.head.token
    if token.pos_ == "VERB":
        return frame.head.word.kind in ("exploded", "discharged") and _known_weapon(frame)
    return any(c.lower_ in DEFINITE for c in token.children if c.dep_ in ("det", "poss"))


def by_its_day(frame: Frame) -> bool:
    """ "Friday's shooting", "the shooting of 12 May": called by a day, as something known."""
    noun = frame.head.token
    if noun.pos_ == "VERB" or frame.targets or frame.places:
        return False
    days = (c for c in noun.children if c.ent_type_ == "DATE" and c.dep_ == "poss")
    return any(True for _ in days) or any(
        end.ent_type_ == "DATE" for end in g.after(noun, "of")
    )


def _known_weapon(frame: Frame) -> bool:
    """ "Set off the explosive": a weapon that was told of before."""
    starts = [w.mention.span.start for _, w in frame.weapons]
    tokens = frame.sentence.tokens
    return any(
        token.lower_ in ("the", "that") and frame.sentence.at(after) in starts
        for token, after in pairwise(tokens)
    )
