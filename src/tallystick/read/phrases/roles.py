"""Who does what to whom, and with what, beside a word for an attack."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.claims import Target, Weapon
from tallystick.model.values import Mention, MentionKind
from tallystick.read.found import PlaceUse
from tallystick.read.phrases.acts import FARTHEST, Act
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence
from tallystick.read.phrases.phrases import (
    Party,
    Role,
    aims_at,
    at_before,
    described,
    has_prefix,
    listed_with,
    marked_prefix,
    parties,
    role_by_mark,
)

PERSON = "person:"
"""Prefix of the ids of persons: commanders and politicians speak for their side."""
TELLERS = ("media_org", "monitor", "igo", "aid_org")
"""Actor types that tell of attacks and make none."""
PREFIX_REACH = 4
"""How far behind its act a name may stand whose prefix tells its role."""


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
        if party.bare_state and _located(sentence, party):
            continue
        if _undergoes(sentence, act, party):
            told.append((party, Role.AIM, True))
            continue
        if _owns_a_thing(sentence, party) or aims_at(sentence, party.first):
            told.append((party, Role.AIM, not _owns_a_thing(sentence, party)))
            continue
        role = _role_by_order(sentence, act, party, speaking)
        if role is not None:
            told.append((party, role, role is Role.DOER and _beside(sentence, act, party)))
    return told


def _undergoes(sentence: Sentence, act: Act, party: Party) -> bool:
    """ "Ukraine suffered its 20th attack": the subject of such a verb is the one hit."""
    low, high = sorted((party.first, act.first))
    near = sentence.apart(low, high) <= FARTHEST
    return near and act.noun and any(low < h.first < high for h in sentence.cues("undergo"))


def _only_speaks(sentence: Sentence, party: Party) -> bool:
    """Whether a party tells of attacks and makes none: sources, agencies, monitors."""
    if party.head is not None and party.head["kind"] in ("person", "teller"):
        return True
    who = party.mention.actor
    if who is None:
        return False
    tells = any(a.actor == who and a.actor_type in TELLERS for a in sentence.actors)
    return tells or who.startswith(PERSON)


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
    for hit in (*sentence.of("targets"), *sentence.of("persons")):
        first, last, _ = described(sentence, hit)
        own = party.first <= hit.first and hit.last <= party.last
        if not own and first <= party.first and party.last <= last:
            return True
    return False


def _names_a_place(sentence: Sentence, last: int) -> bool:
    """ "Nijerya'nın Benue eyaletinde": a state before a place that lies in it."""
    return any(sentence.at(p.start) == last + 1 for p in sentence.places)


def _located(sentence: Sentence, party: Party) -> bool:
    """Whether something is in or from a party that is a place, or in one it is listed with."""
    if _placed(sentence, party.mention.span.start, party.first, party.last):
        return True
    start = party.mention.span.start
    place = next((p for p in sentence.places if p.start == start), None)
    return place is not None and any(
        _placed(sentence, other.start, *sentence.reach(other.start, other.end))
        for other in listed_with(sentence, place)
    )


def _placed(sentence: Sentence, start: int, first: int, last: int) -> bool:
    at = at_before(sentence, first) or sentence.cue_before("from", first, 2)
    end = sentence.suffix(sentence.words[last].end)
    if end and any(end in sentence.habits.has(name) for name in ("at", "from")):
        return True
    if end and end in sentence.habits.has("of") and _names_a_place(sentence, last):
        return True
    if any(has_prefix(sentence, first, start, name) for name in ("at", "from")):
        return True
    return bool(at) or sentence.cue_after("at-after", last) is not None


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
