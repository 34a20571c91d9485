"""How well an incident is supported: one rule for every party.

Asked of three propositions (that it occurred, who did it, what it did), the rule looks at
the roots that say so and at how each stands to the parties: who did it, who was hit, the
host state, and whoever serves or backs these. A speaker whom the directory does not know
is undetermined: never a party, never independent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from tallystick.model.claims import IncidentClaim, Responsibility
from tallystick.model.derived import Grade, Graded, Proposition
from tallystick.model.lists import (
    Assertion,
    Effect,
    ResponseAct,
    ResponsibilityMode,
    Stance,
)
from tallystick.roots import is_said, name_of, spoken_by
from tallystick.voices import Voice, latest, own_words

ASSERTING = (ResponsibilityMode.CLAIMS, ResponsibilityMode.ATTRIBUTES)
DENYING = (ResponsibilityMode.DENIES, ResponsibilityMode.WITHDRAWS)
_ACKNOWLEDGING = (ResponseAct.ACKNOWLEDGES_HIT, ResponseAct.ACKNOWLEDGES_ATTEMPT)


class Parties(Protocol):
    """What grading asks the directory of actors."""

    def related(self, a: str, b: str, day: str | None = None) -> bool:
        """Whether two ids are one side."""
        ...

    def is_umbrella_of(self, whole: str, member: str, day: str | None = None) -> bool:
        """Whether one belongs to the other as a group of its own."""
        ...

    def is_party(self, speaker: str, principal: str, day: str | None = None) -> bool | None:
        """Whether a speaker serves or backs a principal; None if either is unknown."""
        ...


class Side(StrEnum):
    """Whom a speaker serves in an incident."""

    ACTING = "acting"
    HIT = "hit"
    HOST = "host"


@dataclass(frozen=True, slots=True)
class Says:
    """One root's word on a proposition."""

    root: str
    label: str
    admits: bool = False
    """It acknowledges what its own side would rather not."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the rule asks about one incident."""

    voices: tuple[Voice, ...]
    acting: frozenset[str]
    hit: frozenset[str]
    host: frozenset[str]
    day: str | None
    parties: Parties


def case_of(told: Sequence[Voice], day: str | None, parties: Parties) -> Case:
    """The parties of an incident as its own claims name them."""
    said = own_words(told)
    acting = {name_of(m) for v in said for m in v.claim.perpetrators}
    hit = {name_of(t.mention) for v in said for t in v.claim.targets}
    host = {f"state:{p.country}" for v in said for p in v.claim.places if p.country}
    return Case(said, frozenset(acting), frozenset(hit), frozenset(host), day, parties)


def grades(case: Case) -> tuple[tuple[Proposition, Graded], ...]:
    """The three grades with their reasons."""
    return (
        (Proposition.OCCURRENCE, _occurrence(case)),
        (Proposition.RESPONSIBILITY, _responsibility(case)),
        (Proposition.EFFECT, _effect(case)),
    )


def _occurrence(case: Case) -> Graded:
    says = [_word(v) for v in case.voices if asserts_event(v.claim)]
    says += _admissions(case, *_ACKNOWLEDGING)
    denies = [v.label for v in _standing(case) if denies_event(v.claim)]
    denies += _responding(case, ResponseAct.DENIES_EVENT)
    graded = _graded(case, says, _denied(denies), _retracted(case))
    return _refuted(
        case, graded, [_word(v) for v in _standing(case) if denies_event(v.claim)]
    )


def _refuted(case: Case, graded: Graded, denies: Sequence[Says]) -> Graded:
    """Discounted, where parties alone say it and two roots that are none say it was not."""
    outside = [one for one in denies if sides_of(case, one.root) == frozenset()]
    if graded.grade is not Grade.SELF_CLAIM or _origins(case, outside) < 2:
        return graded
    reason = f"{graded.reason}; refuted by {_labels(outside)}, no parties to it"
    return Graded(Grade.DISCOUNTED, reason, graded.contested)


def _effect(case: Case) -> Graded:
    told = [v for v in case.voices if asserts_event(v.claim) and _tells_effect(v.claim)]
    told = [v for v in told if not v.taken_back] or told
    agreeing = _compatible(told)
    says = [_word(v) for v in agreeing]
    if says:
        says += _admissions(case, ResponseAct.ACKNOWLEDGES_HIT)
    others = [v.label for v in latest(told) if v not in agreeing]
    others = [label for label in others if label not in {one.label for one in says}]
    nobody = [v.label for v in latest(told) if v.killed == (0, 0)]
    harmed = any(v.killed is not None and v.killed[0] > 0 for v in latest(told))
    denies = _responding(case, ResponseAct.DENIES_EFFECT) + (nobody if harmed else [])
    graded = _graded(case, says, _denied(denies), _retracted(case))
    if not others:
        return graded
    return replace(graded, reason=f"{graded.reason}; {_list(others)} gives other numbers")


