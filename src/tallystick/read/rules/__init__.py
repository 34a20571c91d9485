"""Extractor ``rules/1``: linguistic rules over a CPU parser, for English.

Each folder knows those before it alone: `text` (parse and normalise), `harm`, `actors` (who
is meant, who speaks), `counts` (what each number counts), `attacks` (words of attack and
their arguments), `places`, `days`, then the claims: `totals`, `events`, `statements`,
`incidents`. `extractor` puts them in order.
"""
