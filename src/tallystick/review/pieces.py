"""Pieces of prose as HTML: escaped always, linked, isolated from the text about them."""

from __future__ import annotations

from markupsafe import Markup, escape

from tallystick.views.review_prose import (
    Code,
    Day,
    Figure,
    Name,
    Piece,
    Prose,
    Quote,
    Words,
)

MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def show(line: Prose) -> Markup:
    """A line as HTML."""
    return Markup("").join(show_piece(piece) for piece in line)


def sentence(line: Prose) -> Markup:
    """A line as HTML that begins with a capital, if it begins with words of ours."""
    first = line[0] if line else None
    if isinstance(first, Words):
        line = (Words(first.text[:1].upper() + first.text[1:]), *line[1:])
    return show(line)


def show_piece(piece: Piece) -> Markup:
    """One piece as HTML."""
    match piece:
        case Words(text):
            return escape(text)
        case Figure(value, _, working):
            html = '<a class="figure" href="#{}">{}</a>'
            return Markup(html).format(working, f"{value:,}")
        case Quote(text, language, anchor):
            html = '“<bdi class="said" lang="{}">{}</bdi>”'
            said = Markup(html).format(language, text)
            if anchor is None:
                return Markup('<span class="quote">{}</span>').format(said)
            return Markup('<a class="quote" href="#{}">{}</a>').format(anchor, said)
        case Name(text):
            return Markup('<bdi class="name">{}</bdi>').format(text)
        case Day(iso):
            return Markup('<time datetime="{}">{}</time>').format(iso, day(iso))
        case Code(text):
            return Markup("<code>{}</code>").format(text)


def unlinked(line: Prose) -> Markup:
    """A line as HTML to stand inside a link: whose words they are, and no links."""
    return Markup("").join(_unlinked(piece) for piece in line)


def _unlinked(piece: Piece) -> Markup:
    match piece:
        case Figure(value):
            return Markup('<span class="figure">{}</span>').format(f"{value:,}")
        case Quote(text, language):
            return show_piece(Quote(text, language))
    return show_piece(piece)


def day(iso: str) -> str:
    """A month, day or minute as people write it: ``28 Jan 2024``, ``30 Jan 2024 23:00``."""
    month = MONTHS[int(iso[5:7]) - 1] if len(iso) >= 7 else ""
    words = [str(int(iso[8:10])) if len(iso) >= 10 else "", month, iso[:4], iso[11:16]]
    return " ".join(word for word in words if word)
