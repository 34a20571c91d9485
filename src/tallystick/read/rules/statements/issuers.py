"""Whose act it is: who denies, threatens, halts, behind whatever noun the text puts first.

The subject of the verb, the speaker of the clause, the signer of a paper, the owner of a
noun ("Egypt's condemnation"); and for a denial by "it" or "the group", who was accused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallystick.model.values import Mention
from tallystick.read.actors import resolve_actor
from tallystick.read.rules.actors.heralds import herald
from tallystick.read.rules.actors.mentions import found_mention, mention_of
from tallystick.read.rules.actors.naming import SPEAKERS, named
from tallystick.read.rules.actors.own_side import OWN_MEN, OWNERS, own_side, quoted
from tallystick.read.rules.actors.reference import ARMED, antecedent, pronoun, refers
from tallystick.read.rules.actors.speech import voice_of
from tallystick.read.rules.statements.act_wordings import stated_acts, verb_stated
from tallystick.read.rules.statements.communiques import OURS, signed_as_the_source, teller
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import bodies, table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

PAPERS = word_list("statements/issuers_papers")
SIGNED = ("by", "of", "from", "between", "signed")
"""Words before who made a paper or a truce."""
GIVEN_BY = ("by", "from")
"""Words before whose act a noun is: "condemnation from the C"."""
DRAWS = word_list("statements/draws")
BLAMES = word_list("statements/blames")
LAYS = frozenset(("on", "to", "at"))
"""Words before who is said to have done it: "blamed it on the C", "attributed to"."""
PUTS_ON = word_list("statements/puts_on")
UNNAMED = SPEAKERS | PAPERS
"""Who speaks for a party that stands elsewhere in the sentence."""
FAR = 2
"""Sentences before a denial in which its issuer may have been accused."""
WHO_PUBLISHES = re.compile(r"[,(]")
"""What parts a publisher's name from its office: "The C, media office (translated)"."""
FIRST_PERSON = OURS | {"i"}
FIGHTERS = ARMED | frozenset(
    "state_military_home state_military_abroad multinational_force".split()
)
CIVIL = word_list("statements/civil")


def issuer_of(scan: Scan, sentence: Sentence, token: Token, act: str) -> Mention | None:
    """Whose act a verb or a noun of the lists is."""
    stated = verb_stated(token) if stated_acts(token) else None
    verb = stated or (token if token.pos_ == "VERB" else _verb_over(token))
    who = None
    if stated is not None:
        who = g.subject(stated)
    elif verb is not None:
        verb = _said_beside(verb)
        who = g.agent(verb) if g.passive(verb) else g.subject(verb)
    voice = voice_of(scan, sentence, token)
    if voice.speaker is not None and (
        stated is not None or _theirs(sentence, voice.speaker)
    ):
        return voice.speaker
    if who is None and verb is not None and voice.speaker is None:
        return _named_before(sentence, verb)
    paper = who
    if who is not None and who.lemma in PAPERS:
        who = _signer(who) or who
    who = who or (_beside_its_place(verb) if verb is not None else None)
    if who is None or (who is paper and who.lower_ in ("statement", "decision")):
        return voice.speaker
    if voice.speaker is not None and (own_side(who) or g.child(who, "nummod")):
        known = _party(teller_of(scan, sentence, token))
        if known is not None:
            return known
    if pronoun(who) and who.lower_ in FIRST_PERSON and voice.speaker is None:
        return author(scan, sentence, who)
    who = named(sentence, who)
    if (owner := _master(who)) is not None:
        return antecedent(scan, sentence, owner) or mention_of(sentence, who)
    if refers(who):
        accused = _accused(scan, sentence, token) if act.startswith("denial") else None
        known = accused or _party(teller_of(scan, sentence, token))
        known = known or antecedent(scan, sentence, who)
        return known or (None if who.pos_ == "PRON" else mention_of(sentence, who))
    return mention_of(sentence, who)


