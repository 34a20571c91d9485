"""Who did it, to whom, with what: the arguments of a word that tells of an attack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tallystick.model.claims import Weapon
from tallystick.model.values import Mention, MentionKind
from tallystick.read.found import FoundActor, FoundPlace
from tallystick.read.rules.actors.mentions import found_mention, mention_of
from tallystick.read.rules.actors.mentions import with_owner as with_owner
from tallystick.read.rules.actors.reference import antecedent, refers
from tallystick.read.rules.actors.speech import COUNTING
from tallystick.read.rules.attacks.behind import CARRIES_OUT as CARRIES_OUT
from tallystick.read.rules.attacks.behind import (
    blamed_for,
    blamed_on,
    by_whom,
    opposed,
    received_from,
    receives,
    whence,
    withstands,
)
from tallystick.read.rules.attacks.behind import is_weapon as is_weapon
from tallystick.read.rules.attacks.doers import CRAFT, behind_it, subject_of
from tallystick.read.rules.attacks.mines import came_upon
from tallystick.read.rules.harm.words import people_hit
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import (
    WeaponWords,
    table,
    trigger_words,
    weapon_words,
    word_list,
)
from tallystick.read.rules.text.scan import Scan, Sentence, Token

ON = ("on", "against", "at", "upon", "toward", "towards", "targeting", "into")


def in_a_name(sentence: Sentence, place: FoundPlace) -> bool:
    """Whether a place is part of an actor's name: "Islamic Resistance in Iraq", "US forces".

    Of forces that merely stand somewhere ("US forces in Iraq") the place stays a place.
    """
    for actor in sentence.actors:
        if actor.start <= place.start and place.end <= actor.end:
            named = actor.actor is not None and actor.actor.startswith("actor:")
            if named or place.end < actor.end:
                return True
    return False


def weapons_in(sentence: Sentence) -> tuple[tuple[WeaponWords, Token, Token], ...]:
    """The `weapons` of a whole sentence."""
    return tuple(weapons(sentence, sentence.tokens))


def weapons(
    sentence: Sentence, tokens: tuple[Token, ...]
) -> Iterator[tuple[WeaponWords, Token, Token]]:
    """Weapon words among some tokens: entry, first and last token; longest first."""
    known = weapon_words()
    taken: set[int] = set()
    for at in range(len(tokens) - 1, -1, -1):
        last = tokens[at]
        verb = last.pos_ == "VERB" and last.lower_ not in NEVER_VERBS
        if last.i in taken or verb or last.pos_ == "ADP" or flames(last):
            continue
        for entry in known.get(last.lemma) or known.get(_singular(last), ()):
            size = len(entry.words)
            run = tokens[at - size + 1 : at + 1] if at - size + 1 >= 0 else ()
            words = tuple(t.lower_ for t in run[:-1])
            if len(run) == size and words == entry.words[:-1]:
                taken.update(t.i for t in run)
                yield entry, run[0], last
                break


def _singular(name: Token) -> str:
    """A name without the -s that the parser leaves it: "Katyushas"."""
    return name.lower_.removesuffix("s") if name.pos_ == "PROPN" else ""


def flames(noun: Token) -> bool:
    """Whether "fire" burns: "set on fire", "caught fire"."""
    if noun.lower_ != "fire":
        return False
    over = noun.head.head if noun.head.lower_ == "on" else noun.head
    return over.lemma in ("set", "catch", "put", "extinguish", "start")


def weapon_of(sentence: Sentence, first: Token, last: Token, entry: WeaponWords) -> Weapon:
    """A weapon mention with its code."""
    return Weapon(sentence.mention(first, last, MentionKind.OBJECT, None), entry.weapon)


def perpetrators(scan: Scan, sentence: Sentence, trigger: Token) -> tuple[Mention, ...]:
    """Who is said to have done what a trigger tells, each once, as written."""
    return scan.once_at(_perpetrators, sentence, trigger)


def _perpetrators(scan: Scan, sentence: Sentence, trigger: Token) -> tuple[Mention, ...]:
    found = [m for noun in _doers(trigger) for m in actors_of(scan, sentence, noun)]
    if not found:
        found = [found_mention(sentence, a) for a in _prefixed(sentence, trigger)]
    if not found and trigger.pos_ == "NOUN":
        side = _side(sentence, trigger)
        found = [side] if side is not None else []
    return tuple(dict.fromkeys(m for m in found if not _only_speaks(sentence, m)))


def _only_speaks(sentence: Sentence, mention: Mention) -> bool:
    """Publishers and monitors tell of attacks; grammar alone may make them the doers."""
    return any(
        a.actor == mention.actor and a.actor_type in ("media_org", "monitor")
        for a in sentence.actors
        if a.actor is not None
    )


BY_OTHERS = CARRIES_OUT - {"use", "begin", "start"} | {"blame"}
"""What is said after an attack of whose it was: "launched by", "claimed by"."""
NEVER_VERBS = word_list("attacks/never_verbs")
INTRANSITIVE = word_list("attacks/intransitive")


def _doers(trigger: Token) -> Iterator[Token]:
    """Nouns that stand where the doer of a trigger stands."""
    by = (
        g.agent(trigger)
        or by_whom(trigger)
        or (behind_it(trigger) if g.passive(trigger) else None)
    )
    active = trigger.pos_ == "VERB" and g.child(trigger, "nsubj") is not None
    if by is not None and (not active or not g.objects(trigger)):
        yield from g.conjuncts(by)
        return
    if trigger.pos_ in ("VERB", "AUX"):
        yield from _doers_of_verb(trigger)
        return
    owner = g.child(trigger, "poss")
    if owner is not None and owner.pos_ != "PRON":
        yield owner
    under = trigger.head if trigger.head.lower_ == "under" else None
    yield from whence(trigger)
    yield from whence(under.head) if under is not None else ()
    yield from opposed(trigger)
    yield from blamed_for(trigger)
    verb = g.first_conjunct(trigger).head
    role = g.first_conjunct(trigger).dep_
    if verb.lower_ in NEVER_VERBS and verb.dep_ == "conj":
        verb = verb.head  # "carried out rocket and drone operations"
    if role in ("dobj", "nsubjpass") and verb.lemma in CARRIES_OUT:
        if g.passive(verb) or role == "nsubjpass":
            by = g.agent(verb)
            if by is not None:
                yield from g.conjuncts(by)
        else:
            who = g.subject(verb)
            if who is not None:
                yield from g.conjuncts(who)
    for clause in trigger.children:
        if clause.dep_ in ("acl", "relcl") and clause.lemma in BY_OTHERS:
            by = g.agent(clause) or (blamed_on(clause))
            if by is not None:
                yield from g.conjuncts(by)


def _doers_of_verb(verb: Token) -> Iterator[Token]:
    """Nouns for who does what a verb without "by" tells."""
    if receives(verb):
        yield from received_from(verb)
        return
    if came_upon(verb) is not None or withstands(verb):
        return
    if _suffers(verb) or headless_passive(verb):
        return
    who = subject_of(verb)
    if who is None or _says(who, verb) or came_upon(who.head) is who:
        return
    if verb.lemma == "come" and any(c.lower_ == "under" for c in verb.children):
        yield from whence(verb)
        return
    done = verb.lemma not in INTRANSITIVE or verb.lemma == "detonate"
    if is_weapon(who) or done:
        yield from g.conjuncts(who)


def _says(who: Token, trigger: Token) -> bool:
    """ "Shelling kills nine, doctors say": the subject of another verb only speaks."""
    other = who.dep_ == "nsubj" and who.head.i != trigger.i and trigger.dep_ == "advcl"
    return other and who.head.lemma in table("speech", "lemma", "relation")


def _suffers(verb: Token) -> bool:
    """Whether a verb is passive, by itself or with the one before: "were seized and shot"."""
    if g.passive(verb) or verb.dep_ != "conj" or verb.tag_ != "VBN":
        return g.passive(verb)
    return g.child(verb, "nsubj", "aux") is None and _suffers(verb.head)


def headless_passive(verb: Token) -> bool:
    """ "US bases struck 200 times": things that are attacked, with a verb and no object."""
    who = g.child(verb, "nsubj")
    if (
        who is None
        or g.objects(verb)
        or any(c.dep_ in ("aux", "neg") for c in verb.children)
    ):
        return False
    aims = table("attack_targets", "lemma", "target_type")
    if verb.dep_ in ("acl", "relcl") and is_weapon(verb.head):
        return False  # "the bullets that an escapee fired at him"
    held = verb.tag_ in ("VBD", "VBN") and aims.get(who.lemma) in HELD
    return (held and not _shoots(verb)) or people_hit(verb)


def _shoots(verb: Token) -> bool:
    """ "An army patrol fired on a crowd", and not "a patrol fired on near the river"."""
    return verb.lemma in ("fire", "shoot") and any(g.after(verb, *ON))


HELD = frozenset(
    "military_base_personnel maritime medical education housing commercial energy_oil aviation "
    "transport_road religious_cultural diplomatic".split()
)


def actors_of(scan: Scan, sentence: Sentence, noun: Token) -> Iterator[Mention]:
    """The actors that a noun names: itself, whom it stands for, whose weapon it is."""
    if is_weapon(noun):
        by = next((a for c in noun.children if (a := _sender(c)) is not None), None)
        whose = _owner_of(scan, sentence, noun)
        if by is not None and not is_weapon(by):
            yield from actors_of(scan, sentence, by)
        elif whose is not None:
            yield whose
        else:
            marked = [found_mention(sentence, a) for a in _prefixed(sentence, noun)]
            side = _side(sentence, noun)
            yield from marked or filter(None, [side])
        return
    nobody = any(c.lower_ in ("no", "neither") for c in noun.children)
    if noun.lemma in COUNTING or nobody:
        return
    if noun.lower_ == "we":
        yield mention_of(sentence, noun)
        return
    if refers(noun):
        known = antecedent(scan, sentence, noun)
        if known is not None:
            yield _whom(scan, sentence, known)
        elif noun.pos_ != "PRON":
            yield mention_of(sentence, noun)
        return
    owner = g.child(noun, "poss")
    if owner is not None and refers(owner):
        named = antecedent(scan, sentence, owner)
        yield replace(mention_of(sentence, noun), actor=named.actor if named else None)
        return
    units = table("units", "lemma", "measure")
    kind = table("no_doers", "lemma", "kind").get(noun.lemma)
    if _bare_place(sentence, noun):
        return
    if kind is not None and not (_armed_with(noun, kind) or _acts(noun, kind)):
        return
    if noun.lower_ in ("someone", "somebody"):
        yield mention_of(sentence, noun)
        return
    if (
        noun.lemma in units
        or noun.pos_ not in ("NOUN", "PROPN")
        or noun.ent_type_ == "DATE"
    ):
        if noun.lemma in units:
            yield from (found_mention(sentence, a) for a in _prefixed(sentence, noun))
        return
    yield with_owner(sentence, noun)


def _armed_with(noun: Token, kind: str) -> bool:
    """ "Two women wearing belts of explosives": who else would be among those hurt."""
    return kind == "hurt" and any(
        is_weapon(t)
        for c in noun.children
        if c.dep_ in ("acl", "prep") and c.lower_ not in ("in", "of", "by")
        for t in c.subtree
    )


def _acts(noun: Token, kind: str) -> bool:
    """ "Shot by a child", "a woman killed two guards": who else would be among those hurt."""
    over = noun.head
    does = noun.dep_ == "nsubj" and over.pos_ == "VERB" and bool(g.objects(over))
    return kind == "hurt" and (
        over.dep_ == "agent" or (does and not g.passive(over) and _violent(over))
    )


def _violent(verb: Token) -> bool:
    """Whether a verb by itself tells of an attack or of harm that somebody does."""
    word = trigger_words().get((verb.lemma, "VERB"))
    return word is not None and verb.lemma not in INTRANSITIVE


def _sender(clause: Token) -> Token | None:
    """ "A drone launched by the C", "the bomb that the C had hung on a van": the C."""
    if clause.dep_ not in ("acl", "relcl"):
        return None
    by = g.agent(clause)
    if by is not None or g.passive(clause):
        return by
    who = g.child(clause, "nsubj")
    return who if who is not None and who.lower_ not in RELATIVE else None


RELATIVE = frozenset("that which who".split())


def _owner_of(scan: Scan, sentence: Sentence, weapon: Token) -> Mention | None:
    """Whose weapon it is: "aircraft of the coalition", "the army's guns", "its jets"."""
    owner = next(g.after(weapon, "of"), None) or g.child(weapon, "poss")
    owner = owner or next(whence(weapon), None)
    if owner is not None and is_weapon(owner):
        marked = (found_mention(sentence, a) for a in _prefixed(sentence, owner))
        return next(marked, None) or _side(sentence, owner)
    if owner is not None and owner.lower_ == "our":
        return mention_of(sentence, weapon) if weapon.lemma in CRAFT else None
    if owner is not None and owner.lower_ in ("its", "their"):
        return antecedent(scan, sentence, owner)
    if owner is None or refers(owner) or owner.pos_ not in ("NOUN", "PROPN"):
        return None
    mention = mention_of(sentence, owner)
    named = mention.actor is not None or owner.ent_type_ in ("ORG", "NORP", "GPE")
    shot = weapon.head.dep_ == "agent" and owner.lemma in table("persons", "lemma", "role")
    return mention if named or shot else None


SIDES = word_list("attacks/sides")


def _side(sentence: Sentence, noun: Token) -> Mention | None:
    """Whose weapon or attack it is by a word before it: "a junta jet"."""
    for c in noun.children:
        if c.dep_ in ("compound", "amod", "nmod") and c.lemma.lower() in SIDES:
            return sentence.mention(c, c, MentionKind.ORGANIZATION, None)
    return None


def _whom(scan: Scan, sentence: Sentence, known: Mention) -> Mention:
    """Whom a mention stands for that itself refers back: "it", "the group", the name."""
    inside = sentence.within(known.span.start, known.span.end)
    if known.actor is not None or known.span.part is not sentence.part or not inside:
        return known
    noun = sentence.root_of(known.span.start, known.span.end)
    return (antecedent(scan, sentence, noun) or known) if refers(noun) else known


def _bare_place(sentence: Sentence, noun: Token) -> bool:
    """A place coordinated by mistake with a doer ("strikes in Iraq and Syria killed")."""
    at = sentence.at(noun)
    return noun.dep_ == "conj" and any(p.start <= at < p.end for p in sentence.places)


def _prefixed(sentence: Sentence, noun: Token) -> Iterator[FoundActor]:
    """Actors in the words before a noun: "US airstrikes", "Houthi drone attack"."""
    if noun.pos_ in ("VERB", "AUX"):
        return
    first, _ = g.noun_phrase(noun)
    span = sentence.span(first, noun)
    for actor in sentence.actors:
        if (
            span.start <= actor.start
            and actor.end <= span.end
            and actor.end <= sentence.at(noun)
        ):
            yield actor
            return
    for place in sentence.places:
        if (
            span.start <= place.start
            and place.end <= sentence.at(noun)
            and place.place.country
        ):
            inside = sentence.within(place.start, place.end)
            yield FoundActor(
                sentence.at(inside[0]),
                place.end,
                f"state:{place.place.country}",
                MentionKind.ORGANIZATION,
                None,
                place.place.country,
                "demonym before an attack word",
            )
            return
