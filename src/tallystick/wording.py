"""What claims can be compared by where their fields are silent: the names that a whole
report bears, and the words of the passage that tells.

Both are sets of short strings, compared by what two of them share. Names are runs of two
capitalised words, so they exist in scripts with capitals only; words are cut to a stem by
length alone, so they serve every script. What a directory knows, or what many reports bear
anyway, is no name here: it tells two events of one conflict not apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np

from tallystick.columns import Bools, Ints, Sets, Weighted, codes
from tallystick.leads import LEAD, matter, rarely
from tallystick.model.claims import Claim, IncidentClaim, TallyClaim
from tallystick.model.documents import Document
from tallystick.model.values import Field, Mention, MentionKind, Part, Span
from tallystick.roots import fold
from tallystick.schemes import rows as data_rows

MOST_NAMES = 24
"""Runs kept of one report, those first told. A report tells its matter first."""
REACH = 240
"""Characters of a passage on either side of its trigger, within its sentence."""
STEM = 6
"""Characters of a word that are compared: endings differ, in most languages behind."""
SHORT = 4
"""Words below this length say how things are told, not what."""
HEAD = 600
"""Characters at the head of a text that tell what it is about."""
BEFORE = 40
"""Characters before a trigger in which a text may say that it tells of another event."""

_NAME = r"[^\W\d_a-z]\w*(?:['’\-]\w+)*"
_RUN = re.compile(rf"(?:(?:{_NAME}|[^\W\d_a-z]\w{{0,2}}\.) )+{_NAME}")
_WORD = re.compile(r"\w+")
_CAPITAL = re.compile(r"(?<=[^\W_][ ,;(\-])[^\W\d_a-z]\w*[^\W\d_A-Z]")
"""A word with a capital behind another word."""
_CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-z]\w*[^\W\d_A-Z](?!\w)")
"""A word with a capital in a name, wherever it stands."""
_END = re.compile(r"[.!?؟。…]+[\"'”’»)]*\s|\n")


@dataclass(frozen=True, eq=False)
class Wording:
    """Columns of words, one set a claim."""

    names: Sets
    """Names that the claim's document bears; see the head of the module."""
    words: Sets
    """Stems and figures of the claim's passage."""
    borne: Sets
    """Rare names in the claim's passage, single words: of villages, victims, streets."""
    hurt: Sets
    """Rare words in the names of persons that a claim says were hit or hurt."""
    lead: Weighted
    """What the claim's document is about, see `leads.matter`."""
    leading: Bools
    """The claim stands where its document tells what it is about."""
    ages: Sets
    """Ages in years that the lead of the claim's document tells."""
    languages: tuple[str, ...]
    """Of the documents, sorted."""
    language: Ints
    """Index into `languages`; words of two languages do not compare."""
    another: Bools
    """The passage itself says that it is not the event told before ("a second strike")."""
    grown: Bools
    """The passage says that its count has risen ("the toll climbed to")."""


def wording(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    known: Iterable[str],
) -> Wording:
    """The columns of some claims.

    Args:
        documents: by id; those of the claims are among them.
        known: folded names that are no names here: those of a directory of actors.
    """
    told = _told(frozenset(known))
    names = {one.document for one in claims}
    leads = {name: matter(documents[name]) for name in names}
    told_ages = {name: _ages(documents[name]) for name in names}
    spoken = [documents[claim.document].language for claim in claims]
    fight = _parties(claims)
    bears = {name: _names(documents[name], told) for name in names}
    return Wording(
        names=Sets.of_words([bears[claim.document] for claim in claims]),
        words=Sets.of_words([_words(one, documents[one.document]) for one in claims]),
        borne=Sets.of_words(
            [_borne(one, documents[one.document], fight[one.document]) for one in claims]
        ),
        hurt=Sets.of_words([_hurt(one, documents[one.document]) for one in claims]),
        lead=Weighted.of_rows([leads[claim.document] for claim in claims]),
        leading=_leading(claims),
        ages=Sets.of_words([told_ages[claim.document] for claim in claims]),
        languages=tuple(sorted(set(spoken))),
        language=codes(sorted(set(spoken)), spoken),
        another=_flags("another", claims, documents, _set_apart),
        grown=_flags("grown", claims, documents, _tolls),
    )


def site_name(text: str) -> str:
    """The folded name itself of "near X", "outside X", "X town"."""
    words = fold(text).split()
    return " ".join(word for word in words if word not in _no_names()) or fold(text)


@cache
def _no_names() -> frozenset[str]:
    """Folded words by which a place is described and not named."""
    return frozenset(row["word"] for row in data_rows("match/place_words.tsv"))


@lru_cache(maxsize=4)
def _told(known: frozenset[str]) -> frozenset[str]:
    """Every two words in a row of some names."""
    return frozenset(run for name in known for run in _runs(name.split()))


def _ages(document: Document) -> set[str]:
    """The ages of persons that a headline and a lead tell, in years."""
    cue = _cues("age").get(document.language)
    if cue is None:
        return set()
    lead = f"{document.title}\n{document.text[:LEAD]}".casefold()
    return {next(filter(None, found.groups())) for found in cue.finditer(lead)}


def _leading(claims: Sequence[Claim]) -> Bools:
    """Which claims are what their documents are about: news in a headline or at the head
    of a text, and the first incident of each document, news before background."""
    first: dict[str, tuple[bool, int, str]] = {}
    for claim in claims:
        if isinstance(claim, IncidentClaim):
            place = claim.background, claim.anchor.span.start, claim.id
            first[claim.document] = min(place, first.get(claim.document, place))
    firsts = {name for _, _, name in first.values()}
    return np.array([_at_head(one) or one.id in firsts for one in claims], np.bool_)


