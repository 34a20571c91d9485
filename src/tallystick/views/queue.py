"""The next questions for a person: those whose answers could move most, and that are in
most doubt.

The order is effect times doubt, from the most to the least; ties stand by kind, then by
id. `effects` says what effect is; doubt is 0 to 1. A redaction that waits for its second
person comes before everything: it moves no number, and somebody may be in danger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tallystick import judge
from tallystick.columns import NONE
from tallystick.directory import Directory
from tallystick.ids import digest
from tallystick.match.explain import Reason, holding, why
from tallystick.match.links import Links
from tallystick.match.score import propose
from tallystick.model.claims import Claim, TallyClaim
from tallystick.model.derived import Book, Finding, Proposal
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy
from tallystick.schemes import rows
from tallystick.views.contradicting import contradicting
from tallystick.views.effects import Effects, Moved
from tallystick.views.evidence import Passage, Shown, passage, shown
from tallystick.views.ground import ground_of
from tallystick.views.text import number_text


class Kind(StrEnum):
    """What is asked."""

    REDACTION = "redaction"
    """Shall these words be masked? One person has said so."""
    CONFLICT = "conflict"
    """People's judgements contradict each other."""
    AGAIN = "again"
    """A judgement was passed on a reading that has changed since."""
    SECOND = "second_person"
    """A judgement waits for a second person."""
    SAME_EVENT = "same_event"
    """Do two claims tell of one event?"""
    AS_READ = "as_read"
    """Does a text say what was read there?"""


KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with all that a person must see to answer it."""

    id: str
    """Hash of what is asked of which readings: another reading is another question."""
    kind: Kind
    subjects: tuple[str, ...]
    """Ids of claims; of a redaction, of its document."""
    effect: float
    """Shares of published numbers that an answer could move, added up; see `moves`."""
    doubt: float
    """0 to 1."""
    moves: tuple[Moved, ...]
    stands: str
    """How it stands while nobody answers."""
    shown: tuple[Shown, ...]
    score: float | None = None
    """What the matcher gives a pair, before people are heard."""
    reasons: tuple[Reason, ...] = ()
    """Why, strongest first; those that say nothing left out."""
    findings: tuple[Finding, ...] = ()
    """What else calls for a look at these claims."""
    judgements: tuple[Judgement, ...] = ()
    """The judgements that it is about, in the order said."""
    passages: tuple[Passage, ...] = ()
    """Words that these name: to be masked, or where a claim is to be added."""

    @property
    def priority(self) -> float:
        """Effect times doubt, four decimals."""
        return round(self.effect * self.doubt, 4)


def questions(
    ledger: Ledger,
    book: Book,
    policy: Policy,
    actors: Directory,
    *,
    by: str = "",
    limit: int | None = None,
) -> tuple[Question, ...]:
    """The next questions of a book, the first first. The same book asks the same.

    Args:
        book: what `derive` made of the same ledger under the same policy.
        by: who will answer: nobody is asked to second their own word.
        limit: how many at most; all if None.
    """
    asking = _Asking(ledger, book, policy, actors)
    drafts = sorted(asking.drafts(by), key=_order)
    return tuple(map(asking.question, drafts[:limit]))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A question before its evidence is looked up."""

    kind: Kind
    subjects: tuple[str, ...]
    moves: tuple[Moved, ...]
    doubt: float
    stands: str
    proposal: Proposal | None = None
    judgements: tuple[Judgement, ...] = ()

    @property
    def effect(self) -> float:
        return round(sum(one.share for one in self.moves), 4)

    @property
    def name(self) -> tuple[str, ...]:
        return (*self.subjects, *(one.id for one in self.judgements))


def _order(draft: _Draft) -> tuple[bool, float, int, tuple[str, ...]]:
    first = draft.kind is Kind.REDACTION
    value = round(draft.effect * draft.doubt, 4)
    return not first, -value, KINDS.index(draft.kind), draft.name


