"""What was attacked: the targets of a word that tells of an attack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tallystick.model.claims import Target
from tallystick.model.values import Mention
from tallystick.read.rules.actors.own_side import own_side
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.attacks.behind import by_whom, receives
from tallystick.read.rules.attacks.mines import came_upon
from tallystick.read.rules.attacks.phrasal import airborne, done_to
from tallystick.read.rules.harm.wounds import WOUNDS, is_person, sent, wounded
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

BURSTS = word_list("attacks/bursts")
BESIDE = word_list("attacks/beside")
IN_FRONT = word_list("attacks/in_front")
SALVOS = word_list("attacks/salvos")
REMAINS = word_list("attacks/remains")
BLUNDERS = word_list("attacks/blunders")
SURVIVES = frozenset("survive escape withstand endure".split())
DYING = frozenset("die perish succumb drown".split())
"""Where somebody dies is not what was attacked: "died on the table"."""
RUINS = word_list("attacks/ruins")
SENT_OFF = word_list("attacks/sent_off")
NO_AIMS = word_list("attacks/no_aims")


def targets(scan: Scan, sentence: Sentence, trigger: Token) -> tuple[Target, ...]:
    """What a trigger's attack was aimed at, as described, each once."""
    return scan.once_at(_targets, sentence, trigger)


def _targets(_: Scan, sentence: Sentence, trigger: Token) -> tuple[Target, ...]:
    found: dict[Mention, Target] = {}
    no_doers = table("no_doers", "lemma", "kind")
    for noun in hit_by(trigger):
        flown = _weapons(noun) and not _brought_down(trigger)
        flown = flown and trigger.lemma not in RUINS
        if flown or noun.pos_ not in ("NOUN", "PROPN", "NUM") or noun.lemma in NO_AIMS:
            continue
        if no_doers.get(noun.lemma) == "time":
            continue
        at = sentence.at(noun)
        if any(d.start <= at < d.end for d in sentence.dates):
            continue
        mention = roles.with_owner(sentence, noun)
        kind = table("attack_targets", "lemma", "target_type").get(noun.lemma)
        found.setdefault(mention, Target(mention, kind))
    return tuple(found.values())


def _weapons(noun: Token) -> bool:
    """ "A drone", "a salvo of 15 missiles"."""
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    inside = g.child(of, "pobj") if of is not None else None
    return roles.is_weapon(noun) or (
        noun.lemma in SALVOS and inside is not None and roles.is_weapon(inside)
    )


def hit_by(trigger: Token) -> Iterator[Token]:
    """Nouns and pronouns that stand where what is attacked stands."""
    met = came_upon(trigger)
    if met is not None or receives(trigger):
        who = met or g.subject(trigger)
        yield from g.conjuncts(who) if who is not None else ()
        return
    if trigger.pos_ in ("VERB", "AUX"):
        if g.passive(trigger) or roles.headless_passive(trigger):
            subject = _sufferer(trigger)
            if subject is not None:
                yield from g.conjuncts(subject)
        else:
            yield from g.objects(trigger)
            yield from _meant(trigger)
    elif trigger.lemma in WOUNDS:
        yield from wounded(trigger)
    else:
        yield from sent(trigger)
    yield from _beside(trigger)
    for c in trigger.children:
        if (
            c.dep_ == "prep"
            and trigger.lemma not in DYING
            and (c.lower_ in roles.ON or (c.lower_ == "of" and trigger.pos_ == "NOUN"))
            and not _where(c, trigger)
        ):
            aim = g.child(c, "pobj")
            if aim is not None:
                yield from g.conjuncts(aim)
        if c.lower_ == "to" and any(o.lower_ == "fire" for o in g.objects(trigger)):
            yield from _set_alight(c)
        if c.dep_ == "dobj" and c.lower_ == "fire":
            yield from (noun for to in c.children for noun in _set_alight(to))
        if c.dep_ == "acl" and c.lemma == "target":
            yield from g.objects(c)
    yield from _under(trigger)
    by = (g.agent(trigger) or by_whom(trigger)) if trigger.pos_ == "NOUN" else None
    if by is not None:
        yield from (one for aim in g.after(by, "on", "against") for one in g.conjuncts(aim))
    verb = trigger.head
    if trigger.dep_ == "dobj" and verb.lemma in roles.CARRIES_OUT:
        for c in verb.children:
            if c.dep_ == "prep" and c.lower_ in roles.ON:
                aim = g.child(c, "pobj")
                if aim is not None:
                    yield from g.conjuncts(aim)


def _sufferer(verb: Token) -> Token | None:
    """The subject of a passive, or what stands for it: "did his round and was shot"."""
    subject = g.child(verb, "nsubjpass", "nsubj")
    if subject is None and verb.dep_ in ("acl", "relcl"):
        return verb.head
    if subject is None and verb.dep_ == "conj":
        return g.child(verb.head, *g.SUBJECTS)
    return subject


def _meant(verb: Token) -> Iterator[Token]:
    """ "Bombs on the ministry killed three": what the weapon that kills was meant for."""
    who = g.child(verb, "nsubj")
    if who is not None and roles.is_weapon(who):
        yield from (
            one for aim in g.after(who, "on", "against") for one in g.conjuncts(aim)
        )


