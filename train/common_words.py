"""How common words are in reports: the table that `tallystick.match` takes rarity from.

    python train/common_words.py --data train/reports/wars train/reports/unrest eval/tally \\
        --out src/tallystick/data/match/common_words.tsv

Counts the reports that have each word, in the `tune` parts of sets of our own, language by
language, and keeps the words of two reports or more. The rest counts as rare. The counts
are frozen: no ledger moves them, so one more document changes nothing about the others.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from tallystick.leads import ALL_REPORTS, words_of

LEAST = 2
"""Reports below which a word is as rare as one never met."""
HEAD = """\
# In how many reports a word stands, by language; "{all}": in how many one could stand.
# Words of one report alone are left out.
# Source: our own labelled reports (tune parts), counted by train/common_words.py.
language\tword\tdocuments
"""


def main() -> None:
    """Count and write."""
    command = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    command.add_argument("--data", nargs="+", type=Path, required=True)
    command.add_argument("--out", type=Path, required=True)
    asked = command.parse_args()
    counts = counted(asked.data)
    lines = [
        f"{language}\t{word}\t{count}\n"
        for language, words in sorted(counts.items())
        for word, count in sorted(words.items())
        if count >= LEAST
    ]
    asked.out.write_text(HEAD.format(all=ALL_REPORTS) + "".join(lines), "utf-8")


def counted(folders: list[Path]) -> dict[str, Counter[str]]:
    """Reports by language and word, with all of them under `ALL_REPORTS`."""
    counts: dict[str, Counter[str]] = {}
    for folder in folders:
        tune = set(json.loads((folder / "split.json").read_text("utf-8"))["tune"])
        for line in (folder / "docs.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["id"] in tune:
                text = f"{row['title'] or ''} {row['text']}"
                words = {ALL_REPORTS, *words_of(text)}
                counts.setdefault(row["language"], Counter()).update(words)
    return counts


if __name__ == "__main__":
    main()