def _compatible(told: Sequence[Voice]) -> tuple[Voice, ...]:
    """The most voices whose numbers can all be that of one of them, the first such.

    A number corroborates only what it can be: the roots of two rival counts do not add up.
    """
    last = latest(told)
    groups = [tuple(v for v in last if v is one or _agree(one, v)) for one in last]
    return max(groups, key=len, default=())


def _agree(one: Voice, other: Voice) -> bool:
    """Whether two tolls can be one, or the higher is merely the later word.

    The dead are asked about; the injured, whom everyone counts anew, only without them.
    """
    pairs = ((one.killed, other.killed), (one.injured, other.injured))
    both = next(((here, there) for here, there in pairs if here and there), None)
    if both is None:
        return True
    low, high = sorted(((both[0], one.row, one), (both[1], other.row, other)))
    later = low[2].moment[:10] < high[2].moment[:10] or high[2].grown or low[2].puts_right
    return later or low[0][1] >= high[0][0]


def _responsibility(case: Case) -> Graded:
    told = [(v, r) for v in _standing(case) for r in v.claim.responsibility]
    named = [(v, r) for v, r in told if r.mode in ASSERTING]
    if not named:
        suspected = any(r.mode is ResponsibilityMode.SUSPECTS for _, r in told)
        reason = "only suspected" if suspected else "nobody is named"
        return Graded(Grade.UNASSESSED, reason, any(r.mode in DENYING for _, r in told))
    leading = _leading(named)
    ours = [(v, r) for v, r in told if _one_side(case, name_of(r.actor), leading)]
    says = [_owner(v, r) for v, r in ours if r.mode in ASSERTING]
    denies = [r.actor.text for _, r in ours if r.mode in DENYING]
    denies += _responding(case, ResponseAct.DENIES_ROLE)
    others = [r.actor.text for _, r in named if _another(case, name_of(r.actor), leading)]
    withdrawn = [r.actor for _, r in ours if r.mode is ResponsibilityMode.WITHDRAWS]
    against = [*_denied(denies), *([f"{_list(others)} named as well"] if others else [])]
    return _graded(case, says, against, _retracted(case) | set(map(name_of, withdrawn)))


def _leading(named: Iterable[tuple[Voice, Responsibility]]) -> str:
    """The actor named by most roots, one that has a name before a described class."""
    roots: dict[str, set[str]] = {}
    for voice, told in named:
        roots.setdefault(name_of(told.actor), set()).add(_owner(voice, told).root)
    return max(roots, key=lambda actor: (not is_said(actor), len(roots[actor])))


def _another(case: Case, actor: str, leading: str) -> bool:
    """Whether two actors cannot both have done it; a described class may be anybody."""
    known = not (is_said(actor) or is_said(leading))
    return known and not _one_side(case, actor, leading)


def _owner(voice: Voice, told: Responsibility) -> Says:
    """Whose word it is that somebody did it: a claimant's own, or who attributes it."""
    if told.mode is ResponsibilityMode.CLAIMS:
        return Says(name_of(told.actor), told.actor.text)
    if told.by is not None and told.by != voice.claim.speaker:
        return Says(spoken_by(told.by, voice.root), told.by.text)
    return Says(voice.root, voice.label)


def _word(voice: Voice) -> Says:
    claim = voice.claim
    admits = claim.stance is Stance.ACKNOWLEDGES_HIT
    if claim.stance is Stance.SELF_CLAIM and claim.speaker is None and claim.claimed_by:
        return Says(name_of(claim.claimed_by[0]), claim.claimed_by[0].text, admits)
    return Says(voice.root, voice.label, admits)


def asserts_event(claim: IncidentClaim) -> bool:
    """Whether it says that the event happened."""
    return claim.assertion is Assertion.OCCURRED and not denies_event(claim)


def denies_event(claim: IncidentClaim) -> bool:
    """Whether it says that the event did not happen."""
    return claim.assertion is Assertion.DID_NOT_OCCUR or claim.stance in (
        Stance.DENIES_EVENT,
        Stance.RETRACTS,
    )