def _where(prep: Token, verb: Token) -> bool:
    """ "At the ferry, gunmen shot ...", "were shot at the ferry": where, and no aim."""
    if verb.pos_ not in ("VERB", "AUX") or prep.lower_ not in ("at", "on"):
        return False
    who = g.subject(verb)
    if prep.i < verb.i and (who is None or prep.i < who.i):
        return True
    aims = done_to(verb) or ((verb.head,) if verb.dep_ == "acl" else ())
    sent_off = verb.lemma in SENT_OFF and not g.passive(verb)
    met = any(not roles.is_weapon(aim) for aim in aims) and not sent_off
    return prep.lower_ == "at" and prep.i > verb.i and met


def _under(trigger: Token) -> Iterator[Token]:
    """ "The town was under rocket attack", "the camp stayed under fire all night"."""
    over = g.first_conjunct(trigger).head
    kept = over.lower_ == "under" and over.head.lemma in REMAINS
    into = over.lower_ == "into" and over.head.lemma in BLUNDERS
    lived = over.lemma in SURVIVES and g.first_conjunct(trigger).dep_ == "dobj"
    if kept or into or lived:
        who = g.subject(over if lived else over.head)
        if who is not None:
            yield from g.conjuncts(who)


def _told_again(trigger: Token) -> bool:
    """ "One of its members had blown himself up": who says so speaks of what was told."""
    who = g.child(trigger, "nsubj")
    return trigger.lemma == "blow" and who is not None and own_side(who)


def _set_alight(to: Token) -> Iterator[Token]:
    """What stands behind "to" in "set fire to two cars"."""
    if to.lower_ == "to":
        yield from (one for o in to.children for one in g.conjuncts(o))


def _brought_down(trigger: Token) -> bool:
    """ "Shot down an aircraft": what flies is what was attacked."""
    if trigger.pos_ != "VERB" or trigger.lemma not in ("shoot", "bring", "down"):
        return False
    return any(airborne(one) for one in done_to(trigger))


def _beside(trigger: Token) -> Iterator[Token]:
    """What a bomb went off beside, or a shell fell on: a thing that is attacked, no place."""
    if trigger.lemma not in BURSTS or _told_again(trigger):
        return
    for prep in trigger.children:
        if prep.dep_ != "prep" or prep.lower_ not in BESIDE:
            continue
        near = g.child(prep, "pobj")
        if near is not None and near.lemma in IN_FRONT:
            of = next((c for c in near.children if c.lower_ == "of"), None)
            near = g.child(of, "pobj") if of is not None else None
        if near is not None:
            yield from (one for one in g.conjuncts(near) if _attacked(one, trigger))


def _attacked(noun: Token, trigger: Token) -> bool:
    known = noun.lemma in table("attack_targets", "lemma", "target_type")
    counted = g.child(noun, "nummod") is not None and trigger.lemma == "blow"
    return known and noun.pos_ == "NOUN" and not counted


VENUES = word_list("attacks/venues")
HEALS = word_list("attacks/heals")


def venues(
    sentence: Sentence, tokens: Iterable[Token], known: Sequence[Target]
) -> Iterator[Target]:
    """What those hit were at, where nothing but people is told as aimed at.

    "A bomber killed 12 people outside a court", "bombs on four trains killed 92".

    Args:
        tokens: the triggers of one event.
        known: what was aimed at, as far as told.
    """
    kinds = table("attack_targets", "lemma", "target_type")
    people = table("persons", "lemma", "role")
    for target in known:
        root = sentence.root_of(target.mention.span.start, target.mention.span.end)
        if not (root.lemma in people or root.like_num or is_person(root)):
            return
    for token in tokens:
        for noun in (*_at(token), *_off(token)):
            thing = (
                noun.lemma in kinds and noun.lemma not in people and noun.lemma not in HEALS
            )
            if thing and noun.pos_ == "NOUN":
                for one in g.conjuncts(noun):
                    mention = roles.with_owner(sentence, one)
                    yield Target(mention, kinds.get(one.lemma))
                return


def _at(trigger: Token) -> Iterator[Token]:
    """Nouns behind prepositions of place on a trigger, or on its weapon or its victims."""
    near = [trigger]
    if trigger.pos_ == "VERB":
        who = g.agent(trigger) or g.child(trigger, "nsubj")
        near += [who] if who is not None and _charge(who) else []
        near += g.objects(trigger)
    for one in tuple(near):
        near += [c for c in one.children if c.dep_ == "acl" and c.lemma in LAID]
        near += [o for o in one.children if o.dep_ == "dobj" and o not in near]
    for one in near:
        yield from g.after(one, *VENUES)


def _off(trigger: Token) -> Iterator[Token]:
    """The vehicle or vessel that people were taken from: "hauled off the tug"."""
    kinds = table("attack_targets", "lemma", "target_type")
    if any(is_person(one) for one in done_to(trigger)) and trigger.lemma in TAKES_AWAY:
        aboard = g.after(trigger, "off", "from")
        yield from (noun for noun in aboard if kinds.get(noun.lemma) in MOVES)


MOVES = frozenset(("transport_road", "maritime", "aviation"))
TAKES_AWAY = word_list("attacks/takes_away")


def _charge(noun: Token) -> bool:
    return roles.is_weapon(noun) or noun.lemma in BURSTS


LAID = word_list("attacks/laid")
