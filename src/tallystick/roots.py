"""Whose words they are: keys of names, the root of a claim, and claims told twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TypeAlias

from tallystick.directory import Directory
from tallystick.model.claims import Claim
from tallystick.model.documents import Copy, CopyKind, Document
from tallystick.model.values import Mention, MentionKind, Part
from tallystick.schemes import rows


def fold(text: str) -> str:
    """A name for comparing: no case, accents, marks or spacing; every script survives."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    kept = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    words = "".join(kept).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def said(text: str) -> str:
    """The key of something known only by its name; never equal to a directory's id.

    A name without a letter or digit is its own key: nothing is left of it to compare.
    """
    return f"said:{fold(text) or text}"


def is_said(key: str) -> bool:
    """Whether the key is that of a name or description which no directory knows."""
    return key.startswith("said:")


def name_of(mention: Mention) -> str:
    """The key of an actor: its id in the directory, else its folded name."""
    return mention.actor or said(mention.text)


@lru_cache(maxsize=4)
def outlets_of(actors: Directory) -> Mapping[str, str]:
    """Folded names to ids, those names left out that several actors bear.

    So that an agency is one root whether it publishes, is repeated or is quoted.
    """
    found: dict[str, set[str]] = {}
    for actor in actors:
        for name in (actor.name, *actor.aliases):
            found.setdefault(fold(name), set()).add(actor.id)
    single = {name: min(ids) for name, ids in found.items() if len(ids) == 1}
    return MappingProxyType(single)


def root_of(claim: Claim, original: Document, outlets: Mapping[str, str]) -> str:
    """The origin that a claim goes back to. Corroboration counts these, never articles.

    The law, first case that fits:

    1. a claim with a speaker comes from that speaker, whoever prints it, see `spoken_by`;
    2. a document that repeats another comes from where its original does: from
    3. the agency that it says it repeats;
    4. its source, so two articles of one outlet are one root;
    5. itself, where its source is unknown.

    Args:
        original: what the claim's document repeats, or that document if it is no copy.
        outlets: ids of the directory by folded name, see `outlets_of`.
    """
    origin = _origin(original, outlets)
    if claim.speaker is None:
        return origin
    relays = [m.actor or _known(m.text, outlets) for m in claim.chain if m != claim.speaker]
    if claim.speaker.actor is None and fold(claim.speaker.text) in outlets:
        return outlets[fold(claim.speaker.text)]
    return spoken_by(claim.speaker, relays[0] if relays else origin)


def _origin(document: Document, outlets: Mapping[str, str]) -> str:
    if document.agencies:
        return _known(document.agencies[0], outlets)
    return _known(document.source, outlets) if fold(document.source) else document.id


def spoken_by(speaker: Mention, heard_by: str) -> str:
    """The key of a speaker: one body or person is one root in every paper.

    An unnamed speaker ("officials", "a source") is known only to whoever heard it, so it
    is another in each outlet; it stays as undetermined as any name that nobody knows. A
    person is known by the last name: titles and first names come and go between reports.
    """
    if speaker.actor is not None:
        return speaker.actor
    own = speaker.text.partition(",")[0]
    words = fold(own).split()
    if words and _is_unnamed(own, words):
        return f"{said(speaker.text)} to {heard_by}"
    if speaker.kind is MentionKind.PERSON and words:
        return said(words[-1])
    return said(speaker.text)


def _is_unnamed(text: str, words: Sequence[str]) -> bool:
    """Whether no name stands beside the word for it: "spokeswoman Ilves" has one."""
    named = any(word[:1].isupper() for word in text.split()[1:2])
    return words[-1] in unnamed() or (words[0] in unnamed() and not named)


@cache
def unnamed() -> frozenset[str]:
    """Words for people who speak without a name, folded."""
    listed = (row["words"].split(", ") for row in rows("actors/unnamed.tsv"))
    return frozenset(fold(word) for words in listed for word in words)


def _known(name: str, outlets: Mapping[str, str]) -> str:
    return outlets.get(fold(name), said(name))


def twins(
    claims: Iterable[Claim], documents: Mapping[str, Document], copies: Iterable[Copy]
) -> Mapping[str, str]:
    """Claims of exact copies, each with the claim of the original that it repeats.

    An exact copy has its original's words under a head of its own, so claims answer one
    another in their order; where one of the two was read into more claims, by how far
    behind the beginning of the body they stand.
    """
    told: dict[str, dict[_Sort, list[Claim]]] = {}
    for claim in sorted(claims, key=_where):
        told.setdefault(claim.document, {}).setdefault(_sort(claim), []).append(claim)
    found: dict[str, str] = {}
    for copy in copies:
        if copy.kind is not CopyKind.EXACT:
            continue
        for sort, ours in told.get(copy.document, {}).items():
            theirs = told.get(copy.original, {}).get(sort, [])
            if len(ours) == len(theirs):
                pairs = zip(ours, theirs, strict=True)
                found |= {one.id: other.id for one, other in pairs}
            else:
                there = {_depth(c, documents): c.id for c in theirs}
                depths = ((c.id, _depth(c, documents)) for c in ours)
                found |= {name: there[depth] for name, depth in depths if depth in there}
    return found


_Sort: TypeAlias = tuple[str, str, str]


def _sort(claim: Claim) -> _Sort:
    return claim.kind, claim.anchor.measure, claim.anchor.span.part


def _where(claim: Claim) -> tuple[int, int, str]:
    return claim.anchor.span.start, claim.anchor.nth, claim.id


def _depth(claim: Claim, documents: Mapping[str, Document]) -> tuple[int, int]:
    head = (
        documents[claim.document].body_start if claim.anchor.span.part is Part.TEXT else 0
    )
    return claim.anchor.span.start - head, claim.anchor.nth
