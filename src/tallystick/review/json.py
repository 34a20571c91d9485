"""A review as JSON: the page itself, every figure with its expression."""

from __future__ import annotations

import json

from tallystick import codec
from tallystick.views.review_page import ReviewPage


def render_json(page: ReviewPage) -> bytes:
    """The page as JSON in UTF-8: objects by field, each piece of prose with its `kind`."""
    text = json.dumps(codec.encode(page), ensure_ascii=False, separators=(",", ":"))
    return (text + "\n").encode("utf-8")
