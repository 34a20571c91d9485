"""Bytes to text, unchanged: line endings stay, and every code point keeps its place."""

from __future__ import annotations

import codecs
import re

from tallystick.errors import SourceError

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_DECLARED_WITHIN = 4096
"""Bytes from the start in which a page must declare its charset. HTML says 1024."""

_PAGE_CODECS = ("ascii", "big5", "cp125", "cp932", "cp949", "euc_", "gb", "iso8859", "koi8")
"""Python names of charsets that a page may declare besides UTF-8, by their beginnings."""


def clean(text: str) -> str:
    """The text with lone surrogates and NUL as U+FFFD, one for one.

    Nothing else changes, so offsets hold. Neither can be stored: UTF-8 has no lone
    surrogates, and databases end strings at NUL.
    """
    return _UNSTORABLE.sub("�", text)


def decode_text(data: bytes, address: str) -> str:
    """A plain-text file as one string, without its byte order mark.

    Raises:
        SourceError: the bytes are not UTF-8.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _not_text(address, "UTF-16")
    try:
        return clean(data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError as error:
        raise _not_text(
            address, f"a byte {data[error.start] or 0:#04x} at offset {error.start}"
        ) from None


def decode_page(data: bytes, address: str) -> str:
    """An HTML page as one string, by its byte order mark or its declared charset.

    Raises:
        SourceError: the bytes are not what the page declares, or it declares a charset
            that no page may have; undeclared means UTF-8.
    """
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    if declared is None or data.startswith(codecs.BOM_UTF8):
        return decode_text(data, address)
    name = declared.group(1).decode("ascii", "replace")
    codec = _page_codec(name)
    if codec == "utf-8":
        return decode_text(data, address)
    try:
        return clean(data.decode(codec or ""))
    except (LookupError, UnicodeDecodeError):
        raise SourceError(
            address,
            "a page in the charset it declares",
            f"it declares {name!r} and cannot be read so",
            "save it as UTF-8",
        ) from None


def _page_codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    # Browsers read Latin-1 as Windows-1252, so pages that declare it mean that.
    if codec in ("iso8859-1", "ascii"):
        return "cp1252"
    return codec if codec == "utf-8" or codec.startswith(_PAGE_CODECS) else None


def _not_text(address: str, came: str) -> SourceError:
    return SourceError(address, "text in UTF-8", f"{came} came", "save it as UTF-8")
