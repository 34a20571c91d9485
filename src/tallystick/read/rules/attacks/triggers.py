"""Words of a sentence that tell of an attack that happened, is denied or is planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallystick.model.lists import Assertion, Measure
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.attacks.nominal import nominal
from tallystick.read.rules.attacks.phrasal import TELLS, armed, done_to, hyphened, phrasal
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.harm.injuries import wounded
from tallystick.read.rules.harm.nobody import no_harm
from tallystick.read.rules.harm.wounds import compounded
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import TriggerWord, table, trigger_words, word_list
from tallystick.read.rules.text.scan import Sentence, Token

DENIED = word_list("attacks/denied")
WHERE = word_list("attacks/where")
HANGING = ("acl", "relcl", "ccomp", "prep")
"""How a clause or phrase hangs on the noun for what it tells."""
CONDITIONS = frozenset(("if", "unless", "whether"))
DEFINITE = frozenset("the this these those".split())
THREATS = word_list("attacks/threats")


@dataclass(frozen=True)
class Trigger:
    """A word that tells of an attack, with what its list says of it."""

    token: Token
    word: TriggerWord
    assertion: Assertion

    @property
    def harm(self) -> bool:
        """Whether it only tells that people were hurt."""
        return self.word.kind in ("harm", "slain")


def triggers(sentence: Sentence, counts: Sequence[Counted]) -> tuple[Trigger, ...]:
    """The triggers of a sentence in order, without those that a total counts."""
    totals = {
        token.i
        for one in counts
        if one.measure is Measure.INCIDENTS
        for token in (
            one.head,
            one.governor,
            g.clause_verb(one.head) if _only_counts(one) else one.head,
        )
    }
    found = []
    for token in sentence.tokens:
        if token.i in totals or token.pos_ not in TELLING:
            continue
        word = next((w for w in _words(token) if _tells(sentence, token, w)), None)
        if word is not None:
            word = _plain_harm(word) if _only_hurts(token, word) else word
            found.append(Trigger(token, word, assertion_of(token)))
    if len(found) > 1:
        found = [t for t in found if t.word.kind != "vehicles"]  # only how it began
    return tuple(found) or tuple(_nobody_hurt(sentence)) or tuple(_happened(sentence))


def _only_hurts(token: Token, word: TriggerWord) -> bool:
    """ "A guard was hit in the leg", "two were badly burnt": what befell people."""
    people = (c for c in token.children if c.dep_ in ("nsubjpass", "dobj"))
    return word.kind == "needs-target" and any(wounded(who, token) for who in people)


def _plain_harm(word: TriggerWord) -> TriggerWord:
    return TriggerWord(word.lemma, word.pos, "operation_unspecified", "harm")


AFTER_THE_FACT = ("law", "mourning", "search", "answer")
"""Kinds of aftermath that need an attack: "will stand trial for the killing of"."""
TELLING = ("VERB", "NOUN", "PROPN")
"""Parts of speech of words that may tell of an attack."""
HAPPENS = word_list("attacks/happens")
IT = frozenset("it this that".split())


def _happened(sentence: Sentence) -> Iterator[Trigger]:
    """ "It happened at noon near the bridge", "the incident was reported on Tuesday"."""
    for token in sentence.tokens:
        if token.pos_ != "VERB" or token.lemma not in HAPPENS or g.negated(token):
            continue
        what = g.child(token, "nsubj", "nsubjpass")
        if what is not None and _told_before(what) and _only_placed(token):
            word = TriggerWord(token.lemma, "VERB", "operation_unspecified", "refers")
            yield Trigger(token, word, assertion_of(token))
            return


def _told_before(noun: Token) -> bool:
    """ "It", "the incident": a word for an event that stands before it."""
    known = trigger_words().get((noun.lemma, "NOUN"))
    refers = known is not None and known.kind == "refers"
    definite = any(c.lower_ in ("the", "this") for c in noun.children)
    return noun.lower_ in IT or (refers and definite)


def _only_placed(verb: Token) -> bool:
    """Whether a verb tells when and where, not what: "it was reported on Tuesday"."""
    if any(c.dep_ == "ccomp" for c in verb.children):
        return False
    if verb.lemma == "take":
        return any(o.lower_ == "place" for o in g.objects(verb))
    return verb.lemma != "report" or g.passive(verb)


def _nobody_hurt(sentence: Sentence) -> Iterator[Trigger]:
    """ "There were no casualties": tells of what was told just before."""
    for _, _, _, noun in no_harm(sentence):
        word = TriggerWord(noun.lemma, "NOUN", "operation_unspecified", "harm")
        yield Trigger(noun, word, Assertion.OCCURRED)
        return


def _only_counts(one: Counted) -> bool:
    """Whether the verb over a counted attack only carries the count ("carried out 200")."""
    return g.clause_verb(one.head).lemma in roles.CARRIES_OUT


def _words(token: Token) -> Iterator[TriggerWord]:
    """What a word may tell, with the words after it before it alone."""
    if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "aux"):
        yield from phrasal(token)
        known = trigger_words().get((token.lemma, "VERB"))
    elif token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "nmod"):
        yield from phrasal(token)
        known = hyphened(token) or compounded(token) or _noun(token) or nominal(token)
    else:
        return
    if known is not None:
        yield known


def _noun(token: Token) -> TriggerWord | None:
    """The entry of a noun; the parser keeps the -s of what it takes for a name."""
    words = trigger_words()
    found = words.get((token.lemma, "NOUN"))
    plural = token.pos_ == "PROPN" and token.lower_.endswith("s")
    return found or (words.get((token.lower_[:-1], "NOUN")) if plural else None)


def _tells(sentence: Sentence, token: Token, word: TriggerWord) -> bool:
    if word.kind in TELLS:
        return TELLS[word.kind](token)
    if _by_nature(token) or _of_workers(token):
        return False
    if word.kind in ("attack", "stop", "harm"):
        return not _name_of_a_war(token)
    if word.kind == "needs-weapon":
        return _has_weapon(sentence, token) and (
            token.pos_ == "NOUN" or _aims_at_something(sentence, token)
        )
    if word.kind == "needs-target":
        return _has_weapon(sentence, token) or _has_target(token)
    if word.kind == "needs-vessel":
        return any(
            table("attack_targets", "lemma", "target_type").get(o.lemma) == "maritime"
            for o in (
                *g.objects(token),
                *(c for c in token.children if c.dep_ == "nsubjpass"),
            )
        )
    return False


def _name_of_a_war(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ in ("EVENT", "WORK_OF_ART")


def _by_nature(token: Token) -> bool:
    """Whether weather, an animal or an illness does it: "the storm struck", "killed by"."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    by = g.agent(token)
    who = by if by is not None or g.passive(token) else g.subject(token)
    return who is not None and (
        table("no_doers", "lemma", "kind").get(who.lemma) == "nature"
    )


