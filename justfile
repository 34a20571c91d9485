# The recipes that people and the continuous build run: the same ones.

set windows-shell := ["powershell.exe", "-NoLogo", "-Command"]

# Quick check while working: format, lint, types, and all tests but crash and browser.
check:
    uv run ruff format --check .
    uv run ruff check .
    uv run mypy
    uv run pytest -q -n 2 -m "not crash and not browser"

# Everything that can be tested on this machine.
test:
    uv run pytest

# The quality of reading against its floors.
gate:
    uv run python eval/gate.py

# Break the code on purpose, one edit at a time; each edit must fail a test.
mutants:
    uv run python tools/mutants.py

# Speed and memory, beside a baseline in the same run.
bench:
    uv run python bench/steps.py
