"""What ``--version`` prints: versions, and whose data is inside."""

from __future__ import annotations

from importlib.metadata import version

import tallystick
from tallystick.schemes import rows


def about() -> str:
    """Versions and attributions, a line each."""
    lines = [f"tallystick {tallystick.__version__}", f"parser: spaCy {version('spacy')}"]
    lines += [
        f"data: {row['name']} ({row['licence']}), {row['address']}"
        for row in rows("attribution.tsv")
    ]
    return "\n".join(lines) + "\n"