WALKOUTS = word_list("attacks/walkouts")


def _of_workers(token: Token) -> bool:
    """Whether a strike is a walkout: "a general strike", "go on strike"."""
    if token.lemma != "strike" or token.pos_ == "VERB":
        return False
    bare = not any(c.dep_ in ("det", "amod", "compound", "nummod") for c in token.children)
    on = token.dep_ == "pobj" and token.head.lower_ == "on" and bare
    called = token.dep_ == "dobj" and token.head.lemma in ("call", "join", "suspend")
    return on or called or any(c.lower_ in WALKOUTS for c in token.children)


def _has_weapon(sentence: Sentence, token: Token) -> bool:
    clause = tuple(sorted(_clause(token), key=lambda t: int(t.i)))
    return any(True for _ in roles.weapons(sentence, clause))


def _clause(token: Token) -> set[Token]:
    """The words of a trigger's own clause, without clauses below that have their own verb."""
    found = {token}
    queue = [token]
    if token.dep_ in ("relcl", "acl"):
        found.add(token.head)  # "a missile that fell near the terminal"
    while queue:
        one = queue.pop()
        for c in one.children:
            if c.dep_ in ("ccomp", "advcl", "relcl", "parataxis") or (
                c.dep_ == "conj" and c.pos_ == "VERB"
            ):
                continue
            found.add(c)
            queue.append(c)
    return found


def _has_target(token: Token) -> bool:
    kinds = table("attack_targets", "lemma", "target_type")
    if token.pos_ in ("VERB", "AUX"):
        aims = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
        aims += done_to(token)
    else:
        aims = [
            o
            for c in token.children
            if c.dep_ == "prep"
            and (c.lower_ in roles.ON or (c.lower_ == "of" and token.lemma in DONE_TO))
            for o in c.children
            if o.dep_ == "pobj"
        ]
    for aim in (one for a in aims for one in g.conjuncts(a)):
        place = aim.ent_type_ in ("GPE", "LOC", "FAC")
        named = aim.pos_ == "PROPN" and armed(token)
        if (
            aim.lemma in kinds
            or place
            or named
            or aim.lemma in table("persons", "lemma", "role")
        ):
            return True
    return False


DONE_TO = word_list("attacks/done_to")


def _aims_at_something(sentence: Sentence, token: Token) -> bool:
    """ "fired missiles at the base", "landed near the embassy": not "launched a missile test"."""
    return any(
        c.dep_ == "prep" and (c.lower_ in roles.ON or c.lower_ in WHERE)
        for c in _clause(token)
    )


