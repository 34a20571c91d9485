"""Who makes a statement: the subject of its words, or whom they go on about."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.values import Mention, MentionKind, PlacePrecision
from tallystick.read.phrases.issuers import issuer_of
from tallystick.read.phrases.lexicon import Hit
from tallystick.read.phrases.page import Page, Sentence
from tallystick.read.phrases.phrases import Party, Role, at_before, parties, role_by_mark
from tallystick.read.phrases.voices import named, voice_of

FARTHEST_ISSUER = 18
FARTHEST_DOER = 5
"""Words from a verb to "by ..." behind it, where the subject stands before it."""
LONGEST_CLITIC = 3
"""Letters of the small words between a subject and its verb: "se ha", "a", "les"."""
MOST_CLITICS = 3
FARTHEST_INSIDE = 4
"""Words from whom "in" stands before to the verb that they do."""
OPENING = 1
"""Words before a verb whose pronoun opens its sentence: "il menace"."""
MOST_SENTENCES_BACK = 2
"""How far back the subject of a verb may stand that has none of its own."""


def maker_of(page: Page, sentence: Sentence, hit: Hit) -> Mention | None:
    """The subject of a statement's words, else the voice that says them.

    A verb without a subject goes on with the subject of the sentences before it.
    """
    told = [p for p in parties(sentence) if not hit.first <= p.first <= hit.last]
    near = [p for p in told if sentence.apart(p.first, hit.first) <= FARTHEST_ISSUER]
    marked = [p for p in near if _does(sentence, hit, p)]
    chosen = marked[0] if marked else _subject(sentence, hit, near)
    stranger = None if marked else _stranger(sentence, hit, told)
    if stranger is not None:
        return stranger
    chosen = chosen or _inside(sentence, hit, near)
    if chosen is not None:
        return named(page, sentence, chosen)
    said = voice_of(page, sentence, hit.first).speaker
    found = said or _gone_on_with(page, sentence, hit) or issuer_of(page)
    if found is not None:
        return found
    farther = _subject(sentence, hit, told)
    return named(page, sentence, farther) if farther else _government(sentence)


def _subject(sentence: Sentence, hit: Hit, near: Sequence[Party]) -> Party | None:
    free = [p for p in near if _is_free(sentence, p)]
    before = [p for p in free if p.last < hit.first]
    after = [p for p in free if hit.last < p.first]
    if (
        sentence.habits.order == "vso"
        and after
        and sentence.apart(hit.last, after[0].first) <= 3
    ):
        return after[0]
    if before:
        return before[0] if sentence.habits.order == "sov" else before[-1]
    beside = after and sentence.apart(hit.last, after[0].first) <= 4
    if not beside or _of_a_clause(sentence, hit, after[0]):
        return None
    return after[0]


def _does(sentence: Sentence, hit: Hit, party: Party) -> bool:
    """ "Condemned by ...": a doer that is marked, and is none of something farther on."""
    if role_by_mark(sentence, party.first, party.last) is not Role.DOER:
        return False
    fixed = sentence.habits.order == "svo" and party.first > hit.last
    return not fixed or sentence.apart(hit.last, party.first) <= FARTHEST_DOER


def _is_free(sentence: Sentence, party: Party) -> bool:
    """Whether nothing marks a party as doer, aim, place or genitive of something else."""
    return (
        role_by_mark(sentence, party.first, party.last) is None
        and not at_before(sentence, party.first)
        and not sentence.cue_before("of", party.first, 1)
        and not any(sentence.cue_before(name, party.first, 2) for name in ("with", "from"))
    )


def _of_a_clause(sentence: Sentence, hit: Hit, party: Party) -> bool:
    """ "Demands that the army leave": who stands behind "that" makes no statement."""
    return any(hit.last < cue.first < party.first for cue in sentence.cues("that"))


def _stranger(sentence: Sentence, hit: Hit, told: Sequence[Party]) -> Mention | None:
    """ "Los Lagartos negaron": a name of no list right before the verb, in capitals.

    Where an object may stand before the verb, only words of no list.
    """
    if sentence.habits.order != "svo":
        return None
    last = hit.first - 1
    while last >= 0 and hit.first - last <= MOST_CLITICS and _is_clitic(sentence, last):
        last -= 1
    first = last
    while first >= 0 and _goes_into_name(sentence, first, last):
        first -= 1
    first += 1
    alone = first == 0 and last == 0 and not _names_itself(sentence)
    if first > last or alone or sentence.cue_before("of", first):
        return None
    start, end = sentence.words[first].start, sentence.words[last].end
    if _quoted(sentence.source[sentence.start : start]):
        return None
    taken = [(p.mention.span.start, p.mention.span.end) for p in told]
    taken += [(p.start, p.end) for p in sentence.places]
    taken += [(d.start, d.end) for d in sentence.dates]
    if any(one < end and start < two for one, two in taken):
        return None
    return sentence.mention(start, end, MentionKind.ORGANIZATION, None)


def _names_itself(sentence: Sentence) -> bool:
    """Whether the word that opens a sentence may be a name, where objects open some, too."""
    objects = tuple(sentence.habits.has("accusative"))
    return bool(objects) and not (
        sentence.folded[0].endswith(objects)
        or any(hit.first == 0 and hit.list != "speakers" for hit in sentence.hits)
    )


def _inside(sentence: Sentence, hit: Hit, near: Sequence[Party]) -> Party | None:
    """ "В МИД осудили": who stands behind "in", before a plural verb without a subject."""
    if not sentence.habits.has("impersonal"):
        return None
    ahead = [
        p
        for p in near
        if 0 < hit.first - p.last <= FARTHEST_INSIDE and at_before(sentence, p.first)
    ]
    return ahead[-1] if ahead else None


def _quoted(before: str) -> bool:
    """Whether a quotation is open at the end of some words: what it says has no issuer."""
    return any(before.count(left) > before.count(right) for left, right in ("«»", "“”"))


def _is_clitic(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    return word.raw.islower() and len(word.raw) <= LONGEST_CLITIC


def _goes_into_name(sentence: Sentence, at: int, last: int) -> bool:
    raw = sentence.words[at].raw
    beside = at == last or sentence.words[at + 1].gap == " "
    inside = any(cue.first == at for cue in sentence.cues("at"))
    return beside and raw[:1].isupper() and not inside


def _government(sentence: Sentence) -> Mention | None:
    """ "Tahran ... reddetti": a bare town that opens a sentence whose verb stands last."""
    if sentence.habits.order != "sov":
        return None
    for place in sentence.places:
        country, precision = place.place.country, place.place.precision
        opens = sentence.at(place.start) == 0 and not sentence.suffix(place.end)
        if opens and country and precision is PlacePrecision.TOWN:
            actor = f"state:{country}"
            kind = MentionKind.ORGANIZATION
            return sentence.mention(place.start, place.end, kind, actor)
    return None


def _gone_on_with(page: Page, sentence: Sentence, hit: Hit) -> Mention | None:
    """The subject of the sentences before, for a verb that has none of its own."""
    drops = sentence.habits.has("drops")
    opens = hit.first == OPENING and "pronoun" in drops
    if not opens and "verb" not in drops:
        return None
    svo = sentence.habits.order == "svo"
    here = (p for p in parties(sentence) if not svo or _is_free(sentence, p))
    if any(p.last < hit.first or not svo for p in here):
        return None
    for near in page.before(sentence, MOST_SENTENCES_BACK):
        told = (p for p in parties(near) if not p.bare_state or p.first == 0)
        free = [p for p in told if _is_free(near, p)]
        if free:
            return named(page, near, free[0])
    return None
