"""A book as text, one incident a paragraph, with the short names of its scene."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tallystick.model.derived import Book, FusedNumber, Grade, Incident, Reconciliation


def rendered(book: Book, names: Mapping[str, str]) -> str:
    """What a book says. Fields that say nothing, and grades never given, are left out."""
    lines = [line for incident in book.incidents for line in _incident(incident, names)]
    lines += [_total(one, names) for one in book.reconciliations]
    found = {(f.code, f.subjects) for one in book.reconciliations for f in one.findings}
    found |= {(finding.code, finding.subjects) for finding in book.findings}
    lines += sorted(f"! {code} {_names(subjects, names)}" for code, subjects in found)
    return "\n".join(lines)


def _incident(incident: Incident, names: Mapping[str, str]) -> Iterator[str]:
    part = f"  part of {names[incident.parent]}" if incident.parent else ""
    yield f"incident {_names(incident.claims, names)}{part}"
    if incident.set_aside:
        yield f"  {incident.set_aside}"
    if incident.first_day or incident.last_day:
        same = incident.first_day == incident.last_day
        last = "" if same else f"..{incident.last_day or ''}"
        yield f"  on {incident.first_day or ''}{last}"
    for word, values in (("at", incident.places), ("by", incident.perpetrators)):
        if values:
            yield f"  {word} " + ", ".join(value.label for value in values)
    for word, toll in (("killed", incident.killed), ("injured", incident.injured)):
        if toll:
            yield f"  {word} {_toll(toll)}"
    if (incident.low, incident.high) != (1, 1):
        yield f"  counts {incident.low}..{incident.high}"
    for proposition, graded in incident.grades:
        contested = " contested" if graded.contested else ""
        if graded.grade is not Grade.UNASSESSED or contested:
            yield f"  {proposition} {graded.grade}{contested}"


def _toll(toll: FusedNumber) -> str:
    if toll.low == toll.high:
        return str(toll.low)
    return f"{toll.low}..{'' if toll.high is None else toll.high}"


def _total(one: Reconciliation, names: Mapping[str, str]) -> str:
    count = f" {one.count.low}..{one.count.high}" if one.count else ""
    return f"total {names[one.claim]} {one.verdict}{count}"


def _names(ids: tuple[str, ...], names: Mapping[str, str]) -> str:
    return " ".join(names.get(one, one) for one in ids)
