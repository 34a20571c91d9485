"""Stated totals: which counts are totals, and every field of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tallystick.model.claims import (
    Anchor,
    Definition,
    Exclusion,
    Scope,
    TallyClaim,
    Target,
    Window,
)
from tallystick.model.lists import Accumulation, ClaimKind, Dimension, Measure, Stance, Unit
from tallystick.model.values import (
    Bound,
    Date,
    Evidence,
    Field,
    Mention,
    Number,
    Reader,
    Span,
)
from tallystick.read.found import DateShape, FoundDate, FoundPlace, NumberUse, PlaceUse
from tallystick.read.rules import grammar as g
from tallystick.read.rules import roles, windows
from tallystick.read.rules.counting import Counted, attack_word
from tallystick.read.rules.parts import Shares, completed, shares_by_place, shares_of
from tallystick.read.rules.scan import Scan, Sentence, Token
from tallystick.read.rules.speech import Voice, voice_of

NAME = "rules/1"

RATES = re.compile(
    r"(?<!\bin )(?<!\bof )(?<!\bfor )(?<!within )(?<!\bthan )"
    r"\b(per|a|each|every)\s+(day|week|month|year|hour|night)\b|\baverag|\bdaily\b"
)
EXCLUDING = re.compile(
    r"\b(excluding|not (?:counting|including)|without counting|apart from|other than|"
    r"(?:does|do|did|doesn't|don't|didn't) (?:not )?(?:include|count)|leaving out|exclud\w+|except)\b[^.;]*"
)
DIMENSIONS = (
    (Dimension.OUTCOME, r"intercept|shot down|downed|failed|foiled|unsuccess|missed"),
    (Dimension.PERIOD, r"hour|day|week|month|night|today|since|before|after"),
    (
        Dimension.STATUS,
        r"claim|unconfirm|unverif|alleg|suspect|civilian|militant|combatant",
    ),
    (Dimension.AREA, r"\bin [A-Z]|\bat sea|territor|region|province|border|outside"),
)
TESTLESS = re.compile(
    r"\b(link\w*|affiliat\w*|associat\w*|relat\w*|connected|bound|headed|tied)\b"
)
PEOPLE = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES)
MOST_SENTENCES_TO_PARTS = 6
FEWEST_MUNITIONS = 5
"""Fewer munitions in one report are a detail of one attack, not a stated total."""


@dataclass(frozen=True)
class TallyDraft:
    """A tally with the tokens that it came from, before the document is looked at whole."""

    claim: TallyClaim
    sentence: Sentence
    counted: Counted
    of_a_run: bool
    """Whether it counts over a run of events, not over one day's."""
    source: Voice | None
    """The voice it quotes data of, without a verb of saying; None for any other."""


def read_tallies(
    scan: Scan, counts: dict[int, tuple[Counted, ...]]
) -> tuple[TallyDraft, ...]:
    """The stated totals of a document, headline repeats left out.

    Args:
        counts: what each sentence's numbers count, by `Sentence.index`.
    """
    drafts: list[TallyDraft] = []
    told: list[TallyDraft] = []
    for sentence in scan.sentences:
        here = counts.get(sentence.index, ())
        taken = _add_shares(scan, sentence, drafts)
        for one in here:
            if one.number.start in taken or not is_total(scan, sentence, one, here):
                continue
            again = _told_again(one, drafts)
            if again is not None:
                told.append(replace(again, sentence=sentence))
                continue
            shares = shares_of(sentence, one, _after(scan, sentence))
            taken |= {n.start for n in shares.numbers}
            drafts.append(_draft(scan, sentence, one, here, shares, told))
            told.append(drafts[-1])
    return tuple(_without_repeats(scan, drafts))


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


