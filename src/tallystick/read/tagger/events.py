"""A word in a sentence, as the models see it: does it tell of an attack, and of which?"""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model.values import PlacePrecision
from tallystick.read.found import PlaceUse
from tallystick.read.rules.attacks.triggers import assertion_of
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.tagger.counts import period_or_day
from tallystick.read.tagger.words import Lens, classes, places_of

FINE = (PlacePrecision.FACILITY, PlacePrecision.TOWN, PlacePrecision.NEAR)
LINKS = ("compound", "amod", "aux", "auxpass", "nummod")
"""Relations of words that tell of nothing by themselves."""


def candidates(sentence: Sentence) -> tuple[Token, ...]:
    """The words of a sentence that may tell of an attack, in order."""
    return tuple(
        t
        for t in sentence.tokens
        if t.pos_ in ("VERB", "NOUN")
        and (t.dep_ not in LINKS or (t.dep_ == "compound" and t.head.pos_ == "PROPN"))
    )


def event_features(
    page: Scan, sentence: Sentence, token: Token, about: int, lens: Lens
) -> list[str]:
    """Features of one candidate word.

    Args:
        about: the level of the document, `page.level`.
    """
    own = own_features(page, sentence, token, about, lens)
    return [*own, *told_beside(page, sentence, token, lens)]


def told_beside(page: Scan, sentence: Sentence, token: Token, lens: Lens) -> list[str]:
    """What its sentence and the other words of it tell of a candidate."""
    beside = (told for place, told in lens.beside(sentence) if place != token.i)
    return [*setting_features(page, sentence, lens), *beside]


def setting_features(page: Scan, sentence: Sentence, lens: Lens) -> tuple[str, ...]:
    """Features that all candidates of a sentence share: where and when it stands."""
    return lens.once("setting", sentence, lambda: _where_and_when(page, sentence))


def own_features(
    page: Scan, sentence: Sentence, token: Token, about: int, lens: Lens
) -> list[str]:
    """Features of one candidate word without those that its sentence tells of it."""
    kind = "verb" if token.pos_ == "VERB" else "noun"
    told = [f"{kind}={lens.word(sentence, token)}"]
    told += [f"{kind}:{c}" for c in classes(token)]
    known = [f"as={assertion_of(token)}", f"about={about}"]
    found = [*_below(sentence, token, kind, lens)]
    day, fine, *_ = setting_features(page, sentence, lens)
    sorts = [*known, day, fine, *(f for f in found if f.startswith("below:"))]
    found += [f"{a}&{b}" for a in told for b in sorts]
    found += [f"tag={token.tag_}", f"dep={token.dep_}", f"ends={token.lower_[-4:]}"]
    found += _above(sentence, token, lens)
    found += _around(sentence, token, lens)
    return [*told, *known, *found, f"tense={_tense(token)}"]


def _below(sentence: Sentence, token: Token, kind: str, lens: Lens) -> Iterator[str]:
    """The words that hang on a candidate, by relation."""
    for child in token.children:
        if child.dep_ == "punct":
            continue
        noun = g.child(child, "pobj") if child.dep_ in ("prep", "agent") else child
        way = f"{child.dep_}-{child.lower_}" if child.dep_ == "prep" else child.dep_
        if noun is None:
            yield f"below={way}"
            continue
        yield f"below={kind}:{way}:{lens.word(sentence, noun)}"
        for c in classes(noun):
            yield f"below:{kind}:{way}:{c}"
        yield f"has={way}"
    if kind == "verb":
        yield f"passive={g.passive(token)}"
        who = g.subject(token)
        if who is not None:
            yield f"who={lens.word(sentence, who)}"


def _above(sentence: Sentence, token: Token, lens: Lens) -> Iterator[str]:
    head = token.head
    if head.i == token.i:
        yield "above=root"
        return
    over = head.head if head.dep_ == "prep" else head
    way = f"{token.dep_}-{head.lower_}" if head.dep_ == "prep" else token.dep_
    yield f"above={way}:{lens.word(sentence, over)}"
    yield f"way={way}"
    for c in classes(over):
        yield f"above:{way}:{c}"


def _tense(token: Token) -> str:
    verb = g.clause_verb(token)
    helpers = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")]
    return f"{verb.tag_}:{'+'.join(helpers)}"


def _around(sentence: Sentence, token: Token, lens: Lens) -> Iterator[str]:
    tokens = sentence.tokens
    at = sentence.once(places_of)[token.i]
    for step in (-2, -1, 1, 2):
        if 0 <= at + step < len(tokens):
            yield f"at{step}={lens.word(sentence, tokens[at + step])}"


def _where_and_when(page: Scan, sentence: Sentence) -> Iterator[str]:
    shapes = sorted({period_or_day(d) for d in sentence.dates})
    yield f"day={'+'.join(shapes)}"
    placed = [p for p in sentence.places if p.use is PlaceUse.LITERAL]
    yield f"fine={any(p.place.precision in FINE for p in placed)}"
    yield f"placed={bool(placed)}"
    yield f"counts={min(len(sentence.numbers), 3)}"
    yield f"title={page.in_title(sentence)}"
    yield f"nth={min(sentence.index, 6)}"
    published = page.document.published
    for date in sentence.dates:
        day = date.date.last_day if date.date else None
        if day is not None and published is not None:
            yield f"month={published.day[:7] == day.isoformat()[:7]}"
            yield f"year={published.day[:4] == day.isoformat()[:4]}"
