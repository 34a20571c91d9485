"""How a review was made, so that it can be made again, and what a reader must know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import tallystick
from tallystick import codec
from tallystick.ids import fingerprint
from tallystick.model.ledger import Ledger
from tallystick.policy import Policy
from tallystick.schemes import rows
from tallystick.views.review_prose import Code, Name, Prose, Words, joined, say


@dataclass(frozen=True, slots=True)
class Method:
    """How it was made, so that it can be made again."""

    manifest: tuple[tuple[Prose, Prose], ...]
    policy: tuple[tuple[Prose, Prose], ...]
    attributions: tuple[Prose, ...]
    disclaimers: tuple[Prose, ...]


def method_view(ledger: Ledger, policy: Policy, as_of: str | None = None) -> Method:
    """Versions, settings and hashes of a review, and whose data it rests on."""
    extractors = sorted({one.extractor for one in ledger.readings})
    inputs = fingerprint("".join(sorted(one.sha256 for one in ledger.documents)))
    version = Code(f"tallystick {tallystick.__version__}")
    return Method(
        manifest=(
            (say("manifest_version"), (version,)),
            (say("manifest_extractors"), joined([(Code(one),) for one in extractors])),
            (say("manifest_inputs"), (Code(inputs),)),
            (say("manifest_policy"), (Code(fingerprint(codec.dumps(policy))),)),
            *(((say("manifest_as_of"), (Code(as_of),)),) if as_of else ()),
        ),
        policy=tuple(_flat(codec.encode(policy))),
        attributions=tuple((Name(text),) for text in _texts("attributions")),
        disclaimers=tuple((Words(text),) for text in _texts("disclaimers")),
    )


def _flat(value: Mapping[str, object], before: str = "") -> Iterable[tuple[Prose, Prose]]:
    for name, one in value.items():
        if isinstance(one, dict):
            yield from _flat(one, f"{before}{name}.")
        else:
            yield (Code(before + name),), (Code(str(one)),)


def _texts(file: str) -> Iterable[str]:
    return (row["text"] for row in rows(f"review/{file}.tsv"))
