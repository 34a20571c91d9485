"""That nobody was hurt: "no casualties", "without hurting anyone", "it injured nobody"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model.lists import Measure
from tallystick.model.values import Bound, Number
from tallystick.read.rules.harm.words import HARM, HARM_WORDS
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Sentence, Token

NOBODY = {"no": 6, "neither": 9, "without": 6, "nobody": 8, "none": 9, "zero": 3, "nil": 3}
"""Words that say that nobody was hurt, and how far after them the harm may stand."""
BOTH = (Measure.KILLED, Measure.INJURED)
NAMED = {
    "casualty": BOTH,
    "loss": BOTH,
    "victim": BOTH,
    "injury": (Measure.INJURED,),
    "hurt": (Measure.INJURED,),
    "harm": BOTH,
    "scratch": (Measure.INJURED,),
    "touch": BOTH,
    "injure": (Measure.INJURED,),
    "wound": (Measure.INJURED,),
    "death": (Measure.KILLED,),
    "fatality": (Measure.KILLED,),
    "kill": (Measure.KILLED,),
    "die": (Measure.KILLED,),
}
STRUCK = frozenset("hit strike".split())
"""What befalls things too: it tells of harm only where people stand before it."""
OTHER_MATTERS = word_list("harm/other_matters")
TOLD = word_list("harm/told")
JOINED = word_list("harm/joined")
MOST_WORDS = 6
"""Words after "nobody was": "nobody was in either building at the time"."""
LONGEST_PAIR = 4
"""Words from one harm to the other of "no deaths, nor any injuries"."""


GIVING = word_list("harm/giving")
CAUSING = word_list("harm/causing")
EMPTY = word_list("harm/empty")
INSIDE = word_list("harm/inside")
UNHURT = word_list("harm/unhurt")
EVERYBODY = frozenset("all everyone everybody both".split())
LIVING = frozenset("survive escape live".split())
STANDING = frozenset("be stand lie".split())
THINGS = word_list("harm/things")


def no_harm(sentence: Sentence) -> tuple[tuple[Measure, Number, Token, Token], ...]:
    """ "No casualties": measure, number, first and last word.

    Said flatly it is 0; with "reported" or "known" it only says that none was told of.
    """
    return sentence.once(_no_harm)


def _no_harm(
    sentence: Sentence,
) -> tuple[tuple[Measure, Number, Token, Token], ...]:
    return tuple(_harms(sentence))


def _harms(sentence: Sentence) -> Iterator[tuple[Measure, Number, Token, Token]]:
    tokens = sentence.tokens
    told = any(t.lower_ in TOLD for t in tokens)
    number = Number.said(0, Bound.NONE_REPORTED if told else Bound.EXACT)
    for i, token in enumerate(tokens):
        if token.lower_ not in NOBODY:
            continue
        harm = _harm_after(token, tokens[i + 1 : i + NOBODY[token.lower_]])
        before = _harm_before(token) if harm is None else None
        if harm is not None and _withheld(token):
            continue
        if harm is not None:
            for measure in _joined(harm):
                yield measure, number, token, harm
        elif before is not None:
            yield HARM[before.lemma], number, before, token
        elif _nobody_there(token):
            yield from ((measure, Number.said(0), token, token.nbor(1)) for measure in BOTH)
    for token in tokens:
        for measure in _spared(token):
            yield measure, Number.said(0), token, token


def _withheld(negator: Token) -> bool:
    """ "It gave no casualties": their number is kept back, not said to be 0."""
    over = negator.head if negator.lower_ == "no" else negator
    return over.dep_ == "dobj" and over.head.lemma in GIVING


def _nobody_there(negator: Token) -> bool:
    """ "Nobody was inside", "no one was at home": where people would have been hurt."""
    one = negator.head if negator.lower_ == "no" else negator
    person = negator.lower_ in ("nobody", "none") or one.lower_ == "one"
    if not person or one.dep_ not in g.SUBJECTS or one.head.lemma != "be":
        return False
    words = {t.lower_ for c in one.head.children if c.i > one.head.i for t in c.subtree}
    return bool(words & INSIDE) and not g.irreal(one.head) and len(words) <= MOST_WORDS


def _spared(token: Token) -> tuple[Measure, ...]:
    """What a word tells that there was none of: "the house was empty", "all survived", "he
    was unhurt"."""
    told = token.lower_ in UNHURT or token.lower_ in EMPTY or token.lemma in LIVING
    if not told or g.irreal(token) or g.negated(token) or g.negated(token.head):
        return ()
    if token.lower_ in UNHURT:
        return (Measure.INJURED,)
    if token.lower_ in EMPTY and token.dep_ in ("acomp", "oprd", "attr"):
        stood = token.head.lemma in STANDING
        what = g.subject(token.head)
        return BOTH if stood and what is not None and _a_thing(what) else ()
    if token.lemma in LIVING and not g.objects(token):
        who = g.child(token, "nsubj")
        return (Measure.KILLED,) if who is not None and _all_of_them(who) else ()
    return ()


