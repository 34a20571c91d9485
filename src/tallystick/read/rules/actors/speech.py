"""Who says what: the speaker of the clause that a word stands in.

The publisher's own voice is the absence of a speaker. A partisan outlet's own number is
never lent to the group it favours; that group speaks only where the text says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tallystick.model.values import Mention
from tallystick.read.actors import resolve_actor
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.actors.own_side import MARKS, quoted
from tallystick.read.rules.actors.reference import antecedent, refers
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import bodies, table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

EVENTS = word_list("actors/events")
SAID = frozenset("ccomp parataxis xcomp dobj conj dep pcomp nsubjpass oprd".split())
"""What a saying verb may stand to the words that are said."""
OF = frozenset("of to about for".split())
QUOTED = frozenset("quote cite".split())
"""Whose subject speaks in the passive as well: "the mayor was quoted as saying"."""
COUNTING = word_list("actors/counting")


@dataclass(frozen=True)
class Voice:
    """A speaker with the words that hold what they say."""

    speaker: Mention | None
    relation: str | None = None
    """As in ``speech.tsv``: says, claims, denies, confirms, announces."""
    verb: Token | None = None
    chain: tuple[Mention, ...] = ()


OWN = Voice(None)
OPENING = frozenset(('"', "“", "«"))
MADE_KNOWN = frozenset("known clear plain".split())
"""As in "let it be known that", "made it clear that"."""
INSERTED = frozenset((",", '"', "”", "-", "–", "—"))
"""What parts a saying verb from what is said before it."""
CLOSING = frozenset(('"', "”", "»"))
PARTS = frozenset((";", "–", "—", " - "))
LONGEST_QUOTATION = 3
"""Sentences over which a quotation may go on."""
LONGEST_LABEL = 6
"""Words before a colon that may be a speaker."""


def voice_of(scan: Scan, sentence: Sentence, token: Token) -> Voice:
    """The voice that says the clause of a token; `OWN` for the publisher."""
    return scan.once_at(_voice_of, sentence, token)


def _voice_of(scan: Scan, sentence: Sentence, token: Token) -> Voice:
    said = _reporting_verb(sentence, token)
    if said is not None:
        verb, who = said
        speaker = _speaker(scan, sentence, who)
        relation = table("speech", "lemma", "relation").get(verb.lemma)
        if speaker is not None and _is_publisher(scan, speaker):
            return Voice(None, relation, verb)
        if speaker is not None:
            relay = _told_to(sentence, verb)
            chain = (speaker, relay) if relay else (speaker,)
            return Voice(speaker, relation, verb, chain)
    source = _according_to(sentence, token)
    if source is not None:
        speaker = _speaker(scan, sentence, source)
        if speaker is not None and not _is_publisher(scan, speaker):
            relay = _cited_by(sentence, source)
            return Voice(speaker, "says", None, (speaker, relay) if relay else (speaker,))
    said_after = _after_quotation(scan, sentence, token)
    if said_after is not None and not _is_publisher(scan, said_after):
        return Voice(said_after, "says", None, (said_after,))
    head = _before_colon(scan, sentence, token)
    if head is not None and not _is_publisher(scan, head):
        return Voice(head, "says", None, (head,))
    return OWN


def _reporting_verb(sentence: Sentence, token: Token) -> tuple[Token, Token] | None:
    """The nearest saying verb over a token, with its subject, if the token is what it says."""
    relations = table("speech", "lemma", "relation")
    below = token
    for one in g.ancestors(token):
        known = one.lemma in ("let", "make") and below.lower_ in MADE_KNOWN
        if one is not token and (known or (one.lemma in relations and _tells(one))):
            who = g.subject(one)
            told = below.dep_ in SAID or (below.dep_ == "prep" and below.lower_ in OF)
            inside = who is not None and one.head.i != who.i and _holds(who, token)
            apart = any(t.text == ";" for t in token.doc[token.i : one.i])
            told = told or _of_a_day(below, token)
            speaks = who is not None and _can_speak(who) and not _is_spoken_of(who, one)
            if who is not None and speaks and told and not (inside or apart):
                return one, who
        beside = _said_beside(one, token)
        if beside is not None:
            return beside
        below = one
    return None


def _holds(noun: Token, token: Token) -> bool:
    return any(t.i == token.i for t in noun.subtree)


def _tells(word: Token) -> bool:
    """Whether a word is a verb, or has what a saying verb has: who says, and what."""
    if word.pos_ == "VERB":
        return True
    what = g.child(word, "ccomp")
    return g.child(word, "nsubj") is not None and what is not None and what.i > word.i


def _said_beside(clause: Token, token: Token) -> tuple[Token, Token] | None:
    """The saying verb that the parser hangs on what is said: "It would end, the C said"."""
    for verb in clause.children:
        if verb.lemma not in table("speech", "lemma", "relation"):
            continue
        if verb.dep_ != "parataxis" and not _inserted(verb, clause):
            continue
        who = g.child(verb, "nsubj")
        apart = token.doc[min(token.i, verb.i) : max(token.i, verb.i)]
        if who is None or not _can_speak(who) or any(t.text == ";" for t in apart):
            continue
        if any(t.i == token.i for t in verb.subtree):
            continue
        first = min(t.i for t in verb.subtree)
        if any(token.doc[i].text in INSERTED for i in (first - 1, first) if i >= 0):
            return verb, who
    return None


def _inserted(verb: Token, clause: Token) -> bool:
    """ "From noon, the spokesman posted, the guns rest": what the parser takes for said."""
    if verb.dep_ != "ccomp" or verb.i > clause.i:
        return False
    apart = clause.doc[verb.i : clause.i]
    return any(t.text == "," for t in apart) and g.child(verb, "dobj", "ccomp") is None


def _of_a_day(below: Token, token: Token) -> bool:
    """ "Said the next day that it would": the parser hangs what is said on the day."""
    if below.dep_ != "npadvmod":
        return False
    clause = next((c for c in below.children if c.dep_ == "relcl"), None)
    inside = clause is not None and any(t.i == token.i for t in clause.subtree)
    return inside and any(c.lower_ == "that" for c in clause.children) if clause else False


def _can_speak(who: Token) -> bool:
    """Attacks, numbers and places say nothing; persons, bodies and papers do."""
    units = table("units", "lemma", "measure")
    nobody = any(c.lower_ in ("no", "neither") for c in who.children)
    return (
        who.lemma not in units
        and who.lemma not in EVENTS
        and not nobody
        and (who.pos_ in ("NOUN", "PROPN", "PRON") or who.lower_ == "one")
        and (who.lower_ not in ("this", "that", "which", "there", "i", "we", "you"))
    )


def _is_spoken_of(who: Token, verb: Token) -> bool:
    """Whether a subject is told, not telling, as in "it should be added that", "they were
    told that". Who is quoted speaks in the passive as well."""
    passive = who.dep_ == "nsubjpass" and who.head.i == verb.i
    return passive and verb.lemma not in QUOTED


