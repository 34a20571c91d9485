"""What kind of attack a frame tells of: by its weapons, else by its words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tallystick.read.rules.attacks.phrasal import on_foot
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.schemes import rows


@cache
def manners() -> Mapping[str, str]:
    """How each event type is done: within one text, two types of one manner may be one
    event told twice, two of different manners are two. Types without one fit none."""
    told = rows("match/families.tsv")
    return MappingProxyType({r["code"]: r["manner"] for r in told if r["manner"] != "-"})


def event_type(frame: Frame) -> str:
    """The event type of a frame: by its weapon, else by its word."""
    word = frame.head.word
    if word.kind == "defused":
        return word.event_type
    if word.kind == "shot-down":
        return _by_weapon(frame) or word.event_type
    if word.kind == "stop":
        return (
            "interception_only"
            if not frame.places
            else _by_weapon(frame) or word.event_type
        )
    weapon = _by_weapon(frame)
    kind = _by_words(frame)
    if kind == "ground_raid" and _any_raid(frame):
        kind = "operation_unspecified"
    if weapon in (None, "operation_unspecified"):
        if kind == "ied_mine" and _from_the_air(frame):
            return "air_strike"
        raid = kind == "operation_unspecified" and _on_foot(frame)
        return "ground_raid" if raid else kind
    if weapon == "direct_fire" and kind in OTHER_THAN_SHOTS:
        return kind  # gunmen who set a lorry on fire
    return kind if kind in STRONGER else weapon or kind


OTHER_THAN_SHOTS = ("arson_sabotage", "ied_mine", "artillery_mortar")
"""Types that armed men may cause without a shot."""
STRONGER = ("ground_raid", "armed_clash", "maritime_attack", "abduction_detention")
"""Types that a word tells whatever weapons are named beside it."""


def _by_words(frame: Frame) -> str:
    """What the triggers tell, the head's first: "hit by a blast" is a bombing."""
    told = [
        t.word.event_type for t in (frame.head, *frame.triggers) if t.word.kind != "stop"
    ]
    return next((kind for kind in told if kind != "operation_unspecified"), told[0])


def _any_raid(frame: Frame) -> bool:
    """Whether a raid may be one from the air: "Israel's raid on the port", "an air raid".

    Armed people and groups raid on the ground, whoever else may come by plane as well.
    """
    if not any(t.token.lemma == "raid" for t in frame.triggers):
        return False
    people = table("persons", "lemma", "role")
    for who in frame.perpetrators:
        words = who.text.casefold().split()
        walking = any(
            people.get(w) == "armed"
            or people.get(w.removesuffix("s")) == "armed"
            or w in MEN
            for w in words
        )
        if walking or (who.actor and not who.actor.startswith("state:")):
            return False
    return True


MEN = word_list("events/men")


def _on_foot(frame: Frame) -> bool:
    """Whether armed people attack themselves: "rebels attacked the post"."""
    verb = frame.head.token
    sea = any(t.target_type in ("maritime", "aviation") for t in frame.targets)
    known = verb.lemma in ("attack", "assail")
    return verb.pos_ == "VERB" and known and not sea and on_foot(verb)


def _by_weapon(frame: Frame) -> str | None:
    kinds = [
        entry.event_type
        for entry, _ in frame.weapons
        if entry.event_type != "operation_unspecified"
    ]
    return kinds[0] if kinds else None


def _from_the_air(frame: Frame) -> bool:
    return any(m.actor and m.actor.startswith("state:") for m in frame.perpetrators)
