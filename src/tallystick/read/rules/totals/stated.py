"""Which counts are stated totals, and which are details of one event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.model.lists import Measure
from tallystick.model.values import Bound
from tallystick.read.found import NumberUse
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.counts.elliptic import SETTING
from tallystick.read.rules.counts.units import SUFFERED, Counted, Form, attack_word
from tallystick.read.rules.harm.articles import SINGLE
from tallystick.read.rules.harm.words import CHANGES
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Sentence, Token
from tallystick.read.rules.totals import windows
from tallystick.read.rules.totals.bounding import both_hurt
from tallystick.read.rules.totals.over_time import PEOPLE, over_time, period
from tallystick.read.rules.totals.runs import in_a_ledger, in_a_run, of_a_run, summing
from tallystick.read.rules.totals.scopes import struck_places

RATES = re.compile(
    r"(?<!\bin )(?<!\bof )(?<!\bfor )(?<!within )(?<!\bthan )(?<!\bwith )"
    r"\b(per|a|each|every)\s+(day|week|month|year|hour|night)\b(?!\s+(earlier|ago|before|later))"
    r"|\baverag|\bdaily\b"
)
FEWEST_MUNITIONS = 5
"""Fewer munitions in one report are a detail of one attack, not a stated total."""
FEWEST_PLACES = 4
"""Fewer places or vessels hit, with no period told, are a detail of one attack."""
FEWEST_ATTACKS = 4
"""Fewer attacks on one day, or with no period told, are told one by one."""
ALIGHT = word_list("totals/alight")
DOWN = frozenset("down out up".split())
"""Behind verbs by which things are destroyed: "brought down", "knocked out", "blown up"."""
BRINGING = word_list("totals/bringing")
USES = word_list("totals/uses")
THINGS = word_list("totals/things")
KEEPS = word_list("totals/stated_keeps")
OF_THEM = tuple(["of", word] for word in ("them", "whom", "these", "those", "which"))
OPENING = 40
"""Characters from the start of a sentence in which "of these" reaches to a number."""
FORESEEING = word_list("totals/foreseeing")
FOUND = frozenset("body corpse".split())
"""What is counted on the ground after one event, as often as over many."""
FEWEST_KEPT = 5
"""Fewer people counted by somebody are those of one event, unless more is said."""
OVER_TIME = word_list("totals/over_time")
SOUNDS = frozenset("explosion blast detonation".split())
"""What is heard or seen several times in one attack."""
AS_OF = re.compile(r"\b[Aa]s (?:of|at) \w")
MANY_TO_A_DAY = 50
"""So many "as of Tuesday" are not those of one event."""
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
    if g.irreal(one.governor) or _rate(sentence, one) or _foreseen(one):
        return False
    if one.number.reason == SINGLE or _metaphor(one) or _subset(sentence, one):
        return False
    if _one_of_many(one) or _pointed_at(sentence, one):
        return False
    if in_a_ledger(one):
        return True
    loose = one.number.number.bound is Bound.VAGUE and one.measure is not Measure.INCIDENTS
    if loose and not period(sentence, one):
        return False
    if one.form is Form.LABEL or (one.form is Form.FIGURE and one.compared is not None):
        return True
    if one.form is Form.ANSWER and (one.measure not in PEOPLE or _asks_of_a_run(one)):
        return True
    if one.compared is not None:
        return is_total(sentence, one.compared, here, continues=continues)
    if one.number.use is NumberUse.ORDINAL:
        return _ordinal_total(sentence, one)
    stated = one.number.number.stated
    if one.measure is Measure.INCIDENTS:
        few = stated is not None and stated < FEWEST_ATTACKS
        loose = few or one.head.lemma in SOUNDS
        run = not loose or period(sentence, one) or (not few and summing(sentence))
        return stated != 1 and _real_attacks(one) and run
    if one.measure in (Measure.SITES, Measure.VESSELS):
        hit = _attacked(one) or _number_of_attacked(one)
        return hit and _not_of_one_attack(sentence, one)
    gathered = (continues and _undergone(one)) or _gathered(sentence, one, here)
    if one.measure is Measure.MUNITIONS:
        beside = (
            o.number.number.stated or 0 for o in here if o.measure is Measure.MUNITIONS
        )
        told = stated if stated is not None else one.number.number.low or FEWEST_MUNITIONS
        return max(told, *beside, 0) >= FEWEST_MUNITIONS and (
            _used(one) or _in_total(sentence, one) or _verbless(sentence, one)
        )
    least = MANY_TO_A_DAY if AS_OF.search(sentence.text) else MANY_PEOPLE
    many = one.measure in PEOPLE and (stated or 0) >= least
    return gathered or many or _kept(sentence, one)


def _not_of_one_attack(sentence: Sentence, one: Counted) -> bool:
    """Whether so many places or vessels, of such a kind, or in such a time, are of many events."""
    stated = one.number.number.stated
    if period(sentence, one):
        return True
    if stated is not None and stated < FEWEST_PLACES:
        return False
    return one.head.lemma not in THINGS or in_a_run(sentence, one)


def _asks_of_a_run(one: Counted) -> bool:
    """Whether the question that a count answers is of a period or a war."""
    return any(t.lower_ in OVER_TIME for t in one.governor.sent)


def _foreseen(one: Counted) -> bool:
    """ "Expects 1,500 attacks in the coming year"."""
    return any(t.pos_ == "VERB" and t.lemma in FORESEEING for t in g.ancestors(one.head))


def _kept(sentence: Sentence, one: Counted) -> bool:
    """Whether people are those of somebody's count: "the ministry counts 278 dead"."""
    if (
        one.head.lemma in FOUND
        or (one.number.number.stated or 0) < FEWEST_KEPT
        or any(
            windows.day_of(d) and not windows.of_speech(sentence, d) for d in sentence.dates
        )
    ):
        return False
    return any(t.pos_ == "VERB" and t.lemma in KEEPS for t in g.ancestors(one.governor))