def _add_shares(scan: Scan, sentence: Sentence, drafts: list[TallyDraft]) -> set[int]:
    """Give shares told place by place to the totals before them; where their numbers start.

    The total nearest to their sum takes them, if it was stated shortly before in the same
    measure, has no parts of its own, and is not less than any of them.
    """
    told = shares_by_place(sentence)
    taken: set[int] = set()
    for measure, shares in told.items():
        most = max(part.number.stated or 0 for part in shares.parts)
        added = sum(part.number.stated or 0 for part in shares.parts)
        for at, draft in sorted(enumerate(drafts), key=lambda d: _apart(d[1], added)):
            stated = draft.claim.number.stated
            near = 0 < sentence.index - draft.sentence.index <= MOST_SENTENCES_TO_PARTS
            if draft.claim.measure is not measure or not near or draft.claim.parts:
                continue
            if stated is None or stated < most:
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


def _apart(draft: TallyDraft, added: int) -> tuple[int, int]:
    """How far a total is from the sum of some shares; the earlier of two as near first."""
    stated = draft.claim.number.stated
    return (abs(stated - added) if stated is not None else 10**9, draft.sentence.index)


def _with_countries(scope: Scope, countries: Sequence[str]) -> Scope:
    return replace(scope, countries=tuple(dict.fromkeys((*scope.countries, *countries))))


def _after(scan: Scan, sentence: Sentence) -> Sequence[Sentence]:
    return scan.sentences[sentence.index + 1 : sentence.index + 2]


def is_total(scan: Scan, sentence: Sentence, one: Counted, here: Sequence[Counted]) -> bool:
    """Whether a count is a stated total rather than a detail of one event."""
    if g.irreal(one.governor) or _rate(sentence, one):
        return False
    if one.number.use is NumberUse.ORDINAL:
        return _ordinal_total(sentence, one)
    if one.measure is Measure.INCIDENTS:
        return one.number.number.stated != 1 and _real_attacks(one)
    if one.measure in (Measure.SITES, Measure.VESSELS):
        return one.number.number.stated != 1 and _attacked(one)
    gathered = _gathered(sentence, one, here)
    if one.measure is Measure.MUNITIONS:
        many = (one.number.number.stated or FEWEST_MUNITIONS) >= FEWEST_MUNITIONS
        return gathered or (many and _used(one))
    return gathered


def _ordinal_total(sentence: Sentence, one: Counted) -> bool:
    """ "The 150th attack since October"; not "the second attack on the base"."""
    stated = one.number.number.stated or 0
    since = any(
        d.shape in (DateShape.SINCE, DateShape.RANGE, DateShape.ROLLING)
        for d in sentence.dates
    )
    return stated >= 10 or (stated >= 2 and since)


def _rate(sentence: Sentence, one: Counted) -> bool:
    start = one.number.start - sentence.offset
    text = str(one.head.doc.text)
    return bool(RATES.search(text[max(0, start - 24) : start + 48].lower()))


def _real_attacks(one: Counted) -> bool:
    """An attack noun that is itself counted, not "three attack drones"."""
    return one.head.dep_ not in ("compound", "amod") or one.governor is not one.head


def _attacked(one: Counted) -> bool:
    """Whether places or vessels stand as the object of an attack."""
    head = g.first_conjunct(one.head)
    over = head.head
    if head.dep_ in ("dobj", "nsubjpass") and (
        attack_word(over)
        or g.lemma(over) in ("damage", "destroy", "sink", "seize", "assess")
    ):
        return True
    if head.dep_ == "pobj" and over.lower_ in roles.ON + ("of",):
        return attack_word(over.head) or any(attack_word(t) for t in over.head.children)
    if head.dep_ == "dobj" and g.lemma(over) in ("comprise", "include", "involve"):
        return any(attack_word(t) for t in g.ancestors(over))
    return any(
        c.dep_ in ("acl", "relcl")
        and (attack_word(c) or g.lemma(c) in ("destroy", "damage"))
        for c in one.head.children
    )


def _used(one: Counted) -> bool:
    """Whether munitions were fired, dropped, downed or used to attack."""
    verbs = roles.CARRIES_OUT | frozenset(
        "intercept down shoot destroy neutralize repel use expend hit strike attack".split()
    )
    for token in g.ancestors(one.head):
        if token.pos_ == "VERB":
            return g.lemma(token) in verbs or attack_word(token)
    return False


