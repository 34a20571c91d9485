"""The stated totals of a document: read one by one, given their parts, told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from tallystick.model.claims import Scope
from tallystick.model.lists import Measure
from tallystick.model.values import Part
from tallystick.read.found import PlaceUse
from tallystick.read.rules.actors.reference import refers
from tallystick.read.rules.actors.speech import COUNTING
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.counts.figures import next_to_period
from tallystick.read.rules.counts.units import Counted, Form, attack_word
from tallystick.read.rules.harm.removed import TAKEN
from tallystick.read.rules.harm.words import HARM, HARM_NOUNS
from tallystick.read.rules.places.home import document_country, told_from
from tallystick.read.rules.places.said_places import said_places
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.peace import peaceful
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.totals.continuing import TallyDraft
from tallystick.read.rules.totals.exclusions import exclusion_evidence, exclusions
from tallystick.read.rules.totals.fields import draft_of
from tallystick.read.rules.totals.grounds import (
    abroad,
    at_sea,
    called_by_kind,
    with_shared_countries,
)
from tallystick.read.rules.totals.over_time import PEOPLE, by_several, over_time
from tallystick.read.rules.totals.parts import (
    NONE,
    Shares,
    completed,
    divides_another,
    located_shares,
    shares_by_place,
    shares_of,
)
from tallystick.read.rules.totals.reach import of_the_report
from tallystick.read.rules.totals.scopes import for_whose_sake, names_a_party, of_a_far_body
from tallystick.read.rules.totals.stated import MANY_PEOPLE, is_total
from tallystick.read.rules.totals.subsets import with_subset
from tallystick.read.rules.totals.sums import with_sums
from tallystick.read.rules.totals.told_twice import without_repeats

PARTY = ("compound", "amod", "nmod", "nsubj", "nsubjpass")
"""Where a country's name stands for its people: "US troops"."""
MOST_SENTENCES_TO_PARTS = 6


class Judged(Protocol):
    """What decides whether a count is a stated total; see `totals.is_total`."""

    def __call__(
        self, sentence: Sentence, one: Counted, here: Sequence[Counted], *, continues: bool
    ) -> bool:
        """Whether it is one."""
        ...


def read_tallies(
    scan: Scan, counts: dict[int, tuple[Counted, ...]], judged: Judged = is_total
) -> tuple[tuple[TallyDraft, ...], tuple[TallyDraft, ...]]:
    """The stated totals of a document without repeats, and all tellings of totals.

    Args:
        counts: what each sentence's numbers count, by `Sentence.index`.
        judged: what decides which of them are totals.
    """
    if scan.once(peaceful):
        return (), ()
    drafts: list[TallyDraft] = []
    told: list[TallyDraft] = []
    spent: set[tuple[Part, int]] = set()
    for sentence in scan.sentences:
        here = counts.get(sentence.index, ())
        taken = _add_shares(sentence, drafts, here)
        taken |= {start for part, start in spent if part is sentence.part}
        goes_on = _continues(scan, sentence, told)
        for one in here:
            total = judged(sentence, one, here, continues=goes_on)
            if (
                one.number.start in taken
                or not total
                or not _grounded(sentence, one, drafts)
            ):
                continue
            again = _told_again(one, drafts)
            if again is not None:
                told.append(replace(again, sentence=sentence))
                continue
            shares = scan.once_at(_parts, sentence, one)
            taken |= {n.start for n in shares.numbers}
            spent |= {(sentence.part, n.start) for n in shares.numbers}
            draft = draft_of(scan, sentence, one, here, shares, told)
            if _toll_of_a_day(draft):
                continue
            drafts.append(draft)
            if not _looks_back(drafts[-1], told):
                told.append(drafts[-1])
        if drafts and not here:
            drafts[-1] = _with_exclusions(sentence, drafts[-1])
    found = of_the_report(scan, drafts)
    placed = with_shared_countries(scan, _with_the_country(scan, found))
    wide = _of_regions(found)
    drafts = [a if a in wide else b for a, b in zip(found, placed, strict=True)]
    return tuple(without_repeats(drafts)), tuple(drafts)


def _toll_of_a_day(draft: TallyDraft) -> bool:
    """Whether people are those of one day: the toll of an attack, unless they are many or
    of attacks in several countries."""
    claim, one = draft.claim, draft.counted
    start, end = claim.window.start, claim.window.end
    first = start.first_day if start is not None else None
    last = end.last_day if end is not None else None
    few = claim.number.stated is None or claim.number.stated < MANY_PEOPLE
    plain = claim.measure in PEOPLE and one.form is Form.NOUN and not claim.ordinal
    apart = len(claim.scope.countries) > 1 and by_several(one)
    of_a_day = first is not None and first == last and not apart
    return plain and few and of_a_day and not over_time(draft.sentence, one)


