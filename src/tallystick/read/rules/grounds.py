"""The country of totals that name no place: that of the totals and places beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tallystick.model.lists import Measure
from tallystick.read.found import PlaceUse
from tallystick.read.rules import roles
from tallystick.read.rules.continuing import TallyDraft
from tallystick.read.rules.scan import Scan, Sentence
from tallystick.read.rules.scopes import names_a_party

AT_SEA = re.compile(
    r"\b(?:ships?|shipping|vessels?|tankers?|freighters?|boats?|crew|seafarers?|sailors?|"
    r"pirates?|piracy|at sea|maritime|straits?|gulf|seamen|mariners?|barges?|trawlers?)\b",
    re.I,
)
"""Words of totals that lie in no country."""
FOREIGN = re.compile(
    r"\b(?:coalition|allied|international|foreign|peacekeep\w+|UN)\b", re.I
)
SENTENCES_BEFORE = 2


def with_shared_countries(scan: Scan, drafts: Sequence[TallyDraft]) -> list[TallyDraft]:
    """Totals without a place take that of the text around them.

    First the countries of the other totals, where all agree; then the one country that the
    sentences just before name. What was told at sea stays without a country.
    """
    told = {d.claim.scope.countries for d in drafts if d.claim.scope.countries}
    shared = next(iter(told)) if len(told) == 1 else ()
    return [
        draft if _at_sea(scan, draft) else _grounded(scan, draft, shared)
        for draft in drafts
    ]


def _at_sea(scan: Scan, draft: TallyDraft) -> bool:
    """Whether a headline says that the attacks counted in a report are attacks on ships."""
    title = scan.document.title or ""
    ashore = any(p.use is PlaceUse.LITERAL for p in draft.sentence.places)
    attacks = draft.claim.measure is Measure.INCIDENTS
    return attacks and not ashore and AT_SEA.search(title) is not None


def _grounded(scan: Scan, draft: TallyDraft, shared: tuple[str, ...]) -> TallyDraft:
    scope = draft.claim.scope
    if draft.claim.headline or scope.countries or draft.claim.measure is Measure.VESSELS:
        return draft
    if AT_SEA.search(draft.sentence.text) or any(
        AT_SEA.search(m.text) for m in scope.targets
    ):
        return draft
    found = shared or (() if abroad(draft) else _near(scan, draft.sentence))
    claim = replace(draft.claim, scope=replace(scope, countries=found))
    return replace(draft, claim=claim)


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
        counts = Counter(
            p.place.country
            for s in some
            for p in s.places
            if p.place.country
            and p.use is PlaceUse.LITERAL
            and not roles.in_a_name(s, p)
            and not names_a_party(s.place_root(p))
        )
        if counts:
            return (next(iter(counts)),) if len(counts) == 1 else ()
    return ()