def _gathered(sentence: Sentence, one: Counted, here: Sequence[Counted]) -> bool:
    """Whether people or munitions are counted over more than one event."""
    if any(
        d.date is not None
        and d.shape in (DateShape.SINCE, DateShape.RANGE, DateShape.ROLLING)
        or (d.shape is DateShape.POINT and windows.is_stretch(d) and _long(d))
        for d in sentence.dates
    ):
        return True
    if any(
        o.measure is Measure.INCIDENTS and o is not one and o.number.number.stated != 1
        for o in here
    ):
        return True
    words = {t.lower_ for t in sentence.tokens}
    if (
        words & {"total", "overall", "altogether", "combined", "cumulative", "so-far"}
        or "so far" in sentence.text
    ):
        return True
    return len({p.place.country for p in struck_places(sentence, one)} - {None}) > 1


def _long(found: FoundDate) -> bool:
    first, last = (
        (found.date.first_day, found.date.last_day) if found.date else (None, None)
    )
    return bool(first and last and (last - first).days >= 6)


def struck_places(sentence: Sentence, one: Counted) -> tuple[FoundPlace, ...]:
    """Places of a count's own stretch: where things happened, not who speaks or since what."""
    start, end = windows.segment(sentence, one.numeral)
    found = []
    for place in sentence.places:
        if not (start <= place.start < end) or place.use is not PlaceUse.LITERAL:
            continue
        root = sentence.place_root(place)
        if (
            roles.in_a_name(sentence, place)
            or _names_a_party(root)
            or _in_since_clause(root, one)
        ):
            continue
        if not _of_its_clause(sentence, root, one):
            continue
        found.append(place)
    return tuple(found)


def _of_its_clause(sentence: Sentence, root: Token, one: Counted) -> bool:
    """Whether a place belongs to the act that is counted, not to another of the sentence."""
    own = {one.governor.i, one.head.i, one.numeral.i}
    own |= {t.i for t in list(g.ancestors(one.head))[:3] if attack_word(t)}
    acts = [t for t in sentence.tokens if attack_word(t) or t.i in own]
    near = g.nearest(root, acts)
    if near is None or near.i in own:
        return True
    under = near.head.i == one.governor.i and near.dep_ in (*g.SUBJECTS, "pobj", "agent")
    return under or (near.head.head.i == one.governor.i and near.dep_ == "pobj")


def _names_a_party(root: Token) -> bool:
    """ "Iran" in "backed by Iran", "forces of Syria", "US", a subject that acts or speaks."""
    top = g.first_conjunct(root)
    if top.dep_ in ("agent", "poss", "compound", "amod", "nmod", "npadvmod", "nsubj"):
        return True
    return (
        top.dep_ == "pobj"
        and top.head.lower_ in ("by", "with", "to", "from")
        and top.head.dep_ != "ROOT"
    )


def _in_since_clause(root: Token, counted: Counted) -> bool:
    for one in g.ancestors(root):
        if one.i in (counted.head.i, counted.governor.i):
            return False
        if any(
            c.dep_ == "mark" and c.lower_ in ("since", "after", "before")
            for c in one.children
        ):
            return True
        if one.dep_ == "prep" and one.lower_ == "since" and one is not root:
            return True
    return False


