"""Which words of a sentence are an act: denying, threatening, halting, claiming, demanding.

Two ways lead to an act. A verb or noun of the lists is one with what follows it ("denied
any role"); or somebody says of their own side what it did, did not or will do ("said its
fighters had carried out the attack").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tallystick.read.rules.actors.own_side import (
    OWN_SUBJECTS,
    belongs,
    own_side,
    owned,
    quoted,
)
from tallystick.read.rules.harm.wounds import is_person
from tallystick.read.rules.statements.act_wordings import (
    of_a_subject,
    on_condition,
    ordered,
    stated_acts,
)
from tallystick.read.rules.statements.deadlines import has_deadline
from tallystick.read.rules.statements.deeds import attacks, counts, owned_up
from tallystick.read.rules.statements.denying import (
    denied,
    innocent,
    no_such,
    took_back,
    undone,
    untrue,
)
from tallystick.read.rules.statements.worded import NONE, listed, negated, worded
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import ActPattern, act_patterns, word_list
from tallystick.read.rules.text.scan import Token

ABOUT_ATTACKS = frozenset(
    "halt_announced halt_conditional resumption_announced threat ceasefire_announced".split()
)
LEAVINGS = frozenset("withdrawal_announced withdrawal_agreed".split())
LINKS = frozenset("pobj prep dobj pcomp xcomp conj".split())
"""How what an act is about hangs on it."""
ANNOUNCES = word_list("statements/announces")
FUTURE = word_list("statements/future")
ASKS = word_list("statements/asks")
EXPECTS = word_list("statements/expects")
REFUSES = word_list("statements/refuses")
DOUBTS = frozenset(("if", "unless", "whether"))
PRESENT = ("VBZ", "VBP")
GOES = word_list("statements/goes")
GOES_ON = word_list("statements/goes_on")
ENDS = word_list("statements/ends")
MEANS = word_list("statements/means")
RUNS_OUT = word_list("statements/runs_out")
PLACES = ("GPE", "LOC", "FAC")


def listed_act(token: Token) -> str | None:
    """The act of a verb, noun or adjective of the lists, by what follows it."""
    patterns = _listed(token)
    if patterns is None:
        return None
    if refused := _not_accepted(token):
        return refused
    who = g.subject(token) if token.pos_ == "VERB" else None
    act = worded(patterns, token, who) or _claims_a_place(token)
    if act == "withdrawal_executed" and _will_be(token):
        act = "withdrawal_announced"
    if (
        act is None
        or _unreal(token, act)
        or any(c.lower_ == "what" for c in token.children)
    ):
        return None
    return None if act == "claim_of_responsibility" and counts(token) else act


def _will_be(verb: Token) -> bool:
    """Whether what is told is still to come: "will leave by May"."""
    return any(c.lower_ in ("will", "shall") and c.dep_ == "aux" for c in verb.children)


def _not_accepted(token: Token) -> str | None:
    """ "The C does not accept the charge": a negated verb that is an act of its own."""
    refused = listed("statements", token, "not ") if token.pos_ == "VERB" else None
    return refused if refused and negated(token, g.subject(token)) else None


def _listed(token: Token) -> tuple[ActPattern, ...] | None:
    """The rows of the lists for a word; None if it can be in none of them."""
    if stated := stated_acts(token):
        return stated
    if token.pos_ == "VERB":
        known = act_patterns("statements", "verb").get(token.lemma, ())
        return None if known and ordered(token) else known
    if token.pos_ == "NOUN" and _said(token):
        return act_patterns("act_nouns", "noun").get(token.lemma, ())
    return None


def _claims_a_place(token: Token) -> str | None:
    """ "The C claimed Mardale but not Orlan": the attack there."""
    if token.lemma != "claim":
        return None
    named = any(o.ent_type_ in PLACES and o.pos_ == "PROPN" for o in g.objects(token))
    return "claim_of_responsibility" if named else None


def armed_act(token: Token) -> str | None:
    """The act of a verb that is one only where those who fight do it: "released a video"."""
    if token.pos_ != "VERB":
        return None
    act = listed("armed_acts", token)
    return None if act is None or _unreal(token, act) else act


def owned_act(token: Token) -> str | None:
    """The act of a noun that somebody owns: "Egypt's condemnation of the raid"."""
    if token.pos_ != "NOUN" or any(c.lower_ in NONE for c in token.children):
        return None
    return worded(act_patterns("owned_acts", "noun").get(token.lemma, ()), token)


def spoken_of(token: Token) -> bool:
    """Whether attacks are what an act is about: "a halt of attacks", "resumes its strikes"."""
    below = token
    for one in g.ancestors(token):
        if one.i == token.i:
            continue
        if below.dep_ not in LINKS:
            return False
        if one.once(listed_act) in ABOUT_ATTACKS:
            return True
        below = one
    return False


def own_act(token: Token, ours: Callable[[Token], bool] = own_side) -> str | None:
    """The act of a clause in which a speaker tells of their own side.

    The caller knows that the clause is said, and by whom.

    Args:
        ours: whether a noun is the speaker's own side.
    """
    if token.pos_ not in ("VERB", "AUX"):
        return None
    if token.dep_ == "xcomp" and token.head.lemma in ENDS:
        return None
    if token.dep_ == "ccomp" and token.head.lemma == "be" and g.negated(token.head):
        return "denial" if attacks(token) else None
    who = g.subject(token)
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "neg")}
    if ordered(token):
        return _told_to(token)
    if "must" in helpers and (g.passive(token) or not _mine(who)):
        return _asked(token)
    if helpers & FUTURE:
        return _announced(token, who)
    if act := _as_it_stands(token, who):
        return act
    if _impatient(token, who):
        return "threat"
    if no_such(token, who):
        return "denial"
    if who is None:
        return None
    if _plans(token) and ours(who):
        return "threat"
    if g.irreal(token):
        return None
    if untrue(token, who):
        return "denial"
    if took_back(token, who):
        return "claim_withdrawn"
    if innocent(token) and ours(who):
        return "denial_of_responsibility"
    if negated(token, who):
        if belongs(token, who):
            return "denial_of_responsibility"
        return denied(token) if ours(who) else undone(token)
    by = g.agent(token) if g.passive(token) else who
    mine = by is not None and ours(by) and owned_up(token)
    return "claim_of_responsibility" if mine or belongs(token, who) else None


def _announced(token: Token, who: Token | None) -> str | None:
    """What somebody says will be, or will not be: "we shall not rest"."""
    if negated(token, who):
        mine = who is not None and own_side(who)
        if any(c.lower_ in ("longer", "anymore") for c in token.children):
            return "halt_announced" if mine and attacks(token) else None
        if mine and attacks(token) and on_condition(token):
            return "halt_conditional"
        return listed("announced_acts", token, "not ", who)
    act = listed("announced_acts", token, who=who)
    fights = attacks(token) or any(map(attacks, _gone_on_with(token)))
    return act or ("threat" if fights and not _others(token, who) else None)


def _gone_on_with(verb: Token) -> Iterator[Token]:
    """What somebody will go on doing: "keep blowing up", "press on with bombing"."""
    if verb.lemma in GOES_ON:
        with_it = (c for p in verb.children if p.dep_ == "prep" for c in p.children)
        yield from (c for c in (*verb.children, *with_it) if c.dep_ in ("xcomp", "pcomp"))


def _others(verb: Token, who: Token | None) -> bool:
    """ "Rebels would attack", said of people of whom a speaker only warns."""
    if who is None or who.pos_ != "NOUN" or own_side(who) or g.passive(verb):
        return False
    marks = {c.lower_ for c in who.children if c.dep_ in ("det", "poss")}
    return marks <= {"a", "an", "some"} and is_person(who)


def _as_it_stands(token: Token, who: Token | None) -> str | None:
    """What somebody says is so now, or is so on a condition: "its truce is over"."""
    known = act_patterns("announced_acts", "verb")
    if any(c.dep_ == "mark" and c.lower_ in DOUBTS for c in token.children):
        return None
    if token.tag_ in PRESENT and on_condition(token):
        rows = known.get(token.lemma, ())
        if act := worded(tuple(filter(of_a_subject, rows)), token, who):
            return act
    said = "now not " if negated(token, who) else "now "
    return listed("announced_acts", token, said, who)


def _mine(who: Token | None) -> bool:
    """Whether a subject is of the speaker's side: "we", "its men"."""
    return who is not None and (who.lower_ in OWN_SUBJECTS or owned(who))


