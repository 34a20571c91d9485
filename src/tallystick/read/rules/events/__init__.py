"""Attacks as a document tells them, gathered to single events."""
