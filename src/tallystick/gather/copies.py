"""Which documents repeat which: a story carried by ten outlets is one voice.

Every document is shown, in the order of publication, to the originals found so far. If it
repeats one it is a copy of the one it is most like; if not, it is an original itself. So an
original is never a copy, there are no chains, and the order of the input means nothing.

Candidates come from MinHash with locality-sensitive hashing (Broder 1997; Indyk and Motwani
1998); each is then compared by its true shingles, so a chance collision makes no copy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tallystick.ids import fingerprint
from tallystick.model.documents import Copy, CopyKind, Document

if TYPE_CHECKING:
    from rensa import RMinHash

Shingles = NDArray[np.uint64]
"""Hashes of runs of words, sorted, each once."""

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class CopyPolicy:
    """The thresholds of a copy. They move grades: copies are one root."""

    shingle_words: int = 4
    """Words in a row that are compared as one."""
    jaccard: float = 0.4
    """A copy shares at least this part of all shingles of both bodies. One word in ten
    changed leaves .49; two reports of one event by different hands share under .33."""
    containment: float = 0.7
    """Or this part of the shingles of the shorter body: a shortened story."""
    fewest_shingles: int = 12
    """Bodies shorter than this are copies only if they are the same and near in time:
    "Sirens sounded in the north" is said of many days."""
    short_days: int = 2
    """Days from the first to the last that say the same few words as one voice."""
    figures: float = 0.6
    """And at least this part of the shorter body's distinct figures stand in the other:
    two daily bulletins that fill one template with other figures are two reports."""
    permutations: int = 128
    """Length of a MinHash signature."""
    bands: int = 64
    """Bands of two rows find a pair of Jaccard s with 1 - (1 - s^2)^64: .93 at s = .2, over
    .99 from .27 on. More candidates cost time, fewer lose shortened stories."""
    seed: int = 20
    """Of the hash functions. Another seed changes only which rare pair is missed."""


_USUAL = CopyPolicy()


@dataclass(frozen=True, slots=True)
class _Body:
    """A document as it is compared."""

    document: Document
    words: str
    """Fingerprint of its words; "" if it has none."""
    shingles: Shingles
    sketch: RMinHash
    figures: frozenset[str]


def find_copies(
    documents: Sequence[Document], policy: CopyPolicy = _USUAL
) -> tuple[Copy, ...]:
    """The documents that repeat another one, sorted by their ids.

    The original is the one published first: by day, on one day an own report before one
    that names the wire it carries, then by time, then by id. Undated documents come last.

    Returns:
        One `Copy` for each document that is one. Its `similarity` is the true share of
        common shingles (Jaccard), 1.0 for `EXACT`.
    """
    firsts: dict[str, _Body] = {}
    exact: list[Copy] = []
    bodies: list[_Body] = []
    for document in sorted({d.id: d for d in documents}.values(), key=_precedence):
        body = _body(document, policy)
        first = firsts.get(body.words)
        if first is None or not _says_the_same(body, first, policy):
            firsts[body.words] = body
            bodies.append(body)
        else:
            exact.append(Copy(document.id, first.document.id, CopyKind.EXACT, 1.0))
    near = {copy.document: copy for copy in _near_copies(bodies, policy)}
    return tuple(sorted([*near.values(), *_rooted(exact, near)], key=lambda c: c.document))


def _says_the_same(body: _Body, first: _Body, policy: CopyPolicy) -> bool:
    """Whether a body with the same words as an earlier one repeats it."""
    if not body.words or len(body.shingles) >= policy.fewest_shingles:
        return bool(body.words)
    then, now = first.document.published, body.document.published
    if then is None or now is None:
        return True
    apart = date.fromisoformat(now.day) - date.fromisoformat(then.day)
    return apart.days <= policy.short_days


def _near_copies(bodies: Iterable[_Body], policy: CopyPolicy) -> Iterator[Copy]:
    """Near copies among bodies that come in the order of publication."""
    from rensa import RMinHashLSH

    index = RMinHashLSH(0.5, policy.permutations, policy.bands)
    originals: list[_Body] = []
    for body in bodies:
        if len(body.shingles) < policy.fewest_shingles:
            continue
        candidates = (originals[key] for key in sorted(index.query(body.sketch)))
        repeated = [one for one in candidates if _repeats(body, one, policy)]
        if repeated:
            yield _copy_of_likest(body, repeated)
        else:
            index.insert(len(originals), body.sketch)
            originals.append(body)


def _copy_of_likest(body: _Body, repeated: Sequence[_Body]) -> Copy:
    # Of equals the first: `max` keeps the earlier one.
    original = max(repeated, key=lambda one: similarity(body.shingles, one.shingles))
    shared = similarity(body.shingles, original.shingles)
    return Copy(body.document.id, original.document.id, CopyKind.NEAR, shared)


def _repeats(body: _Body, other: _Body, policy: CopyPolicy) -> bool:
    shared = _shared(body.shingles, other.shingles)
    shorter = min(len(body.shingles), len(other.shingles))
    alike = similarity(body.shingles, other.shingles) >= policy.jaccard
    if not alike and shared < policy.containment * shorter:
        return False
    fewer = min(len(body.figures), len(other.figures))
    return len(body.figures & other.figures) >= policy.figures * fewer


def similarity(left: Shingles, right: Shingles) -> float:
    """The share of common shingles (Jaccard), four decimals; 0 for two empty sets."""
    shared = _shared(left, right)
    union = len(left) + len(right) - shared
    return round(shared / union, 4) if union else 0.0


def _shared(left: Shingles, right: Shingles) -> int:
    return len(np.intersect1d(left, right, assume_unique=True))


def _rooted(exact: Iterable[Copy], near: dict[str, Copy]) -> Iterator[Copy]:
    """Exact copies of what is a near copy itself point to that one's original."""
    for copy in exact:
        above = near.get(copy.original)
        yield replace(above, document=copy.document) if above else copy


def _precedence(document: Document) -> tuple[bool, str, bool, str, str]:
    published = document.published
    return (
        published is None,
        published.day if published else "",
        _carries_a_wire(document),
        published.value if published else "",
        document.id,
    )


def _carries_a_wire(document: Document) -> bool:
    return any(name.casefold() != document.source.casefold() for name in document.agencies)


def _words(document: Document) -> tuple[str, ...]:
    """The words of the body, in lower case and compatibility form; else of the title."""
    body = _split(document.text[document.body_start :])
    return body or _split(document.title)


def _split(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _body(document: Document, policy: CopyPolicy) -> _Body:
    from rensa import RMinHash

    words = _words(document)
    starts = (words[start:] for start in range(policy.shingle_words))
    runs = sorted({" ".join(run) for run in zip(*starts, strict=False)})
    sketch = RMinHash(policy.permutations, policy.seed)
    sketch.update(runs)
    hashes = RMinHash.hash_token_sets([runs])[0]
    return _Body(
        document,
        fingerprint(" ".join(words)) if words else "",
        np.unique(np.array(hashes, dtype=np.uint64)),
        sketch,
        frozenset(word for word in words if _FIGURE.fullmatch(word)),
    )
