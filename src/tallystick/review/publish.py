"""From a book to a file: the page is made, every figure worked out again, then rendered."""

from __future__ import annotations

from typing import Protocol

from tallystick.directory import Directory, directory
from tallystick.model.derived import Book
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy
from tallystick.registry import Registry
from tallystick.review.figures import check_values
from tallystick.review.html import render_html
from tallystick.review.json import render_json
from tallystick.review.markdown import render_markdown
from tallystick.views.review_page import ReviewPage, basis_of, review_page


class Renderer(Protocol):
    """A form that a review can take."""

    def __call__(self, page: ReviewPage) -> bytes:
        """The page as the bytes of a file; the same page gives the same bytes."""
        ...


renderers: Registry[Renderer] = Registry("renderer")
renderers.register("html/1")(render_html)
renderers.register("md/1")(render_markdown)
renderers.register("json/1")(render_json)


def publish(
    ledger: Ledger,
    book: Book,
    policy: Policy,
    form: str = "html/1",
    *,
    actors: Directory | None = None,
    as_of: str | None = None,
) -> bytes:
    """A review of a ledger as a file.

    Args:
        form: a name in `renderers`.
        as_of: the moment, UTC, if the ledger is one of the past.

    Raises:
        UnknownPart: no renderer bears that name.
        UnsupportedFigure: a number is not supported by the ledger and the book.
        LoadedTerm: our own prose would take a side.
        UnmaskedName: a withheld name would be printed.
    """
    actors = actors or directory()
    render = renderers[form]
    page = review_page(ledger, book, policy, actors=actors, as_of=as_of)
    check_values(page, basis_of(ledger, book, policy, actors))
    return render(page)
