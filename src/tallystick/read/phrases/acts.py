"""The words of a sentence that tell of attacks, and whether they are told as real."""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.model.lists import Assertion
from tallystick.read.found import NumberUse, PlaceUse
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Sentence
from tallystick.read.phrases.phrases import in_a_name
from tallystick.read.phrases.statement_words import found_in

FARTHEST = 16
"""How far from its word a doer or an aim may stand."""
NEAR = 6
"""How far from its word a sign of unreality may stand."""
VERB_LAST = 9
"""The same to a denial that closes its sentence."""
CLAUSE = 14
"""The same from a denial that "that" follows."""
LONGEST_CLITIC = 2
"""Letters of the small words between "for" and its infinitive."""
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
        if _tells(sentence, hit) and sentence.cue_before("none", hit.first) is None
    ]
    return tuple(found)


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
    if _meant(sentence, hit):
        return Assertion.PLANNED
    if not noun and _governs(sentence, "not", hit, reach=3):
        return Assertion.DID_NOT_OCCUR
    if not _is_known(sentence, hit) and _denied(sentence, hit):
        return Assertion.DID_NOT_OCCUR
    return Assertion.OCCURRED


def _meant(sentence: Sentence, hit: Hit) -> bool:
    """ "Pour enlever": a word of purpose with its infinitive; "pour la démocratie" has none.

    The verb follows at once, or behind a small word: "pour se venger".
    """
    return any(
        cue.last < hit.first
        and sentence.apart(cue.last, hit.first) <= NEAR
        and _infinitive(sentence, cue.last + 1)
        for cue in sentence.cues("purpose")
    )


def _infinitive(sentence: Sentence, at: int) -> bool:
    clitic = len(sentence.folded[at]) <= LONGEST_CLITIC
    verb = sentence.folded[at : at + 1 + clitic][-1]
    return verb.endswith(tuple(sentence.habits.has("infinitive")))


def _denied(sentence: Sentence, hit: Hit) -> bool:
    """Whether somebody denies that it happened: not their part in it, but the act itself."""
    said = [h for h in found_in(sentence) if h["act"].startswith("denial")]
    if any(h["act"] != "denial" for h in said):
        return False
    verbs = [h for h in sentence.of("speech") if h["sort"] == "verb"]
    denials = (*said, *(v for v in verbs if v["relation"] == "denies"))
    if sentence.habits.order == "sov":
        return any(0 < v.first - hit.last <= VERB_LAST for v in denials)
    return any(
        0 < hit.first - v.last <= (CLAUSE if sentence.cue_after("that", v.last) else NEAR)
        for v in denials
    )


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


def _downs(sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of destroying has a number of munitions for its object."""
    if hit["kind"] != "target" or hit["sort"] == "plural":
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