def _beside_its_place(verb: Token) -> Token | None:
    """ "In Tolmo, a committee claimed it": the parser sets the committee beside the town."""
    places = (
        g.child(c, "pobj") for c in verb.children if c.dep_ == "prep" and c.i < verb.i
    )
    found = (g.child(place, "appos") for place in places if place is not None)
    return next((one for one in found if one is not None and one.i < verb.i), None)


def _said_beside(verb: Token) -> Token:
    """ "The C says the D fired first, and threatens": the verb of who says, by its tense."""
    inner = verb.head
    if verb.dep_ != "conj" or inner.dep_ != "ccomp" or inner.head.tag_ != verb.tag_:
        return verb
    other = {c.tag_ for c in inner.children if c.dep_ == "aux"} or {inner.tag_}
    return inner.head if verb.tag_ not in other else verb


def teller_of(scan: Scan, sentence: Sentence, token: Token) -> Mention | None:
    """Who says the clause of a token."""
    voice = voice_of(scan, sentence, token)
    who = g.subject(voice.verb) if voice.verb is not None else None
    if who is None and voice.speaker is None:
        return herald(sentence, token)
    if who is None or refers(who):
        return voice.speaker
    if who.lemma in PAPERS:
        signer = _signer(who)
        if signer is None and (known := _armed_before(scan, sentence)) is not None:
            return known
        who = signer or who
    return mention_of(sentence, named(sentence, who))


def _armed_before(scan: Scan, sentence: Sentence) -> Mention | None:
    """The armed party named last, whose "the statement" is that nobody is named for."""
    for near in (sentence, *scan.before(sentence, FAR)):
        told = [a for a in near.actors if a.actor_type in ARMED]
        if told:
            return found_mention(near, told[-1])
    return None


def _master(who: Token) -> Token | None:
    """The "its" of "its fighters", who act for somebody named before."""
    owner = g.child(who, "poss") if who.lemma in OWN_MEN else None
    return owner if owner is not None and pronoun(owner) else None


def _theirs(sentence: Sentence, speaker: Mention) -> bool:
    """ "The C has agreed, its commander said": the word of who speaks for those named."""
    inside = sentence.within(speaker.span.start, speaker.span.end)
    persons = table("persons", "lemma", "role")
    person = any(t.lemma in persons for t in inside)
    return person and inside[0].lower_ in OWNERS


def _named_before(sentence: Sentence, verb: Token) -> Mention | None:
    """The party before a finite verb that the parser gives no subject: "In leaflets the C
    threatens ..."."""
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBZ", "VBD", "VBP"):
        return None
    at = sentence.at(verb)
    told = [a for a in sentence.actors if a.end <= at and a.actor is not None]
    return found_mention(sentence, told[-1]) if told else None


def _party(teller: Mention | None) -> Mention | None:
    """Who says it, unless nobody in particular speaks for a party: "a spokesman", "a paper"."""
    return None if teller is not None and teller.text.casefold() in UNNAMED else teller


def author(scan: Scan, sentence: Sentence, we: Token) -> Mention | None:
    """Who "we" are in a paper's own voice: the group whose word it is, else its source."""
    if quoted(we):
        return None
    group = scan.once(teller)
    if group is not None:
        return group
    source = WHO_PUBLISHES.split(scan.document.source)[0].strip()
    known = resolve_actor(source).actor if source else None
    if known is not None:
        return replace(mention_of(sentence, we), actor=known)
    return scan.once(signed_as_the_source)


def owner_of(scan: Scan, sentence: Sentence, noun: Token) -> Mention | None:
    """Whose act a noun is: "Egypt's condemnation", "an ultimatum by the C", "its threat"."""
    owner = g.child(noun, "poss")
    if owner is None:
        verb = noun.head if noun.dep_ in ("dobj", "nsubj", "nsubjpass") else None
        draws = verb is not None and verb.lemma in DRAWS
        near = (*noun.children, *(verb.children if verb is not None and draws else ()))
        by = (c for c in near if c.dep_ in ("prep", "agent") and c.lower_ in GIVEN_BY)
        owner = next((inner for c in by if (inner := g.child(c, "pobj"))), None)
    if owner is None:
        return None
    owner = named(sentence, owner)
    if refers(owner):
        return antecedent(scan, sentence, owner)
    return mention_of(sentence, owner)


