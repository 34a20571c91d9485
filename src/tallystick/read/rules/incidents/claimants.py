"""Whose attack a claim of responsibility is of: the one it names, else the one told last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tallystick.model.claims import Response, Responsibility
from tallystick.model.lists import Assertion
from tallystick.model.values import Mention
from tallystick.read.found import PlaceUse
from tallystick.read.parties import party_fit
from tallystick.read.rules.actors.mentions import mention_of
from tallystick.read.rules.actors.speech import voice_of
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.events.event import COARSE, Event
from tallystick.read.rules.events.frames import Frame
from tallystick.read.rules.incidents.blamed import Blame, blames
from tallystick.read.rules.incidents.fields import says_own
from tallystick.read.rules.incidents.owning import Owned, owned, speaks_of
from tallystick.read.rules.incidents.spoken_for import by_own_account, spoken_for
from tallystick.read.rules.statements.answers import answers
from tallystick.read.rules.statements.claims import responsibility_claims
from tallystick.read.rules.statements.communiques import own_acts, teller
from tallystick.read.rules.statements.signs import signed
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import table, word_list
from tallystick.read.rules.text.scan import Scan, Sentence, Token

MOST_SENTENCES_BACK = 8
"""From a claim to the attack, where the claim does not name its place."""
NEXT = 2
"""From a claim to the attack told behind it, where none was told before."""
SAME_PLACE, SAME_WORD, SAME_PARTY = 6, 2, 2
"""What a shared place, a shared word and a shared party weigh against a sentence more."""
SAME_OBJECT = 3
"""What it weighs besides that a word of the event is what is claimed."""
CLAIMS = word_list("incidents/claims")
ANY_ATTACK = word_list("incidents/any_attack")
NEAR = 4
"""Words before a place in which "not" excepts it: "but not the one in"."""
NOT = word_list("incidents/not")


def add_claimants(scan: Scan, found: Sequence[Event], vague: Sequence[Frame]) -> None:
    """Give each claim of responsibility, and each denial of a part, to its event.

    Args:
        vague: tellings that make no event by themselves: "it said it had hit the base".
    """
    for event in found:
        for frame in event.frames:
            event.claimants += _claimed_outright(scan, frame)
    for sentence in scan.sentences:
        for one in scan.once_of(_claim_it, sentence):
            _give(found, sentence, one.who, one.about)
        for one in scan.once_of(_speak_of_it, sentence):
            spoken_of = _fitting(found, sentence, one.who)
            if spoken_of is not None and (
                _is_theirs(spoken_of, one.who)
                or (one.about is not None and _of_nobody(spoken_of))
            ):
                spoken_of.claimants.append(one.who)
        said_back = scan.once_of(_answers, sentence)
        told = _fitting(found, sentence) if said_back else None
        if told is not None:
            told.answers += said_back
    for frame in vague:
        speaker = frame.voice.speaker
        if speaker is not None and says_own(scan, frame):
            _give(found, frame.sentence, speaker)
    for sentence in scan.sentences:
        for blame in scan.once_of(_blames, sentence):
            _lay(scan, found, sentence, blame)
    for event in found:
        event.claimants += _claimed_before(found, event)
    for event in found:
        speaks = spoken_for(scan, event)
        if speaks is not None:
            event.claimants.append(speaks)
    group = scan.once(teller)
    if group is not None:
        for event in own_acts(scan, found, group):
            event.claimants.append(group)


def _claim_it(scan: Scan, sentence: Sentence) -> tuple[Owned, ...]:
    """Who claims an attack in a sentence, each as often as told."""
    by_word = (Owned(who, None) for who in responsibility_claims(scan, sentence))
    by_name = (Owned(who, None) for who in signed(scan, sentence))
    accounts = (roles.actors_of(scan, sentence, n) for n in by_own_account(sentence))
    by_account = (Owned(who, None) for them in accounts for who in them)
    return (*by_word, *owned(scan, sentence), *by_name, *by_account)


def _speak_of_it(scan: Scan, sentence: Sentence) -> tuple[Owned, ...]:
    return tuple(speaks_of(scan, sentence))


def _answers(scan: Scan, sentence: Sentence) -> tuple[Response, ...]:
    return tuple(answers(scan, sentence))


def _blames(scan: Scan, sentence: Sentence) -> tuple[Blame, ...]:
    return tuple(blames(scan, sentence))


def _claimed_outright(scan: Scan, frame: Frame) -> Iterable[Mention]:
    """ "The group claimed the strike on ...": who claims what its sentence tells."""
    for one in frame.triggers:
        verb = g.first_conjunct(one.token).head
        if one.token.pos_ == "VERB" or verb.lemma != "claim" or verb.pos_ != "VERB":
            continue
        who = g.agent(verb) if g.passive(verb) else g.subject(verb)
        if who is not None:
            yield from roles.actors_of(scan, frame.sentence, who)


def _give(
    found: Sequence[Event], sentence: Sentence, who: Mention, about: Token | None = None
) -> None:
    """Make somebody the claimant of what a sentence of theirs is about.

    Args:
        about: the word for it in the same sentence, if there is one.
    """
    if any(t.lower_ == "both" for t in sentence.tokens):
        for event in _last_two(found, sentence):
            event.claimants.append(who)
        return
    chosen = _told_by(found, about) or _fitting(found, sentence, who)
    chosen = chosen or _told_next(found, sentence)
    if chosen is not None:
        chosen.claimants.append(who)


def _told_next(found: Sequence[Event], sentence: Sentence) -> Event | None:
    """ "'We did it,' a caller said. The judge had been shot at eight": told right behind."""
    gaps = [(e.first.sentence.index - sentence.index, n) for n, e in enumerate(found)]
    first = min(gaps, default=None)
    return found[first[1]] if first is not None and 0 < first[0] <= NEXT else None


def _before(frame: Frame, sentence: Sentence, verb: Token) -> bool:
    """Whether something is told before a verb."""
    if frame.sentence is sentence:
        return bool(frame.head.token.i < verb.i)
    return frame.sentence.index < sentence.index


def _below(frame: Frame, verb: Token) -> bool:
    """Whether something is told below a verb: "pointed at the C after the blast killed"."""
    under = (c for c in verb.children if c.dep_ in ("prep", "advcl"))
    return any(t is frame.head.token for c in under for t in c.subtree)


def _claimed_before(found: Sequence[Event], event: Event) -> Iterable[Mention]:
    """ "The group claimed five attacks. By its account, a base was shelled": whose, it says.

    Who claims another attack of the report, and tells of one whose doer nobody names.
    """
    by = event.first.voice.speaker
    named = not _of_nobody(event) or event.claimants
    if by is None or by.actor is None or named or event.first.head.harm:
        return ()
    others = (m.actor for e in found if e is not event for m in e.claimants)
    return (by,) if by.actor in others else ()


def _is_theirs(event: Event, who: Mention) -> bool:
    """Whether an event is told, or said, to be of somebody's side."""
    doers = [f.perpetrators for f in event.frames]
    return party_fit([*doers, [one.actor for one in event.blamed]], [who]) > 0


