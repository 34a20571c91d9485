"""A ledger that grows document by document has what a full run finds, at every step."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.ledgers import scenes
from tallystick.growing import Growing, Touched
from tallystick.match.score import propose
from tallystick.policy import MatchPolicy, Policy
from tallystick.resolve import by_component, components, event_claims
from tallystick.roots import twins
from tallystick.table import ClaimTable, build_table
from tallystick.testing import Scene

MANY = settings(max_examples=15, deadline=None, derandomize=True)
CROWDED = Policy(matching=MatchPolicy(block_rows=3, crowd_rows=4, rare_rows=2))
"""Keys become crowds within a handful of documents."""
STRICT = Policy(link_at=0.7, maybe_at=0.6, matching=MatchPolicy(closed_rows=2))

Parts = dict[tuple[str, ...], tuple[object, ...]]


def table_of(scene: Scene, documents: list[str]) -> ClaimTable:
    """The claims of some documents; the ledger knows all."""
    names = {scene.docs[name].id for name in documents}
    claims = [claim for claim in scene.claims.values() if claim.document in names]
    return build_table(scene.ledger, claims, scene.directory)


def in_full(scene: Scene, documents: list[str], policy: Policy) -> Parts:
    """Every component of some documents with its links, worked out from nothing."""
    table = table_of(scene, documents)
    links = propose(table, policy, scene.directory)
    rows = np.array(event_claims(table), np.int64)
    return parts_of(table, by_component(components(table, links, policy), rows, links))


def parts_of(table: ClaimTable, parts: object) -> Parts:
    return {
        tuple(table.ids[row] for row in rows): tuple(links.proposals(table))
        for rows, links in parts  # type: ignore[attr-defined]
    }


def entered(known: Parts, touched: Touched) -> Parts:
    """What stands after an addition."""
    kept = {claims: told for claims, told in known.items() if claims[0] not in touched.gone}
    return kept | parts_of(touched.table, touched.parts)


def grown(scene: Scene, order: list[str], first: int, policy: Policy) -> None:
    """Hold every step against a full run."""
    told = twins(
        scene.claims.values(),
        {document.id: document for document in scene.docs.values()},
        scene.copies,
    )
    growing = Growing(table_of(scene, order[:first]), policy, scene.directory)
    known = in_full(scene, order[:first], policy)
    for number in range(first, len(order)):
        more = table_of(scene, [order[number]])
        repeats = {name: told[name] for name in more.ids if name in told}
        known = entered(known, growing.add(replace(more), repeats))
        assert known == in_full(scene, order[: number + 1], policy)


@MANY
@given(scenes(), st.data())
@pytest.mark.parametrize(
    "policy", [Policy(), CROWDED, STRICT], ids=["usual", "crowded", "strict"]
)
def test_every_addition_finds_what_a_full_run_finds(
    policy: Policy, scene: Scene, data: st.DataObject
) -> None:
    own = sorted(scene.docs.keys() - {"copy"})
    order = list(data.draw(st.permutations(own)))
    order += ["copy"] if "copy" in scene.docs else []
    grown(scene, order, data.draw(st.integers(0, len(order) - 1)), policy)
