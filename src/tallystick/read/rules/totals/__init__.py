"""Stated totals with period, scope, parts and exclusions; ``claims`` makes them."""
