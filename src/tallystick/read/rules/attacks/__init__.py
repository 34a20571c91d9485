"""Words that tell of an attack, and who did it, to whom, with what."""