def _according_to(sentence: Sentence, token: Token) -> Token | None:
    """The source after "according to", "by the count of", "by its statements"."""
    for word in sentence.tokens:
        if word.lower_ == "according":
            to = g.child(word, "prep") or next(
                (t for t in sentence.tokens if t.i == word.i + 1), None
            )
            found = g.child(to, "pobj") if to is not None else None
            if found is not None and not any(t.i == token.i for t in found.subtree):
                return found
        if word.lower_ in ("by", "per") and word.dep_ == "prep":
            found = g.child(word, "pobj")
            if found is not None and found.lemma in COUNTING:
                return _counter(found)
    return None


def _after_quotation(scan: Scan, sentence: Sentence, token: Token) -> Mention | None:
    """Who speaks in '"We shall burn it," the leader told a radio', however it is parsed."""
    found = _closer(scan, sentence, [t for t in sentence.tokens if t.i > token.i])
    if found is not None or not quoted(token):
        return found
    return _after_more(scan, sentence, token) or _before_more(scan, sentence, token)


def _after_more(scan: Scan, sentence: Sentence, token: Token) -> Mention | None:
    """Who is named where a quotation of several sentences ends."""
    if any(t.text in MARKS for t in sentence.tokens if t.i > token.i):
        return None
    near = sentence
    for _ in range(LONGEST_QUOTATION):
        near = next(iter(scan.after(near)), sentence)
        if near is sentence or not quoted(near.tokens[0]):
            return None
        if any(t.text in MARKS for t in near.tokens):
            return _closer(scan, near, near.tokens)
    return None


def _before_more(scan: Scan, sentence: Sentence, token: Token) -> Mention | None:
    """Who was quoted just before in the same passage: '"No," he said. "We shall burn it."'"""
    for near in scan.before(sentence, LONGEST_QUOTATION):
        if near.tokens[0].doc is not token.doc:
            return None
        verb = next((t for t in near.tokens if t.dep_ == "ROOT"), None)
        who = g.child(verb, "nsubj") if verb is not None else None
        if verb is None or verb.lemma not in table("speech", "lemma", "relation"):
            continue
        if who is not None and _can_speak(who) and not quoted(verb):
            return _speaker(scan, near, who)
    return None


