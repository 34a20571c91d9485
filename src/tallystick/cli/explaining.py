"""``why``: what joins claims into one incident, and what keeps others apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tallystick.cli.app import AsOf, Json, LedgerOption, Out, app
from tallystick.cli.ground import actors_of, existing, policy_of, settings
from tallystick.cli.output import answer, json_lines

if TYPE_CHECKING:
    from tallystick.views.why import WhyIncident, WhyPair

Name = Annotated[str, typer.Argument(metavar="NAME", help="An incident or a claim.")]
Other = Annotated[
    str | None, typer.Argument(metavar="OTHER", help="Another one, for the pair of them.")
]


@app.command()
def why(
    name: Name,
    other: Other = None,
    as_json: Json = False,
    out: Out = None,
    ledger: LedgerOption = None,
    as_of: AsOf = None,
) -> None:
    """Say why claims are one incident, and why others that came close are not.

    With one id: what the incident hangs together by, and what came closest to it. With
    two: what joins them or keeps them apart, aspect by aspect, each with its weight.
    """
    from tallystick.cli.derived import stood
    from tallystick.views.why import Explaining
    from tallystick.views.why_text import incident_text, pair_text

    told = settings()
    with existing(ledger, told) as store:
        held, book = stood(store, told, as_of)
    explaining = Explaining(held, book, policy_of(told), actors_of(told))
    found: WhyIncident | WhyPair
    if other is None:
        found = explaining.incident(name)
        lines = incident_text(found)
    else:
        found = explaining.pair(name, other)
        lines = pair_text(found)
    if as_json or out:
        from tallystick.codec import encode

        json_lines([encode(found)], out)
        return
    answer("".join(line + "\n" for line in lines))
