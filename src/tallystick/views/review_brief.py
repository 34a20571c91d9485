"""What an editor sees first: the events told differently, the halts, the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallystick.model.claims import Statement
from tallystick.model.derived import Incident
from tallystick.views.review_incidents import (
    behind,
    finest_places,
    is_contested,
    killed_line,
    place_name,
    what,
    when,
    where,
)
from tallystick.views.review_notes import Note
from tallystick.views.review_prose import Prose, joined, label, plain, say
from tallystick.views.review_scribe import Scribe
from tallystick.views.review_stated import DifferenceRow

MOST_EVENTS = 2
MOST_HALTS = 2
MOST_PLACES = 3
MOST_REASONS = 4
HALTS = ("halt", "resumption", "ceasefire")


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One line of the first screen."""

    topic: Prose
    line: Prose
    leads_to: str
    """Anchor of where more is said."""


def brief_rows(
    scribe: Scribe,
    incidents: Sequence[Incident],
    statements: Sequence[Statement],
    gaps: Sequence[Prose],
    differ: Sequence[DifferenceRow],
    clashes: Sequence[Note],
) -> tuple[BriefRow, ...]:
    """The lines under the totals on the first screen."""
    events = [_event(scribe, one) for one in _telling(incidents)]
    halts = [_halt(scribe, claim) for claim in _halts(statements)]
    rows = events + halts
    if differ:
        whys = joined([row.why for row in differ[:MOST_REASONS]], "semicolon")
        rows.insert(0, BriefRow(say("topic_differ"), whys, "differ"))
    if clashes:
        told = list(dict.fromkeys(note.meaning[:1] for note in clashes))
        line = joined(told[:MOST_REASONS], "semicolon")
        rows.append(BriefRow(say("topic_clashes"), line, "contradictions"))
    if gaps:
        line = joined(list(gaps[:MOST_REASONS]), "semicolon")
        rows.append(BriefRow(say("topic_gaps"), line, "not-established"))
    return tuple(rows)


def _telling(incidents: Iterable[Incident]) -> list[Incident]:
    """The incidents of several origins, disputed or deadly; of most origins first."""

    def weight(one: Incident) -> tuple[int, bool, int, str, str]:
        dead = (one.killed.low or 0) if one.killed else 0
        return (-len(one.roots), not is_contested(one), -dead, one.first_day or "9", one.id)

    told = [
        one
        for one in incidents
        if is_contested(one) or len(one.roots) > 1 or (one.killed and one.killed.low)
    ]
    return sorted(told, key=weight)[:MOST_EVENTS]


def _event(scribe: Scribe, incident: Incident) -> BriefRow:
    line = say("event", what=what(scribe, incident), where=_where(scribe, incident))
    if incident.killed is not None:
        line += say("event_killed", killed=killed_line(scribe, incident))
    line += say("event_behind", behind=behind(scribe, incident))
    return BriefRow(when(incident), line, f"working-{incident.id}")


def _where(scribe: Scribe, incident: Incident) -> Prose:
    """Each of its finest places, with who tells it where they differ."""
    places = finest_places(scribe, incident)
    if len(places) < 2:
        return where(scribe, incident)
    lines = []
    for place in places[:MOST_PLACES]:
        claims = (scribe.basis.claims[one] for one in place.claims)
        speakers = {plain(line): line for line in map(scribe.source_of, claims)}
        who = joined(list(speakers.values())[:2])
        lines.append(say("place_by", place=place_name(scribe, place), who=who))
    line = joined(lines, "or")
    return line if len(places) <= MOST_PLACES else say("and_others", line=line)


def _halts(statements: Iterable[Statement]) -> list[Statement]:
    """One statement for each act and issuer: the first that states its day, if any."""
    told = [claim for claim in statements if claim.act.startswith(HALTS) and claim.issuer]
    told.sort(key=lambda claim: claim.date is None)
    chosen: dict[tuple[str, str], Statement] = {}
    for claim in told:
        if claim.issuer is not None:
            chosen.setdefault((claim.act, claim.issuer.actor or claim.issuer.text), claim)
    known_first = sorted(chosen, key=lambda key: not key[1].startswith("actor:"))
    return [chosen[key] for key in known_first[:MOST_HALTS]]


def _halt(scribe: Scribe, claim: Statement) -> BriefRow:
    issuer = scribe.mention(claim, claim.issuer) if claim.issuer else say("not_stated")
    when_ = say("halt_when", when=scribe.date(claim.date)) if claim.date else ()
    line = say("halt", issuer=issuer, act=label("acts", claim.act), when=when_)
    line += (scribe.texts.sentence(claim),)
    return BriefRow(say("topic_statement"), line, f"working-{claim.id}")