def _draft(
    scan: Scan,
    sentence: Sentence,
    one: Counted,
    here: Sequence[Counted],
    shares: Shares,
    earlier: Sequence[TallyDraft],
) -> TallyDraft:
    voice = voice_of(scan, sentence, one.governor)
    if voice.speaker is None and voice.relation is None:
        voice = _same_source(scan, sentence, earlier)
    dates, said = windows.bound_dates(sentence, one, here)
    opening = windows.since_clause(sentence, dates)
    if opening is not None:
        dates = (opening, *(d for d in dates if d.start != opening.start))
    dates = tuple(d for d in dates if _bounds(d, one, sentence))
    window = windows.window_of(dates, said)
    trigger = _act_of(one)
    does = roles.perpetrators(scan, sentence, trigger)
    aims = roles.targets(scan, sentence, trigger)
    does = (
        tuple(m for m in does if voice.speaker is None or m.span != voice.speaker.span)
        or does
    )
    places = struck_places(sentence, one)
    countries = (
        tuple(dict.fromkeys(p.place.country for p in places if p.place.country))
        + shares.countries
    )
    scope = Scope(
        perpetrators=does,
        targets=tuple(t.mention for t in aims),
        places=tuple(dict.fromkeys(p.place for p in places)),
        countries=tuple(dict.fromkeys(countries)),
        event_types=_types(sentence, one),
        weapons=_weapons(sentence, one),
        predicate=_predicate(aims),
    )
    window, scope = _inherit(
        scan, sentence, one, window, scope, earlier, bool(does or aims)
    )
    number = one.number.number
    measure = Measure.OTHER if one.measure is Measure.SITES else one.measure
    claim = TallyClaim(
        anchor=Anchor(
            scan.document.id,
            Span(sentence.part, one.number.head_start, one.number.head_end),
            ClaimKind.TALLY,
            measure,
        ),
        evidence=_evidence(sentence, one, dates, places, voice, does, shares),
        readers=(Reader(NAME, 0.8),),
        speaker=voice.speaker,
        chain=voice.chain,
        stance=_stance(voice, does),
        number=number,
        unit=one.unit,
        measure=measure,
        definition=_definition(one),
        accumulation=_accumulation(sentence, one, dates, window),
        window=window,
        stated_at=_stated_at(scan, said),
        scope=scope,
        excludes=_exclusions(sentence),
        parts=shares.parts,
        partition=shares.partition,
        ordinal=one.number.use is NumberUse.ORDINAL,
        headline=scan.in_title(sentence),
    )
    quoted = voice if voice.speaker is not None and voice.verb is None else None
    return TallyDraft(claim, sentence, one, _of_a_run(claim), quoted)


def _of_a_run(claim: TallyClaim) -> bool:
    """Attacks counted are a run; people, places, munitions are one if the window is long."""
    if claim.measure is Measure.INCIDENTS:
        return True
    start, end = claim.window.start, claim.window.end
    if start is None and end is None:
        return False
    if start is None or end is None:
        return True
    first, last = start.first_day, end.last_day
    return first is None or last is None or (last - first).days > 3


def _bounds(found: FoundDate, one: Counted, sentence: Sentence) -> bool:
    """A single day bounds people, places and munitions of that day, not a run of attacks,
    unless the attacks themselves are told of that day."""
    if found.shape is not DateShape.POINT:
        return found.shape in (
            DateShape.SINCE,
            DateShape.UNTIL,
            DateShape.RANGE,
            DateShape.ROLLING,
            DateShape.POINT,
        )
    root = sentence.root_of(found.core_start or found.start, found.end)
    if any(t.i in (one.governor.i, one.head.i) for t in g.ancestors(root)):
        return True
    verb = g.clause_verb(root)
    if windows.is_stretch(found):
        return any(t.i == verb.i for t in g.ancestors(one.governor))
    acts = [t for t in sentence.tokens if attack_word(t)]
    near = g.nearest(root, acts)
    return near is not None and any(
        t.i == near.i for t in (one.governor, *g.ancestors(one.head))
    )


def _same_source(scan: Scan, sentence: Sentence, earlier: Sequence[TallyDraft]) -> Voice:
    """The data that a run of totals goes on quoting: "according to the institute's data"."""
    last = earlier[-1] if earlier else None
    if last is None or last.source is None or sentence.index - last.sentence.index > 2:
        return Voice(None)
    return last.source


def _act_of(one: Counted) -> Token:
    """The word whose doer and aim are the total's: the attack, or the verb that reports it."""
    acts = ("retaliate", "respond", *roles.CARRIES_OUT)
    verb = one.governor
    return verb if attack_word(verb) or g.lemma(verb) in acts else one.head


def _definition(one: Counted) -> Definition | None:
    """What places hit are: neither attacks nor things, so the total says what it counts."""
    return Definition(Unit.SITE_HIT) if one.measure is Measure.SITES else None


