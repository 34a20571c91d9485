"""What befalls people, told by a verb with a word beside it: "lost their lives", "is in
hospital", "sent four to hospital", "were wiped out"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tallystick import schemes
from tallystick.model.lists import Measure
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import harm_words, table, word_list
from tallystick.read.rules.text.scan import Token

CONDITIONS = word_list("harm/conditions")
VAGUE_BEDS = frozenset("care condition state".split())
"""They tell of people hurt only with a word of how they are."""
BROKEN = word_list("harm/broken")
STATES = ("acomp", "oprd", "attr", "xcomp", "ccomp", "advmod")
"""How the parser hangs an adjective on a verb."""
NEGATING = frozenset("no neither without not".split())


@dataclass(frozen=True, slots=True)
class Fate:
    """A row of ``fates.tsv``."""

    who: str
    how: frozenset[str]
    words: frozenset[str]
    measure: Measure


@cache
def fates() -> Mapping[str, tuple[Fate, ...]]:
    """The rows of ``fates.tsv`` by each of their verbs, in the order of the file."""
    found: dict[str, list[Fate]] = {}
    for row in schemes.rows("read/en/fates.tsv"):
        how, words = (frozenset(row[key].split(",")) for key in ("with", "word"))
        fate = Fate(row["who"], how, words, Measure(row["measure"]))
        for verb in row["verb"].split(","):
            found.setdefault(verb, []).append(fate)
    return MappingProxyType({verb: tuple(rows) for verb, rows in found.items()})


def befell(verb: Token, who: str) -> tuple[Measure, Token] | None:
    """What a verb tells of the people before it (``subject``), under it (``object``) or of
    those to whom it gives or costs something (``dative``).

    Returns:
        The measure, and the word that tells it: the hospital, the wounds, else the verb.
    """
    if g.negated(verb):
        return None
    for fate in fates().get(verb.lemma, ()):
        if fate.who != who:
            continue
        word = next((w for how in sorted(fate.how) for w in _beside(verb, how, fate)), None)
        if word is not None:
            told = word.pos_ == "NOUN" and fate.measure is Measure.INJURED
            return fate.measure, word if told else verb
    return None


def _beside(verb: Token, how: str, fate: Fate) -> Iterator[Token]:
    """The words that hang on a verb in one way and are those of a fate."""
    if how == "object":
        near: Iterator[Token] = (o for c in _objects(verb) for o in g.conjuncts(c))
    elif how == "particle":
        near = (c for c in verb.children if c.dep_ in ("prt", "advmod"))
    elif how == "state":
        near = (c for c in (*verb.children, *_of_objects(verb)) if c.dep_ in STATES)
    elif how == "-" or (how == "grave" and _in_a_grave(verb)):
        near = iter((verb,))
    else:
        near = under(verb, how)
    return (word for word in near if any(_is(word, kind) for kind in fate.words))


def _in_a_grave(verb: Token) -> bool:
    """Whether those who were buried were dead: not "buried under the rubble", "buried alive"."""
    return not any(
        c.lower_ in ("under", "beneath", "by", "alive", "amid") for c in verb.children
    )


def _objects(verb: Token) -> Iterator[Token]:
    """What hangs under a verb, and the legs of "had their legs broken"."""
    for c in verb.children:
        if c.dep_ in ("dobj", "attr", "oprd", "npadvmod"):
            yield c
        elif verb.lemma == "have" and c.dep_ == "ccomp" and c.tag_ == "VBN":
            yield from (o for o in c.children if o.dep_ in ("nsubj", "nsubjpass"))


def _of_objects(verb: Token) -> Iterator[Token]:
    """Adjectives that the parser hangs on the object: "left two men unconscious"."""
    return (w for o in _objects(verb) for w in o.children if w.dep_ in STATES and w.i > o.i)


def under(verb: Token, *words: str) -> Iterator[Token]:
    """The nouns after some prepositions of a verb, of its state or of its object."""
    places = [verb, *(c for c in verb.children if c.dep_ in (*STATES, "dobj", "prt"))]
    for place in places:
        for prep in place.children:
            if prep.dep_ in ("prep", "dative", "agent") and prep.lower_ in words:
                for noun in prep.children:
                    if noun.dep_ == "pobj":
                        yield from g.conjuncts(noun)


def beds(people: Token) -> Iterator[Token]:
    """Where people lie who were hurt: "30 in hospital", "two under intensive care"."""
    return (n for n in g.after(people, "in", "under", "on") if _of_the_sick(n))


def _is(word: Token, kind: str) -> bool:
    """Whether a word is of a kind of the table, and not denied."""
    if any(c.lower_ in NEGATING for c in word.children):
        return False
    if kind == "-":
        return True
    if kind == "*need":
        return word.lemma == "need" and any(map(_of_the_sick, g.after(word, "of")))
    if kind == "*person":
        return word.lemma in table("persons", "lemma", "role")
    if kind == "*bed":
        return _of_the_sick(word)
    if kind == "*broken":
        broken = any(c.lower_ in BROKEN for c in (*word.children, word.head))
        return broken and (_is(word, "*limb") or _is(word, "*bone"))
    if kind.startswith("*"):
        return word.lemma in harm_words(kind[1:])
    return kind in (word.lemma, word.lower_)


def _of_the_sick(noun: Token) -> bool:
    """ "Hospital", "intensive care", "a critical condition", "treatment"."""
    if noun.lemma not in harm_words("bed"):
        return False
    if noun.lemma == "life":
        return noun.head.lower_ == "between"
    told = noun.lemma not in VAGUE_BEDS
    return told or any(c.lower_ in CONDITIONS for c in noun.children)
