"""What may be asked of a ledger and its book: functions that return frozen answers."""