def _types(sentence: Sentence, one: Counted) -> tuple[str, ...]:
    words = tuple(t for t in sentence.tokens if one.numeral.i < t.i <= one.head.i)
    found = [entry.event_type for entry, _, _ in roles.weapons(sentence, words)]
    return tuple(sorted(set(found)))


def _weapons(sentence: Sentence, one: Counted) -> tuple[str, ...]:
    """Codes of the weapons named between the numeral and the counted noun."""
    words = tuple(t for t in sentence.tokens if one.numeral.i < t.i <= one.head.i)
    found = {entry.weapon for entry, _, _ in roles.weapons(sentence, words)}
    return tuple(sorted(found))


def _predicate(aims: Sequence[Target]) -> str | None:
    untested = [a.mention.text for a in aims if TESTLESS.search(a.mention.text)]
    return untested[0] if untested else None


def _inherit(
    scan: Scan,
    sentence: Sentence,
    one: Counted,
    window: Window,
    scope: Scope,
    earlier: Sequence[TallyDraft],
    has_parties: bool,
) -> tuple[Window, Scope]:
    """What a total takes over from the total or the dated attack that it continues."""
    last = earlier[-1] if earlier else None
    near = (
        last is not None
        and sentence.index - last.sentence.index <= 1
        and not last.claim.headline
    )
    if last is not None and near and (last.sentence is sentence or not has_parties):
        if window.start is None and window.end is None:
            window = last.claim.window
        if not scope.perpetrators:
            scope = replace(scope, perpetrators=last.claim.scope.perpetrators)
        if not scope.countries and not scope.places and not has_parties:
            scope = replace(scope, countries=last.claim.scope.countries)
    if window.start is None and window.end is None and one.measure is not Measure.INCIDENTS:
        day = _day_of_attack(scan, sentence, one)
        if day is not None:
            window = Window(day, day)
    if not scope.countries and one.measure in (
        Measure.SITES,
        Measure.MUNITIONS,
        Measure.KILLED,
        Measure.INJURED,
    ):
        scope = replace(scope, countries=_countries_before(scan, sentence, one))
    return window, scope


def _day_of_attack(scan: Scan, sentence: Sentence, one: Counted) -> Date | None:
    """The day of the act that a count of people, places or munitions belongs to.

    In its own sentence the day must hang on the same act; else the nearest sentence, the
    ones before it first, that dates an attack of its own telling.
    """
    for found in sentence.dates:
        day = windows.day_of(found)
        if day is not None and _bounds(found, one, sentence):
            return day
    if any(windows.day_of(found) for found in sentence.dates):
        return None
    for near in (*scan.before(sentence, 2), *_after(scan, sentence)):
        days = [
            day
            for found in near.dates
            if (day := windows.day_of(found)) and not windows.of_speech(near, found)
        ]
        if days and any(attack_word(t) for t in near.tokens):
            return days[0] if len(days) == 1 else None
    return None


def _countries_before(scan: Scan, sentence: Sentence, one: Counted) -> tuple[str, ...]:
    for near in scan.before(sentence, 1):
        acts = [t for t in near.tokens if attack_word(t)]
        if not acts:
            continue
        main = min(acts, key=lambda t: (sum(1 for _ in g.ancestors(t)), t.i))
        found = []
        for place in near.places:
            root = near.place_root(place)
            close = g.nearest(root, acts)
            literal = place.use is PlaceUse.LITERAL and not roles.in_a_name(near, place)
            if (
                literal
                and close is not None
                and close.i == main.i
                and not _names_a_party(root)
            ):
                found.append(place.place.country)
        if any(found):
            return tuple(dict.fromkeys(c for c in found if c))
    return ()


def _stance(voice: Voice, does: Sequence[Mention]) -> Stance:
    if voice.speaker is None:
        return Stance.REPORTS_AS_FACT
    same = any(
        m.span == voice.speaker.span or (m.actor and m.actor == voice.speaker.actor)
        for m in does
    )
    return Stance.SELF_CLAIM if same else Stance.RELAYS


