"""Identifiers computed from content, so that two machines agree without asking."""

from hashlib import sha256

SEPARATOR = "\x1f"
"""Unit separator: joins identifying parts, so it may not occur inside one."""


def digest(kind: str, *parts: object) -> str:
    """Name a record by its identifying parts, e.g. ``claim-3f9a0c12b7d4e6a8``.

    Parts are joined unmodified: no trimming, no case folding. Cleaning rules
    change over the years and would quietly rename everything already published.
    None is an identifying part of its own (an undated document is not the same as
    one dated with an empty string).

    Raises:
        ValueError: a part holds the separator, so two identities could collide.
    """
    texts = ["\x00" if part is None else str(part) for part in parts]
    if any(SEPARATOR in text for text in texts):
        raise ValueError(f"a part of a {kind} id holds the separator U+001F")
    return f"{kind}-{fingerprint(SEPARATOR.join([kind, *texts]))[:16]}"


def fingerprint(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode("utf-8")).hexdigest()