class _Asking:
    """A book to ask about: what its questions share is worked out once."""

    def __init__(
        self, ledger: Ledger, book: Book, policy: Policy, actors: Directory
    ) -> None:
        self.ledger, self.book, self.policy, self.actors = ledger, book, policy, actors
        self.stand = judge.judged(ledger, policy)
        self.claims = {claim.id: claim for claim in self.stand.claims}
        self.documents = {document.id: document for document in ledger.documents}
        self.roots = dict(book.roots)
        self.same = frozenset(self.stand.same)
        ground = ground_of(ledger, book, actors, policy)
        self.table = ground.table
        self.effects = Effects(book, ground, policy, dict(self._labels()))
        counted = [one for one in book.incidents if one.set_aside is None]
        self.home = {claim: one for one in counted for claim in one.claims}

    def _labels(self) -> Iterator[tuple[str, str]]:
        for claim in self.claims.values():
            if isinstance(claim, TallyClaim):
                told = f"{number_text(claim.number)} {claim.unit}".strip()
                yield claim.id, f"{told} ({self.documents[claim.document].source})"

    @cached_property
    def links(self) -> Links:
        """What the matcher believes."""
        return propose(self.table, self.policy, self.actors)

    @cached_property
    def calling(self) -> dict[str, tuple[Finding, ...]]:
        """Findings that a person should look at, by claim."""
        levels = {row["code"]: row["level"] for row in rows("findings.tsv")}
        found = {f for total in self.book.reconciliations for f in total.findings}
        about: dict[str, list[Finding]] = defaultdict(list)
        for finding in sorted(found | set(self.book.findings)):
            if levels.get(finding.code) in ("warning", "error"):
                for subject in dict.fromkeys(finding.subjects):
                    about[subject].append(finding)
        return {subject: tuple(findings) for subject, findings in about.items()}

    def drafts(self, by: str) -> Iterator[_Draft]:
        """Every question, in no order."""
        yield from self._unsigned(by)
        yield from self._contradicting()
        yield from self._stale()
        yield from (one for one in self._open_pairs() if one.effect * one.doubt)
        yield from (one for one in self._joined_pairs() if one.effect * one.doubt)
        yield from (one for one in self._unseen() if one.effect * one.doubt)

    # What people have said and what became of it: in full doubt.

    def _unsigned(self, by: str) -> Iterator[_Draft]:
        person = by.strip(" ").lower()
        for one in judge.waiting(self.ledger.judgements, self.policy.two_people):
            if one.person == person:
                continue
            kind = Kind.REDACTION if one.verdict is Verdict.REDACT else Kind.SECOND
            stands = f"said by {one.by} alone, so it has no effect yet"
            yield self._about([one], kind, stands)

    def _contradicting(self) -> Iterator[_Draft]:
        for several in contradicting(self.ledger, self.stand):
            yield self._about(several, Kind.CONFLICT, "the last word stands")

    def _stale(self) -> Iterator[_Draft]:
        stale = {f.subjects[-1] for f in self.stand.findings if f.code == "stale-judgement"}
        for one in self.ledger.judgements:
            if one.id in stale:
                pair = one.verdict in judge.PAIRS
                stands = "it still holds" if pair else "it is not applied"
                yield self._about([one], Kind.AGAIN, stands)

    def _about(self, several: Sequence[Judgement], kind: Kind, stands: str) -> _Draft:
        subjects = tuple(sorted({name for one in several for name in one.subjects}))
        moves = max(
            (self._moves(one) for one in several),
            key=lambda moved: sum(one.share for one in moved),
        )
        return _Draft(kind, subjects, moves, 1.0, stands, judgements=tuple(several))

    def _moves(self, judgement: Judgement) -> tuple[Moved, ...]:
        known = [name for name in judgement.subjects if name in self.claims]
        if judgement.verdict in judge.PAIRS:
            homes = {self.home[name].id for name in known if name in self.home}
            return self.effects.together(homes) if homes else ()
        return self._moves_of_claim(known[0]) if known else ()

    # What the program believes: in as much doubt as it is.

    def _open_pairs(self) -> Iterator[_Draft]:
        """Incidents that may be one event, each by its likeliest pair of claims."""
        maybe = {pair for part in self.book.components for pair in part.maybe_same}
        best: dict[tuple[str, str], int] = {}
        for position, left, right in self._known_links():
            pair = (min(left, right), max(left, right))
            if pair in maybe:
                best[pair] = max(
                    best.get(pair, position),
                    position,
                    key=lambda at: (float(self.links.scores[at]), -at),
                )
        for pair, position in best.items():
            proposal = self.links.proposal(self.table, position)
            moves = self.effects.together(pair)
            doubt = round(min(1.0, 2 * proposal.score), 4)
            yield self._pair(proposal, moves, doubt, "kept apart")

    def _joined_pairs(self) -> Iterator[_Draft]:
        """Incidents of several claims, each by the link that it hangs on most weakly."""
        within: dict[str, list[int]] = defaultdict(list)
        for position, left, right in self._known_links():
            if left == right:
                within[left].append(position)
        for incident, positions in within.items():
            weakest = holding(self.links, positions, self._strength)[-1]
            if self._strength(weakest) > 1:
                continue
            proposal = self.links.proposal(self.table, weakest)
            moves = self.effects.together((incident,))
            doubt = round(min(1.0, 2 * (1 - proposal.score)), 4)
            yield self._pair(proposal, moves, doubt, "taken for one event")

    def _known_links(self) -> Iterator[tuple[int, str, str]]:
        """Links between claims that are counted, with the incidents of the two."""
        ids, links = self.table.ids, self.links
        for position, (left, right) in enumerate(
            zip(links.left.tolist(), links.right.tolist(), strict=True)
        ):
            one, other = self.home.get(ids[left]), self.home.get(ids[right])
            if one is not None and other is not None:
                yield position, one.id, other.id

    def _strength(self, position: int) -> float:
        """The score of a link; above 1 where a person has said so."""
        ids, links = self.table.ids, self.links
        pair = sorted((ids[links.left[position]], ids[links.right[position]]))
        return 2.0 if tuple(pair) in self.same else float(links.scores[position])

    def _pair(
        self, proposal: Proposal, moves: tuple[Moved, ...], doubt: float, stands: str
    ) -> _Draft:
        subjects = tuple(sorted((proposal.left, proposal.right)))
        return _Draft(Kind.SAME_EVENT, subjects, moves, doubt, stands, proposal)

    def _unseen(self) -> Iterator[_Draft]:
        """Claims that nobody has looked at."""
        for claim in self.stand.claims:
            own = claim.id not in self.stand.aside and not self._repeats(claim)
            if own and claim.id not in self.stand.looked_at:
                moves = self._moves_of_claim(claim.id)
                stands = "taken as read, and counted"
                yield _Draft(
                    Kind.AS_READ, (claim.id,), moves, self._doubt_of(claim), stands
                )

    def _repeats(self, claim: Claim) -> bool:
        return int(self.table.twin[self.table.rows[claim.id]]) != NONE

    def _moves_of_claim(self, claim: str) -> tuple[Moved, ...]:
        home = self.home.get(claim)
        if home is None:
            return self.effects.of_claim(claim, None, 1)
        own = [one for one in home.claims if not self._repeats(self.claims[one])]
        return self.effects.of_claim(claim, home.id, max(1, len(own)))

    def _doubt_of(self, claim: Claim) -> float:
        """How little is certain of a reading: each finding about it halves the rest."""
        best = max((reader.score for reader in claim.readers), default=0.5)
        sure = 1 - min(1.0, 2 * (1 - best))
        return round(1 - sure * 0.5 ** len(self.calling.get(claim.id, ())), 4)

    def question(self, draft: _Draft) -> Question:
        """A draft with its evidence."""
        claims = [self.claims[one] for one in draft.subjects if one in self.claims]
        about = dict.fromkeys(f for c in claims for f in self.calling.get(c.id, ()))
        readings = (claim.reading for claim in claims)
        return Question(
            id=digest("question", draft.kind, *draft.name, *readings),
            kind=draft.kind,
            subjects=draft.subjects,
            effect=draft.effect,
            doubt=draft.doubt,
            moves=draft.moves,
            stands=draft.stands,
            shown=tuple(shown(c, self.documents[c.document], self.roots) for c in claims),
            score=draft.proposal.score if draft.proposal else None,
            reasons=_reasons(draft.proposal, self.policy) if draft.proposal else (),
            findings=tuple(about),
            judgements=draft.judgements,
            passages=tuple(
                passage(self.documents[one.subjects[0]], span)
                for one in draft.judgements
                if one.subjects[0] in self.documents
                for span in judge.named_spans(one)
            ),
        )


def _reasons(proposal: Proposal, policy: Policy) -> tuple[Reason, ...]:
    told = why(proposal, policy, joined=False).reasons
    return tuple(one for one in told if one.weight)