def _told_to(token: Token) -> str | None:
    """What somebody is told to do: "leave, or be carried out", "stop the bombing"."""
    if has_deadline(token):
        return "ultimatum"
    return listed("announced_acts", token, "do ") if quoted(token) else None


def _asked(token: Token) -> str:
    """What must be done, somebody says: "foreign troops must leave"."""
    return "withdrawal_requested" if token.lemma in GOES else "demand"


def _impatient(token: Token, who: Token | None) -> bool:
    """ "Our patience is running out", "patience has its limits"."""
    return who is not None and who.lemma == "patience" and token.lemma in RUNS_OUT


def _plans(token: Token) -> bool:
    """Whether somebody means to attack: "planned to hit the bridge"."""
    return token.lemma in MEANS and any(
        c.dep_ == "xcomp" and attacks(c) for c in token.children
    )


def _said(noun: Token) -> bool:
    """Whether a noun is the object of a saying verb: "announced the halt of ..."."""
    top = g.first_conjunct(noun)
    verb = top.head
    return top.dep_ in ("dobj", "nsubjpass") and verb.lemma in ANNOUNCES


def _unreal(token: Token, act: str) -> bool:
    """A negated act is none; a promised halt is one, a halt that others want is not."""
    who = g.subject(token) if token.pos_ == "VERB" else None
    if negated(token, who) or _refused(token):
        return True
    if act in ABOUT_ATTACKS or act in LEAVINGS:
        return any(
            c.dep_ == "mark" and c.lower_ in DOUBTS for c in token.children
        ) or _wanted(token)
    return g.irreal(token)


def _wanted(token: Token) -> bool:
    """Whether others want it done: "urged it to stop"; not "told reporters that it stops"."""
    over = token.head
    if over.lemma in EXPECTS and over.i != token.i:
        return True
    if over.i == token.i or over.lemma not in ASKS or token.dep_ in ("conj", "advcl"):
        return False
    return over.lemma != "tell" or token.dep_ == "xcomp"


def _refused(token: Token) -> bool:
    """ "Refused to lay down its arms", "is not ready to stop"."""
    over = token.head
    refused = token.dep_ == "xcomp" and over.lemma in REFUSES
    return refused or (token.pos_ != "VERB" and token.dep_ == "acomp" and g.negated(over))
