"""Extractor ``rules/1``: linguistic rules over a CPU parser, for English.

Flow: `scan` (parse and normalise) -> `speech` (who says each clause) -> `counting` (what
each number counts) -> `tallies`, `incidents`, `statements`; `people` finds the names of
private persons. `extractor` puts them in order.
"""
