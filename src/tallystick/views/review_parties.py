"""Who is taken to stand with whom: the ties of the named actors, each with its source.

Grades rest on these ties, so a reader can see them and dispute them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tallystick.directory import Actor, Directory, Edge
from tallystick.model.claims import Claim, IncidentClaim, Statement, TallyClaim
from tallystick.model.documents import Document
from tallystick.model.values import Mention, MentionKind
from tallystick.roots import fold
from tallystick.views.review_prose import Prose, label, say
from tallystick.views.review_scribe import Scribe


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


def party_rows(
    scribe: Scribe, claims: Iterable[Claim], actors: Directory
) -> tuple[PartyRow, ...]:
    """The actors that claims name and the directory knows, in order of their names."""
    named = {one.actor for claim in claims for one in _mentions(claim) if one.actor}
    known = [actor for actor in map(actors.get, sorted(named)) if actor is not None]
    known.sort(key=lambda actor: (actor.name, actor.id))
    return tuple(_row(scribe, actor, actors) for actor in known)


def public_names(
    documents: Iterable[Document], claims: Iterable[Claim], actors: Directory
) -> frozenset[str]:
    """Folded names of known actors, publishers, organizations and places.

    A reading that takes one of them for a private person is mistaken: nobody needs to be
    protected from it, and a page without its speakers says nothing.
    """
    names = {name for actor in actors for name in (actor.name, *actor.aliases)}
    names |= set(actors.states.values()) | {document.source for document in documents}
    for claim in claims:
        organizations = (
            one for one in _mentions(claim) if one.kind is MentionKind.ORGANIZATION
        )
        names |= {one.text for one in organizations}
        if isinstance(claim, IncidentClaim):
            names |= {place.text for place in claim.places}
        elif isinstance(claim, TallyClaim):
            names |= {place.text for place in claim.scope.places}
    return frozenset(map(fold, names)) - {""}


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


def _row(scribe: Scribe, actor: Actor, actors: Directory) -> PartyRow:
    return PartyRow(
        name=(scribe.name(actor.name),),
        kind=(label("actor_types", actor.actor_type),),
        ties=tuple(_tie(scribe, edge, actors) for edge in actors.edges(actor.id)),
        source=(scribe.name(actor.source),),
    )


def _tie(scribe: Scribe, edge: Edge, actors: Directory) -> Tie:
    other = actors.get(edge.object)
    line = say(
        "tie",
        kind=label("edge", edge.kind),
        other=scribe.name(other.name if other else edge.object),
        grade=label("edge_grade", edge.grade),
    )
    return Tie(line, (scribe.name(edge.source),))