def assertion_of(token: Token) -> Assertion:
    """Whether the clause of a trigger tells of it as having happened."""
    return token.once(_assertion_of)


def _assertion_of(token: Token) -> Assertion:
    for one in g.ancestors(token):
        if one is not token and one.pos_ == "VERB":
            if one.lemma in DENIED and not _role_only(token):
                return Assertion.DID_NOT_OCCUR
            if one.lemma in THREATS:
                return Assertion.THREATENED
        if _told_as_untrue(one):
            return Assertion.DID_NOT_OCCUR
        for below in one.children:
            if below.dep_ == "mark" and below.lower_ in CONDITIONS:
                return Assertion.CONDITIONAL
        if one.dep_ in ("relcl", "advcl") or g.own_time(one) or _names_an_event(token, one):
            break
    if token.pos_ == "VERB" and g.negated(token):
        return Assertion.DID_NOT_OCCUR
    if _names_an_event(token, token) or _befallen(token) or _looked_back_on(token):
        return Assertion.OCCURRED
    if not g.irreal(token):
        return Assertion.OCCURRED
    return Assertion.PLANNED


def _looked_back_on(token: Token) -> bool:
    """ "The strike on the consulate will not go unanswered": what something will follow on."""
    if token.pos_ == "VERB" or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    verb = token.head
    definite = any(c.lower_ in DEFINITE or c.dep_ == "poss" for c in token.children)
    return definite and token.tag_ in ("NN", "NNP") and verb.lemma in AFTERWARDS


AFTERWARDS = word_list("attacks/afterwards")


def _role_only(event: Token) -> bool:
    """ "Denied that it carried out the attack on": whose it was is denied, not that it was."""
    carries = event if event.pos_ == "VERB" else event.head
    if carries.lemma not in roles.CARRIES_OUT:
        return False
    done = [event] if carries is not event and event.dep_ == "dobj" else g.objects(carries)
    return any(c.lower_ in DEFINITE for noun in done for c in noun.children)


def role_denied(event: Token) -> bool:
    """Whether somebody denies in the same sentence that an event was theirs."""
    return _role_only(event) and any(one.lemma in DENIED for one in g.ancestors(event))


def _told_as_untrue(one: Token) -> bool:
    """Whether a word hangs on something told that is said to be untrue: "the claim that a
    school burned has no basis", "reports of a raid were denied"."""
    if one.dep_ not in HANGING:
        return False
    kinds = table("untrue", "lemma", "kind")
    told = one.head
    if kinds.get(told.lemma) != "told":
        return False
    verb = told.head
    if verb.lemma in DENIED:
        return told.dep_ in ("dobj", "nsubjpass")
    if told.dep_ not in ("nsubj", "nsubjpass") or verb is told:
        return False
    called = (verb, *(c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")))
    if any(kinds.get(word.lemma) == "untrue" for word in called):
        return not g.negated(verb)
    return any(_without(verb, c) for c in verb.children if c.dep_ == "dobj")


def _without(verb: Token, ground: Token) -> bool:
    """Whether a verb says of its object that there is none: "has no basis", "lacks truth"."""
    if table("untrue", "lemma", "kind").get(ground.lemma) != "ground":
        return False
    none = any(c.lower_ in ("no", "little") for c in ground.children)
    return none or g.negated(verb) or verb.lemma == "lack"


def _befallen(token: Token) -> bool:
    """ "Mourning for those killed by ...": a bare participle tells what has happened."""
    for one in g.ancestors(token):
        if one.dep_ == "acl" and one.tag_ == "VBN":
            return not any(c.dep_ in ("aux", "mark") for c in one.children)
        if one.pos_ in ("VERB", "AUX") and one is not token:
            return False
    return False


def _names_an_event(token: Token, one: Token) -> bool:
    """A definite attack that another noun or "to" hangs on: "an answer to the attack that"."""
    if one is not token or token.pos_ == "VERB" or token.dep_ != "pobj":
        return False
    definite = any(c.lower_ in ("the", "this", "that") for c in token.children)
    told = any(c.dep_ == "relcl" for c in token.children)
    whose = any(c.lower_ == "of" or c.dep_ == "poss" for c in token.children)
    if (definite or whose) and _comes_after(token.head):
        return True
    return (definite or told) and token.head.head.pos_ == "NOUN"


def _comes_after(link: Token) -> bool:
    """ "In court over", "stand trial for", "respond to": what is done after an attack."""
    if link.lower_ == "over":
        return True
    does = link.head
    things = [c for c in does.children if c.dep_ == "dobj"]
    things += [
        n for c in does.children if c.i < link.i for n in c.children if n.dep_ == "pobj"
    ]
    kinds = table("aftermath", "lemma", "kind")
    return any(kinds.get(one.lemma) in AFTER_THE_FACT for one in (does, *things))
