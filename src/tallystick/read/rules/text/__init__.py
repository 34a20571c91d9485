"""The text as the rules see it: parsed, normalised, looked over first; lists and grammar."""
