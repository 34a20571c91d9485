"""What the whole program calls a contradiction in invented reports, and what it does not."""

from pathlib import Path

import pytest

from contradictions.scenes import Scene, contradictions, scenes

REPORTS = Path(__file__).parent / "reports.txt"
NOT_READ = {
    "it hit, and it was shot down",
    "parts that do not make the whole",
    "the dead, and the casualties",
}
"""Where the reader, today, does not read what a person reads."""


@pytest.mark.parametrize("scene", list(scenes(REPORTS)), ids=lambda scene: scene.name)
def test_scene(scene: Scene, tmp_path: Path) -> None:
    found = contradictions(scene, tmp_path)
    assert found <= scene.expected
    if scene.name not in NOT_READ:
        assert found == scene.expected
