"""Scenes of invented reports, read and derived by the whole program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tallystick.commands import assemble
from tallystick.pipeline import derive
from tallystick.policy import Policy


@dataclass
class Scene:
    """Some reports, and which contradictions stand in them."""

    name: str
    expected: set[str] = field(default_factory=set)
    reports: list[dict[str, str]] = field(default_factory=list)


def scenes(path: Path) -> Iterator[Scene]:
    """The scenes of a file, see its head."""
    scene: Scene | None = None
    for line in path.read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "=":
            if scene:
                yield scene
            scene = Scene(rest)
        elif scene is not None and mark == "!":
            scene.expected.add(rest)
        elif scene is not None and mark == "@":
            source, day, title = rest.split(" | ")
            report = {"id": f"r{len(scene.reports)}", "source": source, "published": day}
            scene.reports.append(report | {"title": title, "text": ""})
        elif scene is not None and line:
            scene.reports[-1]["text"] += line
    if scene:
        yield scene


def contradictions(scene: Scene, folder: Path) -> set[str]:
    """The codes of all contradictions that are found in the reports of a scene."""
    file = folder / "reports.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in scene.reports), "utf-8")
    ledger, _ = assemble([file])
    book = derive(ledger, Policy())
    found = {one for held in book.reconciliations for one in held.findings}
    codes = {one.code for one in found | set(book.findings)}
    return {code for code in codes if code.startswith("contradiction-")}


def counted(found: Mapping[str, set[str]], wanted: Mapping[str, set[str]]) -> str:
    """Recall and precision over scenes and codes, in words."""
    right = sum(len(found[name] & wanted[name]) for name in wanted)
    asked, said = (sum(map(len, one.values())) for one in (wanted, found))
    return f"{right} of {asked} found, {right} of {said} right"
