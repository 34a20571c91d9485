"""Laws of reading that hold for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from read.telling import document, read
from tallystick.codec import dumps, loads
from tallystick.model.ledger import Reading

PIECES = (
    "The Houthis have launched at least 40 attacks since mid-November.",
    "A drone struck the base in Iraq on Sunday, killing three soldiers.",
    "The ministry denied it.",
    "قُتل ثلاثة جنود",
    "\u202e(23:00 Jan 30)\u202c",
    "66 in Iraq, 98 in Syria",
    '=HYPERLINK("x")',
    "<b>12 dead</b>",
    "\n\n",
    "10^30 attacks; 31 February",
    "Up to 35.",
    "- of 20 drones\n\n- by 4\n\n| at 17 | in 9 |",
    "😀 of 100%",
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=6).map(" ".join)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(texts)
def test_every_quote_is_where_its_evidence_says(text: str) -> None:
    clean = "".join(
        "\ufffd" if "\ud800" <= c <= "\udfff" or c == "\x00" else c for c in text
    )
    doc = document(clean)
    for claim in read(doc).claims:
        assert claim.evidence
        for evidence in claim.evidence:
            span = evidence.span
            assert 0 <= span.start < span.end <= len(doc.string(span.part))
    names = [claim.id for claim in read(doc).claims]
    assert len(names) == len(set(names))


@settings(max_examples=15, derandomize=True, deadline=None)
@given(texts)
def test_reading_is_a_function_of_the_document(text: str) -> None:
    clean = "".join(
        "\ufffd" if "\ud800" <= c <= "\udfff" or c == "\x00" else c for c in text
    )
    once, again = read(document(clean)), read(document(clean))
    assert dumps(once) == dumps(again)
    assert loads(Reading, dumps(once)) == once
