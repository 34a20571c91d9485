"""What the normalisers find in one document, on their own: `design.md` 6."""

from __future__ import annotations

from typing import Any

from tallystick.model.documents import Document, Intake
from tallystick.read.dates import find_expressions
from tallystick.read.places import PlaceContext, find_places
from tallystick.views.rows import document_row, place_row

Row = dict[str, Any]


def place_rows(document: Document, intake: Intake) -> Row:
    """What `tallystick places --json` prints; offsets are into `text`."""
    found = find_places(document.text, PlaceContext(language=document.language))
    return {
        "document": document_row(document, intake),
        "places": [
            {
                **place_row(f.place),
                "text": document.text[f.start : f.end],
                "start": f.start,
                "end": f.end,
                "use": f.use.value,
                "reason": f.reason,
            }
            for f in found
        ],
    }


def date_rows(document: Document, intake: Intake) -> Row:
    """What `tallystick dates --json` prints; offsets are into `text`."""
    published = document.published.value if document.published else None
    return {
        "document": document_row(document, intake),
        "dates": [
            {
                "text": document.text[f.start : f.end],
                "start": f.start,
                "end": f.end,
                "shape": f.shape.value,
                "earliest": f.date.earliest if f.date else None,
                "latest": f.date.latest if f.date else None,
                "edtf": f.date.edtf if f.date else None,
                "basis": f.date.basis.value if f.date else None,
                "timex": {"type": f.timex_type, "value": f.timex_value},
                "reason": f.reason,
            }
            for f in find_expressions(document.text, published, document.language)
        ],
    }