def _accused(scan: Scan, sentence: Sentence, token: Token) -> Mention | None:
    """Who was said to have done it shortly before: "X blamed the C. It denied this"."""
    for near in (sentence, *scan.before(sentence, FAR)):
        before = [t for t in near.tokens if near is not sentence or t.i < token.i]
        for verb in reversed(before):
            blamed = next(_blamed(verb), None) if verb.pos_ == "VERB" else None
            if blamed is None or any(t.i == token.i for t in blamed.subtree):
                continue
            found = mention_of(near, named(near, blamed))
            return found if may_issue(near, found, "denial") else None
    return None


def _blamed(verb: Token) -> Iterator[Token]:
    """Who is said to have done it, by a verb of blame."""
    name = verb.lemma
    if name in PUTS_ON:
        laid = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in LAYS)
        yield from (inner for c in laid if (inner := g.child(c, "pobj")))
    if name in BLAMES:
        told = "nsubjpass" if g.passive(verb) else "dobj"
        yield from (c for c in verb.children if c.dep_ == told)


def _signer(paper: Token) -> Token | None:
    """Who speaks in a paper: "a statement by the C", "the C's letter", "in the name of"."""
    owner = g.child(paper, "poss")
    maker = g.child(paper, "compound")
    if owner is not None:
        return owner
    if maker is not None and paper.lemma == "leaflet" and maker.lemma in bodies():
        return maker
    signed = (c for c in paper.subtree if c.dep_ in ("pobj", "dobj"))
    found = next((c for c in signed if c.head.lower_ in SIGNED), None)
    if found is None and paper.dep_ == "dobj":
        return g.subject(paper.head)
    return found


def _not_theirs(noun: Token) -> Sequence[str]:
    """The acts that one like this never issues: a company's halt, an analyst's threat."""
    if noun.pos_ != "NOUN":
        return ()
    return table("no_issuers", "lemma", "acts").get(noun.lemma, "").split()


def _verb_over(noun: Token) -> Token | None:
    return next((t for t in g.ancestors(noun) if t.pos_ == "VERB"), None)


def may_fight(sentence: Sentence, issuer: Mention) -> bool:
    """Whether an issuer may be one of those who attack: no ministry, police or broadcaster."""
    if bystander(sentence, issuer):
        return False
    first = sentence.within(issuer.span.start, issuer.span.end)
    if _types(sentence, issuer):
        return True
    if any(t.ent_type_ in ("GPE", "PERSON") for t in first):
        return False
    words = {t.lemma for t in first}
    return bool(words & bodies()) or any(t.pos_ == "PROPN" for t in first)


def bystander(sentence: Sentence, issuer: Mention) -> bool:
    """Whether an issuer is one of those who do not attack, by its kind or its name."""
    types = _types(sentence, issuer)
    if types:
        return not types & FIGHTERS
    first = sentence.within(issuer.span.start, issuer.span.end)
    return any(t.lemma in CIVIL for t in first)


def _types(sentence: Sentence, issuer: Mention) -> frozenset[str]:
    """The kinds of the actors in a mention, as far as known."""
    return frozenset(
        a.actor_type
        for a in sentence.actors
        if a.start < issuer.span.end and issuer.span.start < a.end and a.actor_type
    )


def may_issue(sentence: Sentence, issuer: Mention, act: str) -> bool:
    """Only actors halt, threaten or deny: not "the attack ended operations"."""
    elsewhere = issuer.span.start < sentence.start or issuer.span.end > sentence.end
    if issuer.actor is not None or elsewhere:
        return True
    first = sentence.within(issuer.span.start, issuer.span.end)
    inside = {t.i for t in first}
    if any(t.head.i not in inside and act in _not_theirs(t) for t in first):
        return False
    words = {t.lemma for t in first}
    if words & (bodies() | table("persons", "lemma", "role").keys()):
        return True
    return any(t.pos_ == "PROPN" or t.ent_type_ == "ORG" for t in first)
