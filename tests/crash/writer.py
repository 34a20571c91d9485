"""Writes into a ledger until it is killed, saying what is committed once it is.

    python writer.py LEDGER START

One line of JSON on stdout for each thing done, with the number of its round, START being
the first: {"documents": 7}, {"judgement": 7}, {"reading": 7}, {"book": 7}. Before all
of them comes {"ready": START}: the ledger is about to be opened.
"""

from __future__ import annotations

import json
import sys
from itertools import count

from tallystick.model.derived import Book, Component, Finding, Incident
from tallystick.model.documents import Document, Intake
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Reading
from tallystick.store import Stamp, Store, open_ledger

STAMP = Stamp("{}", (), "rules/1", None, "")
BATCH = 20


def documents(turn: int) -> list[Document]:
    """The reports of one round."""
    return [
        Document("Post", f"{turn}-{n}", None, f"Round {turn}", f"Report {turn}-{n}.", "en")
        for n in range(BATCH)
    ]


def judgement(turn: int) -> Judgement:
    """The judgement of one round."""
    when = "2024-02-01T12:00:00Z"
    return Judgement(
        Verdict.ACCEPT, (f"claim-{turn}",), ("",), "Ann", when, f"round {turn}"
    )


def book(turn: int) -> Book:
    """A book in which everything says the round: a mixture of two would show."""
    keys = [f"{n:02}" for n in range(BATCH)]
    return Book(
        incidents=tuple(
            Incident(f"incident-{k}", (), (), (), outcome=f"{turn}") for k in keys
        ),
        components=tuple(Component(k, f"{turn}", (f"incident-{k}",)) for k in keys),
        findings=tuple(Finding("undated-claim", (k,), f"{turn}") for k in keys),
    )


def rounds(store: Store, start: int) -> None:
    """Write round after round."""
    for turn in count(start):
        batch = documents(turn)
        rows = [Intake(one.id, one.address, "rows.csv") for one in batch]
        store.add(batch, rows)
        done({"documents": turn})
        store.add_judgement(judgement(turn))
        done({"judgement": turn})
        store.save_reading(Reading(batch[0].id, "rules/1"))
        done({"reading": turn})
        store.save_book(book(turn), STAMP)
        done({"book": turn})


def done(what: dict[str, int]) -> None:
    """Acknowledge what is committed."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    first = int(sys.argv[2])
    done({"ready": first})
    with open_ledger(sys.argv[1]) as opened:
        rounds(opened, first)