def _a_thing(what: Token) -> bool:
    return what.lemma in THINGS or what.lower_ in THINGS


def _all_of_them(who: Token) -> bool:
    """ "All aboard", "everyone", "all nine men"."""
    return who.lower_ in EVERYBODY or any(
        c.lower_ in ("all", "both") and c.dep_ in ("det", "predet") for c in who.children
    )


def _harm_after(negator: Token, window: Sequence[Token]) -> Token | None:
    """The harm of "no one was hurt", before anything else is told."""
    people = negator.lower_ in ("nobody", "none")
    for one in window:
        counted = one.like_num and one.lower_ != "one" and negator.lower_ != "none"
        if counted or one.lemma in OTHER_MATTERS or one.text in OTHER_MATTERS:
            return None
        if one.lemma == "loss" and not _of_anybody(one):
            return None
        if _measures(one) or (people and one.lemma in STRUCK):
            return one
        people = people or one.lower_ == "one" or one.lemma in _people()
    return None


def _of_anybody(loss: Token) -> bool:
    """Whether losses may be those of the attacked: "caused no losses", "no loss of life"; not
    "the rebels suffered no losses", "there were no American losses"."""
    if any(c.lower_ == "of" for c in loss.children):
        return True
    own = any(c.dep_ in ("amod", "poss", "compound") for c in loss.children)
    return not own and loss.head.lemma in CAUSING


def _harm_before(negator: Token) -> Token | None:
    """The verb of "it killed nobody", "hurting no one"."""
    one = negator.head if negator.lower_ == "no" else negator
    if negator.lower_ not in ("nobody", "no") or one.dep_ != "dobj":
        return None
    someone = negator.lower_ == "nobody" or one.lower_ == "one" or one.lemma in _people()
    return one.head if someone and one.head.lemma in HARM else None


def _joined(harm: Token) -> tuple[Measure, ...]:
    """What a harm word says that there was none of, and those joined to it: "no deaths or
    injuries", "neither dead nor wounded", "no loss of life"."""
    rest = list(harm.doc[harm.i + 1 : harm.i + 1 + LONGEST_PAIR])
    if harm.lemma == "loss" and [t.lemma for t in rest[:2]] == ["of", "life"]:
        return (Measure.KILLED,)
    measures = _measures(harm) or BOTH
    if rest and rest[0].lower_ in JOINED:
        joined = (m for t in rest[1:] for m in _measures(t))
        measures = tuple(dict.fromkeys((*measures, *joined)))
    return measures


def _measures(token: Token) -> tuple[Measure, ...]:
    if token.lower_ in HARM_WORDS:
        return (HARM_WORDS[token.lower_],)
    return NAMED.get(token.lemma, ())


def _people() -> frozenset[str]:
    return frozenset(table("persons", "lemma", "role"))
