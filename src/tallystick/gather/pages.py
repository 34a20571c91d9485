"""HTML: the article of a page, without navigation, comments and scripts."""

from __future__ import annotations

import re

from tallystick.errors import SourceError
from tallystick.gather.article import Article
from tallystick.gather.decoding import clean
from tallystick.model.documents import PublishedBasis

# htmldate refuses dates after "now" unless told; we read no clock.
_LATEST_DATE = "2200-01-01"
_MIDNIGHT = re.compile(r"T00:00(?:[+-]0000)?$")
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")


def read_page(html: str, name: str, address: str) -> Article:
    """The article that a page is about, with what its metadata say.

    Text is what trafilatura takes for the main text, comments off; offsets are into that
    text, not into the page.

    Raises:
        SourceError: there is no article in it.
    """
    # A third of a second to import: only where a page comes.
    from trafilatura import bare_extraction

    found = bare_extraction(
        html,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "deferred_url_extractor": True,
            "outputformat": "%Y-%m-%dT%H:%M%z",
            "max_date": _LATEST_DATE,
        },
    )
    if found is None or isinstance(found, dict) or not found.text:
        raise SourceError(
            address,
            "a page with an article",
            "no running text was found",
            "save the text as .txt",
        )
    return Article(
        origin=name,
        external_id=name,
        text=clean(found.text),
        title=clean(found.title or ""),
        source=clean(found.sitename or ""),
        url=clean(found.url or ""),
        published=_date(found.date or ""),
        basis=PublishedBasis.METADATA,
        language=_language(html),
    )


def _date(said: str) -> str:
    """The day or minute; midnight is what htmldate gives where no time is stated."""
    return _OFFSET.sub(r"\1:\2", _MIDNIGHT.sub("", said))


def _language(html: str) -> str:
    match = re.search(
        r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([\w-]{2,12})", html[:4096], re.I
    )
    return match[1] if match else ""
