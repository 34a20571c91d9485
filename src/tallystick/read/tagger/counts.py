"""A number in a sentence, as the models see it: is it a stated total, and of what?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tallystick.read.found import DateShape, FoundDate, FoundNumber, NumberUse
from tallystick.read.rules.counts.counting import noun_after
from tallystick.read.rules.counts.units import Counted
from tallystick.read.rules.text import grammar as g
from tallystick.read.rules.text.scan import Scan, Sentence, Token
from tallystick.read.tagger.words import Lens, classes

MAY_COUNT = (NumberUse.COUNT, NumberUse.ORDINAL)
REACH = 3
"""Words looked at on either side of a number."""
LONG_DAYS = 3
"""A stretch of more days is a period, not a day."""
LAST_DAY = 31
YEARS = range(1900, 2100)
PERIODS = (DateShape.SINCE, DateShape.UNTIL, DateShape.RANGE, DateShape.ROLLING)


def candidates(sentence: Sentence) -> tuple[FoundNumber, ...]:
    """The numbers of a sentence that may be totals, in order."""
    return tuple(
        n
        for n in sentence.numbers
        if n.use in MAY_COUNT
        and sentence.within(n.head_start, n.head_end)
        and not _of_a_date(sentence, n)
    )


def _of_a_date(sentence: Sentence, number: FoundNumber) -> bool:
    """Whether a small number or a year is part of a date: "the 9th", "and 2013"."""
    stated = number.number.stated
    if stated is None or not (stated <= LAST_DAY or stated in YEARS):
        return False
    inside = (d for d in sentence.dates if d.start <= number.start and number.end <= d.end)
    return any(d.date is not None and d.shape is not DateShape.DURATION for d in inside)


def content_features(sentence: Sentence, lens: Lens) -> tuple[str, ...]:
    """Features that all numbers of a sentence share: its words."""
    return lens.once("content", sentence, lambda: _content(sentence, lens))


def own_features(
    page: Scan,
    sentence: Sentence,
    number: FoundNumber,
    counts: Mapping[int, Sequence[Counted]],
    about: int,
    lens: Lens,
) -> list[str]:
    """Features of one candidate number without those that all of its sentence share.

    Args:
        counts: what the shared counting reads, by `Sentence.index`.
        about: the level of the document, `page.level`.
    """
    numeral = sentence.within(number.head_start, number.head_end)[-1]
    noun = noun_after(sentence, numeral)
    here = counts.get(sentence.index, ())
    known = next((c for c in here if c.number.start == number.start), None)
    measure, size = f"measure={known.measure if known else None}", _size(number)
    found = [f"use={number.use}", f"bound={number.number.bound}", size, measure]
    found.append(f"shape={'digits' if numeral.text[:1].isdigit() else 'words'}")
    if known is not None:
        found.append(f"governor={lens.word(sentence, known.governor)}")
        found += [f"governed={c}" for c in classes(known.governor)]
    above = [*_about_noun(sentence, noun, lens), *_upwards(sentence, noun or numeral, lens)]
    time, *times = _times(page, sentence, numeral)
    title, *standing = _standing(page, sentence, number)
    found += [*above, time, *times, title, *standing]
    found += _around(sentence, number, lens)
    found += _told_before(page, sentence, number)
    found += _counted_before(page, sentence, number, counts, lens)
    crossed = [f for f in above if f.startswith(("noun:", "up0:"))]
    found += [f"{f}&{time}" for f in (measure, size, *crossed)]
    ways = [f for f in above if f.startswith("way0=")]
    told = (size, f"{size}&{time}", title, *ways, f"about={about}")
    return [*found, *(f"{measure}&{f}" for f in told), f"about={about}"]


def _size(number: FoundNumber) -> str:
    stated = number.number.stated
    if stated is None:
        return "size=vague"
    edges = (1, 2, 3, 5, 9, 19, 49, 99, 499, 4999)
    return f"size={sum(stated > edge for edge in edges)}"


def _about_noun(sentence: Sentence, noun: Token | None, lens: Lens) -> Iterator[str]:
    if noun is None:
        yield "noun=none"
        return
    yield f"noun={lens.word(sentence, noun)}"
    yield f"tag={noun.tag_}"
    for c in classes(noun):
        yield f"noun:{c}"
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("amod", "compound", "det"):
            yield f"before={lens.word(sentence, child)}"
        if child.dep_ in ("acl", "relcl", "prep"):
            yield f"after={child.dep_}:{lens.word(sentence, child)}"
            for k in classes(child):
                yield f"after:{child.dep_}:{k}"


def _upwards(sentence: Sentence, token: Token, lens: Lens) -> Iterator[str]:
    """The words over a token, up to two, with the way there."""
    way: list[str] = []
    step = 0
    for one in g.ancestors(g.first_conjunct(token)):
        if way and one.pos_ in ("VERB", "AUX", "NOUN", "PROPN"):
            path = ">".join(way)
            yield f"up{step}={path}:{lens.word(sentence, one)}"
            yield f"way{step}={path}"
            for c in classes(one):
                yield f"up{step}:{path}:{c}"
            if one.pos_ in ("VERB", "AUX"):
                yield from _verb(sentence, one, step, lens)
            step += 1
            if step == 2:
                return
        way.append(f"{one.dep_}-{one.lower_}" if one.dep_ == "prep" else str(one.dep_))


def _verb(sentence: Sentence, verb: Token, step: int, lens: Lens) -> Iterator[str]:
    helpers = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")]
    yield f"form{step}={verb.tag_}:{'+'.join(helpers)}"
    who = g.subject(verb)
    if who is not None:
        yield f"who{step}={lens.word(sentence, who)}"
        for c in classes(who):
            yield f"who{step}:{c}"


def _around(sentence: Sentence, number: FoundNumber, lens: Lens) -> Iterator[str]:
    before = sentence.before(number.start)[-REACH:]
    after = sentence.after(number.end)[:REACH]
    for side, tokens in (("l", list(reversed(before))), ("r", after)):
        for n, token in enumerate(tokens):
            told = token.lower_ if token.pos_ != "PROPN" else lens.word(sentence, token)
            yield f"{side}{n}={told if token.pos_ != 'NUM' else 'NUM'}"
            yield f"{side}={lens.word(sentence, token)}"


def _times(page: Scan, sentence: Sentence, numeral: Token) -> Iterator[str]:
    shapes = [period_or_day(d) for d in sentence.dates]
    yield f"time={'period' if 'period' in shapes else (shapes or ['none'])[0]}"
    for date, shape in zip(sentence.dates, shapes, strict=True):
        root = sentence.root_of(date.core_start or date.start, date.end)
        near = min(g.distance(root, numeral), 7)
        yield f"date={shape}:{near}"
        yield f"dated={date.shape}"
    earlier = page.before(sentence, 1)
    yield f"earlier={sorted({period_or_day(d) for s in earlier for d in s.dates})}"


def period_or_day(date: FoundDate) -> str:
    """Whether a temporal expression spans a period or a day or so."""
    days = date.date
    if date.shape in PERIODS:
        return "period"
    if days is None or days.first_day is None or days.last_day is None:
        return "open"
    return "period" if (days.last_day - days.first_day).days > LONG_DAYS else "day"


def _content(sentence: Sentence, lens: Lens) -> list[str]:
    kinds = ("NOUN", "VERB", "ADV", "ADJ", "SCONJ")
    return sorted(
        {f"in={lens.word(sentence, t)}" for t in sentence.tokens if t.pos_ in kinds}
    )


def _standing(page: Scan, sentence: Sentence, number: FoundNumber) -> Iterator[str]:
    yield f"title={page.in_title(sentence)}"
    yield f"nth={min(sentence.index, 6)}"
    among = sentence.once(candidates)
    yield f"among={min(len(among), 4)}:{min(among.index(number), 4)}"
    first = sentence.tokens[0]
    yield f"begins={number.start - sentence.start < 4}:{first.text in ('-', '•', '*')}"
    yield f"long={min(len(sentence.tokens) // 8, 5)}"


def _told_before(page: Scan, sentence: Sentence, number: FoundNumber) -> Iterator[str]:
    """Whether a number was said before, or adds up with others to one that was."""
    stated = number.number.stated
    if stated is None:
        return
    earlier = [
        n.number.stated
        for s in page.sentences[max(0, sentence.index - 2) : sentence.index + 1]
        for n in s.once(candidates)
        if n.number.stated is not None and (s is not sentence or n.start < number.start)
    ]
    everywhere = {
        n.number.stated
        for s in page.sentences[: sentence.index]
        if not page.in_title(s)
        for n in s.once(candidates)
    }
    yield f"again={stated in everywhere}:{stated > 9}"
    yield f"under={any(one > stated for one in earlier)}"
    here = [n.number.stated or 0 for n in sentence.once(candidates)]
    for whole in sorted({one for one in earlier if one > stated}):
        run = _run_to(here, stated, whole)
        yield f"sums={run}"


def _run_to(here: Sequence[int], stated: int, whole: int) -> bool:
    """Whether numbers that stand side by side, this one among them, add up to a whole."""
    return any(
        stated in here[low:high] and high - low > 1 and sum(here[low:high]) == whole
        for low in range(len(here))
        for high in range(low + 1, len(here) + 1)
    )


def _counted_before(
    page: Scan,
    sentence: Sentence,
    number: FoundNumber,
    counts: Mapping[int, Sequence[Counted]],
    lens: Lens,
) -> Iterator[str]:
    """What was counted last, in the sentence and before it, and what the headline counts."""
    here = [c for c in counts.get(sentence.index, ()) if c.number.start < number.start]
    for c in here[-1:]:
        yield f"last={c.measure}"
    earlier = [
        c.measure
        for s in page.sentences[max(0, sentence.index - 3) : sentence.index]
        for c in counts.get(s.index, ())
    ]
    yield f"lately={earlier[-1] if earlier else None}"
    yield from lens.once("headline", page.sentences[0], lambda: _headline(page, lens))


def _headline(page: Scan, lens: Lens) -> Iterator[str]:
    heads = [s for s in page.sentences[:3] if page.in_title(s)]
    for sort in sorted({k for s in heads for t in s.tokens for k in classes(t)}):
        yield f"headline:{sort}"


def measure_features(
    page: Scan,
    sentence: Sentence,
    number: FoundNumber,
    counts: Mapping[int, Sequence[Counted]],
    lens: Lens,
) -> list[str]:
    """Features of a total that tell what it counts: few, for there are few totals.

    Args:
        counts: what the shared counting reads, by `Sentence.index`.
    """
    here = counts.get(sentence.index, ())
    known = next((c for c in here if c.number.start == number.start), None)
    numeral = sentence.within(number.head_start, number.head_end)[-1]
    noun = noun_after(sentence, numeral)
    found = [f"measure={known.measure if known else None}", f"use={number.use}"]
    found += [f for f in _about_noun(sentence, noun, lens) if not f.startswith("tag=")]
    if known is not None:
        found += [f"governed={k}" for k in classes(known.governor)]
    found += [f for f in _upwards(sentence, noun or numeral, lens) if f.startswith("up")]
    found += _nearest_words(sentence, number, lens)
    found += _counted_before(page, sentence, number, counts, lens)
    return [f"of {f}" for f in found]


TELLING = ("U:", "E:", "P:", "W:")
"""Classes of words that tell what is counted."""


def _nearest_words(sentence: Sentence, number: FoundNumber, lens: Lens) -> Iterator[str]:
    """The nearest telling word on either side, and all on that side up to a full stop."""
    before = sentence.before(number.start)
    after = sentence.after(number.end)
    for side, tokens in (("left", before[::-1]), ("right", after)):
        first = True
        for step, token in enumerate(tokens):
            kinds = [k for k in classes(token) if k.startswith(TELLING)]
            for kind in kinds:
                yield f"{side}:{kind}"
                if first:
                    yield f"{side}1:{kind}"
                    yield f"{side}1:{kind}:{min(step // 2, 4)}"
            first = first and not kinds
            if token.pos_ in ("NOUN", "VERB") and step < 6:
                yield f"{side}={lens.word(sentence, token)}"
