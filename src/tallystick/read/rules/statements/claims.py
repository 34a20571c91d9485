"""Statements: halts, denials, threats, claims of responsibility, demands, agreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tallystick.directory import directory
from tallystick.model.claims import Anchor, Statement
from tallystick.model.lists import ClaimKind, Stance
from tallystick.model.values import (
    Date,
    Evidence,
    Field,
    Mention,
    Reader,
    Span,
)
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.actors.naming import named
from tallystick.read.rules.actors.own_side import (
    OURS,
    hailed,
    own_side,
    owned,
    quoted,
)
from tallystick.read.rules.actors.reference import GROUP_NOUNS, refers
from tallystick.read.rules.actors.speech import voice_of
from tallystick.read.rules.counts.units import attack_word
from tallystick.read.rules.name import NAME
from tallystick.read.rules.statements.act_wordings import or_ours
from tallystick.read.rules.statements.acts import (
    FUTURE,
    armed_act,
    listed_act,
    own_act,
    owned_act,
)
from tallystick.read.rules.statements.avowals import avowed
from tallystick.read.rules.statements.communiques import teller
from tallystick.read.rules.statements.deadlines import by_a_time, warned
from tallystick.read.rules.statements.issuers import (
    FIRST_PERSON,
    author,
    bystander,
    issuer_of,
    may_fight,
    may_issue,
    owner_of,
    teller_of,
)
from tallystick.read.rules.statements.propositions import Proposition, proposition
from tallystick.read.rules.statements.signs import in_whose_name
from tallystick.read.rules.statements.whose_word import (
    has_name,
    of_a_caller,
    own_group,
    sent_by,
    told_behind,
)
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import word_list
from tallystick.read.rules.text.parsed import Stretch
from tallystick.read.rules.text.peace import peaceful
from tallystick.read.rules.text.scan import Scan, Sentence, Token

ALWAYS = frozenset("while whereas as".split())
BESIDE = ALWAYS | word_list("statements/beside")
"""What opens a clause in which somebody else may act."""
CLAIM = "claim_of_responsibility"
AGREES = word_list("statements/agrees")
BOTH = frozenset("both two three all".split())
ACTING = ("VERB", "AUX", "NOUN", "ADJ")
"""Parts of speech of words that may be an act."""


def read_statements(scan: Scan) -> tuple[Statement, ...]:
    """The statements of a document, from the body; but for claims, an issuer's act once."""
    found: list[Statement] = []
    if scan.once(peaceful):
        return ()
    for sentence in sorted(scan.sentences, key=scan.in_title):
        for statement in scan.once_of(_in_sentence, sentence):
            if not any(_same(statement, other) for other in found):
                found.append(statement)
    return tuple(found)


def responsibility_claims(scan: Scan, sentence: Sentence) -> Iterator[Mention]:
    """Who claims responsibility in a sentence, each once."""
    for statement in scan.once_of(_in_sentence, sentence):
        if statement.act == CLAIM and statement.issuer is not None:
            yield statement.issuer


def responsibility_denials(scan: Scan, sentence: Sentence) -> Iterator[Mention]:
    """Who denies responsibility in a sentence, each once."""
    for statement in scan.once_of(_in_sentence, sentence):
        if statement.act == "denial_of_responsibility" and statement.issuer is not None:
            yield statement.issuer


def _same(one: Statement, other: Statement) -> bool:
    again = one.anchor.span.part == other.anchor.span.part
    if again and one.act == CLAIM:
        return False  # of another attack
    if one.act != other.act or one.issuer is None or other.issuer is None:
        return False
    if one.issuer.actor and other.issuer.actor:
        return one.issuer.actor == other.issuer.actor
    return one.issuer.text.casefold() == other.issuer.text.casefold()


def _in_sentence(scan: Scan, sentence: Sentence) -> tuple[Statement, ...]:
    found: list[Statement] = []
    taken: set[int] = set()
    told: set[int] = set()
    for token in sentence.tokens:
        if token.pos_ not in ACTING or token.i in taken:
            continue
        act, issuer = _act(scan, sentence, token)
        if act is None or issuer is None or not may_issue(sentence, issuer, act):
            continue
        if act == CLAIM:
            issuer = sent_by(scan, sentence, in_whose_name(scan, sentence, issuer))
        act = "ceasefire_announced" if _jointly(token, act) else act
        taken |= {t.i for t in _below(token) if t.pos_ in ("VERB", "AUX")}
        taken |= {t.i for t in token.children if t.dep_ == "dobj"}
        taken |= {t.i for t in or_ours(token)}
        found.append(_statement(scan, sentence, token, act, issuer))
        if act == CLAIM:
            others = enumerate(_others(sentence, token), 1)
            found += [_statement(scan, sentence, token, act, m, n) for n, m in others]
        told.add(token.i)
    found += _composed(scan, sentence, told | taken)
    return tuple(found)


