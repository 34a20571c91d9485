"""A ledger from the lines of a scene."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from shlex import split
from textwrap import dedent
from typing import Any, ClassVar

from tallystick import codec
from tallystick.directory import Directory
from tallystick.directory_files import Row, Rows, package_rows
from tallystick.fuse import incident_id
from tallystick.judge import CLASSES, HEADS, PERSON
from tallystick.model.claims import Anchor, Claim
from tallystick.model.derived import Book
from tallystick.model.documents import Copy, CopyKind, Document, Published, PublishedBasis
from tallystick.model.judgements import Judgement, Verdict
from tallystick.model.ledger import Ledger, Reading
from tallystick.model.lists import ClaimKind
from tallystick.model.values import Evidence, Part, Place, Reader, Span
from tallystick.pipeline import derive
from tallystick.policy import Policy
from tallystick.testing.render import rendered
from tallystick.testing.values import Words, place

ROW = PublishedBasis.ROW
READER = Reader("scene/1", 1.0)
SLOTS = 64
"""Words in a document's text; the n-th claim of a document stands at the n-th word."""
WORD = "report{:03}"
FIELDS = {"on": "date", "at": "places", "by": "responsibility", "type": "event_type"}
"""Words of a scene that name a field of the claim otherwise."""
ACTOR_TYPES = {
    "armed": "non_state_political_armed",
    "brand": "brand_umbrella",
    "force": "state_military_home",
    "media": "media_org",
    "office": "office",
}


@cache
def _states() -> tuple[Row, ...]:
    return package_rows().states