def _of_nobody(event: Event) -> bool:
    """Whether nobody is told to have done it."""
    return not (event.blamed or any(f.perpetrators for f in event.frames))


def _told_by(found: Sequence[Event], word: Token | None) -> Event | None:
    """The event that a word tells of."""
    if word is None:
        return None
    told = ((e, t.token.i) for e in found for f in e.frames for t in f.triggers)
    return next((event for event, at in told if at == word.i), None)


def _lay(scan: Scan, found: Sequence[Event], sentence: Sentence, blame: Blame) -> None:
    """Make somebody the one to whom others lay what a sentence of theirs is about."""
    told = [e for e in found if any(_before(f, sentence, blame.verb) for f in e.frames)]
    told = told or [e for e in found if any(_below(f, blame.verb) for f in e.frames)]
    chosen = _told_by(found, blame.about) or _fitting(told, sentence, blame.who)
    if chosen is None or chosen.first.assertion is not Assertion.OCCURRED:
        return
    by = mention_of(sentence, blame.by) if blame.by is not None else None
    by = by or voice_of(scan, sentence, sentence.tokens[0]).speaker
    chosen.blamed.append(Responsibility(blame.who, blame.mode, by))


def _last_two(found: Sequence[Event], sentence: Sentence) -> Sequence[Event]:
    near = [e for e in found if _back(e, sentence) in range(MOST_SENTENCES_BACK + 1)]
    return sorted(near, key=lambda e: e.frames[-1].sentence.index)[-2:]