def _jointly(token: Token, act: str) -> bool:
    """Whether a halt is one of both sides: "A and B agreed to stop the shelling"."""
    who = g.subject(token) if token.pos_ == "VERB" else None
    if act != "halt_announced" or who is None or token.lemma not in AGREES:
        return False
    return len(g.conjuncts(who)) > 1 or any(c.lower_ in BOTH for c in who.children)


def _composed(scan: Scan, sentence: Sentence, told: set[int]) -> Iterator[Statement]:
    """The acts that are composed of words, where no list knows the wording."""
    for token in sentence.tokens:
        found = proposition(token) if token.i not in told else None
        if found is None or any(t.i in told for t in found.path):
            continue
        issuer = _of_a_proposition(scan, sentence, found)
        if issuer is not None and may_issue(sentence, issuer, found.act):
            told |= {t.i for t in found.path}
            yield _statement(scan, sentence, found.verb, found.act, issuer)


def _of_a_proposition(scan: Scan, sentence: Sentence, found: Proposition) -> Mention | None:
    """Who does what is composed: the verb's subject; of "the guns will rest" who says so."""
    verb = found.verb
    if found.by_itself or (g.passive(verb) and g.agent(verb) is None):
        speaker = teller_of(scan, sentence, verb)
        return speaker or owner_of(scan, sentence, found.token)
    issuer = issuer_of(scan, sentence, verb, found.act)
    if issuer is not None and bystander(sentence, issuer):
        return _named_inside(sentence, found) or issuer
    return issuer


def _named_inside(sentence: Sentence, found: Proposition) -> Mention | None:
    """ "The C will suspend its attacks, the envoy announced": the C, of whom others tell."""
    for verb in found.path[:-1]:
        who = g.child(verb, "nsubj") if verb.pos_ == "VERB" else None
        if who is not None and has_name(sentence, who):
            return mention_of(sentence, named(sentence, who))
    return None


def _others(sentence: Sentence, verb: Token) -> Iterator[Mention]:
    """Who else claims by the same verb: "the C and the D both claimed it"."""
    who = g.agent(verb) if g.passive(verb) else g.subject(verb)
    for other in g.conjuncts(who)[1:] if who is not None else ():
        found = mention_of(sentence, named(sentence, other))
        if other.pos_ in ("NOUN", "PROPN") and may_issue(sentence, found, CLAIM):
            yield found


def _act(scan: Scan, sentence: Sentence, token: Token) -> tuple[str | None, Mention | None]:
    """The act of a word and whose it is."""
    if told := avowed(scan, sentence, token):
        return told
    if act := token.once(listed_act):
        issuer = issuer_of(scan, sentence, token, act)
        if _brokered(sentence, token, act, issuer):
            return None, None
        return by_a_time(token, act), issuer
    if act := owned_act(token):
        return act, owner_of(scan, sentence, token)
    if act := armed_act(token):
        issuer = issuer_of(scan, sentence, token, act)
        if issuer is not None and may_fight(sentence, issuer):
            return act, issuer
    ours = partial(_of_the_speaker, scan, sentence, token)
    if _may_tell(token) and (act := own_act(token, ours)):
        teller = own_group(sentence, token, teller_of(scan, sentence, token))
        teller = teller or told_behind(sentence, token)
        return by_a_time(token, act), teller or _own_paper(scan, sentence, token)
    if _may_tell(token) and warned(token):
        warner = teller_of(scan, sentence, token)
        if warner is not None and may_fight(sentence, warner):
            return "threat", warner
    return None, None


def _brokered(sentence: Sentence, token: Token, act: str, issuer: Mention | None) -> bool:
    """ "A ceasefire that the mediator announced": it is kept by others than who tells of it."""
    told = act == "ceasefire_announced" and token.dep_ in ("acl", "relcl")
    return told and issuer is not None and not may_fight(sentence, issuer)


def _of_the_speaker(scan: Scan, sentence: Sentence, token: Token, who: Token) -> bool:
    """Whether a noun is of the side of who says a clause: "its men", or a name of theirs.

    "The ministry said Russian forces had struck", "the C has no part in it, its envoy said".
    """
    voice = voice_of(scan, sentence, token)
    if of_a_caller(sentence, voice.speaker) and who.pos_ == "PROPN":
        group = mention_of(sentence, named(sentence, who))
        stately = group.actor is not None and group.actor.startswith("state:")
        return not stately and may_fight(sentence, group)
    if who.pos_ == "NOUN" and refers(who) and voice.speaker is not None:
        return not bystander(sentence, voice.speaker)  # "police said the group had ..."
    if own_side(who) or hailed(who):
        return True
    if voice.speaker is None or who.pos_ == "PRON":
        return False
    by, other = voice.speaker, mention_of(sentence, who)
    if by.actor is not None and other.actor is not None:
        return (scan.known or directory()).related(by.actor, other.actor)
    if who.lemma in GROUP_NOUNS and _led(who):
        return True
    speaker = g.subject(voice.verb) if voice.verb is not None else None
    if speaker is not None and owned(speaker) and who.i < speaker.i:
        return who.pos_ == "PROPN"
    return by.text.casefold() == other.text.casefold()


