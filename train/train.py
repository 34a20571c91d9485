"""Train the weights of ``tagger/1``.

    python train/train.py \\
        --data train/reports/{wars,unrest,series,wires,counts,attacks,months,versions} eval/tally \\
        --out src/tallystick/data/tagger/en.npz

A folder holds labelled documents (`labels.py`); of a split only the ``tune`` part is read.
The same folders give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from labels import labelled
from recipe import pages_of, train

from tallystick.read.tagger.weights import to_bytes
from tallystick.read.tagger.words import Masks


def main(arguments: list[str] | None = None) -> int:
    """Read the folders, train, write the weights; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--masks", type=Masks, choices=list(Masks), default=Masks.PARTIES)
    options = parser.parse_args(arguments)
    documents = [one for folder in options.data for one in labelled(folder)]
    sys.stderr.write(f"{len(documents)} documents\n")
    data = to_bytes(train(documents, pages_of(documents), options.masks))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(data)
    sys.stderr.write(f"{options.out}: {len(data)} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
