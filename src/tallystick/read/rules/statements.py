"""Statements: halts, denials, threats, claims of responsibility, demands, agreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model.claims import Anchor, Statement
from tallystick.model.lists import ClaimKind, Stance
from tallystick.model.values import (
    Date,
    Evidence,
    Field,
    Mention,
    MentionKind,
    Reader,
    Span,
)
from tallystick.read.found import DateShape, FoundDate
from tallystick.read.rules import grammar as g
from tallystick.read.rules.lexicon import ActPattern, act_patterns, table
from tallystick.read.rules.mentions import mention_of
from tallystick.read.rules.name import NAME
from tallystick.read.rules.reference import antecedent, refers
from tallystick.read.rules.scan import Scan, Sentence, Token
from tallystick.read.rules.speech import voice_of
from tallystick.read.rules.units import attack_word

ANNOUNCES = frozenset("announce declare proclaim confirm order sign reach agree".split())
"""Verbs whose object is the act that they tell of."""


def read_statements(scan: Scan) -> tuple[Statement, ...]:
    """The statements of a document, the same act of the same issuer once."""
    found: list[Statement] = []
    for sentence in scan.sentences:
        for statement in _in_sentence(scan, sentence):
            if not any(_same(statement, other) for other in found):
                found.append(statement)
    return tuple(found)


def responsibility_claims(scan: Scan, sentence: Sentence) -> Iterator[Mention]:
    """Who claims responsibility in a sentence, each once."""
    for statement in _in_sentence(scan, sentence):
        if statement.act == "claim_of_responsibility" and statement.issuer is not None:
            yield statement.issuer


def _same(one: Statement, other: Statement) -> bool:
    if one.act != other.act or one.issuer is None or other.issuer is None:
        return False
    if one.issuer.actor and other.issuer.actor:
        return one.issuer.actor == other.issuer.actor
    return one.issuer.text.casefold() == other.issuer.text.casefold()


def _in_sentence(scan: Scan, sentence: Sentence) -> Iterator[Statement]:
    taken: set[int] = set()
    for token in sentence.tokens:
        pattern = _pattern(sentence, token)
        if pattern is None or token.i in taken or _unreal(token, pattern):
            continue
        issuer = _issuer(scan, sentence, token)
        if issuer is None or not _may_issue(sentence, issuer, pattern):
            continue
        taken |= {t.i for t in token.subtree if t.pos_ == "VERB"}
        yield _statement(scan, sentence, token, pattern, issuer)


def _pattern(sentence: Sentence, token: Token) -> ActPattern | None:
    after = _after(sentence, token)
    if token.pos_ == "VERB":
        patterns = act_patterns("statements", "verb").get(g.lemma(token), ())
    elif token.pos_ == "NOUN" and _said(token):
        patterns = act_patterns("act_nouns", "noun").get(g.lemma(token), ())
    else:
        return None
    return next((p for p in patterns if p.object is None or p.object.match(after)), None)


def _after(sentence: Sentence, token: Token) -> str:
    """The words below a token that stand after it, lower case, up to a semicolon."""
    words = []
    for t in sorted(token.subtree, key=lambda t: int(t.i)):
        if t.i <= token.i:
            continue
        if t.text == ";":
            break
        words.append(t.lower_)
    return " ".join(words)


def _said(noun: Token) -> bool:
    """Whether a noun is the object of a saying verb: "announced the halt of ..."."""
    top = g.first_conjunct(noun)
    verb = top.head
    return top.dep_ in ("dobj", "nsubjpass") and g.lemma(verb) in ANNOUNCES


def _unreal(token: Token, pattern: ActPattern) -> bool:
    """A negated act is none; a promised halt is one, a halt that others want is not."""
    who = g.subject(token) if token.pos_ == "VERB" else None
    nobody = who is not None and any(c.lower_ in ("no", "neither") for c in who.children)
    if g.negated(token) or nobody:
        return True
    if pattern.act in ("threat", "halt_announced", "resumption_announced"):
        return any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in token.children
        ) or (
            g.lemma(token.head) in ("call", "urge", "demand", "ask")
            and token.head is not token
        )
    return g.irreal(token)


def _issuer(scan: Scan, sentence: Sentence, token: Token) -> Mention | None:
    verb = token if token.pos_ == "VERB" else _verb_over(token)
    who = None
    if verb is not None:
        who = g.agent(verb) if g.passive(verb) else g.subject(verb)
    voice = voice_of(scan, sentence, token)
    if who is None or who.lower_ in ("statement", "decision"):
        return voice.speaker
    if refers(who):
        known = voice.speaker or antecedent(scan, sentence, who)
        return known or (None if who.pos_ == "PRON" else mention_of(sentence, who))
    return mention_of(sentence, who)


def _verb_over(noun: Token) -> Token | None:
    return next((t for t in g.ancestors(noun) if t.pos_ == "VERB"), None)


def _may_issue(sentence: Sentence, issuer: Mention, pattern: ActPattern) -> bool:
    """Only actors halt, threaten or deny: not "the attack ended operations"."""
    if issuer.actor is not None or issuer.kind is MentionKind.PERSON:
        return True
    words = issuer.text.lower().split()
    persons = table("persons", "lemma", "role")
    bodies = (
        "government",
        "ministry",
        "group",
        "official",
        "officials",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "leader",
        "leaders",
        "army",
        "military",
        "militia",
        "faction",
        "movement",
        "council",
        "party",
        "minister",
        "president",
        "groups",
        "governments",
        "authorities",
        "resistance",
    )
    return any(w in bodies or w in persons for w in words) or issuer.text[:1].isupper()


def _statement(
    scan: Scan, sentence: Sentence, token: Token, pattern: ActPattern, issuer: Mention
) -> Statement:
    voice = voice_of(scan, sentence, token)
    found = _dates(sentence, token)
    date = found[0].date if found else None
    act = (
        "halt_conditional"
        if pattern.act == "halt_announced" and _condition(token)
        else pattern.act
    )
    evidence = [
        Evidence(Field.ACT, sentence.span(token)),
        Evidence(Field.ISSUER, issuer.span),
        *(Evidence(Field.DATE, Span(sentence.part, d.start, d.end)) for d in found),
    ]
    if voice.speaker is not None and voice.speaker.span != issuer.span:
        evidence.append(Evidence(Field.SPEAKER, voice.speaker.span))
    return Statement(
        anchor=Anchor(scan.document.id, sentence.span(token), ClaimKind.STATEMENT),
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
            return str(token.doc[words[0].i : words[-1].i + 1].text)
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