def _led(group: Token) -> bool:
    """ "The group under Adan Roe", of which only its own side knows."""
    return any(c.lower_ == "under" or c.lemma == "lead" for c in group.children)


def _own_paper(scan: Scan, sentence: Sentence, token: Token) -> Mention | None:
    """The group that says a clause in its own communiqué, outside quotation marks."""
    if quoted(token) or scan.in_title(sentence):
        return None
    who = g.subject(token)
    if who is None:
        return scan.once(teller)
    told = {t.lower_ for t in token.subtree if t.text != "US"}
    if who.lower_ in FIRST_PERSON or told & (OURS | {"our"}):
        return author(scan, sentence, who)
    return scan.once(teller)


def _below(token: Token) -> Iterator[Token]:
    """The words of a verb's clause and of what it says; acts beside it are their own."""
    waiting = [c for c in token.children if c.dep_ != "conj" and not _beside(c)]
    for one in waiting:
        yield one
        apart = (_tells_of_a_name, _beside, _announced_too)
        waiting += [c for c in one.children if not any(told(c) for told in apart)]


def _beside(token: Token) -> bool:
    """ "While the D suspended its attacks", "after the D threatened to": another's act."""
    who = g.child(token, "nsubj")
    named = who is not None and who.pos_ in ("NOUN", "PROPN")
    return token.dep_ == "advcl" and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in (ALWAYS if not named else BESIDE)
        for c in token.children
    )


def _announced_too(token: Token) -> bool:
    """ "It would strike if ..., and would halt when ...": a second thing that will be."""
    return token.dep_ == "conj" and any(c.lower_ in FUTURE for c in token.children)


def _tells_of_a_name(token: Token) -> bool:
    """ "The C, which denies it", "a charge the C denies": an act of its own."""
    if token.dep_ != "relcl":
        return False
    who = g.child(token, "nsubj")
    other = who is not None and who.tag_ not in ("WDT", "WP")
    return other or token.head.pos_ == "PROPN"


def _may_tell(token: Token) -> bool:
    """Whether a verb heads a clause that somebody may say."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ in g.CLAUSES


def _statement(
    scan: Scan, sentence: Sentence, token: Token, told: str, issuer: Mention, nth: int = 0
) -> Statement:
    voice = voice_of(scan, sentence, token)
    found = _dates(sentence, token)
    date = found[0].date if found else None
    act = "halt_conditional" if told == "halt_announced" and _condition(token) else told
    evidence = [
        Evidence(Field.ACT, sentence.span(token)),
        Evidence(Field.ISSUER, issuer.span),
        *(Evidence(Field.DATE, Span(sentence.part, d.start, d.end)) for d in found),
    ]
    if voice.speaker is not None and voice.speaker.span != issuer.span:
        evidence.append(Evidence(Field.SPEAKER, voice.speaker.span))
    return Statement(
        anchor=Anchor(scan.document.id, sentence.span(token), ClaimKind.STATEMENT, nth=nth),
        evidence=tuple(dict.fromkeys(evidence)),
        readers=(Reader(NAME, 0.7),),
        speaker=voice.speaker,
        chain=voice.chain,
        stance=_stance(issuer, voice.speaker, act),
        act=act,
        issuer=issuer,
        conditions=_condition(token),
        date=date,
    )


def _stance(issuer: Mention, speaker: Mention | None, act: str) -> Stance:
    if act.startswith("denial"):
        return (
            Stance.DENIES_ROLE if act == "denial_of_responsibility" else Stance.DENIES_EVENT
        )
    if speaker is None:
        return Stance.REPORTS_AS_FACT
    return Stance.SELF_CLAIM if speaker.span == issuer.span else Stance.RELAYS


def _condition(token: Token) -> str | None:
    for c in token.subtree:
        if (c.dep_ == "mark" and c.lower_ in ("if", "unless", "until")) or c.lower_ in (
            "provided",
        ):
            words = sorted(c.head.subtree, key=lambda t: int(t.i))
            return Stretch(token.doc, words[0].i, words[-1].i + 1).text
    return None


def _dates(sentence: Sentence, token: Token) -> Sequence[FoundDate]:
    """Days that date a statement: those that hang on its verb or on the verb of saying."""
    verbs = {t.i for t in g.ancestors(token) if t.pos_ in ("VERB", "AUX")} | {token.i}
    acts = [t for t in sentence.tokens if attack_word(t) and t.i != token.i]
    found = []
    for date in sentence.dates:
        if date.shape is not DateShape.POINT or not _dated(date.date):
            continue
        root = sentence.root_of(date.core_start or date.start, date.end)
        near = g.nearest(root, [*acts, token])
        of_an_attack = near is not None and near.i != token.i and near.i not in verbs
        if g.clause_verb(root).i in verbs and not of_an_attack:
            found.append(date)
    return found


def _dated(date: Date | None) -> bool:
    return date is not None and date.single is not None
