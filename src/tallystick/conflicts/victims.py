"""Who was hit: civilians, or those who fight. One root says the one, another the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from tallystick import schemes
from tallystick.conflicts.pairs import asserting, between, pairs
from tallystick.model.claims import IncidentClaim
from tallystick.model.derived import Finding
from tallystick.model.lists import Side, Stance
from tallystick.roots import fold
from tallystick.tolls import people
from tallystick.voices import Voice

CIVILIAN, ARMED = "civilian", "armed"
SITES: Mapping[str, str] = MappingProxyType(
    {
        "armed_group_position": ARMED,
        "military_base_personnel": ARMED,
        "aid_humanitarian": CIVILIAN,
        "education": CIVILIAN,
        "housing": CIVILIAN,
        "medical": CIVILIAN,
        "private_persons": CIVILIAN,
        "religious_cultural": CIVILIAN,
    }
)
"""Kinds of targets that say by themselves who was there."""
ANYBODY = frozenset(
    "person people human man male adult citizen relative brother father son husband couple uncle "
    "cousin nephew grandson kinsman tribesman friend companion colleague compatriot exile "
    "captive detainee inmate hostage fugitive escapee robber thief burglar looter rioter "
    "smuggler trafficker intruder veteran operator instructor visitor squatter".split()
)
"""Words for those who fight as well as for those who do not."""
LINKS = frozenset("of from in at with among who that and".split())
"""Words after which a phrase no longer says who they were."""


def victims_told_apart(told: tuple[Voice, ...]) -> Iterator[Finding]:
    """Two roots of which one says that civilians were hit alone, the other fighters alone.

    The dead are held against the dead. Where one root tells of no dead, what it says was
    aimed at counts only if it says so of its own act: a camp in the words of who bombed
    it, a school in those of others.
    """
    for one, other in pairs(asserting(told)):
        here, there = dead(one.claim), dead(other.claim)
        if not (here and there):
            own = Stance.SELF_CLAIM in (one.claim.stance, other.claim.stance)
            if not own:
                continue
            here, there = here or aimed_at(one.claim), there or aimed_at(other.claim)
        if {here, there} == {frozenset({CIVILIAN}), frozenset({ARMED})}:
            first, second = (one, other) if CIVILIAN in here else (other, one)
            words = f"{first.label} tells of civilians, {second.label} of fighters"
            yield between("contradiction-target", one, other, words)


def dead(claim: IncidentClaim) -> frozenset[str]:
    """Whether those killed were civilians or fighters, as far as a claim says."""
    killed = (t for t in people(claim.killed) if t.side is not Side.ATTACKER)
    return _classes(toll.who for toll in killed if toll.number.high != 0)


def aimed_at(claim: IncidentClaim) -> frozenset[str]:
    """Whether people and places that were attacked were civilian or armed."""
    kinds = (t.target_type for t in claim.targets if t.target_type)
    sites = {SITES[kind] for kind in kinds if kind in SITES}
    return _classes(t.mention.text for t in claim.targets) | sites


def _classes(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(found for phrase in phrases if (found := _class(phrase)))


def _class(phrase: str) -> str | None:
    """What the last noun before "of" or "who" says they were."""
    words = fold(phrase).split()
    end = next((n for n, word in enumerate(words) if n and word in LINKS), len(words))
    named = [_known().get(word) for word in words[:end]]
    found = [one for one in named if one]
    return found[-1] if found else None


@cache
def _known() -> Mapping[str, str]:
    """Forms of nouns for people, to whether they fight."""
    found: dict[str, str] = {}
    for row in schemes.rows("read/en/persons.tsv"):
        if row["role"] in (CIVILIAN, ARMED) and row["lemma"] not in ANYBODY:
            found |= dict.fromkeys(_forms(row["lemma"]), row["role"])
    return MappingProxyType(found)


def _forms(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("man"):
        return lemma, f"{lemma[:-3]}men"
    if lemma.endswith("y"):
        return lemma, f"{lemma[:-1]}ies"
    return lemma, f"{lemma}s", "children" if lemma == "child" else f"{lemma}es"
