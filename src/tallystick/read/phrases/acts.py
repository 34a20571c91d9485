"""The words of a sentence that tell of attacks, and who does what to whom beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.model.claims import Target, Weapon
from tallystick.model.lists import Assertion
from tallystick.model.values import Mention, MentionKind
from tallystick.read.found import NumberUse, PlaceUse
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence
from tallystick.read.phrases.phrases import (
    Party,
    Role,
    aims_at,
    described,
    has_prefix,
    in_a_name,
    marked_prefix,
    parties,
    role_by_mark,
)

FARTHEST = 16
"""How far from its word a doer or an aim may stand."""
NEAR = 6
"""How far from its word a sign of unreality may stand."""
HARM = "harm"
AIRBORNE = ("uav_attack", "missile_attack", "rocket_attack")
"""Types whose munitions can be shot down on their way."""


@dataclass(frozen=True, slots=True)
class Act:
    """A word for an attack, or for its harm where no other word tells of it."""

    hit: Hit
    assertion: Assertion = Assertion.OCCURRED
    downs: bool = False
    """Whether what it destroys are munitions under way: "70 drones were destroyed"."""

    @property
    def first(self) -> int:
        """Its first word."""
        return self.hit.first

    @property
    def last(self) -> int:
        """Its last word."""
        return self.hit.last

    @property
    def harm(self) -> bool:
        """Whether it only says that people were hurt."""
        return self.hit.list == HARM

    @property
    def noun(self) -> bool:
        """Whether it is a noun."""
        return self.hit["sort"] in ("noun", "plural", "act")

    @property
    def passive(self) -> bool:
        """Whether its subject is the one hit."""
        return self.hit["sort"] == "passive"

    @property
    def event_type(self) -> str:
        """What it stands for when no weapon says otherwise."""
        return "operation_unspecified" if self.harm else self.hit["event_type"]

    @property
    def stops(self) -> bool:
        """Whether it tells that something was engaged before it had effect."""
        return not self.harm and (self.downs or self.hit["kind"] == "stop")


def acts(sentence: Sentence) -> tuple[Act, ...]:
    """The acts of a sentence in order: attack words that stand with what they ask for."""
    found = [
        Act(hit, assertion(sentence, hit), _downs(sentence, hit))
        for hit in sentence.of("triggers")
        if _tells(sentence, hit)
    ]
    return tuple(found)


def _downs(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of destroying has a number of munitions for its object."""
    if hit["kind"] != "target" or hit["sort"] not in ("passive", "verb"):
        return False
    verb_last = sentence.habits.order == "sov"
    for number in sentence.numbers:
        first, last = sentence.reach(number.start, number.end)
        gap = hit.first - last if verb_last else first - hit.last
        if not 0 < gap <= NEAR or number.use is not NumberUse.COUNT:
            continue
        for weapon in sentence.of("weapons"):
            between = last < weapon.first <= last + 4 and weapon["event_type"] in AIRBORNE
            if between and (not verb_last or weapon.last < hit.first):
                return True
    return False


def harms(sentence: Sentence) -> tuple[Act, ...]:
    """Words of harm as acts: verbs, participles and nouns over the people hurt."""
    return tuple(
        Act(hit, assertion(sentence, hit))
        for hit in sentence.of(HARM)
        if hit["measure"] in ("killed", "injured", "casualties")
    )


def _tells(sentence: Sentence, hit: Hit) -> bool:
    kind = hit["kind"]
    if kind in ("attack", "none"):
        return kind == "attack"
    armed = any(
        sentence.apart(hit.first, w.first) <= FARTHEST for w in sentence.of("weapons")
    )
    if kind in ("weapon", "stop") or armed:
        return armed
    things = (*sentence.of("targets"), *sentence.of("persons"))
    if any(sentence.apart(hit.first, t.first) <= 8 for t in things):
        return True
    return any(
        sentence.apart(hit.first, sentence.at(p.start)) <= 8
        for p in sentence.places
        if p.use is PlaceUse.LITERAL and not in_a_name(sentence, p)
    )


def assertion(sentence: Sentence, hit: Hit) -> Assertion:
    """Whether a word is told of as having happened."""
    noun = hit["sort"] in ("noun", "plural", "act")
    for name, told in (
        ("if", Assertion.CONDITIONAL),
        ("threat", Assertion.THREATENED),
        ("planned", Assertion.PLANNED),
        ("called", Assertion.PLANNED),
    ):
        if _governs(sentence, name, hit) and not _is_known(sentence, hit):
            return told
    if not noun and _governs(sentence, "not", hit, reach=3):
        return Assertion.DID_NOT_OCCUR
    if not _is_known(sentence, hit) and any(
        v["relation"] == "denies" and 0 < hit.first - v.last <= NEAR
        for v in sentence.of("speech")
        if v["sort"] == "verb"
    ):
        return Assertion.DID_NOT_OCCUR
    return Assertion.OCCURRED


