"""``diff``: what differs between two moments, ledgers or editions, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallystick.cli.app import Json, LedgerOption, Out, app
from tallystick.cli.ground import actors_of, existing, policy_of, settings
from tallystick.cli.output import answer, json_lines
from tallystick.errors import RequestError

if TYPE_CHECKING:
    from tallystick.model.derived import Book
    from tallystick.model.ledger import Ledger
    from tallystick.views.differences import Differences, Field
    from tallystick.views.snapshot import Snapshot

NOW = "now"
EDITION = "edition:"


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="FROM", help="The earlier side.")],
    after: Annotated[str, typer.Argument(metavar="TO", help="The later side.")] = NOW,
    as_json: Json = False,
    out: Out = None,
    ledger: LedgerOption = None,
) -> None:
    """Tell which incidents, grades, counts and reconciliations differ, and by what.

    FROM and TO: a moment (2024-01-30, 2024-01-30T18:00:00Z), now, edition:1, or another
    ledger.
    """
    from tallystick.views.differences import differences

    found = differences(_side(before, ledger), _side(after, ledger))
    if as_json or out:
        from tallystick.codec import encode

        json_lines([encode(found)], out)
        return
    for line in difference_lines(found):
        answer(line + "\n")


def _side(named: str, ledger: str | None) -> Snapshot:
    """What stands on one side of the comparison."""
    from tallystick.cli.derived import stood

    told = settings()
    if named.startswith(EDITION):
        return _edition(named.removeprefix(EDITION), ledger)
    another = "://" in named or Path(named).is_file()
    as_of = None if another or named == NOW else named
    with existing(named if another else ledger, told) as store:
        return snapshot_of(*stood(store, told, as_of))


def snapshot_of(held: Ledger, book: Book) -> Snapshot:
    """The snapshot of a book under the settings of this machine."""
    from tallystick.views.snapshot import snapshot

    told = settings()
    return snapshot(held, book, policy_of(told), actors_of(told))


def _edition(number: str, ledger: str | None) -> Snapshot:
    from tallystick.codec import loads
    from tallystick.views.snapshot import Snapshot

    with existing(ledger, settings()) as store:
        kept = {str(one.number): one for one in store.editions()}
    if number not in kept:
        there = ", ".join(kept) or "none"
        raise RequestError(
            f"no edition has the number {number[:20]!r}; there are: {there}; "
            "`tallystick review --edition TITLE` keeps one"
        )
    try:
        return loads(Snapshot, kept[number].content)
    except (ValueError, TypeError) as error:
        raise RequestError(
            f"edition {number} was not kept for comparing: {error}"
        ) from None


def difference_lines(found: Differences) -> Iterator[str]:
    """Differences as text, a line each with what it came by below it."""
    yield from (f"+ {name}" for name in (*found.documents_in, *found.judgements_in))
    yield from (f"- {name}" for name in (*found.documents_out, *found.judgements_out))
    for count in found.counts:
        from tallystick.views.differences import band_text

        ends = f"{band_text(count.before) or '-'} -> {band_text(count.after) or '-'}"
        yield f"count of {count.measure}: {ends}"
    for total in found.totals:
        yield f"stated total {total.became}: {total.claim}"
        yield from _below(total.fields, total.because)
    for change in found.incidents:
        names = " + ".join(change.before), " + ".join(change.after)
        ends = " -> ".join(filter(None, dict.fromkeys(names)))
        yield f"incident {change.became}: {ends}"
        yield from _below(change.fields, change.because)


def _below(fields: Iterable[Field], because: Iterable[str]) -> Iterator[str]:
    for field in fields:
        yield f"    {field.name}: {field.before or '-'} -> {field.after or '-'}"
    told = " ".join(because)
    yield f"    by {told or 'what stands beside it, another reading or another policy'}"
