"""What must hold for every ledger, not only for the ones we thought of."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from derive.ledgers import judged, scenes
from tallystick import codec
from tallystick.model.claims import IncidentClaim
from tallystick.model.derived import Book, Incident
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger
from tallystick.model.lists import Assertion
from tallystick.pipeline import derive
from tallystick.policy import Policy
from tallystick.testing import Scene

FEW = settings(max_examples=25, deadline=None, derandomize=True)


def book_of(scene: Scene, ledger: Ledger | None = None, known: Book | None = None) -> Book:
    return derive(ledger or scene.ledger, Policy(), known, scene.directory)


def withdrawn(scene: Scene) -> Ledger:
    undo = tuple(
        Judgement(Verdict.WITHDRAW, (j.id,), ("",), "bo", "2024-07-01T00:00:00Z", "undone")
        for j in dict.fromkeys(scene.log)
    )
    return replace(scene.ledger, judgements=(*scene.ledger.judgements, *undo))


@FEW
@given(judged())
def test_every_event_claim_lands_in_exactly_one_incident(scene: Scene) -> None:
    placed = [claim for incident in book_of(scene).incidents for claim in incident.claims]
    told = (Assertion.OCCURRED, Assertion.DID_NOT_OCCUR)
    events = [
        c.id
        for c in scene.claims.values()
        if isinstance(c, IncidentClaim) and c.assertion in told
    ]
    assert sorted(placed) == sorted(events)


@FEW
@given(judged())
def test_order_and_repetition_of_input_change_no_byte(scene: Scene) -> None:
    ledger = scene.ledger
    shuffled = replace(
        ledger,
        documents=(*ledger.documents[::-1], *ledger.documents[:1]),
        readings=(*ledger.readings[::-1], *ledger.readings[:1]),
        copies=ledger.copies[::-1],
    )
    assert codec.dumps(book_of(scene, shuffled)) == codec.dumps(book_of(scene))


@FEW
@given(judged())
def test_claims_called_different_never_share_an_incident(scene: Scene) -> None:
    last = {tuple(sorted(j.subjects)): j.verdict for j in scene.log if len(j.subjects) == 2}
    for incident in book_of(scene).incidents:
        for pair in combinations(sorted(incident.claims), 2):
            assert last.get(pair) is not Verdict.DIFFERENT


@FEW
@given(judged())
def test_saying_and_withdrawing_is_saying_nothing(scene: Scene) -> None:
    unsaid = replace(scene.ledger, judgements=())
    assert book_of(scene, withdrawn(scene)) == book_of(scene, unsaid)


@FEW
@given(judged())
def test_an_earlier_book_changes_how_long_it_takes_and_nothing_else(scene: Scene) -> None:
    unsaid = replace(scene.ledger, judgements=())
    fewer = replace(unsaid, readings=unsaid.readings[:-1])
    for earlier in (unsaid, fewer, withdrawn(scene), scene.ledger):
        known = book_of(scene, earlier)
        assert book_of(scene, known=known) == book_of(scene)


@FEW
@given(scenes(), st.data())
def test_an_exact_copy_changes_nothing_but_the_lists(
    scene: Scene, data: st.DataObject
) -> None:
    before = book_of(scene)
    name = data.draw(st.sampled_from(sorted(scene.docs.keys() - {"copy"})))
    day = data.draw(st.sampled_from(["2024-05-09", "2024-06-30", "-"]))
    scene.doc("again", day, "Mirror", f"copies={name}")
    after = book_of(scene)
    assert [without_lists(i) for i in after.incidents] == [
        without_lists(i) for i in before.incidents
    ]
    assert after.findings == before.findings


def without_lists(incident: Incident) -> Incident:
    """An incident without the lists that name its copies."""
    return replace(incident, claims=(), documents=())


@FEW
@given(scenes(), st.data())
def test_removing_a_document_removes_exactly_its_claims(
    scene: Scene, data: st.DataObject
) -> None:
    gone = scene.docs[data.draw(st.sampled_from(sorted(scene.docs)))].id
    ledger = scene.ledger
    less = replace(
        ledger,
        documents=tuple(d for d in ledger.documents if d.id != gone),
        readings=tuple(r for r in ledger.readings if r.document != gone),
    )
    kept = {claim for i in book_of(scene, less).incidents for claim in i.claims}
    all_ = {claim for i in book_of(scene).incidents for claim in i.claims}
    of_it = {c.id for c in scene.claims.values() if c.document == gone}
    assert kept == all_ - of_it


@FEW
@given(scenes())
def test_merge_then_split_is_identity(scene: Scene) -> None:
    before = book_of(scene)
    names = sorted(scene.claims)
    scene.judge("same", names[0], names[-1]) if len(names) > 1 else None
    assert book_of(scene, withdrawn(scene)) == before


PARTIES = """
place harbour facility XA 10.00,20.00
actor red-front armed XA
actor blue-army force XA
actor wire media GB
actor agency media FR
actor red-radio media XA
edge red-radio state_payroll red-front
"""
TOLD = [
    "by=red-front target=blue-army killed=3",
    "claimed=red-front target=blue-army says=red-front stance=self_claim killed=3",
    "by=red-front target=blue-army says=blue-army killed=4",
    "target=blue-army says=blue-army stance=denies_event killed=3",
    "denied=red-front target=blue-army says=red-front killed=3",
]


@FEW
@given(st.lists(st.sampled_from(TOLD), min_size=1, max_size=4))
def test_swapping_the_parties_changes_no_grade_and_no_word(told: list[str]) -> None:
    sources = ["wire", "agency", "Daily", "red-radio"]
    text = "\n".join(
        f"doc d{n} 2024-05-0{n + 2} {sources[n]}\n"
        f"incident c{n} d{n} on=2024-05-01 at=harbour {line}"
        for n, line in enumerate(told)
    )
    other_kinds = PARTIES.replace("red-front armed", "red-front force")
    other_kinds = other_kinds.replace("blue-army force", "blue-army armed")
    as_told = graded(PARTIES + text)
    assert graded(other_kinds + text) == as_told
    assert [swapped(words) for words in graded(swapped(PARTIES + text))] == as_told


def swapped(text: str) -> str:
    """A text with the names of the parties exchanged."""
    away = text.replace("red-front", "\x00").replace("blue-army", "red-front")
    return away.replace("\x00", "blue-army")


def graded(text: str) -> list[str]:
    """Grades with their reasons, and the words of findings."""
    book = Scene(text).book()
    told = [
        f"{what} {one.grade} {one.contested} {one.reason}"
        for incident in book.incidents
        for what, one in incident.grades
    ]
    return told + [f"{found.code} {found.message}" for found in book.findings]


@FEW
@given(scenes())
def test_bounds_hold_and_unknown_is_never_nought(scene: Scene) -> None:
    for incident in scene.book().incidents:
        assert 0 <= incident.low <= incident.high
        said = [
            claim.killed
            for claim in scene.claims.values()
            if claim.id in incident.claims
            and isinstance(claim, IncidentClaim)
            and claim.killed
        ]
        assert (incident.killed is not None) == bool(said)
        if incident.killed:
            lows = [toll[0].number.least for toll in said]
            assert incident.killed.low in lows
