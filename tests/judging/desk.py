"""A desk to judge at: scenes with their questions, and a log to answer into."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from derive.cast import CAST

from tallystick.model.claims import Claim
from tallystick.model.derived import Finding
from tallystick.model.judgements import Judgement
from tallystick.model.ledger import Ledger
from tallystick.pipeline import derive
from tallystick.policy import Policy
from tallystick.testing import Scene
from tallystick.views.answering import Round
from tallystick.views.judging import Judging
from tallystick.views.queue import Question, questions

OPEN = Policy(link_at=0.995, sure_at=0.999)
"""Joins next to nothing by itself: what may be one event stays open."""


class Desk:
    """A scene and the judgements said at it."""

    def __init__(self, text: str, policy: Policy | None = None) -> None:
        self.scene = Scene(CAST + text)
        self.policy = policy or Policy()
        self.log: list[Judgement] = list(self.scene.log)
        self._seconds = iter(range(1, 3600))
        self._now: dict[str, Claim] = {}
        self.found: list[Finding] = []
        """What the reading of every document found beside claims."""

    def read_anew(self, name: str, **fields: Any) -> None:
        """A better extractor has read a claim otherwise."""
        claim = self.scene.claims[name]
        self._now[claim.id] = replace(claim, **fields)

    @property
    def ledger(self) -> Ledger:
        """What the book is derived from."""
        held = self.scene.ledger
        readings = tuple(
            replace(
                one,
                claims=tuple(self._now.get(c.id, c) for c in one.claims),
                findings=tuple(self.found),
            )
            for one in held.readings
        )
        return replace(held, readings=readings, judgements=tuple(self.log))

    def questions(self, by: str = "", limit: int | None = None) -> tuple[Question, ...]:
        """What is asked now."""
        book = derive(self.ledger, self.policy, actors=self.scene.directory)
        actors = self.scene.directory
        return questions(self.ledger, book, self.policy, actors, by=by, limit=limit)

    def asked(self, by: str = "") -> list[str]:
        """The kinds of the questions and whom they are about, in the scene's words."""
        names = self.scene.names
        return [
            " ".join([one.kind, *(names[name] for name in one.subjects)])
            for one in self.questions(by)
        ]

    def sit_down(self, by: str = "ben", limit: int | None = None) -> Round:
        """A round of the present questions; its answers go into the log."""
        judging = Judging(self.ledger, self.policy)
        asked = self.questions(by, limit)
        return Round(asked, judging, by, self._clock, self.log.append)

    def _clock(self) -> str:
        minute, second = divmod(next(self._seconds), 60)
        return f"2024-08-01T00:{minute:02}:{second:02}Z"
