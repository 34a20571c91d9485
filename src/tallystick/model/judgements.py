"""What people decide, in the words they used. Kept for ever, never rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tallystick.ids import digest, fingerprint


class Verdict(StrEnum):
    """What a person can say about claims."""

    SAME = "same"
    DIFFERENT = "different"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    SET_ASIDE = "set_aside"
    REDACT = "redact"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Judgement:
    """One decision of one person about claims: what they saw, what they said, why.

    `subjects` are sorted for SAME and DIFFERENT (two claim ids), one claim id for
    ACCEPT, REJECT, CORRECT and SET_ASIDE, one document id for ADD and REDACT, one
    judgement id for WITHDRAW. The detail of a REDACT is made by `redaction_detail`.
    """

    verdict: Verdict
    subjects: tuple[str, ...]
    readings: tuple[str, ...]
    """The reading of each subject that the person saw; "" where there is none."""
    by: str
    at: str
    """When it was said: UTC, ISO 8601 to the second with a final Z."""
    why: str
    """Never empty."""
    detail: str = ""
    """JSON with sorted keys: what was added, corrected or redacted, and under `question`
    what was asked; "" where there is nothing of these."""

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise ValueError("a judgement says why")
        if not self.subjects or len(self.subjects) != len(self.readings):
            raise ValueError("a judgement has subjects, each with the reading seen")

    @property
    def person(self) -> str:
        """Who said it, however the name was typed: without case and outer blanks."""
        return self.by.strip(" ").lower()

    @cached_property
    def id(self) -> str:
        """Hash of everything that was said, by whom and when."""
        return digest(
            "judgement",
            self.verdict,
            *self.subjects,
            *self.readings,
            fingerprint(self.by),
            self.at,
            fingerprint(self.why),
            fingerprint(self.detail),
        )
