"""The name that every claim of these rules carries: raised when a rule changes."""

NAME = "rules/1"
