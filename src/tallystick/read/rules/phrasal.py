"""Triggers of several words: "set ... on fire", "blew up", "an exchange of fire"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tallystick import schemes
from tallystick.read.rules import grammar as g
from tallystick.read.rules import roles
from tallystick.read.rules.lexicon import TriggerWord, table, trigger_words, weapon_words
from tallystick.read.rules.scan import Token
from tallystick.read.rules.wounds import is_person

ARMED_BODIES = frozenset(
    "troop force army infantry soldier unit squad column brigade battalion band group party".split()
)
BODIES = frozenset("force troop personnel member crew staff".split())
"""People of whom the word does not say that they came on foot."""
AIRBORNE = frozenset(
    "plane aircraft airliner jet helicopter warplane fighter bomber drone missile rocket uav "
    "projectile quadcopter balloon".split()
)
CHARGES = frozenset(
    "bomb device charge explosive mine grenade rocket parcel package".split()
)
FIREARMS = frozenset("weapon firearm handgun sidearm".split())
"""Beside the weapons that lists name: what goes off in a hand is no bomb."""
REMOTE = frozenset(
    "uav_attack missile_attack rocket_attack indirect_fire_unspecified".split()
)
GAMES = frozenset("goal net basket hoop rim title glory life fame office power".split())
"""What nobody attacks by shooting at it."""
TOWNS = frozenset("town city village district position post base camp area bridge".split())


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
    inner = (o for c in noun.children if c.lower_ == "of" for o in c.children)
    return any(table("persons", "lemma", "role").get(o.lemma) == "armed" for o in inner)


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
    return any(
        t.lemma in TOWNS or t.ent_type_ in ("GPE", "LOC", "FAC") for t in done_to(token)
    )


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
    }
)
"""Kinds of ``trigger_phrases.tsv`` that ask something of the words around."""
