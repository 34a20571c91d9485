"""Names that those who attacked left or sent: leaflets, banners, tapes, a caller's code word.

"A leaflet signed 'Comando C' lay in the gutter", "the black banner of the C flew over them",
"a tape of the C showed him on a chair", "a caller using a code word of the C". Whose name it
is owns up to the attack that was told. The words stand in ``signs.tsv`` and
``sign_links.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from tallystick import schemes
from tallystick.model.values import Mention, MentionKind
from tallystick.read.rules.actors.mentions import found_mention, mention_of
from tallystick.read.rules.actors.own_side import MARKS
from tallystick.read.rules.statements.issuers import bystander
from tallystick.read.rules.text.lexicon import bodies, values_of, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

REACH = 28
"""Words from what carries a name to the name, at most."""
NEITHER = word_list("statements/neither")
SORTS = values_of("signs", "noun", "sort")
"""The sorts of each word that carries a name."""
QUOTES = MARKS | {"'", "‘", "’"}


@cache
def _links() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    found: dict[str, tuple[re.Pattern[str], ...]] = {}
    for row in schemes.rows("read/en/sign_links.tsv"):
        one = re.compile(rf"(?:{row['link']})(?: (?:the|an?|\W))*$")
        found[row["sort"]] = (*found.get(row["sort"], ()), one)
    return MappingProxyType(found)


def signed(scan: Scan, sentence: Sentence) -> Iterator[Mention]:
    """The names that something in a sentence carries, of those who may have attacked."""
    return iter(scan.once_of(_signed, sentence))


def _signed(_: Scan, sentence: Sentence) -> tuple[Mention, ...]:
    told = [t for t in sentence.tokens if t.pos_ in NAMING and t.lemma in SORTS]
    if not told or any(t.lemma in NEITHER for t in sentence.tokens):
        return ()
    acts = [t for t in sentence.tokens if t.pos_ == "VERB" and t.lemma in SORTS]
    verbs = [sort for t in acts for sort in SORTS[t.lemma]]
    found = [
        who
        for token in told
        if (who := _name(sentence, token, SORTS[token.lemma], verbs)) is not None
    ]
    if any(t.tag_ == "VBN" and "written" in SORTS[t.lemma] for t in acts):
        found += _written(sentence)
    return tuple(dict.fromkeys(found))


CALLERS = frozenset(("caller",))
NAMING = ("NOUN",)


def _name(
    sentence: Sentence, noun: Token, sorts: frozenset[str], verbs: Sequence[str]
) -> Mention | None:
    """The name on a paper, an emblem, a tape; in whose name somebody calls."""
    if sorts == CALLERS and noun.tag_ == "NNS":
        return None
    links: list[re.Pattern[str]] = []
    if sorts & {"paper", "caller", "media"}:
        links += _links()["far"]
    if ("emblem" in sorts and "shown" in verbs) or ("media" in sorts and "shows" in verbs):
        links += _links()["near"]
        owner = _owner(sentence, noun)
        if owner is not None:
            return owner
    behind = [t for t in sentence.tokens if noun.i < t.i <= noun.i + REACH]
    who = _first_name(sentence, behind, links) if links else None
    alone = who is not None and "emblem" not in sorts and _one_person(sentence, who)
    return None if alone else who


def in_whose_name(scan: Scan, sentence: Sentence, who: Mention) -> Mention:
    """Whom a caller or a voice speaks for, if the sentence says so; else the caller."""
    inside = sentence.within(who.span.start, who.span.end)
    calls = any("caller" in SORTS.get(t.lemma, ()) for t in inside)
    if who.actor is not None or not calls:
        return who
    return next(signed(scan, sentence), who)


def _owner(sentence: Sentence, noun: Token) -> Mention | None:
    """ "The C's banner", "a C flag"."""
    for c in noun.children:
        if c.dep_ in ("poss", "compound", "nmod") and c.pos_ == "PROPN":
            who = mention_of(sentence, c)
            if _fights(sentence, who):
                return who
    return None


def _first_name(
    sentence: Sentence, words: Sequence[Token], links: Sequence[re.Pattern[str]]
) -> Mention | None:
    """The first name among some words that a link leads to."""
    between: list[str] = []
    for word in words:
        if word.text == ";":
            return None
        name = word.text[:1].isupper() and word.pos_ in ("PROPN", "NOUN", "ADJ")
        named = name or word.text[:1].isdigit()
        if named and any(link.match(" ".join(between)) for link in links):
            return _named(sentence, word)
        between.append(word.lower_)
    return None


def _named(sentence: Sentence, first: Token) -> Mention | None:
    """The name that begins with a word: a known one, all of a quotation, its noun phrase."""
    at = sentence.at(first)
    actor = next((a for a in sentence.actors if a.start <= at < a.end), None)
    if actor is not None and actor.actor is not None:
        who = found_mention(sentence, actor)
        return who if _fights(sentence, who) else None
    opened = first.i > 0 and first.nbor(-1).text in QUOTES
    run = (opened and _up_to_mark(first)) or _run(first)
    who = sentence.mention(run[0], run[-1], MentionKind.ORGANIZATION, None)
    if not opened:
        whole = mention_of(sentence, sentence.root_of(who.span.start, who.span.end))
        who = whole if who.span.start >= whole.span.start else who
    return who if _fights(sentence, who) else None


def _run(first: Token) -> list[Token]:
    """A name word by word: capitals, figures, and small words between capitals."""
    run: list[Token] = [first]
    small: list[Token] = []
    for word in first.doc.words[first.i + 1 : first.i + 10]:
        if word.text[:1].isupper() or word.text[:1].isdigit() or word.text in "-'’":
            run += [*small, word]
            small = []
        elif word.lower_ in (
            "of",
            "the",
            "for",
            "al",
            "de",
            "des",
            "del",
            "and",
            "'s",
            "’s",
        ):
            small.append(word)
        else:
            break
    while run[-1].text in ("-", "'", "’"):
        run.pop()
    return run


def _up_to_mark(first: Token) -> list[Token]:
    words = first.doc.words[first.i : first.i + 10]
    close = next((n for n, t in enumerate(words) if t.text in QUOTES and n), 0)
    return list(words[:close])


def _written(sentence: Sentence) -> list[Mention]:
    """ "'A gift from the C men' was painted on the tube", "'Long live the C' on the wall"."""
    inside, quoted = False, []
    for token in sentence.tokens:
        if token.text in QUOTES and token.text not in "'’":
            inside = not inside
        elif inside:
            quoted.append(token)
    found = _first_name(sentence, quoted[1:], _links()["said"]) if len(quoted) > 1 else None
    return [found] if found is not None else []


def _fights(sentence: Sentence, who: Mention) -> bool:
    """Whether a name may be of those who attack: no state, no place, nobody who looks on."""
    if who.actor is not None and who.actor.startswith("state:"):
        return False
    first = sentence.within(who.span.start, who.span.end)[0]
    placed = any(
        p.start <= who.span.start and who.span.end <= p.end for p in sentence.places
    )
    dated = first.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY")
    return not (placed or dated or bystander(sentence, who))


def _one_person(sentence: Sentence, who: Mention) -> bool:
    """ "A letter from Adan Roe": whose own word it is, and no name of a group."""
    inside = sentence.within(who.span.start, who.span.end)
    marked = any(t.lower_ in bodies() or t.nbor(-1).text in QUOTES for t in inside if t.i)
    return not marked and all(t.ent_type_ == "PERSON" for t in inside)
