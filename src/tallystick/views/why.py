"""Why claims are one incident, and why others that came close are not.

An answer holds for the book that it is asked of: people's words first, then what one text
says of its own claims, then what the matcher believes, aspect by aspect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from tallystick import judge
from tallystick.columns import NONE, Rows
from tallystick.directory import Directory
from tallystick.errors import NotFound, RequestError
from tallystick.match.explain import Ending, Reason, Why, holding, why
from tallystick.match.links import Links
from tallystick.match.pairs import Pairs
from tallystick.match.score import propose, weighed
from tallystick.model.claims import Claim, IncidentClaim, TallyClaim
from tallystick.model.derived import Book, Incident
from tallystick.model.judgements import Judgement
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy
from tallystick.table import build_table
from tallystick.views.evidence import Shown, shown

NEAREST = 5
"""Other incidents that are shown, those that came closest."""
MOST_PAIRS = 250_000
"""Pairs of claims that two incidents may have; more are too many to compare at once."""


class Held(StrEnum):
    """What settles a pair before the matcher is heard."""

    CALLED_SAME = "called_same"
    """A person said that the two are one event."""
    CALLED_DIFFERENT = "called_different"
    """A person said that they are two."""
    REPEATED = "repeated"
    """One stands in an exact copy of the other's text."""
    KEPT_OUT = "kept_out"
    """A person rejected one of them or set it aside."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims, and why they are one event or two."""

    left: str
    right: str
    joined: bool
    """Whether both stand in one incident."""
    part: bool
    """Whether the incident of one is a part of the other's."""
    ending: Held | Ending
    """What decided."""
    score: float | None
    """What the matcher gives the pair, 0 to 1; None where it was not asked."""
    prior: float | None
    """Log2 odds of one event before anything is compared."""
    reasons: tuple[Reason, ...]
    """Of the matcher, the heaviest first; those that weigh nothing last."""
    judgements: tuple[Judgement, ...]
    """What people said of the two, in the order said."""


@dataclass(frozen=True, slots=True)
class Near:
    """Another incident that is not this one, by the pair that came closest."""

    incident: str
    claims: tuple[str, ...]
    """Those of its claims that are named here."""
    link: Link
    against: Link | None
    """The pair of the two that speaks most against it, if it is another."""


@dataclass(frozen=True, slots=True)
class WhyIncident:
    """What an incident hangs together by, and what came close to it."""

    incident: str
    claims: tuple[str, ...]
    parent: str | None
    set_aside: str | None
    links: tuple[Link, ...]
    """The links that it hangs on, the strongest first; none if one claim tells of it."""
    near: tuple[Near, ...]
    """At most `NEAREST`, the closest first."""
    link_at: float
    """Pairs are joined from this score on."""
    shown: tuple[Shown, ...]
    """Every claim that is named, with its sentence: its own first."""


@dataclass(frozen=True, slots=True)
class WhyPair:
    """Why two claims, or the incidents of two names, are one or two."""

    asked: tuple[str, str]
    incidents: tuple[str, ...]
    """The incidents of the two: one if they are the same."""
    link: Link
    """Of two incidents, the pair that came closest."""
    against: Link | None
    """Of two incidents, the pair that speaks most against joining them, if another."""
    link_at: float
    shown: tuple[Shown, ...]


