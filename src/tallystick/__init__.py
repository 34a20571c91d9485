"""Holds stated totals of reported violence against what the reports support."""
