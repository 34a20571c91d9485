"""Which words of a sentence are an act: denying, threatening, halting, claiming, demanding.

Two ways lead to an act. A verb or noun of the lists is one with what follows it ("denied
any role"); or somebody says of their own side what it did, did not or will do ("said its
fighters had carried out the attack").
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tallystick.read.rules import grammar as g
from tallystick.read.rules.harm import HARM
from tallystick.read.rules.lexicon import ActPattern, act_patterns
from tallystick.read.rules.own_side import MARKS, WORK, belongs, own_side, owned
from tallystick.read.rules.roles import CARRIES_OUT, is_weapon
from tallystick.read.rules.scan import Token
from tallystick.read.rules.units import attack_word, measure_of

ABOUT_ATTACKS = frozenset(
    "halt_announced halt_conditional resumption_announced threat ceasefire_announced".split()
)
LINKS = frozenset("pobj prep dobj pcomp xcomp conj".split())
"""How what an act is about hangs on it."""
ANNOUNCES = frozenset("announce declare proclaim confirm order sign reach agree".split())
"""Verbs whose object is the act that they tell of."""
FUTURE = frozenset("will would shall 'll ’ll".split())
ASKS = frozenset(
    "call urge demand ask beg plead implore appeal want press tell exhort".split()
)
"""Verbs of those who want something of others."""
GOES = frozenset("leave withdraw go depart quit".split())
HAPPENS = frozenset("take occur happen".split())
MEANS_OF_WAR = frozenset(
    "aircraft plane jet drone helicopter troop soldier unit ship vessel force missile".split()
)
MADE_UP = frozenset("fabricate invent stage fake doctor forge exaggerate inflate".split())
ENDS = frozenset("stop cease end halt quit".split())
BASIS = frozenset("basis foundation truth substance ground".split())
UNTRUE = frozenset(
    "false untrue baseless groundless unfounded fabricate fabricated fabrication lie invention "
    "nonsense fiction propaganda rumour rumor absurd fake exaggerated inflated".split()
)
REPORTS = frozenset(
    "claim report allegation accusation charge story figure number video footage rumour rumor "
    "news statement talk".split()
)
"""What may be called untrue."""
MEANS = frozenset("plan intend mean prepare aim".split())
"""Verbs of those who will attack."""
SETS_OFF: Mapping[str, frozenset[str]] = MappingProxyType(
    {"set": frozenset(("off",)), "blow": frozenset(("up",)), "shoot": frozenset(("down",))}
)
UNDONE = frozenset((*HARM, "damage"))
"""What did not happen to somebody is no denial by who tells it."""
NONE = frozenset("no none not neither nobody".split())
FIRED = frozenset("fire use launch send dispatch lob hurl unleash".split())
SENT = frozenset("attacker bomber fighter gunman raider commando".split())
"""Who is sent to attack: "it said it had sent the attackers"."""
FENDS_OFF = frozenset("repel repulse foil thwart intercept".split())
"""What is done to the attack of others."""
AUTHORS = frozenset("author perpetrator".split())
FLOWN = frozenset("fly operate".split())
BEHIND = frozenset(("responsible", "behind"))
AIMED: Mapping[str, str] = MappingProxyType({"be": "after", "go": "for"})
"""As in "its men had gone for officials"."""
PART_TAKEN = frozenset("involve participate".split())
HAD = frozenset("have take play bear".split())
PART = frozenset(
    "part role hand link connection nothing unit troop force men fighter soldier".split()
)
AFAR = frozenset("away elsewhere anywhere nowhere near nearby".split())
"""Where those are who had no part in it: "its planes were 200 km away"."""
RUNS_OUT = frozenset("run wear end have be".split())
TOTALS = frozenset("since far month year week total so".split())
"""Words by which victims are counted over more than one attack."""
PLACES = ("GPE", "LOC", "FAC")
DEED = frozenset("it this that so them".split())
OWN_ACTS = frozenset("hold plant place detonate capture seize down sink burn".split())
"""Verbs beside those of attack by which somebody owns up to an act."""


def listed_act(token: Token) -> str | None:
    """The act of a verb or noun of the lists, by what follows it."""
    if token.pos_ == "VERB":
        patterns = act_patterns("statements", "verb").get(g.lemma(token), ())
    elif token.pos_ == "NOUN" and _said(token):
        patterns = act_patterns("act_nouns", "noun").get(g.lemma(token), ())
    else:
        return None
    act = _first(patterns, token) or _claims_a_place(token)
    if (
        act is None
        or _unreal(token, act)
        or any(c.lower_ == "what" for c in token.children)
    ):
        return None
    return None if act == "claim_of_responsibility" and _counts(token) else act


def _claims_a_place(token: Token) -> str | None:
    """ "The C claimed Mardale but not Orlan": the attack there."""
    if g.lemma(token) != "claim":
        return None
    named = any(o.ent_type_ in PLACES and o.pos_ == "PROPN" for o in g.objects(token))
    return "claim_of_responsibility" if named else None


def owned_act(token: Token) -> str | None:
    """The act of a noun that somebody owns: "Egypt's condemnation of the raid"."""
    if token.pos_ != "NOUN" or any(c.lower_ in NONE for c in token.children):
        return None
    return _first(act_patterns("owned_acts", "noun").get(g.lemma(token), ()), token)


def spoken_of(token: Token) -> bool:
    """Whether attacks are what an act is about: "a halt of attacks", "resumes its strikes"."""
    below = token
    for one in g.ancestors(token):
        if one.i == token.i:
            continue
        if below.dep_ not in LINKS:
            return False
        if listed_act(one) in ABOUT_ATTACKS:
            return True
        below = one
    return False


def own_act(token: Token) -> str | None:
    """The act of a clause in which a speaker tells of their own side.

    The caller knows that the clause is said, and by whom.
    """
    if token.pos_ not in ("VERB", "AUX"):
        return None
    if token.dep_ == "xcomp" and g.lemma(token.head) in ENDS:
        return None
    if token.dep_ == "ccomp" and g.lemma(token.head) == "be" and g.negated(token.head):
        return "denial" if _attacks(token) else None
    who = g.subject(token)
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "neg")}
    if "must" in helpers:
        return _asked(token)
    if helpers & FUTURE:
        return _announced(token, who)
    if _impatient(token, who):
        return "threat"
    if _no_such(token, who):
        return "denial"
    if who is None:
        return None
    if _plans(token) and own_side(who):
        return "threat"
    if act := _first(
        act_patterns("announced_acts", "verb").get(f"now {g.lemma(token)}", ()), token
    ):
        return act
    if g.irreal(token):
        return None
    if _untrue(token, who):
        return "denial"
    ours = belongs(token, who)
    if _negated(token, who):
        mine = own_side(who) or (g.passive(token) and g.lemma(token) not in UNDONE)
        return "denial_of_responsibility" if ours else _denied(token) if mine else None
    mine = own_side(who) and _owned_up(token) and not _counts(token)
    return "claim_of_responsibility" if mine or ours else None


def _announced(token: Token, who: Token | None) -> str | None:
    """What somebody says will be, or will not be: "we shall not rest"."""
    known = act_patterns("announced_acts", "verb")
    if _negated(token, who):
        if any(c.lower_ in ("longer", "anymore") for c in token.children):
            mine = who is not None and own_side(who)
            return "halt_announced" if mine and _attacks(token) else None
        return _first(known.get(f"not {g.lemma(token)}", ()), token)
    act = _first(known.get(g.lemma(token), ()), token)
    return act or ("threat" if _attacks(token) else None)


def _asked(token: Token) -> str:
    """What must be done, somebody says: "foreign troops must leave"."""
    return "withdrawal_requested" if g.lemma(token) in GOES else "demand"


def _no_such(token: Token, who: Token | None) -> bool:
    """Whether nothing was there: "no such attack took place", "none of our planes flew"."""
    if g.lemma(token) == "be" and any(c.dep_ == "expl" for c in token.children):
        told = [o for o in g.objects(token) if attack_word(o) and g.child(o, "prep")]
        return bool(told) and _negated(token, who)
    if g.lemma(token) == "know":
        return any(o.lower_ == "nothing" for o in g.objects(token))
    if who is not None and _was_elsewhere(token, who):
        return True
    if who is None or not _negated(token, who):
        return False
    if g.lemma(token) in HAPPENS and attack_word(who):
        return any(c.lower_ == "such" for c in who.children)
    if g.lemma(token) not in ("be", "fly", "operate"):
        return False
    of_them = (t for c in who.children if c.lower_ == "of" for t in c.children)
    return any(g.lemma(t) in MEANS_OF_WAR for t in (who, *of_them))


def _was_elsewhere(token: Token, who: Token) -> bool:
    """ "Its planes were 200 km away", "no ferry was anywhere near"."""
    if g.lemma(token) != "be" or not any(c.lower_ in AFAR for c in token.children):
        return False
    if own_side(who) and g.lemma(who) in MEANS_OF_WAR:
        return not g.negated(token)
    return _negated(token, who)


def _impatient(token: Token, who: Token | None) -> bool:
    """ "Our patience is running out", "patience has its limits"."""
    return who is not None and g.lemma(who) == "patience" and g.lemma(token) in RUNS_OUT


def _untrue(token: Token, who: Token) -> bool:
    """Whether a report is called untrue: "the claim has no basis", "this is a lie"."""
    if who.lower_ not in ("this", "that", "it", "these") and g.lemma(who) not in REPORTS:
        return False
    if g.lemma(token) == "have" and _negated(token, who):
        return any(g.lemma(o) in BASIS for o in g.objects(token))
    if g.passive(token) and g.lemma(token) in MADE_UP:
        return not g.negated(token)
    told = [c for c in token.children if c.dep_ in ("acomp", "attr")]
    if any(c.lower_ in ("true", "correct", "so") for c in told):
        return g.negated(token)
    return any(g.lemma(c) in UNTRUE for c in told) and not g.negated(token)


def _plans(token: Token) -> bool:
    """Whether somebody means to attack: "planned to hit the bridge"."""
    return g.lemma(token) in MEANS and any(
        c.dep_ == "xcomp" and _attacks(c) for c in token.children
    )


def _first(patterns: tuple[ActPattern, ...], token: Token) -> str | None:
    if not patterns:
        return None
    after = _after(token)
    return next(
        (p.act for p in patterns if p.object is None or p.object.match(after)), None
    )


def _after(token: Token) -> str:
    """The words below a token that stand after it, lower case, up to a semicolon, unquoted.

    In the passive voice what is done comes first: "the attack was claimed by ...".
    """
    done = g.child(token, "nsubjpass")
    words = [t.lower_ for t in done.subtree] if done is not None else []
    beside = [c for c in token.children if c.dep_ == "conj" and g.child(c, "dobj")]
    apart = {t.i for c in beside for t in c.subtree}
    for t in token.subtree:
        if t.i <= token.i or t.text in MARKS or t.i in apart:
            continue
        if t.text == ";":
            break
        words.append(t.lower_)
    return " ".join(words)


def _said(noun: Token) -> bool:
    """Whether a noun is the object of a saying verb: "announced the halt of ..."."""
    top = g.first_conjunct(noun)
    verb = top.head
    return top.dep_ in ("dobj", "nsubjpass") and g.lemma(verb) in ANNOUNCES


def _unreal(token: Token, act: str) -> bool:
    """A negated act is none; a promised halt is one, a halt that others want is not."""
    who = g.subject(token) if token.pos_ == "VERB" else None
    if _negated(token, who):
        return True
    if act in ("threat", "halt_announced", "resumption_announced"):
        return any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in token.children
        ) or (
            g.lemma(token.head) in ASKS and token.head is not token and token.dep_ != "conj"
        )
    return g.irreal(token)


def _counts(token: Token) -> bool:
    """Whether a total is claimed ("carried out 73 operations"), not an act."""
    if g.lemma(token) in FIRED:
        return False
    who = g.subject(token)
    if g.lemma(token) in HARM and who is not None and owned(who):
        return any(t.lower_ in TOTALS for t in token.subtree)
    return any(
        o.like_num
        or (
            measure_of(o) is not None
            and any(c.dep_ == "nummod" and c.lower_ != "one" for c in o.children)
        )
        for o in g.objects(token)
    )


def _negated(token: Token, who: Token | None) -> bool:
    if any(c.lower_ in ("neither", "nor") for c in (*token.children, *token.head.children)):
        return True
    if any(
        o.lower_ == "nothing" or any(c.lower_ == "no" for c in o.children)
        for o in g.objects(token)
    ):
        return True
    if any(c.lower_ == "longer" for c in token.children):
        return True
    nobody = who is not None and (
        who.lower_ in NONE or any(c.lower_ in NONE for c in who.children)
    )
    return nobody or g.negated(token)


def _attacks(token: Token) -> bool:
    return attack_word(token) or g.lemma(token) in HARM or _carries_out(token)


def _carries_out(token: Token) -> bool:
    """Whether an act is told by a verb and its object or particle: "set off the bomb"."""
    parts = [c.lower_ for c in token.children if c.dep_ == "prt"]
    if g.lemma(token) in SETS_OFF and set(parts) & SETS_OFF[g.lemma(token)]:
        return True
    told = g.objects(token)
    if g.lemma(token) == "open" and any(o.lower_ == "fire" for o in told):
        return True
    if g.lemma(token) in FIRED and any(_sent(o) for o in told):
        return True
    return g.lemma(token) in CARRIES_OUT and any(attack_word(o) for o in told)


def _sent(noun: Token) -> bool:
    """What is fired or sent to attack: "rockets", "a swarm of drones", "the attackers"."""
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    inner = g.child(of, "pobj") if of is not None else None
    known = is_weapon(noun) or g.lemma(noun) in SENT
    return known or (inner is not None and is_weapon(inner))


def _owned_up(token: Token) -> bool:
    if g.passive(token) or g.lemma(token) in FENDS_OFF:
        return False
    if any(c.lower_ == AIMED.get(g.lemma(token)) for c in token.children):
        return True
    responsible = any(
        (c.dep_ in ("acomp", "prep", "advmod") and c.lower_ in BEHIND)
        or (c.dep_ == "attr" and g.lemma(c) in AUTHORS)
        for c in token.children
    )
    return responsible or _attacks(token) or _did_it(token) or g.lemma(token) in OWN_ACTS


def _did_it(token: Token) -> bool:
    """ "It did it", "two of its members had done this"."""
    return g.lemma(token) == "do" and any(o.lower_ in DEED for o in g.objects(token))


def _denied(token: Token) -> str | None:
    """What is denied: a part in an attack, or that it happened."""
    told = {c.lower_ for c in token.children if c.dep_ in ("acomp", "prep", "advmod")}
    works = any(c.dep_ == "attr" and g.lemma(c) in WORK for c in token.children)
    if g.lemma(token) in PART_TAKEN or works or told & BEHIND or _did_it(token):
        return "denial_of_responsibility"
    if g.lemma(token) in HAD and any(g.lemma(o) in PART for o in g.objects(token)):
        return "denial_of_responsibility"
    acts = (*OWN_ACTS, *FLOWN)
    return "denial" if _attacks(token) or g.lemma(token) in acts else None
