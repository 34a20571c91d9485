"""The ledger: what is kept for ever, and what was worked out from it.

    with open_ledger("tallystick.db") as store:
        store.add(documents, intakes)
        book = derive(store.ledger("rules/1"), policy)
        store.save_book(book, stamp)

Documents, intakes, judgements, editions and runs are append-only, by trigger. Copies,
readings and the book can be dropped and made again.
"""

from tallystick.store.folder import export_folder, import_folder, seal_folder
from tallystick.store.guards import MARK
from tallystick.store.ledger import Store, open_ledger
from tallystick.store.records import Edition, Run, Stamp
from tallystick.store.redaction import redaction_detail
from tallystick.store.verify import verify

__all__ = [
    "MARK",
    "Edition",
    "Run",
    "Stamp",
    "Store",
    "export_folder",
    "import_folder",
    "open_ledger",
    "redaction_detail",
    "seal_folder",
    "verify",
]