def _governs(sentence: Sentence, cue: str, hit: Hit, reach: int = NEAR) -> bool:
    """Whether a cue stands on the side from which the language governs, near enough."""
    sov = sentence.habits.order == "sov"
    ahead = cue in ("if", "not") or not sov
    behind = sov and cue != "if"
    far = 2 * reach if cue == "if" else reach
    return any(
        (ahead and one.last < hit.first and sentence.apart(one.last, hit.first) <= far)
        or (behind and hit.last < one.first and sentence.apart(hit.last, one.first) <= far)
        for one in sentence.cues(cue)
    )


def _is_known(sentence: Sentence, hit: Hit) -> bool:
    """ "The attack", "this strike": a definite noun tells of something that was."""
    if hit["sort"] not in ("noun", "plural"):
        return False
    if hit.prefix and any(
        hit.prefix.endswith(form) for form in sentence.habits.has("definite")
    ):
        return True
    return sentence.cue_before("definite", hit.first) is not None


def doers(sentence: Sentence, act: Act, among: Sequence[Act] = ()) -> tuple[Mention, ...]:
    """Who did it, as far as the sentence tells.

    Args:
        among: all acts of the sentence; a party belongs to the nearest.
    """
    told = _roles(sentence, act, among)
    by = [p for p, role, sure in told if role is Role.DOER and sure]
    loose = [p for p, role, sure in told if role is Role.DOER and not sure]
    return tuple(dict.fromkeys(p.mention for p in (by or loose[:1])))


def aims(sentence: Sentence, act: Act, among: Sequence[Act] = ()) -> tuple[Target, ...]:
    """What was attacked: nouns of the list with who they belong to, then parties."""
    found: list[Target] = []
    taken: set[int] = set()
    for hit in sentence.of("targets"):
        if not _aimed(sentence, act, hit) or not _nearest(sentence, act, hit.first, among):
            continue
        first, last, actor = described(sentence, hit)
        taken |= set(range(first, last + 1))
        start, end = sentence.words[first].start, sentence.words[last].end
        mention = sentence.mention(start, end, MentionKind.OBJECT, actor)
        found.append(Target(mention, hit["target_type"]))
    for party, role, sure in _roles(sentence, act, among):
        if role is Role.AIM and sure and party.first not in taken:
            found.append(Target(party.mention))
    return tuple(dict.fromkeys(found))


def _aimed(sentence: Sentence, act: Act, hit: Hit) -> bool:
    if sentence.apart(act.first, hit.first) > FARTHEST:
        return False
    mark = role_by_mark(sentence, hit.first, hit.last)
    if mark is not None:
        return mark is Role.AIM
    if aims_at(sentence, hit.first):
        return True
    if act.noun:
        return False
    before = hit.last < act.first
    order = sentence.habits.order
    if act.passive:
        return before or order == "vso"
    return before if order == "sov" else not before


def _roles(
    sentence: Sentence, act: Act, among: Sequence[Act]
) -> list[tuple[Party, Role, bool]]:
    """Parties of an act with their role and whether a word of the text marks it."""
    told: list[tuple[Party, Role, bool]] = []
    speaking = {i for hit in sentence.of("speech") for i in (hit.first, hit.last)}
    for party in parties(sentence):
        if sentence.apart(act.first, party.first) > FARTHEST:
            continue
        if not _nearest(sentence, act, party.first, among):
            continue
        if _only_speaks(sentence, party):
            continue
        mark = role_by_mark(sentence, party.first, party.last)
        mark = mark or _role_by_prefix(sentence, act, party)
        if mark is not None:
            told.append((party, mark, not party.bare_state or mark is Role.DOER))
            continue
        if _owns_a_thing(sentence, party) or aims_at(sentence, party.first):
            told.append((party, Role.AIM, not _owns_a_thing(sentence, party)))
            continue
        if party.bare_state and _located(sentence, party):
            continue
        role = _role_by_order(sentence, act, party, speaking)
        if role is not None:
            told.append((party, role, role is Role.DOER and _beside(sentence, act, party)))
    return told


TELLERS = ("media_org", "monitor", "igo", "aid_org")
"""Actor types that tell of attacks and make none."""
PREFIX_REACH = 4
"""How far behind its act a name may stand whose prefix tells its role."""