def _tells_effect(claim: IncidentClaim) -> bool:
    return bool(claim.killed or claim.injured) or claim.effect is not Effect.UNKNOWN


def _admissions(case: Case, *acts: ResponseAct) -> list[Says]:
    """Those who acknowledge it in answer to somebody else."""
    return [
        Says(name_of(r.by), r.by.text, admits=True)
        for v in case.voices
        for r in v.claim.response
        if r.act in acts and r.by is not None
    ]


def _responding(case: Case, act: ResponseAct) -> list[str]:
    return [
        r.by.text if r.by else v.label
        for v in case.voices
        for r in v.claim.response
        if r.act is act
    ]


def _standing(case: Case) -> list[Voice]:
    """The voices that do not take back what they said."""
    return [v for v in case.voices if not v.taken_back]


def _retracted(case: Case) -> frozenset[str]:
    """Roots that say so themselves, or whose last word their source has withdrawn."""
    said = [v for v in case.voices if v.claim.stance is Stance.RETRACTS]
    return frozenset(v.root for v in (*said, *latest(case.voices)) if v.taken_back)


def _one_side(case: Case, a: str, b: str) -> bool:
    return a == b or case.parties.related(a, b, case.day)


def _denied(labels: Sequence[str]) -> list[str]:
    return [f"denied by {_list(labels)}"] if labels else []


def _graded(
    case: Case, says: Sequence[Says], against: Sequence[str], taken_back: frozenset[str]
) -> Graded:
    """The rule. First what stands, then who says it, then how they stand to it."""
    contested = bool(against)
    if not says:
        return Graded(Grade.UNASSESSED, "; ".join(["nobody says so", *against]), contested)
    standing = [one for one in says if one.root not in taken_back]
    if not standing:
        return Graded(Grade.DISCOUNTED, f"taken back by {_labels(says)}", contested)
    grade, reason = _grade(case, standing)
    return Graded(grade, "; ".join([reason, *against]), contested)


def _grade(case: Case, says: Sequence[Says]) -> tuple[Grade, str]:
    sides = {one.root: sides_of(case, one.root) for one in says}
    known = [one for one in says if sides[one.root] is not None]
    outside = [one for one in known if not sides[one.root]]
    inside = [one for one in known if sides[one.root]]
    admitted = [one for one in inside if one.admits]
    acting = [one for one in inside if sides[one.root] == frozenset({Side.ACTING})]
    hit = [one for one in inside if sides[one.root] == frozenset({Side.HIT})]
    if admitted:
        return Grade.AGREED, f"acknowledged by {_labels(admitted)}, whose side it concerns"
    if acting and hit:
        return Grade.AGREED, f"said by both sides: {_labels([*acting, *hit])}"
    if outside and _origins(case, known) > 1:
        return Grade.CORROBORATED, f"said by {_labels(known)}, not all of them parties"
    if outside:
        return Grade.SINGLE_ROOT, f"said by {_labels(outside)} alone, no party to it"
    if inside:
        return Grade.SELF_CLAIM, f"said only by {_labels(inside)}, a party to it"
    if any(case.parties.is_party(one.root, one.root) is not None for one in says):
        return Grade.UNASSESSED, f"said by {_labels(says)}; whom it concerns is not known"
    return Grade.UNASSESSED, f"said by {_labels(says)}, whose interest is not known"


def sides_of(case: Case, root: str) -> frozenset[Side] | None:
    """Whom a root serves in the incident; empty for nobody, None if undetermined."""
    groups = ((Side.ACTING, case.acting), (Side.HIT, case.hit), (Side.HOST, case.host))
    answers = [
        (side, True if root == one else case.parties.is_party(root, one, case.day))
        for side, group in groups
        for one in sorted(group)
    ]
    if all(answer is None for _, answer in answers):
        return None
    return frozenset(side for side, answer in answers if answer)


def _origins(case: Case, says: Iterable[Says]) -> int:
    """How many origins stand behind some roots: two organs of one side are one."""
    kept: list[str] = []
    for root in sorted({one.root for one in says}):
        if not any(_one_side(case, root, other) for other in kept):
            kept.append(root)
    return len(kept)


def _labels(says: Iterable[Says]) -> str:
    return _list([one.label for one in says])


def _list(names: Iterable[str]) -> str:
    """Names in words, each once, in the order given."""
    each = list(dict.fromkeys(names))
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}"
