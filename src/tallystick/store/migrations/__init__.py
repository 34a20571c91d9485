"""Alembic's place: how a ledger's tables came to be, one step a file."""
