"""Triggers of several words: "set ... on fire", "blew up", "an exchange of fire"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tallystick import schemes
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.attacks.doers import CRAFT
from tallystick.read.rules.attacks.mines import came_upon
from tallystick.read.rules.harm.wounds import is_person
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import (
    TriggerWord,
    table,
    trigger_words,
    weapon_words,
    word_list,
)
from tallystick.read.rules.text.scan import Token

ARMED_BODIES = word_list("attacks/armed_bodies")
BODIES = word_list("attacks/bodies")
AIRBORNE = word_list("attacks/airborne")
CHARGES = word_list("attacks/phrasal_charges")
CANNON = frozenset("cannon weapon firearm".split())
FIREARMS = frozenset("weapon firearm handgun sidearm".split())
"""Beside the weapons that lists name: what goes off in a hand is no bomb."""
REMOTE = frozenset(
    "uav_attack missile_attack rocket_attack indirect_fire_unspecified".split()
)
MEN = word_list("attacks/men")
GROUPS = frozenset("ORG NORP PERSON GPE PRODUCT".split())
"""What parsers take the names of armed groups for."""
TO = frozenset("to into under".split())
HELD = word_list("attacks/held")
GAMES = word_list("attacks/games")
TOWNS = word_list("attacks/towns")
GROUND = word_list("attacks/ground")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words that follow a word, how far after it they may begin, and what that tells."""

    after: tuple[str, ...]
    reach: int
    word: TriggerWord


@cache
def phrases() -> Mapping[tuple[str, str], tuple[Phrase, ...]]:
    """The rows of ``trigger_phrases.tsv`` by lemma and part of speech, in their order."""
    found: dict[tuple[str, str], list[Phrase]] = {}
    for row in schemes.rows("read/en/trigger_phrases.tsv"):
        key = (row["lemma"], row["pos"])
        after = () if row["with"] == "-" else tuple(row["with"].split())
        word = TriggerWord(row["lemma"], row["pos"], row["event_type"], row["kind"])
        found.setdefault(key, []).append(Phrase(after, int(row["reach"]), word))
    return MappingProxyType({key: tuple(rows) for key, rows in found.items()})


def phrasal(token: Token) -> Iterator[TriggerWord]:
    """What a word tells together with those that follow it, as its list has it."""
    if token.pos_ != "VERB" and roles.flames(token):
        return
    pos = "NOUN" if token.pos_ == "PROPN" else str(token.pos_)
    for phrase in phrases().get((token.lemma, pos), ()):
        if not phrase.after or _follows(token, phrase):
            yield phrase.word


def hyphened(token: Token) -> TriggerWord | None:
    """A noun that the parser took apart: "shoot-out"."""
    if token.i < 2 or token.nbor(-1).text != "-":
        return None
    return trigger_words().get((f"{token.nbor(-2).lower_}-{token.lower_}", "NOUN"))


def _follows(token: Token, phrase: Phrase) -> bool:
    """Whether the words stand within reach, before another verb or the clause's end."""
    words = token.doc[token.i + 1 : token.i + 1 + phrase.reach + len(phrase.after)]
    forms: list[str] = []
    for word in words:
        if word.text in ",;:" or word.sent.start != token.sent.start:
            break
        forms.append(word.lower_)
        if len(forms) > 1 and word.pos_ in ("VERB", "AUX") and word.tag_ != "VBN":
            break
    size = len(phrase.after)
    starts = range(min(phrase.reach, max(0, len(forms) - size + 1)))
    return any(tuple(forms[at : at + size]) == phrase.after for at in starts)


def armed(token: Token) -> bool:
    """Whether somebody armed does what a verb tells: "gunmen broke into"."""
    return any(is_armed(noun) for noun in _who(token))


def is_armed(noun: Token) -> bool:
    """Whether a noun stands for armed people, or is qualified as such."""
    role = table("persons", "lemma", "role").get(noun.lemma)
    if role == "armed" or noun.lemma in ARMED_BODIES:
        return True
    if any(c.lower_ in ("armed", "masked", "hooded", "suspected") for c in noun.children):
        return True
    if noun.lemma in MEN and any(_of_a_group(c) for c in noun.children):
        return True
    inner = (o for c in noun.children if c.lower_ == "of" for o in c.children)
    return any(table("persons", "lemma", "role").get(o.lemma) == "armed" for o in inner)


