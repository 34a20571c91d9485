"""Communiqués: documents in which those who fought tell of it themselves.

A paper that calls the doers "us", or that says of itself that it is a statement and begins
with what one group did, is that group's word on its own acts. A report in somebody's
favour is none: its numbers are its publisher's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tallystick.model.lists import Assertion
from tallystick.model.values import Mention, MentionKind
from tallystick.read.rules.actors.mentions import found_mention, mention_of
from tallystick.read.rules.actors.naming import named
from tallystick.read.rules.actors.own_side import MARKS, quoted
from tallystick.read.rules.actors.speech import voice_of
from tallystick.read.rules.attacks.roles import CARRIES_OUT
from tallystick.read.rules.counts.units import attack_word
from tallystick.read.rules.events.event import Event
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.statements.worded import listed
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import bodies, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

PAPERS = word_list("statements/communiques_papers")
FORCES = word_list("statements/forces")
MOST_WORDS = 4
"""Of the name of forces that have no owner."""
HEAD = 3
"""Sentences in which a communiqué says whose it is."""
OURS = frozenset("we our us".split())
FIRST = frozenset("we our us ours".split())
DASHES = frozenset(("-", "–", "—", "--"))
LONGEST_SIGNATURE = 9
"""Words of a name under a paper."""
SIGNERS = word_list("statements/signers")
OPENS = word_list("statements/opens")
ORDER = word_list("statements/order")
OWN_FIGHTERS = word_list("statements/own_fighters")
OWN_PEOPLE = word_list("statements/own_people")


def teller(scan: Scan) -> Mention | None:
    """The group whose own word a document is; None for reports by others."""
    by = _signature(scan)
    if not (_is_paper(scan) or _says_we(scan) or (by is not None and _of_us(scan))):
        return None
    return _in_its_head(scan) or by or signed_as_the_source(scan)


def _of_us(scan: Scan) -> bool:
    """Whether a signed paper speaks of "us" outside quotation marks."""
    return any(
        t.lower_ in FIRST and t.text != "US" and not quoted(t)
        for sentence in scan.sentences
        for t in sentence.tokens
    )


def _signature(scan: Scan) -> Mention | None:
    """The name under a paper: its last words, with no verb, behind a stop or a dash."""
    last = scan.sentences[-1] if scan.sentences else None
    if last is None or len(scan.sentences) < 2 or scan.in_title(last):
        return None
    words = [t for t in last.tokens if t.text.strip()]
    dash = next((n for n in range(len(words) - 1, -1, -1) if words[n].text in DASHES), -1)
    words = words[dash + 1 :]
    while words and words[-1].is_punct and words[-1].text not in MARKS:
        words.pop()
    short = 1 < len(words) <= LONGEST_SIGNATURE and words[0].text[:1].isupper()
    if not short or any(t.pos_ in ("VERB", "AUX") for t in words):
        return None
    if not any(t.lemma.casefold() in bodies() or t.lower_ in SIGNERS for t in words):
        return None
    inside = [
        a for a in last.actors if a.start >= last.at(words[0]) and a.actor is not None
    ]
    if inside:
        return found_mention(last, inside[0])
    return last.mention(words[0], words[-1], MentionKind.ORGANIZATION, None)


def _in_its_head(scan: Scan) -> Mention | None:
    """The group that the first sentences name as who did it."""
    for sentence in scan.sentences[:HEAD]:
        if scan.in_title(sentence):
            continue
        for token in sentence.tokens:
            if not _opens(token) or voice_of(scan, sentence, token).speaker is not None:
                continue
            named = _named(sentence, token)
            if named is not None:
                return named
    return None


def signed_as_the_source(scan: Scan) -> Mention | None:
    """The publisher's name as its text has it: "units of the C", or "C" at the end."""
    source = scan.document.source.casefold()
    for sentence in scan.sentences:
        for token in sentence.tokens:
            if token.pos_ != "PROPN" or token.text.casefold() not in source:
                continue
            name = mention_of(sentence, token)
            if name.text.casefold().removeprefix("the ") in source:
                return name
    return None


