"""Noun phrases as mentions, with the actor of the directory that they name."""

from __future__ import annotations

from tallystick.model.values import Mention, MentionKind
from tallystick.read.found import FoundActor
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Sentence, Token

AL = word_list("actors/al")
"""Articles inside Arabic names, before a hyphen."""
TIES = word_list("actors/ties")
TAKES = word_list("actors/takes")
_COMMA_AND_ARTICLE = 3
"""Tokens from the end of a name to the start of the office behind it, at most."""


def mention_of(sentence: Sentence, noun: Token) -> Mention:
    """The noun phrase of a noun as a mention, with the actor of the directory in it."""
    return sentence.once_at(_mention_of, noun)


def _mention_of(sentence: Sentence, noun: Token) -> Mention:
    first, last = g.noun_phrase(noun)
    first = _after_date(sentence, first, noun)
    last = _with_complement(noun) or _with_name(noun) or _with_office(noun) or last
    first, last = _joined(first, last)
    span = sentence.span(first, last)
    inside = [a for a in sentence.actors if a.start < span.end and span.start < a.end]
    known = sorted(inside, key=lambda a: (a.actor is None, -(a.end - a.start), a.start))
    if known:
        actor = known[0]
        tokens = sentence.within(min(span.start, actor.start), max(span.end, actor.end))
        return sentence.mention(tokens[0], tokens[-1], actor.kind, actor.actor)
    person = noun.ent_type_ == "PERSON" or noun.pos_ == "PRON"
    kind = MentionKind.PERSON if person else MentionKind.ORGANIZATION
    return sentence.mention(first, last, kind, _state(sentence, span.start, span.end))


def _joined(first: Token, last: Token) -> tuple[Token, Token]:
    """ "Fatah al-Islam", which the parser takes for two names, "Fatah al" and "Islam"."""
    words = first.doc.words
    if first.i > 1 and words[first.i - 1].text == "-":
        if words[first.i - 2].lower_ in AL:
            first = words[first.i - 2]
        while first.lower_ in AL and first.i > 0 and _runs_on(words[first.i - 1]):
            first = words[first.i - 1]
    if last.lower_ in AL and last.i + 2 < len(words) and words[last.i + 1].text == "-":
        last = words[last.i + 2]
    return first, last


def _runs_on(before: Token) -> bool:
    return before.pos_ == "PROPN" and before.dep_ == "compound"


def _state(sentence: Sentence, start: int, end: int) -> str | None:
    """The state, where a phrase is a country's bare name: "Israel", "the United States"."""
    for place in sentence.places:
        if start <= place.start and place.end <= end and place.place.precision == "country":
            rest = (end - start) - (place.end - place.start)
            if rest <= 4 and place.place.country:
                return f"state:{place.place.country}"
    return None


def _with_complement(noun: Token) -> Token | None:
    """The end of "Islamic Resistance in Iraq", "Syrian Observatory for Human Rights"."""
    if noun.pos_ != "PROPN":
        return None
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("in", "of", "for") and c.i == noun.i + 1:
            inner = g.child(c, "pobj")
            if inner is not None and inner.pos_ == "PROPN":
                return inner
    return None


def _after_date(sentence: Sentence, first: Token, noun: Token) -> Token:
    """ "On Monday night gunmen fired": the parser takes the night for a part of the name."""
    while first.i < noun.i and any(
        d.start <= sentence.at(first) < d.end for d in sentence.dates
    ):
        first = first.nbor(1)
    return first


def _with_name(noun: Token) -> Token | None:
    """The end of "the tanker Tamar Star": a name right after the noun, without a comma."""
    name = g.child(noun, "appos") or _second_subject(noun)
    if noun.pos_ != "NOUN" or name is None or name.pos_ != "PROPN":
        return None
    return name if g.noun_phrase(name)[0].i == noun.i + 1 else None


def _second_subject(noun: Token) -> Token | None:
    """The name in "the tanker Tamar Star came under fire", for a subject of its own."""
    if noun.dep_ != "nsubj" or noun.i + 1 >= len(noun.doc):
        return None
    others = (c for c in noun.head.children if c.dep_ == "nsubj" and c.i > noun.i)
    return next(others, None)


def _with_office(noun: Token) -> Token | None:
    """The end of "the group's spokesman, Adan Roe" and of "Adan Roe, the group's spokesman"."""
    beside = g.child(noun, "appos")
    if beside is None or {noun.pos_, beside.pos_} != {"NOUN", "PROPN"}:
        return None
    office = noun if noun.pos_ == "NOUN" else beside
    if office.lemma not in table("persons", "lemma", "role"):
        return None
    first, last = g.noun_phrase(beside)
    return last if first.i - g.noun_phrase(noun)[1].i <= _COMMA_AND_ARTICLE else None


def found_mention(sentence: Sentence, actor: FoundActor) -> Mention:
    """A found actor as a mention."""
    tokens = sentence.within(actor.start, actor.end)
    return sentence.mention(tokens[0], tokens[-1], actor.kind, actor.actor)


def with_owner(sentence: Sentence, noun: Token) -> Mention:
    """A noun's words with whose it is: "bases of the US army", "fighters of the Brigade"."""
    mention = mention_of(sentence, noun)
    if mention.actor is not None:
        return mention
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("of", "from"):
            owner = g.child(c, "pobj")
        elif c.dep_ == "acl" and c.lemma in OWNS:
            owner = g.agent(c) or next(iter(g.objects(c)), None) or _of_whom(c)
        elif c.lemma in TIES or (c.dep_ == "relcl" and c.lemma in TAKES):
            owner = next((o for p in TO for o in g.after(c, p)), None)
        else:
            continue
        if owner is None or owner.i < noun.i:
            continue
        whose = mention_of(sentence, owner)
        if whose.actor is not None or (
            c.dep_ != "acl" and c.lower_ != "from" and owner.pos_ in ("NOUN", "PROPN")
        ):
            first, _ = g.noun_phrase(noun)
            last = sentence.within(whose.span.start, whose.span.end)[-1]
            end = _letters(last)
            return sentence.mention(first, end, mention.kind, whose.actor)
    return mention


def _letters(last: Token) -> Token:
    """The end of a name with its letters after it: "the Marat Movement (MM)"."""
    after = list(last.doc[last.i + 1 : last.i + 4])
    marked = len(after) == 3 and after[0].text == "(" and after[2].text == ")"
    return after[2] if marked and after[1].text.isupper() else last


OWNS = word_list("actors/owns")
TO = ("to", "with", "for", "as")
"""Behind which a group stands: "men loyal to the C", "men taken for the C"."""


def _of_whom(clause: Token) -> Token | None:
    """ "Thought to belong to the Brigade": the noun at the end."""
    for c in clause.subtree:
        if c.lower_ == "to" and c.dep_ == "prep" and c.head.lemma == "belong":
            return g.child(c, "pobj")
    return None