def _closer(scan: Scan, sentence: Sentence, after: Sequence[Token]) -> Mention | None:
    """Who is named with a saying verb behind the mark that ends a quotation."""
    relations = table("speech", "lemma", "relation")
    close = next((n for n, t in enumerate(after) if t.text in CLOSING), None)
    if close is None or not close or after[close - 1].text not in (",", "!", "?"):
        return None
    tail = after[close + 1 : close + 1 + LONGEST_LABEL * 2]
    verb = next((n for n, t in enumerate(tail) if t.lemma in relations), None)
    if verb == 0 and (who := g.child(tail[0], "nsubj")) is not None and who.i > tail[0].i:
        return _speaker(scan, sentence, who)
    if not verb or any(t.is_punct or t.pos_ == "VERB" for t in tail[:verb]):
        return None
    names = [t for t in tail[:verb] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    heads = [t for t in names if not (t.dep_ == "pobj" or t.dep_ == "compound")]
    return _speaker(scan, sentence, (heads or names)[-1]) if names else None


def _before_colon(scan: Scan, sentence: Sentence, token: Token) -> Mention | None:
    """Who speaks in "Ankara: this was not us": a name or body alone before a colon."""
    colons = [t for t in sentence.tokens if t.text == ":" and t.i < token.i]
    if colons:
        before = _last_part([t for t in sentence.tokens if t.i < colons[-1].i])
    else:
        near = scan.before(sentence, 1)
        before = list(near[0].tokens) if near else []
        if not before or before[-1].text != ":":
            return None
        before.pop()
    if not before or len(before) > LONGEST_LABEL or any(t.pos_ == "VERB" for t in before):
        return None
    if before[0].lower_ in ("to", "from", "on", "for"):
        return None
    where = sentence if before[0].i in {t.i for t in sentence.tokens} else near[0]
    known = mention_of(where, before[-1])
    quoted = any(t.text in OPENING and t.nbor(-1).text == ":" for t in sentence.tokens[1:])
    body = known.actor is not None or before[-1].lemma in bodies()
    body = body or (quoted and before[-1].pos_ == "PROPN")
    state = resolve_actor(known.text).actor if len(before) == 1 and not body else None
    if state is not None:
        return replace(known, actor=state)
    return known if body and before[-1].pos_ in ("NOUN", "PROPN") else None


def _last_part(tokens: list[Token]) -> list[Token]:
    """What stands after the last semicolon or dash."""
    stops = [n for n, t in enumerate(tokens) if t.text in PARTS]
    return tokens[stops[-1] + 1 :] if stops else tokens


def _counter(noun: Token) -> Token:
    """Whose count: the possessor, the noun after "of", else the count itself."""
    owner = g.child(noun, "poss")
    if owner is not None:
        return owner
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    inner = g.child(of, "pobj") if of is not None else None
    return inner if inner is not None else noun


def _speaker(scan: Scan, sentence: Sentence, who: Token) -> Mention | None:
    if refers(who):
        return antecedent(scan, sentence, who) or (
            None if who.pos_ == "PRON" else mention_of(sentence, who)
        )
    if who.lemma in COUNTING:
        owner = _counter(who)
        if owner is not who:
            return _speaker(scan, sentence, owner)
    return mention_of(sentence, who)


def _told_to(sentence: Sentence, verb: Token) -> Mention | None:
    """The outlet in "told Reuters"."""
    if verb.lemma != "tell":
        return None
    told = g.child(verb, "dobj", "dative")
    return mention_of(sentence, told) if told is not None and told.pos_ == "PROPN" else None


def _cited_by(sentence: Sentence, source: Token) -> Mention | None:
    """The outlet in "according to PICSS data cited by Dawn"."""
    cited = next(
        (c for c in source.subtree if c.lemma in ("cite", "quote") and c.tag_ == "VBN"),
        None,
    )
    relay = g.agent(cited) if cited is not None else None
    return mention_of(sentence, relay) if relay is not None else None


def _is_publisher(scan: Scan, speaker: Mention) -> bool:
    source = scan.document.source.casefold()
    name = speaker.text.casefold().removeprefix("the ")
    return bool(source) and (name == source or name == source.removeprefix("the "))