def _fitting(
    found: Sequence[Event], sentence: Sentence, who: Mention | None = None
) -> Event | None:
    """The event that a sentence speaks of: named by place, else like it and near."""
    places = frozenset(_named(sentence))
    ranked: list[tuple[int, int, Event]] = []
    for n, event in enumerate(found):
        back = _back(event, sentence)
        here = places & _sites(event)
        if back is None or (back > MOST_SENTENCES_BACK and not here):
            continue
        fit = SAME_PLACE * len(here) + _alike(event, sentence, who) - back
        if places and not here and _sites(event):
            fit -= SAME_PLACE
        ranked.append((fit, n, event))
    return max(ranked, key=lambda one: one[:2])[2] if ranked else None


def _back(event: Event, sentence: Sentence) -> int | None:
    """Sentences from an event's last telling before a sentence; None if it comes later."""
    told = [sentence.index - f.sentence.index for f in event.frames]
    return min((gap for gap in told if gap >= 0), default=None)


def _named(sentence: Sentence) -> Iterator[str]:
    """The sites and towns of a sentence, but for those of which it denies something."""
    for found in sentence.places:
        if found.use is not PlaceUse.LITERAL or found.place.precision in COARSE:
            continue
        root = sentence.root_of(found.start, found.end)
        before = [t for t in sentence.tokens if 0 < root.i - t.i <= NEAR]
        above = [t for t in g.ancestors(root) if t.pos_ == "VERB"][:1]
        if any(t.lemma in table("answers", "lemma", "pos") for t in g.ancestors(root)):
            continue  # what it was done for
        if not any(t.lower_ in NOT for t in (*before, *above)):
            yield found.place.id or found.place.text.casefold()


def _sites(event: Event) -> frozenset[str]:
    return frozenset(
        p.place.id or p.place.text.casefold()
        for f in event.frames
        for p in f.places
        if p.place.precision not in COARSE
    )


def _alike(event: Event, sentence: Sentence, who: Mention | None) -> int:
    """How far the words of a claim and its issuer fit an event."""
    said = {t.lemma for t in sentence.tokens if t.pos_ in ("NOUN", "VERB", "PROPN")}
    told = {t.token.lemma for f in event.frames for t in f.triggers}
    told |= {
        word
        for f in event.frames
        for target in f.targets
        for word in target.mention.text.casefold().split()
    }
    party = party_fit([f.perpetrators for f in event.frames], [who]) if who else 0
    named = _claimed_words(sentence) & told
    return SAME_WORD * bool(said & told) + SAME_OBJECT * bool(named) + SAME_PARTY * party


def _claimed_words(sentence: Sentence) -> set[str]:
    """What is claimed, and on whom: "owned the raid", "the attack on the constable"."""
    found = {
        below.lemma
        for verb in sentence.tokens
        if verb.lemma in CLAIMS
        for noun in g.objects(verb)
        for below in (noun, *(t for c in noun.children for t in c.children))
        if below.pos_ in ("NOUN", "PROPN")
    }
    return found - ANY_ATTACK
