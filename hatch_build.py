"""Builds the gazetteer when the project is installed or a wheel is made.

The file is made from pinned registry packages (the build requirements) and from our own
tables; see ``docs/decisions/0010-gazetteer.md``. One that is already there and was made
from the same inputs is kept.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface[Any]):
    """Puts ``tallystick/data/gazetteer.sqlite`` into wheels and editable installs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the file before packing; an artifact, because git ignores it."""
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from tallystick.read.places.build import build, is_current
        finally:
            sys.path.remove(str(source))
        data = source / "tallystick" / "data"
        target = data / "gazetteer.sqlite"
        if not is_current(data / "places", target):
            self.app.display_info("building the gazetteer (some 20 s, once)")
            build(data / "places", target)
        build_data["artifacts"].append("src/tallystick/data/gazetteer.sqlite")
