"""Holds stated totals of reported violence against what the reports support."""

__version__ = "0.1.0"
