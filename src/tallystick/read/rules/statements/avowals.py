"""Owning up to an attack, or to no part in one, by verbs that are none of claiming or denying.

"Took the credit for", "called itself the author", "counts it among its deeds", "praised its
martyrs"; "the blast was its work", "the raid was none of its doing". The list stands in
``avowals.tsv``; a row of it counts only where an attack is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tallystick import schemes
from tallystick.model.values import Mention
from tallystick.read.rules.actors.own_side import own_side
from tallystick.read.rules.attacks.roles import is_weapon
from tallystick.read.rules.counts.units import attack_word
from tallystick.read.rules.harm.words import HARM
from tallystick.read.rules.statements.issuers import bystander, issuer_of, teller_of
from tallystick.read.rules.statements.worded import words_after
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import act_pattern
from tallystick.read.rules.text.scan import Scan, Sentence, Token

CLAIM = "claim_of_responsibility"
BACK = 3
"""Sentences before an avowal in which the attack may have been told."""
TELLING = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class _Row:
    speaker: bool
    """Whether it is the act of who says the clause, not of its subject."""
    own: bool
    """Whether its subject has to be of the speaker's side: "it had nothing to do with it"."""
    object: re.Pattern[str] | None
    act: str


@cache
def _rows() -> Mapping[str, tuple[_Row, ...]]:
    found: dict[str, tuple[_Row, ...]] = {}
    for row in schemes.rows("read/en/avowals.tsv"):
        whose, told = row["whose"], act_pattern(row["object"])
        one = _Row(whose != "subject", whose == "own", told, row["act"])
        for verb in row["verbs"].split("|"):
            found[verb] = (*found.get(verb, ()), one)
    return MappingProxyType(found)


def avowed(scan: Scan, sentence: Sentence, verb: Token) -> tuple[str, Mention] | None:
    """The act of a verb of the list with whose it is: a claim of an attack, or a denial."""
    row = _row(verb)
    if row is None or not _of_an_attack(scan, sentence):
        return None
    if row.own and not _own_side(verb):
        return None
    if row.speaker:
        who = teller_of(scan, sentence, verb)
    else:
        who = issuer_of(scan, sentence, verb, row.act)
    if who is None or (row.act == CLAIM and bystander(sentence, who)):
        return None
    return row.act, who


def _own_side(verb: Token) -> bool:
    who = g.subject(verb)
    return who is not None and own_side(who)


def _row(verb: Token) -> _Row | None:
    if verb.pos_ not in TELLING:
        return None
    no = g.negated(verb)
    rows = _rows().get(("not " if no and verb.lemma != "be" else "") + verb.lemma)
    if rows is None:
        return None
    after = words_after(verb)
    fits = (row for row in rows if row.object is None or row.object.match(after))
    return next((row for row in fits if row.act != CLAIM or _told(verb, no)), None)


def _told(verb: Token, negated: bool) -> bool:
    """Whether somebody does own up: no "it was not ours", no "it may claim"."""
    return not (g.irreal(verb) or (negated and verb.lemma == "be"))


def _of_an_attack(scan: Scan, sentence: Sentence) -> bool:
    """Whether an attack is told in a sentence, or shortly before."""
    return any(
        scan.once_of(_tells, near) for near in (sentence, *scan.before(sentence, BACK))
    )


def _tells(_: Scan, sentence: Sentence) -> bool:
    return any(attack_word(t) or t.lemma in HARM or is_weapon(t) for t in sentence.tokens)
