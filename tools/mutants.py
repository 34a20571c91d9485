"""Break the code on purpose, one edit at a time; each edit must fail some test.

    python tools/mutants.py [word ...]      only the edits of files whose path has a word

A coverage figure says which lines ran; this says which lines matter to a test. The edits
are made in a copy: the working tree is never touched.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Edit(NamedTuple):
    """One fault: the text that stands in a file, and what is put in its place."""

    file: str
    old: str
    new: str
    tests: str = "tests/derive"


EDITS = (
    Edit("roots.py", "if claim.speaker is not None:", "if False:"),
    Edit("roots.py", "if original.agencies:", "if False:"),
    Edit("roots.py", "if copy.kind is not CopyKind.EXACT:", "if False:"),
    Edit(
        "table.py",
        "sources = [originals.get(d.id, d) for d in documents]",
        "sources = documents",
    ),
    Edit("table.py", "if toll.of is None and toll.alternative_of is None", "if True"),
    Edit(
        "table.py",
        'return document.published.value if document.published else "~"',
        'return ""',
        "tests/match",
    ),
    Edit(
        "match/block.py",
        "corners = [0, 1, CELL_COLUMNS, CELL_COLUMNS + 1]",
        "corners = [0]",
        "tests/match",
    ),
    Edit(
        "match/block.py",
        "(first - 1) // BUCKET_DAYS",
        "first // BUCKET_DAYS",
        "tests/match",
    ),
    Edit(
        "match/block.py",
        "keep = counts[inverse] <= limit",
        "keep = counts[inverse] < limit + 9",
        "tests/match",
    ),
    Edit(
        "match/compare.py",
        '("a day apart", gap == 1)',
        '("a day apart", gap == 2)',
        "tests/match",
    ),
    Edit(
        "match/compare.py", '("disputed", named & _fingerprint(pairs)),', "", "tests/match"
    ),
    Edit(
        "match/compare.py",
        "same & where & when & one & ~against",
        "same & where & when & one",
        "tests/match",
    ),
    Edit("match/score.py", "(groups[left] == groups[right])", "False", "tests/match"),
    Edit("match/score.py", "& (table.twin[incidents] == NONE)", "", "tests/match"),
    Edit("judge.py", "spoken.pop(judgement.id, None)\n", "pass\n"),
    Edit("judge.py", "spoken.pop(judgement.subjects[0], None)", "pass"),
    Edit(
        "judge.py",
        "if judgement.verdict not in PAIRS:\n                return",
        "if False:\n                return",
    ),
    Edit("judge.py", "self.readings[claim].add(mended.reading)", "pass"),
    Edit("judge.py", "if span.end > len(document.string(span.part)):", "if False:"),
    Edit("judge.py", "for nth in NTHS:", "for nth in ():"),
    Edit(
        "resolve.py", "if one == other or self._excludes(one, other):", "if one == other:"
    ),
    Edit(
        "resolve.py",
        "if self._agree(one, other) and not self._torn(one, other, proposal.score):",
        "if self._agree(one, other):",
    ),
    Edit(
        "resolve.py",
        "return row if (low, high) in rulings.different else original",
        "return original",
    ),
    Edit("resolve.py", "self.rulings.same):", "()):"),
    Edit("resolve.py", 'levels["several"] != "whole and part" and ', ""),
    Edit("resolve.py", ' and levels["document"] != "same document"', ""),
    Edit(
        "resolve.py",
        "key=lambda row: (table.twin[row] != NONE, row)",
        "key=lambda row: -row",
    ),
    Edit("voices.py", "last[voice.root] = voice", "last.setdefault(voice.root, voice)"),
    Edit(
        "voices.py",
        "return tuple(voice for voice in told if not voice.copied)",
        "return tuple(told)",
    ),
    Edit(
        "voices.py",
        'moment=original.published.value if original.published else "~"',
        "moment=str(row).zfill(9)",
    ),
    Edit(
        "voices.py",
        "return low, None if any(least > high for least, _ in opened) else high",
        "return low, high",
    ),
    Edit(
        "grade.py",
        "if all(answer is None for _, answer in answers):\n        return None",
        "",
    ),
    Edit(
        "grade.py",
        "if outside and _origins(case, known) > 1:",
        "if _origins(case, known) > 1:",
    ),
    Edit("grade.py", "if acting and hit:", "if False:"),
    Edit("grade.py", "if one.root not in taken_back", "if True"),
    Edit("fuse.py", "low=0 if doubtful else low", "low=low"),
    Edit(
        "fuse.py",
        "return max(0, low - children), max(0, high - children)",
        "return low, high",
    ),
    Edit("conflicts.py", "if under[1] >= over[0]:", "if under == over:"),
    Edit("conflicts.py", "return 0 < days.days <= within", "return True"),
    Edit("conflicts.py", "*_denials(own),", ""),
    Edit(
        "components.py",
        "repr([claim for claim in claims if claim in inputs.stand.looked_at]),",
        "",
    ),
    Edit("components.py", "*(repr(inputs.claims[claim]) for claim in claims),", ""),
    Edit(
        "components.py",
        "return tuple(sorted(maybe - apart))",
        "return tuple(sorted(maybe))",
    ),
    Edit("pipeline.py", "if claim.id not in stand.aside]", "]"),
    Edit(
        "cli/output.py", "except BrokenPipeError:", "except ZeroDivisionError:", "tests/cli"
    ),
    Edit("cli/output.py", "ensure_ascii=False", "ensure_ascii=True", "tests/cli"),
    Edit("cli/output.py", "not sys.stderr.isatty() or", "", "tests/cli"),
    Edit("cli/output.py", "c if c.isprintable() else", "c if c else", "tests/cli"),
    Edit("cli/ground.py", "not Path(address).exists()", "False", "tests/cli"),
    Edit("cli/derived.py", "if one.code in OF_JUDGEMENTS:", "if False:", "tests/cli"),
    Edit("cli/derived.py", "(*book.findings, *totals)", "book.findings", "tests/cli"),
    Edit("cli/derived.py", "return len(missed)", "return 0", "tests/cli"),
    Edit("cli/app.py", "from enum", "import numpy\nfrom enum", "tests/cli"),
    Edit("cli/reading.py", "refused.append(item.error)", "pass", "tests/cli"),
    Edit("views/questions.py", "if one not in known:", "if False:", "tests/cli"),
    Edit("views/judging.py", "if len(found) != 1:", "if False:", "tests/cli"),
    Edit(
        "views/judging.py",
        "return _checked(ledger, made, f",
        "return made or (f",
        "tests/cli",
    ),
    Edit("commands.py", "_versions(actor_files), name", "_versions(()), name", "tests/cli"),
)
"""Each a mistake that somebody could make."""


def caught(edit: Edit, copy: Path) -> bool:
    """Whether the tests notice an edit of a copy of the project."""
    path = copy / "src" / "tallystick" / edit.file
    kept = path.read_text("utf-8")
    if edit.old not in kept:
        raise SystemExit(f"{edit.file} no longer says {edit.old!r}; mend the list")
    path.write_text(kept.replace(edit.old, edit.new, 1), "utf-8")
    command = [sys.executable, "-m", "pytest", "-qx", "-p", "no:cacheprovider", edit.tests]
    known = {**os.environ, "PYTHONPATH": str(copy / "src")}
    done = subprocess.run(command, cwd=copy, env=known, capture_output=True, check=False)
    path.write_text(kept, "utf-8")
    return done.returncode != 0


def main(words: list[str]) -> int:
    """Try every edit; 1 if one went unnoticed."""
    chosen = [e for e in EDITS if not words or any(word in e.file for word in words)]
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("src", "tests"):
            copytree(ROOT / part, copy / part)
        (copy / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
        missed = []
        for edit in chosen:
            noticed = caught(edit, copy)
            missed += [] if noticed else [edit]
            word = "noticed  " if noticed else "UNNOTICED"
            sys.stdout.write(f"{word} {edit.file}: {edit.new or 'nothing'!r}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(chosen) - len(missed)} of {len(chosen)} edits were noticed\n")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
