"""A review as one HTML file: no network, no script, light and dark, screen and print."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from tallystick.review.chart import timeline_svg
from tallystick.review.figures import check_prose, own_words
from tallystick.review.map import map_svg
from tallystick.review.neutrality import check_words
from tallystick.review.pieces import day, sentence, show, unlinked
from tallystick.views.review_page import ReviewPage


def render_html(page: ReviewPage) -> bytes:
    """The page as HTML in UTF-8.

    Raises:
        UnsupportedFigure: our prose holds a digit that is no figure.
        LoadedTerm: our prose holds a loaded term outside quotation marks.
    """
    html = _template().render(
        page=page,
        style=Markup(_file("review.css")),
        timeline=Markup(timeline_svg(page.timeline)),
        map=Markup(map_svg(page.map)),
    )
    prose = own_words(html)
    check_prose(prose)
    check_words(prose)
    return html.encode("utf-8")


@cache
def _template() -> Template:
    loader = PackageLoader("tallystick.review", "templates")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(show=show, sentence=sentence, plain_words=unlinked, day=day)
    return environment.get_template("review.html")


def _file(name: str) -> str:
    path = files("tallystick.review").joinpath("templates", name)
    return path.read_text("utf-8")