def _named(sentence: Sentence, verb: Token) -> Mention | None:
    """The group that a verb's subject names, else the first one named before the verb.

    Long openings ("in defence of our land, and for the sake of ...") hide the subject from
    the parser.
    """
    who = g.subject(verb)
    if who is not None and who.lemma in bodies() and who.children:
        body = named(sentence, who)
        if any(t.pos_ == "PROPN" and t.dep_ != "pobj" for t in (body, *body.children)):
            return mention_of(sentence, body)
    inside = {sentence.at(t) for t in who.subtree} if who is not None else set()
    told = [
        a
        for a in sentence.actors
        if a.start < sentence.at(verb) and a.kind is MentionKind.ORGANIZATION
    ]
    told = [a for a in told if a.start in inside] or ([] if who is not None else told)
    known = [a for a in told if a.actor is not None] or told
    if known:
        return found_mention(sentence, known[0])
    name = named(sentence, who) if who is not None else None
    return mention_of(sentence, name) if name is not None and name.pos_ == "PROPN" else None


def own_acts(scan: Scan, found: Sequence[Event], group: Mention) -> Iterator[Event]:
    """The events that a communiqué tells as its group's own."""
    for event in found:
        first = event.first
        plain = first.assertion is Assertion.OCCURRED and first.voice.speaker is None
        if plain and not scan.in_title(first.sentence) and _by(first, group):
            yield event


def _is_paper(scan: Scan) -> bool:
    """Whether title or source calls it a statement, a communiqué, a bulletin."""
    head = f"{scan.document.title} {scan.document.source}".casefold()
    return any(word in PAPERS for word in head.replace(",", " ").split())


def _says_we(scan: Scan) -> bool:
    """Whether, outside quotation marks, those who attack are "we" or "our men"."""
    for sentence in scan.sentences:
        for token in sentence.tokens:
            if not attack_word(token) or token.pos_ != "VERB":
                continue
            who = g.subject(token)
            if who is None or voice_of(scan, sentence, token).speaker is not None:
                continue
            own = ours(t.text for t in (who, *who.children)) or who.lemma in OWN_FIGHTERS
            if own and not quoted(who):
                return True
    return False


def _opens(token: Token) -> bool:
    """Whether a verb may be that of a communiqué's first sentence."""
    acts = attack_word(token) or token.lemma in CARRIES_OUT or token.lemma in OPENS
    acts = acts or listed("own_deeds", token) is not None
    return token.pos_ == "VERB" and acts and not g.passive(token)


def _by(frame: Frame, group: Mention) -> bool:
    """Whether a telling is of the group's own act: by it, by "us", or by nobody named."""
    if frame.perpetrators:
        return any(_is_own(one, group) for one in frame.perpetrators)
    verb = g.clause_verb(frame.head.token)
    who = g.subject(verb)
    if who is not None and _is_own(mention_of(frame.sentence, who), group):
        return True
    suffers = [t.mention.text.split() for t in frame.targets]
    if any(ours(words) or own_people(words) for words in suffers):
        return False
    return g.passive(verb) or (who is not None and who.lower_ in ORDER)


def _is_own(one: Mention, group: Mention) -> bool:
    words = one.text.split()
    same = one.actor is not None and one.actor == group.actor
    same = same or one.text.casefold() == group.text.casefold() or _its_forces(one)
    return same or ours(words[:1]) or own_people(words)


def _its_forces(one: Mention) -> bool:
    """ "The naval forces", "the Fidayeen unit": whose, a group need not say of its own."""
    words = one.text.casefold().split()
    return one.actor is None and words[-1] in FORCES and len(words) <= MOST_WORDS


def ours(words: Iterable[str]) -> bool:
    """Whether a pronoun of those who write is among some words; "US" is none."""
    return any(word.casefold() in OURS and word != "US" for word in words)


def own_people(words: Iterable[str]) -> bool:
    """Whether a word for those who fight on the writers' side is among some words."""
    return any(word.casefold() in OWN_PEOPLE for word in words)