class Explaining:
    """A book that answers why; what its answers share is worked out once."""

    def __init__(
        self, ledger: Ledger, book: Book, policy: Policy, actors: Directory
    ) -> None:
        """Begin.

        Args:
            book: what `derive` made of the same ledger under the same policy.
        """
        self._ledger, self._policy, self._actors = ledger, policy, actors
        self._stand = judge.judged(ledger, policy)
        self._claims = {claim.id: claim for claim in self._stand.claims}
        self._documents = {one.id: one for one in ledger.documents}
        self._roots = dict(book.roots)
        self._incidents = {one.id: one for one in book.incidents}
        self._home = {claim: one for one in book.incidents for claim in one.claims}
        self._table = build_table(ledger, self._stand.claims, actors)

    def incident(self, name: str) -> WhyIncident:
        """Why the claims of an incident are one, and which others came close.

        Args:
            name: the incident, or one of its claims.

        Raises:
            NotFound: no incident and no claim bears the name.
            RequestError: the claim is a stated total or a statement.
        """
        one = self._incident(name)
        links = tuple(self._hanging(one))
        near = tuple(self._near(one))
        named = [one.claims, *(other.claims for other in near)]
        return WhyIncident(
            incident=one.id,
            claims=one.claims,
            parent=one.parent,
            set_aside=one.set_aside,
            links=links,
            near=near,
            link_at=self._policy.link_at,
            shown=self._shown(claim for group in named for claim in group),
        )

    def pair(self, name: str, other: str) -> WhyPair:
        """Why two claims are one event or two; of incidents, by their closest claims.

        Raises:
            NotFound: no incident and no claim bears one of the names.
            RequestError: one is a stated total or a statement, or both are one.
        """
        here, there = self._named(name), self._named(other)
        if set(here) & set(there):
            raise RequestError(f"{name} and {other} name one claim or hold one; give one")
        homes = dict.fromkeys((self._home[here[0]].id, self._home[there[0]].id))
        best, worst = self._ends(here, there)
        against = worst if len(homes) > 1 and worst != best else None
        named = [best.left, best.right]
        named += [against.left, against.right] if against else []
        return WhyPair(
            asked=(name, other),
            incidents=tuple(homes),
            link=best,
            against=against,
            link_at=self._policy.link_at,
            shown=self._shown(named),
        )

    def links(self, incident: str) -> tuple[Link, ...]:
        """The links that an incident hangs on, the strongest first."""
        return tuple(self._hanging(self._incidents[incident]))

    # Names.

    def _incident(self, name: str) -> Incident:
        return self._home[self._named(name)[0]]

    def _named(self, name: str) -> tuple[str, ...]:
        """The claims of a name: an incident's, or the claim itself."""
        if name in self._incidents:
            return self._incidents[name].claims
        claim = self._claims.get(name)
        if claim is None:
            known = sorted((*self._incidents, *self._claims))
            begun = [one for one in known if one.startswith(name)]
            advice = "`tallystick incidents` prints the ids of incidents and claims"
            if len(begun) == 1 and "-" in name:
                advice = f"give the whole id: {begun[0]}"
            raise NotFound("incident or claim", name, advice)
        if name not in self._home:
            raise RequestError(f"{name} {_unjoined(claim)}; only what happened is joined")
        return (name,)

    def _shown(self, names: Iterable[str]) -> tuple[Shown, ...]:
        claims = (self._claims[one] for one in dict.fromkeys(names))
        return tuple(shown(c, self._documents[c.document], self._roots) for c in claims)

    # Links.

    @cached_property
    def _links(self) -> Links:
        """What the matcher believes of the whole table."""
        return propose(self._table, self._policy, self._actors)

    @cached_property
    def _said(self) -> Mapping[tuple[str, str], tuple[Judgement, ...]]:
        """What people said of pairs and did not take back, by the sorted pair."""
        found: dict[tuple[str, str], tuple[Judgement, ...]] = {}
        for one in judge.heard(self._ledger.judgements):
            if one.verdict in judge.PAIRS:
                low, high = sorted(one.subjects)
                found[low, high] = (*found.get((low, high), ()), one)
        return found

    def _hanging(self, incident: Incident) -> Iterator[Link]:
        """The links that an incident hangs on, people's words before the matcher's."""
        rows = [self._table.rows[claim] for claim in incident.claims]
        for row in rows:
            original = int(self._table.twin[row])
            if original in rows:
                yield self._settled(original, row, Held.REPEATED)
        own = [row for row in rows if int(self._table.twin[row]) not in rows]
        if len(own) < 2:
            return
        links = self._weighed(own, own)
        strengths = [self._strength(links, at) for at in range(len(links))]
        for at in holding(links, range(len(links)), strengths.__getitem__):
            yield self._link(links, at)

    def _strength(self, links: Links, at: int) -> float:
        said = self._settling(int(links.left[at]), int(links.right[at]))
        return 2.0 if said is Held.CALLED_SAME else float(links.scores[at])

    def _near(self, incident: Incident) -> Iterator[Near]:
        """The incidents that came closest, each by its closest pair."""
        rows = np.array([self._table.rows[claim] for claim in incident.claims])
        links = self._links
        touching = np.isin(links.left, rows) != np.isin(links.right, rows)
        close = links.take(touching)
        ours = set(incident.claims)
        best: dict[str, int] = {}
        for at in np.lexsort((np.arange(len(close)), -close.scores)).tolist():
            ends = (close.left[at], close.right[at])
            (other,) = {self._table.ids[row] for row in ends} - ours
            home = self._home.get(other)
            if home is not None and home.id != incident.id:
                best.setdefault(home.id, at)
        for name, at in list(best.items())[:NEAREST]:
            link = self._link(close, at)
            theirs = self._incidents[name].claims
            _, worst = self._ends(incident.claims, theirs)
            against = worst if worst != link else None
            told = {end for k in (link, worst) for end in (k.left, k.right)}
            named = tuple(claim for claim in theirs if claim in told)
            yield Near(name, named, link, against)

    def _ends(self, here: Sequence[str], there: Sequence[str]) -> tuple[Link, Link]:
        """The pair of two lists of claims that speaks most for one event, and the least.

        Exact copies stand for their originals, unless that leaves nothing to compare.
        """
        rows, others = ([self._table.rows[one] for one in side] for side in (here, there))
        if len(rows) * len(others) == 1:
            one = self._one(rows[0], others[0])
            return one, one
        own, their = (self._first_hand(side) for side in (rows, others))
        if len(own) * len(their) > MOST_PAIRS:
            raise RequestError("too many claims to compare; name two of them")
        links = self._weighed(own, their)
        order = sorted(range(len(links)), key=lambda at: (-float(links.scores[at]), at))
        return self._link(links, order[0]), self._link(links, order[-1])

    def _first_hand(self, rows: list[int]) -> list[int]:
        own = [row for row in rows if int(self._table.twin[row]) == NONE]
        return own or rows

    def _one(self, row: int, other: int) -> Link:
        if int(self._table.twin[row]) == other or int(self._table.twin[other]) == row:
            return self._settled(row, other, Held.REPEATED)
        return self._link(self._weighed([row], [other]), 0)

    def _weighed(self, rows: Sequence[int], others: Sequence[int]) -> Links:
        """Every pair of two lists of rows, whatever it scores."""
        size = len(self._table)
        packed = sorted(
            {min(a, b) * size + max(a, b) for a in rows for b in others if a != b}
        )
        told: Rows = np.array(packed, np.int64)
        matching = self._policy.matching
        pairs = Pairs(self._table, told // size, told % size, matching, self._actors)
        return weighed(pairs, 0.0)

    def _link(self, links: Links, at: int) -> Link:
        """A link of the matcher's, with what people say of it."""
        left, right = int(links.left[at]), int(links.right[at])
        one, other = self._home_of(left), self._home_of(right)
        joined = one is not None and one == other
        told: Why = why(links.proposal(self._table, at), self._policy, joined=joined)
        ids = self._table.ids[left], self._table.ids[right]
        settled = self._settling(left, right)
        return Link(
            left=ids[0],
            right=ids[1],
            joined=joined,
            part=self._family(one, other),
            ending=settled or told.ending,
            score=told.proposal.score,
            prior=told.prior,
            reasons=told.reasons,
            judgements=self._said.get((min(ids), max(ids)), ()),
        )

    def _settled(self, left: int, right: int, held: Held) -> Link:
        """A pair that the matcher was not asked about."""
        ids = self._table.ids[left], self._table.ids[right]
        joined = self._home_of(left) == self._home_of(right)
        said = self._settling(left, right)
        judgements = self._said.get((min(ids), max(ids)), ())
        return Link(*ids, joined, False, said or held, None, None, (), judgements)

    def _home_of(self, row: int) -> Incident | None:
        return self._home.get(self._table.ids[row])

    def _family(self, one: Incident | None, other: Incident | None) -> bool:
        if one is None or other is None:
            return False
        return one.parent == other.id or other.parent == one.id

    def _settling(self, left: int, right: int) -> Held | None:
        """What people, or the claims themselves, have settled of a pair."""
        ids = self._table.ids[left], self._table.ids[right]
        pair = (min(ids), max(ids))
        if any(one in self._stand.aside for one in ids):
            return Held.KEPT_OUT
        if pair in self._stand.different:
            return Held.CALLED_DIFFERENT
        if pair in self._stand.same:
            return Held.CALLED_SAME
        return None


def _unjoined(claim: Claim) -> str:
    """Why a claim is in no incident."""
    if isinstance(claim, IncidentClaim):
        return f"tells of what is {claim.assertion.replace('_', ' ')}"
    return "is a stated total" if isinstance(claim, TallyClaim) else "is a statement"
