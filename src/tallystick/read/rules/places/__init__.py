"""Places as texts name them, and whose they are."""