def _accumulation(
    sentence: Sentence, one: Counted, dates: Sequence[FoundDate], window: Window
) -> Accumulation:
    """How the total grows: a closed period ("between", "in August") is a window."""
    words = {t.lower_ for t in sentence.tokens}
    if one.measure is Measure.OTHER and words & {
        "hostages",
        "missing",
        "displaced",
        "held",
        "remain",
    }:
        return Accumulation.STOCK
    if "another" in words and one.number.number.bound is Bound.EXACT:
        return Accumulation.INCREMENT
    if window.anchor.value in ("rolling", "calendar"):
        return Accumulation.WINDOW
    closed = any(d.shape is DateShape.RANGE for d in dates)
    single = window.start is not None and window.start == window.end
    if closed or single:
        return Accumulation.WINDOW
    return Accumulation.CUMULATIVE


def _stated_at(scan: Scan, said: FoundDate | None) -> str | None:
    if said is not None and said.date is not None and said.date.single:
        return said.date.single
    published = scan.document.published
    return published.day if published else None


def _exclusions(sentence: Sentence) -> tuple[Exclusion, ...]:
    found = []
    for at in EXCLUDING.finditer(sentence.text):
        words = at.group(0)
        kind = next((d for d, p in DIMENSIONS if re.search(p, words)), Dimension.INCIDENT)
        found.append(Exclusion(kind, words.strip()))
    return tuple(found)


def _evidence(
    sentence: Sentence,
    one: Counted,
    dates: Sequence[FoundDate],
    places: Sequence[FoundPlace],
    voice: Voice,
    does: Sequence[Mention],
    shares: Shares,
) -> tuple[Evidence, ...]:
    part = sentence.part
    found = [Evidence(Field.COUNT, Span(part, one.number.start, one.number.end))]
    if one.head is not one.numeral:
        found.append(Evidence(Field.UNIT, sentence.span(one.head)))
    if one.governor is not one.head:
        found.append(Evidence(Field.TRIGGER, sentence.span(one.governor)))
    for date in dates:
        field = Field.SINCE if date.shape is DateShape.SINCE else Field.AS_OF
        found.append(Evidence(field, Span(part, date.start, date.end)))
    found += [Evidence(Field.PLACE, Span(part, p.start, p.end)) for p in places]
    found += [Evidence(Field.PERPETRATOR, m.span) for m in does]
    if voice.speaker is not None:
        found.append(Evidence(Field.SPEAKER, voice.speaker.span))
    for at in EXCLUDING.finditer(sentence.text):
        start = sentence.start + at.start()
        found.append(Evidence(Field.EXCLUDES, Span(part, start, start + len(at.group(0)))))
    return tuple(dict.fromkeys((*found, *shares.evidence)))


def _without_repeats(scan: Scan, drafts: Sequence[TallyDraft]) -> list[TallyDraft]:
    """Without totals told twice: the fuller telling stays, a headline that differs stays."""
    kept: list[TallyDraft] = []
    for draft in sorted(drafts, key=lambda d: d.claim.headline):
        twin = next((k for k in kept if _same_total(k.claim, draft.claim)), None)
        if twin is None or (
            draft.claim.headline and _differs_in_scope(draft.claim, twin.claim)
        ):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.sentence.index, d.claim.anchor.span.start))


def _same_total(one: TallyClaim, other: TallyClaim) -> bool:
    same = one.measure is other.measure or {one.measure, other.measure} == {
        Measure.INCIDENTS,
        Measure.OTHER,
    }
    return same and _value(one.number) == _value(other.number)


def _value(number: Number) -> tuple[int | None, int | None]:
    return (number.stated, None) if number.stated is not None else (number.low, number.high)


def _differs_in_scope(headline: TallyClaim, body: TallyClaim) -> bool:
    """Whether a headline names a target or area that the body does not, or drops one."""
    ours, theirs = set(headline.scope.countries), set(body.scope.countries)
    if ours and ours != theirs:
        return True
    return not ours and len(theirs) > 1 and bool(headline.scope.targets)