def _of_a_group(word: Token) -> bool:
    """ "JNIM men", "an Al-Shabaab man": the name of a group before people."""
    return word.dep_ == "compound" and word.pos_ == "PROPN" and word.ent_type_ in GROUPS


def on_foot(token: Token) -> bool:
    """Whether a group of armed people does what a verb tells: "gunmen", no navy."""
    people = table("persons", "lemma", "role")
    return any(
        noun.lemma in people and noun.lemma not in BODIES and is_armed(noun)
        for noun in _who(token)
    )


def _who(token: Token) -> Iterator[Token]:
    by = g.agent(token)
    if by is not None:
        yield from g.conjuncts(by)
    elif not g.passive(token):
        who = g.subject(token)
        if who is not None:
            yield from g.conjuncts(who)


def done_to(token: Token) -> tuple[Token, ...]:
    """What a verb is done to: its objects, or the subject of its passive."""
    if token.pos_ not in ("VERB", "AUX"):
        return ()
    if not g.passive(token):
        return g.objects(token)
    own = g.child(token, "nsubjpass", "nsubj")
    who = own if own is not None else g.subject(token)
    return g.conjuncts(who) if who is not None else ()


def _exploded(token: Token) -> bool:
    """Whether what goes off may be a bomb: "a fourth went off", no alarm."""
    things = (*done_to(token), *(() if g.passive(token) else _who(token)))
    known = {t.lemma for t in things} & CHARGES
    blast = any(
        w is not None and w.event_type == "ied_mine"
        for w in (trigger_words().get((t.lemma, "NOUN")) for t in things)
    )
    unnamed = any(t.pos_ in ("NUM", "PRON", "ADJ", "DET") for t in things)
    return bool(known or blast or unnamed or any(roles.is_weapon(t) for t in things))


def _discharged(token: Token) -> bool:
    """Whether what goes off is a firearm: "the pistol went off"."""
    things = (*done_to(token), *(() if g.passive(token) else _who(token)))
    named = {t.lemma for t in things}
    shots = (e.event_type for name in named for e in weapon_words().get(name, ()))
    return bool(named & FIREARMS) or "direct_fire" in shots


def _taken(token: Token) -> bool:
    return any(is_person(t) for t in done_to(token))


def _ground(token: Token) -> bool:
    """Whether a place is taken: "took the city", no plane and no train."""
    taken = done_to(token)
    if any(t.lemma in TOWNS or t.ent_type_ in ("GPE", "LOC", "FAC") for t in taken):
        return True
    return any(t.lemma in GROUND for t in taken) and any(_may_fight(t) for t in _who(token))


def _airborne(token: Token) -> bool:
    """Whether what is brought down flies."""
    return any(airborne(t) or roles.is_weapon(t) for t in done_to(token))


def airborne(noun: Token) -> bool:
    """ "Helicopter", "drone", "Su-24"."""
    return noun.lemma in AIRBORNE or _model(noun)


def _munitions(token: Token) -> bool:
    """Whether it is drones, missiles, rockets that are stopped; no aircraft with a crew."""
    known = weapon_words()
    return any(
        one.event_type in REMOTE
        for t in done_to(token)
        if roles.is_weapon(t)
        for one in known[t.lemma][-1:]
    )


def _model(noun: Token) -> bool:
    """ "A Su-24", "an MQ-9": a letter or two, a hyphen and a figure."""
    text = noun.text
    return any(c.isdigit() for c in text) and text[:1].isupper() and not text.isdigit()


def _defused(token: Token) -> bool:
    return any(t.lemma in CHARGES or roles.is_weapon(t) for t in done_to(token))


def _fired(token: Token) -> bool:
    """Whether there is anything at the other end: "fired on the post", "was shot at"."""
    if g.passive(token):
        return bool(done_to(token))
    at = (
        c for c in token.children if c.dep_ == "prep" and c.lower_ in ("on", "at", "upon")
    )
    aims = [aim for c in at if (aim := g.child(c, "pobj")) is not None]
    return any(aim.lemma not in GAMES for aim in aims)


def _fallen(token: Token) -> bool:
    """Whether a place fell to somebody: "the airport fell to the army", no price to five."""
    who = g.child(token, "nsubj")
    if who is None or not _is_ground(who) or g.child(token, "acomp", "advmod", "prt"):
        return False
    to = (o for c in token.children if c.lower_ in TO for o in c.children)
    takers = [o for o in to if o.dep_ == "pobj"]
    return any(map(_may_fight, takers)) if takers else who.lemma in HELD


