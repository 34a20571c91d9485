"""What parties say: denials, threats, halts, agreements; ``claims`` makes them."""
