"""The working of every figure: the claims and incidents it rests on, with their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tallystick.model.claims import Claim, IncidentClaim, TallyClaim
from tallystick.model.derived import Count, Incident
from tallystick.model.values import Place
from tallystick.views.review_figures import (
    CountField,
    Everything,
    Expression,
    IncidentField,
    IncidentSum,
    Listed,
    Listing,
    LookedAt,
    SumOf,
    claims_under,
)
from tallystick.views.review_incidents import claims_of, what, when, where
from tallystick.views.review_notes import gist, title_of, voice
from tallystick.views.review_prose import (
    Code,
    Figure,
    Prose,
    Quote,
    Words,
    joined,
    label,
    say,
)
from tallystick.views.review_scribe import Scribe
from tallystick.views.review_totals import band
from tallystick.views.why import Held, Link

MOST_REASONS = 4
"""Aspects that a link is shown with, the weightiest."""
FIELDS = (
    "place",
    "date",
    "killed",
    "injured",
    "perpetrators",
    "targets",
    "type",
    "weapons",
)
"""What a reader can see of two claims; likeness of wording is for the desk."""


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """One thing that a figure rests on."""

    said: Prose
    quote: Quote | None = None
    leads_to: str | None = None
    """Anchor of its own block or text."""


@dataclass(frozen=True, slots=True)
class Working:
    """The block that a figure links to."""

    anchor: str
    title: Prose
    lines: tuple[WorkingLine, ...]
    id: Prose = ()
    """The id to quote in a judgement; empty for figures that are worked out."""


def claim_working(scribe: Scribe, claim: Claim) -> Working:
    """A claim: who says what, in which sentence."""
    told = [
        WorkingLine(scribe.speaker(claim), scribe.texts.sentence(claim)),
        WorkingLine(say("stance_is", stance=label("stance", claim.stance))),
    ]
    if isinstance(claim, IncidentClaim) and claim.place is not None:
        told.append(WorkingLine(say("place_is", place=scribe.place(claim, claim.place))))
    if isinstance(claim, TallyClaim):
        told += _total_lines(scribe, claim)
    if claim.background:
        told.append(WorkingLine(say("told_as_background")))
    looked = claim.id in scribe.basis.book.looked_at
    told.append(WorkingLine(say("person_looked" if looked else "nobody_looked")))
    readers = tuple(Code(one.extractor) for one in claim.readers)
    if readers:
        told.append(WorkingLine(say("read_by", reader=readers[:1])))
    return Working(
        anchor=f"working-{claim.id}",
        title=gist(scribe, claim),
        lines=tuple(told),
        id=(Code(claim.id),),
    )


def _total_lines(scribe: Scribe, claim: TallyClaim) -> Iterator[WorkingLine]:
    window = claim.window
    yield WorkingLine(
        say("window_is", start=scribe.date(window.start), end=scribe.date(window.end))
    )
    for place in claim.scope.places:
        if place.reading is not None and place.name is not None:
            yield WorkingLine(_reading(scribe, claim, place))
    if claim.definition is not None:
        counts = label("unit", claim.definition.counts)
        basis = label("definition_basis", claim.definition.basis)
        yield WorkingLine(say("definition_is", counts=counts, basis=basis))


def _reading(scribe: Scribe, claim: Claim, place: Place) -> Prose:
    """A disputed term with the rule that read it, and what else it may mean."""
    line = say(
        "read_by_rule", term=scribe.place(claim, place), rule=Words(str(place.reading))
    )
    others = [(scribe.name(one.name),) for one in place.alternatives if one.id != place.id]
    return line + say("or_else", others=joined(others)) if others else line


def incident_working(
    scribe: Scribe, incident: Incident, links: Sequence[Link] = ()
) -> Working:
    """An incident: every claim that tells of it, and what joins them.

    Args:
        links: what it hangs together by, see `why`.
    """
    ends = [(scribe.figure(IncidentField(incident.id, end)),) for end in ("low", "high")]
    counted = WorkingLine(say("counts_as", band=band(*ends)))
    told = (_claim_line(scribe, claim) for claim in claims_of(scribe, incident))
    return Working(
        anchor=f"working-{incident.id}",
        title=_incident_title(scribe, incident),
        lines=(counted, *told, *(_link_line(scribe, link) for link in links)),
        id=(Code(incident.id),),
    )


def _link_line(scribe: Scribe, link: Link) -> WorkingLine:
    """Two claims and the aspects that speak most for one event, in words alone: weights
    are no figures of ours."""
    one, other = (
        voice(scribe, scribe.basis.claims[end]) for end in (link.left, link.right)
    )
    if isinstance(link.ending, Held):
        key = "linked_by_copy" if link.ending is Held.REPEATED else "linked_by_person"
        return WorkingLine(say(key, one=one.who, other=other.who), None, other.working)
    fit = (one for one in link.reasons if one.weight > 0 and one.aspect in FIELDS)
    told = list(fit)[:MOST_REASONS]
    reasons = joined([(Words(f"{r.aspect} {r.level}"),) for r in told], "semicolon")
    line = say("linked", one=one.who, other=other.who, reasons=reasons)
    return WorkingLine(line, None, other.working)


def _incident_title(scribe: Scribe, incident: Incident) -> Prose:
    return say(
        "incident_title",
        what=what(scribe, incident),
        when=when(incident),
        where=where(scribe, incident),
    )


def _claim_line(scribe: Scribe, claim: Claim) -> WorkingLine:
    heard = voice(scribe, claim)
    return WorkingLine(heard.who, heard.quote, heard.working)


def figure_working(scribe: Scribe, figure: Figure) -> Working:
    """A figure that is worked out: what it lists, adds up or divides."""
    expression = figure.expression
    if isinstance(expression, LookedAt):
        return figure_working(scribe, scribe.figure(expression.of))
    title = say(f"working_{expression.form}", n=figure)
    lines = tuple(_lines(scribe, expression))
    if claims_under(expression, scribe.basis):
        share = scribe.figure(LookedAt(expression))
        lines = (WorkingLine(say("share_looked_at", share=share)), *lines)
    return Working(figure.working, title, lines)


def _lines(scribe: Scribe, expression: Expression) -> Iterator[WorkingLine]:
    match expression:
        case Listed(listing, ids):
            yield from (_thing(scribe, listing, one) for one in ids)
        case Everything(listing):
            everything = sorted(scribe.basis.listable(listing), key=_in_order)
            yield from (_thing(scribe, listing, one) for one in everything)
        case IncidentSum(incidents):
            yield from _incidents(scribe, incidents)
        case CountField(count):
            yield from _count_lines(scribe, scribe.basis.counts[count])
        case SumOf(terms):
            yield from (_term(scribe, term) for term in terms)


def _in_order(name: str) -> tuple[int, str]:
    return len(name), name


def _term(scribe: Scribe, term: Expression) -> WorkingLine:
    figure = scribe.figure(term)
    return WorkingLine((figure,), leads_to=figure.working)


def _incidents(scribe: Scribe, ids: Iterable[str]) -> Iterator[WorkingLine]:
    for one in ids:
        title = _incident_title(scribe, scribe.basis.incidents[one])
        yield WorkingLine(title, leads_to=f"working-{one}")


def _count_lines(scribe: Scribe, count: Count) -> Iterator[WorkingLine]:
    for key, ids in (("certainly_in", count.incidents), ("possibly_in", count.possible)):
        if ids:
            yield WorkingLine(say(key))
            yield from _incidents(scribe, ids)


def _thing(scribe: Scribe, listing: Listing, one: str) -> WorkingLine:
    show = _SHOW.get(listing)
    return show(scribe, one) if show else WorkingLine((Code(scribe.texts.masks.text(one)),))


def _document_line(scribe: Scribe, one: str) -> WorkingLine:
    return WorkingLine(scribe.publisher(one), title_of(scribe, one), f"text-{one}")


def _listed_claim(scribe: Scribe, one: str) -> WorkingLine:
    return _claim_line(scribe, scribe.basis.claims[one])


def _listed_incident(scribe: Scribe, one: str) -> WorkingLine:
    return next(_incidents(scribe, [one]))


def _origin_line(scribe: Scribe, origin: str) -> WorkingLine:
    """A root is a speaker, an agency, a source, or a document without one."""
    root = scribe.root_of[origin]
    if root in scribe.documents:
        return _document_line(scribe, root)
    return WorkingLine(scribe.root(root))


_SHOW: dict[Listing, Callable[[Scribe, str], WorkingLine]] = {
    Listing.DOCUMENTS: _document_line,
    Listing.CLAIMS: _listed_claim,
    Listing.INCIDENTS: _listed_incident,
    Listing.ROOTS: _origin_line,
}