def _parts(scan: Scan, sentence: Sentence, one: Counted) -> Shares:
    """The parts of a total, in its own sentence or the next, by any name of a place."""
    following = scan.sentences[sentence.index + 1 : sentence.index + 3]
    here, *rest = [scan.once_of(_with_said_places, s) for s in (sentence, *following)]
    told = with_sums(shares_of(here, one, rest[:1]), here, one, ())
    if told is NONE and rest and one.measure in dict(rest[0].once(shares_by_place)):
        return NONE  # they are given to the totals before them when their sentence comes
    return with_subset(with_sums(told, here, one, rest), here, one, rest)


def _with_said_places(scan: Scan, sentence: Sentence) -> Sentence:
    places = scan.once_of(said_places, sentence)
    return sentence if places == sentence.places else replace(sentence, places=places)


def _grounded(sentence: Sentence, one: Counted, drafts: Sequence[TallyDraft]) -> bool:
    """Whether a bare figure goes on with a total, or has a period of its own."""
    if one.form is not Form.FIGURE or one.compared is None:
        return True
    told = one.compared
    if any(
        d.counted.number is told.number or _just_before(d, sentence, told) for d in drafts
    ):
        return True
    return next_to_period(sentence, one.number) is not None


def _just_before(draft: TallyDraft, sentence: Sentence, told: Counted) -> bool:
    """Whether a total of the same kind stands in the sentence before."""
    near = 0 <= sentence.index - draft.sentence.index <= 1
    return near and draft.claim.measure is told.measure


def _looks_back(draft: TallyDraft, told: Sequence[TallyDraft]) -> bool:
    """Whether a total of an earlier period is told for comparison: "54 in July"."""
    running = told[-1].claim.window.start if told else None
    start = draft.claim.window.start
    end = draft.claim.window.end
    last = end.last_day if end is not None else None
    first = running.first_day if running is not None else None
    return start is not None and first is not None and last is not None and last < first


def _with_exclusions(sentence: Sentence, draft: TallyDraft) -> TallyDraft:
    """The last total with what the next sentence says that it leaves out."""
    if sentence.index - draft.sentence.index != 1:
        return draft
    found = sentence.once(exclusions)
    told = [t for t in sentence.tokens if t.dep_ in g.SUBJECTS]
    about = any(refers(t) or t.lemma in COUNTING | {"total"} for t in told)
    if not found or not about:
        return draft
    evidence = (*draft.claim.evidence, *exclusion_evidence(sentence))
    return replace(draft, claim=replace(draft.claim, excludes=found, evidence=evidence))


def _of_regions(drafts: Sequence[TallyDraft]) -> list[TallyDraft]:
    """Totals of a region that is no country ("in the Middle East"), and those told on."""
    found, wide = [], False
    for draft in drafts:
        places = draft.claim.scope.places
        if places:
            wide = not any(p.country for p in places)
        if wide:
            found.append(draft)
    return found


def _with_the_country(scan: Scan, drafts: Sequence[TallyDraft]) -> list[TallyDraft]:
    """Totals without a country, in a report on one country, are of that country.

    A report with a total of several countries is on no single one.
    """
    country = scan.once(document_country)
    several = any(len(d.claim.scope.countries) > 1 for d in drafts)
    known = (
        country is not None
        and not several
        and (_tells_of(scan, country) or _only(scan, country))
    )
    home = country if known else None
    return [_of_the_country(scan, draft, home) for draft in drafts]


def _of_the_country(scan: Scan, draft: TallyDraft, country: str | None) -> TallyDraft:
    claim = draft.claim
    scope = claim.scope
    if scope.countries or at_sea(scan, draft):
        return draft
    kind = called_by_kind(scan, draft.sentence)
    if kind is not None:
        return replace(draft, claim=replace(claim, scope=_with_countries(scope, [kind])))
    if country is None or abroad(draft):
        return draft
    if claim.measure is Measure.MUNITIONS and not _from_there(scan, country):
        return draft  # it may be told of both who fires and who is fired at
    here = (p for p in draft.sentence.places if p.place.country == country)
    if any(for_whose_sake(draft.sentence.place_root(p)) for p in here):
        return draft
    return replace(draft, claim=replace(claim, scope=_with_countries(scope, [country])))


def _tells_of(scan: Scan, country: str) -> bool:
    """Whether a report names a country, not only a group that has its name."""
    return _from_there(scan, country) or any(
        p.place.country == country
        and p.use is PlaceUse.LITERAL
        and not roles.in_a_name(s, p)
        and s.place_root(p).dep_ not in PARTY
        and not of_a_far_body(s.place_root(p))
        for s in scan.sentences
        for p in s.places
    )


def _from_there(scan: Scan, country: str) -> bool:
    """Whether a report is told from a country, by its dateline or publisher."""
    home = told_from(scan)
    return home is not None and home.country == country


