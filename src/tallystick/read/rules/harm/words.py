"""Words that tell that people were killed, hurt or taken, and who stands under them."""

from __future__ import annotations

from tallystick.model.lists import Measure
from tallystick.read.rules.harm.company import (
    GROUPS,
    QUANTITIES,
    beside,
    hosts,
    people_stand,
)
from tallystick.read.rules.harm.fates import befell
from tallystick.read.rules.harm.injuries import LIVING, will_live, wounded
from tallystick.read.rules.harm.placed import (
    FATALLY,
    among_the_dead,
    at_a_cost,
    fatal_part,
    in_a_bed,
    of_a_part,
    so_left,
    with_wounds,
)
from tallystick.read.rules.harm.removed import done_away_with, removed, taken
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import harm_words, table, word_list
from tallystick.read.rules.text.scan import Token

HARM = harm_words("verb")
HARM_WORDS = harm_words("word")
HARM_NOUNS = harm_words("noun")
DYING = word_list("harm/dying")
SLAIN = word_list("harm/slain")
TAKES_LIVES = word_list("harm/takes_lives")
LIVES = frozenset(("life", "victim"))
THROATS, CUTS = frozenset("throat head".split()), frozenset("slit cut slash".split())
LONGEST_ASIDE = 16
"""Words that an aside between people and what befell them may have."""
FARTHEST_WOUND = 6
"""Words from "suffered" to the wounds: "suffered minor to moderate injuries"."""
TELLING = word_list("harm/telling")
DEADLY = frozenset("fatal deadly lethal mortal".split())
FOUND = word_list("harm/found")
BODIES = word_list("harm/bodies")
SHOOTING = frozenset(("shoot", "gun", "strike"))
RANGING = frozenset(("between", "from", "upwards"))
"""Prepositions of numbers: "killing between eight and 11 traders"."""
UPWARDS = frozenset(("upwards", "upward"))
CHANGES = word_list("harm/changes")


def harm_over(head: Token) -> tuple[Measure, Token] | None:
    """The harm word that governs a noun of people, and what it says."""
    part = fatal_part(head) if head.like_num else None
    if part is not None:
        return Measure.KILLED, part
    told, whole = _of_whom(head), _whole(head)
    if told is not None:
        hurt = told[0] is Measure.INJURED and head.tag_ == "NN"
        since = _governs(whole) if hurt else None
        died = since is not None and since[0] is Measure.KILLED
        return since if died else told  # "a corporal wounded on Thursday died on Sunday"
    for step in dict.fromkeys((whole, *hosts(whole))):
        found = _governs(step)
        if found is not None:
            return in_a_bed(whole, found)
    found = _after_aside(whole)
    if found is not None:
        return found
    shared = (_of_whom(one) or _governs(one) for one in beside(whole))
    return next((one for one in shared if one is not None and one[1].lemma != "toll"), None)


def _governs(step: Token) -> tuple[Measure, Token] | None:
    """The word of harm over a noun, where the people stand to whom it is done."""
    return (
        _as_victim(step)
        or _as_subject(step)
        or _after_noun(step)
        or at_a_cost(step)
        or among_the_dead(step)
        or with_wounds(step)
        or so_left(step)
    )


def _of_whom(head: Token) -> tuple[Measure, Token] | None:
    """ "Four traders killed in the raid", "the men who died", "two boys shot dead"."""
    for clause in head.children:
        if clause.dep_ not in ("acl", "relcl"):
            continue
        if _suffered(clause):
            found = _done_to(head, clause) or _unhelped(head, clause)
        elif clause.dep_ == "relcl" and _of_himself(clause):
            found = _fallen(head, clause)
        else:
            found = None
        if found is not None:
            return found
    return None


def _suffered(clause: Token) -> bool:
    """Whether something was done to those on whom a clause hangs: "the boys shot dead"."""
    if clause.dep_ == "relcl":
        who = g.child(clause, "nsubjpass")
        return who is not None and who.lower_ in ("who", "that")
    bare = clause.tag_ == "VBD" and not g.objects(clause)
    return bare or g.passive(clause)


def _unhelped(people: Token, verb: Token) -> tuple[Measure, Token] | None:
    """ "Two pilots paid with their lives", where the parser takes "paid" for a participle."""
    return _fallen(people, verb) if g.agent(verb) is None else None