def _subset(sentence: Sentence, one: Counted) -> bool:
    """ "Among them 68 migrants", "of whom 23", "12 of them": some of what was counted."""
    before = [t.lower_ for t in sentence.before(one.number.start)[-2:]]
    after = [t.lower_ for t in sentence.after(one.number.end)[:2]]
    return (
        before in (["among", "them"], ["of", "whom"], ["of", "which"], ["of", "them"])
        or before[-1:] == ["including"]
        or _opens_of_these(sentence, one)
        or after in OF_THEM
    )


def _opens_of_these(sentence: Sentence, one: Counted) -> bool:
    """ "Of these, 611 alleged killing": a sentence that divides what was told."""
    words = [t.lower_ for t in sentence.tokens if not t.is_space][:4]
    opened = words[:1] == ["of"] and words[1:2] in (["these"], ["those"], ["them"])
    return opened and one.number.start - sentence.start < OPENING


def _one_of_many(one: Counted) -> bool:
    """ "One of the two", "one North Korean dead": a single person is no total."""
    return one.number.number.stated == 1 and one.measure in PEOPLE and one.form is Form.NOUN


def _pointed_at(sentence: Sentence, one: Counted) -> bool:
    """ "13 of the 18 strikes", "nine of the group's 44 claims": all of them were told before."""
    words = sentence.before(one.number.start)[-5:]
    of = next((n for n, t in enumerate(words) if t.lower_ == "of"), None)
    if (
        of is None
        or of == 0
        or not (words[of - 1].like_num or words[of - 1].lower_ == "none")
    ):
        return False
    rest = [t.lower_ for t in words[of + 1 :]]
    return rest[:1] in (["the"], ["those"], ["these"], ["its"], ["their"]) or "'s" in rest


def _metaphor(one: Counted) -> bool:
    """ "Heart attacks", "ransomware attacks": what strikes there is no violence."""
    before = [t.lower_ for t in one.head.doc[max(0, one.head.i - 3) : one.head.i]]
    return bool(set(before) & table("metaphors", "word", "kind").keys())


def _undergone(one: Counted) -> bool:
    """Whether people are told of as hurt, not somebody as hurting them."""
    who = g.subject(one.governor) if one.governor.pos_ == "VERB" else None
    if who is not None and (who.lower_ in ("they", "these") or attack_word(who)):
        return True
    if one.governor.lemma in ("lose", "suffer", "sustain"):
        return True
    return not (one.governor.pos_ == "VERB" and g.objects(one.governor))


