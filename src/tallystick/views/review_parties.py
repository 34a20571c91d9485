"""Who is taken to stand with whom: the ties of the named actors, each with its source.

Grades rest on these ties, so a reader can see them and dispute them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tallystick.directory import Actor, Directory, Edge
from tallystick.model.claims import Claim, IncidentClaim, Statement, TallyClaim
from tallystick.model.values import Mention
from tallystick.views.review_prose import Name, Prose, label, say


@dataclass(frozen=True, slots=True)
class Tie:
    """One stated tie of an actor."""

    line: Prose
    source: Prose


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One actor of the directory that the claims name."""

    name: Prose
    kind: Prose
    ties: tuple[Tie, ...]
    source: Prose


def party_rows(claims: Iterable[Claim], actors: Directory) -> tuple[PartyRow, ...]:
    """The actors that claims name and the directory knows, in order of their names."""
    named = {one.actor for claim in claims for one in _mentions(claim) if one.actor}
    known = [actor for actor in map(actors.get, sorted(named)) if actor is not None]
    return tuple(
        _row(actor, actors) for actor in sorted(known, key=lambda a: (a.name, a.id))
    )


def _mentions(claim: Claim) -> Iterator[Mention]:
    """Everybody whom a claim names as speaking, acting or hit."""
    if claim.speaker is not None:
        yield claim.speaker
    if isinstance(claim, IncidentClaim):
        yield from (one.actor for one in claim.responsibility)
        yield from (one.mention for one in claim.targets)
    elif isinstance(claim, TallyClaim):
        yield from (*claim.scope.perpetrators, *claim.scope.targets)
    elif isinstance(claim, Statement) and claim.issuer is not None:
        yield claim.issuer


def _row(actor: Actor, actors: Directory) -> PartyRow:
    return PartyRow(
        name=(Name(actor.name),),
        kind=(label("actor_types", actor.actor_type),),
        ties=tuple(_tie(edge, actors) for edge in actors.edges(actor.id)),
        source=(Name(actor.source),),
    )


def _tie(edge: Edge, actors: Directory) -> Tie:
    other = actors.get(edge.object)
    line = say(
        "tie",
        kind=label("edge", edge.kind),
        other=Name(other.name if other else edge.object),
        grade=label("edge_grade", edge.grade),
    )
    return Tie(line, (Name(edge.source),))