def _of_himself(clause: Token) -> bool:
    """Whether a clause tells what those did on whom it hangs: "who died"."""
    who = g.child(clause, "nsubj")
    return who is not None and who.lower_ in ("who", "that")


def _fallen(people: Token, verb: Token) -> tuple[Measure, Token] | None:
    """ "Died", "lost their lives": of people before a verb, its subject or not."""
    if verb.lemma in DYING:
        return Measure.KILLED, verb
    return befell(verb, "subject") if people_stand(people) else None


def _after_aside(head: Token) -> tuple[Measure, Token] | None:
    """ "Twelve civilians, most of them children, were killed": the verb after the aside."""
    words = list(head.doc[head.i + 1 : head.i + LONGEST_ASIDE])
    commas = [n for n, word in enumerate(words) if word.text == ","]
    if len(commas) < 2 or commas[0] != 0:
        return None
    for comma in commas[1:]:
        rest = [w for w in words[comma + 1 :] if w.pos_ not in ("AUX", "ADV")]
        verb = rest[0] if rest else None
        if verb is not None and verb.lemma in HARM and _befell(verb):
            return HARM[verb.lemma], verb
    return None


def _befell(verb: Token) -> bool:
    """Whether what stands before a verb suffered it: "were killed", "perished"."""
    return verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lemma in DYING)


def _whole(head: Token) -> Token:
    """The word that stands for the people: "dozens" of "dozens of civilians", "47 more"."""
    over = head.head
    counted = over.head.like_num or over.head.lemma in QUANTITIES | GROUPS | UPWARDS
    if head.dep_ == "pobj" and over.lower_ == "of" and counted:
        return over.head
    if over.lower_ in ("more", "others", "other") and head.dep_ in (
        "nummod",
        "amod",
        "advmod",
    ):
        return over
    return head


def _as_victim(step: Token) -> tuple[Measure, Token] | None:
    """Object of an active or subject of a passive verb of harm, or of one coordinated to it."""
    if step.dep_ == "pobj" and step.head.lower_ in RANGING and step.head.dep_ == "prep":
        return _ranged(step.head.head)
    if step.dep_ not in ("dobj", "nsubjpass", "dative", "oprd"):
        return None
    for verb in _shared(step):
        if verb.lemma in HARM:
            return HARM[verb.lemma], verb
        if verb.lemma in LIVING and g.negated(verb) and not g.irreal(verb):
            return Measure.KILLED, verb
        if _expected_to_live(verb):
            return Measure.INJURED, verb
        if _dead(step, verb):
            return Measure.KILLED, verb
        if wounded(step, verb):
            return _dying_of_it(step, verb) or (Measure.INJURED, verb)
        fate = befell(verb, "object")
        if fate is not None and people_stand(step):
            return _dying_of_it(step, verb) or fate
    if step.dep_ not in ("dobj", "nsubjpass"):
        return None
    if step.head.lower_ in FATALLY and step.head.head.lemma in SHOOTING:
        return Measure.KILLED, step.head  # where the parser hangs them on "dead"
    out = removed(step, step.head)
    if out is not None:
        return out, step.head
    return (Measure.OTHER, step.head) if taken(step.head) else None


def _ranged(verb: Token) -> tuple[Measure, Token] | None:
    """The verb of "killing between eight and 11 traders", "between nine and 14 people are
    thought to have been killed"."""
    if verb.lemma in TELLING:
        below = (c for c in verb.children if c.dep_ == "xcomp")
        verb = next((c for c in below if c.lemma in HARM), verb)
    if verb.lemma not in HARM or g.objects(verb):
        return None
    told = g.child(verb, *g.SUBJECTS) and g.passive(verb)
    return None if told else (HARM[verb.lemma], verb)


def _expected_to_live(verb: Token) -> bool:
    """ "She is expected to recover": of people who were hurt."""
    if verb.lemma != "expect" or g.negated(verb):
        return False
    return any(c.dep_ == "xcomp" and c.lemma in LIVING for c in verb.children)


def _dying_of_it(step: Token, verb: Token) -> tuple[Measure, Token] | None:
    """ "Was hit by eighteen bullets and died at once"."""
    if step.dep_ != "nsubjpass":
        return None
    more = (v for v in g.conjuncts(verb)[1:] if g.child(v, *g.SUBJECTS) is None)
    return next(((Measure.KILLED, v) for v in more if v.lemma in DYING), None)