def _ordinal_total(sentence: Sentence, one: Counted) -> bool:
    """ "The 150th attack since October"; not "the second attack on the base"."""
    stated = one.number.number.stated or 0
    since = period(sentence, one)
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
    if one.governor.lemma in CHANGES | SETTING and one.head is one.numeral:
        return True
    told = one.governor if one.head is one.numeral else one.head
    head = g.first_conjunct(_whole(told))
    over = head.head
    if head.lemma == "point" and over.lemma == "lose":
        return False  # of a game
    if head.dep_ in ("dobj", "nsubjpass") and (
        attack_word(over) or over.lemma in SUFFERED or _destroyed(over)
    ):
        return True
    under = head.dep_ == "pobj" and over.lower_ in (*roles.ON, "of")
    if under and any(attack_word(t) for t in (over.head, *over.head.children)):
        return True
    if head.dep_ == "dobj" and over.lemma in ("comprise", "include", "involve"):
        return any(attack_word(t) for t in g.ancestors(over))
    bare = one.head is one.numeral and head.dep_ == "nsubj"
    if bare and over.tag_ in ("VBN", "VBD") and over.lemma in SUFFERED:
        return not g.objects(over)  # "homes levelled in May came in at 90"
    if _under_all(head):
        return g.passive(over.head) and (
            attack_word(over.head) or over.head.lemma in SUFFERED
        )
    if head.dep_ == "dobj" and over.lemma in ("take", "have") and _by_the_armed(over):
        return True
    if head.dep_ == "nsubj" and over.lemma == "come":
        return any(t.lower_ in ("fire", "attack", "bombardment") for t in over.subtree)
    return any(
        c.dep_ in ("acl", "relcl") and (attack_word(c) or c.lemma in SUFFERED)
        for c in told.children
    )


def _destroyed(verb: Token) -> bool:
    """ "Put to the torch", "set alight", "brought down", "blown up"."""
    near = {c.lower_ for c in verb.children}
    near |= {n.lower_ for c in verb.children if c.dep_ == "prep" for n in c.children}
    if verb.lemma in ("put", "set"):
        return bool(near & ALIGHT)
    return verb.lemma in BRINGING and bool(near & DOWN)


def _whole(noun: Token) -> Token:
    """The numeral of "76 of the buildings", which stands for them."""
    of = noun.head
    partly = noun.dep_ == "pobj" and of.lower_ == "of" and of.head.like_num
    return of.head if partly else noun


def _under_all(head: Token) -> bool:
    """ "In all 93 buildings were shelled": a subject that parsers hang under "in"."""
    marked = any(c.lower_ == "all" for c in head.children)
    return head.dep_ == "pobj" and head.head.lower_ == "in" and marked


def _by_the_armed(verb: Token) -> bool:
    """ "Pirates have taken 26 ships"."""
    who = g.subject(verb)
    return who is not None and table("persons", "lemma", "role").get(who.lemma) == "armed"


def _verbless(sentence: Sentence, one: Counted) -> bool:
    """ "Nothing like it since May: 71 bombs in a month": munitions under no verb, in a period."""
    over = (one.head, *g.ancestors(one.head))
    if any(t.pos_ in ("VERB", "AUX") for t in over):
        return False
    return period(sentence, one) or in_a_run(sentence, one)


def _in_total(sentence: Sentence, one: Counted) -> bool:
    """ "A total of 24 drones and missiles"."""
    before = [t.lower_ for t in sentence.tokens if t.i < one.numeral.i][-3:]
    return "total" in before


def _used(one: Counted) -> bool:
    """Whether munitions were fired, dropped, downed or used to attack."""
    nouns = (one.head, one.governor) if one.head is one.numeral else (one.head,)
    told = [c for noun in nouns for c in noun.children if c.dep_ in ("acl", "relcl")]
    over = next((t for t in g.ancestors(one.head) if t.pos_ == "VERB"), None)
    return any(
        verb.lemma in roles.CARRIES_OUT | USES or attack_word(verb)
        for verb in (*told, *([over] if over is not None else []))
    )


def _gathered(sentence: Sentence, one: Counted, here: Sequence[Counted]) -> bool:
    """Whether people or munitions are counted over more than one event."""
    if over_time(sentence, one) or of_a_run(sentence, one):
        return True
    if any(both_hurt(one, o) and period(sentence, o) for o in here):
        return True
    if any(
        (
            o.measure in (Measure.INCIDENTS, Measure.VESSELS)
            or (o.measure is Measure.SITES and _one_clause(o, one))
        )
        and o is not one
        and (o.number.number.stated is None or o.number.number.stated >= FEWEST_ATTACKS)
        for o in here
    ):
        return True
    if summing(sentence):
        return True
    return len({p.place.country for p in struck_places(sentence, one)} - {None}) > 1


def _number_of_attacked(one: Counted) -> bool:
    """ "Brings to 17 the number of tankers hit", "put at 700 the houses razed"."""
    noun = one.governor
    after = noun.doc[noun.i + 1 : noun.i + 4]
    if one.head is not one.numeral or noun.tag_ not in ("NNS", "NNPS"):
        return False
    return any(t.lemma in SUFFERED or attack_word(t) for t in after)


def _one_clause(one: Counted, other: Counted) -> bool:
    """Whether two counts stand under one verb, or under verbs that "and" joins."""
    first, last = (g.first_conjunct(g.clause_verb(o.governor)) for o in (one, other))
    return bool(first.i == last.i)