class Scene:
    """A ledger under construction, whose records have short names."""

    def __init__(self, text: str) -> None:
        self.tables = Rows(_states(), (), (), ())
        self.actors: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self.docs: dict[str, Document] = {}
        self.copies: list[Copy] = []
        self.claims: dict[str, Claim] = {}
        self.log: list[Judgement] = []
        self.person = "ana"
        for line in dedent(text).strip().splitlines():
            words = split(line, comments=True)
            if words:
                self._enter(*words)

    def _enter(self, record: str, *words: str) -> None:
        if record not in self.RECORDS:
            known = ", ".join(self.RECORDS)
            raise ValueError(f"a scene has no {record!r} line; there are: {known}")
        self.RECORDS[record](self, *words)

    @property
    def ledger(self) -> Ledger:
        """The ledger as it stands. Claims that a person added are in the log only."""
        documents = tuple(self.docs.values())
        return Ledger(
            documents=documents,
            copies=tuple(self.copies),
            readings=tuple(self._reading(document.id) for document in documents),
            judgements=tuple(self.log),
        )

    def _reading(self, document: str) -> Reading:
        own = (claim for claim in self.claims.values() if claim.document == document)
        read = tuple(claim for claim in own if READER in claim.readers)
        return Reading(document, READER.extractor, read)

    @cached_property
    def directory(self) -> Directory:
        """All states, and the scene's own actors."""
        return Directory(self.tables)

    @property
    def names(self) -> Mapping[str, str]:
        """Ids of claims, documents and judgements to their short names."""
        known = {claim.id: name for name, claim in self.claims.items()}
        known |= {incident_id(claim.id): name for name, claim in self.claims.items()}
        known |= {document.id: name for name, document in self.docs.items()}
        return known | {one.id: f"#{i}" for i, one in enumerate(self.log, 1)}

    def book(self, policy: Policy | None = None, known: Book | None = None) -> Book:
        """What is derived from the scene."""
        return derive(self.ledger, policy or Policy(), known, self.directory)

    def _actor(self, name: str, kind: str, country: str = "-") -> None:
        self.actors[name] = f"actor:{name}"
        row = {"id": self.actors[name], "name": name, "actor_type": ACTOR_TYPES[kind]}
        row |= {"country": country, "source": "scene"}
        self.tables = replace(self.tables, actors=(*self.tables.actors, row))

    def _edge(self, subject: str, kind: str, other: str, grade: str = "stated") -> None:
        ends = {"subject": self._id(subject), "kind": kind, "object": self._id(other)}
        row = ends | {"start": "-", "end": "-", "grade": grade, "source": "scene"}
        self.tables = replace(self.tables, edges=(*self.tables.edges, row))

    def _id(self, actor: str) -> str:
        return self.actors.get(actor, actor)

    def _place(self, name: str, precision: str, *where: str) -> None:
        self.places[name] = place(name, precision, *where)

    def doc(self, name: str, published: str, source: str, *options: str) -> None:
        """Enter one more document, in the words of a scene's line."""
        told = dict(option.split("=", 1) for option in options)
        same = self.docs[told["copies"]] if "copies" in told else None
        words = " ".join(WORD.format(number) for number in range(SLOTS))
        self.docs[name] = Document(
            source="" if source == "-" else source,
            address=f"https://example.org/{name}",
            published=None if published == "-" else Published(published, ROW),
            title=same.title if same else told.get("title", name),
            text=same.text if same else words,
            language=told.get("in", "en"),
            agencies=(told["via"],) if "via" in told else (),
        )
        for kind, option in ((CopyKind.EXACT, "copies"), (CopyKind.NEAR, "resembles")):
            if option in told:
                original = self.docs[told[option]].id
                self.copies.append(Copy(self.docs[name].id, original, kind, 1.0))
        if same:
            self._repeat(name, same)

    def _repeat(self, name: str, original: Document) -> None:
        own = [(n, c) for n, c in self.claims.items() if c.document == original.id]
        for short, claim in own:
            anchor = replace(claim.anchor, document=self.docs[name].id)
            self.claims[f"{name}.{short}"] = replace(claim, anchor=anchor)

    def _incident(self, name: str, doc: str, *words: str) -> None:
        told = Words(words, self.actors, self.places)
        self._claim(name, doc, ClaimKind.INCIDENT, told, told.incident())

    def _total(self, name: str, doc: str, stated: str, *words: str) -> None:
        told = Words(words, self.actors, self.places)
        self._claim(name, doc, ClaimKind.TALLY, told, told.total(stated))

    def _statement(self, name: str, doc: str, act: str, *words: str) -> None:
        told = Words(words, self.actors, self.places)
        self._claim(name, doc, ClaimKind.STATEMENT, told, told.statement(act))

    def _claim(
        self, name: str, doc: str, kind: ClaimKind, words: Words, told: dict[str, Any]
    ) -> None:
        document = self.docs[doc].id
        standing = sum(claim.document == document for claim in self.claims.values())
        slot = int(words.fields.get("slot", standing))
        start = slot * (len(WORD.format(0)) + 1)
        span = Span(Part.TEXT, start, start + len(WORD.format(0)))
        anchor = Anchor(document, span, kind, told.get("measure", ""))
        evidence = (Evidence(HEADS[kind], span),)
        self.claims[name] = CLASSES[kind](anchor, evidence, (READER,), **told)

    def judge(self, verdict: str, *told: str) -> None:
        """Say one more judgement, in the words of a scene's line; `as=ben` says who."""
        people = [word.removeprefix("as=") for word in told if word.startswith("as=")]
        words = [word for word in told if not word.startswith("as=")]
        self.person = people[0] if people else "ana"
        if verdict == Verdict.WITHDRAW:
            self._say(Verdict.WITHDRAW, {self.log[int(words[0]) - 1].id: ""})
        elif verdict == Verdict.ADD:
            self._add(words[0], words[1], *words[2:])
        elif verdict == Verdict.CORRECT:
            meant = Words(tuple(words[1:]), self.actors, self.places)
            key = next(iter(meant.fields))
            field = FIELDS.get(key, key)
            value = codec.encode(meant.incident()[field])
            claim = self.claims[words[0]]
            self._say(Verdict.CORRECT, {claim.id: claim.reading}, field=field, value=value)
        else:
            claims = sorted((self.claims[word] for word in words), key=lambda c: c.id)
            self._say(Verdict(verdict), {claim.id: claim.reading for claim in claims})

    def _add(self, name: str, doc: str, *words: str) -> None:
        self._incident(name, doc, *words)
        claim = self.claims[name]
        self.claims[name] = replace(claim, readers=(Reader(PERSON, 1.0),))
        at = claim.anchor.span
        told = Words(words, self.actors, self.places).incident()
        self._say(
            Verdict.ADD,
            {claim.document: ""},
            kind=claim.kind,
            part=at.part,
            start=at.start,
            end=at.end,
            fields={field: codec.encode(value) for field, value in told.items()},
        )

    def _say(self, verdict: Verdict, quoted: Mapping[str, str], **detail: object) -> None:
        text = json.dumps(detail, sort_keys=True) if detail else ""
        at = f"2024-06-01T00:00:{len(self.log):02}Z"
        told = tuple(quoted), tuple(quoted.values())
        self.log.append(
            Judgement(verdict, *told, self.person, at, "as the text says", text)
        )

    RECORDS: ClassVar[Mapping[str, Callable[..., None]]] = {
        "actor": _actor,
        "edge": _edge,
        "place": _place,
        "doc": doc,
        "incident": _incident,
        "total": _total,
        "statement": _statement,
        "judge": judge,
    }


def derived(text: str, policy: Policy | None = None) -> str:
    """Read a scene, derive its book and print it: the whole system in one call."""
    scene = Scene(text)
    return rendered(scene.book(policy), scene.names)
