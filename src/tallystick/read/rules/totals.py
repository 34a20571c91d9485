"""Which counts are stated totals, and which are details of one event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.model.lists import Measure
from tallystick.read.found import DateShape, FoundDate, NumberUse
from tallystick.read.rules import grammar as g
from tallystick.read.rules import roles, windows
from tallystick.read.rules.scan import Sentence
from tallystick.read.rules.scopes import struck_places
from tallystick.read.rules.units import Counted, Form, attack_word

RATES = re.compile(
    r"(?<!\bin )(?<!\bof )(?<!\bfor )(?<!within )(?<!\bthan )"
    r"\b(per|a|each|every)\s+(day|week|month|year|hour|night)\b(?!\s+(earlier|ago|before|later))"
    r"|\baverag|\bdaily\b"
)
PEOPLE = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES)
FEWEST_MUNITIONS = 5
"""Fewer munitions in one report are a detail of one attack, not a stated total."""
FEWEST_PLACES = 4
"""Fewer places or vessels hit, with no period told, are a detail of one attack."""
FEWEST_ATTACKS = 4
"""Fewer attacks on one day, or with no period told, are told one by one."""
USES = frozenset(
    "intercept down shoot destroy neutralize repel use expend hit strike attack "
    "cross enter penetrate".split()
)
"""What is said of munitions that were used."""
SOUNDS = frozenset("explosion blast detonation".split())
"""What is heard or seen several times in one attack."""
MANY_PEOPLE = 500
"""So many dead or hurt are never those of one event in the reports that we know."""


def is_total(
    sentence: Sentence, one: Counted, here: Sequence[Counted], *, continues: bool
) -> bool:
    """Whether a count is a stated total rather than a detail of one event.

    Args:
        here: all counts of the sentence.
        continues: a total was stated just before, and this sentence tells of no event,
            day or place of its own.
    """
    if g.irreal(one.governor) or _rate(sentence, one):
        return False
    if one.form is not Form.NOUN:
        return True
    if one.compared is not None:
        return is_total(sentence, one.compared, here, continues=continues)
    if one.number.use is NumberUse.ORDINAL:
        return _ordinal_total(sentence, one)
    stated = one.number.number.stated
    if one.measure is Measure.INCIDENTS:
        few = stated is not None and stated < FEWEST_ATTACKS
        loose = few or g.lemma(one.head) in SOUNDS
        return stated != 1 and _real_attacks(one) and (not loose or _period(sentence, one))
    if one.measure in (Measure.SITES, Measure.VESSELS):
        few = stated is not None and stated < FEWEST_PLACES
        return _attacked(one) and (not few or _period(sentence, one))
    gathered = (continues and _undergone(one)) or _gathered(sentence, one, here)
    if one.measure is Measure.MUNITIONS:
        beside = (
            o.number.number.stated or 0 for o in here if o.measure is Measure.MUNITIONS
        )
        many = max((stated or FEWEST_MUNITIONS), *beside, 0) >= FEWEST_MUNITIONS
        return many and (_used(one) or _in_total(sentence, one))
    return gathered or (one.measure in PEOPLE and (stated or 0) >= MANY_PEOPLE)


def _undergone(one: Counted) -> bool:
    """Whether people are told of as hurt, not somebody as hurting them."""
    who = g.subject(one.governor) if one.governor.pos_ == "VERB" else None
    if who is not None and (who.lower_ in ("they", "these") or attack_word(who)):
        return True
    return not (one.governor.pos_ == "VERB" and g.objects(one.governor))


def _period(sentence: Sentence, one: Counted) -> bool:
    """Whether a period of more than a few days is told in the count's own stretch."""
    start, end = windows.segment(sentence, one.numeral)
    if windows.since_clause(sentence, sentence.dates) is not None:
        return True
    return any(
        d.date is not None
        and start <= d.start < end
        and (
            d.shape
            in (DateShape.SINCE, DateShape.UNTIL, DateShape.RANGE, DateShape.ROLLING)
            or _long(d)
        )
        for d in sentence.dates
    )


def _ordinal_total(sentence: Sentence, one: Counted) -> bool:
    """ "The 150th attack since October"; not "the second attack on the base"."""
    stated = one.number.number.stated or 0
    since = _period(sentence, one)
    return stated >= 10 or (stated >= 2 and since)


def _rate(sentence: Sentence, one: Counted) -> bool:
    start = one.number.start - sentence.offset
    text = str(one.head.doc.text)
    return bool(RATES.search(text[max(0, start - 24) : start + 48].lower()))


def _real_attacks(one: Counted) -> bool:
    """An attack noun that is itself counted, not "three attack drones"."""
    return one.head.dep_ not in ("compound", "amod") or one.governor is not one.head


def _attacked(one: Counted) -> bool:
    """Whether places or vessels stand as the object of an attack."""
    head = g.first_conjunct(one.head)
    over = head.head
    if head.dep_ in ("dobj", "nsubjpass") and (
        attack_word(over)
        or g.lemma(over) in ("damage", "destroy", "sink", "seize", "assess")
    ):
        return True
    if head.dep_ == "pobj" and over.lower_ in (*roles.ON, "of"):
        return attack_word(over.head) or any(attack_word(t) for t in over.head.children)
    if head.dep_ == "dobj" and g.lemma(over) in ("comprise", "include", "involve"):
        return any(attack_word(t) for t in g.ancestors(over))
    if head.dep_ == "nsubj" and g.lemma(over) == "come":
        return any(t.lower_ in ("fire", "attack", "bombardment") for t in over.subtree)
    return any(
        c.dep_ in ("acl", "relcl")
        and (attack_word(c) or g.lemma(c) in ("destroy", "damage"))
        for c in one.head.children
    )


def _in_total(sentence: Sentence, one: Counted) -> bool:
    """ "A total of 24 drones and missiles"."""
    before = [t.lower_ for t in sentence.tokens if t.i < one.numeral.i][-3:]
    return "total" in before


def _used(one: Counted) -> bool:
    """Whether munitions were fired, dropped, downed or used to attack."""
    told = [c for c in one.head.children if c.dep_ in ("acl", "relcl")]
    over = next((t for t in g.ancestors(one.head) if t.pos_ == "VERB"), None)
    return any(
        g.lemma(verb) in roles.CARRIES_OUT | USES or attack_word(verb)
        for verb in (*told, *([over] if over is not None else []))
    )


def _gathered(sentence: Sentence, one: Counted, here: Sequence[Counted]) -> bool:
    """Whether people or munitions are counted over more than one event."""
    if _period(sentence, one):
        return True
    if any(
        o.measure is Measure.INCIDENTS
        and o is not one
        and (o.number.number.stated is None or o.number.number.stated >= FEWEST_ATTACKS)
        for o in here
    ):
        return True
    words = {t.lower_ for t in sentence.tokens}
    if (
        words & {"total", "overall", "altogether", "combined", "cumulative", "so-far"}
        or "so far" in sentence.text
    ):
        return True
    return len({p.place.country for p in struck_places(sentence, one)} - {None}) > 1


def _long(found: FoundDate) -> bool:
    first, last = (
        (found.date.first_day, found.date.last_day) if found.date else (None, None)
    )
    return bool(first and last and (last - first).days >= 6)