def _may_fight(noun: Token) -> bool:
    """Armed people, a force, or a name that may be theirs: "fell to the M23"."""
    if noun.lemma in ("hand", "control"):
        return True
    named = noun.pos_ == "PROPN" and noun.ent_type_ not in ("DATE", "MONEY", "PERCENT")
    return named or is_armed(noun)


def _is_ground(noun: Token) -> bool:
    """Whether it is a place that may be taken, and no person, price or cup."""
    known = noun.lemma in TOWNS or noun.lemma in GROUND
    return known or noun.ent_type_ in ("GPE", "LOC", "FAC")


def _vehicles(token: Token) -> bool:
    """Whether armed people stop a vehicle: "gunmen halted three coaches"."""
    kinds = table("attack_targets", "lemma", "target_type")
    stopped = any(kinds.get(t.lemma) == "transport_road" for t in done_to(token))
    return stopped and on_foot(token)


def _turned(token: Token) -> bool:
    """Whether a weapon is turned on somebody: "turned a shotgun on worshippers"."""
    at = any(
        c.dep_ == "prep" and c.lower_ in ("on", "upon", "against") for c in token.children
    )
    return at and any(roles.is_weapon(t) or t.lemma in CANNON for t in done_to(token))


def _felled(token: Token) -> bool:
    """Whether armed people cut people or vehicles down, and no staff of their own."""
    return armed(token) and any(
        _may_be_hit(t) and g.child(t, "poss") is None for t in done_to(token)
    )


def _suffered(token: Token) -> bool:
    """Whether something that may be attacked takes a hit: "the school took a direct hit"."""
    who = g.subject(token)
    return who is not None and any(_may_be_hit(t) for t in g.conjuncts(who))


def _may_be_hit(noun: Token) -> bool:
    known = noun.lemma in table("attack_targets", "lemma", "target_type")
    return known or is_person(noun) or noun.ent_type_ in ("GPE", "LOC", "FAC")


def _fought(token: Token) -> bool:
    """Whether armed people fight each other: "soldiers fought rebels for two hours"."""
    if token.dep_ in ("relcl", "acl") or token.tag_ == "VBG":
        return False
    against = (
        o for c in token.children if c.lower_ in ("with", "against") for o in c.children
    )
    others = [*g.objects(token), *against]
    return armed(token) and (not others or any(_may_fight(o) for o in others))


def _received(token: Token) -> bool:
    """Whether what may be attacked takes it from somebody armed: "drew fire from gunmen"."""
    who = g.subject(token)
    known = who is not None and (
        who.lemma in table("attack_targets", "lemma", "target_type") or is_person(who)
    )
    return known and next(sent_by(token), None) is not None


def sent_by(token: Token) -> Iterator[Token]:
    """Who sends what a verb's subject takes: "a direct hit from a tank", "from her guards"."""
    people = table("persons", "lemma", "role")
    for over in (token, *g.objects(token)):
        for who in g.after(over, "from"):
            inner = next(g.after(who, "of"), who) if who.like_num else who
            if inner.lemma in people or inner.lemma in CRAFT or is_armed(inner):
                yield inner


def _mined(token: Token) -> bool:
    return came_upon(token) is not None


def _crewed(token: Token) -> bool:
    """Whether a weapon is turned on something: "turned its cannon on the tanker"."""
    armed_with = any(roles.is_weapon(o) for o in g.objects(token))
    return armed_with and any(aim.pos_ != "PRON" for aim in g.after(token, "on", "upon"))


TELLS: Mapping[str, Callable[[Token], bool]] = MappingProxyType(
    {
        "armed": armed,
        "discharged": _discharged,
        "exploded": _exploded,
        "taken": _taken,
        "slain": _taken,
        "ground": _ground,
        "airborne": _airborne,
        "shot-down": _munitions,
        "defused": _defused,
        "fired": _fired,
        "fallen": _fallen,
        "vehicles": _vehicles,
        "felled": _felled,
        "turned": _turned,
        "suffered": _suffered,
        "fought": _fought,
        "received": _received,
        "mined": _mined,
        "crewed": _crewed,
    }
)
"""Kinds of ``trigger_phrases.tsv`` that ask something of the words around."""
