"""Who comes upon a mine: "the lorry hit a mine", "a ranger stepped on a buried bomb".

What stands as the subject of such a verb was hit, and attacked nobody.
"""

from __future__ import annotations

from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, trigger_words, weapon_words, word_list
from tallystick.read.rules.text.scan import Token

MINES = word_list("attacks/mines")
CHARGES = word_list("attacks/mines_charges")
ON_FOOT = frozenset("step tread walk".split())
ROLLS = frozenset("drive run ride roll".split())
TOUCHES = word_list("attacks/touches")
VERBS = ON_FOOT | ROLLS | TOUCHES
UPON = ("on", "onto", "over", "upon", "into")


def came_upon(verb: Token) -> Token | None:
    """The subject of a verb whose object is a mine, or a charge that lay there."""
    if verb.lemma not in VERBS or verb.pos_ != "VERB" or g.passive(verb):
        return None
    who = g.subject(verb)
    if who is None or not _on_a_charge(verb):
        return None
    return who if verb.lemma in ON_FOOT or _thing(who) else None


def _thing(noun: Token) -> bool:
    """What may drive onto a mine: "a lorry", "a buffalo cart"; nobody, and no attack."""
    known = noun.lemma in table("attack_targets", "lemma", "target_type")
    told = trigger_words().get((noun.lemma, "NOUN")) or noun.lemma in weapon_words()
    one = noun.pos_ == "NOUN" and g.child(noun, "det", "nummod", "poss") is not None
    person = noun.lemma in table("persons", "lemma", "role")
    return not person and (known or (one and not told))


def _on_a_charge(verb: Token) -> bool:
    if verb.lemma in TOUCHES:
        off = verb.lemma != "set" or any(c.lower_ == "off" for c in verb.children)
        return off and any(o.lemma in MINES | CHARGES for o in g.objects(verb))
    return any(noun.lemma in MINES | CHARGES for noun in g.after(verb, *UPON))
