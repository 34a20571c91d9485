"""An exact copy has its original's words under a head of its own."""

from dataclasses import replace

import pytest

from tallystick.model.claims import Claim
from tallystick.model.documents import CopyKind
from tallystick.model.values import Span
from tallystick.roots import twins
from tallystick.testing import Scene

SCENE = """
doc d1 2024-05-02 wire
incident a d1 on=2024-05-01 slot=3
incident b d1 on=2024-05-01 slot=5
total t d1 12 slot=7
doc d2 2024-05-03 Daily copies=d1
"""


def pushed(claim: Claim, by: int) -> Claim:
    """A claim that stands further on, under a longer head."""
    at = claim.anchor.span
    return replace(
        claim, anchor=replace(claim.anchor, span=Span(at.part, at.start + by, at.end + by))
    )


@pytest.mark.parametrize("head", [0, 40])
@pytest.mark.parametrize("lost", ["", "d2.a", "b"])
def test_claims_of_a_copy_answer_those_of_its_original(head: int, lost: str) -> None:
    scene = Scene(SCENE)
    kept = {name: claim for name, claim in scene.claims.items() if name != lost}
    kept = {n: pushed(c, head) if n.startswith("d2") else c for n, c in kept.items()}
    documents = {document.id: document for document in scene.docs.values()}
    copy = replace(scene.docs["d2"], body_start=head)
    documents[scene.docs["d2"].id] = copy
    names = {claim.id: name for name, claim in kept.items()}
    found = twins(kept.values(), documents, scene.copies)
    expected = {n: n.removeprefix("d2.") for n in kept if n.startswith("d2.")}
    if lost == "b":
        del expected["d2.b"]
    assert {names[one]: names[other] for one, other in found.items()} == expected


def test_a_near_copy_has_no_twins() -> None:
    scene = Scene(SCENE)
    documents = {document.id: document for document in scene.docs.values()}
    near = [replace(copy, kind=CopyKind.NEAR) for copy in scene.copies]
    assert not twins(scene.claims.values(), documents, near)
