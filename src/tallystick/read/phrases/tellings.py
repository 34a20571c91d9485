"""One telling per event that a sentence tells of: acts gathered, what stands around dealt out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tallystick.model.claims import Target, Toll, Weapon
from tallystick.model.lists import Assertion, Measure
from tallystick.model.values import Bound, Evidence, Field, Mention, Number
from tallystick.read.found import DateShape, FoundDate, FoundPlace, PlaceUse
from tallystick.read.phrases.acts import Act, acts, harms
from tallystick.read.phrases.counts import Counted
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.periods import of_speech
from tallystick.read.phrases.phrases import COARSE, in_a_name, is_fine, launches
from tallystick.read.phrases.roles import aims, doers, weapons
from tallystick.read.phrases.totals import is_rate, stretched
from tallystick.read.phrases.unlisted import unlisted_places
from tallystick.read.phrases.voices import OWN, Voice, resolved, voice_of
from tallystick.read.rules.events.event_types import manners

TOGETHER = 14
"""Acts that stand nearer than this tell of one event if nothing says otherwise."""
CARRIED = 8
"""Words from things counted to the word that says what happened to them."""
TOLLS = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES)
NO_HARM_REACH = 5
"""Words between "no" and those who were not hurt."""
BESIDE = 5
"""How far from its act a place or day stands that tells it from another act."""


@dataclass
class Telling:
    """One event as one sentence tells it. Filled here, frozen into a claim later."""

    sentence: Sentence
    acts: list[Act]
    voice: Voice = OWN
    perpetrators: tuple[Mention, ...] = ()
    targets: tuple[Target, ...] = ()
    weapons: tuple[tuple[Hit, Weapon], ...] = ()
    places: list[FoundPlace] = field(default_factory=list)
    launches: list[FoundPlace] = field(default_factory=list)
    dates: list[FoundDate] = field(default_factory=list)
    tolls: dict[Measure, list[Toll]] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def head(self) -> Act:
        """The act that names the event: an attack word before a word of harm."""
        return next((a for a in self.acts if not a.harm), self.acts[0])

    @property
    def assertion(self) -> Assertion:
        """Of the head."""
        return self.head.assertion

    @property
    def hurt(self) -> bool:
        """Whether it tells of people hurt."""
        return any(t.number.stated != 0 for told in self.tolls.values() for t in told)

    @property
    def fine(self) -> list[FoundPlace]:
        """Its places finer than a province."""
        return [p for p in self.places if p.place.precision not in COARSE]


def tellings(
    page: Page, sentence: Sentence, here: Sequence[Counted], totals: Sequence[Counted]
) -> list[Telling]:
    """The events of a sentence.

    Args:
        here: what its numbers count.
        totals: those that are stated totals; their words tell of no single event.
    """
    found = [
        act
        for act in acts(sentence)
        if not _of_a_run(sentence, act, totals) and not _at_a_rate(sentence, act, here)
    ]
    hurting = [act for act in harms(sentence) if not _of_a_run(sentence, act, totals)]
    if not found:
        found = hurting[:1]
    if not found:
        return []
    made = [Telling(sentence, group) for group in _groups(sentence, found)]
    for one in made:
        _fill(page, one, [t.head for t in made])
    _deal_dates(sentence, made)
    _deal_places(sentence, made)
    _deal_tolls(sentence, made, here, totals)
    _deal_no_harm(sentence, made)
    return made


def _of_a_run(sentence: Sentence, act: Act, totals: Sequence[Counted]) -> bool:
    """Whether an act only carries a total: "has targeted more than 60 ships since"."""
    if totals and act.hit.list == "triggers" and act.hit["sort"] == "plural":
        return True
    if act.noun and any(one.measure is Measure.INCIDENTS for one in totals):
        beside = sentence.cue_before("one", act.first) or sentence.cue_after(
            "one", act.last
        )
        if beside is not None:
            return True
    carried = (Measure.SITES, Measure.VESSELS, Measure.MUNITIONS)
    return any(
        (one.act is not None and one.act.first == act.first)
        or one.first <= act.first <= one.last
        or (one.measure in carried and abs(one.last - act.first) <= CARRIED)
        for one in totals
    ) or any(
        act.hit.list == "triggers"
        and one.act is None
        and abs(one.first - act.first) <= 4
        and (one.measure is not Measure.OTHER or stretched(sentence))
        for one in totals
    )


def _at_a_rate(sentence: Sentence, act: Act, here: Sequence[Counted]) -> bool:
    """ "Three attacks a day": no event."""
    return any(
        one.noun is not None and one.noun.first == act.first and is_rate(sentence, one)
        for one in here
    )


def _groups(sentence: Sentence, found: Sequence[Act]) -> list[list[Act]]:
    """Acts of one event: near each other, told alike, and not parted by place or day."""
    groups: list[list[Act]] = [[found[0]]]
    for act in found[1:]:
        if _another(sentence, groups[-1][-1], act):
            groups.append([act])
        else:
            groups[-1].append(act)
    return groups


def _another(sentence: Sentence, one: Act, other: Act) -> bool:
    """Whether the second act is of another event than the first."""
    if one.assertion is not other.assertion:
        return True
    if other.stops and not one.stops:
        return False
    if sentence.apart(one.last, other.first) > TOGETHER:
        return True
    parted = any(one.last < h.first <= other.first for h in sentence.cues("break"))
    dates = _own(sentence, one, other, [d for d in sentence.dates if points(d)])
    places = _own(
        sentence,
        one,
        other,
        [p for p in sentence.places if is_fine(sentence, p) and not launches(sentence, p)],
    )
    return dates or places or (parted and _manners(one, other))


def _own(
    sentence: Sentence,
    one: Act,
    other: Act,
    finds: Sequence[FoundDate] | Sequence[FoundPlace],
) -> bool:
    """Whether each of two acts has a find of its own right beside it."""

    def beside(act: Act) -> set[str]:
        return {
            _which(f)
            for f in finds
            if sentence.apart(act.first, sentence.at(f.start)) <= BESIDE
        }

    mine, theirs = beside(one), beside(other)
    return bool(mine - theirs) and bool(theirs - mine)


def _which(found: FoundDate | FoundPlace) -> str:
    """What tells a find from another: its day, or where it stands."""
    if isinstance(found, FoundDate) and found.date is not None and found.date.earliest:
        return found.date.earliest[:10]
    return str(found.start)


def points(found: FoundDate) -> bool:
    """Whether a date is a point in time that can be resolved."""
    return found.date is not None and found.shape is DateShape.POINT


def _manners(one: Act, other: Act) -> bool:
    """Whether two acts are done in two manners; a type without one fits any."""
    mine, theirs = manners().get(one.event_type), manners().get(other.event_type)
    return mine is not None and theirs is not None and mine != theirs


def _fill(page: Page, one: Telling, heads: Sequence[Act]) -> None:
    sentence = one.sentence
    others = [head for head in heads if head is not one.head]
    one.voice = voice_of(page, sentence, one.head.first)
    for act in one.acts:
        if not one.perpetrators:
            told = doers(sentence, act, others)
            one.perpetrators = tuple(resolved(page, sentence, m) for m in told)
        seen = {t.mention.span for t in one.targets}
        new = [t for t in aims(sentence, act, others) if t.mention.span not in seen]
        one.targets = (*one.targets, *new)
        known = {w.mention.span for _, w in one.weapons}
        more = [w for w in weapons(sentence, act, others) if w[1].mention.span not in known]
        one.weapons = (*one.weapons, *more)
    aimed = {t.mention.span for t in one.targets}
    one.perpetrators = tuple(m for m in one.perpetrators if m.span not in aimed)


def _nearest(sentence: Sentence, made: Sequence[Telling], word: int) -> Telling:
    def far(one: Telling) -> int:
        return min(sentence.apart(act.first, word) for act in one.acts)

    return min(made, key=far)


def _deal_dates(sentence: Sentence, made: Sequence[Telling]) -> None:
    for found in sentence.dates:
        if found.date is None or of_speech(sentence, found):
            continue
        if found.shape not in (DateShape.POINT, DateShape.RANGE, DateShape.ROLLING):
            continue
        _nearest(sentence, made, sentence.at(found.start)).dates.append(found)


def _deal_places(sentence: Sentence, made: Sequence[Telling]) -> None:
    for place in (*sentence.places, *unlisted_places(sentence)):
        if place.use is not PlaceUse.LITERAL or in_a_name(sentence, place):
            continue
        first, _ = sentence.reach(place.start, place.end)
        one = _nearest(sentence, made, first)
        if any(m.span.start <= place.start < m.span.end for m in one.perpetrators):
            continue
        if launches(sentence, place):
            one.launches.append(place)
        else:
            one.places.append(place)


def _deal_tolls(
    sentence: Sentence,
    made: Sequence[Telling],
    here: Sequence[Counted],
    totals: Sequence[Counted],
) -> None:
    summed = {one.number.start for one in totals}
    for one in here:
        shared = one.subset and any(t.measure is one.measure for t in totals)
        if one.measure not in TOLLS or one.number.start in summed or shared:
            continue
        telling = _nearest(sentence, made, one.act.first if one.act else one.first)
        told = telling.tolls.setdefault(one.measure, [])
        if one.subset and not told:
            continue
        who = sentence.quote(one.noun.first, one.noun.last) if one.noun else ""
        whole = 0 if one.subset and told else None
        told.append(Toll(one.number.number, who, of=whole))
        span = sentence.span(one.first, max(one.last, one.first))
        telling.evidence.append(Evidence(FIELDS[one.measure], span))


FIELDS = {
    Measure.KILLED: Field.KILLED,
    Measure.INJURED: Field.INJURED,
    Measure.CASUALTIES: Field.KILLED,
}


def _deal_no_harm(sentence: Sentence, made: Sequence[Telling]) -> None:
    for measure, number, first, last in no_harm(sentence):
        telling = _nearest(sentence, made, first)
        if telling.tolls.get(measure):
            continue
        telling.tolls[measure] = [Toll(number)]
        telling.evidence.append(Evidence(FIELDS[measure], sentence.span(first, last)))


def no_harm(sentence: Sentence) -> Iterator[tuple[Measure, Number, int, int]]:
    """ "No casualties": measure, number, first and last word.

    Said flatly it is 0; with "reported" or "known" it only says that none was told of.
    """
    for cue in sentence.cues("none"):
        hurt = [
            h
            for h in sentence.of("harm")
            if h["measure"] != "other"
            and (
                cue.first <= h.first <= cue.last + NO_HARM_REACH
                or _denied_before(sentence, h, cue)
            )
        ]
        told = [m for m in map(_told, hurt) if m is not None]
        if not told:
            continue
        last = max(h.last for h in hurt)
        near = any(
            sentence.apart(cue.first, r.first) <= 2 * NO_HARM_REACH
            for r in sentence.cues("reported")
        )
        number = Number.said(0, Bound.NONE_REPORTED) if near else Number.said(0)
        both = (
            {Measure.KILLED, Measure.INJURED} if Measure.CASUALTIES in told else set(told)
        )
        for measure in sorted(both):
            yield measure, number, min(cue.first, last), max(cue.last, last)


def _denied_before(sentence: Sentence, hurt: Hit, none: Hit) -> bool:
    """ "Жертв нет", "ölen yok": the victims stand before the word that there were none."""
    behind = sentence.habits.described_before and 0 < none.first - hurt.last <= 2
    return behind and sentence.apart(hurt.last, none.first) <= 2


def _told(hit: Hit) -> Measure | None:
    measure = hit["measure"]
    return Measure(measure) if measure in ("killed", "injured", "casualties") else None
