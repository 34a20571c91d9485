"""Events with every field and whose they are; ``claims`` makes them."""
