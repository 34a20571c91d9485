"""A noun phrase, as the models see it: what is it to an attack, and where does it end?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.tagger.phrases import modifiers
from tallystick.read.tagger.words import Lens, classes, places_of

HIGHEST = 3
"""Words over a phrase that are looked at."""
AROUND = ("nsubj", "nsubjpass", "dobj", "agent", "prep", "advmod", "prt")
NAMED = ("NAME-", "ACTOR", "PLACE")


@dataclass(frozen=True)
class Setting:
    """What a page tells of itself to all of its phrases."""

    about: int
    """Its level, `page.level`."""
    triggers: Mapping[int, tuple[tuple[Token, str], ...]]
    """Words of attack with their event type, by `Sentence.index`."""
    said: Mapping[str, int]
    """How often each name is said, by its last word in lower case."""
    sorts: tuple[str, ...] = ()
    """Which types of event the page seems to tell of, with how surely."""


def setting_of(page: Scan, about: int, lens: Lens, sorts: tuple[str, ...] = ()) -> Setting:
    """The setting of a page."""
    triggers = {}
    said: Counter[str] = Counter()
    for sentence in page.sentences:
        here = []
        for token in sentence.tokens:
            if token.pos_ in ("NOUN", "VERB", "PROPN"):
                kinds = [c for c in classes(token) if c.startswith("E:")]
                here += [(token, kinds[0])] if kinds else []
            if token.pos_ == "PROPN":
                said[token.lower_] += 1
        triggers[sentence.index] = tuple(here)
    return Setting(about, triggers, said, sorts)


def role_features(
    page: Scan, sentence: Sentence, head: Token, setting: Setting, lens: Lens
) -> list[str]:
    """Features of one phrase by its head."""
    told = lens.word(sentence, head)
    tag = "name" if head.pos_ == "PROPN" else head.tag_
    found = [f"head={told}", f"tag={tag}"]
    kinds = classes(head)
    found += [f"head:{c}" for c in kinds]
    if head.pos_ != "PROPN":
        found.append(f"ends={head.lower_[-3:]}")
    found += _inside(sentence, head, lens)
    found += _joined(sentence, head, lens)
    found += _upwards(sentence, head, lens)
    found += _nearest(sentence, head, setting)
    found += [f"event={k}" for _, k in setting.triggers[sentence.index]]
    found += [f for place, f in lens.beside(sentence) if place != head.i]
    found += _around(sentence, head, lens)
    found += [f"nth={min(sentence.index, 5)}", f"title={page.in_title(sentence)}"]
    found += [f"page={sort}" for sort in setting.sorts]
    if told.startswith(NAMED):
        found.append(f"said={min(setting.said.get(head.lower_, 1), 4)}")
    strong = [f for f in found if f.startswith(("head=", "head:", "over1:"))]
    found += [f"{f}&about={setting.about}" for f in strong]
    return [*found, f"about={setting.about}"]


def _inside(sentence: Sentence, head: Token, lens: Lens) -> Iterator[str]:
    """The words of the phrase itself and those that hang on it."""
    for token in modifiers(head):
        yield f"with={lens.word(sentence, token)}"
        for c in classes(token):
            yield f"with:{c}"
    mark = g.child(head, "det", "poss")
    yield f"det={'none' if mark is None else mark.lower_ if mark.dep_ == 'det' else 'poss'}"
    for child in head.children:
        if child.dep_ == "prep":
            noun = g.child(child, "pobj")
            if noun is not None:
                yield f"tail={child.lower_}:{lens.word(sentence, noun)}"
                for c in classes(noun):
                    yield f"tail:{child.lower_}:{c}"
        elif child.dep_ in ("relcl", "acl", "appos"):
            yield f"{child.dep_}={lens.word(sentence, child)}"
            for c in classes(child):
                yield f"{child.dep_}:{c}"


def _joined(sentence: Sentence, head: Token, lens: Lens) -> Iterator[str]:
    """What a phrase is coordinated with, or stands beside as another name."""
    top = g.first_conjunct(head)
    if head.dep_ == "conj":
        yield f"joined={lens.word(sentence, top)}"
        for c in classes(top):
            yield f"joined:{c}"
    if top.dep_ == "appos":
        yield f"named={lens.word(sentence, top.head)}"
        for c in classes(top.head):
            yield f"named:{c}"


def _upwards(sentence: Sentence, head: Token, lens: Lens) -> Iterator[str]:
    """The nouns and verbs over a phrase, with the way there."""
    one = g.first_conjunct(head)
    way: list[str] = []
    step = 0
    while one.head.i != one.i and len(way) < 8 and step < HIGHEST:
        way.append(f"{one.dep_}-{one.head.lower_}" if one.dep_ == "pobj" else str(one.dep_))
        over = one.head
        if over.pos_ in ("VERB", "AUX", "NOUN", "PROPN") and over.dep_ != "prep":
            path = ">".join(w for w in way if w != "prep")
            path += "+passive" if over.pos_ == "VERB" and g.passive(over) else ""
            yield f"over{min(step, 2)}={path}:{lens.word(sentence, over)}"
            yield f"way{min(step, 2)}={path}"
            yield f"over={lens.word(sentence, over)}"
            for c in classes(over):
                yield f"over{min(step, 2)}:{path}:{c}"
            if step == 0 or (step == 1 and len(way) <= 2):
                yield from _beside(sentence, one, over, lens)
            step += 1
        one = over
        if one.dep_ == "conj" and one.pos_ in ("VERB", "NOUN", "PROPN"):
            one = g.first_conjunct(one)
            way.append("conj")


def _beside(sentence: Sentence, one: Token, over: Token, lens: Lens) -> Iterator[str]:
    """The other arguments of the word over a phrase."""
    for child in over.children:
        if child.i == one.i or child.dep_ not in AROUND:
            continue
        noun = g.child(child, "pobj") if child.dep_ in ("agent", "prep") else child
        if noun is not None:
            link = child.lower_ if child.dep_ == "prep" else ""
            yield f"other={child.dep_}:{link}:{lens.word(sentence, noun)}"
            for c in classes(noun):
                yield f"other:{child.dep_}:{c}"


def _nearest(sentence: Sentence, head: Token, setting: Setting) -> Iterator[str]:
    """The word of attack that is nearest in the tree, or how many sentences off one is."""
    ranked = [
        (g.distance(head, t), abs(t.i - head.i), n)
        for n, (t, _) in enumerate(setting.triggers[sentence.index])
    ]
    if not ranked:
        away = [abs(n - sentence.index) for n, ts in setting.triggers.items() if ts]
        yield f"away={min(min(away, default=9), 4)}"
        return
    steps, words, n = min(ranked)
    token, kind = setting.triggers[sentence.index][n]
    side = "<" if token.i < head.i else ">"
    yield f"near={kind}{side}"
    yield f"steps={min(steps, 6)}{side}"
    yield f"words={min(words // 3, 5)}{side}"


def _around(sentence: Sentence, head: Token, lens: Lens) -> Iterator[str]:
    first = (*modifiers(head), head)[0].i
    places = sentence.once(places_of)
    for name, at in (
        ("b2", first - 2),
        ("b1", first - 1),
        ("a1", head.i + 1),
        ("a2", head.i + 2),
    ):
        if at in places:
            yield f"{name}={lens.word(sentence, sentence.tokens[places[at]])}"


def cut_features(
    role: str, sentence: Sentence, head: Token, cut: tuple[Token, Token], lens: Lens
) -> list[str]:
    """Features of one span that a phrase may be cut to, for a role."""
    first, last = cut
    inside = [head.doc[n] for n in range(first.i, head.i)]
    found = [f"size={min(len(inside), 6)}", f"tail={last.i != head.i}", f"pos={head.pos_}"]
    found += [f"first={first.dep_}:{first.pos_}", f"word={lens.word(sentence, first)}"]
    found += [f"cut={lens.word(sentence, t)}" for t in _cut_off(head, first)]
    found += [f"with={lens.word(sentence, t)}" for t in inside]
    found.append(f"number={any(t.like_num for t in inside)}")
    found.append(f"names={all(t.pos_ == 'PROPN' for t in inside)}")
    found.append(f"marks={any(t.is_punct for t in inside)}")
    found += _after(sentence, head, last, lens)
    found += _known(sentence, head, first, last, lens)
    return [*found, *(f"{role}|{f}" for f in found)]


def _cut_off(head: Token, first: Token) -> list[Token]:
    """The word right before a cut, if it belongs to the phrase."""
    return [t for t in modifiers(head) if t.i == first.i - 1 and t.pos_ != "DET"]


def _after(sentence: Sentence, head: Token, last: Token, lens: Lens) -> Iterator[str]:
    if head.i + 1 >= len(head.doc):
        return
    link = head.doc[head.i + 1]
    if last.i != head.i:
        yield f"link={link.lower_}"
        yield f"end={lens.word(sentence, last)}"
        yield f"link={lens.word(sentence, head)}:{link.lower_}"
    elif link.pos_ == "ADP":
        yield f"left={link.lower_}"
        yield f"left={lens.word(sentence, head)}:{link.lower_}"


def _known(
    sentence: Sentence, head: Token, first: Token, last: Token, lens: Lens
) -> Iterator[str]:
    """How a cut lies to the names that the directory and the parser see."""
    span = sentence.span(first, last)
    exact = any((a.start, a.end) == (span.start, span.end) for a in sentence.actors)
    wider = any(
        a.start <= span.start and span.end <= a.end and not exact for a in sentence.actors
    )
    yield f"actor={exact}:{wider}"
    for entity in head.doc.ents:
        if entity.start <= head.i < entity.end and lens.word(sentence, head) != "ACTOR":
            named = [t for t in entity if t.pos_ not in ("DET", "PUNCT")]
            if named:
                same = named[0].i == first.i and named[-1].i == last.i
                inner = named[0].i < first.i or named[-1].i > last.i
                yield f"entity={entity.label_}:{same}:{inner}"
