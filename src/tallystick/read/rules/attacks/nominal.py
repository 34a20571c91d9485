"""Nouns made of verbs that tell of attacks: "the storming of", "the sinking of".

Such a noun tells what its verb does where "of" says to whom or to what it was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from tallystick.read.rules.text.lexicon import TriggerWord, table, trigger_words, word_list
from tallystick.read.rules.text.scan import Token

ENDING = "ing"
MADE_OF: Mapping[str, str] = MappingProxyType(
    {
        "seizure": "seize",
        "capture": "seize",
        "recapture": "seize",
        "takeover": "seize",
        "taking": "seize",
        "destruction": "destroy",
        "demolition": "demolish",
        "ambushing": "ambush",
    }
)
"""Nouns to the verbs whose act they name; those in "-ing" name it by themselves."""
TAKEN = "seize"
"""What is done to buildings, towns and posts; to vessels it is piracy."""
DOWNED = "down"
FLIES = word_list("attacks/flies")
NO_TOWNS = frozenset("private_persons armed_group_position".split())
"""What nobody seizes as a place is seized."""
PLACES = frozenset("GPE LOC FAC".split())


def nominal(noun: Token) -> TriggerWord | None:
    """What a noun made of a verb tells; None where "of" names nothing that is attacked."""
    made = _verb(noun)
    if made is None:
        return None
    aims = tuple(_of(noun))
    if made == DOWNED:
        flown = any(aim.lemma in FLIES for aim in aims)
        return (
            TriggerWord(noun.lemma, "NOUN", "operation_unspecified", "attack")
            if flown
            else None
        )
    word = trigger_words().get((made, "VERB"))
    if word is None or not any(_fits(made, word, aim) for aim in aims):
        return None
    kind = "ground_raid" if made == TAKEN and not _vessel(aims) else word.event_type
    return TriggerWord(noun.lemma, "NOUN", kind, "attack")


def _verb(noun: Token) -> str | None:
    """The lemma of the verb that a noun is made of."""
    told = MADE_OF.get(noun.lower_)
    if told is not None or not noun.lower_.endswith(ENDING):
        return told
    return _gerunds().get(noun.lower_)


@cache
def _gerunds() -> Mapping[str, str]:
    """Forms in "-ing" of the verbs that tell of attacks, to their lemmas."""
    kinds = ("attack", "needs-target", "needs-vessel")
    verbs = [w for (lemma, pos), w in trigger_words().items() if pos == "VERB"]
    told = {f: w.lemma for w in verbs if w.kind in kinds for f in _forms(w.lemma)}
    return MappingProxyType({**told, "downing": DOWNED})


def _forms(lemma: str) -> Iterator[str]:
    yield lemma + ENDING
    yield lemma + lemma[-1] + ENDING
    if lemma.endswith("e"):
        yield lemma[:-1] + ENDING


def _of(noun: Token) -> Iterator[Token]:
    """What it was done to: "the burning of a school"."""
    for prep in noun.children:
        if prep.lower_ == "of":
            yield from (c for c in prep.children if c.dep_ == "pobj")


def _vessel(aims: tuple[Token, ...]) -> bool:
    kinds = table("attack_targets", "lemma", "target_type")
    return any(kinds.get(aim.lemma) == "maritime" for aim in aims)


def _fits(verb: str, word: TriggerWord, aim: Token) -> bool:
    """Whether something is what a verb for violence may be done to."""
    target = table("attack_targets", "lemma", "target_type").get(aim.lemma)
    if verb == TAKEN:
        named = aim.ent_type_ in PLACES
        return named or (target is not None and target not in NO_TOWNS)
    if word.kind == "needs-vessel":
        return target == "maritime"
    person = aim.lemma in table("persons", "lemma", "role")
    return target is not None or person or aim.ent_type_ in PLACES
