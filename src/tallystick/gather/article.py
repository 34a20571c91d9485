"""From what an input says to a document: one way for every kind of input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tallystick.errors import SourceError
from tallystick.gather import agencies, publication
from tallystick.gather.gathered import Gathered, Limits
from tallystick.gather.language import guess_language, stated_language
from tallystick.gather.layout import Layout, lay_out_article, lay_out_file
from tallystick.model.derived import Finding
from tallystick.model.documents import Document, Intake, Published, PublishedBasis
from tallystick.model.values import Span


@dataclass(frozen=True, slots=True)
class Article:
    """What an input says of one article, as it says it. Empty is not said."""

    origin: str
    """Name of the file."""
    external_id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: str = ""
    basis: PublishedBasis = PublishedBasis.ROW
    """What `published` rests on."""
    language: str = ""


def gathered_file(article: Article, limits: Limits) -> Gathered:
    """The document of a whole text file: its headers and its headline are in its text.

    Raises:
        SourceError: the text is blank or beyond a limit.
    """
    layout = lay_out_file(article.text)
    title = _slice(article.text, layout.title)
    said = replace(article, title=title, basis=PublishedBasis.LINE, **layout.headers)
    return _gathered(said, layout, limits)


def gathered_article(article: Article, limits: Limits) -> Gathered:
    """The document of a row or page, whose title comes apart from its text.

    Without a title, the text is looked at for a headline as a file would be.

    Raises:
        SourceError: title and text are blank or beyond a limit.
    """
    if article.title.strip():
        layout = lay_out_article(article.text, article.title)
        return _gathered(article, layout, limits)
    layout = lay_out_file(article.text)
    titled = replace(article, title=_slice(article.text, layout.title))
    return _gathered(titled, layout, limits)


def _gathered(article: Article, layout: Layout, limits: Limits) -> Gathered:
    _check_size(article, limits)
    document = Document(
        source=article.source.strip(),
        address=article.url.strip() or article.external_id,
        published=_published(article, layout),
        title=article.title,
        text=article.text,
        language=stated_language(article.language) or guess_language(_all_words(article)),
        url=article.url.strip() or None,
        title_span=layout.title,
        body_start=layout.body_start,
        dateline=layout.dateline,
        agencies=_wires(article, layout),
    )
    intake = Intake(document.id, article.external_id, article.origin)
    return Gathered(document, intake, tuple(_findings(article, layout, document)))


def _check_size(article: Article, limits: Limits) -> None:
    name = article.external_id[:100]
    address = name if name.startswith(article.origin) else f"{article.origin}: {name}"
    if not (article.text.strip() or article.title.strip()):
        raise SourceError(address, "a text", "it is empty", "leave it out or fill it")
    others = (article.external_id, article.url, article.source, article.published)
    _check_length(address, "a text", (article.text, article.title), limits.text_chars)
    _check_length(address, "an address, source or date", others, limits.field_chars)


def _check_length(address: str, what: str, fields: tuple[str, ...], most: int) -> None:
    longest = max(map(len, fields))
    if longest > most:
        raise SourceError(
            address,
            f"{what} of at most {most} characters",
            f"one of {longest} came",
            "split it, or raise the limit",
        )


def _published(article: Article, layout: Layout) -> Published | None:
    """The date as given, else from a line of the text, else from the url."""
    given = publication.read_field(article.published)
    if given and article.basis is not PublishedBasis.LINE:
        return Published(given, article.basis)
    if layout.published:
        return layout.published
    day = publication.read_address(article.url)
    return Published(day, PublishedBasis.ADDRESS) if day else None


def _wires(article: Article, layout: Layout) -> tuple[str, ...]:
    """Source field first, then byline and dateline, then running text."""
    found = [*agencies.in_source(article.source), *layout.agencies]
    found += agencies.in_text(article.text[layout.body_start :])
    return tuple(dict.fromkeys(found))


def _findings(article: Article, layout: Layout, document: Document) -> Iterator[Finding]:
    said = article.published.strip()
    if said and publication.read_field(said) is None:
        yield _finding(document, "unreadable-date", f"no day can be read in {said[:80]!r}")
    if document.published is None:
        yield _finding(
            document, "undated-document", "neither the input nor the text says when"
        )
    if layout.unused:
        keys = ", ".join(layout.unused)
        yield _finding(document, "unused-header", f"header lines not used: {keys}")


def _finding(document: Document, code: str, message: str) -> Finding:
    return Finding(code, (document.id,), f"{document.address}: {message}")


def _all_words(article: Article) -> str:
    return f"{article.title}\n{article.text}"


def _slice(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else ""
