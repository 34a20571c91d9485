"""Days as texts lean on them, and of what they are."""
