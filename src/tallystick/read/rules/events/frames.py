"""One frame per event that a sentence tells of: triggers gathered, arguments dealt out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tallystick.model.claims import Target, Toll, Weapon
from tallystick.model.lists import Assertion, Measure
from tallystick.model.values import Evidence, Field, Mention, Span
from tallystick.read.found import DateShape, FoundDate, FoundPlace, PlaceUse
from tallystick.read.rules.actors.speech import OWN, Voice, voice_of
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.attacks.aims import targets, venues
from tallystick.read.rules.attacks.phrasal import is_armed
from tallystick.read.rules.attacks.triggers import (
    Trigger,
    assertion_of,
    role_denied,
    triggers,
)
from tallystick.read.rules.counts.one_by_one import PRONOUNS, one_by_one
from tallystick.read.rules.counts.outdated import outdated
from tallystick.read.rules.counts.shot import killed_them, shot
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.counts.wholes import Kin, before_wholes, kinship
from tallystick.read.rules.days import whose_day
from tallystick.read.rules.days.told_days import from_event, told_days
from tallystick.read.rules.events.grouping import groups
from tallystick.read.rules.events.told_people import dealt, ranked, toll_of
from tallystick.read.rules.harm.injuries import where_treated
from tallystick.read.rules.harm.nobody import no_harm
from tallystick.read.rules.harm.words import harmed
from tallystick.read.rules.harm.wounds import is_person
from tallystick.read.rules.places.said_places import said_places
from tallystick.read.rules.places.whose_place import launched_from, of_somebody
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import TriggerWord, WeaponWords, table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.totals.over_time import of_one_attack, period

LONGEST_LETTERS = 5
"""Names in capitals longer than this are no initials of a group."""
DATING = (DateShape.POINT, DateShape.ROLLING, DateShape.EVENT, DateShape.RANGE)
PEOPLE = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES)
STOPPED = frozenset(("stop", "shot-down", "defused"))
"""Kinds of triggers that tell that an attack was stopped."""


@dataclass
class Frame:
    """One event as one sentence tells it. Filled here, frozen into a claim later."""

    sentence: Sentence
    triggers: list[Trigger]
    voice: Voice = OWN
    perpetrators: tuple[Mention, ...] = ()
    targets: tuple[Target, ...] = ()
    weapons: tuple[tuple[WeaponWords, Weapon], ...] = ()
    places: tuple[FoundPlace, ...] = ()
    launches: tuple[FoundPlace, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    tolls: dict[Measure, tuple[Toll, ...]] = field(default_factory=dict)
    shot: tuple[Toll, ...] = ()
    """People who were shot, of whom it does not say whether they lived."""
    outdated: tuple[Toll, ...] = ()
    """Those of its tolls that are told as numbers of the first hours."""
    died: int = 0
    """How many of those told to have been hurt have died since."""
    evidence: list[Evidence] = field(default_factory=list)
    only_adds: bool = False
    """Whether it tells of no event by itself: "nine dead", "it happened on Tuesday"."""

    @property
    def head(self) -> Trigger:
        """The trigger that names the event: an attack word before a harm word."""
        for trigger in self.triggers:
            if not trigger.harm:
                return trigger
        return self.triggers[0]

    @property
    def assertion(self) -> Assertion:
        """Of the head."""
        return self.head.assertion


def frames(
    scan: Scan, sentence: Sentence, counts: Sequence[Counted], totals: Sequence[Counted]
) -> list[Frame]:
    """The events of a sentence.

    Args:
        counts: what its numbers count.
        totals: those of them that are totals of a run of events; their words tell of no
            single event.
    """
    told = triggers(sentence, totals)
    found = [t for t in told if not _of_a_run(t, totals)]
    if told and not any(t.word.kind == "refers" for t in told):
        made = frames_of(scan, sentence, found, counts, totals)
        return [replace(f, only_adds=True) if _of_him(f) else f for f in made]
    found = _bare_tolls((*counts, *one_by_one(sentence, counts)), totals) or found
    bare = frames_of(scan, sentence, found, counts, totals)
    if bare and (_somebody_armed(sentence) or any(_by_the_armed(t.token) for t in found)):
        return bare
    return [replace(frame, only_adds=True) for frame in bare]


def _somebody_armed(sentence: Sentence) -> bool:
    """ "Two are dead after a man with a knife walked in": who may have hurt them."""
    held = (last for _, _, last in sentence.once(roles.weapons_in))
    with_them = [w.head for w in held if w.dep_ == "pobj" and w.head.lower_ == "with"]
    bearers = [w.head.head if w.head.lemma == "arm" else w.head for w in with_them]
    return any(is_person(one) for one in bearers)


def _by_the_armed(told: Token) -> bool:
    """ "Were felled by snipers", "gunmen cut three men to pieces", "left three men dead"."""
    verb = told.head if told.pos_ == "ADJ" else told
    if verb.pos_ != "VERB" or verb.lemma == "lose":
        return False
    who = g.agent(verb)
    if who is None and g.objects(verb) and not g.passive(verb):
        who = g.subject(verb)
    return who is not None and any(
        is_armed(one) and not harmed(one) for one in g.conjuncts(who)
    )


def _of_him(frame: Frame) -> bool:
    """ "He died at once": says what became of somebody in an event told before."""
    people = [t for tolls in frame.tolls.values() for t in tolls]
    return frame.head.harm and bool(people) and all(t.who in PRONOUNS for t in people)


def _bare_tolls(counts: Sequence[Counted], totals: Sequence[Counted]) -> list[Trigger]:
    """The harm of a sentence that has no word of attack: "hospitals speak of nine dead"."""
    measures = (Measure.KILLED, Measure.INJURED)
    tolls = [one for one in counts if one.measure in measures and one not in totals]
    heads = {one.governor.i: one.governor for one in tolls}
    return [
        Trigger(
            token,
            TriggerWord(token.lemma, "NOUN", "operation_unspecified", "harm"),
            assertion_of(token),
        )
        for _, token in sorted(heads.items())
    ]


def tells_harm(sentence: Sentence, counts: Sequence[Counted]) -> bool:
    """Whether a sentence tells how many were hurt, or who, or that nobody was.

    Args:
        counts: what its numbers count.
    """
    if any(one.measure in PEOPLE for one in counts) or no_harm(sentence):
        return True
    return bool(one_by_one(sentence, counts))


def frames_of(
    scan: Scan,
    sentence: Sentence,
    found: Sequence[Trigger],
    counts: Sequence[Counted],
    totals: Sequence[Counted],
) -> list[Frame]:
    """The events that some triggers of a sentence tell, with what belongs to each."""
    if not found:
        return []
    told = groups(found)
    heads = [next((t for t in group if not t.harm), group[0]) for group in told]
    made = []
    for group, head in zip(told, heads, strict=True):
        frame = Frame(sentence, group, voice_of(scan, sentence, head.token))
        if not any(role_denied(one.token) for one in group):
            frame.perpetrators = _perpetrators(scan, sentence, group)
        frame.targets = tuple(
            dict.fromkeys(t for one in group for t in targets(scan, sentence, one.token))
        )
        made.append(frame)
    tokens = [t.token for t in found]
    owner = {t.token.i: frame for frame in made for t in frame.triggers}
    for frame, date in _dealt(scan, sentence, tokens, owner):
        frame.dates += (date,)
    _deal_places(scan, sentence, tokens, owner)
    _deal_weapons(sentence, tokens, owner)
    _deal_tolls(sentence, counts, totals, tokens, owner)
    for frame in made:
        at = venues(sentence, [t.token for t in frame.triggers], frame.targets)
        frame.targets = tuple(dict.fromkeys((*frame.targets, *at)))
    return made


def _of_a_run(trigger: Trigger, totals: Sequence[Counted]) -> bool:
    """Whether a trigger only carries a total: "have targeted more than 60 ships since"."""
    return any(
        t.i == trigger.token.i
        for one in totals
        for t in (one.governor, one.head.head, g.first_conjunct(one.head).head)
    )


def _perpetrators(
    scan: Scan, sentence: Sentence, group: Sequence[Trigger]
) -> tuple[Mention, ...]:
    stop = next((t for t in group if stops(t)), None)
    if stop is not None:
        aims = (o for o in g.objects(stop.token) if roles.is_weapon(o))
        return tuple(m for o in aims for m in roles.actors_of(scan, sentence, o))
    for one in group:
        does = roles.perpetrators(scan, sentence, one.token)
        if does:
            return tuple(m for m in does if not _impersonal(m))
    return ()


def stops(trigger: Trigger) -> bool:
    """Whether a trigger tells that an attack was stopped: "intercepted", "shot down"."""
    return trigger.word.kind in STOPPED


def _impersonal(mention: Mention) -> bool:
    if (
        mention.actor is None
        and mention.text.isupper()
        and len(mention.text) > LONGEST_LETTERS
    ):
        return True  # a dateline inside the text
    return mention.actor is None and mention.text.lower() in (
        "hostile fire",
        "fire",
        "debris",
    )


def _dealt(
    scan: Scan, sentence: Sentence, tokens: Sequence[Token], owner: dict[int, Frame]
) -> Iterator[tuple[Frame, FoundDate]]:
    """Each point in time with the frame it belongs to; days of saying belong to none."""
    for date in scan.once_of(told_days, sentence):
        within = whose_day.told_within(sentence, date, tokens)
        if within is not None:
            yield owner[within.i], replace(date, shape=DateShape.POINT)
            continue
        if date.shape not in DATING:
            continue
        named = whose_day.beside(sentence, date, tokens)
        if named is not None:
            yield owner[named.i], date
            continue
        if from_event(scan, sentence, date):
            near = next((t for t in tokens if sentence.at(t) >= date.end), None)
            if near is not None:
                yield owner[near.i], date
            continue
        root = sentence.root_of(date.core_start or date.start, date.end)
        if whose_day.said(sentence, root, owner) or whose_day.of_aftermath(root, owner):
            pushed = whose_day.pushed_on(sentence, date, tokens)
            if pushed is not None:
                yield owner[pushed.i], date
            continue
        near = g.nearest(root, tokens) or _headed(sentence, date, tokens)
        if near is not None and (
            whose_day.at_once(root) or not whose_day.before_it(root, near)
        ):
            yield owner[near.i], date


def _headed(sentence: Sentence, date: FoundDate, tokens: Sequence[Token]) -> Token | None:
    """ "7 May: gunmen attacked": a date in front, which the parser leaves by itself."""
    opens = date.start <= sentence.start + 1
    return tokens[0] if opens and tokens else None


def _deal_places(
    scan: Scan, sentence: Sentence, tokens: Sequence[Token], owner: dict[int, Frame]
) -> None:
    for place in scan.once_of(said_places, sentence):
        if place.use is not PlaceUse.LITERAL or roles.in_a_name(sentence, place):
            continue
        root = sentence.place_root(place)
        top = g.first_conjunct(root)
        if of_somebody(top, tokens) or where_treated(top):
            continue
        near = g.nearest(root, tokens)
        if near is None:
            continue
        frame = owner[near.i]
        if launched_from(top):
            frame.launches += (place,)
        else:
            frame.places += (place,)


def _deal_weapons(
    sentence: Sentence, tokens: Sequence[Token], owner: dict[int, Frame]
) -> None:
    for entry, first, last in sentence.once(roles.weapons_in):
        near = g.nearest(last, tokens)
        if near is not None and g.distance(last, near) <= 4 and not _looks_on(last):
            weapon = roles.weapon_of(sentence, first, last, entry)
            owner[near.i].weapons = ((entry, weapon), *owner[near.i].weapons)


ON_WATCH = word_list("events/on_watch")


def _looks_on(weapon: Token) -> bool:
    """ "The camp was raided while helicopters circled": it did nothing to anybody."""
    return weapon.dep_ == "nsubj" and weapon.head.lemma in ON_WATCH


def _deal_tolls(
    sentence: Sentence,
    counts: Sequence[Counted],
    totals: Sequence[Counted],
    tokens: Sequence[Token],
    owner: dict[int, Frame],
) -> None:
    everybody = (*counts, *one_by_one(sentence, counts))
    people = [one for one in everybody if one.measure in PEOPLE]
    own = {one.measure for one in people if one not in totals}
    dead = [one for one in people if one.measure is Measure.KILLED]
    beside = bool(dead) and all(one in totals and period(sentence, one) for one in dead)
    early = frozenset(one.numeral.i for one in people if outdated(sentence, one))
    by_now = [one for one in people if one.numeral.i not in early]
    kin, partial = kinship(sentence, by_now), before_wholes(sentence, by_now)
    heads = {at: frame.head.token.i for at, frame in owner.items()}
    for one, near in dealt(sentence, people, tokens, heads):
        run = (one in totals and period(sentence, one)) or beside
        if run and (one.measure in own or not of_one_attack(sentence, one)):
            continue  # "killing two and bringing to 26 the number of dead since May"
        toll = ranked(toll_of(sentence, one), one, people)
        _add_victims(sentence, owner[near.i], one)
        how, measure = kin.get(one.numeral.i, (Kin.OTHERS, one.measure))
        told = owner[near.i].tolls.get(measure, ())
        if told and how is Kin.SOME:
            toll = replace(toll, of=0)
        elif how is Kin.SOME and one.numeral.i in partial:
            continue
        elif told and how is Kin.SAME:
            toll = replace(toll, alternative_of=0)
        elif how is Kin.DIED:
            owner[near.i].died += one.number.number.least
        elif how is not Kin.SAME:
            measure = one.measure
        if one.numeral.i in early:
            owner[near.i].outdated += (toll,)
        _add_toll(
            owner[near.i],
            measure,
            toll,
            Span(sentence.part, one.number.start, one.number.end),
        )
    _deal_shot_and_spared(sentence, tokens, owner)


def _deal_shot_and_spared(
    sentence: Sentence, tokens: Sequence[Token], owner: dict[int, Frame]
) -> None:
    """Those of whom it is only told that they were shot, and that nobody was hurt."""
    for number, noun, verb in killed_them(sentence):
        near = g.nearest(verb, tokens)
        if near is not None:
            toll = Toll(number, "" if noun.like_num else noun.text)
            _add_toll(owner[near.i], Measure.KILLED, toll, sentence.span(noun, noun))
    for number, noun, verb in shot(sentence):
        near = g.nearest(verb, tokens)
        if near is not None:
            owner[near.i].shot += (Toll(number, "" if noun.like_num else noun.text),)
    for measure, number, first, last in no_harm(sentence):
        near = g.nearest(last, tokens)
        if near is not None and not owner[near.i].tolls.get(measure):
            _add_toll(owner[near.i], measure, Toll(number, ""), sentence.span(first, last))


def _add_victims(sentence: Sentence, frame: Frame, one: Counted) -> None:
    """Who was hurt, of an attack of which nothing else is said to have been its aim."""
    people = table("persons", "lemma", "role")
    if not frame.targets and one.head is not one.numeral and one.head.lemma in people:
        frame.targets = (Target(roles.with_owner(sentence, one.head), None),)


def _add_toll(frame: Frame, measure: Measure, toll: Toll, span: Span) -> None:
    fields = {Measure.KILLED: Field.KILLED, Measure.INJURED: Field.INJURED}
    frame.tolls[measure] = (*frame.tolls.get(measure, ()), toll)
    frame.evidence.append(Evidence(fields.get(measure, Field.KILLED), span))