def _shared(step: Token) -> tuple[Token, ...]:
    """The verb over a noun, and those coordinated to it that have no such noun of their own."""
    verb = step.head
    kinds = ("dobj",) if step.dep_ != "nsubjpass" else ("nsubj", "nsubjpass")
    if step.dep_ == "nsubjpass":
        more = [v for v in g.conjuncts(verb)[1:] if g.child(v, *kinds) is None]
        if verb.lemma in TELLING:  # "were reported to have been killed"
            more += [c for c in verb.children if c.dep_ == "xcomp"]
        suffered_too = (v for v in more if _goes_on(v) and not g.objects(v))
        return (verb, *suffered_too)
    above = verb.head if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else verb
    if above is not verb and (g.passive(above) or g.child(verb, *g.SUBJECTS) is not None):
        return (verb,)  # "two were killed and a third lost a hand"
    return (verb,) if g.child(above, *kinds) is not None else (verb, above)


def _goes_on(verb: Token) -> bool:
    """Whether a second verb may go on with a passive: "was shot and died", "did not live"."""
    return verb.tag_ in ("VBN", "VBD") or (verb.lemma in LIVING and g.negated(verb))


def _dead(step: Token, verb: Token) -> bool:
    """ "Shot dead", "hacked to death", "claimed the lives of", "lost soldiers", "found dead"."""
    if step.dep_ not in ("dobj", "nsubjpass", "dative"):
        return False
    word = verb.lemma
    near = [c.lower_ for c in (*verb.children, *step.children)]
    deaths = (g.child(c, "pobj") for c in verb.children if c.lower_ == "to")
    to_death = any(noun is not None and noun.lower_ == "death" for noun in deaths)
    lives = step.lemma in LIVES and word in TAKES_LIVES
    limb = step.lemma in harm_words("limb")
    lost = (
        word in ("lose", "cost")
        and step.dep_ != "dative"
        and step.lemma in table("persons", "lemma", "role")
        and not limb
    )
    found = word == "find" and not SLAIN.isdisjoint(near)
    fatal = any(c.lower_ in FATALLY and not of_a_part(c) for c in verb.children)
    fatal = fatal or any(c.lower_ in FATALLY for c in step.children)
    return found or fatal or to_death or lives or lost


def _as_subject(step: Token) -> tuple[Measure, Token] | None:
    """ "Died", "lost their lives", "suffered wounds", "were dead", "left ten dead".

    Of several verbs of one subject, that of a death tells most: "broke a leg and died".
    """
    if step.dep_ not in ("nsubj", "dobj"):
        return None
    told = [found for verb in _run(step) if (found := _suffers(step, verb)) is not None]
    return next(
        (one for one in told if one[0] is Measure.KILLED), told[0] if told else None
    )


def _run(step: Token) -> tuple[Token, ...]:
    """The verb of a subject, and those coordinated to it that have none of their own."""
    if step.dep_ != "nsubj":
        return (step.head,)
    more = g.conjuncts(step.head)[1:]
    return (step.head, *(v for v in more if g.child(v, *g.SUBJECTS) is None))


def _suffers(step: Token, verb: Token) -> tuple[Measure, Token] | None:
    """What one verb tells of the people who are its subject, or whom it leaves so."""
    word = verb.lemma
    if word in ("be", "leave"):
        for c in verb.children:
            if c.lower_ in HARM_WORDS and c.dep_ in ("acomp", "oprd", "attr"):
                return HARM_WORDS[c.lower_], c
    if step.dep_ != "nsubj":
        return None
    if verb is not step.head and g.passive(verb):
        return _done_to(step, verb)
    if word in DYING or (word == "fall" and verb is step.head and _in_battle(step)):
        return Measure.KILLED, verb
    fate = befell(verb, "subject")
    if fate is not None and people_stand(step):
        return fate
    if verb is step.head and headline_passive(verb):
        return (HARM[word], verb) if word in HARM else _shot_dead(verb)
    if word in LIVING and people_stand(step):
        if g.negated(verb):
            return None if g.irreal(verb) else (Measure.KILLED, verb)
        if will_live(verb):
            return Measure.INJURED, verb
    if word in ("have", "suffer", "sustain", "receive"):
        for told in g.objects(verb):
            if told.lemma in HARM_NOUNS:
                return HARM_NOUNS[told.lemma], told
        if word != "have" and people_stand(step):
            near = list(verb.doc[verb.i + 1 : verb.i + FARTHEST_WOUND])
            wounds = (t for t in near if HARM_NOUNS.get(t.lemma) is Measure.INJURED)
            of_them = near and near[0].lower_ == "from"
            return None if of_them else next(((Measure.INJURED, t) for t in wounds), None)
    return None