def _only_speaks(sentence: Sentence, party: Party) -> bool:
    """Whether a party tells of attacks and makes none: sources, agencies, monitors."""
    if party.head is not None and party.head["kind"] in ("person", "teller"):
        return True
    return party.mention.actor is not None and any(
        a.actor == party.mention.actor and a.actor_type in TELLERS for a in sentence.actors
    )


def _role_by_prefix(sentence: Sentence, act: Act, party: Party) -> Role | None:
    """The role that a prefix tells behind a noun: Arabic "hujum li-", Hebrew "yeri le-"."""
    if not act.noun or not 0 < sentence.apart(act.last, party.first) <= PREFIX_REACH:
        return None
    if party.last < act.first:
        return None
    start = party.mention.span.start
    for name, role in (("by", Role.DOER), ("on", Role.AIM)):
        if has_prefix(sentence, party.first, start, name):
            return role
        if party.head is not None and marked_prefix(sentence, party.head, name):
            return role
    return None


def _role_by_order(
    sentence: Sentence, act: Act, party: Party, speaking: set[int]
) -> Role | None:
    before = party.last < act.first
    if party.bare_state and _heads_a_line(sentence, party):
        return None
    if act.noun or act.harm:
        if _beside(sentence, act, party):
            return Role.DOER if _may_describe(sentence, party) else None
        if not act.noun and before and not act.passive:
            return Role.DOER
        carried = any(
            party.first < i < act.first or abs(i - party.first) <= 2 for i in speaking
        )
        return Role.DOER if before and act.noun and not carried else None
    order = sentence.habits.order
    if act.passive:
        return Role.AIM if (before or order == "vso") else None
    if order == "svo":
        return Role.DOER if before else Role.AIM
    if order == "vso":
        return Role.DOER
    return Role.DOER if before else None


def _heads_a_line(sentence: Sentence, party: Party) -> bool:
    """ "Niger: 37 soldiers killed": a country before a colon is where, not who."""
    after = sentence.words[party.last + 1 : party.last + 2]
    return bool(after) and ":" in after[0].gap


def _may_describe(sentence: Sentence, party: Party) -> bool:
    """Whether a state beside an attack did it: "the attack of Jordan" is in Jordan, unless
    it is on something ("the attack of Jordan on ...")."""
    if not party.bare_state:
        return True
    start = party.mention.span.start
    literal = any(p.start == start and p.use is PlaceUse.LITERAL for p in sentence.places)
    return not literal or sentence.cue_after("on", party.last, 4) is not None


def _beside(sentence: Sentence, act: Act, party: Party) -> bool:
    """Whether a party describes the noun of an act: "frappe israélienne"."""
    if not act.noun:
        return False
    before = party.last < act.first
    if sentence.habits.described_before and before:
        return sentence.apart(party.last, act.first) <= 2
    return not before and sentence.apart(act.last, party.first) <= 3


def _owns_a_thing(sentence: Sentence, party: Party) -> bool:
    """ "Base américaine", "порт Одессы": a party that describes a target."""
    for hit in sentence.of("targets"):
        first, last, _ = described(sentence, hit)
        own = party.first <= hit.first and hit.last <= party.last
        if not own and first <= party.first and party.last <= last:
            return True
    return False


def _located(sentence: Sentence, party: Party) -> bool:
    at = sentence.cue_before("at", party.first, 2) or sentence.cue_before(
        "from", party.first, 2
    )
    start = party.mention.span.start
    if any(has_prefix(sentence, party.first, start, name) for name in ("at", "from")):
        return True
    return at is not None or sentence.cue_after("at-after", party.last) is not None


def _nearest(sentence: Sentence, act: Act, word: int, among: Sequence[Act]) -> bool:
    """Whether no other act stands nearer to a word."""
    own = _distance(sentence, act, word)
    return all(_distance(sentence, other, word) >= own for other in among)


def _distance(sentence: Sentence, act: Act, word: int) -> int:
    return min(sentence.apart(act.first, word), sentence.apart(act.last, word))


def weapons(
    sentence: Sentence, act: Act, among: Sequence[Act]
) -> tuple[tuple[Hit, Weapon], ...]:
    """What it was attacked with."""
    found = []
    for hit in sentence.of("weapons"):
        if sentence.apart(act.first, hit.first) > FARTHEST:
            continue
        if not _nearest(sentence, act, hit.first, among):
            continue
        start, end = sentence.words[hit.first].start, sentence.words[hit.last].end
        mention = sentence.mention(start, end, MentionKind.OBJECT, None)
        found.append((hit, Weapon(mention, hit["weapon"])))
    return tuple(found)
