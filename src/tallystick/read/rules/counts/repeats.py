"""Acts counted by how often they were done: "attacked 166 times", "fired on twice"."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.lists import Measure
from tallystick.read.found import FoundNumber
from tallystick.read.rules.counts.units import Counted, Form, attack_word, measure_of
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, weapon_words, word_list
from tallystick.read.rules.text.scan import Sentence, Token

REPEATS = frozenset(("time", "times", "occasion", "instance"))
UNDER_FIRE = word_list("counts/under_fire")
ANSWERS = frozenset("retaliate respond attack claim".split())
ALIGHT = frozenset("alight ablaze fire light".split())
"""What things are set or put, to burn."""
LANDING = word_list("counts/landing")
SEEING = word_list("counts/seeing")
REST = frozenset("remaining other".split())
WOUNDING = frozenset("shoot stab knife slash".split())
KEPT = word_list("counts/repeats_kept")


TAKES_UP = word_list("counts/takes_up")


DAYS = word_list("counts/repeats_days")


def on_days(sentence: Sentence, number: FoundNumber) -> bool:
    """Whether a number tells on how many days something was done: "on 19 days of May"."""
    before = [t.lower_ for t in sentence.before(number.start)[-1:]]
    after = [t for t in sentence.after(number.end)[:5] if not t.is_space]
    if before != ["on"] or not after:
        return False
    of = after[0].lower_ == "of" and any(t.lemma in DAYS for t in after[1:])
    return of or (after[0].lemma in DAYS and after[0].tag_ == "NNS")


def struck_on(sentence: Sentence, number: FoundNumber, numeral: Token) -> Counted | None:
    """ "Drones hit the town on 19 days", "gunfire was heard on 22 nights": so many attacks."""
    if not on_days(sentence, number):
        return None
    verb = g.clause_verb(numeral)
    who = g.subject(verb)
    told = [verb, *(t for t in (who, *g.objects(verb)) if t is not None)]
    violent = any(
        attack_word(t) or t.lemma in weapon_words() or t.lower_ in UNDER_FIRE for t in told
    )
    if not violent:
        return None
    return Counted(number, Measure.INCIDENTS, numeral, numeral, verb, verb.text)


def repeated(
    number: FoundNumber, numeral: Token, noun: Token | None, asked: Token | None
) -> Counted | None:
    """ "Attacked 166 times", "on 160 occasions", "struck twice", "retaliated eight times".

    Args:
        noun: the noun after the numeral, if any.
        asked: the unit that the question before it asked the number of.
    """
    times = noun is not None and noun.lemma in REPEATS
    if noun is not None and any(c.lower_ in REST for c in noun.children):
        return None
    verb = g.clause_verb(numeral)
    if times and noun is not None and asked is not None and not attack_word(verb):
        incidents = Measure.INCIDENTS
        return Counted(
            number, incidents, noun, numeral, asked, asked.text, form=Form.ANSWER
        )
    if not times and (numeral.lower_ not in ("twice", "thrice") or _compares(numeral)):
        return None
    if _wounds(verb):
        return None
    if attack_word(verb) or verb.lemma in ANSWERS:
        return Counted(number, Measure.INCIDENTS, noun or numeral, numeral, verb, verb.text)
    over = [t for t in g.ancestors(verb) if t.pos_ == "VERB"]
    done = next(filter(None, map(_done, over)), None) if times else None
    act = done or next(filter(None, map(_act_under, over[:1])), None)
    if act is None:
        return None
    landed = done is not None and _munitions(done)
    measure = Measure.MUNITIONS if landed else Measure.INCIDENTS
    return Counted(number, measure, noun or numeral, numeral, verb, act.text)


def _wounds(verb: Token) -> bool:
    """ "The mayor was shot seven times": wounds of one person, no attacks."""
    who = g.child(verb, "nsubjpass")
    one = who is not None and who.tag_ in ("NN", "NNP", "PRP")
    return (
        one and verb.lemma in WOUNDING and not any(c.lower_ == "at" for c in verb.children)
    )


def _done(verb: Token) -> Token | None:
    """The word for a hostile act that is none by itself: "set alight", "turned back"."""
    acts = table("repeated_acts", "lemma", "with")
    for one in (verb, *_within(verb)):
        word = one.lemma
        near = {c.lower_ for c in one.children}
        wanted = acts.get(word)
        if wanted is not None and (wanted == "-" or near & set(wanted.split())):
            return one
        if _goes_off(one):
            return one
        who = g.subject(one) if word in LANDING else None
        if who is not None and measure_of(who) is Measure.MUNITIONS:
            return one
        if word in ("set", "put") and near & ALIGHT:
            return one
    return None


def _goes_off(verb: Token) -> bool:
    """ "Car bombs have gone off five times", "mines blew up twice"."""
    word = verb.lemma
    off = word in ("go", "set") and any(c.lower_ == "off" for c in verb.children)
    blown = word == "blow" and any(c.lower_ == "up" for c in verb.children)
    who = g.subject(verb) if off or blown or word in ("explode", "detonate") else None
    if who is None:
        return False
    about = (who, *(c for c in who.children if c.dep_ == "compound"))
    return any(t.lemma in weapon_words() for t in about)


def _within(verb: Token) -> Iterator[Token]:
    """The verbs of "were kept waiting", "have seen these clauses ignored"."""
    for child in verb.children:
        seen = child.dep_ == "ccomp" and verb.lemma in SEEING
        if seen or child.dep_ in ("xcomp", "conj"):
            yield child


def _munitions(verb: Token) -> bool:
    """ "Drones have come down 1,960 times", not "have come down on schools"."""
    who = g.subject(verb)
    upon = any(c.lower_ in ("on", "upon", "into") for c in verb.children)
    return not (upon or _goes_off(verb)) and (
        who is not None and verb.lemma in LANDING and measure_of(who) is Measure.MUNITIONS
    )


def _act_under(verb: Token) -> Token | None:
    """The attack of "come under attack", the truce of "broke the truce"."""
    about = (*g.objects(verb), *g.after(verb, "under", "in", "to"))
    inner = next((o for o in about if attack_word(o) or o.lower_ in UNDER_FIRE), None)
    if inner is not None:
        return inner
    breaking = table("repeated_acts", "lemma", "with")
    for one in (verb, *_within(verb)):
        if breaking.get(one.lemma) == "kept":
            subjects = (c for c in one.children if c.dep_ in ("nsubjpass", "nsubj"))
            broken = (*g.objects(one), *subjects, *g.after(one, "into", "over", "through"))
            found = next((o for o in broken if o.lemma in KEPT), None)
            told = (t for t in one.sent if t.i < one.i and t.lemma in KEPT)
            if any(o.lower_ in TAKES_UP for o in broken):
                found = found or next(told, None)
            if found is not None:
                return found
    return None


def _compares(numeral: Token) -> bool:
    """ "Twice the number", "twice as many": a comparison, no count of acts."""
    after = list(numeral.doc[numeral.i + 1 : numeral.i + 3])
    owned = any(t.dep_ == "case" for t in after[1:])
    plain = ("the", "as", "that", "its", "their", "those")
    return owned or any(t.lower_ in plain for t in after[:1])
