"""Which claims tell of one event: beliefs with their reasons, never decisions."""
