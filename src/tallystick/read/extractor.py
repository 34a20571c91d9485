"""The door through which every extractor comes: ours, trained ones, a stranger's."""

from __future__ import annotations

from typing import Protocol

from tallystick.model.documents import Document
from tallystick.model.ledger import Reading
from tallystick.registry import Registry


class Extractor(Protocol):
    """Reads claims out of one document; knows nothing of others."""

    name: str
    """Name and version, ``rules/1``: written into every claim it makes."""

    def read(self, document: Document) -> Reading:
        """Everything that the document claims, in order of anchors.

        A pure function of the document and of the extractor's version: no clock, no
        network, no memory of other documents.
        """
        ...


extractors: Registry[Extractor] = Registry("extractor")
