"""The door through which every extractor comes: ours, trained ones, a stranger's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

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


@runtime_checkable
class Preparing(Protocol):
    """An extractor that works faster when it is told what comes next."""

    def prepare(self, documents: Sequence[Document]) -> None:
        """Do for some documents in one go what `read` would do one by one.

        What `read` gives does not depend on it.
        """
        ...


extractors: Registry[Extractor] = Registry("extractor")