def _done_to(step: Token, verb: Token) -> tuple[Measure, Token] | None:
    """A passive that goes on with the subject of another verb: "fell and was shot dead"."""
    if verb.lemma in HARM:
        return HARM[verb.lemma], verb
    if any(c.lower_ in FATALLY for c in verb.children):
        return Measure.KILLED, verb
    if verb.lemma in harm_words("wound") and people_stand(step):
        return Measure.INJURED, verb
    return befell(verb, "object")


def people_hit(verb: Token) -> bool:
    """ "Teacher killed in blast", "two drivers shot dead": people hurt, in a headline's passive."""
    who = g.child(verb, "nsubj")
    role = who is not None and table("persons", "lemma", "role").get(who.lemma)
    if not role or not headline_passive(verb):
        return False
    if verb.lemma in HARM:
        return verb.lemma not in DYING
    return role != "armed" or _shot_dead(verb) is not None


def headline_passive(verb: Token) -> bool:
    """ "Teacher killed in market blast": a passive without its "was"."""
    bare = verb.tag_ in ("VBN", "VBD") and not g.objects(verb)
    shared = any(g.objects(v) for v in g.conjuncts(verb))
    marks = (c.dep_ for c in verb.children)
    return bare and not shared and not {"aux", "auxpass", "neg", "agent"} & set(marks)


def _shot_dead(verb: Token) -> tuple[Measure, Token] | None:
    """ "Two drivers shot dead", "a guard fatally stabbed"."""
    told = any(c.lower_ in FATALLY for c in verb.children)
    return (Measure.KILLED, verb) if told else None


def _in_battle(noun: Token) -> bool:
    """Whether "fall" says that people died: "22 soldiers have fallen", not "fell ill"."""
    told = [c for c in noun.head.children if c.dep_ in ("prep", "acomp", "prt", "dobj")]
    place_or_time = all(c.lower_ in ("in", "since", "on", "during") for c in told)
    people = table("persons", "lemma", "role")
    of = (g.child(c, "pobj") for c in noun.children if c.lower_ == "of")
    whole = any(p is not None and p.lemma in people for p in of)  # "11 of its soldiers"
    return place_or_time and (noun.lemma in people or whole)


def _after_noun(step: Token) -> tuple[Measure, Token] | None:
    """ "The death of 3 soldiers", "put the toll at 16", "did away with 40 fighters"."""
    away = done_away_with(step)
    if away is not None:
        return Measure.KILLED, away
    prep = step.head
    if step.dep_ != "pobj" or prep.lower_ not in ("of", "to", "at", "on", "for"):
        return None
    over = prep.head
    if over.lemma in DEADLY and prep.lower_ in ("to", "for") and people_stand(step):
        return Measure.KILLED, over
    if prep.lower_ == "for":
        return None
    if over.lower_ == "none" and over.dep_ in g.SUBJECTS and over.head.lemma in LIVING:
        return Measure.KILLED, over.head
    if over.lemma == "life" and over.head.lemma in TAKES_LIVES:
        return Measure.KILLED, over.head
    if over.lemma in HARM_NOUNS:
        return HARM_NOUNS[over.lemma], over
    several = over.tag_ == "NNS" or over.head.lemma in FOUND
    if over.lemma in BODIES and several and prep.lower_ == "of":
        return Measure.KILLED, over
    if over.lemma in THROATS and over.head.lemma in CUTS:
        return Measure.KILLED, over.head
    if over.lemma in CHANGES | {"put", "bring"}:
        toll = next((t for t in over.subtree if t.lemma == "toll"), None)
        if toll is not None:
            return Measure.KILLED, toll
    return None


def harmed(noun: Token) -> bool:
    """Whether a noun stands where those who were killed, hurt or taken stand."""
    return harm_over(noun) is not None