def _at_head(claim: Claim) -> bool:
    at = claim.anchor.span
    return not claim.background and (at.part is Part.TITLE or at.start < HEAD)


@cache
def _titles() -> frozenset[str]:
    """Folded words that a run of capitals may consist of without naming anybody."""
    return frozenset(row["word"] for row in data_rows("match/title_words.tsv"))


@cache
def _cues(kind: str) -> Mapping[str, re.Pattern[str]]:
    """By language, words that say something of the claim they stand at."""
    cues: dict[str, list[str]] = {}
    for row in data_rows("match/cues.tsv"):
        if row["kind"] == kind:
            cues.setdefault(row["language"], []).append(row["words"])
    return {
        language: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
        for language, words in cues.items()
    }


def _flags(
    kind: str,
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    where: Callable[[Claim, Document], str],
) -> Bools:
    """Whether the words about each claim have a cue of some kind."""

    def has(claim: Claim) -> bool:
        document = documents[claim.document]
        cue = _cues(kind).get(document.language)
        return cue is not None and bool(cue.search(where(claim, document).casefold()))

    return np.array([has(claim) for claim in claims], np.bool_)


def _set_apart(claim: Claim, document: Document) -> str:
    """What stands right before a trigger in the text; a title follows nothing.

    Empty where it is somebody or something else that is another: "another guard was shot"
    and "in another room" tell of no other event.
    """
    at = claim.anchor.span
    if at.part is Part.TITLE:
        return ""
    before = document.text[max(0, at.start - BEFORE) : at.start]
    other = _cues("another-one").get(document.language)
    return "" if other is not None and other.search(before.casefold()) else before


def _names(document: Document, known: frozenset[str]) -> list[str]:
    found: dict[str, None] = {}
    for run in _RUN.finditer(document.text):
        words = fold(run.group().replace("'s", "").replace("’s", "")).split()
        found |= dict.fromkeys(name for name in _runs(words) if name not in known)
        if len(found) >= MOST_NAMES:
            break
    return list(found)[:MOST_NAMES]


def _runs(words: Sequence[str]) -> list[str]:
    """Every two words in a row that name somebody or something."""
    return [" ".join(pair) for pair in pairwise(words) if not _plain(pair)]


def _plain(pair: tuple[str, str]) -> bool:
    """Whether two words of a run name nobody: both are titles or very short."""
    return all(word in _titles() or len(word) < 3 for word in pair)


def passage(claim: Claim, document: Document) -> str:
    """The sentence of a claim's trigger, as far as it reaches."""
    return _around(claim.anchor.span, document)


def _around(at: Span, document: Document) -> str:
    """The sentence of some words, as far as it reaches."""
    text = document.string(at.part)
    low, high = max(0, at.start - REACH), min(len(text), at.end + REACH)
    before = [low + end.end() for end in _END.finditer(text[low : at.start])]
    after = _END.search(text, at.end, high)
    return text[before[-1] if before else low : after.start() if after else high]


def _tolls(claim: Claim, document: Document) -> str:
    """The sentences of a claim's trigger and of the numbers of people that it tells."""
    told = (e.span for e in claim.evidence if e.field in (Field.KILLED, Field.INJURED))
    spans = dict.fromkeys((claim.anchor.span, *told))
    return "\n".join(dict.fromkeys(_around(span, document) for span in spans))


def _borne(claim: Claim, document: Document, parties: Set[str]) -> set[str]:
    """Capitalised words within the sentence that few reports say, but for the names of
    those who fight or speak: all reports of a campaign bear them.

    Args:
        parties: words of these names, folded.
    """
    told = {fold(name) for name in _CAPITAL.findall(passage(claim, document))} - parties
    rare = rarely(document.language)
    return {
        name for name in told if len(name) >= SHORT and name not in _titles() and rare(name)
    }


def _hurt(claim: Claim, document: Document) -> set[str]:
    """Capitalised words in the names of persons hit, but for those of the claim's places."""
    if not isinstance(claim, IncidentClaim):
        return set()
    rare = rarely(document.language)
    sites = {word for place in claim.places for word in fold(place.text).split()}
    told = (t.mention.text for t in claim.targets if t.mention.kind is MentionKind.PERSON)
    words = {fold(word) for text in told for word in _CAPITALISED.findall(text)} - sites
    return {
        word
        for word in words
        if len(word) >= SHORT and word not in _titles() and rare(word)
    }


def _parties(claims: Sequence[Claim]) -> Mapping[str, Set[str]]:
    """By document, the folded words of all groups and bodies that fight or speak in it."""
    found: dict[str, set[str]] = {claim.document: set() for claim in claims}
    for claim in claims:
        for one in _named(claim):
            found[claim.document].update(fold(one.text).split())
    return found


def _named(claim: Claim) -> Iterator[Mention]:
    told = [claim.speaker]
    if isinstance(claim, IncidentClaim):
        told += [*claim.perpetrators, *claim.claimed_by]
        told += [target.mention for target in claim.targets]
    elif isinstance(claim, TallyClaim):
        told += [*claim.scope.perpetrators, *claim.scope.targets]
    else:
        told.append(claim.issuer)
    yield from (one for one in told if one and one.kind is MentionKind.ORGANIZATION)


def _words(claim: Claim, document: Document) -> list[str]:
    words = _WORD.findall(passage(claim, document).casefold())
    return [word[:STEM] for word in words if word.isdigit() or len(word) >= SHORT]
