"""What we found, never as one figure: the claimants' word, without it, and agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tallystick.count import split, three_ways
from tallystick.directory import Directory
from tallystick.model.claims import Claim
from tallystick.model.derived import Book, Count, Question
from tallystick.model.ledger import Ledger
from tallystick.model.lists import Stance
from tallystick.policy import Policy
from tallystick.views.ground import ground_of
from tallystick.views.review_figures import CountField
from tallystick.views.review_incidents import is_past
from tallystick.views.review_prose import Prose, say
from tallystick.views.review_scribe import Scribe
from tallystick.views.review_totals import band

WAYS = ("own", "without", "agreed")


@dataclass(frozen=True, slots=True)
class Way:
    """One of the counts that stand side by side."""

    name: Prose
    figure: Prose
    means: Prose


@dataclass(frozen=True, slots=True)
class Found:
    """Our own counts of the incidents of all documents."""

    line: Prose
    """The whole band with the part that rests on self-claims alone, in one sentence."""
    ways: tuple[Way, ...]


def counts_of(
    ledger: Ledger,
    claims: Mapping[str, Claim],
    book: Book,
    actors: Directory,
    policy: Policy,
) -> Mapping[str, Count]:
    """The counts that the page prints, by name: three ways, and the split of the whole."""
    counted = (one for one in book.incidents if one.set_aside is None)
    past = tuple(one for one in counted if is_past(one, claims))
    ground = ground_of(ledger, replace(book, incidents=past), actors, policy)
    root = dict(book.roots)
    claimants = sorted(
        {
            root[claim.id]
            for claim in claims.values()
            if claim.stance is Stance.SELF_CLAIM and claim.id in root
        }
    )
    asked = Question()
    ways = three_ways(asked, ground, policy.counting, speakers=claimants)
    parts = split(asked, ground, policy.counting)
    return {
        "all": parts.all,
        "self_claims_only": parts.self_claims_only,
        "others": parts.others,
        "own": ways.own,
        "without": ways.without,
        "agreed": ways.agreed,
    }


def found_view(scribe: Scribe) -> Found:
    """The counts side by side; the whole is only told with its split."""

    def ends(name: str) -> Prose:
        high = scribe.basis.counts[name].high
        low = (scribe.figure(CountField(name, "low")),)
        return band(low, () if high is None else (scribe.figure(CountField(name, "high")),))

    line = say(
        "found_line",
        all=ends("all"),
        others=ends("others"),
        alone=ends("self_claims_only"),
    )
    ways = tuple(Way(say(f"way_{w}"), ends(w), say(f"way_{w}_means")) for w in WAYS)
    return Found(line, ways)