def _only(scan: Scan, country: str) -> bool:
    """Whether a report names places, and no other country or people than this one's."""
    named = [p for s in scan.sentences for p in s.places]
    there = any(p.use is PlaceUse.LITERAL for p in named)
    return there and all(p.place.country == country for p in named)


def _continues(scan: Scan, sentence: Sentence, told: Sequence[TallyDraft]) -> bool:
    """Whether a sentence goes on counting under the total before it.

    It tells of no attack, no day and no place of its own: "At least 66 were wounded"; and
    no sentence between told of an attack on some day.
    """
    last = told[-1] if told else None
    if last is None or last.claim.headline or not last.of_a_run:
        return False
    if sentence.index - last.sentence.index > 2:
        return False
    between = scan.sentences[last.sentence.index + 1 : sentence.index]
    dated = (s for s in between if s.dates)
    if any(s.once(_tells_an_attack) for s in (sentence, *dated)):
        return False
    placed = any(
        p.use is PlaceUse.LITERAL
        and not roles.in_a_name(sentence, p)
        and not names_a_party(sentence.place_root(p))
        for p in sentence.places
    )
    return not sentence.dates and not placed


def _tells_an_attack(sentence: Sentence) -> bool:
    return any(attack_word(t) and not _of_the_run(t) for t in sentence.tokens)


def _of_the_run(token: Token) -> bool:
    """A word of harm, or "the attacks" that were just counted."""
    if token.lemma in HARM or token.lemma in HARM_NOUNS or token.lemma in TAKEN:
        return True
    marked = g.child(token, "det")
    return (
        token.tag_ == "NNS"
        and marked is not None
        and marked.lower_ in ("the", "these", "those")
    )


def _told_again(one: Counted, drafts: Sequence[TallyDraft]) -> TallyDraft | None:
    """The total that "the 99 attacks" takes up again: what follows continues that one."""
    marked = g.child(one.head, "det")
    if marked is None or marked.lower_ not in ("the", "these", "those"):
        return None
    return next(
        (
            d
            for d in reversed(drafts)
            if d.claim.measure is one.measure
            and not d.claim.headline
            and d.claim.number.stated is not None
            and d.claim.number.stated == one.number.number.stated
        ),
        None,
    )


def _add_shares(
    sentence: Sentence, drafts: list[TallyDraft], here: Sequence[Counted]
) -> set[int]:
    """Give shares told place by place to the totals before them; where their numbers start.

    The total nearest to their sum takes them, if it was stated shortly before in the same
    measure, has no parts of its own, and is not less than any of them.
    """
    told = dict(sentence.once(shares_by_place))
    located = sentence.once(located_shares)
    if located is not None and not _has_total(here, located):
        told = {Measure.INCIDENTS: located}
    taken: set[int] = set()
    if located is not None and told.get(Measure.INCIDENTS) is located:
        # Shares without their total are no totals themselves: "10 in A and three in B".
        taken |= {n.start for n in located.numbers}
    for measure, shares in told.items():
        most = max(part.number.stated or 0 for part in shares.parts)
        added = sum(part.number.stated or 0 for part in shares.parts)
        for at, draft in sorted(enumerate(drafts), key=lambda d: _apart(d[1], added)):
            if draft.claim.headline:
                continue
            stated = draft.claim.number.stated
            near = 0 < sentence.index - draft.sentence.index <= MOST_SENTENCES_TO_PARTS
            if draft.claim.measure is not measure or not near or draft.claim.parts:
                continue
            if stated is None or stated < most or divides_another(sentence, stated):
                continue
            whole = completed(shares, stated)
            claim = replace(
                draft.claim,
                parts=whole.parts,
                partition=whole.partition,
                evidence=(*draft.claim.evidence, *whole.evidence),
                scope=_with_countries(draft.claim.scope, whole.countries),
            )
            drafts[at] = replace(draft, claim=claim)
            taken |= {n.start for n in sentence.numbers}
            break
    return taken


def _has_total(here: Sequence[Counted], located: Shares) -> bool:
    """Whether a sentence states the total of its own shares."""
    added = sum(part.number.stated or 0 for part in located.parts)
    starts = {n.start for n in located.numbers}
    return any(
        (one.number.number.stated or 0) >= added and one.number.start not in starts
        for one in here
    )


def _apart(draft: TallyDraft, added: int) -> tuple[int, int]:
    """How far a total is from the sum of some shares; the earlier of two as near first."""
    stated = draft.claim.number.stated
    return (abs(stated - added) if stated is not None else 10**9, draft.sentence.index)


def _with_countries(scope: Scope, countries: Sequence[str]) -> Scope:
    return replace(scope, countries=tuple(dict.fromkeys((*scope.countries, *countries))))
