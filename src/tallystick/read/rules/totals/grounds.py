"""The country of totals that name no place: that of the totals and places beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallystick.model.lists import Measure
from tallystick.model.values import Mention
from tallystick.read.found import FoundPlace, PlaceUse
from tallystick.read.rules.attacks import roles
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.lexicon import values_of
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.rules.totals.continuing import TallyDraft
from tallystick.read.rules.totals.scopes import for_whose_sake, names_a_party, of_a_far_body

AT_SEA = re.compile(
    r"\b(?:ships?|shipping|vessels?|tankers?|freighters?|boats?|crew|seafarers?|sailors?|naval|"
    r"pirates?|piracy|at sea|maritime|straits?|gulf|seamen|mariners?|barges?|trawlers?)\b",
    re.I,
)
"""Words of totals that lie in no country."""
FOREIGN = re.compile(
    r"\b(?:coalition|allied|international|foreign|peacekeep\w+|UN)\b", re.I
)
CIVIL = re.compile(
    r"\b(?:health|hospital\w*|medical|medics?|doctors?\W?|interior|police|rescue|emergency|"
    r"civil|rights|ombuds\w+|morgue|media office|prosecutor\w*|authorities)\b",
    re.I,
)
"""Bodies that count the dead of their own country."""
PEOPLE = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES)
SENTENCES_BEFORE = 2


def with_shared_countries(scan: Scan, drafts: Sequence[TallyDraft]) -> list[TallyDraft]:
    """Totals without a place take that of the text around them.

    First the countries of the other totals, where all agree; then the one country that the
    sentences just before name. What was told at sea stays without a country.
    """
    told = {d.claim.scope.countries for d in drafts if d.claim.scope.countries}
    shared = next(iter(told)) if len(told) == 1 else ()
    return [_grounded(scan, draft, shared) for draft in drafts]


def at_sea(scan: Scan, draft: TallyDraft) -> bool:
    """Whether what is counted lies in no country: told of ships, by itself or a headline."""
    scope = draft.claim.scope
    told = (draft.sentence.text, *(m.text for m in scope.targets))
    if draft.claim.measure is Measure.VESSELS or any(AT_SEA.search(t) for t in told):
        return True
    ashore = any(p.use is PlaceUse.LITERAL for p in draft.sentence.places)
    attacks = draft.claim.measure is Measure.INCIDENTS
    return attacks and not ashore and AT_SEA.search(scan.document.title or "") is not None


def _grounded(scan: Scan, draft: TallyDraft, shared: tuple[str, ...]) -> TallyDraft:
    scope = draft.claim.scope
    if draft.claim.headline or scope.countries or at_sea(scan, draft):
        return draft
    found = shared or (() if abroad(draft) else _near(scan, draft.sentence))
    if not found:
        return draft
    claim = replace(draft.claim, scope=replace(scope, countries=found))
    return replace(draft, claim=claim)


def their_own(
    scan: Scan, sentence: Sentence, one: Counted, speaker: Mention | None
) -> tuple[str, ...]:
    """The country of people called by it ("106 Palestinians"), or of the civil body that
    counts its own dead ("Bosnian health officials")."""
    if one.measure not in PEOPLE:
        return ()
    head = sentence.at(one.head)
    named = [p for p in sentence.places if p.start <= head < p.end]
    if not named and speaker is not None and CIVIL.search(speaker.text):
        named = [
            p
            for s in scan.sentences
            if s.part is speaker.span.part
            for p in s.places
            if speaker.span.start <= p.start < speaker.span.end
        ]
    return tuple(dict.fromkeys(p.place.country for p in named if p.place.country))[:1]


def called_by_kind(scan: Scan, sentence: Sentence) -> str | None:
    """The country that "the kingdom", "the island" stand for, if the document names one such."""
    kinds = values_of("country_kinds", "word", "country")
    for token in sentence.tokens:
        if token.lemma not in kinds or not _told_before(token):
            continue
        named = _countries_named(scan) & kinds[token.lemma]
        if len(named) == 1:
            return next(iter(named))
    return None


def _told_before(noun: Token) -> bool:
    """ "The kingdom", "the island's north": one told before, of no name of its own."""
    det = g.child(noun, "det")
    own = any(c.dep_ in ("compound", "amod", "relcl", "prep") for c in noun.children)
    return det is not None and det.lower_ in ("the", "that", "this") and not own


def _countries_named(scan: Scan) -> frozenset[str]:
    """The countries of the places, peoples and known actors of a document."""
    places = (p.place.country for s in scan.sentences for p in s.places)
    actors = (a.country for s in scan.sentences for a in s.actors)
    return frozenset(c for c in (*places, *actors) if c is not None)


def abroad(draft: TallyDraft) -> bool:
    """Whether the targets are forces of a country that may stand anywhere: "US forces"."""
    spans = [m.span for m in draft.claim.scope.targets]
    return any(
        span.part is draft.sentence.part and span.start <= p.start < span.end
        for p in draft.sentence.places
        for span in spans
    ) or any(FOREIGN.search(m.text) for m in draft.claim.scope.targets)


def _near(scan: Scan, sentence: Sentence) -> tuple[str, ...]:
    """The country of literal places in a sentence and those just before, if it is one."""
    for some in ((sentence,), scan.before(sentence, SENTENCES_BEFORE)):
        named = {c for s in some for c in _scenes(s, s.places)}
        if named:
            return tuple(named) if len(named) == 1 else ()
    return ()


def _scenes(sentence: Sentence, places: Sequence[FoundPlace]) -> Iterator[str]:
    """The countries of places where something may have been, of nobody's name."""
    for p in places:
        if (
            p.place.country
            and p.use is PlaceUse.LITERAL
            and not roles.in_a_name(sentence, p)
            and not names_a_party(sentence.place_root(p))
            and not for_whose_sake(sentence.place_root(p))
            and not of_a_far_body(sentence.place_root(p))
        ):
            yield p.place.country
