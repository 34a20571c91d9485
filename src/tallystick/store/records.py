"""What the ledger keeps beside the model: stamps, editions, runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tallystick.codec import dumps
from tallystick.ids import digest, fingerprint
from tallystick.model.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Stamp:
    """Under what a book was derived: with the same stamp, the same book."""

    policy: str
    """Canonical JSON of the policy."""
    versions: tuple[tuple[str, str], ...]
    """Names and versions of everything that had a hand in it, sorted by name."""
    extractor: str
    last_judgement: str | None
    """Id of the last judgement in the log; None for an empty log."""
    inputs: str
    """Hash of documents, intakes, copies, readings and judgements."""

    @classmethod
    def of(
        cls,
        ledger: Ledger,
        policy: str,
        versions: tuple[tuple[str, str], ...],
        extractor: str,
    ) -> Stamp:
        """The stamp of what is derived from a ledger as `Store.ledger` gave it.

        If it is the stamp of the present book, there is nothing to derive.
        """
        last = ledger.judgements[-1].id if ledger.judgements else None
        return cls(policy, versions, extractor, last, fingerprint(dumps(ledger)))

    @property
    def makers(self) -> str:
        """Hash of what worked, without what it worked on."""
        return fingerprint(dumps((self.policy, self.versions, self.extractor)))


@dataclass(frozen=True, slots=True)
class Edition:
    """A review as it was published. Kept, so that it can be compared and cited."""

    number: int
    """From 1, without gaps."""
    title: str
    at: str
    """When it was published: UTC, ISO 8601 to the second with a final Z."""
    stamp: Stamp
    content: str
    """JSON of what was printed: ids and numbers as expressions over ids. It holds no
    words of a document, because a redaction does not reach it."""


@dataclass(frozen=True)
class Run:
    """One run of a step, also one that found nothing to do."""

    step: str
    """``gather``, ``read``, ``derive``, or the name of another command."""
    at: str
    """When it ended: UTC, ISO 8601 to the second with a final Z."""
    counts: tuple[tuple[str, int], ...] = ()
    """What it did and how many, in the order printed."""
    why: str = ""
    """Why it did no more: "" if it did all that it was asked."""

    @cached_property
    def id(self) -> str:
        """Hash of all of it."""
        return digest("run", fingerprint(dumps(self)))
